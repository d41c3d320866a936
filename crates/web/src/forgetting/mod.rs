//! Forgetting: what goes when, what is forgotten because somebody says so, what stops it, and what is gone.
//!
//! Invariant: these pages open nothing of a person; they say which record by its short code.

mod ask;
mod due;
mod everything;
mod gone;
mod hold;
mod part;
mod record;
mod times;
mod words;

pub(crate) use record::Forgetting;

use crate::form::Form;
use crate::policy::Policy;
use crate::routes::Routes;
use domain::ids::ReferralId;
use domain::member::Deed;

/// Their routes.
pub(crate) fn routes() -> Routes {
    let (forget, hold) = (Policy::Deed(Deed::ForgetRecord), Policy::Deed(Deed::HoldRecord));
    let (times, words) = (Policy::Deed(Deed::ManageRetention), Policy::Deed(Deed::ForgetByDate));
    Routes::new()
        .get("/referrals/{id}/forget", forget, everything::get)
        .outlasting()
        .post("/referrals/{id}/forget", forget, everything::post)
        .outlasting()
        .get("/referrals/{id}/forget-part", forget, part::get)
        .post("/referrals/{id}/forget-part", forget, part::post)
        .get("/referrals/{id}/ask-partner", forget, ask::get)
        .outlasting()
        .post("/referrals/{id}/ask-partner", forget, ask::post)
        .outlasting()
        .get("/referrals/{id}/asked", forget, ask::decide)
        .outlasting()
        .post("/referrals/{id}/asked", forget, ask::decided)
        .outlasting()
        .get("/referrals/{id}/hold", hold, hold::get)
        .outlasting()
        .post("/referrals/{id}/hold", hold, hold::post)
        .outlasting()
        .get("/referrals/{id}/hold-lift", hold, hold::get)
        .outlasting()
        .post("/referrals/{id}/hold-lift", hold, hold::lift)
        .outlasting()
        .get("/referrals/{id}/gone", Policy::Deed(Deed::OpenReferral), gone::get)
        .outlasting()
        .get("/retention", times, times::get)
        .post("/retention", times, times::post)
        .with_recent_password()
        .get("/retention/due", times, due::get)
        .get("/retention/words", words, words::get)
        .post("/retention/words", words, words::post)
        .with_recent_password()
}

/// How many messages of the partner's the page said nobody here has read. A page that said nothing said none.
fn seen(form: &Form) -> u32 {
    form.value("unread").parse().unwrap_or(0)
}

fn back(id: ReferralId) -> String {
    format!("/referrals/{id}")
}
