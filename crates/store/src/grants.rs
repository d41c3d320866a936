//! Compartment keys: sealed to members, and wrapped for the server where the organization chose that.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
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

/// Grants a key to a member.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, grant: &Grant) -> Result<Inserted> {
    unimplemented!()
}

/// A member's keys, by compartment and epoch.
///
/// # Errors
/// When the database does not answer.
pub async fn of_member(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Vec<Grant>> {
    unimplemented!()
}

/// Takes all keys from a member. Answers how many they had.
///
/// # Errors
/// When the database does not answer.
pub async fn remove_all(tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<u64> {
    unimplemented!()
}

/// Keeps a key for the server.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_for_server(tx: &Tx, scope: &OrgScope, grant: &ServerGrant) -> Result<Inserted> {
    unimplemented!()
}

/// The keys kept for the server, by compartment and epoch.
///
/// # Errors
/// When the database does not answer.
pub async fn of_server(db: &impl Reads, scope: &OrgScope) -> Result<Vec<ServerGrant>> {
    unimplemented!()
}
