//! Stop sharing the plan: its own page names the effect, one press does it. The referral stands.

use super::path;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::referrals::{StoppedPage, said, stop_form};
use crate::session::Caller;
use crate::texts::Tongue;
use app::plans::{self, Frame};
use askama::Template;
use domain::ids::ReferralId;
use domain::org::OrgKind;
use domain::release::HowSaid;

#[derive(Template)]
#[template(path = "plan/stop.html")]
struct StopPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    frame: &'a Frame,
    id: ReferralId,
    is_advocacy: bool,
    hows: Vec<Choice>,
}

/// `GET /plans/{id}/stop`. It opens nothing.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let frame = plans::frame(&ctx.app, &caller, id).await?;
    if frame.ours_until.is_none() {
        return Ok(Page::to(&path(id)));
    }
    let form = stop_form(&ctx);
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    let hows = choices(&ctx.t, HowSaid::ALL);
    ctx.show(&StopPage { ctx: &ctx, t: &ctx.t, form: &form, frame: &frame, id, is_advocacy, hows })
}

/// `POST /plans/{id}/stop`. Pressing twice stops once.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let stopped = plans::stop(&ctx.app, &caller, id, said(&posted.form(&ctx))).await?;
    StoppedPage::show(&ctx, &caller, &stopped, &path(id))
}
