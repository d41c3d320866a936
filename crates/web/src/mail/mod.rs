//! A member's own notices by e-mail: an address that they confirm by a code, and when to write to it.

mod code;
mod page;
mod read;
mod times;

use crate::policy::Policy;
use crate::routes::Routes;

/// Their routes. Everybody who works here has the page; nobody sees or sets another's.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/mail", Policy::SignedIn, page::get)
        .post("/mail", Policy::SignedIn, page::post)
        .get("/mail/code", Policy::SignedIn, code::get)
        .post("/mail/code", Policy::SignedIn, code::post)
        .post("/mail/again", Policy::SignedIn, code::again)
        .get("/mail/times", Policy::SignedIn, times::get)
        .post("/mail/times", Policy::SignedIn, times::post)
        .post("/mail/off", Policy::SignedIn, page::off)
}
