//! The note of a visit, and the warm referral that may come of it: one page, at most twelve inputs.
//!
//! Invariant: no field asks what a patient has told. Nothing crosses that the review strip did not say first.

mod choices;
mod page;
mod read;
mod saved;
mod strip;

use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use app::Session;
use domain::member::{Deed, Role};
use domain::org::OrgKind;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/notes/new", Policy::Deed(Deed::WriteNote), page::get)
        .post("/notes/new", Policy::Deed(Deed::WriteNote), page::post)
        .get("/notes/{id}", Policy::Deed(Deed::WriteNote), saved::get)
        .nav_when(10, "nav-note", "/notes/new", sees_patients)
}

/// A lead comes to the page from their home: their menu holds what leads look after.
fn sees_patients(session: &Session) -> bool {
    is_health_center(session) && session.roles().contains(&Role::Clinician)
}

fn is_health_center(session: &Session) -> bool {
    session.org().kind == OrgKind::HealthCenter
}

/// Visits happen at health centers; elsewhere there is no such page.
fn only_at_a_health_center(session: &Session) -> Result<(), Problem> {
    is_health_center(session).then_some(()).ok_or(Problem::NotFound)
}
