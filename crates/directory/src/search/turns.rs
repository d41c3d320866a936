//! The best of what was found: places by their distance, and in turns with them who serves the place and has none.
//!
//! A city has more clinics than a page; behind all of them nobody would find the programs that serve it.

use super::beside::Nearness;
use std::collections::BinaryHeap;
use tantivy::{DocAddress, DocId, Score};

/// After one that serves more than the place and its neighbors, so many places without another.
const PAUSE: usize = 2;

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stand {
    /// At a place, so far away; nothing where its point is not known, or no place was asked.
    Place(Option<f64>),
    /// Nowhere that anybody may know.
    Beside(Nearness),
}

/// The order of what was found: what is nearer, then what scores higher, then by name, then as it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ranked {
    stand: Stand,
    score: Score,
    name: u64,
    at: DocAddress,
}

impl Stand {
    /// Smaller is nearer; only of two in one row.
    fn far(self) -> f64 {
        match self {
            Self::Place(km) => km.unwrap_or(f64::INFINITY),
            Self::Beside(nearness) => nearness.order(),
        }
    }
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let far = self.stand.far().total_cmp(&other.stand.far());
        let then = || other.score.total_cmp(&self.score).then(self.name.cmp(&other.name)).then(self.at.cmp(&other.at));
        far.then_with(then)
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The first `most` of places, and as many of what has none.
pub(super) struct Best {
    most: usize,
    places: BinaryHeap<Ranked>,
    beside: BinaryHeap<Ranked>,
}

impl Best {
    pub(super) const fn of(most: usize) -> Self {
        Self { most, places: BinaryHeap::new(), beside: BinaryHeap::new() }
    }
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.beside.is_empty()
    }
    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.beside.clear();
    }

    /// Lets go of what has no place.
    pub(super) fn places_alone(&mut self) {
        self.beside.clear();
    }

    fn worst(&self, stand: Stand) -> Option<&Ranked> {
        let row = match stand {
            Stand::Place(_) => &self.places,
            Stand::Beside(_) => &self.beside,
        };
        row.peek().filter(|_| row.len() >= self.most)
    }

    /// A place that is farther than this is behind all that it holds.
    pub(super) fn within(&self) -> f64 {
        self.worst(Stand::Place(None)).map_or(f64::INFINITY, |worst| worst.stand.far())
    }

    /// Whether what stands there is behind all that it holds, whatever its score.
    pub(super) fn is_beyond(&self, stand: Stand) -> bool {
        self.worst(stand).is_some_and(|worst| worst.stand.far() < stand.far())
    }

    pub(super) fn offer(
        &mut self,
        stand: Stand,
        (score, name): (Score, u64),
        at: (u32, DocId),
        is_open: impl FnOnce() -> bool,
    ) {
        let ranked = Ranked { stand, score, name, at: DocAddress::new(at.0, at.1) };
        if self.worst(stand).is_some_and(|worst| *worst <= ranked) || !is_open() {
            return;
        }
        let most = self.most;
        let row = match stand {
            Stand::Place(_) => &mut self.places,
            Stand::Beside(_) => &mut self.beside,
        };
        row.push(ranked);
        if row.len() > most {
            row.pop();
        }
    }

    /// Both rows in turns, each with its distance if it has one: behind each place one that is local, or behind each third one that
    /// serves more. What one row has no more of, the other fills.
    pub(super) fn in_turns(self) -> Vec<(DocAddress, Option<f64>)> {
        let mut beside = self.beside.into_sorted_vec().into_iter().peekable();
        let (mut all, mut pause) = (Vec::with_capacity(self.most), 0);
        for place in self.places.into_sorted_vec() {
            all.push(place);
            let is_local = |next: &Ranked| matches!(next.stand, Stand::Beside(nearness) if nearness.is_local());
            if let Some(local) = beside.next_if(is_local) {
                all.push(local);
            } else if pause > 0 {
                pause -= 1;
            } else if let Some(wide) = beside.next() {
                all.push(wide);
                pause = PAUSE;
            }
        }
        all.extend(beside);
        all.truncate(self.most);
        let km = |ranked: &Ranked| match ranked.stand {
            Stand::Place(km) => km,
            Stand::Beside(_) => None,
        };
        all.iter().map(|ranked| (ranked.at, km(ranked))).collect()
    }
}
