//! One id that very many rows name: memory and disk stay bounded, and every row has its fate.

use crate::support::{folder, hsds as read, reasons};
use directory::listing::Whereabouts;
use directory::report::Reason;
use std::fmt::Write as _;

#[test]
fn a_service_of_150_areas_and_a_place_with_200_hours_are_kept_whole() {
    let counties: Vec<&str> = directory::points::points().counties("TX").into_iter().take(150).collect();
    let mut areas = "id,service_id,name\n".to_owned();
    for (n, county) in counties.iter().enumerate() {
        let _ = writeln!(areas, "A{n},S1,{county}");
    }
    let mut hours = "id,location_id,weekday,opens_at,closes_at\n".to_owned();
    for n in 0..200 {
        // What is said last is the one that counts here: Sunday stands at the end alone.
        let day = if n < 199 { "Monday" } else { "Sunday" };
        let _ = writeln!(hours, "H{n},L1,{day},09:00,17:00");
    }
    let mut languages = "id,location_id,code\n".to_owned();
    for n in 0..200 {
        let _ = writeln!(languages, "G{n},L1,{}", if n < 199 { "en" } else { "es" });
    }
    let folder = folder(&[
        ("organizations.csv", "id,name\nO1,Lantern Advocacy for survivors of domestic violence\n"),
        ("services.csv", "id,organization_id,name,status\nS1,O1,Advocacy for survivors of domestic violence,active\n"),
        ("locations.csv", "id,organization_id,name\nL1,O1,Lantern\n"),
        ("addresses.csv", "id,location_id,address_1,city,state_province,postal_code\nD1,L1,,Austin,TX,\n"),
        ("service_at_location.csv", "id,service_id,location_id\nSL1,S1,L1\n"),
        ("service_areas.csv", &areas),
        ("schedules.csv", &hours),
        ("languages.csv", &languages),
    ]);
    let given = read(folder.path()).expect("it reads");
    assert_eq!(reasons(&given), [].into(), "nothing is left out");
    let [listing] = &given.listings[..] else { panic!("{:?}", given.listings) };
    assert_eq!(listing.open.at(6 * 24 * 60 + 12 * 60), Some(true), "the last of the hours is among them");
    assert_eq!(listing.languages.len(), 2);
    let (Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area)) = &listing.whereabouts else {
        panic!("{listing:?}")
    };
    for county in counties {
        assert!(directory::words::names_county(&area.counties, county), "{county} in {}", area.counties);
    }
}

#[test]
fn what_belongs_to_one_thing_beyond_some_thousand_rows_is_left_out_and_said_once() {
    let mut phones = "id,organization_id,number\n".to_owned();
    for n in 0..6_000 {
        let _ = writeln!(phones, "P{n},O1,312-555-{n:04}");
    }
    let folder = folder(&[
        ("organizations.csv", "id,name\nO1,Lantern Food\n"),
        ("services.csv", "id,organization_id,name,status\nS1,O1,Soup,active\nS2,O1,Bread,active\n"),
        ("phones.csv", &phones),
    ]);
    let given = read(folder.path()).expect("it reads");
    assert_eq!(given.listings.len(), 2);
    let word =
        "phones.csv: rows of this table that belong to O1: 5000 were kept, and 1000 from this line on were left out";
    assert_eq!(reasons(&given), [(word.to_owned(), 1)].into());
    assert_eq!((given.refused[0].0.line, given.refused[0].1.rows()), (5_002, 1_000), "the first that is one too many");
    assert!(given.listings.iter().all(|listing| !listing.phones.is_empty()));
}

/// Long rows are fewer: what is kept of one thing has a limit in bytes.
#[test]
fn rows_of_one_thing_that_are_long_are_left_out_sooner() {
    let mut terms = "id,service_id,value\n".to_owned();
    for n in 0..400 {
        let _ = writeln!(terms, "T{n},S1,{} number{n}", "soup ".repeat(2_000));
    }
    let folder = folder(&[
        ("organizations.csv", "id,name\nO1,Lantern Food\n"),
        ("services.csv", "id,organization_id,name,status\nS1,O1,Soup,active\n"),
        ("attributes.csv", &terms),
    ]);
    let given = read(folder.path()).expect("it reads");
    assert_eq!((given.listings.len(), given.refused.len()), (1, 1));
    let (kept, left_out) = match &given.refused[0].1 {
        Reason::TooMany { kept, left_out, .. } => (*kept, *left_out),
        other => panic!("{other}"),
    };
    assert!(kept + left_out == 400 && (50..150).contains(&kept), "{kept} kept");
}

/// Services of one organization, and of none: they pass through one by one.
#[test]
fn very_many_services_of_one_organization_and_of_none_are_all_read() {
    let (mut services, n) = ("id,organization_id,name,status\n".to_owned(), 6_000);
    for at in 0..n {
        let of = if at % 2 == 0 { "O1" } else { "" };
        let _ = writeln!(services, "S{at},{of},Soup number{at},active");
    }
    let folder = folder(&[("organizations.csv", "id,name\nO1,Lantern Food\n"), ("services.csv", &services)]);
    let given = read(folder.path()).expect("it reads");
    assert_eq!((given.listings.len(), given.refused.len()), (n, 0));
    assert_eq!(given.listings.iter().filter(|listing| listing.organization == "Lantern Food").count(), n / 2);
}
