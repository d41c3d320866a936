//! The release for a referral: signed first, so that what is asked afterwards is only what may cross.

use super::partners;
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::releases::signing::{Reason, SignPage, fresh, parse, wants_paper};
use crate::session::Caller;

const PATH: &str = "/reverse/release";

/// `GET /reverse/release`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let partners = partners(&ctx, &caller).await?;
    let form = fresh(&ctx, &caller);
    ctx.show(&SignPage::new(&ctx, &caller, &form, Reason::Sharing(&partners), PATH))
}

/// `POST /reverse/release`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let partners = partners(&ctx, &caller).await?;
    let reason = Reason::Sharing(&partners);
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&SignPage::new(&ctx, &caller, &form, reason, PATH));
    }
    let Some(new) = parse(&mut form, &caller, reason) else {
        return ctx.again(&SignPage::new(&ctx, &caller, &form, reason, PATH));
    };
    match app::releases::walk(&ctx.app, &caller, new).await {
        Ok(id) if wants_paper(&form) => Ok(Page::to(&format!("/releases/{id}/paper"))),
        Ok(id) => Ok(Page::to(&format!("/reverse/{id}/details"))),
        Err(error @ (app::Error::Refused(_) | app::Error::NotAnswered(_))) => {
            form.refuse_deed(&error);
            ctx.again(&SignPage::new(&ctx, &caller, &form, reason, PATH))
        }
        Err(error) => Err(error.into()),
    }
}
