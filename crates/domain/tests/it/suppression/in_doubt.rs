//! A cell of which a little doubt is left is not out.

use domain::suppression::{History, Interval, Rule, Shown, Tables, release};
use std::collections::BTreeMap;

/// Two came, and of one of them nobody was told; beside it stands what was published before anybody looked.
fn before() -> Tables<&'static str> {
    Tables::new()
        .with_given("came", 2)
        .with_unshown("taken on", 1)
        .with_unshown("left", 1)
        .adding("came", vec!["taken on", "left"])
        .with("others", 40)
}

#[test]
fn a_cell_of_which_a_little_doubt_is_left_keeps_it_and_the_total_is_hidden() {
    let old = History::again(&before(), &BTreeMap::from([("others", Shown::Count(40))])).unwrap();
    let doubt = Interval { low: 0, high: Some(2) };
    assert_eq!(old.guarded(), [("left", doubt), ("taken on", doubt)]);
    let all = before().with("all", 41).adding("all", vec!["others", "taken on"]);
    let made = release(Rule::USUAL, &all, &old).unwrap();
    let after = old.and(&made);
    assert!(after.shown(&"all").is_some_and(Shown::is_hidden), "forty-one less forty is one");
    assert_eq!(after.guarded(), [("left", doubt), ("taken on", doubt)]);
}

#[test]
fn a_cell_that_is_out_hides_no_total() {
    let known = before().with("all", 41).adding("all", vec!["others", "taken on"]);
    let told = BTreeMap::from([("others", Shown::Count(40)), ("all", Shown::Count(41))]);
    let old = History::again(&known, &told).unwrap();
    let more = known.with("next", 30).with("both", 71).adding("both", vec!["all", "next"]);
    let made = release(Rule::USUAL, &more, &old).unwrap();
    let shown: Vec<_> = made.cells().collect();
    assert_eq!(shown, [(&"both", Shown::Count(71)), (&"next", Shown::Count(30))]);
}
