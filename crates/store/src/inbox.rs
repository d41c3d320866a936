//! Receipt: each message is taken once. What needs a key to be understood waits for a member who has one.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::many::{Insert, insert_rows};
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
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
    /// What it says may be read until then; none for what has no end of its own.
    pub until: Option<Timestamp>,
}

fn pending_row(row: &mut Row) -> Result<Pending> {
    Ok(Pending {
        id: row.id(MessageId::new)?,
        from: row.id(OrgId::new)?,
        crossing: row.id(CrossingId::new)?,
        kind: row.code(MessageKind::parse)?,
        envelope_sealed: row.bytes()?,
        at: row.time()?,
        until: row.opt_time()?,
    })
}

static SEEN: Insert = Insert::new("inbox_seen (org_id, message_id, at)", "ON CONFLICT DO NOTHING RETURNING message_id");

/// Notes that messages arrived. Answers which are new: for one that arrived before, the caller writes nothing more.
///
/// # Errors
/// When the database does not answer.
pub async fn receive(tx: &Tx, scope: &OrgScope, messages: &[MessageId], at: Timestamp) -> Result<Vec<MessageId>> {
    let rows = messages.iter().map(|message| args![scope.org(), *message, at]).collect();
    insert_rows(tx, &SEEN, rows, |row| row.id(MessageId::new)).await
}

const INSERT_PENDING: &str = "INSERT INTO inbox_pending (org_id, id, from_org, crossing_id, kind, envelope_sealed, at, until) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

/// Keeps a sealed message until a member with keys comes by.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_pending(tx: &Tx, scope: &OrgScope, pending: &Pending) -> Result<Inserted> {
    let p = pending;
    let args = args![scope.org(), p.id, p.from, p.crossing, p.kind.code(), &p.envelope_sealed, p.at, p.until];
    run(tx, INSERT_PENDING, args).await.map(Inserted::of)
}

const LIST_PENDING: &str = "SELECT id, from_org, crossing_id, kind, envelope_sealed, at, until FROM inbox_pending \
     WHERE org_id = $1 AND kind NOT IN ('plan_line', 'line_taken_back', 'letter') ORDER BY at, id LIMIT $2";

/// What waits for a member with keys, oldest first. What belongs to a plan waits until the plan is opened, and is left
/// out: any amount of it would hide the rest.
///
/// # Errors
/// When the database does not answer.
pub async fn list_pending(db: &impl Reads, scope: &OrgScope, limit: u32) -> Result<Vec<Pending>> {
    all(db, LIST_PENDING, args![scope.org(), limit], pending_row).await
}

const PENDING_OF: &str = "SELECT id, from_org, crossing_id, kind, envelope_sealed, at, until FROM inbox_pending \
     WHERE org_id = $1 AND crossing_id = $2 ORDER BY at, id";

/// What waits about one crossing, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn pending_of(db: &impl Reads, scope: &OrgScope, crossing: CrossingId) -> Result<Vec<Pending>> {
    all(db, PENDING_OF, args![scope.org(), crossing], pending_row).await
}

const FORGET_TOLD: &str =
    "DELETE FROM inbox_pending WHERE org_id = $1 AND from_org = $2 AND crossing_id = $3 AND kind = 'status'";

/// Deletes what a partner told about a crossing and nobody has taken in. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_told(tx: &Tx, scope: &OrgScope, from: OrgId, crossing: CrossingId) -> Result<u64> {
    run(tx, FORGET_TOLD, args![scope.org(), from, crossing]).await
}

const TAKE_PENDING: &str = "DELETE FROM inbox_pending WHERE org_id = $1 AND id = $2";

/// Takes a message in. Answers whether it still waited: if not, a colleague was first.
///
/// # Errors
/// When the database does not answer.
pub async fn take_pending(tx: &Tx, scope: &OrgScope, message: MessageId) -> Result<bool> {
    Ok(run(tx, TAKE_PENDING, args![scope.org(), message]).await? > 0)
}
