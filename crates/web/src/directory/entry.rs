//! An entry: what is said of it, by whom and when; and what staff may do with it.

use super::{Card, Pick};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::directory::{self, Entry, Field, Kind};
use askama::Template;
use domain::day::Day;
use domain::ids::MemberId;
use domain::member::Deed;
use domain::org::OrgKind;
use std::borrow::Cow;
use uuid::Uuid;

/// A field with who said it and when.
struct Source {
    field: Cow<'static, str>,
    by: String,
    on: Day,
}

#[derive(Template)]
#[template(path = "directory/entry.html")]
struct EntryPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    card: Card,
    sources: Vec<Source>,
    is_gone: bool,
    vanished: bool,
    may_keep: bool,
    may_invite: bool,
    may_take_site: bool,
    colleagues: Vec<Pick>,
}

const fn field_key(field: Field) -> &'static str {
    match field {
        Field::Organization => "directory-field-organization",
        Field::Name => "directory-field-name",
        Field::About => "directory-field-about",
        Field::Services => "directory-field-services",
        Field::Languages => "directory-field-languages",
        Field::TakesUninsured => "directory-field-uninsured",
        Field::Phones => "directory-field-phones",
        Field::Website => "directory-field-website",
        Field::Open => "directory-field-hours",
        Field::Whereabouts => "directory-field-where",
    }
}

/// What a source is called: HRSA by its name, a list by the name it was given, staff as such.
pub(super) fn source_name(t: &Tongue, source: &str) -> String {
    match source.split_once(':') {
        None if source == "hrsa" => "HRSA".to_owned(),
        None if source == "staff" => t.say("directory-by-staff").into_owned(),
        Some((_, name)) => name.to_owned(),
        None => source.to_owned(),
    }
}

fn sources(t: &Tongue, entry: &Entry) -> Vec<Source> {
    let one = |(field, said): (&Field, &app::directory::Provenance)| Source {
        field: t.say(field_key(*field)),
        by: source_name(t, &said.by.source),
        on: said.on,
    };
    entry.provenance.iter().map(one).collect()
}

/// Who could look after it: whoever reads the page, and colleagues.
async fn colleagues(ctx: &Ctx, caller: &Caller) -> Result<Vec<Pick>, app::Error> {
    let nobody = Pick { code: String::new(), label: ctx.t.say("directory-nobody") };
    let all = app::people::colleagues(&ctx.app, caller).await?;
    let choice =
        |(id, name): (MemberId, domain::text::Label)| Pick { code: id.to_string(), label: name.to_string().into() };
    Ok([nobody].into_iter().chain(all.into_iter().map(choice)).collect())
}

/// `GET /directory/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>) -> Answer {
    let entry = directory::entry(&ctx.app, &caller, id).await?;
    let may_keep = caller.may(Deed::KeepDirectory);
    let colleagues = if may_keep { colleagues(&ctx, &caller).await? } else { Vec::new() };
    let owner = if may_keep { directory::owner(&ctx.app, &caller, &entry).await? } else { None };
    let owner = owner.map(|member| member.to_string()).unwrap_or_default();
    let form = Form::fresh(ctx.app.next_id()).with("owner", owner);
    let kind = caller.org().kind;
    let fits = match entry.listing.kind {
        Kind::Advocacy => kind == OrgKind::HealthCenter,
        Kind::HealthCenter => kind == OrgKind::Advocacy,
        _ => false,
    };
    let is_site = entry.listing.kind == Kind::HealthCenter && entry.listing.whereabouts.place().is_some();
    ctx.show(&EntryPage {
        ctx: &ctx,
        t: &ctx.t,
        form: &form,
        card: Card::of(&ctx.t, &entry, ctx.now),
        sources: sources(&ctx.t, &entry),
        is_gone: entry.is_gone,
        vanished: entry.vanished,
        may_keep,
        may_invite: fits && caller.may(Deed::ManagePartnership),
        may_take_site: is_site && kind == OrgKind::HealthCenter && caller.may(Deed::WriteListings),
        colleagues,
    })
}

/// Where a form of the work list comes back to.
fn back(posted: &Posted, id: Uuid) -> Page {
    if posted.fields().get("from") == "work" {
        Page::to("/directory/work")
    } else {
        Page::to(&format!("/directory/{id}"))
    }
}

/// `POST /directory/{id}/right`: somebody looked, and it is right.
pub(super) async fn right(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, posted: Posted) -> Answer {
    directory::right(&ctx.app, &caller, id).await?;
    Ok(back(&posted, id))
}

/// `POST /directory/{id}/keep`: who looks after it.
pub(super) async fn keep(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, posted: Posted) -> Answer {
    let colleague = MemberId::parse(posted.fields().get("owner"));
    directory::look_after(&ctx.app, &caller, id, colleague).await?;
    Ok(back(&posted, id))
}

#[derive(Template)]
#[template(path = "directory/withhold.html")]
struct WithholdPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    card: Card,
}

/// `GET /directory/{id}/withhold`.
pub(super) async fn withhold(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>) -> Answer {
    let entry = directory::entry(&ctx.app, &caller, id).await?;
    let (form, card) = (Form::fresh(ctx.app.next_id()), Card::of(&ctx.t, &entry, ctx.now));
    ctx.show(&WithholdPage { ctx: &ctx, t: &ctx.t, form: &form, card })
}

/// `POST /directory/{id}/withhold`.
pub(super) async fn do_withhold(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, posted: Posted) -> Answer {
    directory::withhold_by(&ctx.app, &caller, id).await?;
    Ok(back(&posted, id))
}

/// `POST /directory/{id}/our-site`: a health center takes its own site as HRSA publishes it.
pub(super) async fn our_site(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, _: Posted) -> Answer {
    directory::as_our_site(&ctx.app, &caller, id).await?;
    Ok(Page::to("/services/ours"))
}
