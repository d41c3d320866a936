//! Sessions: found by the hash of their token; the keys in them open only with the token itself.

use crate::backend::Reads;
use crate::error::Result;
use crate::members::MemberRow;
use crate::organizations::OrganizationRow;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{MemberId, SessionId};
use domain::time::Timestamp;

/// A session as it begins.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub member: MemberId,
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// The member's keys, sealed under the token; none while locked.
    pub keys_sealed: Option<Vec<u8>>,
    /// The device is used by others too: shorter times.
    pub shared_device: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends whatever happens.
    pub ends_at: Timestamp,
}

/// A session with everything that a request needs of its member and organization: one query.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub member: MemberRow,
    /// The organization.
    pub organization: OrganizationRow,
    /// The member's keys, sealed under the token; none while locked.
    pub keys_sealed: Option<Vec<u8>>,
    /// The device is used by others too.
    pub shared_device: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to within the caller's own coarseness.
    pub seen_at: Timestamp,
    /// When it ends whatever happens.
    pub ends_at: Timestamp,
    /// When it was locked, if it is.
    pub locked_at: Option<Timestamp>,
    scope: OrgScope,
}

impl SessionRow {
    /// The right to act for the session's organization.
    #[must_use]
    pub const fn scope(&self) -> OrgScope {
        self.scope
    }
}

/// A session in the list of a member's sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Its id.
    pub id: SessionId,
    /// The device is used by others too.
    pub shared_device: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Whether it is locked.
    pub is_locked: bool,
}

/// Begins a session.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewSession) -> Result<()> {
    unimplemented!()
}

/// The session with this token's hash, whose time is not over and whose member's access has not ended.
///
/// # Errors
/// When the database does not answer.
pub async fn load(db: &impl Reads, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>> {
    unimplemented!()
}

/// Says that it was used. Never turns the time back.
///
/// # Errors
/// When the database does not answer.
pub async fn touch(tx: &Tx, scope: &OrgScope, id: SessionId, at: Timestamp) -> Result<()> {
    unimplemented!()
}

/// Locks it: the sealed keys are gone at once. Answers whether it was open.
///
/// # Errors
/// When the database does not answer.
pub async fn lock(tx: &Tx, scope: &OrgScope, id: SessionId, at: Timestamp) -> Result<bool> {
    unimplemented!()
}

/// Locks every open session that was last used before `unused_since` on a private device, or before
/// `unused_since_shared` on a shared one. Answers which.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_idle(
    tx: &Tx,
    scope: &OrgScope,
    unused_since: Timestamp,
    unused_since_shared: Timestamp,
    at: Timestamp,
) -> Result<Vec<(SessionId, MemberId)>> {
    unimplemented!()
}

/// Gives it a new token and keys: after unlocking, and at every change of what it may do. Answers whether it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn rotate(
    tx: &Tx,
    scope: &OrgScope,
    id: SessionId,
    token_hash: &[u8; 32],
    keys_sealed: Option<&[u8]>,
    at: Timestamp,
) -> Result<bool> {
    unimplemented!()
}

/// A member's sessions, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Vec<SessionLine>> {
    unimplemented!()
}

/// Ends one session of a member. Answers whether it stood.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, scope: &OrgScope, member: MemberId, id: SessionId) -> Result<bool> {
    unimplemented!()
}

/// Ends all of a member's sessions but `keep`. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn end_all(tx: &Tx, scope: &OrgScope, member: MemberId, keep: Option<SessionId>) -> Result<u64> {
    unimplemented!()
}

/// Deletes sessions whose time is over. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_over(tx: &Tx, scope: &OrgScope, now: Timestamp) -> Result<u64> {
    unimplemented!()
}
