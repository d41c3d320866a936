//! What stands on every shelf at the beginning, and what is old.

use domain::day::Day;
use domain::shelf::{GUIDE, is_old};
use domain::workspace::{Noun, Shape};
use std::collections::BTreeSet;

#[test]
fn what_the_guide_points_to_can_be_kept_as_it_is() {
    let codes: BTreeSet<&str> = GUIDE.iter().map(|reference| reference.code).collect();
    assert_eq!(codes.len(), GUIDE.len());
    for reference in GUIDE {
        assert!(Shape::Link.read(reference.link).unwrap().is_some(), "{}", reference.link);
        let typed = |field: &str| match field {
            "title" => Some(reference.title),
            "source" => Some(reference.source),
            "dated" => Some(reference.dated),
            "licence" => Some(reference.licence),
            _ => None,
        };
        assert!(Noun::ShelfItem.read(typed).is_ok(), "{}", reference.title);
    }
}

#[test]
fn what_is_over_a_year_old_is_to_be_looked_at_and_of_what_has_no_date_nobody_knows() {
    let day = |text| Day::parse(text).unwrap();
    let today = day("2027-01-01");
    for (dated, old) in [("2026-01-01", false), ("2025-12-31", true), ("2017-12-31", true)] {
        assert_eq!(is_old(Some(day(dated)), today), old, "{dated}");
    }
    assert!(!is_old(None, today));
}
