//! A release that lets us tell the sender what came of it: the one thing an advocacy organization may not say without.

use super::path;
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::releases::signing::{Reason, SignPage, fresh, parse, wants_paper};
use crate::session::Caller;
use app::partnerships::Partner;
use domain::ids::ReferralId;
use domain::referral::Bank;

/// Who sent it. Only what came to us can be told back; the page opens nothing of it.
async fn sender(ctx: &Ctx, caller: &Caller, id: ReferralId) -> Result<Partner, Problem> {
    let (bank, partner) = app::referrals::other_side(&ctx.app, caller, id).await?;
    if bank == Bank::Receiver { Ok(partner) } else { Err(Problem::NotFound) }
}

/// `GET /referrals/{id}/release`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let sender = sender(&ctx, &caller, id).await?;
    let form = fresh(&ctx, &caller);
    let action = format!("/referrals/{id}/release");
    ctx.show(&SignPage::new(&ctx, &caller, &form, Reason::Feedback(id, &sender), &action))
}

/// `POST /referrals/{id}/release`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let sender = sender(&ctx, &caller, id).await?;
    let (reason, action) = (Reason::Feedback(id, &sender), format!("/referrals/{id}/release"));
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&SignPage::new(&ctx, &caller, &form, reason, &action));
    }
    let Some(new) = parse(&mut form, &caller, reason) else {
        return ctx.again(&SignPage::new(&ctx, &caller, &form, reason, &action));
    };
    match app::releases::walk(&ctx.app, &caller, new).await {
        Ok(release) if wants_paper(&form) => Ok(Page::to(&format!("/releases/{release}/paper"))),
        Ok(_) => Ok(Page::to(&path(id))),
        Err(error @ (app::Error::Refused(_) | app::Error::NotAnswered(_))) => {
            form.refuse_deed(&error);
            ctx.again(&SignPage::new(&ctx, &caller, &form, reason, &action))
        }
        Err(error) => Err(error.into()),
    }
}
