//! Near a place: the nearest clinics, and beside them those who serve it and have no place to show.

use crate::support::{Town, hrsa};
use directory::listing::{Kind, Listing};
use directory::points::points;
use directory::search::{Query, Spot};
use directory::words::slug;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::OnceLock;
use uuid::Uuid;

/// What a page shows at once.
const PAGE: usize = 25;

/// Programs of every distance from Chicago, in words; the nearest first.
const PROGRAMS: &str = "name,city,state,counties\n\
    Zinnia Advocates for Survivors,Chicago,IL,\n\
    Yarrow Domestic Violence Program,,IL,Cook\n\
    Willow Domestic Violence Program,Evanston,IL,\n\
    Violet Domestic Violence Program,Hammond,IN,\n\
    Tulip Domestic Violence Program,Joliet,IL,Will\n\
    Sorrel Domestic Violence Hotline,,IL,\n\
    Rose Coalition Against Domestic Violence,,IL,\n\
    Aster Domestic Violence Program,Cairo,IL,Alexander\n\
    Bluebell Domestic Violence Program,,IL,\n";

/// A city with more clinics than a page, and programs of its state and of another.
fn city() -> &'static Town {
    static CITY: OnceLock<Town> = OnceLock::new();
    CITY.get_or_init(|| {
        let mut sites = "bphc_site_number,site_name,street,city,state,zip,phone,latitude,longitude\n".to_owned();
        for n in 0..60 {
            let row = format!("S{n},Clinic number {n},{n} Openstreet,Chicago,IL,60614,,41.{},-87.65", 9200 + n);
            writeln!(sites, "{row}").expect("written");
        }
        let mut programs = PROGRAMS.to_owned();
        for n in 0..40 {
            writeln!(programs, "Meadow Domestic Violence Program {n},Peoria,IL,Peoria").expect("written");
        }
        programs.push_str("Thistle Domestic Violence Program,Seattle,WA,King\n");
        let mut all = hrsa(Cursor::new(sites)).expect("it reads").listings;
        all.extend(crate::support::programs(Cursor::new(programs)).expect("it reads").listings);
        Town::of(all)
    })
}

/// Anything within eighty kilometers.
fn near() -> Query {
    Query::default().at(Spot::of_zip("60614").expect("a place"), 80.0)
}

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or("")
}

fn names(found: &[(&'static Listing, Option<f64>)]) -> Vec<&'static str> {
    found.iter().map(|(listing, _)| first(&listing.name)).collect()
}

fn page(query: &Query) -> Vec<(&'static Listing, Option<f64>)> {
    city().found(&Query { most: PAGE, ..query.clone() })
}

#[test]
fn the_nearest_programs_stand_beside_the_nearest_clinics_however_many_those_are() {
    let found = page(&near());
    assert_eq!(found.len(), PAGE);
    assert_eq!(names(&found)[..6], ["Clinic", "Zinnia", "Clinic", "Yarrow", "Clinic", "Willow"], "{:?}", names(&found));
    let km: Vec<f64> = found.iter().filter_map(|(_, km)| *km).collect();
    assert!(km.len() > 12 && km.is_sorted(), "the nearest clinic first: {km:?}");
    for name in ["Sorrel", "Rose"] {
        assert!(names(&found).contains(&name), "who serves the whole state: {:?}", names(&found));
    }
}

#[test]
fn programs_are_in_the_order_of_the_words_that_say_where_they_are() {
    let programs = vec![Kind::Advocacy, Kind::Hotline, Kind::Coalition];
    let found = city().found(&Query { kinds: programs, most: 200, ..near() });
    // Of the town, of the county, of towns near by (of another state too), for the whole state; then by how far their towns are.
    let nearest = ["Zinnia", "Yarrow", "Willow", "Violet", "Tulip", "Sorrel", "Rose", "Meadow"];
    assert_eq!(names(&found)[..8], nearest, "{:?}", names(&found));
    assert_eq!(names(&found)[46..], ["Meadow", "Aster", "Bluebell"], "who names no town stands last");
    assert!(found.iter().all(|(listing, km)| km.is_none() && listing.whereabouts.place().is_none()));
    assert!(!names(&found).contains(&"Thistle"), "of another state");
}

#[test]
fn a_shorter_answer_is_the_beginning_of_a_longer_one() {
    let hits = |most| city().index.search(&Query { most, ..near() }).expect("it answers").hits;
    let all = hits(200);
    assert_eq!(all.len(), 60 + 49);
    let ids: BTreeSet<Uuid> = all.iter().map(|hit| hit.id).collect();
    assert_eq!(ids.len(), all.len(), "each once");
    for most in 1..=all.len() {
        assert_eq!(hits(most), all[..most], "{most}");
    }
}

#[test]
fn a_line_for_the_whole_country_is_found_by_its_words_near_every_place() {
    let line = "name,phone,evidence\nMarigold National Hotline,800-555-0100,made up\n";
    let town = Town::of(crate::support::programs(Cursor::new(line)).expect("it reads").listings);
    assert!(
        town.found(&Query { most: PAGE, ..near() }).is_empty(),
        "who names no word is shown the lines that are shipped"
    );
    assert_eq!(town.found(&Query { words: "marigold".to_owned(), most: PAGE, ..near() }).len(), 1);
}

#[test]
fn a_town_is_found_however_its_saint_is_written() {
    let list = "name,city,state\nPoppy Domestic Violence Program,St. Louis,MO\n";
    let town = Town::of(crate::support::programs(Cursor::new(list)).expect("it reads").listings);
    for spot in [Spot::of_zip("63101"), Spot::of_town("Saint Louis", "MO"), Spot::of_town("St Louis", "MO")] {
        let query = Query { most: PAGE, ..Query::default() }.at(spot.expect("a place"), 80.0);
        assert_eq!(town.found(&query).len(), 1);
    }
    let county = points().county_of("St. Louis", "MO").map(slug);
    let asked = Query { state: Some("MO".to_owned()), county, most: PAGE, ..Query::default() };
    assert_eq!(town.found(&asked).len(), 1, "and by the county of its town");
}

/// The order of what has no place is made of its words: where its door is moves nothing.
#[test]
fn a_door_that_is_withheld_moves_nothing_in_the_order() {
    let order = |lat: &str, lon: &str| {
        let rows = format!(
            "bphc_site_number,site_name,street,city,state,zip,phone,latitude,longitude\n\
             A,Harbor Women's Shelter,4711 Plantedstreet,Chicago,IL,60699,,{lat},{lon}\n\
             B,Anchor Women's Shelter,12 Otherstreet,Chicago,IL,60698,,41.9,-87.6\n\
             C,Open Clinic,14 Openstreet,Chicago,IL,60614,,41.92,-87.65\n"
        );
        let town = Town::of(hrsa(Cursor::new(rows)).expect("it reads").listings);
        town.index.search(&Query { most: PAGE, ..near() }).expect("it answers").hits
    };
    let here = order("41.9227", "-87.6472");
    assert_eq!(here.len(), 3);
    assert_eq!(here, order("42.6", "-87.9"));
    assert_eq!(here, order("", ""));
}
