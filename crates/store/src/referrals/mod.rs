//! An organization's records of referrals: what stands in clear, what is sealed, and what happened.
//!
//! Invariant: a change is guarded by the status and version the caller saw; it writes its event and its tally.
//! Invariant: functions for people take the viewer and answer nothing of what is hidden from them.
//!
//! Read next: `lists` (what is read), `changes` (what is written), `forms` (what is done once), `visits` (bookings),
//! `still` (whoever else writes waits).

mod changes;
mod forms;
mod lists;
mod still;
mod visits;

pub use changes::{
    Beginning, change, delivered, escalate, insert, insert_all, note_event, pass, replace_content, set_delivered,
    set_undelivered, set_visit, unseal,
};
pub use forms::{FormDeed, is_taken, take_form};
pub(crate) use lists::before;
pub use lists::{
    events, find, find_crossing, finished, ids_before, inbox, n_assigned, n_waiting, overdue, replies, sent, waiting,
};
pub use still::{keep_still, keep_still_to_hear, keep_still_with_content};
pub(crate) use visits::forget_visit;
pub use visits::{closed_visits, forget_visits};

use crate::error::Result;
use crate::row::Row;
use domain::ids::{CrossingId, MemberId, OrgId, ReferralId};
use domain::message::MessageKind;
use domain::referral::{Bank, Direction, Event, Handoff, PersonCard, Referral, Status, Urgency};
use domain::retention::Part;
use domain::time::{Month, Timestamp};
use std::collections::BTreeSet;
use vault::Sealed;

/// Columns of a record in a list, in the order of [`line`]. `$2` is the viewer.
macro_rules! line_columns {
    () => {
        "r.id, r.org_id, r.crossing_id, r.bank, r.partner_id, r.direction, r.handoff, r.urgency, r.language, \
         r.do_not_contact, r.sender_name, r.status, r.detail, r.assigned, r.created_at, r.answer_by, r.day_by, r.delivered_at, \
         r.changed_at, r.version, m.name, CASE WHEN p.member_id IS NULL THEN 0 ELSE 1 END, r.escalation, r.visit_at, \
         r.undelivered, r.untaken_until, r.theirs_until, r.destroyed_at, \
         (SELECT MAX(s.at) FROM sharing_end s WHERE s.org_id = r.org_id AND s.referral_id = r.id \
         AND s.member_id IS NOT NULL AND s.purpose IS NULL AND NOT EXISTS (SELECT 1 FROM release l \
         WHERE l.org_id = r.org_id AND l.referral_id = r.id AND l.revoked_at IS NULL)), \
         (SELECT MAX(s.at) FROM sharing_end s WHERE s.org_id = r.org_id AND s.referral_id = r.id AND s.member_id IS NULL)"
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
use visible;
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
        day_by: row.time()?,
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
        undelivered: undelivered(row)?,
        untaken_until: row.opt_time()?,
        theirs_until: row.opt_time()?,
        destroyed_at: row.opt_time()?,
        ended_at: row.opt_time()?,
        partner_ended_at: row.opt_time()?,
    })
}

fn undelivered(row: &mut Row) -> Result<Option<MessageKind>> {
    row.opt_text()?.map(|kind| MessageKind::parse(&kind).map_err(|_| row.unreadable())).transpose()
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
    /// On the receiver's bank, until when it may be read as long as nobody takes it.
    pub untaken_until: Option<Timestamp>,
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
    /// What of ours about it could not be delivered.
    pub undelivered: Option<MessageKind>,
    /// Until when it may be read as long as nobody takes it; none once somebody has.
    pub untaken_until: Option<Timestamp>,
    /// On the receiver's bank, until when the partner's own basis for sharing it with us holds, as it came with it.
    pub theirs_until: Option<Timestamp>,
    /// When the content was destroyed.
    pub destroyed_at: Option<Timestamp>,
    /// When all that we share of it was ended here, if nothing was released since.
    pub ended_at: Option<Timestamp>,
    /// When the partner ended sharing: nothing of it is shown from then on.
    pub partner_ended_at: Option<Timestamp>,
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
    /// Parts that are to be forgotten by the next member with keys: nobody is shown them before.
    pub forget_due: BTreeSet<Part>,
    /// A restored backup may not have the safe-contact plan as the person said it last: contact is closed.
    pub contact_unsure: bool,
    /// Nor what they asked for last: nobody is told anything until it is written down again.
    pub wishes_unsure: bool,
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
    /// Its place: those pinned on top, those that wait, those that are taken.
    pub queue: i64,
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
    /// The key of this row in the inbox: a handoff that is now stands on top until somebody takes it, and who waits for an
    /// answer stands above who has one.
    #[must_use]
    pub fn inbox_key(&self) -> InboxKey {
        let referral = &self.referral;
        InboxKey { queue: changes::queue_of(referral), created_at: referral.created_at, id: referral.id }
    }
    /// The key of this row in a list by the time it was sent or arrived.
    #[must_use]
    pub fn time_key(&self) -> TimeKey {
        TimeKey { at: self.referral.created_at, id: self.referral.id }
    }
}
