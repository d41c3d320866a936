//! What crossed from here: which elements, on what basis, when it was delivered and, where it may be told, opened.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{CrossingId, DisclosureId, MemberId, MessageId, OrgId, ReferralId, ReleaseId};
use domain::release::Element;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// The basis of a disclosure, as `domain::gate::ClearedBy` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A release.
    Release(ReleaseId),
    /// A recorded agreement.
    Agreement,
    /// A stop, or a receipt about staff: nothing about the person.
    Nothing,
}

/// One disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// Our record.
    pub referral: ReferralId,
    /// The crossing.
    pub crossing: CrossingId,
    /// To whom.
    pub to: OrgId,
    /// What.
    pub elements: BTreeSet<Element>,
    /// On what basis.
    pub basis: Basis,
    /// The message that carried it.
    pub message: MessageId,
    /// When it was queued.
    pub at: Timestamp,
    /// When the partner's software took it.
    pub delivered_at: Option<Timestamp>,
    /// When it died in the queue: it never crossed.
    pub stopped_at: Option<Timestamp>,
    /// Who of the partner's staff opened it, and when, where the partner may tell.
    pub opened: Option<(String, Timestamp)>,
}

/// Logs a disclosure as it is queued.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, disclosure: &Disclosure) -> Result<Inserted> {
    unimplemented!()
}

/// What crossed for a referral, oldest first; what died in the queue too, marked.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<Disclosure>> {
    unimplemented!()
}

/// Says who opened what crossed in this crossing and was delivered: the first telling counts. Answers how many rows.
///
/// # Errors
/// When the database does not answer.
pub async fn set_opened(tx: &Tx, scope: &OrgScope, crossing: CrossingId, by: &str, at: Timestamp) -> Result<u64> {
    unimplemented!()
}
