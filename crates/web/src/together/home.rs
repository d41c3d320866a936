//! The home of a partnership: three lanes on one path, what is to be done, and the next meeting.

use super::lists::{step_keep, step_next};
use super::overdue::{Line, lines, look_words};
use super::programs::part_of;
use super::{path, to};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::liaisons::Answers;
use app::roadmap::{self, From, Roadmap, Shows, Step};
use app::workspace::{self, Colleague, Place};
use askama::Template;
use axum::extract::Query;
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::mou::Look;
use domain::org::OrgKind;
use domain::roadmap::{Lane, RoadmapStep, StepState};
use domain::text::Label;
use domain::workspace::Noun;
use serde::Deserialize;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "together/choose.html")]
struct Choose<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    places: Vec<Place>,
    /// Which page of it.
    part: &'static str,
}

/// To which page of a partnership somebody is led whose notice does not say which partnership it is of.
#[derive(Debug, Deserialize)]
pub(super) struct Led {
    #[serde(default)]
    to: String,
}

impl Led {
    fn part(&self) -> &'static str {
        match self.to.as_str() {
            "mou" => "/mou",
            "to_advocacy" => "/procedures/to_advocacy",
            "to_health_center" => "/procedures/to_health_center",
            _ => "",
        }
    }
}

/// `GET /together`: the home of the only partnership, or a choice of several.
pub(super) async fn choose(ctx: Ctx, caller: Caller, Query(led): Query<Led>) -> Answer {
    let part = led.part();
    let places = workspace::places(&ctx.app, &caller).await?;
    match &places[..] {
        [only] => Ok(Page::to(&format!("{}{part}", path(only.partnership)))),
        _ => ctx.show(&Choose { ctx: &ctx, t: &ctx.t, places, part }),
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
    /// Records that came in can be read.
    reads_inbox: bool,
    today: Day,
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
    /// The page where what belongs to the step is written down, or where it happens.
    fn open(&self, step: &Step) -> Option<String> {
        let part = part_of(step.step).map(|part| format!("{}/{part}", self.home));
        part.or_else(|| match step.step {
            RoadmapStep::CoordinatedCare if self.reads_inbox => Some("/inbox".to_owned()),
            RoadmapStep::CoordinatedCare => Some(format!("{}/pilots", self.home)),
            _ => None,
        })
    }
    /// What to do next: to bring it on its way, or to keep it where it is.
    fn next(&self, step: &Step) -> Cow<'static, str> {
        let is_there = step.state == StepState::InPlace;
        self.t.say(if is_there { step_keep(step.step) } else { step_next(step.step) })
    }
    /// When it is next on the table, and by what.
    fn when(&self, step: &Step) -> Option<String> {
        let (day, from) = step.next?;
        let what = match from {
            From::Written => return Some(self.t.day(day).into_owned()),
            From::Planned(noun) => self.t.label(noun),
            From::Review => self.t.say("together-next-review"),
            From::Ends => self.t.say("together-next-ends"),
            From::Look => self.t.say("together-next-look"),
        };
        Some(self.t.with("day", self.t.day(day)).with("what", what).say("together-next-planned").into_owned())
    }
    /// What happened that shows it.
    fn shows(&self, step: &Step) -> Option<String> {
        let said = |key: &str, day: Day| self.t.with("day", self.t.day(day)).say(key).into_owned();
        Some(match step.shows? {
            Shows::Held(noun, day) => {
                let day = self.t.with("day", self.t.day(day)).with("what", self.t.label(noun));
                day.say("together-shows-held").into_owned()
            }
            Shows::Runs(day) => said("together-shows-runs", day),
            Shows::InForce(day) => said("together-shows-in-force", day),
            Shows::BothLive => self.t.say("together-shows-live").into_owned(),
            Shows::Looked(day) => said("together-shows-looked", day),
            Shows::Plans(least) => self.t.with("least", least).say("together-shows-plans").into_owned(),
            Shows::Continuity => self.t.say("together-shows-continuity").into_owned(),
        })
    }
    /// The two sides of a step: who looks after it, or that nobody does.
    fn owners<'b>(&self, step: &'b Step) -> impl Iterator<Item = (OrgKind, &'b Option<Colleague>)> {
        [OrgKind::HealthCenter, OrgKind::Advocacy].into_iter().zip(&step.owners)
    }
    /// Totals that are to be looked at, at the step that does.
    fn look(&self, step: &Step) -> Option<Look> {
        self.roadmap.look.filter(|_| step.step == RoadmapStep::TrackSuccesses)
    }
    /// The same, on the list of what is to be done, before it stands among what is overdue.
    fn soon(&self) -> Option<Look> {
        self.roadmap.look.filter(|look| !look.is_late(self.today))
    }
    fn is_late(&self, look: &Look) -> bool {
        look.is_late(self.today)
    }
    fn look_words(&self, look: &Look) -> Cow<'static, str> {
        look_words(self.t, look)
    }
    fn look_of(&self, step: &Step) -> &'static str {
        match step.state {
            StepState::InPlace => " done",
            StepState::Working => " soon",
            StepState::NotStarted | StepState::Paused => "",
        }
    }
    /// What is agreed on about totals, at the step that looks at them.
    fn totals(&self, step: &Step) -> Option<Cow<'static, str>> {
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
    let reads_inbox = caller.may(Deed::ReadInbox);
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let (t, home) = (&ctx.t, path(id));
    ctx.show(&Home { ctx: &ctx, t, home, roadmap, answers, overdue, manages, reads_inbox, today })
}

/// `POST /together/{id}/looked`: both looked at the totals of a period.
pub(super) async fn looked(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let last = Day::parse(posted.form(&ctx).value("last")).ok_or(Problem::NotFound)?;
    app::looks::looked(&ctx.app, &caller, id, last).await?;
    to(&format!("{}#step-{}", path(id), RoadmapStep::TrackSuccesses.code()))
}
