//! What one's own staff is certified for. Each organization's own; nothing is shared.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::{CertificateId, MemberId};
use domain::qualified::{Certificate, Skill};
use domain::time::Timestamp;

fn certificate(row: &mut Row) -> Result<Certificate> {
    let (id, member, skill) = (row.id(CertificateId::new)?, row.id(MemberId::new)?, row.code(Skill::parse)?);
    let hours = row.number()?;
    let certified = row.text()?;
    let certified_on = Day::parse(&certified).ok_or_else(|| row.unreadable())?;
    let expires_on = row.opt_text()?.and_then(|day| Day::parse(&day));
    Ok(Certificate { id, member, skill, hours, certified_on, expires_on })
}

const LIST: &str = "SELECT id, member_id, skill, hours, certified_on, expires_on FROM certificate WHERE org_id = $1 \
     AND removed_at IS NULL ORDER BY certified_on, id";

/// Every certificate of the organization's staff that counts, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Certificate>> {
    all(db, LIST, args![scope.org()], certificate).await
}

const REMOVED: &str = "SELECT id, member_id, skill, hours, certified_on, expires_on FROM certificate WHERE org_id = $1 \
     AND removed_at IS NOT NULL ORDER BY removed_at DESC, id";

/// Those that were taken out, the last one first.
///
/// # Errors
/// When the database does not answer.
pub async fn removed(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Certificate>> {
    all(db, REMOVED, args![scope.org()], certificate).await
}

const INSERT: &str = "INSERT INTO certificate (org_id, id, member_id, skill, hours, certified_on, expires_on, at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

/// Puts one down.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &Certificate, at: Timestamp) -> Result<Inserted> {
    let args = args![
        scope.org(),
        new.id,
        new.member,
        new.skill.code(),
        new.hours,
        new.certified_on.code(),
        new.expires_on.map(Day::code),
        at,
    ];
    run(tx, INSERT, args).await.map(Inserted::of)
}

const REMOVE: &str = "UPDATE certificate SET removed_at = $3 WHERE org_id = $1 AND id = $2 AND removed_at IS NULL";

/// Takes one out. Answers whether it was there.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(tx: &Tx, scope: &OrgScope, id: CertificateId, at: Timestamp) -> Result<bool> {
    Ok(run(tx, REMOVE, args![scope.org(), id, at]).await? > 0)
}

const RESTORE: &str =
    "UPDATE certificate SET removed_at = NULL WHERE org_id = $1 AND id = $2 AND removed_at IS NOT NULL";

/// Puts one back. Answers whether it had been taken out.
///
/// # Errors
/// When the database does not answer.
pub async fn restore(tx: &Tx, scope: &OrgScope, id: CertificateId) -> Result<bool> {
    Ok(run(tx, RESTORE, args![scope.org(), id]).await? > 0)
}

const OLD: &str = "DELETE FROM certificate WHERE org_id = $1 AND (expires_on < $2 OR removed_at < $3)";

/// Erases what expired before a day, or was taken out before a time.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_expired(tx: &Tx, scope: &OrgScope, (before, removed): (Day, Timestamp)) -> Result<()> {
    run(tx, OLD, args![scope.org(), before.code(), removed]).await.map(drop)
}
