//! What protects a person on a record and would be undone by an older copy of the database: listed to be kept outside it,
//! and put back into a copy that does not know of it.
//!
//! Invariant: a list holds ids of records and members, times and versions, and nothing that a person said.
//! Invariant: where what was said is not on the list, the copy is closed until the person says it again.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::audit::Act;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;
use domain::wishes::Wish;

/// A member who stands on a list of a record, who named them, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The record.
    pub referral: ReferralId,
    /// The member.
    pub member: MemberId,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}

macro_rules! named {
    ($columns:literal) => {{
        const NAMED: &str =
            concat!("SELECT ", $columns, " WHERE k.org_id = $1 ORDER BY k.at, k.referral_id, k.member_id");
        NAMED
    }};
}

async fn named(db: &impl Reads, scope: &OrgScope, sql: &'static str) -> Result<Vec<Named>> {
    all(db, sql, args![scope.org()], |row| {
        let (referral, member) = (row.id(ReferralId::new)?, row.id(MemberId::new)?);
        Ok(Named { referral, member, by: row.id(MemberId::new)?, at: row.time()? })
    })
    .await
}

/// Everybody who must never see a record, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn hidden(db: &impl Reads, scope: &OrgScope, _: &WorkerToken) -> Result<Vec<Named>> {
    named(db, scope, named!("k.referral_id, k.member_id, k.declared_by, k.at FROM conflict_declared k")).await
}

/// Everybody who alone may see a record, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn restricted(db: &impl Reads, scope: &OrgScope, _: &WorkerToken) -> Result<Vec<Named>> {
    named(db, scope, named!("k.referral_id, k.member_id, k.named_by, k.at FROM restricted k")).await
}

const WISHES_CHANGED: &str = "SELECT e.subject, MAX(e.at) FROM audit_entry e JOIN referral r ON r.org_id = e.org_id \
     AND r.id = e.subject WHERE e.org_id = $1 AND e.act = $2 AND r.destroyed_at IS NULL GROUP BY e.subject ORDER BY 2, 1";

/// Records with content about which a person asked for something, or took it back, and when last.
///
/// # Errors
/// When the database does not answer.
pub async fn wishes_changed(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
) -> Result<Vec<(ReferralId, Timestamp)>> {
    let read = |row: &mut crate::row::Row| Ok((row.id(ReferralId::new)?, row.time()?));
    all(db, WISHES_CHANGED, args![scope.org(), Act::WishesChanged.code()], read).await
}

const REWRITTEN: &str = "SELECT r.id, r.version FROM referral r WHERE r.org_id = $1 \
     AND r.version > 1 AND r.destroyed_at IS NULL ORDER BY r.id";

/// Records that were written anew, with their version, on either bank: each change of a safe-contact plan is one.
///
/// # Errors
/// When the database does not answer.
pub async fn rewritten(db: &impl Reads, scope: &OrgScope, _: &WorkerToken) -> Result<Vec<(ReferralId, u32)>> {
    all(db, REWRITTEN, args![scope.org()], |row| Ok((row.id(ReferralId::new)?, row.number()?))).await
}

const KNOWN: &str = "SELECT 1 FROM audit_entry WHERE org_id = $1 AND subject = $2 AND act = $3 AND at >= $4 LIMIT 1";

/// Whether the database knows of a change of that kind at that time or after it: then the list says nothing new.
///
/// # Errors
/// When the database does not answer.
pub async fn is_known(
    db: &impl Reads,
    scope: &OrgScope,
    act: Act,
    referral: ReferralId,
    at: Timestamp,
) -> Result<bool> {
    Ok(one(db, KNOWN, args![scope.org(), referral, act.code(), at], |row| row.int()).await?.is_some())
}

const NAMED_SINCE: &str = "SELECT 1 FROM restricted WHERE org_id = $1 AND referral_id = $2 AND at >= $3 LIMIT 1";

/// Whether it was said then, or after it, who alone may see the record.
///
/// # Errors
/// When the database does not answer.
pub async fn is_named_since(db: &impl Reads, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<bool> {
    Ok(one(db, NAMED_SINCE, args![scope.org(), referral, at], |row| row.int()).await?.is_some())
}

const CONTACT_UNSURE: &str = "UPDATE referral SET contact_unsure = 1 WHERE org_id = $1 AND id = $2 AND version < $3 \
     AND contact_unsure = 0 AND destroyed_at IS NULL";

/// Closes contact on a record that is older than this version, until its content is written anew. Answers whether it is.
///
/// # Errors
/// When the database does not answer.
pub async fn contact_unsure(tx: &Tx, scope: &OrgScope, referral: ReferralId, version: u32) -> Result<bool> {
    Ok(run(tx, CONTACT_UNSURE, args![scope.org(), referral, version]).await? > 0)
}

const WISHES_UNSURE: &str = "UPDATE referral SET wishes_unsure = 1 WHERE org_id = $1 AND id = $2 AND wishes_unsure = 0 AND destroyed_at IS NULL";
const TELL_NOBODY: &str = "INSERT INTO wish (org_id, referral_id, code, set_by, at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT DO NOTHING";

/// Tells nobody anything of a record until its wishes are written down anew; what waits is not sent. Answers whether
/// there is content about which that was not so.
///
/// # Errors
/// When the database does not answer.
pub async fn wishes_unsure(tx: &Tx, scope: &OrgScope, referral: ReferralId, now: Timestamp) -> Result<bool> {
    if run(tx, WISHES_UNSURE, args![scope.org(), referral]).await? == 0 {
        return Ok(false);
    }
    let nobody = MemberId::from_bytes([0; 16]);
    run(tx, TELL_NOBODY, args![scope.org(), referral, Wish::Nobody.code(), nobody, now]).await?;
    crate::releases::kill_queued(tx, scope, referral, now).await?;
    Ok(true)
}
