//! Open Referral's HSDS as it was published, in its versions and forms, and what is near to it.

use crate::files::published;
use crate::support::{folder, hsds as read, reasons};
use directory::listing::Kind;
use directory::report::{Beside, Note, ReadError, Reason};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[test]
fn the_legal_aid_of_illinois_in_hsds_1_1_is_read_whole() {
    let given = read(&published("hsds_ilao_legal_aid/output")).expect("it reads");
    let at = |start: &str| given.listings.iter().filter(|listing| listing.key.id.starts_with(start)).count();
    // 430 services, 520 locations and no table that joins them. One service has neither an id nor a name.
    assert_eq!((at("service:"), at("location:"), given.listings.len()), (429, 520, 949));
    assert_eq!(reasons(&given), [("services.csv: the row has no id in the column id".to_owned(), 1)].into());
    // Phones of services, places and organizations, hours of places, and the 33 organizations, each of which offers something.
    let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, _) in given.beside.iter().filter(|(_, why)| *why == Beside::Part) {
        *parts.entry(&at.file).or_default() += 1;
    }
    let parts: Vec<(&str, usize)> = parts.into_iter().collect();
    assert_eq!(parts, [("organizations.csv", 33), ("phones.csv", 982), ("regular_schedules.csv", 2_492)]);
    assert_eq!(given.beside.len(), 33 + 982 + 2_492);
    assert_eq!(given.left_out, ["postal_addresses.csv"], "where letters go is not where people go");
    assert!(given.notes.contains(&Note::Organization), "most of them name organizations that the export leaves out");
    assert!(given.listings.iter().any(|listing| listing.phones.iter().any(|phone| phone.dial.is_some())));
    let library = given.named("Arlington Heights Memorial Library");
    // Wednesday at ten.
    assert_eq!(library.open.at(2 * 24 * 60 + 10 * 60), Some(true));
    assert_eq!(library.open.at(2 * 24 * 60 + 3 * 60), Some(false));
    assert!(given.listings.iter().all(|l| !l.organization.contains("Shelter") || l.whereabouts.is_withheld()));
    // It names domestic violence last of many.
    let of_laf = given.listings.iter().find(|listing| listing.name == "LAF").expect("it is listed");
    assert!(of_laf.kind == Kind::Other && !of_laf.whereabouts.is_withheld(), "{of_laf:?}");
}

#[test]
fn the_tables_of_ohana_are_read_with_the_place_of_each_service() {
    let given = read(&published("ohana_san_mateo/sample-csv")).expect("it reads");
    let services = given.listings.iter().filter(|listing| listing.key.id.starts_with("offer:")).count();
    let closed = given.refused.iter().filter(|(_, why)| matches!(why, Reason::NotActive(_))).count();
    assert_eq!((services, closed), (21, 2), "{:?}", reasons(&given));
    let places = given.listings.iter().filter_map(|listing| listing.whereabouts.place()).collect::<Vec<_>>();
    assert!(places.iter().any(|place| place.city == "Redwood City" && place.point.is_some() && place.zip == "94063"));
    assert!(given.listings.iter().any(|listing| listing.languages.iter().any(|code| code.as_str() == "es")));
    // Its organization gives "food, clothing, shelter, health care".
    assert!(given.named("San Mateo Free Medical Clinic").whereabouts.place().is_some());
}

/// The rows of a folder of tables, where they begin, by another reader.
fn rows(folder: &Path, left_out: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("it lists") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if !path.is_file() || left_out.contains(&name) {
            continue;
        }
        let mut table = csv::ReaderBuilder::new().flexible(true).from_path(&path).expect("it opens");
        for row in table.byte_records() {
            let row = row.expect("a row");
            if row.iter().any(|cell| !cell.is_empty()) {
                all.insert(format!("{name}:{}", row.position().expect("a place").line()));
            }
        }
    }
    all
}

#[test]
fn every_row_of_every_table_has_a_line_in_the_report() {
    for (folder, n) in [
        ("hsds_ilao_legal_aid/output", 33 + 520 + 430 + 982 + 2_492),
        ("hsds_florida_legal", 20 + 378 + 135),
        ("ohana_san_mateo/sample-csv", 8 + 22 + 23 + 54 + 21 + 11 + 290),
        ("hsds_3_0_examples/csv", 13),
        ("hsds_3_1_examples/csv", 13),
    ] {
        let given = read(&published(folder)).expect("it reads");
        let rows = rows(&published(folder), &given.left_out);
        let said: BTreeSet<String> = given.said.iter().map(ToString::to_string).collect();
        assert_eq!(rows.difference(&said).collect::<Vec<_>>(), [""; 0], "{folder}");
        assert_eq!(rows.len(), n, "{folder}: {:?} were left out", given.left_out);
    }
}

#[test]
fn every_faulty_file_of_ohana_gives_a_word_and_not_a_crash() {
    let mut files = 0;
    for entry in std::fs::read_dir(published("ohana_san_mateo/fixtures_valid_and_invalid")).expect("it lists") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for table in [
            "addresses",
            "contacts",
            "locations",
            "organizations",
            "phones",
            "programs",
            "regular_schedules",
            "services",
            "taxonomy",
        ] {
            let folder = folder(&[("organizations.csv", "id,name\n1,One\n")]);
            std::fs::copy(&path, folder.path().join(format!("{table}.csv"))).expect("it copies");
            match read(folder.path()) {
                Ok(_) | Err(ReadError::NoTables(_)) => {}
                Err(error) => panic!("{name} as {table}: {error}"),
            }
        }
        files += 1;
    }
    assert!(files > 50, "{files}");
}

#[test]
fn a_raw_export_whose_columns_bear_the_tables_name_is_read() {
    let given = read(&published("hsds_florida_legal")).expect("it reads");
    let at = |start: &str| given.listings.iter().filter(|listing| listing.key.id.starts_with(start)).count();
    assert_eq!((at("service:"), at("location:")), (135, 378), "{:?}", reasons(&given));
    let place = given.named("Boystown").whereabouts.place().expect("a place");
    assert_eq!(
        (place.street.as_str(), place.city.as_str(), place.zip.as_str()),
        ("9525 Sterling Drive", "Cutler Bay", "33157")
    );
}

#[test]
fn the_examples_of_3_0_and_3_1_are_read_in_every_form() {
    for version in ["hsds_3_0_examples", "hsds_3_1_examples"] {
        let tables = read(&published(&format!("{version}/csv"))).expect("it reads");
        assert_eq!(tables.listings.len(), 1, "{version}");
        for form in [
            "service_full",
            "organization_full",
            "service_at_location_full",
            "service_list",
            "organization_list",
            "location",
        ] {
            let given =
                read(&published(&format!("{version}/{form}.json"))).unwrap_or_else(|error| panic!("{form}: {error}"));
            assert_eq!(given.listings.len(), 1, "{version}/{form}: {:?}", given.refused);
        }
        let full = read(&published(&format!("{version}/service_full.json"))).expect("it reads");
        let (full, tables) = (&full.listings[0], &tables.listings[0]);
        assert_eq!((&full.key, &full.name, &full.organization), (&tables.key, &tables.name, &tables.organization));
        assert_eq!(full.languages, tables.languages);
        // 100 and 101 degrees are no place on earth.
        assert_eq!(tables.whereabouts.place().and_then(|place| place.point), None);
    }
}
