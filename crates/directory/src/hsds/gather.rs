//! Puts each row into the file of what it belongs to.

use super::Take;
use super::columns::Kind;
use super::spill::{Entry, Spill, Stage};
use crate::report::{Beside, ReadError, Reason, Row};

/// After so many rows it is said how many they are.
const SAID: u64 = 5_000;

/// Puts a row of a table away, or says why it is not taken.
pub(super) fn put(kind: Kind, mut entry: Entry, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    spill.rows += 1;
    if spill.rows.is_multiple_of(SAID) {
        take(Row::SoFar(spill.rows))?;
    }
    let (stage, id) = match kind {
        Kind::Organization => (Stage::Organizations, "id"),
        Kind::Location => (Stage::Locations, "id"),
        Kind::Service => (Stage::Services, "id"),
        Kind::Offer => {
            // HSDS 1.1 lets a service at a location have no id; it then is the pair.
            if entry.get("id").is_empty() {
                let pair = format!("{}@{}", entry.get("service_id"), entry.get("location_id"));
                entry.fields.insert("id".to_owned(), pair);
            }
            (Stage::Offers, "id")
        }
        _ => match parent(kind, &entry) {
            Some(parent) => parent,
            // Of a contact: people are not in the directory.
            None if !entry.get("contact_id").is_empty() => return beside(&entry, Beside::OfPerson, take),
            None => return take(Row::Refused(entry.at, Reason::NoParent)),
        },
    };
    let key = entry.get(id).to_owned();
    if key.is_empty() {
        return take(Row::Refused(entry.at, Reason::NoId(id.to_owned())));
    }
    if kind == Kind::Service {
        offers_of_a_list(&entry, spill)?;
    }
    spill.put(stage, &key, &entry)
}

/// Says why a row is no listing of its own.
pub(super) fn beside(entry: &Entry, why: Beside, take: &mut Take<'_>) -> Result<(), ReadError> {
    if entry.inner { Ok(()) } else { take(Row::Beside(entry.at.clone(), why)) }
}

/// What a row belongs to: the narrowest of what it names.
fn parent(kind: Kind, entry: &Entry) -> Option<(Stage, &'static str)> {
    if kind == Kind::Term {
        if !entry.get("service_id").is_empty() {
            return Some((Stage::Services, "service_id"));
        }
        let stage = match entry.get("link_entity") {
            "organization" => Stage::Organizations,
            "location" => Stage::Locations,
            "service_at_location" => Stage::Offers,
            "service" | "" => Stage::Services,
            _ => return Some((Stage::Services, "link_id")),
        };
        return (!entry.get("link_id").is_empty()).then_some((stage, "link_id"));
    }
    const PARENTS: [(&str, Stage); 4] = [
        ("service_at_location_id", Stage::Offers),
        ("service_id", Stage::Services),
        ("location_id", Stage::Locations),
        ("organization_id", Stage::Organizations),
    ];
    PARENTS.into_iter().find(|(column, _)| !entry.get(column).is_empty()).map(|(column, stage)| (stage, column))
}

/// The tables of Ohana name the location in the service.
fn offers_of_a_list(service: &Entry, spill: &mut Spill) -> Result<(), ReadError> {
    let (id, location) = (service.get("id"), service.get("location_id"));
    if location.is_empty() {
        return Ok(());
    }
    let pair = format!("{id}@{location}");
    let fields = [("id", pair.as_str()), ("service_id", id), ("location_id", location)];
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let offer = Entry {
        kind: Kind::Offer as u8,
        at: service.at.clone(),
        fields,
        with: Vec::new(),
        recoded: false,
        inner: true,
    };
    spill.put(Stage::Offers, &pair, &offer)
}
