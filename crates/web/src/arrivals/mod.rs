//! The front desk: visits of people who come from a community partner.
//!
//! Invariant: neither the agency nor the reason stands on any page, in any title or in any error here.

mod list;
mod show;

use crate::policy::Policy;
use crate::routes::Routes;
use app::Session;
use domain::member::{Deed, Role};
use domain::org::OrgKind;
use domain::referral::Status;

pub(crate) fn routes() -> Routes {
    let desk = Policy::Deed(Deed::BookArrivals);
    Routes::new()
        .get("/arrivals", desk, list::get)
        .post("/arrivals/seen", desk, list::seen)
        .get("/arrivals/{id}", desk, show::get)
        .get("/arrivals/{id}/number", desk, show::get)
        .get("/arrivals/{id}/code-word", desk, show::get)
        .get("/arrivals/{id}/who-may-answer", desk, show::get)
        .get("/arrivals/{id}/book", desk, show::get)
        .get("/arrivals/{id}/came", desk, show::get)
        .get("/arrivals/{id}/undo", desk, show::get)
        .get("/arrivals/{id}/attempt", desk, show::get)
        .get("/arrivals/{id}/know", desk, show::get)
        .post("/arrivals/{id}/number", desk, show::number)
        .post("/arrivals/{id}/code-word", desk, show::code_word)
        .post("/arrivals/{id}/who-may-answer", desk, show::who_may_answer)
        .post("/arrivals/{id}/book", desk, show::book)
        .post("/arrivals/{id}/came", desk, show::came)
        .post("/arrivals/{id}/undo", desk, show::undo)
        .post("/arrivals/{id}/attempt", desk, show::attempt)
        .post("/arrivals/{id}/know", desk, show::know_them)
        .nav_when(10, "nav-arrivals", "/arrivals", sits_at_front_desk)
        .nav_when(20, "nav-stop-code", "/stop", is_all_front_desk)
}

/// A lead comes to it from the inbox.
fn sits_at_front_desk(session: &Session) -> bool {
    session.org().kind == OrgKind::HealthCenter && session.roles().contains(&Role::FrontDesk)
}

/// Others come to it from what was sent and from the releases.
fn is_all_front_desk(session: &Session) -> bool {
    session.roles().iter().eq([&Role::FrontDesk])
}

/// What a front desk calls where a visit stands.
fn standing(status: Status, is_booked: bool) -> &'static str {
    match status {
        _ if status.is_final() => "arrivals-over",
        Status::Connected => "arrivals-came",
        _ if is_booked => "arrivals-booked",
        _ => "arrivals-waiting",
    }
}
