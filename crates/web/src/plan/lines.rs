//! Our own lines: goals in the person's words, tasks with an owner and a date. Nothing here crosses.

use super::show::Said;
use super::{closed, path};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::plans::{self, OurLine, Owner as Member};
use askama::Template;
use domain::care_plan::{LONGEST_LINE, Line, LineKind, Owner};
use domain::day::Day;
use domain::ids::{LineId, MemberId, ReferralId};

/// How the person themself is posted as the owner.
const PERSON: &str = "person";

#[derive(Template)]
#[template(path = "plan/line.html")]
struct LinePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    action: String,
    kind: LineKind,
    partner: String,
    owners: Vec<Member>,
    /// The line that is changed; none when it is new.
    line: Option<&'a OurLine>,
    longest: usize,
}

impl LinePage<'_> {
    fn is_task(&self) -> bool {
        self.kind == LineKind::Task
    }
    fn back(&self) -> String {
        path(self.id)
    }
    fn is_owner(&self, owner: &Member) -> bool {
        self.form.value("owner") == owner.id.to_string()
    }
    fn is_persons(&self) -> bool {
        matches!(self.form.value("owner"), "" | PERSON)
    }
    fn is_shared(&self) -> bool {
        self.line.is_some_and(|line| matches!(line.shared, plans::Shared::Yes { .. } | plans::Shared::Waits { .. }))
    }
    /// Whose name stands on a task that somebody else wrote: they may work here no more.
    fn former_owner(&self) -> Option<&str> {
        let Line::Task { owner: Owner::Member(name), .. } = &self.line?.line else { return None };
        let is_here = self.owners.iter().any(|owner| owner.name == *name);
        (!is_here).then(|| name.as_str())
    }
}

/// `GET /plans/{id}/goal`.
pub(super) async fn goal(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    fresh(&ctx, &caller, id, LineKind::Goal).await
}

/// `GET /plans/{id}/task`.
pub(super) async fn task(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    fresh(&ctx, &caller, id, LineKind::Task).await
}

/// `POST /plans/{id}/goal`.
pub(super) async fn add_goal(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    add(&ctx, &caller, id, LineKind::Goal, posted).await
}

/// `POST /plans/{id}/task`.
pub(super) async fn add_task(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    add(&ctx, &caller, id, LineKind::Task, posted).await
}

/// What a page of lines is made with.
struct Scene {
    frame: plans::Frame,
    owners: Vec<Member>,
}

impl Scene {
    async fn of(ctx: &Ctx, caller: &Caller, id: ReferralId) -> app::Result<Self> {
        let frame = plans::frame(&ctx.app, caller, id).await?;
        Ok(Self { frame, owners: plans::owners(&ctx.app, caller).await? })
    }
    fn page<'a>(
        &self,
        ctx: &'a Ctx,
        form: &'a Form,
        id: ReferralId,
        kind: LineKind,
        line: Option<&'a OurLine>,
    ) -> LinePage<'a> {
        let action = match line {
            Some(line) => format!("{}/lines/{}", path(id), line.id),
            None => format!("{}/{}", path(id), kind.code()),
        };
        let partner = self.frame.partner.name.to_string();
        LinePage {
            ctx,
            t: &ctx.t,
            form,
            id,
            action,
            kind,
            partner,
            owners: self.owners.clone(),
            line,
            longest: LONGEST_LINE,
        }
    }
}

async fn fresh(ctx: &Ctx, caller: &Caller, id: ReferralId, kind: LineKind) -> Answer {
    let scene = Scene::of(ctx, caller, id).await?;
    if !scene.frame.is_open {
        return Ok(Page::to(&path(id)));
    }
    let form = Form::fresh(ctx.app.next_id()).with("owner", caller.member().to_string());
    ctx.show(&scene.page(ctx, &form, id, kind, None))
}

async fn add(ctx: &Ctx, caller: &Caller, id: ReferralId, kind: LineKind, posted: Posted) -> Answer {
    let scene = Scene::of(ctx, caller, id).await?;
    let mut form = posted.form(ctx);
    if posted.is_resumed() {
        return ctx.show(&scene.page(ctx, &form, id, kind, None));
    }
    let line = parse(&mut form, kind, &scene.owners, None);
    refuse_past(&mut form, ctx, caller);
    let Some(line) = line.filter(|_| form.is_fine()) else {
        return ctx.again(&scene.page(ctx, &form, id, kind, None));
    };
    match plans::add_line(&ctx.app, caller, id, LineId::new(form.id), &line).await {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error @ Error::Invalid(_)) => {
            closed::refuse(ctx, caller, id, &mut form, &error).await?;
            ctx.again(&scene.page(ctx, &form, id, kind, None))
        }
        Err(error) => Err(error.into()),
    }
}

/// A task that is new is not for yesterday.
fn refuse_past(form: &mut Form, ctx: &Ctx, caller: &Caller) {
    let due = Day::parse(form.value("due"));
    if due.is_some_and(|due| due < Day::of(ctx.now, &caller.org().time_zone)) {
        form.refuse("due", "plan-due-past");
    }
}

/// Reads the form. `None` has named its trouble.
fn parse(form: &mut Form, kind: LineKind, owners: &[Member], was: Option<&Line>) -> Option<Line> {
    form.wants("words", if kind == LineKind::Goal { "plan-goal-needed" } else { "plan-task-needed" });
    let words = form.needed_person_text("words", LONGEST_LINE);
    let substance_use = form.is_ticked("substance_use");
    if kind == LineKind::Goal {
        return words.map(|words| Line::Goal { words, substance_use });
    }
    let owner = owner(form, owners, was);
    let due = match form.value("due").trim() {
        "" => Some(None),
        text => Day::parse(text).map(Some),
    };
    if due.is_none() {
        form.refuse("due", "plan-due-wrong");
    }
    let done = form.is_ticked("done");
    Some(Line::Task { words: words?, owner: owner?, due: due?, done, substance_use })
}

fn owner(form: &mut Form, owners: &[Member], was: Option<&Line>) -> Option<Owner> {
    let found = match (form.value("owner"), was) {
        (PERSON, _) => Some(Owner::Person),
        ("former", Some(Line::Task { owner, .. })) => Some(owner.clone()),
        (text, _) => {
            let id = MemberId::parse(text);
            owners.iter().find(|owner| Some(owner.id) == id).map(|owner| Owner::Member(owner.name.clone()))
        }
    };
    if found.is_none() {
        form.refuse("owner", "field-unknown-choice");
    }
    found
}

/// `GET /plans/{id}/lines/{line}`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>) -> Answer {
    let (view, line) = plans::line(&ctx.app, &caller, id, line).await?;
    if !view.is_open {
        return Ok(Page::to(&path(id)));
    }
    let scene = Scene::of(&ctx, &caller, id).await?;
    let form = filled(&ctx, &line, &scene.owners);
    ctx.show(&scene.page(&ctx, &form, id, line.line.kind(), Some(&line)))
}

fn filled(ctx: &Ctx, line: &OurLine, owners: &[Member]) -> Form {
    let form = Form::fresh(ctx.app.next_id())
        .with("version", line.version.to_string())
        .with("words", line.line.words().reveal())
        .with("substance_use", if line.line.is_part2() { "on" } else { "" });
    let Line::Task { owner, due, done, .. } = &line.line else { return form };
    let owner = match owner {
        Owner::Person => PERSON.to_owned(),
        Owner::Member(name) => {
            let here = owners.iter().find(|owner| owner.name == *name);
            here.map_or_else(|| "former".to_owned(), |owner| owner.id.to_string())
        }
    };
    let due = due.map(Day::code).unwrap_or_default();
    form.with("owner", owner).with("due", due).with("done", if *done { "on" } else { "" })
}

fn version(form: &Form) -> Result<u32, Problem> {
    form.value("version").parse().map_err(|_| Problem::Deed(Error::Invalid("plan-changed-meanwhile")))
}

/// `POST /plans/{id}/lines/{line}`.
pub(super) async fn change(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>, posted: Posted) -> Answer {
    let (_, line) = plans::line(&ctx.app, &caller, id, line).await?;
    let scene = Scene::of(&ctx, &caller, id).await?;
    let (mut form, kind) = (posted.form(&ctx), line.line.kind());
    if posted.is_resumed() {
        return ctx.show(&scene.page(&ctx, &form, id, kind, Some(&line)));
    }
    let Some(changed) = parse(&mut form, kind, &scene.owners, Some(&line.line)).filter(|_| form.is_fine()) else {
        return ctx.again(&scene.page(&ctx, &form, id, kind, Some(&line)));
    };
    match plans::change_line(&ctx.app, &caller, id, (line.id, version(&form)?), &changed).await {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error @ (Error::Invalid(_) | Error::Held)) => {
            closed::refuse(&ctx, &caller, id, &mut form, &error).await?;
            ctx.again(&scene.page(&ctx, &form, id, kind, Some(&line)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /plans/{id}/lines/{line}/done`: done, or not done after all.
pub(super) async fn done(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>, posted: Posted) -> Answer {
    let (_, ours) = plans::line(&ctx.app, &caller, id, line).await?;
    let form = posted.form(&ctx);
    let is_done = form.value("done") == "on";
    plans::set_done(&ctx.app, &caller, id, (ours.id, version(&form)?), is_done).await?;
    Ok(Page::to(&path(id)))
}

/// `POST /plans/{id}/lines/{line}/remove`.
pub(super) async fn remove(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>) -> Answer {
    plans::remove_line(&ctx.app, &caller, id, line).await?;
    Ok(Page::to(&path(id)))
}

/// How a page shows what it is about.
pub(super) fn said(t: &Tongue, line: &OurLine) -> Said {
    Said::of(t, &line.line)
}
