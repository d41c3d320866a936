//! The same as a package: tables as CSV, and a description of them (Frictionless Data, as HSDS uses it).

use super::api::published;
use crate::csv;
use crate::ctx::Ctx;
use crate::page::{Answer, Page};
use serde_json::{Value, json};

/// A table: its name, its file, its columns.
type Table = (&'static str, &'static str, &'static [&'static str]);

const ORGANIZATIONS: Table = ("organization", "organizations.csv", &["id", "name", "description"]);
const SERVICES: Table = (
    "service",
    "services.csv",
    &[
        "id",
        "organization_id",
        "name",
        "description",
        "status",
        "application_process",
        "fees_description",
        "wait_time",
        "eligibility_description",
        "assured_date",
    ],
);
const LOCATIONS: Table =
    ("location", "locations.csv", &["id", "location_type", "organization_id", "name", "description"]);
const ADDRESSES: Table = (
    "address",
    "addresses.csv",
    &["id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"],
);
const AT: Table = ("service_at_location", "service_at_location.csv", &["id", "service_id", "location_id"]);
const PHONES: Table =
    ("phone", "phones.csv", &["id", "organization_id", "service_id", "location_id", "number", "type", "description"]);
const LANGUAGES: Table = ("language", "languages.csv", &["id", "service_id", "code", "name"]);
const SCHEDULES: Table =
    ("schedule", "schedules.csv", &["id", "service_id", "freq", "byday", "opens_at", "closes_at", "description"]);
const COSTS: Table =
    ("cost_option", "cost_options.csv", &["id", "service_id", "currency", "amount", "amount_description"]);
const ATTRIBUTES: Table =
    ("attribute", "attributes.csv", &["id", "link_id", "taxonomy_term_id", "link_type", "link_entity"]);
const TAXONOMIES: Table = ("taxonomy", "taxonomies.csv", &["id", "name", "description"]);
const TERMS: Table = ("taxonomy_term", "taxonomy_terms.csv", &["id", "code", "name", "description", "taxonomy_id"]);
/// Columns that hold numbers.
const NUMBERS: &[&str] = &["amount"];

/// All objects under a key of these.
fn within(all: &[Value], key: &str) -> Vec<Value> {
    all.iter().filter_map(|one| one[key].as_array()).flatten().cloned().collect()
}

fn cells(row: &Value, columns: &[&str]) -> Vec<String> {
    let cell = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    columns.iter().map(|column| cell(&row[*column])).collect()
}

fn file((_, name, columns): Table, rows: &[Value]) -> (&'static str, Vec<u8>) {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row, columns)).collect();
    (name, csv::plain(columns, rows.iter().map(|row| row.iter().map(String::as_str))))
}

/// What the package says of its tables.
fn description(tables: &[Table]) -> Vec<u8> {
    let resource = |(name, path, columns): &Table| {
        let kind = |column| if NUMBERS.contains(column) { "number" } else { "string" };
        let fields: Vec<Value> = columns.iter().map(|column| json!({"name": column, "type": kind(column)})).collect();
        json!({
            "name": name, "path": path, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
            "encoding": "utf-8", "schema": {"primaryKey": "id", "fields": fields},
        })
    };
    let all = json!({
        "name": "human_services_data", "title": "Human Services Data", "profile": "tabular-data-package",
        "version": "3.0", "homepage": "https://docs.openreferral.org/",
        "resources": tables.iter().map(resource).collect::<Vec<_>>(),
    });
    all.to_string().into_bytes()
}

/// `GET /hsds/package.zip`.
pub(super) async fn get(ctx: Ctx) -> Answer {
    let all = published(&ctx).await?;
    let (organizations, services) = (all.whole_organizations(), all.whole_services());
    let locations = within(&organizations, "locations");
    let mut phones = within(&organizations, "phones");
    phones.extend(within(&services, "phones"));
    phones.extend(within(&locations, "phones"));
    let mut attributes = within(&organizations, "attributes");
    attributes.extend(within(&services, "attributes"));
    let tables = [
        ORGANIZATIONS,
        SERVICES,
        LOCATIONS,
        ADDRESSES,
        AT,
        PHONES,
        LANGUAGES,
        SCHEDULES,
        COSTS,
        ATTRIBUTES,
        TAXONOMIES,
        TERMS,
    ];
    let files = [
        ("datapackage.json", description(&tables)),
        file(ORGANIZATIONS, &organizations),
        file(SERVICES, &services),
        file(LOCATIONS, &locations),
        file(ADDRESSES, &within(&locations, "addresses")),
        file(AT, &within(&services, "service_at_locations")),
        file(PHONES, &phones),
        file(LANGUAGES, &within(&services, "languages")),
        file(SCHEDULES, &within(&services, "schedules")),
        file(COSTS, &within(&services, "cost_options")),
        file(ATTRIBUTES, &attributes),
        file(TAXONOMIES, &all.taxonomies()),
        file(TERMS, &all.taxonomy_terms()),
    ];
    Ok(Page::file("services.zip", "application/zip", app::published::packed(&files)?))
}
