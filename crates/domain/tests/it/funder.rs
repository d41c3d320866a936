//! What those who pay for the work can be told of the totals.

use domain::funder::{Begins, FiscalYear, Funder, Span, fiscal, sum};
use domain::measure::Measure;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::Shown;
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
        let lines: Vec<Funder> = Funder::ALL.into_iter().filter(|asks| asks.line(period.into()).is_some()).collect();
        let expected: &[Funder] = if matches!(period, Period::Quarter(..)) { &[Funder::Voca] } else { &[] };
        assert_eq!(lines, expected, "{period}");
    }
}

#[test]
fn what_a_funder_is_told_is_a_line_that_is_told_the_partner() {
    let line = Funder::Voca.line(Period::Quarter(2026, 3).into()).unwrap();
    assert_eq!(line, (Direction::ToHealthCenter, Measure::Delivered));
    assert!(told_by(OrgKind::Advocacy).any(|told| told == line), "the advocates tell it");
}

#[test]
fn a_fiscal_year_is_four_quarters_in_a_row_and_is_called_by_the_year_in_which_it_ends() {
    for (begins, first, last) in [(Begins::October, (2025, 10), (2026, 9)), (Begins::July, (2025, 7), (2026, 6))] {
        let month = |(year, month)| Month { year, month };
        for inside in [first, last] {
            assert_eq!(FiscalYear::of(begins, month(inside)).ends_in, 2026, "{begins:?}");
        }
        let year = FiscalYear { ends_in: 2026, begins };
        assert_eq!(Span::Fiscal(year).ends(), (month(first), month(last)));
        let quarters = year.quarters();
        assert!(quarters.windows(2).all(|two| two[0].after() == two[1]), "{quarters:?}");
        assert!(quarters.iter().all(|one| FiscalYear::of(begins, one.ends().0) == year));
        assert_eq!(year.before().quarters()[3].after(), quarters[0], "years follow each other");
    }
    // By the federal rule that stands beside each quarter.
    let year = FiscalYear { ends_in: 2027, begins: Begins::October };
    assert_eq!(year.quarters().map(|one| fiscal(one.ends().0)), [(2027, 1), (2027, 2), (2027, 3), (2027, 4)]);
}

#[test]
fn a_span_has_one_way_to_be_written() {
    for text in ["fy2026", "fy2026-07", "2026-q3", "2026"] {
        assert_eq!(Span::parse(text).map(|span| span.to_string()).as_deref(), Some(text));
    }
    for text in ["fy", "fy26", "fy2026-10", "fy2026-7", "fy+2026", "FY2026", "fy2026-q1", "fy10000", "2026-fy"] {
        assert_eq!(Span::parse(text), None, "{text}");
    }
}

#[test]
fn a_year_has_a_number_only_where_each_of_its_quarters_was_told_as_one() {
    let told = Shown::Count(20);
    assert_eq!(sum([told, told, Shown::Count(0), Shown::Count(15)]), Shown::Count(55));
    for hidden in [Shown::Few { below: 11 }, Shown::Withheld { from: 30 }] {
        for at in 0..4 {
            let mut quarters = [told; 4];
            quarters[at] = hidden;
            assert!(sum(quarters).is_hidden(), "{quarters:?}");
        }
    }
}

#[test]
fn a_fiscal_year_has_the_line_that_its_quarters_have() {
    for begins in [Begins::October, Begins::July] {
        let year = FiscalYear { ends_in: 2026, begins };
        for funder in Funder::ALL {
            let of_quarters = year.quarters().map(|quarter| funder.line(quarter.into()));
            assert_eq!([funder.line(Span::Fiscal(year)); 4], of_quarters);
        }
    }
}
