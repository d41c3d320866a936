//! What those who pay for the work can be told of the totals.

use domain::funder::{Funder, fiscal};
use domain::measure::Measure;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::time::Month;
use domain::totals::{Period, told_by};

#[test]
fn the_federal_fiscal_year_begins_in_october() {
    let of = |year, month| fiscal(Month { year, month });
    assert_eq!([of(2026, 9), of(2026, 10), of(2026, 12)], [(2026, 4), (2027, 1), (2027, 1)]);
    assert_eq!([of(2027, 1), of(2027, 3), of(2027, 4), of(2027, 7)], [(2027, 2), (2027, 2), (2027, 3), (2027, 4)]);
}

#[test]
fn a_number_stands_only_where_the_same_thing_is_asked_for() {
    let month = Month { year: 2026, month: 9 };
    for period in [Period::Month(month), Period::Quarter(2026, 3), Period::Half(2026, 1), Period::Year(2026)] {
        let lines: Vec<Funder> = Funder::ALL.into_iter().filter(|asks| asks.line(period).is_some()).collect();
        let expected: &[Funder] = if matches!(period, Period::Quarter(..)) { &[Funder::Voca] } else { &[] };
        assert_eq!(lines, expected, "{period}");
    }
}

#[test]
fn what_a_funder_is_told_is_a_line_that_is_told_the_partner() {
    let line = Funder::Voca.line(Period::Quarter(2026, 3)).unwrap();
    assert_eq!(line, (Direction::ToHealthCenter, Measure::Delivered));
    assert!(told_by(OrgKind::Advocacy).any(|told| told == line), "the advocates tell it");
}
