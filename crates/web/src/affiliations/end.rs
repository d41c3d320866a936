//! Ending a connection with a coalition, from either side: a page that says what that does, and what it can't do.

use super::HERE;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::affiliations::{self, Affiliation, ending};
use askama::Template;
use domain::coalition::EndedBy;
use domain::ids::AffiliationId;
use domain::org::OrgKind;

#[derive(Template)]
#[template(path = "affiliations/end.html")]
struct End<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    one: &'a Affiliation,
    /// The caller works at the coalition of the two.
    at_coalition: bool,
}

fn page(ctx: &Ctx, caller: &Caller, form: &Form, one: &Affiliation) -> Answer {
    let at_coalition = caller.org().kind == OrgKind::Coalition;
    ctx.show(&End { ctx, t: &ctx.t, form, one, at_coalition })
}

/// With whom it was, by whom it ended and on which day; nothing of a connection that stands.
pub(super) fn said(t: &Tongue, one: &Affiliation) -> Option<String> {
    let (at, by) = one.ended?;
    let key = match by {
        EndedBy::Us => "affiliation-ended-us",
        EndedBy::Them => "affiliation-ended-them",
    };
    Some(t.with("org", &one.name).with("day", t.date(at)).say(key).into_owned())
}

/// `GET /affiliations/{id}/end`: what it does, before anybody presses. What has ended is read on the list.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>) -> Answer {
    if is_over(&ctx, &caller, id).await? {
        return Ok(Page::to(HERE));
    }
    let one = of(&ctx, &caller, id).await?;
    page(&ctx, &caller, &Form::fresh(ctx.app.next_id()), &one)
}

/// `POST /affiliations/{id}/end`. Pressed twice, it ended once.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<AffiliationId>, posted: Posted) -> Answer {
    if posted.is_resumed() && !is_over(&ctx, &caller, id).await? {
        let one = of(&ctx, &caller, id).await?;
        return page(&ctx, &caller, &posted.form(&ctx), &one);
    }
    ending::end(&ctx.app, &caller, id).await?;
    Ok(Page::to(HERE))
}

/// The connection, also where the other side has ended it and its word has not come.
async fn of(ctx: &Ctx, caller: &Caller, id: AffiliationId) -> Result<Affiliation, Problem> {
    let all = affiliations::list(&ctx.app, caller).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

async fn is_over(ctx: &Ctx, caller: &Caller, id: AffiliationId) -> app::Result<bool> {
    let all = affiliations::list(&ctx.app, caller).await?;
    Ok(all.iter().any(|one| one.id == id && one.ended.is_some()))
}
