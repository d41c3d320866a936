//! A no-name consult has a topic and a way to be called back, and no room for a person.

use domain::consult::{StaffPhone, Topic};
use domain::org::OrgKind;
use domain::referral::Direction;
use proptest::prelude::*;

#[test]
fn each_side_is_asked_what_it_knows() {
    let (to_advocacy, to_clinic) = (Topic::asked(Direction::ToAdvocacy), Topic::asked(Direction::ToHealthCenter));
    assert_eq!(to_advocacy.len() + to_clinic.len(), Topic::ALL.len(), "every topic can be asked, one way");
    assert!(to_advocacy.contains(&Topic::SafetyPlanning) && to_clinic.contains(&Topic::Infections));
    assert!(to_advocacy.iter().all(|topic| topic.known_by() == OrgKind::Advocacy));
}

#[test]
fn a_call_back_is_a_number_or_an_extension() {
    for good in ["312-555-0100", "(312) 555-0100 x 214", "214", "+1 312.555.0100", " 0100 "] {
        assert_eq!(StaffPhone::parse(good).unwrap().as_str(), good.trim());
    }
    for bad in [
        "",
        "12",
        "Ana 555-0100",
        "555-0100 Ana",
        "x x 214",
        "1111111111111111111111111",
        "312-555-0100 ext 214",
        "٣٣٣٣",
    ] {
        assert!(StaffPhone::parse(bad).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn no_word_fits_into_a_call_back(text in ".{0,30}") {
        if let Ok(phone) = StaffPhone::parse(&text) {
            prop_assert!(phone.as_str().chars().all(|c| !c.is_alphabetic() || c == 'x'));
        }
    }
}
