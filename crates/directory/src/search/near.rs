//! How far it is and whether it is open.

use super::{Hit, SearchError};
use crate::listing::Point;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues};
use tantivy::{DocId, SegmentReader};
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
    town: Option<(Column<i64>, Column<i64>)>,
    order: Arc<dyn ColumnValues<u64>>,
    hours: Option<(Arc<dyn ColumnValues<u64>>, Column<u64>)>,
}

impl Gate {
    pub(super) fn columns(&self, segment: &SegmentReader) -> Result<Columns, SearchError> {
        let fields = segment.fast_fields();
        let point = |lat, lon| Ok::<_, SearchError>((fields.i64(lat)?, fields.i64(lon)?));
        let place = self.around.is_some().then(|| point("lat", "lon"));
        let town = self.around.is_some().then(|| point("town_lat", "town_lon"));
        let order = fields.u64("order")?.first_or_default_col(u64::MAX);
        let zone = || Ok::<_, SearchError>(fields.u64("zone")?.first_or_default_col(u64::from(u8::MAX)));
        let hours = self.open_at.is_some().then(|| Ok::<_, SearchError>((zone()?, fields.u64("spans")?)));
        Ok(Columns { place: place.transpose()?, town: town.transpose()?, order, hours: hours.transpose()? })
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
        let degrees = |column| degrees(column, doc);
        let Some(lat) = degrees(lat) else { return Some(None) };
        // Most are too far to the north or south already.
        if f64::from(lat.abs_diff(from.lat)) * DEGREE / 1e6 > most {
            return None;
        }
        let Some(lon) = degrees(lon) else { return Some(None) };
        let km = from.km_to(Point { lat, lon });
        (km <= most).then_some(Some(km))
    }

    /// How far the middle of the town is that something without a place names.
    pub(super) fn town_away(&self, columns: &Columns, doc: DocId) -> Option<f64> {
        let (Some((from, _)), Some((lat, lon))) = (self.around, &columns.town) else { return None };
        let town = Point { lat: degrees(lat, doc)?, lon: degrees(lon, doc)? };
        Some(from.km_to(town))
    }
}

impl Columns {
    /// Its place among the names.
    pub(super) fn order(&self, doc: DocId) -> u64 {
        self.order.get_val(doc)
    }
}

fn degrees(column: &Column<i64>, doc: DocId) -> Option<i32> {
    column.first(doc).and_then(|value| i32::try_from(value).ok())
}

/// A hit, as it is given.
pub(super) fn hit(id: &[u8], km: Option<f64>) -> Option<Hit> {
    Some(Hit { id: Uuid::from_slice(id).ok()?, km: km.map(|km| (km * 10.0).round() / 10.0) })
}
