//! `docs/PRIVACY.md` names every column of the database once, and says how each ends: a migration that adds one has to
//! say so there.

use std::collections::{BTreeMap, BTreeSet};
use testkit::TestStore;

const PAGE: &str = include_str!("../../../../docs/PRIVACY.md");
const ABOUT_A_PERSON: &str = "About a person, or about a record";
const ABOUT_NOBODY: &str = "About nobody";
/// Sealed there are keys of an organization.
const KEYS: &[&str] = &["organization", "compartment_server"];

/// One row of a table of the page: under which heading, of which table, which columns, how they end.
struct Row {
    under: String,
    table: String,
    columns: Vec<String>,
    ends: String,
}

fn rows() -> Vec<Row> {
    let (_, annex) = PAGE.split_once("## Where each of it stands").expect("the part that is held against a database");
    let (mut under, mut rows) = (String::new(), Vec::new());
    for line in annex.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            under = heading.to_owned();
        }
        let Some(cells) = line.strip_prefix("| `") else { continue };
        let (place, ends) = cells.split_once(" | ").expect("two cells");
        let (table, columns) = place.split_once("`: ").expect("a table and its columns");
        rows.push(Row {
            under: under.clone(),
            table: table.to_owned(),
            columns: columns.split(", ").map(|column| column.trim_matches('`').to_owned()).collect(),
            ends: ends.trim_end_matches([' ', '|']).to_owned(),
        });
    }
    rows
}

async fn schema() -> BTreeMap<String, BTreeSet<String>> {
    let db = TestStore::sqlite().await;
    let columns = "SELECT t.name || ' ' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c \
                   WHERE t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%'";
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for place in db.look(columns).await {
        let (table, column) = place.split_once(' ').unwrap();
        tables.entry(table.to_owned()).or_default().insert(column.to_owned());
    }
    db.end().await;
    tables
}

#[test]
fn every_column_of_the_database_stands_on_the_privacy_page_and_says_how_it_ends() {
    testkit::run(async { compare(&schema().await) });
}

fn compare(tables: &BTreeMap<String, BTreeSet<String>>) {
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows() {
        let Row { table, columns, ends, .. } = row;
        assert!(ends.len() > 5, "{table}: docs/PRIVACY.md does not say how it ends");
        for column in columns {
            let is_new = named.entry(table.clone()).or_default().insert(column.clone());
            assert!(is_new, "docs/PRIVACY.md names {table}.{column} twice");
        }
    }
    let tables_of = |all: &BTreeMap<String, BTreeSet<String>>| all.keys().cloned().collect::<BTreeSet<_>>();
    let (here, there) = (tables_of(tables), tables_of(&named));
    let unsaid: Vec<_> = here.difference(&there).collect();
    assert!(unsaid.is_empty(), "say in docs/PRIVACY.md what stands in these, and how it ends: {unsaid:?}");
    let gone: Vec<_> = there.difference(&here).collect();
    assert!(gone.is_empty(), "docs/PRIVACY.md speaks of tables that there are not: {gone:?}");
    for (table, columns) in tables {
        let unsaid: Vec<_> = columns.difference(&named[table]).collect();
        assert!(unsaid.is_empty(), "say in docs/PRIVACY.md how these columns of {table} end: {unsaid:?}");
        let gone: Vec<_> = named[table].difference(columns).collect();
        assert!(gone.is_empty(), "docs/PRIVACY.md speaks of columns that {table} does not have: {gone:?}");
    }
}

#[test]
fn nothing_sealed_and_nothing_about_a_record_stands_among_what_is_about_nobody() {
    for row in rows() {
        let is_keyed_by_a_record = row
            .columns
            .iter()
            .any(|column| ["referral_id", "crossing_id", "person_sealed", "subject"].contains(&column.as_str()));
        assert!(!is_keyed_by_a_record || row.under == ABOUT_A_PERSON, "{} is about a record", row.table);
        let is_sealed = row.columns.iter().any(|column| column.ends_with("_sealed"));
        let is_key = KEYS.contains(&row.table.as_str());
        assert!(!is_sealed || is_key || row.under != ABOUT_NOBODY, "{} holds something sealed", row.table);
    }
}
