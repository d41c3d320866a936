//! The organization after set-up: its settings, and for leads the one page that leads to its staff, its partnership,
//! its settings and its audit.
//!
//! Invariant: these pages hold nothing about a person who is served.

mod read;
mod settings;
mod state;

use crate::ctx::Ctx;
use crate::page::Answer;
use crate::policy::Policy;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::Session;
use askama::Template;
use domain::member::{Deed, Role};

/// Their routes.
pub(crate) fn routes() -> Routes {
    let settings = Policy::Deed(Deed::ManageSettings);
    Routes::new()
        // Whoever has one of the deeds behind it may share keys too, so one policy serves the page.
        .get("/organization", Policy::Deed(Deed::GrantKeys), get)
        .get("/settings", settings, settings::get)
        .post("/settings", settings, settings::post)
        .with_recent_password()
        .get("/settings/saved", settings, settings::saved)
        .get("/settings/state", settings, state::get)
        .post("/settings/state", settings, state::post)
        .with_recent_password()
        .nav_when(70, "nav-organization", "/organization", leads)
        .nav_over(&[
            "/people",
            "/partnership",
            "/affiliations",
            "/settings",
            "/audit",
            "/disclosures",
            "/mandated",
            "/retention",
        ])
        .nav_when(70, "nav-settings", "/settings", only_looks_after_people)
}

/// A lead works with people most of the day, so what they look after has one link in their menu.
fn leads(session: &Session) -> bool {
    session.roles().contains(&Role::Lead)
}

/// An admin who is not lead: whose work these pages are.
pub(crate) fn only_looks_after_people(session: &Session) -> bool {
    session.roles().contains(&Role::Admin) && !leads(session)
}

#[derive(Template)]
#[template(path = "organization/organization.html")]
struct OrganizationPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    caller: &'a Caller,
}

impl OrganizationPage<'_> {
    fn may(&self, deed: Deed) -> bool {
        self.caller.may(deed)
    }
}

/// `GET /organization`.
async fn get(ctx: Ctx, caller: Caller) -> Answer {
    ctx.show(&OrganizationPage { ctx: &ctx, t: &ctx.t, caller: &caller })
}
