//! What is offered, and what a person goes with who takes no introduction.
//!
//! Invariant: both are sums of counts that are there. Nothing is written down about whoever was offered something and did not
//! want it, but one more in the count of a month.

use super::Measure;
use crate::coded;
use crate::org::OrgKind;

coded! {
    /// What somebody said to an offer that nothing came of yet. Each is as good an answer as yes.
    OfferAnswer {
        /// No thanks.
        NoThanks = "no_thanks",
        /// Maybe later.
        Later = "later",
    }
}

impl OfferAnswer {
    /// What it counts as.
    #[must_use]
    pub const fn counts_as(self) -> Measure {
        match self {
            Self::NoThanks => Measure::OfferDeclined,
            Self::Later => Measure::OfferLater,
        }
    }
}

/// Warm referrals that an organization of this kind offered, from `count` of its own whole: its notes, what it sent, and what
/// was pressed.
///
/// A health center writes a note of each visit, and an answer in it (now, later, no thanks) is an answer to an offer; outside of
/// a visit a no or a later is pressed. What it sends comes of such a note, or goes under a release; and whether a note of the
/// same visit said "yes" before a release was signed is written nowhere, so what is sent is neither added nor a part of it.
/// Advocates write no note of who said no, so with them an offer is a referral that was sent, once for each record, or an
/// answer that was pressed. What nobody wrote down is in neither.
#[must_use]
pub fn offered(kind: OrgKind, count: impl Fn(Measure) -> u64) -> u64 {
    let answered = match kind {
        OrgKind::HealthCenter => count(Measure::DecisionRecorded),
        OrgKind::Advocacy | OrgKind::Coalition => count(Measure::Sent),
    };
    answered + count(Measure::OfferLater) + count(Measure::OfferDeclined)
}

/// Whether what an organization of this kind sent is a part of what it offered ([`offered`]).
#[must_use]
pub const fn sent_was_offered(kind: OrgKind) -> bool {
    !matches!(kind, OrgKind::HealthCenter)
}

/// Visits that ended with no word about support, and how often somebody went with information alone: these, and slips that people carry
/// themselves.
#[must_use]
pub fn information(count: impl Fn(Measure) -> u64) -> (u64, u64) {
    let cards_only = count(Measure::Visits).saturating_sub(count(Measure::DecisionRecorded));
    (cards_only, cards_only + count(Measure::Slips))
}
