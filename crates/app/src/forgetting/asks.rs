//! The partner's copy: it is theirs, so they are asked to forget it, and they answer.
//!
//! Invariant: only who sent a referral asks. To be asked by a receiver would say that somebody came there.
//! Invariant: what survivor-services law binds an organization to keep silent about is in no answer
//! (`domain::message::PurgeAnswer::of`), and no answer comes by itself: how fast it came would be one.

use super::holds;
use crate::dispatch::{self, Dispatch};
use crate::referrals::stop::{By, Ending};
use crate::{App, Error, Result, Session, housekeeping, journal, notices, partnerships};
use domain::audit::Act;
use domain::gate;
use domain::ids::{CrossingId, MemberId, NoticeId, OrgId, ReferralId};
use domain::member::Deed;
use domain::message::{Body, PurgeAnswer, PurgeDecision};
use domain::org::Regime;
use domain::referral::{Bank, Event, Referral};
use domain::release::HowSaid;
use domain::retention::PurgeRule;
use domain::time::Timestamp;
use domain::wishes::Audience;
use std::collections::BTreeSet;
use store::notices::Notice;
use store::outbox::NewOutgoing;
use store::purge_asks::PurgeAsk;
use store::referrals::Happening;
use store::retention::Purge;
use store::{OrgScope, Tx};

/// What was asked about a record, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskView {
    /// We asked (sender), or were asked (receiver).
    pub bank: Bank,
    /// When.
    pub at: Timestamp,
    /// Who of us asked.
    pub by: Option<String>,
    /// What was answered, and when.
    pub answer: Option<(PurgeAnswer, Timestamp)>,
    /// Who of us answered.
    pub answered_by: Option<String>,
}

/// A request, ready for its commit.
pub(super) struct Asking {
    pub(super) ask: PurgeAsk,
    pub(super) dispatch: Dispatch,
}

/// The request to forget a record of ours; none when nothing was delivered, or one is open.
pub(super) async fn asking(app: &App, session: &Session, referral: &Referral) -> Result<Option<Asking>> {
    let (store, scope, member) = (app.store(), &session.scope, session.member);
    let crossed = store::disclosures::of_referral(store, scope, member, referral.id).await?;
    let open = store::purge_asks::of_referral(store, scope, member, referral.id).await?;
    if !crossed.iter().any(|row| row.delivered_at.is_some()) || open.iter().any(|ask| ask.answer.is_none()) {
        return Ok(None);
    }
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let public = partnerships::partner_public(&partnership);
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, Body::PurgeAsked);
    let id = said.id;
    let from = dispatch::discloser(session.org(), Audience::Anyone, partnership.partner.kind);
    let cleared = gate::clear_purge(said, &from)?;
    let dispatch = dispatch::seal(app, session, referral.id, &cleared, &public)?;
    let ask = PurgeAsk {
        id,
        referral: referral.id,
        bank: Bank::Sender,
        asked_by: Some(member),
        asked_at: app.now(),
        answer: None,
        answered_by: None,
    };
    Ok(Some(Asking { ask, dispatch }))
}

/// Asks the partner to forget its copy of what we sent. Asked twice, it was asked once until it is answered.
///
/// # Errors
/// [`Error::NotFound`] also for what we did not send; [`Error::Invalid`] `ask-nothing-there` when nothing of it was ever
/// delivered.
pub async fn ask(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    session.authorize(Deed::ForgetRecord)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let row = store::referrals::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let referral = row.line.referral;
    if referral.bank != Bank::Sender {
        return Err(Error::NotFound);
    }
    let Some(Asking { ask, dispatch: word }) = asking(app, session, &referral).await? else {
        let before = store::purge_asks::of_referral(app.store(), &scope, member, id).await?;
        return if before.is_empty() { Err(Error::Invalid("ask-nothing-there")) } else { Ok(()) };
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let _ = store::purge_asks::insert(tx, &scope, &ask).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::PurgeAsked, Some(id.bytes()), ""));
                dispatch::queue(tx, &scope, member, &word).await
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// We were asked: the record says so, and those who can decide are told.
pub(crate) async fn asked(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    from: OrgId,
    message: &NewOutgoing,
    now: Timestamp,
) -> Result<()> {
    let Some(referral) = ours(app, tx, to, from, message.crossing, Bank::Receiver).await? else { return Ok(()) };
    let ask = PurgeAsk {
        id: message.id,
        referral: referral.id,
        bank: Bank::Receiver,
        asked_by: None,
        asked_at: now,
        answer: None,
        answered_by: None,
    };
    if store::purge_asks::insert(tx, to, &ask).await?.is_new() {
        tx.audit(to, journal::by_system(to, now, Act::PurgeAsked, Some(referral.id.bytes()), ""));
        notify(app, tx, to, &referral, None, "notice-purge-asked", now).await?;
    }
    Ok(())
}

/// We were answered: in what code, a member with keys reads on the record.
pub(crate) async fn answered(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    from: OrgId,
    crossing: CrossingId,
    now: Timestamp,
) -> Result<()> {
    let Some(referral) = ours(app, tx, to, from, crossing, Bank::Sender).await? else { return Ok(()) };
    let nobody = MemberId::from_bytes([0; 16]);
    let asks = store::purge_asks::of_referral(tx, to, nobody, referral.id).await?;
    let by = asks.iter().rev().find_map(|ask| ask.asked_by);
    notify(app, tx, to, &referral, by, "notice-purge-answered", now).await
}

/// Our record of a crossing with this partner.
async fn ours(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    from: OrgId,
    crossing: CrossingId,
    bank: Bank,
) -> Result<Option<Referral>> {
    let found = store::referrals::find_crossing(tx, to, app.worker(), crossing, bank).await?;
    Ok(found.map(|line| line.referral).filter(|referral| referral.partner == from))
}

async fn notify(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    referral: &Referral,
    also: Option<MemberId>,
    code: &str,
    now: Timestamp,
) -> Result<()> {
    let leads = housekeeping::leads(app, to).await?;
    let whom: BTreeSet<MemberId> = leads.into_iter().chain(referral.assigned).chain(also).collect();
    for member in housekeeping::who_see(app, tx, to, referral.id, whom).await? {
        let (id, code) = (NoticeId::new(app.next_id()), code.to_owned());
        let notice = Notice { id, member, code, referral: Some(referral.id), at: now };
        notices::bring(app, tx, to, &notice).await?;
    }
    Ok(())
}

/// Answers what the partner asked: our copy is forgotten now, or kept. A copy that is gone already can only be said to be
/// gone, whatever was pressed. Answered twice, the first answer stands.
///
/// # Errors
/// [`Error::NotFound`] when nothing was asked; [`Error::Busy`] when the copy went just then; [`Error::Held`] when a legal hold keeps what is to be forgotten.
pub async fn answer(app: &App, session: &Session, id: ReferralId, decision: PurgeDecision) -> Result<()> {
    session.authorize(Deed::ForgetRecord)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let row = store::referrals::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let asks = store::purge_asks::of_referral(app.store(), &scope, member, id).await?;
    if !asks.iter().any(|ask| ask.bank == Bank::Receiver) {
        return Err(Error::NotFound);
    }
    if asks.iter().all(|ask| ask.answer.is_some()) {
        return Ok(());
    }
    let since = row.line.referral.created_at;
    let held = store::holds::standing(app.store(), &scope, id).await?.is_some();
    let was_held = row.line.destroyed_at.is_none();
    let decision = if was_held || held { decision } else { PurgeDecision::Forget };
    if held && was_held && decision == PurgeDecision::Forget {
        return Err(Error::Held);
    }
    let bound = session.org().regimes().contains(&Regime::SurvivorServices);
    let said = PurgeAnswer::of(decision, bound, was_held, held);
    let word = answering(app, session, &row.line.referral, said).await?;
    let event = Event::Forgotten(None);
    let happening = Happening { event, member: Some(member), at: now, month: session.month(now) };
    let purge = Purge { rule: PurgeRule::PartnerAsked, member: Some(member), at: now };
    // What we have shared of it ends with it: nothing is shared of what is forgotten.
    let ending = match decision {
        PurgeDecision::Forget if was_held || !held => {
            let ending = Ending::of(app, session, &row.line.referral, HowSaid::Writing).await?;
            Some(ending.only_if_shared().unsaid())
        }
        PurgeDecision::Forget | PurgeDecision::Keep => None,
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let subject = Some(id.bytes());
                store::referrals::keep_still(tx, &scope, id).await?;
                let row = store::referrals::find(tx, &scope, member, id).await?.ok_or(Error::NotFound)?;
                if row.line.destroyed_at.is_none() != was_held {
                    return Err(Error::Busy);
                }
                if !store::purge_asks::answer(tx, &scope, (id, Bank::Receiver), said, Some(member), now).await? {
                    return Ok(());
                }
                if let Some(ending) = ending {
                    if store::holds::standing(tx, &scope, id).await?.is_some() {
                        return Err(Error::Held);
                    }
                    ending.write(tx, &scope, By::who_sees(member)).await?;
                    if store::retention::destroy_referral(tx, &scope, id, &purge).await? {
                        store::referrals::note_event(tx, &scope, id, &happening).await?;
                        tx.audit(
                            &scope,
                            journal::by_member(&scope, member, now, Act::Forgotten, subject, "partner_asked"),
                        );
                    }
                }
                dispatch::queue(tx, &scope, member, &word).await?;
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::PurgeAnswered, subject, said.code()));
                Ok(())
            })
        })
        .await?;
    app.outgoing().notify_one();
    if decision == PurgeDecision::Forget {
        crate::asked::leave_no_line(app, session, since).await;
    }
    app.store().empty_log().await;
    Ok(())
}

async fn answering(app: &App, session: &Session, referral: &Referral, answer: PurgeAnswer) -> Result<Dispatch> {
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let public = partnerships::partner_public(&partnership);
    let body = Body::PurgeAnswered { answer };
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, body);
    let from = dispatch::discloser(session.org(), Audience::Anyone, partnership.partner.kind);
    let cleared = gate::clear_purge(said, &from)?;
    dispatch::seal(app, session, referral.id, &cleared, &public)
}

/// What was asked about a record, oldest first.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn of_record(app: &App, session: &Session, id: ReferralId) -> Result<Vec<AskView>> {
    session.authorize(Deed::OpenReferral)?;
    let rows = store::purge_asks::of_referral(app.store(), &session.scope, session.member, id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = holds::names(app, session).await?;
    let name = |id: Option<MemberId>| id.and_then(|id| names.get(&id).cloned());
    let view = |ask: PurgeAsk| AskView {
        bank: ask.bank,
        at: ask.asked_at,
        by: name(ask.asked_by),
        answer: ask.answer,
        answered_by: name(ask.answered_by),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// What we were asked and have not answered, oldest first: the record, its short code, and since when.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn open(app: &App, session: &Session) -> Result<Vec<(ReferralId, Timestamp)>> {
    session.authorize(Deed::ForgetRecord)?;
    let rows = store::purge_asks::open(app.store(), &session.scope, session.member, 50).await?;
    Ok(rows.into_iter().map(|ask| (ask.referral, ask.asked_at)).collect())
}
