//! Tallies equal a recount, whatever happened in whatever order.

use domain::card_word::Week;
use domain::cues::NextStep;
use domain::day::Day;
use domain::ids::{BatchId, FormId, MemberId, SiteId, SlipId};
use domain::measure::{Kept, Measure, OfferAnswer, Split, TallyKey};
use domain::org::OrgKind;
use domain::referral::{
    AttemptResult, Bank, DeclineReason, Direction, Event, Handoff, Outcome, Status, Told, Urgency, apply,
};
use domain::time::{Minutes, Month};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use store::referrals::{Change, Happening, NewReferral, Unsealed};
use store::slips::Slip;
use store::{
    Error, OrgScope, cards, doctor, members, notes, offers, referrals, retention, slips, tallies, tally_parts,
};
use testkit::rows::{MONTH, NOW, beginning, fresh_id, note, purge, referral};
use testkit::{TestStore, both_backends};

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

both_backends! {
    async fn split_counts_that_were_changed_or_never_written_are_written_again(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let site = SiteId::from_bytes([3; 16]);
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let mut record = (new, Status::Received);
        for event in [Event::Accepted, Event::Attempted(AttemptResult::Reached), Event::Connected] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        let listed = tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let waits = listed.iter().filter(|(part, _)| part.split == Split::Wait).count();
        assert_eq!(waits, 3, "answered, reached for the first time, connected: {listed:?}");
        let of = |split| listed.iter().filter(|(part, _)| part.split == split).map(|(part, n)| (part.key.measure, part.value.clone(), *n)).collect::<Vec<_>>();
        assert_eq!(of(Split::Promise), [(Measure::Accepted, Kept::Late.code().to_owned(), 1)], "five hours later, and one was promised");
        assert_eq!(of(Split::Site).len(), 3, "what arrived was done by nobody");
        assert!(!tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        db.tamper("DELETE FROM tally_part").await;
        assert!(tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap().len(), listed.len());
        let rebuilt = db.write(&scope, move |tx| Box::pin(async move { tally_parts::rebuild(tx, &scope).await })).await;
        assert_eq!(rebuilt.len(), listed.len());
        assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), listed);
        // What was counted stays when the words of the record go, and names no one.
        let id = record.0.referral.id;
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await })).await;
        assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), listed);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }
}

both_backends! {
    async fn a_record_counts_once_and_what_was_counted_twice_before_stays_counted(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let site = SiteId::from_bytes([3; 16]);
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let mut record = (new, Status::Received);
        let reached = Event::Attempted(AttemptResult::Reached);
        let declined = Event::Declined(DeclineReason::Full);
        for event in [Event::Accepted, reached, Event::Passed, Event::Accepted, reached, declined] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        let once = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let once: Vec<(Measure, u64)> = once.into_iter().map(|(key, n)| (key.measure, n)).collect();
        let expected = [Measure::Accepted, Measure::Arrived, Measure::EndedOtherwise, Measure::Reached];
        assert_eq!(once, expected.map(|measure| (measure, 1)));
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
        // As it was counted before each counted once.
        let whole = [
            "UPDATE tally SET count = 2 WHERE measure IN ('accepted', 'reached')",
            "UPDATE tally SET measure = 'declined' WHERE measure = 'ended_otherwise'",
            "UPDATE tally_part SET count = 2 WHERE measure IN ('accepted', 'reached') AND split IN ('partner', 'site', 'handoff', 'language')",
            "UPDATE tally_part SET measure = 'declined' WHERE measure = 'ended_otherwise'",
        ];
        db.tamper(&whole.join("; ")).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap().len(), 4);
        db.tamper(if db.store().backend() == "sqlite" {
            include_str!("../../migrations/sqlite/0076_counted_once.sql")
        } else {
            include_str!("../../migrations/postgres/0076_counted_once.sql")
        }).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
        // And when it is forgotten.
        let id = record.0.referral.id;
        db.write(&scope, move |tx| Box::pin(async move { retention::forget_everything(tx, &scope, id, &purge(NOW)).await })).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }
}

both_backends! {
    async fn one_that_was_connected_and_then_decided_not_to_had_counted_as_ended_without_a_connection(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let site = SiteId::from_bytes([3; 16]);
        db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, member, Some(site)).await })).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        let mut record = (new, Status::Received);
        for event in [Event::Accepted, Event::Connected, Event::Closed(Outcome::DecidedNotTo)] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        // As it was counted before.
        let ended = "SELECT count FROM tally WHERE measure = 'connected'";
        assert_eq!(db.look(&ended.replace("count", "CAST(count AS TEXT)")).await, ["1"]);
        db.tamper(
            "INSERT INTO tally (org_id, month, direction, measure, count) \
             SELECT org_id, month, direction, 'ended_otherwise', 1 FROM tally WHERE measure = 'connected'; \
             INSERT INTO tally_part (org_id, month, direction, measure, split, value, count) \
             SELECT org_id, month, direction, 'ended_otherwise', split, value, 1 FROM tally_part \
             WHERE measure = 'connected' AND split IN ('partner', 'site', 'handoff', 'language')",
        ).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap().len(), 1);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap().len(), 4);
        db.tamper(if db.store().backend() == "sqlite" {
            include_str!("../../migrations/sqlite/0076_counted_once.sql")
        } else {
            include_str!("../../migrations/postgres/0076_counted_once.sql")
        }).await;
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }

    async fn what_the_partner_tells_counts_once_also_when_the_words_of_the_record_are_gone(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let new = referral(scope.org(), Bank::Sender);
        add(db, scope, new.clone(), false, false).await;
        let (id, mut record) = (new.referral.id, (new, Status::Sent));
        happen(db, scope, (&mut record, None), Event::Told(Told::Accepted), 1, false).await;
        db.write(&scope, move |tx| Box::pin(async move { retention::destroy_referral(tx, &scope, id, &purge(NOW)).await })).await;
        happen(db, scope, (&mut record, None), Event::Told(Told::Connected), 1, false).await;
        let told = tallies::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let told: Vec<u64> = told.into_iter().filter(|(key, _)| key.measure == Measure::ToldBack).map(|(_, n)| n).collect();
        assert_eq!(told, [1]);
        assert!(db.look("SELECT code FROM referral_event WHERE code = 'told'").await.is_empty(), "it went with the words");
        assert_eq!(db.look("SELECT status FROM referral").await, ["connected"], "where it stands is known");
        assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }

    async fn what_was_counted_before_is_split_once_by_what_is_split_from_here_on(db: &TestStore) {
        let scope = db.found(OrgKind::HealthCenter).await;
        let member = db.member(&scope, &[]).await;
        let mut new = referral(scope.org(), Bank::Receiver);
        new.referral.direction = Direction::ToHealthCenter;
        add(db, scope, new.clone(), false, false).await;
        add(db, scope, referral(scope.org(), Bank::Sender), false, false).await;
        let mut record = (new, Status::Received);
        for event in [Event::Accepted, Event::Closed(Outcome::DecidedNotTo)] {
            happen(db, scope, (&mut record, Some(member)), event, 1, false).await;
        }
        let listed = tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap();
        let new_splits = listed.iter().filter(|(part, _)| {
            part.split == Split::Outcome || (part.split == Split::Wait && part.key.measure == Measure::Sent)
        });
        assert_eq!(new_splits.count(), 2, "how it ended, and from the offer until it was sent: {listed:?}");
        // As it stood before, with what the migration writes.
        db.tamper("DELETE FROM tally_part WHERE split = 'outcome' OR (split = 'wait' AND measure = 'sent')").await;
        assert!(!tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        let all = if db.store().backend() == "sqlite" {
            include_str!("../../migrations/sqlite/0078_split_anew.sql")
        } else {
            include_str!("../../migrations/postgres/0078_split_anew.sql")
        };
        db.tamper(all.split_once(";").unwrap().1).await;
        assert!(tally_parts::are_to_begin(db.store(), &scope).await.unwrap());
        db.write(&scope, move |tx| Box::pin(async move { tally_parts::rebuild(tx, &scope).await })).await;
        assert_eq!(tally_parts::list(db.store(), &scope, MONTH, MONTH).await.unwrap(), listed);
        assert!(!tally_parts::are_to_begin(db.store(), &scope).await.unwrap(), "once");
    }
}

/// Numbers that look random and are the same each time (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// So many events: `EVENTS=1000000` for a million of them.
fn n_events() -> u64 {
    std::env::var("EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(3_000)
}

const POSSIBLE: &[Event] = &[
    Event::Delivered,
    Event::Accepted,
    Event::Declined(DeclineReason::Full),
    Event::Attempted(AttemptResult::Reached),
    Event::Attempted(AttemptResult::NoAnswer),
    Event::Connected,
    Event::ConnectedUndone,
    Event::Closed(Outcome::ServiceUsed),
    Event::Closed(Outcome::CouldNotReach),
    Event::Closed(Outcome::Connected),
    Event::Told(Told::Accepted),
    Event::Told(Told::Connected),
    Event::Withdrawn,
    Event::Expired,
];

#[tokio::test]
async fn after_many_random_events_a_recount_finds_no_difference() {
    let db = TestStore::sqlite().await;
    let scope = db.found(OrgKind::HealthCenter).await;
    let members = [db.member(&scope, &[]).await, db.member(&scope, &[]).await];
    let site = SiteId::from_bytes([3; 16]);
    db.write(&scope, move |tx| Box::pin(async move { members::set_site(tx, &scope, members[0], Some(site)).await }))
        .await;
    let mut dice = Dice(20_261_126);
    let mut open: Vec<(NewReferral, Status, Month)> = Vec::new();
    let mut n = 0;
    while n < n_events() {
        // One group of writes, as they come in on a busy day.
        let mut begun = Vec::new();
        let mut changes = Vec::new();
        for _ in 0..200 {
            let month = Month { year: 2026, month: 1 + u8::try_from(dice.roll(12)).unwrap() };
            let at = NOW.plus_minutes(Minutes(u32::try_from(dice.roll(60_000)).unwrap()));
            if open.is_empty() || dice.roll(4) == 0 {
                let bank = if dice.roll(2) == 0 { Bank::Sender } else { Bank::Receiver };
                let mut new = referral(scope.org(), bank);
                new.referral.language = ["es", "en", "vi", "und"][usize::try_from(dice.roll(4)).unwrap()].to_owned();
                let status = if bank == Bank::Sender { Status::Sent } else { Status::Received };
                begun.push(new.clone());
                open.push((new, status, month));
                n += 1;
                continue;
            }
            let which = usize::try_from(dice.roll(open.len() as u64)).unwrap();
            let event = POSSIBLE[usize::try_from(dice.roll(POSSIBLE.len() as u64)).unwrap()];
            let (new, status, connected) = &mut open[which];
            let Ok(to) = apply(new.referral.bank, Some(*status), event) else { continue };
            // What is taken back is taken back in the month in which it was counted.
            let month = if event == Event::ConnectedUndone { *connected } else { month };
            if event == Event::Connected {
                *connected = month;
            }
            let member = usize::try_from(n % 3).ok().and_then(|n| members.get(n).copied());
            let happening = Happening { event, member, at, month };
            changes.push((new.clone(), Change { id: new.referral.id, from: *status, to, assigned: None, happening }));
            *status = to;
            n += 1;
            if to.is_final() && dice.roll(3) > 0 {
                open.swap_remove(which);
            }
        }
        db.write(&scope, move |tx| {
            Box::pin(async move {
                for new in &begun {
                    let _ = referrals::insert(tx, &scope, new, &beginning(new)).await?;
                }
                for (n, (new, change)) in changes.iter().enumerate() {
                    if change.happening.event == Event::Delivered {
                        let (at, month) = (change.happening.at, change.happening.month);
                        referrals::delivered(tx, &scope, &[new.referral.crossing], at, month).await?;
                    } else {
                        assert!(referrals::change(tx, &scope, change).await?);
                    }
                    if n % 40 == 39 {
                        retention::destroy_referral(tx, &scope, change.id, &purge(NOW)).await?;
                    }
                }
                Ok(())
            })
        })
        .await;
    }
    assert_eq!(doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
    assert_eq!(tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    println!("{n} events, no difference");
    db.end().await;
}
