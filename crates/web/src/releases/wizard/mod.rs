//! A release, talked through together on eight short pages.
//!
//! Nothing is ticked before somebody ticks it. A page that is not reached yet leads to the first open one and changes
//! nothing. What was answered is kept sealed for a day, and only for who began it.
//!
//! Invariant: help is never made to depend on a release; another way is always the first question.

mod begin;
mod instead;
mod page;
mod read;
mod sheet;
mod step;
mod strokes;

pub(crate) use page::silence_text;

use crate::policy::Policy;
use crate::routes::Routes;
use domain::ids::ReleaseId;
use domain::member::Deed;
use domain::release::draft::Step;

pub(super) fn routes() -> Routes {
    let take = Policy::Deed(Deed::TakeRelease);
    Routes::new()
        .get("/releases/new", take, begin::for_referral)
        .post("/releases/new", take, begin::post_for_referral)
        .get("/referrals/{id}/release", take, begin::feedback)
        .post("/referrals/{id}/release", take, begin::post_feedback)
        .get("/referrals/{id}/release/care", take, begin::care)
        .post("/referrals/{id}/release/care", take, begin::post_care)
        .get("/releases/instead/call", take, instead::call)
        .get("/releases/instead/carry", take, instead::carry)
        .get("/releases/instead/nothing", take, instead::nothing)
        .get("/releases/begun/{id}", take, step::first_open)
        .post("/releases/begun/{id}/discard", take, step::discard)
        .get("/releases/begun/{id}/another-way", take, step::other_way)
        .post("/releases/begun/{id}/another-way", take, step::post_other_way)
        .get("/releases/begun/{id}/what", take, step::what)
        .post("/releases/begun/{id}/what", take, step::post_what)
        .get("/releases/begun/{id}/who", take, step::who)
        .post("/releases/begun/{id}/who", take, step::post_who)
        .get("/releases/begun/{id}/why", take, step::why)
        .post("/releases/begun/{id}/why", take, step::post_why)
        .get("/releases/begun/{id}/how-long", take, step::how_long)
        .post("/releases/begun/{id}/how-long", take, step::post_how_long)
        .get("/releases/begun/{id}/rights", take, step::rights)
        .post("/releases/begun/{id}/rights", take, step::post_rights)
        .get("/releases/begun/{id}/paper", take, sheet::get)
        .get("/releases/begun/{id}/sign", take, step::sign)
        .post("/releases/begun/{id}/sign", take, step::post_sign)
        .get("/releases/begun/{id}/copy", take, step::copy)
        .post("/releases/begun/{id}/copy", take, step::post_copy)
}

/// The page of a step of a draft.
fn path(id: ReleaseId, step: Step) -> String {
    let page = match step {
        Step::OtherWay => "another-way",
        Step::What => "what",
        Step::Who => "who",
        Step::Why => "why",
        Step::HowLong => "how-long",
        Step::Rights => "rights",
        Step::Signature => "sign",
        Step::Copy => "copy",
    };
    format!("/releases/begun/{id}/{page}")
}

/// The step before or after this one.
fn beside(step: Step, forward: bool) -> Option<Step> {
    let place = Step::ALL.iter().position(|one| *one == step)?;
    let other = if forward { place.checked_add(1) } else { place.checked_sub(1) };
    Step::ALL.get(other?).copied()
}
