//! Words that are said or left for a person tell nobody else of an organization, a service or a reason.

use domain::safe_contact::{Tells, tells};
use proptest::prelude::*;

const NAMES: [&str; 2] = ["Harbor House", "Lakeside Community Health Center"];

#[test]
fn words_to_use_name_no_organization_no_service_and_no_reason() {
    for words in [
        "Say it is Harbor House",
        "harbor-house called",
        "HARBOR HOUSE",
        "a call from Lakeside",
        "the Lakeside Community Health Center",
        "Hárbor Hóuse",
        "ask for the harbor",
    ] {
        assert_eq!(tells(words, NAMES), Some(Tells::Organization), "{words}");
    }
    for words in [
        "your advocate called",
        "about the shelter",
        "the Hotline",
        "about the abuse",
        "domestic violence program",
        "your court date",
        "the clinic",
        "a support group",
        "HIV results",
        "su intercesora",
        "es del refugio",
        "la orden de protección",
        "el centro de salud",
        "terapia",
    ] {
        assert_eq!(tells(words, NAMES), Some(Tells::Service), "{words}");
    }
}

#[test]
fn an_organization_is_known_by_the_first_word_of_its_name_that_is_no_everyday_word_and_no_short_one() {
    for (words, name) in [("ask for Lantern", "Community Lantern"), ("Lantern called", "The Family Lantern Center")] {
        assert_eq!(tells(words, [name]), Some(Tells::Organization), "{words}");
    }
    for (words, name) in [("the community picnic", "Community Lantern"), ("the ABC book", "ABC Lantern")] {
        assert_eq!(tells(words, [name]), None, "{words}");
    }
}

#[test]
fn the_words_of_a_person_stay_theirs() {
    for words in [
        "say it is about the survey",
        "say it is about the quilt",
        "The library called about the book",
        "Pregunte por la costura",
        "a courtesy call",
        "this is Ana from work",
        "about the house",
        "the community garden",
    ] {
        assert_eq!(tells(words, NAMES), None, "{words}");
    }
}

proptest! {
    #[test]
    fn a_name_is_found_wherever_it_stands_and_however_it_is_written(before in "[a-z ]{0,20}", after in "[a-z ]{0,20}", loud: bool) {
        let name = if loud { NAMES[0].to_uppercase() } else { NAMES[0].to_owned() };
        prop_assert_eq!(tells(&format!("{before} {name}, {after}"), NAMES), Some(Tells::Organization));
    }

    #[test]
    fn no_words_break_it(words in ".{0,120}", name in ".{0,40}") {
        let _ = tells(&words, [name.as_str()]);
    }
}
