//! One of our messages is taken out: its own page names the effect, one press does it. Beside a plan and beside a referral.
//!
//! Invariant: what a legal hold keeps here is said to stay here, and never that nothing happened.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::page::{Answer, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::plans::{self, TakenOut, ToTakeOut};
use askama::Template;
use domain::ids::{LineId, ReferralId};

#[derive(Template)]
#[template(path = "plan/take_out.html")]
struct TakeOutPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    out: &'a ToTakeOut,
    /// The page on which the thread stands; below it is the address of the form.
    thread: &'a str,
    id: LineId,
}

impl TakeOutPage<'_> {
    /// It was taken out, and a hold keeps it here.
    fn is_done(&self) -> bool {
        self.out.is_held && self.out.is_over_there
    }
}

/// The page that asks, or says what came of it where a hold keeps it.
pub(crate) async fn page(ctx: &Ctx, caller: &Caller, record: ReferralId, id: LineId, thread: &str) -> Answer {
    let out = plans::message_to_take_out(&ctx.app, caller, record, id).await?;
    let form = Form::fresh(ctx.app.next_id());
    ctx.show(&TakeOutPage { ctx, t: &ctx.t, form: &form, out: &out, thread, id })
}

/// The press. It goes on to the thread, or back to the page where it stays under a hold.
pub(crate) async fn press(
    ctx: &Ctx,
    caller: &Caller,
    record: ReferralId,
    id: LineId,
    (thread, title): (&str, &str),
) -> Answer {
    Ok(match plans::take_message_out(&ctx.app, caller, record, id).await? {
        TakenOut::Gone => Page::to(&format!("{thread}#{title}")),
        TakenOut::KeptUnderHold => Page::to(&format!("{thread}/messages/{id}/take-out")),
    })
}
