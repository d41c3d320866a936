//! Stop sharing: its own page names the effect, one press does it, and the answer says what was already seen.

use super::path;
use super::show::elements;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::referrals::{Disclosed, Stopped};
use askama::Template;
use domain::ids::ReferralId;
use domain::org::OrgKind;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "referrals/stop.html")]
pub(crate) struct StopPage<'a> {
    pub ctx: &'a Ctx,
    pub t: &'a Tongue,
    pub form: &'a Form,
    /// Where the press goes.
    pub action: String,
    /// Where one goes instead.
    pub back: String,
    pub partner: String,
    pub is_advocacy: bool,
}

/// `GET /referrals/{id}/stop`. It opens nothing, so a record that does not open can be stopped all the same.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let (_, partner) = app::referrals::other_side(&ctx.app, &caller, id).await?;
    let partner = partner.name.to_string();
    let form = Form::fresh(ctx.app.next_id());
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    let (action, back) = (format!("/referrals/{id}/stop"), path(id));
    ctx.show(&StopPage { ctx: &ctx, t: &ctx.t, form: &form, action, back, partner, is_advocacy })
}

/// `POST /referrals/{id}/stop`. Pressing twice stops once; the answer is a page, since what died is known only now.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let stopped = app::referrals::stop(&ctx.app, &caller, id).await?;
    StoppedPage::show(&ctx, &caller, &stopped, &path(id))
}

/// What had crossed before.
#[derive(Template)]
#[template(path = "referrals/stopped.html")]
pub(crate) struct StoppedPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    stopped: &'a Stopped,
    back: &'a str,
    is_advocacy: bool,
}

impl<'a> StoppedPage<'a> {
    /// The page, with the way back.
    pub(crate) fn show(ctx: &'a Ctx, caller: &Caller, stopped: &'a Stopped, back: &'a str) -> Answer {
        let is_advocacy = caller.org().kind == OrgKind::Advocacy;
        ctx.show(&Self { ctx, t: &ctx.t, stopped, back, is_advocacy })
    }
    fn elements(&self, disclosed: &Disclosed) -> String {
        elements(self.t, &disclosed.elements)
    }
    fn seen(&self, disclosed: &Disclosed) -> Cow<'static, str> {
        match &disclosed.opened {
            Some((name, at)) => {
                self.t.with("name", name).with("at", self.t.exact(at, self.ctx.now)).say("referral-read-by")
            }
            None => self.t.say("stop-reader-unknown"),
        }
    }
}
