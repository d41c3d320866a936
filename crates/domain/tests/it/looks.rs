//! After each period the two look at totals together, once, and in time.

use domain::day::Day;
use domain::mou::looks::TO_LOOK;
use domain::mou::{Look, Period};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn a_period_follows_the_calendar() {
    let over = |period: Period, on: &str| {
        let (first, last) = period.over_before(day(on));
        format!("{} {}", first.code(), last.code())
    };
    for (period, on, expected) in [
        (Period::Month, "2026-03-01", "2026-02-01 2026-02-28"),
        (Period::Month, "2024-03-31", "2024-02-01 2024-02-29"),
        (Period::Quarter, "2026-11-26", "2026-07-01 2026-09-30"),
        (Period::Quarter, "2026-01-01", "2025-10-01 2025-12-31"),
        (Period::HalfYear, "2026-06-30", "2025-07-01 2025-12-31"),
        (Period::Year, "2026-12-31", "2025-01-01 2025-12-31"),
    ] {
        assert_eq!(over(period, on), expected, "{period:?} on {on}");
    }
    assert_eq!(Period::Quarter.ends(day("2026-11-26")), day("2026-12-31"));
}

proptest! {
    #[test]
    fn a_period_is_over_as_soon_as_the_next_day_begins(
        period in prop::sample::select(Period::ALL), days in 0..4000_u32
    ) {
        let today = day("2020-01-01").later(days);
        let (first, last) = period.over_before(today);
        prop_assert!(first <= last && last < today);
        prop_assert_eq!(first.months_later(u32::from(period.months())), last.next(), "as long as it is called");
        prop_assert!(period.ends(today) >= today);
        prop_assert_eq!(period.over_before(period.ends(today).next()).1, period.ends(today), "the one that runs is the next");
        // Whoever looked at it has nothing to look at before that.
        prop_assert_eq!(Look::due(period, first, Some(last), today), None);
        let look = Look::due(period, first, None, today).unwrap();
        prop_assert_eq!((look.first, look.last, look.by), (first, last, last.later(TO_LOOK)));
        prop_assert_eq!(Look::due(period, last.next(), None, today), None, "no agreement held then");
    }
}

#[test]
fn it_is_late_on_the_day_after_the_last_one_on_which_it_was_to_be_done() {
    let look = Look::due(Period::Quarter, day("2026-01-01"), Some(day("2026-06-30")), day("2026-10-01")).unwrap();
    assert_eq!(look.by, day("2026-10-30"));
    assert!(!look.is_late(day("2026-10-30")) && look.is_late(day("2026-10-31")));
}
