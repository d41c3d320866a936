//! Trainings, programs, what keeps them going, and the shelf: their routes, and the one form that writes them.

use super::editor::{self, Sheet};
use super::next::{self, After};
use super::{certificates, drill, hand_over, history, path, programs, shelf, sustain, trainings};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::session::Caller;
use axum::extract::Query;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::shelf::GUIDE;
use domain::workspace::Noun;

/// A list of the workspace, and how something new comes on it.
struct Room {
    noun: Noun,
    /// The list's own part of the path.
    part: &'static str,
    new: &'static str,
    new_title: &'static str,
    title: &'static str,
    lead: &'static str,
    /// Fields that a new one begins with.
    given: &'static [(&'static str, &'static str)],
}

const fn room(noun: Noun, part: &'static str, new: &'static str, words: [&'static str; 3]) -> Room {
    Room { noun, part, new, new_title: words[0], title: words[1], lead: words[2], given: &[] }
}

/// What the next of a series keeps of the last one.
const CARRIED: &[&str] = &["minutes", "series", "language", "staff", "provider", "room", "slots", "supplies", "owner"];

const ROOMS: &[Room] = &[
    Room {
        given: &[("minutes", "90"), ("months", "12"), ("kind", "cross_training")],
        ..room(
            Noun::Training,
            "trainings",
            "/together/{id}/trainings/new",
            ["training-new", "training-title", "training-lead"],
        )
    },
    Room {
        given: &[("series", "monthly"), ("minutes", "90")],
        ..room(
            Noun::Celebration,
            "celebrations",
            "/together/{id}/celebrations/new",
            ["celebration-new", "celebration-title", "program-number-lead"],
        )
    },
    room(Noun::Visit, "visits", "/together/{id}/visits/new", ["visit-new", "visit-title", "program-number-lead"]),
    room(
        Noun::Presence,
        "presences",
        "/together/{id}/presences/new",
        ["presence-new", "presence-title", "presence-form-lead"],
    ),
    room(Noun::Stop, "stops", "/together/{id}/stops/new", ["stop-new", "stop-entry", "program-number-lead"]),
    room(Noun::Slot, "slots", "/together/{id}/slots/new", ["slot-new", "slot-title", "program-number-lead"]),
    room(Noun::Fund, "sustainability", "/together/{id}/funds/new", ["fund-new", "fund-title", "sustain-form-lead"]),
    room(Noun::Cost, "sustainability", "/together/{id}/costs/new", ["cost-new", "cost-title", "sustain-form-lead"]),
    room(
        Noun::Policy,
        "sustainability",
        "/together/{id}/policies/new",
        ["policy-new", "policy-title", "sustain-form-lead"],
    ),
    // One of a partnership, so nothing new comes.
    room(Noun::Continuity, "sustainability", "", ["continuity-title", "continuity-title", "continuity-lead"]),
    room(Noun::Cycle, "quality", "/together/{id}/cycles/new", ["cycle-new", "cycle-title", "cycle-lead"]),
    room(Noun::ShelfItem, "shelf", "/together/{id}/shelf/new", ["shelf-new", "shelf-item", "shelf-form-lead"]),
];

/// Their routes.
pub(super) fn routes(read: Policy, write: Policy) -> Routes {
    let lead = Policy::Deed(Deed::ManagePartnership);
    let lists = Routes::new()
        .get("/together/{id}/shelf", read, shelf::list)
        .get("/together/{id}/shelf/{entry}/open", read, shelf::open)
        .post("/together/{id}/shelf/{entry}/put", write, shelf::put)
        .get("/together/{id}/trainings", read, trainings::list)
        .get("/together/{id}/trainings/{entry}", read, trainings::show)
        .get("/together/{id}/trainings/{entry}/attendance", write, trainings::attendance)
        .post("/together/{id}/trainings/{entry}/attendance", write, trainings::set_attendance)
        .get("/together/{id}/coverage", write, trainings::coverage)
        .get("/together/{id}/certificates", write, certificates::list)
        .get("/together/{id}/certificates/new", write, certificates::new)
        .post("/together/{id}/certificates/new", write, certificates::add)
        .post("/together/{id}/certificates/{entry}/remove", write, certificates::remove)
        .post("/together/{id}/certificates/{entry}/restore", write, certificates::restore)
        .get("/together/{id}/programs", read, programs::all)
        .get("/together/{id}/celebrations", read, programs::celebrations)
        .get("/together/{id}/visits", read, programs::visits)
        .get("/together/{id}/presences", read, programs::presences)
        .get("/together/{id}/stops", read, programs::stops)
        .get("/together/{id}/slots", read, programs::slots)
        .get("/together/{id}/slots/{entry}/staff", write, certificates::staff)
        .post("/together/{id}/slots/{entry}/staff", write, certificates::assign)
        .get("/together/{id}/sustainability", read, sustain::show)
        .get("/together/{id}/drill", write, drill::choose)
        .get("/together/{id}/drill/{entry}", write, drill::show)
        .get("/together/{id}/drill/{entry}/hand-over", lead, hand_over::get)
        .post("/together/{id}/drill/{entry}/hand-over", lead, hand_over::post)
        .get("/together/{id}/entries/{entry}", write, edit)
        .post("/together/{id}/entries/{entry}", write, save);
    ROOMS.iter().filter(|room| !room.new.is_empty()).fold(lists, |routes, room| {
        routes
            .get(
                room.new,
                write,
                move |ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, Query(after): Query<After>| async move {
                    let sheet = next::carried(&ctx, &caller, new_sheet(id, room), &after, CARRIED).await?;
                    editor::show(&ctx, &caller, &sheet).await
                },
            )
            .post(
                room.new,
                write,
                move |ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted| async move {
                    editor::save(&ctx, &caller, &new_sheet(id, room), posted).await
                },
            )
    })
}

/// The list that entries of this noun stand on.
pub(super) fn list_of(place: PartnershipId, noun: Noun) -> String {
    let room = ROOMS.iter().find(|room| room.noun == noun);
    room.map_or_else(|| path(place), |room| format!("{}/{}", path(place), room.part))
}

/// Where its author goes from the form: a training has a page of its own.
fn back(place: PartnershipId, noun: Noun) -> String {
    if noun == Noun::Training { String::new() } else { list_of(place, noun) }
}

fn new_sheet(id: PartnershipId, room: &Room) -> Sheet {
    Sheet {
        place: id,
        noun: room.noun,
        entry: None,
        action: room.new.replace("{id}", &id.to_string()),
        back: back(id, room.noun),
        title: room.new_title,
        lead: room.lead,
        given: room.given.iter().map(|(field, value)| (*field, (*value).to_owned())).collect(),
    }
}

/// The form of an entry that stands, of the plan that every partnership has, or of something that the guide points to.
async fn sheet(ctx: &Ctx, caller: &Caller, id: PartnershipId, entry: EntryId) -> Result<Sheet, Problem> {
    let reference = GUIDE.iter().find(|reference| app::shelf::entry_of(id, reference) == entry);
    let noun = if entry == Noun::Continuity.only(id, "plan") {
        Noun::Continuity
    } else if reference.is_some() {
        Noun::ShelfItem
    } else {
        history::find(ctx, caller, id, entry).await?.0
    };
    let room = ROOMS.iter().find(|room| room.noun == noun).ok_or(Problem::NotFound)?;
    let given = reference.map(|reference| {
        let texts = [("title", reference.title), ("source", reference.source), ("link", reference.link)];
        texts.into_iter().chain([("dated", reference.dated)]).map(|(field, text)| (field, text.to_owned())).collect()
    });
    Ok(Sheet {
        place: id,
        noun,
        entry: Some(entry),
        action: format!("{}/entries/{entry}", path(id)),
        back: back(id, noun),
        title: room.title,
        lead: room.lead,
        given: given.unwrap_or_default(),
    })
}

/// `GET /together/{id}/entries/{entry}`.
async fn edit(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    editor::show(&ctx, &caller, &sheet(&ctx, &caller, id, entry).await?).await
}

/// `POST /together/{id}/entries/{entry}`.
async fn save(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>, posted: Posted) -> Answer {
    editor::save(&ctx, &caller, &sheet(&ctx, &caller, id, entry).await?, posted).await
}
