//! How a referral leaves: our record sealed to us, a message sealed to them, all in one commit.

use super::content::{self, Keeps};
use super::{sayable, work};
use crate::dispatch::{self, Dispatch, message, pass_gate};
use crate::mou::{self, Holds};
use crate::{App, Error, Result, Session, partnerships};
use domain::gate::{self, Predicate, Refusal};
use domain::ids::{CrossingId, MemberId, PartnershipId, ReferralId, ReleaseId};
use domain::measure::Measure;
use domain::member::Deed;
use domain::message::{Body, ReferralBody};
use domain::referral::{Bank, Direction, Event, Handoff, PersonCard, Referral, Status, Urgency};
use domain::release::{DEFAULT_DAYS, Element, Purpose, RecordedAgreement, Release, last_day};
use domain::safe_contact::{ContactWay, SafeContact, can_hand_over, clear_when, ever_opens};
use domain::time::Timestamp;
use std::collections::BTreeSet;
use store::referrals::{Happening, NewReferral as NewRow};
use store::sending::{Fate, Sending};
use vault::OrgPublic;

/// A referral as it is sent.
pub struct NewReferral {
    /// Made with the form, so that a form posted twice sends once. With a release it is the release's referral.
    pub id: ReferralId,
    /// To which partner.
    pub partnership: PartnershipId,
    /// How they are introduced.
    pub handoff: Handoff,
    /// When help is needed.
    pub urgency: Urgency,
    /// ISO 639 code; `und` when it was not asked.
    pub language: String,
    /// The person, as much of them as they chose to share.
    pub card: PersonCard,
    /// On what basis.
    pub basis: Basis,
    /// Colleagues who must never see it, as the person said: hidden from them before it is there.
    pub hidden_from: BTreeSet<MemberId>,
}

/// Why it may cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The patient agreed to share exactly this (health center not bound by survivor-services law).
    Agreed,
    /// A release signed before.
    Release(ReleaseId),
}

/// What sending came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Our record.
    pub id: ReferralId,
    /// The form had been posted before; nothing was sent now.
    pub already: bool,
}

/// Sends.
///
/// # Errors
/// [`Error::NotOpen`], [`Error::TooMany`], [`Error::CannotReachOut`], [`Error::Refused`] with every rule that fails;
/// [`Error::Invalid`] `number-not-a-number`, `words-name-organization` or `words-name-service` for a plan that nobody may
/// dial or say, `words-too-long` for a text that is longer than any form takes.
pub async fn send(app: &App, session: &Session, new: NewReferral) -> Result<Sent> {
    session.authorize(Deed::SendReferral)?;
    hide_first(app, session, &new).await?;
    let sending = prepare(app, session, new).await?;
    let id = sending.referral.referral.id;
    let already = write(app, sending).await?;
    Ok(Sent { id, already })
}

/// Hides the record from those who must never see it, before there is one: between the two nobody can look.
pub(crate) async fn hide_first(app: &App, session: &Session, new: &NewReferral) -> Result<()> {
    if new.hidden_from.is_empty() {
        return Ok(());
    }
    let colleagues = crate::people::colleagues(app, session).await?;
    for colleague in &new.hidden_from {
        if *colleague == session.member || !colleagues.iter().any(|(member, _)| member == colleague) {
            return Err(Error::NotFound);
        }
    }
    for colleague in &new.hidden_from {
        work::hide(app, session, new.id, *colleague, None).await?;
    }
    Ok(())
}

/// Writes it and rings for delivery. Answers whether the form had been posted before.
pub(crate) async fn write(app: &App, sending: Sending) -> Result<bool> {
    match app.store().send(sending).await? {
        Fate::Sent => {
            app.outgoing().notify_one();
            Ok(false)
        }
        Fate::Already => Ok(true),
        Fate::TakenBack => Err(Error::Refused(Refusal { failed: vec![Predicate::Revoked] })),
    }
}

/// Authorizes nothing; asks the partnership, the limits and the gate, and seals.
pub(crate) async fn prepare(app: &App, session: &Session, mut new: NewReferral) -> Result<Sending> {
    let now = app.now();
    new.card.safe_contact = new.card.safe_contact.in_zone(&session.org().time_zone);
    let partnership = partnerships::find(app, session, new.partnership).await?;
    let direction = Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?;
    if new.card.needs.iter().any(|need| need.offered_by() != direction.receiver_kind()) {
        return Err(Error::Invalid("needs-of-other-side"));
    }
    if !new.card.is_brief() {
        return Err(Error::Invalid("words-too-long"));
    }
    let plan = &new.card.safe_contact;
    sayable::number(plan.way, plan.number.as_ref())?;
    sayable::words(plan.words.as_ref(), [session.org().name.as_str(), partnership.partner.name.as_str()])?;
    clear_when(plan).map_err(|why| Error::Invalid(why.code()))?;
    if plan.way != ContactWay::DoNotContact && !ever_opens(plan, &session.org().time_zone, now) {
        return Err(Error::Invalid("plan-never-opens"));
    }
    let public = partnerships::may_send(session, &partnership)?;
    app.limits().send(session.org_id(), session.member, new.partnership, now)?;
    let held = held_release(app, session, &new).await?;
    let holds = mou::holds::of(app, session, &partnership).await?;
    // Business days by our own wall: where the partner's clock hangs is theirs to know.
    let zone = &session.org().time_zone;
    let usual = partnership.partner.response_promise;
    let answer_by = holds.answer_by((direction, new.handoff), usual, now, zone);
    let day_by = holds.day_by(direction, now, zone);
    let ground = Ground::of(app, session, &new, &public, (held, holds), now);
    let shared = ground.restrict(&new.card, now);
    can_hand_over(new.handoff, &new.card.safe_contact, &shared.safe_contact)?;
    let body = ReferralBody {
        direction,
        handoff: new.handoff,
        urgency: new.urgency,
        language: if ground.allowed(Element::Language) { new.language.clone() } else { "und".to_owned() },
        sender_name: session.name().clone(),
        card: shared,
        until: ground.until,
    };
    let crossing = ground.crossing;
    let said = message(app, session.org_id(), public.org, crossing, Body::Referral(Box::new(body)));
    let agreement = ground.agreement(session, said.elements(), now);
    let releases: Vec<Release> = ground.release.into_iter().map(|(release, _)| release).collect();
    let basis = match &agreement {
        Some(agreement) => gate::Basis::Agreement(agreement),
        None => gate::Basis::Releases(&releases),
    };
    let cleared = pass_gate(app, session, new.id, said, basis, now).await?;
    let dispatch = dispatch::seal(app, session, new.id, &cleared, &public)?;
    let referral = our_record(session, &new, &public, crossing, direction, now, (answer_by, day_by));
    let keeps = Keeps { card: &new.card, part2: None, untaken_until: None };
    let content = content::seal(app, session, new.id, referral.version, &keeps)?;
    let asked = crate::asked::line(app, session, Measure::Sent, &new.card.needs)?;
    let first = Happening { event: Event::Sent, member: Some(session.member), at: now, month: session.month(now) };
    let Dispatch { outgoing, disclosure, release, entry } = dispatch;
    Ok(Sending {
        scope: session.scope,
        member: session.member,
        note: None,
        referral: NewRow { referral, content, untaken_until: None },
        first,
        agreement,
        release,
        disclosure,
        outgoing,
        entry,
        asked: Some(asked),
    })
}

async fn held_release(app: &App, session: &Session, new: &NewReferral) -> Result<Option<(Release, CrossingId)>> {
    let Basis::Release(id) = new.basis else { return Ok(None) };
    let row = store::releases::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    Ok(Some((row.release, row.crossing)))
}

/// On what the sending stands: a release, or the patient's recorded agreement.
struct Ground {
    release: Option<(Release, CrossingId)>,
    holds: Holds,
    crossing: CrossingId,
    recipient: domain::ids::OrgId,
    until: Timestamp,
}

impl Ground {
    fn of(
        app: &App,
        session: &Session,
        new: &NewReferral,
        to: &OrgPublic,
        (release, holds): (Option<(Release, CrossingId)>, Holds),
        now: Timestamp,
    ) -> Self {
        let crossing = release
            .as_ref()
            .map_or_else(|| CrossingId::new(app.next_id_alike(new.id.uuid())), |(_, crossing)| *crossing);
        let days = DEFAULT_DAYS.min(holds.longest(session.org().max_release));
        let until = release.as_ref().and_then(|(r, _)| r.expires_at).unwrap_or_else(|| {
            let org = session.org();
            last_day::end_of(days, org.max_release, now, &org.time_zone)
        });
        debug_assert!(matches!(new.basis, Basis::Agreed) == release.is_none());
        Self { release, holds, crossing, recipient: to.org, until }
    }
    /// Whether this may be put into the message at all. What the patient agreed to is what stands on the page, so an
    /// agreement allows all of it; a release allows what was ticked. What the memorandum between the two leaves out stays
    /// here in either case.
    fn allowed(&self, element: Element) -> bool {
        self.holds.carries(element)
            && self.release.as_ref().is_none_or(|(release, _)| release.elements.contains(&element))
    }
    /// The card with everything taken out that was not ticked. Our own record keeps the whole.
    fn restrict(&self, card: &PersonCard, now: Timestamp) -> PersonCard {
        let safe_contact = if self.allowed(Element::ContactPlan) {
            card.safe_contact.crossing(self.allowed(Element::Contact))
        } else {
            SafeContact::do_not_contact(now)
        };
        let substance_use = self.allowed(Element::SubstanceUse);
        let needs = card.needs.iter().copied().filter(|need| substance_use || !need.is_part2());
        PersonCard {
            name: card.name.clone().filter(|_| self.allowed(Element::Name)),
            safe_contact,
            needs: if self.allowed(Element::Needs) { needs.collect() } else { BTreeSet::new() },
            visit: card.visit.clone().filter(|_| self.allowed(Element::VisitWishes)),
            note: card.note.clone().filter(|_| self.allowed(Element::Note)),
        }
    }
    fn agreement(&self, session: &Session, elements: BTreeSet<Element>, now: Timestamp) -> Option<RecordedAgreement> {
        self.release.is_none().then(|| RecordedAgreement {
            holder: session.org_id(),
            recipient: self.recipient,
            elements,
            purpose: Purpose::WarmReferral,
            recorded_by: session.member,
            agreed_at: now,
            expires_at: self.until,
            revoked_at: None,
        })
    }
}

fn our_record(
    session: &Session,
    new: &NewReferral,
    to: &OrgPublic,
    crossing: CrossingId,
    direction: Direction,
    now: Timestamp,
    (answer_by, day_by): (Timestamp, Timestamp),
) -> Referral {
    Referral {
        id: new.id,
        org: session.org_id(),
        crossing,
        bank: Bank::Sender,
        partner: to.org,
        direction,
        handoff: new.handoff,
        urgency: new.urgency,
        language: new.language.clone(),
        do_not_contact: new.card.safe_contact.way == ContactWay::DoNotContact,
        sender_name: session.name().as_str().to_owned(),
        status: Status::Sent,
        assigned: Some(session.member),
        created_at: now,
        answer_by,
        day_by,
        delivered_at: None,
        changed_at: now,
        version: 1,
    }
}
