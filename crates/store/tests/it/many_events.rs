//! Very many random events on one organization, and a recount of them.

use domain::ids::SiteId;
use domain::org::OrgKind;
use domain::referral::{AttemptResult, Bank, DeclineReason, Event, Outcome, Status, Told, apply};
use domain::time::{Minutes, Month};
use store::referrals::{Change, Happening, NewReferral};
use store::{doctor, members, referrals, retention, tally_parts};
use testkit::rows::{NOW, beginning, purge, referral};
use testkit::{TestStore, both_backends};

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
    Event::Passed,
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
    Event::Forgotten(None),
    Event::Recalled,
];

both_backends! {
    async fn after_many_random_events_a_recount_finds_no_difference(db: &TestStore) {
        happen_at_random(db).await;
    }
}

async fn happen_at_random(db: &TestStore) {
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
}
