//! Searching what is published: what people type finds what they mean.

use crate::files::{open, published, sites};
use crate::support::{Given, Town, at, hsds, near};
use directory::listing::{Kind, Listing};
use directory::points::points;
use directory::search::Query;
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
fn what_is_withheld_is_found_by_its_state_without_a_distance_and_after_the_rest() {
    let hits = found(&Query { most: 200, ..near("60601", "shelter") });
    assert!(hits.iter().any(|(listing, _)| listing.whereabouts.is_withheld()));
    assert!(hits.iter().filter(|(listing, _)| listing.whereabouts.is_withheld()).all(|(_, km)| km.is_none()));
    let first = hits.iter().position(|(_, km)| km.is_none()).unwrap_or(hits.len());
    assert!(hits[first..].iter().all(|(_, km)| km.is_none()));
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
