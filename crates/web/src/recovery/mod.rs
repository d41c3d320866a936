//! The recovery sheet: made, printed, typed back; and the way in with it when the password is gone.
//!
//! Invariant: the sheet is shown on a page and nowhere kept; its hidden field opens only with the browser's cookie.

mod recover;
mod sheet;

use crate::policy::Policy;
use crate::routes::Routes;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        // Asked before the paper is printed, so that it is not asked between printing and typing back.
        .get(crate::RECOVERY_SHEET, Policy::SignedIn, sheet::get)
        .with_recent_password()
        .post(crate::RECOVERY_SHEET, Policy::SignedIn, sheet::post)
        .with_recent_password()
        .get("/recover", Policy::SignedOut, recover::get)
        .post("/recover", Policy::SignedOut, recover::post)
}
