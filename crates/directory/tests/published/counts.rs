//! The published files have as many rows as their SOURCE files say: another copy of one would be noticed.

use crate::files::{open, published};
use crate::support::hsds;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

/// Rows behind the header, whatever they hold.
fn rows_of(from: impl Read, by: u8) -> usize {
    let reader = csv::ReaderBuilder::new().flexible(true).delimiter(by).from_reader(from);
    reader.into_byte_records().inspect(|row| assert!(row.is_ok(), "{row:?}")).count()
}

fn rows(folder: &str, table: &str) -> usize {
    rows_of(open(&format!("{folder}/{table}")), b',')
}

#[test]
fn the_points_have_as_many_rows_as_they_are_said_to_have() {
    let mut text = String::new();
    open("geonames_us_zip/US.txt.gz").read_to_string(&mut text).expect("it reads");
    let zips: BTreeSet<&str> = text.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!((text.lines().count(), zips.len()), (41_490, 41_488));
    for (file, by, n) in [
        ("2025_Gaz_zcta_national.txt.gz", b'|', 33_791),
        ("2025_Gaz_counties_national.txt.gz", b'|', 3_222),
        ("zctas_2020.csv.gz", b',', 33_791),
        ("zcta_counties_2020.csv.gz", b',', 46_953),
        ("counties_tz_2020.csv", b',', 3_235),
        ("states_2020.csv", b',', 56),
    ] {
        assert_eq!(rows_of(open(&format!("geo_us/{file}")), by), n, "{file}");
    }
}

#[test]
fn the_services_of_others_have_as_many_rows_as_they_are_said_to_have() {
    for (folder, tables) in [
        (
            "hsds_ilao_legal_aid/output",
            &[
                ("organizations.csv", 33),
                ("locations.csv", 520),
                ("services.csv", 430),
                ("phones.csv", 982),
                ("regular_schedules.csv", 2_492),
                ("postal_addresses.csv", 33),
            ][..],
        ),
        ("hsds_ilao_legal_aid/input", &[("organizations.csv", 33), ("locations.csv", 520), ("services.csv", 430)]),
        ("hsds_florida_legal", &[("organizations.csv", 20), ("locations.csv", 378), ("services.csv", 135)]),
        (
            "ohana_san_mateo/sample-csv",
            &[
                ("organizations.csv", 8),
                ("locations.csv", 22),
                ("services.csv", 23),
                ("phones.csv", 54),
                ("contacts.csv", 31),
                ("addresses.csv", 21),
                ("mail_addresses.csv", 21),
                ("regular_schedules.csv", 11),
                ("holiday_schedules.csv", 4),
                ("programs.csv", 1),
                ("taxonomy.csv", 290),
            ],
        ),
    ] {
        for (table, n) in tables {
            assert_eq!(rows(folder, table), *n, "{folder}/{table}");
        }
    }
}

#[test]
fn the_example_of_3_0_has_one_row_in_each_of_its_tables() {
    let mut tables = 0;
    for entry in std::fs::read_dir(published("hsds_3_0_examples/csv")).expect("it lists") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            assert_eq!(rows_of(std::fs::File::open(&path).expect("it opens"), b','), 1, "{}", path.display());
            tables += 1;
        }
    }
    assert_eq!(tables, 21);
}

/// What the export was made of has columns of its own: a word or what is known of them, and no crash.
#[test]
fn what_an_export_was_made_of_is_read_or_refused_in_words() {
    let folder = published("hsds_ilao_legal_aid/input");
    assert!(Path::new(&folder).is_dir());
    match hsds(&folder) {
        Ok(given) => assert!(!given.listings.is_empty() || !given.refused.is_empty() || !given.columns.is_empty()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
