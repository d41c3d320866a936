//! The code that came by mail, typed here: it shows that the address is the member's.

use super::page::said;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::mail::own::{self, Own, Standing};
use askama::Template;

#[derive(Template)]
#[template(path = "mail/code.html")]
struct Code<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    own: &'a Own,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form, own: &'a Own) -> Code<'a> {
    Code { ctx, t: &ctx.t, form, own }
}

/// The address that waits for its code. Refused ones may be tried once more.
async fn waiting(ctx: &Ctx, caller: &Caller) -> Result<Option<Own>, Error> {
    Ok(match own::standing(&ctx.app, caller).await? {
        Standing::Waits(own) | Standing::Refused(own) | Standing::Restored(own) => Some(own),
        Standing::NotSetUp | Standing::Off | Standing::On(_) => None,
    })
}

/// `GET /mail/code`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let Some(own) = waiting(&ctx, &caller).await? else { return Ok(Page::to("/mail")) };
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&view(&ctx, &form, &own))
}

/// `POST /mail/code`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let Some(own) = waiting(&ctx, &caller).await? else { return Ok(Page::to("/mail")) };
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &form, &own));
    }
    form.wants("code", "mail-code-empty");
    if !form.is_fine() {
        return ctx.again(&view(&ctx, &form, &own));
    }
    match own::confirm(&ctx.app, &caller, form.value("code")).await {
        Ok(Ok(())) => return Ok(Page::to("/mail")),
        Ok(Err(not_done)) => form.refuse("code", said(not_done)),
        Err(error @ Error::TooMany { .. }) => form.refuse_deed(&error),
        Err(error) => return Err(error.into()),
    }
    ctx.again(&view(&ctx, &form, &own))
}

/// `POST /mail/again`: another code.
pub(super) async fn again(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let Some(own) = waiting(&ctx, &caller).await? else { return Ok(Page::to("/mail")) };
    let mut form = posted.form(&ctx);
    match own::again(&ctx.app, &caller).await {
        Ok(Ok(())) => return Ok(Page::to("/mail/code")),
        Ok(Err(not_done)) => form.refuse("", said(not_done)),
        Err(error @ Error::TooMany { .. }) => form.refuse_deed(&error),
        Err(error) => return Err(error.into()),
    }
    ctx.again(&view(&ctx, &form, &own))
}
