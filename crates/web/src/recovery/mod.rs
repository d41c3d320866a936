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
        .get(crate::RECOVERY_SHEET, Policy::SignedIn, sheet::get)
        .post(crate::RECOVERY_SHEET, Policy::SignedIn, sheet::post)
        .get("/recover", Policy::SignedOut, recover::get)
        .post("/recover", Policy::SignedOut, recover::post)
}
