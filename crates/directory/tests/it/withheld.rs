//! Nobody is led to a shelter's door.

use crate::support::{Given, hrsa};
use directory::listing::Listing;
use std::io::Cursor;

const HEADER: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";

fn one(row: &str) -> Listing {
    let mut given: Given = hrsa(Cursor::new(format!("{HEADER}{row}\n"))).expect("it reads");
    given.listings.remove(0)
}

#[test]
fn clinics_in_towns_called_haven_keep_their_door() {
    for name in [
        "Fair Haven Community Health Care",
        "Winter Haven Primary Care",
        "Outpatient Substance Abuse Program",
        "Community Refugee Services",
        "Transitional Care Clinic",
    ] {
        assert!(!one(&format!("X,{name},1 Main St,Town,CT,06513,,,41.3,-72.9,")).whereabouts.is_withheld(), "{name}");
    }
}

#[test]
fn names_in_spanish_are_caught_with_and_without_accents() {
    for name in
        ["Albergue Esperanza", "Casa de Transición", "Programa contra la Violencia Doméstica", "REFUGIO DE MUJERES"]
    {
        assert!(one(&format!("X,{name},1 Main St,Town,TX,75001,,,32.9,-96.8,")).whereabouts.is_withheld(), "{name}");
    }
}

#[test]
fn a_clinic_at_the_street_of_a_shelter_is_withheld_with_it_whichever_row_comes_first() {
    let clinic = "A,Downtown Clinic,4711 Planted Avenue Suite 3,Seattle,WA,98765-0001,,,47.61234,-122.34567,\n";
    let shelter = "B,Harbor Shelter,4711 Planted Ave.,Seattle,WA,98765,,,,,\n";
    for rows in [format!("{clinic}{shelter}"), format!("{shelter}{clinic}")] {
        let given = hrsa(Cursor::new(format!("{HEADER}{rows}"))).expect("it reads");
        assert_eq!(given.withheld(), 2);
        assert!(!serde_json::to_string(&given.listings).expect("it writes").contains("Planted"));
    }
}

/// Every field of a published row that could say where a site is holds a planted address.
#[test]
fn nothing_of_a_planted_address_is_left_in_a_withheld_listing() {
    let planted = ["4711", "Planted", "98765", "47.6", "122.3"];
    let rows = [
        "X,Harbor Shelter,4711 Planted Ave,Seattle,WA,98765,206-555-0100 (ring at 4711 Planted Ave),,47.61234,-122.34567,",
        "X,Harbor Shelter,4711 Planted Ave,Seattle,WA,98765,206-555-0100,https://maps.google.com/?q=4711+Planted+Ave,47.61234,-122.34567,",
        "X,Harbor Shelter - 4711 Planted Ave,4711 Planted Ave,Seattle,WA,98765,206-555-0100,https://harbor.example/4711-planted-ave,47.61234,-122.34567,",
        "X,\"Harbor Shelter, 4711 Planted Avenue, Seattle WA 98765\",4711 Planted Ave,Seattle,WA,98765-1234,206-555-0100,,47.61234,-122.34567,",
        "X,Clinic at 4711 Planted,4711 Planted Ave,Seattle,WA,98765,206-555-0100,,47.61234,-122.34567,Y",
    ];
    for row in rows {
        let listing = one(row);
        assert!(listing.whereabouts.is_withheld(), "{row}");
        let (json, debug) = (serde_json::to_string(&listing).expect("it writes"), format!("{listing:?}"));
        for word in planted {
            assert!(!json.contains(word) && !debug.contains(word), "{word} in {json}");
        }
        assert!(json.contains("Seattle"), "the area in words remains");
    }
}

/// Names as HRSA publishes them, with their streets.
#[test]
fn a_name_that_says_the_street_says_it_no_more() {
    let names = [
        ("HURON STREET WOMEN'S CENTER", "923 N Huron St", "WOMEN'S CENTER"),
        ("Jerome Avenue Men's Shelter Health Center", "3600 Jerome Ave", "Men's Shelter Health Center"),
        ("48th Avenue East Shelter Health Center", "4600 E 48th Ave", "Shelter Health Center"),
        ("MAPLE STREET SHELTER", "1580 Maple St APT A", "SHELTER"),
        ("OPTIMUS Pacific House Shelter", "597 Pacific St", "OPTIMUS House Shelter"),
        ("Keystone Crisis Intervention Seventh Street", "112 N 7th St", "Keystone Crisis Intervention"),
        ("New York Avenue Shelter", "1355 New York Ave NE", "Shelter"),
        ("Franklin Avenue Women's Shelter", "", "Women's Shelter"),
        ("St. Patrick's Women's Shelter", "12 Elm St", "St. Patrick's Women's Shelter"),
        ("SAINT MARTHA'S SHELTER", "1050 S Van Ness Ave", "SAINT MARTHA'S SHELTER"),
        ("Shelter and Street Health Services", "384 14th St", "Shelter and Street Health Services"),
        ("CAHC Men's Shelter at 2100 Lakeside", "2100 Lakeside Ave E FL 2", "CAHC Men's Shelter"),
        ("Soup Kitchen & Shelter - Spring Street", "35 Spring St", "Soup Kitchen & Shelter"),
        ("4711 Planted Shelter", "", "Shelter"),
        ("4711 Planted Shelter", "4711 Planted Ave", "Shelter"),
        ("1736 Family Crisis Center", "12 Elm St", "1736 Family Crisis Center"),
        ("Refugio de la Calle Luna", "", "Refugio"),
        ("A Safe Place", "12 Planted Place", "A Safe Place"),
        ("Women's Shelter, Planted Place", "12 Planted Pl", "Women's Shelter"),
        ("Shelter at Planted and Elm", "Planted Ave & Elm St", "Shelter"),
        ("Town Women's Shelter", "4711 Town Road", "Town Women's Shelter"),
    ];
    for (name, street, left) in names {
        let listing = one(&format!("X,\"{name}\",{street},Town,WA,98765,206-555-0100,,47.6,-122.3,Y"));
        assert_eq!(listing.name, left, "{name}");
    }
    let nameless = one("X,4711 Planted Street,4711 Planted St,Town,WA,98765,,,47.6,-122.3,Y");
    assert_eq!(nameless.name, "Clinic / Clínica: Town, WA");
}

/// In Puerto Rico the number stands behind.
#[test]
fn a_street_whose_number_stands_behind_is_known_too() {
    for (street, name, left) in [
        ("Calle Planted 47", "Casa Planted", "Casa"),
        ("Ave. Planted 4711", "Planted Shelter", "Shelter"),
        ("Planted Ave 4711", "Planted Shelter", "Shelter"),
        ("Planted St 4711", "Planted Shelter", "Shelter"),
        // What stands before a number is the house.
        ("\"Unit B, Oak Street Plaza, 4711 Planted Ave\"", "Planted Shelter", "Shelter"),
        ("\"Oak Street Plaza, Unit B, 4711 Planted Ave\"", "Planted Shelter", "Shelter"),
        ("\"Unit B, Planted Avenue\"", "Planted Shelter", "Shelter"),
        ("4711 Elm St Unit Planted", "Planted Shelter", "Planted Shelter"),
        ("St. Mary House 12 Elm St", "St. Mary Shelter", "St. Mary Shelter"),
        ("Lantern House 12 Elm St", "Lantern Shelter", "Lantern Shelter"),
    ] {
        let row = |host: &str| format!("X,{name},{street},Town,PR,00926,,https://{host},18.4,-66.0,Y");
        assert_eq!(one(&row("x.example")).name, left, "{name}");
        if left != name {
            for host in ["calleplanted47.example", "plantedave.example"] {
                assert_eq!(one(&row(host)).website, None, "{street}: {host}");
            }
        }
    }
    let unnamed = "X,Harbor Shelter,Calle Planted 47,Town,PR,00926,,https://calleplanted.example,18.4,-66.0,Y";
    assert_eq!(one(unnamed).website, None, "the name never said it");
}

#[test]
fn a_host_that_says_the_street_is_not_named() {
    let row = |host: &str| format!("X,Harbor Shelter,4711 Planted Ave,Town,WA,98765,,https://{host}/x,47.6,-122.3,");
    assert_eq!(one(&row("plantedavenueshelter.example")).website, None);
    assert_eq!(one(&row("harbor.example")).website.as_deref(), Some("https://harbor.example"));
    // A word that was taken out of the name is not told by the host; one that is still in it is, and what any place is called.
    let named =
        |name: &str, host: &str| one(&format!("X,{name},9 Elm St,Town,WA,98765,,https://{host}/x,47.6,-122.3,"));
    assert_eq!(named("Huron Street Women's Center", "huronwomenscenter.example").website, None);
    for (name, host) in [
        ("Huron Street Women's Center", "womenscenter.example"),
        ("Huron Street Shelter of Town", "townshelter.example"),
        ("Harbor Shelter at Huron Street", "harbor.example"),
    ] {
        assert_eq!(named(name, host).website, Some(format!("https://{host}")), "{name}");
    }
}

#[test]
fn a_mark_that_does_not_say_no_withholds() {
    for (mark, withheld) in [
        ("Y", true),
        ("YES", true),
        ("x", true),
        ("1", true),
        ("TRUE", true),
        ("", false),
        ("N", false),
        ("no", false),
        ("False", false),
        ("0", false),
    ] {
        let listing = one(&format!("X,Clinic,1 Main St,Town,WA,98765,,,47.6,-122.3,{mark}"));
        assert_eq!(listing.whereabouts.is_withheld(), withheld, "{mark}");
    }
}

#[test]
fn accents_behind_their_letters_and_marks_that_nobody_sees_hide_no_rule() {
    for name in [
        "Violencia Dome\u{301}stica",
        "Casa de Transicio\u{301}n",
        "Har\u{ad}bor Shel\u{ad}ter",
        "Wo\u{200b}men\u{2060}s Shelter",
    ] {
        assert!(one(&format!("X,{name},1 Main St,Town,TX,75001,,,32.9,-96.8,")).whereabouts.is_withheld(), "{name}");
    }
}

#[test]
fn a_site_at_the_point_of_a_shelter_is_withheld_however_its_street_is_written() {
    let rows = "A,Downtown Clinic,Corner of Planted and Elm,Seattle,WA,98765,,,47.61234,-122.34567,\n\
        B,Harbor Shelter,4711 Planted Ave.,Seattle,WA,98765,,,47.61234,-122.34567,\n\
        C,Hill Clinic,1 Oak St,Seattle,WA,98765,,,47.61334,-122.34567,\n";
    let given = hrsa(Cursor::new(format!("{HEADER}{rows}"))).expect("it reads");
    assert_eq!(given.withheld(), 2);
    assert!(!given.named("Hill").whereabouts.is_withheld());
}
