//! Members: who they are, their public keys, and the locks that their password and recovery sheet open.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, OrgId, SiteId};
use domain::member::{Member, MemberState, Role};
use domain::org::Language;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// Columns of a member as `m`, in the order of [`member`].
macro_rules! member_columns {
    () => {
        "m.org_id, m.id, m.login, m.name, m.roles, m.state, m.language, m.sealing_public, m.verifying_public, \
         m.certificate, CASE WHEN m.recovery_lock IS NULL THEN 0 ELSE 1 END, m.created_at, m.site_id"
    };
}
pub(crate) use member_columns;

/// Reads [`member_columns`].
pub(crate) fn member(row: &mut Row) -> Result<MemberRow> {
    let (org, id, login, name) = (row.id(OrgId::new)?, row.id(MemberId::new)?, row.label()?, row.label()?);
    let (roles, state) = (row.codes(Role::parse)?, row.code(MemberState::parse)?);
    Ok(MemberRow {
        member: Member { id, org, name, login, roles, state },
        language: row.code(Language::parse)?,
        sealing_public: row.array()?,
        verifying_public: row.array()?,
        certificate: row.opt_bytes()?,
        has_recovery: row.bool()?,
        created_at: row.time()?,
        site: row.opt_id(SiteId::new)?,
    })
}

fn login_row(row: &mut Row) -> Result<LoginRow> {
    let found = member(row)?;
    let scope = OrgScope::of(found.member.org);
    Ok(LoginRow { row: found, password_lock: row.bytes()?, recovery_lock: row.opt_bytes()?, scope })
}

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
    /// Where they mostly work, if that was written down.
    pub site: Option<SiteId>,
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

const INSERT: &str = "INSERT INTO member (org_id, id, login, name, roles, state, language, sealing_public, \
     verifying_public, certificate, password_lock, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Adds a member.
///
/// # Errors
/// [`Error::Taken`](crate::Error::Taken) with [`Unique::Login`](crate::Unique::Login) when another member of the
/// node has the login.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewMember) -> Result<()> {
    let member = &new.member;
    let args = args![
        scope.org(),
        member.id,
        member.login.as_str(),
        member.name.as_str(),
        joined(member.roles.iter().map(|role| role.code())),
        member.state.code(),
        new.language.code(),
        &new.sealing_public,
        &new.verifying_public,
        new.certificate.clone(),
        &new.password_lock,
        new.created_at,
    ];
    run(tx, INSERT, args).await.map(drop)
}

const FIND: &str = concat!("SELECT ", member_columns!(), " FROM member m WHERE m.org_id = $1 AND m.id = $2");

/// A member of the organization.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, id: MemberId) -> Result<Option<MemberRow>> {
    one(db, FIND, args![scope.org(), id], member).await
}

const LIST: &str = concat!("SELECT ", member_columns!(), " FROM member m WHERE m.org_id = $1 ORDER BY m.name, m.id");

/// All members, by name; those whose access has ended too.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope) -> Result<Vec<MemberRow>> {
    all(db, LIST, args![scope.org()], member).await
}

const FIND_LOGIN: &str =
    concat!("SELECT ", member_columns!(), ", m.password_lock, m.recovery_lock FROM member m WHERE m.login = $1");

/// Who signs in with this login (lower case), on the whole node; members whose access has ended too.
///
/// # Errors
/// When the database does not answer.
pub async fn find_login(db: &impl Reads, login: &str) -> Result<Option<LoginRow>> {
    one(db, FIND_LOGIN, args![login], login_row).await
}

const FIND_LOCKS: &str = concat!(
    "SELECT ",
    member_columns!(),
    ", m.password_lock, m.recovery_lock FROM member m WHERE m.org_id = $1 AND m.id = $2"
);

/// The locks of a member who unlocks a session.
///
/// # Errors
/// When the database does not answer.
pub async fn find_locks(db: &impl Reads, scope: &OrgScope, id: MemberId) -> Result<Option<LoginRow>> {
    one(db, FIND_LOCKS, args![scope.org(), id], login_row).await
}

const SET_ROLES: &str = "UPDATE member SET roles = $3 WHERE org_id = $1 AND id = $2";

/// Changes roles. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_roles(tx: &Tx, scope: &OrgScope, id: MemberId, roles: &BTreeSet<Role>) -> Result<bool> {
    let roles = joined(roles.iter().map(|role| role.code()));
    Ok(run(tx, SET_ROLES, args![scope.org(), id, roles]).await? > 0)
}

const SET_SITE: &str = "UPDATE member SET site_id = $3 WHERE org_id = $1 AND id = $2";

/// Sets where a member mostly works. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_site(tx: &Tx, scope: &OrgScope, id: MemberId, site: Option<SiteId>) -> Result<bool> {
    Ok(run(tx, SET_SITE, args![scope.org(), id, site]).await? > 0)
}

const SET_STATE: &str = "UPDATE member SET state = $4 WHERE org_id = $1 AND id = $2 AND state = $3";

/// Moves a member from one state to another. Answers whether they stood in the first.
///
/// # Errors
/// When the database does not answer.
pub async fn set_state(tx: &Tx, scope: &OrgScope, id: MemberId, from: MemberState, to: MemberState) -> Result<bool> {
    Ok(run(tx, SET_STATE, args![scope.org(), id, from.code(), to.code()]).await? > 0)
}

const SET_CERTIFICATE: &str = "UPDATE member SET certificate = $3 WHERE org_id = $1 AND id = $2";

/// Sets the organization's certificate. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_certificate(tx: &Tx, scope: &OrgScope, id: MemberId, certificate: &[u8]) -> Result<bool> {
    Ok(run(tx, SET_CERTIFICATE, args![scope.org(), id, certificate]).await? > 0)
}

const SET_PASSWORD_LOCK: &str = "UPDATE member SET password_lock = $3 WHERE org_id = $1 AND id = $2";

/// Sets the lock that the password opens. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_password_lock(tx: &Tx, scope: &OrgScope, id: MemberId, lock: &[u8]) -> Result<bool> {
    Ok(run(tx, SET_PASSWORD_LOCK, args![scope.org(), id, lock]).await? > 0)
}

const SET_RECOVERY_LOCK: &str = "UPDATE member SET recovery_lock = $3 WHERE org_id = $1 AND id = $2";

/// Sets the lock that the recovery sheet opens. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_recovery_lock(tx: &Tx, scope: &OrgScope, id: MemberId, lock: &[u8]) -> Result<bool> {
    Ok(run(tx, SET_RECOVERY_LOCK, args![scope.org(), id, lock]).await? > 0)
}

const SET_LANGUAGE: &str = "UPDATE member SET language = $3 WHERE org_id = $1 AND id = $2";

/// Sets the language of a member's pages. Answers whether there was such a member.
///
/// # Errors
/// When the database does not answer.
pub async fn set_language(tx: &Tx, scope: &OrgScope, id: MemberId, language: Language) -> Result<bool> {
    Ok(run(tx, SET_LANGUAGE, args![scope.org(), id, language.code()]).await? > 0)
}
