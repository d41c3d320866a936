//! What is open now, by the clock of where it is: of what is withheld or has no place, by the words that say where that is.

use crate::hsds_withheld::of;
use crate::support::Town;
use directory::listing::{Whereabouts, Why};
use directory::points::points;
use directory::search::Query;
use domain::time::Timestamp;
use std::fmt::Write as _;

/// Open Monday to Friday from 9 to 17, each: a name, what its address says, and an area that it serves.
const PLACES: &[(&str, &str, &str)] = &[
    ("Amber Clinic", "1 Elm St,Chicago,IL,60601", ""),
    ("Birch Shelter", "2 Elm St,Chicago,IL,60602", ""),
    ("Cedar Clinic", "3 Oak St,El Paso,TX,79901", ""),
    ("Dahlia Shelter", "4 Oak St,El Paso,TX,79902", ""),
    // No town: its county, or its state where that has one clock.
    ("Elder Shelter", "5 Oak St,,TX,79903", "El Paso County"),
    ("Fern Shelter", "6 Elm St,,IL,60603", ""),
    ("Garnet Shelter", "7 Oak St,,TX,79905", ""),
    // No street, which nobody hides.
    ("Hazel Advice", ",Chicago,IL,", ""),
    ("Iris Shelter", "9 Oak St,,TX,79901", "El Paso County; Harris County"),
    // Its ZIP code lies where the clock is another; its words do not say so.
    ("Juniper Shelter", "10 Elm St,Chicago,IL,79901", ""),
    ("Kestrel Shelter", "11 Elm St,Nowhereville,IL,79901", ""),
    // A ZIP code that nobody knows.
    ("Laurel Clinic", "12 Elm St,Chicago,IL,00000", ""),
];

fn town() -> Town {
    let mut tables = [
        "id,name\n".to_owned(),
        "id,organization_id,name,status\n".to_owned(),
        "id,organization_id,name\n".to_owned(),
        "id,service_id,location_id\n".to_owned(),
        "id,location_id,address_1,city,state_province,postal_code,country,address_type\n".to_owned(),
        "id,service_id,name\n".to_owned(),
        "id,service_id,byday,freq,opens_at,closes_at\n".to_owned(),
    ];
    for (n, (name, address, area)) in PLACES.iter().enumerate() {
        let rows = [
            format!("O{n},{name}"),
            format!("S{n},O{n},{name},active"),
            format!("L{n},O{n},"),
            format!("A{n},S{n},L{n}"),
            format!("X{n},L{n},{address},US,physical"),
            format!("R{n},S{n},{area}"),
            format!("T{n},S{n},\"MO,TU,WE,TH,FR\",WEEKLY,09:00,17:00"),
        ];
        for (table, row) in tables.iter_mut().zip(rows) {
            writeln!(table, "{row}").expect("written");
        }
    }
    let names =
        ["organizations", "services", "locations", "service_at_location", "addresses", "service_areas", "schedules"];
    let names = names.map(|name| format!("{name}.csv"));
    let tables: Vec<(&str, &str)> =
        names.iter().zip(&tables).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let given = of(&tables);
    assert_eq!(given.listings.len(), PLACES.len(), "{:?}", given.refused);
    Town::of(given.listings)
}

/// Initials of what is open so many minutes behind Wednesday, 25 November 2026, 0:00 UTC.
fn open(town: &Town, minutes: i64) -> String {
    let at = Timestamp::from_micros((1_795_564_800 + minutes * 60) * 1_000_000);
    let query = Query { open_at: Some(points().week_minutes(at)), most: 50, ..Query::default() };
    let mut initials: Vec<&str> = town.found(&query).iter().map(|(listing, _)| &listing.name[..1]).collect();
    initials.sort_unstable();
    initials.concat()
}

#[test]
fn hours_of_what_is_withheld_are_of_the_clock_of_the_town_that_it_names() {
    let town = town();
    for (hour, minute, all) in [
        (14, 59, ""),
        // 9 in Chicago, 8 in El Paso.
        (15, 0, "ABFHJKL"),
        (15, 59, "ABFHJKL"),
        (16, 0, "ABCDEFHJKL"),
        (22, 59, "ABCDEFHJKL"),
        (23, 0, "CDE"),
        (23, 59, "CDE"),
        (24, 0, ""),
        // Saturday.
        (3 * 24 + 18, 0, ""),
    ] {
        assert_eq!(open(&town, hour * 60 + minute), all, "{hour}:{minute:02} UTC");
    }
    let hidden = town.listings.values().filter(|listing| listing.whereabouts.is_withheld());
    assert_eq!(hidden.count(), 8);
}

/// The clock is told by the words of an entry alone: where its door was changes nothing.
#[test]
fn a_door_that_is_withheld_moves_no_clock() {
    let town = town();
    let shelter = |name: &str| {
        let listing = town.listings.values().find(|listing| listing.name.starts_with(name)).expect("it is there");
        assert!(matches!(listing.whereabouts, Whereabouts::Withheld(_, Why::Shelter | Why::Name)), "{listing:?}");
        listing.clone()
    };
    let (mut birch, juniper) = (shelter("Birch"), shelter("Juniper"));
    birch.name.clone_from(&juniper.name);
    birch.organization.clone_from(&juniper.organization);
    birch.key.clone_from(&juniper.key);
    assert_eq!(birch, juniper, "all that the index is given of them is the same");
}
