//! A legal hold: a lead puts it on a record, with the number of its document and no story, and lifts it.

use super::back;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::forgetting::holds::{self, HoldView};
use askama::Template;
use domain::ids::{FormId, ReferralId};
use domain::retention::DocumentNumber;

#[derive(Template)]
#[template(path = "forgetting/hold.html")]
struct HoldPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    id: ReferralId,
    hold: Option<HoldView>,
}

async fn standing(ctx: &Ctx, caller: &Caller, id: ReferralId) -> app::Result<Option<HoldView>> {
    let holds = holds::of_record(&ctx.app, caller, id).await?;
    Ok(holds.into_iter().find(|hold| hold.lifted.is_none()))
}

/// `GET /referrals/{id}/hold`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let hold = standing(&ctx, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&HoldPage { ctx: &ctx, t: &ctx.t, form: &form, id, hold })
}

/// `POST /referrals/{id}/hold`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if !posted.is_resumed() {
        match DocumentNumber::parse(form.value("document")) {
            Ok(document) => match holds::put(&ctx.app, &caller, id, FormId::new(form.id), &document).await {
                Ok(()) => return Ok(Page::to(&back(id))),
                Err(error @ Error::Invalid("hold-stands")) => form.refuse_deed(&error),
                Err(error) => return Err(error.into()),
            },
            Err(_) => form.refuse("document", "hold-document-wrong"),
        }
    }
    let hold = standing(&ctx, &caller, id).await?;
    let page = HoldPage { ctx: &ctx, t: &ctx.t, form: &form, id, hold };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}

/// `POST /referrals/{id}/hold-lift`.
pub(super) async fn lift(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    holds::lift(&ctx.app, &caller, id).await?;
    Ok(Page::to(&back(id)))
}
