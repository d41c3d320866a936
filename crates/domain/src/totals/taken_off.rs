//! The tables of what is told, with those who are left when told counts are taken off each other.

use super::{Cell, Counts, Period, receives, runs, told_by};
use crate::measure::Measure;
use crate::org::OrgKind;
use crate::referral::Direction;
use crate::suppression::Tables;
use std::collections::BTreeSet;

/// What can be taken off a count that is told, or that the reader has: those who are left are people. A referral counts
/// in the month in which something happens to it, so these are no exact parts: the audit takes them for such where they can
/// be. Where a part is larger than its whole, what the period leaves together with those beside it is looked at instead
/// ([`super::runs`]).
pub(super) const TAKEN_OFF: &[(Measure, &[Measure])] = &[
    (Measure::Arrived, &[Measure::Accepted]),
    (Measure::Arrived, &[Measure::Declined]),
    (Measure::Arrived, &[Measure::Connected]),
    (Measure::Arrived, &[Measure::ServiceUsed]),
    (Measure::Arrived, &[Measure::EndedOtherwise]),
    (Measure::Accepted, &[Measure::Connected]),
    (Measure::Accepted, &[Measure::ServiceUsed]),
    (Measure::Accepted, &[Measure::EndedOtherwise]),
    (Measure::Connected, &[Measure::ServiceUsed]),
    (Measure::Arrived, &[Measure::Accepted, Measure::Declined]),
    (Measure::Arrived, &[Measure::Connected, Measure::Declined]),
    (Measure::Arrived, &[Measure::ServiceUsed, Measure::Declined]),
    (Measure::Arrived, &[Measure::EndedOtherwise, Measure::Declined]),
    (Measure::Arrived, &[Measure::Connected, Measure::EndedOtherwise]),
    (Measure::Arrived, &[Measure::ServiceUsed, Measure::EndedOtherwise]),
    (Measure::Arrived, &[Measure::Connected, Measure::EndedOtherwise, Measure::Declined]),
    (Measure::Arrived, &[Measure::ServiceUsed, Measure::EndedOtherwise, Measure::Declined]),
    (Measure::Accepted, &[Measure::Connected, Measure::EndedOtherwise]),
    (Measure::Accepted, &[Measure::ServiceUsed, Measure::EndedOtherwise]),
];

/// The tables of these periods, with every sum between them and what the partner knows without being told.
#[must_use]
pub fn tables(kind: OrgKind, counts: &Counts, periods: &BTreeSet<Period>, smallest: u64) -> Tables<Cell> {
    let mut tables = Tables::new();
    // What is not told can follow from what is: so those who are left are looked for in parts of periods too.
    let mut followed = periods.clone();
    for (direction, measure) in told_by(kind) {
        let cell = |period: Period| Cell::of(direction, measure, period);
        let mut open: Vec<Period> = periods.iter().copied().collect();
        let mut seen = BTreeSet::new();
        while let Some(period) = open.pop() {
            if !seen.insert(period) {
                continue;
            }
            let (key, count) = (cell(period), counts.of(direction, measure, period));
            let is_kept = counts.tells_of_the_rest(direction, measure, period.ends(), smallest);
            tables = match (periods.contains(&period), receives(kind, direction)) {
                (false, _) if is_kept => tables.with_guarded(key, count),
                (false, _) => tables.with_unshown(key, count),
                (true, _) if is_kept => tables.with_kept(key, count),
                (true, false) => tables.with(key, count),
                // However large the row is: the partner knows each of those of whom it would be said.
                (true, true) => tables.with_no_zero(key, count),
            };
            let parts = period.parts();
            followed.extend(parts.iter().copied());
            if !parts.is_empty() {
                tables = tables.adding(key, parts.iter().map(|part| cell(*part)).collect());
                open.extend(parts);
            }
        }
    }
    for direction in Direction::ALL.iter().filter(|direction| receives(kind, **direction)) {
        for period in &followed {
            tables = without_parts(tables, counts, (*direction, *period), smallest);
        }
        tables = runs::guarded(tables, counts, *direction, &followed, smallest);
        tables = runs::kept(tables, counts, (kind, *direction), &followed, smallest);
    }
    tables
}

/// Of one period and direction, those who are left when told counts are taken off each other, as cells of their own.
fn without_parts(
    mut tables: Tables<Cell>,
    counts: &Counts,
    (direction, period): (Direction, Period),
    smallest: u64,
) -> Tables<Cell> {
    for &(measure, less) in TAKEN_OFF {
        let whole = Cell::of(direction, measure, period);
        let of = |measure: Measure| counts.of(direction, measure, period);
        let (count, taken): (u64, u64) = (of(measure), less.iter().map(|part| of(*part)).sum());
        // Somebody who came in one period may be connected in the next: then this period alone gives nothing back.
        let Some(rest) = count.checked_sub(taken) else { continue };
        let is_given = measure == Measure::Arrived;
        // Of a few who came every count is hidden anyway. What two or more leave is no count of its own unless it is small.
        if (is_given && count < smallest) || (less.len() > 1 && rest >= smallest) {
            continue;
        }
        if is_given {
            tables = tables.with_given(whole, count);
        }
        let left = Cell { less, ..whole };
        let parts = less.iter().map(|part| Cell { measure: *part, ..whole });
        let parts = parts.chain([left]).collect();
        tables = tables.with_unshown(left, rest).adding(whole, parts);
    }
    tables
}
