//! Releases, and the history of everything that was ever published.

use super::audit::{Interval, Ranges};
use super::hide::{self, Asked};
use super::merged::Merged;
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
pub(super) struct Entry {
    pub(super) count: u64,
    /// `None`: no table shows it.
    pub(super) shown: Option<Shown>,
    pub(super) way: Way,
    /// Its number is to stay unknown, however large it is.
    pub(super) is_kept: bool,
}

/// Everything that an organization has ever published, with the exact counts behind it. These never leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<K> {
    pub(super) cells: BTreeMap<K, Entry>,
    pub(super) sums: Vec<Sum<K>>,
}

impl<K> Default for History<K> {
    fn default() -> Self {
        Self { cells: BTreeMap::new(), sums: Vec::new() }
    }
}

/// Cells that passed the audit. There is no other way to one than [`release`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release<K> {
    pub(super) cells: BTreeMap<K, Entry>,
    pub(super) sums: Vec<Sum<K>>,
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

    /// What an outsider can derive about each cell that no table shows and that must stay in doubt. A cell that the solver gave
    /// up on is missing.
    #[must_use]
    pub fn guarded(&self) -> Vec<(K, Interval)> {
        let merged = Merged::of(self, &Tables::new());
        let unseen = (0..merged.keys.len()).filter(|cell| merged.is_unseen(*cell));
        unseen.filter_map(|cell| Some((merged.keys[cell].clone(), merged.system.interval(cell)?))).collect()
    }
}

/// Protects `tables` under `rule`, with everything that was published before, and proves it.
///
/// # Errors
/// Why nothing is published: the counts contradict each other or what was published, nothing is new, or no way of
/// hiding keeps every hidden cell from being derived.
pub fn release<K: Ord + Clone>(rule: Rule, tables: &Tables<K>, before: &History<K>) -> Result<Release<K>, Refused<K>> {
    let made = signed_or_mute(rule, tables, before, &BTreeMap::new());
    if !matches!(made, Err(Refused::Derivable(_))) {
        return made;
    }
    let left = left_by(rule, tables, before)?;
    if left.is_empty() { made } else { signed_or_mute(rule, tables, before, &left) }
}

fn signed_or_mute<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
    left: &BTreeMap<usize, u64>,
) -> Result<Release<K>, Refused<K>> {
    let with_signs = protected(rule, tables, before, (false, left));
    // Now and then the signs themselves would tell too much, beside what is out: then what is hidden says nothing.
    if matches!(with_signs, Err(Refused::Derivable(_))) {
        protected(rule, tables, before, (true, left))
    } else {
        with_signs
    }
}

/// How wide cells are that nobody was ever told, by what was published before and with nothing of this release told, where that
/// is less than is asked: something was published before such cells were looked at, or under a lower count. No release takes
/// that back, so none is asked to; but each has to leave as much doubt as there is, and nothing is asked only of those of which
/// there is none. What was told is asked of each.
///
/// A cell on which the solver gave up is not among them: of it all is asked.
fn left_by<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
) -> Result<BTreeMap<usize, u64>, Refused<K>> {
    let (mut merged, asked) = asked(rule, tables, before, true)?;
    for cell in 0..merged.keys.len() {
        asked.hide(&mut merged.system, cell);
    }
    let mut ranges = Ranges::of(&merged.system);
    ranges.prove_together(&merged.system, rule.width());
    let narrow: Vec<usize> = ranges.narrow(&merged.system, rule.width()).collect();
    let mut left = BTreeMap::new();
    for cell in narrow.into_iter().filter(|cell| merged.new[*cell] || merged.is_unseen(*cell)) {
        if ranges.prove(&merged.system, cell, rule.width()) {
            continue;
        }
        let width = merged.system.interval(cell).and_then(Interval::width);
        if let Some(width) = width.filter(|width| *width < rule.width()) {
            left.insert(cell, width);
        }
    }
    Ok(left)
}

fn protected<K: Ord + Clone>(
    rule: Rule,
    tables: &Tables<K>,
    before: &History<K>,
    (mute, left): (bool, &BTreeMap<usize, u64>),
) -> Result<Release<K>, Refused<K>> {
    let (mut merged, asked) = asked(rule, tables, before, mute)?;
    merged.system.left.clone_from(left);
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
