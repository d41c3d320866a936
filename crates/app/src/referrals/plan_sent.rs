//! A plan for reaching the person that was changed by whoever sent them, and what the partner that reaches them makes of it.
//!
//! Invariant: it crosses under the release, or the word, that the referral went under, for as long as that stands and as
//! far as it names the plan and the number; through the gate, by one press.

use super::moves::{deed_of, rewrite};
use super::over;
use super::sayable;
use super::show::{OpenedRecord, read};
use crate::dispatch::{self, message, pass_gate};
use crate::mou::{self, Holds};
use crate::partnerships::{self, Partner};
use crate::{App, Error, Result, Session, journal};
use domain::audit::{Act, Actor};
use domain::gate;
use domain::ids::{FormId, ReferralId};
use domain::member::Deed;
use domain::message::{Body, Message, MessageKind};
use domain::referral::{Bank, Event, OutOfOrder, PersonCard, Referral};
use domain::release::{Element, Purpose, RecordedAgreement, Release};
use domain::retention::Part;
use domain::safe_contact::{CameIn, ClosedBy, ContactWay, NotSafe, PlanPart, SafeContact, changed_parts, takes_away};
use domain::time::Timestamp;
use store::disclosures::Disclosure;
use store::inbox::Pending;
use store::referrals::{EventRow, Happening};
use vault::open_envelope;

/// On what the plan can go.
struct Ground {
    release: Option<Release>,
    agreement: Option<RecordedAgreement>,
    holds: Holds,
}

impl Ground {
    async fn of(app: &App, session: &Session, id: ReferralId, holds: Holds) -> Result<Self> {
        let (store, scope, viewer, now) = (app.store(), &session.scope, session.member, app.now());
        let names = |elements: &std::collections::BTreeSet<Element>| elements.contains(&Element::ContactPlan);
        let releases = store::releases::of_referral(store, scope, viewer, id).await?;
        let releases = releases.into_iter().map(|row| row.release).filter(|one| one.purpose == Purpose::WarmReferral);
        let release = releases.filter(|one| one.is_live(now) && names(&one.elements)).max_by_key(|one| one.expires_at);
        let agreed = store::releases::agreements_of(store, scope, viewer, id).await?;
        let stands = |one: &RecordedAgreement| {
            one.purpose == Purpose::WarmReferral && one.revoked_at.is_none() && now < one.expires_at
        };
        let agreement = agreed.into_iter().find(|one| stands(one) && names(&one.elements));
        Ok(Self { release, agreement, holds })
    }
    fn is_there(&self) -> bool {
        self.holds.carries(Element::ContactPlan) && (self.release.is_some() || self.agreement.is_some())
    }
    fn names(&self, element: Element) -> bool {
        let elements = self.release.as_ref().map(|one| &one.elements);
        let elements = elements.or(self.agreement.as_ref().map(|one| &one.elements));
        self.holds.carries(element) && elements.is_some_and(|elements| elements.contains(&element))
    }
    /// The plan as far as it was released; none where nothing of it can go. Without a number nothing goes along that is said or
    /// known only where somebody calls: what waits without one is let go by no forgetting of numbers and words.
    ///
    /// One that is closed says only that: it is never out of date, so it goes and is heard also after what it went under has
    /// ended, and nothing by which somebody could be found may wait as long. The number follows once they have said that it is
    /// right. A plan that needs a number goes without it only where it closes contact. Anything else that could be said of it is not
    /// what the person said: that nobody calls would take the place of a number that they gave over there.
    fn restrict(&self, plan: &SafeContact) -> Option<SafeContact> {
        if plan.way == ContactWay::DoNotContact || plan.closed_by.is_some() {
            return Some(plan.clone().without_numbers());
        }
        let crossing = plan.crossing(plan.number.is_some() && self.names(Element::Contact));
        Some(crossing).filter(|crossing| crossing.way == plan.way)
    }
}

/// Whether a changed plan can go to the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// There is nothing to send, or something keeps it here.
    Nothing,
    /// By one press.
    ByPress,
    /// It needs a number, and the person did not let the partner have it.
    NeedsNumber,
}

/// Whether something of the plan was changed since the partner was told of it last, and can go: what was released names
/// it and stands, and nothing keeps it here.
pub(super) async fn can_go(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    partner: &Partner,
    crossed: &[Disclosure],
) -> Result<Goes> {
    let referral = opened.referral();
    let is_here = referral.bank != Bank::Sender || referral.status.is_final();
    let Some(card) = opened.card().filter(|_| !is_here) else { return Ok(Goes::Nothing) };
    if partner.closed_because.is_some() || !session.may(Deed::SendReferral) {
        return Ok(Goes::Nothing);
    }
    // A message beside the referral goes under the same release, and carries no plan.
    let of_referral =
        |one: &Disclosure| one.purpose == Purpose::WarmReferral && !one.elements.contains(&Element::Messages);
    let told = crossed.iter().filter(|one| of_referral(one) && one.stopped_at.is_none()).map(|one| one.at).max();
    let has_it = crossed.iter().any(|one| of_referral(one) && one.delivered_at.is_some());
    let changed = changed_at(&opened.events);
    if !has_it || changed.is_none() || changed <= told || opened.row.contact_unsure {
        return Ok(Goes::Nothing);
    }
    if super::wishes::silence(app, session, referral.id).await?.is_some() {
        return Ok(Goes::Nothing);
    }
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let holds = mou::holds::of(app, session, &partnership).await?;
    let ground = Ground::of(app, session, referral.id, holds).await?;
    Ok(match ground.restrict(&card.safe_contact) {
        _ if !ground.is_there() => Goes::Nothing,
        Some(_) => Goes::ByPress,
        // No signature helps where there is no number, or where the two agreed that none goes.
        None if card.safe_contact.number.is_none() || !ground.holds.carries(Element::Contact) => Goes::Nothing,
        None => Goes::NeedsNumber,
    })
}

/// When what the partner should know of the plan changed last. That it is still right changes nothing, but where it was closed.
fn changed_at(events: &[EventRow]) -> Option<Timestamp> {
    let (mut changed, mut closed) = (None, None);
    for row in events {
        let Event::ContactChanged(part) = row.event else { continue };
        if part != PlanPart::Confirmed || closed.is_some() {
            changed = changed.max(Some(row.at));
        }
        // What else was changed in the moment in which it was closed opens nothing.
        closed = if part == PlanPart::Closed { Some(row.at) } else { closed.filter(|at| *at == row.at) };
    }
    changed
}

/// Sends the plan as it stands to the partner, whose own controls obey it from then on.
///
/// # Errors
/// [`Error::NotFound`] also for what was not sent from here; [`Error::OutOfOrder`] once it is finished; [`Error::NotOpen`],
/// [`Error::TooMany`]; [`Error::Refused`] with every rule that fails; [`Error::Invalid`] for a plan that nobody may dial
/// or say, and `contact-number-not-released` for one that needs a number which may not go; [`Error::NotSafe`] for one of a
/// restored copy.
pub async fn send_plan(app: &App, session: &Session, id: ReferralId, form: FormId) -> Result<()> {
    session.authorize(Deed::SendReferral)?;
    let of = deed_of(session, id, form, "plan_sent");
    let opened = super::show::open(app, session, id).await?;
    let (referral, now) = (opened.referral(), app.now());
    if referral.bank != Bank::Sender {
        return Err(Error::NotFound);
    }
    if super::work::is_done(app, session, &of).await? {
        return Ok(());
    }
    over::must_live(&opened.row, now)?;
    must_stand(referral)?;
    let plan = opened.card().ok_or(Error::NotFound)?.safe_contact.clone().in_zone(&session.org().time_zone);
    if plan.closed_by == Some(ClosedBy::Restored) {
        return Err(Error::NotSafe(NotSafe::Restored));
    }
    let partnership = partnerships::with(app, session, referral.partner).await?;
    sayable::number(plan.way, plan.number.as_ref())?;
    sayable::words(plan.words.as_ref(), [session.org().name.as_str(), partnership.partner.name.as_str()])?;
    let to = partnerships::may_send(session, &partnership)?;
    app.limits().send(session.org_id(), session.member, partnership.partnership.id, now)?;
    let ground = Ground::of(app, session, id, mou::holds::of(app, session, &partnership).await?).await?;
    let plan = match ground.restrict(&plan) {
        Some(plan) => plan,
        None if ground.is_there() => return Err(Error::Invalid("contact-number-not-released")),
        // Nothing may go at all, and the gate says why.
        None => SafeContact::do_not_contact(now),
    };
    let closes = plan.way == ContactWay::DoNotContact || plan.closed_by.is_some();
    let body = Body::ContactChanged(Box::new(plan));
    let said = message(app, session.org_id(), to.org, referral.crossing, body);
    let basis = match (&ground.release, &ground.agreement) {
        (None, Some(agreement)) if ground.is_there() => gate::Basis::Agreement(agreement),
        (release, _) => {
            gate::Basis::Releases(release.as_ref().filter(|_| ground.is_there()).map_or(&[], std::slice::from_ref))
        }
    };
    let cleared = pass_gate(app, session, id, said, basis, now).await?;
    let dispatch = dispatch::seal(app, session, id, &cleared, &to)?;
    let (scope, member, version) = (session.scope, session.member, referral.version);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::referrals::take_form(tx, &scope, &of, now).await?.is_new() {
                    return Ok(());
                }
                over::must_live_still(tx, &scope, member, id, now).await?;
                // It may have ended since it was opened, or a number in it may have proved unsafe.
                let row = store::referrals::find(tx, &scope, member, id).await?.ok_or(Error::NotFound)?;
                must_stand(&row.line.referral)?;
                if row.line.referral.version != version {
                    return Err(Error::Busy);
                }
                dispatch::queue(tx, &scope, member, &dispatch).await?;
                store::outbox::set_closes(tx, &scope, dispatch.outgoing.id, closes).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// Of what is finished nothing is sent on.
fn must_stand(referral: &Referral) -> Result<()> {
    let (bank, from, event) = (referral.bank, referral.status, Event::ContactChanged(PlanPart::Confirmed));
    if from.is_final() { Err(OutOfOrder { bank, from, event }.into()) } else { Ok(()) }
}

/// Takes in a plan that the partner changed, before anything is done with the record. Answers whether there was one.
///
/// What the person said last holds ([`CameIn::onto`]), and what was closed here after they said theirs stays closed. Nothing
/// is put into a record that is finished, and nothing that was forgotten or is to be forgotten comes back. While a legal hold
/// keeps ours, what came waits beside it, and only closes.
pub(super) async fn take_in(app: &App, session: &Session, opened: &OpenedRecord) -> Result<bool> {
    let (referral, now) = (opened.referral(), app.now());
    let waiting = store::inbox::pending_of(app.store(), &session.scope, referral.crossing, now).await?;
    let is_plan = |pending: &Pending| pending.kind == MessageKind::ContactChanged && pending.from == referral.partner;
    let waiting: Vec<Pending> = waiting.into_iter().filter(is_plan).collect();
    let (false, Some(content)) = (waiting.is_empty(), &opened.content) else { return Ok(false) };
    let keys = session.keys()?;
    let Some(intake) = keys.intake.as_ref() else { return Ok(false) };
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let from = partnerships::partner_public(&partnership);
    let is_theirs = |said: &Message| said.crossing == referral.crossing && said.from == referral.partner;
    let is_over = referral.status.is_final();
    let in_time = |pending: &&Pending| !is_over && pending.until.is_none_or(|until| now < until);
    let ours = &content.card.safe_contact;
    let is_held = store::holds::standing(app.store(), &session.scope, referral.id).await?.is_some();
    let forgotten_at = forgotten_at(app, session, referral.id).await?;
    let said = |pending: &Pending| {
        let said = open_envelope(&pending.envelope_sealed, intake, &keys.org, &from).ok().filter(is_theirs)?;
        let Body::ContactChanged(plan) = said.body else { return None };
        Some(CameIn { plan: plan.in_brief(), written_at: said.written_at, forgotten_at, is_held })
    };
    // One after the other: what only closes closes the number that came before it.
    let (mut taken, mut waits, mut is_silent) = (None, false, true);
    for came in waiting.iter().filter(in_time).filter_map(said) {
        let one = came.onto(taken.as_ref().unwrap_or(ours));
        (waits, is_silent) = (waits || one.waits, false);
        taken = one.plan.or(taken);
    }
    let waits = is_held && (waits || is_silent);
    let closed = closed_here(app, session, opened, ours).await?;
    let plan = taken.map(|plan| match closed {
        Some((why, at)) if plan.last_checked <= at => plan.closed(why),
        _ => plan,
    });
    if waits && plan.as_ref().is_none_or(|plan| plan == ours) {
        return Ok(false);
    }
    let destroys = plan.as_ref().is_some_and(|plan| takes_away(ours, plan));
    let card = plan.map(|plan| PersonCard { safe_contact: plan, ..content.card.clone() });
    let card = card.map(|card| opened.row.forget_due.iter().fold(card, |card, part| card.without(*part)));
    let mut new = None;
    let mut noted: Vec<Happening> = Vec::new();
    if let Some(card) = &card {
        let happening =
            |part| Happening { event: Event::ContactChanged(part), member: None, at: now, month: session.month(now) };
        noted = changed_parts(ours, &card.safe_contact).into_iter().map(happening).collect();
        new = Some(rewrite(app, session, opened, card, None)?);
    }
    let (scope, id) = (session.scope, referral.id);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::referrals::keep_still(tx, &scope, id).await?;
                // A hold that was put meanwhile keeps ours as it is.
                if destroys && !is_held && store::holds::standing(tx, &scope, id).await?.is_some() {
                    return Err(Error::Busy);
                }
                for pending in waiting.iter().filter(|_| !waits) {
                    // A colleague was first.
                    if !store::inbox::take_pending(tx, &scope, pending).await? {
                        return Ok(());
                    }
                }
                let Some(new) = new else { return Ok(()) };
                if !new.write(tx, &scope).await? {
                    return Err(Error::Busy);
                }
                for happening in &noted {
                    store::referrals::note_event(tx, &scope, id, happening).await?;
                    tx.audit(&scope, journal::worked_on(&scope, Actor::System, id, now));
                }
                Ok(())
            })
        })
        .await?;
    Ok(true)
}

/// Why and since when contact is closed here until they say again how they are reached. What they said to the partner before
/// that does not open it: it was said of a way that has proved unsafe since, or that a restored copy cannot know.
async fn closed_here(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    plan: &SafeContact,
) -> Result<Option<(ClosedBy, Timestamp)>> {
    let why = plan.closed_by.filter(|why| *why != ClosedBy::NewerWaits);
    let Some(why) = why else { return Ok(None) };
    let tried = opened.events.iter().filter(|row| matches!(row.event, Event::Attempted(_))).map(|row| row.at).max();
    let mut since = tried;
    if why == ClosedBy::Restored {
        let (subject, acts) = (opened.referral().id.bytes(), [Act::ProtectionRestored]);
        let entries = store::audit::of_subject(app.store(), &session.scope, session.member, subject, &acts, 1).await?;
        since = since.max(entries.first().map(|chained| chained.entry.at));
    }
    Ok(since.map(|at| (why, at)))
}

/// When numbers of the record were forgotten last: by the tombstone, which a restored copy has again, whoever had them
/// forgotten and why.
async fn forgotten_at(app: &App, session: &Session, id: ReferralId) -> Result<Option<Timestamp>> {
    let stones = store::retention::of_record(app.store(), &session.scope, session.member, id).await?;
    let numbers = store::retention::part_table(Part::Numbers);
    Ok(stones.into_iter().filter(|stone| stone.table == numbers).map(|stone| stone.at).max())
}

/// The record as it stands once what its partner changed of the plan is taken in.
pub(super) async fn current(app: &App, session: &Session, id: ReferralId) -> Result<OpenedRecord> {
    let opened = read(app, session, id).await?;
    if opened.referral().bank == Bank::Receiver && take_in(app, session, &opened).await? {
        return read(app, session, id).await;
    }
    Ok(opened)
}
