//! What a law compelled the organization to hand over. Written down after it was done; nothing is sent from here.
//!
//! Invariant: no page of a referral, a release or a plan leads here, and a subpoena alone writes nothing.

mod fields;
mod list;
mod new;
mod show;

use crate::policy::Policy;
use crate::routes::Routes;
use domain::member::Deed;

/// Their routes.
pub(crate) fn routes() -> Routes {
    let record = Policy::Deed(Deed::RecordMandate);
    Routes::new()
        .get("/mandated", record, list::get)
        .get("/mandated/new", record, new::get)
        .post("/mandated/new", record, new::post)
        .with_recent_password()
        .get("/mandated/{id}", record, show::get)
        .post("/mandated/{id}", record, show::post)
        .with_recent_password()
}
