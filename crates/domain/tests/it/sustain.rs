//! Cost and cover of a year.

use domain::day::Day;
use domain::sustain::{Balance, Cost, CostPer, ENDS_SOON, Fund, Weekly, YEAR};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn an_amount_comes_by_the_hour_the_month_or_the_year() {
    let cost = |per| Cost { cents: 2_500, per, hours: 40 }.yearly();
    assert_eq!([CostPer::Hour, CostPer::Month, CostPer::Year].map(cost), [100_000, 30_000, 2_500]);
}

#[test]
fn weekly_hours_cost_the_days_of_the_year_to_come_in_which_they_run() {
    let hours =
        |starts, ends: Option<&str>| Weekly { minutes: 240, rate: 3_200, starts: day(starts), ends: ends.map(day) };
    let today = day("2027-01-01");
    assert_eq!(hours("2026-01-01", None).costs(today), 3_200 * 240 * 365 / 420, "four hours a week at 32 dollars");
    assert_eq!(hours("2026-01-01", Some("2027-01-28")).costs(today), 4 * 4 * 3_200, "they end after four weeks");
    assert_eq!(hours("2027-12-25", None).costs(today), 4 * 3_200, "they begin in its last week");
    for (starts, ends) in [("2028-01-01", None), ("2026-01-01", Some("2026-12-31")), ("2027-05-01", Some("2027-04-01"))]
    {
        let over = hours(starts, ends);
        assert!(!over.runs_in_year(today) && over.costs(today) == 0, "{starts}");
    }
}

#[test]
fn money_covers_the_days_of_the_year_to_come_in_which_it_runs() {
    let fund = |starts, ends| Fund { cents: 73_000, starts: day(starts), ends: day(ends) };
    let today = day("2027-01-01");
    assert_eq!(fund("2027-01-01", "2027-12-31").covers(today), 73_000);
    assert_eq!(fund("2026-01-01", "2027-12-31").covers(today), 36_500, "the second of two years");
    assert_eq!(fund("2025-01-01", "2026-12-31").covers(today), 0);
    assert_eq!(fund("2027-12-31", "2027-01-01").covers(today), 0, "it ends before it starts");
    assert!(
        fund("2026-01-01", "2027-03-31").ends_soon(today.later(0))
            && !fund("2026-01-01", "2027-04-02").ends_soon(today)
    );
    assert_eq!(today.later(ENDS_SOON), day("2027-04-01"));
}

proptest! {
    #[test]
    fn years_side_by_side_pay_no_more_than_there_is(cents in 0u64..1_000_000_000, starts in 0u32..900, days in 0u32..1500) {
        let first = day("2026-01-01");
        let fund = Fund { cents, starts: first.later(starts), ends: first.later(starts + days) };
        let paid: u64 = (0..8).map(|year| fund.covers(first.later(year * YEAR))).sum();
        prop_assert!(paid <= cents && cents - paid <= 8, "{paid} of {cents}");
    }

    #[test]
    fn the_gap_is_what_is_not_covered_and_never_below_nothing(cost in any::<u64>(), covered in any::<u64>()) {
        let gap = Balance { cost, covered }.gap();
        prop_assert_eq!(gap, cost.saturating_sub(covered));
    }
}
