//! Writing one down.

use super::fields::{self, Choices, day, notice};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::problem::Problem;
use crate::reporting::Reporting;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use askama::Template;
use domain::ids::{MandateId, ReferralId};
use domain::mandate::{Authority, Claim, Draft, LONGEST_ACCOUNT, LONGEST_PARTICULAR};
use domain::release::Element;
use domain::state_rule::StateRule;

/// Most characters of a line, and of what was handed over.

#[derive(Template)]
#[template(path = "mandates/new.html")]
struct NewPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    claims: Vec<Choice>,
    authorities: Vec<Choice>,
    elements: Vec<Choice>,
    c: Choices,
    /// What the law of the state makes health staff report.
    reporting: Option<Reporting>,
}

fn view<'a>(ctx: &'a Ctx, rule: Option<&StateRule>, form: &'a Form) -> NewPage<'a> {
    let t = &ctx.t;
    NewPage {
        ctx,
        t,
        form,
        claims: choices(t, Claim::ALL),
        authorities: choices(t, Authority::ALL),
        elements: choices(t, Element::ALL),
        c: Choices::of(t),
        reporting: Reporting::of(t, rule, ctx.now),
    }
}

/// `GET /mandated/new`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let rule = app::state_rules::for_mandates(&ctx.app, &caller).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&view(&ctx, rule.as_ref(), &form))
}

/// `POST /mandated/new`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let rule = app::state_rules::for_mandates(&ctx.app, &caller).await?;
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, rule.as_ref(), &form));
    }
    let draft = read(&ctx, &caller, &mut form);
    let code = form.value("code").trim().to_owned();
    let (mut form, about) = about(&ctx, &caller, form, &code).await?;
    // The whole form is judged at once, so that all that is lacking shows at once.
    let lacks = domain::mandate::Mandate::record(draft.clone(), ctx.now).err().unwrap_or_default();
    for lack in lacks {
        fields::refuse(&mut form, lack);
    }
    if !form.is_fine() {
        return ctx.again(&view(&ctx, rule.as_ref(), &form));
    }
    let id = MandateId::new(form.id);
    let written = app::mandates::record(&ctx.app, &caller, id, about, draft).await?;
    match written {
        Ok(id) => Ok(Page::to(&format!("/mandated/{id}"))),
        Err(lacks) => {
            for lack in lacks {
                fields::refuse(&mut form, lack);
            }
            ctx.again(&view(&ctx, rule.as_ref(), &form))
        }
    }
}

/// The record of this code, if one was typed.
async fn about(ctx: &Ctx, caller: &Caller, mut form: Form, code: &str) -> Result<(Form, Option<ReferralId>), Problem> {
    if code.is_empty() {
        return Ok((form, None));
    }
    match app::people::by_short_code(&ctx.app, caller, code).await {
        Ok(id) => Ok((form, Some(id))),
        Err(Error::NotFound) => {
            form.refuse("code", "hide-code-unknown");
            Ok((form, None))
        }
        Err(error) => Err(error.into()),
    }
}

fn read(ctx: &Ctx, caller: &Caller, form: &mut Form) -> Draft {
    let zone = ctx.t.zone().name().to_owned();
    let claim = form.choice("claim", Claim::parse);
    if claim == Some(Claim::Subpoena) {
        form.refuse("claim", "mandate-subpoena");
    }
    if claim == Some(Claim::Permission) {
        form.refuse("claim", "mandate-permission");
    }
    Draft {
        claim,
        document: form.person_text("document", LONGEST_PARTICULAR).flatten(),
        authority: form.choice("authority", Authority::parse),
        recipient: form.person_text("recipient", LONGEST_PARTICULAR).flatten(),
        elements: form.choices("elements", Element::parse).unwrap_or_default(),
        note: form.person_text("note", LONGEST_ACCOUNT).flatten(),
        disclosed_at: day(form, "disclosed_on", &zone),
        notice: notice(form, &zone),
        decided_by: caller.member(),
    }
}
