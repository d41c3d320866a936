//! Releases, and the history of everything that was ever published.

use super::audit::{Fault, Interval, Ranges, Sight, System, Term};
use super::hide::{self, Asked};
use super::rule::{Rule, Shown};
use super::sums::{Sum, Tables, TablesError, Way};
use std::collections::{BTreeMap, BTreeSet};

/// Why nothing is published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused<K> {
    /// The counts are no tables.
    #[error("the counts are no tables")]
    NotTables(#[from] TablesError<K>),
    /// A cell that was published before has another count now.
    #[error("a cell that was published before has another count now")]
    Contradicts(K),
    /// Nothing new: every cell was published before.
    #[error("everything in it was published before")]
    NothingNew,
    /// However much of it is hidden, this cell could be derived from it and from what was published before.
    #[error("a hidden cell could be derived")]
    Derivable(K),
}

/// A published cell: what it is, and what is shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    count: u64,
    /// `None`: no table shows it.
    shown: Option<Shown>,
    way: Way,
    /// Its number is to stay unknown, however large it is.
    is_kept: bool,
}

/// Everything that an organization has ever published, with the exact counts behind it. These never leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<K> {
    cells: BTreeMap<K, Entry>,
    sums: Vec<Sum<K>>,
}

impl<K> Default for History<K> {
    fn default() -> Self {
        Self { cells: BTreeMap::new(), sums: Vec::new() }
    }
}

/// Cells that passed the audit. There is no other way to one than [`release`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release<K> {
    cells: BTreeMap<K, Entry>,
    sums: Vec<Sum<K>>,
}

impl<K: Ord + Clone> Release<K> {
    /// Each cell of it, as anyone may see it.
    pub fn cells(&self) -> impl Iterator<Item = (&K, Shown)> {
        self.cells.iter().filter_map(|(key, entry)| Some((key, entry.shown?)))
    }

    /// How many of its cells show no number.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.cells().filter(|(_, shown)| shown.is_hidden()).count()
    }
}

impl<K: Ord + Clone> History<K> {
    /// Nothing was ever published.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was published under these keys, with the exact counts that were behind it.
    ///
    /// # Errors
    /// [`Refused::NotTables`], and [`Refused::Contradicts`] when a sign does not stand for its count.
    pub fn again(tables: &Tables<K>, shown: &BTreeMap<K, Shown>) -> Result<Self, Refused<K>> {
        tables.check()?;
        if let Some(key) = shown.keys().find(|key| !tables.cells.contains_key(key)) {
            return Err(Refused::Contradicts(key.clone()));
        }
        let mut cells = BTreeMap::new();
        for (key, cell) in &tables.cells {
            let shown = shown.get(key).copied();
            let way = if shown.is_none() && cell.way == Way::Published { Way::Unshown } else { cell.way };
            if shown.is_some_and(|shown| !shown.is_true_of(cell.count)) {
                return Err(Refused::Contradicts(key.clone()));
            }
            cells.insert(key.clone(), Entry { count: cell.count, shown, way, is_kept: cell.is_kept });
        }
        Ok(Self { cells, sums: tables.sums.clone() })
    }

    /// Writes a release down as published.
    #[must_use]
    pub fn and(mut self, release: &Release<K>) -> Self {
        self.cells.extend(release.cells.iter().map(|(key, entry)| (key.clone(), *entry)));
        self.sums.extend(release.sums.iter().cloned());
        self
    }

    /// What was published in a cell.
    #[must_use]
    pub fn shown(&self, key: &K) -> Option<Shown> {
        self.cells.get(key)?.shown
    }

    /// Each published cell, as anyone may see it.
    pub fn cells(&self) -> impl Iterator<Item = (&K, Shown)> {
        self.cells.iter().filter_map(|(key, entry)| Some((key, entry.shown?)))
    }

    /// What an outsider can derive about each hidden cell from everything that was ever published, by linear programs in
    /// both directions. A cell that the solver gave up on is missing.
    #[must_use]
    pub fn derivable(&self) -> Vec<(K, Interval)> {
        let merged = Merged::of(self, &Tables::new());
        let hidden = self.cells.iter().enumerate().filter(|(_, (_, entry))| entry.shown.is_some_and(Shown::is_hidden));
        hidden.filter_map(|(at, (key, _))| Some((key.clone(), merged.system.interval(at)?))).collect()
    }
}

/// The history and what is to be published with it, as one system of cells by number.
struct Merged<K> {
    keys: Vec<K>,
    ways: Vec<Way>,
    new: Vec<bool>,
    /// The cells whose zero is never shown.
    no_zero: Vec<bool>,
    /// The cells whose number is to stay unknown, however large it is.
    kept: Vec<bool>,
    system: System,
}

/// What stands where a number is kept: of it nothing is said.
const SAYS_NOTHING: Shown = Shown::Withheld { from: 0 };

impl<K: Ord + Clone> Merged<K> {
    fn of(before: &History<K>, tables: &Tables<K>) -> Self {
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
        let new = cells.values().map(|(_, new)| *new).collect();
        let ways = cells.values().map(|(entry, _)| entry.way).collect();
        let no_zero = cells.keys().map(|key| tables.cells.get(key).is_some_and(|cell| !cell.shows_zero)).collect();
        let kept = cells.values().map(|(entry, _)| entry.is_kept).collect();
        Self {
            keys: cells.into_keys().collect(),
            ways,
            new,
            no_zero,
            kept,
            system: System { truth, sights, sums, sums_of },
        }
    }

    /// The primary rule, on what is new.
    fn hide_small(&mut self, asked: &Asked) {
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

    /// What this release publishes: the cells that it can hide.
    fn can_hide(&self) -> Vec<bool> {
        let out = self.given_away();
        let is_published = |cell: usize| self.new[cell] && self.ways[cell] == Way::Published && !out[cell];
        (0..self.keys.len()).map(is_published).collect()
    }

    /// The cells that follow by subtraction from what is out already, as a quarter does whose months were shown. To hide one
    /// would hide nothing, and a hidden cell that can be derived refuses the release.
    fn given_away(&self) -> Vec<bool> {
        let is_out = |cell: usize| !self.new[cell] && self.system.is_known(cell);
        let mut known: Vec<bool> = (0..self.keys.len()).map(is_out).collect();
        loop {
            let before = known.iter().filter(|known| **known).count();
            for sum in &self.system.sums {
                let mut unknown = sum.iter().filter(|term| !known[term.cell]).map(|term| term.cell);
                if let (Some(cell), None) = (unknown.next(), unknown.next()) {
                    known[cell] = true;
                }
            }
            if known.iter().filter(|known| **known).count() == before {
                return known;
            }
        }
    }

    fn binding(&self) -> Vec<bool> {
        let is_new = |sum: &Vec<Term>| sum.iter().any(|term| self.new[term.cell]);
        // The rest of what the reader has anyway is theirs to know.
        let is_given = |sum: &Vec<Term>| sum.iter().any(|term| term.is_total && self.ways[term.cell] == Way::Given);
        self.system.sums.iter().map(|sum| is_new(sum) && !is_given(sum)).collect()
    }

    fn named(&self, fault: Fault) -> K {
        let cell = match fault {
            Fault::Cell(cell) => cell,
            Fault::Remainder(sum) => self.system.sums[sum][0].cell,
        };
        self.keys[cell].clone()
    }

    /// The release, if its proof holds: each table of it is checked again on the system as it is published.
    fn made(self, asked: &Asked, proof: &Ranges, sums: &[Sum<K>]) -> Result<Release<K>, Refused<K>> {
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

/// Protects `tables` under `rule`, with everything that was published before, and proves it.
///
/// # Errors
/// Why nothing is published: the counts contradict each other or what was published, nothing is new, or no way of
/// hiding keeps every hidden cell from being derived.
pub fn release<K: Ord + Clone>(rule: Rule, tables: &Tables<K>, before: &History<K>) -> Result<Release<K>, Refused<K>> {
    let made = signed_or_mute(rule, tables, before, &BTreeSet::new());
    if !matches!(made, Err(Refused::Derivable(_))) {
        return made;
    }
    let out = out_already(rule, before);
    if out.is_empty() { made } else { signed_or_mute(rule, tables, before, &out) }
}

fn signed_or_mute<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
    out: &BTreeSet<K>,
) -> Result<Release<K>, Refused<K>> {
    let with_signs = protected(rule, tables, before, (false, out));
    // Now and then the signs themselves would tell too much, beside what is out: then what is hidden says nothing.
    if matches!(with_signs, Err(Refused::Derivable(_))) {
        protected(rule, tables, before, (true, out))
    } else {
        with_signs
    }
}

/// Cells that nobody was ever told, and that what was published before gives away all the same: it was published before such cells
/// were looked at, or under a lower count. No release takes that back, so none is asked to. What was told is asked of each.
fn out_already<K: Ord + Clone>(rule: Rule, before: &History<K>) -> BTreeSet<K> {
    let old = Merged::of(before, &Tables::new());
    let mut ranges = Ranges::of(&old.system);
    ranges.prove_together(&old.system, rule.width());
    let narrow: Vec<usize> = ranges.narrow(&old.system, rule.width()).collect();
    let mut is_out = |cell: &usize| {
        matches!(old.system.sights[*cell], Sight::Unseen { .. }) && !ranges.prove(&old.system, *cell, rule.width())
    };
    narrow.into_iter().filter(|cell| is_out(cell)).map(|cell| old.keys[cell].clone()).collect()
}

fn protected<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
    (mute, out): (bool, &BTreeSet<K>),
) -> Result<Release<K>, Refused<K>> {
    let (mut merged, asked) = asked(rule, tables, before, mute)?;
    for (cell, _) in merged.keys.iter().enumerate().filter(|(_, key)| out.contains(key)) {
        merged.system.sights[cell] = Sight::Unseen { guarded: false };
    }
    let proof =
        hide::complement(&mut merged.system, &asked).map_err(|fault| Refused::Derivable(merged.named(fault)))?;
    merged.made(&asked, &proof, &tables.sums)
}

/// The release that hides the small cells, these cells and no others.
///
/// # Errors
/// As [`release`]; and when a hidden cell can be derived.
pub fn release_hiding<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
    hidden: &BTreeSet<K>,
) -> Result<Release<K>, Refused<K>> {
    let (mut merged, asked) = asked(rule, tables, before, false)?;
    let chosen: Vec<usize> = (0..merged.keys.len()).filter(|cell| hidden.contains(&merged.keys[*cell])).collect();
    for cell in chosen {
        asked.hide(&mut merged.system, cell);
    }
    let mut proof = Ranges::of(&merged.system);
    if let Some(fault) = asked.fault(&merged.system, &mut proof) {
        return Err(Refused::Derivable(merged.named(fault)));
    }
    merged.made(&asked, &proof, &tables.sums)
}

/// The system of a release in which the small cells are hidden, and what is asked of it.
fn asked<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
    mute: bool,
) -> Result<(Merged<K>, Asked), Refused<K>> {
    tables.check()?;
    for (key, cell) in &tables.cells {
        if before.cells.get(key).is_some_and(|entry| entry.count != cell.count) {
            return Err(Refused::Contradicts(key.clone()));
        }
    }
    let mut merged = Merged::of(before, tables);
    if !merged.new.contains(&true) {
        return Err(Refused::NothingNew);
    }
    let asked = Asked { rule, new: merged.can_hide(), binding: merged.binding(), mute };
    merged.hide_small(&asked);
    Ok((merged, asked))
}
