//! Joins the tables, one small file after the other: services at locations, locations, services, organizations, and last
//! what is at the same street, so that a shelter hides what else is there.
//!
//! Invariant: memory holds what one file says of its ids, with at most [`MOST`] rows of a table and [`MOST_BYTES`] for each; what goes on
//! with one of them passes through, row by row, however many there are.

use super::Take;
use super::columns::Kind;
use super::entry::{self, Parts};
use super::gather::beside;
use super::spill::{Entry, Part, Spill, Stage, rows};
use crate::draft::{Depth, Draft};
use crate::fnv::fnv;
use crate::listing::Why;
use crate::report::{At, Beside, ReadError, Reason, Row};
use crate::street::Doors;
use crate::withheld::Rules;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Most rows of one table that belong to one thing. The counties of all states are 3,144; hours of all seasons are some hundred.
const MOST: usize = 5_000;
/// Most bytes of all rows that belong to one thing. They are written again with each row that goes on with it.
const MOST_BYTES: usize = 1 << 20;
/// What a row that belongs to something names it by, and itself: once it is there, nobody asks for them.
const LINKS: [&str; 7] =
    ["id", "organization_id", "service_id", "location_id", "service_at_location_id", "link_id", "link_entity"];

/// Joins everything that was put away, and gives each listing to `take`.
pub(super) fn all(publisher: &str, mut spill: Spill, rules: &Rules, take: &mut Take<'_>) -> Result<(), ReadError> {
    let stages: [(Stage, Option<Stage>, Join); 4] = [
        (Stage::Offers, None, offers),
        (Stage::Locations, Some(Stage::OfLocations), locations),
        (Stage::Services, Some(Stage::OfServices), services),
        (Stage::Organizations, Some(Stage::OfOrganizations), organizations),
    ];
    for (stage, of, join) in stages {
        for part in Spill::parts() {
            for file in spill.files(stage, of, part)? {
                join(&file, &mut spill, take)?;
                spill.done(file)?;
            }
        }
    }
    let mut files = Vec::new();
    for part in Spill::parts() {
        files.extend(spill.closed(Stage::Places, part)?);
    }
    let hidden = Hidden::of(publisher, &files, &spill, rules)?;
    for file in files {
        places(publisher, &file, &spill, (rules, &hidden), take)?;
        std::fs::remove_file(file)?;
    }
    Ok(())
}

type Join = fn(&Part, &mut Spill, &mut Take<'_>) -> Result<(), ReadError>;

/// The row of an id, and the rows that belong to it.
#[derive(Default)]
struct Parent {
    row: Option<Entry>,
    children: Vec<Entry>,
    bytes: usize,
    /// How many rows of a table are among these, and what was left out: where that began, and how many.
    tables: BTreeMap<u8, (usize, Option<(At, u64)>)>,
    /// Something goes on with it.
    goes_on: bool,
}

impl Parent {
    /// Takes a row that belongs to it, if there is room.
    fn adopt(&mut self, mut child: Entry) {
        child.fields.retain(|name, _| !LINKS.contains(&name.as_str()));
        let bytes = child.bytes();
        let (kept, left_out) = self.tables.entry(child.kind).or_default();
        match left_out {
            // Which rows are kept does not depend on how long the next one is.
            Some((_, n)) => *n += 1,
            None if *kept == MOST || self.bytes + bytes > MOST_BYTES => *left_out = Some((child.at, 1)),
            None => {
                *kept += 1;
                self.bytes += bytes;
                self.children.push(child);
            }
        }
    }

    /// Says of each table once what was left out.
    fn left_out(&mut self, id: &str, take: &mut Take<'_>) -> Result<(), ReadError> {
        for (kept, left_out) in std::mem::take(&mut self.tables).into_values() {
            if let Some((at, left_out)) = left_out {
                take(Row::Refused(at, Reason::TooMany { id: id.to_owned(), kept: kept as u64, left_out }))?;
            }
        }
        Ok(())
    }

    /// The row with what belongs to it.
    fn whole(self) -> Result<Entry, Vec<Entry>> {
        match self.row {
            Some(row) => Ok(Entry { with: self.children, ..row }),
            None => Err(self.children),
        }
    }
}

/// What a file says of its ids, in the order in which it names them. Of rows of the same id the first stands; the others are the same,
/// or refused. Of what belongs to it there is as much as memory has room for.
fn parents(part: &Part, kind: Kind, take: &mut Take<'_>) -> Result<(Vec<String>, HashMap<String, Parent>), ReadError> {
    let (mut order, mut parents): (Vec<String>, HashMap<String, Parent>) = (Vec::new(), HashMap::new());
    for row in rows(part.own.as_deref())? {
        let (id, row) = row?;
        if !parents.contains_key(&id) {
            order.push(id.clone());
        }
        let parent = parents.entry(id).or_default();
        match &parent.row {
            _ if !row.is(kind) => parent.adopt(row),
            None => parent.row = Some(row),
            Some(before) if before.fields == row.fields => {
                let again = Beside::Again(before.get("id").to_owned());
                beside(&row, again, take)?;
            }
            Some(before) => take(Row::Refused(row.at, Reason::Twice(before.get("id").to_owned())))?,
        }
    }
    for id in &order {
        let Some(parent) = parents.get_mut(id) else { continue };
        parent.left_out(id, take)?;
        // What belongs to nothing is refused by whoever looks for it.
        for child in parent.children.iter().filter(|_| parent.row.is_some()) {
            beside(child, Beside::Part, take)?;
        }
    }
    Ok((order, parents))
}

/// Refuses rows that belong to a row that is not there.
fn dangling(table: &str, id: &str, rows: &[Entry], take: &mut Take<'_>) -> Result<(), ReadError> {
    for row in rows {
        take(Row::Refused(row.at.clone(), Reason::Dangling { table: table.to_owned(), id: id.to_owned() }))?;
    }
    Ok(())
}

fn offers(part: &Part, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let (order, mut all) = parents(part, Kind::Offer, take)?;
    for id in order {
        let offer = match all.remove(&id).unwrap_or_default().whole() {
            Ok(offer) => offer,
            Err(children) => {
                dangling("service_at_location", &id, &children, take)?;
                continue;
            }
        };
        match (offer.get("location_id"), offer.get("service_id")) {
            (_, "") => take(Row::Refused(offer.at, Reason::NoParent))?,
            ("", service) => spill.put(Stage::OfServices, service, &offer)?,
            (location, _) => spill.put(Stage::OfLocations, location, &offer)?,
        }
    }
    Ok(())
}

/// Puts what is offered to its organization; what names none is nobody's, and there may be very much of it.
fn to_organization(id: &str, row: &Entry, spill: &mut Spill) -> Result<(), ReadError> {
    if id.is_empty() { to_place(row, spill) } else { spill.put(Stage::OfOrganizations, id, row) }
}

fn to_place(row: &Entry, spill: &mut Spill) -> Result<(), ReadError> {
    spill.put(Stage::Places, &entry::place_key(row), row)
}

fn locations(part: &Part, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let (order, mut all) = parents(part, Kind::Location, take)?;
    for row in rows(part.of.as_deref())? {
        let (id, mut offer) = row?;
        match all.get_mut(&id).filter(|location| location.row.is_some()) {
            Some(location) => {
                location.goes_on = true;
                offer.with.extend(location.row.clone().map(|row| Entry { with: location.children.clone(), ..row }));
            }
            // The service itself stands; it has no place then.
            None => dangling("location", &id, std::slice::from_ref(&offer), take)?,
        }
        spill.put(Stage::OfServices, offer.get("service_id"), &offer)?;
    }
    for id in order {
        let location = all.remove(&id).unwrap_or_default();
        let goes_on = location.goes_on;
        match location.whole() {
            Ok(location) if !goes_on => to_organization(location.get("organization_id"), &location, spill)?,
            Ok(location) => beside(&location, Beside::Part, take)?,
            Err(children) => dangling("location", &id, &children, take)?,
        }
    }
    Ok(())
}

fn services(part: &Part, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let (order, mut all) = parents(part, Kind::Service, take)?;
    for row in rows(part.of.as_deref())? {
        let (id, offer) = row?;
        let Some(service) = all.get_mut(&id).filter(|service| service.row.is_some()) else {
            dangling("service", &id, std::slice::from_ref(&offer), take)?;
            continue;
        };
        service.goes_on = true;
        let Some(row) = &service.row else { continue };
        // In the tables of Ohana the organization stands in the location alone.
        let location = offer.with.iter().find(|row| row.is(Kind::Location));
        let of = Some(row.get("organization_id")).filter(|own| !own.is_empty());
        let of = of.or_else(|| location.map(|location| location.get("organization_id"))).unwrap_or("").to_owned();
        // One whose location is not there was refused for that.
        if location.is_some() || offer.get("location_id").is_empty() {
            beside(&offer, Beside::Part, take)?;
        }
        let mut row = Entry { with: service.children.clone(), ..row.clone() };
        row.with.push(offer);
        to_organization(&of, &row, spill)?;
    }
    for id in order {
        let service = all.remove(&id).unwrap_or_default();
        let goes_on = service.goes_on;
        match service.whole() {
            Ok(service) if !goes_on => to_organization(service.get("organization_id"), &service, spill)?,
            Ok(_) => {}
            Err(children) => dangling("service", &id, &children, take)?,
        }
    }
    Ok(())
}

fn organizations(part: &Part, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let (order, mut all) = parents(part, Kind::Organization, take)?;
    for row in rows(part.of.as_deref())? {
        let (id, mut offered) = row?;
        // An export of a part of a directory names organizations that it leaves out; what they offer stands.
        if let Some(organization) = all.get_mut(&id) {
            organization.goes_on = true;
            let row = organization.row.clone();
            offered.with.extend(row.map(|row| Entry { with: organization.children.clone(), ..row }));
        }
        to_place(&offered, spill)?;
    }
    for id in order {
        let organization = all.remove(&id).unwrap_or_default();
        let goes_on = organization.goes_on;
        match organization.whole() {
            Ok(organization) if !goes_on => spill.put(Stage::Places, &format!("o {id}"), &organization)?,
            Ok(organization) => beside(&organization, Beside::Part, take)?,
            Err(children) => dangling("organization", &id, &children, take)?,
        }
    }
    Ok(())
}

/// What is at the place of something that is withheld: places by their streets, and points, since one door is written in many ways.
struct Hidden {
    places: HashSet<u64>,
    points: HashSet<u64>,
    /// What no open place says of them.
    doors: Doors,
}

impl Hidden {
    /// Looks at every row, of which it keeps sixteen bytes, and some dozens of what is withheld.
    fn of(publisher: &str, files: &[PathBuf], spill: &Spill, rules: &Rules) -> Result<Self, ReadError> {
        let (mut places, mut all, mut doors) = (HashSet::new(), Vec::new(), Doors::default());
        for file in files {
            for row in rows(Some(file))? {
                let (key, row) = row?;
                let Ok(made) = Parts::of(&row).draft(publisher, spill, (Depth::Place, rules.today())) else { continue };
                let place = fnv(&key);
                all.extend(entry::point_key(&made.draft).map(|point| (place, point)));
                if made.draft.why(made.kind, rules).is_some() {
                    places.insert(place);
                    let Draft { organization, street, zip, city, .. } = &made.draft;
                    doors.add(organization, street, (zip, city));
                }
            }
        }
        let points: HashSet<u64> =
            all.iter().filter(|(place, _)| places.contains(place)).map(|(_, point)| *point).collect();
        places.extend(all.iter().filter(|(_, point)| points.contains(point)).map(|(place, _)| *place));
        Ok(Self { places, points, doors })
    }
}

fn places(
    publisher: &str,
    file: &Path,
    spill: &Spill,
    (rules, hidden): (&Rules, &Hidden),
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    for row in rows(Some(file))? {
        let (key, row) = row?;
        let mut made = match Parts::of(&row).draft(publisher, spill, (Depth::Whole, rules.today())) {
            Ok(made) => made,
            Err(reason) => {
                take(Row::Refused(row.at.clone(), reason))?;
                continue;
            }
        };
        let at_hidden = entry::point_key(&made.draft).is_some_and(|point| hidden.points.contains(&point));
        if (at_hidden || hidden.places.contains(&fnv(&key))) && made.draft.why(made.kind, rules).is_none() {
            made.draft.withheld = Some(Why::SamePlace);
        }
        let listing = made.draft.settle(made.key, made.kind, rules, &hidden.doors);
        take(Row::Listing(row.at.clone(), Box::new(listing), made.notes))?;
    }
    Ok(())
}
