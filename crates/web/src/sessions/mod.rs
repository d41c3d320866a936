//! Where a member is signed in, and ending it.

use crate::ctx::Ctx;
use crate::page::{Answer, Id, Page};
use crate::policy::Policy;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::session::OwnSession;
use askama::Template;
use domain::ids::SessionId;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/sessions", Policy::SignedIn, get).post("/sessions/{id}/end", Policy::SignedIn, end).post(
        "/sessions/end-others",
        Policy::SignedIn,
        end_others,
    )
}

#[derive(Template)]
#[template(path = "sessions/sessions.html")]
struct Sessions<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    sessions: Vec<OwnSession>,
}

/// `GET /sessions`.
async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let sessions = app::session::list(&ctx.app, &caller).await?;
    ctx.show(&Sessions { ctx: &ctx, t: &ctx.t, sessions })
}

/// `POST /sessions/{id}/end`.
async fn end(ctx: Ctx, caller: Caller, Id(id): Id<SessionId>) -> Answer {
    app::session::end(&ctx.app, &caller, id).await?;
    Ok(Page::to("/sessions"))
}

/// `POST /sessions/end-others`.
async fn end_others(ctx: Ctx, caller: Caller) -> Answer {
    app::session::end_others(&ctx.app, &caller).await?;
    Ok(Page::to("/sessions"))
}
