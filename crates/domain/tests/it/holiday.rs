//! Federal holidays, as the Office of Personnel Management lists them for whole years.

use domain::day::Day;
use domain::mou::Promise;

#[test]
fn the_holidays_of_two_years_are_those_that_are_published() {
    let published = [
        "2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25",
        "2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24",
    ];
    for days in published {
        let named: Vec<Day> = days.split(' ').map(|day| Day::parse(day).unwrap()).collect();
        let mut day = named[0].before();
        let mut found = Vec::new();
        for _ in 0..364 {
            day = day.next();
            // Independence Day of 2026 and others keep their own Saturday besides, on which nobody counts anyway.
            if day.is_federal_holiday() && !day.is_weekend() {
                found.push(day);
            }
        }
        assert_eq!(found, named);
    }
}

#[test]
fn new_year_on_a_saturday_is_kept_on_the_last_day_of_the_year_before() {
    assert!(Day::parse("2021-12-31").unwrap().is_federal_holiday());
    assert!(!Day::parse("2026-12-31").unwrap().is_federal_holiday());
}

#[test]
fn a_day_on_which_whoever_promises_is_closed_is_no_business_day() {
    let zone = "America/Chicago";
    let day = |text: &str| Day::parse(text).unwrap();
    // Christmas of 2026 is a Friday.
    let (wednesday, closed) = (day("2026-12-23").at(10, 0, zone), [day("2026-12-24"), day("2026-12-28")].into());
    let due = Promise::BusinessDays1.due_besides(wednesday, zone, &closed);
    assert_eq!(due, day("2026-12-29").at(10, 0, zone));
    assert_eq!(Promise::BusinessDays1.due(wednesday, zone), day("2026-12-24").at(10, 0, zone));
    assert_eq!(Promise::Hours4.due_besides(wednesday, zone, &closed), day("2026-12-23").at(14, 0, zone), "hours go on");
}
