//! One service at one place, out of the rows that were joined to it.

use super::columns::Kind as Table;
use super::spill::{Entry, Spill};
use crate::draft::{Depth, Draft};
use crate::hours::{self, Open};
use crate::listing::{Kind, Point, SourceKey};
use crate::phone::{self, Line};
use crate::report::{Note, Reason};
use crate::vocabulary;
use crate::words;
use domain::day::Day;

/// Most names of other services, and most phones, of one listing.
const MOST: usize = 24;

/// A draft, and what belongs to it.
pub(super) struct Made {
    pub key: SourceKey,
    pub kind: Kind,
    pub draft: Draft,
    pub notes: Vec<Note>,
}

/// The rows that were joined.
pub(super) struct Parts<'a> {
    service: Option<&'a Entry>,
    offer: Option<&'a Entry>,
    location: Option<&'a Entry>,
    organization: Option<&'a Entry>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(row: &'a Entry) -> Self {
        let within = |row: &'a Entry, kind| row.with.iter().find(|row| row.is(kind));
        let service = row.is(Table::Service).then_some(row);
        let offer = service.and_then(|service| within(service, Table::Offer));
        let location =
            if row.is(Table::Location) { Some(row) } else { offer.and_then(|offer| within(offer, Table::Location)) };
        let organization = if row.is(Table::Organization) { Some(row) } else { within(row, Table::Organization) };
        Self { service, offer, location, organization }
    }

    /// What it is keyed by: the narrowest of its parts.
    fn id(&self) -> String {
        let id = |part: Option<&Entry>, name: &str| part.map(|part| format!("{name}:{}", part.get("id")));
        id(self.offer, "offer")
            .or_else(|| id(self.service, "service"))
            .or_else(|| id(self.location, "location"))
            .or_else(|| id(self.organization, "organization"))
            .unwrap_or_default()
    }

    /// The rows of a table that belong to any of the parts, the narrowest first.
    fn rows(&self, kind: Table) -> impl Iterator<Item = &'a Entry> {
        let parts = [self.offer, self.service, self.location, self.organization];
        parts.into_iter().flatten().flat_map(move |part| part.with.iter().filter(move |row| row.is(kind)))
    }

    fn text(part: Option<&'a Entry>, names: &[&str]) -> &'a str {
        let Some(part) = part else { return "" };
        names.iter().map(|name| part.get(name)).find(|text| !text.is_empty()).unwrap_or("")
    }

    /// The draft of it, as of `today` if that is known.
    pub(super) fn draft(
        &self,
        publisher: &str,
        spill: &Spill,
        (depth, today): (Depth, Option<Day>),
    ) -> Result<Made, Reason> {
        let status = Self::text(self.service, &["status"]);
        let lower = words::line(status);
        if ["inactive", "defunct", "closed"].iter().any(|closed| lower.contains(closed)) {
            return Err(Reason::NotActive(words::tidy(status, 40)));
        }
        let organization = Self::text(self.organization, &["name"]);
        let place = Self::text(self.location, &["name", "alternate_name"]);
        let own = Self::text(self.service, &["name", "alternate_name"]);
        let name = [own, place, organization]
            .into_iter()
            .find(|name| !words::tidy(name, 1).is_empty())
            .ok_or(Reason::NoName)?;
        let mut notes = Vec::new();
        if [self.service, self.location, self.organization].into_iter().flatten().any(|part| part.recoded) {
            notes.push(Note::Encoding);
        }
        let names = |part: Option<&Entry>| part.is_some_and(|part| !part.get("organization_id").is_empty());
        if self.organization.is_none() && (names(self.service) || names(self.location)) {
            notes.push(Note::Organization);
        }
        let mut draft = Draft { organization: organization.to_owned(), name: name.to_owned(), ..Draft::default() };
        draft.about = Self::text(self.service, &["description"]).to_owned();
        draft.said_by_organization = Self::text(self.organization, &["description"]).to_owned();
        if draft.about.is_empty() {
            draft.about.clone_from(&draft.said_by_organization);
        }
        self.words_of(&mut draft, place, spill);
        // What no rule looks at.
        if depth == Depth::Whole {
            self.languages(&mut draft);
            self.cost(&mut draft);
            self.phones(&mut draft, &mut notes);
            self.open(&mut draft, &mut notes, today);
        }
        draft.assured_on = self.assured_on().filter(|on| today.is_none_or(|today| *on <= today));
        self.place(&mut draft, &mut notes);
        draft.website = [self.service, self.location, self.organization]
            .into_iter()
            .map(|part| Self::text(part, &["website"]))
            .find(|address| !address.is_empty())
            .unwrap_or("")
            .to_owned();
        let kind = vocabulary::kind_of(&draft);
        let key = SourceKey { source: format!("hsds:{publisher}"), id: self.id() };
        Ok(Made { key, kind, draft, notes })
    }

    fn words_of(&self, draft: &mut Draft, place: &str, spill: &Spill) {
        let (mut offers, mut beyond): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let alternate = Self::text(self.service, &["alternate_name"]);
        let keywords = Self::text(self.service, &["keywords"]).split([',', ';']);
        let terms = self.rows(Table::Term).flat_map(|row| {
            let ids = [row.get("taxonomy_term_id"), row.get("taxonomy_id")];
            let named = ids.into_iter().filter_map(|id| spill.terms.get(id).map(String::as_str));
            named.chain([row.get("name"), row.get("label"), row.get("value")])
        });
        let listed = Self::text(self.service, &["taxonomy_ids"]).split([',', ';']);
        let listed = listed.filter_map(|id| spill.terms.get(id.trim()).map(String::as_str));
        for text in [alternate].into_iter().chain(keywords).chain(terms).chain(listed) {
            let text = words::tidy(text, 120);
            if !text.chars().any(char::is_alphabetic) || offers.contains(&text) {
                continue;
            }
            // What is beyond them is not kept, and still says what the place is.
            if offers.len() < MOST { offers.push(text) } else { beyond.push(text) }
        }
        // A word to be found by, and one that the rules look at.
        place.clone_into(&mut draft.place);
        draft.also = [
            draft.name.clone(),
            Self::text(self.location, &["description", "short_desc"]).to_owned(),
            Self::text(self.location, &["alternate_name"]).to_owned(),
            Self::text(self.organization, &["alternate_name"]).to_owned(),
            // What is said of the service at that place alone.
            Self::text(self.offer, &["description"]).to_owned(),
        ]
        .into_iter()
        .filter(|text| !text.is_empty())
        .chain(beyond)
        .collect();
        // Who may come and when, and what is said above all else: sentences, in which a shelter may be where people come from.
        let when = self.rows(Table::Schedule).map(|row| row.get("description"));
        draft.sayings = ["eligibility", "eligibility_description", "alert"]
            .into_iter()
            .map(|name| Self::text(self.service, &[name]))
            .chain(when)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect();
        draft.cells = self.cells();
        draft.services = vocabulary::services(offers.iter().map(String::as_str).chain([draft.name.as_str(), place]));
        draft.offers = offers;
        // In HSDS 1.1 it is the column that is called as its table.
        let named =
            |row: &'a Entry| ["name", "service_area"].map(|name| row.get(name)).into_iter().find(|n| !n.is_empty());
        let areas: Vec<&str> = self.rows(Table::Area).filter_map(named).collect();
        draft.counties = if areas.is_empty() {
            Self::text(self.service, &["service_areas", "areas"]).to_owned()
        } else {
            areas.join(", ")
        };
    }

    /// Every cell in which the place is named, whichever of them is read.
    fn cells(&self) -> Vec<String> {
        let Some(location) = self.location else { return Vec::new() };
        let rows = location.with.iter().filter(|row| row.is(Table::Address));
        let streets = rows.flat_map(|row| [row.get("address_1"), row.get("address_2"), row.get("city")]);
        let own = ["name", "alternate_name", "address_1"].map(|name| location.get(name));
        own.into_iter().chain(streets).filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    fn languages(&self, draft: &mut Draft) {
        let rows = self.rows(Table::Language).flat_map(|row| [row.get("code"), row.get("name"), row.get("language")]);
        let cells = [self.service, self.location]
            .into_iter()
            .flatten()
            .flat_map(|part| part.get("languages").split([',', ';']));
        draft.languages.extend(rows.chain(cells).filter_map(vocabulary::language));
    }

    fn cost(&self, draft: &mut Draft) {
        let mut text = Self::text(self.service, &["fees"]).to_owned();
        for row in self.rows(Table::Cost) {
            for part in ["option", "amount", "amount_description"] {
                text.push(' ');
                text.push_str(row.get(part));
            }
        }
        let line = words::line(&text);
        let says = ["free", "no cost", "no charge", "sliding", "uninsured", "without insurance", "gratis", "gratuito"];
        let free = says.iter().any(|word| line.contains(word)) && !line.contains("not free");
        draft.takes_uninsured = free.then_some(true);
    }

    fn phones(&self, draft: &mut Draft, notes: &mut Vec<Note>) {
        let rows = self.rows(Table::Phone).map(|row| {
            let words = format!("{} {} {}", row.get("type"), row.get("department"), row.get("description"));
            (row.get("number"), Line::of(&words), row.get("extension"))
        });
        let cells = [self.service, self.location, self.organization].into_iter().flatten();
        let cells = cells.map(|part| (part.get("phones"), Line::Voice, ""));
        for (number, line, extension) in rows.chain(cells) {
            if draft.phones.len() < MOST {
                draft.phones.extend(phone::read(number, line, extension));
            }
        }
        if draft.phones.iter().any(|phone| phone.dial.is_none()) {
            notes.push(Note::Phone);
        }
    }

    /// When the source says that it was right: the service before its organization, what was assured before what was touched.
    fn assured_on(&self) -> Option<Day> {
        let day = |part: Option<&Entry>, name: &str| Day::parse(part?.get(name).get(..10)?);
        ["assured_date", "last_modified"].into_iter().find_map(|name| day(self.service, name)).or_else(|| {
            let of = self.organization.filter(|_| self.service.is_none());
            ["assured_date", "last_modified"].into_iter().find_map(|name| day(of, name))
        })
    }

    fn open(&self, draft: &mut Draft, notes: &mut Vec<Note>, today: Option<Day>) {
        let mut open = Open::default();
        let mut unread = false;
        for row in self.rows(Table::Schedule) {
            let (from, to) = (row.get("opens_at"), row.get("closes_at"));
            let ends = |name: &str| row.get(name).get(..10).and_then(Day::parse);
            let is_over = |end: Day| today.is_some_and(|today| end < today);
            // Hours of last summer are nobody's hours.
            if ["valid_to", "until"].into_iter().filter_map(ends).any(is_over) {
                continue;
            }
            let weekly = row.get("freq").is_empty() || row.get("freq").eq_ignore_ascii_case("weekly");
            let every = row.get("interval").is_empty() || row.get("interval") == "1";
            if open.said.is_empty() && !row.get("description").is_empty() {
                open.said = words::tidy(row.get("description"), 240);
            }
            if from.is_empty() || to.is_empty() || !weekly || !every {
                continue;
            }
            let days = format!("{},{}", row.get("weekday"), row.get("byday"));
            for day in days.split(',').filter(|day| !day.trim().is_empty()) {
                match (hours::day(day), hours::minutes(from), hours::minutes(to)) {
                    (Some(day), Some(from), Some(to)) => open.add(day, from, to),
                    _ => unread = true,
                }
            }
        }
        if unread {
            notes.push(Note::Hours);
        }
        draft.open = open;
    }

    fn place(&self, draft: &mut Draft, notes: &mut Vec<Note>) {
        let Some(location) = self.location else { return };
        let kind = location.get("location_type");
        if kind.eq_ignore_ascii_case("virtual") || location.get("virtual").eq_ignore_ascii_case("true") {
            return;
        }
        // A postal address is where letters go.
        let mut addresses = location.with.iter().filter(|row| row.is(Table::Address));
        if let Some(address) = addresses.find(|row| !row.get("address_type").eq_ignore_ascii_case("postal")) {
            draft.street = format!("{} {}", address.get("address_1"), address.get("address_2"));
            draft.city = address.get("city").to_owned();
            draft.state = address.get("state_province").to_owned();
            draft.zip = address.get("postal_code").to_owned();
        } else {
            one_line(location.get("address_1"), draft);
        }
        let degrees = |name: &str| location.get(name).parse::<f64>().ok();
        draft.point = degrees("latitude").zip(degrees("longitude")).and_then(|(lat, lon)| Point::of_us(lat, lon));
        if draft.point.is_none() && !location.get("latitude").is_empty() {
            notes.push(Note::Point);
        }
    }
}

/// An address in one cell: "9525 Sterling Drive, Cutler Bay, FL 33157", or "State: FL" where it is not known.
fn one_line(cell: &str, draft: &mut Draft) {
    if let Some(state) = cell.strip_prefix("State:") {
        draft.state = state.trim().to_owned();
        return;
    }
    let parts: Vec<&str> = cell.split(',').map(str::trim).collect();
    let Some((last, before)) = parts.split_last() else { return };
    let mut words = last.split_whitespace();
    match (words.next(), words.next(), before.split_last()) {
        (Some(state), Some(zip), Some((city, street))) if state.len() == 2 && zip.len() >= 5 => {
            draft.street = street.join(", ");
            draft.city = (*city).to_owned();
            draft.state = state.to_owned();
            draft.zip = zip.to_owned();
        }
        _ => draft.street = cell.to_owned(),
    }
}

/// What tells by its point that a row is at the same place as another.
pub(super) fn point_key(draft: &Draft) -> Option<u64> {
    crate::draft::point_key(draft.point).map(|key| crate::fnv::fnv(&key))
}

/// What tells that two rows are at the same place: street and ZIP without the room; the location's id where there is no
/// street; nothing that another row could share where there is no place.
pub(super) fn place_key(row: &Entry) -> String {
    let parts = Parts::of(row);
    let Some(location) = parts.location else { return format!("n {}", parts.id()) };
    let mut draft = Draft::default();
    parts.place(&mut draft, &mut Vec::new());
    crate::draft::place_key(&draft).unwrap_or_else(|| format!("l {}", location.get("id")))
}
