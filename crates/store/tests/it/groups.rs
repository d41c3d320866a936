//! Groups: who is answered when, and what one job's failure does to the others.

use crate::waiting::{hand_in, hold, is_answered};
use domain::audit::Act;
use domain::cues::NextStep;
use domain::org::OrgKind;
use store::{Error, StoreOptions, audit, doctor, node, notes, tallies};
use testkit::rows::{MONTH, entry, note};
use testkit::{TestStore, both_backends};
use tokio::sync::oneshot;

async fn value(db: &TestStore, key: &str) -> Option<Vec<u8>> {
    node::get(db.store(), key).await.unwrap()
}

both_backends! {
    async fn writes_that_wait_share_one_commit(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let before = db.store().counters();
        let (go, held) = hold(db, &scope).await;
        let mut all = Vec::new();
        for n in 0..40_u8 {
            all.push(hand_in(db, &scope, move |tx| Box::pin(async move { node::put(tx, &format!("k{n}"), &[n]).await })).await);
        }
        go.send(()).unwrap();
        held.await.unwrap();
        for handed in all {
            handed.await.unwrap();
        }
        let after = db.store().counters();
        assert_eq!(after.jobs - before.jobs, 41);
        assert_eq!(after.groups - before.groups, 2);
        assert_eq!(after.commits - before.commits, 2);
        assert_eq!(after.failed_jobs, before.failed_jobs);
        assert_eq!(value(db, "k39").await, Some(vec![39]));
    }

    async fn a_caller_is_answered_only_after_the_commit(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let (go, held) = hold(db, &scope).await;
        let mut first = hand_in(db, &scope, |tx| Box::pin(async move { node::put(tx, "first", b"1").await })).await;
        let (inside, is_inside) = oneshot::channel::<()>();
        let (finish, wait) = oneshot::channel::<()>();
        let second = hand_in(db, &scope, |_| Box::pin(async move {
            let _ = inside.send(());
            let _ = wait.await;
            Ok(())
        })).await;
        go.send(()).unwrap();
        held.await.unwrap();
        is_inside.await.unwrap();
        // The first job has run, and its neighbor still runs: nothing is committed, so nobody is answered or sees it.
        assert!(!is_answered(&mut first).await);
        assert_eq!(value(db, "first").await, None);
        finish.send(()).unwrap();
        first.await.unwrap();
        second.await.unwrap();
        assert_eq!(value(db, "first").await, Some(b"1".to_vec()));
    }

    async fn a_job_that_fails_leaves_its_neighbors_alone(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let (go, held) = hold(db, &scope).await;
        let good = |key: &'static str| hand_in(db, &scope, move |tx| Box::pin(async move {
            tx.audit(&scope, entry(scope.org(), Act::NoteSaved, None));
            let _ = notes::insert(tx, &scope, &note(member, NextStep::CardOnly)).await?;
            node::put(tx, key, b"kept").await
        }));
        let before = good("before").await;
        let bad = hand_in(db, &scope, move |tx| Box::pin(async move {
            tx.audit(&scope, entry(scope.org(), Act::SealBroken, None));
            let _ = notes::insert(tx, &scope, &note(member, NextStep::NoThanks)).await?;
            node::put(tx, "bad", b"lost").await?;
            Err::<(), _>(Error::Missing)
        })).await;
        let worse = hand_in(db, &scope, move |tx| Box::pin(async move {
            node::put(tx, "worse", b"lost").await?;
            tx.audit(&scope, entry(scope.org(), Act::SealBroken, None));
            if true { panic!("a job may panic, and says so in the test's output") }
            Ok(())
        })).await;
        let careless = hand_in(db, &scope, move |tx| Box::pin(async move {
            node::put(tx, "careless", b"kept or lost").await?;
            // The same member twice: the database refuses it, and the job goes on as if it had not.
            let taken = testkit::rows::organization(OrgKind::Advocacy, "Twice");
            store::organizations::found(tx, &taken).await?;
            let _ = store::organizations::found(tx, &taken).await;
            Ok(())
        })).await;
        let after = good("after").await;
        go.send(()).unwrap();
        held.await.unwrap();
        before.await.unwrap();
        assert_eq!(bad.await, Err(Error::Missing));
        assert_eq!(worse.await, Err(Error::Panicked));
        let careless_kept = careless.await.is_ok();
        after.await.unwrap();
        assert_eq!(value(db, "before").await, Some(b"kept".to_vec()));
        assert_eq!(value(db, "after").await, Some(b"kept".to_vec()));
        assert_eq!(value(db, "bad").await, None);
        assert_eq!(value(db, "worse").await, None);
        // SQLite can go on after a refused row, PostgreSQL cannot: kept as a whole, or not at all.
        assert_eq!(value(db, "careless").await.is_some(), careless_kept);
        assert_eq!(audit::verify(db.store(), &scope).await.unwrap(), Ok(2));
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        let visits = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        assert!(visits.iter().all(|(_, n)| *n == 2 || *n == 4), "{visits:?}");
    }

    async fn a_group_that_cannot_commit_tells_every_caller(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let (go, held) = hold(db, &scope).await;
        let plain = hand_in(db, &scope, |tx| Box::pin(async move { node::put(tx, "plain", b"1").await })).await;
        let counted = hand_in(db, &scope, move |tx| Box::pin(async move {
            notes::insert(tx, &scope, &note(member, NextStep::CardOnly)).await.map(drop)
        })).await;
        go.send(()).unwrap();
        held.await.unwrap();
        plain.await.unwrap();
        counted.await.unwrap();
        db.tamper("ALTER TABLE tally RENAME TO elsewhere").await;
        let (go, held) = hold(db, &scope).await;
        let plain = hand_in(db, &scope, |tx| Box::pin(async move { node::put(tx, "plain", b"2").await })).await;
        let counted = hand_in(db, &scope, move |tx| Box::pin(async move {
            notes::insert(tx, &scope, &note(member, NextStep::CardOnly)).await.map(drop)
        })).await;
        go.send(()).unwrap();
        held.await.unwrap();
        assert!(plain.await.is_err());
        assert!(counted.await.is_err());
        assert_eq!(value(db, "plain").await, Some(b"1".to_vec()));
        db.tamper("ALTER TABLE elsewhere RENAME TO tally").await;
        // The lane goes on.
        db.write(&scope, |tx| Box::pin(async move { node::put(tx, "plain", b"3").await })).await;
        assert_eq!(value(db, "plain").await, Some(b"3".to_vec()));
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
    }

    async fn a_caller_that_goes_away_does_not_stop_its_work(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let (go, held) = hold(db, &scope).await;
        let gone = hand_in(db, &scope, |tx| Box::pin(async move { node::put(tx, "left", b"1").await })).await;
        drop(gone);
        go.send(()).unwrap();
        held.await.unwrap();
        db.write(&scope, |_| Box::pin(async { Ok(()) })).await;
        assert_eq!(value(db, "left").await, Some(b"1".to_vec()));
    }

    async fn what_was_answered_stands_when_the_store_is_opened_again(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        db.write(&scope, |tx| Box::pin(async move { node::put(tx, "stands", b"1").await })).await;
        let (again, _) = store::Store::open(db.url(), &StoreOptions::default()).await.unwrap();
        assert_eq!(node::get(&again, "stands").await.unwrap(), Some(b"1".to_vec()));
        assert!(again.size().await.unwrap() > 0);
        assert_eq!(again.check().await.unwrap(), Vec::<String>::new());
        again.close().await;
        let closed = again.write(scope.org(), |tx| Box::pin(async move { node::put(tx, "late", b"1").await })).await;
        assert_eq!(closed, Err(Error::Closed));
    }
}
