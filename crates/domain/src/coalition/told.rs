//! What an organization tells a coalition: the report that its partner has, as it was signed, and the keys by which the
//! signature is checked. What of it is taken, and why not.
//!
//! Invariant: the name of no member of staff goes along, and nothing that the partner does not have.
//! Invariant: what was taken first stays, and what comes after a period was summed is not added.

use super::{EVERY, Told};
use crate::coded;
use crate::ids::{OrgId, PartnershipId};
use crate::org::OrgKind;
use crate::time::Month;
use crate::totals::{self, NotTaken, Period, Report, Teller};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The public keys of an organization, as a signature is bound to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// Whose.
    pub org: OrgId,
    /// What is sealed to it (X25519).
    pub intake: [u8; 32],
    /// What it signs with (Ed25519).
    pub signing: [u8; 32],
}

/// A report for a coalition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForCoalition {
    /// What was told the partner, line by line.
    pub report: Report,
    /// The vault's bytes, as the partner has them. They bind the keys of both sides.
    pub signature: Vec<u8>,
    /// The partner, of whom the coalition knows nothing else.
    pub partner: Keys,
}

coded! {
    /// Why what an organization told is not added.
    NotAdded {
        /// It does not open, or is not what it came as.
        Unreadable = "unreadable",
        /// The signature under it does not hold with the keys that were compared.
        Signature = "signature",
        /// It is of no month, quarter, half or year of the calendar.
        NoPeriod = "no_period",
        /// It is of a period of another length than the coalition sums.
        OtherLength = "other_length",
        /// Its period was not over when it came.
        NotOver = "not_over",
        /// It tells what an organization of this kind does not tell, or tells something twice.
        OtherLines = "other_lines",
        /// It shows a number of 1 to 10, so it is not protected.
        NotProtected = "not_protected",
        /// It came after the period was summed: two sums would differ by it alone.
        Late = "late",
        /// The same came before.
        Twice = "twice",
        /// Another report of the same period came before.
        Contradicts = "contradicts",
        /// It cannot be true beside what was told of a longer or a shorter period.
        DoesNotAddUp = "does_not_add_up",
        /// It names two sides for a partnership that others named for another, or another partnership of the same two.
        OtherSides = "other_sides",
        /// It was told along a connection that has ended.
        Ended = "ended",
    }
}

impl From<NotTaken> for NotAdded {
    fn from(why: NotTaken) -> Self {
        match why {
            NotTaken::Unreadable => Self::Unreadable,
            NotTaken::Signature => Self::Signature,
            NotTaken::NoPeriod => Self::NoPeriod,
            NotTaken::NotOver => Self::NotOver,
            NotTaken::OtherLines => Self::OtherLines,
            NotTaken::NotProtected => Self::NotProtected,
            NotTaken::Twice => Self::Twice,
            NotTaken::Contradicts => Self::Contradicts,
            NotTaken::DoesNotAddUp => Self::DoesNotAddUp,
        }
    }
}

/// Between which two a partnership is, as somebody named it.
pub type Pair = (PartnershipId, [OrgId; 2]);

/// What a coalition has of all organizations.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What was taken and waits to be summed.
    pub told: &'a [Told],
    /// Every partnership that anybody ever named, with its two sides.
    pub pairs: &'a [Pair],
    /// What was summed.
    pub summed: &'a BTreeSet<Period>,
}

/// The period of a report that can be added beside everything that was taken before. `now` is the month in which it came.
/// Whether its signature holds is the vault's to say.
///
/// # Errors
/// Why it is not added.
pub fn take(
    told: &ForCoalition,
    (by, kind): (OrgId, OrgKind),
    known: Known<'_>,
    now: Month,
) -> Result<Period, NotAdded> {
    let report = &told.report;
    let teller = Teller { partnership: report.partnership, org: by, kind };
    let before = known.told.iter().filter(|one| one.report.by == by && one.report.partnership == report.partnership);
    let before: Vec<(Period, Report)> =
        before.filter_map(|one| Some((Period::parse(&one.report.period)?, one.report.clone()))).collect();
    let period = totals::take(report, teller, &before, now)?;
    if period.length() != EVERY {
        return Err(NotAdded::OtherLength);
    }
    if !are_its_sides(known.pairs, report.partnership, [by, told.partner.org]) {
        return Err(NotAdded::OtherSides);
    }
    if known.summed.contains(&period) { Err(NotAdded::Late) } else { Ok(period) }
}

/// One partnership has two sides, and two sides have one partnership: otherwise one number could be told as two.
fn are_its_sides(pairs: &[Pair], partnership: PartnershipId, sides: [OrgId; 2]) -> bool {
    let same = |one: &[OrgId; 2]| one.iter().all(|org| sides.contains(org));
    sides[0] != sides[1] && pairs.iter().all(|(known, two)| (*known == partnership) == same(two))
}
