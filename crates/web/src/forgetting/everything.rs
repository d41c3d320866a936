//! "They ask us to forget everything": the page names the effect, the record's code is typed, and it is gone.

use super::back;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::holds::HoldView;
use app::forgetting::standing::{self, Standing};
use askama::Template;
use domain::ids::ReferralId;
use domain::org::OrgKind;
use domain::referral::Bank;
use domain::time::Timestamp;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "forgetting/everything.html")]
struct EverythingPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    partner: String,
    is_sender: bool,
    is_advocacy: bool,
    hold: Option<HoldView>,
    /// It was done: when, and by whom.
    forgotten: Option<(Timestamp, String)>,
    /// Messages of the partner's that nobody here has read.
    unread: u32,
}

impl EverythingPage<'_> {
    /// What pressing does; nothing where a hold keeps everything.
    fn lead(&self) -> Cow<'static, str> {
        let said = self.t.with("code", self.id.short_code());
        said.say(if self.hold.is_some() && self.forgotten.is_none() { "forget-held-lead" } else { "forget-all-lead" })
    }
}

async fn standing(ctx: &Ctx, caller: &Caller, id: ReferralId) -> app::Result<Standing> {
    standing::of(&ctx.app, caller, id).await
}

fn page<'a>(ctx: &'a Ctx, caller: &Caller, form: &'a Form, id: ReferralId, stands: Standing) -> EverythingPage<'a> {
    let Standing { bank, partner, hold, forgotten, unread, .. } = stands;
    let (partner, is_sender) = (partner.name.to_string(), bank == Bank::Sender);
    let is_advocacy = caller.org().kind == OrgKind::Advocacy;
    EverythingPage { ctx, t: &ctx.t, form, id, partner, is_sender, is_advocacy, hold, forgotten, unread }
}

/// `GET /referrals/{id}/forget`. It opens nothing, so a record that does not open can be forgotten all the same.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let stands = standing(&ctx, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&page(&ctx, &caller, &form, id, stands))
}

/// `POST /referrals/{id}/forget`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        let stands = standing(&ctx, &caller, id).await?;
        return ctx.show(&page(&ctx, &caller, &form, id, stands));
    }
    form.wants("code", "forget-code-needed");
    if form.is_fine() {
        let (code, ask) = (form.value("code").to_owned(), form.is_ticked("ask"));
        let seen = super::seen(&form);
        match app::forgetting::request::forget_everything_as_seen(&ctx.app, &caller, id, &code, ask, seen).await {
            Ok(()) => return Ok(Page::to(&format!("{}/gone", back(id)))),
            Err(error @ Error::Invalid("forget-code-wrong")) => form.refuse("code", error.code()),
            Err(error @ (Error::Held | Error::OutOfOrder(_) | Error::Invalid("forget-more-came"))) => {
                form.refuse_deed(&error)
            }
            Err(error) => return Err(error.into()),
        }
    }
    let stands = standing(&ctx, &caller, id).await?;
    ctx.again(&page(&ctx, &caller, &form, id, stands))
}
