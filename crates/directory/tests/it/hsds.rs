//! Open Referral's HSDS, in its versions and forms, and what is near to it.

use crate::support::{Given, published};
use directory::hsds;
use directory::listing::Whereabouts;
use directory::report::{Note, ReadError, Reason};
use directory::withheld::Rules;
use std::io::Write;
use std::path::Path;

fn read(from: &Path) -> Result<Given, ReadError> {
    let scratch = tempfile::tempdir().expect("a folder");
    let mut given = Given::default();
    let done = hsds::read("test", from, scratch.path(), &Rules::default(), &mut |row| {
        given.take(row);
        Ok(())
    });
    assert_eq!(std::fs::read_dir(scratch.path()).expect("it lists").count(), 0, "nothing stays behind");
    done.map(|()| given)
}

/// A folder with these tables.
fn folder(tables: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in tables {
        std::fs::write(folder.path().join(name), text).expect("it writes");
    }
    folder
}

fn of(tables: &[(&str, &str)]) -> Given {
    read(folder(tables).path()).expect("it reads")
}

/// One reason of each kind, counted.
fn reasons(given: &Given) -> std::collections::BTreeMap<String, usize> {
    let mut count = std::collections::BTreeMap::new();
    for (at, why) in &given.refused {
        let why = match why {
            Reason::Dangling { table, .. } => format!("dangling {table}"),
            Reason::Twice(_) => "twice".to_owned(),
            other => other.to_string(),
        };
        *count.entry(format!("{}: {why}", at.file)).or_default() += 1;
    }
    count
}

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

const ORGANIZATIONS: &str = "id,name\nO1,Downtown Partners\nO2,Riverside Aid\n";
const SERVICES: &str = "id,organization_id,name,status,description\n\
    S1,O1,Food pantry,active,Food\nS2,O1,Emergency shelter for women,active,Beds\nS3,O2,Job training,inactive,\nS4,O9,Lost,active,\n";
const LOCATIONS: &str =
    "id,organization_id,name,latitude,longitude\nL1,O1,Main house,41.88,-87.63\nL2,O2,Other house,41.9,-87.7\n";
const OFFERS: &str = "id,service_id,location_id\nA1,S1,L1\nA2,S2,L1\nA3,S1,L9\nA4,S8,L2\nA5,S1,L2\n";
const ADDRESSES: &str = "id,location_id,address_1,city,state_province,postal_code,country,address_type\n\
    X1,L1,4711 Planted Street,Chicago,IL,60601,US,physical\nX2,L2,4711 Planted St. Suite 4,Chicago,IL,60601-1234,US,physical\n";

fn town() -> Vec<(&'static str, &'static str)> {
    vec![
        ("organizations.csv", ORGANIZATIONS),
        ("services.csv", SERVICES),
        ("locations.csv", LOCATIONS),
        ("service_at_location.csv", OFFERS),
        ("addresses.csv", ADDRESSES),
    ]
}

#[test]
fn a_shelter_hides_whatever_else_is_at_its_street() {
    let given = of(&town());
    let here: Vec<_> =
        given.listings.iter().filter(|l| !["offer:A3", "service:S4"].contains(&l.key.id.as_str())).collect();
    assert_eq!(here.len(), 3);
    for listing in here {
        assert!(matches!(listing.whereabouts, Whereabouts::Withheld(..)), "{}", listing.name);
    }
    let text = serde_json::to_string(&given.listings).expect("it writes");
    for planted in ["4711", "Planted", "60601", "41.88", "87.63", "41880000", "41900000"] {
        assert!(!text.contains(planted), "{planted}");
    }
}

/// Every free text of every table repeats where the shelter is.
#[test]
fn no_text_of_any_table_gives_a_shelter_away() {
    let there = "4711 Planted Street, Chicago 60699";
    let tables = [
        ("organizations.csv", format!("id,name,alternate_name,description,website\nO1,\"Harbor, {there}\",\"{there}\",\"We are at {there}\",https://h.example/{}\n", there.replace([' ', ','], "-"))),
        ("services.csv", format!("id,organization_id,name,alternate_name,status,description,url,keywords,fees,service_areas\nS1,O1,\"Emergency shelter, {there}\",\"Beds, {there}\",active,\"Come to {there}\",https://maps.example/{},\"beds at {there}\",\"free at {there}\",\"Cook County, {there}\"\n", there.replace([' ', ','], "+"))),
        ("locations.csv", format!("id,organization_id,name,alternate_name,description,transportation,latitude,longitude\nL1,O1,\"House at {there}\",\"{there}\",\"{there}\",\"{there}\",41.81234,-87.61234\n")),
        ("service_at_location.csv", format!("id,service_id,location_id,description\nA1,S1,L1,\"{there}\"\n")),
        ("addresses.csv", "id,location_id,address_1,city,state_province,postal_code,country,address_type\nX1,L1,4711 Planted Street,Chicago,IL,60699,US,physical\n".to_owned()),
        ("phones.csv", format!("id,location_id,number,extension,type,description\nP1,L1,\"312-555-0100 ring at {there}\",,voice,\"{there}\"\n")),
        ("schedules.csv", format!("id,location_id,byday,freq,opens_at,closes_at,description\nT1,L1,MO,WEEKLY,09:00,17:00,\"{there}\"\n")),
        ("service_areas.csv", format!("id,service_id,name\nR1,S1,\"Cook County near {there}\"\n")),
    ];
    let tables: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let given = of(&tables);
    assert_eq!((given.listings.len(), given.withheld()), (1, 1), "{:?}", given.refused);
    let text = serde_json::to_string(&given.listings).expect("it writes");
    for planted in ["4711", "Planted", "60699", "41812340", "87612340"] {
        assert!(!text.contains(planted), "{planted} in {text}");
    }
    assert!(text.contains("Chicago") && text.contains("+13125550100"), "town and phone remain: {text}");
}

#[test]
fn what_belongs_to_nothing_is_refused_with_its_line() {
    let given = of(&town());
    let refused: Vec<String> = given.refused.iter().map(|(at, why)| format!("{at} {why}")).collect();
    let has = |start: &str, part: &str| refused.iter().any(|line| line.starts_with(start) && line.contains(part));
    assert!(has("service_at_location.csv:4", "location L9"), "{refused:?}");
    assert!(has("service_at_location.csv:5", "service S8"), "{refused:?}");
    assert!(has("services.csv:4", "not active"), "{refused:?}");
    assert!(given.notes.contains(&Note::Organization), "{refused:?}");
}

#[test]
fn the_same_id_twice_with_other_content_keeps_the_first_and_names_the_second() {
    let given = of(&[
        ("organizations.csv", "id,name\nO1,First\nO1,First\nO1,Second\n"),
        ("services.csv", "id,organization_id,name\n,O1,No id\nS1,O1,Help\n"),
    ]);
    assert_eq!(given.listings.len(), 1);
    assert_eq!(given.listings[0].organization, "First");
    let refused: Vec<String> = given.refused.iter().map(|(at, _)| at.to_string()).collect();
    assert_eq!(refused, ["services.csv:2", "organizations.csv:4"]);
}

#[test]
fn a_column_that_nobody_knows_is_named_and_left_out() {
    let given = of(&[("organizations.csv", "id,name,secret_shelter_street\nO1,One,4711 Planted Street\n")]);
    assert_eq!(given.columns, ["secret_shelter_street"]);
    assert!(!format!("{:?}", given.listings).contains("Planted"));
}

fn packed(files: &[(&str, &[u8])]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".zip").tempfile().expect("a file");
    let mut zip = zip::ZipWriter::new(file.reopen().expect("it opens"));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("it starts");
        zip.write_all(bytes).expect("it writes");
    }
    zip.finish().expect("it ends");
    file
}

#[test]
fn an_archive_is_read_like_its_folder() {
    let files: Vec<(String, Vec<u8>)> =
        town().into_iter().map(|(name, text)| (format!("export/{name}"), text.as_bytes().to_vec())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let sorted = |mut given: Given| {
        given.listings.sort_by(|a, b| a.key.cmp(&b.key));
        given.listings
    };
    assert_eq!(sorted(read(packed(&files).path()).expect("it reads")), sorted(of(&town())));
}

#[test]
fn a_bomb_in_an_archive_stops_before_it_fills_anything() {
    let mut bomb = b"id,name\n".to_vec();
    for _ in 0..600_000 {
        bomb.extend_from_slice(
            b"O1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        );
    }
    let file = packed(&[("organizations.csv", &bomb)]);
    assert!(file.as_file().metadata().expect("it is there").len() < 500_000);
    let error = read(file.path()).expect_err("too tight");
    assert!(matches!(error, ReadError::FileTooLong(_)), "{error}");
}

#[test]
fn what_is_no_archive_no_table_and_no_json_is_refused_in_words() {
    let broken = tempfile::Builder::new().suffix(".zip").tempfile().expect("a file");
    std::fs::write(broken.path(), b"PK\x03\x04 nothing").expect("it writes");
    assert!(read(broken.path()).expect_err("broken").to_string().contains("not an archive"));
    let json = tempfile::Builder::new().suffix(".json").tempfile().expect("a file");
    std::fs::write(json.path(), b"[{\"id\": \"1\", \"name\": ").expect("it writes");
    assert!(read(json.path()).expect_err("cut off").to_string().contains("not JSON"));
    std::fs::write(json.path(), b"[1, 2, \"three\", null]").expect("it writes");
    assert!(matches!(read(json.path()), Err(ReadError::NoTables(_))));
    assert!(matches!(read(folder(&[("notes.csv", "a,b\n1,2\n")]).path()), Err(ReadError::NoTables(_))));
}

#[test]
fn a_list_in_json_may_be_long_and_one_record_of_it_may_not() {
    let json = tempfile::Builder::new().suffix(".json").tempfile().expect("a file");
    let mut text = String::from("\u{feff}{\"total_items\": 3000, \"contents\": [");
    for number in 0..3000 {
        let comma = if number == 0 { "" } else { "," };
        let filler = "word ".repeat(400);
        text.push_str(&format!(
            "{comma}{{\"id\":\"S{number}\",\"name\":\"Help {number}\",\"status\":\"active\",\"description\":\"{filler}\"}}"
        ));
    }
    text.push_str("]}");
    assert!(text.len() > 5 << 20);
    std::fs::write(json.path(), &text).expect("it writes");
    assert_eq!(read(json.path()).expect("it reads").listings.len(), 3000);

    let long = format!("[{{\"id\":\"S1\",\"status\":\"active\",\"name\":\"{}\"}}]", "a".repeat(5 << 20));
    std::fs::write(json.path(), long).expect("it writes");
    assert!(matches!(read(json.path()), Err(ReadError::RecordTooLong(_))));
}
