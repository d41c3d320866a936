//! Invitations to a partnership: a code that a lead gives to another organization, of which only the hash is kept.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, OrgId, PartnershipId};
use domain::text::Label;
use domain::time::Timestamp;
use uuid::Uuid;

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerInvitation {
    /// Its id.
    pub id: Uuid,
    /// The line of the directory that it began with.
    pub listing: Option<Uuid>,
    /// Whom it is for, as the directory calls them.
    pub name: Label,
    /// Who made it.
    pub member: MemberId,
    /// When.
    pub made_at: Timestamp,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// Adds one.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, code_hash: &[u8; 32], one: PartnerInvitation) -> Result<()> {
    const INSERT: &str = "INSERT INTO partner_invitation (org_id, id, listing_id, name, code_hash, member_id, made_at, \
        expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let PartnerInvitation { id, listing, name, member, made_at, expires_at } = one;
    run(tx, INSERT, args![scope.org(), id, listing, name.as_str(), code_hash, member, made_at, expires_at])
        .await
        .map(drop)
}

fn row_of(row: &mut Row) -> Result<PartnerInvitation> {
    Ok(PartnerInvitation {
        id: row.id(|id| id)?,
        listing: row.opt_id(|id| id)?,
        name: row.label()?,
        member: row.id(MemberId::new)?,
        made_at: row.time()?,
        expires_at: row.time()?,
    })
}

/// Ours that can still be used, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open(db: &impl Reads, scope: &OrgScope, now: Timestamp) -> Result<Vec<PartnerInvitation>> {
    const OPEN: &str = "SELECT id, listing_id, name, member_id, made_at, expires_at FROM partner_invitation \
        WHERE org_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY made_at DESC, id DESC";
    all(db, OPEN, args![scope.org(), now], row_of).await
}

/// Whose invitation has this code, if it can still be used.
///
/// # Errors
/// When the database does not answer.
pub async fn by_code(db: &impl Reads, code_hash: &[u8; 32], now: Timestamp) -> Result<Option<(OrgId, Uuid)>> {
    const FIND: &str =
        "SELECT org_id, id FROM partner_invitation WHERE code_hash = $1 AND ended_at IS NULL AND expires_at > $2";
    one(db, FIND, args![code_hash, now], |row| Ok((row.id(OrgId::new)?, row.id(|id| id)?))).await
}

/// Uses one up, or takes it back. Answers whether it could still be used.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, org: OrgId, id: Uuid, partnership: Option<PartnershipId>, now: Timestamp) -> Result<bool> {
    const END: &str = "UPDATE partner_invitation SET ended_at = $1, partnership_id = $2 \
        WHERE org_id = $3 AND id = $4 AND ended_at IS NULL AND expires_at > $1";
    Ok(run(tx, END, args![now, partnership, org, id]).await? > 0)
}
