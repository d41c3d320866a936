//! Leaving fast, and the public page that says what leaving does and does not do.
//!
//! Measured in Chromium: after a 303 to another site, Back re-fetches `no-store` pages, so the five-minute mark lets
//! the server answer them with the neutral page. A POST would be blocked by `form-action 'self'`.

use crate::ctx::Ctx;
use crate::directory::{Hotline, hotlines};
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::routes::Web;
use crate::session::{Caller, Life, SESSION, mark_of_leaving, set_cookie};
use crate::texts::Tongue;
use crate::{Settings, headers};
use app::directory;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::org::Language;

/// How long Back leads away from here, in seconds. The safety page says it.
const MARK_SECONDS: u32 = 300;

/// The neutral page, at once.
pub(crate) fn away(settings: &Settings) -> Response {
    Page::to(&settings.exit_url).into_response()
}

/// `GET /leave`: ends what there is and goes. It only ends things, so it may be a link.
pub(super) async fn get(State(web): State<Web>, ctx: Ctx, caller: Option<Caller>) -> Answer {
    if let Some(caller) = caller {
        // Leaving must not wait for a busy disk; the cookie goes in any case.
        if let Err(error) = app::session::sign_out(&ctx.app, &caller).await {
            tracing::error!(code = "leave-without-sign-out", problem = error.code());
        }
    }
    let mut page = Page::to(&web.settings().exit_url)
        .with_cookie(mark_of_leaving(Life::Seconds(MARK_SECONDS)))
        .with_cookie(set_cookie(SESSION, "", Life::Gone));
    // The cookies stay: one of them is the mark.
    headers::forget_all(page.response_mut().headers_mut(), "\"cache\"");
    Ok(page)
}

#[derive(Template)]
#[template(path = "shell/safety.html")]
struct Safety<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    hotlines: Vec<Hotline>,
}

/// `GET /safety`.
pub(super) async fn safety(ctx: Ctx) -> Answer {
    // It says how to stay safer, so it does not wait for a database that does not answer: its days are those that are shipped then.
    let shipped = || directory::hotlines::ALL.iter().map(|line| (line, None)).collect();
    let lines = directory::still_right(&ctx.app).await.unwrap_or_else(|_| shipped());
    ctx.show(&Safety { ctx: &ctx, t: &ctx.t, hotlines: hotlines(&ctx.t, &lines, ctx.now) })
}

/// `GET /safety/{lang}`: the language stands in the path, so that no cookie has to.
pub(super) async fn safety_in(ctx: Ctx, Path(lang): Path<String>) -> Answer {
    Language::parse(&lang).map_err(|_| Problem::NotFound)?;
    safety(ctx).await
}
