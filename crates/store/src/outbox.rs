//! Sealed messages on their way. Nobody here holds a key.
//!
//! Invariant: messages of one crossing leave in the order they were queued.
//! Invariant: [`deliver`] and the receiver's [`crate::inbox::receive`] run in one write, so a message is taken
//! exactly once, and one that was withdrawn a moment before is not taken at all.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::many::{Each, Insert, insert_rows, run_each};
use crate::referrals::Unsealed;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::{Value, args};
use crate::write::Tx;
use domain::ids::{CrossingId, MessageId, OrgId, ReleaseId};
use domain::message::MessageKind;
use domain::referral::{Direction, Handoff, Urgency};
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

/// A message that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// As it was queued.
    pub message: NewOutgoing,
    /// How often it was put back.
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

fn outgoing(row: &mut Row) -> Result<Outgoing> {
    let (id, to, crossing) = (row.id(MessageId::new)?, row.id(OrgId::new)?, row.id(CrossingId::new)?);
    let (kind, release, valid_until) = (row.code(MessageKind::parse)?, row.opt_id(ReleaseId::new)?, row.opt_time()?);
    let envelope_sealed = row.bytes()?;
    let routing = routing(row)?;
    let created_at = row.time()?;
    let message = NewOutgoing { id, to, crossing, kind, release, valid_until, envelope_sealed, routing, created_at };
    Ok(Outgoing { message, attempts: row.number()? })
}

/// The outside of a referral; other messages have none.
fn routing(row: &mut Row) -> Result<Option<Routing>> {
    let (direction, handoff, urgency) = (row.opt_text()?, row.opt_text()?, row.opt_text()?);
    let (language, do_not_contact, sender_name) = (row.opt_text()?, row.opt_int()?, row.opt_text()?);
    let (Some(direction), Some(handoff), Some(urgency)) = (direction, handoff, urgency) else { return Ok(None) };
    let said = Unsealed {
        handoff: Handoff::parse(&handoff).map_err(|_| row.unreadable())?,
        urgency: Urgency::parse(&urgency).map_err(|_| row.unreadable())?,
        language: language.unwrap_or_default(),
        do_not_contact: do_not_contact.is_none_or(|value| value != 0),
        sender_name: sender_name.unwrap_or_default(),
    };
    Ok(Some(Routing { direction: Direction::parse(&direction).map_err(|_| row.unreadable())?, said }))
}

static MESSAGES: Insert = Insert::new(
    "outbox (org_id, id, to_org, crossing_id, kind, release_id, valid_until, envelope_sealed, direction, handoff, \
           urgency, language, do_not_contact, sender_name, state, attempts, next_at, created_at)",
    "ON CONFLICT DO NOTHING RETURNING id",
);

/// Queues messages. Answers which are new.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_all(tx: &Tx, messages: &[(OrgScope, &NewOutgoing)]) -> Result<Vec<MessageId>> {
    let rows = messages.iter().map(|(scope, new)| message_args(scope, new)).collect();
    insert_rows(tx, &MESSAGES, rows, |row| row.id(MessageId::new)).await
}

fn message_args(scope: &OrgScope, new: &NewOutgoing) -> Vec<Value> {
    let said = new.routing.as_ref().map(|routing| &routing.said);
    args![
        scope.org(),
        new.id,
        new.to,
        new.crossing,
        new.kind.code(),
        new.release,
        new.valid_until,
        &new.envelope_sealed,
        new.routing.as_ref().map(|routing| routing.direction.code()),
        said.map(|said| said.handoff.code()),
        said.map(|said| said.urgency.code()),
        said.map(|said| said.language.as_str()),
        said.map(|said| said.do_not_contact),
        said.map(|said| said.sender_name.as_str()),
        "queued",
        0_u32,
        new.created_at,
        new.created_at,
    ]
}

const CLOSES: &str = "UPDATE outbox SET do_not_contact = $3 WHERE org_id = $1 AND id = $2 \
     AND kind = 'contact_changed' AND state = 'queued'";

/// Says of a changed contact plan that was queued whether it closes contact. The record of the person says the same in clear,
/// and it goes with the envelope ([`crate::releases::recall_plans`]).
///
/// # Errors
/// When the database does not answer.
pub async fn set_closes(tx: &Tx, scope: &OrgScope, id: MessageId, closes: bool) -> Result<bool> {
    Ok(run(tx, CLOSES, args![scope.org(), id, closes]).await? > 0)
}

/// What ends something, as the index `outbox_first` says it (`MessageKind::goes_first`).
macro_rules! first_kinds {
    () => {
        "('stop', 'line_taken_back', 'care_stopped', 'purge_asked', 'purge_answered', 'affiliation_ended')"
    };
}
pub(crate) use first_kinds;

const DUE_ORGS: &str = concat!(
    "SELECT id, due FROM (SELECT g.id, (SELECT MIN(o.next_at) FROM outbox o WHERE o.org_id = g.id \
     AND o.state = 'queued') AS due, (SELECT MIN(o.next_at) FROM outbox o WHERE o.org_id = g.id \
     AND o.state = 'queued' AND o.kind IN ",
    first_kinds!(),
    ") AS first FROM organization g) AS waiting WHERE due <= $1 \
     ORDER BY CASE WHEN first <= $1 THEN 0 ELSE 1 END, due, id LIMIT $2"
);

/// Organizations with something due: those with something that goes first, then those waiting longest.
///
/// # Errors
/// When the database does not answer.
pub async fn due_orgs(db: &impl Reads, _: &WorkerToken, now: Timestamp, limit: u32) -> Result<Vec<OrgId>> {
    all(db, DUE_ORGS, args![now, limit], |row| row.id(OrgId::new)).await
}

/// The head of each crossing's line only, so that a stop never overtakes what it stops, nor the reverse. What ends
/// something waits for less than the rest does.
macro_rules! due {
    ($kinds:literal, $waits_for:expr) => {
        concat!(
            "SELECT o.id, o.to_org, o.crossing_id, o.kind, o.release_id, o.valid_until, o.envelope_sealed, \
             o.direction, o.handoff, o.urgency, o.language, o.do_not_contact, o.sender_name, o.created_at, o.attempts \
             FROM outbox o WHERE o.org_id = $1 AND o.state = 'queued' AND o.kind ",
            $kinds,
            first_kinds!(),
            " AND o.next_at <= $2 AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.org_id = $1 \
             AND e.crossing_id = o.crossing_id AND e.state = 'queued' AND (e.created_at, e.id) < (o.created_at, o.id)",
            $waits_for,
            ") \
             ORDER BY o.next_at, o.id LIMIT $3"
        )
    };
}
/// What holds nothing up ([`MessageKind::holds_up_an_end`]).
macro_rules! passed_over {
    () => {
        "('status', 'opened', 'plan_line', 'letter', 'referral_letter', 'contact_changed', 'coalition_totals')"
    };
}
const DUE_FIRST: &str = due!("IN ", concat!(" AND e.kind NOT IN ", passed_over!()));
const DUE_THEN: &str = due!("NOT IN ", "");

/// Due messages: what ends something ([`MessageKind::goes_first`]), however long the line is, then the rest; of each
/// the longest due first. Among them what is past its time, which [`expire`] kills and [`deliver`] refuses.
/// Reading takes nothing: of two processes that read the same message, [`deliver`] lets one have it.
///
/// # Errors
/// When the database does not answer.
pub async fn due(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Outgoing>> {
    let mut due = all(db, DUE_FIRST, args![scope.org(), now, limit], outgoing).await?;
    let room = limit.saturating_sub(u32::try_from(due.len()).unwrap_or(limit));
    if room > 0 {
        due.extend(all(db, DUE_THEN, args![scope.org(), now, room], outgoing).await?);
    }
    Ok(due)
}

const WAITS: &str =
    "SELECT 1 FROM outbox WHERE org_id = $1 AND crossing_id = $2 AND state = 'queued' AND kind = $3 LIMIT 1";

/// Whether a message of this kind about the crossing is still on its way.
///
/// # Errors
/// When the database does not answer.
pub async fn waits(db: &impl Reads, scope: &OrgScope, crossing: CrossingId, kind: MessageKind) -> Result<bool> {
    Ok(one(db, WAITS, args![scope.org(), crossing, kind.code()], |_| Ok(())).await?.is_some())
}

/// What the receiver's list was to show goes from the outbox with the envelope.
macro_rules! routing_gone {
    () => {
        "direction = NULL, handoff = NULL, urgency = NULL, language = NULL, do_not_contact = NULL, sender_name = NULL"
    };
}

const EXPIRE: &str = concat!(
    "UPDATE outbox SET state = 'dead', envelope_sealed = NULL, done_at = $2, last_error = 'expired', ",
    routing_gone!(),
    " WHERE org_id = $1 AND state = 'queued' AND next_at <= $2 AND valid_until <= $2 RETURNING id, crossing_id, kind"
);
const STOPPED: &str = "UPDATE disclosure SET stopped_at = $3 WHERE org_id = $1 AND message_id = $2 \
     AND delivered_at IS NULL AND stopped_at IS NULL";

/// Kills what is due and past its time, and marks its disclosures. Answers which. ([`retry`] puts nothing off beyond
/// its time.)
///
/// # Errors
/// When the database does not answer.
pub async fn expire(tx: &Tx, scope: &OrgScope, now: Timestamp) -> Result<Vec<(MessageId, CrossingId, MessageKind)>> {
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, row.id(CrossingId::new)?, row.code(MessageKind::parse)?));
    let expired = all(tx, EXPIRE, args![scope.org(), now], read).await?;
    for (message, ..) in &expired {
        run(tx, STOPPED, args![scope.org(), *message, now]).await?;
    }
    Ok(expired)
}

static DELIVER: Each = Each::new(
    concat!(
        "UPDATE outbox SET state = 'delivered', envelope_sealed = NULL, done_at = $2, ",
        routing_gone!(),
        " WHERE org_id = $1 \
     AND state = 'queued' AND (valid_until IS NULL OR valid_until > $2) AND id = $3 RETURNING id"
    ),
    "$3",
);
static DISCLOSED: Each =
    Each::new("UPDATE disclosure SET delivered_at = $2 WHERE org_id = $1 AND message_id = $3", "$3");

/// Marks messages and their disclosures as delivered; the envelopes go. Answers which were still queued and in
/// time: the receiver must not take any other.
///
/// # Errors
/// When the database does not answer.
pub async fn deliver(tx: &Tx, scope: &OrgScope, ids: &[MessageId], at: Timestamp) -> Result<Vec<MessageId>> {
    let uuids = |ids: &[MessageId]| ids.iter().map(|id| id.uuid()).collect();
    let taken = run_each(tx, &DELIVER, args![scope.org(), at], uuids(ids), |row| row.id(MessageId::new)).await?;
    run_each(tx, &DISCLOSED, args![scope.org(), at], uuids(&taken), |_| Ok(())).await?;
    Ok(taken)
}

const RETRY: &str = "UPDATE outbox SET next_at = CASE WHEN valid_until < $3 THEN valid_until ELSE $3 END, \
     last_error = $4, attempts = attempts + 1 WHERE org_id = $1 AND id = $2 AND state = 'queued'";

/// Puts a message back for later, with a code of what went wrong. Answers whether it was still queued.
///
/// # Errors
/// When the database does not answer.
pub async fn retry(tx: &Tx, scope: &OrgScope, id: MessageId, next_at: Timestamp, error: &str) -> Result<bool> {
    Ok(run(tx, RETRY, args![scope.org(), id, next_at, error]).await? > 0)
}

const GIVE_UP: &str = concat!(
    "UPDATE outbox SET state = 'dead', envelope_sealed = NULL, done_at = $3, last_error = $4, ",
    routing_gone!(),
    " WHERE org_id = $1 AND id = $2 AND state = 'queued'"
);

/// Gives a message up for good; the envelope goes. Answers whether it was still queued.
///
/// # Errors
/// When the database does not answer.
pub async fn give_up(tx: &Tx, scope: &OrgScope, id: MessageId, at: Timestamp, error: &str) -> Result<bool> {
    if run(tx, GIVE_UP, args![scope.org(), id, at, error]).await? == 0 {
        return Ok(false);
    }
    run(tx, STOPPED, args![scope.org(), id, at]).await?;
    Ok(true)
}

const END_CROSSING: &str = concat!(
    "UPDATE outbox SET valid_until = $3, next_at = $3 WHERE org_id = $1 AND crossing_id = $2 AND state = 'queued' \
     AND kind NOT IN ",
    first_kinds!()
);

/// Ends now what waits about a crossing, but for what ends something: it cannot be delivered from here on, and
/// [`expire`] takes it out and says so. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn end_crossing(tx: &Tx, scope: &OrgScope, crossing: CrossingId, now: Timestamp) -> Result<u64> {
    run(tx, END_CROSSING, args![scope.org(), crossing, now]).await
}

const HASTEN: &str = "UPDATE outbox SET next_at = $3, attempts = 0 \
     WHERE org_id = $1 AND to_org = $2 AND state = 'queued' AND next_at > $3";

/// Makes due what waits for a partner: what held it up is over. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn hasten(tx: &Tx, scope: &OrgScope, to: OrgId, now: Timestamp) -> Result<u64> {
    run(tx, HASTEN, args![scope.org(), to, now]).await
}

const DEPTH: &str = "SELECT COALESCE(SUM(CASE WHEN state = 'queued' THEN 1 ELSE 0 END), 0), \
     COALESCE(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END), 0) FROM outbox WHERE org_id = $1";

/// How many messages of an organization stand where.
///
/// # Errors
/// When the database does not answer.
pub async fn depth(db: &impl Reads, scope: &OrgScope) -> Result<Depth> {
    let read = |row: &mut Row| Ok(Depth { queued: row.number()?, dead: row.number()? });
    Ok(one(db, DEPTH, args![scope.org()], read).await?.unwrap_or_default())
}

const NEXT_DUE: &str = "SELECT MIN(due) FROM (SELECT (SELECT MIN(o.next_at) FROM outbox o WHERE o.org_id = g.id \
     AND o.state = 'queued') AS due FROM organization g) AS waiting";

/// When the next message of any organization is due; none when nothing is queued.
///
/// # Errors
/// When the database does not answer.
pub async fn next_due(db: &impl Reads, _: &WorkerToken) -> Result<Option<Timestamp>> {
    Ok(one(db, NEXT_DUE, Vec::new(), Row::opt_time).await?.flatten())
}

const DELETE_DONE: &str = "DELETE FROM outbox WHERE org_id = $1 AND done_at < $2";

/// Deletes rows that were delivered or given up before this time. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_done(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<u64> {
    run(tx, DELETE_DONE, args![scope.org(), before]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_passes_over_what_holds_up_no_end() {
        for kind in MessageKind::ALL {
            let named = format!("'{}'", kind.code());
            assert_eq!(passed_over!().contains(&named), !kind.holds_up_an_end(), "{named}");
            assert_eq!(first_kinds!().contains(&named), kind.goes_first(), "{named}");
        }
    }
}
