//! Invitations: a secret link, of which only the hash is kept, that one person may use once.

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{InvitationId, MemberId};
use domain::member::Role;
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::BTreeSet;

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

/// Adds an invitation.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, invitation: &Invitation) -> Result<()> {
    unimplemented!()
}

/// The invitation with this token that is neither used nor expired.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<InvitationRow>> {
    unimplemented!()
}

/// Those that are neither used nor expired, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_open(db: &impl Reads, scope: &OrgScope, now: Timestamp) -> Result<Vec<Invitation>> {
    unimplemented!()
}

/// Uses it up, or takes it back. Answers whether it could still be used.
///
/// # Errors
/// When the database does not answer.
pub async fn use_up(tx: &Tx, scope: &OrgScope, id: InvitationId, now: Timestamp) -> Result<bool> {
    unimplemented!()
}
