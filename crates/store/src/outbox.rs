//! Sealed messages on their way. Nobody here holds a key.
//!
//! Invariant: messages of one crossing leave in the order they were queued.
//! Invariant: [`deliver`] and the receiver's [`crate::inbox::receive`] run in one write, so a message is taken
//! exactly once, and one that was withdrawn a moment before is not taken at all.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::referrals::Unsealed;
use crate::scope::{OrgScope, WorkerToken};
use crate::write::Tx;
use domain::ids::{CrossingId, MessageId, OrgId, ReleaseId};
use domain::message::MessageKind;
use domain::referral::Direction;
use domain::time::Timestamp;

/// A message as it is queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOutgoing {
    /// The message.
    pub id: MessageId,
    /// To whom.
    pub to: OrgId,
    /// The crossing it is about.
    pub crossing: CrossingId,
    /// Its kind.
    pub kind: MessageKind,
    /// The release it is sent under: dies with it.
    pub release: Option<ReleaseId>,
    /// It dies at this time; none for a stop.
    pub valid_until: Option<Timestamp>,
    /// The envelope, header included.
    pub envelope_sealed: Vec<u8>,
    /// What the receiver's list may show of a referral before anybody opens it; nothing that says who.
    pub routing: Option<Routing>,
    /// When.
    pub created_at: Timestamp,
}

/// What stands on the outside of a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routing {
    /// Which way.
    pub direction: Direction,
    /// The rest.
    pub said: Unsealed,
}

/// A message that a worker has claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// As it was queued.
    pub message: NewOutgoing,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

/// Where queued messages stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depth {
    /// Wait to be delivered.
    pub queued: u64,
    /// Given up.
    pub dead: u64,
}

/// Queues a message.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewOutgoing) -> Result<Inserted> {
    unimplemented!()
}

/// Organizations with something due, those waiting longest first.
///
/// # Errors
/// When the database does not answer.
pub async fn due_orgs(db: &impl Reads, _: &WorkerToken, now: Timestamp, limit: u32) -> Result<Vec<OrgId>> {
    unimplemented!()
}

/// Claims due messages, oldest first: until `lease_until` no other worker gets them. What is past its time is not
/// claimed ([`expire`]).
///
/// # Errors
/// When the database does not answer.
pub async fn claim(
    tx: &Tx,
    scope: &OrgScope,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<Outgoing>> {
    unimplemented!()
}

/// Kills what is past its time, and marks its disclosures. Answers which.
///
/// # Errors
/// When the database does not answer.
pub async fn expire(tx: &Tx, scope: &OrgScope, now: Timestamp) -> Result<Vec<(MessageId, CrossingId)>> {
    unimplemented!()
}

/// Marks a message and its disclosure as delivered; the envelope goes. Answers whether it was still queued and in
/// time: if not, the receiver must not take it.
///
/// # Errors
/// When the database does not answer.
pub async fn deliver(tx: &Tx, scope: &OrgScope, id: MessageId, at: Timestamp) -> Result<bool> {
    unimplemented!()
}

/// Puts a message back for later, with a code of what went wrong. Answers whether it was still queued.
///
/// # Errors
/// When the database does not answer.
pub async fn retry(tx: &Tx, scope: &OrgScope, id: MessageId, next_at: Timestamp, error: &str) -> Result<bool> {
    unimplemented!()
}

/// Gives a message up for good; the envelope goes. Answers whether it was still queued.
///
/// # Errors
/// When the database does not answer.
pub async fn give_up(tx: &Tx, scope: &OrgScope, id: MessageId, at: Timestamp, error: &str) -> Result<bool> {
    unimplemented!()
}

/// How many messages of an organization stand where.
///
/// # Errors
/// When the database does not answer.
pub async fn depth(db: &impl Reads, scope: &OrgScope) -> Result<Depth> {
    unimplemented!()
}

/// When the next message of any organization is due; none when nothing is queued.
///
/// # Errors
/// When the database does not answer.
pub async fn next_due(db: &impl Reads, _: &WorkerToken) -> Result<Option<Timestamp>> {
    unimplemented!()
}

/// Deletes rows that were delivered or given up before this time. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_done(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<u64> {
    unimplemented!()
}
