//! What crossed for one record, and the form by which an accounting is made of it.

use super::accounting;
use super::lines::Line;
use super::period;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::disclosures::{self, Period};
use askama::Template;
use domain::disclosure::AccountingForm;
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::org::Language;

#[derive(Template)]
#[template(path = "disclosures/record.html")]
struct RecordPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
    form: &'a Form,
    id: ReferralId,
    lines: Vec<Line>,
    languages: Vec<Choice>,
}

async fn lines(ctx: &Ctx, caller: &Caller, id: ReferralId) -> app::Result<Vec<Line>> {
    let crossed = disclosures::of_record(&ctx.app, caller, id).await?;
    Ok(crossed.into_iter().map(|one| Line::of(&ctx.t, one, ctx.now, caller.may(Deed::RecordMandate))).collect())
}

/// `GET /disclosures/{id}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>) -> Answer {
    let lines = lines(&ctx, &caller, id).await?;
    let form = period::shown(Form::fresh(ctx.app.next_id()), Period::six_years(&caller, ctx.now));
    let form = form.with("paper_in", ctx.t.language().code());
    let languages = choices(&ctx.t, Language::ALL);
    ctx.show(&RecordPage { ctx: &ctx, t: &ctx.t, caller: &caller, form: &form, id, lines, languages })
}

/// `POST /disclosures/{id}`: the accounting, on paper or as a table.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let (period, kind) = (period::read(&mut form, &ctx, &caller), form.choice("as", AccountingForm::parse));
    let language = match form.value("paper_in") {
        "" => Some(ctx.t.language()),
        _ => form.choice("paper_in", Language::parse),
    };
    let (Some(period), Some(kind), Some(language), false) = (period, kind, language, posted.is_resumed()) else {
        return again(&ctx, &caller, id, form).await;
    };
    let made = disclosures::account(&ctx.app, &caller, id, period, kind).await?;
    match kind {
        AccountingForm::Paper => accounting::paper(&ctx, &Tongue::new(language, &caller.org().time_zone), &made, id),
        AccountingForm::Table => Ok(accounting::table(&ctx, &made, &caller.org().time_zone)),
    }
}

/// The page again with what was typed: 422 with its troubles, or as it was before the password was asked for.
async fn again(ctx: &Ctx, caller: &Caller, id: ReferralId, form: Form) -> Answer {
    let lines = lines(ctx, caller, id).await?;
    let languages = choices(&ctx.t, Language::ALL);
    let page = RecordPage { ctx, t: &ctx.t, caller, form: &form, id, lines, languages };
    if form.is_fine() { ctx.show(&page) } else { ctx.again(&page) }
}
