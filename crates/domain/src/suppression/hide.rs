//! Which further cells to hide, so that the small ones can't be derived: few, and none of those that were published.

use super::audit::{Doubt, Fault, Ranges, Sight, System, first_fault};
use super::linear::{self, Movable};
use super::rule::{Rule, Shown};
use std::collections::BTreeSet;

/// The price of moving a cell that is hidden already: next to nothing, so that a way is short.
const HIDDEN: f64 = 1e-3;

/// What is asked, and where.
pub(super) struct Asked {
    pub rule: Rule,
    /// The cells that this release publishes, and that it can hide.
    pub new: Vec<bool>,
    /// The sums in which a small remainder counts: those with a cell that this release publishes.
    pub binding: Vec<bool>,
    /// Whether a hidden cell says nothing at all, not even on which side of the smallest count it is.
    pub mute: bool,
}

impl Asked {
    pub(super) fn fault(&self, system: &System, ranges: &mut Ranges) -> Option<Fault> {
        first_fault(system, ranges, self.rule.width(), self.rule.smallest(), &self.binding)
    }

    /// How a count is written when it is hidden.
    pub(super) const fn sign(&self, count: u64) -> Shown {
        if self.mute { Shown::Withheld { from: 0 } } else { self.rule.hidden(count) }
    }

    fn can_hide(&self, system: &System, cell: usize) -> bool {
        self.new[cell] && system.is_known(cell)
    }

    /// Hides a cell that this release would show; leaves every other as it is.
    pub(super) fn hide(&self, system: &mut System, cell: usize) {
        if !self.can_hide(system, cell) {
            return;
        }
        let (low, high) = self.sign(system.truth[cell]).means();
        system.sights[cell] = Sight::Hidden { low, high };
    }
}

/// Hides cells until no fault is left. Answers the fault that nothing helps against.
pub(super) fn complement(system: &mut System, asked: &Asked) -> Result<Ranges, Fault> {
    let mut ranges = Ranges::of(system);
    let mut added = Vec::new();
    while let Some(fault) = asked.fault(system, &mut ranges) {
        let way = way(system, asked, fault).or_else(|| asked.mute.then(|| nearest(system, asked, fault)));
        let more = way.filter(|more| !more.is_empty()).ok_or(fault)?;
        for cell in more {
            asked.hide(system, cell);
            added.push(cell);
        }
    }
    Ok(show_again(system, asked, ranges, added))
}

/// The cells to hide against a fault: those that a cheapest change of the tables would move.
fn way(system: &System, asked: &Asked, fault: Fault) -> Option<BTreeSet<usize>> {
    let (goal, width): (Doubt, u64) = match fault {
        Fault::Cell(cell) => (vec![(cell, 1)], system.asked(cell, asked.rule.width())),
        Fault::Remainder(sum) => {
            let unknown = system.sums[sum].iter().filter(|term| !system.is_known(term.cell));
            (unknown.map(|term| (term.cell, term.sign())).collect(), 1)
        }
    };
    let mut steps = 2;
    loop {
        let (movable, all) = within(system, asked, &goal, steps);
        let one_way = |by: i64| to_hide(system, &movable, &goal, by);
        // All the doubt on one side of the truth, or some of it on each.
        let straight = || both_ways(width).filter(|(up, down)| *up == 0 || *down == 0);
        let split = || both_ways(width).filter(|(up, down)| *up != 0 && *down != 0);
        let found = cheapest_of(straight(), &one_way).or_else(|| cheapest_of(split().filter(|_| all), &one_way));
        if found.is_some() || all {
            return found;
        }
        steps *= 2;
    }
}

/// The nearest cells that can still be hidden: where fractions would do and whole people do not, no program finds a way.
/// When all that is new is hidden without a word, an outsider knows what they knew before.
fn nearest(system: &System, asked: &Asked, fault: Fault) -> BTreeSet<usize> {
    let goal: Doubt = match fault {
        Fault::Cell(cell) => vec![(cell, 1)],
        Fault::Remainder(sum) => system.sums[sum].iter().map(|term| (term.cell, 1)).collect(),
    };
    let near = |steps| {
        let (movable, all) = within(system, asked, &goal, steps);
        let hidden: BTreeSet<usize> =
            movable.iter().map(|one| one.cell).filter(|cell| asked.can_hide(system, *cell)).collect();
        (hidden, all)
    };
    (1..).map(near).find(|(hidden, all)| *all || !hidden.is_empty()).map(|(hidden, _)| hidden).unwrap_or_default()
}

/// Every way to have so much doubt: so far up, and so far down.
fn both_ways(width: u64) -> impl Iterator<Item = (i64, i64)> {
    let width = i64::try_from(width).unwrap_or(i64::MAX);
    (0..=width).map(move |down| (width - down, -down))
}

fn cheapest_of(
    ways: impl Iterator<Item = (i64, i64)>,
    one_way: &impl Fn(i64) -> Option<BTreeSet<usize>>,
) -> Option<BTreeSet<usize>> {
    let both = ways.filter_map(|(up, down)| {
        let mut hidden = one_way(up)?;
        hidden.extend(one_way(down)?);
        (!hidden.is_empty()).then_some(hidden)
    });
    both.min_by_key(BTreeSet::len)
}

/// The cells to hide so that the goal can move by this much.
fn to_hide(system: &System, movable: &[Movable], goal: &Doubt, by: i64) -> Option<BTreeSet<usize>> {
    if by == 0 {
        return Some(BTreeSet::new());
    }
    let moved = linear::cheapest(&system.sums, &system.sums_of, movable, goal, by)?;
    Some(moved.into_iter().filter(|cell| system.is_known(*cell)).collect())
}

/// The cells that can move, so many sums away from the goal, and whether these are all. What is hidden already is no
/// step.
fn within(system: &System, asked: &Asked, goal: &Doubt, steps: usize) -> (Vec<Movable>, bool) {
    let mut far = vec![usize::MAX; system.truth.len()];
    let mut queue: std::collections::VecDeque<usize> = goal.iter().map(|(cell, _)| *cell).collect();
    for cell in &queue {
        far[*cell] = 0;
    }
    let mut all = true;
    while let Some(cell) = queue.pop_front() {
        for term in system.sums_of[cell].iter().flat_map(|sum| &system.sums[*sum]) {
            let known = system.is_known(term.cell);
            let next = far[cell] + usize::from(known);
            if far[term.cell] <= next || (known && !asked.can_hide(system, term.cell)) {
                continue;
            }
            if next > steps {
                all = false;
                continue;
            }
            far[term.cell] = next;
            if known {
                queue.push_back(term.cell);
            } else {
                queue.push_front(term.cell);
            }
        }
    }
    let reached = (0..system.truth.len()).filter(|cell| far[*cell] <= steps);
    (reached.map(|cell| movable(system, asked, cell)).collect(), all)
}

fn movable(system: &System, asked: &Asked, cell: usize) -> Movable {
    if !system.is_known(cell) {
        let (down, up) = system.reach(cell);
        return Movable { cell, down, up, price: HIDDEN };
    }
    let truth = system.truth[cell];
    let (low, high) = asked.sign(truth).means();
    Movable { cell, down: truth.saturating_sub(low), up: high.map(|high| high.saturating_sub(truth)), price: 1.0 }
}

/// Shows again what need not be hidden, the largest counts first: they say the most.
fn show_again(system: &mut System, asked: &Asked, mut ranges: Ranges, mut added: Vec<usize>) -> Ranges {
    added.sort_by_key(|cell| std::cmp::Reverse(system.truth[*cell]));
    for cell in added {
        let sight = std::mem::replace(&mut system.sights[cell], Sight::Shown);
        let mut without = ranges.kept(system);
        if asked.fault(system, &mut without).is_none() {
            ranges = without;
        } else {
            system.sights[cell] = sight;
        }
    }
    ranges
}
