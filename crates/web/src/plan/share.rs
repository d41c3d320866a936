//! One line is shared: the page shows it word for word, says who will see it and until when, and asks for one press.

use super::show::Said;
use super::{closed, path};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Ids, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::plans::{self, OurLine, PlanView};
use askama::Template;
use domain::ids::{LineId, ReferralId};

#[derive(Template)]
#[template(path = "plan/share.html")]
struct SharePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    v: &'a PlanView,
    line: &'a OurLine,
    said: Said,
    action: String,
    back: String,
}

fn page<'a>(ctx: &'a Ctx, form: &'a Form, id: ReferralId, v: &'a PlanView, line: &'a OurLine) -> SharePage<'a> {
    let said = super::lines::said(&ctx.t, line);
    let action = format!("{}/lines/{}/share", path(id), line.id);
    SharePage { ctx, t: &ctx.t, form, v, line, said, action, back: path(id) }
}

/// `GET /plans/{id}/lines/{line}/share`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>) -> Answer {
    let (view, line) = plans::line(&ctx.app, &caller, id, line).await?;
    // Nothing of ours is shared any more, or not yet: the plan's page says so, and what comes first.
    if view.ours_until.is_none() {
        return Ok(Page::to(&path(id)));
    }
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&page(&ctx, &form, id, &view, &line))
}

/// `POST /plans/{id}/lines/{line}/share`. The version that the page showed is the one that is sent, or none.
pub(super) async fn post(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>, posted: Posted) -> Answer {
    let (view, line) = plans::line(&ctx.app, &caller, id, line).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form, id, &view, &line));
    }
    let version = form.value("version").parse().unwrap_or(0);
    match plans::share_line(&ctx.app, &caller, id, (line.id, version)).await {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error @ (Error::Refused(_) | Error::NotOpen(_) | Error::Invalid(_) | Error::TooMany { .. })) => {
            closed::refuse(&ctx, &caller, id, &mut form, &error).await?;
            ctx.again(&page(&ctx, &form, id, &view, &line))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /plans/{id}/lines/{line}/back`.
pub(super) async fn back(ctx: Ctx, caller: Caller, Ids(id, line): Ids<ReferralId, LineId>) -> Answer {
    plans::take_line_back(&ctx.app, &caller, id, line).await?;
    Ok(Page::to(&path(id)))
}
