//! A change of a record that is ready for its commit: its events, its new content, and what the partner is told of it.

use super::content::{self, Keeps};
use super::over;
use super::show::OpenedRecord;
use super::tell::Telling;
use crate::{App, Error, Result, Session, journal, notices};
use domain::audit::{Act, Actor};
use domain::ids::{FormId, MemberId, ReferralId};
use domain::referral::{Bank, Event, PersonCard, Referral, Status, apply};
use domain::retention::{Part, PurgeRule};
use domain::safe_contact::{ContactWay, PlanPart, SafeContact, changed_parts};
use domain::time::Timestamp;
use store::referrals::{Change, Content, FormDeed, Happening};
use store::retention::Purge;
use store::service_counts::SealedCounts;
use store::{OrgScope, Tx};

/// A change of a record that is ready for its commit.
pub(super) struct Move {
    /// Done once by its form.
    pub(super) form: Option<FormDeed>,
    pub(super) changes: Vec<Change>,
    pub(super) content: Option<NewContent>,
    /// What the new content changes of the plan, part by part.
    pub(super) noted: Vec<Happening>,
    pub(super) telling: Option<Telling>,
    /// What was to be told since then, and has not gone out, is not told.
    pub(super) untold_since: Option<Timestamp>,
    pub(super) leave: Option<MemberId>,
    /// The content takes something away that a legal hold keeps, also one that is put meanwhile. What is not safe goes
    /// in spite of a hold.
    pub(super) spares_what_is_held: bool,
    /// What was asked for or used, to be counted by service.
    pub(super) asked: Vec<SealedCounts>,
}

/// Content that replaces what stands.
pub(crate) struct NewContent {
    id: ReferralId,
    version: u32,
    content: Content,
    do_not_contact: bool,
    number_wiped: bool,
    /// Nothing is in it that goes when a referral ends ([`Part::Numbers`]).
    without_numbers: bool,
    /// Contact numbers that stood in the content before are out of it, for this reason.
    wiped: Option<PurgeRule>,
    /// On the sender's bank: what still waits to be sent says something else, so it does not go.
    recall: Option<Recall>,
}

/// That it does not go, and the node that tells the colleagues.
struct Recall {
    happening: Happening,
    node: App,
}

impl NewContent {
    /// Puts it in the place of what stands. Answers whether that still was what it replaces.
    pub(crate) async fn write(&self, tx: &Tx, scope: &OrgScope) -> store::Result<bool> {
        let Self { id, version, content, do_not_contact, number_wiped, .. } = self;
        let replaced =
            store::referrals::replace_content(tx, scope, *id, *version, content, *do_not_contact, *number_wiped);
        if !replaced.await? {
            return Ok(false);
        }
        if let Some(Recall { happening, .. }) = &self.recall {
            store::releases::recall_plans(tx, scope, *id, happening.at).await?;
        }
        if let Some(Recall { happening: recall, node }) = &self.recall
            && store::releases::recall(tx, scope, *id, recall.at).await?
        {
            store::referrals::note_event(tx, scope, *id, recall).await?;
            notices::came::recalled(node, tx, scope, *id, recall.member, recall.at).await?;
            if let Some(member) = recall.member {
                tx.audit(scope, journal::worked_on(scope, Actor::Member(member), *id, recall.at));
            }
        }
        Ok(true)
    }
}

impl Move {
    /// One event on a record, checked against where it stands.
    pub(super) fn of(
        session: &Session,
        referral: &Referral,
        event: Event,
        assigned: Option<MemberId>,
        now: Timestamp,
    ) -> Result<Self> {
        let change = change(session, referral, referral.status, event, assigned, now)?;
        Ok(Self {
            form: None,
            changes: vec![change],
            content: None,
            noted: Vec::new(),
            telling: None,
            untold_since: None,
            leave: None,
            spares_what_is_held: false,
            asked: Vec::new(),
        })
    }
    /// Done once by this form, however often that is posted.
    pub(super) fn once(self, form: FormDeed) -> Self {
        Self { form: Some(form), ..self }
    }
    /// A further event after the last one.
    pub(super) fn then(mut self, session: &Session, referral: &Referral, event: Event, now: Timestamp) -> Result<Self> {
        let from = self.changes.last().map_or(referral.status, |change| change.to);
        let assigned = self.changes.last().and_then(|change| change.assigned);
        self.changes.push(change(session, referral, from, event, assigned, now)?);
        Ok(self)
    }

    fn record(&self) -> Option<ReferralId> {
        self.changes.first().map(|change| change.id).or(self.content.as_ref().map(|new| new.id))
    }

    pub(super) async fn commit(self, app: &App, session: &Session) -> Result<()> {
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

    pub(super) async fn write(self, tx: &Tx, scope: &OrgScope, member: MemberId, now: Timestamp) -> Result<()> {
        if let Some(form) = &self.form
            && !store::referrals::take_form(tx, scope, form, now).await?.is_new()
        {
            return Ok(());
        }
        if let Some(id) = self.record() {
            over::must_live_still(tx, scope, member, id, now).await?;
        }
        let is_kept = self.spares_what_is_held
            && match &self.content {
                Some(new) => store::holds::standing(tx, scope, new.id).await?.is_some(),
                None => false,
            };
        if let Some(new) = self.content.as_ref().filter(|_| !is_kept) {
            if !new.write(tx, scope).await? {
                return Err(if self.changes.is_empty() { Error::Busy } else { stale(&self.changes) });
            }
            if let Some(rule) = new.wiped {
                let purge = Purge { rule, member: Some(member), at: now };
                store::retention::bury_part(tx, scope, new.id, Part::Numbers, &purge).await?;
                forget_waiting(tx, scope, new.id).await?;
            }
        }
        for change in &self.changes {
            if !store::referrals::change(tx, scope, change).await? {
                return Err(stale(&self.changes));
            }
            let bare = self.content.as_ref().filter(|new| new.without_numbers && !is_kept);
            if let Some(new) = bare.filter(|_| change.to.is_final()) {
                store::retention::nothing_due(tx, scope, change.id, new.version + 1).await?;
            }
            if change.to.is_final() {
                forget_waiting(tx, scope, change.id).await?;
            }
            if matches!(change.happening.event, Event::Declined(_)) {
                close_theirs(tx, scope, member, change.id, now).await?;
            }
            tx.audit(scope, journal::worked_on(scope, Actor::Member(member), change.id, now));
        }
        if let Some(new) = &self.content {
            for happening in &self.noted {
                store::referrals::note_event(tx, scope, new.id, happening).await?;
                tx.audit(scope, journal::worked_on(scope, Actor::Member(member), new.id, now));
            }
        }
        let lines: Vec<_> = self.asked.iter().map(|line| (*scope, line)).collect();
        store::service_counts::add_all(tx, &lines).await?;
        if let (Some(member), Some(change)) = (self.leave, self.changes.first()) {
            let _ = store::referrals::pass(tx, scope, change.id, member).await?;
        }
        if let (Some(since), Some(change)) = (self.untold_since, self.changes.first()) {
            store::releases::untell(tx, scope, change.id, since, now).await?;
        }
        if let Some(telling) = &self.telling {
            // Totals are told the partner as well, and it takes off them what it knows.
            store::tally_parts::tell(tx, scope, telling.referral(), telling.says()).await?;
            telling.write(tx, scope, member).await?;
        }
        Ok(())
    }
}

/// A plan that came since the record was opened is taken in by nobody, once the record is over or a number proved unsafe.
async fn forget_waiting(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<()> {
    if let Some(crossing) = store::care_plan::crossing_of(tx, scope, id).await? {
        store::contact_plans::forget_waiting(tx, scope, crossing).await?;
    }
    Ok(())
}

/// Who declines works with the person no more: what the partner shared of its plan, and wrote, closes here.
async fn close_theirs(tx: &Tx, scope: &OrgScope, member: MemberId, id: ReferralId, now: Timestamp) -> Result<()> {
    let Some(crossing) = store::care_plan::crossing_of(tx, scope, id).await? else { return Ok(()) };
    let of_a_plan = store::care_plan::end_theirs(tx, scope, id, crossing, now).await?;
    if of_a_plan + store::care_plan::end_their_letters(tx, scope, id, crossing, now).await? > 0 {
        let subject = Some(id.bytes());
        tx.audit(scope, journal::by_member(scope, member, now, Act::ContentDestroyed, subject, "plan_theirs"));
    }
    Ok(())
}

/// The deed of a form on a record: an event, or a code of what is no event.
pub(crate) fn deed_of(session: &Session, id: ReferralId, form: FormId, deed: impl Into<String>) -> FormDeed {
    FormDeed { referral: id, form, deed: deed.into(), member: session.member }
}

/// An event with its detail, as a code.
pub(super) fn code_of(event: Event) -> String {
    event.detail().map_or_else(|| event.code().to_owned(), |detail| format!("{} {detail}", event.code()))
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

/// What a new plan changes, for the record's history: the parts, and nothing of what they say.
pub(super) fn noted(session: &Session, before: &SafeContact, after: &SafeContact, now: Timestamp) -> Vec<Happening> {
    let happening = |part| Happening {
        event: Event::ContactChanged(part),
        member: Some(session.member),
        at: now,
        month: session.month(now),
    };
    changed_parts(before, after).into_iter().map(happening).collect()
}

/// The card as new content of the record, one version up. What nobody has taken keeps its end. `wiped`: contact numbers
/// go, for this reason.
pub(crate) fn rewrite(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    card: &PersonCard,
    wiped: Option<PurgeRule>,
) -> Result<NewContent> {
    let untaken_until = opened.content.as_ref().and_then(|content| content.untaken_until);
    anew(app, session, opened, card, untaken_until, wiped)
}

/// The content as it is, of a record of our own from now on.
pub(super) fn taken(app: &App, session: &Session, opened: &OpenedRecord, card: &PersonCard) -> Result<NewContent> {
    anew(app, session, opened, card, None, None)
}

fn anew(
    app: &App,
    session: &Session,
    opened: &OpenedRecord,
    card: &PersonCard,
    untaken_until: Option<Timestamp>,
    wiped: Option<PurgeRule>,
) -> Result<NewContent> {
    let referral = opened.referral();
    let part2 = opened.content.as_ref().and_then(|content| content.part2.as_ref());
    let keeps = Keeps { card, part2, untaken_until };
    let content = content::seal(app, session, referral.id, referral.version + 1, &keeps)?;
    let now = app.now();
    let outdated = referral.bank == Bank::Sender && outdates(opened, card);
    let happening =
        Happening { event: Event::Recalled, member: Some(session.member), at: now, month: session.month(now) };
    let plan = &card.safe_contact;
    Ok(NewContent {
        id: referral.id,
        version: referral.version,
        content,
        do_not_contact: plan.way == ContactWay::DoNotContact,
        number_wiped: (wiped.is_some() || opened.row.number_wiped) && plan.number.is_none(),
        without_numbers: plan.clone().without_numbers() == *plan,
        wiped,
        recall: outdated.then(|| Recall { happening, node: app.clone() }),
    })
}

/// Whether what waits to be sent says anything else than the record does from now on. The same said again does not.
fn outdates(opened: &OpenedRecord, card: &PersonCard) -> bool {
    let Some(before) = &opened.content else { return false };
    let plan = changed_parts(&before.card.safe_contact, &card.safe_contact);
    let beside_plan = PersonCard { safe_contact: before.card.safe_contact.clone(), ..card.clone() };
    plan.iter().any(|part| *part != PlanPart::Confirmed) || beside_plan != before.card || !before.lingering.is_empty()
}
