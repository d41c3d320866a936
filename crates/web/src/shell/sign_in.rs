//! Signing in, on its own page or in place of a page that needs it.

use crate::ctx::Ctx;
use crate::form::{Choice, Form};
use crate::guard::{From, Posted};
use crate::held::{self, Kept, ResumePage};
use crate::origin::own_path;
use crate::page::{Answer, Page, render};
use crate::problem::Problem;
use crate::routes::Web;
use crate::session::{HELD, Life, SESSION, cookie, set_cookie};
use crate::texts::Tongue;
use app::Error;
use app::session::{Device, Loaded};
use app::sign_in::Cookie;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

#[derive(Template)]
#[template(path = "shell/sign_in.html")]
struct SignIn<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    devices: Vec<Choice>,
    back: &'a str,
    held: &'a str,
    held_minutes: u32,
}

impl<'a> SignIn<'a> {
    fn new(ctx: &'a Ctx, form: &'a Form, back: &'a str, held: &'a str) -> Self {
        Self { ctx, t: &ctx.t, form, devices: devices(&ctx.t), back, held, held_minutes: app::held::LONGEST.0 }
    }
}

/// What kind of device this is, for every page that begins a session.
pub(crate) fn devices(t: &Tongue) -> Vec<Choice> {
    let device = |code, label: &str, hint: &str| Choice { code, label: t.say(label), hint: t.say(hint) };
    vec![
        device("shared", "sign-in-device-shared", "sign-in-device-shared-hint"),
        device("private", "sign-in-device-private", "sign-in-device-private-hint"),
    ]
}

/// The device that was chosen; the careful answer stands for none.
pub(crate) fn device_of(form: &Form) -> Device {
    if form.value("device") == "private" { Device::Private } else { Device::Shared }
}

fn fresh(ctx: &Ctx) -> Form {
    // The careful answer stands first and is chosen: a private desk has to be claimed.
    Form::fresh(ctx.app.next_id()).with("device", "shared")
}

/// `GET /sign-in`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    ctx.show(&SignIn::new(&ctx, &fresh(&ctx), "", ""))
}

/// The page in place of one that needs a session: 401, with what was typed under seal.
pub(crate) fn instead(ctx: &Ctx, kept: Option<&Kept>) -> Response {
    let form = fresh(ctx);
    let held = kept.map_or("", |kept| &kept.sealed);
    let page = render(StatusCode::UNAUTHORIZED, &SignIn::new(ctx, &form, &ctx.back, held));
    with_key(page, kept)
}

/// Adds the key to what was kept.
pub(super) fn with_key(page: Answer, kept: Option<&Kept>) -> Response {
    let mut response = page.into_response();
    if let Some(cookie) = kept.and_then(|kept| kept.cookie.clone()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// `POST /sign-in`.
pub(super) async fn post(
    State(web): State<Web>,
    ctx: Ctx,
    From(net): From,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    if !web.rates().admits_sign_in(net) {
        return Err(Problem::TooMany);
    }
    let mut form = posted.form(&ctx);
    let (back, held) = (posted.fields().get("back"), posted.fields().get("held"));
    for needed in ["login", "password"] {
        if form.value(needed).trim().is_empty() {
            form.refuse(needed, "field-needed");
        }
    }
    if !form.is_fine() {
        return ctx.again(&SignIn::new(&ctx, &form, back, held));
    }
    match app::sign_in::sign_in(&ctx.app, form.value("login"), form.value("password"), device_of(&form)).await {
        Ok(cookie) => enter(&web, &headers, &cookie, back, held).await,
        Err(error @ (Error::SignInFailed | Error::TooMany { .. })) => {
            form.refuse_deed(&error);
            ctx.again(&SignIn::new(&ctx, &form, back, held))
        }
        Err(error) => Err(error.into()),
    }
}

/// In, with a new session: to what was typed, if something was, else to where one came from.
pub(super) async fn enter(web: &Web, headers: &HeaderMap, new: &Cookie, back: &str, held: &str) -> Answer {
    let session_cookie = set_cookie(SESSION, new.value(), Life::Browser);
    let resumed = if held.is_empty() { None } else { resume_page(web, headers, new, held).await? };
    let page = match resumed {
        Some(page) => page,
        None => Page::to(own_path(back).filter(|path| *path != "/locked" && *path != "/sign-in").unwrap_or("/")),
    };
    let page = page.with_cookie(session_cookie);
    Ok(if cookie(headers, HELD).is_some() { page.with_cookie(held::forget()) } else { page })
}

async fn resume_page(web: &Web, headers: &HeaderMap, new: &Cookie, held: &str) -> Result<Option<Page>, Problem> {
    let Loaded::Session(session) = app::session::load(web.app(), new.value()).await? else { return Ok(None) };
    let Some(taken) = held::take_up(web.app(), headers, session.member(), held) else { return Ok(None) };
    let ctx = Ctx::of_session(web, &session);
    render(StatusCode::OK, &ResumePage { ctx: &ctx, t: &ctx.t, taken: &taken }).map(Some)
}
