//! Receipt: each message is taken once. What needs a key to be understood waits for a member who has one.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{CrossingId, MessageId, OrgId};
use domain::message::MessageKind;
use domain::time::Timestamp;

/// A sealed message that waits for a member with keys: a status or a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The message.
    pub id: MessageId,
    /// From whom.
    pub from: OrgId,
    /// The crossing it is about.
    pub crossing: CrossingId,
    /// Its kind.
    pub kind: MessageKind,
    /// The envelope.
    pub envelope_sealed: Vec<u8>,
    /// When it arrived.
    pub at: Timestamp,
}

/// Notes that a message arrived. `Already` means that it did before: the caller writes nothing more.
///
/// # Errors
/// When the database does not answer.
pub async fn receive(tx: &Tx, scope: &OrgScope, message: MessageId, at: Timestamp) -> Result<Inserted> {
    unimplemented!()
}

/// Keeps a sealed message until a member with keys comes by.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_pending(tx: &Tx, scope: &OrgScope, pending: &Pending) -> Result<Inserted> {
    unimplemented!()
}

/// What waits for a member with keys, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_pending(db: &impl Reads, scope: &OrgScope, limit: u32) -> Result<Vec<Pending>> {
    unimplemented!()
}

/// What waits about one crossing, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn pending_of(db: &impl Reads, scope: &OrgScope, crossing: CrossingId) -> Result<Vec<Pending>> {
    unimplemented!()
}

/// Takes a message in. Answers whether it still waited: if not, a colleague was first.
///
/// # Errors
/// When the database does not answer.
pub async fn take_pending(tx: &Tx, scope: &OrgScope, message: MessageId) -> Result<bool> {
    unimplemented!()
}
