//! Tallies equal a recount, whatever happened in whatever order.

use domain::cues::NextStep;
use domain::ids::{MemberId, SlipId};
use domain::measure::{Measure, TallyKey};
use domain::org::OrgKind;
use domain::referral::{AttemptResult, Bank, DeclineReason, Direction, Event, Outcome, Status, Told, apply};
use domain::time::Month;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use store::referrals::{Change, Happening, NewReferral};
use store::slips::Slip;
use store::{Error, OrgScope, doctor, notes, referrals, slips, tallies};
use testkit::rows::{MONTH, NOW, beginning, fresh_id, note, referral};
use testkit::{TestStore, both_backends};

/// Something that a day brings. A `lost` deed is taken back by its use case after the store has done its part.
#[derive(Debug, Clone)]
enum Deed {
    Note { step: NextStep, lost: bool, twice: bool },
    Slip,
    Send { lost: bool },
    Arrive { twice: bool },
    Happen { which: Index, event: Event, month: u8, lost: bool },
}

fn deed() -> impl Strategy<Value = Deed> {
    let events = vec![
        Event::Accepted,
        Event::Passed,
        Event::Declined(DeclineReason::Full),
        Event::Attempted(AttemptResult::Reached),
        Event::Attempted(AttemptResult::NoAnswer),
        Event::Connected,
        Event::Closed(Outcome::ServiceUsed),
        Event::Closed(Outcome::CouldNotReach),
        Event::Told(Told::Connected),
        Event::Withdrawn,
        Event::Expired,
        Event::Delivered,
    ];
    prop_oneof![
        1 => (select(NextStep::ALL), any::<bool>(), any::<bool>()).prop_map(|(step, lost, twice)| Deed::Note { step, lost, twice }),
        1 => Just(Deed::Slip),
        2 => any::<bool>().prop_map(|lost| Deed::Send { lost }),
        2 => any::<bool>().prop_map(|twice| Deed::Arrive { twice }),
        8 => (any::<Index>(), select(events), 1..=2_u8, prop::bool::weighted(0.2))
            .prop_map(|(which, event, month, lost)| Deed::Happen { which, event, month, lost }),
    ]
}

/// Ends a write, or has it taken back.
fn ended(lost: bool) -> Result<(), Error> {
    if lost { Err(Error::Missing) } else { Ok(()) }
}

async fn add(db: &TestStore, scope: OrgScope, new: NewReferral, lost: bool, twice: bool) -> bool {
    let done = db.store().write(scope.org(), move |tx| {
        Box::pin(async move {
            let _ = referrals::insert(tx, &scope, &new, &beginning(&new)).await?;
            if twice {
                assert!(!referrals::insert(tx, &scope, &new, &beginning(&new)).await?.is_new());
            }
            ended(lost)
        })
    });
    done.await.is_ok()
}

async fn live(db: &TestStore, deeds: &[Deed]) {
    let scope = db.found(OrgKind::HealthCenter).await;
    let member = db.member(&scope, &[]).await;
    let mut records: Vec<(NewReferral, Status)> = Vec::new();
    for deed in deeds {
        match deed.clone() {
            Deed::Note { step, lost, twice } => save_note(db, scope, member, step, lost, twice).await,
            Deed::Slip => {
                let slip =
                    Slip { id: SlipId::new(fresh_id()), direction: Direction::ToHealthCenter, at: NOW, month: MONTH };
                db.write(&scope, move |tx| Box::pin(async move { slips::insert(tx, &scope, &slip).await.map(drop) }))
                    .await;
            }
            Deed::Send { lost } => {
                let new = referral(scope.org(), Bank::Sender);
                if add(db, scope, new.clone(), lost, false).await {
                    records.push((new, Status::Sent));
                }
            }
            Deed::Arrive { twice } => {
                let mut new = referral(scope.org(), Bank::Receiver);
                new.referral.direction = Direction::ToHealthCenter;
                add(db, scope, new.clone(), false, twice).await;
                records.push((new, Status::Received));
            }
            Deed::Happen { which, event, month, lost } if !records.is_empty() => {
                let at = which.index(records.len());
                happen(db, scope, &mut records[at], event, month, lost).await;
            }
            Deed::Happen { .. } => {}
        }
    }
    assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), [], "{deeds:?}");
}

async fn save_note(db: &TestStore, scope: OrgScope, member: MemberId, step: NextStep, lost: bool, twice: bool) {
    let row = note(member, step);
    let done = db.store().write(scope.org(), move |tx| {
        Box::pin(async move {
            let _ = notes::insert(tx, &scope, &row).await?;
            if twice {
                assert!(!notes::insert(tx, &scope, &row).await?.is_new());
            }
            ended(lost)
        })
    });
    assert_eq!(done.await.is_ok(), !lost);
}

async fn happen(
    db: &TestStore,
    scope: OrgScope,
    record: &mut (NewReferral, Status),
    event: Event,
    month: u8,
    lost: bool,
) {
    let (new, status) = record;
    let Ok(to) = apply(new.referral.bank, Some(*status), event) else { return };
    let month = Month { year: 2026, month: 10 + month };
    let happening = Happening { event, member: None, at: NOW, month };
    let change = Change { id: new.referral.id, from: *status, to, assigned: None, happening };
    let crossing = new.referral.crossing;
    let done = db.store().write(scope.org(), move |tx| {
        Box::pin(async move {
            if event == Event::Delivered {
                referrals::delivered(tx, &scope, &[crossing], NOW, month).await?;
            } else {
                assert!(referrals::change(tx, &scope, &change).await?);
            }
            ended(lost)
        })
    });
    if done.await.is_ok() {
        *status = to;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tallies_equal_a_recount(deeds in proptest::collection::vec(deed(), 1..50)) {
        testkit::run(async {
            for db in [TestStore::sqlite().await, TestStore::postgres().await] {
                live(&db, &deeds).await;
                db.end().await;
            }
        });
    }
}

both_backends! {
    async fn a_tally_that_was_changed_is_named_and_written_again(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        for _ in 0..3 {
            save_note(db, scope, member, NextStep::CardOnly, false, false).await;
        }
        let cards = TallyKey { month: MONTH, direction: None, measure: Measure::Cards };
        let listed = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        assert!(listed.contains(&(cards, 6)), "{listed:?}");
        let before = Month { year: 2026, month: 10 };
        assert_eq!(tallies::list(db.store(), &scope, before, before).await.unwrap(), []);
        db.tamper("UPDATE tally SET count = 99 WHERE measure = 'cards'; DELETE FROM tally WHERE measure = 'visits'").await;
        let found = doctor::compare_tallies(db.store(), &scope).await.unwrap();
        let visits = TallyKey { measure: Measure::Visits, ..cards };
        let difference = |key, tallied, counted| doctor::Difference { key, tallied, counted };
        assert_eq!(found, [difference(visits, 0, 3), difference(cards, 99, 6)]);
        // A note that is saved in the same group is counted once.
        let rebuilt = db.write(&scope, move |tx| Box::pin(async move {
            let _ = notes::insert(tx, &scope, &note(member, NextStep::CardOnly)).await?;
            doctor::rebuild_tallies(tx, &scope).await
        })).await;
        assert_eq!(rebuilt.len(), 2);
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
    }
}
