//! A clock that is set back, by accident or on purpose, makes nothing live longer.

use crate::any::{Asked, DAY, at, cleared_by_release};
use domain::gate::{Basis, clear};
use domain::referral::{Bank, Outcome, Status};
use domain::retention::{Due, Schedule, referral_due};
use domain::time::{Timestamp, Watermark};
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
    clear(asked.message.clone(), &asked.from, Basis::Releases(std::slice::from_ref(&asked.release)), now).is_ok()
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
                let due = referral_due(bank, status, at(changed_at), &Schedule::default(), watermark.observe(*reading));
                prop_assert!(due_before == Due::Nothing || due == due_before);
                due_before = due;
            }
        }
    }
}
