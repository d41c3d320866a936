//! Where a ZIP code is.

use directory::points::{NoZip, Zip, points};
use directory::words::{names_county, slug};

#[test]
fn zips_that_are_no_area_say_so() {
    assert_eq!(points().zip("09007"), Ok(Zip::Military));
    assert!(matches!(points().zip("60690"), Ok(Zip::Boxes(_))), "boxes in Chicago");
    assert!(matches!(points().zip(" 60601-1234 "), Ok(Zip::Area(_))));
    assert_eq!(points().zip("00000"), Err(NoZip::Unknown));
    for wrong in ["", "6060", "606011", "abcde", "60601-12", "60601 or so", "6060é"] {
        assert_eq!(points().zip(wrong), Err(NoZip::Form), "{wrong}");
    }
}

#[test]
fn a_zip_knows_its_hour() {
    let zone = |zip: &str| points().zone(zip).map(|zone| points().zones()[usize::from(zone)].as_str());
    assert_eq!(zone("60601"), Some("America/Chicago"));
    assert_eq!(zone("85004"), Some("America/Phoenix"));
    assert_eq!(zone("00926"), Some("America/Puerto_Rico"));
    assert_eq!(zone("96813"), Some("Pacific/Honolulu"));
}

#[test]
fn a_town_a_county_and_a_state_of_one_clock_know_their_hour() {
    let named = |zone: Option<u8>| zone.map(|zone| points().zones()[usize::from(zone)].as_str());
    let (chicago, denver) = (Some("America/Chicago"), Some("America/Denver"));
    let town = |town: &str, state: &str| named(points().zone_of_town(town, state));
    assert_eq!((town("chicago", "IL"), town("El Paso", "TX"), town("Nowhere", "TX")), (chicago, denver, None));
    let county = |county: &str, state: &str| named(points().zone_of_county(county, state));
    assert_eq!((county("Harris County", "TX"), county("El Paso County", "TX")), (chicago, denver));
    let state = |state: &str| named(points().zone_of_state(state));
    assert_eq!((state("IL"), state("PR")), (chicago, Some("America/Puerto_Rico")));
    assert_eq!((state("TX"), state(""), state("XX")), (None, None, None));
}

#[test]
fn now_is_another_minute_of_the_week_in_each_zone() {
    // Wednesday 2026-11-25 16:00 UTC.
    let minutes = points().week_minutes(domain::time::Timestamp::from_micros(1_795_622_400_000_000));
    let there = |zip: &str| minutes[usize::from(points().zone(zip).expect("a zone"))];
    let wednesday = |hour: u16| 2 * 24 * 60 + hour * 60;
    assert_eq!((there("60601"), there("10001"), there("96813")), (wednesday(10), wednesday(11), wednesday(6)));
}

#[test]
fn a_town_is_found_with_and_without_accents_and_one_that_is_not_there_is_not() {
    let chicago = points().place("Chicago", "IL").expect("a town");
    let Ok(Zip::Area(loop_)) = points().zip("60601") else { panic!("an area") };
    assert!(chicago.km_to(loop_) < 20.0);
    assert!(points().place("CHICAGO", "il").is_some());
    assert_eq!(points().place("Nowhere", "IL"), None);
    assert_eq!(points().place("St. Louis", "MO"), points().place("Saint Louis", "MO"));
    assert!(points().place("St. Louis", "MO").is_some());
}

#[test]
fn a_zip_code_lies_in_a_county_and_a_state_has_its_counties() {
    let county = |zip: &str| points().county(zip);
    assert_eq!(county("60601"), Some("Cook County"));
    assert_eq!((county("70112"), county("00601")), (Some("Orleans Parish"), Some("Adjuntas Municipio")));
    assert_eq!((county("06103"), county("09001"), county("00000")), (Some("Hartford County"), None, None));
    assert_eq!((points().town("60614"), points().town("09001")), (Some("Chicago"), None));
    let of = |town: &str| points().county_of(town, "IL");
    assert_eq!((of("Chicago"), of("evanston"), of("Nowhere")), (Some("Cook County"), Some("Cook County"), None));
    let all = points().counties("IL");
    assert_eq!((all.len(), all.first(), all.contains(&"Cook County")), (102, Some(&"Adams County"), true));
    assert_eq!(points().counties("DC"), ["District of Columbia"]);
    assert!(points().counties("XX").is_empty());
}

#[test]
fn a_text_that_names_counties_names_them_as_whole_words() {
    for text in ["Cook", "cook county", "Lake, Cook; Will", "DuPage and Cook counties", "Cook County, Lake County"] {
        assert!(names_county(text, "Cook County"), "{text}");
    }
    for text in ["", "Cooke", "Lake", "San Cook"] {
        assert!(!names_county(text, "Cook County"), "{text}");
    }
    assert!(names_county("St. Louis", "St. Louis County") && !names_county("St. Louis", "St. Louis city"));
    assert_eq!(
        (slug("St. Clair County"), slug("Doña Ana County")),
        ("st-clair-county".to_owned(), "dona-ana-county".to_owned())
    );
}

/// The areas of these lie for the most part on the other side of their state's border.
#[test]
fn a_zip_code_on_a_border_is_of_the_state_that_letters_to_it_name() {
    for (zip, state, county, town) in [
        ("86515", "AZ", "Apache County", "Window Rock"),
        ("87328", "NM", "McKinley County", "Navajo"),
        ("42223", "KY", "Christian County", "Fort Campbell"),
        ("79837", "TX", "Hudspeth County", "Dell City"),
    ] {
        assert_eq!((points().state(zip), points().county(zip)), (Ok(state), Some(county)), "{zip}");
        assert!(points().place(town, state).is_some(), "{town}, {state}");
        assert_eq!(points().county_of(town, state), Some(county));
    }
}
