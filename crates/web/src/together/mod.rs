//! What two organizations write together: the home of the partnership, its meetings and pilots, and who wrote what.
//!
//! Invariant: no page here holds anything about a person, and words that look like one are not taken.
//! Invariant: a form says how far its author had read, so nobody's words are overwritten unseen.

mod calendar;
mod cards;
mod certificates;
mod clause;
mod clock;
mod drill;
mod editor;
mod feeds;
mod hand_over;
mod history;
mod home;
pub mod library;
mod lists;
mod meetings;
mod mou;
mod next;
pub(crate) mod overdue;
mod procedure;
mod programs;
mod room;
mod rooms;
mod shelf;
mod successes;
mod sustain;
mod texts;
mod trainings;
mod version;

use crate::ctx::Ctx;
use crate::page::{Answer, Page};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use app::workspace::Place;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::workspace::Noun;
pub(crate) use successes::{Definition, definition, named};

/// Their routes.
pub(crate) fn routes() -> Routes {
    let (read, write) = (Policy::Deed(Deed::ReadWorkspace), Policy::Deed(Deed::WriteWorkspace));
    let sign = Policy::Deed(Deed::SignMou);
    Routes::new()
        .get("/together", read, home::choose)
        .get("/together/{id}", read, home::get)
        .post("/together/{id}/looked", write, home::looked)
        .get("/together/{id}/steps/{entry}", write, lists::step)
        .post("/together/{id}/steps/{entry}", write, lists::save_step)
        .get("/together/{id}/meetings", read, meetings::list)
        .get("/together/{id}/meetings/new", write, meetings::new)
        .post("/together/{id}/meetings/new", write, meetings::add)
        .get("/together/{id}/meetings/{entry}", read, meetings::show)
        .get("/together/{id}/meetings/{entry}/write", write, meetings::edit)
        .post("/together/{id}/meetings/{entry}/write", write, meetings::save)
        .get("/together/{id}/meetings/{entry}/actions", write, lists::action_of_meeting)
        .post("/together/{id}/meetings/{entry}/actions", write, lists::add_action_of_meeting)
        .get("/together/{id}/actions", write, lists::action)
        .post("/together/{id}/actions", write, lists::add_action)
        .get("/together/{id}/actions/{entry}", write, lists::edit_action)
        .post("/together/{id}/actions/{entry}", write, lists::save_action)
        .get("/together/{id}/pilots", read, lists::pilots)
        .get("/together/{id}/pilots/new", write, lists::pilot)
        .post("/together/{id}/pilots/new", write, lists::add_pilot)
        .get("/together/{id}/pilots/{entry}", write, lists::edit_pilot)
        .post("/together/{id}/pilots/{entry}", write, lists::save_pilot)
        .get("/together/{id}/calendar", read, calendar::agenda)
        .get("/together/{id}/calendar/month", read, calendar::month)
        .get("/together/{id}/calendar/new", write, calendar::new)
        .post("/together/{id}/calendar/new", write, calendar::add)
        .get("/together/{id}/calendar/{entry}", write, calendar::edit)
        .post("/together/{id}/calendar/{entry}", write, calendar::save)
        .post("/together/{id}/calendar/{entry}/skip", write, calendar::skip)
        .post("/together/{id}/calendar/{entry}/put-back", write, calendar::put_back)
        .get("/calendar", read, feeds::list)
        .post("/calendar", read, feeds::make)
        .post("/calendar/{id}/end", read, feeds::end)
        .get("/calendar/{id}", Policy::Anyone, feeds::read)
        .merge(rooms::routes(read, write))
        .get("/together/{id}/mou", read, mou::show)
        .post("/together/{id}/mou/start", write, mou::start)
        .post("/together/{id}/mou/add", write, mou::add)
        .post("/together/{id}/mou/freeze", write, mou::freeze)
        .get("/together/{id}/mou/clauses/new", write, clause::new)
        .post("/together/{id}/mou/clauses/new", write, clause::add)
        .get("/together/{id}/mou/clauses/{entry}", read, clause::show)
        .get("/together/{id}/mou/clauses/{entry}/write", write, clause::edit)
        .post("/together/{id}/mou/clauses/{entry}/write", write, clause::save)
        .post("/together/{id}/mou/clauses/{entry}/accept", write, clause::accept)
        .post("/together/{id}/mou/clauses/{entry}/remarks", write, clause::remark)
        .get("/together/{id}/mou/versions/{n}", read, version::show)
        .get("/together/{id}/mou/versions/{n}/paper.pdf", read, version::pdf)
        .get("/together/{id}/mou/versions/{n}/compare", read, version::compare)
        .get("/together/{id}/mou/versions/{n}/sign", sign, version::sign)
        .post("/together/{id}/mou/versions/{n}/sign", sign, version::do_sign)
        .with_recent_password()
        .get("/together/{id}/procedures/{way}", read, procedure::show)
        .post("/together/{id}/procedures/{way}/start", write, procedure::start)
        .post("/together/{id}/procedures/{way}/accept", write, procedure::accept)
        .get("/together/{id}/procedures/{way}/new", write, procedure::new)
        .post("/together/{id}/procedures/{way}/new", write, procedure::add)
        .get("/together/{id}/procedures/{way}/hotline", write, procedure::hotline)
        .post("/together/{id}/procedures/{way}/hotline", write, procedure::save_hotline)
        .get("/together/{id}/procedures/{way}/live", read, procedure::live)
        .get("/together/{id}/procedure-versions/{past}", read, procedure::version)
        .get("/together/{id}/procedure-steps/{entry}", write, procedure::edit)
        .post("/together/{id}/procedure-steps/{entry}", write, procedure::save)
        .get("/together/{id}/changes", read, history::latest)
        .get("/together/{id}/removed", read, history::removed)
        .get("/together/{id}/cards", read, cards::show)
        .post("/together/{id}/cards", write, cards::make)
        .get("/together/{id}/cards/{batch}/cards.pdf", read, cards::pdf)
        .get("/words", Policy::Deed(Deed::TallyWord), cards::words)
        .post("/words", Policy::Deed(Deed::TallyWord), cards::hear)
        .post("/words/back", Policy::Deed(Deed::TallyWord), cards::take_back)
        .get("/together/{id}/successes", read, successes::show)
        .post("/together/{id}/successes", Policy::Deed(Deed::CloseTotals), successes::close)
        .taking_long()
        .post("/together/{id}/successes/again", Policy::Deed(Deed::CloseTotals), successes::send_again)
        .get("/together/{id}/successes/table.csv", read, successes::file)
        .get("/together/{id}/successes/periods", Policy::Deed(Deed::CloseTotals), successes::periods)
        .get("/together/{id}/successes/periods/{period}/paper.pdf", Policy::Deed(Deed::CloseTotals), successes::paper)
        .get("/together/{id}/successes/periods/{period}/table.csv", Policy::Deed(Deed::CloseTotals), successes::table)
        .get("/together/{id}/quality", read, successes::quality::show)
        .get("/together/{id}/quality/table.csv", read, successes::quality::file)
        .get("/together/{id}/changes/{entry}", read, history::of_entry)
        .post("/together/{id}/changes/{entry}/undo", write, history::undo)
        .nav_when(85, "nav-together", "/together", |session| session.may(Deed::WriteWorkspace))
        .nav_over(&["/services", "/consult", "/calendar", "/words"])
}

/// The home of a partnership.
fn path(place: PartnershipId) -> String {
    format!("/together/{place}")
}

/// Where an entry of this noun is read, or written if it is read nowhere by itself.
fn path_of(place: PartnershipId, noun: Noun, entry: EntryId) -> String {
    let part = match noun {
        Noun::Clause => "mou/clauses",
        Noun::ProcedureStep => "procedure-steps",
        Noun::Step => "steps",
        Noun::Meeting => "meetings",
        Noun::Action => "actions",
        Noun::Pilot => "pilots",
        // Read on the page of what they belong to.
        Noun::Remark | Noun::Procedure => "changes",
        Noun::Occasion => "calendar",
        Noun::Training => "trainings",
        other => return rooms::list_of(place, other),
    };
    format!("{}/{part}/{entry}", path(place))
}

/// One of the caller's partnerships.
async fn place_of(ctx: &Ctx, caller: &Caller, id: PartnershipId) -> Result<Place, Problem> {
    Ok(app::workspace::place(&ctx.app, caller, id).await?)
}

fn to(path: &str) -> Answer {
    Ok(Page::to(path))
}
