//! HRSA's file of health center sites ("Health Center Service Delivery and Look-Alike Sites"), in the layout in which HRSA
//! publishes it and as a copy with eleven columns and a mark on withheld addresses.
//!
//! Every such health center takes people regardless of their ability to pay (42 U.S.C. 254b(k)(3)(G)).

use crate::draft::{self, Depth, Draft};
use crate::hours::Open;
use crate::listing::{Kind, Point, SourceKey, Why};
use crate::phone::{self, Line};
use crate::report::{Beside, Look, Note, ReadError, Reason, Row};
use crate::street::Doors;
use crate::table::{Cells, Table};
use crate::vocabulary;
use crate::withheld::Rules;
use crate::words;
use domain::service::Service;
use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

/// The source's name.
pub const SOURCE: &str = "hrsa";

/// Columns that HRSA publishes and that say nothing for the directory; names of members of Congress are among them.
const LEFT_OUT: [&str; 39] = [
    "health_center_type",
    "health_center_number",
    "bhcmis_organization_identification_number",
    "health_center_location_setting_identification_number",
    "health_center_status_identification_number",
    "fqhc_site_medicare_billing_number",
    "fqhc_site_npi_number",
    "health_center_location_identification_number",
    "health_center_location_type_description",
    "health_center_type_identification_number",
    "health_center_operator_identification_number",
    "health_center_operator_description",
    "health_center_operating_schedule_identification_number",
    "health_center_operational_schedule_description",
    "health_center_operating_calendar_surrogate_key",
    "health_center_operating_calendar",
    "site_added_to_scope_this_date",
    "health_center_organization_street_address",
    "health_center_organization_city",
    "health_center_organization_state",
    "health_center_organization_zip_code",
    "grantee_organization_type_description",
    "u_s_mexico_border_100_kilometer_indicator",
    "u_s_mexico_border_county_indicator",
    "state_and_county_federal_information_processing_standard_code",
    "county_equivalent_name",
    "county_description",
    "hhs_region_code",
    "hhs_region_name",
    "state_fips_code",
    "state_name",
    "state_fips_and_congressional_district_number_code",
    "congressional_district_number",
    "congressional_district_name",
    "congressional_district_code",
    "u_s_congressional_representative_name",
    "name_of_u_s_senator_number_one",
    "name_of_u_s_senator_number_two",
    "data_warehouse_record_create_date",
];

/// Which columns hold what.
struct Columns {
    id: usize,
    name: usize,
    organization: Option<usize>,
    street: usize,
    city: usize,
    state: usize,
    zip: usize,
    phone: Option<usize>,
    website: Option<usize>,
    hours: Option<usize>,
    setting: Option<usize>,
    status: Option<usize>,
    kind: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    county: Option<usize>,
    withheld: Option<usize>,
}

impl Columns {
    fn of<R: Read>(table: &Table<R>) -> Result<Self, ReadError> {
        Ok(Self {
            id: table.needed(&["bphc_assigned_number", "bphc_site_number"])?,
            name: table.needed(&["site_name"])?,
            organization: table.column(&["health_center_name"]),
            street: table.needed(&["site_address", "street"])?,
            city: table.needed(&["site_city", "city"])?,
            state: table.needed(&["site_state_abbreviation", "state"])?,
            zip: table.needed(&["site_postal_code", "zip"])?,
            phone: table.column(&["site_telephone_number", "phone"]),
            website: table.column(&["site_web_address", "website"]),
            hours: table.column(&["operating_hours_per_week"]),
            setting: table.column(&["health_center_service_delivery_site_location_setting_description"]),
            status: table.column(&["site_status_description"]),
            kind: table.column(&["health_center_type_description"]),
            // X is the longitude, and stands first.
            lon: table.column(&["geocoding_artifact_address_primary_x_coordinate", "longitude"]),
            lat: table.column(&["geocoding_artifact_address_primary_y_coordinate", "latitude"]),
            county: table.column(&["complete_county_name"]),
            withheld: table.column(&["address_withheld"]),
        })
    }

    /// Whether the column of this number is read.
    fn reads(&self, number: usize) -> bool {
        let needed = [self.id, self.name, self.street, self.city, self.state, self.zip];
        let others = [
            self.organization,
            self.phone,
            self.website,
            self.hours,
            self.setting,
            self.status,
            self.kind,
            self.lat,
            self.lon,
            self.county,
            self.withheld,
        ];
        needed.contains(&number) || others.contains(&Some(number))
    }
}

/// Reads the file, twice, and gives every row to `take`.
///
/// # Errors
/// [`ReadError`] when it cannot be read on, or what `take` says.
pub fn read(
    file: &str,
    mut from: impl Read + Seek,
    rules: &Rules,
    take: &mut dyn FnMut(Row) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let start = from.stream_position()?;
    let (hidden, doors) = hidden_places(file, &mut from, rules)?;
    from.seek(SeekFrom::Start(start))?;
    let mut table = Table::open(file, from)?;
    let columns = Columns::of(&table)?;
    for (number, column) in table.header().iter().enumerate() {
        if !column.is_empty() && !columns.reads(number) && !LEFT_OUT.contains(&column.as_str()) {
            take(Row::UnknownColumn(table.at(1), column.clone()))?;
        }
    }
    let mut seen = crate::report::Seen::default();
    while let Some(cells) = table.next_cells()? {
        let at = table.at(cells.line);
        match site(&cells, &columns, table.header().len(), Depth::Whole) {
            Err(reason) => take(Row::Refused(at, reason))?,
            Ok((id, mut draft, notes)) => {
                if draft.why(Kind::HealthCenter, rules).is_none() && places(&draft).any(|key| hidden.contains(&key)) {
                    draft.withheld = Some(Why::SamePlace);
                }
                let listing =
                    draft.settle(SourceKey { source: SOURCE.to_owned(), id }, Kind::HealthCenter, rules, &doors);
                take(match seen.look(&listing) {
                    Look::New => Row::Listing(at, Box::new(listing), notes),
                    Look::Same => Row::Beside(at, Beside::Again(listing.key.id)),
                    Look::Other => Row::Refused(at, Reason::Twice(listing.key.id)),
                })?;
            }
        }
    }
    Ok(())
}

/// Every site has primary care and a sliding fee; its name says what it has besides.
fn offered(name: &str) -> Vec<Service> {
    let named = vocabulary::services([name].into_iter()).into_iter().filter(|service| *service != Service::Shelter);
    [Service::PrimaryCare, Service::SlidingFee].into_iter().chain(named).collect()
}

/// Where something is that must be withheld: whatever else is at the same street is withheld with it, and nothing else names it.
fn hidden_places(file: &str, from: impl Read, rules: &Rules) -> Result<(HashSet<String>, Doors), ReadError> {
    let mut table = Table::open(file, from)?;
    let columns = Columns::of(&table)?;
    let (mut hidden, mut doors) = (HashSet::new(), Doors::default());
    while let Some(cells) = table.next_cells()? {
        if let Ok((_, draft, _)) = site(&cells, &columns, table.header().len(), Depth::Place)
            && draft.why(Kind::HealthCenter, rules).is_some()
        {
            hidden.extend(places(&draft));
            doors.add(&draft.organization, &draft.street, (&draft.zip, &draft.city));
        }
    }
    Ok((hidden, doors))
}

/// What tells where a row is: its street, and its point.
fn places(draft: &Draft) -> impl Iterator<Item = String> {
    draft::place_key(draft).into_iter().chain(draft::point_key(draft.point))
}

/// Whether the mark of a withheld address is set: only what clearly says no is none.
fn is_marked(cell: &str) -> bool {
    !matches!(words::line(cell).as_str(), "" | "n" | "no" | "false" | "0")
}

fn site(cells: &Cells, columns: &Columns, width: usize, depth: Depth) -> Result<(String, Draft, Vec<Note>), Reason> {
    if cells.found > width || cells.found <= columns.zip {
        return Err(Reason::Cells { found: cells.found as u64, expected: width as u64 });
    }
    let cell = |column: usize| cells.get(Some(column)).to_owned();
    let id = cell(columns.id);
    if id.is_empty() {
        return Err(Reason::NoId("BPHC Assigned Number".to_owned()));
    }
    let status = cells.get(columns.status);
    if !status.is_empty() && !status.eq_ignore_ascii_case("active") {
        return Err(Reason::NotActive(status.to_owned()));
    }
    // "Administrative/Service Delivery Site" receives people; "Administrative" alone does not.
    let kind = cells.get(columns.kind);
    if kind.eq_ignore_ascii_case("administrative") {
        return Err(Reason::Office(kind.to_owned()));
    }
    let mut notes = Vec::new();
    if cells.recoded {
        notes.push(Note::Encoding);
    }
    let number = |column: Option<usize>| cells.get(column).parse::<f64>().ok();
    let point = number(columns.lat).zip(number(columns.lon)).and_then(|(lat, lon)| Point::of_us(lat, lon));
    if point.is_none() && !cells.get(columns.lat).is_empty() {
        notes.push(Note::Point);
    }
    let phones = match depth {
        Depth::Place => Vec::new(),
        Depth::Whole => phone::read(cells.get(columns.phone), Line::Voice, ""),
    };
    if phones.iter().any(|phone| phone.dial.is_none()) {
        notes.push(Note::Phone);
    }
    let hours = cells.get(columns.hours);
    let said = if hours.parse::<f64>().is_ok_and(|hours| hours > 0.0) { hours.to_owned() } else { String::new() };
    let draft = Draft {
        organization: cells.get(columns.organization).to_owned(),
        name: cell(columns.name),
        also: vec![cells.get(columns.setting).to_owned()],
        services: offered(cells.get(Some(columns.name))),
        takes_uninsured: Some(true),
        phones,
        website: cells.get(columns.website).to_owned(),
        // Hours a week are all that HRSA publishes: not when.
        open: Open { spans: Vec::new(), said: if said.is_empty() { said } else { format!("{said} h/week") } },
        street: cell(columns.street),
        city: cell(columns.city),
        // "XX" stands for none.
        state: if cell(columns.state) == "XX" { String::new() } else { cell(columns.state) },
        zip: cell(columns.zip),
        counties: cells.get(columns.county).to_owned(),
        point,
        withheld: is_marked(cells.get(columns.withheld)).then_some(Why::BySource),
        ..Draft::default()
    };
    if words::tidy(&draft.name, 1).is_empty() { Err(Reason::NoName) } else { Ok((id, draft, notes)) }
}
