//! Searching what is published: what people type finds what they mean.

use crate::support::{Given, hrsa, open, published, sites};
use directory::listing::{Kind, Listing, Point};
use directory::points::{Zip, points};
use directory::search::{Around, Index, Query};
use directory::withheld::Rules;
use std::collections::HashMap;
use std::sync::OnceLock;
use uuid::Uuid;

struct Town {
    index: Index,
    listings: HashMap<Uuid, Listing>,
}

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
            let scratch = tempfile::tempdir().expect("a folder");
            let mut given = Given::default();
            let done =
                directory::hsds::read(folder, &published(folder), scratch.path(), &Rules::default(), &mut |row| {
                    given.take(row);
                    Ok(())
                });
            done.expect("it reads");
            all.extend(given.listings);
        }
        let index = Index::open(None).expect("an index");
        let listings: HashMap<Uuid, Listing> = all.into_iter().map(|listing| (listing.key.uuid(), listing)).collect();
        index.put(listings.clone(), &[]).expect("it is put in");
        assert_eq!(index.len(), listings.len() as u64);
        Town { index, listings }
    })
}

fn at(zip: &str) -> Point {
    match points().zip(zip) {
        Ok(Zip::Area(point) | Zip::Boxes(point)) => point,
        other => panic!("{zip}: {other:?}"),
    }
}

fn near(zip: &str, words: &str) -> Query {
    let state = points().state(zip).expect("a state").to_owned();
    let around = Some(Around { point: at(zip), km: 40.0 });
    Query { words: words.to_owned(), around, state: Some(state), most: 20, ..Query::default() }
}

fn found(query: &Query) -> Vec<(&'static Listing, Option<f64>)> {
    let hits = town().index.search(query).expect("it answers").hits;
    hits.into_iter().map(|hit| (&town().listings[&hit.id], hit.km)).collect()
}

#[test]
fn what_people_type_is_among_the_first_three() {
    let list = include_str!("fixtures/queries.txt");
    let (mut asked, mut missed) = (0, Vec::new());
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let anywhere = Query { words: cells[0].to_owned(), ..Query::default() };
        let query = if cells[1].is_empty() { anywhere } else { near(cells[1], cells[0]) };
        let names = found(&Query { most: 3, ..query });
        let hit = names.iter().any(|(listing, _)| {
            let town = cells[3].is_empty() || listing.whereabouts.city().eq_ignore_ascii_case(cells[3]);
            listing.name.contains(cells[2]) && town
        });
        asked += 1;
        if !hit {
            missed.push((line, names.into_iter().map(|(listing, _)| listing.name.clone()).collect::<Vec<_>>()));
        }
    }
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

#[test]
fn a_query_of_ten_thousand_characters_and_one_of_signs_are_answered() {
    for words in ["clinic ".repeat(1500), "a".repeat(10_000), "\u{0}%_*?\"~^()[]{}:".to_owned(), String::new()] {
        town().index.search(&Query { words, most: 3, ..Query::default() }).expect("it answers");
    }
}

#[test]
fn a_listing_that_is_put_again_is_there_once_and_one_that_is_gone_is_gone() {
    let index = Index::open(None).expect("an index");
    let listing = town().listings.values().find(|listing| listing.name.contains("Kaltag")).expect("Kaltag").clone();
    let id = listing.key.uuid();
    index.put([(id, listing.clone())], &[]).expect("put");
    index.put([(id, listing)], &[]).expect("put again");
    assert_eq!(index.len(), 1);
    index.put([], &[id]).expect("taken out");
    assert_eq!(index.len(), 0);
}

/// The index knows no street, ZIP or point of what is withheld.
#[test]
fn no_word_of_a_planted_address_is_in_the_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(Some(folder.path())).expect("an index");
    let rows = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n\
        A,Harbor Shelter at 4711 Plantedstreet,4711 Plantedstreet,Seattle,WA,98765,206-555-0100,https://h.example/plantedstreet,47.61234,-122.34567,\n\
        B,Open Clinic,12 Openstreet,Seattle,WA,98101,206-555-0101,,47.61,-122.33,\n";
    let given = hrsa(std::io::Cursor::new(rows)).expect("it reads");
    index.put(given.listings.into_iter().map(|listing| (listing.key.uuid(), listing)), &[]).expect("put");
    let asked = |words: &str| {
        index.search(&Query { words: words.to_owned(), most: 9, ..Query::default() }).expect("it answers")
    };
    assert_eq!(asked("openstreet").hits.len(), 1, "what is open is found by its street");
    for planted in ["plantedstreet", "4711", "98765"] {
        assert_eq!((asked(planted).hits.len(), asked(planted).left_out.len()), (0, 1), "{planted}");
    }
    // Whoever stands at the shelter's door is not told so: a withheld listing stands where its town is.
    let door = Around { point: Point { lat: 47_612_340, lon: -122_345_670 }, km: 0.5 };
    let hits = index.search(&Query { around: Some(door), most: 9, ..Query::default() }).expect("it answers").hits;
    assert!(hits.iter().all(|hit| hit.km.is_none()), "{hits:?}");
}
