//! HSDS as JSON: one object, a list, a page of results (`contents`), or one object a line; nested as deep as its schemas
//! are. Each object is read by itself, so a list may be of any length.

use super::Take;
use super::columns::{self, Kind};
use super::gather;
use super::spill::{Entry, Fields, Spill};
use crate::bounded::{self, Bounded, Budget};
use crate::report::{At, Malformed, ReadError, Reason, Row};
use crate::table;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{BufReader, Read};

/// How deep objects may stand in one another.
const DEPTH: usize = 12;
/// Most members of an outermost object that is not in a list.
const MEMBERS: usize = 200;
/// Most names of columns and lists that are said to be left out.
const SAID: usize = 100;

/// Reads the file.
pub(super) fn read(file: &str, from: impl Read, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let (reader, budget) = Bounded::new(from, bounded::RECORD, bounded::FILE);
    let mut reader = BufReader::new(reader);
    skip_mark(&mut reader)?;
    let walk = RefCell::new(Walk { file, number: 0, spill, take, unknown: BTreeSet::new(), stopped: None });
    let mut json = serde_json::Deserializer::from_reader(reader);
    loop {
        // Between two values there is white space or the end.
        match json.end() {
            Ok(()) => return Ok(()),
            Err(error) if error.is_io() => return Err(failed(error, &walk)),
            Err(_) => {}
        }
        budget.refill();
        if let Err(error) = (Top { walk: &walk, budget: &budget }).deserialize(&mut json) {
            return Err(failed(error, &walk));
        }
    }
}

/// Takes the mark of byte order away, which JSON forbids and spreadsheets write.
fn skip_mark(reader: &mut impl std::io::BufRead) -> Result<(), ReadError> {
    if reader.fill_buf()?.starts_with(&[0xef, 0xbb, 0xbf]) {
        reader.consume(3);
    }
    Ok(())
}

fn failed(error: serde_json::Error, walk: &RefCell<Walk<'_, '_>>) -> ReadError {
    if let Some(stopped) = walk.borrow_mut().stopped.take() {
        return stopped;
    }
    let at = At { file: walk.borrow().file.to_owned(), line: error.line() as u64 };
    let problem = Malformed::Json(format!("{:?}", error.classify()));
    if error.is_io() {
        return table::from_io(error.into(), at);
    }
    ReadError::Malformed { at, problem }
}

/// What is kept while it reads.
struct Walk<'a, 'b> {
    file: &'a str,
    number: u64,
    spill: &'a mut Spill,
    take: &'a mut Take<'b>,
    unknown: BTreeSet<String>,
    stopped: Option<ReadError>,
}

/// The outermost value.
struct Top<'a, 'b, 'c> {
    walk: &'a RefCell<Walk<'b, 'c>>,
    budget: &'a Budget,
}

impl<'de> DeserializeSeed<'de> for Top<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            self.budget.refill();
            self.walk.borrow_mut().object(value).map_err(A::Error::custom)?;
        }
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let (mut own, mut is_page) = (Map::new(), false);
        while let Some(name) = object.next_key::<String>()? {
            let list =
                matches!(name.as_str(), "contents" | "data" | "items" | "organizations" | "services" | "locations");
            if list && own.is_empty() || name == "contents" {
                object.next_value_seed(Top { walk: self.walk, budget: self.budget })?;
                is_page = true;
            } else if own.len() < MEMBERS {
                own.insert(name, object.next_value()?);
            } else {
                object.next_value::<IgnoredAny>()?;
                self.walk.borrow_mut().beyond(&name).map_err(A::Error::custom)?;
            }
        }
        // What stands beside a list of results says how many there are.
        if is_page && !own.contains_key("id") {
            return Ok(());
        }
        self.walk.borrow_mut().object(Value::Object(own)).map_err(A::Error::custom)
    }
}

/// Reading stopped; the reason is kept in [`Walk`].
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
struct Stopped;

impl Walk<'_, '_> {
    fn object(&mut self, value: Value) -> Result<(), Stopped> {
        self.number += 1;
        let at = self.at();
        let known = match value {
            Value::Object(object) => kind_of(&object).map(|kind| (kind, object)),
            _ => None,
        };
        let done = match known {
            Some((kind, object)) => self.row(kind, object, &[], 0),
            None => (self.take)(Row::Refused(at, Reason::NoKind)),
        };
        self.stopping(done)
    }

    /// Says of a member of the outermost object that it is one too many.
    fn beyond(&mut self, name: &str) -> Result<(), Stopped> {
        // The object itself is counted once it was read.
        let at = At { file: self.file.to_owned(), line: self.number + 1 };
        let done = self.left_out(crate::words::tidy(name, 60), at);
        self.stopping(done)
    }

    fn stopping(&mut self, done: Result<(), ReadError>) -> Result<(), Stopped> {
        done.map_err(|error| {
            self.stopped = Some(error);
            Stopped
        })
    }

    fn at(&self) -> At {
        At { file: self.file.to_owned(), line: self.number }
    }

    /// Says once of a list within a record that nothing of it is read.
    fn left_out(&mut self, name: String, at: At) -> Result<(), ReadError> {
        if self.unknown.len() < SAID && self.unknown.insert(name.clone()) {
            (self.take)(Row::LeftOut(at, name))?;
        }
        Ok(())
    }

    /// Puts away an object as a row of its table, and what is nested in it as rows that belong to it.
    fn row(
        &mut self,
        kind: Kind,
        object: Map<String, Value>,
        of: &[(Kind, String)],
        depth: usize,
    ) -> Result<(), ReadError> {
        let at = self.at();
        if depth > DEPTH {
            return (self.take)(Row::Refused(at, Reason::TooDeep));
        }
        let id = object.get("id").map(plain).unwrap_or_default();
        let mut of = of.to_vec();
        let mut fields = Fields::new();
        let mut nested = Vec::new();
        for (name, value) in object {
            match value {
                Value::Object(_) | Value::Array(_) => nested.push((name, value)),
                _ => {
                    let text = plain(&value);
                    if let Some(column) = self.column(kind, &name, &at)?.filter(|_| !text.is_empty()) {
                        fields.insert(column.to_owned(), text);
                    }
                }
            }
        }
        of.push((kind, id.clone()));
        // A service within a service at a location, or a location within it, is what the row belongs to.
        for (name, value) in &nested {
            let Value::Object(inner) = value else { continue };
            let column = match Kind::of(name) {
                Some(Kind::Organization) => "organization_id",
                Some(Kind::Service) => "service_id",
                Some(Kind::Location) => "location_id",
                _ => continue,
            };
            if let Some(inner) = inner.get("id").map(plain).filter(|inner| !inner.is_empty()) {
                fields.entry(column.to_owned()).or_insert(inner);
            }
        }
        link(kind, &mut fields, of.get(..of.len() - 1).unwrap_or(&[]));
        let inner = depth > 0;
        let entry = Entry { kind: kind as u8, at, fields, with: Vec::new(), recoded: false, inner };
        gather::put(kind, entry, self.spill, self.take)?;
        for (name, value) in nested {
            self.nested(&name, value, &of, depth)?;
        }
        Ok(())
    }

    fn nested(&mut self, name: &str, value: Value, of: &[(Kind, String)], depth: usize) -> Result<(), ReadError> {
        // A term stands within the attribute that names it, and was read with it.
        let within = of.last().map(|(kind, _)| *kind);
        if within == Some(Kind::Term) && name == "taxonomy_term" {
            return Ok(());
        }
        let called = || format!("{}.{}", within.map_or("", Kind::singular), crate::words::tidy(name, 60));
        let list = if let Value::Array(list) = value { list } else { vec![value] };
        for value in list {
            let Value::Object(mut object) = value else {
                self.left_out(called(), self.at())?;
                continue;
            };
            if name == "attributes"
                && let Some(Value::Object(term)) = object.get("taxonomy_term")
            {
                let (id, term) =
                    (term.get("id").map(plain).unwrap_or_default(), term.get("name").map(plain).unwrap_or_default());
                self.spill.term(&id, &term);
                object.insert("name".to_owned(), Value::String(term));
            }
            match Kind::of(name) {
                Some(kind) => self.row(kind, object, of, depth + 1)?,
                None => self.left_out(called(), self.at())?,
            }
        }
        Ok(())
    }

    fn column(&mut self, kind: Kind, name: &str, at: &At) -> Result<Option<&'static str>, ReadError> {
        match columns::column(kind, &name.to_lowercase()) {
            Ok(column) => Ok(column),
            Err(unknown) => {
                let unknown = format!("{}.{}", kind.singular(), crate::words::tidy(&unknown, 60));
                if self.unknown.len() < SAID && self.unknown.insert(unknown.clone()) {
                    (self.take)(Row::UnknownColumn(at.clone(), unknown))?;
                }
                Ok(None)
            }
        }
    }
}

/// Writes into a nested row what it belongs to: the innermost of what it stands in.
fn link(kind: Kind, fields: &mut Fields, of: &[(Kind, String)]) {
    let nearest = |wanted: Kind| of.iter().rev().find(|(kind, _)| *kind == wanted).map(|(_, id)| id.clone());
    let mut set = |column: &str, id: Option<String>| {
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            fields.entry(column.to_owned()).or_insert(id);
        }
    };
    match kind {
        Kind::Organization => {}
        Kind::Service | Kind::Location => set("organization_id", nearest(Kind::Organization)),
        Kind::Offer => {
            set("service_id", nearest(Kind::Service));
            set("location_id", nearest(Kind::Location));
        }
        _ => {
            let Some((parent, id)) = of.last() else { return };
            let column = match (kind, parent) {
                (Kind::Term, _) => {
                    set("link_entity", Some(parent.singular().to_owned()));
                    "link_id"
                }
                (_, Kind::Organization) => "organization_id",
                (_, Kind::Service) => "service_id",
                (_, Kind::Location) => "location_id",
                (_, Kind::Offer) => "service_at_location_id",
                // The languages of a phone are those of whom it belongs to.
                _ => {
                    return if let Some((_, id)) = of.iter().rev().nth(1) {
                        set("service_id", Some(id.clone()))
                    };
                }
            };
            set(column, Some(id.clone()));
        }
    }
}

/// Which table an outermost object is a row of.
fn kind_of(object: &Map<String, Value>) -> Option<Kind> {
    let has = |name: &str| object.contains_key(name);
    if has("location") && has("service") || has("service_id") && has("location_id") {
        Some(Kind::Offer)
    } else if has("latitude") || has("location_type") || has("addresses") {
        Some(Kind::Location)
    } else if has("status") || has("service_at_locations") || has("organization") || has("organization_id") {
        Some(Kind::Service)
    } else if has("year_incorporated")
        || has("legal_status")
        || has("organization_identifiers")
        || has("services")
        || has("website")
    {
        Some(Kind::Organization)
    } else {
        None
    }
}

/// A plain value as a cell.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => crate::words::tidy(text, 20_000),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}
