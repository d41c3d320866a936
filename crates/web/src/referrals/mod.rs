//! One referral, on either bank: how to reach the person safely first, then what is done and what the other side knows.
//!
//! Invariant: an advocacy organization tells nothing about a person here but what a live release of that person names.
//!
//! Every deed has its own address; opened by hand or after a change of language, it shows the record.

mod deeds;
mod halves;
mod history;
mod letters;
mod show;
pub(crate) mod sides;
mod stop;
mod stop_code;

use crate::policy::Policy;
use crate::routes::Routes;
use crate::texts::Tongue;
use app::referrals::Opening;
use domain::audit::Act;
use domain::ids::ReferralId;
use domain::member::Deed;
use std::borrow::Cow;

pub(crate) use show::elements;
pub(crate) use stop::{StopPage, StoppedPage, fresh as stop_form, said};

/// The addresses of deeds that stand on the record's page.
const DEEDS: &[&str] = &[
    "/referrals/{id}/accept",
    "/referrals/{id}/pass",
    "/referrals/{id}/decline",
    "/referrals/{id}/know",
    "/referrals/{id}/number",
    "/referrals/{id}/wishes",
    "/referrals/{id}/restrict",
    "/referrals/{id}/unrestrict",
    "/referrals/{id}/code-word",
    "/referrals/{id}/who-may-answer",
    "/referrals/{id}/recheck",
    "/referrals/{id}/plan/send",
    "/referrals/{id}/attempt",
    "/referrals/{id}/connected",
    "/referrals/{id}/close",
    "/referrals/{id}/hide",
    "/referrals/{id}/stop-again",
];

pub(crate) fn routes() -> Routes {
    let (answer, work) = (Policy::Deed(Deed::AnswerReferral), Policy::Deed(Deed::WorkReferral));
    let routes = Routes::new()
        .get("/referrals/{id}", Policy::Deed(Deed::OpenReferral), show::get)
        .post("/referrals/{id}/accept", answer, deeds::accept)
        .post("/referrals/{id}/pass", answer, deeds::pass)
        .post("/referrals/{id}/decline", answer, deeds::decline)
        .post("/referrals/{id}/know", answer, deeds::know_them)
        .post("/referrals/{id}/number", work, deeds::number)
        .post("/referrals/{id}/restrict", Policy::Deed(Deed::HideFromMember), deeds::restrict)
        .post("/referrals/{id}/unrestrict", Policy::Deed(Deed::HideFromMember), deeds::unrestrict)
        .post("/referrals/{id}/wishes", Policy::Deed(Deed::KeepWishes), deeds::wishes)
        .post("/referrals/{id}/code-word", work, deeds::code_word)
        .post("/referrals/{id}/who-may-answer", work, deeds::who_may_answer)
        .post("/referrals/{id}/recheck", work, deeds::recheck)
        .post("/referrals/{id}/plan/send", Policy::Deed(Deed::SendReferral), deeds::send_plan)
        .post("/referrals/{id}/attempt", work, deeds::attempt)
        .post("/referrals/{id}/connected", work, deeds::connected)
        .post("/referrals/{id}/close", work, deeds::close)
        .post("/referrals/{id}/hide", Policy::Deed(Deed::HideFromMember), deeds::hide)
        .get("/referrals/{id}/message", Policy::Deed(Deed::WritePlan), letters::get)
        .post("/referrals/{id}/message", Policy::Deed(Deed::WritePlan), letters::post)
        .get("/referrals/{id}/messages/{message}/take-out", Policy::Deed(Deed::WritePlan), letters::ask_out)
        .outlasting()
        .post("/referrals/{id}/messages/{message}/remove", Policy::Deed(Deed::WritePlan), letters::take_out)
        .outlasting()
        .get("/referrals/{id}/stop", Policy::Deed(Deed::StopSharing), stop::get)
        .outlasting()
        .post("/referrals/{id}/stop", Policy::Deed(Deed::StopSharing), stop::post)
        .outlasting()
        .get("/stop", Policy::Deed(Deed::StopByCode), stop_code::get)
        .post("/stop", Policy::Deed(Deed::StopByCode), stop_code::post)
        .get("/stop/done", Policy::Deed(Deed::StopByCode), stop_code::done)
        .post("/referrals/{id}/stop-again", Policy::Deed(Deed::StopSharing), stop::again)
        .outlasting();
    DEEDS.iter().fold(routes, |routes, path| routes.get(path, Policy::Deed(Deed::OpenReferral), show::get))
}

/// Who opened what of a record, in words.
pub(crate) fn opened(t: &Tongue, opening: &Opening) -> Cow<'static, str> {
    let said = t.with("name", &opening.by);
    match (opening.shown, opening.act) {
        (Some(what), _) => said.with("what", t.label(what)).say("referral-opened-field"),
        (None, Act::ReleaseFormOpened) => said.say("referral-opened-form"),
        (None, Act::MandateOpened) => said.say("referral-opened-mandate"),
        (None, Act::DisclosuresAccounted) => said.say("referral-opened-account"),
        (None, _) => said.say("referral-opened"),
    }
}

fn path(id: ReferralId) -> String {
    format!("/referrals/{id}")
}
