//! The directory of services: what others publish, read into the store, withheld where somebody could be found by it, merged,
//! searched, and kept true by staff. Nothing here is about a person who is served.
//!
//! Invariant: whatever leaves this module about a place is a [`listing::Listing`] that was merged: the strictest of all
//! sources wins, whatever the index still says, and what the index does not know yet is doubted (`since`).
//! Invariant: a node with an empty directory builds no index and reads one number for a search.
//!
//! Read next: [`import()`], [`search()`], [`entry()`], `catalog` (the index, and when it is
//! made anew), `making` (which lines are one place), `hand` (withholding by hand), `keep` (what staff say), `unowned` (what
//! nobody looks after).

mod alike;
mod catalog;
mod change;
mod doors;
mod entry;
mod groups;
mod hand;
mod import;
mod keep;
mod making;
mod ours;
mod reading;
mod rows;
mod search;
mod since;
mod taking;
mod unowned;
mod uploads;

pub use ::directory::listing::{Area, Kind, Place, Whereabouts};
pub use ::directory::merge::{Field, Provenance};
pub use ::directory::points::{NoZip, Zip};
pub use ::directory::report::{At, Beside, Count, Malformed, Note, ReadError, Reason};
pub use ::directory::source::Source;
pub use ::directory::{hotlines, hours, listing, phone};
pub(crate) use catalog::Shelf;
pub use catalog::keep_index_in;
pub use change::Change;
pub use entry::{Entry, entry, public_entry};
pub use hand::{find, withhold, withhold_by};
pub use import::{Fate, ImportError, Listed, Told, import, import_saying, preview};
pub use keep::{
    MaybeSame, Open, WorkList, answer, decide, is_fresh, look_after, owner, right, still_right, suggest, work,
};
pub(crate) use ours::{Hidden, bare, is_called_so, told, told_name, with_hidden, withheld_of};
pub use reading::HowFar;
pub use rows::{Rows, has_rows, rows};
pub use search::{Answer, Ask, Near, PAGES, counties, is_empty, prepare, search};
pub use store::directory::{Counted, Run};
pub use taking::{as_our_site, as_our_sites, sites_named};
pub(crate) use uploads::Uploads;
pub use uploads::{
    BeingRead, Held, Looked, MOST_BYTES, Uploaded, apply, being_read, keep_uploads_in, look_through_upload, runs,
    uploads_lie_in,
};

/// Days after which an entry is to be looked at again.
pub const FRESH_DAYS: u32 = 90;
