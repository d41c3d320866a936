//! The procedure of warm referral, one for each direction: as it is written, as it is live, and on one sheet of paper.

use super::editor::{self, Sheet};
use super::library;
use super::{path, to};
use crate::ctx::{Ctx, Line};
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Ids, PathId};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::mou::procedure::{self, Live, ProcedureView};
use askama::Template;
use domain::ids::{EntryId, PartnershipId};
use domain::mou::compare::{self, Fate, Piece};
use domain::mou::procedure::{NotLive, Step};
use domain::referral::Direction;
use domain::workspace::Noun;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "together/procedure.html")]
struct Page<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    home: String,
    v: ProcedureView,
}

impl Page<'_> {
    fn address(&self) -> String {
        address(&self.home, self.v.direction)
    }
    fn other(&self) -> Direction {
        match self.v.direction {
            Direction::ToAdvocacy => Direction::ToHealthCenter,
            Direction::ToHealthCenter => Direction::ToAdvocacy,
        }
    }
    /// The live one says what is written here.
    fn is_live(&self) -> bool {
        self.v.live().is_some_and(|live| live.procedure == self.v.draft)
    }
    /// The other side has accepted these words.
    fn is_accepted_by_them(&self) -> bool {
        self.v.accepted_by.iter().any(|kind| *kind != self.v.ours)
    }
    fn sentence(&self) -> Cow<'static, str> {
        match self.v.live() {
            Some(live) => {
                let at = self.t.date(live.at);
                self.t.with("n", live.version).with("day", at).say("procedure-is-live")
            }
            None => self.t.say("procedure-not-live"),
        }
    }
    fn why_not(&self) -> Option<Cow<'static, str>> {
        let key = match self.v.not_live? {
            NotLive::Empty | NotLive::Unchanged => return None,
            NotLive::TooMany => "procedure-too-many",
            NotLive::TooLong => "procedure-too-long",
            NotLive::Unfinished => "procedure-unfinished",
            NotLive::Disputed => "procedure-disputed",
            NotLive::NoLine => "procedure-no-line",
            NotLive::NoAnswer => "procedure-no-answer",
        };
        Some(self.t.say(key))
    }
    fn phone(&self) -> Line {
        Line::new(self.v.receiver.name.as_str(), self.v.receiver.phone.as_str())
    }
    /// The line that is called now; before anything is live, the one that is being written.
    fn hotline(&self) -> Option<Line> {
        let line = if self.v.live().is_some() { &self.v.receiver.hotline } else { &self.v.line };
        line.as_ref().map(|line| Line::new(self.v.receiver.name.as_str(), line))
    }
    /// The line that is accepted with these words, where another one is live, or none.
    fn line_moved(&self) -> Vec<super::library::Moved> {
        let before = self.v.live().and(self.v.receiver.hotline.clone());
        let moved = (before != self.v.line).then(|| (self.t.say("procedure-hotline"), before, self.v.line.clone()));
        moved.into_iter().collect()
    }
    fn within(&self, step: &Step) -> Option<Cow<'static, str>> {
        step.within.map(|promise| self.t.label(promise))
    }
    /// What the agreement and what is live promise together, where the step that answers says otherwise.
    fn counts(&self) -> Option<Cow<'static, str>> {
        let live = self.v.live().and_then(|live| live.procedure.response());
        self.v.counts.filter(|counts| Some(*counts) != live).map(|promise| self.t.label(promise))
    }
    /// Nobody is to be called when nobody answers.
    fn has_no_line(&self) -> bool {
        !self.v.draft.steps.is_empty() && self.v.line.is_none()
    }
    /// A step beside the live one of the same name: nothing where it is the same, or where nothing is live.
    fn against(&self, step: &Step) -> Option<(&'static str, Vec<Piece>)> {
        let live = &self.v.live()?.procedure;
        match live.steps.iter().find(|one| one.entry == step.entry) {
            Some(before) if before == step => None,
            Some(before) => Some(("procedure-step-changed", compare::words(&self.said(before), &self.said(step)))),
            None => Some(("procedure-step-added", Vec::new())),
        }
    }
    /// All that a step says, in a row.
    fn said(&self, step: &Step) -> String {
        let within = self.within(step).map(|time| self.t.with("time", time).say("procedure-within"));
        let within = within.as_deref().unwrap_or_default();
        let answers = if step.answers { self.t.say("procedure-answer-due") } else { Cow::Borrowed("") };
        let parts = [step.name.as_str(), &step.who, within, &answers, &step.script, &step.script_other, &step.fallback];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
    /// Live steps that are not among those that are written.
    fn gone(&self) -> Vec<&str> {
        let live = self.v.live().map_or(&[][..], |live| &live.procedure.steps);
        let stands = |step: &&Step| self.v.draft.steps.iter().all(|one| one.entry != step.entry);
        live.iter().filter(stands).map(|step| step.name.as_str()).collect()
    }
    fn written(&self) -> Option<&'static str> {
        // What to say stands in both languages, so it says nothing of the language of the rest.
        let steps = self.v.draft.steps.iter();
        let words: Vec<&str> = steps.flat_map(|step| [&*step.name, &*step.who, &*step.fallback]).collect();
        super::mou::written_in(self.t, &words.join(" "))
    }
    /// Its time is when an answer is due.
    fn sets_answer(&self, step: &Step) -> bool {
        step.within.is_some() && self.v.draft.answering().is_some_and(|one| one.entry == step.entry)
    }
    /// No step says how soon somebody answers.
    fn has_no_answer(&self) -> bool {
        !self.v.draft.steps.is_empty() && self.v.draft.response().is_none()
    }
}

fn address(home: &str, direction: Direction) -> String {
    format!("{home}/procedures/{}", direction.code())
}

async fn page(ctx: &Ctx, caller: &Caller, (id, way): (PartnershipId, Direction), form: Form) -> Answer {
    let v = procedure::show(&ctx.app, caller, id, way).await?;
    let view = Page { ctx, t: &ctx.t, form: &form, home: path(id), v };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

/// `GET /together/{id}/procedures/{way}`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Ids(id, way): Ids<PartnershipId, Direction>) -> Answer {
    page(&ctx, &caller, (id, way), Form::fresh(ctx.app.next_id())).await
}

/// `POST /together/{id}/procedures/{way}/start`: the template, in the reader's language.
pub(super) async fn start(
    ctx: Ctx,
    caller: Caller,
    Ids(id, way): Ids<PartnershipId, Direction>,
    posted: Posted,
) -> Answer {
    super::place_of(&ctx, &caller, id).await?;
    if posted.is_resumed() {
        return page(&ctx, &caller, (id, way), posted.form(&ctx)).await;
    }
    procedure::start(&ctx.app, &caller, id, way, library::steps(&ctx.t, way)).await?;
    to(&address(&path(id), way))
}

/// `POST /together/{id}/procedures/{way}/accept`: our side accepts the words that stood on the page.
pub(super) async fn accept(
    ctx: Ctx,
    caller: Caller,
    Ids(id, way): Ids<PartnershipId, Direction>,
    posted: Posted,
) -> Answer {
    super::place_of(&ctx, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, (id, way), form).await;
    }
    match procedure::accept(&ctx.app, &caller, id, way, form.value("read")).await {
        Ok(_) => to(&address(&path(id), way)),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, (id, way), form).await
        }
        Err(error) => Err(error.into()),
    }
}

fn step_sheet(id: PartnershipId, way: Direction, entry: Option<EntryId>, next: u32) -> Sheet {
    let list = address(&path(id), way);
    Sheet {
        place: id,
        noun: Noun::ProcedureStep,
        entry,
        action: entry.map_or_else(|| format!("{list}/new"), |entry| format!("{}/procedure-steps/{entry}", path(id))),
        back: list,
        title: if entry.is_some() { "procedure-step-write" } else { "procedure-step-new" },
        lead: "",
        given: if entry.is_some() {
            Vec::new()
        } else {
            vec![("direction", way.code().to_owned()), ("place", next.to_string())]
        },
    }
}

/// Where a new step stands to begin with: after the last.
async fn next(ctx: &Ctx, caller: &Caller, id: PartnershipId, way: Direction) -> Result<u32, Problem> {
    let draft = procedure::show(&ctx.app, caller, id, way).await?.draft;
    Ok(draft.steps.last().map_or(10, |last| last.place + 5).min(99))
}

/// `GET /together/{id}/procedures/{way}/new`.
pub(super) async fn new(ctx: Ctx, caller: Caller, Ids(id, way): Ids<PartnershipId, Direction>) -> Answer {
    let next = next(&ctx, &caller, id, way).await?;
    editor::show(&ctx, &caller, &step_sheet(id, way, None, next)).await
}

/// `POST /together/{id}/procedures/{way}/new`.
pub(super) async fn add(
    ctx: Ctx,
    caller: Caller,
    Ids(id, way): Ids<PartnershipId, Direction>,
    posted: Posted,
) -> Answer {
    let next = next(&ctx, &caller, id, way).await?;
    editor::save(&ctx, &caller, &step_sheet(id, way, None, next), posted).await
}

/// `GET /together/{id}/procedure-steps/{entry}`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let way = procedure::direction_of(&ctx.app, &caller, id, entry).await?;
    editor::show(&ctx, &caller, &step_sheet(id, way, Some(entry), 0)).await
}

/// `POST /together/{id}/procedure-steps/{entry}`.
pub(super) async fn save(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let way = procedure::direction_of(&ctx.app, &caller, id, entry).await?;
    editor::save(&ctx, &caller, &step_sheet(id, way, Some(entry), 0), posted).await
}

fn hotline_sheet(id: PartnershipId, way: Direction) -> Sheet {
    let list = address(&path(id), way);
    Sheet {
        place: id,
        noun: Noun::Procedure,
        entry: Some(domain::mou::procedure::entry(id, way)),
        action: format!("{list}/hotline"),
        back: list,
        title: "procedure-hotline",
        lead: "procedure-hotline-lead",
        given: Vec::new(),
    }
}

/// `GET /together/{id}/procedures/{way}/hotline`.
pub(super) async fn hotline(ctx: Ctx, caller: Caller, Ids(id, way): Ids<PartnershipId, Direction>) -> Answer {
    editor::show(&ctx, &caller, &hotline_sheet(id, way)).await
}

/// `POST /together/{id}/procedures/{way}/hotline`.
pub(super) async fn save_hotline(
    ctx: Ctx,
    caller: Caller,
    Ids(id, way): Ids<PartnershipId, Direction>,
    posted: Posted,
) -> Answer {
    editor::save(&ctx, &caller, &hotline_sheet(id, way), posted).await
}

#[derive(Template)]
#[template(path = "together/procedure_paper.html")]
struct Paper<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    home: String,
    v: &'a ProcedureView,
    live: &'a Live,
    is_old: bool,
}

impl Paper<'_> {
    fn within(&self, step: &Step) -> Option<Cow<'static, str>> {
        step.within.map(|promise| self.t.label(promise))
    }
    fn counts(&self) -> Option<Cow<'static, str>> {
        let own = self.live.procedure.response();
        self.v.counts.filter(|counts| !self.is_old && Some(*counts) != own).map(|promise| self.t.label(promise))
    }
    fn hotline(&self) -> Option<&str> {
        self.live.procedure.hotline.as_deref().or(self.v.receiver.hotline.as_deref())
    }
    fn back(&self) -> String {
        address(&self.home, self.v.direction)
    }
}

/// `GET /together/{id}/procedures/{way}/live`: on one page, to be printed.
pub(super) async fn live(ctx: Ctx, caller: Caller, Ids(id, way): Ids<PartnershipId, Direction>) -> Answer {
    let v = procedure::show(&ctx.app, &caller, id, way).await?;
    let Some(live) = v.live() else { return Err(Problem::NotFound) };
    ctx.show(&Paper { ctx: &ctx, t: &ctx.t, home: path(id), v: &v, live, is_old: false })
}

/// A version of a procedure, in a path: "to_advocacy-2".
#[derive(Debug, Clone, Copy)]
pub(super) struct Past(Direction, u32);

impl PathId for Past {
    fn read(text: &str) -> Option<Self> {
        let (way, number) = text.split_once('-')?;
        Some(Self(Direction::parse(way).ok()?, u32::read(number)?))
    }
}

/// `GET /together/{id}/procedure-versions/{past}`: as it was.
pub(super) async fn version(ctx: Ctx, caller: Caller, Ids(id, past): Ids<PartnershipId, Past>) -> Answer {
    let Past(way, number) = past;
    let v = procedure::show(&ctx.app, &caller, id, way).await?;
    let live = v.versions.iter().find(|live| live.version == number).ok_or(Problem::NotFound)?;
    let is_old = v.live().is_some_and(|live| live.version != number);
    ctx.show(&Paper { ctx: &ctx, t: &ctx.t, home: path(id), v: &v, live, is_old })
}
