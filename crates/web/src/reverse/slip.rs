//! A slip that a person carries to the clinic themselves. It is counted; nothing about them is stored.

use super::{is_advocacy, partners};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Partner;
use askama::Template;
use domain::ids::{PartnershipId, SlipId};
use domain::org::Language;

#[derive(Template)]
#[template(path = "reverse/slip_form.html")]
struct SlipForm<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    partners: &'a [Partner],
    languages: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "reverse/slip.html")]
struct SlipSheet<'a> {
    ctx: &'a Ctx,
    /// In the language of the person who carries it.
    t: Tongue,
    /// In the language of the member who prints it: what is not on the paper.
    ours: &'a Tongue,
    clinic: &'a Partner,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form, partners: &'a [Partner]) -> SlipForm<'a> {
    SlipForm { ctx, t: &ctx.t, form, partners, languages: choices(&ctx.t, Language::ALL) }
}

/// The clinics a slip can name.
async fn clinics(ctx: &Ctx, caller: &Caller) -> Result<Vec<Partner>, Problem> {
    if is_advocacy(caller) { partners(ctx, caller).await } else { Err(Problem::NotFound) }
}

/// `GET /reverse/slip`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let clinics = clinics(&ctx, &caller).await?;
    let form = Form::fresh(ctx.app.next_id()).with("slip_language", ctx.t.language().code());
    ctx.show(&view(&ctx, &form, &clinics))
}

/// `POST /reverse/slip`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let clinics = clinics(&ctx, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &form, &clinics));
    }
    let known = |text: &str| PartnershipId::parse(text).filter(|id| clinics.iter().any(|c| c.partnership == *id));
    let clinic = form.choice("partnership", |text| known(text).ok_or(()));
    let language = form.choice("slip_language", Language::parse);
    let (Some(clinic), Some(language)) = (clinic, language) else {
        return ctx.again(&view(&ctx, &form, &clinics));
    };
    app::releases::slip_printed(&ctx.app, &caller, SlipId::new(form.id)).await?;
    Ok(Page::to(&format!("/reverse/slip/{clinic}/{}", language.code())))
}

/// `GET /reverse/slip/{id}/en`.
pub(super) async fn english(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    sheet(&ctx, &caller, id, Language::En).await
}

/// `GET /reverse/slip/{id}/es`.
pub(super) async fn spanish(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    sheet(&ctx, &caller, id, Language::Es).await
}

async fn sheet(ctx: &Ctx, caller: &Caller, id: PartnershipId, language: Language) -> Answer {
    let clinics = clinics(ctx, caller).await?;
    let clinic = clinics.iter().find(|clinic| clinic.partnership == id).ok_or(Problem::NotFound)?;
    ctx.show(&SlipSheet { ctx, t: Tongue::new(language, &caller.org().time_zone), ours: &ctx.t, clinic })
}
