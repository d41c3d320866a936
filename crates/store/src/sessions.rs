//! Sessions: found by the hash of their token; the keys in them open only with the token itself.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::members::{MemberRow, member, member_columns};
use crate::organizations::{OrganizationRow, organization, organization_columns};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
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
    /// When the member last typed a password or a sheet here.
    pub unlocked_at: Timestamp,
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

fn session_row(row: &mut Row) -> Result<SessionRow> {
    let (id, keys_sealed, shared_device) = (row.id(SessionId::new)?, row.opt_bytes()?, row.bool()?);
    let (created_at, seen_at) = (row.time()?, row.time()?);
    let (ends_at, locked_at, unlocked_at, member) = (row.time()?, row.opt_time()?, row.time()?, member(row)?);
    let organization = organization(row)?;
    let scope = OrgScope::of(organization.organization.id);
    Ok(SessionRow {
        id,
        member,
        organization,
        keys_sealed,
        shared_device,
        created_at,
        seen_at,
        ends_at,
        locked_at,
        unlocked_at,
        scope,
    })
}

const INSERT: &str = "INSERT INTO session (token_hash, org_id, id, member_id, keys_sealed, shared_device, created_at, \
     seen_at, ends_at, locked_at, unlocked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $7)";

/// Begins a session.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewSession) -> Result<()> {
    let locked_at = new.keys_sealed.is_none().then_some(new.created_at);
    let args = args![
        &new.token_hash,
        scope.org(),
        new.id,
        new.member,
        new.keys_sealed.clone(),
        new.shared_device,
        new.created_at,
        new.ends_at,
        locked_at,
    ];
    run(tx, INSERT, args).await.map(drop)
}

const LOAD: &str = concat!(
    "SELECT s.id, s.keys_sealed, s.shared_device, s.created_at, s.seen_at, s.ends_at, s.locked_at, \
     s.unlocked_at, ",
    member_columns!(),
    ", ",
    organization_columns!(),
    " FROM session s JOIN member m ON m.org_id = s.org_id AND m.id = s.member_id \
     JOIN organization o ON o.id = s.org_id WHERE s.token_hash = $1 AND s.ends_at > $2 AND m.state <> 'ended'"
);

/// The session with this token's hash, whose time is not over and whose member's access has not ended.
///
/// # Errors
/// When the database does not answer.
pub async fn load(db: &impl Reads, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>> {
    one(db, LOAD, args![token_hash, now], session_row).await
}

const TOUCH: &str = "UPDATE session SET seen_at = $3 WHERE org_id = $1 AND id = $2 AND seen_at < $3";

/// Says that it was used. Never turns the time back.
///
/// # Errors
/// When the database does not answer.
pub async fn touch(tx: &Tx, scope: &OrgScope, id: SessionId, at: Timestamp) -> Result<()> {
    run(tx, TOUCH, args![scope.org(), id, at]).await.map(drop)
}

const LOCK: &str = "UPDATE session SET keys_sealed = NULL, locked_at = $3 \
     WHERE org_id = $1 AND id = $2 AND locked_at IS NULL";

/// Locks it: the sealed keys are gone at once. Answers whether it was open.
///
/// # Errors
/// When the database does not answer.
pub async fn lock(tx: &Tx, scope: &OrgScope, id: SessionId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, LOCK, args![scope.org(), id, at]).await? > 0)
}

const LOCK_IDLE: &str = "UPDATE session SET keys_sealed = NULL, locked_at = $4 \
     WHERE org_id = $1 AND locked_at IS NULL AND ((shared_device = 0 AND seen_at < $2) OR \
     (shared_device <> 0 AND seen_at < $3)) RETURNING id, member_id";

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
    let read = |row: &mut Row| Ok((row.id(SessionId::new)?, row.id(MemberId::new)?));
    all(tx, LOCK_IDLE, args![scope.org(), unused_since, unused_since_shared, at], read).await
}

const ROTATE: &str = "UPDATE session SET token_hash = $3, keys_sealed = $4, seen_at = $5, locked_at = $6 \
     WHERE org_id = $1 AND id = $2";

/// Gives it a new token and keys at every change of what it may do. Answers whether it stands.
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
    let locked_at = keys_sealed.is_none().then_some(at);
    Ok(run(tx, ROTATE, args![scope.org(), id, token_hash, keys_sealed, at, locked_at]).await? > 0)
}

const UNLOCK: &str = "UPDATE session SET token_hash = $3, keys_sealed = $4, seen_at = $5, locked_at = NULL, \
     unlocked_at = $5 WHERE org_id = $1 AND id = $2";

/// Gives it a new token and keys because the member has proved who they are. Answers whether it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn unlock(
    tx: &Tx,
    scope: &OrgScope,
    id: SessionId,
    token_hash: &[u8; 32],
    keys_sealed: &[u8],
    at: Timestamp,
) -> Result<bool> {
    Ok(run(tx, UNLOCK, args![scope.org(), id, token_hash, Some(keys_sealed), at]).await? > 0)
}

const LIST: &str = "SELECT id, shared_device, created_at, seen_at, CASE WHEN locked_at IS NULL THEN 0 ELSE 1 END \
     FROM session WHERE org_id = $1 AND member_id = $2 ORDER BY created_at DESC, id DESC";

/// A member's sessions, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Vec<SessionLine>> {
    let read = |row: &mut Row| {
        Ok(SessionLine {
            id: row.id(SessionId::new)?,
            shared_device: row.bool()?,
            created_at: row.time()?,
            seen_at: row.time()?,
            is_locked: row.bool()?,
        })
    };
    all(db, LIST, args![scope.org(), member], read).await
}

const END: &str = "DELETE FROM session WHERE org_id = $1 AND member_id = $2 AND id = $3";

/// Ends one session of a member. Answers whether it stood.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, scope: &OrgScope, member: MemberId, id: SessionId) -> Result<bool> {
    Ok(run(tx, END, args![scope.org(), member, id]).await? > 0)
}

const END_ALL: &str = "DELETE FROM session WHERE org_id = $1 AND member_id = $2";
const END_OTHERS: &str = "DELETE FROM session WHERE org_id = $1 AND member_id = $2 AND id <> $3";

/// Ends all of a member's sessions but `keep`. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn end_all(tx: &Tx, scope: &OrgScope, member: MemberId, keep: Option<SessionId>) -> Result<u64> {
    match keep {
        None => run(tx, END_ALL, args![scope.org(), member]).await,
        Some(keep) => run(tx, END_OTHERS, args![scope.org(), member, keep]).await,
    }
}

const DELETE_OVER: &str = "DELETE FROM session WHERE org_id = $1 AND ends_at <= $2";

/// Deletes sessions whose time is over. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_over(tx: &Tx, scope: &OrgScope, now: Timestamp) -> Result<u64> {
    run(tx, DELETE_OVER, args![scope.org(), now]).await
}
