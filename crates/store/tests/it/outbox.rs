//! Messages on their way: order, retry, the end, and receipt exactly once.

use domain::ids::MessageId;
use domain::message::MessageKind;
use domain::org::OrgKind;
use domain::referral::{Bank, Event, Status};
use domain::time::{Days, Timestamp};
use store::outbox::{Depth, NewOutgoing, Outgoing};
use store::{Inserted, OrgScope, disclosures, doctor, inbox, outbox, referrals};
use testkit::rows::{MONTH, NOW, beginning, disclosure, outgoing, referral};
use testkit::{TestStore, both_backends};

async fn queue(db: &TestStore, scope: &OrgScope, message: &NewOutgoing) {
    let (scope, message) = (*scope, message.clone());
    let queued =
        db.write(&scope, move |tx| Box::pin(async move { outbox::insert_all(tx, &[(scope, &message)]).await })).await;
    assert_eq!(queued.len(), 1);
}

async fn due(db: &TestStore, scope: &OrgScope, now: Timestamp) -> Vec<Outgoing> {
    outbox::due(db.store(), scope, &db.worker(), now, 64).await.unwrap()
}

async fn deliver(db: &TestStore, scope: &OrgScope, id: MessageId, at: Timestamp) -> bool {
    let scope = *scope;
    let taken = db.write(&scope, move |tx| Box::pin(async move { outbox::deliver(tx, &scope, &[id], at).await })).await;
    taken == [id]
}

both_backends! {
    async fn what_is_due_is_taken_once_whoever_has_read_it(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let sent = referral(scope.org(), Bank::Sender).referral;
        let message = outgoing(&sent, None);
        queue(db, &scope, &message).await;
        assert_eq!(outbox::due_orgs(db.store(), &db.worker(), NOW, 10).await.unwrap(), [scope.org()]);
        assert_eq!(outbox::next_due(db.store(), &db.worker()).await.unwrap(), Some(NOW));
        // Two workers read it, and the first one has it.
        assert_eq!(due(db, &scope, NOW).await, [Outgoing { message: message.clone(), attempts: 0 }]);
        assert_eq!(due(db, &scope, NOW).await, [Outgoing { message: message.clone(), attempts: 0 }]);
        assert!(deliver(db, &scope, message.id, NOW).await);
        assert!(!deliver(db, &scope, message.id, NOW).await);
        assert_eq!(due(db, &scope, NOW).await, []);
        assert!(outbox::due_orgs(db.store(), &db.worker(), NOW, 10).await.unwrap().is_empty());
    }

    async fn what_failed_comes_back_later_and_what_is_given_up_does_not(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let sent = referral(scope.org(), Bank::Sender).referral;
        let message = outgoing(&sent, None);
        let (id, later) = (message.id, NOW.plus_seconds(30));
        queue(db, &scope, &message).await;
        let put_back = db.write(&scope, move |tx| Box::pin(async move { outbox::retry(tx, &scope, id, later, "unreachable").await })).await;
        assert!(put_back);
        assert_eq!(due(db, &scope, NOW.plus_seconds(29)).await, []);
        assert_eq!(due(db, &scope, later).await, [Outgoing { message, attempts: 1 }]);
        let give_up = crate::waiting::work(move |tx| {
            Box::pin(async move { outbox::give_up(tx, &scope, id, later, "refused").await })
        });
        assert!(db.write(&scope, give_up).await);
        assert_eq!(outbox::depth(db.store(), &scope).await.unwrap(), Depth { queued: 0, dead: 1 });
        assert!(!db.write(&scope, give_up).await);
        assert_eq!(due(db, &scope, NOW.plus_days(Days(1))).await, []);
        let deleted = db.write(&scope, move |tx| Box::pin(async move { outbox::delete_done(tx, &scope, later.plus_seconds(1)).await })).await;
        assert_eq!(deleted, 1);
    }

    async fn messages_of_one_crossing_leave_in_the_order_they_were_queued(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let sent = referral(scope.org(), Bank::Sender).referral;
        // The second one's id is smaller: order is by time, not by id.
        let (second, mut first) = (outgoing(&sent, None), outgoing(&sent, None));
        let second = NewOutgoing { created_at: NOW.plus_seconds(1), ..second };
        first.kind = MessageKind::Referral;
        queue(db, &scope, &first).await;
        queue(db, &scope, &second).await;
        let now = NOW.plus_seconds(2);
        assert_eq!(due(db, &scope, now).await, [Outgoing { message: first.clone(), attempts: 0 }]);
        assert!(deliver(db, &scope, first.id, now).await);
        assert_eq!(due(db, &scope, now).await, [Outgoing { message: second, attempts: 0 }]);
    }

    async fn what_ends_something_leaves_before_a_backlog_however_old_that_is(db: &TestStore) {
        let (busy, quiet) = (db.found(OrgKind::HealthCenter).await, db.found(OrgKind::HealthCenter).await);
        for scope in [&busy, &quiet] {
            for n in 0..20 {
                let waits = outgoing(&referral(scope.org(), Bank::Sender).referral, None);
                let created_at = if scope == &busy { NOW } else { NOW.plus_seconds(n) };
                queue(db, scope, &NewOutgoing { created_at, ..waits }).await;
            }
        }
        let now = NOW.plus_seconds(90);
        for kind in MessageKind::ALL.iter().copied().filter(|kind| kind.goes_first()) {
            let stop = outgoing(&referral(quiet.org(), Bank::Sender).referral, None);
            let stop = NewOutgoing { kind, valid_until: None, created_at: now, ..stop };
            queue(db, &quiet, &stop).await;
            let first = outbox::due(db.store(), &quiet, &db.worker(), now, 3).await.unwrap();
            assert_eq!((first[0].message.id, first.len()), (stop.id, 3), "{kind:?}");
            let orgs = outbox::due_orgs(db.store(), &db.worker(), now, 2).await.unwrap();
            assert_eq!(orgs, [quiet.org(), busy.org()], "although the other waits longer");
            assert!(outbox::waits(db.store(), &quiet, stop.crossing, kind).await.unwrap());
            assert!(deliver(db, &quiet, stop.id, now).await);
            assert!(!outbox::waits(db.store(), &quiet, stop.crossing, kind).await.unwrap());
        }
        assert_eq!(due(db, &quiet, now).await.len(), 20, "the rest is there, in its order");
        for kind in MessageKind::ALL.iter().copied().filter(|kind| !kind.goes_first()) {
            let other = outgoing(&referral(quiet.org(), Bank::Sender).referral, None);
            let other = NewOutgoing { kind, created_at: now, ..other };
            queue(db, &quiet, &other).await;
            assert_eq!(due(db, &quiet, now).await.last().unwrap().message.id, other.id, "{kind:?}");
            assert!(deliver(db, &quiet, other.id, now).await);
        }
    }

    async fn what_ends_sharing_does_not_wait_behind_what_was_told_before(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let sent = referral(scope.org(), Bank::Sender).referral;
        let told = NewOutgoing { kind: MessageKind::Status, routing: None, ..outgoing(&sent, None) };
        let stopped = NewOutgoing { kind: MessageKind::CareStopped, created_at: NOW.plus_seconds(1), ..told.clone() };
        let stopped = NewOutgoing { id: MessageId::new(testkit::rows::fresh_id()), ..stopped };
        queue(db, &scope, &told).await;
        queue(db, &scope, &stopped).await;
        let (id, later) = (told.id, NOW.plus_days(Days(1)));
        let paused = crate::waiting::work(move |tx| {
            Box::pin(async move { outbox::retry(tx, &scope, id, later, "paused").await })
        });
        assert!(db.write(&scope, paused).await);
        let first: Vec<_> = due(db, &scope, NOW.plus_seconds(1)).await.into_iter().map(|one| one.message.id).collect();
        assert_eq!(first, [stopped.id]);
    }

    async fn what_ends_a_plan_does_not_wait_behind_a_changed_contact_plan_while_the_partner_is_paused(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let sent = referral(scope.org(), Bank::Sender).referral;
        let changed = NewOutgoing { kind: MessageKind::ContactChanged, routing: None, ..outgoing(&sent, None) };
        let stopped = NewOutgoing { kind: MessageKind::CareStopped, created_at: NOW.plus_seconds(1), ..changed.clone() };
        let stopped = NewOutgoing { id: MessageId::new(testkit::rows::fresh_id()), ..stopped };
        queue(db, &scope, &changed).await;
        queue(db, &scope, &stopped).await;
        let (id, later) = (changed.id, NOW.plus_days(Days(1)));
        let paused = crate::waiting::work(move |tx| {
            Box::pin(async move { outbox::retry(tx, &scope, id, later, "paused").await })
        });
        assert!(db.write(&scope, paused).await);
        let first: Vec<_> = due(db, &scope, NOW.plus_seconds(1)).await.into_iter().map(|one| one.message.id).collect();
        assert_eq!(first, [stopped.id]);
    }

    async fn however_much_of_a_plan_waits_what_was_told_is_taken_in(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let sent = referral(scope.org(), Bank::Sender).referral;
        let waits = |kind, at| inbox::Pending {
            id: MessageId::new(testkit::rows::fresh_id()),
            from: sent.partner,
            crossing: sent.crossing,
            kind,
            envelope_sealed: vec![1],
            at,
            until: None,
        };
        let mut all: Vec<_> = (0..3).map(|n| waits(MessageKind::PlanLine, NOW.plus_seconds(n))).collect();
        all.push(waits(MessageKind::Status, NOW.plus_seconds(9)));
        let told = all[3].clone();
        db.write(&scope, move |tx| Box::pin(async move {
            for one in &all {
                let _ = inbox::insert_pending(tx, &scope, one).await?;
            }
            Ok(())
        })).await;
        assert_eq!(inbox::list_pending(db.store(), &scope, NOW, 2).await.unwrap(), [told]);
    }

    async fn what_is_past_its_time_dies_in_the_queue(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let new = referral(scope.org(), Bank::Sender);
        db.referral(&scope, &new).await;
        let message = outgoing(&new.referral, None);
        let entry = disclosure(&new.referral, &message);
        queue(db, &scope, &message).await;
        db.write(&scope, move |tx| Box::pin(async move { disclosures::insert_all(tx, &[(scope, &entry)]).await })).await;
        let (id, end) = (message.id, message.valid_until.unwrap());
        assert!(!deliver(db, &scope, id, end).await, "too late is too late, even when it was read in time");
        let expired = db.write(&scope, move |tx| Box::pin(async move { outbox::expire(tx, &scope, end).await })).await;
        assert_eq!(expired, [(id, message.crossing, message.kind)]);
        let viewer = db.member(&scope, &[]).await;
        let log = disclosures::of_referral(db.store(), &scope, viewer, new.referral.id).await.unwrap();
        assert_eq!((log[0].delivered_at, log[0].stopped_at), (None, Some(end)));
    }

    async fn a_message_is_received_exactly_once(db: &TestStore) {
        let (from, to) = (db.found(OrgKind::HealthCenter).await, db.found(OrgKind::Advocacy).await);
        let mut sent = referral(from.org(), Bank::Sender);
        sent.referral.partner = to.org();
        db.referral(&from, &sent).await;
        let message = outgoing(&sent.referral, None);
        queue(db, &from, &message).await;
        let mut arrived = referral(to.org(), Bank::Receiver);
        arrived.referral.crossing = sent.referral.crossing;
        let (id, crossing, at) = (message.id, sent.referral.crossing, NOW.plus_seconds(5));
        let receive = || {
            let arrived = arrived.clone();
            crate::waiting::work(move |tx| {
                Box::pin(async move {
                    let taken = outbox::deliver(tx, &from, &[id], at).await?;
                    let received = inbox::receive(tx, &to, &taken, at).await?;
                    if !received.is_empty() {
                        let _ = referrals::insert(tx, &to, &arrived, &beginning(&arrived)).await?;
                        referrals::delivered(tx, &from, &[crossing], at, MONTH).await?;
                    }
                    Ok(received)
                })
            })
        };
        assert_eq!(db.write(&to, receive()).await, [id]);
        assert_eq!(db.write(&to, receive()).await, []);
        // A second message about the crossing makes no second record, nor a second receipt.
        let twice = db.write(&to, move |tx| Box::pin(async move {
            let again = referrals::insert(tx, &to, &referral_of(&arrived, to), &beginning(&arrived)).await?;
            let receipt = referrals::delivered(tx, &from, &[crossing], at.plus_seconds(9), MONTH).await?;
            let seen = inbox::receive(tx, &to, &[id], at).await?;
            Ok((again, receipt, seen))
        })).await;
        assert_eq!(twice, (Inserted::Already, 0, vec![]));
        let viewer = db.member(&from, &[]).await;
        let row = referrals::find(db.store(), &from, viewer, sent.referral.id).await.unwrap().unwrap();
        assert_eq!((row.line.referral.delivered_at, row.line.referral.status), (Some(at), Status::Sent));
        let events = referrals::events(db.store(), &from, viewer, sent.referral.id).await.unwrap();
        assert_eq!(events.iter().map(|e| e.event).collect::<Vec<_>>(), [Event::Sent, Event::Delivered]);
        for scope in [from, to] {
            assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        }
    }
}

/// The same crossing under another id.
fn referral_of(arrived: &referrals::NewReferral, to: OrgScope) -> referrals::NewReferral {
    let mut again = referral(to.org(), Bank::Receiver);
    again.referral.crossing = arrived.referral.crossing;
    again
}
