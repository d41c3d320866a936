//! What an outsider can derive about each hidden cell.
//!
//! The outsider knows every number and every sign that was ever published, what each sign means, and every sum; and can
//! compute without limit. They are left with the tables of whole numbers that agree with all of it.
//!
//! Invariant: a range grows only by a table that [`System::agrees`] has checked in exact arithmetic.

use super::linear;
use std::collections::BTreeMap;

/// What an outsider can derive about a cell: nothing below, nothing above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The lowest count that agrees with everything published.
    pub low: u64,
    /// The highest one; `None` if there is none.
    pub high: Option<u64>,
}

impl Interval {
    /// How much doubt is left; `None` without an end.
    #[must_use]
    pub const fn width(self) -> Option<u64> {
        match self.high {
            Some(high) => Some(high.saturating_sub(self.low)),
            None => None,
        }
    }
}

/// What an outsider is told of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// Its count.
    Shown,
    /// A sign that stands for `low` to `high`. It must keep its doubt.
    Hidden { low: u64, high: Option<u64> },
    /// Nothing. It must keep its doubt if it is small (`guarded`).
    Unseen { guarded: bool },
}

/// One cell in one sum: which cell, and whether it is the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    pub cell: usize,
    pub is_total: bool,
}

impl Term {
    /// Its sign in "total minus parts is nothing".
    pub(super) const fn sign(self) -> i64 {
        if self.is_total { 1 } else { -1 }
    }
}

/// Cells by number, what is seen of them, and their sums.
#[derive(Debug, Clone)]
pub(super) struct System {
    pub truth: Vec<u64>,
    pub sights: Vec<Sight>,
    pub sums: Vec<Vec<Term>>,
    /// The sums that each cell is in.
    pub sums_of: Vec<Vec<usize>>,
    /// How wide a cell is at most, where what is out leaves it narrower than is asked. It must stay as wide as that.
    pub left: BTreeMap<usize, u64>,
}

/// However many cells hang together.
pub(super) const ALL: usize = usize::MAX;
/// Proofs that move no more cells than these are looked for first. A year of months hangs together in one program of thousands of
/// cells, and what keeps one of them in doubt is nearly always beside it.
const NEAR: [usize; 2] = [12, 80];

/// More cells than this are proven in one program first. It has all cells that hang together, so fewer are quicker one by one.
const MANY: usize = 40;

/// By how much cells differ from the truth in a table that an outsider can't tell from it.
pub(super) type Doubt = Vec<(usize, i64)>;

impl System {
    pub(super) fn is_known(&self, cell: usize) -> bool {
        matches!(self.sights[cell], Sight::Shown)
    }

    pub(super) fn is_guarded(&self, cell: usize) -> bool {
        matches!(self.sights[cell], Sight::Hidden { .. } | Sight::Unseen { guarded: true })
            && self.left.get(&cell) != Some(&0)
    }

    /// How wide a cell has to be, where `width` is asked of each.
    pub(super) fn asked(&self, cell: usize, width: u64) -> u64 {
        self.left.get(&cell).map_or(width, |left| width.min(*left))
    }

    /// How far a cell can go down and up from the truth, by what its sign means alone.
    pub(super) fn reach(&self, cell: usize) -> (u64, Option<u64>) {
        let truth = self.truth[cell];
        match self.sights[cell] {
            Sight::Shown => (0, Some(0)),
            Sight::Hidden { low, high } => (truth.saturating_sub(low), high.map(|high| high.saturating_sub(truth))),
            Sight::Unseen { .. } => (truth, None),
        }
    }

    /// The cells without a known count that hang together with these by sums, the nearest first and they before all. It
    /// stops once there are so many beside them.
    pub(super) fn around(&self, cells: &[usize], most: usize) -> Vec<usize> {
        let mut found = cells.to_vec();
        let mut seen = vec![false; self.truth.len()];
        for cell in cells {
            seen[*cell] = true;
        }
        let mut next = 0;
        while let Some(&at) = found.get(next).filter(|_| found.len() < most.saturating_add(cells.len())) {
            next += 1;
            for term in self.sums_of[at].iter().flat_map(|sum| &self.sums[*sum]) {
                if !seen[term.cell] && !self.is_known(term.cell) {
                    seen[term.cell] = true;
                    found.push(term.cell);
                }
            }
        }
        found
    }

    /// Whether the truth with this doubt added is a table that agrees with everything published. Exact.
    pub(super) fn agrees(&self, doubt: &Doubt) -> bool {
        let within = |&(cell, by): &(usize, i64)| {
            let (down, up) = self.reach(cell);
            if by < 0 { by.unsigned_abs() <= down } else { up.is_none_or(|up| by.unsigned_abs() <= up) }
        };
        let mut off = BTreeMap::<usize, i128>::new();
        for (cell, by) in doubt {
            for sum in &self.sums_of[*cell] {
                for term in self.sums[*sum].iter().filter(|term| term.cell == *cell) {
                    *off.entry(*sum).or_default() += i128::from(term.sign()) * i128::from(*by);
                }
            }
        }
        doubt.iter().all(within) && off.values().all(|by| *by == 0)
    }

    /// The interval of a cell: the end of a linear program in both directions, rounded inwards to whole numbers.
    /// `None` if the solver gave up.
    pub(super) fn interval(&self, cell: usize) -> Option<Interval> {
        let truth = self.truth[cell];
        let low = match linear::furthest(self, cell, false)? {
            linear::End::At(by) => truth.saturating_sub(by),
            linear::End::Nowhere => 0,
        };
        let high = match linear::furthest(self, cell, true)? {
            linear::End::At(by) => Some(truth.saturating_add(by)),
            linear::End::Nowhere => None,
        };
        Some(Interval { low, high })
    }
}

/// How far each cell is known to go down and up, by tables that agree with everything published.
#[derive(Debug, Clone)]
pub(super) struct Ranges {
    down: Vec<u64>,
    up: Vec<u64>,
    found: Vec<Doubt>,
}

impl Ranges {
    /// Nothing but the truth.
    pub(super) fn of(system: &System) -> Self {
        let n = system.truth.len();
        Self { down: vec![0; n], up: vec![0; n], found: Vec::new() }
    }

    /// Adds a table; answers whether it agrees with everything published. One that does not is left out.
    pub(super) fn add(&mut self, system: &System, doubt: Doubt) -> bool {
        if !system.agrees(&doubt) {
            return false;
        }
        for (cell, by) in &doubt {
            let end = if *by < 0 { &mut self.down[*cell] } else { &mut self.up[*cell] };
            *end = (*end).max(by.unsigned_abs());
        }
        self.found.push(doubt);
        true
    }

    /// These ranges after more of the system is shown: the tables that still agree.
    pub(super) fn kept(&self, system: &System) -> Self {
        let mut kept = Self::of(system);
        for doubt in &self.found {
            kept.add(system, doubt.clone());
        }
        kept
    }

    pub(super) fn width(&self, cell: usize) -> u64 {
        self.down[cell] + self.up[cell]
    }

    /// Looks for tables until `cell` is as wide as asked; answers whether it is.
    pub(super) fn prove(&mut self, system: &System, cell: usize, width: u64) -> bool {
        let width = system.asked(cell, width);
        for up in [true, false] {
            if self.width(cell) < width
                && let Some(doubt) = further(system, cell, up, width)
            {
                self.add(system, doubt);
            }
        }
        self.width(cell) >= width
    }

    /// Looks for tables that make many cells wide at once.
    pub(super) fn prove_together(&mut self, system: &System, width: u64) {
        for up in [true, false] {
            let narrow: Vec<usize> = self.narrow(system, width).collect();
            if narrow.len() > MANY
                && let Some(doubt) = linear::table(system, &narrow, up, width, ALL)
            {
                self.add(system, doubt);
            }
        }
    }

    /// The guarded cells that are not known to be as wide as asked.
    pub(super) fn narrow<'a>(&'a self, system: &'a System, width: u64) -> impl Iterator<Item = usize> + 'a {
        (0..system.truth.len())
            .filter(move |cell| system.is_guarded(*cell) && self.width(*cell) < system.asked(*cell, width))
    }
}

/// A table in which the cell is as far up (or down) as asked. Where whole people move it only in steps, by two or by three at
/// a time, the step that it falls on may lie further out: that is looked for as well. If there is none, the furthest that was
/// found.
fn further(system: &System, cell: usize, up: bool, width: u64) -> Option<Doubt> {
    let by = |doubt: &Doubt| doubt.iter().find(|(one, _)| *one == cell).map_or(0, |(_, by)| by.unsigned_abs());
    let near = |most: &usize| linear::table(system, &[cell], up, width, *most).filter(|doubt| by(doubt) >= width);
    if let Some(doubt) = NEAR.iter().find_map(near) {
        return Some(doubt);
    }
    let mut found = linear::table(system, &[cell], up, width, ALL);
    let is_near = |found: &Option<Doubt>| found.as_ref().is_none_or(|doubt| by(doubt) < width);
    if is_near(&found) && reaches(system, cell, up, width) {
        let beyond = (width + 1..=2 * width).find_map(|far| {
            let doubt = linear::table(system, &[cell], up, far, ALL)?;
            (by(&doubt) >= width).then_some(doubt)
        });
        found = beyond.or(found);
    }
    found
}

/// Whether the cell could be as far as asked if people came in fractions. If not, nothing is further out.
fn reaches(system: &System, cell: usize, up: bool, width: u64) -> bool {
    match linear::furthest(system, cell, up) {
        Some(linear::End::At(by)) => by >= width,
        Some(linear::End::Nowhere) => true,
        None => false,
    }
}

/// What stands against a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// An outsider can derive this cell too closely.
    Cell(usize),
    /// The hidden cells of this sum come to a small number that subtraction gives back.
    Remainder(usize),
}

/// The first fault, after everything that could be proven is in `ranges`.
pub(super) fn first_fault(
    system: &System,
    ranges: &mut Ranges,
    width: u64,
    smallest: u64,
    binding: &[bool],
) -> Option<Fault> {
    let remainder = (0..system.sums.len()).find(|sum| binding[*sum] && is_small_remainder(system, *sum, smallest));
    if let Some(sum) = remainder {
        return Some(Fault::Remainder(sum));
    }
    ranges.prove_together(system, width);
    let narrow: Vec<usize> = ranges.narrow(system, width).collect();
    narrow.into_iter().find(|cell| !ranges.prove(system, *cell, width)).map(Fault::Cell)
}

/// Whether subtraction in this sum gives a number of 1 to 10 (or below the agreed count): those of all hidden parts.
fn is_small_remainder(system: &System, sum: usize, smallest: u64) -> bool {
    let unknown = || system.sums[sum].iter().filter(|term| !system.is_known(term.cell));
    let guarded = unknown().any(|term| system.is_guarded(term.cell));
    let rest: i128 = unknown().map(|term| i128::from(term.sign()) * i128::from(system.truth[term.cell])).sum();
    let one_sided = !(unknown().any(|term| term.is_total) && unknown().any(|term| !term.is_total));
    guarded && one_sided && (1..u128::from(smallest)).contains(&rest.unsigned_abs())
}
