//! Joins the tables, one small file after the other: services at locations, locations, services, organizations, and last
//! what is at the same street, so that a shelter hides what else is there.

use super::Take;
use super::columns::Kind;
use super::entry::{self, Made, Parts};
use super::spill::{Entry, Spill, Stage};
use crate::draft::Depth;
use crate::listing::Why;
use crate::report::{ReadError, Reason, Row};
use crate::withheld::Rules;
use std::collections::HashSet;
use std::path::PathBuf;

/// Joins everything that was put away, and gives each listing to `take`.
pub(super) fn all(publisher: &str, mut spill: Spill, rules: &Rules, take: &mut Take<'_>) -> Result<(), ReadError> {
    for part in Spill::parts() {
        for file in spill.files(Stage::Offers, part)? {
            for (id, rows) in Spill::groups(&file)? {
                offers(&id, rows, &mut spill, take)?;
            }
        }
    }
    for part in Spill::parts() {
        for file in spill.files(Stage::Locations, part)? {
            for (id, rows) in Spill::groups(&file)? {
                locations(&id, rows, &mut spill, take)?;
            }
        }
    }
    for part in Spill::parts() {
        for file in spill.files(Stage::Services, part)? {
            for (id, rows) in Spill::groups(&file)? {
                services(&id, rows, &mut spill, take)?;
            }
        }
    }
    for part in Spill::parts() {
        for file in spill.files(Stage::Organizations, part)? {
            for (id, rows) in Spill::groups(&file)? {
                organizations(&id, rows, &mut spill, take)?;
            }
        }
    }
    let mut files = Vec::new();
    for part in Spill::parts() {
        files.extend(spill.files(Stage::Places, part)?);
    }
    let hidden = hidden_points(publisher, &files, &spill, rules)?;
    for file in files {
        for (_, rows) in Spill::groups(&file)? {
            places(publisher, &rows, &spill, (rules, &hidden), take)?;
        }
    }
    Ok(())
}

/// The points of what is withheld, and of what is at its street: one door is written in many ways.
fn hidden_points(publisher: &str, files: &[PathBuf], spill: &Spill, rules: &Rules) -> Result<HashSet<u64>, ReadError> {
    let mut hidden = HashSet::new();
    for file in files {
        for (_, rows) in Spill::look(file)? {
            let made: Vec<_> = rows
                .iter()
                .filter_map(|row| Parts::of(row).draft(publisher, spill, (Depth::Place, rules.today())).ok())
                .collect();
            if made.iter().any(|made| made.draft.why(made.kind, rules).is_some()) {
                hidden.extend(made.iter().filter_map(|made| entry::point_key(&made.draft)));
            }
        }
    }
    Ok(hidden)
}

/// The one row of a kind among rows of the same id; the others are the same, or refused.
fn the_one(kind: Kind, rows: &mut Vec<Entry>, take: &mut Take<'_>) -> Result<Option<Entry>, ReadError> {
    let mut first: Option<Entry> = None;
    let mut rest = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        match &first {
            _ if !row.is(kind) => rest.push(row),
            None => first = Some(row),
            Some(before) if before.fields == row.fields => {}
            Some(before) => take(Row::Refused(row.at, Reason::Twice(before.get("id").to_owned())))?,
        }
    }
    *rows = rest;
    Ok(first)
}

/// Refuses rows that belong to a row that is not there.
fn dangling(table: &str, id: &str, rows: &[Entry], take: &mut Take<'_>) -> Result<(), ReadError> {
    for row in rows {
        take(Row::Refused(row.at.clone(), Reason::Dangling { table: table.to_owned(), id: id.to_owned() }))?;
    }
    Ok(())
}

fn offers(id: &str, mut rows: Vec<Entry>, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let Some(mut offer) = the_one(Kind::Offer, &mut rows, take)? else {
        return dangling("service_at_location", id, &rows, take);
    };
    offer.with = rows;
    let (location, service) = (offer.get("location_id").to_owned(), offer.get("service_id").to_owned());
    match (location.is_empty(), service.is_empty()) {
        (_, true) => take(Row::Refused(offer.at, Reason::NoParent)),
        (true, false) => spill.put(Stage::Services, &service, &offer),
        (false, false) => spill.put(Stage::Locations, &location, &offer),
    }
}

fn locations(id: &str, mut rows: Vec<Entry>, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let location = the_one(Kind::Location, &mut rows, take)?;
    let (offers, children): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is(Kind::Offer));
    let Some(mut location) = location else {
        dangling("location", id, &children, take)?;
        dangling("location", id, &offers, take)?;
        // The service itself stands; it has no place then.
        for offer in offers {
            spill.put(Stage::Services, offer.get("service_id"), &offer)?;
        }
        return Ok(());
    };
    location.with = children;
    if offers.is_empty() {
        return spill.put(Stage::Organizations, location.get("organization_id"), &location);
    }
    for mut offer in offers {
        offer.with.push(location.clone());
        spill.put(Stage::Services, offer.get("service_id"), &offer)?;
    }
    Ok(())
}

fn services(id: &str, mut rows: Vec<Entry>, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let Some(mut service) = the_one(Kind::Service, &mut rows, take)? else {
        return dangling("service", id, &rows, take);
    };
    let (offers, children): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is(Kind::Offer));
    service.with = children;
    // In the tables of Ohana the organization stands in the location alone.
    let of = |offer: Option<&Entry>| {
        let location = offer.and_then(|offer| offer.with.iter().find(|row| row.is(Kind::Location)));
        let own = service.get("organization_id");
        if own.is_empty() { location.map_or("", |location| location.get("organization_id")) } else { own }.to_owned()
    };
    if offers.is_empty() {
        return spill.put(Stage::Organizations, &of(None), &service);
    }
    for offer in offers {
        let organization = of(Some(&offer));
        let mut row = service.clone();
        row.with.push(offer);
        spill.put(Stage::Organizations, &organization, &row)?;
    }
    Ok(())
}

fn organizations(id: &str, mut rows: Vec<Entry>, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let organization = the_one(Kind::Organization, &mut rows, take)?;
    let offered = |row: &Entry| row.is(Kind::Service) || row.is(Kind::Location);
    let (offered, children): (Vec<_>, Vec<_>) = rows.into_iter().partition(offered);
    match organization {
        None => {
            // An export of a part of a directory names organizations that it leaves out; what they offer stands.
            dangling("organization", id, &children, take)?;
            for row in offered {
                spill.put(Stage::Places, &entry::place_key(&row), &row)?;
            }
            Ok(())
        }
        Some(mut organization) => {
            organization.with = children;
            if offered.is_empty() {
                return spill.put(Stage::Places, &format!("o {id}"), &organization);
            }
            for mut row in offered {
                row.with.push(organization.clone());
                spill.put(Stage::Places, &entry::place_key(&row), &row)?;
            }
            Ok(())
        }
    }
}

fn places(
    publisher: &str,
    rows: &[Entry],
    spill: &Spill,
    (rules, points): (&Rules, &HashSet<u64>),
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    let mut drafts = Vec::with_capacity(rows.len());
    for row in rows {
        match Parts::of(row).draft(publisher, spill, (Depth::Whole, rules.today())) {
            Ok(made) => drafts.push((row, made)),
            Err(reason) => take(Row::Refused(row.at.clone(), reason))?,
        }
    }
    let at_hidden = |made: &Made| entry::point_key(&made.draft).is_some_and(|key| points.contains(&key));
    let hidden = drafts.iter().any(|(_, made)| made.draft.why(made.kind, rules).is_some() || at_hidden(made));
    for (row, mut made) in drafts {
        if hidden && made.draft.why(made.kind, rules).is_none() {
            made.draft.withheld = Some(Why::SamePlace);
        }
        let listing = made.draft.settle(made.key, made.kind, rules);
        take(Row::Listing(row.at.clone(), Box::new(listing), made.notes))?;
    }
    Ok(())
}
