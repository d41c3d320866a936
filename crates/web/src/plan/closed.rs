//! Why a line or a message was not taken, in words: when sharing ended and how, or that the person asked that nobody be
//! told.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::releases::silence_text;
use crate::session::Caller;
use app::Error;
use app::plans::{self, Closed};
use domain::ids::ReferralId;

/// Names the cause on the form. What has another one is named as any deed that is refused.
pub(crate) async fn refuse(
    ctx: &Ctx,
    caller: &Caller,
    id: ReferralId,
    form: &mut Form,
    error: &Error,
) -> app::Result<()> {
    let crosses = matches!(error, Error::Refused(_));
    let is_closed = crosses || matches!(error, Error::Invalid("plan-closed"));
    let why = if is_closed { plans::closed(&ctx.app, caller, id, crosses).await? } else { None };
    name(ctx, form, error, why);
    Ok(())
}

/// The same of a message beside a referral.
pub(crate) async fn refuse_beside(
    ctx: &Ctx,
    caller: &Caller,
    id: ReferralId,
    form: &mut Form,
    error: &Error,
) -> app::Result<()> {
    let is_closed = matches!(error, Error::Refused(_) | Error::Invalid("plan-closed"));
    let why = if is_closed { plans::beside_closed(&ctx.app, caller, id).await? } else { None };
    name(ctx, form, error, why);
    Ok(())
}

fn name(ctx: &Ctx, form: &mut Form, error: &Error, why: Option<Closed>) {
    let on = |date: std::borrow::Cow<'static, str>| vec![("date", date.into_owned().into())];
    match why {
        Some(Closed::Silent(why)) => form.refuse_then(silence_text(why), "plan-refused-kept"),
        Some(Closed::Stopped(at)) => form.refuse_with("", "plan-refused-stopped", on(ctx.t.date(at))),
        Some(Closed::RanOut(at)) => form.refuse_with("", "plan-refused-ran-out", on(ctx.t.over_on(at))),
        Some(Closed::TheirsEnded(at)) => form.refuse_with("", "plan-refused-theirs", on(ctx.t.over_on(at))),
        Some(Closed::Over(at)) => form.refuse_with("", "plan-refused-over", on(ctx.t.date(at))),
        None => form.refuse_deed(error),
    }
}
