//! Tallies equal a recount, whatever happened in whatever order.

use domain::card_word::Week;
use domain::cues::NextStep;
use domain::day::Day;
use domain::ids::{BatchId, FormId, MemberId, SiteId, SlipId};
use domain::measure::OfferAnswer;
use domain::org::OrgKind;
use domain::referral::{
    AttemptResult, Bank, DeclineReason, Direction, Event, Handoff, Outcome, Status, Told, Urgency, apply,
};
use domain::time::{Minutes, Month};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use store::referrals::{Change, Happening, NewReferral, Unsealed};
use store::slips::Slip;
use store::{Error, OrgScope, cards, doctor, members, notes, offers, referrals, retention, slips, tally_parts};
use testkit::TestStore;
use testkit::rows::{MONTH, NOW, beginning, fresh_id, note, purge, referral};

/// Something that a day brings. A `lost` deed is taken back by its use case after the store has done its part.
#[derive(Debug, Clone)]
enum Deed {
    Note {
        step: NextStep,
        lost: bool,
        twice: bool,
    },
    Slip,
    Send {
        lost: bool,
    },
    Arrive {
        twice: bool,
    },
    Happen {
        which: Index,
        event: Event,
        month: u8,
        lost: bool,
    },
    /// The content of a record goes, or all of it at the person's wish.
    Forget {
        which: Index,
        everything: bool,
    },
    /// Its envelope is opened, and says another language and handoff than its outside did.
    Open {
        which: Index,
    },
    /// Somebody is offered an introduction, and says no thanks, or later.
    Offer {
        answer: OfferAnswer,
        lost: bool,
    },
    /// A word of a card is heard, or a slip of the hand is taken back.
    Word {
        lost: bool,
        back: bool,
    },
}

fn deed() -> impl Strategy<Value = Deed> {
    let events = vec![
        Event::Accepted,
        Event::Passed,
        Event::Declined(DeclineReason::Full),
        Event::Attempted(AttemptResult::Reached),
        Event::Attempted(AttemptResult::NoAnswer),
        Event::Connected,
        Event::ConnectedUndone,
        Event::Closed(Outcome::ServiceUsed),
        Event::Closed(Outcome::CouldNotReach),
        Event::Closed(Outcome::DecidedNotTo),
        Event::Closed(Outcome::Connected),
        Event::Told(Told::Accepted),
        Event::Told(Told::Connected),
        Event::Told(Told::ServiceUsed),
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
        1 => (any::<Index>(), any::<bool>()).prop_map(|(which, everything)| Deed::Forget { which, everything }),
        1 => any::<Index>().prop_map(|which| Deed::Open { which }),
        1 => (any::<bool>(), prop::bool::weighted(0.3)).prop_map(|(lost, back)| Deed::Word { lost, back }),
        1 => (select(OfferAnswer::ALL), any::<bool>()).prop_map(|(answer, lost)| Deed::Offer { answer, lost }),
    ]
}

/// Ends a write, or has it taken back.
fn ended(lost: bool) -> Result<(), Error> {
    if lost { Err(Error::Missing) } else { Ok(()) }
}

pub(crate) async fn add(db: &TestStore, scope: OrgScope, new: NewReferral, lost: bool, twice: bool) -> bool {
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
    let sites = [None, Some(SiteId::from_bytes([3; 16])), Some(SiteId::from_bytes([4; 16]))];
    let mut records: Vec<(NewReferral, Status)> = Vec::new();
    for (n, deed) in deeds.iter().enumerate() {
        // Whoever works here goes from site to site: what they did stays where they did it.
        let site = sites[n % sites.len()];
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, site).await })).await;
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
                happen(db, scope, (&mut records[at], Some(member)), event, month, lost).await;
            }
            Deed::Forget { which, everything } if !records.is_empty() => {
                let id = records[which.index(records.len())].0.referral.id;
                db.write(&scope, move |tx| {
                    Box::pin(async move {
                        if everything {
                            retention::forget_everything(tx, &scope, id, &purge(NOW)).await.map(drop)
                        } else {
                            retention::destroy_referral(tx, &scope, id, &purge(NOW)).await.map(drop)
                        }
                    })
                })
                .await;
            }
            Deed::Open { which } if !records.is_empty() => {
                let id = records[which.index(records.len())].0.referral.id;
                let said = Unsealed {
                    handoff: Handoff::CallTogether,
                    urgency: Urgency::Today,
                    language: "vi".to_owned(),
                    do_not_contact: false,
                    sender_name: "Rosa".to_owned(),
                };
                db.write(&scope, move |tx| {
                    Box::pin(async move { referrals::unseal(tx, &scope, id, &said).await.map(drop) })
                })
                .await;
            }
            Deed::Offer { answer, lost } => {
                let form = FormId::new(fresh_id());
                let when = (MONTH, Direction::ToAdvocacy);
                let done = db.store().write(scope.org(), move |tx| {
                    Box::pin(async move {
                        assert!(offers::answered(tx, &scope, when, answer, form).await?);
                        for again in OfferAnswer::ALL {
                            assert!(!offers::answered(tx, &scope, when, *again, form).await?, "a form counts once");
                        }
                        ended(lost)
                    })
                });
                assert_eq!(done.await.is_ok(), !lost);
            }
            Deed::Word { lost, back } => {
                let (batch, form) = (BatchId::from_bytes([7; 16]), FormId::new(fresh_id()));
                let when = (Week::of(Day::of(NOW, "UTC")), MONTH);
                let done = db.store().write(scope.org(), move |tx| {
                    Box::pin(async move {
                        if back {
                            cards::unhear(tx, &scope, batch, when, form).await?;
                        } else {
                            assert!(cards::hear(tx, &scope, batch, when, form).await?);
                            assert!(!cards::hear(tx, &scope, batch, when, form).await?, "a form counts once");
                        }
                        ended(lost)
                    })
                });
                assert_eq!(done.await.is_ok(), !lost);
            }
            Deed::Happen { .. } | Deed::Forget { .. } | Deed::Open { .. } => {}
        }
    }
    assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), [], "{deeds:?}");
    assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), [], "{deeds:?}");
}

pub(crate) async fn save_note(
    db: &TestStore,
    scope: OrgScope,
    member: MemberId,
    step: NextStep,
    lost: bool,
    twice: bool,
) {
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

pub(crate) async fn happen(
    db: &TestStore,
    scope: OrgScope,
    (record, member): (&mut (NewReferral, Status), Option<MemberId>),
    event: Event,
    month: u8,
    lost: bool,
) {
    let (new, status) = record;
    let Ok(to) = apply(new.referral.bank, Some(*status), event) else { return };
    let month = Month { year: 2026, month: 10 + month };
    let at = NOW.plus_minutes(Minutes(u32::try_from(event.code().len()).unwrap() * 37));
    let happening = Happening { event, member, at, month };
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
