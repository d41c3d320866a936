//! What staff say on top of what was published, and hotlines with their days.

use crate::support::{hrsa, programs};
use directory::correction::{Corrected, SOURCE, Unclear, correct};
use directory::hotlines::{ALL, Hotline};
use directory::listing::{Listing, Whereabouts};
use directory::merge::{Field, Said, merge};
use domain::day::Day;
use domain::time::{Days, Timestamp};
use std::io::Cursor;

const SITES: &str =
    "bphc_site_number,site_name,street,city,state,zip,phone,website,latitude,longitude,address_withheld\n";

fn site() -> Listing {
    let row = "A,Riverside Clinic,12 Openstreet,Seattle,WA,98101,206-555-0111,https://r.example,47.61,-122.33,";
    hrsa(Cursor::new(format!("{SITES}{row}\n"))).expect("it reads").listings.remove(0)
}

fn said(listing: &Listing, on: &str) -> Said {
    Said { listing: listing.clone(), on: Day::parse(on).expect("a day") }
}

#[test]
fn a_correction_stands_until_a_source_says_something_later_and_leaves_all_else_as_it_was() {
    let site = site();
    let id = site.key.uuid();
    let phone = correct(&site, id, None, Corrected::Phone, "206-555-0199").expect("a phone");
    let both = correct(&site, id, Some(phone), Corrected::Languages, "Spanish, Vietnamese").expect("languages");
    let merged = merge(&[said(&site, "2026-11-01"), said(&both, "2026-11-20")], &[]).expect("merged");
    assert_eq!(merged.listing.phones[0].dial.as_deref(), Some("+12065550199"));
    assert_eq!(merged.listing.languages.len(), 2);
    assert_eq!((merged.listing.name.as_str(), merged.listing.website), ("Riverside Clinic", site.website.clone()));
    assert_eq!(merged.listing.whereabouts, site.whereabouts, "it has no place and takes none away");
    assert_eq!(merged.provenance[&Field::Phones].by.source, SOURCE);
    assert_eq!(merged.provenance[&Field::Website].by.source, "hrsa");
    let same_day = merge(&[said(&site, "2026-11-20"), said(&both, "2026-11-20")], &[]).expect("merged");
    assert_eq!(same_day.listing.phones[0].dial.as_deref(), Some("+12065550199"), "staff had the source before them");
    let later = merge(&[said(&site, "2026-12-01"), said(&both, "2026-11-20")], &[]).expect("merged");
    assert_eq!(later.listing.phones[0].dial.as_deref(), Some("+12065550111"));
}

/// "Open now" asks for hours, and of a withheld place no words are told.
#[test]
fn hours_in_words_leave_the_hours_that_there_were_and_are_read_where_they_say_some() {
    let mut open = site();
    open.open.add(0, 9 * 60, 17 * 60);
    let hidden = directory::merge::withhold(open.clone());
    for (words, night, monday) in [
        ("Open day and night", Some(true), Some(true)),
        ("Tue-Fri 9-5", Some(false), Some(false)),
        ("By appointment", Some(false), Some(true)),
    ] {
        for (site, told) in [(&open, words), (&hidden, "")] {
            let hours = correct(site, site.key.uuid(), None, Corrected::Hours, words).expect("words");
            let merged = merge(&[said(site, "2026-11-01"), said(&hours, "2026-11-20")], &[]).expect("merged");
            let now = &merged.listing.open;
            assert_eq!((now.at(3 * 60), now.at(12 * 60), now.said.as_str()), (night, monday, told), "{words}");
            assert_eq!(merged.provenance[&Field::Open].by.source, SOURCE);
        }
    }
}

#[test]
fn a_correction_opens_no_place() {
    let text = "name,phone,city,state\nLantern Domestic Violence Program,206-555-0111,Seattle,WA\n";
    let hidden = programs(Cursor::new(text)).expect("it reads").listings.remove(0);
    assert!(hidden.whereabouts.is_withheld());
    let hours = correct(&hidden, hidden.key.uuid(), None, Corrected::Hours, "12 Plantedstreet at 9").expect("words");
    let merged = merge(&[said(&hidden, "2026-11-01"), said(&hours, "2026-11-20")], &[]).expect("merged").listing;
    assert!(matches!(merged.whereabouts, Whereabouts::Withheld(..)));
    assert!(!format!("{merged:?}").contains("Plantedstreet"), "hours in words are said of no withheld place");
}

/// What was taken out of the name of the source comes back by nothing that staff said before.
#[test]
fn a_correction_bears_no_name() {
    let site = site();
    let phone = correct(&site, site.key.uuid(), None, Corrected::Phone, "206-555-0199").expect("a phone");
    assert_eq!(phone.name, "");
    // As corrections were kept before: with the name.
    let mut before = phone.clone();
    before.name = "Riverside Planted Clinic".to_owned();
    let merged = merge(&[said(&site, "2026-11-01"), said(&before, "2026-11-20")], &[]).expect("merged");
    assert_eq!(
        (merged.listing.name.as_str(), merged.provenance[&Field::Name].by.source.as_str()),
        ("Riverside Clinic", "hrsa")
    );
    let again = correct(&site, site.key.uuid(), Some(before), Corrected::Languages, "Spanish").expect("a language");
    assert_eq!(again.name, "");
}

#[test]
fn words_that_do_not_say_what_a_field_needs_are_not_taken() {
    let site = site();
    for (field, words) in [
        (Corrected::Phone, "call them"),
        (Corrected::Phone, ""),
        (Corrected::Website, "ask Maria"),
        (Corrected::Website, "javascript:alert(1)"),
        (Corrected::Languages, "Spanish, Martian"),
        (Corrected::Hours, "  "),
    ] {
        assert_eq!(correct(&site, site.key.uuid(), None, field, words).err(), Some(Unclear), "{field:?} {words}");
    }
}

#[test]
fn every_hotline_can_be_dialed_and_is_to_be_checked_after_ninety_days() {
    let begun = Timestamp::from_micros(1_796_000_000_000_000);
    for line in ALL {
        let digits = line.dial.trim_start_matches('+');
        assert!(digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits.len() == 11 || digits.len() == 3));
        assert_eq!(Hotline::of(line.id()), Some(line));
        let later = begun.plus_days(Days(120));
        assert!(!line.is_stale(None, begun) && line.is_stale(None, later), "{}", line.name);
        assert!(!line.is_stale(Some(later), later.plus_days(Days(90))));
        assert!(line.is_stale(Some(later), later.plus_days(Days(91))));
    }
}
