//! What a coalition or primary care association reads: sums of what many partnerships told, and nothing of any one of
//! them.
//!
//! Only protected numbers go in, as they were signed and told ([`crate::totals::Report`]). So whatever is computed of
//! them says no more about a person than was told before; what is guarded here is that no organization can be picked
//! out, not even by another one that takes its own numbers off.
//!
//! Invariant: in each sum two organizations or more tell, of two partners or more; and whoever takes off every number that
//! they know, since they are a side of that partnership, is left with nothing or with that many. What several tell of one
//! partner is that partner's own number, whoever adds it up.
//! Invariant: what is left is not so small that each of them told the least that anybody tells: 22 of two is eleven of each.
//! Invariant: a period is summed once. What comes later is named and not added: the two sums would differ by it alone. Who
//! leaves is in no later sum, and in the earlier ones as before.
//! Invariant: the periods of one coalition have one length, so that none is a part of another. A longer one is added up
//! from sums that were shown, by anybody.
//!
//! Read next: [`take`] (what is taken of what an organization tells), [`sum`] (what is shown), [`year`],
//! [`crate::suppression::discrete_laplace`] (noise, where the coalition wants it).

mod connection;
mod told;

pub use connection::{Connection, EndedBy};
pub use told::{ForCoalition, Keys, Known, NotAdded, Pair, take};

use crate::ids::OrgId;
use crate::measure::{Measure, SMALLEST_PUBLISHED};
use crate::mou::paper::Period as Every;
use crate::referral::Direction;
use crate::suppression::{Budget, Epsilon, Overspent, Rule, Shown, discrete_laplace};
use crate::time::Month;
use crate::totals::{Line, Period, Report};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Every coalition sums quarters: short enough to act on, and the length in which the field reports. A year is added up
/// from quarters that were shown ([`year`]).
pub const EVERY: Every = Every::Quarter;

/// So many organizations tell what is in a sum at least, and of so many partners.
pub const LEAST_ORGANIZATIONS: usize = 2;

/// One referral is in so many numbers at most: delivered on the one side; accepted, connected and how it ended on the
/// other. With each of them noise spends of the budget. What happens to a referral twice (taken on, handed back, taken on
/// again) is counted twice: the promise is one of an event.
pub const COUNTS_OF_ONE: u32 = 4;

/// What one partnership told, by one of its two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The other side of the partnership, which has read it.
    pub partner: OrgId,
    /// What was told. Its signature was checked when it came.
    pub report: Report,
}

/// One number that a coalition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Summed {
    /// The sum of what was shown, with noise if there is any.
    Of {
        /// The number.
        count: u64,
        /// Of so many organizations.
        organizations: usize,
    },
    /// Too few organizations showed a number, or somebody could tell one of them from the rest.
    Few,
}

/// Why a period is not summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSummed {
    /// Its last month is not over.
    #[error("the period is not over")]
    NotOver,
    /// It was summed before; that stays as it is.
    #[error("the period was summed before")]
    Before,
    /// The coalition sums periods of another length.
    #[error("the coalition sums periods of another length")]
    OtherLength,
    /// A report is of another period, tells something twice, or the same side of a partnership told twice.
    #[error("a report does not belong into this sum")]
    OtherReports,
    /// With so little noise the period would spend more than it may.
    #[error(transparent)]
    Overspent(#[from] Overspent),
}

/// What a coalition reads of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUp {
    /// Of which period.
    pub period: Period,
    /// Its numbers.
    pub cells: BTreeMap<(Direction, Measure), Summed>,
    /// What the noise of this period has spent of what it may; nothing without noise.
    pub noise: Option<Budget>,
}

/// Noise, as a coalition asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noise {
    /// What each number promises.
    pub each: Epsilon,
    /// What the period may spend.
    pub budget: Budget,
}

/// Sums a period, once. `before` are the periods that were summed already; `now` is the month in which it is done.
///
/// # Errors
/// Why it is not summed.
pub fn sum(
    every: Every,
    period: Period,
    told: &[Told],
    before: &BTreeSet<Period>,
    now: Month,
) -> Result<RollUp, NotSummed> {
    if period.length() != every || before.iter().any(|other| other.length() != every) {
        return Err(NotSummed::OtherLength);
    }
    if !period.is_over(now) {
        return Err(NotSummed::NotOver);
    }
    if before.contains(&period) {
        return Err(NotSummed::Before);
    }
    let (mut seen, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    let belongs = |one: &Told| one.report.period == period.to_string() && one.partner != one.report.by;
    let mut once = |one: &Told| {
        let is_new = seen.insert((one.report.partnership, one.report.by));
        is_new && pairs.insert((one.report.by, one.partner)) && each_line_once(&one.report.lines)
    };
    if !told.iter().all(|one| belongs(one) && once(one)) {
        return Err(NotSummed::OtherReports);
    }
    let mut shown: BTreeMap<(Direction, Measure), Vec<Part>> = BTreeMap::new();
    for one in told {
        for line in &one.report.lines {
            let parts = shown.entry((line.direction, line.measure)).or_default();
            if let Shown::Count(count) = line.shown {
                parts.push(Part { by: one.report.by, partner: one.partner, count, least: one.report.smallest });
            }
        }
    }
    let cells = shown.into_iter().map(|(key, parts)| (key, summed(&parts))).collect();
    Ok(RollUp { period, cells, noise: None })
}

/// The same with noise in every number that is shown. Done once, before anybody has seen the sums without it.
///
/// # Errors
/// [`NotSummed::Overspent`].
pub fn with_noise(made: RollUp, noise: Noise, fill: &mut impl FnMut(&mut [u8])) -> Result<RollUp, NotSummed> {
    let spent = noise.budget.spend(noise.each, COUNTS_OF_ONE)?;
    let scale = noise.each.scale(1);
    let mut noisy = |cell| match cell {
        Summed::Of { count, organizations } => {
            // Below nothing there is nothing, and no number of 1 to 10 stands on a page: both are said of the noisy number
            // alone, and give nothing away.
            let count = count.saturating_add_signed(discrete_laplace(scale, fill));
            if (1..SMALLEST_PUBLISHED).contains(&count) { Summed::Few } else { Summed::Of { count, organizations } }
        }
        Summed::Few => Summed::Few,
    };
    let cells = made.cells.into_iter().map(|(key, cell)| (key, noisy(cell))).collect();
    Ok(RollUp { cells, noise: Some(spent), ..made })
}

struct Part {
    by: OrgId,
    partner: OrgId,
    count: u64,
    /// The smallest count that the two show: 11, or what they agreed on.
    least: u64,
}

fn summed(parts: &[Part]) -> Summed {
    let all: BTreeSet<OrgId> = parts.iter().flat_map(|part| [part.by, part.partner]).collect();
    let is_safe_from = |org: &OrgId| {
        let left: Vec<&Part> = parts.iter().filter(|part| part.by != *org && part.partner != *org).collect();
        left.is_empty() || are_enough(&left)
    };
    let every: Vec<&Part> = parts.iter().collect();
    if !are_enough(&every) || !all.iter().all(is_safe_from) {
        return Summed::Few;
    }
    let count = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.count));
    let organizations: BTreeSet<OrgId> = parts.iter().map(|part| part.by).collect();
    Summed::Of { count, organizations: organizations.len() }
}

/// Neither one organization that told all of it, nor one partner whom all of it is about; and as much in doubt as the rule for
/// small counts asks: nobody tells less than the least that the two agreed on, so all of the numbers together can vary by what is
/// above that. A zero tells nobody apart: whoever knows of it has the number of the one beside it.
fn are_enough(parts: &[&Part]) -> bool {
    let above = parts.iter().map(|part| part.count.saturating_sub(part.least)).fold(0, u64::saturating_add);
    if above < Rule::USUAL.width() {
        return false;
    }
    let n = |side: fn(&Part) -> OrgId| {
        let above_none = parts.iter().filter(|part| part.count > 0);
        above_none.map(|part| side(part)).collect::<BTreeSet<_>>().len()
    };
    n(|part| part.by) >= LEAST_ORGANIZATIONS && n(|part| part.partner) >= LEAST_ORGANIZATIONS
}

fn each_line_once(lines: &[Line]) -> bool {
    let mut seen = BTreeSet::new();
    lines.iter().all(|line| seen.insert((line.direction, line.measure)))
}

/// A year, added up from its four quarters as they were shown: anybody can. Nothing while one of them is not summed, and
/// "few" where one of them is; the organizations of a number are those of the quarter with the fewest.
#[must_use]
pub fn year(of: i16, summed: &[RollUp]) -> Option<BTreeMap<(Direction, Measure), Summed>> {
    let quarter = |n| summed.iter().find(|one| one.period == Period::Quarter(of, n));
    let quarters = (1..=4).map(quarter).collect::<Option<Vec<_>>>()?;
    let cell = |key: &(Direction, Measure)| {
        let shown = quarters.iter().map(|one| match one.cells.get(key) {
            Some(Summed::Of { count, organizations }) => Some((*count, *organizations)),
            _ => None,
        });
        shown.collect::<Option<Vec<_>>>().map_or(Summed::Few, |parts| Summed::Of {
            count: parts.iter().fold(0, |sum: u64, (count, _)| sum.saturating_add(*count)),
            organizations: parts.iter().map(|(_, n)| *n).min().unwrap_or_default(),
        })
    };
    let keys: BTreeSet<_> = quarters.iter().flat_map(|one| one.cells.keys().copied()).collect();
    Some(keys.into_iter().map(|key| (key, cell(&key))).collect())
}
