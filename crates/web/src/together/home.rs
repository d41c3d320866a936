//! The home of a partnership: three lanes on one path, what is to be done, and the next meeting.

use super::lists::step_next;
use super::overdue::{Line, lines};
use super::path;
use super::programs::part_of;
use crate::ctx::Ctx;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::liaisons::Answers;
use app::roadmap::{self, Roadmap, Step};
use app::workspace::{self, Place};
use askama::Template;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::roadmap::{Lane, RoadmapStep, StepState};
use domain::text::Label;
use domain::workspace::Noun;

#[derive(Template)]
#[template(path = "together/choose.html")]
struct Choose<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    places: Vec<Place>,
}

/// `GET /together`: the home of the only partnership, or a choice of several.
pub(super) async fn choose(ctx: Ctx, caller: Caller) -> Answer {
    let places = workspace::places(&ctx.app, &caller).await?;
    match &places[..] {
        [only] => Ok(Page::to(&path(only.partnership))),
        _ => ctx.show(&Choose { ctx: &ctx, t: &ctx.t, places }),
    }
}

#[derive(Template)]
#[template(path = "together/home.html")]
struct Home<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    home: String,
    roadmap: Roadmap,
    /// Who answers on each side, our own first.
    answers: [Answers; 2],
    overdue: Vec<Line>,
    /// The words of both sides can be looked after.
    manages: bool,
}

impl Home<'_> {
    fn lanes(&self) -> &'static [Lane] {
        Lane::ALL
    }
    fn of_lane<'b>(&'b self, lane: &'b Lane) -> impl Iterator<Item = &'b Step> {
        self.roadmap.steps.iter().filter(move |step| step.step.lane() == *lane)
    }
    fn entry(&self, step: &Step) -> EntryId {
        Noun::Step.only(self.roadmap.place.partnership, step.step.code())
    }
    /// The page where what belongs to the step is written down.
    fn part(&self, step: &Step) -> Option<&'static str> {
        part_of(step.step)
    }
    fn next(&self, step: &Step) -> std::borrow::Cow<'static, str> {
        self.t.say(step_next(step.step))
    }
    fn look(&self, step: &Step) -> &'static str {
        match step.state {
            StepState::InPlace => " done",
            StepState::Working => " soon",
            StepState::NotStarted | StepState::Paused => "",
        }
    }
    /// What is agreed on about totals, at the step that looks at them.
    fn totals(&self, step: &Step) -> Option<std::borrow::Cow<'static, str>> {
        let totals = self.roadmap.totals;
        (step.step == RoadmapStep::TrackSuccesses).then(|| match totals.period {
            Some(period) => {
                let period = self.t.label(period);
                self.t.with("period", period).with("least", totals.least_shown).say("totals-agreed")
            }
            None => self.t.with("least", totals.least_shown).say("totals-usual"),
        })
    }
    fn in_place(&self) -> usize {
        self.roadmap.steps.iter().filter(|step| step.state == StepState::InPlace).count()
    }
    fn late(&self) -> usize {
        self.roadmap.dues.iter().filter(|due| due.is_late).count() + self.overdue.len()
    }
    fn names(&self, names: &[Label]) -> String {
        names.iter().map(Label::as_str).collect::<Vec<_>>().join(", ")
    }
    fn is_new(&self) -> bool {
        self.roadmap.steps.iter().all(|step| step.state == StepState::NotStarted)
    }
}

/// `GET /together/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let roadmap = roadmap::show(&ctx.app, &caller, id).await?;
    let answers = app::liaisons::answers(&ctx.app, &caller, id).await?;
    let manages = caller.may(Deed::ManagePartnership);
    let overdue = lines(&ctx.t, id, &roadmap.overdue);
    ctx.show(&Home { ctx: &ctx, t: &ctx.t, home: path(id), roadmap, answers, overdue, manages })
}
