//! Steps, actions and pilots: what is written on one form, and listed.

use super::editor::{self, Sheet};
use super::{path, path_of, place_of};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::workspace::{self, Colleague, Place};
use askama::Template;
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::roadmap::{Decision, RoadmapStep};
use domain::workspace::{Entry, Noun};

fn step_sheet(id: PartnershipId, entry: EntryId) -> Result<Sheet, Problem> {
    let is_it = |step: &RoadmapStep| Noun::Step.only(id, step.code()) == entry;
    let step = RoadmapStep::ALL.iter().copied().find(is_it).ok_or(Problem::NotFound)?;
    Ok(Sheet {
        place: id,
        noun: Noun::Step,
        entry: Some(entry),
        action: path_of(id, Noun::Step, entry),
        back: path(id),
        title: step_title(step),
        lead: step_next(step),
        given: Vec::new(),
    })
}

/// What a step is called on its own page.
pub(super) const fn step_title(step: RoadmapStep) -> &'static str {
    match step {
        RoadmapStep::Leadership => "roadmap-leadership",
        RoadmapStep::CrossTraining => "roadmap-cross_training",
        RoadmapStep::Procedure => "roadmap-procedure",
        RoadmapStep::Mou => "roadmap-mou",
        RoadmapStep::CoordinatedCare => "roadmap-coordinated_care",
        RoadmapStep::HealthCelebration => "roadmap-health_celebration",
        RoadmapStep::TrackSuccesses => "roadmap-track_successes",
        RoadmapStep::VisitingProvider => "roadmap-visiting_provider",
        RoadmapStep::AdvocacyHealth => "roadmap-advocacy_health",
        RoadmapStep::Mobile => "roadmap-mobile",
        RoadmapStep::CoLocated => "roadmap-co_located",
        RoadmapStep::Sustainability => "roadmap-sustainability",
    }
}

/// What to do next about a step.
pub(super) const fn step_next(step: RoadmapStep) -> &'static str {
    match step {
        RoadmapStep::Leadership => "roadmap-next-leadership",
        RoadmapStep::CrossTraining => "roadmap-next-cross-training",
        RoadmapStep::Procedure => "roadmap-next-procedure",
        RoadmapStep::Mou => "roadmap-next-mou",
        RoadmapStep::CoordinatedCare => "roadmap-next-coordinated-care",
        RoadmapStep::HealthCelebration => "roadmap-next-health-celebration",
        RoadmapStep::TrackSuccesses => "roadmap-next-track-successes",
        RoadmapStep::VisitingProvider => "roadmap-next-visiting-provider",
        RoadmapStep::AdvocacyHealth => "roadmap-next-advocacy-health",
        RoadmapStep::Mobile => "roadmap-next-mobile",
        RoadmapStep::CoLocated => "roadmap-next-co-located",
        RoadmapStep::Sustainability => "roadmap-next-sustainability",
    }
}

/// What to do about a step that is in place, so that it stays so.
pub(super) const fn step_keep(step: RoadmapStep) -> &'static str {
    match step {
        RoadmapStep::Leadership => "roadmap-keep-leadership",
        RoadmapStep::CrossTraining => "roadmap-keep-cross-training",
        RoadmapStep::Procedure => "roadmap-keep-procedure",
        RoadmapStep::Mou => "roadmap-keep-mou",
        RoadmapStep::CoordinatedCare => "roadmap-keep-coordinated-care",
        RoadmapStep::HealthCelebration => "roadmap-keep-health-celebration",
        RoadmapStep::TrackSuccesses => "roadmap-keep-track-successes",
        RoadmapStep::VisitingProvider => "roadmap-keep-visiting-provider",
        RoadmapStep::AdvocacyHealth => "roadmap-keep-advocacy-health",
        RoadmapStep::Mobile => "roadmap-keep-mobile",
        RoadmapStep::CoLocated => "roadmap-keep-co-located",
        RoadmapStep::Sustainability => "roadmap-keep-sustainability",
    }
}

/// `GET /together/{id}/steps/{entry}`.
pub(super) async fn step(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    editor::show(&ctx, &caller, &step_sheet(id, entry)?).await
}

/// `POST /together/{id}/steps/{entry}`.
pub(super) async fn save_step(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    editor::save(&ctx, &caller, &step_sheet(id, entry)?, posted).await
}

fn action_sheet(id: PartnershipId, entry: Option<EntryId>, meeting: Option<EntryId>) -> Sheet {
    let home = path(id);
    let meeting_path = meeting.map(|meeting| path_of(id, Noun::Meeting, meeting));
    let action = match (entry, &meeting_path) {
        (Some(entry), _) => path_of(id, Noun::Action, entry),
        (None, Some(meeting)) => format!("{meeting}/actions"),
        (None, None) => format!("{home}/actions"),
    };
    Sheet {
        place: id,
        noun: Noun::Action,
        entry,
        action,
        back: meeting_path.unwrap_or(home),
        title: if entry.is_some() { "action-title" } else { "action-new" },
        lead: "action-lead",
        given: meeting.map(|meeting| ("meeting", meeting.to_string())).into_iter().collect(),
    }
}

/// An action that stands, and where its author goes back to: the meeting it came from, or the home.
async fn known_action(ctx: &Ctx, caller: &Caller, id: PartnershipId, entry: EntryId) -> Result<Sheet, Problem> {
    let known = known(ctx, caller, id, Noun::Action, entry).await?;
    let sheet = action_sheet(id, Some(entry), known.entry("meeting"));
    Ok(Sheet { given: Vec::new(), ..sheet })
}

/// An entry that somebody has written.
pub(super) async fn known(
    ctx: &Ctx,
    caller: &Caller,
    id: PartnershipId,
    noun: Noun,
    entry: EntryId,
) -> Result<Entry, Problem> {
    let known = workspace::entry(&ctx.app, caller, id, (noun, entry)).await?;
    if known.entry.is_empty() { Err(Problem::NotFound) } else { Ok(known.entry) }
}

/// `GET /together/{id}/actions`.
pub(super) async fn action(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    editor::show(&ctx, &caller, &action_sheet(id, None, None)).await
}

/// `POST /together/{id}/actions`.
pub(super) async fn add_action(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    editor::save(&ctx, &caller, &action_sheet(id, None, None), posted).await
}

/// `GET /together/{id}/meetings/{entry}/actions`.
pub(super) async fn action_of_meeting(
    ctx: Ctx,
    caller: Caller,
    Ids(id, meeting): Ids<PartnershipId, EntryId>,
) -> Answer {
    known(&ctx, &caller, id, Noun::Meeting, meeting).await?;
    editor::show(&ctx, &caller, &action_sheet(id, None, Some(meeting))).await
}

/// `POST /together/{id}/meetings/{entry}/actions`.
pub(super) async fn add_action_of_meeting(
    ctx: Ctx,
    caller: Caller,
    Ids(id, meeting): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Meeting, meeting).await?;
    editor::save(&ctx, &caller, &action_sheet(id, None, Some(meeting)), posted).await
}

/// `GET /together/{id}/actions/{entry}`.
pub(super) async fn edit_action(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    editor::show(&ctx, &caller, &known_action(&ctx, &caller, id, entry).await?).await
}

/// `POST /together/{id}/actions/{entry}`.
pub(super) async fn save_action(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    editor::save(&ctx, &caller, &known_action(&ctx, &caller, id, entry).await?, posted).await
}

fn pilot_sheet(id: PartnershipId, entry: Option<EntryId>) -> Sheet {
    let list = format!("{}/pilots", path(id));
    Sheet {
        place: id,
        noun: Noun::Pilot,
        entry,
        action: entry.map_or_else(|| format!("{list}/new"), |entry| path_of(id, Noun::Pilot, entry)),
        back: list,
        title: if entry.is_some() { "pilot-title" } else { "pilot-new" },
        lead: "pilot-lead",
        given: Vec::new(),
    }
}

/// `GET /together/{id}/pilots/new`.
pub(super) async fn pilot(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    editor::show(&ctx, &caller, &pilot_sheet(id, None)).await
}

/// `POST /together/{id}/pilots/new`.
pub(super) async fn add_pilot(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    editor::save(&ctx, &caller, &pilot_sheet(id, None), posted).await
}

/// `GET /together/{id}/pilots/{entry}`.
pub(super) async fn edit_pilot(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    known(&ctx, &caller, id, Noun::Pilot, entry).await?;
    editor::show(&ctx, &caller, &pilot_sheet(id, Some(entry))).await
}

/// `POST /together/{id}/pilots/{entry}`.
pub(super) async fn save_pilot(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    known(&ctx, &caller, id, Noun::Pilot, entry).await?;
    editor::save(&ctx, &caller, &pilot_sheet(id, Some(entry)), posted).await
}

/// A pilot in the list.
struct PilotRow {
    entry: EntryId,
    goal: String,
    measure: String,
    owner: Option<Colleague>,
    step: Option<RoadmapStep>,
    decide_on: Option<Day>,
    is_late: bool,
    decision: Option<Decision>,
    decided_on: Option<Day>,
    why: String,
    is_disputed: bool,
}

#[derive(Template)]
#[template(path = "together/pilots.html")]
struct Pilots<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    place: Place,
    home: String,
    may_write: bool,
    open: Vec<PilotRow>,
    closed: Vec<PilotRow>,
}

/// `GET /together/{id}/pilots`.
pub(super) async fn pilots(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let staff = workspace::colleagues(&ctx.app, &caller, id).await?;
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let row = |pilot: Entry| PilotRow {
        entry: pilot.id(),
        goal: pilot.text("goal").to_owned(),
        measure: pilot.text("measure").to_owned(),
        owner: pilot.staff("owner").and_then(|owner| app::roadmap::named(&staff, owner)),
        step: RoadmapStep::parse(pilot.text("step")).ok(),
        decide_on: pilot.day("decide_on"),
        is_late: pilot.day("decide_on").is_some_and(|day| day < today),
        decision: Decision::parse(pilot.text("decision")).ok(),
        decided_on: pilot.day("decided_on"),
        why: pilot.text("why").to_owned(),
        is_disputed: !pilot.disputed().is_empty(),
    };
    let all = workspace::entries(&ctx.app, &caller, id, Noun::Pilot).await?;
    let (mut closed, mut open): (Vec<_>, Vec<_>) = all.into_iter().map(row).partition(|pilot| pilot.decision.is_some());
    open.sort_by_key(|pilot| (pilot.decide_on, pilot.entry));
    closed.sort_by_key(|pilot| std::cmp::Reverse((pilot.decide_on, pilot.entry)));
    let may_write = workspace::may_write(&caller);
    ctx.show(&Pilots { ctx: &ctx, t: &ctx.t, home: path(id), place, may_write, open, closed })
}
