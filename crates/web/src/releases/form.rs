//! The form that was signed, for whoever may read releases, and for the survivor who asks for what they signed.

use super::receipt::{mine, rights};
use crate::ctx::Ctx;
use crate::disclosures::initials;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::releases::{self, Form, ReleaseRow};
use askama::Template;
use domain::ids::ReleaseId;
use std::borrow::Cow;

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
    /// Who was there and read the rights aloud.
    witness: Option<String>,
    /// The language in which they were read.
    read: Option<Tongue>,
    back: String,
}

impl FormPage<'_> {
    /// Who printed it.
    fn initials(&self) -> String {
        initials(self.ctx.member_name.as_deref().unwrap_or_default())
    }
    fn what(&self) -> String {
        mine(self.t, &self.row.release.elements)
    }
    /// The sentences that were read aloud before it was signed, in the language in which they were read.
    fn rights(&self, read: &Tongue) -> Vec<Cow<'static, str>> {
        let release = &self.row.release;
        let date = release.expires_at.map_or(Cow::Borrowed(""), |end| read.until(end));
        rights(read, &mine(read, &release.elements), &self.row.recipient_name, &date, release.after_death)
    }
}

/// `GET /releases/{id}/form`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let form = releases::form(&ctx.app, &caller, id).await?;
    let witness = releases::witness(&ctx.app, &caller, &row.release).await?;
    // What an interpreter said in another language is shown as it was read to them.
    let read = form.as_ref().filter(|form| form.read_in.is_some()).map(Form::read_text);
    let read = read.map(|one| Tongue::new(one.unwrap_or(ctx.t.language()), &caller.org().time_zone));
    let back = format!("/releases/{id}");
    ctx.show(&FormPage { ctx: &ctx, t: &ctx.t, ours: &ctx.t, caller: &caller, row, form, witness, read, back })
}
