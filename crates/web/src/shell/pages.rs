//! Start, help, language, and what machines ask.

use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::origin::own_path;
use crate::page::{Answer, Page};
use crate::session::{Caller, LANGUAGE, Life, set_cookie};
use crate::texts::Tongue;
use askama::Template;
use axum::http::StatusCode;
use domain::org::Language;

/// `GET /`: the first page of the member's own menu.
pub(super) async fn start(ctx: Ctx, caller: Caller) -> Answer {
    if caller.awaits_keys() {
        return Ok(Page::to(crate::WAITING));
    }
    Ok(Page::to(ctx.nav.first().map_or("/help", |link| link.href)))
}

#[derive(Template)]
#[template(path = "shell/help.html")]
struct Help<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
}

/// `GET /help`.
pub(super) async fn help(ctx: Ctx) -> Answer {
    ctx.show(&Help { ctx: &ctx, t: &ctx.t })
}

/// `POST /language`: switches and returns to the same page. A member's choice is kept for the next sign-in.
pub(super) async fn language(ctx: Ctx, caller: Option<Caller>, posted: Posted) -> Answer {
    let language = Language::parse(posted.fields().get("to")).unwrap_or(ctx.t.language());
    if let Some(caller) = caller {
        app::session::speak(&ctx.app, &caller, language).await?;
    }
    let back = own_path(posted.fields().get("back")).unwrap_or("/");
    Ok(Page::to(back).with_cookie(set_cookie(LANGUAGE, language.code(), Life::Browser)))
}

/// `GET /healthz`: the process answers. Whether the store does is `doctor`'s question.
pub(super) async fn health() -> &'static str {
    "ok"
}

/// `POST /csp-reports`: that a browser refused something on our pages is counted in the log; what it was may hold
/// a path with an id, so it is not.
pub(super) async fn content_report() -> StatusCode {
    tracing::warn!(code = "csp-report");
    StatusCode::NO_CONTENT
}
