//! Stop sharing: its own page names the effect, one press does it, and the answer says what was already seen.

use super::path;
use super::show::elements;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::referrals::{Disclosed, Stopped};
use askama::Template;
use domain::ids::ReferralId;
use domain::org::OrgKind;
use domain::release::HowSaid;
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
    pub hows: Vec<Choice>,
}

/// The form of such a page: how it was said is there already, and can be left.
pub(crate) fn fresh(ctx: &Ctx) -> Form {
    Form::fresh(ctx.app.next_id()).with("said", HowSaid::Speech.code())
}

/// How it was said. What is not on the list counts as spoken: nothing may keep sharing from being stopped.
pub(crate) fn said(form: &Form) -> HowSaid {
    HowSaid::parse(form.value("said")).unwrap_or(HowSaid::Speech)
}

/// `GET /referrals/{id}/stop`. It opens nothing, so a record that does not open can be stopped all the same. Where
/// all has been stopped it says so, and there is nothing to press.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    if let Some(stopped) = app::referrals::stopped_before(&ctx.app, &caller, id).await? {
        return StoppedPage::show(&ctx, &caller, &stopped, &path(id));
    }
    let (_, partner) = app::referrals::other_side(&ctx.app, &caller, id).await?;
    let partner = partner.name.to_string();
    let form = fresh(&ctx);
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    let (action, back) = (format!("/referrals/{id}/stop"), path(id));
    ctx.show(&StopPage {
        ctx: &ctx,
        t: &ctx.t,
        form: &form,
        action,
        back,
        partner,
        is_advocacy,
        hows: choices(&ctx.t, HowSaid::ALL),
    })
}

/// `POST /referrals/{id}/stop`. Pressing twice stops once; the answer is a page, since what died is known only now.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let said = said(&posted.form(&ctx));
    let stopped = app::referrals::stop_said(&ctx.app, &caller, id, said).await?;
    StoppedPage::show(&ctx, &caller, &stopped, &path(id))
}

/// `POST /referrals/{id}/stop-again`.
pub(super) async fn again(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    app::referrals::stop_again(&ctx.app, &caller, id).await?;
    Ok(Page::to(&path(id)))
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
    /// Whether anybody is known to have read it; each of them stands below, by name and time.
    fn seen(&self, disclosed: &Disclosed) -> Cow<'static, str> {
        match &disclosed.opened {
            Some(_) => self.t.say("stop-readers-below"),
            None => self.t.say("stop-reader-unknown"),
        }
    }
}
