//! The directory of services, for staff: searching it, an entry with who said what, keeping it true, and reading files of
//! others into it. A withheld place has no address on any of these pages, since what they are made of has none.

mod card;
mod entry;
mod import;
mod pages;
mod rows;
mod search;
mod suggest;
mod why;
mod work;

pub(crate) use card::{Card, Hotline, Pick, hotlines};
pub(crate) use pages::{Pages, asked_for};
pub(crate) use search::{WORDS, languages};

use crate::policy::Policy;
use crate::routes::Routes;
use domain::member::Deed;

/// Their routes.
pub(crate) fn routes() -> Routes {
    let (read, keep) = (Policy::Deed(Deed::ReadServices), Policy::Deed(Deed::KeepDirectory));
    let (files, lists) = (Policy::Deed(Deed::ImportDirectory), Policy::Deed(Deed::WriteListings));
    Routes::new()
        .get("/directory", read, search::get)
        .post("/directory", read, search::post)
        .get("/directory/{id}", read, entry::get)
        .get("/directory/{id}/suggest", read, suggest::get)
        .post("/directory/{id}/suggest", read, suggest::post)
        .post("/directory/{id}/right", keep, entry::right)
        .post("/directory/{id}/keep", keep, entry::keep)
        .get("/directory/{id}/withhold", keep, entry::withhold)
        .post("/directory/{id}/withhold", keep, entry::do_withhold)
        .post("/directory/{id}/our-site", lists, entry::our_site)
        .get("/directory/work", keep, work::get)
        .post("/directory/work/same", keep, work::same)
        .post("/directory/work/{id}/take", keep, work::take)
        .post("/directory/work/{id}/leave", keep, work::leave)
        .get("/directory/import", files, import::get)
        .post("/directory/import", files, import::post)
        .taking_a_file()
        .taking_long()
        .post("/directory/import/apply", files, import::apply)
        .get("/directory/import/{id}/rows.csv", files, rows::get)
}
