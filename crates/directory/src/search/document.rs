//! A listing as the index holds it: its words, what is looked up by its whole, and columns of where it is and when it is open.

use super::cells;
use super::index::Fields;
use super::terms::{self, Stems};
use crate::listing::{Kind, Listing, Point, Whereabouts};
use crate::points::points;
use crate::words;
use std::collections::BTreeSet;
use tantivy::TantivyDocument;
use uuid::Uuid;

pub(super) const fn kind_tag(kind: Kind) -> &'static str {
    match kind {
        Kind::HealthCenter => "kind:health_center",
        Kind::Advocacy => "kind:advocacy",
        Kind::Coalition => "kind:coalition",
        Kind::Hotline => "kind:hotline",
        Kind::Other => "kind:other",
    }
}

pub(super) fn county_tag(state: &str, slug: &str) -> String {
    format!("county:{state}:{slug}")
}

/// The tag of a town that something without a place names; `town` as [`words::town`] gives it.
pub(super) fn town_tag(state: &str, town: &str) -> String {
    format!("town:{state}:{town}")
}

/// The tag of what serves this state and has no place.
pub(super) fn area_tag(state: &str) -> String {
    format!("area:{state}")
}

/// The tag of all that has no place.
pub(super) const PLACELESS: &str = "placeless";

/// The county of a place that anybody may know; of what has none, those that it says it serves, or the one of the town that it names.
fn counties(listing: &Listing) -> Vec<&'static str> {
    match &listing.whereabouts {
        Whereabouts::Open(place) => points().county(&place.zip).into_iter().collect(),
        Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area) => {
            let mut served = Vec::new();
            if !area.counties.is_empty() {
                let all = points().counties(&area.state).into_iter();
                served.extend(all.filter(|county| words::names_county(&area.counties, county)));
            }
            if served.is_empty() {
                served.extend(points().county_of(&area.city, &area.state));
            }
            served
        }
    }
}

/// What is looked up by its whole.
fn tags(listing: &Listing) -> Vec<String> {
    let mut tags = vec![kind_tag(listing.kind).to_owned()];
    tags.extend(listing.services.iter().map(|service| format!("service:{}", service.code())));
    tags.extend(listing.languages.iter().map(|code| format!("language:{code}")));
    if listing.takes_uninsured == Some(true) {
        tags.push("uninsured".to_owned());
    }
    tags.push(format!("in:{}", listing.whereabouts.state()));
    tags.extend(counties(listing).iter().map(|county| county_tag(listing.whereabouts.state(), &words::slug(county))));
    match &listing.whereabouts {
        Whereabouts::Open(place) => match place.point {
            Some(point) => tags.extend(cells::of(point)),
            // It has a street and no point: it stands where its ZIP is, and has no distance.
            None => tags.extend(points().place(&place.city, &place.state).into_iter().flat_map(cells::of)),
        },
        Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area) => {
            tags.extend([PLACELESS.to_owned(), area_tag(&area.state)]);
            if !area.city.is_empty() {
                tags.push(town_tag(&area.state, &words::town(&area.city)));
            }
            // The town is said in words anyway.
            tags.extend(points().place(&area.city, &area.state).into_iter().flat_map(cells::of));
        }
    }
    tags
}

/// The beginning of a name, so that what is otherwise alike stands in the order of the names.
fn name_order(listing: &Listing) -> u64 {
    let line = words::line(&listing.name);
    let mut first = [0; 8];
    first.iter_mut().zip(line.bytes()).for_each(|(at, byte)| *at = byte);
    u64::from_be_bytes(first)
}

/// The middle of the town that a listing without a place names: as everybody knows it, and not of the listing.
fn town_of(listing: &Listing) -> Option<Point> {
    match &listing.whereabouts {
        Whereabouts::Open(_) => None,
        Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area) => points().place(&area.city, &area.state),
    }
}

/// The zone that its hours are of: of a place that anybody may know by its ZIP code, else by the words of the entry alone, so that whoever
/// is told what is open now knows no more than whoever reads it. A town before the counties that are served, which have to be of
/// one zone; then the state, if it has one alone.
fn zone_of(listing: &Listing) -> Option<u8> {
    let (city, state) = (listing.whereabouts.city(), listing.whereabouts.state());
    let by_place = || points().zone(&listing.whereabouts.place()?.zip);
    let by_counties = || {
        let mut zones = counties(listing).into_iter().map(|county| points().zone_of_county(county, state));
        let first = zones.next()??;
        zones.all(|zone| zone == Some(first)).then_some(first)
    };
    let by_town = || points().zone_of_town(city, state);
    by_place().or_else(by_town).or_else(by_counties).or_else(|| points().zone_of_state(state))
}

/// Each word and its stems, in one text.
fn forms(words: &BTreeSet<String>, stems: &mut Stems, text: &mut String) {
    for word in words {
        for form in stems.of(word).iter().chain([word]) {
            text.push_str(form);
            text.push(' ');
        }
    }
}

/// The document of a listing. Words go in as one text a field: up to ten thousand documents wait for the thread that indexes, and
/// words one by one are twenty times as large.
pub(super) fn document(fields: &Fields, id: Uuid, listing: &Listing, stems: &mut Stems) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_bytes(fields.id, id.as_bytes());
    let (mut name, mut all) = (String::new(), String::new());
    forms(&terms::names(listing), stems, &mut name);
    forms(&terms::all(listing), stems, &mut all);
    all.push_str(&name);
    document.add_text(fields.name, &name);
    document.add_text(fields.words, &all);
    for tag in tags(listing) {
        document.add_text(fields.tags, tag);
    }
    if let Some(point) = listing.whereabouts.place().and_then(|place| place.point) {
        document.add_i64(fields.lat, i64::from(point.lat));
        document.add_i64(fields.lon, i64::from(point.lon));
    }
    if let Some(point) = town_of(listing) {
        document.add_i64(fields.town_lat, i64::from(point.lat));
        document.add_i64(fields.town_lon, i64::from(point.lon));
    }
    document.add_u64(fields.order, name_order(listing));
    document.add_u64(fields.zone, zone_of(listing).map_or(u64::from(u8::MAX), u64::from));
    for (from, to) in &listing.open.spans {
        document.add_u64(fields.spans, u64::from(*from) << 16 | u64::from(*to));
    }
    document
}
