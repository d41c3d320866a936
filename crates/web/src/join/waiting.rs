//! Waiting for keys.

use crate::ctx::Ctx;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use askama::Template;

#[derive(Template)]
#[template(path = "join/waiting.html")]
struct Waiting<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    words: [&'static str; 4],
    owes_sheet: bool,
}

/// `GET /waiting`: loading the session has looked for keys, so whoever has them by now goes on.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    match caller.code_words() {
        Some(words) if caller.awaits_keys() => {
            ctx.show(&Waiting { ctx: &ctx, t: &ctx.t, words, owes_sheet: caller.owes_sheet() })
        }
        _ => Ok(Page::to("/")),
    }
}
