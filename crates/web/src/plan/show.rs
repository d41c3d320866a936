//! The plan's page.

use super::path;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::page::{Answer, Id, Page};
use crate::referrals::elements;
use crate::referrals::sides::Sides;
use crate::releases::silence_text;
use crate::session::Caller;
use crate::texts::Tongue;
use app::plans::{Letter, OurLine, PlanView, Shared, Theirs};
use askama::Template;
use axum::extract::Query;
use domain::care_plan::{Line, Owner};
use domain::ids::{LineId, ReferralId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::part2::Part2Attachment;
use domain::release::Element;
use domain::time::Timestamp;
use std::borrow::Cow;

/// A line in words, on either side.
pub(super) struct Said {
    pub words: String,
    pub is_task: bool,
    pub is_done: bool,
    pub owner: Cow<'static, str>,
    pub due: Option<Cow<'static, str>>,
    pub substance_use: bool,
}

impl Said {
    pub(super) fn of(t: &Tongue, line: &Line) -> Self {
        let (owner, due, is_done) = match line {
            Line::Goal { .. } => (Cow::Borrowed(""), None, false),
            Line::Task { owner, due, done, .. } => (owner_named(t, owner), due.map(|due| t.day(due)), *done),
        };
        let is_task = matches!(line, Line::Task { .. });
        Self { words: line.words().reveal().to_owned(), is_task, is_done, owner, due, substance_use: line.is_part2() }
    }
}

fn owner_named(t: &Tongue, owner: &Owner) -> Cow<'static, str> {
    match owner {
        Owner::Person => t.say("plan-owner-person"),
        Owner::Member(name) => Cow::Owned(name.to_string()),
    }
}

#[derive(Template)]
#[template(path = "plan/show.html")]
struct PlanPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    caller: &'a Caller,
    v: &'a PlanView,
    id: ReferralId,
}

/// Where the page of messages ends.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Since {
    /// A message of the plan: those that are older are shown.
    before: Option<String>,
}

/// `GET /plans/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, Query(since): Query<Since>) -> Answer {
    let before = since.before.as_deref().and_then(LineId::parse);
    let view = app::plans::show_before(&ctx.app, &caller, id, before).await?;
    let is_empty =
        view.our_lines.is_empty() && view.their_lines.is_empty() && view.letters.is_empty() && view.notes.is_empty();
    // What is closed is one page, and not two.
    if is_empty && app::referrals::over(&ctx.app, &caller, id).await?.is_some() {
        return Ok(Page::to(&format!("/referrals/{id}")));
    }
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&PlanPage { ctx: &ctx, t: &ctx.t, form: &form, caller: &caller, v: &view, id })
}

impl PlanPage<'_> {
    fn path(&self) -> String {
        path(self.id)
    }
    /// How far each half of sharing of the record goes.
    fn sides(&self) -> Sides {
        Sides::of(self.t, &self.v.halves)
    }
    fn may_write(&self) -> bool {
        self.v.is_open && self.caller.may(Deed::WritePlan)
    }
    fn may_stop(&self) -> bool {
        self.v.ours_until.is_some() && self.caller.may(Deed::StopSharing)
    }
    fn may_begin(&self) -> bool {
        self.v.ours_until.is_none() && self.caller.may(Deed::TakeRelease) && !self.v.is_over
    }
    /// The person asked that nothing be told of the record.
    fn silenced(&self) -> Option<Cow<'static, str>> {
        self.v.silence.map(|why| self.t.say(silence_text(why)))
    }
    fn shares_lines(&self) -> bool {
        self.v.covered.contains(&Element::CarePlan)
    }
    fn shares_messages(&self) -> bool {
        self.v.covered.contains(&Element::Messages)
    }
    /// Why nothing can be sent to the partner now, if so.
    fn closed(&self) -> Option<&'static str> {
        self.v.partner.closed_because.map(|why| app::Error::NotOpen(why).code())
    }
    fn partner_is_advocacy(&self) -> bool {
        self.v.partner.kind == OrgKind::Advocacy
    }
    fn ours_is_advocacy(&self) -> bool {
        !self.partner_is_advocacy()
    }
    fn said(&self, line: &Line) -> Said {
        Said::of(self.t, line)
    }
    fn is_shared(&self, line: &OurLine) -> bool {
        matches!(line.shared, Shared::Yes { .. } | Shared::Waits { .. })
    }
    fn is_changed(&self, line: &OurLine) -> bool {
        matches!(line.shared, Shared::Yes { changed: true, .. })
    }
    /// How a line of ours is shared, in one sentence.
    fn sharing(&self, line: &OurLine) -> Cow<'static, str> {
        let org = self.t.with("org", &self.v.partner.name);
        match line.shared {
            Shared::No => self.t.say("plan-line-ours-only"),
            Shared::Unsent => org.say("plan-line-unsent"),
            Shared::Waits { until } => org.with("date", self.t.until(until)).say("plan-line-waits"),
            Shared::Ended(at) => org.with("date", self.t.over_on(at)).say("plan-line-ended"),
            Shared::Yes { until, changed: false, .. } => org.with("date", self.t.until(until)).say("plan-line-shared"),
            Shared::Yes { until, changed: true, .. } => org.with("date", self.t.until(until)).say("plan-line-changed"),
        }
    }
    /// What the partner can read of a message of ours, in one sentence.
    fn reading(&self, letter: &Letter) -> Cow<'static, str> {
        super::reading(self.t, &self.v.partner.name, letter, self.v.now)
    }
    /// What our release allows now, and why nothing when nothing is shared under it.
    fn ours_says(&self, until: &Timestamp) -> Cow<'static, str> {
        let key = match (self.v.silence, self.closed()) {
            (Some(_), _) => "plan-ours-silent",
            (None, Some(_)) => "plan-ours-paused",
            (None, None) => "plan-ours-until",
        };
        self.t.with("org", &self.v.partner.name).with("date", self.t.until(*until)).say(key)
    }
    /// What the consent covers that came along with something of theirs.
    fn consented(&self, part2: &Option<Part2Attachment>) -> String {
        part2.as_ref().map_or_else(String::new, |part2| elements(self.t, &part2.consent.elements))
    }
    fn theirs_until(&self) -> Option<Timestamp> {
        match self.v.theirs {
            Theirs::Until(until) => Some(until),
            Theirs::Nothing | Theirs::Ended(_) => None,
        }
    }
    fn theirs_ended(&self) -> Option<Timestamp> {
        match self.v.theirs {
            Theirs::Ended(at) => Some(at),
            Theirs::Nothing | Theirs::Until(_) => None,
        }
    }
    fn can_write_message(&self) -> bool {
        self.may_write() && self.shares_messages() && self.closed().is_none() && self.v.silence.is_none()
    }
    fn can_share(&self) -> bool {
        self.may_write() && self.shares_lines() && self.closed().is_none() && self.v.silence.is_none()
    }
    /// Who reads this page.
    fn seen_by(&self) -> Cow<'static, str> {
        self.t.with("org", &self.v.partner.name).say("plan-seen-by")
    }
}
