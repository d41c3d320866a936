//! How a person is reached: attempts, the plan and what it masks. Every way to a person asks the plan first.
//!
//! Invariant: an attempt and what it does to the plan are one commit.

use super::moves::{Move, code_of, deed_of, noted, rewrite};
use super::show::{OpenedRecord, open, record_opening};
use super::work::{by_service, is_done};
use super::{over, sayable};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::ids::{FormId, ReferralId};
use domain::member::Deed;
use domain::referral::{AttemptResult, Bank, Event, OutOfOrder, PersonCard, Referral, Status};
use domain::retention::{Part, PurgeRule};
use domain::safe_contact::{
    ClosedBy, ContactWay, HomeZone, NotSafe, PlanField, PlanPart, Recheck, SafeContact, SafeDay, SafeHours, SafeTime,
    Voicemail, changed_parts, clear_when, contact_allowed, ever_opens, opens_at, takes_away,
};
use domain::text::PersonText;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::referrals::{EventRow, FormDeed};

/// Whether a person can be reached now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// In the way they named, or why not.
    pub allowed: std::result::Result<(), NotSafe>,
    /// When it opens by itself.
    pub opens_at: Option<Timestamp>,
    /// IANA name of the zone that their hours are judged in.
    pub zone: String,
    /// The number was forgotten then, and none was given since.
    pub number_gone_at: Option<Timestamp>,
}

impl Reach {
    /// As the plan says; without a plan nobody is contacted.
    pub(crate) fn of(session: &Session, plan: Option<&SafeContact>, events: &[EventRow], now: Timestamp) -> Self {
        let ours = &session.org().time_zone;
        let allowed = plan.map_or(Err(NotSafe::DoNotContact), |plan| contact_allowed(plan, plan.way, ours, now));
        let opens_at = plan.and_then(|plan| opens_at(plan, ours, now));
        let forgotten = events.iter().rfind(|row| row.event == Event::Forgotten(Some(Part::Numbers)));
        let number_gone_at = forgotten.filter(|_| allowed == Err(NotSafe::NoNumber)).map(|row| row.at);
        let zone = plan.map_or(ours.as_str(), |plan| plan.zone_or(ours)).to_owned();
        Self { allowed, opens_at, zone, number_gone_at }
    }
}

/// Logs an attempt. "Not safe" sets the plan to "do not contact" at once; "someone else answered" closes it until they
/// say again what is safe.
///
/// Whoever may see the number may say what came of it: on either bank, also before it is taken, and at a front desk.
///
/// # Errors
/// As [`super::accept`]; [`Error::NotSafe`] when the plan allowed no such attempt.
pub async fn attempt(app: &App, session: &Session, id: ReferralId, form: FormId, result: AttemptResult) -> Result<()> {
    let event = Event::Attempted(result);
    let of = deed_of(session, id, form, code_of(event));
    let opened = to_reach(app, session, id).await?;
    if is_done(app, session, &of).await? {
        return Ok(());
    }
    over::must_live(&opened.row, app.now())?;
    let (referral, now) = (opened.referral(), app.now());
    let mut moved = Move::of(session, referral, event, referral.assigned, now)?.once(of);
    let card = opened.card().ok_or(Error::NotFound)?;
    result.allowed(&card.safe_contact, &session.org().time_zone, now)?;
    // Whoever is reached twice was reached once.
    moved.asked.extend(by_service(app, session, &opened, event)?);
    if let Some(plan) = result.changes(&card.safe_contact, now) {
        let wiped = card.safe_contact.number.is_some() && plan.number.is_none();
        let wiped = wiped.then_some(PurgeRule::NotSafe);
        moved.noted = noted(session, &card.safe_contact, &plan, now);
        let changed = PersonCard { safe_contact: plan, ..card.clone() };
        moved.content = Some(rewrite(app, session, &opened, &changed, wiped)?);
    }
    moved.commit(app, session).await
}

/// The record of a person, for whoever may reach them: those who work with them, and a front desk, which meets who comes
/// to its own house, and nobody else.
async fn to_reach(app: &App, session: &Session, id: ReferralId) -> Result<OpenedRecord> {
    session.authorize(Deed::WorkReferral).or_else(|_| session.authorize(Deed::BookArrivals))?;
    let opened = open(app, session, id).await?;
    if opened.referral().bank != Bank::Receiver {
        session.authorize(Deed::WorkReferral)?;
    }
    Ok(opened)
}

/// Says that the person confirmed today that the plan is still right, or what is right now instead.
///
/// # Errors
/// [`Error::OutOfOrder`] before it is taken and once it is finished; [`Error::Invalid`] `number-missing`,
/// `number-not-a-number` for what cannot be dialed, and `times-missing` or `times-disagree` where it is not clear when;
/// [`Error::Held`] where a legal hold keeps what it would replace. That nobody is to be contacted is never refused.
pub async fn recheck(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    way: ContactWay,
    number: Option<PersonText>,
) -> Result<()> {
    recheck_as_seen(app, session, id, form, (way, number), None).await
}

/// The same from a page that showed the record as it stood at this version: what has closed contact since is confirmed by
/// nobody who did not see it.
///
/// # Errors
/// As [`recheck`]; [`Error::Invalid`] `plan-changed-since` where the record has changed since it was seen.
pub async fn recheck_as_seen(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    (way, number): (ContactWay, Option<PersonText>),
    seen: Option<u32>,
) -> Result<()> {
    let of = deed_of(session, id, form, "rechecked");
    let (opened, is_done) = on_either_bank(app, session, &of).await?;
    let Some(card) = opened.card() else { return gone(is_done) };
    let plan = known(&card.safe_contact);
    let number = match way {
        ContactWay::DoNotContact => None,
        _ => number.or_else(|| dialed(&plan)),
    };
    let plan = SafeContact { way, number, ..plan }.confirmed(app.now());
    if is_done {
        return again(app, session, &opened, (plan, seen), of).await;
    }
    as_seen(&opened, way, seen)?;
    write_plan(app, session, &opened, plan, of).await
}

/// Of a record without content a form that did its deed before answers as it did then.
const fn gone(is_done: bool) -> Result<()> {
    if is_done { Ok(()) } else { Err(Error::NotFound) }
}

/// A form that has put its plan down already: the same once more is a doubled press, and stands. Anything else is a page that
/// somebody came back to and changed, and is not lost as if it were saved; that nobody is to be contacted is written at once.
async fn again(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    (plan, seen): (SafeContact, Option<u32>),
    of: FormDeed,
) -> Result<()> {
    let before = &opened.card().ok_or(Error::NotFound)?.safe_contact;
    let said = changed_parts(before, &plan);
    if said.iter().all(|part| *part == PlanPart::Confirmed) || seen.is_none() {
        return Ok(());
    }
    if plan.way != ContactWay::DoNotContact {
        return Err(Error::Invalid("plan-changed-since"));
    }
    // A legal hold has kept the rest, and goes on keeping it.
    let is_kept = before.way == plan.way && takes_away(before, &plan);
    if is_kept && store::holds::standing(app.store(), &session.scope, of.referral).await?.is_some() {
        return Ok(());
    }
    over::must_live(&opened.row, app.now())?;
    let form = FormId::new(app.next_id());
    write_plan(app, session, opened, plan, FormDeed { form, ..of }).await
}

/// That nobody is to be contacted is right whatever was changed meanwhile.
fn as_seen(opened: &OpenedRecord, way: ContactWay, seen: Option<u32>) -> Result<()> {
    let is_seen = way == ContactWay::DoNotContact || seen.is_none_or(|seen| seen == opened.referral().version);
    if is_seen { Ok(()) } else { Err(Error::Invalid("plan-changed-since")) }
}

/// The number that stays when the plan is said anew. One that a legal hold kept where nobody calls is not dialed because
/// somebody leaves a field empty.
fn dialed(plan: &SafeContact) -> Option<PersonText> {
    plan.number.clone().filter(|_| plan.way != ContactWay::DoNotContact)
}

/// A plan is put down on either bank: each side has its own, and what crossed stays as it crossed. Answers also whether the
/// form has done its deed already.
async fn on_either_bank(app: &App, session: &Session, of: &FormDeed) -> Result<(OpenedRecord, bool)> {
    session.authorize(Deed::WorkReferral)?;
    let opened = open(app, session, of.referral).await?;
    let is_done = is_done(app, session, of).await?;
    if !is_done {
        over::must_live(&opened.row, app.now())?;
    }
    Ok((opened, is_done))
}

/// The plan without what a restored copy cannot know. A number, a word, a time or a person that the survivor took back
/// since may have come back with it, and whoever confirms a way alone would confirm them all: they have to be said anew.
/// What says only how long a word of theirs holds, and where they live by the clock, stays.
fn known(plan: &SafeContact) -> SafeContact {
    if plan.closed_by != Some(ClosedBy::Restored) {
        return plan.clone();
    }
    let SafeContact { way, zone, recheck, last_checked, closed_by, .. } = plan.clone();
    SafeContact { way, zone, recheck, closed_by, ..SafeContact::do_not_contact(last_checked) }
}

/// What becomes of a masked part of the plan when the rest is changed: it is not on the page that changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Masked {
    /// It stays.
    Kept,
    /// It goes.
    Gone,
    /// This stands instead.
    Now(PersonText),
}

impl Masked {
    fn after(self, before: Option<&PersonText>) -> Option<PersonText> {
        match self {
            Self::Kept => before.cloned(),
            Self::Gone => None,
            Self::Now(text) => Some(text),
        }
    }
}

/// Everything the person has said today about how to reach them.
pub struct NewPlan {
    /// The way.
    pub way: ContactWay,
    /// Number or place.
    pub number: Masked,
    /// Their time zone; none leaves it as it is.
    pub zone: Option<HomeZone>,
    /// Parts of the day and the week.
    pub times: BTreeSet<SafeTime>,
    /// Days.
    pub days: BTreeSet<SafeDay>,
    /// Hours.
    pub hours: Option<SafeHours>,
    /// Voicemail rule.
    pub voicemail: Voicemail,
    /// Words to use.
    pub words: Option<PersonText>,
    /// The code word.
    pub code_word: Masked,
    /// Who else may answer.
    pub who_may_answer: Masked,
    /// How soon they are asked again.
    pub recheck: Recheck,
}

impl NewPlan {
    fn after(self, before: &SafeContact, now: Timestamp) -> SafeContact {
        let zone = self.zone.map(Into::into).or_else(|| before.zone.clone());
        let code_word = self.code_word.after(before.code_word.as_ref());
        let kept = SafeContact { zone, code_word, recheck: self.recheck, ..SafeContact::do_not_contact(now) };
        if self.way == ContactWay::DoNotContact {
            return kept;
        }
        SafeContact {
            way: self.way,
            number: self.number.after(dialed(before).as_ref()),
            times: self.times,
            days: self.days,
            hours: self.hours,
            voicemail: self.voicemail,
            words: self.words,
            who_may_answer: self.who_may_answer.after(before.who_may_answer.as_ref()),
            ..kept
        }
    }
}

/// A plan to be changed, as it stands.
pub struct StandingPlan {
    /// What it says.
    pub plan: SafeContact,
    /// The version of the record that it stands in ([`replan_as_seen`]).
    pub version: u32,
    /// When each part was changed last, of those that ever were.
    pub changed: BTreeMap<PlanPart, Timestamp>,
}

/// The plan of a record on either bank, to be changed. The opening is written down.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is over, and for one without content.
pub async fn plan(app: &App, session: &Session, id: ReferralId) -> Result<StandingPlan> {
    session.authorize(Deed::WorkReferral)?;
    let opened = open(app, session, id).await?;
    over::must_live(&opened.row, app.now())?;
    let referral = opened.referral();
    if referral.status.is_final() {
        return Err(Error::NotFound);
    }
    let plan = known(&opened.card().ok_or(Error::NotFound)?.safe_contact);
    let version = referral.version;
    record_opening(app, session, &opened).await?;
    let of = |row: &EventRow| match row.event {
        Event::ContactChanged(part) => Some((part, row.at)),
        _ => None,
    };
    let changed = opened.events.iter().filter_map(of).collect();
    Ok(StandingPlan { plan, version, changed })
}

/// Puts down the whole plan anew, as the person has said it today.
///
/// # Errors
/// As [`recheck`]; [`Error::Invalid`] `plan-never-opens` when its days and hours never meet, `words-name-organization` and
/// `words-name-service` for words that tell whoever else hears them what it is about.
pub async fn replan(app: &App, session: &Session, id: ReferralId, form: FormId, new: NewPlan) -> Result<()> {
    replan_as_seen(app, session, id, form, new, None).await
}

/// The same from a page that showed the record as it stood at this version: nothing that a colleague put down since is
/// overwritten unseen.
///
/// # Errors
/// As [`replan`]; [`Error::Invalid`] `plan-changed-since`.
pub async fn replan_as_seen(
    app: &App,
    session: &Session,
    id: ReferralId,
    form: FormId,
    new: NewPlan,
    seen: Option<u32>,
) -> Result<()> {
    let of = deed_of(session, id, form, "replanned");
    let (opened, is_done) = on_either_bank(app, session, &of).await?;
    let Some(card) = opened.card() else { return gone(is_done) };
    if !is_done {
        as_seen(&opened, new.way, seen)?;
    }
    let now = app.now();
    let partner = partnerships::partner(app, session, opened.referral().partner).await?;
    let words = new.words.as_ref().filter(|_| new.way != ContactWay::DoNotContact);
    sayable::words(words, [session.org().name.as_str(), partner.name.as_str()])?;
    let plan = new.after(&known(&card.safe_contact), now);
    if is_done {
        return again(app, session, &opened, (plan, seen), of).await;
    }
    if !ever_opens(&plan, &session.org().time_zone, now) {
        return Err(Error::Invalid("plan-never-opens"));
    }
    write_plan(app, session, &opened, plan, of).await
}

/// The plan under a legal hold, once nobody is to be contacted: a number that is not to be called goes, and the rest is kept.
fn shut(before: &SafeContact, now: Timestamp) -> SafeContact {
    let number = before.number.clone().filter(|_| before.way == ContactWay::DoNotContact);
    SafeContact { way: ContactWay::DoNotContact, number, last_checked: now, ..before.clone() }
}

async fn write_plan(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    plan: SafeContact,
    of: FormDeed,
) -> Result<()> {
    is_worked_on(opened.referral())?;
    if plan.number.is_none() && plan.way.needs_number() {
        return Err(Error::Invalid("number-missing"));
    }
    sayable::number(plan.way, plan.number.as_ref())?;
    if !plan.is_brief() {
        return Err(Error::Invalid("words-too-long"));
    }
    clear_when(&plan).map_err(|why| Error::Invalid(why.code()))?;
    let card = opened.card().ok_or(Error::NotFound)?;
    let before = &card.safe_contact;
    let now = app.now();
    // Rewriting destroys what stood there. That nobody is contacted is written under a hold too, and keeps the rest.
    let is_never = plan.way == ContactWay::DoNotContact;
    let destroys = takes_away(before, &plan);
    let moved = |plan: SafeContact, of: FormDeed| {
        let noted = noted(session, before, &plan, now);
        let new = rewrite(app, session, opened, &PersonCard { safe_contact: plan, ..card.clone() }, None)?;
        Ok::<_, Error>(Move {
            form: Some(of),
            changes: Vec::new(),
            content: Some(new),
            noted,
            telling: None,
            untold_since: None,
            leave: None,
            spares_what_is_held: false,
            asked: Vec::new(),
        })
    };
    let shut = is_never.then(|| moved(shut(before, now), of.clone())).transpose()?;
    let moved = moved(plan, of)?;
    let (scope, member, id) = (session.scope, session.member, opened.referral().id);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // A colleague may have ended it since it was opened.
                store::referrals::keep_still(tx, &scope, id).await?;
                let row = store::referrals::find(tx, &scope, member, id).await?.ok_or(Error::NotFound)?;
                is_worked_on(&row.line.referral)?;
                if !destroys || store::holds::standing(tx, &scope, id).await?.is_none() {
                    return moved.write(tx, &scope, member, now).await;
                }
                match shut {
                    Some(shut) => shut.write(tx, &scope, member, now).await,
                    None => Err(Error::Held),
                }
            })
        })
        .await
}

/// A plan is put down where somebody works with the person: not before it is taken, nor after it is over, when numbers
/// go. Who sent it works with them until then.
fn is_worked_on(referral: &Referral) -> Result<()> {
    let (bank, from, event) = (referral.bank, referral.status, Event::ContactChanged(PlanPart::Confirmed));
    let waits = bank == Bank::Receiver && from == Status::Received;
    if waits || from.is_final() { Err(OutOfOrder { bank, from, event }.into()) } else { Ok(()) }
}

/// The masked number. Recorded. Closed when the plan says that a contact is not safe now.
///
/// # Errors
/// [`Error::NotFound`] when there is none, and of what is finished: nobody is contacted about that; [`Error::NotSafe`] with the reason.
pub async fn show_number(app: &App, session: &Session, id: ReferralId) -> Result<PersonText> {
    show_field(app, session, id, PlanField::Number).await
}

/// One masked part of the plan, where it may be shown ([`PlanField::may_be_shown`]). Recorded by its name, never by what it
/// says.
///
/// # Errors
/// As [`show_number`].
pub async fn show_field(app: &App, session: &Session, id: ReferralId, field: PlanField) -> Result<PersonText> {
    let opened = to_reach(app, session, id).await?;
    over::must_live(&opened.row, app.now())?;
    if opened.referral().status.is_final() {
        return Err(Error::NotFound);
    }
    let plan = &opened.card().ok_or(Error::NotFound)?.safe_contact;
    let text = field.of(plan).cloned().ok_or(Error::NotFound)?;
    let now = app.now();
    field.may_be_shown(plan, &session.org().time_zone, now)?;
    let (scope, member) = (session.scope, session.member);
    let (act, detail) = match field {
        PlanField::Number => (Act::NumberShown, ""),
        PlanField::CodeWord | PlanField::WhoMayAnswer => (Act::FieldShown, field.code()),
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                tx.audit(&scope, journal::by_member(&scope, member, now, act, Some(id.bytes()), detail));
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(text)
}
