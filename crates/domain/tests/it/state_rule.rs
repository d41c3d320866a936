//! Rows about a state: old after a year, and never with values that no law has.

use crate::any::NOW;
use domain::state_rule::{OLDEST_MINOR, ReportingLaw, STALE_AFTER, StateCode, StateRule};
use domain::text::Label;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;

fn rule() -> StateRule {
    StateRule {
        state: StateCode::Wa,
        version: 1,
        minor_alone_from: Some(13),
        adult_from: None,
        undated_lapses_after: Some(Days(90)),
        reporting: BTreeSet::from([ReportingLaw::Weapons]),
        source: Label::parse("Asked the coalition").unwrap(),
        verified_on: NOW,
    }
}

#[test]
fn what_was_checked_a_year_ago_is_old() {
    let end = NOW.plus_days(STALE_AFTER);
    assert!(!rule().is_stale(NOW) && !rule().is_stale(Timestamp::from_micros(end.micros() - 1)));
    assert!(rule().is_stale(end));
}

#[test]
fn a_rule_holds_only_what_a_law_can_say() {
    assert!(rule().is_within_bounds(NOW));
    let unknown =
        StateRule { minor_alone_from: None, undated_lapses_after: None, reporting: BTreeSet::new(), ..rule() };
    assert!(unknown.is_within_bounds(NOW));
    let both = BTreeSet::from([ReportingLaw::Nothing, ReportingLaw::Crimes]);
    for wrong in [
        StateRule { minor_alone_from: Some(18), ..rule() },
        StateRule { minor_alone_from: Some(19), adult_from: Some(19), ..rule() },
        StateRule { adult_from: Some(17), ..rule() },
        StateRule { adult_from: Some(OLDEST_MINOR + 2), ..rule() },
        StateRule { undated_lapses_after: Some(Days(0)), ..rule() },
        StateRule { undated_lapses_after: Some(Days(3651)), ..rule() },
        StateRule { reporting: both, ..rule() },
        StateRule { verified_on: NOW.plus_days(Days(2)), ..rule() },
    ] {
        assert!(!wrong.is_within_bounds(NOW), "{wrong:?}");
    }
}
