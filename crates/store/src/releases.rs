//! Releases that an organization holds, and agreements that a health center recorded.
//!
//! Invariant: taking one back deletes the sends that were queued under it in the same transaction.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, ReferralId, ReleaseId};
use domain::release::{RecordedAgreement, Release};
use domain::time::Timestamp;

/// A release as it is signed.
#[derive(Debug, Clone)]
pub struct NewRelease {
    /// What the gate reads. `release.holder` is set from the scope.
    pub release: Release,
    /// The crossing it is for.
    pub crossing: CrossingId,
    /// The key of the form, wrapped under the compartment key `releases`.
    pub form_key_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub form_key_epoch: u32,
    /// The form: the signer's name and signature.
    pub form_sealed: Vec<u8>,
    /// When.
    pub created_at: Timestamp,
}

/// A release in a list: what the gate reads, without the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// What the gate reads.
    pub release: Release,
    /// The crossing it is for.
    pub crossing: CrossingId,
    /// When it was recorded.
    pub created_at: Timestamp,
}

/// The sealed form of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The wrapped key; none once the form was destroyed.
    pub form_key_sealed: Option<Vec<u8>>,
    /// Epoch of the compartment key that wraps it.
    pub form_key_epoch: u32,
    /// The form.
    pub form_sealed: Option<Vec<u8>>,
}

/// What taking back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// It was live until now; false when it had been taken back before, or is not there.
    pub now: bool,
    /// Sends that were queued under it and died.
    pub stopped: u64,
}

/// Adds a release.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewRelease) -> Result<Inserted> {
    unimplemented!()
}

/// A release, if the viewer may know of its referral.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReleaseId) -> Result<Option<ReleaseRow>> {
    unimplemented!()
}

/// The sealed form of a release.
///
/// # Errors
/// When the database does not answer.
pub async fn find_form(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReleaseId) -> Result<Option<FormRow>> {
    unimplemented!()
}

/// Releases of a referral, live or not, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<ReleaseRow>> {
    unimplemented!()
}

/// Releases that were not taken back and end in `from..until`, the earliest end first, after `after`.
///
/// # Errors
/// When the database does not answer.
pub async fn expiring(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    from: Timestamp,
    until: Timestamp,
    after: Option<(Timestamp, ReleaseId)>,
    limit: u32,
) -> Result<Vec<ReleaseRow>> {
    unimplemented!()
}

/// Takes a release back; its queued sends die. Taking back twice keeps the first time.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back(tx: &Tx, scope: &OrgScope, id: ReleaseId, at: Timestamp) -> Result<TakenBack> {
    unimplemented!()
}

/// Records what a patient agreed to share with a referral. `agreement.holder` is set from the scope.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_agreement(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    agreement: &RecordedAgreement,
) -> Result<Inserted> {
    unimplemented!()
}

/// The agreements recorded for a referral, one a purpose.
///
/// # Errors
/// When the database does not answer.
pub async fn agreements_of(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<RecordedAgreement>> {
    unimplemented!()
}

/// Takes back every release and agreement of a referral, on either bank; every queued send of its crossing dies.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back_all(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<TakenBack> {
    unimplemented!()
}
