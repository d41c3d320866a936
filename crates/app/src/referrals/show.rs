//! One record, opened by somebody who may. Every opening is written down and can be read by the team.

use super::contact::Reach;
use super::content::{self, Opened};
use super::halves::Halves;
use super::over::Over;
use super::plan_sent::Goes;
use crate::dispatch::{self, Dispatch};
use crate::partnerships::{self, Partner};
use crate::{App, Error, Result, Session, journal};
use domain::audit::{Act, Actor};
use domain::gate;
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::message::{Body, MessageKind};
use domain::org::{OrgKind, Regime};
use domain::part2::Part2Attachment;
use domain::referral::{Bank, Event, PersonCard, Referral, danger_stands};
use domain::release::{Element, HowSaid, Purpose, Release};
use domain::retention::Part;
use domain::safe_contact::PlanField;
use domain::text::Label;
use domain::time::Timestamp;
use domain::wishes::Wish;
use std::collections::BTreeSet;
use store::disclosures::Disclosure;
use store::referrals::{EventRow, ReferralRow};

/// A record as its page shows it.
pub struct ReferralView {
    /// What is known without opening it.
    pub referral: Referral,
    /// The other organization.
    pub partner: Partner,
    /// The person; nothing once the content was destroyed or sharing ended.
    pub card: Option<PersonCard>,
    /// The notice and the copy of the consent that came with it (42 CFR 2.32).
    pub part2: Option<Part2Attachment>,
    /// The number is masked: [`super::show_number`] answers it, and writes that down.
    pub has_number: bool,
    /// Its plan was changed since the partner was told of it, and can be sent there.
    pub plan_can_go: bool,
    /// It was changed, and cannot be sent: it needs a number that the person did not let the partner have.
    pub plan_needs_number: bool,
    /// A number was here, and was wiped.
    pub number_wiped: bool,
    /// Whether a contact in the named way is safe now.
    pub reach: Reach,
    /// The way to reach them has proved dangerous, and the other side has the plan it had
    /// ([`domain::referral::danger_stands`]).
    pub danger_there: bool,
    /// Who alone may see it, by name; nobody when it is not restricted.
    pub restricted_to: Vec<Label>,
    /// What the person has asked for here (45 CFR 164.522).
    pub wishes: BTreeSet<Wish>,
    /// A restored backup may not have what they asked for last: nobody is told anything until it is written down again.
    pub wishes_unsure: bool,
    /// What happened, oldest first, with the member's name.
    pub events: Vec<Happened>,
    /// Who works on it.
    pub assigned_name: Option<String>,
    /// Releases we hold for it, live or not.
    pub releases: Vec<Release>,
    /// How far each half of sharing goes.
    pub halves: Halves,
    /// What crossed from here: what, when, delivered when.
    pub disclosures: Vec<Disclosed>,
    /// Who of the partner's staff has read what crossed, and when first, where the partner may tell.
    pub readers: Vec<(String, Timestamp)>,
    /// Until when the partner may share it with us, as it came with it; none on the sender's bank.
    pub theirs_until: Option<Timestamp>,
    /// What of ours about it could not be delivered.
    pub undelivered: Option<MessageKind>,
    /// It had not gone out when something of it was changed or forgotten here, and does not go.
    pub recalled: bool,
    /// A word that ends sharing and could not be delivered yet is still on its way.
    pub stop_waits: bool,
    /// When sharing was ended from here, oldest first.
    pub ended: Vec<Ended>,
    /// When all that we share of it was ended here, if nothing was released since.
    pub ended_at: Option<Timestamp>,
    /// When the partner ended it.
    pub partner_ended_at: Option<Timestamp>,
    /// How it is over: nothing is done with it any more.
    pub over: Option<Over>,
    /// Who opened it here, newest first.
    pub openings: Vec<Opening>,
    /// What the partner has been or may be told by us.
    pub told: Told,
    /// A visit that was booked, as civil date and time of the organization.
    pub visit_at: Option<String>,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// The time of the page.
    pub now: Timestamp,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// By whom; nobody when the software did it.
    pub by: Option<String>,
}

/// Sharing was ended from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<String>,
    /// For which purpose; none for everything.
    pub purpose: Option<Purpose>,
    /// How the person said it.
    pub said: Option<HowSaid>,
}

/// Something that crossed from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed {
    /// When it was queued.
    pub at: Timestamp,
    /// What.
    pub elements: BTreeSet<Element>,
    /// When the partner's software took it.
    pub delivered_at: Option<Timestamp>,
    /// Who read it there, when the partner may tell: a health center's staff by name.
    pub opened: Option<(String, Timestamp)>,
}

/// Somebody opened the record, or had a masked part of its plan shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// A masked part of the plan was shown.
    pub shown: Option<PlanField>,
    /// What was opened: the record, or something that is kept with it.
    pub act: Act,
}

/// What the other side is told of this record by us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Only the transport receipt; everything else would take a release that names attendance.
    ReceiptOnly,
    /// A live release names attendance: what happens is told, until then.
    UnderRelease {
        /// End of the release.
        until: Timestamp,
    },
    /// A health center may tell what the patient agreed to, each time they agree.
    WhenAgreed,
    /// On the sender's bank: nothing to tell.
    NotOurs,
}

/// Opens a record. Takes in what the partner has told meanwhile, and writes the opening down.
///
/// # Errors
/// [`Error::NotFound`] also for one that is hidden from the viewer; [`Error::SealBroken`].
pub async fn show(app: &App, session: &Session, id: ReferralId) -> Result<ReferralView> {
    session.authorize(Deed::OpenReferral)?;
    let mut opened = open(app, session, id).await?;
    if opened.row.line.referral.bank == Bank::Sender {
        super::absorb::one(app, session, opened.row.line.referral.crossing).await?;
        opened = open(app, session, id).await?;
    }
    record_opening(app, session, &opened).await?;
    view(app, session, opened).await
}

/// Which side of a record we are, and the other organization: for pages that name it and open nothing. They write
/// nothing down, since nothing of the person was seen.
///
/// # Errors
/// [`Error::NotFound`] also for one that is hidden from the viewer.
pub async fn other_side(app: &App, session: &Session, id: ReferralId) -> Result<(Bank, Partner)> {
    session.authorize(Deed::StopSharing).or_else(|_| session.authorize(Deed::TakeRelease))?;
    let row = store::referrals::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    let Referral { bank, partner, .. } = row.line.referral;
    Ok((bank, partnerships::partner(app, session, partner).await?))
}

/// A record with its events and its opened card.
pub(crate) struct OpenedRecord {
    pub(crate) row: ReferralRow,
    pub(crate) events: Vec<EventRow>,
    pub(crate) content: Option<Opened>,
}

impl OpenedRecord {
    pub(crate) fn referral(&self) -> &Referral {
        &self.row.line.referral
    }
    pub(crate) fn card(&self) -> Option<&PersonCard> {
        self.content.as_ref().map(|content| &content.card)
    }
}

/// Finds and opens a record the caller may see, with the plan as its partner changed it meanwhile. Writes nothing down:
/// the deeds do.
pub(crate) async fn open(app: &App, session: &Session, id: ReferralId) -> Result<OpenedRecord> {
    super::plan_sent::current(app, session, id).await
}

/// The same as it stands.
pub(super) async fn read(app: &App, session: &Session, id: ReferralId) -> Result<OpenedRecord> {
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    // Events first: they remember the version that the row must have at least. A colleague's deed between the two
    // would else look like a row that was put back.
    let events = store::referrals::events(store, scope, viewer, id).await?;
    let row = store::referrals::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
    let content = content::open(app, session, &row, &events).await?;
    Ok(OpenedRecord { row, events, content })
}

/// Writes the opening to the chain and, from a health center, tells the sender once who of its staff has read it.
pub(crate) async fn record_opening(app: &App, session: &Session, opened: &OpenedRecord) -> Result<()> {
    if opened.content.is_none() {
        return Ok(());
    }
    let receipt = staff_receipt(app, session, opened).await?;
    let (scope, member, id, now) = (session.scope, session.member, opened.referral().id, app.now());
    let rings = receipt.is_some();
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReferralOpened, subject, ""));
                if let Some(receipt) = &receipt {
                    dispatch::queue(tx, &scope, member, receipt).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await?;
    if rings {
        app.outgoing().notify_one();
    }
    Ok(())
}

/// The first opening by each of our staff of what a partner sent, where the law lets it be told
/// (`domain::gate::clear_opened`): a survivor who stops it hears of all who have read it.
async fn staff_receipt(app: &App, session: &Session, opened: &OpenedRecord) -> Result<Option<Dispatch>> {
    let referral = opened.referral();
    let bound = session.org().regimes().contains(&Regime::SurvivorServices);
    if referral.bank != Bank::Receiver || bound || has_opened(app, session, referral.id).await? {
        return Ok(None);
    }
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let Ok(public) = partnerships::may_send(session, &partnership) else { return Ok(None) };
    let body = Body::Opened { by: session.name().clone(), at: app.now() };
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, body);
    let audience = dispatch::audience(app, session, referral.id).await?;
    match gate::clear_opened(said, &dispatch::discloser(session.org(), audience, partnership.partner.kind)) {
        Ok(cleared) => dispatch::seal(app, session, referral.id, &cleared, &public).map(Some),
        Err(_) => Ok(None),
    }
}

/// Whether the caller has opened it before.
async fn has_opened(app: &App, session: &Session, id: ReferralId) -> Result<bool> {
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let acts = [Act::ReferralOpened];
    let entries = store::audit::of_subject(store, scope, viewer, id.bytes(), &acts, u32::MAX).await?;
    Ok(entries.iter().any(|chained| chained.entry.actor == Actor::Member(viewer)))
}

async fn view(app: &App, session: &Session, opened: OpenedRecord) -> Result<ReferralView> {
    let (store, scope, viewer, now) = (app.store(), &session.scope, session.member, app.now());
    let id = opened.referral().id;
    let releases = store::releases::of_referral(store, scope, viewer, id).await?;
    let releases: Vec<Release> = releases.into_iter().map(|row| row.release).collect();
    let disclosures = store::disclosures::of_referral(store, scope, viewer, id).await?;
    let partner = partnerships::partner(app, session, opened.referral().partner).await?;
    let plan_goes = super::plan_sent::can_go(app, session, &opened, &partner, &disclosures).await?;
    let OpenedRecord { row, events, content } = opened;
    let over = Over::of(&row.line, now);
    let stop_waits = stop_waits(app, session, &row).await?;
    let (card, part2) = content.map(|content| (content.card, content.part2)).unzip();
    let plan = card.as_ref().map(|card| &card.safe_contact);
    let halves = store::halves::of_referral(store, scope, viewer, id).await?;
    Ok(ReferralView {
        halves: Halves::of(&halves, now),
        partner,
        plan_can_go: plan_goes == Goes::ByPress,
        plan_needs_number: plan_goes == Goes::NeedsNumber,
        number_wiped: (row.number_wiped || row.forget_due.contains(&Part::Numbers))
            && plan.is_none_or(|plan| plan.number.is_none()),
        has_number: plan.is_some_and(|plan| plan.number.is_some()),
        reach: Reach::of(session, plan, &events, now),
        danger_there: over.is_none()
            && plan.is_some_and(|plan| danger_stands(plan, events.iter().map(|row| row.event))),
        recalled: row.line.undelivered == Some(MessageKind::Referral)
            && events.iter().any(|one| one.event == Event::Recalled),
        restricted_to: super::restrict::named(app, session, id).await?,
        wishes: store::wishes::of_referral(store, scope, viewer, id).await?,
        wishes_unsure: row.wishes_unsure,
        events: events.into_iter().map(happened).collect(),
        assigned_name: row.line.assigned_name,
        told: told_of(session, &row.line.referral, &releases, now),
        releases,
        disclosures: disclosures.into_iter().filter(|d| d.stopped_at.is_none()).map(disclosed).collect(),
        readers: store::readings::of_referral(store, scope, viewer, id).await?,
        openings: openings(app, session, id).await?,
        visit_at: row.line.visit_at,
        stop_waits,
        ended: ended(app, session, id).await?,
        ended_at: row.line.ended_at,
        theirs_until: row.line.theirs_until,
        partner_ended_at: row.line.partner_ended_at,
        over,
        undelivered: row.line.undelivered,
        part2: part2.flatten(),
        short_code: id.short_code(),
        card,
        referral: if over.is_some() { super::inbox::unsaid(row.line.referral) } else { row.line.referral },
        now,
    })
}

async fn stop_waits(app: &App, session: &Session, row: &ReferralRow) -> Result<bool> {
    let Some(kind) = row.line.undelivered.filter(|kind| kind.goes_first()) else { return Ok(false) };
    Ok(store::outbox::waits(app.store(), &session.scope, row.line.referral.crossing, kind).await?)
}

async fn ended(app: &App, session: &Session, id: ReferralId) -> Result<Vec<Ended>> {
    let rows = store::sharing_ends::of_referral(app.store(), &session.scope, session.member, id).await?;
    let ours: Vec<_> = rows.into_iter().filter(|end| end.member.is_some()).collect();
    if ours.is_empty() {
        return Ok(Vec::new());
    }
    let members = store::members::list(app.store(), &session.scope).await?;
    let name = |id| members.iter().find(|row| Some(row.member.id) == id).map(|row| row.member.name.to_string());
    Ok(ours
        .into_iter()
        .map(|end| Ended { at: end.at, by: name(end.member), purpose: end.purpose, said: end.said })
        .collect())
}

fn happened(row: EventRow) -> Happened {
    Happened { event: row.event, at: row.at, by: row.member_name }
}

pub(crate) fn disclosed(row: Disclosure) -> Disclosed {
    Disclosed { at: row.at, elements: row.elements, delivered_at: row.delivered_at, opened: row.opened }
}

fn told_of(session: &Session, referral: &Referral, releases: &[Release], now: Timestamp) -> Told {
    if referral.bank == Bank::Sender {
        return Told::NotOurs;
    }
    let live = |release: &&Release| {
        release.purpose == Purpose::Feedback && release.elements.contains(&Element::Attendance) && release.is_live(now)
    };
    let until = releases.iter().filter(live).filter_map(|release| release.expires_at).max();
    let may_agree =
        session.org().kind == OrgKind::HealthCenter && !session.org().regimes().contains(&Regime::SurvivorServices);
    match until {
        Some(until) => Told::UnderRelease { until },
        None if may_agree => Told::WhenAgreed,
        None => Told::ReceiptOnly,
    }
}

/// Most openings shown on a page: the latest of a long-lived record.
const OPENINGS: u32 = 100;

/// The latest openings of a record and of what is kept with it, newest first: of a signed form, of a mandated disclosure
/// and of the account of what crossed, to whom may know that there is one.
pub(crate) async fn openings(app: &App, session: &Session, id: ReferralId) -> Result<Vec<Opening>> {
    let mut acts = vec![Act::ReferralOpened, Act::NumberShown, Act::FieldShown];
    let more = [
        (Deed::ReadReleases, Act::ReleaseFormOpened),
        (Deed::RecordMandate, Act::MandateOpened),
        (Deed::AccountDisclosures, Act::DisclosuresAccounted),
    ];
    acts.extend(more.into_iter().filter(|(deed, _)| session.may(*deed)).map(|(_, act)| act));
    let (store, scope) = (app.store(), &session.scope);
    let entries = store::audit::of_subject(store, scope, session.member, id.bytes(), &acts, OPENINGS).await?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let members = store::members::list(store, scope).await?;
    let name = |actor| match actor {
        Actor::Member(id) => members.iter().find(|row| row.member.id == id).map(|row| row.member.name.to_string()),
        Actor::System => None,
    };
    let opening = |chained: store::audit::Chained| Opening {
        by: name(chained.entry.actor).unwrap_or_default(),
        at: chained.entry.at,
        shown: match chained.entry.act {
            Act::NumberShown => Some(PlanField::Number),
            Act::FieldShown => PlanField::parse(&chained.entry.detail).ok(),
            _ => None,
        },
        act: chained.entry.act,
    };
    Ok(entries.into_iter().map(opening).collect())
}
