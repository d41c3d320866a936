//! What the two organizations do side by side. Whoever comes is a number on these pages.

use super::clock;
use super::lists::{step_keep, step_next};
use super::next;
use super::overdue::next_href;
use super::room::{Line, Page, Section, coded, dollars, parted, said, when};
use super::{path, place_of};
use crate::ctx::Ctx;
use crate::page::{Answer, Id};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::programs::{self, Counted};
use app::qualified::{self, Staffing};
use app::roadmap;
use app::workspace::{self, Colleague};
use domain::day::Day;
use domain::ids::PartnershipId;
use domain::programs::Told;
use domain::roadmap::{RoadmapStep, StepState};
use domain::workspace::{Entry, Noun};

/// The page of a step, where what belongs to it is written down; nothing for steps that have one elsewhere.
pub(super) const fn part_of(step: RoadmapStep) -> Option<&'static str> {
    match step {
        RoadmapStep::Leadership => Some("meetings"),
        RoadmapStep::CrossTraining => Some("trainings"),
        RoadmapStep::Procedure => Some("procedures/to_advocacy"),
        RoadmapStep::Mou => Some("mou"),
        RoadmapStep::HealthCelebration => Some("celebrations"),
        RoadmapStep::VisitingProvider => Some("visits"),
        RoadmapStep::AdvocacyHealth => Some("slots"),
        RoadmapStep::Mobile => Some("stops"),
        RoadmapStep::CoLocated => Some("presences"),
        RoadmapStep::Sustainability => Some("sustainability"),
        RoadmapStep::TrackSuccesses => Some("successes"),
        _ => None,
    }
}

/// The programs of the guide, in its order.
const PROGRAMS: &[RoadmapStep] = &[
    RoadmapStep::HealthCelebration,
    RoadmapStep::VisitingProvider,
    RoadmapStep::AdvocacyHealth,
    RoadmapStep::Mobile,
    RoadmapStep::CoLocated,
];

/// `GET /together/{id}/programs`.
pub(super) async fn all(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let roadmap = roadmap::show(&ctx.app, &caller, id).await?;
    let t = &ctx.t;
    let line = |step: &&roadmap::Step| {
        let href = format!("{}/{}", path(id), part_of(step.step).unwrap_or_default());
        let look = if step.state == StepState::InPlace { "done" } else { "" };
        let is_there = step.state == StepState::InPlace;
        let words = t.say(if is_there { step_keep(step.step) } else { step_next(step.step) });
        Line::of(t.label(step.step)).words(words).badge_if(true, t.label(step.state), look).link_if(
            true,
            href,
            t.say("meeting-open"),
        )
    };
    let lines = roadmap.steps.iter().filter(|step| PROGRAMS.contains(&step.step)).map(|step| line(&step)).collect();
    let page = Page::of(&ctx, roadmap.place, false, "programs-title", "programs-lead").section(Section::of(
        t,
        "all",
        "programs-all",
        "",
        lines,
    ));
    ctx.show(&page)
}

/// What a program's page is made from.
struct Scene<'a> {
    page: Page<'a>,
    staff: Vec<Colleague>,
    today: Day,
    all: Vec<Entry>,
    counted: Counted,
}

/// A program's page: whose record it is, and the step that it moves.
async fn scene<'a>(
    ctx: &'a Ctx,
    caller: &Caller,
    id: PartnershipId,
    noun: Noun,
    [title, lead, whose]: [&'static str; 3],
) -> Result<Scene<'a>, Problem> {
    let place = place_of(ctx, caller, id).await?;
    let may_write = workspace::may_write(caller);
    let page = Page::of(ctx, place, may_write, title, lead).under("programs", "programs-title").note(whose);
    let step = programs::step_of(noun).ok_or(Problem::NotFound)?;
    let known = roadmap::show(&ctx.app, caller, id).await?.steps.into_iter().find(|one| one.step == step);
    let state = known.map_or_else(String::new, |known| ctx.t.label(known.state).into_owned());
    let part = format!("steps/{}", Noun::Step.only(id, step.code()));
    Ok(Scene {
        page: page
            .fact("program-step", state)
            .action_if(may_write, part_of(step).map_or("", new_of), new_key(noun))
            .action_if(may_write, &part, "program-to-step"),
        staff: workspace::colleagues(&ctx.app, caller, id).await?,
        today: Day::of(ctx.now, &caller.org().time_zone),
        all: workspace::entries(&ctx.app, caller, id, noun).await?,
        counted: programs::counted(&ctx.app, caller, id).await?,
    })
}

/// Where something new of a program is written.
fn new_of(part: &'static str) -> &'static str {
    match part {
        "celebrations" => "celebrations/new",
        "visits" => "visits/new",
        "presences" => "presences/new",
        "stops" => "stops/new",
        _ => "slots/new",
    }
}

const fn new_key(noun: Noun) -> &'static str {
    match noun {
        Noun::Celebration => "celebration-new",
        Noun::Visit => "visit-new",
        Noun::Presence => "presence-new",
        Noun::Stop => "stop-new",
        _ => "slot-new",
    }
}

/// How a number of people is said, that there were fewer, and that it is not told.
type Numbers = (&'static str, [&'static str; 3]);

const HEADS: Numbers = ("heads", ["program-heads-n", "program-heads-few", "program-heads-not"]);
const LINKS: Numbers = ("links", ["celebration-links-n", "celebration-links-few", "celebration-links-not"]);
const USED: Numbers = ("used", ["visit-used-n", "visit-used-few", "program-heads-not"]);

impl Scene<'_> {
    /// How many came: by our own count, or as far as the partner may tell.
    fn n(&self, entry: &Entry, (field, [said, few, not]): Numbers) -> String {
        let t = self.page.t;
        self.counted.told(entry, field).map_or_else(String::new, |told| match told {
            Told::Number(n) => t.with("n", n).say(said).into_owned(),
            Told::Fewer(least) => t.with("least", least).say(few).into_owned(),
            Told::Not => t.say(not).into_owned(),
        })
    }
    fn owner(&self, entry: &Entry) -> String {
        let owner = entry.staff("owner").and_then(|owner| roadmap::named(&self.staff, owner));
        owner.map_or_else(String::new, |owner| owner.name.to_string())
    }
    /// The way to plan the next one, on the last that was held of what comes again.
    fn followed(&self, line: Line, noun: Noun, entry: &Entry) -> Line {
        let t = self.page.t;
        let next = next::after(noun, entry, &self.all).filter(|_| self.page.may_write);
        let words =
            next.map_or_else(String::new, |day| t.with("day", t.day(day)).say("meeting-plan-next").into_owned());
        line.link_if(next.is_some(), next_href(self.page.place.partnership, noun, entry.id()), words)
    }
    /// Held, or to be said whether it was.
    fn dated(&self, line: Line, entry: &Entry) -> Line {
        let (t, held) = (self.page.t, entry.is_ticked("held"));
        let is_open = !held && entry.day("day").is_some_and(|day| day < self.today);
        line.aside(when(t, entry)).badge_if(held, t.say("meeting-was-held"), "done").badge_if(
            is_open,
            t.say("program-was-it-held"),
            "soon",
        )
    }
}

/// Two sections: to come, and held.
fn sections<'a>(scene: Scene<'a>, line: impl Fn(&Scene<'a>, &Entry) -> Line) -> Page<'a> {
    let t = scene.page.t;
    let (coming, held) = parted(scene.all.clone(), scene.today);
    let lines = |all: &[Entry]| all.iter().map(|one| line(&scene, one)).collect();
    let (coming, held) = (lines(&coming), lines(&held));
    scene.page.section(Section::of(t, "coming", "meetings-coming", "program-none-coming", coming)).section(Section::of(
        t,
        "held",
        "meetings-held",
        "program-none-held",
        held,
    ))
}

/// `GET /together/{id}/celebrations`.
pub(super) async fn celebrations(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let words = ["celebrations-title", "celebrations-lead", "celebration-whose"];
    let scene = scene(&ctx, &caller, id, Noun::Celebration, words).await?;
    let line = |scene: &Scene<'_>, one: &Entry| {
        let t = scene.page.t;
        let line = scene
            .dated(Line::of(coded(t, "celebration_topic", one, "topic")), one)
            .aside(coded(t, "cadence", one, "series"))
            .aside(coded(t, "spoken", one, "language"))
            .aside(said(t, one, "staff", "celebration-staff-n"))
            .aside(scene.n(one, HEADS))
            .aside(scene.n(one, LINKS))
            .aside(scene.owner(one))
            .words(one.text("note"));
        scene.followed(line, Noun::Celebration, one).changed_at(&scene.page, one)
    };
    ctx.show(&sections(scene, line))
}

/// `GET /together/{id}/visits`.
pub(super) async fn visits(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let words = ["visits-title", "visits-lead", "visit-whose"];
    let scene = scene(&ctx, &caller, id, Noun::Visit, words).await?;
    let line = |scene: &Scene<'_>, one: &Entry| {
        let t = scene.page.t;
        let line = scene
            .dated(Line::of(coded(t, "provider", one, "provider")), one)
            .aside(said(t, one, "minutes", "meeting-long"))
            .aside(coded(t, "cadence", one, "series"))
            .aside(one.text("room"))
            .aside(said(t, one, "slots", "visit-slots-n"))
            .aside(scene.n(one, USED))
            .aside(scene.owner(one))
            .words(one.text("supplies"));
        scene.followed(line, Noun::Visit, one).changed_at(&scene.page, one)
    };
    ctx.show(&sections(scene, line))
}

/// `GET /together/{id}/presences`.
pub(super) async fn presences(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let words = ["presences-title", "presences-lead", "presence-whose"];
    let scene = scene(&ctx, &caller, id, Noun::Presence, words).await?;
    let t = scene.page.t;
    let day = |key: &str, day: Option<Day>| {
        day.map_or_else(String::new, |day| t.with("day", t.day(day)).say(key).into_owned())
    };
    let line = |one: &Entry| {
        let runs = programs::runs(one, scene.today);
        let rate = one
            .count("rate")
            .filter(|_| scene.page.may_write)
            .map(|cents| t.with("amount", dollars(cents.into())).say("presence-rate-n"));
        Line::of(clock::weekly(t, one, scene.today))
            .aside(said(t, one, "minutes", "meeting-long"))
            .aside(one.text("room"))
            .aside(rate.unwrap_or_default())
            .aside(scene.owner(one))
            .aside(day("program-from", one.day("starts_on")))
            .aside(day("program-until", one.day("ends_on")))
            .words(one.text("note"))
            .badge_if(runs && one.is_ticked("separate"), t.say("presence-runs"), "done")
            .badge_if(!one.is_ticked("separate"), t.say("presence-not-separate"), "late")
            .changed_at(&scene.page, one)
    };
    let lines = scene.all.iter().map(line).collect();
    ctx.show(&scene.page.section(Section::of(&ctx.t, "hours", "presences-hours", "presences-none", lines)))
}

/// `GET /together/{id}/stops`. A stop that is withheld stands on no list; those who write find it by its day alone.
pub(super) async fn stops(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let words = ["stops-title", "stops-lead", "stop-whose"];
    let mut scene = scene(&ctx, &caller, id, Noun::Stop, words).await?;
    let (withheld, listed): (Vec<_>, Vec<_>) = scene.all.drain(..).partition(|one| one.is_withheld());
    scene.all = listed;
    let t = scene.page.t;
    let kept = |one: &Entry| {
        Line::of(one.day("day").map_or_else(|| t.say("together-no-day"), |day| t.day(day))).changed_at(&scene.page, one)
    };
    let kept: Vec<Line> = withheld.iter().map(kept).collect();
    let line = |scene: &Scene<'_>, one: &Entry| {
        let t = scene.page.t;
        let head = match one.text("area") {
            "" => coded(t, "host", one, "host"),
            area => area.to_owned(),
        };
        scene
            .dated(Line::of(head), one)
            .aside(coded(t, "host", one, "host"))
            .aside(said(t, one, "minutes", "meeting-long"))
            .aside(scene.n(one, HEADS))
            .changed_at(&scene.page, one)
    };
    let may_write = scene.page.may_write;
    let mut page = sections(scene, line);
    if may_write && !kept.is_empty() {
        let note = ctx.t.say("stops-withheld-note");
        page = page.section(Section::of(&ctx.t, "withheld", "stops-withheld", "", kept).note(note));
    }
    ctx.show(&page)
}

/// `GET /together/{id}/slots`.
pub(super) async fn slots(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let words = ["slots-title", "slots-lead", "slot-whose"];
    let mut scene = scene(&ctx, &caller, id, Noun::Slot, words).await?;
    let keeps = qualified::keeps(&caller);
    let staffing = if keeps { qualified::slots(&ctx.app, &caller, id).await? } else { Vec::new() };
    scene.page = scene.page.action_if(keeps, "certificates", "certificates-title");
    let line = |scene: &Scene<'_>, one: &Entry| {
        let t = scene.page.t;
        let known = staffing.iter().find(|staffing| staffing.slot.id() == one.id());
        let line = scene
            .dated(Line::of(coded(t, "skill", one, "service")), one)
            .aside(said(t, one, "minutes", "meeting-long"))
            .aside(scene.n(one, HEADS))
            .words(one.text("note"));
        staffed(t, line, one, known)
            .link_if(known.is_some(), format!("{}/slots/{}/staff", scene.page.home, one.id()), t.say("slot-staff"))
            .changed_at(&scene.page, one)
    };
    ctx.show(&sections(scene, line))
}

/// Whether an advocate is there; at their own organization also who.
fn staffed(t: &Tongue, line: Line, slot: &Entry, known: Option<&Staffing>) -> Line {
    let Some(known) = known else {
        let (key, look) = if slot.is_ticked("staffed") { ("slot-staffed", "done") } else { ("slot-open", "soon") };
        return line.badge_if(true, t.say(key), look);
    };
    let name = known.taken_by.as_ref().map(|(_, name)| match name {
        Some(name) => name.to_string(),
        None => t.say("together-somebody").into_owned(),
    });
    line.badge_if(known.is_unfit, t.say("slot-unfit"), "late")
        .badge_if(known.taken_by.is_none(), t.say("slot-open"), "soon")
        .aside(name.unwrap_or_default())
}
