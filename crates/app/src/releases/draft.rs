//! A release being talked through: begun, answered step by step, left and taken up again, or let go.
//!
//! A draft is its beginner's alone: they will say that they were there and read the rights aloud. Nothing about it goes
//! into the audit chain, so that somebody who decides to share nothing leaves no trace of having thought about it.

use super::sealed;
use crate::partnerships::{self, Partner};
use crate::referrals::Over;
use crate::referrals::wishes::{Silence, silence};
use crate::{App, Error, Result, Session, state_rules};
use domain::gate::{Predicate, Refusal};
use domain::ids::{PartnershipId, ReferralId, ReleaseId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::referral::{Bank, Direction};
use domain::release::answer::{Answer, OtherWay};
use domain::release::draft::{DRAFT_LIFE, Draft, NotAnswered, Step, Terms, dies_at, offered, paper_until};
use domain::release::{Element, Purpose, Release};
use domain::state_rule::{ADULT_FROM, StateRule};
use domain::time::Timestamp;
use store::drafts::DraftRow;
use store::referrals::ReferralRow;

/// Where a release is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// For a referral to come.
    Referral,
    /// On a record of ours: to tell its sender what came of it.
    Feedback(ReferralId),
    /// On a record of ours on either bank: to plan together with the other side.
    Care(ReferralId),
}

/// A draft as its pages show it.
#[derive(Debug)]
pub struct Begun {
    /// The id that the release will have.
    pub id: ReleaseId,
    /// What was answered so far.
    pub draft: Draft,
    /// Between what one can choose.
    pub partners: Vec<Partner>,
    /// What holds here and now.
    pub terms: Terms,
    /// The state's rules, if a state was chosen and something is known.
    pub state_rule: Option<StateRule>,
    /// The organization says in which state it is.
    pub state_chosen: bool,
    /// The person asked that nothing be told of the record: it cannot be signed while that stands.
    pub silence: Option<Silence>,
    /// ISO 639 code of the person's language, where a record says it.
    pub language: Option<String>,
    /// When it ends by itself.
    pub dies_at: Timestamp,
    /// Code that staff can read to each other: that of the record.
    pub short_code: String,
    row: Option<DraftRow>,
}

/// What stands under an id.
#[derive(Debug)]
pub enum Standing {
    /// Still being talked through.
    Open(Box<Begun>),
    /// Signed before: nothing of it is signed again.
    Signed(Box<Release>),
}

/// What a release for this ground is for, and about which record: shown before anything is begun.
///
/// # Errors
/// [`Error::NotFound`] when the record is none of the caller's, or nothing can be told about it.
pub async fn prospect(app: &App, session: &Session, ground: Ground) -> Result<Begun> {
    session.authorize(Deed::TakeRelease)?;
    let (purpose, referral) = match ground {
        Ground::Referral => (Purpose::WarmReferral, ReferralId::new(app.next_id())),
        Ground::Feedback(record) => (Purpose::Feedback, record),
        Ground::Care(record) => (Purpose::CoordinatedCare, record),
    };
    let id = ReleaseId::new(app.next_id());
    open(app, session, id, Draft::begin(purpose, referral), None).await
}

/// Begins one with the answer to the first step. `id` is made with the form. When there is another way, nothing is
/// begun and nothing is kept.
///
/// # Errors
/// [`Error::NotFound`] as [`prospect`]; [`Error::Refused`] with [`Predicate::Restricted`] to go on where the person asked
/// that nobody be told: eight pages would lead to nothing.
pub async fn begin(
    app: &App,
    session: &Session,
    id: ReleaseId,
    ground: Ground,
    way: OtherWay,
) -> Result<Option<Standing>> {
    let mut begun = prospect(app, session, ground).await?;
    match standing(app, session, id).await {
        Err(Error::NotFound) => {}
        Ok(Standing::Open(_)) => return Ok(Some(answer(app, session, id, Answer::OtherWay(way)).await?)),
        other => return other.map(Some),
    }
    if way != OtherWay::GoOn {
        return Ok(None);
    }
    if begun.silence.is_some() {
        return Err(Error::Refused(Refusal { failed: vec![Predicate::Restricted] }));
    }
    begun.draft.answer(Answer::OtherWay(way), &begun.terms)?;
    begun.id = id;
    let now = begun.terms.now;
    let row = sealed::draft(app, session, id, &begun.draft, (now, now), (None, 1))?;
    let scope = session.scope;
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::drafts::insert(tx, &scope, &row).await.map(drop).map_err(Error::from) })
        })
        .await?;
    standing(app, session, id).await.map(Some)
}

/// Takes one up again, or answers the release that came of it.
///
/// # Errors
/// [`Error::NotFound`] also for a colleague's; [`Error::Locked`] without the keys.
pub async fn standing(app: &App, session: &Session, id: ReleaseId) -> Result<Standing> {
    session.authorize(Deed::TakeRelease)?;
    let (store, scope, member) = (app.store(), &session.scope, session.member);
    if let Some(row) = store::drafts::find(store, scope, member, id).await?
        && app.now() < end_of(&row)
    {
        return Ok(Standing::Open(Box::new(taken_up(app, session, row).await?)));
    }
    let signed = store::releases::find(store, scope, member, id).await?.ok_or(Error::NotFound)?;
    Ok(Standing::Signed(Box::new(signed.release)))
}

fn end_of(row: &DraftRow) -> Timestamp {
    dies_at(row.begun_at, row.paper_until)
}

/// The paper to sign is printed: the draft waits for it, there and back by mail if need be. Printed again, it waits no
/// longer, unless its words were changed in between: then the old paper counts for nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NotAnswered`] before the rights were read, since nothing could be signed.
pub async fn print_to_sign(app: &App, session: &Session, id: ReleaseId) -> Result<Standing> {
    let Standing::Open(mut begun) = standing(app, session, id).await? else {
        return standing(app, session, id).await;
    };
    let (Some(how_long), true) = (begun.draft.how_long(), begun.draft.reaches(Step::Signature)) else {
        let open = begun.draft.open_step().unwrap_or(Step::Signature);
        return Err(Error::NotAnswered(NotAnswered::TooEarly { open }));
    };
    let Some(row) = begun.row.as_mut() else { return Err(Error::NotFound) };
    // Looked at again, it waits no longer.
    if row.paper_until.is_some() {
        return Ok(Standing::Open(begun));
    }
    let until = paper_until(row.begun_at, how_long.ends_at);
    row.paper_until = Some(until);
    begun.dies_at = end_of(row);
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let waits = store::drafts::wait_for_paper(tx, &scope, member, id, until).await?;
                if waits { Ok(()) } else { Err(Error::NotFound) }
            })
        })
        .await?;
    Ok(Standing::Open(begun))
}

async fn taken_up(app: &App, session: &Session, row: DraftRow) -> Result<Begun> {
    let draft = sealed::open_draft(session, &row)?;
    open(app, session, row.id, draft, Some(row)).await
}

/// Lays a draft beside what holds here and now.
pub(super) async fn open(
    app: &App,
    session: &Session,
    id: ReleaseId,
    draft: Draft,
    row: Option<DraftRow>,
) -> Result<Begun> {
    let partners = recipients(app, session, &draft).await?;
    let state_rule = state_rules::in_force(app, session).await?;
    let silence = silence(app, session, draft.referral()).await?;
    let now = app.now();
    // Those it may go to: the one that was chosen, and before that any.
    let chosen = |partner: &&Partner| draft.who().is_none_or(|who| who.partnership == partner.partnership);
    let asked = || partners.iter().filter(chosen);
    let own = session.org().max_release;
    let all = offered(draft.purpose(), session.org().kind == OrgKind::Advocacy);
    let carries = |element: &Element| {
        // Messages beside a referral are agreed on for both ways of it.
        let is_agreed_on = match draft.purpose() {
            Purpose::WarmReferral => true,
            Purpose::Feedback => *element == Element::Messages,
            Purpose::CoordinatedCare => false,
        };
        !is_agreed_on || partners.is_empty() || asked().any(|partner| partner.holds.carries(*element))
    };
    let terms = Terms {
        offered: all.into_iter().filter(carries).collect(),
        recipients: partners.iter().map(|partner| (partner.partnership, partner.org)).collect(),
        longest: asked().map(|partner| partner.holds.longest(own)).max().unwrap_or(own),
        time_zone: session.org().time_zone.clone(),
        minor_alone_from: state_rule.as_ref().and_then(|rule| rule.lets_alone_from(now)),
        adult_from: state_rule.as_ref().map_or(ADULT_FROM, StateRule::adult_from),
        now,
    };
    let dies_at = row.as_ref().map_or_else(|| dies_at(now, None), end_of);
    let short_code = draft.referral().short_code();
    let language = record(app, session, draft.referral()).await?.map(|record| record.line.referral.language);
    let state_chosen = session.org().state.is_some();
    Ok(Begun { id, short_code, draft, partners, terms, state_rule, state_chosen, silence, language, dies_at, row })
}

/// With whom it can be shared: any partner on the other bank for a referral to come, the one other side of a record.
async fn recipients(app: &App, session: &Session, draft: &Draft) -> Result<Vec<Partner>> {
    match draft.purpose() {
        Purpose::WarmReferral => {
            let direction = Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?;
            let all = partnerships::list(app, session).await?;
            Ok(all.into_iter().filter(|partner| partner.kind == direction.receiver_kind()).collect())
        }
        purpose @ (Purpose::Feedback | Purpose::CoordinatedCare) => {
            let record = record(app, session, draft.referral()).await?.ok_or(Error::NotFound)?;
            must_take(purpose, &record, app.now())?;
            Ok(vec![partnerships::partner(app, session, record.line.referral.partner).await?])
        }
    }
}

/// Only what came to us can be told back; a plan is about a record that stands, on either bank. Nothing is released of
/// what is over.
pub(super) fn must_take(purpose: Purpose, record: &ReferralRow, now: Timestamp) -> Result<()> {
    let over = match purpose {
        Purpose::Feedback if record.line.referral.bank == Bank::Receiver => Over::of(&record.line, now),
        Purpose::CoordinatedCare => Over::of_more(&record.line, now),
        Purpose::Feedback | Purpose::WarmReferral => return Err(Error::NotFound),
    };
    over.map_or(Ok(()), |over| Err(Error::Over(over)))
}

/// The record, if the member may know of it.
pub(super) async fn record(app: &App, session: &Session, id: ReferralId) -> Result<Option<ReferralRow>> {
    Ok(store::referrals::find(app.store(), &session.scope, session.member, id).await?)
}

/// How often an answer is tried again when another page of the same member was quicker.
const TRIES: u32 = 3;

/// Takes an answer. A step that is not reached yet changes nothing. Choosing another way ends it, and nothing is kept.
///
/// # Errors
/// [`Error::NotAnswered`] with the rule; [`Error::NotFound`]; [`Error::Busy`] when other pages go on answering.
pub async fn answer(app: &App, session: &Session, id: ReleaseId, answer: Answer) -> Result<Standing> {
    for _ in 0..TRIES {
        let mut begun = match standing(app, session, id).await? {
            Standing::Open(begun) => begun,
            signed @ Standing::Signed(_) => return Ok(signed),
        };
        let read = begun.draft.clone();
        begun.draft.answer(answer.clone(), &begun.terms)?;
        if answer.step() < Step::Signature && begun.draft != read {
            begun.forget_paper();
        }
        let is_over = matches!(answer, Answer::OtherWay(way) if way != OtherWay::GoOn);
        if is_over {
            discard(app, session, id).await?;
            return Ok(Standing::Open(begun));
        }
        if keep(app, session, &mut begun).await? {
            return Ok(Standing::Open(begun));
        }
    }
    Err(Error::Busy)
}

/// Seals the answers anew, in the place of those that were read. Answers whether they still stood there.
async fn keep(app: &App, session: &Session, begun: &mut Begun) -> Result<bool> {
    let Some(row) = &begun.row else { return Ok(false) };
    let times = (row.begun_at, begun.terms.now);
    let next = sealed::draft(app, session, begun.id, &begun.draft, times, (row.paper_until, row.version + 1))?;
    let (scope, new) = (session.scope, next.clone());
    begun.row = Some(next);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::drafts::replace(tx, &scope, &new).await.map_err(Error::from) })
        })
        .await
}

/// Lets one go, with everything in it. Letting go twice is the same.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn discard(app: &App, session: &Session, id: ReleaseId) -> Result<()> {
    session.authorize(Deed::TakeRelease)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(
                async move { store::drafts::delete(tx, &scope, member, id, now).await.map(drop).map_err(Error::from) },
            )
        })
        .await
}

/// What the member has begun and not signed, oldest first.
///
/// # Errors
/// [`Error::Locked`] without the keys.
pub async fn begun(app: &App, session: &Session) -> Result<Vec<Begun>> {
    if session.authorize(Deed::TakeRelease).is_err() {
        return Ok(Vec::new());
    }
    let now = app.now();
    let mut open = Vec::new();
    for row in store::drafts::of_member(app.store(), &session.scope, session.member).await? {
        if now < end_of(&row) {
            match taken_up(app, session, row).await {
                // The record or the partner is not there any more; the draft goes by itself.
                Err(Error::NotFound | Error::Over(_)) => {}
                other => open.push(other?),
            }
        }
    }
    Ok(open)
}

impl Begun {
    /// Its words are not those that were printed: it waits for no paper, and lives a day from now at most, and no longer
    /// than it would have waited.
    fn forget_paper(&mut self) {
        let now = self.terms.now;
        let Some(row) = self.row.as_mut() else { return };
        let Some(until) = row.paper_until.take() else { return };
        let day_before = Timestamp::from_micros(until.micros().saturating_sub(i64::from(DRAFT_LIFE.0) * 60_000_000));
        row.begun_at = row.begun_at.max(now.min(day_before));
        self.dies_at = end_of(row);
    }
    /// Its paper was printed to be signed, and is waited for.
    #[must_use]
    pub fn waits_for_paper(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.paper_until.is_some())
    }
    /// The partner that was chosen.
    #[must_use]
    pub fn partner(&self) -> Option<&Partner> {
        let who = self.draft.who()?;
        self.with(who.partnership)
    }
    fn with(&self, id: PartnershipId) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.partnership == id)
    }
    /// The row that was read, for the commit that signs it.
    pub(super) fn row(&self) -> Option<&DraftRow> {
        self.row.as_ref()
    }
}
