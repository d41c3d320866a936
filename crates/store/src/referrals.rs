//! An organization's records of referrals: what stands in clear, what is sealed, and what happened.
//!
//! Invariant: a change is guarded by the status and version the caller saw; it writes its event and its tally.
//! Invariant: functions for people take the viewer and answer nothing of what is hidden from them.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::{Value, args};
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, OrgId, ReferralId};
use domain::measure::{TallyKey, counts_of};
use domain::referral::{Bank, Direction, Event, Handoff, PersonCard, Referral, Status, Urgency};
use domain::time::{Month, Timestamp};
use vault::Sealed;

/// Columns of a record in a list, in the order of [`line`]. `$2` is the viewer.
macro_rules! line_columns {
    () => {
        "r.id, r.org_id, r.crossing_id, r.bank, r.partner_id, r.direction, r.handoff, r.urgency, r.language, \
         r.do_not_contact, r.sender_name, r.status, r.detail, r.assigned, r.created_at, r.answer_by, r.delivered_at, \
         r.changed_at, r.version, m.name, CASE WHEN p.member_id IS NULL THEN 0 ELSE 1 END, r.escalation, r.visit_at"
    };
}
macro_rules! line_from {
    () => {
        " FROM referral r LEFT JOIN member m ON m.org_id = r.org_id AND m.id = r.assigned \
         LEFT JOIN referral_pass p ON p.org_id = r.org_id AND p.referral_id = r.id AND p.member_id = $2"
    };
}
/// The viewer stands on no list of this record.
macro_rules! visible {
    () => {
        "NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id AND c.member_id = $2 AND c.referral_id = r.id)"
    };
}
pub(crate) use {line_columns, line_from};

/// Reads [`line_columns`].
pub(crate) fn line(row: &mut Row) -> Result<ReferralLine> {
    let (id, org, crossing) = (row.id(ReferralId::new)?, row.id(OrgId::new)?, row.id(CrossingId::new)?);
    let (bank, partner, direction) = (row.code(Bank::parse)?, row.id(OrgId::new)?, row.code(Direction::parse)?);
    let (handoff, urgency, language) = (row.code(Handoff::parse)?, row.code(Urgency::parse)?, row.text()?);
    let (do_not_contact, sender_name, code, detail) = (row.bool()?, row.text()?, row.text()?, row.opt_text()?);
    let status = Status::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
    let referral = Referral {
        id,
        org,
        crossing,
        bank,
        partner,
        direction,
        handoff,
        urgency,
        language,
        do_not_contact,
        sender_name,
        status,
        assigned: row.opt_id(MemberId::new)?,
        created_at: row.time()?,
        answer_by: row.time()?,
        delivered_at: row.opt_time()?,
        changed_at: row.time()?,
        version: row.number()?,
    };
    Ok(ReferralLine {
        referral,
        assigned_name: row.opt_text()?,
        passed_by_viewer: row.bool()?,
        escalation: row.number()?,
        visit_at: row.opt_text()?,
    })
}

/// Place in the inbox: 0 pinned, 1 open, 2 finished.
fn queue_of(referral: &Referral) -> u8 {
    match referral.status.is_final() {
        true => 2,
        false => u8::from(!is_pinned(referral)),
    }
}

/// Just before the first row of a list that begins with the newest.
fn before(after: Option<TimeKey>) -> (Timestamp, ReferralId) {
    after.map_or((Timestamp::from_micros(i64::MAX), ReferralId::from_bytes([0xFF; 16])), |key| (key.at, key.id))
}

const FIRST_EVENT: &str = "INSERT INTO referral_event (org_id, referral_id, seq, code, detail, direction, member_id, at, \
     month, content_version) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)";
const NEXT_EVENT: &str = "INSERT INTO referral_event (org_id, referral_id, seq, code, detail, direction, member_id, at, \
     month, content_version) SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5, $6, $7, $8, $9 FROM referral_event \
     WHERE org_id = $1 AND referral_id = $2";

fn event_args(scope: &OrgScope, id: ReferralId, direction: Direction, h: &Happening, version: u32) -> Vec<Value> {
    args![scope.org(), id, h.event.code(), h.event.detail(), direction.code(), h.member, h.at, h.month.code(), version]
}

fn count(tx: &Tx, scope: &OrgScope, direction: Direction, happening: &Happening) {
    for measure in counts_of(happening.event) {
        let key = TallyKey { month: happening.month, direction: Some(direction), measure: *measure };
        tx.tally(scope, key, 1);
    }
}

/// What happens to a record: the event, by whom, when, and the month it counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happening {
    /// What.
    pub event: Event,
    /// By whom; nobody when the software did it.
    pub member: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// The month it counts in, in the organization's time zone.
    pub month: Month,
}

/// The sealed parts of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The record key, wrapped under the compartment key `intake`; none before a receiver has opened the envelope,
    /// and none once the content was destroyed.
    pub record_key_sealed: Option<Vec<u8>>,
    /// Epoch of that compartment key.
    pub record_key_epoch: u32,
    /// The person, under the record key.
    pub person_sealed: Option<Sealed<PersonCard>>,
    /// On the receiver's bank, the message as it came, until the record has a key of its own.
    pub envelope_sealed: Option<Vec<u8>>,
}

/// A record as it begins.
#[derive(Debug, Clone)]
pub struct NewReferral {
    /// What stands in clear. `referral.org` is set from the scope.
    pub referral: Referral,
    /// What is sealed.
    pub content: Content,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralLine {
    /// What stands in clear.
    pub referral: Referral,
    /// Name of the member who works on it.
    pub assigned_name: Option<String>,
    /// The viewer left it for a colleague.
    pub passed_by_viewer: bool,
    /// How far it was brought to attention: 0 not yet, 1 liaison, 2 alternate, 3 lead.
    pub escalation: u8,
    /// Civil date and time of a booked visit.
    pub visit_at: Option<String>,
}

/// A record with its sealed parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralRow {
    /// As in a list.
    pub line: ReferralLine,
    /// What is sealed.
    pub content: Content,
    /// The contact number was taken out of the content.
    pub number_wiped: bool,
    /// When the content was destroyed.
    pub destroyed_at: Option<Timestamp>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// From 1 in each record.
    pub seq: u32,
    /// What.
    pub event: Event,
    /// By whom; nobody when the software did it.
    pub member: Option<MemberId>,
    /// Their name.
    pub member_name: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Version of the sealed content at that time.
    pub content_version: u32,
}

/// A guarded change of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub id: ReferralId,
    /// Where the caller saw it stand.
    pub from: Status,
    /// Where it stands afterwards (`domain::referral::apply`).
    pub to: Status,
    /// Who works on it afterwards.
    pub assigned: Option<MemberId>,
    /// What happened.
    pub happening: Happening,
}

/// What stands in clear of an arrived referral, once a member has opened its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    /// How they are introduced.
    pub handoff: Handoff,
    /// When help is needed.
    pub urgency: Urgency,
    /// ISO 639 code.
    pub language: String,
    /// "Do not contact" stands on the plan.
    pub do_not_contact: bool,
    /// Who sent it.
    pub sender_name: String,
}

/// Where the next page of the inbox begins: after this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxKey {
    /// The row is among those pinned on top.
    pub pinned: bool,
    /// When it arrived.
    pub created_at: Timestamp,
    /// Which.
    pub id: ReferralId,
}

/// Where the next page of a list by time begins: after this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeKey {
    /// Its time.
    pub at: Timestamp,
    /// Which.
    pub id: ReferralId,
}

impl ReferralLine {
    /// The key of this row in the inbox: a handoff that is now stands on top until somebody takes it.
    #[must_use]
    pub fn inbox_key(&self) -> InboxKey {
        let referral = &self.referral;
        InboxKey { pinned: is_pinned(referral), created_at: referral.created_at, id: referral.id }
    }
    /// The key of this row in a list by the time it was sent or arrived.
    #[must_use]
    pub fn time_key(&self) -> TimeKey {
        TimeKey { at: self.referral.created_at, id: self.referral.id }
    }
}

/// Somebody waits on the line or in the room, and nobody has taken it.
fn is_pinned(referral: &Referral) -> bool {
    referral.bank == Bank::Receiver && referral.status == Status::Received && referral.handoff.is_now()
}

const INSERT: &str = "INSERT INTO referral (org_id, id, crossing_id, bank, partner_id, direction, handoff, urgency, \
     language, do_not_contact, sender_name, status, detail, queue, assigned, created_at, answer_by, delivered_at, \
     changed_at, version, escalation, record_key_sealed, record_key_epoch, person_sealed, envelope_sealed, number_wiped) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 0, $21, $22, \
     $23, $24, 0) ON CONFLICT DO NOTHING";

/// Adds a record with its first event, and counts it. `Already` when the id, or the crossing on this bank, is there.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewReferral, first: &Happening) -> Result<Inserted> {
    let (r, content) = (&new.referral, &new.content);
    let args = args![
        scope.org(),
        r.id,
        r.crossing,
        r.bank.code(),
        r.partner,
        r.direction.code(),
        r.handoff.code(),
        r.urgency.code(),
        &r.language,
        r.do_not_contact,
        &r.sender_name,
        r.status.code(),
        r.status.detail(),
        queue_of(r),
        r.assigned,
        r.created_at,
        r.answer_by,
        r.delivered_at,
        r.changed_at,
        r.version,
        content.record_key_sealed.clone(),
        content.record_key_epoch,
        content.person_sealed.as_ref().map(|sealed| sealed.as_bytes()),
        content.envelope_sealed.clone(),
    ];
    let inserted = Inserted::of(run(tx, INSERT, args).await?);
    if inserted.is_new() {
        run(tx, FIRST_EVENT, event_args(scope, r.id, r.direction, first, r.version)).await?;
        count(tx, scope, r.direction, first);
    }
    Ok(inserted)
}

const FIND: &str = concat!(
    "SELECT ",
    line_columns!(),
    ", r.record_key_sealed, r.record_key_epoch, r.person_sealed, r.envelope_sealed, r.number_wiped, r.destroyed_at",
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
        Ok(ReferralRow { line, content, number_wiped: row.bool()?, destroyed_at: row.opt_time()? })
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

/// What arrived and is not finished: pinned first, then the longest waiting.
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
        Some(key) => (i64::from(!key.pinned), key.created_at, key.id),
        None => (-1, Timestamp::from_micros(i64::MIN), ReferralId::from_bytes([0; 16])),
    };
    all(db, INBOX, args![scope.org(), viewer, queue, at, id, limit], line).await
}

const SENT: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'sender' AND (r.created_at, r.id) < ($3, $4) AND ",
    visible!(),
    " ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
);

/// What was sent, newest first, finished or not.
///
/// # Errors
/// When the database does not answer.
pub async fn sent(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let (at, id) = before(after);
    all(db, SENT, args![scope.org(), viewer, at, id, limit], line).await
}

const FINISHED: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.bank = 'receiver' AND r.queue = 2 AND (r.created_at, r.id) < ($3, $4) AND ",
    visible!(),
    " ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
);

/// What arrived and is finished, newest arrival first.
///
/// # Errors
/// When the database does not answer.
pub async fn finished(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let (at, id) = before(after);
    all(db, FINISHED, args![scope.org(), viewer, at, id, limit], line).await
}

const WAITING: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.status = 'received' AND ",
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
    "SELECT COUNT(*) FROM (SELECT 1 FROM referral r WHERE r.org_id = $1 AND r.status = 'received' AND ",
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

const CHANGE: &str = "UPDATE referral SET status = $5, detail = $6, queue = CASE WHEN $7 <> 1 THEN $7 \
     WHEN bank = 'receiver' AND $5 = 'received' AND handoff IN ('in_person', 'call_together', 'video_together') THEN 0 \
     ELSE 1 END, assigned = $8, changed_at = $9, \
     answered_at = CASE WHEN $10 = 1 AND answered_at IS NULL THEN $9 ELSE answered_at END \
     WHERE org_id = $1 AND id = $2 AND status = $3 AND COALESCE(detail, '') = $4 RETURNING direction, version";

/// Changes where a record stands, writes the event and counts it. Answers whether it stood where the caller saw it;
/// if not, nothing was written.
///
/// # Errors
/// When the database does not answer.
pub async fn change(tx: &Tx, scope: &OrgScope, change: &Change) -> Result<bool> {
    let h = &change.happening;
    let answers = matches!(h.event, Event::Accepted | Event::Declined(_));
    let args = args![
        scope.org(),
        change.id,
        change.from.code(),
        change.from.detail().unwrap_or(""),
        change.to.code(),
        change.to.detail(),
        if change.to.is_final() { 2 } else { 1 },
        change.assigned,
        h.at,
        answers,
    ];
    let read = |row: &mut Row| Ok((row.code(Direction::parse)?, row.number()?));
    let Some((direction, version)) = one(tx, CHANGE, args, read).await? else { return Ok(false) };
    run(tx, NEXT_EVENT, event_args(scope, change.id, direction, h, version)).await?;
    count(tx, scope, direction, h);
    Ok(true)
}

const DELIVERED: &str = "UPDATE referral SET delivered_at = $3 \
     WHERE org_id = $1 AND crossing_id = $2 AND bank = 'sender' AND status = 'sent' AND delivered_at IS NULL RETURNING id, direction, version";

/// Writes a transport receipt: the time, the event `Delivered` and its tally, once. Answers whether it was the first.
///
/// # Errors
/// When the database does not answer.
pub async fn delivered(tx: &Tx, scope: &OrgScope, crossing: CrossingId, at: Timestamp, month: Month) -> Result<bool> {
    let read = |row: &mut Row| Ok((row.id(ReferralId::new)?, row.code(Direction::parse)?, row.number()?));
    let Some((id, direction, version)) = one(tx, DELIVERED, args![scope.org(), crossing, at], read).await? else {
        return Ok(false);
    };
    let happening = Happening { event: Event::Delivered, member: None, at, month };
    run(tx, NEXT_EVENT, event_args(scope, id, direction, &happening, version)).await?;
    count(tx, scope, direction, &happening);
    Ok(true)
}

const PASS: &str =
    "INSERT INTO referral_pass (org_id, referral_id, member_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// Says that the member left it for a colleague. The event goes with [`change`].
///
/// # Errors
/// When the database does not answer.
pub async fn pass(tx: &Tx, scope: &OrgScope, id: ReferralId, member: MemberId) -> Result<Inserted> {
    run(tx, PASS, args![scope.org(), id, member]).await.map(Inserted::of)
}

const UNSEAL: &str = "UPDATE referral SET handoff = $3, urgency = $4, language = $5, do_not_contact = $6, sender_name = $7, \
     queue = CASE WHEN status = 'received' THEN $8 ELSE queue END \
     WHERE org_id = $1 AND id = $2 AND bank = 'receiver' AND envelope_sealed IS NOT NULL";

/// Fills in what an opened envelope says in clear. Answers whether the record still waited for it.
///
/// # Errors
/// When the database does not answer.
pub async fn unseal(tx: &Tx, scope: &OrgScope, id: ReferralId, said: &Unsealed) -> Result<bool> {
    let args = args![
        scope.org(),
        id,
        said.handoff.code(),
        said.urgency.code(),
        &said.language,
        said.do_not_contact,
        &said.sender_name,
        !said.handoff.is_now(),
    ];
    Ok(run(tx, UNSEAL, args).await? > 0)
}

const REPLACE: &str = "UPDATE referral SET record_key_sealed = $4, record_key_epoch = $5, person_sealed = $6, \
     envelope_sealed = $7, do_not_contact = $8, number_wiped = $9, version = version + 1 \
     WHERE org_id = $1 AND id = $2 AND version = $3 AND destroyed_at IS NULL";

/// Replaces the sealed parts and raises the version by one. Answers whether it stood at `version`.
///
/// # Errors
/// When the database does not answer.
pub async fn replace_content(
    tx: &Tx,
    scope: &OrgScope,
    id: ReferralId,
    version: u32,
    content: &Content,
    do_not_contact: bool,
    number_wiped: bool,
) -> Result<bool> {
    let args = args![
        scope.org(),
        id,
        version,
        content.record_key_sealed.clone(),
        content.record_key_epoch,
        content.person_sealed.as_ref().map(|sealed| sealed.as_bytes()),
        content.envelope_sealed.clone(),
        do_not_contact,
        number_wiped,
    ];
    Ok(run(tx, REPLACE, args).await? > 0)
}

const SET_VISIT: &str = "UPDATE referral SET visit_at = $3 WHERE org_id = $1 AND id = $2";

/// Books a visit: civil date and time of the organization. Answers whether there is such a record.
///
/// # Errors
/// When the database does not answer.
pub async fn set_visit(tx: &Tx, scope: &OrgScope, id: ReferralId, visit_at: Option<&str>) -> Result<bool> {
    Ok(run(tx, SET_VISIT, args![scope.org(), id, visit_at]).await? > 0)
}

const OVERDUE: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.status = 'received' AND r.answer_by < $3 AND r.escalation < $4 \
     ORDER BY r.answer_by, r.id LIMIT $5"
);

/// Records that nobody has taken, whose promise has passed and that were brought to attention less than `level`
/// times, for the software's own work.
///
/// # Errors
/// When the database does not answer.
pub async fn overdue(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    now: Timestamp,
    level: u8,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let nobody = MemberId::from_bytes([0; 16]);
    all(db, OVERDUE, args![scope.org(), nobody, now, level, limit], line).await
}

const ESCALATE: &str = "UPDATE referral SET escalation = $4 \
     WHERE org_id = $1 AND id = $2 AND escalation = $3 AND status = 'received'";

/// Raises how far it was brought to attention. Answers whether it stood at `from` and still waits.
///
/// # Errors
/// When the database does not answer.
pub async fn escalate(tx: &Tx, scope: &OrgScope, id: ReferralId, from: u8, to: u8) -> Result<bool> {
    Ok(run(tx, ESCALATE, args![scope.org(), id, from, to]).await? > 0)
}

const REPLY_MINUTES: &str = "SELECT created_at, answered_at FROM referral WHERE org_id = $1 AND answered_at IS NOT NULL \
     ORDER BY answered_at DESC LIMIT $2";

/// Minutes from arrival to the first answer of the latest arrived referrals that were answered, at most `limit`:
/// what a pulse is made of, for the software's own work.
///
/// # Errors
/// When the database does not answer.
pub async fn reply_minutes(db: &impl Reads, scope: &OrgScope, _: &WorkerToken, limit: u32) -> Result<Vec<u32>> {
    let read = |row: &mut Row| {
        let (arrived, answered) = (row.time()?, row.time()?);
        Ok(answered.minutes_since(arrived).0)
    };
    all(db, REPLY_MINUTES, args![scope.org(), limit], read).await
}
