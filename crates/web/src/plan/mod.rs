//! A coordinated care plan: our lines and theirs side by side, each line shared by itself, messages between the teams,
//! and notes that stay here.
//!
//! Invariant: what crosses is shown on a page of its own, word for word, before it is sent.

pub(crate) mod closed;
mod corner;
mod letters;
mod lines;
mod notes;
pub(crate) mod out;
mod share;
mod show;
mod stop;

use crate::policy::Policy;
use crate::routes::Routes;
use domain::ids::ReferralId;
use domain::member::Deed;

pub(crate) use corner::Corner;
pub(crate) use letters::reading;
pub(crate) use notes::MessagePage;

pub(crate) fn routes() -> Routes {
    let (read, write) = (Policy::Deed(Deed::ReadPlan), Policy::Deed(Deed::WritePlan));
    Routes::new()
        .get("/plans/{id}", read, show::get)
        .get("/plans/{id}/goal", write, lines::goal)
        .post("/plans/{id}/goal", write, lines::add_goal)
        .get("/plans/{id}/task", write, lines::task)
        .post("/plans/{id}/task", write, lines::add_task)
        .get("/plans/{id}/lines/{line}", write, lines::edit)
        .post("/plans/{id}/lines/{line}", write, lines::change)
        .post("/plans/{id}/lines/{line}/done", write, lines::done)
        .post("/plans/{id}/lines/{line}/remove", write, lines::remove)
        .outlasting()
        .get("/plans/{id}/lines/{line}/share", write, share::get)
        .post("/plans/{id}/lines/{line}/share", write, share::post)
        .post("/plans/{id}/lines/{line}/back", write, share::back)
        .outlasting()
        .get("/plans/{id}/message", write, notes::message)
        .post("/plans/{id}/message", write, notes::send)
        .get("/plans/{id}/messages/{message}/take-out", write, notes::ask_out)
        .outlasting()
        .post("/plans/{id}/messages/{message}/remove", write, notes::take_out)
        .outlasting()
        .get("/plans/{id}/note", write, notes::note)
        .post("/plans/{id}/note", write, notes::keep)
        .post("/plans/{id}/notes/{note}/remove", write, notes::remove)
        .outlasting()
        .get("/plans/{id}/stop", Policy::Deed(Deed::StopSharing), stop::get)
        .outlasting()
        .post("/plans/{id}/stop", Policy::Deed(Deed::StopSharing), stop::post)
        .outlasting()
}

/// Where a release for the plan of a record is taken.
pub(crate) fn release_path(id: ReferralId) -> String {
    format!("/referrals/{id}/release/care")
}

fn path(id: ReferralId) -> String {
    format!("/plans/{id}")
}
