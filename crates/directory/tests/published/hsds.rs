//! Open Referral's HSDS as it was published, in its versions and forms, and what is near to it.

use crate::files::published;
use crate::support::{folder, hsds as read, reasons};
use directory::listing::Kind;
use directory::report::{Note, ReadError, Reason};

#[test]
fn the_legal_aid_of_illinois_in_hsds_1_1_is_read_whole() {
    let given = read(&published("hsds_ilao_legal_aid/output")).expect("it reads");
    let refused = reasons(&given);
    let at = |start: &str| given.listings.iter().filter(|listing| listing.key.id.starts_with(start)).count();
    // 430 services, 520 locations and no table that joins them.
    let refused_services = given.refused.iter().filter(|(at, _)| at.file == "services.csv").count();
    assert_eq!((at("service:") + refused_services, at("location:")), (430, 520), "{refused:?}");
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
