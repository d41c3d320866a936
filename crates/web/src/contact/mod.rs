//! How a person is reached, on every page where somebody could: the plan in words, why it is closed and when it opens,
//! its masked parts, and the page that puts it down anew.

mod closed;
pub(crate) mod fields;
mod plan;
pub(crate) mod tried;
mod words;

pub(crate) use closed::{Closed, closed};
pub(crate) use plan::words_to_use;
pub(crate) use words::{Masked, Shown, asked, masked, times, zone};

use crate::policy::Policy;
use crate::routes::Routes;
use domain::member::Deed;

pub(crate) fn routes() -> Routes {
    let work = Policy::Deed(Deed::WorkReferral);
    Routes::new().get("/referrals/{id}/plan", work, plan::get).post("/referrals/{id}/plan", work, plan::post)
}
