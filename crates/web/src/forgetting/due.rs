//! What goes next, what a hold keeps, and what went lately: counts and dates, and records by their short code alone.

use super::gone::{what, why};
use crate::ctx::Ctx;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::forgetting::due::{self, Due};
use app::forgetting::proof::{Gone, What};
use askama::Template;
use domain::ids::ReferralId;
use domain::member::Deed;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "forgetting/due.html")]
struct DuePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
    due: Due,
}

impl DuePage<'_> {
    /// Whether the reader may come to a record from here.
    fn opens(&self) -> bool {
        self.caller.may(Deed::OpenReferral)
    }
    fn may_words(&self) -> bool {
        self.caller.may(Deed::ForgetByDate)
    }
    fn what(&self, gone: &Gone) -> Cow<'static, str> {
        what(self.t, gone)
    }
    fn why(&self, gone: &Gone) -> Cow<'static, str> {
        why(self.t, gone)
    }
    /// The record of what is gone. A form is its release's, which this page does not follow.
    fn record(&self, gone: &Gone) -> Option<ReferralId> {
        (gone.what != What::Form && self.opens()).then(|| ReferralId::from_bytes(gone.row))
    }
}

/// `GET /retention/due`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let due = due::show(&ctx.app, &caller).await?;
    ctx.show(&DuePage { ctx: &ctx, t: &ctx.t, caller: &caller, due })
}
