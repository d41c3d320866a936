//! What is done with a record: answered, worked on, ended.

use super::moves::{Move, rewrite};
use super::show::{OpenedRecord, open};
use super::tell;
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{MemberId, ReferralId};
use domain::member::Deed;
use domain::referral::{AttemptResult, Bank, DeclineReason, Event, Outcome, PersonCard, Status, Told};
use domain::safe_contact::{ContactWay, SafeContact, contact_allowed};
use domain::text::PersonText;

async fn receive(app: &App, session: &Session, deed: Deed, id: ReferralId) -> Result<OpenedRecord> {
    session.authorize(deed)?;
    let opened = open(app, session, id).await?;
    if opened.referral().bank == Bank::Receiver { Ok(opened) } else { Err(Error::NotFound) }
}

/// Takes a referral: the caller works on it now. What came as a message becomes our own sealed record.
///
/// # Errors
/// [`Error::OutOfOrder`] when a colleague was first.
pub async fn accept(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    let opened = receive(app, session, Deed::AnswerReferral, id).await?;
    accepted(app, session, &opened).await?.commit(app, session).await
}

async fn accepted(app: &App, session: &Session, opened: &OpenedRecord) -> Result<Move> {
    let mut moved = Move::of(session, opened.referral(), Event::Accepted, Some(session.member), app.now())?;
    if let Some(content) = &opened.content
        && content.is_message
    {
        moved.content = Some(rewrite(app, session, opened, &content.card, false)?);
    }
    moved.telling = tell::under_release(app, session, opened.referral(), Told::Accepted).await?;
    Ok(moved)
}

/// Books a visit: accepts it if nobody has, and keeps the time. For a front desk.
pub(crate) async fn book(app: &App, session: &Session, id: ReferralId, visit_at: String) -> Result<()> {
    let opened = receive(app, session, Deed::BookArrivals, id).await?;
    if opened.referral().status.is_final() {
        let (bank, from) = (Bank::Receiver, opened.referral().status);
        return Err(Error::OutOfOrder(domain::referral::OutOfOrder { bank, from, event: Event::Accepted }));
    }
    if opened.referral().status == Status::Received {
        accepted(app, session, &opened).await?.commit(app, session).await?;
    }
    let scope = session.scope;
    let booked = app.store().write(scope.org(), move |tx| {
        Box::pin(async move { store::referrals::set_visit(tx, &scope, id, Some(&visit_at)).await })
    });
    if booked.await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Leaves it for a colleague: back in the inbox for them, at its place in the line.
///
/// # Errors
/// As [`accept`].
pub async fn pass(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    let opened = receive(app, session, Deed::AnswerReferral, id).await?;
    let mut moved = Move::of(session, opened.referral(), Event::Passed, None, app.now())?;
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
    reason: DeclineReason,
    tell_agreed: bool,
) -> Result<()> {
    let opened = receive(app, session, Deed::AnswerReferral, id).await?;
    let referral = opened.referral();
    let mut moved = Move::of(session, referral, Event::Declined(reason), referral.assigned, app.now())?;
    moved.telling = tell::outcome(app, session, referral, Told::LoopClosed, tell_agreed).await?;
    moved.commit(app, session).await
}

/// "I know this person": hidden from the caller at once, and back in the inbox for colleagues.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn know_them(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    session.authorize(Deed::AnswerReferral)?;
    let found = store::referrals::find(app.store(), &session.scope, session.member, id).await?;
    let referral = found.ok_or(Error::NotFound)?.line.referral;
    if referral.bank == Bank::Receiver
        && let Ok(moved) = Move::of(session, &referral, Event::Passed, None, app.now())
    {
        moved.commit(app, session).await?;
    }
    hide(app, session, id, session.member).await
}

/// Puts a member on the record's do-not-show list.
pub(crate) async fn hide(app: &App, session: &Session, id: ReferralId, from: MemberId) -> Result<()> {
    let (scope, by, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
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

/// Logs an attempt. "Not safe" sets the plan to "do not contact" at once.
///
/// # Errors
/// As [`accept`].
pub async fn attempt(app: &App, session: &Session, id: ReferralId, result: AttemptResult) -> Result<()> {
    let opened = receive(app, session, Deed::WorkReferral, id).await?;
    let (referral, now) = (opened.referral(), app.now());
    let mut moved = Move::of(session, referral, Event::Attempted(result), referral.assigned, now)?;
    if let (AttemptResult::NotSafe, Some(card)) = (result, opened.card()) {
        let card = PersonCard { safe_contact: SafeContact::do_not_contact(now), ..card.clone() };
        moved.content = Some(rewrite(app, session, &opened, &card, true)?);
    }
    moved.commit(app, session).await
}

/// Says that the person confirmed today that the plan is still right, or what is right now instead.
///
/// # Errors
/// [`Error::OutOfOrder`] once it is finished; [`Error::Invalid`] `number-missing`.
pub async fn recheck(
    app: &App,
    session: &Session,
    id: ReferralId,
    way: ContactWay,
    number: Option<PersonText>,
) -> Result<()> {
    let opened = receive(app, session, Deed::WorkReferral, id).await?;
    let card = opened.card().ok_or(Error::NotFound)?;
    let number = number.or_else(|| card.safe_contact.number.clone()).filter(|_| way != ContactWay::DoNotContact);
    if number.is_none() && matches!(way, ContactWay::Call | ContactWay::Text) {
        return Err(Error::Invalid("number-missing"));
    }
    let plan = SafeContact { way, number, last_checked: app.now(), ..card.safe_contact.clone() };
    let new = rewrite(app, session, &opened, &PersonCard { safe_contact: plan, ..card.clone() }, false)?;
    Move { changes: Vec::new(), content: Some(new), telling: None, leave: None }.commit(app, session).await
}

/// The masked number. Recorded. Closed when the plan says that a contact is not safe now.
///
/// # Errors
/// [`Error::NotFound`] when there is none; [`Error::NotSafe`] with the reason.
pub async fn show_number(app: &App, session: &Session, id: ReferralId) -> Result<PersonText> {
    session.authorize(Deed::WorkReferral).or_else(|_| session.authorize(Deed::BookArrivals))?;
    let opened = open(app, session, id).await?;
    let plan = &opened.card().ok_or(Error::NotFound)?.safe_contact;
    let number = plan.number.clone().ok_or(Error::NotFound)?;
    contact_allowed(plan, plan.way, &session.org().time_zone, app.now())?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::NumberShown, subject, ""));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(number)
}

/// The person and the organization have met.
///
/// # Errors
/// As [`accept`].
pub async fn connected(app: &App, session: &Session, id: ReferralId, tell_agreed: bool) -> Result<()> {
    let opened = receive(app, session, Deed::WorkReferral, id).await?;
    met(app, session, &opened, tell_agreed).await
}

pub(crate) async fn came(app: &App, session: &Session, id: ReferralId, tell_agreed: bool) -> Result<()> {
    let opened = receive(app, session, Deed::BookArrivals, id).await?;
    met(app, session, &opened, tell_agreed).await
}

async fn met(app: &App, session: &Session, opened: &OpenedRecord, tell_agreed: bool) -> Result<()> {
    let referral = opened.referral();
    let assigned = referral.assigned.or(Some(session.member));
    let mut moved = Move::of(session, referral, Event::Connected, assigned, app.now())?;
    moved.telling = tell::outcome(app, session, referral, Told::Connected, tell_agreed).await?;
    moved.commit(app, session).await
}

/// Ends it. Contact numbers are wiped. `ServiceUsed` and `Connected` say that they were connected, if that was not
/// said before; no other outcome does.
///
/// # Errors
/// [`Error::OutOfOrder`].
pub async fn close(app: &App, session: &Session, id: ReferralId, outcome: Outcome, tell_agreed: bool) -> Result<()> {
    let opened = receive(app, session, Deed::WorkReferral, id).await?;
    let (referral, now) = (opened.referral(), app.now());
    let claims = matches!(outcome, Outcome::ServiceUsed | Outcome::Connected);
    let mut moved = if claims && referral.status != Status::Connected {
        Move::of(session, referral, Event::Connected, referral.assigned, now)?.then(
            session,
            referral,
            Event::Closed(outcome),
            now,
        )?
    } else {
        Move::of(session, referral, Event::Closed(outcome), referral.assigned, now)?
    };
    if let Some(card) = opened.card()
        && card.safe_contact.number.is_some()
    {
        let plan = SafeContact { number: None, ..card.safe_contact.clone() };
        moved.content = Some(rewrite(app, session, &opened, &PersonCard { safe_contact: plan, ..card.clone() }, true)?);
    }
    let told = if outcome == Outcome::ServiceUsed { Told::ServiceUsed } else { Told::LoopClosed };
    moved.telling = tell::outcome(app, session, referral, told, tell_agreed).await?;
    moved.commit(app, session).await
}
