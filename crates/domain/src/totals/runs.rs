//! Those who are left when told counts of several periods in a row are taken off each other.
//!
//! Somebody who comes in June may be connected in July. So in one month more can be connected than came in it, and that
//! month alone leaves nobody; June and July together leave those who are still open. And two months whose counts are hidden
//! can be had together, from their half and the quarter beside them.
//!
//! Invariant: a month of which nothing was told is no gap. How many came in it the reader knows, who sent them; the rest of it is
//! a cell that nobody shows.

use super::taken_off::TAKEN_OFF;
use super::{Cell, Counts, Period, told_by};
use crate::measure::Measure;
use crate::org::OrgKind;
use crate::referral::Direction;
use crate::suppression::Tables;
use crate::time::Month;
use std::collections::{BTreeMap, BTreeSet};

/// A run's first and its last month.
type Run = (Month, Month);

const fn next(month: Month) -> Month {
    let (first, _) = Period::Month(month).after().ends();
    first
}

/// The months from one to another, both among them.
fn months(from: Month, until: Month) -> impl Iterator<Item = Month> {
    std::iter::successors(Some(from), |month| Some(next(*month))).take_while(move |month| *month <= until)
}

/// Every run that ends where a period ends that was told, or a part of one, and that is no period itself: those are looked at one
/// by one. It begins in any month since anything happened, told or not.
fn runs(followed: &BTreeSet<Period>, since: Option<Month>) -> Vec<Run> {
    let alone: BTreeSet<Run> = followed.iter().map(|one| one.ends()).collect();
    let ends: BTreeSet<Month> = alone.iter().map(|(_, last)| *last).collect();
    let first = alone.iter().map(|(first, _)| *first).chain(since).min();
    let Some((first, last)) = first.zip(ends.last().copied()) else { return Vec::new() };
    let of = |first: Month| ends.range(first..).map(move |last| (first, *last));
    months(first, last).flat_map(of).filter(|run| !alone.contains(run)).collect()
}

/// With a cell for those whom a run leaves, wherever they are few.
pub(super) fn guarded(
    mut tables: Tables<Cell>,
    counts: &Counts,
    direction: Direction,
    followed: &BTreeSet<Period>,
    smallest: u64,
) -> Tables<Cell> {
    let measures: BTreeSet<Measure> =
        TAKEN_OFF.iter().flat_map(|(whole, less)| less.iter().chain([whole])).copied().collect();
    let runs = runs(followed, counts.since(direction));
    let in_any: BTreeSet<Month> = runs.iter().flat_map(|(first, last)| months(*first, *last)).collect();
    let of_month = |month: &Month| {
        let period = Period::Month(*month);
        let each = measures.iter().map(|measure| (*measure, counts.of(direction, *measure, period)));
        (*month, each.collect::<BTreeMap<Measure, u64>>())
    };
    let by_month: BTreeMap<Month, BTreeMap<Measure, u64>> = in_any.iter().map(of_month).collect();
    for run in runs {
        let within: Vec<&BTreeMap<Measure, u64>> = by_month.range(run.0..=run.1).map(|(_, of)| of).collect();
        for &(measure, less) in TAKEN_OFF {
            let is_given = measure == Measure::Arrived;
            let Some((count, rest)) = left(&within, measure, less).filter(|(_, rest)| *rest < smallest) else {
                continue;
            };
            // Of a few who came every count is hidden anyway.
            if is_given && count < smallest {
                continue;
            }
            for month in by_month.range(run.0..=run.1).filter(|(month, _)| !followed.contains(&Period::Month(**month)))
            {
                tables = with_untold(tables, direction, month, (measure, less));
            }
            tables = with_rest(tables, (direction, run), (measure, less), (count, rest));
        }
    }
    tables
}

/// With a cell for each count of a run that says something of those of whom the partner was told nothing by name.
pub(super) fn kept(
    mut tables: Tables<Cell>,
    counts: &Counts,
    (kind, direction): (OrgKind, Direction),
    followed: &BTreeSet<Period>,
    smallest: u64,
) -> Tables<Cell> {
    for (first, last) in runs(followed, counts.since(direction)) {
        for (_, measure) in told_by(kind).filter(|(way, _)| *way == direction) {
            if !counts.tells_of_the_rest(direction, measure, (first, last), smallest) {
                continue;
            }
            let whole = Cell { until: Period::Month(last), ..Cell::of(direction, measure, Period::Month(first)) };
            let mut count = 0;
            for month in months(first, last) {
                let (n, period) = (counts.of(direction, measure, Period::Month(month)), Period::Month(month));
                count += n;
                if !followed.contains(&period) {
                    let cell = Cell::of(direction, measure, period);
                    let is_kept = counts.tells_of_the_rest(direction, measure, (month, month), smallest);
                    tables = if is_kept { tables.with_guarded(cell, n) } else { tables.with_unshown(cell, n) };
                }
            }
            let parts = months(first, last).map(|month| Cell::of(direction, measure, Period::Month(month)));
            tables = tables.with_guarded(whole, count).adding(whole, parts.collect());
        }
    }
    tables
}

/// The whole of a run, and those whom it leaves. Nothing where more were taken off than there were at the end of any of its
/// months: then some of them came before the run began, and the number says of nobody how many are left.
fn left(months: &[&BTreeMap<Measure, u64>], measure: Measure, less: &[Measure]) -> Option<(u64, u64)> {
    let of = |month: &BTreeMap<Measure, u64>, measure: Measure| month.get(&measure).copied().unwrap_or(0);
    months.iter().copied().try_fold((0_u64, 0_u64), |(whole, left), month| {
        let taken: u64 = less.iter().map(|part| of(month, *part)).sum();
        let count = of(month, measure);
        Some((whole + count, (left + count).checked_sub(taken)?))
    })
}

/// Adds what is not told of a month of which nothing was told: the reader can think of it.
fn with_untold(
    mut tables: Tables<Cell>,
    direction: Direction,
    (month, of): (&Month, &BTreeMap<Measure, u64>),
    (measure, less): (Measure, &'static [Measure]),
) -> Tables<Cell> {
    let whole = (measure != Measure::Arrived).then_some(measure);
    for measure in less.iter().copied().chain(whole) {
        let cell = Cell::of(direction, measure, Period::Month(*month));
        tables = tables.with_unshown(cell, of.get(&measure).copied().unwrap_or(0));
    }
    tables
}

/// Adds those who are left of one measure in a run, with the sums that they stand in: month by month, as they are told.
fn with_rest(
    tables: Tables<Cell>,
    (direction, (first, last)): (Direction, Run),
    (measure, less): (Measure, &'static [Measure]),
    (count, rest): (u64, u64),
) -> Tables<Cell> {
    let whole = Cell { until: Period::Month(last), ..Cell::of(direction, measure, Period::Month(first)) };
    let in_months =
        |measure: Measure| months(first, last).map(move |one| Cell::of(direction, measure, Period::Month(one)));
    let left = Cell { less, ..whole };
    let parts = less.iter().flat_map(|part| in_months(*part)).chain([left]).collect();
    let tables = tables.with_unshown(left, rest).adding(whole, parts);
    if measure == Measure::Arrived {
        // How many came the reader knows without us.
        tables.with_given(whole, count)
    } else {
        tables.with_unshown(whole, count).adding(whole, in_months(measure).collect())
    }
}
