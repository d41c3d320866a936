//! A recount reads a page at a time and finds the same, however small the pages are and whatever is written meanwhile.

use crate::tallies::{add, happen, save_note};
use domain::cues::NextStep;
use domain::ids::{SiteId, SlipId};
use domain::measure::{Measure, Split};
use domain::org::OrgKind;
use domain::referral::{AttemptResult, Bank, Direction, Event, Outcome, Status, Told};
use store::recount::{self, Found, Pages};
use store::slips::{self, Slip};
use store::{OrgScope, members, retention, tallies, tally_parts};
use testkit::rows::{MONTH, NOW, fresh_id, purge, referral};
use testkit::{TestStore, both_backends};

/// Of one row, of fewer than a record has events, of exactly a few records, and of all at once.
const PAGES: [u32; 6] = [1, 2, 3, 5, 8, 1_000];

async fn found(db: &TestStore, scope: OrgScope, rows: u32) -> Found {
    recount::find(db.store(), &scope, Pages::of(rows)).await.unwrap()
}

/// Records of both banks with one to six events each, one without words and one without events, notes and slips.
async fn beginning(db: &TestStore) -> OrgScope {
    let scope = db.found(OrgKind::HealthCenter).await;
    let member = db.member(&scope, &[]).await;
    let site = SiteId::from_bytes([3; 16]);
    db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
    let reached = Event::Attempted(AttemptResult::Reached);
    let all = [
        Event::Accepted,
        reached,
        Event::Passed,
        Event::Accepted,
        Event::Connected,
        Event::Closed(Outcome::ServiceUsed),
    ];
    for n in 0..7 {
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let (id, mut record) = (new.referral.id, (new, Status::Received));
        for event in all.into_iter().take(n) {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        db.write(&scope, move |tx| {
            Box::pin(async move {
                match n {
                    3 => retention::destroy_referral(tx, &scope, id, &purge(NOW)).await.map(drop),
                    4 => retention::forget_everything(tx, &scope, id, &purge(NOW)).await.map(drop),
                    _ => Ok(()),
                }
            })
        })
        .await;
        save_note(db, scope, member, NextStep::CardOnly, false, false).await;
        let slip = Slip { id: SlipId::new(fresh_id()), direction: Direction::ToHealthCenter, at: NOW, month: MONTH };
        db.write(&scope, move |tx| Box::pin(async move { slips::insert(tx, &scope, &slip).await.map(drop) })).await;
    }
    let new = referral(scope.org(), Bank::Sender);
    add(db, scope, new.clone(), false, false).await;
    happen(db, scope, (&mut (new, Status::Sent), None), Event::Told(Told::Accepted), 1, false).await;
    scope
}

both_backends! {
    async fn pages_of_any_size_find_no_difference_and_the_same_that_was_spoiled(db: &TestStore) {
        let scope = beginning(db).await;
        for rows in PAGES {
            assert!(found(db, scope, rows).await.is_empty(), "pages of {rows}");
        }
        let whole = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let split = tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        for (measure, n) in [(Measure::Arrived, 7), (Measure::Visits, 7), (Measure::Slips, 7)] {
            assert!(whole.iter().any(|(key, count)| (key.measure, *count) == (measure, n)), "{measure:?}: {whole:?}");
        }
        for rows in PAGES {
            db.tamper(
                "UPDATE tally SET count = count + 5 WHERE measure = 'arrived'; DELETE FROM tally WHERE measure = 'slips'; \
                 UPDATE tally_part SET count = 1 WHERE measure = 'arrived' AND split = 'handoff'; \
                 DELETE FROM tally_part WHERE split = 'site'",
            )
            .await;
            let wrong = found(db, scope, rows).await;
            assert_eq!(wrong.whole.len(), 2, "pages of {rows}: {:?}", wrong.whole);
            assert!(wrong.parts.len() > 1, "pages of {rows}: {:?}", wrong.parts);
            assert!(wrong.parts.iter().all(|found| matches!(found.part.split, Split::Site | Split::Handoff)));
            let right = recount::rebuild(db.store(), scope, Pages::of(rows)).await.unwrap();
            assert_eq!((&right.whole, &right.parts), (&wrong.whole, &wrong.parts));
            assert_eq!(tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), whole);
            assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), split);
        }
    }

    async fn what_happens_while_it_is_counted_is_counted_once(db: &TestStore) {
        let scope = beginning(db).await;
        db.tamper("UPDATE tally SET count = count + 5 WHERE measure = 'arrived'; DELETE FROM tally_part").await;
        let wrong = found(db, scope, 2).await;
        // Between the count and the mend somebody arrives and is taken on, and words go.
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let (id, mut record) = (new.referral.id, (new, Status::Received));
        happen(db, scope, (&mut record, None), Event::Accepted, 1, false).await;
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await })).await;
        let right = wrong.clone();
        assert!(db.write(&scope, move |tx| Box::pin(async move { recount::put_right(tx, &scope, &right).await })).await);
        assert!(found(db, scope, 2).await.is_empty());
        // Whoever had counted at the same time adds nothing.
        assert!(!db.write(&scope, move |tx| Box::pin(async move { recount::put_right(tx, &scope, &wrong).await })).await);
        assert!(found(db, scope, 2).await.is_empty());
    }

    async fn a_picture_of_the_database_does_not_see_what_is_written_later_and_stops_nobody(db: &TestStore) {
        let scope = beginning(db).await;
        let picture = db.store().snapshot().await.unwrap();
        let before = tallies::list(&picture, &scope, MONTH, MONTH).await.unwrap();
        add(db, scope, referral(scope.org(), Bank::Sender), false, false).await;
        assert_eq!(tallies::list(&picture, &scope, MONTH, MONTH).await.unwrap(), before);
        assert_ne!(tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), before);
    }
}
