//! The sheet that is signed on paper: the same words that were read aloud, with lines for the hands. Somebody elsewhere can
//! sign in no other way.

use super::{path, step};
use crate::ctx::Ctx;
use crate::disclosures::initials;
use crate::page::{Answer, Id, Page};
use crate::releases::receipt::{mine, rights};
use crate::session::Caller;
use crate::texts::Tongue;
use app::releases::draft::{self, Begun, Standing};
use askama::Template;
use domain::ids::ReleaseId;
use domain::release::draft::Step;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "releases/wizard/to_sign.html")]
struct SheetPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    /// Of what is not on the paper.
    ours: &'a Tongue,
    caller: &'a Caller,
    begun: &'a Begun,
    /// As it was read to them; where an interpreter said it, both.
    printed: Vec<Tongue>,
    back: String,
}

impl SheetPage<'_> {
    fn lines(&self, t: &Tongue) -> Vec<Cow<'static, str>> {
        let draft = &self.begun.draft;
        let what = draft.what().map_or_else(String::new, |what| mine(t, &what.elements));
        let org = self.begun.partner().map_or("", |partner| partner.name.as_str());
        let (date, after_death) =
            draft.how_long().map_or((Cow::Borrowed(""), false), |end| (t.until(end.ends_at), end.after_death));
        rights(t, &what, org, &date, after_death)
    }
    fn initials(&self) -> String {
        initials(self.ctx.member_name.as_deref().unwrap_or_default())
    }
}

/// `GET /releases/begun/{id}/paper`, once the rights were read.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    if let Err(elsewhere) = step::taken_up(&ctx, &caller, id, Step::Signature).await? {
        return Ok(elsewhere);
    }
    // Whoever prints it waits for it: longer than for a draft that nobody took along.
    let begun = match draft::print_to_sign(&ctx.app, &caller, id).await? {
        Standing::Open(begun) => begun,
        Standing::Signed(release) => return Ok(Page::to(&format!("/releases/{}", release.id))),
    };
    let written = begun.draft.rights().and_then(|rights| rights.written());
    let languages = written.map_or_else(|| vec![ctx.t.language(), ctx.t.other()], |one| vec![one]);
    let printed: Vec<_> = languages.into_iter().map(|one| Tongue::new(one, &caller.org().time_zone)).collect();
    let page = Tongue::new(written.unwrap_or(ctx.t.language()), &caller.org().time_zone);
    let back = path(id, Step::Signature);
    ctx.show(&SheetPage { ctx: &ctx, t: &page, ours: &ctx.t, caller: &caller, begun: &begun, printed, back })
}
