//! The partnership as a lead looks after it: liaisons, the six words, pausing. Holds nothing about a person.

mod change;
mod invite;
mod standing;

use crate::ctx::Ctx;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use app::partnerships::Standing;
use domain::ids::PartnershipId;
use domain::member::Deed;

/// Their routes.
pub(crate) fn routes() -> Routes {
    let leads = Policy::Deed(Deed::ManagePartnership);
    Routes::new()
        .get("/partnership", leads, standing::get)
        .get("/partnership/accept", leads, invite::accept)
        .post("/partnership/accept", leads, invite::do_accept)
        .post("/partnership/accept/{id}/take-back", leads, invite::take_back)
        .get("/partnership/invite/{id}", leads, invite::get)
        .post("/partnership/invite/{id}", leads, invite::post)
        .get("/partnership/{id}/liaisons", leads, change::liaisons)
        .post("/partnership/{id}/liaisons", leads, change::name_liaisons)
        .get("/partnership/{id}/words", leads, change::words)
        .post("/partnership/{id}/words", leads, change::confirm_words)
        .with_recent_password()
        .get("/partnership/{id}/pause", leads, change::pause)
        .post("/partnership/{id}/pause", leads, change::do_pause)
        .post("/partnership/{id}/resume", leads, change::resume)
}

/// How one partnership stands.
async fn standing_of(ctx: &Ctx, caller: &Caller, id: PartnershipId) -> Result<Standing, Problem> {
    let all = app::partnerships::standing(&ctx.app, caller).await?;
    all.into_iter().find(|one| one.partner.partnership == id).ok_or(Problem::NotFound)
}
