//! A release that lets us tell the sender what came of it: the one thing an advocacy organization may not say without.

use super::path;
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::releases::signing::{Reason, SignPage, fresh, parse, wants_paper};
use crate::session::Caller;
use app::referrals::ReferralView;
use domain::ids::ReferralId;
use domain::referral::Bank;

/// Only what came to us can be told back.
async fn received(ctx: &Ctx, caller: &Caller, id: ReferralId) -> Result<ReferralView, Problem> {
    let view = app::referrals::show(&ctx.app, caller, id).await?;
    if view.referral.bank == Bank::Receiver { Ok(view) } else { Err(Problem::NotFound) }
}

/// `GET /referrals/{id}/release`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let view = received(&ctx, &caller, id).await?;
    let form = fresh(&ctx, &caller);
    let action = format!("/referrals/{id}/release");
    ctx.show(&SignPage::new(&ctx, &caller, &form, Reason::Feedback(id, &view.partner), &action))
}

/// `POST /referrals/{id}/release`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let view = received(&ctx, &caller, id).await?;
    let (reason, action) = (Reason::Feedback(id, &view.partner), format!("/referrals/{id}/release"));
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&SignPage::new(&ctx, &caller, &form, reason, &action));
    }
    let Some(new) = parse(&mut form, &caller, reason) else {
        return ctx.again(&SignPage::new(&ctx, &caller, &form, reason, &action));
    };
    match app::releases::sign(&ctx.app, &caller, new).await {
        Ok(release) if wants_paper(&form) => Ok(Page::to(&format!("/releases/{release}/paper"))),
        Ok(_) => Ok(Page::to(&path(id))),
        Err(error @ app::Error::Refused(_)) => {
            form.refuse_deed(&error);
            ctx.again(&SignPage::new(&ctx, &caller, &form, reason, &action))
        }
        Err(error) => Err(error.into()),
    }
}
