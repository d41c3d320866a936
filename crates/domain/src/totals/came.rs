//! Totals that a partner tells: what is taken of them, and why not.
//!
//! Invariant: what was taken first stays. Neither the same again nor anything else of the same period replaces it.

use super::{Period, Report, told_by};
use crate::coded;
use crate::ids::{OrgId, PartnershipId};
use crate::measure::{Measure, SMALLEST_PUBLISHED};
use crate::org::OrgKind;
use crate::referral::Direction;
use crate::suppression::Shown;
use crate::text::Label;
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A report as it travels: with who closed the period, and the signature for the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReport {
    /// What is told.
    pub report: Report,
    /// Who closed the period.
    pub by_name: Label,
    /// The vault's bytes.
    pub signature: Vec<u8>,
}

coded! {
    /// Why totals that came are not taken.
    NotTaken {
        /// They do not open, or are not what they came as: another sender, another partnership.
        Unreadable = "unreadable",
        /// The signature under them does not hold with the partner's keys.
        Signature = "signature",
        /// They are of no month, quarter, half or year of the calendar; no range of one's own is taken.
        NoPeriod = "no_period",
        /// Their period was not over when they came.
        NotOver = "not_over",
        /// They tell what an organization of this kind does not tell, or tell something twice.
        OtherLines = "other_lines",
        /// They show a number of 1 to 10, so they are not protected.
        NotProtected = "not_protected",
        /// The same came before.
        Twice = "twice",
        /// Other totals of the same period came before.
        Contradicts = "contradicts",
        /// They cannot be true beside what was told of a longer or a shorter period.
        DoesNotAddUp = "does_not_add_up",
    }
}

/// Who tells, and between which two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Teller {
    /// Between which two.
    pub partnership: PartnershipId,
    /// Who tells.
    pub org: OrgId,
    /// Of which kind they are.
    pub kind: OrgKind,
}

/// The period of a report that can be taken beside everything that was taken of this teller before. `now` is the month in
/// which it came. Whether its signature holds is the vault's to say.
///
/// # Errors
/// Why it is not taken.
pub fn take(report: &Report, by: Teller, before: &[(Period, Report)], now: Month) -> Result<Period, NotTaken> {
    if report.partnership != by.partnership || report.by != by.org {
        return Err(NotTaken::Unreadable);
    }
    let period = Period::parse(&report.period).ok_or(NotTaken::NoPeriod)?;
    if !period.is_over(now) {
        return Err(NotTaken::NotOver);
    }
    let told: BTreeSet<(Direction, Measure)> = told_by(by.kind).collect();
    let mut seen = BTreeSet::new();
    let each_once = report.lines.iter().all(|line| {
        let key = (line.direction, line.measure);
        told.contains(&key) && seen.insert(key)
    });
    if !each_once {
        return Err(NotTaken::OtherLines);
    }
    let is_small = |shown| matches!(shown, Shown::Count(count) if (1..SMALLEST_PUBLISHED).contains(&count));
    if report.smallest < SMALLEST_PUBLISHED || report.lines.iter().any(|line| is_small(line.shown)) {
        return Err(NotTaken::NotProtected);
    }
    if let Some((_, first)) = before.iter().find(|(other, _)| *other == period) {
        return Err(if first == report { NotTaken::Twice } else { NotTaken::Contradicts });
    }
    let known = before.iter().chain([&(period, report.clone())]).cloned().collect::<Vec<_>>();
    let year = Period::Year(period.ends().0.year);
    let adds_up = |key: &(Direction, Measure)| range(year, &means_of(&known, *key)).is_some();
    if seen.iter().all(adds_up) { Ok(period) } else { Err(NotTaken::DoesNotAddUp) }
}

/// The numbers that a count can be: the lowest, and the highest if there is one.
type Range = (u64, Option<u64>);

fn means_of(known: &[(Period, Report)], (direction, measure): (Direction, Measure)) -> BTreeMap<Period, Range> {
    let line = |(period, report): &(Period, Report)| {
        let line = report.lines.iter().find(|line| (line.direction, line.measure) == (direction, measure))?;
        Some((*period, line.shown.means()))
    };
    known.iter().filter_map(line).collect()
}

/// What a period's count can be, by what was told of it and of everything in it; nothing if no count fits.
fn range(period: Period, told: &BTreeMap<Period, Range>) -> Option<Range> {
    let (mut low, mut high) = told.get(&period).copied().unwrap_or((0, None));
    let parts = period.parts();
    if !parts.is_empty() {
        let mut sum: Range = (0, Some(0));
        for part in parts {
            let (least, most) = range(part, told)?;
            sum = (sum.0.saturating_add(least), sum.1.zip(most).map(|(sum, most)| sum.saturating_add(most)));
        }
        low = low.max(sum.0);
        high = [high, sum.1].into_iter().flatten().min();
    }
    high.is_none_or(|high| low <= high).then_some((low, high))
}
