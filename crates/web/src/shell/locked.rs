//! Locking and unlocking, signing out, staying awake, and taking up again what was typed.

use super::again::Again;
use super::sign_in::{enter, with_key};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::{From, Posted};
use crate::headers::{forget_all, forget_pages};
use crate::held::{self, Kept, ResumePage};
use crate::page::{Answer, Page, render};
use crate::problem::Problem;
use crate::routes::Web;
use crate::session::{Caller, Life, SESSION, set_cookie};
use crate::texts::Tongue;
use app::Error;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

/// Blank with a clock and one field: nothing on it says who works here or what was on the screen.
#[derive(Template)]
#[template(path = "shell/locked.html")]
struct Locked<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    back: &'a str,
    held: &'a str,
    held_minutes: u32,
}

impl<'a> Locked<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form, back: &'a str, held: &'a str) -> Self {
        Self { ctx, t: &ctx.t, form, back, held, held_minutes: app::held::LONGEST.0 }
    }
}

/// The page in place of one that needs keys: 401, with what was typed under seal.
pub(crate) fn instead(ctx: &Ctx, kept: Option<&Kept>) -> Response {
    let form = Form::fresh(ctx.app.next_id());
    let held = kept.map_or("", |kept| &kept.sealed);
    with_key(render(StatusCode::UNAUTHORIZED, &Locked::new(ctx, &form, &ctx.back, held)), kept)
}

/// `GET /locked`: where an idle page goes by itself. By then the server has locked too, or does so now.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    if !caller.is_locked() {
        return Ok(Page::to("/"));
    }
    ctx.show(&Locked::new(&ctx, &Form::fresh(ctx.app.next_id()), "", ""))
}

/// `POST /lock`. One press hides the screen even when the disk takes no lock: then the cookie goes, and the keys with
/// it.
pub(super) async fn lock(ctx: Ctx, caller: Caller) -> Answer {
    if let Err(error) = app::session::lock(&ctx.app, &caller).await {
        tracing::error!(code = "lock-not-written", problem = error.code());
        return Ok(without_session());
    }
    let mut page = Page::to("/locked");
    forget_pages(page.response_mut().headers_mut(), ctx.app.next_id());
    Ok(page)
}

/// `POST /locked`: unlocks; an open session proves anew who is at it.
pub(super) async fn unlock(
    State(web): State<Web>,
    ctx: Ctx,
    caller: Caller,
    From(net): From,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let (back, sealed) = (posted.fields().get("back"), posted.fields().get("held"));
    if !web.rates().admits_sign_in(net) {
        return Err(Problem::TooMany);
    }
    let mut form = posted.form(&ctx);
    if form.value("password").is_empty() {
        form.refuse("password", "field-needed");
        return refused(&ctx, &caller, &form, back, sealed);
    }
    match app::sign_in::unlock(&ctx.app, &caller, form.value("password")).await {
        Ok(cookie) => enter(&web, &headers, &cookie, back, sealed).await,
        Err(Error::SignInFailed) => {
            form.refuse("password", "locked-wrong");
            refused(&ctx, &caller, &form, back, sealed)
        }
        Err(error @ Error::TooMany { .. }) => {
            form.refuse("password", error.code());
            refused(&ctx, &caller, &form, back, sealed)
        }
        Err(error) => Err(error.into()),
    }
}

/// The page that asked, with what is wrong.
fn refused(ctx: &Ctx, caller: &Caller, form: &Form, back: &str, sealed: &str) -> Answer {
    if caller.is_locked() {
        ctx.again(&Locked::new(ctx, form, back, sealed))
    } else {
        ctx.again(&Again::new(ctx, form, back, sealed))
    }
}

/// `POST /sign-out`. It does not wait for a disk that is full or busy: the cookie goes in any case.
pub(super) async fn sign_out(ctx: Ctx, caller: Caller) -> Answer {
    if let Err(error) = app::session::sign_out(&ctx.app, &caller).await {
        tracing::error!(code = "sign-out-not-written", problem = error.code());
    }
    Ok(without_session())
}

/// To the sign-in, with nothing left in the browser.
fn without_session() -> Page {
    let mut page = Page::to("/sign-in").with_cookie(set_cookie(SESSION, "", Life::Gone));
    forget_all(page.response_mut().headers_mut(), "\"cache\",\"cookies\",\"storage\"");
    page
}

/// `POST /awake`: somebody is there. Loading the session has noted it.
pub(super) async fn awake() -> Answer {
    Ok(Page::nothing())
}

/// `POST /resume`: what could not be written, or came from an old page, is shown again.
pub(super) async fn resume(ctx: Ctx, caller: Caller, headers: HeaderMap, posted: Posted) -> Answer {
    if caller.is_locked() {
        return Err(Problem::Deed(Error::Locked));
    }
    let taken = held::take_up(&ctx.app, &headers, caller.member(), posted.fields().get("held"));
    let Some(taken) = taken else { return Ok(Page::to("/")) };
    let page = ctx.show(&ResumePage { ctx: &ctx, t: &ctx.t, taken: &taken })?;
    Ok(page.with_cookie(held::forget()))
}
