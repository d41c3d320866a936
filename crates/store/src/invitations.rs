//! Invitations: a secret link, of which only the hash is kept, that one person may use once.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{InvitationId, MemberId, OrgId};
use domain::member::Role;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// Columns of an invitation, in the order of [`invitation_of`].
macro_rules! invitation_columns {
    () => {
        "id, token_hash, login, name, roles, invited_by, created_at, expires_at, used_at"
    };
}

fn invitation_of(row: &mut Row) -> Result<Invitation> {
    Ok(Invitation {
        id: row.id(InvitationId::new)?,
        token_hash: row.array()?,
        login: row.label()?,
        name: row.label()?,
        roles: row.codes(Role::parse)?,
        invited_by: row.id(MemberId::new)?,
        created_at: row.time()?,
        expires_at: row.time()?,
        used_at: row.opt_time()?,
    })
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// SHA-256 of the token in the link.
    pub token_hash: [u8; 32],
    /// What they will type to sign in; lower case.
    pub login: Label,
    /// Their name.
    pub name: Label,
    /// Roles they will have.
    pub roles: BTreeSet<Role>,
    /// Who invited them.
    pub invited_by: MemberId,
    /// When.
    pub created_at: Timestamp,
    /// Until when it can be used.
    pub expires_at: Timestamp,
    /// When it was used, or taken back.
    pub used_at: Option<Timestamp>,
}

/// An invitation found by its token.
#[derive(Debug, Clone)]
pub struct InvitationRow {
    /// The invitation.
    pub invitation: Invitation,
    scope: OrgScope,
}

impl InvitationRow {
    /// The right to join the organization.
    #[must_use]
    pub const fn scope(&self) -> OrgScope {
        self.scope
    }
}

const INSERT: &str = "INSERT INTO invitation (org_id, id, token_hash, login, name, roles, invited_by, created_at, \
     expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Adds an invitation.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, invitation: &Invitation) -> Result<()> {
    let i = invitation;
    let args = args![
        scope.org(),
        i.id,
        &i.token_hash,
        i.login.as_str(),
        i.name.as_str(),
        joined(i.roles.iter().map(|role| role.code())),
        i.invited_by,
        i.created_at,
        i.expires_at,
        i.used_at,
    ];
    run(tx, INSERT, args).await.map(drop)
}

const FIND: &str = concat!(
    "SELECT org_id, ",
    invitation_columns!(),
    " FROM invitation WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2"
);

/// The invitation with this token that is neither used nor expired.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<InvitationRow>> {
    let read = |row: &mut Row| {
        let scope = OrgScope::of(row.id(OrgId::new)?);
        Ok(InvitationRow { invitation: invitation_of(row)?, scope })
    };
    one(db, FIND, args![token_hash, now], read).await
}

const LIST_OPEN: &str = concat!(
    "SELECT ",
    invitation_columns!(),
    " FROM invitation WHERE org_id = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id DESC"
);

/// Those that are neither used nor expired, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_open(db: &impl Reads, scope: &OrgScope, now: Timestamp) -> Result<Vec<Invitation>> {
    all(db, LIST_OPEN, args![scope.org(), now], invitation_of).await
}

const USE_UP: &str = "UPDATE invitation SET used_at = $3 \
     WHERE org_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > $3";

/// Uses it up, or takes it back. Answers whether it could still be used.
///
/// # Errors
/// When the database does not answer.
pub async fn use_up(tx: &Tx, scope: &OrgScope, id: InvitationId, now: Timestamp) -> Result<bool> {
    Ok(run(tx, USE_UP, args![scope.org(), id, now]).await? > 0)
}
