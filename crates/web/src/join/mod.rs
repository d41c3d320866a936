//! A newcomer's way in: the invitation, and the wait until a colleague has compared four words and shared keys.

mod page;
mod waiting;

use crate::policy::Policy;
use crate::routes::Routes;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/join", Policy::SignedOut, page::get).post("/join", Policy::SignedOut, page::post).get(
        crate::WAITING,
        Policy::SignedIn,
        waiting::get,
    )
}
