//! The end of content: wrapped keys and sealed columns go, a tombstone stays so that a restored backup cannot
//! bring them back.

use crate::backend::Reads;
use crate::error::Result;
use crate::referrals::{ReferralLine, TimeKey};
use crate::scope::{OrgScope, WorkerToken};
use crate::write::Tx;
use domain::ids::{ReferralId, ReleaseId};
use domain::time::Timestamp;

/// A tombstone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Whose content: `referrals` or `releases`.
    pub table: String,
    /// The row.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
}

/// Records with content in which nothing has happened since `changed_before`, the stillest first, after `after`:
/// `domain::retention::referral_due` says what is due for each. [`next_still`] makes the next `after`.
///
/// # Errors
/// When the database does not answer.
pub async fn still_since(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    changed_before: Timestamp,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    unimplemented!()
}

/// The key after a row of [`still_since`].
#[must_use]
pub fn next_still(line: &ReferralLine) -> TimeKey {
    TimeKey { at: line.referral.changed_at, id: line.referral.id }
}

/// Destroys the content of a referral and leaves a tombstone. Answers whether there was content.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_referral(tx: &Tx, scope: &OrgScope, id: ReferralId, at: Timestamp) -> Result<bool> {
    unimplemented!()
}

/// Releases whose form was signed before this time and still stands, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn forms_before(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<ReleaseId>> {
    unimplemented!()
}

/// Destroys the form of a release and leaves a tombstone. Answers whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_form(tx: &Tx, scope: &OrgScope, id: ReleaseId, at: Timestamp) -> Result<bool> {
    unimplemented!()
}

/// All tombstones of an organization, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tombstones(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Tombstone>> {
    unimplemented!()
}
