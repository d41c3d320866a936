//! Calendar days.

use domain::day::Day;
use domain::time::Timestamp;
use proptest::prelude::*;

const CHICAGO: &str = "America/Chicago";

#[test]
fn only_what_a_date_field_posts_is_a_day() {
    assert_eq!(Day::parse(" 2026-11-30 ").unwrap().code(), "2026-11-30");
    for none in ["", "2026-11-31", "2026-11", "30.11.2026", "2026-11-30T00:00", "2026-W48-1", "+2026-11-30", "26-11-30"]
    {
        assert_eq!(Day::parse(none), None, "{none}");
    }
}

#[test]
fn a_day_has_as_many_hours_as_the_wall_clock_gives_it() {
    for (day, hours) in [("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-30", 24)] {
        let day = Day::parse(day).unwrap();
        let long = day.next().begins(CHICAGO).micros() - day.begins(CHICAGO).micros();
        assert_eq!(long, hours * 3_600_000_000, "{}", day.code());
    }
}

#[test]
fn six_years_before_the_leap_day_is_a_day() {
    assert_eq!(Day::parse("2028-02-29").unwrap().years_before(6).code(), "2022-02-28");
    assert_eq!(Day::parse("2026-11-26").unwrap().years_before(6).code(), "2020-11-26");
}

proptest! {
    #[test]
    fn a_moment_lies_between_the_beginning_of_its_day_and_of_the_next(micros in 0_i64..4_000_000_000_000_000) {
        let at = Timestamp::from_micros(micros);
        for zone in [CHICAGO, "UTC", "no/such/zone"] {
            let day = Day::of(at, zone);
            prop_assert!(day.begins(zone) <= at && at < day.next().begins(zone));
            prop_assert_eq!(Day::parse(&day.code()), Some(day));
        }
    }
}
