//! Sendings that wait together are written together, and each stands or falls alone.

use crate::waiting::{Handed, hold, is_answered};
use domain::audit::Act;
use domain::cues::NextStep;
use domain::ids::{MemberId, ReleaseId};
use domain::org::OrgKind;
use domain::referral::Bank;
use store::outbox::Depth;
use store::sending::{Fate, Sending};
use store::{Error, OrgScope, audit, disclosures, doctor, outbox, referrals, releases};
use testkit::rows::{NOW, beginning, disclosure, entry, fresh_id, note, outgoing, referral, release};
use testkit::{TestStore, both_backends};

fn sending(scope: &OrgScope, member: MemberId) -> Sending {
    let new = referral(scope.org(), Bank::Sender);
    let message = outgoing(&new.referral, None);
    let written = note(member, NextStep::SupportNow);
    Sending {
        scope: *scope,
        member,
        note: Some((written, entry(scope.org(), Act::NoteSaved, None))),
        first: beginning(&new),
        agreement: None,
        release: None,
        disclosure: disclosure(&new.referral, &message),
        outgoing: message,
        entry: entry(scope.org(), Act::Disclosed, None),
        referral: new,
        asked: None,
    }
}

/// Hands a sending in without waiting for its answer.
async fn hand_in(db: &TestStore, sending: &Sending) -> Handed<Fate> {
    let (store, sending) = (db.store().clone(), sending.clone());
    let mut handed: Handed<Fate> = Box::pin(async move { store.send(sending).await });
    assert!(!is_answered(&mut handed).await, "the lane answers in a later turn");
    handed
}

async fn is_there(db: &TestStore, sending: &Sending) -> bool {
    let Sending { scope, member, referral, .. } = sending;
    let id = referral.referral.id;
    let record = referrals::find(db.store(), scope, *member, id).await.unwrap().is_some();
    let events = referrals::events(db.store(), scope, *member, id).await.unwrap().len();
    let log = disclosures::of_referral(db.store(), scope, *member, id).await.unwrap().len();
    assert_eq!((events, log), (usize::from(record), usize::from(record)));
    record
}

both_backends! {
    async fn sendings_that_wait_share_one_commit_and_each_is_whole(db: &TestStore) {
        let (scope, other) = (db.found(OrgKind::HealthCenter).await, db.found(OrgKind::HealthCenter).await);
        let (member, theirs) = (db.member(&scope, &[]).await, db.member(&other, &[]).await);
        let before = db.store().counters();
        let (go, held) = hold(db, &scope).await;
        let sendings: Vec<Sending> = (0..37).map(|_| sending(&scope, member)).collect();
        let mut handed = Vec::new();
        for sending in &sendings {
            handed.push(hand_in(db, sending).await);
        }
        let elsewhere = sending(&other, theirs);
        let handed_elsewhere = hand_in(db, &elsewhere).await;
        go.send(()).unwrap();
        held.await.unwrap();
        for handed in handed {
            assert_eq!(handed.await.unwrap(), Fate::Sent);
        }
        assert_eq!(handed_elsewhere.await.unwrap(), Fate::Sent);
        // The other organization has a lane of its own on PostgreSQL, perhaps.
        assert!((2..=3).contains(&(db.store().counters().commits - before.commits)));
        for sending in sendings.iter().chain([&elsewhere]) {
            assert!(is_there(db, sending).await);
        }
        assert_eq!(outbox::depth(db.store(), &scope).await.unwrap(), Depth { queued: 37, dead: 0 });
        assert_eq!(outbox::depth(db.store(), &other).await.unwrap(), Depth { queued: 1, dead: 0 });
        for scope in [scope, other] {
            assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
            assert!(audit::verify(db.store(), &scope).await.unwrap().is_ok());
        }
    }

    async fn a_form_posted_twice_in_one_moment_sends_once(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let (go, held) = hold(db, &scope).await;
        let once = sending(&scope, member);
        let alone = Sending { note: None, ..sending(&scope, member) };
        let mut handed = Vec::new();
        for sending in [&once, &once, &alone, &alone] {
            handed.push(hand_in(db, sending).await);
        }
        go.send(()).unwrap();
        held.await.unwrap();
        let mut fates = Vec::new();
        for handed in handed {
            fates.push(handed.await.unwrap());
        }
        assert_eq!(fates, [Fate::Sent, Fate::Already, Fate::Sent, Fate::Already]);
        assert_eq!(db.store().send(once.clone()).await.unwrap(), Fate::Already);
        assert_eq!(outbox::depth(db.store(), &scope).await.unwrap(), Depth { queued: 2, dead: 0 });
        assert_eq!(audit::head(db.store(), &scope).await.unwrap().0, 3, "two disclosures and one note");
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
    }

    async fn what_cannot_be_sent_takes_no_other_down(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let under = |id| Sending { release: Some(id), note: None, ..sending(&scope, member) };
        let signed = release(scope.org(), &referral(scope.org(), Bank::Sender).referral, member);
        let id = signed.release.id;
        db.write(&scope, move |tx| Box::pin(async move {
            let _ = releases::insert(tx, &scope, &signed).await?;
            releases::take_back(tx, &scope, id, NOW).await
        })).await;
        let (good, taken_back) = (sending(&scope, member), under(id));
        let unknown = under(ReleaseId::new(fresh_id()));
        // A release that was taken back stops its own sending …
        let (go, held) = hold(db, &scope).await;
        let (one, two) = (hand_in(db, &taken_back).await, hand_in(db, &good).await);
        go.send(()).unwrap();
        held.await.unwrap();
        assert_eq!((one.await.unwrap(), two.await.unwrap()), (Fate::TakenBack, Fate::Sent));
        assert!(!is_there(db, &taken_back).await && is_there(db, &good).await);
        // … and one that fails in the database is told so alone.
        let later = sending(&scope, member);
        let (go, held) = hold(db, &scope).await;
        let (one, two) = (hand_in(db, &unknown).await, hand_in(db, &later).await);
        go.send(()).unwrap();
        held.await.unwrap();
        assert!(matches!(one.await, Err(Error::Missing)));
        assert_eq!(two.await.unwrap(), Fate::Sent);
        assert!(!is_there(db, &unknown).await && is_there(db, &later).await);
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
    }
}
