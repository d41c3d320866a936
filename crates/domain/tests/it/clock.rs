//! A clock that is set back, by accident or on purpose, makes nothing live longer.

use crate::any::{Asked, DAY, at, cleared_by_release};
use domain::gate::{Basis, clear};
use domain::message::Body;
use domain::referral::{Bank, Outcome, Status};
use domain::retention::{Due, Schedule};
use domain::time::{Days, Timestamp, Watermark};
use proptest::prelude::*;

/// What a clock says over a day's work, with jumps both ways, and whether the process is started again before it.
fn readings() -> impl Strategy<Value = Vec<(Timestamp, bool)>> {
    let reading = prop_oneof![
        6 => (-100 * DAY..=100 * DAY).prop_map(at),
        1 => any::<i64>().prop_map(Timestamp::from_micros),
    ];
    prop::collection::vec((reading, prop::bool::weighted(0.2)), 1..24)
}

fn clears(asked: &Asked, now: Timestamp) -> bool {
    let releases = std::slice::from_ref(&asked.release);
    clear(asked.message.clone().under(releases), &asked.from, Basis::Releases(releases), now).is_ok()
}

proptest! {
    #[test]
    fn the_time_to_act_on_never_runs_backwards_not_even_over_a_restart(readings in readings()) {
        let mut watermark = Watermark::at(at(-100 * DAY));
        let mut last = at(-100 * DAY);
        for (reading, restarted) in readings {
            if restarted {
                watermark = Watermark::at(last);
            }
            let now = watermark.observe(reading);
            prop_assert!(now >= last && now >= reading);
            last = now;
        }
    }

    #[test]
    fn a_release_that_has_ended_never_lives_again(asked in cleared_by_release(), readings in readings()) {
        let mut watermark = Watermark::at(at(-100 * DAY));
        let (mut lived, mut ended, mut last) = (false, false, at(-100 * DAY));
        for (reading, restarted) in readings {
            if restarted {
                watermark = Watermark::at(last);
            }
            let now = watermark.observe(reading);
            let live = asked.release.is_live(now);
            prop_assert_eq!(clears(&asked, now), live, "the gate and the page agree");
            prop_assert_eq!(asked.release.days_left(now).0 > 0, live);
            prop_assert!(!(ended && live), "it lives again");
            ended |= (lived && !live) || asked.release.expires_at.is_some_and(|end| reading >= end);
            lived |= live;
            last = now;
        }
    }

    #[test]
    fn a_withdrawal_holds_whatever_the_clock_says_afterwards(
        asked in cleared_by_release(), withdrawn_at in any::<i64>(), readings in readings()
    ) {
        let mut asked = asked;
        asked.release = asked.release.revoked(Timestamp::from_micros(withdrawn_at));
        for (reading, _) in readings {
            prop_assert!(!asked.release.is_live(reading) && !clears(&asked, reading));
        }
    }

    #[test]
    fn what_is_due_stays_due(changed_at in -200 * DAY..0, readings in readings(), bank in crate::any::one(Bank::ALL)) {
        for status in [Status::Received, Status::Sent, Status::Accepted, Status::Closed(Outcome::DecidedNotTo)] {
            let mut watermark = Watermark::at(at(-200 * DAY));
            let mut due_before = Due::Nothing;
            for (reading, _) in &readings {
                let due = crate::any::still(bank, status, at(changed_at)).due(&Schedule::default(), watermark.observe(*reading));
                prop_assert!(due_before == Due::Nothing || due == due_before);
                due_before = due;
            }
        }
    }
}

/// A moment as the clock on a wall shows it; the earlier one where it shows it twice.
fn wall(text: &str, zone: &str) -> Timestamp {
    let zoned: jiff::ZonedDateTime = format!("{text}[{zone}]").parse().unwrap();
    Timestamp::from_micros(zoned.timestamp().as_microsecond())
}

/// A day before each change of clocks in 2026, and which way it goes. Phoenix knows none; in Santiago and Sydney summer
/// begins when it ends in the north.
const CHANGES: &[(&str, &str, i64)] = &[
    ("America/New_York", "2026-03-07T10:00", 1),
    ("America/New_York", "2026-10-31T10:00", -1),
    ("America/Chicago", "2026-03-07T10:00", 1),
    ("America/Chicago", "2026-10-31T10:00", -1),
    ("America/Phoenix", "2026-03-07T10:00", 0),
    ("America/Phoenix", "2026-10-31T10:00", 0),
    ("America/Santiago", "2026-09-05T10:00", 1),
    ("America/Santiago", "2026-04-04T10:00", -1),
    ("Australia/Sydney", "2026-10-03T10:00", 1),
    ("Australia/Sydney", "2026-04-04T10:00", -1),
];

/// Signed then for so many days.
fn signed(at: Timestamp, days: u32) -> Asked {
    let mut asked = crate::any::sample(cleared_by_release());
    asked.from.max_release = Days(90);
    asked.release.signature.as_mut().unwrap().signed_at = at;
    asked.release.expires_at = Some(at.plus_days(Days(days)));
    if let Body::Referral(body) = &mut asked.message.body {
        body.until = at;
    }
    asked
}

fn before(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.micros() - 1)
}

#[test]
fn a_release_ends_at_its_own_moment_whatever_clocks_on_walls_do_meanwhile() {
    for (zone, began, hour) in CHANGES {
        let began = wall(began, zone);
        let asked = signed(began, 2);
        let end = asked.release.expires_at.unwrap();
        assert_eq!(end.micros() - began.micros(), 2 * DAY, "{zone}: days are 24 hours each");
        let local = |at: Timestamp| {
            let at = jiff::Timestamp::from_microsecond(at.micros()).unwrap();
            i64::from(jiff::tz::TimeZone::get(zone).unwrap().to_datetime(at).hour())
        };
        assert_eq!(local(end) - local(began), *hour, "{zone}: the change lies between");
        assert!(clears(&asked, before(end)) && asked.release.is_live(before(end)), "{zone}");
        assert!(!clears(&asked, end) && !asked.release.is_live(end), "{zone}: not a moment longer");
        assert_eq!((asked.release.days_left(before(end)), asked.release.days_left(end)), (Days(1), Days(0)), "{zone}");
    }
}

#[test]
fn in_the_hour_that_comes_twice_it_ends_the_first_time() {
    // In New York the hour from one to two comes twice on 2026-11-01.
    let first = wall("2026-11-01T01:30:00", "America/New_York");
    let again = Timestamp::from_micros(first.micros() + 60 * 60_000_000);
    let asked = signed(Timestamp::from_micros(first.micros() - DAY), 1);
    assert!(clears(&asked, before(first)) && !clears(&asked, first));
    assert!(!clears(&asked, before(again)), "the wall shows 1:29 once more, and it stays closed");
}

#[test]
fn a_clock_that_jumps_a_year_either_way_opens_nothing_that_was_closed() {
    let year = 365 * DAY;
    for (zone, began, _) in CHANGES {
        let began = wall(began, zone);
        let asked = signed(began, 15);
        let end = asked.release.expires_at.unwrap();
        let mut watermark = Watermark::at(began);
        assert!(clears(&asked, watermark.observe(before(end))));
        assert!(!clears(&asked, watermark.observe(Timestamp::from_micros(end.micros() + year))));
        for reading in [began, before(end), Timestamp::from_micros(began.micros() - year)] {
            assert!(!clears(&asked, watermark.observe(reading)), "{zone}: set back");
            let mut restarted = Watermark::at(watermark.observe(reading));
            assert!(!clears(&asked, restarted.observe(reading)), "{zone}: and started again");
        }
        // A node that never saw the later time takes a release from its future for none.
        assert!(!clears(&asked, Timestamp::from_micros(began.micros() - year)));
    }
}

#[test]
fn an_agreement_ends_at_its_own_moment_too() {
    for (zone, began, _) in CHANGES {
        let began = wall(began, zone);
        let mut agreed = crate::any::sample(crate::any::cleared_by_agreement());
        agreed.from.max_release = Days(90);
        (agreed.agreement.agreed_at, agreed.agreement.expires_at) = (began, began.plus_days(Days(2)));
        if let Body::Referral(body) = &mut agreed.message.body {
            body.until = began;
        }
        let ask = |now| clear(agreed.message.clone(), &agreed.from, Basis::Agreement(&agreed.agreement), now).is_ok();
        let end = agreed.agreement.expires_at;
        assert!(ask(before(end)) && !ask(end) && !ask(Timestamp::from_micros(end.micros() + 365 * DAY)), "{zone}");
        assert!(!ask(before(began)), "{zone}: a clock that was set back");
    }
}
