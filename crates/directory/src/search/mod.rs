//! Searching the directory: words, services, languages, "takes uninsured", "open now", near a ZIP code or a town.
//!
//! The index is made of listings and can be made again at any time. The place of a listing stands in the same index as its
//! words, as tokens of cells on a grid, so that words and place are looked up together
//! ([decision 34](../../../../docs/decisions/0034-the-place-stands-among-the-words.md)).
//!
//! Invariant: a listing that is withheld has no place in the index. It is found by the town, the counties and the state that it
//! names in words, and stands in an order of these words, never with a distance of its own
//! ([decision 65](../../../../docs/decisions/0065-what-has-no-place-stands-by-its-words.md)).
//!
//! Read next: [`Index`], [`Query`], `cells` (the grid), `terms` (words and their stems), `asked` (a question in terms of the index), `walk`
//! (who has what is asked), `near` (what is nearest), `beside` (who serves a place and has none), `turns` (the one beside the other).

mod asked;
mod beside;
mod cells;
mod docs;
mod document;
mod index;
mod near;
mod query;
mod terms;
mod turns;
mod walk;

pub use index::{Index, SearchError};
pub use query::{Around, NEAR_KM, Query, Spot, zip_among};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// With a place the nearest first, and in turns with them what serves it and has no place; without one the best first. A
    /// shorter answer is the beginning of a longer one.
    pub hits: Vec<Hit>,
    /// Words that are in no listing, and were left out so that the rest could be found.
    pub left_out: Vec<String>,
}

/// One listing that was found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its id.
    pub id: Uuid,
    /// How far it is from where was asked, in kilometers. Nothing where the place is withheld, is unknown, or none was asked.
    pub km: Option<f64>,
}
