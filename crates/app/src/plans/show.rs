//! Opening a plan: what the partner has shared meanwhile is taken in, and that it was opened is written down.

use super::content::{self, Came};
use super::fate::{Fate, Fates};
use super::glance::covered;
use super::thread::{self, Thread};
use super::view::{Letter, Note, OurLine, PlanView, Shared, TheirLine, Theirs};
use super::{Ground, absorb};
use crate::referrals::Halves;
use crate::referrals::wishes::silence;
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::{Act, Actor};
use domain::care_plan::{self as rules, SharedLine, ended_at, open_until};
use domain::care_plan::{ItemKind, Side};
use domain::ids::{LineId, MemberId, MessageId, ReferralId};
use domain::member::Deed;
use domain::release::Purpose;
use domain::retention::Class;
use domain::time::{Days, Timestamp};
use std::collections::BTreeMap;
use store::care_plan::Item;

/// Opens a plan. Takes in what the partner has shared meanwhile, and writes the opening down.
///
/// # Errors
/// [`Error::NotFound`] also for a record that is hidden from the viewer; [`Error::SealBroken`]; [`Error::Locked`].
pub async fn show(app: &App, session: &Session, id: ReferralId) -> Result<PlanView> {
    show_before(app, session, id, None).await
}

/// The same, with the messages that are older than one of them.
///
/// # Errors
/// As [`show()`].
pub async fn show_before(app: &App, session: &Session, id: ReferralId, before: Option<LineId>) -> Result<PlanView> {
    session.authorize(Deed::ReadPlan)?;
    let ground = Ground::of(app, session, id).await?;
    absorb::take_in(app, session, &ground.referral, absorb::is_of_a_plan).await?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    let items = store::care_plan::items(app.store(), &session.scope, session.member, id, now).await?;
    let fates = Fates::of(app, session, id).await?;
    let thread = thread::page(app, session, (id, ItemKind::Letter), &fates, before, now).await?;
    if thread.unopened > 0 {
        note_down(app, session, id, Act::SealBroken, "plan").await?;
        return Err(Error::SealBroken);
    }
    let is_empty = items.is_empty() && thread.letters.is_empty();
    let read = match read(app, session, &ground, (&items, thread), &fates, now).await {
        Err(Error::SealBroken) => {
            note_down(app, session, id, Act::SealBroken, "plan").await?;
            return Err(Error::SealBroken);
        }
        read => read?,
    };
    if !is_empty {
        note_down(app, session, id, Act::PlanOpened, "").await?;
    }
    Ok(read)
}

async fn read(
    app: &App,
    session: &Session,
    ground: &Ground,
    (items, thread): (&[Item], Thread),
    fates: &Fates,
    now: Timestamp,
) -> Result<PlanView> {
    let id = ground.referral.id;
    let names = names(app, session).await?;
    let ours_until = open_until(&ground.releases, now);
    let ours_ended_at = ended_at(&ground.releases, Purpose::CoordinatedCare, now);
    let theirs = theirs(ground, now);
    let is_open = ground.is_open(now);
    let kept = store::retention::schedule(app.store(), &session.scope).await?;
    let halves = store::halves::of_referral(app.store(), &session.scope, session.member, id).await?;
    let mut view = PlanView {
        halves: Halves::of(&halves, now),
        partner: partnerships::partner(app, session, ground.referral.partner).await?,
        short_code: id.short_code(),
        referral: ground.referral.clone(),
        ours_until,
        covered: covered(ground, Purpose::CoordinatedCare, now),
        days_left: ours_until.map_or(Days(0), |until| now.days_until(until)),
        ours_ended_at,
        silence: silence(app, session, id).await?,
        theirs,
        is_open,
        is_over: store::care_plan::standing(app.store(), &session.scope, app.worker(), ground.referral.crossing)
            .await?
            .is_none(),
        kept_until: if is_open || items.is_empty() && thread.letters.is_empty() {
            None
        } else {
            kept_until(ours_ended_at, theirs, kept.kept(Class::CarePlan))
        },
        our_lines: Vec::new(),
        their_lines: Vec::new(),
        letters: thread.letters,
        older: thread.older,
        is_older: thread.is_older,
        notes: Vec::new(),
        openings: openings(app, session, id, &names).await?,
        now,
    };
    for item in items {
        put(session, (&names, fates), &mut view, item, now)?;
    }
    Ok(view)
}

fn put(
    session: &Session,
    (names, fates): (&BTreeMap<MemberId, String>, &Fates),
    view: &mut PlanView,
    item: &Item,
    now: Timestamp,
) -> Result<()> {
    let by = || item.member.and_then(|member| names.get(&member).cloned()).unwrap_or_default();
    match (item.kind, item.side) {
        (ItemKind::Line, Side::Ours) => view.our_lines.push(OurLine {
            id: item.id,
            version: item.content.version,
            line: content::open(session, item)?,
            by: by(),
            changed_at: item.changed_at,
            shared: shared(fates, item, now),
        }),
        (ItemKind::Line, Side::Theirs) => {
            let Came { said: SharedLine { content: line, by, .. }, part2 } = content::open(session, item)?;
            let until = item.until.unwrap_or(now);
            view.their_lines.push(TheirLine { line, by, at: item.changed_at, until, part2 });
        }
        // They are read by the page.
        (ItemKind::Letter | ItemKind::ReferralLetter, _) => {}
        (ItemKind::Note, Side::Ours) => {
            let note = content::open(session, item)?;
            view.notes.push(Note { id: item.id, note, by: by(), at: item.at });
        }
        // No note comes from a partner; a row that says so was not written by this software.
        (ItemKind::Note, Side::Theirs) => return Err(Error::SealBroken),
    }
    Ok(())
}

/// A message of either side.
pub(super) fn letter(session: &Session, fates: &Fates, item: &Item, now: Timestamp) -> Result<Letter> {
    let Came { said: rules::Letter { words, by, substance_use, .. }, part2 } = content::open(session, item)?;
    let is_ours = item.side == Side::Ours;
    let fate = if is_ours { fates.message(MessageId::new(item.id.uuid())) } else { Fate::There };
    let until = item.until.unwrap_or(now);
    Ok(Letter { id: item.id, is_ours, by, words, at: item.at, until, fate, substance_use, part2 })
}

fn shared(fates: &Fates, item: &Item, now: Timestamp) -> Shared {
    let (Some(shared), Some(until)) = (item.shared, item.until) else { return Shared::No };
    let (fate, is_open) = (fates.message(shared.message), now < until);
    let has_any = fate == Fate::There || fates.has_older(item.id, shared.message);
    match fate {
        Fate::Waits if is_open => Shared::Waits { until },
        _ if !has_any => Shared::Unsent,
        _ if !is_open => Shared::Ended(until),
        Fate::There => Shared::Yes { at: shared.at, until, changed: shared.version != item.content.version },
        Fate::Waits | Fate::Died => Shared::Yes { at: shared.at, until, changed: true },
    }
}

pub(super) fn theirs(ground: &Ground, now: Timestamp) -> Theirs {
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

pub(super) async fn note_down(
    app: &App,
    session: &Session,
    id: ReferralId,
    act: Act,
    detail: &'static str,
) -> Result<()> {
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
