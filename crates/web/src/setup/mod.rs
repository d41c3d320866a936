//! First run: an organization is set up with the one-time token that the terminal printed.
//!
//! Invariant: without a token that is out, there is no such page. A refusal uses no token up and loses nothing typed
//! but the password.

mod page;
pub(crate) mod read;

use crate::policy::Policy;
use crate::routes::Routes;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/setup", Policy::SignedOut, page::get).post("/setup", Policy::SignedOut, page::post)
}
