//! "Never show them this": who must not know of a record.
//!
//! Invariant: a member on a record's list gets no row, byte or count of it, its releases, events, disclosures,
//! notices or audit entries from any function that takes a viewer.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;

/// Hides a record from a member.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    member: MemberId,
    declared_by: MemberId,
    at: Timestamp,
) -> Result<Inserted> {
    unimplemented!()
}

/// From whom a record is hidden; nobody, to a viewer from whom it is.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<MemberId>> {
    unimplemented!()
}
