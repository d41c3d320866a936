//! Releases: the list of live ones, one of them, its paper, and the eight pages on which every one of them is signed.
//!
//! Invariant: help is never made to depend on a release; sharing nothing is always the first answer offered.

mod form;
mod list;
mod receipt;
mod unsent;
mod wizard;

pub(crate) use unsent::two_names;
pub(crate) use wizard::silence_text;

use crate::policy::Policy;
use crate::routes::Routes;
use app::Session;
use domain::member::Deed;
use domain::org::{OrgKind, Regime};

pub(crate) fn routes() -> Routes {
    let read = Policy::Deed(Deed::ReadReleases);
    Routes::new()
        .get("/releases", read, list::get)
        .get("/releases/{id}", read, list::one)
        .get("/releases/{id}/paper", read, receipt::get)
        .get("/releases/{id}/form", read, form::get)
        .get("/referrals/{id}/paper", Policy::Deed(Deed::OpenReferral), receipt::agreed)
        .get("/releases/{id}/stop", Policy::Deed(Deed::StopSharing), list::stop)
        .post("/releases/{id}/stop", Policy::Deed(Deed::StopSharing), list::stopped)
        .get("/releases/{id}/forget", Policy::Deed(Deed::ForgetRecord), unsent::forget)
        .post("/releases/{id}/forget", Policy::Deed(Deed::ForgetRecord), unsent::forgotten)
        .get("/releases/{id}/hide", Policy::Deed(Deed::HideFromMember), unsent::hide)
        .post("/releases/{id}/hide", Policy::Deed(Deed::HideFromMember), unsent::hidden)
        .get("/releases/{id}/restrict", Policy::Deed(Deed::HideFromMember), unsent::restrict)
        .post("/releases/{id}/restrict", Policy::Deed(Deed::HideFromMember), unsent::restricted)
        // A page that is asked for anew after it was posted.
        .get("/releases/{id}/unrestrict", Policy::Deed(Deed::HideFromMember), unsent::restrict)
        .post("/releases/{id}/unrestrict", Policy::Deed(Deed::HideFromMember), unsent::unrestricted)
        .merge(wizard::routes())
        .nav_when(40, "nav-releases", "/releases", takes_releases)
}

/// Where survivor-services law binds, sharing rests on releases; elsewhere hardly anybody takes one.
fn takes_releases(session: &Session) -> bool {
    session.org().kind == OrgKind::Advocacy || session.org().regimes().contains(&Regime::SurvivorServices)
}
