//! Members: who they are, their public keys, and the locks that their password and recovery sheet open.

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::MemberId;
use domain::member::{Member, MemberState, Role};
use domain::org::Language;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// A member as they join.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Who. `member.org` is set from the scope.
    pub member: Member,
    /// Language of their pages.
    pub language: Language,
    /// X25519 public key.
    pub sealing_public: [u8; 32],
    /// Ed25519 public key.
    pub verifying_public: [u8; 32],
    /// The organization's certificate over the verifying key, once somebody with the signing key has issued it.
    pub certificate: Option<Vec<u8>>,
    /// Secret keys under the password.
    pub password_lock: Vec<u8>,
    /// When.
    pub created_at: Timestamp,
}

/// A member with public keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// Who.
    pub member: Member,
    /// Language of their pages.
    pub language: Language,
    /// X25519 public key.
    pub sealing_public: [u8; 32],
    /// Ed25519 public key.
    pub verifying_public: [u8; 32],
    /// The organization's certificate.
    pub certificate: Option<Vec<u8>>,
    /// They have confirmed a recovery sheet.
    pub has_recovery: bool,
    /// When they joined.
    pub created_at: Timestamp,
}

/// A member with the locks, as signing in and unlocking need it.
#[derive(Debug, Clone)]
pub struct LoginRow {
    /// Who.
    pub row: MemberRow,
    /// Secret keys under the password.
    pub password_lock: Vec<u8>,
    /// Secret keys under the recovery sheet.
    pub recovery_lock: Option<Vec<u8>>,
    scope: OrgScope,
}

impl LoginRow {
    /// The right to act for the member's organization: until the password was checked, only to record the failure.
    #[must_use]
    pub const fn scope(&self) -> OrgScope {
        self.scope
    }
}

/// Adds a member.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) with [`Unique::Login`](crate::Unique::Login) when another member of the
/// node has the login.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewMember) -> Result<()> {
    unimplemented!()
}

/// A member of the organization.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, id: MemberId) -> Result<Option<MemberRow>> {
    unimplemented!()
}

/// All members, by name; those whose access has ended too.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<MemberRow>> {
    unimplemented!()
}

/// Who signs in with this login (lower case), on the whole node; members whose access has ended too.
///
/// # Errors
/// When the database does not answer.
pub async fn find_login(db: &impl Reads, login: &str) -> Result<Option<LoginRow>> {
    unimplemented!()
}

/// The locks of a member who unlocks a session.
///
/// # Errors
/// When the database does not answer.
pub async fn find_locks(db: &impl Reads, scope: &OrgScope, id: MemberId) -> Result<Option<LoginRow>> {
    unimplemented!()
}

/// Changes roles. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_roles(tx: &Tx, scope: &OrgScope, id: MemberId, roles: &BTreeSet<Role>) -> Result<bool> {
    unimplemented!()
}

/// Moves a member from one state to another. Answers whether they stood in the first.
///
/// # Errors
/// When the database does not answer.
pub async fn set_state(tx: &Tx, scope: &OrgScope, id: MemberId, from: MemberState, to: MemberState) -> Result<bool> {
    unimplemented!()
}

/// Sets the organization's certificate. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_certificate(tx: &Tx, scope: &OrgScope, id: MemberId, certificate: &[u8]) -> Result<bool> {
    unimplemented!()
}

/// Sets the lock that the password opens. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_password_lock(tx: &Tx, scope: &OrgScope, id: MemberId, lock: &[u8]) -> Result<bool> {
    unimplemented!()
}

/// Sets the lock that the recovery sheet opens. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_recovery_lock(tx: &Tx, scope: &OrgScope, id: MemberId, lock: &[u8]) -> Result<bool> {
    unimplemented!()
}

/// Sets the language of a member's pages. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_language(tx: &Tx, scope: &OrgScope, id: MemberId, language: Language) -> Result<bool> {
    unimplemented!()
}
