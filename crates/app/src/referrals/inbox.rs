//! Lists: what arrived and what was sent. Nameless, keyless, and blind to records hidden from the viewer.

use super::halves::Halves;
use super::over::Over;
use crate::{App, Error, Result, Session};
use domain::ids::{OrgId, ReferralId};
use domain::language::UNDETERMINED;
use domain::member::Deed;
use domain::message::MessageKind;
use domain::referral::{Direction, Handoff, Referral, Status, Urgency};
use domain::retention::THEIRS_MAY_STAND;
use domain::time::{Days, Timestamp};
use std::collections::BTreeMap;
use store::halves::HalfRow;
use store::referrals::{InboxKey, ReferralLine, TimeKey};

/// Where the next page begins; opaque, and says nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub String);

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// At most [`PAGE`] rows.
    pub rows: Vec<T>,
    /// Where the next one begins, if there is one.
    pub next: Option<Cursor>,
}

/// Rows a page.
pub const PAGE: u32 = 20;

/// A referral that arrived. Of one that is over nothing is said but that it is: `sender_name` is empty, `language`
/// undetermined, and the rest as where nothing was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Id.
    pub id: ReferralId,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// The organization it comes from.
    pub partner_name: String,
    /// Who sent it.
    pub sender_name: String,
    /// Which way.
    pub direction: Direction,
    /// How they are introduced; those that are now stand on top.
    pub handoff: Handoff,
    /// When help is needed.
    pub urgency: Urgency,
    /// ISO 639 code.
    pub language: String,
    /// "Do not contact" stands on the plan.
    pub do_not_contact: bool,
    /// Since when it waits.
    pub arrived_at: Timestamp,
    /// When an answer was promised.
    pub answer_by: Timestamp,
    /// Nobody has answered and the promise has passed.
    pub is_overdue: bool,
    /// Where it stands.
    pub status: Status,
    /// Who works on it.
    pub assigned_name: Option<String>,
    /// The viewer works on it.
    pub is_mine: bool,
    /// The viewer left it for a colleague.
    pub passed_by_me: bool,
    /// How our copy and the two halves of sharing stand.
    pub ends: Ends,
}

/// A referral this organization sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRow {
    /// Id.
    pub id: ReferralId,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// The organization it went to.
    pub partner: OrgId,
    /// Its name.
    pub partner_name: String,
    /// Which way.
    pub direction: Direction,
    /// How they are introduced.
    pub handoff: Handoff,
    /// When.
    pub sent_at: Timestamp,
    /// The software's own transport receipt.
    pub delivered_at: Option<Timestamp>,
    /// What of it could not be delivered.
    pub undelivered: Option<MessageKind>,
    /// As much as the partner may tell.
    pub status: Status,
    /// How our copy and the two halves of sharing stand.
    pub ends: Ends,
    /// How far each half of sharing goes.
    pub halves: Halves,
}

/// What of a record has ended, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// It is over here.
    pub over: Option<Over>,
    /// What we share of it was ended here; nothing was released since.
    pub ours: Option<Timestamp>,
    /// When it came to where it stands.
    pub changed_at: Timestamp,
}

impl Ends {
    fn of(line: &ReferralLine, now: Timestamp) -> Self {
        Self { over: Over::of(line, now), ours: line.ended_at, changed_at: line.referral.changed_at }
    }
    /// When it ended, of a record that stands so; none while it goes on.
    #[must_use]
    pub fn at(&self, status: Status) -> Option<Timestamp> {
        self.over.map(|over| over.at).or(status.is_final().then_some(self.changed_at))
    }
}

/// What arrived and waits or is worked on: handoffs that are now first, then the longest waiting.
///
/// # Errors
/// [`Error::NotFound`] without the deed, [`Error::Invalid`] `cursor` for a cursor that is none.
pub async fn inbox(app: &App, session: &Session, from: Option<Cursor>) -> Result<Page<InboxRow>> {
    session.authorize(Deed::ReadInbox)?;
    crate::forgetting::parts::sweep(app, session).await?;
    let after = from.as_ref().map(Cursor::inbox_key).transpose()?;
    let lines = store::referrals::inbox(app.store(), &session.scope, session.member, after, PAGE + 1).await?;
    let partners = partner_names(app, session).await?;
    let now = app.now();
    Ok(page(lines, Cursor::of_inbox, |line| inbox_row(session, &partners, line, now)))
}

/// What was sent, newest first. Takes in what the partner has told meanwhile.
///
/// # Errors
/// [`Error::NotFound`] without the deed, [`Error::Invalid`] `cursor` for a cursor that is none.
pub async fn sent(app: &App, session: &Session, from: Option<Cursor>) -> Result<Page<SentRow>> {
    session.authorize(Deed::ReadSent)?;
    super::absorb::all(app, session).await?;
    crate::forgetting::parts::sweep(app, session).await?;
    let after = from.as_ref().map(Cursor::time_key).transpose()?;
    let now = app.now();
    let gone = now.minus_days(THEIRS_MAY_STAND);
    let lines = store::referrals::sent(app.store(), &session.scope, session.member, gone, after, PAGE + 1).await?;
    let partners = partner_names(app, session).await?;
    let known = store::halves::of_sent(app.store(), &session.scope, session.member, after, PAGE).await?;
    let mut halves = BTreeMap::<ReferralId, Vec<HalfRow>>::new();
    for half in known {
        halves.entry(half.referral).or_default().push(half);
    }
    Ok(page(lines, Cursor::of_time, |line| sent_row(&partners, &halves, line, now)))
}

/// So long a record that the partner stopped stands among what is finished: who worked on it learns that sharing ended.
const STOPPED_SHOWN: Days = Days(7);

/// What arrived and is finished, newest first. What was forgotten stands on no list: its page proves that it is gone.
///
/// # Errors
/// [`Error::NotFound`] without the deed, [`Error::Invalid`] `cursor` for a cursor that is none.
pub async fn finished(app: &App, session: &Session, from: Option<Cursor>) -> Result<Page<InboxRow>> {
    session.authorize(Deed::ReadInbox)?;
    let after = from.as_ref().map(Cursor::time_key).transpose()?;
    let now = app.now();
    let stopped = now.minus_days(STOPPED_SHOWN);
    let lines =
        store::referrals::finished(app.store(), &session.scope, session.member, stopped, after, PAGE + 1).await?;
    let partners = partner_names(app, session).await?;
    Ok(page(lines, Cursor::of_time, |line| inbox_row(session, &partners, line, now)))
}

/// Cuts the one row that was asked too many, and makes of the last one kept where the next page begins.
pub(crate) fn page<T>(
    mut lines: Vec<ReferralLine>,
    cursor: impl Fn(&ReferralLine) -> Cursor,
    row: impl Fn(ReferralLine) -> T,
) -> Page<T> {
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(cursor);
    Page { rows: lines.into_iter().map(row).collect(), next }
}

pub(crate) type PartnerNames = BTreeMap<OrgId, String>;

pub(crate) async fn partner_names(app: &App, session: &Session) -> Result<PartnerNames> {
    let rows = store::partnerships::list(app.store(), &session.scope).await?;
    Ok(rows.into_iter().map(|row| (row.partner.id, row.partner.name.as_str().to_owned())).collect())
}

fn inbox_row(session: &Session, partners: &PartnerNames, line: ReferralLine, now: Timestamp) -> InboxRow {
    let ends = Ends::of(&line, now);
    let referral = if ends.over.is_some() { unsaid(line.referral) } else { line.referral };
    InboxRow {
        ends,
        id: referral.id,
        short_code: referral.id.short_code(),
        partner_name: partners.get(&referral.partner).cloned().unwrap_or_default(),
        sender_name: referral.sender_name,
        direction: referral.direction,
        handoff: referral.handoff,
        urgency: referral.urgency,
        language: referral.language,
        do_not_contact: referral.do_not_contact,
        arrived_at: referral.created_at,
        answer_by: referral.answer_by,
        is_overdue: ends.over.is_none() && referral.status == Status::Received && now > referral.answer_by,
        status: referral.status,
        is_mine: referral.assigned == Some(session.member),
        assigned_name: line.assigned_name,
        passed_by_me: line.passed_by_viewer,
    }
}

/// What the partner released is shown to nobody once it is over, also where a hold keeps the row as it was.
pub(crate) fn unsaid(referral: Referral) -> Referral {
    Referral {
        handoff: Handoff::IntroductionOnly,
        urgency: Urgency::AnyTime,
        language: UNDETERMINED.to_owned(),
        do_not_contact: true,
        sender_name: String::new(),
        ..referral
    }
}

fn sent_row(
    partners: &PartnerNames,
    halves: &BTreeMap<ReferralId, Vec<HalfRow>>,
    line: ReferralLine,
    now: Timestamp,
) -> SentRow {
    let ends = Ends::of(&line, now);
    let referral = if ends.over.is_some() { unsaid(line.referral) } else { line.referral };
    SentRow {
        ends,
        halves: Halves::of(halves.get(&referral.id).map_or(&[], Vec::as_slice), now),
        id: referral.id,
        short_code: referral.id.short_code(),
        partner: referral.partner,
        partner_name: partners.get(&referral.partner).cloned().unwrap_or_default(),
        direction: referral.direction,
        handoff: referral.handoff,
        sent_at: referral.created_at,
        delivered_at: referral.delivered_at,
        undelivered: line.undelivered,
        status: referral.status,
    }
}

impl Cursor {
    pub(crate) fn of_inbox(line: &ReferralLine) -> Self {
        let key = line.inbox_key();
        Self(format!("{}.{}.{}", key.queue, key.created_at.micros(), key.id))
    }
    fn of_time(line: &ReferralLine) -> Self {
        let key = line.time_key();
        Self(format!("{}.{}", key.at.micros(), key.id))
    }
    /// A list in the order of a time and an id of its own.
    pub(crate) fn of_time_and(at: Timestamp, id: impl std::fmt::Display) -> Self {
        Self(format!("{}.{id}", at.micros()))
    }
    /// Where such a list goes on.
    pub(crate) fn time_and<I>(&self, parse: impl Fn(&str) -> Option<I>) -> Result<(Timestamp, I)> {
        let parts = self.0.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, parse(id)?)));
        parts.map(|(at, id)| (Timestamp::from_micros(at), id)).ok_or(Error::Invalid("cursor"))
    }
    pub(crate) fn inbox_key(&self) -> Result<InboxKey> {
        let (queue, rest) = self.0.split_once('.').ok_or(Error::Invalid("cursor"))?;
        let queue = queue.parse().ok().filter(|queue| (-1..=1).contains(queue)).ok_or(Error::Invalid("cursor"))?;
        let (created_at, id) = time_and_id(rest)?;
        Ok(InboxKey { queue, created_at, id })
    }
    fn time_key(&self) -> Result<TimeKey> {
        time_and_id(&self.0).map(|(at, id)| TimeKey { at, id })
    }
}

fn time_and_id(text: &str) -> Result<(Timestamp, ReferralId)> {
    Cursor(text.to_owned()).time_and(ReferralId::parse)
}
