//! Collects what is nearest, and leaves out what is closed.

use super::Hit;
use crate::listing::Point;
use std::collections::BinaryHeap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, ColumnValues};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};
use uuid::Uuid;

/// Collects the first `most`: with a middle the nearest, and behind them by their scores what has no point.
pub(super) struct Nearest {
    pub around: Option<(Point, f64)>,
    pub open_at: Option<Vec<u16>>,
    pub most: usize,
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

pub(super) struct Segment {
    number: SegmentOrdinal,
    around: Option<(Point, f64)>,
    open_at: Option<Vec<u16>>,
    most: usize,
    lat: Column<i64>,
    lon: Column<i64>,
    zone: Arc<dyn ColumnValues<u64>>,
    spans: Column<u64>,
    best: BinaryHeap<Ranked>,
}

impl Collector for Nearest {
    type Fruit = Vec<Ranked>;
    type Child = Segment;

    fn for_segment(&self, number: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let fields = segment.fast_fields();
        Ok(Segment {
            number,
            around: self.around,
            open_at: self.open_at.clone(),
            most: self.most,
            lat: fields.i64("lat")?,
            lon: fields.i64("lon")?,
            zone: fields.u64("zone")?.first_or_default_col(u64::from(u8::MAX)),
            spans: fields.u64("spans")?,
            best: BinaryHeap::new(),
        })
    }
    fn requires_scoring(&self) -> bool {
        true
    }
    fn merge_fruits(&self, segments: Vec<Vec<Ranked>>) -> tantivy::Result<Vec<Ranked>> {
        let mut all: Vec<Ranked> = segments.into_iter().flatten().collect();
        all.sort_unstable();
        all.truncate(self.most);
        Ok(all)
    }
}

impl Segment {
    /// Whether it is open; what does not say when, is not open now.
    fn is_open(&self, doc: DocId) -> bool {
        let Some(minutes) = &self.open_at else { return true };
        let zone = usize::try_from(self.zone.get_val(doc)).unwrap_or(usize::MAX);
        // Who is open at every hour is open in every zone.
        let minute = minutes.get(zone).copied();
        self.spans.values_for_doc(doc).any(|span| {
            let (from, to) = (span >> 16, span & 0xffff);
            (from == 0 && to >= 7 * 24 * 60) || minute.is_some_and(|minute| (from..to).contains(&u64::from(minute)))
        })
    }

    /// How far it is, if it has a point; what is farther than was asked is left out.
    fn distance(&self, doc: DocId) -> Option<Option<f64>> {
        let Some((from, most)) = self.around else { return Some(None) };
        let degrees = |column: &Column<i64>| column.first(doc).and_then(|value| i32::try_from(value).ok());
        let Some((lat, lon)) = degrees(&self.lat).zip(degrees(&self.lon)) else { return Some(None) };
        let km = from.km_to(Point { lat, lon });
        (km <= most).then_some(Some(km))
    }
}

impl SegmentCollector for Segment {
    type Fruit = Vec<Ranked>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let Some(km) = self.distance(doc) else { return };
        let ranked = Ranked { km, score, at: DocAddress::new(self.number, doc) };
        if self.best.len() == self.most && self.best.peek().is_some_and(|worst| *worst <= ranked) {
            return;
        }
        if self.is_open(doc) {
            self.best.push(ranked);
            if self.best.len() > self.most {
                self.best.pop();
            }
        }
    }
    fn harvest(self) -> Vec<Ranked> {
        self.best.into_vec()
    }
}

/// A hit, as it is given.
pub(super) fn hit(id: &[u8], km: Option<f64>) -> Option<Hit> {
    Some(Hit { id: Uuid::from_slice(id).ok()?, km: km.map(|km| (km * 10.0).round() / 10.0) })
}
