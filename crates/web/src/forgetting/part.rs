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
use domain::retention::Part;
use domain::time::Timestamp;

#[derive(Template)]
#[template(path = "forgetting/part.html")]
struct PartPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    parts: Vec<Choice>,
    hold: Option<HoldView>,
    gone_at: Option<Timestamp>,
}

fn page<'a>(ctx: &'a Ctx, form: &'a Form, id: ReferralId, stands: Standing) -> PartPage<'a> {
    let hint = |part: &Part| match part {
        Part::Words => "forget-part-words",
        Part::Numbers => "forget-part-numbers",
        Part::Name => "forget-part-name",
    };
    let parts = choices(&ctx.t, Part::ALL).into_iter().zip(Part::ALL);
    let parts = parts.map(|(choice, part)| Choice { hint: ctx.t.say(hint(part)), ..choice }).collect();
    PartPage { ctx, t: &ctx.t, form, id, parts, hold: stands.hold, gone_at: stands.gone_at }
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
    let Some(part) = form.choice("part", Part::parse) else {
        return ctx.again(&page(&ctx, &form, id, stands));
    };
    match app::forgetting::parts::forget_part(&ctx.app, &caller, id, FormId::new(form.id), part).await {
        Ok(()) => Ok(Page::to(&back(id))),
        Err(error @ Error::Held) => {
            form.refuse_deed(&error);
            // A hold that was put meanwhile is named too.
            let stands = standing::of(&ctx.app, &caller, id).await?;
            ctx.again(&page(&ctx, &form, id, stands))
        }
        Err(error) => Err(error.into()),
    }
}
