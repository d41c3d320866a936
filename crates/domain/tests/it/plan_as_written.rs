//! A plan as it is written, read, shortened for a form, and as far as it crosses.

use crate::any::{at, safe_contact};
use crate::safe_contact::plan;
use domain::safe_contact::{ContactWay, HomeZone, Recheck, SafeContact, SafeTime, Voicemail};
use domain::text::PersonText;
use domain::time::Timestamp;
use proptest::prelude::*;

const CHICAGO: &str = "America/Chicago";

#[test]
fn of_a_plan_with_one_text_that_is_too_long_the_others_and_the_way_stay() {
    let short = || Some(PersonText::parse("ask for Ana", 300).unwrap());
    let long = Some(PersonText::parse(&"a".repeat(121), 240).unwrap());
    let whole = SafeContact {
        number: short(),
        words: long.clone(),
        who_may_answer: short(),
        code_word: short(),
        ..plan(ContactWay::Call, &[], Timestamp::from_micros(0))
    };
    let brief = whole.clone().in_brief();
    assert!(!whole.is_brief() && brief.is_brief());
    assert_eq!(brief, SafeContact { words: None, ..whole });
    let answered = SafeContact { who_may_answer: long.clone(), ..brief.clone() };
    assert_eq!(answered.in_brief(), SafeContact { who_may_answer: None, ..brief.clone() });
    let by_mouth = SafeContact { number: None, way: ContactWay::AtNextVisit, ..brief };
    let whole = SafeContact { code_word: long, ..by_mouth.clone() };
    assert_eq!(whole.in_brief(), SafeContact { code_word: None, ..by_mouth }, "a visit needs no number");
}

#[test]
fn a_plan_keeps_the_zone_it_was_made_in_when_it_crosses() {
    let now = at(0);
    let zone = |said: &SafeContact| said.zone.as_ref().map(|zone| zone.as_str().to_owned());
    let any_time = plan(ContactWay::Call, &[], now);
    assert_eq!(zone(&any_time.in_zone(CHICAGO)), None, "any time is any time everywhere");
    let mornings = plan(ContactWay::Call, &[SafeTime::Mornings], now);
    assert_eq!(zone(&mornings.clone().in_zone(CHICAGO)).as_deref(), Some(CHICAGO));
    let theirs = SafeContact { zone: Some(HomeZone::Guam.into()), ..mornings };
    assert_eq!(zone(&theirs.in_zone(CHICAGO)).as_deref(), Some("Pacific/Guam"));
}

#[test]
fn a_plan_that_was_written_before_reads_as_if_the_new_parts_were_left_open() {
    let old = r#"{"way":"call","number":"555-0100","times":["mornings"],"voicemail":"name_only","words":null,
        "who_may_answer":null,"last_checked":1790000000000000}"#;
    let read: SafeContact = serde_json::from_str(old).unwrap();
    let expected =
        SafeContact { voicemail: Voicemail::NameOnly, ..plan(ContactWay::Call, &[SafeTime::Mornings], at(0)) };
    assert_eq!(read, expected);
    assert_eq!((read.recheck, read.closed_by), (Recheck::Month, None));
    for wrong in [
        r#""hours":{"from":12,"until":12}"#,
        r#""hours":{"from":9,"until":25}"#,
        r#""zone":"../../etc/passwd
""#,
        r#""zone":"""#,
        r#""days":["someday"]"#,
        r#""recheck":"never""#,
    ] {
        let spoiled = old.replacen('{', &format!("{{{wrong},"), 1);
        assert!(serde_json::from_str::<SafeContact>(&spoiled).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn a_plan_is_read_as_it_was_written(plan in safe_contact()) {
        let written = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<SafeContact>(&written).unwrap(), plan);
    }

    #[test]
    fn a_plan_of_any_length_becomes_one_that_a_form_takes_and_never_half_a_number(n in 0usize..300, short: bool) {
        let digits = PersonText::parse(&"5".repeat(n.max(1)), 1_000).unwrap();
        let mut long = plan(ContactWay::Call, &[], Timestamp::from_micros(0));
        long.number = Some(digits.clone());
        long.words = if short { None } else { Some(digits.clone()) };
        let brief = long.clone().in_brief();
        prop_assert!(brief.is_brief());
        prop_assert!(brief.number.is_none() || brief.number == Some(digits));
        prop_assert_eq!(brief.number.is_none(), brief.way == ContactWay::DoNotContact);
        prop_assert_eq!(long.is_brief(), long == brief);
    }

    #[test]
    fn of_a_plan_without_its_number_nothing_crosses_by_which_somebody_is_found(plan in safe_contact()) {
        let crossing = plan.crossing(false);
        let found_by = [&crossing.number, &crossing.words, &crossing.who_may_answer, &crossing.code_word];
        prop_assert_eq!(found_by, [&None; 4]);
        prop_assert!(!crossing.way.needs_number());
        prop_assert!(crossing.way == plan.way || plan.way.needs_number());
        let whole = plan.crossing(true);
        prop_assert!(whole == plan || plan.number.is_none() && plan.way.needs_number());
    }
}
