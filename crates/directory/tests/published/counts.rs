//! The published files have as many rows as their SOURCE files say: another copy of one would be noticed.

use crate::files::{open, published};
use crate::support::{hrsa, hsds, programs, reasons};
use directory::report::{ReadError, Reason, Row};
use directory::withheld::Rules;
use std::collections::BTreeSet;
use std::io::Read;

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
fn the_examples_of_3_0_and_3_1_have_one_row_in_each_of_their_tables() {
    // 3.1 adds three.
    for (version, n) in [("3_0", 21), ("3_1", 24)] {
        let mut tables = 0;
        for entry in std::fs::read_dir(published(&format!("hsds_{version}_examples/csv"))).expect("it lists") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                assert_eq!(rows_of(std::fs::File::open(&path).expect("it opens"), b','), 1, "{}", path.display());
                tables += 1;
            }
        }
        assert_eq!(tables, n, "{version}");
    }
}

/// The lines of a file that has no header.
fn lines(file: &str) -> usize {
    let mut text = String::new();
    open(file).read_to_string(&mut text).expect("it reads");
    text.lines().count()
}

#[test]
fn names_and_languages_have_as_many_rows_as_they_are_said_to_have() {
    let names = |of: &str| lines(&format!("census_names_1990/dist.{of}.txt.gz"));
    assert_eq!((names("all.last"), names("female.first"), names("male.first")), (88_799, 4_275, 1_219));
    let languages = ["language-codes-full.csv", "language-codes.csv", "chc_languages.csv"];
    assert_eq!(languages.map(|file| rows("languages", file)), [487, 183, 54]);
}

/// The records of a file of one a line.
fn records(file: &str) -> Vec<serde_json::Value> {
    let mut text = String::new();
    open(file).read_to_string(&mut text).expect("it reads");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn what_is_made_up_in_fhir_has_as_many_records_as_it_is_said_to_have() {
    for (kind, n) in
        [("Patient", 615), ("Encounter", 18_098), ("Condition", 4_546), ("Practitioner", 102), ("Organization", 102)]
    {
        let records = records(&format!("fhir_synthea_r4/{kind}.ndjson.gz"));
        assert_eq!(records.len(), n, "{kind}");
        assert!(records.iter().all(|record| record["resourceType"] == kind), "{kind}");
    }
    assert_eq!(std::fs::read_dir(published("fhir_synthea_r4/bundles")).expect("it lists").count(), 6);
    let examples = records("fhir_us_core_examples/us_core_examples.ndjson.gz");
    let of = |kind: &str| examples.iter().filter(|record| record["resourceType"] == kind).count();
    assert_eq!(examples.len(), 266);
    for (kind, n) in [
        ("Observation", 156),
        ("Patient", 10),
        ("ServiceRequest", 7),
        ("QuestionnaireResponse", 7),
        ("Condition", 6),
        ("Organization", 5),
        ("Bundle", 5),
        ("PractitionerRole", 4),
        ("Encounter", 3),
        ("Location", 2),
        ("CareTeam", 2),
    ] {
        assert_eq!(of(kind), n, "{kind}");
    }
    let ids: Vec<String> =
        examples.iter().filter_map(|one| Some(format!("{} {}", one["resourceType"], one.get("id")?))).collect();
    assert_eq!(examples.len() - ids.len(), 5, "have no id");
    assert_eq!(ids.len() - ids.iter().collect::<BTreeSet<_>>().len(), 33, "repeat one of their kind");
    let mut directory = String::new();
    open("fhir_hsd_examples/examples.fsh").read_to_string(&mut directory).expect("it reads");
    assert_eq!(directory.lines().filter(|line| line.starts_with("Instance:")).count(), 11);
}

/// Names, languages and records in FHIR are no directory of services: none of them becomes one, and each record has its word.
#[test]
fn what_is_no_list_of_services_is_refused_in_words() {
    let organizations = published("fhir_synthea_r4/Organization.ndjson.gz");
    let unpacked = tempfile::Builder::new().suffix(".json").tempfile().expect("a file");
    let mut from = flate2::read::GzDecoder::new(std::fs::File::open(organizations).expect("it opens"));
    std::io::copy(&mut from, &mut unpacked.as_file()).expect("it unpacks");
    let scratch = tempfile::tempdir().expect("a folder");
    let mut refused = 0;
    let done = directory::hsds::read("fhir", unpacked.path(), scratch.path(), &Rules::default(), &mut |row| {
        refused += usize::from(matches!(row, Row::Refused(_, Reason::NoKind)));
        Ok(())
    });
    assert!(matches!(done, Err(ReadError::NoTables(_))), "{done:?}");
    assert_eq!(refused, 102, "one a record");
    for file in
        ["languages/chc_languages.csv", "languages/language-codes.csv", "census_names_1990/dist.male.first.txt.gz"]
    {
        assert!(matches!(programs(open(file)), Err(ReadError::NoColumn { column: "name", .. })), "{file}");
        assert!(matches!(hrsa(open(file)), Err(ReadError::NoColumn { .. })), "{file}");
    }
}

/// What the export was made of is called otherwise: its columns are named, and nothing of it becomes a listing without a name.
#[test]
fn what_an_export_was_made_of_is_refused_row_by_row() {
    let given = hsds(&published("hsds_ilao_legal_aid/input")).expect("it reads");
    let said = (given.listings.len(), given.columns.len(), given.beside.len());
    let refused = [
        ("locations.csv: the row has no name".to_owned(), 520),
        ("services.csv: the row has no id in the column id".to_owned(), 430),
    ];
    // The 33 are organizations, which have ids that the locations name.
    assert_eq!((said, reasons(&given)), ((0, 81, 33), refused.into()));
}
