//! When to write to an address that is confirmed.

use super::read::{Lists, preset, times};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::mail::own::{self, Own, Standing};
use askama::Template;

#[derive(Template)]
#[template(path = "mail/times.html")]
struct TimesPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    lists: Lists,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form, own: &Own) -> TimesPage<'a> {
    TimesPage { ctx, t: &ctx.t, form, lists: Lists::of(&ctx.t, &own.times.zone) }
}

async fn confirmed(ctx: &Ctx, caller: &Caller) -> app::Result<Option<Own>> {
    Ok(match own::standing(&ctx.app, caller).await? {
        Standing::On(own) => Some(own),
        _ => None,
    })
}

/// `GET /mail/times`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let Some(own) = confirmed(&ctx, &caller).await? else { return Ok(Page::to("/mail")) };
    let form = preset(Form::fresh(ctx.app.next_id()), &own.times);
    ctx.show(&view(&ctx, &form, &own))
}

/// `POST /mail/times`.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let Some(own) = confirmed(&ctx, &caller).await? else { return Ok(Page::to("/mail")) };
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &form, &own));
    }
    let Some(new) = times(&mut form, &own.times.zone) else { return ctx.again(&view(&ctx, &form, &own)) };
    own::set_times(&ctx.app, &caller, new).await?;
    Ok(Page::to("/mail"))
}
