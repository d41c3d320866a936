//! In with the recovery sheet, and a new password.

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
#[template(path = "recovery/recover.html")]
struct Recover<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    devices: Vec<Choice>,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form) -> Recover<'a> {
    Recover { ctx, t: &ctx.t, form, devices: devices(&ctx.t) }
}

/// `GET /recover`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    let form = Form::fresh(ctx.app.next_id()).with("device", "shared");
    ctx.show(&view(&ctx, &form))
}

/// `POST /recover`.
pub(super) async fn post(State(web): State<Web>, ctx: Ctx, From(net): From, posted: Posted) -> Answer {
    if !web.rates().admits_sign_in(net) {
        return Err(Problem::TooMany);
    }
    let mut form = posted.form(&ctx);
    form.wants("login", "recover-login-needed");
    form.wants("secret_sheet", "recover-sheet-needed");
    form.wants("password", "password-needed");
    if !form.is_fine() {
        return ctx.again(&view(&ctx, &form));
    }
    let (login, sheet, password) = (form.value("login"), form.value("secret_sheet"), form.value("password"));
    match app::sign_in::recover(&ctx.app, login, sheet, password, device_of(&form)).await {
        Ok(cookie) => Ok(Page::to("/").with_cookie(set_cookie(SESSION, cookie.value(), Life::Browser))),
        Err(error) => {
            match error {
                Error::Invalid("sheet-typing-error") => form.refuse("secret_sheet", error.code()),
                Error::Invalid("password-weak") => form.refuse("password", error.code()),
                Error::SignInFailed => form.refuse("", "recover-failed"),
                Error::TooMany { .. } => form.refuse_deed(&error),
                _ => return Err(error.into()),
            }
            ctx.again(&view(&ctx, &form))
        }
    }
}
