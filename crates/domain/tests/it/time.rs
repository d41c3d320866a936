//! Months in time zones, and arithmetic that never wraps.

use domain::time::{Days, Minutes, Month, Timestamp};
use proptest::prelude::*;

fn utc(text: &str) -> Timestamp {
    let at: jiff::Timestamp = text.parse().unwrap();
    Timestamp::from_micros(at.as_microsecond())
}

#[test]
fn a_month_begins_when_it_begins_on_the_wall() {
    for (at, zone, month) in [
        ("2026-12-01T05:59:59Z", "America/Chicago", 202_611),
        ("2026-12-01T06:00:00Z", "America/Chicago", 202_612),
        ("2026-11-01T04:59:59Z", "America/Chicago", 202_610),
        ("2026-11-01T05:00:00Z", "America/Chicago", 202_611),
        ("2026-11-30T23:00:00Z", "Pacific/Guam", 202_612),
        ("2027-01-01T09:59:59Z", "Pacific/Honolulu", 202_612),
        ("2027-01-01T03:00:00Z", "America/Puerto_Rico", 202_612),
        ("2026-12-31T23:59:59Z", "UTC", 202_612),
        ("2026-12-01T00:00:00Z", "America/Atlantis", 202_612),
    ] {
        assert_eq!(utc(at).month(zone).code(), month, "{at} in {zone}");
    }
}

#[test]
fn months_sort_as_they_pass() {
    let months = [Month { year: 2025, month: 12 }, Month { year: 2026, month: 1 }, Month { year: 2026, month: 11 }];
    assert!(months.is_sorted() && months.map(Month::code).is_sorted());
}

#[test]
fn a_begun_day_counts_as_a_day_and_a_begun_minute_does_not() {
    let now = utc("2026-11-24T10:00:00Z");
    let after = |micros| Timestamp::from_micros(now.micros() + micros);
    for (span, days) in [(0, 0), (1, 1), (86_400_000_000, 1), (86_400_000_001, 2), (-5, 0)] {
        assert_eq!(now.days_until(after(span)), Days(days), "{span}");
    }
    for (span, minutes) in [(0, 0), (59_999_999, 0), (60_000_000, 1), (119_999_999, 1), (-60_000_000, 0)] {
        assert_eq!(after(span).minutes_since(now), Minutes(minutes), "{span}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn later_is_never_earlier(at in any::<i64>(), many in any::<u32>()) {
        let now = Timestamp::from_micros(at);
        prop_assert!(now.plus_days(Days(many)) >= now);
        prop_assert!(now.plus_minutes(Minutes(many)) >= now);
        prop_assert!(now.plus_seconds(many) >= now);
    }

    #[test]
    fn days_added_are_days_until(at in -(1_i64 << 60)..1 << 60, days in 0..36_500_u32) {
        let now = Timestamp::from_micros(at);
        prop_assert_eq!(now.days_until(now.plus_days(Days(days))), Days(days));
        prop_assert_eq!(now.plus_minutes(Minutes(days)).minutes_since(now), Minutes(days));
    }

    #[test]
    fn no_two_moments_are_too_far_apart_to_compare(a in any::<i64>(), b in any::<i64>(), zone in "[A-Za-z/_]{0,16}") {
        let (a, b) = (Timestamp::from_micros(a), Timestamp::from_micros(b));
        prop_assert!(a.days_until(b) == Days(0) || b.days_until(a) == Days(0));
        prop_assert!(a.minutes_since(b) == Minutes(0) || b.minutes_since(a) == Minutes(0));
        prop_assert!((1..=12).contains(&a.month(&zone).month));
    }
}

#[test]
fn the_end_of_time_is_reached_and_not_passed() {
    let end = Timestamp::from_micros(i64::MAX);
    assert_eq!(end.plus_days(Days(u32::MAX)), end);
    assert_eq!(Timestamp::from_micros(0).plus_days(Days(u32::MAX)), end);
    assert_eq!(Timestamp::from_micros(i64::MIN).days_until(end).0, 106_751_992);
}
