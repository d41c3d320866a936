//! Receipt: each message is taken once. What needs a key to be understood waits for a member who has one.

use crate::backend::{Reads, all, run};
use crate::care_plan::unread_not_held;
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

/// What is over and held stays as it came, and nobody takes it in.
macro_rules! may_be_taken {
    () => {
        concat!("(until IS NULL OR until > $3 OR (1 = 1", unread_not_held!(), "))")
    };
}

const LIST_PENDING: &str = concat!(
    "SELECT id, from_org, crossing_id, kind, envelope_sealed, at, until FROM inbox_pending \
     WHERE org_id = $1 AND kind NOT IN ('plan_line', 'line_taken_back', 'letter', 'referral_letter', \
     'contact_changed') AND ",
    may_be_taken!(),
    " ORDER BY at, id LIMIT $2"
);

/// What waits for a member with keys, oldest first. What belongs to a plan waits until the plan is opened, and a
/// message beside a referral or a changed contact plan until its record is; all of them are left out: any amount of them would hide the rest. So is what is over and a hold keeps.
///
/// # Errors
/// When the database does not answer.
pub async fn list_pending(db: &impl Reads, scope: &OrgScope, now: Timestamp, limit: u32) -> Result<Vec<Pending>> {
    all(db, LIST_PENDING, args![scope.org(), limit, now], pending_row).await
}

const PENDING_OF: &str = concat!(
    "SELECT id, from_org, crossing_id, kind, envelope_sealed, at, until FROM inbox_pending \
     WHERE org_id = $1 AND crossing_id = $2 AND ",
    may_be_taken!(),
    " ORDER BY at, id"
);

/// What waits about one crossing, oldest first; not what is over and a hold keeps.
///
/// # Errors
/// When the database does not answer.
pub async fn pending_of(
    db: &impl Reads,
    scope: &OrgScope,
    crossing: CrossingId,
    now: Timestamp,
) -> Result<Vec<Pending>> {
    all(db, PENDING_OF, args![scope.org(), crossing, now], pending_row).await
}

const HIDE_TOLD: &str = "UPDATE inbox_pending SET until = $4 WHERE org_id = $1 AND from_org = $2 AND crossing_id = $3 \
     AND kind = 'status' AND (until IS NULL OR until > $4)";
const FORGET_TOLD: &str = concat!(
    "DELETE FROM inbox_pending WHERE org_id = $1 AND from_org = $2 AND crossing_id = $3 AND kind = 'status'",
    unread_not_held!()
);

/// Deletes what a partner told about a crossing and nobody has taken in; what a hold keeps is taken in by nobody any
/// more. Answers how many went.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_told(tx: &Tx, scope: &OrgScope, from: OrgId, crossing: CrossingId, at: Timestamp) -> Result<u64> {
    run(tx, HIDE_TOLD, args![scope.org(), from, crossing, at]).await?;
    run(tx, FORGET_TOLD, args![scope.org(), from, crossing]).await
}

const FORGET_TOTALS: &str = "DELETE FROM inbox_pending WHERE org_id = $1 AND from_org = $2 AND crossing_id = $3 \
     AND kind = 'coalition_totals'";

/// Deletes what came along a connection with a coalition and was not taken in: it has ended.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_totals(tx: &Tx, scope: &OrgScope, from: OrgId, crossing: CrossingId) -> Result<u64> {
    run(tx, FORGET_TOTALS, args![scope.org(), from, crossing]).await
}

const TAKE_PENDING: &str = "DELETE FROM inbox_pending WHERE org_id = $1 AND id = $2 AND COALESCE(until, 0) = $3";

/// Takes a message in as it was read. Answers whether it still waited so: if not, a colleague was first, or a stop came
/// between and a hold keeps the row.
///
/// # Errors
/// When the database does not answer.
pub async fn take_pending(tx: &Tx, scope: &OrgScope, read: &Pending) -> Result<bool> {
    let until = read.until.unwrap_or(Timestamp::from_micros(0));
    Ok(run(tx, TAKE_PENDING, args![scope.org(), read.id, until]).await? > 0)
}
