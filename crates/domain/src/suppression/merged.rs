//! Everything that was ever published and what is to be published with it, as one system of cells by number.

use super::audit::{Fault, Ranges, Sight, System, Term};
use super::hide::Asked;
use super::made::{Entry, History, Refused, Release};
use super::rule::{Rule, Shown};
use super::sums::{Sum, Tables, Way};
use std::collections::BTreeMap;

/// The history and what is to be published with it, as one system of cells by number.
pub(super) struct Merged<K> {
    pub(super) keys: Vec<K>,
    ways: Vec<Way>,
    pub(super) new: Vec<bool>,
    /// The cells whose zero is never shown.
    no_zero: Vec<bool>,
    /// The cells whose number is to stay unknown, however large it is.
    kept: Vec<bool>,
    /// The cells that follow by subtraction from what is out already.
    given_away: Vec<bool>,
    pub(super) system: System,
}

/// What stands where a number is kept: of it nothing is said.
const SAYS_NOTHING: Shown = Shown::Withheld { from: 0 };

impl<K: Ord + Clone> Merged<K> {
    pub(super) fn of(before: &History<K>, tables: &Tables<K>) -> Self {
        let mut cells: BTreeMap<K, (Entry, bool)> =
            before.cells.iter().map(|(key, entry)| (key.clone(), (*entry, false))).collect();
        for (key, cell) in &tables.cells {
            let is_new = match cells.get(key) {
                // What a reader could only think of before is published now.
                Some((entry, _)) => entry.way == Way::Unshown && cell.way == Way::Published,
                None => true,
            };
            if is_new {
                let shown = (cell.way == Way::Published).then_some(Shown::Count(cell.count));
                let entry = Entry { count: cell.count, shown, way: cell.way, is_kept: cell.is_kept };
                cells.insert(key.clone(), (entry, true));
            }
        }
        let at: BTreeMap<&K, usize> = cells.keys().enumerate().map(|(at, key)| (key, at)).collect();
        let mut sums: Vec<Vec<Term>> = Vec::new();
        for Sum { total, parts } in before.sums.iter().chain(&tables.sums) {
            let whole = Term { cell: at[total], is_total: true };
            let parts = parts.iter().map(|part| Term { cell: at[part], is_total: false });
            sums.push(std::iter::once(whole).chain(parts).collect());
        }
        sums.sort_by_key(|sum| sum.iter().map(|term| (term.cell, term.is_total)).collect::<Vec<_>>());
        sums.dedup();
        let mut sums_of = vec![Vec::new(); cells.len()];
        for (n, sum) in sums.iter().enumerate() {
            for term in sum {
                sums_of[term.cell].push(n);
            }
        }
        let sights = cells.values().map(|(entry, _)| sight(entry)).collect();
        let truth = cells.values().map(|(entry, _)| entry.count).collect();
        let new: Vec<bool> = cells.values().map(|(_, new)| *new).collect();
        let ways = cells.values().map(|(entry, _)| entry.way).collect();
        let no_zero = cells.keys().map(|key| tables.cells.get(key).is_some_and(|cell| !cell.shows_zero)).collect();
        let kept = cells.values().map(|(entry, _)| entry.is_kept).collect();
        let system = System { truth, sights, sums, sums_of, left: BTreeMap::new() };
        let given_away = given_away(&system, &new);
        Self { keys: cells.into_keys().collect(), ways, new, no_zero, kept, given_away, system }
    }

    /// Whether no table shows it, and it must stay in doubt.
    pub(super) fn is_unseen(&self, cell: usize) -> bool {
        matches!(self.system.sights[cell], Sight::Unseen { guarded: true })
    }

    /// The primary rule, on what is new.
    pub(super) fn hide_small(&mut self, asked: &Asked) {
        let rule = asked.rule;
        let mut zeros = vec![None; self.keys.len()];
        for cell in 0..self.keys.len() {
            if !self.new[cell] {
                continue;
            }
            let count = self.system.truth[cell];
            let small = (1..rule.smallest()).contains(&count);
            self.system.sights[cell] = match self.system.sights[cell] {
                _ if self.ways[cell] == Way::Given => Sight::Shown,
                // Nobody else: what happened, happened to each of them. So a zero is guarded here.
                Sight::Unseen { .. } => Sight::Unseen { guarded: count < rule.smallest() || self.kept[cell] },
                _ if self.kept[cell] => {
                    let (low, high) = SAYS_NOTHING.means();
                    Sight::Hidden { low, high }
                }
                // Everybody has it, by subtraction: to hide it would hide nothing, and have the release refused.
                _ if count == 0 && self.given_away[cell] && !self.no_zero[cell] => Sight::Shown,
                _ if small || (count == 0 && !self.shows_zero(rule, cell, &mut zeros)) => {
                    let (low, high) = asked.sign(count).means();
                    Sight::Hidden { low, high }
                }
                other => other,
            };
        }
    }

    /// Whether a zero may be seen: every row that it stands in is large, or a whole that it is a part of is a zero that
    /// may be seen. A zero that is a part of nothing may not.
    fn shows_zero(&self, rule: Rule, cell: usize, known: &mut Vec<Option<bool>>) -> bool {
        if let Some(known) = known[cell] {
            return known;
        }
        known[cell] = Some(false);
        if self.no_zero[cell] {
            return false;
        }
        let totals: Vec<usize> = self.system.sums_of[cell]
            .iter()
            .map(|sum| &self.system.sums[*sum])
            .filter(|sum| sum.iter().any(|term| term.cell == cell && !term.is_total))
            .filter_map(|sum| sum.iter().find(|term| term.is_total).map(|term| term.cell))
            .collect();
        let of_a_zero = totals.iter().any(|total| {
            self.system.truth[*total] == 0
                && if self.new[*total] { self.shows_zero(rule, *total, known) } else { self.system.is_known(*total) }
        });
        let is_large = |total: &usize| rule.is_large(self.system.truth[*total]) && self.ways[*total] != Way::Given;
        let all_large = !totals.is_empty() && totals.iter().all(is_large);
        known[cell] = Some(of_a_zero || all_large);
        of_a_zero || all_large
    }

    /// What this release publishes and nobody has yet: the cells that it can hide.
    pub(super) fn can_hide(&self) -> Vec<bool> {
        let is_published = |cell: usize| self.new[cell] && self.ways[cell] == Way::Published && !self.given_away[cell];
        (0..self.keys.len()).map(is_published).collect()
    }

    pub(super) fn binding(&self) -> Vec<bool> {
        let is_new = |sum: &Vec<Term>| sum.iter().any(|term| self.new[term.cell]);
        // The rest of what the reader has anyway is theirs to know.
        let is_given = |sum: &Vec<Term>| sum.iter().any(|term| term.is_total && self.ways[term.cell] == Way::Given);
        self.system.sums.iter().map(|sum| is_new(sum) && !is_given(sum)).collect()
    }

    pub(super) fn named(&self, fault: Fault) -> K {
        let cell = match fault {
            Fault::Cell(cell) => cell,
            Fault::Remainder(sum) => self.system.sums[sum][0].cell,
        };
        self.keys[cell].clone()
    }

    /// The release, if its proof holds: each table of it is checked again on the system as it is published.
    pub(super) fn made(self, asked: &Asked, proof: &Ranges, sums: &[Sum<K>]) -> Result<Release<K>, Refused<K>> {
        let checked = proof.kept(&self.system);
        if let Some(cell) = checked.narrow(&self.system, asked.rule.width()).next() {
            return Err(Refused::Derivable(self.keys[cell].clone()));
        }
        let new = (0..self.keys.len()).filter(|cell| self.new[*cell]);
        let cells = new.map(|cell| (self.keys[cell].clone(), self.entry(asked, cell))).collect();
        Ok(Release { cells, sums: sums.to_vec() })
    }

    fn entry(&self, asked: &Asked, cell: usize) -> Entry {
        let count = self.system.truth[cell];
        let shown = match self.system.sights[cell] {
            Sight::Shown if self.ways[cell] == Way::Published => Some(Shown::Count(count)),
            Sight::Hidden { .. } if self.kept[cell] => Some(SAYS_NOTHING),
            Sight::Hidden { .. } => Some(asked.sign(count)),
            Sight::Shown | Sight::Unseen { .. } => None,
        };
        Entry { count, shown, way: self.ways[cell], is_kept: self.kept[cell] }
    }
}

/// The cells that follow by subtraction from what is out already, as a quarter does whose months were shown.
fn given_away(system: &System, new: &[bool]) -> Vec<bool> {
    let is_out = |cell: usize| !new[cell] && system.is_known(cell);
    let mut known: Vec<bool> = (0..new.len()).map(is_out).collect();
    let mut more = true;
    while more {
        more = false;
        for sum in &system.sums {
            let mut unknown = sum.iter().filter(|term| !known[term.cell]).map(|term| term.cell);
            if let (Some(cell), None) = (unknown.next(), unknown.next()) {
                known[cell] = true;
                more = true;
            }
        }
    }
    known
}

fn sight(entry: &Entry) -> Sight {
    match entry.shown {
        _ if entry.way == Way::Given => Sight::Shown,
        // Under the lowest rule there is: a count that was agreed on later asks nothing of what is out already.
        None => Sight::Unseen { guarded: entry.count < Rule::USUAL.smallest() || entry.is_kept },
        Some(Shown::Count(_)) => Sight::Shown,
        Some(shown) => {
            let (low, high) = shown.means();
            Sight::Hidden { low, high }
        }
    }
}
