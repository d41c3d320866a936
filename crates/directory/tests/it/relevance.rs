//! Searching what is published: what people type finds what they mean.

use crate::support::{Given, Town, at, hrsa, hsds, near, programs};
use directory::listing::{Kind, Listing, Point};
use directory::points::points;
use directory::search::{Around, Hit, Index, NEAR_KM, Query};
use directory::withheld::Rules;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;

/// Every made-up list in one index.
fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| {
        let fixtures = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures"));
        let list = |text: &str| programs(Cursor::new(text.to_owned())).expect("it reads");
        let all = [
            hrsa(Cursor::new(include_str!("fixtures/hrsa_copy.csv"))).expect("it reads"),
            hrsa(Cursor::new(include_str!("fixtures/hrsa_raw.csv"))).expect("it reads"),
            list(include_str!("fixtures/hotlines.csv")),
            list(include_str!("fixtures/coalitions.csv")),
            list(include_str!("fixtures/local.csv")),
            hsds(&fixtures.join("hsds_1_1")).expect("it reads"),
            hsds(&fixtures.join("ohana")).expect("it reads"),
        ];
        Town::of(all.into_iter().flat_map(|given: Given| given.listings).collect())
    })
}

/// A region of some 350 made-up entries of every kind, with the same names in many towns.
fn region() -> &'static Town {
    static REGION: OnceLock<Town> = OnceLock::new();
    REGION.get_or_init(|| {
        let fixtures = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/region"));
        let list = |name: &str, text: &str| {
            let mut given = Given::default();
            let read = directory::programs::read(name, name, text.as_bytes(), &Rules::default(), &mut |row| {
                given.take(row);
                Ok(())
            });
            read.map(|()| given).expect("it reads")
        };
        let all = [
            hrsa(Cursor::new(include_str!("fixtures/region/sites.csv"))).expect("it reads"),
            list("programs", include_str!("fixtures/region/programs.csv")),
            list("coalitions", include_str!("fixtures/region/coalitions.csv")),
            list("hotlines", include_str!("fixtures/region/hotlines.csv")),
            hsds(&fixtures.join("services")).expect("it reads"),
        ];
        Town::of(all.into_iter().flat_map(|given: Given| given.listings).collect())
    })
}

fn found(query: &Query) -> Vec<(&'static Listing, Option<f64>)> {
    town().found(query)
}

#[test]
fn what_people_type_is_among_the_first_three() {
    let (asked, missed) = town().missed(include_str!("fixtures/queries.txt"));
    assert!(asked >= 15, "{asked}");
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The goal: at least 95 of 100 among the first three. `--nocapture` prints the figure.
#[test]
fn of_the_written_queries_95_in_100_are_answered_among_the_first_three() {
    let (asked, missed) = region().missed(include_str!("fixtures/region/queries.txt"));
    assert!(asked >= 60, "{asked}");
    println!("{} of {asked} among the first three; missed: {missed:#?}", asked - missed.len());
    assert!((asked - missed.len()) * 100 >= asked * 95, "{missed:#?}");
}

#[test]
fn a_zip_code_among_the_words_is_a_place_unless_one_was_given() {
    let typed = |words: &str| Query { words: words.to_owned(), ..Query::default() }.placed(NEAR_KM);
    let placed = typed("clinic near 60601");
    assert_eq!((placed.words.as_str(), placed.around.map(|around| around.point)), ("clinic near", Some(at("60601"))));
    assert_eq!(placed.state.as_deref(), Some("IL"));
    let own = Query { words: "clinic 98901".to_owned(), ..near("60601", "") }.placed(NEAR_KM);
    assert_eq!((own.words.as_str(), own.around.map(|around| around.point)), ("clinic 98901", Some(at("60601"))));
    for no_place in ["clinic 00000", "room 12345678", "09001 clinic"] {
        assert_eq!((typed(no_place).words.as_str(), typed(no_place).around), (no_place, None), "{no_place}");
    }
}

#[test]
fn a_county_has_what_is_in_it_and_what_says_that_it_serves_it() {
    let of = |county: &str| {
        let (state, county) = (Some("IL".to_owned()), Some(county.to_owned()));
        let found = region().found(&Query { state, county, most: 200, ..Query::default() });
        found.into_iter().map(|(listing, _)| listing.name.clone()).collect::<Vec<_>>()
    };
    let cook = of("cook-county");
    for name in ["Heron House Advocates", "Blue Heron Dental Clinic"] {
        assert!(cook.iter().any(|found| found == name), "{name}: {cook:?}");
    }
    assert!(!cook.iter().any(|found| found == "Sparrow Sexual Assault Center"), "it serves another county");
    assert!(of("tazewell-county").iter().any(|found| found.starts_with("Safe Passage")), "the second of two");
    assert!(of("nowhere-county").is_empty());
}

#[test]
fn near_a_zip_the_nearest_comes_first_and_nothing_is_farther_than_was_asked() {
    for zip in ["60601", "61602"] {
        let hits = found(&Query { kinds: vec![Kind::HealthCenter], ..near(zip, "") });
        let km: Vec<f64> = hits.iter().filter_map(|(_, km)| *km).collect();
        assert!(km.len() >= 2 && km.is_sorted() && km.iter().all(|km| *km <= 40.0), "{zip}: {km:?}");
        // The same, by looking at every site.
        let away = |listing: &Listing| listing.whereabouts.place()?.point.map(|point| point.km_to(at(zip)));
        let nearest = town().listings.values().filter_map(away).fold(f64::INFINITY, f64::min);
        assert!((km[0] - nearest).abs() < 0.06, "{zip}: {} and {nearest}", km[0]);
    }
}

#[test]
fn what_is_withheld_is_found_by_its_state_without_a_distance() {
    let hits = found(&Query { most: 200, ..near("60601", "lakeside") });
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
    let teeth = found(&Query { services: vec![dental], ..near("60601", "") });
    assert!(!teeth.is_empty() && teeth.iter().all(|(listing, _)| listing.services.contains(&dental)));
    let spanish = domain::language::LanguageCode::parse("es").expect("a code");
    let speak = found(&Query { languages: vec![spanish], most: 50, ..Query::default() });
    assert!(!speak.is_empty() && speak.iter().all(|(listing, _)| listing.languages.contains(&spanish)));
}

#[test]
fn open_now_asks_the_clock_of_the_place_and_hotlines_are_always_open() {
    let minute = 2 * 24 * 60 + 3 * 60;
    let night = vec![minute; points().zones().len()];
    let hits = found(&Query { open_at: Some(night), most: 50, ..Query::default() });
    let names: Vec<&str> = hits.iter().map(|(listing, _)| listing.name.as_str()).collect();
    assert_eq!(names, ["Example Domestic Violence Hotline"]);
}

#[test]
fn a_query_of_ten_thousand_characters_and_one_of_signs_are_answered() {
    for words in ["clinic ".repeat(1500), "a".repeat(10_000), "\u{0}%_*?\"~^()[]{}:".to_owned(), String::new()] {
        town().index.search(&Query { words, most: 3, ..Query::default() }).expect("it answers");
    }
}

#[test]
fn a_listing_that_is_put_again_is_there_once_and_one_that_is_gone_is_gone() {
    let index = Index::create(None).expect("an index");
    let listing = town().listings.values().next().expect("a listing").clone();
    let id = listing.key.uuid();
    index.put([(id, listing.clone())], &[]).expect("put");
    index.put([(id, listing)], &[]).expect("put again");
    assert_eq!(index.len(), 1);
    index.put([], &[id]).expect("taken out");
    assert_eq!(index.len(), 0);
}

#[test]
fn an_index_that_is_not_whole_is_not_taken_for_an_empty_one() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Index::open(folder.path()).is_err(), "there is none");
    let listing = town().listings.values().next().expect("a listing").clone();
    let index = Index::create(Some(folder.path())).expect("an index");
    index.put([(listing.key.uuid(), listing)], &[]).expect("put");
    assert_eq!(Index::open(folder.path()).expect("it opens").len(), 1);
    assert!(Index::create(Some(folder.path())).is_err(), "there is one");
    std::fs::remove_file(folder.path().join("meta.json")).expect("it was there");
    assert!(Index::open(folder.path()).is_err());
}

#[test]
fn what_is_left_out_of_a_search_is_as_if_it_were_not_there() {
    let all = near("60601", "lakeside clinic");
    let hits = town().index.search(&all).expect("it answers").hits;
    let (hidden, rest) = hits.split_first().expect("some");
    let but = Query { but: vec![hidden.id], ..all };
    // The nearest is gone; what has no place stands behind another one then.
    let left = town().index.search(&but).expect("it answers").hits;
    let places = |hits: &[Hit]| hits.iter().filter(|hit| hit.km.is_some()).copied().collect::<Vec<_>>();
    assert!(hidden.km.is_some() && left.iter().all(|hit| hit.id != hidden.id));
    assert_eq!(places(&left), places(rest));
    // A word that one listing has, and no other has one like it.
    let ask = |word: &str, but| {
        let query = Query { words: word.to_owned(), but, most: 9, ..Query::default() };
        town().index.search(&query).expect("it answers")
    };
    let alone = town().listings.iter().find_map(|(id, listing)| {
        // Signs are no part of the word that is said back.
        let is_plain = |word: &&str| word.len() > 3 && word.chars().all(|c| c.is_ascii_alphabetic());
        let mut words = listing.name.split(' ').filter(is_plain);
        let word = words.find(|word| ask(word, vec![]).hits.len() == 1 && ask(word, vec![*id]).hits.is_empty())?;
        Some((*id, word.to_lowercase()))
    });
    let (id, word) = alone.expect("one");
    assert_eq!(ask(&word, vec![id]).left_out, [word]);
}

/// What has both words is what has the one and the other, in the order of the distances.
#[test]
fn near_a_place_all_are_found_that_have_every_word() {
    let asked = [("60601", "health"), ("61602", "dental clinic"), ("60601", "food pantry"), ("60601", "salud mental")];
    for (zip, words) in asked {
        let hits =
            |words: &str| region().index.search(&Query { most: 200, ..near(zip, words) }).expect("it answers").hits;
        let found = hits(words);
        let ids = |words: &str| hits(words).into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>();
        let both = words.split(' ').map(ids).reduce(|all, more| &all & &more).expect("words");
        if !both.is_empty() {
            assert_eq!(found.iter().map(|hit| hit.id).collect::<BTreeSet<_>>(), both, "{zip} {words}");
        }
        let km: Vec<f64> = found.iter().filter_map(|hit| hit.km).collect();
        assert!(km.is_sorted(), "{km:?}");
    }
}

/// The index knows no street, ZIP or point of what is withheld.
#[test]
fn no_word_of_a_planted_address_is_in_the_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::create(Some(folder.path())).expect("an index");
    let rows = "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n\
        A,Harbor Shelter at 4711 Plantedstreet,4711 Plantedstreet,Seattle,WA,98765,206-555-0100,https://h.example/plantedstreet,47.61234,-122.34567,\n\
        B,Open Clinic,12 Openstreet,Seattle,WA,98101,206-555-0101,,47.61,-122.33,\n";
    let given = hrsa(std::io::Cursor::new(rows)).expect("it reads");
    index.put(given.listings.into_iter().map(|listing| (listing.key.uuid(), listing)), &[]).expect("put");
    let asked = |words: &str| {
        index.search(&Query { words: words.to_owned(), most: 9, ..Query::default() }).expect("it answers")
    };
    assert_eq!(asked("openstreet").hits.len(), 1, "what is open is found by its street");
    let terms = index.terms().expect("its terms");
    assert!(terms.contains("openstreet"));
    for planted in ["plantedstreet", "4711", "98765"] {
        assert!(!terms.iter().any(|term| term.contains(planted)), "{planted}");
        assert_eq!((asked(planted).hits.len(), asked(planted).left_out.len()), (0, 1), "{planted}");
    }
    // Whoever stands at the shelter's door is not told so: a withheld listing stands where its town is.
    let door = Around { point: Point { lat: 47_612_340, lon: -122_345_670 }, km: 0.5 };
    let hits = index.search(&Query { around: Some(door), most: 9, ..Query::default() }).expect("it answers").hits;
    assert!(hits.iter().all(|hit| hit.km.is_none()), "{hits:?}");
}
