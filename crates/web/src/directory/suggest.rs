//! What a colleague would change of an entry.

use super::Card;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::directory::{self, Change};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "directory/suggest.html")]
struct SuggestPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    card: Card,
    changes: Vec<Choice>,
}

async fn card(ctx: &Ctx, caller: &Caller, id: Uuid) -> Result<Card, Error> {
    let entry = directory::entry(&ctx.app, caller, id).await?;
    Ok(Card::of(&ctx.t, &entry, ctx.now))
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form, card: Card) -> SuggestPage<'a> {
    SuggestPage { ctx, t: &ctx.t, form, card, changes: choices(&ctx.t, Change::ALL) }
}

/// `GET /directory/{id}/suggest`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>) -> Answer {
    let card = card(&ctx, &caller, id).await?;
    ctx.show(&view(&ctx, &Form::fresh(ctx.app.next_id()), card))
}

/// `POST /directory/{id}/suggest`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    let card = card(&ctx, &caller, id).await?;
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &form, card));
    }
    let Some(change) = form.choice("change", Change::parse) else {
        return ctx.again(&view(&ctx, &form, card));
    };
    let words = form.value("words").to_owned();
    match directory::suggest(&ctx.app, &caller, form.id, id, change, &words).await {
        Ok(()) => Ok(Page::to(&format!("/directory/{id}"))),
        Err(Error::Invalid(key)) => {
            form.refuse("words", key);
            ctx.again(&view(&ctx, &form, card))
        }
        Err(error) => Err(error.into()),
    }
}
