//! One part of a record is forgotten.

use super::back;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::holds::HoldView;
use app::forgetting::standing::{self, Standing};
use askama::Template;
use domain::ids::{FormId, ReferralId};
use domain::retention::{ForgetWhy, Part};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "forgetting/part.html")]
struct PartPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    parts: Vec<Choice>,
    whys: Vec<Choice>,
    hold: Option<HoldView>,
    /// Messages of the partner's among what goes that nobody here has read.
    unread: u32,
}

impl PartPage<'_> {
    /// What pressing does; nothing where a hold keeps everything.
    fn lead(&self) -> Cow<'static, str> {
        let said = self.t.with("code", self.id.short_code());
        said.say(if self.hold.is_some() { "forget-held-lead" } else { "forget-part-lead" })
    }
}

fn page<'a>(ctx: &'a Ctx, form: &'a Form, id: ReferralId, stands: Standing) -> PartPage<'a> {
    let hint = |part: &Part| match part {
        Part::Words => "forget-part-words",
        Part::Numbers => "forget-part-numbers",
        Part::Name => "forget-part-name",
    };
    let parts = choices(&ctx.t, Part::ALL).into_iter().zip(Part::ALL);
    let parts = parts.map(|(choice, part)| Choice { hint: ctx.t.say(hint(part)), ..choice }).collect();
    let whys = choices(&ctx.t, ForgetWhy::ALL);
    PartPage { ctx, t: &ctx.t, form, id, parts, whys, hold: stands.hold, unread: stands.unread }
}

/// `GET /referrals/{id}/forget-part`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let stands = standing::of(&ctx.app, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&page(&ctx, &form, id, stands))
}

/// `POST /referrals/{id}/forget-part`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let stands = standing::of(&ctx.app, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form, id, stands));
    }
    let (part, why) = (form.choice("part", Part::parse), form.choice("why", ForgetWhy::parse));
    let (Some(part), Some(why)) = (part, why) else {
        return ctx.again(&page(&ctx, &form, id, stands));
    };
    let (id_of_form, seen) = (FormId::new(form.id), super::seen(&form));
    match app::forgetting::parts::forget_part_as_seen(&ctx.app, &caller, id, id_of_form, (part, why), seen).await {
        Ok(()) => Ok(Page::to(&back(id))),
        // A hold that was put meanwhile is named, and so is what came.
        Err(error @ (Error::Held | Error::Invalid("forget-more-came"))) => {
            form.refuse_deed(&error);
            let stands = standing::of(&ctx.app, &caller, id).await?;
            ctx.again(&page(&ctx, &form, id, stands))
        }
        Err(Error::Invalid("forget-part-gone")) => {
            refuse_gone(&ctx, &mut form, part, &stands);
            ctx.again(&page(&ctx, &form, id, stands))
        }
        Err(error) => Err(error.into()),
    }
}

/// There is no such part: it was forgotten before, or never written down.
fn refuse_gone(ctx: &Ctx, form: &mut Form, part: Part, stands: &Standing) {
    let Some((_, at, by)) = stands.parts.iter().rfind(|(gone, ..)| *gone == part) else {
        return form.refuse("part", "forget-part-never");
    };
    let at = ctx.t.exact(at, ctx.now).into_owned();
    form.refuse_with("part", "forget-part-gone", vec![("at", at.into()), ("name", by.clone().into())]);
}
