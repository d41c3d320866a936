//! Rows of days against those of another library, and their limits.

use domain::day::Day;
use domain::recurrence::{Recurrence, RecurrenceError, Repeat};
use print::recurrence::days;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Row {
    first: Day,
    repeat: String,
    until: Day,
    days: Vec<Day>,
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn every(repeat: Repeat, first: &str, until: Option<&str>, skipped: &[&str]) -> Recurrence {
    Recurrence::new(day(first), Some(repeat), until.map(day), skipped.iter().map(|text| day(text)).collect()).unwrap()
}

#[test]
fn every_row_of_days_is_the_one_that_another_library_makes() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("fixtures/recurrence.json")).unwrap();
    assert!(rows.len() >= 72);
    for row in rows {
        let repeat = Repeat::parse(&row.repeat).unwrap();
        let recurrence = Recurrence::new(row.first, Some(repeat), Some(row.until), BTreeSet::new()).unwrap();
        let found = days(&recurrence, row.first, row.until);
        assert_eq!(found, row.days, "{} from {}", row.repeat, row.first.code());
        // A window in the middle shows what the whole shows there.
        let (from, to) = (row.first.later(200), row.first.later(420));
        let within: Vec<Day> = row.days.into_iter().filter(|day| (from..=to).contains(day)).collect();
        assert_eq!(days(&recurrence, from, to), within, "{} from {}, in a window", row.repeat, row.first.code());
    }
}

#[derive(Deserialize)]
struct Excepted {
    first: Day,
    repeat: String,
    until: Option<Day>,
    skipped: BTreeSet<Day>,
    from: Day,
    to: Day,
    days: Vec<Day>,
}

#[test]
fn rows_with_days_that_fall_out_and_rows_without_a_last_day_are_those_of_another_library() {
    let rows: Vec<Excepted> = serde_json::from_str(include_str!("fixtures/recurrence_exceptions.json")).unwrap();
    assert!(rows.iter().filter(|row| row.until.is_none()).count() >= 24);
    for row in rows {
        let repeat = Repeat::parse(&row.repeat).unwrap();
        let recurrence = Recurrence::new(row.first, Some(repeat), row.until, row.skipped).unwrap();
        assert_eq!(days(&recurrence, row.from, row.to), row.days, "{} from {}", row.repeat, row.first.code());
    }
}

#[test]
fn a_day_that_falls_out_is_the_only_one_missing() {
    let whole = every(Repeat::Weekly, "2026-11-02", Some("2026-12-28"), &[]);
    let gap = every(Repeat::Weekly, "2026-11-02", Some("2026-12-28"), &["2026-11-23"]);
    let (from, to) = (day("2026-11-01"), day("2027-01-31"));
    let mut rest = days(&whole, from, to);
    rest.retain(|found| *found != day("2026-11-23"));
    assert_eq!(days(&gap, from, to), rest);
    assert_eq!(rest.len(), 8);
}

#[test]
fn what_is_only_once_is_on_its_day_and_on_no_other() {
    let once = Recurrence::new(day("2026-11-26"), None, None, BTreeSet::new()).unwrap();
    assert_eq!(days(&once, day("2026-11-26"), day("2026-11-26")), [day("2026-11-26")]);
    assert!(days(&once, day("2026-11-27"), day("2027-11-26")).is_empty());
}

#[test]
fn nothing_is_planned_for_ten_thousand_years() {
    let plan = |until| Recurrence::new(day("2026-11-26"), Some(Repeat::Weekly), Some(day(until)), BTreeSet::new());
    assert_eq!(plan("9999-12-31"), Err(RecurrenceError::TooLong));
    assert_eq!(plan("2026-11-25"), Err(RecurrenceError::EndsBeforeItBegins));
    let open = every(Repeat::Weekly, "2026-11-26", None, &[]);
    let found = days(&open, day("2026-11-26"), day("9999-12-31"));
    assert!(found.len() <= 262, "{} days", found.len());
    assert!(found.last().is_some_and(|last| *last <= day("2031-12-01")));
}

/// Weekly hours that nobody ended are held in the seventh year too.
#[test]
fn what_has_no_last_day_goes_on_until_somebody_ends_it() {
    let open = every(Repeat::Weekly, "2026-11-26", None, &["2033-12-01"]);
    assert_eq!(days(&open, day("2033-11-20"), day("2033-12-10")), [day("2033-11-24"), day("2033-12-08")]);
    let later = days(&open, day("2040-01-01"), day("9999-12-31"));
    assert_eq!((later.first().copied(), later.len() <= 262), (Some(day("2040-01-05")), true), "{}", later.len());
}

#[test]
fn a_clock_stands_on_the_wall_across_the_change_of_time() {
    let row = every(Repeat::Weekly, "2026-10-29", Some("2026-11-12"), &[]);
    let at = |day: Day| day.at(9, 30, "America/Chicago").micros() / 3_600_000_000;
    let found: Vec<i64> = days(&row, day("2026-10-01"), day("2026-12-01")).into_iter().map(at).collect();
    // Summer time ends on 1 November 2026: the week before it and the week after it are 169 hours apart.
    assert_eq!([found[1] - found[0], found[2] - found[1]], [169, 168]);
    // 02:30 does not exist on 8 March 2026: it is the hour after it (RFC 5545, section 3.3.5).
    let gap = day("2026-03-08").at(2, 30, "America/Chicago");
    assert_eq!(gap, day("2026-03-08").at(3, 30, "America/Chicago"));
}
