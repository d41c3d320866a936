//! What one organization tells another in totals, and what it never does.

use crate::any::{OURS, PARTNER};
use domain::ids::PartnershipId;
use domain::measure::Measure;
use domain::mou::paper::Period as Every;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::{History, Rule, Shown, release};
use domain::time::Month;
use domain::totals::{Cell, Counts, Line, Period, Report, receives, tables, told_by};
use std::collections::{BTreeMap, BTreeSet};

const fn month(month: u8) -> Month {
    Month { year: 2026, month }
}

#[test]
fn periods_are_fixed_cuts_of_the_calendar() {
    for text in ["2026-01", "2026-12", "2026-q1", "2026-q4", "2026-h1", "2026-h2", "2026"] {
        assert_eq!(Period::parse(text).unwrap().to_string(), text);
    }
    for text in ["2026-13", "2026-0", "2026-1", "2026-q5", "2026-q", "2026-h3", "26", "", "2026-q1x", "2026-01-", "x"] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
    let quarter = Period::of(Every::Quarter, month(11));
    assert_eq!(quarter, Period::Quarter(2026, 4));
    assert_eq!(quarter.parts(), [10, 11, 12].map(|n| Period::Month(month(n))));
    assert_eq!(Period::Year(2026).parts(), [Period::Half(2026, 1), Period::Half(2026, 2)]);
    assert_eq!(Period::Half(2026, 2).parts(), [Period::Quarter(2026, 3), quarter]);
    assert_eq!(Period::Quarter(2026, 1).before(), Period::Quarter(2025, 4));
    assert_eq!(Period::Month(month(1)).before().to_string(), "2025-12");
}

#[test]
fn a_period_is_over_when_its_last_month_is() {
    let quarter = Period::Quarter(2026, 3);
    assert!(!quarter.is_over(month(8)) && !quarter.is_over(month(9)) && quarter.is_over(month(10)));
    assert!(!Period::Year(2026).is_over(month(12)));
    assert!(Period::Year(2026).is_over(Month { year: 2027, month: 1 }));
}

#[test]
fn whoever_receives_tells_what_came_of_it_and_whoever_sends_how_many() {
    for kind in [OrgKind::HealthCenter, OrgKind::Advocacy] {
        for (direction, measure) in told_by(kind) {
            assert_eq!(receives(kind, direction), measure != Measure::Sent, "{kind:?} {direction:?} {measure:?}");
        }
        assert!(told_by(kind).all(|(_, measure)| measure != Measure::Withdrawn), "a stop is nobody's to count outside");
    }
}

/// What an advocacy organization tells of one month: connected, of 30 who arrived.
fn told(connected: u64) -> Shown {
    let mut counts = Counts::default();
    counts.add(month(9), Direction::ToAdvocacy, Measure::Arrived, 30);
    counts.add(month(9), Direction::ToAdvocacy, Measure::Connected, connected);
    let periods = BTreeSet::from([Period::Month(month(9))]);
    let tables = tables(OrgKind::Advocacy, &counts, &periods, 11);
    let made = release(Rule::USUAL, &tables, &History::new()).unwrap();
    let is_it = |cell: &Cell| cell.measure == Measure::Connected;
    made.cells().find(|(cell, _)| is_it(cell)).unwrap().1
}

#[test]
fn of_those_whom_the_partner_sent_neither_nobody_nor_everybody_is_told() {
    assert_eq!(told(15), Shown::Count(15));
    for hidden in [0, 1, 10, 20, 25, 29, 30] {
        assert!(told(hidden).is_hidden(), "{hidden} of 30");
    }
    assert_eq!(told(31), Shown::Count(31), "some of them came in another month");
}

#[test]
fn a_year_goes_on_from_the_months_that_were_told() {
    let mut counts = Counts::default();
    for n in 1..=12 {
        counts.add(month(n), Direction::ToAdvocacy, Measure::Arrived, 40);
        let accepted = if n % 3 == 1 { 4 } else { 15 };
        counts.add(month(n), Direction::ToAdvocacy, Measure::Accepted, accepted);
    }
    let (mut history, mut periods) = (History::new(), BTreeSet::new());
    let months = (1..=12).map(|n| Period::Month(month(n)));
    let quarters = (1..=4).map(|n| Period::Quarter(2026, n));
    for period in months.chain(quarters).chain([Period::Year(2026)]) {
        periods.insert(period);
        let tables = tables(OrgKind::Advocacy, &counts, &periods, 11);
        let made = release(Rule::USUAL, &tables, &history).unwrap();
        history = history.and(&made);
    }
    let shown = |period: Period| {
        let of = |cell: &Cell| cell.measure == Measure::Accepted && cell.period == period && !cell.is_rest;
        history.cells().find(|(cell, _)| of(cell)).unwrap().1
    };
    assert!(shown(Period::Month(month(1))).is_hidden() && shown(Period::Month(month(10))).is_hidden());
    assert_eq!(shown(Period::Month(month(5))), Shown::Count(15));
    assert!((1..=4).all(|n| shown(Period::Quarter(2026, n)).is_hidden()), "34 less 15 less 15 would be four");
    let again = tables(OrgKind::Advocacy, &counts, &periods, 11);
    let published: BTreeMap<Cell, Shown> = history.cells().map(|(cell, shown)| (*cell, shown)).collect();
    assert!(History::again(&again, &published).is_ok());
}

#[test]
fn a_report_is_signed_to_its_last_sign() {
    let line = Line { direction: Direction::ToAdvocacy, measure: Measure::Accepted, shown: Shown::Few { below: 11 } };
    let report = Report {
        partnership: PartnershipId::from_bytes([1; 16]),
        by: OURS,
        period: "2026-q3".to_owned(),
        smallest: 11,
        lines: vec![line],
    };
    let mut hashes = BTreeSet::from([report.hash()]);
    for other in [
        Report { partnership: PartnershipId::from_bytes([2; 16]), ..report.clone() },
        Report { by: PARTNER, ..report.clone() },
        Report { period: "2026-q4".to_owned(), ..report.clone() },
        Report { smallest: 12, ..report.clone() },
        Report { lines: vec![Line { shown: Shown::Few { below: 12 }, ..line }], ..report.clone() },
        Report { lines: vec![Line { shown: Shown::Withheld { from: 11 }, ..line }], ..report.clone() },
        Report { lines: vec![Line { shown: Shown::Count(11), ..line }], ..report.clone() },
        Report { lines: vec![Line { measure: Measure::Declined, ..line }], ..report.clone() },
        Report { lines: vec![Line { direction: Direction::ToHealthCenter, ..line }], ..report.clone() },
        Report { lines: vec![line, line], ..report.clone() },
    ] {
        assert!(hashes.insert(other.hash()), "{other:?}");
    }
    let read: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!((read.hash(), read.hidden()), (report.hash(), 1));
}
