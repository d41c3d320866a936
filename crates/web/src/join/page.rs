//! Taking up an invitation.

use crate::ctx::Ctx;
use crate::form::{Choice, Form};
use crate::guard::{From, Posted};
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::routes::Web;
use crate::session::{Life, SESSION, set_cookie};
use crate::shell::sign_in::{device_of, devices};
use crate::texts::Tongue;
use app::Error;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "join/join.html")]
struct Join<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    devices: Vec<Choice>,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form) -> Join<'a> {
    Join { ctx, t: &ctx.t, form, devices: devices(&ctx.t) }
}

/// `GET /join`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    let form = Form::fresh(ctx.app.next_id()).with("device", "shared");
    ctx.show(&view(&ctx, &form))
}

/// `POST /join`.
pub(super) async fn post(State(web): State<Web>, ctx: Ctx, From(net): From, posted: Posted) -> Answer {
    if !web.rates().admits_sign_in(net) {
        return Err(Problem::TooMany);
    }
    let mut form = posted.form(&ctx);
    form.wants("code", "join-code-needed");
    form.wants("password", "password-needed");
    if !form.is_fine() {
        return ctx.again(&view(&ctx, &form));
    }
    let (code, password) = (form.value("code"), form.value("password"));
    match app::people::join(&ctx.app, code, password, ctx.t.language(), device_of(&form)).await {
        Ok(cookie) => {
            Ok(Page::to(crate::RECOVERY_SHEET).with_cookie(set_cookie(SESSION, cookie.value(), Life::Browser)))
        }
        Err(error) => {
            match error {
                Error::Invalid("password-weak") => form.refuse("password", error.code()),
                Error::Invalid("login-taken") => form.refuse("code", "join-login-taken"),
                Error::SignInFailed => form.refuse("code", "join-code-wrong"),
                Error::TooMany { .. } => form.refuse("code", error.code()),
                _ => return Err(error.into()),
            }
            ctx.again(&view(&ctx, &form))
        }
    }
}
