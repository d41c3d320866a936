//! As few cells as possible, and exactly what can be derived: small tables against an exhaustive search.

use super::tables_to_try;
use domain::suppression::{History, Interval, Release, Rule, Shown, Sum, Sums, Tables, release, release_hiding};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};

type Place = (u8, u8);

/// Rows and columns with margins; place 0 is the total.
fn small() -> impl Strategy<Value = (Sums<Place>, Tables<Place>)> {
    let count = prop_oneof![1 => Just(0_u64), 3 => 1..=10_u64, 6 => 11..=40_u64];
    (2..=2_u8, 2..=3_u8, proptest::collection::vec(count, 6)).prop_map(|(rows, columns, counts)| {
        let axis = |n: u8| Sums::flat([0]).with(0, (1..=n).collect());
        let sums = axis(rows).cross(&axis(columns));
        let tables = sums.counted(|(row, column)| counts[usize::from((row - 1) * 3 + column - 1)]).unwrap();
        (sums, tables)
    })
}

fn each(cases: u32, mut try_one: impl FnMut(&Sums<Place>, &Tables<Place>)) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..cases {
        let (sums, tables) = small().new_tree(&mut runner).unwrap().current();
        try_one(&sums, &tables);
    }
}

struct Search<'a> {
    truth: BTreeMap<Place, u64>,
    sums: Vec<&'a Sum<Place>>,
}

/// Whether every hidden cell keeps its doubt, by trying every table of whole numbers. Written apart from the auditor.
impl Search<'_> {
    fn intervals(&self, shown: &BTreeMap<Place, Shown>) -> BTreeMap<Place, Interval> {
        let hidden: Vec<Place> = shown.iter().filter(|(_, shown)| shown.is_hidden()).map(|(at, _)| *at).collect();
        let mut found = BTreeMap::new();
        let mut table: BTreeMap<Place, u64> =
            shown.iter().filter(|(_, shown)| !shown.is_hidden()).map(|(at, _)| (*at, self.truth[at])).collect();
        self.fill(&hidden, shown, &mut table, &mut found);
        found
    }

    /// Fills the hidden cells in every way that agrees; notes the ends of each.
    fn fill(
        &self,
        hidden: &[Place],
        shown: &BTreeMap<Place, Shown>,
        table: &mut BTreeMap<Place, u64>,
        found: &mut BTreeMap<Place, Interval>,
    ) {
        if let Some((cell, low, high)) = self.forced(shown, table) {
            for count in low..=high {
                table.insert(cell, count);
                if self.may_be(table) {
                    self.fill(hidden, shown, table, found);
                }
            }
            table.remove(&cell);
            return;
        }
        for cell in hidden {
            let count = table[cell];
            let end = found.entry(*cell).or_insert(Interval { low: count, high: Some(count) });
            end.low = end.low.min(count);
            end.high = end.high.max(Some(count));
        }
    }

    /// The next cell to fill: the one with the fewest choices.
    fn forced(&self, shown: &BTreeMap<Place, Shown>, table: &BTreeMap<Place, u64>) -> Option<(Place, u64, u64)> {
        let open = shown.keys().filter(|at| !table.contains_key(at));
        open.map(|cell| {
            let (mut low, high) = shown[cell].means();
            let mut high = high.unwrap_or(u64::MAX);
            for sum in self.sums.iter().filter(|sum| sum.total == *cell || sum.parts.contains(cell)) {
                let others: Vec<&Place> = sum.parts.iter().filter(|part| *part != cell).collect();
                let known: u64 = others.iter().filter_map(|part| table.get(part)).sum();
                let complete = others.iter().all(|part| table.contains_key(part));
                if sum.total == *cell {
                    low = low.max(known);
                    high = if complete { high.min(known) } else { high };
                } else if let Some(total) = table.get(&sum.total) {
                    let rest = total.saturating_sub(known);
                    high = high.min(rest);
                    low = if complete { low.max(rest) } else { low };
                }
            }
            (*cell, low, high)
        })
        .min_by_key(|(_, low, high)| high.saturating_sub(*low))
    }

    fn may_be(&self, table: &BTreeMap<Place, u64>) -> bool {
        self.sums.iter().all(|sum| {
            let known: u64 = sum.parts.iter().filter_map(|part| table.get(part)).sum();
            let complete = sum.parts.iter().all(|part| table.contains_key(part));
            table.get(&sum.total).is_none_or(|total| if complete { *total == known } else { *total >= known })
        })
    }
}

#[test]
fn what_can_be_derived_is_what_trying_every_table_finds() {
    let mut compared = 0;
    each(tables_to_try(150), |sums, tables| {
        let made = release(Rule::USUAL, tables, &History::new()).unwrap();
        let history = History::new().and(&made);
        let shown: BTreeMap<Place, Shown> = history.cells().map(|(key, shown)| (*key, shown)).collect();
        let derivable = history.derivable();
        // Trying every table takes totals that are known.
        let choices: f64 =
            derivable.iter().map(|(_, found)| found.width().map_or(1e9, |width| width as f64 + 1.0)).product();
        if choices > 1e7 {
            return;
        }
        let search =
            Search { truth: tables.counts().map(|(key, count)| (*key, count)).collect(), sums: sums.sums().collect() };
        assert_eq!(derivable.into_iter().collect::<BTreeMap<_, _>>(), search.intervals(&shown), "{shown:?}");
        compared += 1;
    });
    assert!(compared > 10, "{compared}");
}

/// The fewest cells that hiding takes: every set of cells that are neither small nor hidden zeros is tried, smaller
/// ones first, up to as many as `made` hides.
fn fewest(tables: &Tables<Place>, made: &Release<Place>) -> usize {
    let none = |hidden: &BTreeSet<Place>| release_hiding(Rule::USUAL, tables, &History::new(), hidden);
    if let Ok(release) = none(&BTreeSet::new()) {
        return release.hidden();
    }
    let small = made.cells().filter(|(_, shown)| matches!(shown, Shown::Few { .. })).count();
    let cells: Vec<Place> =
        tables.counts().filter(|(_, count)| *count == 0 || *count >= 11).map(|(key, _)| *key).collect();
    let tried =
        (1..cells.len()).flat_map(|size| sets(cells.len(), size)).take_while(|set| set.len() + small <= made.hidden());
    let hidden = tried.filter_map(|set| none(&set.iter().map(|at| cells[*at]).collect()).ok());
    hidden.map(|release| release.hidden()).min().unwrap_or(made.hidden())
}

/// Every set of `size` numbers below `n`.
fn sets(n: usize, size: usize) -> impl Iterator<Item = Vec<usize>> {
    let of = move |bits: u32| (0..n).filter(|at| bits >> at & 1 == 1).collect();
    (0_u32..1 << n).filter(move |bits| bits.count_ones() as usize == size).map(of)
}

#[test]
fn hardly_more_is_hidden_than_has_to_be() {
    let (mut hidden, mut least, mut tried, mut ratios) = (0, 0, 0, 0.0);
    each(tables_to_try(150), |_, tables| {
        let made = release(Rule::USUAL, tables, &History::new()).unwrap();
        let cells = tables.counts().count();
        if made.hidden() == 0 || made.hidden() > 9 || cells > 12 {
            return;
        }
        let best = fewest(tables, &made);
        tried += 1;
        hidden += made.hidden();
        least += best;
        ratios += made.hidden() as f64 / best as f64;
    });
    let ratio = ratios / f64::from(tried);
    println!("{tried} tables: {hidden} cells hidden, at least {least} have to be; {ratio:.3} times as many on average");
    assert!(tried > 10 && ratio <= 1.15, "{ratio}");
}
