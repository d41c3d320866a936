//! Lists of programs: one row a program, a coalition, a state's office or a hotline, with whatever columns the list has.
//!
//! Such a list has no addresses, and if one had, nobody would read them: there is no column of a street here.

use crate::draft::{self, Draft};
use crate::hours::Open;
use crate::listing::{Kind, SourceKey, UNSAID};
use crate::phone::{self, Line, Phone};
use crate::report::{Beside, Look, Note, ReadError, Reason, Row};
use crate::street::Doors;
use crate::table::{Cells, Table};
use crate::withheld::Rules;
use crate::words;
use domain::service::Service;
use domain::state_rule::StateCode;
use std::io::Read;

/// Columns that are known; the first of a line is the name that errors say.
const NAME: &[&str] = &["name", "agency", "organization", "program", "program_name"];
const ID: &[&str] = &["id", "ilao_location_id", "location_id"];
const STATE: &[&str] = &["state", "st"];
const CITY: &[&str] = &["city", "town"];
const COUNTIES: &[&str] = &["counties", "county", "area", "areas"];
const WEBSITE: &[&str] = &["website", "url", "web"];
const HOURS: &[&str] = &["hours"];
const TEXT: &[&str] = &["text", "sms"];
/// Columns of phones, and what each is for.
const PHONES: &[(&str, Line)] = &[
    ("phone", Line::Voice),
    ("phone_as_published", Line::Voice),
    ("hotline", Line::Crisis),
    ("toll_free", Line::TollFree),
    ("tty", Line::Tty),
    ("fax", Line::Fax),
];
/// Columns by which a list of one state is known whose rows do not name it. Illinois Legal Aid Online numbers its places so.
const OF_ONE_STATE: &[(&str, &str)] = &[("ilao_location_id", "IL")];
/// Columns that are known and hold nothing for a reader of the directory.
const LEFT_OUT: &[&str] = &["phone_e164_or_short", "evidence", "grant", "source"];

/// A list, as whoever reads it in knows it.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// How it is called here.
    pub name: &'a str,
    /// The state of all rows that name none.
    pub state: Option<StateCode>,
}

impl<'a> From<&'a str> for List<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, state: None }
    }
}

/// Reads a list and gives every row to `take`. The name of the list, and with it the id, or the name and the state, of a row
/// make its key; the state as the row has it, so that a list whose state is told later keeps its ids.
///
/// # Errors
/// [`ReadError`] when it cannot be read on, or what `take` says.
pub fn read<'a>(
    list: impl Into<List<'a>>,
    file: &str,
    from: impl Read,
    rules: &Rules,
    take: &mut dyn FnMut(Row) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let list = list.into();
    let mut table = Table::open(file, from)?;
    let name = table.needed(NAME)?;
    let known_by = OF_ONE_STATE.iter().find(|(column, _)| table.column(&[*column]).is_some());
    let state = list.state.map(StateCode::code).or(known_by.map(|(_, state)| *state));
    let known = |column: &String| {
        let lists = [NAME, ID, STATE, CITY, COUNTIES, WEBSITE, HOURS, TEXT, LEFT_OUT];
        lists.iter().any(|list| list.contains(&column.as_str())) || PHONES.iter().any(|(name, _)| name == column)
    };
    for column in table.header().iter().filter(|column| !column.is_empty() && !known(column)) {
        take(Row::UnknownColumn(table.at(1), column.clone()))?;
    }
    let mut seen = crate::report::Seen::default();
    while let Some(cells) = table.next_cells()? {
        let at = table.at(cells.line);
        if cells.found > table.header().len() {
            let (found, expected) = (cells.found as u64, table.header().len() as u64);
            take(Row::Refused(at, Reason::Cells { found, expected }))?;
            continue;
        }
        if words::tidy(cells.get(Some(name)), 1).is_empty() {
            take(Row::Refused(at, Reason::NoName))?;
            continue;
        }
        let (mut draft, kind) = program(&table, &cells, name);
        let mut notes = if cells.recoded { vec![Note::Encoding] } else { Vec::new() };
        if draft.phones.iter().any(|phone| phone.dial.is_none()) {
            notes.push(Note::Phone);
        }
        let id = cells.get(table.column(ID));
        let id = id.trim_start_matches(UNSAID);
        // As the state is written: the id is the same as it always was.
        let id = if id.is_empty() { words::line(&format!("{} {}", draft.state, draft.name)) } else { id.to_owned() };
        if let Some(state) = state.filter(|_| draft.state.trim().is_empty()) {
            state.clone_into(&mut draft.state);
        }
        let name = words::tidy(&draft.name, draft::NAME);
        let source = format!("programs:{}", list.name);
        let mut listing = draft.settle(SourceKey { source, id }, kind, rules, &Doors::default());
        if listing.name != name {
            listing.key = listing.key.unsaid();
        }
        take(match seen.look(&listing) {
            Look::New => Row::Listing(at, Box::new(listing), notes),
            Look::Same => Row::Beside(at, Beside::Again(listing.key.id)),
            Look::Other => Row::Refused(at, Reason::Twice(listing.key.id)),
        })?;
    }
    Ok(())
}

fn program<R: Read>(table: &Table<R>, cells: &Cells, name: usize) -> (Draft, Kind) {
    let get = |names: &[&str]| cells.get(table.column(names));
    let mut phones: Vec<Phone> =
        PHONES.iter().flat_map(|(column, line)| phone::read(get(&[column]), *line, "")).collect();
    let text = words::tidy(get(TEXT), 60);
    if !text.is_empty() {
        phones.push(Phone { published: text, dial: None, line: Line::Text });
    }
    let name = cells.get(Some(name));
    let kind = kind_of(table, name);
    let hours = get(HOURS);
    let open = match words::line(hours).as_str() {
        "24x7" | "24 7" | "24 hours" => Open::always(),
        _ => Open { spans: Vec::new(), said: words::tidy(hours, 120) },
    };
    let services = match kind {
        Kind::Hotline => vec![Service::Hotline],
        _ => Vec::new(),
    };
    let draft = Draft {
        name: name.to_owned(),
        services,
        phones,
        website: get(WEBSITE).to_owned(),
        open,
        city: get(CITY).to_owned(),
        state: get(STATE).to_owned(),
        counties: get(COUNTIES).to_owned(),
        ..Draft::default()
    };
    (draft, kind)
}

/// A list of agencies is one of states' offices; a name says whether it is a hotline or a coalition; the rest are programs.
fn kind_of<R: Read>(table: &Table<R>, name: &str) -> Kind {
    let line = words::line(name);
    let has = |part: &str| line.contains(part);
    if table.column(&["evidence"]).is_some() || has("hotline") || has("helpline") || has("lifeline") {
        Kind::Hotline
    } else if table.column(&["agency"]).is_some() || has("coalition") {
        Kind::Coalition
    } else {
        Kind::Advocacy
    }
}
