//! The form that was signed, for whoever may read releases, and for the survivor who asks for what they signed.

use super::receipt::mine;
use crate::ctx::Ctx;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::releases::{self, Form, ReleaseRow};
use askama::Template;
use domain::ids::ReleaseId;

#[derive(Template)]
#[template(path = "releases/form.html")]
struct FormPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    ours: &'a Tongue,
    caller: &'a Caller,
    row: ReleaseRow,
    /// None once it was destroyed.
    form: Option<Form>,
    back: String,
}

impl FormPage<'_> {
    fn what(&self) -> String {
        mine(self.t, &self.row.release.elements)
    }
}

/// `GET /releases/{id}/form`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let form = releases::form(&ctx.app, &caller, id).await?;
    let back = format!("/releases/{id}");
    ctx.show(&FormPage { ctx: &ctx, t: &ctx.t, ours: &ctx.t, caller: &caller, row, form, back })
}
