//! Open Referral's HSDS, in its versions and forms, and what is near to it.

use crate::support::{Given, folder, hsds as read, reasons};
use directory::listing::Whereabouts;
use directory::report::{Note, ReadError, Reason};
use std::io::Write;
use std::path::Path;

fn of(tables: &[(&str, &str)]) -> Given {
    read(folder(tables).path()).expect("it reads")
}

/// A file or a folder of made-up tables.
fn fixture(name: &str) -> Given {
    read(&Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures")).join(name)).expect("it reads")
}

#[test]
fn an_export_of_1_1_without_a_table_that_joins_is_read_whole() {
    let given = fixture("hsds_1_1");
    let mut keys: Vec<&str> = given.listings.iter().map(|listing| listing.key.id.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["location:20", "location:21", "location:22", "service:30", "service:31"],
        "{:?}",
        reasons(&given)
    );
    assert!(given.notes.contains(&Note::Organization), "two name an organization that the export leaves out");
    assert!(given.notes.contains(&Note::Hours), "Someday is no day");
    let library = given.named("Example Town Library");
    // Wednesday at ten and at three in the night.
    assert_eq!(library.open.at(2 * 24 * 60 + 10 * 60), Some(true));
    assert_eq!(library.open.at(2 * 24 * 60 + 3 * 60), Some(false));
    let dials: Vec<_> = given.named("legal forms").phones.iter().filter_map(|phone| phone.dial.as_deref()).collect();
    assert!(dials.contains(&"+16185550132") && dials.contains(&"+16185550133"), "{dials:?}");
    assert_eq!(reasons(&given), [("phones.csv: dangling location".to_owned(), 1)].into());
    // A place that is withheld is called as its organization is: it may be called by its corner.
    let shelter = given.listings.iter().find(|listing| listing.key.id == "location:22").expect("it is listed");
    assert!(shelter.whereabouts.is_withheld() && !shelter.name.contains("Shelter"), "{shelter:?}");
    // Where letters go is not where people go.
    assert!(!format!("{:?}", given.listings).contains("Example Pier"));
}

#[test]
fn the_tables_of_ohana_are_read_with_the_place_of_each_service() {
    let given = fixture("ohana");
    assert!(matches!(given.refused.as_slice(), [(_, Reason::NotActive(_))]), "{:?}", given.refused);
    let [meals] = given.listings.as_slice() else { panic!("{:?}", given.listings) };
    assert!(meals.key.id.starts_with("offer:") && meals.organization == "Example Family Service", "{meals:?}");
    let place = meals.whereabouts.place().expect("a place");
    assert!(place.city == "Redwood City" && place.zip == "94063" && place.point.is_some(), "{place:?}");
    assert!(meals.languages.iter().any(|code| code.as_str() == "es"));
    assert_eq!((meals.open.at(9 * 60), meals.open.at(18 * 60)), (Some(true), Some(false)));
    assert_eq!(meals.phones[0].dial.as_deref(), Some("+16505550140"));
    assert!(!format!("{meals:?}").contains("Perpetua"), "nobody who works there is kept by name");
}

#[test]
fn a_table_with_one_fault_gives_a_word_and_not_a_crash() {
    let faults = [
        "id,organization_id,name\n1,,\n",
        "id,organization_id,name\n,,\n",
        "id,organization_id,name,status\n1,77,Help,active\n",
        "id,location_id,service_id,organization_id,number\n1,,,,650 555-0141\n",
        "id,location_id,number\n1,1,abc\n",
        "id,location_id,weekday,opens_at,closes_at\n1,1,Frunsday,25:00,moon\n",
        "id,location_id,address_1,city,state_province,postal_code,country\n1,1,,,,,\n",
        "id,location_id,start_date,end_date,closed\n1,1,13/32/99,\"January 41, 0001\",perhaps\n",
        "wrong,headers\n1,2\n",
        "id,name\n",
        "",
    ];
    for table in
        ["addresses", "locations", "organizations", "phones", "programs", "regular_schedules", "services", "taxonomy"]
    {
        for fault in faults {
            let folder = folder(&[("organizations.csv", "id,name\n1,One\n"), (format!("{table}.csv").as_str(), fault)]);
            match read(folder.path()) {
                Ok(_) | Err(ReadError::NoTables(_)) => {}
                Err(error) => panic!("{fault} as {table}: {error}"),
            }
        }
    }
}

#[test]
fn a_raw_export_whose_columns_bear_the_tables_name_is_read() {
    let given = fixture("raw_export");
    assert_eq!(given.refused, []);
    assert_eq!(given.listings.len(), 3, "{:?}", given.listings);
    let place = given.named("Youth Office").whereabouts.place().expect("a place");
    assert_eq!(
        (place.street.as_str(), place.city.as_str(), place.zip.as_str()),
        ("95 Example Drive", "Cutler Bay", "33157")
    );
    assert!(given.named("Somewhere").whereabouts.place().is_none());
    assert_eq!(given.named("Immigration").about, "Free, and in Spanish");
}

#[test]
fn nested_json_of_3_0_and_3_1_is_the_same_service() {
    let full = fixture("hsds_3/service_full.json");
    let [counsel] = full.listings.as_slice() else { panic!("{:?} {:?}", full.listings, full.refused) };
    assert_eq!(counsel.organization, "Example Counseling, Inc.");
    assert!(counsel.languages.iter().any(|code| code.as_str() == "ur"));
    assert_eq!(counsel.open.at(3 * 24 * 60 + 11 * 60), Some(true), "Thursday at eleven");
    // 100 and 101 degrees are no place on earth.
    assert_eq!(counsel.whereabouts.place().expect("a place").point, None);
    assert!(!format!("{counsel:?}").contains("Perpetua"), "nobody who works there is kept by name");
    for form in ["service_full_3_1", "service_list"] {
        assert_eq!(fixture(&format!("hsds_3/{form}.json")).listings, full.listings, "{form}");
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
        let tight = zip::write::SimpleFileOptions::default().compression_level(Some(9));
        zip.start_file(*name, tight).expect("it starts");
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

#[test]
fn hours_that_are_over_are_left_out_and_the_day_of_the_source_is_kept() {
    let folder = folder(&[
        ("organizations.csv", "id,name\nO1,Lantern\n"),
        ("services.csv", "id,organization_id,name,status,assured_date\nS1,O1,Food,active,2023-02-01T10:00:00\n"),
        (
            "schedules.csv",
            "id,service_id,byday,freq,opens_at,closes_at,valid_to\nT1,S1,MO,WEEKLY,09:00,17:00,2024-08-31\nT2,S1,TU,WEEKLY,09:00,17:00,\n",
        ),
    ]);
    let (scratch, mut given) = (tempfile::tempdir().expect("a folder"), Given::default());
    let rules = directory::withheld::Rules::on(domain::day::Day::parse("2026-11-27").expect("a day"));
    directory::hsds::read("test", folder.path(), scratch.path(), &rules, &mut |row| {
        given.take(row);
        Ok(())
    })
    .expect("it reads");
    let food = &given.listings[0];
    assert_eq!((food.open.at(10 * 60), food.open.at(24 * 60 + 10 * 60)), (Some(false), Some(true)));
    assert_eq!(food.assured_on, "2023-02-01");
    assert_eq!(given.columns, [""; 0]);
}

/// Made up after the layout of 2.x: tables as in 1.1, with programs, areas, costs and a service that is given at a location.
#[test]
fn the_tables_of_2_0_are_read_with_their_place_their_area_and_what_is_paid() {
    let given = fixture("hsds_2");
    assert_eq!((given.listings.len(), given.columns.as_slice()), (2, &[][..]), "{:?}", given.refused);
    assert_eq!(reasons(&given), [("phones.csv: dangling location".to_owned(), 1)].into());
    let clinic = given.named("Dental care");
    let place = clinic.whereabouts.place().expect("a place");
    assert_eq!((place.street.trim(), place.city.as_str(), place.zip.as_str()), ("12 Openstreet", "Chicago", "60614"));
    assert_eq!(clinic.takes_uninsured, Some(true), "the first visit is free");
    assert_eq!(clinic.phones[0].dial.as_deref(), Some("+13125550111"));
    assert_eq!(clinic.open.at(10 * 60), Some(true), "Monday at ten");
    assert!(clinic.languages.iter().any(|code| code.as_str() == "es"));
    let hidden = given.named("Support groups");
    assert!(hidden.whereabouts.is_withheld() && !format!("{hidden:?}").contains("Planted"), "{hidden:?}");
}
