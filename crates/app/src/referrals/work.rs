//! What is done with a record: answered, worked on, ended. How the person is reached is [`super::contact`]'s.
//!
//! Invariant: a form does its deed once, however often it is posted; a second post answers as the first one did.

use super::moves::{Move, code_of, deed_of, rewrite, taken};
use super::over;
use super::show::{OpenedRecord, open};
use super::tell;
use crate::{App, Error, Result, Session, asked, journal};
use domain::audit::Act;
use domain::ids::{FormId, MemberId, ReferralId};
use domain::measure::Measure;
use domain::member::Deed;
use domain::referral::{Bank, DeclineReason, Event, Outcome, Referral, Status, Told, UNDO_WITHIN};
use domain::retention::{Part, PurgeRule};
use domain::service::Service;
use domain::time::{Month, Timestamp};
use std::collections::BTreeSet;
use store::referrals::FormDeed;
use store::service_counts::SealedCounts;

/// The record, as long as it lives, or nothing when the form has done its deed already.
pub(super) async fn receive(app: &App, session: &Session, deed: Deed, of: &FormDeed) -> Result<Option<OpenedRecord>> {
    session.authorize(deed)?;
    let opened = open(app, session, of.referral).await?;
    if opened.referral().bank != Bank::Receiver {
        return Err(Error::NotFound);
    }
    if is_done(app, session, of).await? {
        return Ok(None);
    }
    over::must_live(&opened.row, app.now())?;
    Ok(Some(opened))
}

pub(crate) async fn is_done(app: &App, session: &Session, of: &FormDeed) -> Result<bool> {
    Ok(store::referrals::is_taken(app.store(), &session.scope, of).await?)
}

/// Takes a referral: the caller works on it now. What came as a message becomes our own sealed record.
///
/// # Errors
/// [`Error::OutOfOrder`] when a colleague was first.
pub async fn accept(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    let of = deed_of(session, id, form, code_of(Event::Accepted));
    let Some(opened) = receive(app, session, Deed::AnswerReferral, &of).await? else { return Ok(()) };
    accepted(app, session, &opened).await?.once(of).commit(app, session).await
}

async fn accepted(app: &App, session: &Session, opened: &OpenedRecord) -> Result<Move> {
    let mut moved = Move::of(session, opened.referral(), Event::Accepted, Some(session.member), app.now())?;
    // What nobody took while it was allowed cannot be taken after it.
    let content = opened.content.as_ref().ok_or(Error::NotFound)?;
    if content.is_message || content.untaken_until.is_some() {
        moved.content = Some(taken(app, session, opened, &content.card)?);
    }
    // Who hands it back and takes it again has taken it on once.
    moved.asked.extend(by_service(app, session, opened, Event::Accepted)?);
    moved.telling = tell::under_release(app, session, opened.referral(), Told::Accepted).await?;
    Ok(moved)
}

/// What an event adds to the counts by service, or takes back of them.
pub(super) fn by_service(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    event: Event,
) -> Result<Option<SealedCounts>> {
    by_service_in(app, session, opened, (event, session.month(app.now())))
}

fn by_service_in(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    of: (Event, Month),
) -> Result<Option<SealedCounts>> {
    let Some(card) = opened.card() else { return Ok(None) };
    asked::line_of(app, session, &card.needs, opened.events.iter().map(|row| row.event), of)
}

/// Books a visit: accepts it if nobody has, and keeps the time. For a front desk.
pub(crate) async fn book(app: &App, session: &Session, id: ReferralId, form: FormId, visit_at: String) -> Result<()> {
    let of = deed_of(session, id, form, "booked");
    let Some(opened) = receive(app, session, Deed::BookArrivals, &of).await? else { return Ok(()) };
    if opened.referral().status.is_final() {
        let (bank, from) = (Bank::Receiver, opened.referral().status);
        return Err(Error::OutOfOrder(domain::referral::OutOfOrder { bank, from, event: Event::Accepted }));
    }
    if opened.referral().status == Status::Received {
        let accepting = deed_of(session, id, form, code_of(Event::Accepted));
        accepted(app, session, &opened).await?.once(accepting).commit(app, session).await?;
    }
    let (scope, now) = (session.scope, app.now());
    let booked = app.store().write(scope.org(), move |tx| {
        Box::pin(async move {
            let new = store::referrals::take_form(tx, &scope, &of, now).await?.is_new();
            Ok::<_, store::Error>(!new || store::referrals::set_visit(tx, &scope, id, Some(&visit_at)).await?)
        })
    });
    if booked.await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Leaves it for a colleague: back in the inbox for them, at its place in the line.
///
/// # Errors
/// As [`accept`].
pub async fn pass(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    let of = deed_of(session, id, form, code_of(Event::Passed));
    let Some(opened) = receive(app, session, Deed::AnswerReferral, &of).await? else { return Ok(()) };
    let mut moved = Move::of(session, opened.referral(), Event::Passed, None, app.now())?.once(of);
    moved.leave = Some(session.member);
    moved.commit(app, session).await
}

/// The organization cannot take it. `tell_agreed`: the person agreed, in this moment, that the partner is told that
/// the loop is closed (a health center only).
///
/// # Errors
/// As [`accept`].
pub async fn decline(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    reason: DeclineReason,
    tell_agreed: bool,
) -> Result<()> {
    let event = Event::Declined(reason);
    let of = deed_of(session, id, form, code_of(event));
    let Some(opened) = receive(app, session, Deed::AnswerReferral, &of).await? else { return Ok(()) };
    let referral = opened.referral();
    let mut moved = Move::of(session, referral, event, referral.assigned, app.now())?.once(of);
    without_numbers(app, session, &opened, &mut moved).await?;
    moved.asked.extend(by_service(app, session, &opened, event)?);
    moved.telling = tell::outcome(app, session, referral, Told::LoopClosed, tell_agreed).await?;
    moved.commit(app, session).await
}

/// "I know this person": hidden from the caller at once, and back in the inbox for colleagues.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn know_them(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    session.authorize(Deed::AnswerReferral)?;
    known(app, session, id, form, |_| true).await
}

/// The same at a front desk: of what came to its own house. What a colleague works on stays with them.
pub(crate) async fn known_at_desk(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    session.authorize(Deed::BookArrivals)?;
    let row = store::referrals::find(app.store(), &session.scope, session.member, id).await?;
    if row.is_some_and(|row| row.line.referral.bank != Bank::Receiver) {
        return Err(Error::NotFound);
    }
    let member = session.member;
    known(app, session, id, form, |referral| referral.assigned.is_none_or(|who| who == member)).await
}

/// `passes`: it goes back to the inbox for colleagues.
async fn known(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    passes: impl Fn(&Referral) -> bool,
) -> Result<()> {
    let of = deed_of(session, id, form, "known");
    // Asked before the record is looked for, which the first post has hidden.
    if is_done(app, session, &of).await? {
        return hide(app, session, id, session.member, None).await;
    }
    let referral = over::living(app, session, id).await?.line.referral;
    if referral.bank == Bank::Receiver
        && passes(&referral)
        && let Ok(moved) = Move::of(session, &referral, Event::Passed, None, app.now())
    {
        moved.once(of.clone()).commit(app, session).await?;
    }
    hide(app, session, id, session.member, Some(of)).await
}

/// Puts a member on the record's do-not-show list, which has room for each of them once. The form of "I know this
/// person" is kept, since its record will not be there to ask.
pub(crate) async fn hide(
    app: &App,
    session: &Session,
    id: ReferralId,
    from: MemberId,
    form: Option<FormDeed>,
) -> Result<()> {
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if let Some(form) = &form {
                    let _ = store::referrals::take_form(tx, &scope, form, now).await?;
                }
                if store::conflicts::insert(tx, &scope, id, from, by, now).await?.is_new() {
                    let detail = format!("from {from}");
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_member(&scope, by, now, Act::HiddenFromMember, subject, detail));
                }
                Ok(())
            })
        })
        .await
}

/// The person and the organization have met.
///
/// # Errors
/// As [`accept`].
pub async fn connected(app: &App, session: &Session, id: ReferralId, form: FormId, tell_agreed: bool) -> Result<()> {
    met(app, session, Deed::WorkReferral, id, form, tell_agreed).await
}

pub(crate) async fn came(app: &App, session: &Session, id: ReferralId, form: FormId, tell_agreed: bool) -> Result<()> {
    met(app, session, Deed::BookArrivals, id, form, tell_agreed).await
}

async fn met(app: &App, session: &Session, deed: Deed, id: ReferralId, form: FormId, tell_agreed: bool) -> Result<()> {
    let of = deed_of(session, id, form, code_of(Event::Connected));
    let Some(opened) = receive(app, session, deed, &of).await? else { return Ok(()) };
    let referral = opened.referral();
    let assigned = referral.assigned.or(Some(session.member));
    let mut moved = Move::of(session, referral, Event::Connected, assigned, app.now())?.once(of);
    moved.asked.extend(by_service(app, session, &opened, Event::Connected)?);
    moved.telling = tell::outcome(app, session, referral, Told::Connected, tell_agreed).await?;
    moved.commit(app, session).await
}

/// "They came" was a slip of the hand: it waits for them as before, and counts no more in its month. What was to be told
/// of it, and has not gone out, is not told; what has arrived is for people to put right.
pub(crate) async fn did_not_come(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    let event = Event::ConnectedUndone;
    let of = deed_of(session, id, form, code_of(event));
    let Some(opened) = receive(app, session, Deed::BookArrivals, &of).await? else { return Ok(()) };
    let (referral, now) = (opened.referral(), app.now());
    let mut moved = Move::of(session, referral, event, referral.assigned, now)?.once(of);
    let came = opened.events.iter().rfind(|row| row.event == Event::Connected).map(|row| row.at);
    let came = came.filter(|at| now < at.plus_minutes(UNDO_WITHIN)).ok_or(Error::Invalid("visit-undo-late"))?;
    for change in &mut moved.changes {
        change.happening.month = session.month(came);
    }
    moved.asked.extend(by_service_in(app, session, &opened, (event, session.month(came)))?);
    moved.untold_since = Some(came);
    moved.commit(app, session).await
}

/// Ends it. Contact numbers are wiped, with the words that go with them. `ServiceUsed` and `Connected` say that they were connected, if that was not
/// said before; no other outcome does.
///
/// # Errors
/// [`Error::OutOfOrder`].
pub async fn close(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    outcome: Outcome,
    tell_agreed: bool,
) -> Result<()> {
    ended(app, session, (id, form), (outcome, &BTreeSet::new()), tell_agreed).await
}

/// Ends it since the person used a service. Which of ours is counted sealed, for our own leads, and is written on no record
/// and told to nobody; naming none is fine.
///
/// # Errors
/// [`Error::OutOfOrder`]; [`Error::Invalid`] when one of them is not a service of our side.
pub async fn close_used(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    used: &BTreeSet<Service>,
    tell_agreed: bool,
) -> Result<()> {
    let ours: BTreeSet<Service> = Service::needs_of(session.org().kind).collect();
    if !used.is_subset(&ours) {
        return Err(Error::Invalid("field-unknown-choice"));
    }
    ended(app, session, (id, form), (Outcome::ServiceUsed, used), tell_agreed).await
}

async fn ended(
    app: &App,
    session: &Session,
    (id, form): (ReferralId, FormId),
    (outcome, used): (Outcome, &BTreeSet<Service>),
    tell_agreed: bool,
) -> Result<()> {
    let of = deed_of(session, id, form, code_of(Event::Closed(outcome)));
    let Some(opened) = receive(app, session, Deed::WorkReferral, &of).await? else { return Ok(()) };
    let mut moved = closed(session, opened.referral(), outcome, app.now())?.once(of);
    without_numbers(app, session, &opened, &mut moved).await?;
    if moved.changes.iter().any(|change| change.happening.event == Event::Connected) {
        moved.asked.extend(by_service(app, session, &opened, Event::Connected)?);
    }
    if outcome == Outcome::ServiceUsed {
        // A line also where nothing was ticked: whether there is one says what the event says, and no more.
        moved.asked.push(asked::line(app, session, Measure::ServiceUsed, used)?);
    }
    let told = if outcome == Outcome::ServiceUsed { Told::ServiceUsed } else { Told::LoopClosed };
    moved.telling = tell::outcome(app, session, opened.referral(), told, tell_agreed).await?;
    moved.commit(app, session).await
}

/// With the end goes the number, and whatever belongs to it, also where there is none: words, a code word and who may answer say
/// how somebody is found as well. What a hold keeps stays.
async fn without_numbers(app: &App, session: &Session, opened: &OpenedRecord, moved: &mut Move) -> Result<()> {
    let without = opened.card().map(|card| card.clone().without(Part::Numbers));
    if let Some(card) = without.filter(|card| opened.card() != Some(card))
        && store::holds::standing(app.store(), &session.scope, opened.referral().id).await?.is_none()
    {
        moved.content = Some(rewrite(app, session, opened, &card, Some(PurgeRule::ContactNumbers))?);
        moved.spares_what_is_held = true;
    }
    Ok(())
}

/// The ending, after the meeting that it claims.
fn closed(session: &Session, referral: &Referral, outcome: Outcome, now: Timestamp) -> Result<Move> {
    let ended = Event::Closed(outcome);
    let claims = matches!(outcome, Outcome::ServiceUsed | Outcome::Connected);
    if claims && referral.status != Status::Connected {
        let met = Move::of(session, referral, Event::Connected, referral.assigned, now)?;
        return met.then(session, referral, ended, now);
    }
    Move::of(session, referral, ended, referral.assigned, now)
}
