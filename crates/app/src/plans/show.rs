//! A plan as its page shows it: ours and theirs side by side, the messages, and what we keep to ourselves.

use super::content;
use super::{Ground, absorb};
use crate::partnerships::{self, Partner};
use crate::{App, Error, Result, Session, journal};
use domain::audit::{Act, Actor};
use domain::care_plan::{self as rules, Line, PrivateNote, SharedLine, ended_at, open_until};
use domain::care_plan::{ItemKind, Side};
use domain::ids::{LineId, MemberId, ReferralId};
use domain::member::{Deed, MemberState, any_may};
use domain::referral::Referral;
use domain::release::{Element, Purpose};
use domain::retention::Class;
use domain::text::{Label, PersonText};
use domain::time::{Days, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use store::care_plan::Item;

/// A plan.
pub struct PlanView {
    /// The record it belongs to; nothing of it was opened.
    pub referral: Referral,
    /// The other organization.
    pub partner: Partner,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// Our releases for the plan live until then; none when none does.
    pub ours_until: Option<Timestamp>,
    /// What they cover, together.
    pub covered: BTreeSet<Element>,
    /// Days left, a begun day counted; 0 when we share nothing now.
    pub days_left: Days,
    /// When they ended; none when there was none, or one lives.
    pub ours_ended_at: Option<Timestamp>,
    /// How far the partner shares.
    pub theirs: Theirs,
    /// Lines and notes can be written.
    pub is_open: bool,
    /// The referral was stopped, declined or has expired, or its content is gone: no release for a plan is taken any more.
    pub is_over: bool,
    /// Once it is closed: our own lines, notes and messages are destroyed then.
    pub kept_until: Option<Timestamp>,
    /// Our lines, oldest first.
    pub our_lines: Vec<OurLine>,
    /// Theirs, oldest first.
    pub their_lines: Vec<TheirLine>,
    /// The messages of both, oldest first.
    pub letters: Vec<Letter>,
    /// What we keep to ourselves, oldest first.
    pub notes: Vec<Note>,
    /// Who opened the plan here, newest first.
    pub openings: Vec<(String, Timestamp)>,
    /// The time of the page.
    pub now: Timestamp,
}

/// How far the partner shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theirs {
    /// It never shared anything of the plan.
    Nothing,
    /// It shares until then.
    Until(Timestamp),
    /// Sharing ended then: its release was taken back, or ran out.
    Ended(Timestamp),
}

/// How a line of ours is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// It is not.
    No,
    /// The partner has it.
    Yes {
        /// Since.
        at: Timestamp,
        /// Until.
        until: Timestamp,
        /// It was changed here since; the partner has the older words.
        changed: bool,
    },
    /// It was, until then.
    Ended(Timestamp),
}

/// A line of ours.
pub struct OurLine {
    /// Which.
    pub id: LineId,
    /// Of which version the page shows it.
    pub version: u32,
    /// What it says.
    pub line: Line,
    /// Who wrote or changed it last.
    pub by: String,
    /// When.
    pub changed_at: Timestamp,
    /// How it is shared.
    pub shared: Shared,
}

/// A line of theirs.
pub struct TheirLine {
    /// What it says.
    pub line: Line,
    /// Who shared it.
    pub by: Label,
    /// When it came.
    pub at: Timestamp,
    /// Until when it may be read.
    pub until: Timestamp,
    /// The notice of 42 CFR 2.32 goes with it.
    pub part2_notice: bool,
}

/// A message between the teams.
pub struct Letter {
    /// Ours.
    pub is_ours: bool,
    /// Who wrote it.
    pub by: Label,
    /// What it says.
    pub words: PersonText,
    /// When.
    pub at: Timestamp,
    /// Until when the other side may read it.
    pub until: Timestamp,
    /// It is about substance use.
    pub substance_use: bool,
}

/// A note that stays here.
pub struct Note {
    /// Which.
    pub id: LineId,
    /// What it says.
    pub note: PrivateNote,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Opens a plan. Takes in what the partner has shared meanwhile, and writes the opening down.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the viewer; [`Error::SealBroken`]; [`Error::Locked`].
pub async fn show(app: &App, session: &Session, id: ReferralId) -> Result<PlanView> {
    session.authorize(Deed::ReadPlan)?;
    let ground = Ground::of(app, session, id).await?;
    absorb::take_in(app, session, &ground.referral).await?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    let items = store::care_plan::items(app.store(), &session.scope, session.member, id, now).await?;
    let read = match read(app, session, &ground, &items, now).await {
        Err(Error::SealBroken) => {
            note_down(app, session, id, Act::SealBroken, "plan").await?;
            return Err(Error::SealBroken);
        }
        read => read?,
    };
    if !items.is_empty() {
        note_down(app, session, id, Act::PlanOpened, "").await?;
    }
    Ok(read)
}

async fn read(app: &App, session: &Session, ground: &Ground, items: &[Item], now: Timestamp) -> Result<PlanView> {
    let id = ground.referral.id;
    let names = names(app, session).await?;
    let ours_until = open_until(&ground.releases, now);
    let ours_ended_at = ended_at(&ground.releases, now);
    let theirs = theirs(ground, now);
    let is_open = ground.is_open(now);
    let kept = store::retention::schedule(app.store(), &session.scope).await?;
    let mut view = PlanView {
        partner: partnerships::partner(app, session, ground.referral.partner).await?,
        short_code: id.short_code(),
        referral: ground.referral.clone(),
        ours_until,
        covered: covered(ground, now),
        days_left: ours_until.map_or(Days(0), |until| now.days_until(until)),
        ours_ended_at,
        theirs,
        is_open,
        is_over: store::care_plan::standing(app.store(), &session.scope, app.worker(), ground.referral.crossing)
            .await?
            .is_none(),
        kept_until: if is_open || items.is_empty() {
            None
        } else {
            kept_until(ours_ended_at, theirs, kept.kept(Class::CarePlan))
        },
        our_lines: Vec::new(),
        their_lines: Vec::new(),
        letters: Vec::new(),
        notes: Vec::new(),
        openings: openings(app, session, id, &names).await?,
        now,
    };
    for item in items {
        put(session, &names, &mut view, item, now)?;
    }
    Ok(view)
}

fn put(
    session: &Session,
    names: &BTreeMap<MemberId, String>,
    view: &mut PlanView,
    item: &Item,
    now: Timestamp,
) -> Result<()> {
    let by = || item.member.and_then(|member| names.get(&member).cloned()).unwrap_or_default();
    let until = item.until.unwrap_or(now);
    match (item.kind, item.side) {
        (ItemKind::Line, Side::Ours) => view.our_lines.push(OurLine {
            id: item.id,
            version: item.content.version,
            line: content::open(session, item)?,
            by: by(),
            changed_at: item.changed_at,
            shared: shared(item, now),
        }),
        (ItemKind::Line, Side::Theirs) => {
            let SharedLine { content: line, by, part2_notice, .. } = content::open(session, item)?;
            view.their_lines.push(TheirLine { line, by, at: item.changed_at, until, part2_notice });
        }
        (ItemKind::Letter, side) => {
            let rules::Letter { words, by, substance_use, .. } = content::open(session, item)?;
            let is_ours = side == Side::Ours;
            view.letters.push(Letter { is_ours, by, words, at: item.at, until, substance_use });
        }
        (ItemKind::Note, Side::Ours) => {
            let note = content::open(session, item)?;
            view.notes.push(Note { id: item.id, note, by: by(), at: item.at });
        }
        // No note comes from a partner; a row that says so was not written by this software.
        (ItemKind::Note, Side::Theirs) => return Err(Error::SealBroken),
    }
    Ok(())
}

fn shared(item: &Item, now: Timestamp) -> Shared {
    match (item.shared, item.until) {
        (Some(shared), Some(until)) if now < until => {
            Shared::Yes { at: shared.at, until, changed: shared.version != item.content.version }
        }
        (Some(_), Some(until)) => Shared::Ended(until),
        _ => Shared::No,
    }
}

fn theirs(ground: &Ground, now: Timestamp) -> Theirs {
    match (ground.theirs_until(now), ground.theirs) {
        (Some(until), _) => Theirs::Until(until),
        (None, Some(store::care_plan::Theirs { until: Some(until), ended_at })) => {
            Theirs::Ended(ended_at.map_or(until, |ended| ended.min(until)))
        }
        (None, _) => Theirs::Nothing,
    }
}

fn kept_until(ours_ended_at: Option<Timestamp>, theirs: Theirs, kept: Days) -> Option<Timestamp> {
    let theirs = match theirs {
        Theirs::Ended(at) => Some(at),
        Theirs::Until(_) | Theirs::Nothing => None,
    };
    ours_ended_at.max(theirs).map(|ended| ended.plus_days(kept))
}

/// Everyone who works here or did.
async fn names(app: &App, session: &Session) -> Result<BTreeMap<MemberId, String>> {
    let members = store::members::list(app.store(), &session.scope).await?;
    Ok(members.into_iter().map(|row| (row.member.id, row.member.name.to_string())).collect())
}

/// Most openings shown.
const OPENINGS: u32 = 30;

async fn openings(
    app: &App,
    session: &Session,
    id: ReferralId,
    names: &BTreeMap<MemberId, String>,
) -> Result<Vec<(String, Timestamp)>> {
    if !session.may(Deed::ReadOpenings) {
        return Ok(Vec::new());
    }
    let acts = [Act::PlanOpened];
    let (store, scope) = (app.store(), &session.scope);
    let entries = store::audit::of_subject(store, scope, session.member, id.bytes(), &acts, OPENINGS).await?;
    let name = |actor| match actor {
        Actor::Member(id) => names.get(&id).cloned().unwrap_or_default(),
        Actor::System => String::new(),
    };
    Ok(entries.into_iter().map(|chained| (name(chained.entry.actor), chained.entry.at)).collect())
}

async fn note_down(app: &App, session: &Session, id: ReferralId, act: Act, detail: &'static str) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                tx.audit(&scope, journal::by_member(&scope, member, now, act, Some(id.bytes()), detail));
                Ok(())
            })
        })
        .await
}

/// One line of ours, for the page that changes or shares it, with the rest of its plan.
///
/// # Errors
/// As [`show()`]; [`Error::NotFound`] for a line that is not there.
pub async fn line(app: &App, session: &Session, id: ReferralId, line: LineId) -> Result<(PlanView, OurLine)> {
    let mut view = show(app, session, id).await?;
    let at = view.our_lines.iter().position(|ours| ours.id == line).ok_or(Error::NotFound)?;
    let line = view.our_lines.swap_remove(at);
    Ok((view, line))
}

/// What a page that writes in a plan must know of it. Nothing was opened, and nothing is written down.
pub struct Frame {
    /// The other organization.
    pub partner: Partner,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// Lines and notes can be written.
    pub is_open: bool,
    /// Our releases for it live until then.
    pub ours_until: Option<Timestamp>,
    /// What they cover, together.
    pub covered: BTreeSet<Element>,
}

/// A plan from outside, for somebody who may write in it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn frame(app: &App, session: &Session, id: ReferralId) -> Result<Frame> {
    session.authorize(Deed::WritePlan).or_else(|_| session.authorize(Deed::StopSharing))?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    Ok(Frame {
        partner: partnerships::partner(app, session, ground.referral.partner).await?,
        short_code: id.short_code(),
        is_open: ground.is_open(now),
        ours_until: open_until(&ground.releases, now),
        covered: covered(&ground, now),
    })
}

/// Everything that our live releases for the plan name.
fn covered(ground: &Ground, now: Timestamp) -> BTreeSet<Element> {
    let live = ground.releases.iter().filter(|r| r.purpose == Purpose::CoordinatedCare && r.is_live(now));
    live.flat_map(|release| release.elements.iter().copied()).collect()
}

/// What the record's page says of its plan, without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// Our releases for it live until then.
    pub ours_until: Option<Timestamp>,
    /// How far the partner shares.
    pub theirs: Theirs,
    /// There is something to read, or something can be written.
    pub is_there: bool,
    /// A release for it can be taken now.
    pub can_begin: bool,
    /// The partner shared this much that nobody here has read.
    pub unread: u32,
}

/// Looks from outside. Writes nothing down, since nothing was opened.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn glance(app: &App, session: &Session, id: ReferralId) -> Result<Glance> {
    session.authorize(Deed::ReadPlan)?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    let (store, scope) = (app.store(), &session.scope);
    let has_items = !store::care_plan::items(store, scope, session.member, id, now).await?.is_empty();
    let standing = store::care_plan::standing(store, scope, app.worker(), ground.referral.crossing).await?;
    let ours_until = open_until(&ground.releases, now);
    Ok(Glance {
        ours_until,
        theirs: theirs(&ground, now),
        is_there: has_items || ground.is_open(now) || ground.theirs.is_some(),
        can_begin: standing.is_some() && ours_until.is_none() && session.may(Deed::TakeRelease),
        unread: store::care_plan::n_pending(store, scope, ground.referral.crossing, now).await?,
    })
}

/// A member of ours who can have a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: Label,
}

/// Everyone here who works with plans; the caller first.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn owners(app: &App, session: &Session) -> Result<Vec<Owner>> {
    session.authorize(Deed::WritePlan)?;
    let members = store::members::list(app.store(), &session.scope).await?;
    let works = |row: &store::members::MemberRow| {
        row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::WritePlan)
    };
    let owner = |row: store::members::MemberRow| Owner { id: row.member.id, name: row.member.name };
    let mut owners: Vec<Owner> = members.into_iter().filter(works).map(owner).collect();
    owners.sort_by_key(|owner| (owner.id != session.member, owner.name.to_string()));
    Ok(owners)
}
