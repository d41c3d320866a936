//! Partnerships: each side keeps its own half; the pulse is what one side lets the other know of its inbox.
//!
//! Invariant: an organization writes only its own side and its own pulse.

use crate::backend::Reads;
use crate::error::Result;
use crate::organizations::PublicOrganization;
use crate::scope::{OrgScope, WorkerToken};
use crate::write::Tx;
use domain::ids::{OrgId, PartnershipId};
use domain::partnership::{Liaisons, Partnership, PartnershipState};
use domain::text::Label;
use domain::time::{Minutes, Timestamp};

/// Organization-level signs of life of an inbox; names no referral and is computed by its own organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulse {
    /// Whether it answers within its promise; unknown below the least number of referrals.
    pub keeping_up: Option<bool>,
    /// Usual time to an answer; unknown below the least number of referrals.
    pub usual_reply: Option<Minutes>,
    /// As of when.
    pub as_of: Timestamp,
}

/// A partnership as one of its organizations sees it, with the partner's public row: one query for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnershipRow {
    /// Id, both sides and the state.
    pub partnership: Partnership,
    /// The partner.
    pub partner: PublicOrganization,
    /// Name of the partner's liaison.
    pub partner_liaison: Option<Label>,
    /// Name of the partner's alternate.
    pub partner_alternate: Option<Label>,
    /// Name of our liaison.
    pub our_liaison: Option<Label>,
    /// Name of our alternate.
    pub our_alternate: Option<Label>,
    /// The partner's pulse, if it has one.
    pub partner_pulse: Option<Pulse>,
    /// Our own pulse, as the partner sees it.
    pub our_pulse: Option<Pulse>,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// Begins a partnership of two organizations of the node, without liaisons and keys. An operator's deed.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) with [`Unique::Partnership`](crate::Unique::Partnership) when they have one.
pub async fn insert(
    tx: &Tx,
    _: &WorkerToken,
    id: PartnershipId,
    sides: [OrgId; 2],
    created_at: Timestamp,
) -> Result<()> {
    unimplemented!()
}

/// The organization's partnerships, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<PartnershipRow>> {
    unimplemented!()
}

/// Names our liaison and alternate. Answers whether we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn set_liaisons(tx: &Tx, scope: &OrgScope, id: PartnershipId, liaisons: Liaisons) -> Result<bool> {
    unimplemented!()
}

/// Pins the partner's key fingerprint. Answers whether we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm_partner_key(tx: &Tx, scope: &OrgScope, id: PartnershipId, key: &[u8; 32]) -> Result<bool> {
    unimplemented!()
}

/// Moves it from one state to another. Answers whether it stood in the first and we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn set_state(
    tx: &Tx,
    scope: &OrgScope,
    id: PartnershipId,
    from: PartnershipState,
    to: PartnershipState,
) -> Result<bool> {
    unimplemented!()
}

/// Sets our pulse. Answers whether we are part of it.
///
/// # Errors
/// When the database does not answer.
pub async fn set_pulse(tx: &Tx, scope: &OrgScope, id: PartnershipId, pulse: Pulse) -> Result<bool> {
    unimplemented!()
}
