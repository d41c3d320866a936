//! The audit chain, across groups and processes, and under a tamperer's hands.

use domain::audit::{Act, Compared, Noted, Tampered};
use domain::org::OrgKind;
use store::{Error, OrgScope, StoreOptions, audit};
use testkit::rows::{NOW, entry};
use testkit::{TestStore, both_backends};

async fn append(db: &TestStore, scope: &OrgScope, n: usize) {
    let scope = *scope;
    for _ in 0..n {
        db.write(&scope, move |tx| {
            Box::pin(async move {
                tx.audit(&scope, entry(scope.org(), Act::SignedIn, Some([1; 16])));
                tx.audit(&scope, entry(scope.org(), Act::Locked, None));
                Ok(())
            })
        })
        .await;
    }
}

async fn verified(db: &TestStore, scope: &OrgScope) -> Result<u64, Tampered> {
    audit::verify(db.store(), scope).await.unwrap()
}

both_backends! {
    async fn a_chain_across_groups_verifies_and_each_organization_has_its_own(db: &TestStore) {
        let (ours, theirs) = (db.found(OrgKind::Advocacy).await, db.found(OrgKind::HealthCenter).await);
        assert_eq!(verified(db, &ours).await, Ok(0));
        append(db, &ours, 3).await;
        append(db, &theirs, 1).await;
        append(db, &ours, 2).await;
        assert_eq!(verified(db, &ours).await, Ok(10));
        assert_eq!(verified(db, &theirs).await, Ok(2));
        let page = audit::stream(db.store(), &ours, 4, 3).await.unwrap();
        assert_eq!(page.iter().map(|chained| chained.seq).collect::<Vec<_>>(), [4, 5, 6]);
        assert_eq!(audit::head(db.store(), &ours).await.unwrap().0, 10);
    }

    async fn a_flipped_entry_is_named(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        append(db, &scope, 4).await;
        for change in ["detail = 'x'", "at = at + 1", "act = 'signed_out'", "act = 'no_such_act'", "actor = subject"] {
            db.tamper("CREATE TABLE kept AS SELECT * FROM audit_entry").await;
            db.tamper(&format!("UPDATE audit_entry SET {change} WHERE seq = 5")).await;
            assert_eq!(verified(db, &scope).await, Err(Tampered::Changed { sequence: 5 }), "{change}");
            db.tamper("DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept; DROP TABLE kept").await;
        }
        assert_eq!(verified(db, &scope).await, Ok(8));
    }

    async fn a_removed_entry_is_named(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        append(db, &scope, 3).await;
        db.tamper("DELETE FROM audit_entry WHERE seq = 2").await;
        assert_eq!(verified(db, &scope).await, Err(Tampered::Missing { expected: 2, found: 3 }));
    }

    async fn a_chain_that_was_cut_or_lengthened_is_found(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        append(db, &scope, 3).await;
        db.tamper("UPDATE audit_head SET seq = 7").await;
        assert_eq!(verified(db, &scope).await, Err(Tampered::Truncated { last: 6, head: 7 }));
        db.tamper("UPDATE audit_head SET seq = 5").await;
        assert_eq!(verified(db, &scope).await, Err(Tampered::Truncated { last: 6, head: 5 }));
    }

    async fn two_processes_write_one_chain(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let (other, _) = store::Store::open(db.url(), &StoreOptions::default()).await.unwrap();
        let write = |store: store::Store| async move {
            for _ in 0..15 {
                let done = store.write(scope.org(), move |tx| Box::pin(async move {
                    tx.audit(&scope, entry(scope.org(), Act::SignedIn, None));
                    Ok::<_, Error>(())
                }));
                done.await.unwrap();
            }
        };
        tokio::join!(write(db.store().clone()), write(other.clone()), write(db.store().clone()));
        assert_eq!(verified(db, &scope).await, Ok(45));
        other.close().await;
    }

    async fn an_audited_write_raises_the_watermark_and_nothing_lowers_it(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        let later = NOW.plus_seconds(90);
        db.write(&scope, move |tx| Box::pin(async move {
            let mut late = entry(scope.org(), Act::SignedIn, None);
            late.at = later;
            tx.audit(&scope, late);
            Ok(())
        })).await;
        append(db, &scope, 1).await;
        assert_eq!(store::organizations::watermark(db.store()).await.unwrap(), Some(later));
        let much_later = NOW.plus_seconds(900);
        db.write(&scope, move |tx| Box::pin(async move {
            store::organizations::observe(tx, &scope, much_later).await?;
            store::organizations::observe(tx, &scope, NOW).await
        })).await;
        assert_eq!(store::organizations::watermark(db.store()).await.unwrap(), Some(much_later));
    }

    async fn a_noted_end_is_held_against_the_chain_as_it_stands(db: &TestStore) {
        let scope = db.found(OrgKind::Advocacy).await;
        append(db, &scope, 2).await;
        let (seq, hash) = audit::head(db.store(), &scope).await.unwrap();
        let (noted, other) = (Noted { seq, hash }, Noted { seq, hash: [7; 32] });
        let later = Noted { seq: seq + 9, hash };
        append(db, &scope, 2).await;
        assert_eq!(audit::compare(db.store(), &scope, &noted).await.unwrap(), Compared::Matches);
        assert_eq!(audit::compare(db.store(), &scope, &other).await.unwrap(), Compared::DoesNotMatch);
        assert_eq!(audit::compare(db.store(), &scope, &later).await.unwrap(), Compared::Shorter { head: 8 });
        let young = audit::stream(db.store(), &scope, 7, 1).await.unwrap().remove(0);
        db.write(&scope, move |tx| Box::pin(async move {
            audit::let_go(tx, &scope, young.entry.at.plus_seconds(1), 6).await.map(drop)
        })).await;
        assert_eq!(audit::checkpoint(db.store(), &scope).await.unwrap().unwrap().seq, 6);
        assert_eq!(audit::compare(db.store(), &scope, &noted).await.unwrap(), Compared::BeforeTheCut { last: 6 });
        let of_the_cut = audit::checkpoint(db.store(), &scope).await.unwrap().unwrap();
        let at_the_cut = Noted { seq: 6, hash: of_the_cut.hash() };
        assert_eq!(audit::compare(db.store(), &scope, &at_the_cut).await.unwrap(), Compared::Matches);
    }
}
