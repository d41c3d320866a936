//! What crossed: the log of an organization, that of one record, and the accounting that a person can ask for.
//!
//! Invariant: no page, address or file name here says who a person is; the accounting has no name in it either.

mod accounting;
mod lines;
mod list;
mod period;
mod record;

pub(crate) use accounting::initials;

use crate::policy::Policy;
use crate::routes::Routes;
use domain::member::Deed;

/// Their routes.
pub(crate) fn routes() -> Routes {
    let read = Policy::Deed(Deed::ReadDisclosures);
    Routes::new()
        .get("/disclosures", read, list::get)
        .get("/disclosures/{id}", read, record::get)
        .post("/disclosures/{id}", Policy::Deed(Deed::AccountDisclosures), record::post)
        .with_recent_password()
}
