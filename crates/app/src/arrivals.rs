//! What a front desk sees of a person who comes from a community partner: a visit, and never the agency.

use crate::referrals::inbox::{PAGE, page, unsaid};
use crate::referrals::moves::deed_of;
use crate::referrals::over;
use crate::referrals::show::{OpenedRecord, open, openings, record_opening};
use crate::referrals::{Cursor, Opening, Page, Reach, work};
use crate::{App, Error, Result, Session};
use domain::day::Day;
use domain::ids::{FormId, ReferralId};
use domain::member::Deed;
use domain::org::{OrgKind, Regime};
use domain::referral::{AttemptResult, Bank, Event, Status, UNDO_WITHIN, Urgency, VisitWishes};
use domain::release::{Element, Purpose};
use domain::safe_contact::SafeContact;
use domain::service::Service;
use domain::time::{Days, Timestamp};
use domain::wishes::Wish;
use std::collections::BTreeSet;
use store::referrals::ReferralLine;

/// A visit of a community partner, in the list: no name, no agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalRow {
    /// Id.
    pub id: ReferralId,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// When help is needed.
    pub urgency: Urgency,
    /// ISO 639 code.
    pub language: String,
    /// Since when it waits.
    pub arrived_at: Timestamp,
    /// Where it stands.
    pub status: Status,
    /// Booked for: civil date and time of the organization.
    pub visit_at: Option<String>,
}

/// A booked visit whose details are closed: the time is our own, and so is what the person asked
/// of us; nothing else is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedVisit {
    /// Its record, for those who may read there what happened.
    pub id: ReferralId,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// Booked for: civil date and time of the organization.
    pub visit_at: String,
    /// What the person asked of us, and not of the partner: it holds for this visit (45 CFR 164.522).
    pub asked: BTreeSet<Wish>,
}

/// One visit.
pub struct Arrival {
    /// The row.
    pub row: ArrivalRow,
    /// What to call them.
    pub name: Option<String>,
    /// What kind of visit to book.
    pub needs: Vec<Service>,
    /// Wishes.
    pub wishes: Option<VisitWishes>,
    /// The plan; the number is masked on the page.
    pub safe_contact: Option<SafeContact>,
    /// A number was here, and was wiped.
    pub number_wiped: bool,
    /// Whether a contact is safe now.
    pub reach: Reach,
    /// What the person has asked for here (45 CFR 164.522).
    pub asked: BTreeSet<Wish>,
    /// What came of the latest try to reach them, if nothing was done since.
    pub tried: Option<AttemptResult>,
    /// A person may be told to the partner as come, if they agree.
    pub may_tell: bool,
    /// That they came, when and who said so; none when it was taken back.
    pub came: Option<Came>,
    /// That they came was taken back after the one who sent them had been told.
    pub told_wrongly: bool,
    /// Its details are closed: nothing is done with it any more.
    pub is_over: bool,
    /// Who of us opened it: whoever may open it may know.
    pub openings: Vec<Opening>,
}

/// That a person came, as somebody said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// When it was said.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<String>,
    /// Until when it can be taken back; none once that is over.
    pub undo_until: Option<Timestamp>,
}

/// Visits that wait for a time, or for the person.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at an organization that is no health center.
pub async fn list(app: &App, session: &Session, from: Option<Cursor>) -> Result<Page<ArrivalRow>> {
    authorize(session)?;
    let after = from.as_ref().map(Cursor::inbox_key).transpose()?;
    let lines = store::referrals::inbox(app.store(), &session.scope, session.member, after, PAGE + 1).await?;
    let now = app.now();
    Ok(page(lines, Cursor::of_inbox, |line| arrival_row(&line, now)))
}

/// Booked visits, from today on, whose details are closed: they are not to be prepared from what was shared before. Why
/// they are closed is nobody's to know at a front desk.
///
/// # Errors
/// As [`list`].
pub async fn closed(app: &App, session: &Session) -> Result<Vec<ClosedVisit>> {
    authorize(session)?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let lines = store::referrals::closed_visits(app.store(), &session.scope, session.member, today, PAGE).await?;
    let mut closed = Vec::with_capacity(lines.len());
    for line in lines {
        let (id, Some(visit_at)) = (line.referral.id, line.visit_at) else { continue };
        let asked = store::wishes::of_referral(app.store(), &session.scope, session.member, id).await?;
        closed.push(ClosedVisit { id, short_code: id.short_code(), visit_at, asked });
    }
    Ok(closed)
}

fn authorize(session: &Session) -> Result<()> {
    session.authorize(Deed::BookArrivals)?;
    if session.org().kind == OrgKind::HealthCenter { Ok(()) } else { Err(Error::NotFound) }
}

fn arrival_row(line: &ReferralLine, now: Timestamp) -> ArrivalRow {
    let is_over = over::Over::of(line, now).is_some();
    let referral = if is_over { unsaid(line.referral.clone()) } else { line.referral.clone() };
    ArrivalRow {
        id: referral.id,
        short_code: referral.id.short_code(),
        urgency: referral.urgency,
        language: referral.language,
        arrived_at: referral.created_at,
        status: referral.status,
        visit_at: line.visit_at.clone(),
    }
}

/// One of them. The opening is written down.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn show(app: &App, session: &Session, id: ReferralId) -> Result<Arrival> {
    authorize(session)?;
    let opened = open(app, session, id).await?;
    if opened.referral().bank != Bank::Receiver {
        return Err(Error::NotFound);
    }
    record_opening(app, session, &opened).await?;
    let card = opened.card();
    let plan = card.map(|card| card.safe_contact.clone());
    let reach = Reach::of(session, plan.as_ref(), &opened.events, app.now());
    let is_deed = |event: &Event| !matches!(event, Event::ContactChanged(_));
    let tried = match opened.events.iter().map(|row| row.event).rfind(is_deed) {
        Some(Event::Attempted(result)) => Some(result),
        _ => None,
    };
    let (came, told_wrongly) = came_of(app, session, &opened).await?;
    Ok(Arrival {
        tried,
        came,
        told_wrongly,
        name: card.and_then(|card| card.name.as_ref()).map(|name| name.reveal().to_owned()),
        // What is under 42 CFR Part 2 is read where its notice and the copy of the consent are, and not at a desk.
        needs: card
            .map(|card| card.needs.iter().copied().filter(|need| !need.is_part2()).collect())
            .unwrap_or_default(),
        wishes: card.and_then(|card| card.visit.clone()),
        safe_contact: plan,
        reach,
        asked: store::wishes::of_referral(app.store(), &session.scope, session.member, id).await?,
        number_wiped: opened.row.number_wiped,
        may_tell: !session.org().regimes().contains(&Regime::SurvivorServices),
        is_over: over::must_live(&opened.row, app.now()).is_err(),
        openings: openings(app, session, id).await?,
        row: arrival_row(&opened.row.line, app.now()),
    })
}

/// That they came, and whether somebody was told so who is to hear that they did not.
async fn came_of(app: &App, session: &Session, opened: &OpenedRecord) -> Result<(Option<Came>, bool)> {
    let Some(row) = opened.events.iter().rfind(|row| row.event == Event::Connected) else { return Ok((None, false)) };
    let until = row.at.plus_minutes(UNDO_WITHIN);
    if opened.referral().status == Status::Connected {
        let undo_until = (app.now() < until).then_some(until);
        return Ok((Some(Came { at: row.at, by: row.member_name.clone(), undo_until }), false));
    }
    let undone = opened.events.iter().rfind(|later| later.event == Event::ConnectedUndone && later.at >= row.at);
    if undone.is_none() || opened.referral().status.is_final() {
        return Ok((None, false));
    }
    let crossed =
        store::disclosures::of_referral(app.store(), &session.scope, session.member, opened.referral().id).await?;
    let told = |one: &store::disclosures::Disclosure| {
        one.purpose == Purpose::Feedback && one.elements.contains(&Element::Attendance) && one.at >= row.at
    };
    Ok((None, crossed.iter().any(|one| told(one) && one.delivered_at.is_some())))
}

/// A visit is booked no further ahead than a yearly one would be: a later year is a slip of the hand.
pub const FURTHEST: Days = Days(400);

/// Books the visit: civil date and time in the organization's zone (`2026-11-30T09:40`). Accepts it if nobody has.
///
/// # Errors
/// [`Error::Invalid`] `visit-time` when it is no time, or is over, `visit-too-far` when it is more than [`FURTHEST`] ahead;
/// [`Error::OutOfOrder`].
pub async fn book(app: &App, session: &Session, id: ReferralId, form: FormId, visit_at: &str) -> Result<()> {
    authorize(session)?;
    let civil: jiff::civil::DateTime = visit_at.trim().parse().map_err(|_| Error::Invalid("visit-time"))?;
    let at = zone(session).to_timestamp(civil).map_err(|_| Error::Invalid("visit-time"))?;
    if at.as_microsecond() < app.now().micros() {
        return Err(Error::Invalid("visit-time"));
    }
    if at.as_microsecond() > app.now().plus_days(FURTHEST).micros() {
        return Err(Error::Invalid("visit-too-far"));
    }
    work::book(app, session, id, form, civil.strftime("%Y-%m-%dT%H:%M").to_string()).await
}

/// Says what came of a try to reach them, as [`crate::referrals::attempt`] takes it.
///
/// # Errors
/// As [`crate::referrals::attempt`].
pub async fn attempt(app: &App, session: &Session, id: ReferralId, form: FormId, result: AttemptResult) -> Result<()> {
    authorize(session)?;
    crate::referrals::attempt(app, session, id, form, result).await
}

/// "I know this person": hidden from the caller at once; a colleague meets them.
///
/// # Errors
/// [`Error::NotFound`] also for what did not come to us.
pub async fn know_them(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    authorize(session)?;
    work::known_at_desk(app, session, id, form).await
}

/// They came. `tell_agreed`: they agree that the community partner is told so.
///
/// # Errors
/// [`Error::Invalid`] `visit-not-yet` before the day that is booked, `visit-came-already` and `visit-ended` where a
/// colleague was first; [`Error::OutOfOrder`].
pub async fn came(app: &App, session: &Session, id: ReferralId, form: FormId, tell_agreed: bool) -> Result<()> {
    authorize(session)?;
    let row = store::referrals::find(app.store(), &session.scope, session.member, id).await?;
    let ours = row.as_ref().map(|row| &row.line.referral).filter(|referral| referral.bank == Bank::Receiver);
    let status = ours.map(|referral| referral.status);
    let of = deed_of(session, id, form, Event::Connected.code());
    if status.is_some_and(|status| status == Status::Connected || status.is_final())
        && !work::is_done(app, session, &of).await?
    {
        // A record that is gone says that first: whoever reads it knows why nothing can be written there.
        row.as_ref().map_or(Ok(()), |row| over::must_live(row, app.now()))?;
        let came = status == Some(Status::Connected);
        return Err(Error::Invalid(if came { "visit-came-already" } else { "visit-ended" }));
    }
    let booked = row.and_then(|row| row.line.visit_at).and_then(|at| at.parse::<jiff::civil::DateTime>().ok());
    if booked.is_some_and(|at| at.date() > today(app, session)) {
        return Err(Error::Invalid("visit-not-yet"));
    }
    work::came(app, session, id, form, tell_agreed).await
}

/// They did not come: the press was a slip. Within [`domain::referral::UNDO_WITHIN`], by whoever works at the desk.
///
/// # Errors
/// [`Error::Invalid`] `visit-undo-late`; [`Error::OutOfOrder`] when it was undone, or went on, since.
pub async fn did_not_come(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    authorize(session)?;
    work::did_not_come(app, session, id, form).await
}

fn zone(session: &Session) -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get(&session.org().time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
}

/// The day on the wall of the organization.
fn today(app: &App, session: &Session) -> jiff::civil::Date {
    let now = jiff::Timestamp::from_microsecond(app.now().micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    zone(session).to_datetime(now).date()
}
