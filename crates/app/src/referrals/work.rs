//! What is done with a record: answered, worked on, ended, stopped.

use super::content;
use super::show::{Disclosed, OpenedRecord, disclosed, open};
use super::tell::{self, Telling};
use crate::dispatch::{self, Dispatch};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::gate;
use domain::ids::{MemberId, ReferralId};
use domain::member::Deed;
use domain::message::Body;
use domain::referral::{AttemptResult, Bank, DeclineReason, Event, Outcome, PersonCard, Referral, Status, Told, apply};
use domain::safe_contact::{ContactWay, SafeContact, contact_allowed};
use domain::text::PersonText;
use domain::time::Timestamp;
use store::referrals::{Change, Content, Happening};
use store::{OrgScope, Tx};

/// What had crossed before sharing was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// What was already sent, and as far as may be known, seen by whom.
    pub seen: Vec<Disclosed>,
    /// Sends that were still queued and died.
    pub died: u32,
}

/// A change of a record that is ready for its commit.
struct Move {
    changes: Vec<Change>,
    content: Option<NewContent>,
    telling: Option<Telling>,
    leave: Option<MemberId>,
}

/// Content that replaces what stands.
struct NewContent {
    id: ReferralId,
    version: u32,
    content: Content,
    do_not_contact: bool,
    number_wiped: bool,
}

impl Move {
    /// One event on a record, checked against where it stands.
    fn of(
        session: &Session,
        referral: &Referral,
        event: Event,
        assigned: Option<MemberId>,
        now: Timestamp,
    ) -> Result<Self> {
        let change = change(session, referral, referral.status, event, assigned, now)?;
        Ok(Self { changes: vec![change], content: None, telling: None, leave: None })
    }
    /// A further event after the last one.
    fn then(mut self, session: &Session, referral: &Referral, event: Event, now: Timestamp) -> Result<Self> {
        let from = self.changes.last().map_or(referral.status, |change| change.to);
        let assigned = self.changes.last().and_then(|change| change.assigned);
        self.changes.push(change(session, referral, from, event, assigned, now)?);
        Ok(self)
    }

    async fn commit(self, app: &App, session: &Session) -> Result<()> {
        let (scope, member, now) = (session.scope, session.member, app.now());
        let rings = self.telling.is_some();
        app.store()
            .write(scope.org(), move |tx| Box::pin(async move { self.write(tx, &scope, member, now).await }))
            .await?;
        if rings {
            app.outgoing().notify_one();
        }
        Ok(())
    }

    async fn write(self, tx: &Tx, scope: &OrgScope, member: MemberId, now: Timestamp) -> Result<()> {
        if let Some(new) = &self.content {
            let replaced = store::referrals::replace_content(
                tx,
                scope,
                new.id,
                new.version,
                &new.content,
                new.do_not_contact,
                new.number_wiped,
            );
            if !replaced.await? {
                return Err(stale(&self.changes));
            }
        }
        for change in &self.changes {
            if !store::referrals::change(tx, scope, change).await? {
                return Err(stale(&self.changes));
            }
            let event = change.happening.event;
            let detail = event.detail().map_or_else(|| event.code().to_owned(), |d| format!("{} {d}", event.code()));
            let subject = Some(change.id.bytes());
            tx.audit(scope, journal::by_member(scope, member, now, Act::ReferralEvent, subject, detail));
        }
        if let (Some(member), Some(change)) = (self.leave, self.changes.first()) {
            let _ = store::referrals::pass(tx, scope, change.id, member).await?;
        }
        if let Some(telling) = &self.telling {
            telling.write(tx, scope, member).await?;
        }
        Ok(())
    }
}

/// A colleague was first, or the page was old.
fn stale(changes: &[Change]) -> Error {
    changes.first().map_or(Error::NotFound, |change| {
        let (bank, from, event) = (Bank::Receiver, change.from, change.happening.event);
        Error::OutOfOrder(domain::referral::OutOfOrder { bank, from, event })
    })
}

fn change(
    session: &Session,
    referral: &Referral,
    from: Status,
    event: Event,
    assigned: Option<MemberId>,
    now: Timestamp,
) -> Result<Change> {
    let to = apply(referral.bank, Some(from), event)?;
    let happening = Happening { event, member: Some(session.member), at: now, month: session.month(now) };
    Ok(Change { id: referral.id, from, to, assigned, happening })
}

/// The card as new content of the record, one version up.
fn rewrite(app: &App, session: &Session, opened: &OpenedRecord, card: &PersonCard, wiped: bool) -> Result<NewContent> {
    let referral = opened.referral();
    let content = content::seal(app, session, referral.id, referral.version + 1, card)?;
    Ok(NewContent {
        id: referral.id,
        version: referral.version,
        content,
        do_not_contact: card.safe_contact.way == ContactWay::DoNotContact,
        number_wiped: wiped || opened.row.number_wiped,
    })
}

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

/// Stops sharing: releases of this record are taken back, queued sends die, and the partner to whom we had sent is
/// told to stop. One press, effective at commit; it works while the partner is paused or away.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn stop(app: &App, session: &Session, id: ReferralId) -> Result<Stopped> {
    session.authorize(Deed::StopSharing)?;
    let (store, scope, member) = (app.store(), session.scope, session.member);
    let found = store::referrals::find(store, &scope, member, id).await?;
    let referral = found.ok_or(Error::NotFound)?.line.referral;
    let now = app.now();
    let withdrawn = match referral.bank {
        Bank::Sender => Move::of(session, &referral, Event::Withdrawn, referral.assigned, now).ok(),
        Bank::Receiver => None,
    };
    let word = match referral.bank {
        Bank::Sender => Some(stop_message(app, session, &referral).await?),
        Bank::Receiver => None,
    };
    let died = store
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let taken = store::releases::take_back_all(tx, &scope, id, now).await?;
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReleaseRevoked, subject, "all"));
                if let Some(withdrawn) = withdrawn {
                    withdrawn.write(tx, &scope, member, now).await?;
                }
                if let Some(word) = &word {
                    dispatch::queue(tx, &scope, member, word).await?;
                }
                Ok::<_, Error>(taken.stopped)
            })
        })
        .await?;
    app.outgoing().notify_one();
    let rows = store::disclosures::of_referral(app.store(), &scope, member, id).await?;
    let seen = rows.into_iter().filter(|row| row.delivered_at.is_some()).map(disclosed).collect();
    Ok(Stopped { seen, died: u32::try_from(died).unwrap_or(u32::MAX) })
}

/// The word "stop" to a partner. It needs no open partnership: stopping is never too late and never forbidden.
async fn stop_message(app: &App, session: &Session, referral: &Referral) -> Result<Dispatch> {
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let public = partnerships::partner_public(&partnership);
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, Body::Stop);
    let cleared = gate::clear_stop(said, session.org_id())?;
    dispatch::seal(app, session, referral.id, &cleared, &public)
}
