//! An outsider who has everything that was ever published, and subtracts. Written apart from the auditor: it shares no
//! line with it and knows no exact count.

use domain::suppression::{Interval, Shown, Sum};
use std::collections::BTreeMap;

/// What is out: each cell that a table shows, and every sum that a reader can think of.
pub(super) struct Outside<K> {
    pub shown: BTreeMap<K, Shown>,
    pub sums: Vec<Sum<K>>,
}

/// Numbers times cells come to nothing.
type Row = BTreeMap<usize, f64>;

struct Bounds {
    low: Vec<f64>,
    high: Vec<f64>,
}

/// A sum of the outsider's is as good as whole.
const NEAR: f64 = 1e-6;

impl<K: Ord + Clone> Outside<K> {
    /// What subtraction, elimination and common sense make of each hidden cell: it lies between these.
    pub(super) fn derived(&self) -> Vec<(K, Interval)> {
        let mut keys: Vec<K> = self.shown.keys().cloned().collect();
        keys.extend(self.sums.iter().flat_map(|sum| sum.parts.iter().chain([&sum.total]).cloned()));
        keys.sort();
        keys.dedup();
        let at: BTreeMap<&K, usize> = keys.iter().enumerate().map(|(at, key)| (key, at)).collect();
        let mut bounds = Bounds { low: vec![0.0; keys.len()], high: vec![f64::INFINITY; keys.len()] };
        for (key, shown) in &self.shown {
            let (low, high) = shown.means();
            bounds.low[at[key]] = low as f64;
            bounds.high[at[key]] = high.map_or(f64::INFINITY, |high| high as f64);
        }
        let mut rows: Vec<Row> = self.sums.iter().map(|sum| row(sum, &at)).collect();
        rows.extend(eliminated(rows.clone(), &bounds));
        while tightened(&rows, &mut bounds) {}
        let hidden = self.shown.iter().filter(|(_, shown)| shown.is_hidden());
        hidden.map(|(key, _)| (key.clone(), interval(&bounds, at[key]))).collect()
    }
}

fn interval(bounds: &Bounds, cell: usize) -> Interval {
    let high = bounds.high[cell];
    Interval { low: bounds.low[cell] as u64, high: high.is_finite().then_some(high as u64) }
}

fn row<K: Ord>(sum: &Sum<K>, at: &BTreeMap<&K, usize>) -> Row {
    let mut row = Row::new();
    *row.entry(at[&sum.total]).or_default() += 1.0;
    for part in &sum.parts {
        *row.entry(at[part]).or_default() -= 1.0;
    }
    row
}

/// Gauss and Jordan over the cells that are not known: new rows, each of them a difference of published tables.
fn eliminated(mut rows: Vec<Row>, bounds: &Bounds) -> Vec<Row> {
    let is_known = |cell: &usize| bounds.low[*cell] == bounds.high[*cell];
    let mut done = 0;
    for cell in 0..bounds.low.len() {
        let Some(found) = (done..rows.len()).find(|n| !is_known(&cell) && coefficient(&rows[*n], cell) != 0.0) else {
            continue;
        };
        rows.swap(done, found);
        let by = coefficient(&rows[done], cell);
        let pivot: Row = rows[done].iter().map(|(at, number)| (*at, number / by)).collect();
        for (n, row) in rows.iter_mut().enumerate() {
            let times = coefficient(row, cell);
            if n != done && times != 0.0 {
                for (at, number) in &pivot {
                    *row.entry(*at).or_default() -= times * number;
                }
                row.retain(|_, number| number.abs() > NEAR);
            }
        }
        rows[done] = pivot;
        done += 1;
    }
    rows
}

fn coefficient(row: &Row, cell: usize) -> f64 {
    row.get(&cell).copied().unwrap_or(0.0)
}

/// Each cell of each row is what the others leave it. Whether anything was learned.
fn tightened(rows: &[Row], bounds: &mut Bounds) -> bool {
    let mut learned = false;
    for row in rows {
        for (cell, number) in row {
            let others = row.iter().filter(|(other, _)| *other != cell);
            let (mut low, mut high) = (0.0, 0.0);
            for (other, times) in others {
                // The cell is minus the sum of the others over its own number.
                let times = -times / number;
                let (a, b) = (times * bounds.low[*other], times * bounds.high[*other]);
                low += a.min(b);
                high += a.max(b);
            }
            let (low, high) = ((low - NEAR).ceil(), (high + NEAR).floor());
            if low > bounds.low[*cell] {
                bounds.low[*cell] = low;
                learned = true;
            }
            if high < bounds.high[*cell] {
                bounds.high[*cell] = high;
                learned = true;
            }
        }
    }
    learned
}
