//! The linear programs. The solver works with binary fractions; nothing that it says is believed without a check in
//! whole numbers, but for [`furthest`], which only reports.

use super::audit::{ALL, Doubt, System, Term};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Solution, SolveOptions, Variable};
use std::collections::{BTreeMap, BTreeSet};

/// Further than this from the truth nobody has to look for a proof.
const FAR: f64 = 4_000.0;

/// How far from the truth a program looks: for the cells that it is about, and for the others.
#[derive(Clone, Copy)]
struct Ends {
    goal: f64,
    others: f64,
}

impl Ends {
    const ALL: Self = Self { goal: f64::INFINITY, others: f64::INFINITY };
}

/// The solver's numbers are this close to whole ones where they are whole.
const NEAR: f64 = 1e-5;

/// How far a cell can go.
pub(super) enum End {
    At(u64),
    Nowhere,
}

/// By how much the cell can at most go up (or down) from the truth. `None` if the solver gave up.
pub(super) fn furthest(system: &System, cell: usize, up: bool) -> Option<End> {
    match solve(system, (&[cell], &system.around(&[cell], ALL)), up, Ends::ALL, false) {
        Ok((_, solution)) => {
            // Inwards: an outsider knows that people are whole.
            let by = (solution.objective().abs() + NEAR).floor();
            Some(End::At(whole(by)?.unsigned_abs()))
        }
        Err(Error::Unbounded) => Some(End::Nowhere),
        Err(_) => None,
    }
}

/// A table of whole numbers that agrees with everything published and in which the cells are up (or down) by `by` each,
/// or as far as they can be together, as differences from the truth. At most so many cells move: those that hang together with
/// these most closely.
pub(super) fn table(system: &System, cells: &[usize], up: bool, by: u64, most: usize) -> Option<Doubt> {
    let movable = system.around(cells, most);
    [false, true].into_iter().find_map(|in_whole| {
        let ends = Ends { goal: number(by), others: FAR };
        let (variables, solution) = solve(system, (cells, &movable), up, ends, in_whole).ok()?;
        let doubt = rounded(variables.iter().map(|(cell, variable)| (*cell, solution.var_value(*variable))))?;
        system.agrees(&doubt).then_some(doubt)
    })
}

fn rounded(values: impl Iterator<Item = (usize, f64)>) -> Option<Doubt> {
    let mut doubt = Vec::new();
    for (cell, value) in values {
        let by = whole(value.round())?;
        if by != 0 {
            doubt.push((cell, by));
        }
    }
    Some(doubt)
}

/// A whole number of the solver's that fits: below 2^53 every whole number is exact.
fn whole(value: f64) -> Option<i64> {
    (value.is_finite() && value.abs() < 9e15).then_some(value as i64)
}

/// Counts stay far below 2^53, and what comes of this is checked in whole numbers.
fn number(count: u64) -> f64 {
    count as f64
}

/// At most [`FAR`] where whole numbers are asked for.
fn bound(value: f64) -> i32 {
    value as i32
}

/// Without the solver's own simplifications: these programs are small, and there are many of them.
fn plain() -> SolveOptions {
    let mut options = SolveOptions::default();
    options.presolve = false;
    options
}

type Solved = (Vec<(usize, Variable)>, Solution);

fn solve(
    system: &System,
    (goal, cells): (&[usize], &[usize]),
    up: bool,
    ends: Ends,
    in_whole: bool,
) -> Result<Solved, Error> {
    let direction = if up { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
    let mut problem = Problem::new(direction);
    let mut variables = Vec::with_capacity(cells.len());
    let mut at = BTreeMap::new();
    for &one in cells {
        let (down, high) = system.reach(one);
        let (weight, far) = if goal.contains(&one) { (1.0, ends.goal) } else { (0.0, ends.others) };
        let (low, high) = (-number(down).min(far), high.map_or(far, |high| number(high).min(far)));

        let variable = if in_whole {
            problem.add_integer_var(weight, (bound(low), bound(high)))
        } else {
            problem.add_var(weight, (low, high))
        };
        variables.push((one, variable));
        at.insert(one, variable);
    }
    let sums: BTreeSet<usize> = at.keys().flat_map(|one| system.sums_of[*one].iter().copied()).collect();
    for sum in sums {
        let unknown: Vec<(Variable, f64)> =
            system.sums[sum].iter().filter_map(|term| Some((*at.get(&term.cell)?, sign(*term)))).collect();
        problem.add_constraint(&unknown[..], ComparisonOp::Eq, 0.0);
    }
    let outcome = problem.solve_with(plain())?;
    match outcome.into_solution() {
        Ok(solution) => Ok((variables, solution)),
        Err(_) => Err(Error::InternalError("stopped before an answer".to_owned())),
    }
}

fn sign(term: Term) -> f64 {
    term.sign() as f64
}

/// A cell that can move at a price: one that is shown, and could be hidden.
pub(super) struct Movable {
    pub cell: usize,
    pub down: u64,
    pub up: Option<u64>,
    pub price: f64,
}

/// The cheapest way to move the sum of `goal` (cells with a sign) by `by`, when `movable` cells and no others can move
/// along: the cells that move. `None` if there is no way.
pub(super) fn cheapest(
    sums: &[Vec<Term>],
    sums_of: &[Vec<usize>],
    movable: &[Movable],
    goal: &[(usize, i64)],
    by: i64,
) -> Option<Vec<usize>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let far = number(by.unsigned_abs()) * 8.0;
    let mut at: BTreeMap<usize, (Variable, Variable)> = BTreeMap::new();
    for one in movable {
        let up = problem.add_var(one.price, (0.0, one.up.map_or(far, |up| number(up).min(far))));
        let down = problem.add_var(one.price, (0.0, number(one.down).min(far)));
        at.insert(one.cell, (up, down));
    }
    let touched: BTreeSet<usize> = at.keys().flat_map(|cell| sums_of[*cell].iter().copied()).collect();
    for sum in touched {
        let mut terms = Vec::new();
        for term in &sums[sum] {
            if let Some((up, down)) = at.get(&term.cell) {
                terms.push((*up, sign(*term)));
                terms.push((*down, -sign(*term)));
            }
        }
        problem.add_constraint(&terms[..], ComparisonOp::Eq, 0.0);
    }
    let mut wanted = Vec::new();
    for (cell, sign) in goal {
        let (up, down) = at.get(cell)?;
        let sign = if *sign < 0 { -1.0 } else { 1.0 };
        wanted.push((*up, sign));
        wanted.push((*down, -sign));
    }
    let target = if by < 0 { -number(by.unsigned_abs()) } else { number(by.unsigned_abs()) };
    problem.add_constraint(&wanted[..], ComparisonOp::Eq, target);
    let solution = problem.solve_with(plain()).ok()?.into_solution().ok()?;
    let moved = |(up, down): (Variable, Variable)| (solution.var_value(up) - solution.var_value(down)).abs() > NEAR;
    Some(at.into_iter().filter(|(_, pair)| moved(*pair)).map(|(cell, _)| cell).collect())
}
