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
use domain::referral::{Bank, Event, OutOfOrder, PersonCard};
use domain::release::{Element, Purpose, RecordedAgreement, Release};
use domain::safe_contact::{ClosedBy, ContactWay, NotSafe, PlanPart, SafeContact, changed_parts};
use domain::time::Timestamp;
use store::disclosures::Disclosure;
use store::inbox::Pending;
use store::referrals::Happening;
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
    /// The plan as far as it was released. Without a number that it needs, nobody calls; and nothing goes along that is said or
    /// known only where somebody does: what waits without a number is let go by no forgetting of numbers and words.
    fn restrict(&self, plan: &SafeContact) -> SafeContact {
        let number = plan.number.clone().filter(|_| self.names(Element::Contact));
        let silent = number.is_none() && matches!(plan.way, ContactWay::Call | ContactWay::Text);
        let way = if silent { ContactWay::DoNotContact } else { plan.way };
        if number.is_none() {
            return SafeContact { way, number, words: None, who_may_answer: None, code_word: None, ..plan.clone() };
        }
        SafeContact { way, number, ..plan.clone() }
    }
}

/// Whether something of the plan was changed since the partner was told of it last, and can go: what was released names
/// it and stands, and nothing keeps it here.
pub(super) async fn can_go(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    partner: &Partner,
    crossed: &[Disclosure],
) -> Result<bool> {
    let referral = opened.referral();
    let is_here = referral.bank != Bank::Sender || referral.status.is_final() || opened.content.is_none();
    if is_here || partner.closed_because.is_some() || !session.may(Deed::SendReferral) {
        return Ok(false);
    }
    // A message beside the referral goes under the same release, and carries no plan.
    let of_referral =
        |one: &Disclosure| one.purpose == Purpose::WarmReferral && !one.elements.contains(&Element::Messages);
    let told = crossed.iter().filter(|one| of_referral(one) && one.stopped_at.is_none()).map(|one| one.at).max();
    let has_it = crossed.iter().any(|one| of_referral(one) && one.delivered_at.is_some());
    let changes = |event| matches!(event, Event::ContactChanged(part) if part != PlanPart::Confirmed);
    let changed = opened.events.iter().filter(|row| changes(row.event)).map(|row| row.at).max();
    if !has_it || changed.is_none() || changed <= told || opened.row.contact_unsure {
        return Ok(false);
    }
    if super::wishes::silence(app, session, referral.id).await?.is_some() {
        return Ok(false);
    }
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let holds = mou::holds::of(app, session, &partnership).await?;
    Ok(Ground::of(app, session, referral.id, holds).await?.is_there())
}

/// Sends the plan as it stands to the partner, whose own controls obey it from then on.
///
/// # Errors
/// [`Error::NotFound`] also for what was not sent from here; [`Error::OutOfOrder`] once it is finished; [`Error::NotOpen`],
/// [`Error::TooMany`]; [`Error::Refused`] with every rule that fails; [`Error::Invalid`] for a plan that nobody may dial
/// or say; [`Error::NotSafe`] for one of a restored copy.
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
    if referral.status.is_final() {
        let (bank, from, event) = (referral.bank, referral.status, Event::ContactChanged(PlanPart::Confirmed));
        return Err(OutOfOrder { bank, from, event }.into());
    }
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
    let body = Body::ContactChanged(Box::new(ground.restrict(&plan)));
    let said = message(app, session.org_id(), to.org, referral.crossing, body);
    let basis = match (&ground.release, &ground.agreement) {
        (None, Some(agreement)) if ground.is_there() => gate::Basis::Agreement(agreement),
        (release, _) => {
            gate::Basis::Releases(release.as_ref().filter(|_| ground.is_there()).map_or(&[], std::slice::from_ref))
        }
    };
    let cleared = pass_gate(app, session, id, said, basis, now).await?;
    let dispatch = dispatch::seal(app, session, id, &cleared, &to)?;
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::referrals::take_form(tx, &scope, &of, now).await?.is_new() {
                    return Ok(());
                }
                over::must_live_still(tx, &scope, member, id, now).await?;
                dispatch::queue(tx, &scope, member, &dispatch).await
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// Takes in a plan that the partner changed, before anything is done with the record. Answers whether there was one.
///
/// What the person said last holds: a plan that was confirmed here later stays, unless the partner's closes contact and was
/// written since, and one that was closed here after they said theirs stays closed. Nothing is put into a record that is finished, and nothing that is to be forgotten comes back.
pub(super) async fn take_in(app: &App, session: &Session, opened: &OpenedRecord) -> Result<bool> {
    let (referral, now) = (opened.referral(), app.now());
    let waiting = store::inbox::pending_of(app.store(), &session.scope, referral.crossing, now).await?;
    let is_plan = |pending: &Pending| pending.kind == MessageKind::ContactChanged && pending.from == referral.partner;
    let waiting: Vec<Pending> = waiting.into_iter().filter(is_plan).collect();
    let (Some(latest), Some(content)) = (waiting.last(), &opened.content) else { return Ok(false) };
    let keys = session.keys()?;
    let Some(intake) = keys.intake.as_ref() else { return Ok(false) };
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let from = partnerships::partner_public(&partnership);
    let said = open_envelope(&latest.envelope_sealed, intake, &keys.org, &from).ok();
    let is_theirs = |said: &Message| said.crossing == referral.crossing && said.from == referral.partner;
    let in_time = latest.until.is_none_or(|until| now < until) && !referral.status.is_final();
    let plan = said.filter(is_theirs).filter(|_| in_time).and_then(|said| match said.body {
        Body::ContactChanged(plan) => {
            Some(plan.in_brief()).filter(|plan| holds(plan, said.written_at, &content.card.safe_contact))
        }
        _ => None,
    });
    let closed = closed_here(app, session, opened, &content.card.safe_contact).await?;
    let plan = plan.map(|plan| match closed {
        Some((why, at)) if plan.last_checked <= at => SafeContact { closed_by: Some(why), ..plan },
        _ => plan,
    });
    let card = plan.map(|plan| PersonCard { safe_contact: plan, ..content.card.clone() });
    let card = card.map(|card| opened.row.forget_due.iter().fold(card, |card, part| card.without(*part)));
    let mut new = None;
    let mut noted: Vec<Happening> = Vec::new();
    if let Some(card) = &card {
        let happening =
            |part| Happening { event: Event::ContactChanged(part), member: None, at: now, month: session.month(now) };
        noted = changed_parts(&content.card.safe_contact, &card.safe_contact).into_iter().map(happening).collect();
        new = Some(rewrite(app, session, opened, card, None)?);
    }
    let (scope, id) = (session.scope, referral.id);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::referrals::keep_still(tx, &scope, id).await?;
                for pending in &waiting {
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
    let Some(why) = plan.closed_by else { return Ok(None) };
    let tried = opened.events.iter().filter(|row| matches!(row.event, Event::Attempted(_))).map(|row| row.at).max();
    let mut since = tried;
    if why == ClosedBy::Restored {
        let (subject, acts) = (opened.referral().id.bytes(), [Act::ProtectionRestored]);
        let entries = store::audit::of_subject(app.store(), &session.scope, session.member, subject, &acts, 1).await?;
        since = since.max(entries.first().map(|chained| chained.entry.at));
    }
    Ok(since.map(|at| (why, at)))
}

/// Whether theirs is what the person said last. What closes holds though it is older, but opens nothing that is shut here.
fn holds(theirs: &SafeContact, written_at: Timestamp, ours: &SafeContact) -> bool {
    let closes = theirs.way == ContactWay::DoNotContact || theirs.closed_by.is_some();
    let is_shut = ours.way == ContactWay::DoNotContact;
    theirs.last_checked >= ours.last_checked || closes && !is_shut && written_at >= ours.last_checked
}

/// The record as it stands once what its partner changed of the plan is taken in.
pub(super) async fn current(app: &App, session: &Session, id: ReferralId) -> Result<OpenedRecord> {
    let opened = read(app, session, id).await?;
    if opened.referral().bank == Bank::Receiver && take_in(app, session, &opened).await? {
        return read(app, session, id).await;
    }
    Ok(opened)
}
