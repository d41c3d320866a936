//! A person crosses the other way: first whether anything is shared at all, then a slip they carry or a release.
//!
//! Used by advocates for a health center, and by a health center that needs written releases.
//!
//! Invariant: the slip stores nothing about the person, and names no agency and no address.

mod details;
mod slip;
mod start;

use crate::ctx::Ctx;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use app::Session;
use app::partnerships::Partner;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::referral::Direction;

pub(crate) fn routes() -> Routes {
    let (send, print) = (Policy::Deed(Deed::SendReferral), Policy::Deed(Deed::PrintSlip));
    Routes::new()
        .get("/reverse", send, start::get)
        .get("/reverse/offered", send, start::thanks)
        .post("/reverse/offered", send, start::offered)
        .get("/reverse/slip", print, slip::get)
        .post("/reverse/slip", print, slip::post)
        .get("/reverse/slip/{id}/en", print, slip::english)
        .get("/reverse/slip/{id}/es", print, slip::spanish)
        .get("/reverse/{id}/details", send, details::get)
        .post("/reverse/{id}/details", send, details::post)
        .nav_when(25, "nav-reverse", "/reverse", is_advocacy)
}

fn is_advocacy(session: &Session) -> bool {
    session.org().kind == OrgKind::Advocacy
}

/// The partners on the other bank.
async fn partners(ctx: &Ctx, caller: &Caller) -> Result<Vec<Partner>, Problem> {
    let direction = Direction::from_sender(caller.org().kind).ok_or(Problem::NotFound)?;
    let all = app::partnerships::list(&ctx.app, caller).await?;
    Ok(all.into_iter().filter(|partner| partner.kind == direction.receiver_kind()).collect())
}
