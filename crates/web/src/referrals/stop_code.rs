//! Stop by the code of a record, for whoever hears the person and does not see the record.
//!
//! Invariant: the answer is the same page for every code but for the code itself: no word, number or link of it depends on
//! a record.

use super::stop::{fresh, said};
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::guard::Posted;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use askama::Template;
use domain::ids::ShortCode;
use domain::release::HowSaid;

#[derive(Template)]
#[template(path = "referrals/stop_code.html")]
struct CodePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    hows: Vec<Choice>,
}

fn page<'a>(ctx: &'a Ctx, form: &'a Form) -> CodePage<'a> {
    CodePage { ctx, t: &ctx.t, form, hows: choices(&ctx.t, HowSaid::ALL) }
}

/// `GET /stop`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    ctx.show(&page(&ctx, &fresh(&ctx)))
}

/// `POST /stop`. Posted twice, it stops once.
pub(super) async fn post(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return ctx.show(&page(&ctx, &form));
    }
    form.wants("code", "stop-code-needed");
    if !form.is_fine() {
        return ctx.again(&page(&ctx, &form));
    }
    match app::referrals::stop_by_code(&ctx.app, &caller, form.value("code"), said(&form)).await {
        // In the answer itself: an address would keep the code in the browser's history.
        Ok(()) => ctx.show(&DonePage { ctx: &ctx, t: &ctx.t, read: Read::of(form.value("code")) }),
        Err(error @ Error::Invalid(_)) => {
            form.refuse("code", error.code());
            ctx.again(&page(&ctx, &form))
        }
        Err(error @ Error::TooMany { .. }) => {
            form.refuse_deed(&error);
            ctx.again(&page(&ctx, &form))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "referrals/stopped_code.html")]
struct DonePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    /// What was typed, so that a code that was heard wrongly is noticed; it is the same for a code of nothing.
    read: Option<Read>,
}

/// A code as it was typed and as it was read.
struct Read {
    typed: String,
    code: String,
}

impl Read {
    fn of(typed: &str) -> Option<Self> {
        ShortCode::parse(typed).map(|code| Self { typed: typed.trim().to_owned(), code: code.spelled() })
    }
}

/// `GET /stop/done`. It names no record, so it can stay on a screen.
pub(super) async fn done(ctx: Ctx) -> Answer {
    ctx.show(&DonePage { ctx: &ctx, t: &ctx.t, read: None })
}
