//! Where a colleague mostly works: one of our sites, so that coverage by site can be told. It opens and closes nothing.

use super::colleague;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::people::Colleague;
use askama::Template;
use domain::ids::{MemberId, SiteId};
use domain::text::Label;

#[derive(Template)]
#[template(path = "people/site.html")]
struct SitePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    colleague: &'a Colleague,
    sites: Vec<(SiteId, Label)>,
}

/// `GET /people/{id}/site`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let sites = app::people::sites(&ctx.app, &caller).await?;
    let now = colleague.site.map_or_else(String::new, |site| site.to_string());
    let form = Form::fresh(ctx.app.next_id()).with("site", now);
    ctx.show(&SitePage { ctx: &ctx, t: &ctx.t, form: &form, colleague: &colleague, sites })
}

/// `POST /people/{id}/site`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>, posted: Posted) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let sites = app::people::sites(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&SitePage { ctx: &ctx, t: &ctx.t, form: &form, colleague: &colleague, sites });
    }
    let site = SiteId::parse(form.value("site"));
    if site.is_none() && !form.value("site").is_empty() {
        form.refuse("site", "site-unknown");
        return ctx.again(&SitePage { ctx: &ctx, t: &ctx.t, form: &form, colleague: &colleague, sites });
    }
    match app::people::set_site(&ctx.app, &caller, id, site).await {
        Ok(()) => Ok(Page::to("/people")),
        Err(error @ Error::Invalid("site-unknown")) => {
            form.refuse("site", error.code());
            ctx.again(&SitePage { ctx: &ctx, t: &ctx.t, form: &form, colleague: &colleague, sites })
        }
        Err(error) => Err(error.into()),
    }
}
