//! What was told before a cell was looked at leaves some doubt of it, or none. No later release takes of what is left.

use domain::measure::Measure;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::{History, Interval, Refused, Rule, Shown, release};
use domain::time::Month;
use domain::totals::{Cell, Counts, Period, tables};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};

const WAY: Direction = Direction::ToAdvocacy;

fn month(month: u8) -> Period {
    Period::Month(Month { year: 2026, month })
}

/// Months from April on: how many came, and how many were taken on.
fn counts_of(months: &[(u64, u64)]) -> Counts {
    let mut counts = Counts::default();
    for ((arrived, accepted), n) in months.iter().zip(4..) {
        let at = Month { year: 2026, month: n };
        counts.add(at, WAY, Measure::Arrived, *arrived);
        counts.add(at, WAY, Measure::Accepted, *accepted);
    }
    counts
}

/// Months that were told without a look at what lay between them.
fn told_unseen(counts: &Counts, months: &[u8]) -> History<Cell> {
    let periods: BTreeSet<Period> = months.iter().map(|n| month(*n)).collect();
    let told =
        periods.iter().map(|one| (Cell::of(WAY, Measure::Accepted, *one), counts.of(WAY, Measure::Accepted, *one)));
    let told: BTreeMap<Cell, Shown> = told.map(|(cell, count)| (cell, Shown::Count(count))).collect();
    History::again(&tables(OrgKind::Advocacy, counts, &periods, 11), &told).unwrap()
}

/// What was told, beside all that the reader of these periods can think of and has anyway.
fn as_read(counts: &Counts, periods: &BTreeSet<Period>, history: &History<Cell>) -> History<Cell> {
    let shown: BTreeMap<Cell, Shown> = history.cells().map(|(cell, shown)| (*cell, shown)).collect();
    History::again(&tables(OrgKind::Advocacy, counts, periods, 11), &shown).unwrap()
}

fn width(interval: Interval) -> u64 {
    interval.width().unwrap_or(u64::MAX)
}

/// Every cell that is less in doubt than it was, where it was in less doubt than is asked, or is in less than that. A zero
/// that may be told says of itself what it is.
fn given_away(before: &History<Cell>, after: &History<Cell>) -> Vec<(Cell, Interval, Option<Interval>)> {
    let now: BTreeMap<Cell, Interval> = after.guarded().into_iter().chain(after.derivable()).collect();
    let least = |was: Interval| width(was).min(Rule::USUAL.width());
    let is_told = |cell: &Cell| after.shown(cell) == Some(Shown::Count(0));
    let is_kept =
        |(cell, was): &(Cell, Interval)| is_told(cell) || now.get(cell).is_some_and(|now| width(*now) >= least(*was));
    let lost = before.guarded().into_iter().filter(|one| !is_kept(one));
    lost.map(|(cell, was)| (cell, was, now.get(&cell).copied())).collect()
}

#[test]
fn what_was_left_in_a_little_doubt_does_not_become_exact_by_a_later_quarter() {
    // Three came in June, of which nothing was told; by the months around it none to two of them were taken on.
    let counts = counts_of(&[(60, 40), (60, 40), (3, 0), (20, 21)]);
    let before = told_unseen(&counts, &[4, 5, 7]);
    let june = |history: &History<Cell>| {
        let is_june = |(cell, _): &(Cell, Interval)| *cell == Cell::of(WAY, Measure::Accepted, month(6));
        history.guarded().into_iter().find(is_june).map(|(_, interval)| interval)
    };
    assert_eq!(june(&before), Some(Interval { low: 0, high: Some(2) }));
    let quarter = Period::Quarter(2026, 2);
    let all = BTreeSet::from([month(4), month(5), month(7), quarter]);
    let made = release(Rule::USUAL, &tables(OrgKind::Advocacy, &counts, &all, 11), &before).unwrap();
    let after = before.clone().and(&made);
    let shown = after.shown(&Cell::of(WAY, Measure::Accepted, quarter));
    assert!(shown.is_some_and(Shown::is_hidden), "eighty less two times forty are those of June: {shown:?}");
    assert_eq!(june(&after), june(&before));
    assert_eq!(given_away(&as_read(&counts, &all, &before), &after), []);
}

/// How many histories: `FOOTBRIDGE_TABLES`, as for the other published tables.
fn histories() -> u32 {
    std::env::var("FOOTBRIDGE_TABLES").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

#[test]
fn no_release_takes_of_the_doubt_that_was_left_of_a_cell() {
    let mut runner = TestRunner::deterministic();
    let few = prop_oneof![1 => 0_u64..=12, 3 => 12_u64..90];
    // Most were told before, so that little is asked anew: whatever else is told is refused more often than not.
    let one = (few, 0_u64..=100, 0_u64..=3, proptest::bool::weighted(0.75), any::<bool>());
    let months = proptest::array::uniform4(one);
    let (mut in_doubt, mut kept, mut asked, mut refused) = (0, 0, 0, 0);
    for _ in 0..histories() {
        let months = months.new_tree(&mut runner).unwrap().current();
        let mut open = 0;
        let of = months.map(|(arrived, share, before, ..)| {
            // Some of an earlier month are taken on only now.
            let late = before.min(open);
            let accepted = arrived * share / 100 + late;
            open = open + arrived - accepted;
            (arrived, accepted)
        });
        let counts = counts_of(&of);
        let old: Vec<u8> = (4..).zip(&months).filter(|(_, one)| one.3).map(|(n, _)| n).collect();
        let mut history = told_unseen(&counts, &old);
        let mut known: BTreeSet<Period> = old.iter().map(|n| month(*n)).collect();
        let little = |history: &History<Cell>| {
            history.guarded().iter().filter(|(_, one)| (1..Rule::USUAL.width()).contains(&width(*one))).count()
        };
        in_doubt += little(&history);
        let rest = (4..).zip(&months).filter(|(n, one)| one.4 && !old.contains(n)).map(|(n, _)| month(n));
        for period in rest.chain([Period::Quarter(2026, 2)]) {
            let with: BTreeSet<Period> = known.iter().copied().chain([period]).collect();
            asked += 1;
            match release(Rule::USUAL, &tables(OrgKind::Advocacy, &counts, &with, 11), &history) {
                Ok(made) => {
                    let after = history.clone().and(&made);
                    let was = as_read(&counts, &with, &history);
                    assert_eq!(given_away(&was, &after), [], "{of:?} {old:?} {period}");
                    kept += little(&was);
                    (history, known) = (after, with);
                }
                Err(Refused::Derivable(_)) => refused += 1,
                Err(other) => panic!("{of:?} {old:?} {period}: {other:?}"),
            }
        }
    }
    println!(
        "{} histories: {in_doubt} cells in a little doubt, {kept} of them when more was told; of {asked} periods {refused} were not told at all",
        histories()
    );
    assert!(in_doubt > 0 && kept > 0, "none of them says anything");
}
