//! One place in several sources.

use crate::support::{hrsa, programs};
use directory::blocks::Blocks;
use directory::listing::{Listing, Whereabouts};
use directory::merge::{
    Alike, Field, Said, Trace, alike, keys, merge, merge_doubted, withhold, withhold_again, withhold_with,
};
use directory::phone::{self, Line};
use domain::day::Day;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;

const SITES: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";

fn site(row: &str) -> Listing {
    hrsa(Cursor::new(format!("{SITES}{row}\n"))).expect("it reads").listings.remove(0)
}

fn program(row: &str) -> Listing {
    programs(Cursor::new(format!("name,phone,city,state,website\n{row}\n"))).expect("it reads").listings.remove(0)
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn said(listing: &Listing, on: &str) -> Said {
    Said { listing: listing.clone(), on: day(on) }
}

fn open_site() -> Listing {
    site(
        "A,Riverside Clinic,4711 Planted Avenue,Seattle,WA,98765,206-555-0111,https://r.example/visit,47.61234,-122.34567,",
    )
}

#[test]
fn the_same_name_with_the_same_phone_in_the_same_town_is_the_same() {
    let program = program("Riverside Clinic,206-555-0111,Seattle,WA,");
    assert_eq!(alike(&open_site(), &program), Alike::Same);
}

#[test]
fn a_phone_alone_never_makes_two_the_same() {
    let elsewhere = program("Mountain View Pharmacy,206-555-0111,Tacoma,WA,");
    assert_eq!(alike(&open_site(), &elsewhere), Alike::Other);
    let in_town = program("Mountain View Pharmacy,206-555-0111,Seattle,WA,");
    assert_eq!(alike(&open_site(), &in_town), Alike::Unsure, "a person looks");
    let other_state = program("Riverside Clinic,206-555-0111,Portland,OR,");
    assert_eq!(alike(&open_site(), &other_state), Alike::Other);
}

/// Without their streets they are called alike; the line that answers for both makes them no one place.
#[test]
fn two_shelters_that_are_called_by_nothing_are_not_one_by_their_phone() {
    let named = |name: &str, source: &str| {
        let row = format!("A,{name},12 Elm St,Bronx,NY,10451,718-555-0100,,40.8,-73.9,Y");
        let mut listing = site(&row);
        listing.key.source = source.to_owned();
        listing
    };
    for (one, other) in [
        ("Jerome Avenue Shelter", "Franklin Avenue Shelter"),
        ("4711 Planted Street", "4799 Hidden Street"),
        ("Women's Shelter", "Women's Shelter"),
    ] {
        let (one, other) = (named(one, "hsds:a"), named(other, "hsds:b"));
        assert_eq!(one.name, other.name);
        assert_eq!(alike(&one, &other), Alike::Unsure, "{}", one.name);
    }
    let lantern = |source: &str| named("Lantern Shelter", source);
    assert_eq!(alike(&lantern("hsds:a"), &lantern("hsds:b")), Alike::Same, "a name of its own tells it");
}

/// One line names the street, and another bears its word in its name, its offers and its address in the web.
#[test]
fn each_line_of_a_place_is_withheld_without_the_street_that_another_names() {
    let open = site("A,Harbor Planted Clinic,4711 Planted Ave,Seattle,WA,98101,206-555-0111,,47.61,-122.33,");
    let bare = "A,Harbor Planted Clinic,,Seattle,WA,,206-555-0111,https://plantedavenueclinic.example,,,";
    let mut other = site(bare);
    other.key.source = "hsds:city".to_owned();
    other.offers = vec!["Food at Planted".to_owned()];
    let alone = withhold(other.clone());
    assert!(format!("{alone:?}").contains("Planted"), "it names no street itself");
    let all = [open, other.clone()];
    let together = withhold_with(other.clone(), &Trace::of(all.iter()));
    assert!(!format!("{together:?}").to_lowercase().contains("planted"), "{together:?}");
    assert_eq!(together.name, "Harbor Clinic");
    // Its list is read again.
    let mut anew = other.clone();
    anew.phones = site("A,X,,Seattle,WA,,206-555-0177,,,,").phones;
    let again = withhold_again(anew, &together);
    assert!(!format!("{again:?}").to_lowercase().contains("planted"), "{again:?}");
    assert_eq!((again.name.as_str(), again.phones[0].dial.as_deref()), ("Harbor Clinic", Some("+12065550177")));
    assert_eq!(withhold_again(other, &together), together, "the same rows change nothing");
}

#[test]
fn two_of_one_source_are_two() {
    let twin = site("B,Riverside Clinic,4711 Planted Avenue,Seattle,WA,98765,206-555-0111,,47.61234,-122.34567,");
    assert_eq!(alike(&open_site(), &twin), Alike::Other);
}

/// Its name has lost its street; another list brings the name, and no phone and no street.
#[test]
fn what_is_withheld_is_found_by_the_name_that_it_would_have_too() {
    for (name, street) in [
        ("Riverside Avenue Clinic", "12 Openstreet"),
        ("Harbor Clinic at 4711 Planted", "4711 Planted Ave"),
        ("Harbor Planted Clinic", "4711 Planted Ave"),
    ] {
        let open = site(&format!("A,{name},{street},Seattle,WA,98101,206-555-0111,,47.61,-122.33,"));
        let hidden = withhold(open.clone());
        assert_ne!(hidden.name, open.name);
        let mut twin = site(&format!("B,{name},{street},Seattle,WA,98101,,,,,"));
        twin.key.source = "hsds:city".to_owned();
        assert_eq!((alike(&hidden, &twin), alike(&twin, &hidden)), (Alike::Unsure, Alike::Unsure), "{name}");
        assert!(keys(&hidden).iter().any(|key| keys(&twin).contains(key)), "{name}");
        // Elsewhere it is another.
        let mut elsewhere = site(&format!("B,{name},{street},Tacoma,WA,98401,,,,,"));
        elsewhere.key.source = "hsds:city".to_owned();
        assert_eq!(alike(&hidden, &elsewhere), Alike::Other, "{name}");
    }
}

/// A list without ids makes them of names.
#[test]
fn the_id_of_what_is_withheld_by_hand_says_no_street_either() {
    let line = program("Help Line at 4711 Planted Street,206-555-0111,Seattle,WA,");
    let Whereabouts::Withheld(area, _) = line.whereabouts.clone() else { panic!("{line:?}") };
    let mut open = line;
    open.whereabouts = Whereabouts::Nowhere(area);
    open.name = "Help Line at 4711 Planted Street".to_owned();
    open.key.id = "wa help line at 4711 planted street".to_owned();
    let hidden = withhold(open.clone());
    assert!(!format!("{hidden:?}").to_lowercase().contains("planted"), "{hidden:?}");
    assert_eq!(hidden.key.uuid(), open.key.uuid(), "it is the same line");
}

/// Pairs that are the same or may be, in memory and by looking at all: what [`Blocks`] finds out of files is held against it.
fn pairs(listings: &[Listing]) -> Vec<(usize, usize, Alike)> {
    let all_keys: Vec<Vec<String>> = listings.iter().map(keys).collect();
    let shared = |key: &String| all_keys.iter().filter(|other| other.contains(key)).count();
    let worth =
        |(a, b): &(usize, usize)| all_keys[*a].iter().any(|key| all_keys[*b].contains(key) && shared(key) <= 50);
    let all = (0..listings.len()).flat_map(|a| (a + 1..listings.len()).map(move |b| (a, b)));
    let compare = |(a, b): (usize, usize)| (a, b, alike(&listings[a], &listings[b]));
    all.filter(worth).map(compare).filter(|(_, _, alike)| *alike != Alike::Other).collect()
}

#[test]
fn pairs_are_found_by_name_phone_and_street() {
    let listings =
        [open_site(), program("Riverside Clinic,206-555-0111,Seattle,WA,"), program("Riverside Clinics,,Seattle,WA,")];
    let found = pairs(&listings);
    assert!(found.contains(&(0, 1, Alike::Same)), "{found:?}");
}

#[test]
fn the_strictest_record_wins_whichever_is_newer_and_nothing_of_the_street_is_left() {
    let (open, hidden) = (open_site(), program("Riverside Clinic,206-555-0111,Seattle,WA,"));
    assert!(hidden.whereabouts.is_withheld());
    for (first, second) in [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-01-01")] {
        let merged = merge(&[said(&open, first), said(&hidden, second)], &[]).expect("one");
        assert!(matches!(merged.listing.whereabouts, Whereabouts::Withheld(..)));
        let text = serde_json::to_string(&merged.listing).expect("it writes");
        for planted in ["4711", "Planted", "98765", "47612340", "122345670", "/visit"] {
            assert!(!text.contains(planted), "{planted} in {text}");
        }
        assert_eq!(merged.provenance[&Field::Whereabouts].by, hidden.key);
    }
}

/// Only the area in words, numbers to call or write to, and the website remain. The fax is kept in its line, by which another line of the
/// same place is known.
#[test]
fn the_fax_of_what_is_withheld_is_told_to_nobody() {
    let phones = |listing: &Listing| -> Vec<Line> { listing.phones.iter().map(|phone| phone.line).collect() };
    let with_fax = |mut listing: Listing| {
        listing.phones.extend(phone::read("206-555-3399", Line::Fax, ""));
        listing
    };
    let (open, hidden) = (with_fax(open_site()), with_fax(program("Mountain View Shelter,206-555-0177,Seattle,WA,")));
    assert!(hidden.whereabouts.is_withheld());
    let told = |listing: &Listing| merge(&[said(listing, "2026-01-01")], &[]).expect("one");
    assert_eq!(phones(&told(&open).listing), [Line::Voice, Line::Fax], "of what anybody may go to");
    assert_eq!(phones(&told(&hidden).listing), [Line::Voice]);
    let doubted = merge_doubted(&[said(&open, "2026-01-01")], std::iter::empty()).expect("one");
    assert_eq!(phones(&doubted.listing), [Line::Voice]);
    assert_eq!(phones(&withhold(open.clone())), [Line::Voice, Line::Fax], "kept to compare");
    // Who has nothing else has no number that anybody said.
    let mut only = hidden;
    only.phones.retain(|phone| phone.line == Line::Fax);
    assert!(!told(&only).provenance.contains_key(&Field::Phones));
}

#[test]
fn while_nobody_has_decided_what_may_be_the_same_is_withheld_too() {
    let doubted = program("Mountain View Shelter,206-555-0111,Seattle,WA,");
    assert_eq!(alike(&open_site(), &doubted), Alike::Unsure);
    let merged = merge(&[said(&open_site(), "2026-01-01")], &[doubted]).expect("one");
    assert!(merged.listing.whereabouts.is_withheld());
    assert!(!format!("{:?}", merged.listing).contains("Planted"));
}

/// The street that a name bears stands in a line of which nobody knows yet whether it is the same.
#[test]
fn the_street_of_what_may_be_the_same_goes_out_of_the_name_too() {
    let open = site("A,Harbor Planted Clinic,4711 Planted Ave,Seattle,WA,98101,206-555-0111,,47.61,-122.33,");
    let listed = program("Harbor Planted Clinic,206-555-0177,Seattle,WA,https://plantedaveclinic.example");
    assert_eq!(alike(&open, &listed), Alike::Unsure);
    let says = [said(&listed, "2026-01-01")];
    let beside = [open];
    for merged in [merge(&says, &beside), merge_doubted(&says, beside.iter())] {
        let merged = merged.expect("one").listing;
        assert_eq!(merged.name, "Harbor Clinic");
        assert!(!format!("{merged:?}").to_lowercase().contains("planted"), "{merged:?}");
    }
}

/// A list that was numbered anew has each of its lines twice, once as it vanished.
#[test]
fn what_vanished_uses_up_nothing_of_what_may_share_a_phone() {
    let listing = |at: usize, source: &str| {
        let mut listing =
            site(&format!("{at},Clinic {at},{at} Openstreet,Seattle,WA,98101,206-555-0100,,47.61,-122.33,"));
        listing.key.source = source.to_owned();
        listing
    };
    let pairs = |vanished: usize, live: usize| -> BTreeSet<(u32, u32)> {
        let scratch = tempfile::tempdir().expect("a folder");
        let mut blocks = Blocks::new(scratch.path()).expect("files");
        blocks.add(&listing(0, "hrsa")).expect("it is added");
        (1..=vanished).for_each(|at| blocks.add_vanished(&listing(at, "list")).expect("it is added"));
        (1..live).for_each(|at| blocks.add(&listing(vanished + at, "list")).expect("it is added"));
        let mut found = BTreeSet::new();
        let take = |pairs| {
            found.extend::<Vec<_>>(pairs);
            Ok::<_, std::io::Error>(())
        };
        blocks.pairs(take).expect("it reads");
        found
    };
    let all = pairs(30, 30);
    assert_eq!(all.len(), 59, "the one that is no part of the list with each of it, twice");
    assert!(all.iter().all(|(one, _)| *one == 0));
    assert!(pairs(10, 51).is_empty(), "a switchboard is one still");
}

#[test]
fn each_field_says_who_said_it_and_when() {
    let mut newer = open_site();
    newer.key.source = "hsds:city".to_owned();
    newer.website = None;
    newer.name = "Riverside Health".to_owned();
    let merged = merge(&[said(&open_site(), "2026-01-01"), said(&newer, "2026-03-01")], &[]).expect("one");
    assert_eq!(merged.listing.name, "Riverside Health");
    assert_eq!(merged.listing.website.as_deref(), Some("https://r.example/visit"));
    assert_eq!(
        (&merged.provenance[&Field::Name].by, merged.provenance[&Field::Name].on),
        (&newer.key, day("2026-03-01"))
    );
    assert_eq!(merged.provenance[&Field::Website].on, day("2026-01-01"));
}

#[test]
fn what_is_withheld_by_hand_keeps_no_street_and_no_key_of_it() {
    let hidden = withhold(open_site());
    let text = format!("{} {:?}", serde_json::to_string(&hidden).expect("it writes"), keys(&hidden));
    assert!(!text.contains("lanted") && !text.contains("98765"), "{text}");
    assert_eq!(withhold(hidden.clone()), hidden);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whoever_withholds_wins_in_any_order(
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(),
        days in proptest::collection::vec(1_u8..28, 4),
        hidden in 0_usize..4,
    ) {
        let all: Vec<Said> = order.iter().zip(&days).map(|(at, day)| {
            let mut listing = if *at == hidden { withhold(open_site()) } else { open_site() };
            listing.key.source = format!("hsds:{at}");
            said(&listing, &format!("2026-01-{day:02}"))
        }).collect();
        let merged = merge(&all, &[]).expect("one");
        prop_assert!(merged.listing.whereabouts.is_withheld());
        let text = format!("{:?}", merged.listing);
        prop_assert!(!text.contains("Planted"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Out of files, and out of a list in memory: the same pairs.
    #[test]
    fn what_is_found_out_of_files_is_what_is_found_in_memory(
        rows in proptest::collection::vec((0_u8..6, 0_u8..4, 0_u8..4, 0_u8..3, any::<bool>()), 0..60),
    ) {
        let listings: Vec<Listing> = rows.into_iter().enumerate().map(|(at, (name, street, phone, source, by_hand))| {
            let row = format!("{at},Clinic {name},{street} Openstreet,Seattle,WA,98101,206-555-010{phone},,47.61,-122.33,");
            let mut listing = site(&row);
            listing.key.source = format!("list {source}");
            if by_hand { withhold(listing) } else { listing }
        }).collect();
        let scratch = tempfile::tempdir().expect("a folder");
        let mut blocks = Blocks::new(scratch.path()).expect("files");
        for listing in &listings {
            blocks.add(listing).expect("it is added");
        }
        let mut found = BTreeSet::new();
        blocks.pairs(|pairs| {
            found.extend(pairs);
            Ok::<_, std::io::Error>(())
        }).expect("it reads");
        let compare = |(a, b): (u32, u32)| {
            let (a, b) = (a as usize, b as usize);
            let alike = alike(&listings[a], &listings[b]);
            (alike != Alike::Other).then_some((a, b, alike))
        };
        let found: Vec<_> = found.into_iter().filter_map(compare).collect();
        prop_assert_eq!(found, pairs(&listings));
        prop_assert_eq!(std::fs::read_dir(scratch.path()).expect("it lists").count(), 0);
    }
}

#[test]
fn a_state_in_full_is_the_same_state() {
    let program = program("Harbor Health,206-555-0199,Seattle,Washington,");
    assert_eq!(program.whereabouts.state(), "WA");
    assert_eq!(directory::states::code("illinois"), "IL");
    assert_eq!(directory::states::code("Nowhere"), "Nowhere");
    assert_eq!(directory::states::behind("Charleston, West Virginia"), Some(("charleston".to_owned(), "WV")));
}
