//! Compartment keys: sealed to members, and wrapped for the server where the organization chose that.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::MemberId;
use domain::time::Timestamp;
use vault::Compartment;

/// A compartment key sealed to a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// To whom.
    pub member: MemberId,
    /// Which compartment.
    pub compartment: Compartment,
    /// Which epoch.
    pub epoch: u32,
    /// The key, sealed to the member's public key.
    pub grant_sealed: Vec<u8>,
    /// Who granted it; the member themself when the organization was founded.
    pub granted_by: MemberId,
    /// When.
    pub at: Timestamp,
}

/// A compartment key under the server's key (`server_managed` organizations).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerGrant {
    /// Which compartment.
    pub compartment: Compartment,
    /// Which epoch.
    pub epoch: u32,
    /// The key, wrapped.
    pub wrapped_sealed: Vec<u8>,
}

const INSERT: &str = "INSERT INTO compartment_grant (org_id, member_id, compartment, epoch, grant_sealed, granted_by, \
     at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

/// Grants a key to a member.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, grant: &Grant) -> Result<Inserted> {
    let args = args![
        scope.org(),
        grant.member,
        grant.compartment.code(),
        grant.epoch,
        &grant.grant_sealed,
        grant.granted_by,
        grant.at,
    ];
    run(tx, INSERT, args).await.map(Inserted::of)
}

const OF_MEMBER: &str = "SELECT member_id, compartment, epoch, grant_sealed, granted_by, at FROM compartment_grant \
     WHERE org_id = $1 AND member_id = $2 ORDER BY compartment, epoch";

/// A member's keys, by compartment and epoch.
///
/// # Errors
/// When the database does not answer.
pub async fn of_member(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Vec<Grant>> {
    let read = |row: &mut Row| {
        Ok(Grant {
            member: row.id(MemberId::new)?,
            compartment: row.code(Compartment::parse)?,
            epoch: row.number()?,
            grant_sealed: row.bytes()?,
            granted_by: row.id(MemberId::new)?,
            at: row.time()?,
        })
    };
    all(db, OF_MEMBER, args![scope.org(), member], read).await
}

const REMOVE_ALL: &str = "DELETE FROM compartment_grant WHERE org_id = $1 AND member_id = $2";

/// Takes all keys from a member. Answers how many they had.
///
/// # Errors
/// When the database does not answer.
pub async fn remove_all(tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<u64> {
    run(tx, REMOVE_ALL, args![scope.org(), member]).await
}

const INSERT_FOR_SERVER: &str = "INSERT INTO compartment_server (org_id, compartment, epoch, wrapped_sealed) \
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

/// Keeps a key for the server.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_for_server(tx: &Tx, scope: &OrgScope, grant: &ServerGrant) -> Result<Inserted> {
    let args = args![scope.org(), grant.compartment.code(), grant.epoch, &grant.wrapped_sealed];
    run(tx, INSERT_FOR_SERVER, args).await.map(Inserted::of)
}

const OF_SERVER: &str = "SELECT compartment, epoch, wrapped_sealed FROM compartment_server WHERE org_id = $1 \
     ORDER BY compartment, epoch";

/// The keys kept for the server, by compartment and epoch.
///
/// # Errors
/// When the database does not answer.
pub async fn of_server(db: &impl Reads, scope: &OrgScope) -> Result<Vec<ServerGrant>> {
    let read = |row: &mut Row| {
        Ok(ServerGrant {
            compartment: row.code(Compartment::parse)?,
            epoch: row.number()?,
            wrapped_sealed: row.bytes()?,
        })
    };
    all(db, OF_SERVER, args![scope.org()], read).await
}
