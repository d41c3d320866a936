//! One visit: what to call the person, how to reach them, a time, and that they came.

use super::standing;
use crate::contact::{self, Closed, Masked, Shown};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use crate::when::Civil;
use app::Error;
use app::arrivals::{self, Arrival};
use askama::Template;
use axum::extract::Query;
use domain::ids::{FormId, ReferralId};
use domain::member::Deed;
use domain::referral::{AttemptResult, Status};
use domain::safe_contact::{ContactWay, PlanField, SafeContact};
use domain::wishes::Wish;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "arrivals/show.html")]
struct VisitPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    v: &'a Arrival,
    /// IANA name of the organization's own zone.
    ours: &'a str,
    shown: Option<Shown<'a>>,
    /// What was saved just before: a text key.
    saved: Option<&'static str>,
    /// The reader may read on the record what happened to it.
    may_open: bool,
}

impl VisitPage<'_> {
    fn name(&self) -> Cow<'_, str> {
        self.v.name.as_deref().map_or_else(|| self.t.say("referral-guest"), Cow::Borrowed)
    }
    fn standing(&self) -> Cow<'static, str> {
        let key = standing(self.v.row.status, self.v.row.visit_at.is_some());
        self.t.say(if self.v.is_over { "arrivals-over" } else { key })
    }
    fn booked(&self) -> Option<Cow<'static, str>> {
        Civil::parse(self.v.row.visit_at.as_deref()?).map(|at| self.t.civil(at))
    }
    fn is_never(&self, plan: &SafeContact) -> bool {
        plan.way == ContactWay::DoNotContact
    }
    fn times(&self, plan: &SafeContact) -> String {
        contact::times(self.t, plan)
    }
    fn zone(&self, plan: &SafeContact) -> Option<Cow<'static, str>> {
        contact::zone(self.t, plan)
    }
    fn number(&self) -> Option<&str> {
        self.shown.filter(|(field, _)| *field == PlanField::Number).map(|(_, text)| text)
    }
    fn masked(&self, plan: &SafeContact) -> Vec<Masked<'_>> {
        let is_open = self.v.reach.allowed.is_ok();
        contact::masked(self.t, plan, self.shown, &path(self.v.row.id), !self.v.row.status.is_final(), is_open)
    }
    fn asked(&self) -> Vec<Wish> {
        contact::asked(&self.v.asked, self.v.wishes.as_ref())
    }
    fn needs(&self) -> String {
        self.v.needs.iter().map(|need| self.t.label(need)).collect::<Vec<_>>().join(" · ")
    }
    fn number_path(&self) -> String {
        format!("{}/number", path(self.v.row.id))
    }
    /// The person does not know of the time yet: how they may hear of it.
    fn tells_time(&self) -> Option<Cow<'static, str>> {
        let open = self.can_book() && self.v.row.visit_at.is_some();
        let plan = self.v.safe_contact.as_ref().filter(|_| open)?;
        let reached = matches!(plan.way, ContactWay::Call | ContactWay::Text) && self.v.reach.allowed.is_ok();
        Some(self.t.say(if reached { "arrivals-tell-time" } else { "arrivals-tell-time-later" }))
    }
    fn can_book(&self) -> bool {
        !self.v.is_over && !self.v.row.status.is_final() && self.v.row.status != Status::Connected
    }
    fn can_come(&self) -> bool {
        !self.v.is_over && matches!(self.v.row.status, Status::Accepted | Status::Connecting)
    }
    /// That they came, by whom, and until when that can be taken back.
    fn came(&self) -> Option<Cow<'static, str>> {
        let came = self.v.came.as_ref()?;
        let said =
            self.t.with("at", self.t.exact(came.at, self.ctx.now)).with("name", came.by.as_deref().unwrap_or_default());
        Some(said.say("arrivals-came-by"))
    }
    fn undo_until(&self) -> Option<Cow<'static, str>> {
        let until = self.v.came.as_ref()?.undo_until?;
        Some(self.t.with("at", self.t.clock(until)).say("arrivals-undo-until"))
    }
    /// Whoever may reach them says what came of it. Somebody who is not to be contacted is not tried.
    fn attempts(&self) -> Vec<AttemptResult> {
        let is_open = !self.v.is_over && !self.v.row.status.is_final();
        let plan = self.v.safe_contact.as_ref().filter(|plan| is_open && !self.is_never(plan));
        plan.map(|plan| contact::tried::attempts(plan, self.ours, self.ctx.now)).unwrap_or_default()
    }
    fn may_know(&self) -> bool {
        !self.v.is_over && !self.v.row.status.is_final()
    }
    fn closed_because(&self) -> Option<Closed> {
        contact::closed(self.t, &self.v.reach, self.ctx.now).filter(|_| !self.v.row.status.is_final())
    }
    fn can_show_number(&self) -> bool {
        self.v.reach.allowed.is_ok() && !self.v.row.status.is_final()
    }
    /// It is over, and the number that came with it is gone.
    fn is_wiped(&self) -> bool {
        self.v.row.status.is_final() && self.v.number_wiped
    }
}

async fn page(ctx: &Ctx, caller: &Caller, id: ReferralId, form: Form, shown: Option<Shown<'_>>) -> Answer {
    page_after(ctx, caller, id, form, (shown, false)).await
}

/// The page with what was asked for, and with what was saved just before: that is told from the record, never from the
/// address.
async fn page_after(
    ctx: &Ctx,
    caller: &Caller,
    id: ReferralId,
    form: Form,
    (shown, has_tried): (Option<Shown<'_>>, bool),
) -> Answer {
    let v = arrivals::show(&ctx.app, caller, id).await?;
    let saved = v.tried.filter(|_| has_tried).map(|result| contact::tried::saved(result, &v.reach));
    // Nobody's schedule is known here, so only a time that was booked stands in the field.
    let booked = v.row.visit_at.as_deref().and_then(Civil::parse).filter(|_| !form.is_wrong("visit_at"));
    let form = match booked {
        Some(at) if form.value("visit_at").is_empty() => form.with("visit_at", at.code()),
        _ => form,
    };
    let ours = &caller.org().time_zone;
    let may_open = caller.may(Deed::OpenReferral);
    let view = VisitPage { ctx, t: &ctx.t, form: &form, v: &v, ours, shown, saved, may_open };
    if form.is_fine() { ctx.show(&view) } else { ctx.again(&view) }
}

fn path(id: ReferralId) -> String {
    format!("/arrivals/{id}")
}

/// `GET /arrivals/{id}`, and the addresses of its deeds when they are opened by hand.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, Query(after): Query<After>) -> Answer {
    let has_tried = after.saved.as_deref() == Some("attempt");
    page_after(&ctx, &caller, id, Form::fresh(ctx.app.next_id()), (None, has_tried)).await
}

/// Where somebody comes from.
#[derive(Debug, serde::Deserialize)]
pub(super) struct After {
    saved: Option<String>,
}

async fn answer(ctx: &Ctx, caller: &Caller, id: ReferralId, mut form: Form, done: app::Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(Error::Invalid("visit-too-far")) => {
            form.refuse_with("visit_at", "visit-too-far", vec![("n", app::arrivals::FURTHEST.0.into())]);
            page(ctx, caller, id, form, None).await
        }
        Err(Error::Invalid("visit-time")) => {
            form.refuse("visit_at", "visit-time");
            page(ctx, caller, id, form, None).await
        }
        Err(
            error @ (Error::Invalid("visit-not-yet" | "visit-came-already" | "visit-ended" | "visit-undo-late")
            | Error::OutOfOrder(_)
            | Error::NotSafe(_)),
        ) => {
            form.refuse_deed(&error);
            page(ctx, caller, id, form, None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /arrivals/{id}/number`.
pub(super) async fn number(ctx: Ctx, caller: Caller, id: Id<ReferralId>, posted: Posted) -> Answer {
    show_field(ctx, caller, id, posted, PlanField::Number).await
}

/// `POST /arrivals/{id}/code-word`.
pub(super) async fn code_word(ctx: Ctx, caller: Caller, id: Id<ReferralId>, posted: Posted) -> Answer {
    show_field(ctx, caller, id, posted, PlanField::CodeWord).await
}

/// `POST /arrivals/{id}/who-may-answer`.
pub(super) async fn who_may_answer(ctx: Ctx, caller: Caller, id: Id<ReferralId>, posted: Posted) -> Answer {
    show_field(ctx, caller, id, posted, PlanField::WhoMayAnswer).await
}

/// The visit is opened first: a number of anything else is none of a front desk's.
async fn show_field(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted, field: PlanField) -> Answer {
    arrivals::show(&ctx.app, &caller, id).await?;
    match app::referrals::show_field(&ctx.app, &caller, id, field).await {
        Ok(text) => page(&ctx, &caller, id, Form::fresh(ctx.app.next_id()), Some((field, text.reveal()))).await,
        Err(error) => answer(&ctx, &caller, id, posted.form(&ctx), Err(error)).await,
    }
}

/// `POST /arrivals/{id}/book`.
pub(super) async fn book(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form, None).await;
    }
    let done = arrivals::book(&ctx.app, &caller, id, FormId::new(form.id), form.value("visit_at")).await;
    answer(&ctx, &caller, id, form, done).await
}

/// `POST /arrivals/{id}/attempt`.
pub(super) async fn attempt(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form, None).await;
    }
    let Some(result) = form.choice("result", AttemptResult::parse) else {
        return page(&ctx, &caller, id, form, None).await;
    };
    match arrivals::attempt(&ctx.app, &caller, id, FormId::new(form.id), result).await {
        Ok(()) => Ok(Page::to(&format!("{}?saved=attempt", path(id)))),
        Err(error @ Error::NotSafe(_)) => {
            form.refuse("result", error.code());
            page(&ctx, &caller, id, form, None).await
        }
        refused => answer(&ctx, &caller, id, form, refused).await,
    }
}

/// `POST /arrivals/{id}/know`. The visit is gone for this member from here on, so the way leads to the list.
pub(super) async fn know_them(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    arrivals::know_them(&ctx.app, &caller, id, FormId::new(posted.form(&ctx).id)).await?;
    Ok(Page::to("/arrivals"))
}

/// `POST /arrivals/{id}/came`.
pub(super) async fn came(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form, None).await;
    }
    let done = arrivals::came(&ctx.app, &caller, id, FormId::new(form.id), form.is_ticked("tell")).await;
    answer(&ctx, &caller, id, form, done).await
}

/// `POST /arrivals/{id}/undo`.
pub(super) async fn undo(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form, None).await;
    }
    let done = arrivals::did_not_come(&ctx.app, &caller, id, FormId::new(form.id)).await;
    answer(&ctx, &caller, id, form, done).await
}
