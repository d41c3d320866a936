//! The organization after set-up: its settings. Its staff and its partnership have rooms of their own.
//!
//! Invariant: these pages hold nothing about a person who is served.

mod read;
mod settings;

use crate::policy::Policy;
use crate::routes::Routes;
use app::Session;
use domain::member::{Deed, Role};

/// Their routes.
pub(crate) fn routes() -> Routes {
    let settings = Policy::Deed(Deed::ManageSettings);
    // An admin who is lead as well comes here from the page of people.
    Routes::new()
        .get("/settings", settings, settings::get)
        .post("/settings", settings, settings::post)
        .get("/settings/saved", settings, settings::saved)
        .nav_when(65, "nav-settings", "/settings", only_looks_after_people)
}

/// An admin who is not lead: whose work these pages are, beside people.
pub(crate) fn only_looks_after_people(session: &Session) -> bool {
    session.roles().contains(&Role::Admin) && !session.roles().contains(&Role::Lead)
}
