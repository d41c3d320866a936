//! Reading records: lists in the order they are shown, one record, and what happened to it.

use super::{Content, EventRow, InboxKey, ReferralLine, ReferralRow, TimeKey, line, line_columns, line_from, visible};
use crate::backend::{Reads, all, one};
use crate::error::Result;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use domain::ids::{CrossingId, MemberId, ReferralId};
use domain::referral::{Bank, Event};
use domain::time::Timestamp;
use vault::Sealed;

/// Just before the first row of a list that begins with the newest.
pub(crate) fn before(after: Option<TimeKey>) -> (Timestamp, ReferralId) {
    after.map_or((Timestamp::from_micros(i64::MAX), ReferralId::from_bytes([0xFF; 16])), |key| (key.at, key.id))
}

const FIND: &str = concat!(
    "SELECT ",
    line_columns!(),
    ", r.record_key_sealed, r.record_key_epoch, r.person_sealed, r.envelope_sealed, r.number_wiped, r.forget_due, \
     r.contact_unsure, r.wishes_unsure",
    line_from!(),
    " WHERE r.org_id = $1 AND r.id = $3 AND ",
    visible!()
);

/// A record, if the viewer may know of it.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReferralId) -> Result<Option<ReferralRow>> {
    let read = |row: &mut Row| {
        let line = line(row)?;
        let (record_key_sealed, record_key_epoch) = (row.opt_bytes()?, row.number()?);
        let person_sealed = row.opt_bytes()?.map(Sealed::from_bytes);
        let content = Content { record_key_sealed, record_key_epoch, person_sealed, envelope_sealed: row.opt_bytes()? };
        let number_wiped = row.bool()?;
        let forget_due = crate::retention::parts(row)?;
        let (contact_unsure, wishes_unsure) = (row.bool()?, row.bool()?);
        Ok(ReferralRow { line, content, number_wiped, forget_due, contact_unsure, wishes_unsure })
    };
    one(db, FIND, args![scope.org(), viewer, id], read).await
}

const FIND_CROSSING: &str =
    concat!("SELECT ", line_columns!(), line_from!(), " WHERE r.org_id = $1 AND r.crossing_id = $3 AND r.bank = $4");

/// The record of a crossing on a bank, for the software's own work: it shows nobody anything.
///
/// # Errors
/// When the database does not answer.
pub async fn find_crossing(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    crossing: CrossingId,
    bank: Bank,
) -> Result<Option<ReferralLine>> {
    // Nobody is the viewer: the software's own work hides nothing from itself.
    let nobody = MemberId::from_bytes([0; 16]);
    one(db, FIND_CROSSING, args![scope.org(), nobody, crossing, bank.code()], line).await
}

const INBOX: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'receiver' AND r.queue < 2 AND (r.queue, r.created_at, r.id) > ($3, $4, $5) AND ",
    visible!(),
    " ORDER BY r.queue, r.created_at, r.id LIMIT $6"
);

/// What arrived and is not finished: pinned first, then who waits for an answer, then who has one; each the longest first.
///
/// # Errors
/// When the database does not answer.
pub async fn inbox(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    after: Option<InboxKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let (queue, at, id) = match after {
        Some(key) => (key.queue, key.created_at, key.id),
        None => (i64::from(i16::MIN), Timestamp::from_micros(i64::MIN), ReferralId::from_bytes([0; 16])),
    };
    all(db, INBOX, args![scope.org(), viewer, queue, at, id, limit], line).await
}

const SENT: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'sender' AND r.destroyed_at IS NULL AND (r.created_at, r.id) < ($3, $4) AND ",
    visible!(),
    " ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
);
/// What went here by its time, was delivered, and was stopped by nobody: the partner may have its copy still.
const SENT_GONE: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'sender' AND r.destroyed_at > $6 AND r.delivered_at IS NOT NULL \
     AND r.status <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM sharing_end s WHERE s.org_id = r.org_id \
     AND s.referral_id = r.id AND s.purpose IS NULL) AND (r.created_at, r.id) < ($3, $4) AND ",
    visible!(),
    " ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
);

/// Two lists of the same order as one: each found by an index of its own, whatever went before.
fn newest(mut one: Vec<ReferralLine>, other: Vec<ReferralLine>, limit: u32) -> Vec<ReferralLine> {
    one.extend(other);
    one.sort_by_key(|line| std::cmp::Reverse((line.referral.created_at, line.referral.id)));
    one.truncate(limit as usize);
    one
}

/// What was sent, newest first, finished or not, and not what was forgotten. What went by its time since `gone_since`
/// stands among it until it is stopped, 180 days at most: a person may want to stop it, and the partner's copy lives on.
///
/// # Errors
/// When the database does not answer.
pub async fn sent(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    gone_since: Timestamp,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let (at, id) = before(after);
    let living = all(db, SENT, args![scope.org(), viewer, at, id, limit], line).await?;
    let gone = all(db, SENT_GONE, args![scope.org(), viewer, at, id, limit, gone_since], line).await?;
    Ok(newest(living, gone, limit))
}

const FINISHED: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'receiver' AND r.queue = 2 AND r.destroyed_at IS NULL \
     AND (r.created_at, r.id) < ($3, $4) AND ",
    visible!(),
    " ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
);
const STOPPED: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'receiver' AND r.queue = 2 AND r.destroyed_at > $6 \
     AND (r.created_at, r.id) < ($3, $4) AND ",
    visible!(),
    " AND EXISTS (SELECT 1 FROM tombstone t WHERE t.org_id = r.org_id AND t.table_name = 'referrals' AND t.row_id = r.id \
     AND t.rule = 'sharing_ended') AND NOT EXISTS (SELECT 1 FROM purge_ask a WHERE a.org_id = r.org_id \
     AND a.referral_id = r.id AND a.answer IS NOT NULL) ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
);

/// What arrived and is finished, newest arrival first, and not what was forgotten. What the partner stopped since
/// `stopped_since` stands among it, so that whoever worked on it sees that sharing has ended, until it is answered that the
/// copy is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn finished(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    stopped_since: Timestamp,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let (at, id) = before(after);
    let living = all(db, FINISHED, args![scope.org(), viewer, at, id, limit], line).await?;
    let stopped = all(db, STOPPED, args![scope.org(), viewer, at, id, limit, stopped_since], line).await?;
    Ok(newest(living, stopped, limit))
}

const IDS: &str = concat!(
    "SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.id < $3 AND ",
    visible!(),
    " ORDER BY r.id DESC LIMIT $4"
);

/// Every record that the viewer may know of, on either bank and wherever it stands, the latest first: for looking one up
/// by its short code, which no column holds.
///
/// # Errors
/// When the database does not answer.
pub async fn ids_before(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    before: Option<ReferralId>,
    limit: u32,
) -> Result<Vec<ReferralId>> {
    let before = before.unwrap_or(ReferralId::from_bytes([0xFF; 16]));
    all(db, IDS, args![scope.org(), viewer, before, limit], |row| row.id(ReferralId::new)).await
}

const WAITING: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.status = 'received' AND r.destroyed_at IS NULL AND ",
    visible!(),
    " ORDER BY r.answer_by, r.id LIMIT $3"
);

/// What arrived and nobody has taken, the earliest promise first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(db: &impl Reads, scope: &OrgScope, viewer: MemberId, limit: u32) -> Result<Vec<ReferralLine>> {
    all(db, WAITING, args![scope.org(), viewer, limit], line).await
}

const N_WAITING: &str = concat!(
    "SELECT COUNT(*) FROM (SELECT 1 FROM referral r WHERE r.org_id = $1 AND r.status = 'received' \
     AND r.destroyed_at IS NULL AND ",
    visible!(),
    " LIMIT $3) AS waiting"
);

/// How many wait, counted up to `at_most`.
///
/// # Errors
/// When the database does not answer.
pub async fn n_waiting(db: &impl Reads, scope: &OrgScope, viewer: MemberId, at_most: u32) -> Result<u32> {
    Ok(one(db, N_WAITING, args![scope.org(), viewer, at_most], Row::number).await?.unwrap_or(0))
}

const N_ASSIGNED: &str = concat!(
    "SELECT COUNT(*) FROM referral r WHERE r.org_id = $1 AND r.assigned = $3 \
     AND r.status IN ('accepted', 'connecting', 'connected') AND ",
    visible!()
);

/// How many open records somebody works on, of those that the viewer may see.
///
/// # Errors
/// When the database does not answer.
pub async fn n_assigned(db: &impl Reads, scope: &OrgScope, viewer: MemberId, member: MemberId) -> Result<u32> {
    Ok(one(db, N_ASSIGNED, args![scope.org(), viewer, member], Row::number).await?.unwrap_or(0))
}

const EVENTS: &str = "SELECT e.seq, e.code, e.detail, e.member_id, m.name, e.at, e.content_version \
     FROM referral_event e LEFT JOIN member m ON m.org_id = e.org_id AND m.id = e.member_id \
     WHERE e.org_id = $1 AND e.referral_id = $3 AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = e.org_id \
     AND c.member_id = $2 AND c.referral_id = e.referral_id) ORDER BY e.seq";

/// What happened to a record, oldest first; nothing when it is hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn events(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReferralId) -> Result<Vec<EventRow>> {
    let read = |row: &mut Row| {
        let (seq, code, detail) = (row.number()?, row.text()?, row.opt_text()?);
        let event = Event::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
        Ok(EventRow {
            seq,
            event,
            member: row.opt_id(MemberId::new)?,
            member_name: row.opt_text()?,
            at: row.time()?,
            content_version: row.number()?,
        })
    };
    all(db, EVENTS, args![scope.org(), viewer, id], read).await
}

const OVERDUE: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.status = 'received' AND r.destroyed_at IS NULL AND r.escalation < $4 \
     AND r.answer_by - (r.answer_by - r.created_at) * $6 / 4 < $3 \
     AND (r.untaken_until IS NULL OR r.untaken_until > $3) ORDER BY r.answer_by, r.id LIMIT $5"
);

/// Records that nobody has taken, whose promise has passed but for this many quarters of it, and that were brought to
/// attention less than `level` times, for the software's own work. The promise is the one they arrived under. What
/// nobody may take any more is brought to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn overdue(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    now: Timestamp,
    quarters: u8,
    level: u8,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let nobody = MemberId::from_bytes([0; 16]);
    all(db, OVERDUE, args![scope.org(), nobody, now, level, limit, quarters], line).await
}

const REPLIES: &str = "SELECT created_at, answered_at FROM referral WHERE org_id = $1 AND answered_at IS NOT NULL \
     ORDER BY answered_at DESC LIMIT $2";

/// Arrival and first answer of the latest arrived referrals that were answered, at most `limit`: what a pulse is made of, for
/// the software's own work.
///
/// # Errors
/// When the database does not answer.
pub async fn replies(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    limit: u32,
) -> Result<Vec<(Timestamp, Timestamp)>> {
    let read = |row: &mut Row| Ok((row.time()?, row.time()?));
    all(db, REPLIES, args![scope.org(), limit], read).await
}
