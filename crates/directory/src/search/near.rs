//! How far it is and whether it is open; and the best of what was found.

use super::{Hit, SearchError};
use crate::listing::Point;
use std::collections::BinaryHeap;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues};
use tantivy::{DocAddress, DocId, Score, SegmentReader};
use uuid::Uuid;

/// Kilometers of a degree of latitude, at the least.
const DEGREE: f64 = 110.5;

/// Where, and when.
pub(super) struct Gate {
    pub around: Option<(Point, f64)>,
    pub open_at: Option<Vec<u16>>,
}

/// The columns of a segment that it needs.
pub(super) struct Columns {
    place: Option<(Column<i64>, Column<i64>)>,
    hours: Option<(Arc<dyn ColumnValues<u64>>, Column<u64>)>,
}

impl Gate {
    pub(super) fn columns(&self, segment: &SegmentReader) -> Result<Columns, SearchError> {
        let fields = segment.fast_fields();
        let place = self.around.is_some().then(|| Ok::<_, SearchError>((fields.i64("lat")?, fields.i64("lon")?)));
        let zone = || Ok::<_, SearchError>(fields.u64("zone")?.first_or_default_col(u64::from(u8::MAX)));
        let hours = self.open_at.is_some().then(|| Ok::<_, SearchError>((zone()?, fields.u64("spans")?)));
        Ok(Columns { place: place.transpose()?, hours: hours.transpose()? })
    }

    /// Whether it is open; what does not say when, is not open now.
    pub(super) fn is_open(&self, columns: &Columns, doc: DocId) -> bool {
        let (Some(minutes), Some((zone, spans))) = (&self.open_at, &columns.hours) else { return true };
        let zone = usize::try_from(zone.get_val(doc)).unwrap_or(usize::MAX);
        // Who is open at every hour is open in every zone.
        let minute = minutes.get(zone).copied();
        spans.values_for_doc(doc).any(|span| {
            let (from, to) = (span >> 16, span & 0xffff);
            (from == 0 && to >= 7 * 24 * 60) || minute.is_some_and(|minute| (from..to).contains(&u64::from(minute)))
        })
    }

    /// How far it is, if it has a point; what is farther than was asked, or than `within`, is left out.
    pub(super) fn distance(&self, columns: &Columns, doc: DocId, within: f64) -> Option<Option<f64>> {
        let (Some((from, most)), Some((lat, lon))) = (self.around, &columns.place) else { return Some(None) };
        let most = most.min(within);
        let degrees = |column: &Column<i64>| column.first(doc).and_then(|value| i32::try_from(value).ok());
        let Some(lat) = degrees(lat) else { return Some(None) };
        // Most are too far to the north or south already.
        if f64::from(lat.abs_diff(from.lat)) * DEGREE / 1e6 > most {
            return None;
        }
        let Some(lon) = degrees(lon) else { return Some(None) };
        let km = from.km_to(Point { lat, lon });
        (km <= most).then_some(Some(km))
    }
}

/// The order of what was found: what is nearer, then what scores higher, then as it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    pub km: Option<f64>,
    pub score: Score,
    pub at: DocAddress,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let far = |km: Option<f64>| km.unwrap_or(f64::INFINITY);
        far(self.km).total_cmp(&far(other.km)).then(other.score.total_cmp(&self.score)).then(self.at.cmp(&other.at))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The first `most`: with a middle the nearest, and behind them by their scores what has no point.
pub(super) struct Best {
    most: usize,
    heap: BinaryHeap<Ranked>,
}

impl Best {
    pub(super) const fn of(most: usize) -> Self {
        Self { most, heap: BinaryHeap::new() }
    }
    pub(super) fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }
    pub(super) fn clear(&mut self) {
        self.heap.clear();
    }

    fn worst(&self) -> Option<&Ranked> {
        self.heap.peek().filter(|_| self.heap.len() >= self.most)
    }

    /// What is farther than this is behind all that it holds.
    pub(super) fn within(&self) -> f64 {
        self.worst().and_then(|worst| worst.km).unwrap_or(f64::INFINITY)
    }

    /// Whether what is so far is behind all that it holds, whatever its score.
    pub(super) fn is_beyond(&self, km: Option<f64>) -> bool {
        let far = |km: Option<f64>| km.unwrap_or(f64::INFINITY);
        self.worst().is_some_and(|worst| far(worst.km) < far(km))
    }

    pub(super) fn offer(&mut self, km: Option<f64>, score: Score, at: (u32, DocId), is_open: impl FnOnce() -> bool) {
        let ranked = Ranked { km, score, at: DocAddress::new(at.0, at.1) };
        if self.worst().is_some_and(|worst| *worst <= ranked) || !is_open() {
            return;
        }
        self.heap.push(ranked);
        if self.heap.len() > self.most {
            self.heap.pop();
        }
    }

    pub(super) fn in_order(self) -> Vec<Ranked> {
        self.heap.into_sorted_vec()
    }
}

/// A hit, as it is given.
pub(super) fn hit(id: &[u8], km: Option<f64>) -> Option<Hit> {
    Some(Hit { id: Uuid::from_slice(id).ok()?, km: km.map(|km| (km * 10.0).round() / 10.0) })
}
