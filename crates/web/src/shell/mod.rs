//! The pages around every feature: signing in, locking, language, help, leaving, and the probe.

pub(crate) mod again;
pub(crate) mod leave;
pub(crate) mod locked;
mod pages;
pub(crate) mod sign_in;

use crate::assets;
use crate::headers;
use crate::held;
use crate::policy::Policy;
use crate::routes::Routes;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/", Policy::SignedIn, pages::start)
        .get("/help", Policy::Anyone, pages::help)
        .post("/language", Policy::Anyone, pages::language)
        .get("/sign-in", Policy::SignedOut, sign_in::get)
        .post("/sign-in", Policy::SignedOut, sign_in::post)
        .post("/sign-out", Policy::Session, locked::sign_out)
        .get("/locked", Policy::Session, locked::get)
        .post("/locked", Policy::Session, locked::unlock)
        .post("/lock", Policy::Session, locked::lock)
        .post("/awake", Policy::SignedIn, locked::awake)
        .post(held::RESUME, Policy::Session, locked::resume)
        .get("/safety", Policy::Public, leave::safety)
        .get("/safety/{lang}", Policy::Public, leave::safety_in)
        .get("/leave", Policy::Anyone, leave::get)
        .get("/healthz", Policy::Open, pages::health)
        .post(headers::REPORTS, Policy::Open, pages::content_report)
        .get("/assets/{version}/{name}", Policy::Open, assets::get)
}
