//! Sharing keys with a colleague: a newcomer after the four words were compared, or one whose roles have grown.

use super::colleague;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::people::Colleague;
use askama::Template;
use domain::ids::MemberId;

#[derive(Template)]
#[template(path = "people/let_in.html")]
struct LetIn<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    colleague: &'a Colleague,
}

/// `GET /people/{id}/let-in`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&LetIn { ctx: &ctx, t: &ctx.t, form: &form, colleague: &colleague })
}

/// `POST /people/{id}/let-in`.
pub(super) async fn post(ctx: Ctx, caller: Caller, Id(id): Id<MemberId>, posted: Posted) -> Answer {
    let colleague = colleague(&ctx, &caller, id).await?;
    let mut form = posted.form(&ctx);
    if let Some(words) = &colleague.code_words {
        if form.value("words") != words.join(" ") {
            // The page is older than the colleague's key.
            form.refuse("same", "let-in-words-changed");
        } else if !form.is_ticked("same") {
            form.refuse("same", "let-in-compare-first");
        }
    }
    if posted.is_resumed() || !form.is_fine() {
        return ctx.again(&LetIn { ctx: &ctx, t: &ctx.t, form: &form, colleague: &colleague });
    }
    app::people::let_in(&ctx.app, &caller, id).await?;
    Ok(Page::to("/people"))
}
