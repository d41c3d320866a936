//! Searching what is published: what people type finds what they mean.

use crate::files::{open, published, sites};
use crate::support::{Given, Town, at, hsds, near};
use directory::listing::{Kind, Listing};
use directory::points::points;
use directory::search::{Around, Query};
use directory::withheld::Rules;
use std::sync::OnceLock;

const LISTS: [&str; 5] = [
    "fvpsa_tribal_grantees_fy2025",
    "fvpsa_state_administrators_2023",
    "state_coalitions_2026-07-19",
    "illinois_dv_programs_ilao",
    "hotlines",
];

/// Every published list in one index.
fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| {
        let mut all = sites().listings.clone();
        for list in LISTS {
            let mut given = Given::default();
            let from = open(&format!("dv_public/{list}.csv"));
            let done = directory::programs::read(list, list, from, &Rules::default(), &mut |row| {
                given.take(row);
                Ok(())
            });
            done.expect("it reads");
            all.extend(given.listings);
        }
        for folder in ["hsds_ilao_legal_aid/output", "ohana_san_mateo/sample-csv"] {
            all.extend(hsds(&published(folder)).expect("it reads").listings);
        }
        Town::of(all)
    })
}

fn found(query: &Query) -> Vec<(&'static Listing, Option<f64>)> {
    town().found(query)
}

#[test]
fn what_people_type_is_among_the_first_three() {
    let (asked, missed) = town().missed(include_str!("queries.txt"));
    assert!(asked >= 60, "{asked}");
    println!("{} of {asked} among the first three; missed: {missed:#?}", asked - missed.len());
    assert!((asked - missed.len()) * 100 >= asked * 95, "{missed:#?}");
}

#[test]
fn near_a_zip_the_nearest_comes_first_and_nothing_is_farther_than_was_asked() {
    for zip in ["60601", "10001", "90012", "59715", "00926"] {
        let hits = found(&Query { kinds: vec![Kind::HealthCenter], ..near(zip, "") });
        let km: Vec<f64> = hits.iter().filter_map(|(_, km)| *km).collect();
        assert!(!km.is_empty() && km.is_sorted() && km.iter().all(|km| *km <= 40.0), "{zip}: {km:?}");
        // The same, by looking at every site.
        let away = |listing: &Listing| listing.whereabouts.place()?.point.map(|point| point.km_to(at(zip)));
        let centers = town().listings.values().filter(|listing| listing.kind == Kind::HealthCenter);
        let nearest = centers.filter_map(away).fold(f64::INFINITY, f64::min);
        assert!((km[0] - nearest).abs() < 0.06, "{zip}: {} and {nearest}", km[0]);
    }
}

#[test]
fn what_is_withheld_is_found_by_its_state_without_a_distance() {
    let hits = found(&Query { most: 200, ..near("60601", "shelter") });
    assert!(hits.iter().any(|(listing, _)| listing.whereabouts.is_withheld()));
    assert!(hits.iter().filter(|(listing, _)| listing.whereabouts.is_withheld()).all(|(_, km)| km.is_none()));
    let km: Vec<f64> = hits.iter().filter_map(|(_, km)| *km).collect();
    assert!(km.is_sorted(), "{km:?}");
}

#[test]
fn the_filters_hold_for_every_hit() {
    let uninsured = found(&Query { takes_uninsured: true, ..near("60601", "") });
    assert!(!uninsured.is_empty() && uninsured.iter().all(|(listing, _)| listing.takes_uninsured == Some(true)));
    let dental = domain::service::Service::OralHealth;
    let teeth = found(&Query { services: vec![dental], ..near("90012", "") });
    assert!(!teeth.is_empty() && teeth.iter().all(|(listing, _)| listing.services.contains(&dental)));
    let spanish = domain::language::LanguageCode::parse("es").expect("a code");
    let speak = found(&Query { languages: vec![spanish], most: 50, ..Query::default() });
    assert!(!speak.is_empty() && speak.iter().all(|(listing, _)| listing.languages.contains(&spanish)));
}

#[test]
fn open_now_asks_the_clock_of_the_place_and_hotlines_are_always_open() {
    let minute = 2 * 24 * 60 + 3 * 60;
    let night = vec![minute; points().zones().len()];
    let hits = found(&Query { words: "hotline".to_owned(), open_at: Some(night), most: 50, ..Query::default() });
    assert!(!hits.is_empty() && hits.iter().all(|(listing, _)| listing.open.at(minute) == Some(true)));
}

/// What the public page asks by itself: anything within eighty kilometers, and as much as one page shows.
fn first_page(zip: &str) -> Vec<(&'static Listing, Option<f64>)> {
    let query = near(zip, "");
    let around = query.around.map(|around| Around { km: 80.0, ..around });
    found(&Query { around, most: 25, ..query })
}

fn is_program(listing: &Listing) -> bool {
    matches!(listing.kind, Kind::Advocacy | Kind::Coalition | Kind::Hotline)
}

/// Chicago, its suburbs, downstate, Los Angeles, New York, Bozeman, the Navajo Nation, Anchorage, San Juan.
#[test]
fn on_the_first_page_the_nearest_clinic_comes_first_and_programs_stand_beside_it() {
    for zip in ["60614", "60201", "62914", "90012", "10001", "59715", "86515", "99501", "00926"] {
        let page = first_page(zip);
        let state = points().state(zip).expect("a state");
        let km: Vec<f64> = page.iter().filter_map(|(_, km)| *km).collect();
        let away = |listing: &Listing| listing.whereabouts.place()?.point.map(|point| point.km_to(at(zip)));
        let nearest = town().listings.values().filter_map(away).fold(f64::INFINITY, f64::min);
        assert!(page[0].1.is_some() && (km[0] - nearest).abs() < 0.06 && km.is_sorted(), "{zip}: {km:?}");
        let programs: Vec<&str> = page
            .iter()
            .filter(|(listing, _)| is_program(listing) && listing.whereabouts.state() == state)
            .map(|(listing, _)| listing.name.as_str())
            .collect();
        println!("{zip}: {} of {} are programs: {programs:?}", programs.len(), page.len());
        assert!(programs.len() >= 2, "{zip}: {programs:?}");
        assert!(page.iter().take(4).any(|(listing, _)| is_program(listing)), "{zip}: on the first screen");
    }
}

#[test]
fn near_chicago_the_programs_of_its_county_come_before_the_rest_of_the_state() {
    let programs: Vec<&Listing> = first_page("60614").into_iter().map(|(l, _)| l).filter(|l| is_program(l)).collect();
    let serves = |listing: &&&Listing| {
        let area = format!("{:?}", listing.whereabouts);
        area.contains("Cook") || area.contains("Chicago")
    };
    // The list names the county of these two; who serves all of the state comes next.
    assert!(programs.iter().take(2).all(|listing| serves(&listing)), "{programs:#?}");
    assert!(programs.iter().any(|listing| listing.name.contains("APNA GHAR")), "{programs:#?}");
    assert_eq!(programs.get(2).map(|listing| listing.kind), Some(Kind::Coalition), "{programs:#?}");
}
