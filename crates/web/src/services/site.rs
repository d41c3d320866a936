//! A site of ours, on one form. An advocacy organization's has no field for an address.

use super::line::{read_phone, read_remark};
use super::ours::{OURS, ours};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::listings;
use askama::Template;
use domain::ids::SiteId;
use domain::listing::{LONGEST_REMARK, Site};
use domain::org::OrgKind;
use domain::text::Label;

#[derive(Template)]
#[template(path = "services/site.html")]
struct SitePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    action: String,
    removal: Option<String>,
    has_address: bool,
}

impl<'a> SitePage<'a> {
    fn new(ctx: &'a Ctx, caller: &Caller, form: &'a Form, id: Option<SiteId>) -> Self {
        Self {
            ctx,
            t: &ctx.t,
            form,
            action: id.map_or_else(|| format!("{OURS}/sites/new"), |id| format!("{OURS}/sites/{id}")),
            removal: id.map(|id| format!("{OURS}/sites/{id}/remove")),
            has_address: caller.org().kind == OrgKind::HealthCenter,
        }
    }
}

/// `GET /services/ours/sites/new`.
pub(super) async fn new(ctx: Ctx, caller: Caller) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&SitePage::new(&ctx, &caller, &form, None))
}

/// `POST /services/ours/sites/new`.
pub(super) async fn add(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let id = SiteId::new(posted.form(&ctx).id);
    save(&ctx, &caller, posted, (id, None)).await
}

/// `GET /services/ours/sites/{id}`.
pub(super) async fn edit(ctx: Ctx, caller: Caller, Id(id): Id<SiteId>) -> Answer {
    let list = ours(&ctx, &caller).await?;
    let site = list.sites.iter().find(|site| site.id == id).ok_or(Problem::NotFound)?;
    let text = |label: &Option<Label>| label.as_ref().map(ToString::to_string).unwrap_or_default();
    let form = Form::fresh(ctx.app.next_id())
        .with("seen", site.mark())
        .with("name", site.name.as_str())
        .with("phone", text(&site.phone))
        .with("address", text(&site.address))
        .with("remark_en", site.remark.en())
        .with("remark_es", site.remark.es());
    ctx.show(&SitePage::new(&ctx, &caller, &form, Some(id)))
}

/// `POST /services/ours/sites/{id}`.
pub(super) async fn change(ctx: Ctx, caller: Caller, Id(id): Id<SiteId>, posted: Posted) -> Answer {
    let list = ours(&ctx, &caller).await?;
    list.sites.iter().find(|site| site.id == id).ok_or(Problem::NotFound)?;
    save(&ctx, &caller, posted, (id, Some(id))).await
}

fn read(form: &mut Form, id: SiteId, kind: OrgKind) -> Option<Site> {
    let (name, phone) = (form.label("name"), read_phone(form, "phone"));
    let address = match form.value("address").trim() {
        "" => Some(None),
        _ => form.label("address").map(Some),
    };
    let remark = read_remark(form, kind, (["remark_en", "remark_es"], LONGEST_REMARK));
    Some(Site { id, name: name?, phone: phone?, address: address?, remark: remark? })
}

async fn save(ctx: &Ctx, caller: &Caller, posted: Posted, (id, stands): (SiteId, Option<SiteId>)) -> Answer {
    let mut form = posted.form(ctx);
    if posted.is_resumed() {
        return ctx.show(&SitePage::new(ctx, caller, &form, stands));
    }
    let Some(site) = read(&mut form, id, caller.org().kind) else {
        return ctx.again(&SitePage::new(ctx, caller, &form, stands));
    };
    let seen = stands.map(|_| form.value("seen").to_owned());
    match listings::save_site(&ctx.app, caller, site, seen).await {
        Ok(()) => Ok(Page::to(OURS)),
        Err(error @ Error::Invalid("listing-withheld" | "listing-not-known-yet")) => {
            form.refuse("address", error.code());
            ctx.again(&SitePage::new(ctx, caller, &form, stands))
        }
        Err(error @ Error::Invalid("listing-no-address" | "listing-person")) => {
            form.refuse("name", error.code());
            ctx.again(&SitePage::new(ctx, caller, &form, stands))
        }
        Err(error @ Error::Invalid("listing-changed-since")) => {
            form.refuse("", error.code());
            // What stands now was told to them, so saving once more replaces it.
            let list = ours(ctx, caller).await?;
            let now = list.sites.iter().find(|site| site.id == id).map(Site::mark).unwrap_or_default();
            let form = form.replaced("seen", now);
            ctx.again(&SitePage::new(ctx, caller, &form, stands))
        }
        Err(error) => Err(error.into()),
    }
}
