//! Cells and how they add up: sites to organizations, months to quarters, services to all.

use std::collections::{BTreeMap, BTreeSet};

/// One total, and the cells that make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum<K> {
    /// The whole.
    pub total: K,
    /// Its parts, every one of them.
    pub parts: Vec<K>,
}

/// Why these are no tables.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TablesError<K> {
    /// A total is not what its parts add up to.
    #[error("a total differs from its parts")]
    NotASum(K),
    /// A sum names a cell that is not there.
    #[error("a sum names a cell that is not there")]
    NoSuchCell(K),
    /// A total is among its own parts, or among theirs.
    #[error("a total is a part of itself")]
    Circle(K),
}

/// Places and the sums between them: a hierarchy, or several crossed with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums<N> {
    places: BTreeSet<N>,
    sums: Vec<Sum<N>>,
}

impl<N: Ord + Clone> Sums<N> {
    /// Places that add up to nothing.
    pub fn flat(places: impl IntoIterator<Item = N>) -> Self {
        Self { places: places.into_iter().collect(), sums: Vec::new() }
    }

    /// Adds a total over `parts`. A total without parts is a place by itself.
    #[must_use]
    pub fn with(mut self, total: N, parts: Vec<N>) -> Self {
        self.places.extend(parts.iter().cloned());
        self.places.insert(total.clone());
        if !parts.is_empty() {
            self.sums.push(Sum { total, parts });
        }
        self
    }

    /// Every place.
    pub fn places(&self) -> impl Iterator<Item = &N> {
        self.places.iter()
    }

    /// Every sum.
    pub fn sums(&self) -> impl Iterator<Item = &Sum<N>> {
        self.sums.iter()
    }

    /// Each place of the one at each place of the other: sites by months, by services.
    #[must_use]
    pub fn cross<M: Ord + Clone>(&self, other: &Sums<M>) -> Sums<(N, M)> {
        let pairs = self.places.iter().flat_map(|n| other.places.iter().map(|m| (n.clone(), m.clone())));
        let mut sums = Vec::new();
        for Sum { total, parts } in &self.sums {
            for m in &other.places {
                let at = |n: &N| (n.clone(), m.clone());
                sums.push(Sum { total: at(total), parts: parts.iter().map(at).collect() });
            }
        }
        for Sum { total, parts } in &other.sums {
            for n in &self.places {
                let at = |m: &M| (n.clone(), m.clone());
                sums.push(Sum { total: at(total), parts: parts.iter().map(at).collect() });
            }
        }
        Sums { places: pairs.collect(), sums }
    }

    /// The tables in which each place that is no total has the count that `count` says.
    ///
    /// # Errors
    /// When two ways to a total disagree, or a total is a part of itself.
    pub fn counted(&self, count: impl Fn(&N) -> u64) -> Result<Tables<N>, TablesError<N>> {
        let parts: BTreeMap<&N, &Vec<N>> = self.sums.iter().map(|sum| (&sum.total, &sum.parts)).collect();
        let mut counts: BTreeMap<N, u64> = BTreeMap::new();
        for place in &self.places {
            fill(place, &parts, &count, &mut counts, self.places.len())?;
        }
        let mut tables = Tables::new();
        for (place, n) in counts {
            tables = tables.with(place, n);
        }
        for Sum { total, parts } in &self.sums {
            tables = tables.adding(total.clone(), parts.clone());
        }
        tables.checked()
    }
}

fn fill<N: Ord + Clone>(
    place: &N,
    parts: &BTreeMap<&N, &Vec<N>>,
    count: &impl Fn(&N) -> u64,
    counts: &mut BTreeMap<N, u64>,
    deepest: usize,
) -> Result<u64, TablesError<N>> {
    if let Some(n) = counts.get(place) {
        return Ok(*n);
    }
    let Some(deeper) = deepest.checked_sub(1) else { return Err(TablesError::Circle(place.clone())) };
    let n = match parts.get(place) {
        None => count(place),
        Some(parts_of) => {
            parts_of.iter().try_fold(0_u64, |sum, part| Ok(sum + fill(part, parts, count, counts, deeper)?))?
        }
    };
    counts.insert(place.clone(), n);
    Ok(n)
}

/// How a cell reaches a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is to be published, with its count or with a sign.
    Published,
    /// No table shows it, and a reader can think of it.
    Unshown,
    /// The reader has it already, whatever is published.
    Given,
}

/// A cell: its exact count, and how it reaches a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub count: u64,
    pub way: Way,
    /// Whether a zero can be shown where its rows are large.
    pub shows_zero: bool,
    /// Whether its number is to stay unknown, however large it is.
    pub is_kept: bool,
}

/// Exact counts and the sums between them, as the organization itself knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables<K> {
    pub(super) cells: BTreeMap<K, Cell>,
    pub(super) sums: Vec<Sum<K>>,
}

impl<K> Default for Tables<K> {
    fn default() -> Self {
        Self { cells: BTreeMap::new(), sums: Vec::new() }
    }
}

impl<K: Ord + Clone> Tables<K> {
    /// No cells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a cell that is to be published.
    #[must_use]
    pub fn with(mut self, key: K, count: u64) -> Self {
        self.cells.insert(key, Cell { count, way: Way::Published, shows_zero: true, is_kept: false });
        self
    }

    /// Adds a cell that is to be published, and whose number is never shown, however large it is: the reader could take off it
    /// what they know.
    #[must_use]
    pub fn with_kept(mut self, key: K, count: u64) -> Self {
        self.cells.insert(key, Cell { count, way: Way::Published, shows_zero: false, is_kept: true });
        self
    }

    /// Adds a cell that no table shows and whose number is to stay unknown, however large it is.
    #[must_use]
    pub fn with_guarded(mut self, key: K, count: u64) -> Self {
        self.cells.insert(key, Cell { count, way: Way::Unshown, shows_zero: true, is_kept: true });
        self
    }

    /// Adds a cell that is to be published, and whose zero is never shown: the reader knows of whom it would be said.
    #[must_use]
    pub fn with_no_zero(mut self, key: K, count: u64) -> Self {
        self.cells.insert(key, Cell { count, way: Way::Published, shows_zero: false, is_kept: false });
        self
    }

    /// Adds a cell that no table shows and that a reader can think of: those of a total that no part names.
    #[must_use]
    pub fn with_unshown(mut self, key: K, count: u64) -> Self {
        self.cells.insert(key, Cell { count, way: Way::Unshown, shows_zero: true, is_kept: false });
        self
    }

    /// Adds a cell that the reader knows without us, such as how many they sent. No zero among its parts is ever shown:
    /// it would say of each of these what did not happen.
    #[must_use]
    pub fn with_given(mut self, key: K, count: u64) -> Self {
        self.cells.insert(key, Cell { count, way: Way::Given, shows_zero: true, is_kept: false });
        self
    }

    /// Says that a total is the sum of its parts.
    #[must_use]
    pub fn adding(mut self, total: K, parts: Vec<K>) -> Self {
        self.sums.push(Sum { total, parts });
        self
    }

    /// Puts two sets of tables together. A cell that is in both is the same cell.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.cells.extend(other.cells);
        self.sums.extend(other.sums);
        self
    }

    /// These tables, if each total is what its parts add up to.
    ///
    /// # Errors
    /// The first sum that does not hold.
    pub fn checked(self) -> Result<Self, TablesError<K>> {
        self.check().map(|()| self)
    }

    pub(super) fn check(&self) -> Result<(), TablesError<K>> {
        let count = |key: &K| {
            let cell = self.cells.get(key).ok_or_else(|| TablesError::NoSuchCell(key.clone()))?;
            Ok(u128::from(cell.count))
        };
        for Sum { total, parts } in &self.sums {
            let sum = parts.iter().try_fold(0_u128, |sum, part| Ok(sum + count(part)?))?;
            if count(total)? != sum {
                return Err(TablesError::NotASum(total.clone()));
            }
        }
        Ok(())
    }

    /// Each cell that is to be published, with its exact count.
    pub fn counts(&self) -> impl Iterator<Item = (&K, u64)> {
        self.cells.iter().filter(|(_, cell)| cell.way == Way::Published).map(|(key, cell)| (key, cell.count))
    }
}
