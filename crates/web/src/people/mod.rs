//! The organization's staff: who works here, letting newcomers in, roles, ending access, and what a colleague never
//! sees.
//!
//! Invariant: these pages hold nothing about a person who is served; admins look after people without reading cases.

mod change;
mod hide;
mod invite;
mod kept;
mod let_in;
mod list;
mod site;

use crate::ctx::Ctx;
use crate::organization::only_looks_after_people;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use crate::texts::Tongue;
use app::people::Colleague;
use domain::ids::MemberId;
use domain::member::{Deed, MemberState, Role, roles_at};
use domain::org::OrgKind;
use std::borrow::Cow;

/// Their routes.
pub(crate) fn routes() -> Routes {
    let (manage, grant, hide) =
        (Policy::Deed(Deed::ManagePeople), Policy::Deed(Deed::GrantKeys), Policy::Deed(Deed::HideFromMember));
    Routes::new()
        // Whoever may manage people may share keys too, so one policy serves the list.
        .get("/people", grant, list::get)
        .get("/people/{id}/let-in", grant, let_in::get)
        .post("/people/{id}/let-in", grant, let_in::post)
        .with_recent_password()
        .get("/people/invite", manage, invite::get)
        .post("/people/invite", manage, invite::post)
        .post("/people/invitations/{id}/take-back", manage, invite::take_back)
        .get("/people/{id}/roles", manage, change::roles)
        .post("/people/{id}/roles", manage, change::set_roles)
        .with_recent_password()
        .get("/people/{id}/site", manage, site::get)
        .post("/people/{id}/site", manage, site::post)
        .get("/people/{id}/end", manage, change::end)
        .post("/people/{id}/end", manage, change::do_end)
        .with_recent_password()
        .get("/people/hide", hide, hide::get)
        .post("/people/hide", hide, hide::post)
        .get("/people/hidden", hide, hide::done)
        .get("/people/kept", Policy::Deed(Deed::NameAnew), kept::get)
        .post("/people/kept", Policy::Deed(Deed::NameAnew), kept::ask)
        .with_recent_password()
        .post("/people/kept/confirm", Policy::Deed(Deed::NameAnew), kept::confirm)
        .with_recent_password()
        .post("/people/kept/drop", Policy::Deed(Deed::NameAnew), kept::let_go)
        .nav_when(60, "nav-people", "/people", only_looks_after_people)
}

/// A colleague who still has access, by id. One whose access has ended is as good as none.
async fn colleague(ctx: &Ctx, caller: &Caller, id: MemberId) -> Result<Colleague, Problem> {
    let (colleagues, _) = app::people::list(&ctx.app, caller).await?;
    let found = colleagues.into_iter().find(|one| one.id == id && one.state != MemberState::Ended);
    found.ok_or(Problem::NotFound)
}

/// What each role is for, in a sentence.
fn meanings(t: &Tongue, kind: OrgKind) -> Vec<(Role, Cow<'static, str>)> {
    let key = |role: Role| match role {
        Role::Admin => "roles-of-admin",
        Role::Lead => "roles-of-lead",
        Role::Clinician => "roles-of-clinician",
        Role::FrontDesk => "roles-of-front-desk",
        Role::Advocate => "roles-of-advocate",
        Role::Reader => "roles-of-reader",
    };
    roles_at(kind).iter().map(|role| (*role, t.say(key(*role)))).collect()
}
