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
pub(super) async fn refuse(
    ctx: &Ctx,
    caller: &Caller,
    id: ReferralId,
    form: &mut Form,
    error: &Error,
) -> app::Result<()> {
    let crosses = matches!(error, Error::Refused(_));
    let is_closed = crosses || matches!(error, Error::Invalid("plan-closed"));
    let why = if is_closed { plans::closed(&ctx.app, caller, id, crosses).await? } else { None };
    let on = |date: std::borrow::Cow<'static, str>| vec![("date", date.into_owned().into())];
    match why {
        Some(Closed::Silent(why)) => form.refuse_then(silence_text(why), "plan-refused-kept"),
        Some(Closed::Stopped(at)) => form.refuse_with("", "plan-refused-stopped", on(ctx.t.date(at))),
        Some(Closed::RanOut(at)) => form.refuse_with("", "plan-refused-ran-out", on(ctx.t.over_on(at))),
        Some(Closed::TheirsEnded(at)) => form.refuse_with("", "plan-refused-theirs", on(ctx.t.over_on(at))),
        Some(Closed::Over(at)) => form.refuse_with("", "plan-refused-over", on(ctx.t.date(at))),
        None => form.refuse_deed(error),
    }
    Ok(())
}
