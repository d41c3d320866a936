//! Who serves a place and has none of its own that anybody may know: told by the words that say so and by nothing else.
//!
//! Invariant: what decides here is in what is shown of a listing: the town, the counties and the state that it names, and what kind it
//! is. The middle of a town is the town's ([`crate::points`]), the same for all that name it.

use super::SearchError;
use super::docs::{Any, Looked};
use super::query::Around;
use tantivy::{DocId, Searcher};

/// Kilometers behind which none is farther, and so one step of the order.
const STEP: f64 = 100_000.0;
/// Steps that are near enough to stand beside the nearest places.
const LOCAL: u8 = 3;

/// By what something without a place belongs to the place that is asked.
pub(super) struct Belonging {
    pub around: Around,
    pub placeless: Vec<Looked>,
    pub town: Vec<Looked>,
    pub county: Vec<Looked>,
    pub state: Vec<Looked>,
    pub everywhere: Vec<Looked>,
    pub advocacy: Vec<Looked>,
    pub hotline: Vec<Looked>,
    pub coalition: Vec<Looked>,
}

/// The same in one segment.
pub(super) struct Beside {
    within: f64,
    placeless: Any,
    town: Any,
    county: Any,
    state: Any,
    everywhere: Any,
    advocacy: Any,
    hotline: Any,
    coalition: Any,
}

/// How near something is that has no place, in words.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Nearness(f64);

impl Nearness {
    /// A program of the town, of the county, or of a town nearby.
    pub(super) fn is_local(self) -> bool {
        self.0 < f64::from(LOCAL) * STEP
    }
    pub(super) const fn order(self) -> f64 {
        self.0
    }
}

impl Beside {
    pub(super) fn of(searcher: &Searcher, segment: usize, belonging: &Belonging) -> Result<Self, SearchError> {
        let any = |terms: &[Looked]| Any::of(searcher, segment, terms);
        Ok(Self {
            within: belonging.around.km,
            placeless: any(&belonging.placeless)?,
            town: any(&belonging.town)?,
            county: any(&belonging.county)?,
            state: any(&belonging.state)?,
            everywhere: any(&belonging.everywhere)?,
            advocacy: any(&belonging.advocacy)?,
            hotline: any(&belonging.hotline)?,
            coalition: any(&belonging.coalition)?,
        })
    }

    /// Whether it has no place; never asked of one before the last.
    pub(super) fn is_placeless(&mut self, doc: DocId) -> bool {
        self.placeless.has(doc)
    }

    /// How near it is; nothing where it serves another place. `away` is how far the middle of the town is that it names.
    pub(super) fn nearness(&mut self, doc: DocId, away: Option<f64>) -> Option<Nearness> {
        let is_hotline = self.hotline.has(doc);
        let is_coalition = self.coalition.has(doc);
        let is_program = is_hotline || is_coalition || self.advocacy.has(doc);
        // Who names no town, and says that it serves the county, serves all of it.
        let (local, unsaid) = if self.town.has(doc) {
            (Some(0), 0.0)
        } else if self.county.has(doc) {
            (Some(1), 0.0)
        } else {
            (away.filter(|away| *away <= self.within).map(|_| 2), STEP)
        };
        // Who serves the whole state comes before who is of another part of it.
        let (step, away) = match local {
            Some(step) if is_program => (step, away.unwrap_or(unsaid)),
            Some(step) => (5 + step, away.unwrap_or(unsaid)),
            None if self.state.has(doc) => match (is_hotline, is_coalition, is_program) {
                (true, ..) => (LOCAL, 0.0),
                (_, true, _) => (LOCAL + 1, 0.0),
                (_, _, true) => (8, away.unwrap_or(unsaid)),
                _ => (9, away.unwrap_or(unsaid)),
            },
            None if is_hotline && self.everywhere.has(doc) => (10, 0.0),
            None => return None,
        };
        Some(Nearness(f64::from(step) * STEP + away.min(STEP - 1.0)))
    }
}
