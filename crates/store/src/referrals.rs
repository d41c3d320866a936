//! An organization's records of referrals: what stands in clear, what is sealed, and what happened.
//!
//! Invariant: a change is guarded by the status and version the caller saw; it writes its event and its tally.
//! Invariant: functions for people take the viewer and answer nothing of what is hidden from them.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::{OrgScope, WorkerToken};
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, ReferralId};
use domain::referral::{Bank, Event, Handoff, PersonCard, Referral, Status, Urgency};
use domain::time::{Month, Timestamp};
use vault::Sealed;

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

/// Adds a record with its first event, and counts it. `Already` when the id, or the crossing on this bank, is there.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &NewReferral, first: &Happening) -> Result<Inserted> {
    unimplemented!()
}

/// A record, if the viewer may know of it.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReferralId) -> Result<Option<ReferralRow>> {
    unimplemented!()
}

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
    unimplemented!()
}

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
    unimplemented!()
}

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
    unimplemented!()
}

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
    unimplemented!()
}

/// What arrived and nobody has taken, the earliest promise first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(db: &impl Reads, scope: &OrgScope, viewer: MemberId, limit: u32) -> Result<Vec<ReferralLine>> {
    unimplemented!()
}

/// How many wait, counted up to `at_most`.
///
/// # Errors
/// When the database does not answer.
pub async fn n_waiting(db: &impl Reads, scope: &OrgScope, viewer: MemberId, at_most: u32) -> Result<u32> {
    unimplemented!()
}

/// What happened to a record, oldest first; nothing when it is hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn events(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReferralId) -> Result<Vec<EventRow>> {
    unimplemented!()
}

/// Changes where a record stands, writes the event and counts it. Answers whether it stood where the caller saw it;
/// if not, nothing was written.
///
/// # Errors
/// When the database does not answer.
pub async fn change(tx: &Tx, scope: &OrgScope, change: &Change) -> Result<bool> {
    unimplemented!()
}

/// Writes a transport receipt: the time, the event `Delivered` and its tally, once. Answers whether it was the first.
///
/// # Errors
/// When the database does not answer.
pub async fn delivered(tx: &Tx, scope: &OrgScope, crossing: CrossingId, at: Timestamp, month: Month) -> Result<bool> {
    unimplemented!()
}

/// Says that the member left it for a colleague. The event goes with [`change`].
///
/// # Errors
/// When the database does not answer.
pub async fn pass(tx: &Tx, scope: &OrgScope, id: ReferralId, member: MemberId) -> Result<Inserted> {
    unimplemented!()
}

/// Fills in what an opened envelope says in clear. Answers whether the record still waited for it.
///
/// # Errors
/// When the database does not answer.
pub async fn unseal(tx: &Tx, scope: &OrgScope, id: ReferralId, said: &Unsealed) -> Result<bool> {
    unimplemented!()
}

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
    unimplemented!()
}

/// Books a visit: civil date and time of the organization. Answers whether there is such a record.
///
/// # Errors
/// When the database does not answer.
pub async fn set_visit(tx: &Tx, scope: &OrgScope, id: ReferralId, visit_at: Option<&str>) -> Result<bool> {
    unimplemented!()
}

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
    unimplemented!()
}

/// Raises how far it was brought to attention. Answers whether it stood at `from` and still waits.
///
/// # Errors
/// When the database does not answer.
pub async fn escalate(tx: &Tx, scope: &OrgScope, id: ReferralId, from: u8, to: u8) -> Result<bool> {
    unimplemented!()
}

/// Minutes from arrival to the first answer of the latest arrived referrals that were answered, at most `limit`:
/// what a pulse is made of, for the software's own work.
///
/// # Errors
/// When the database does not answer.
pub async fn reply_minutes(db: &impl Reads, scope: &OrgScope, _: &WorkerToken, limit: u32) -> Result<Vec<u32>> {
    unimplemented!()
}
