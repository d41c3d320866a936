//! The password once more, before something that changes other people's access: an open screen that was left alone is
//! not enough for that.

use super::sign_in::with_key;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::held::Kept;
use crate::page::render;
use crate::texts::Tongue;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

/// The page of an open session; its form goes where a locked one goes too.
#[derive(Template)]
#[template(path = "shell/again.html")]
pub(super) struct Again<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    back: &'a str,
    held: &'a str,
    held_minutes: u32,
    minutes: u32,
}

impl<'a> Again<'a> {
    pub(super) fn new(ctx: &'a Ctx, form: &'a Form, back: &'a str, held: &'a str) -> Self {
        let (held_minutes, minutes) = (app::held::LONGEST.0, app::session::PROOF.0);
        Self { ctx, t: &ctx.t, form, back, held, held_minutes, minutes }
    }
}

/// The page in place of the deed: 401, with what was typed under seal.
pub(crate) fn instead(ctx: &Ctx, kept: Option<&Kept>) -> Response {
    let form = Form::fresh(ctx.app.next_id());
    let held = kept.map_or("", |kept| &kept.sealed);
    with_key(render(StatusCode::UNAUTHORIZED, &Again::new(ctx, &form, &ctx.back, held)), kept)
}
