//! Small rules beside the large ones: what a plan for care must hold, what of a signature is kept, what a plan shows.

use crate::any::{NOW, PARTNER};
use domain::care_plan::{Line, PrivateNote};
use domain::ids::{MemberId, PartnershipId, ReferralId};
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signed, Signing, What};
use domain::release::draft::{Draft, NotAnswered, Terms, offered};
use domain::release::signer::Claim;
use domain::release::{Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::safe_contact::{PlanField, Recheck, SafeContact, SafeDay, SafeHours, SafeTime, ZoneName};
use domain::text::PersonText;
use domain::time::Days;
use std::collections::BTreeSet;

const WITH: PartnershipId = PartnershipId::from_bytes([21; 16]);

fn text(words: &str) -> PersonText {
    PersonText::parse(words, 80).unwrap()
}

fn terms(purpose: Purpose, longest: Days) -> Terms {
    Terms {
        offered: offered(purpose, true),
        recipients: vec![(WITH, PARTNER)],
        longest,
        time_zone: "UTC".into(),
        minor_alone_from: None,
        adult_from: 18,
        now: NOW,
    }
}

/// A draft for this purpose in which these were ticked, or why they could not be.
fn ticked(purpose: Purpose, elements: &[Element]) -> Result<Draft, NotAnswered> {
    let terms = terms(purpose, Days(30));
    let mut draft = Draft::begin(purpose, ReferralId::from_bytes([8; 16]));
    draft.answer(Answer::OtherWay(OtherWay::GoOn), &terms)?;
    let elements = elements.iter().copied().collect();
    draft.answer(Answer::What(What { elements, part2_consent: true }), &terms)?;
    Ok(draft)
}

#[test]
fn a_release_to_plan_together_names_the_plan_or_the_messages() {
    use Element::{CarePlan, Messages, SubstanceUse};
    use Purpose::CoordinatedCare;
    assert_eq!(ticked(CoordinatedCare, &[]).err(), Some(NotAnswered::NothingTicked));
    assert_eq!(ticked(CoordinatedCare, &[SubstanceUse]).err(), Some(NotAnswered::NothingTicked), "of nothing");
    for enough in [&[CarePlan][..], &[Messages], &[CarePlan, Messages], &[Messages, SubstanceUse]] {
        assert!(ticked(CoordinatedCare, enough).is_ok(), "{enough:?}");
    }
    assert!(ticked(Purpose::Feedback, &[Element::Attendance]).is_ok(), "which has neither");
}

#[test]
fn a_release_may_last_as_long_as_the_longest_and_no_second_longer() {
    let mut draft = ticked(Purpose::WarmReferral, &[Element::Request]).unwrap();
    let terms = terms(Purpose::WarmReferral, Days(30));
    draft.answer(Answer::Who(WITH), &terms).unwrap();
    draft.answer(Answer::Why(Purpose::WarmReferral), &terms).unwrap();
    let longest = NOW.plus_days(Days(30));
    draft.answer(Answer::HowLong(Life::Until(longest), false), &terms).unwrap();
    let too_long = Answer::HowLong(Life::Until(longest.plus_seconds(1)), false);
    assert_eq!(draft.answer(too_long, &terms), Err(NotAnswered::TooLong));
}

/// A signature by this method, in which everything stands that any method keeps.
fn signing(method: SignatureMethod) -> Signing {
    Signing {
        claim: Claim {
            role: SignerRole::Survivor,
            is_not_abuser: true,
            presence: Presence::InPerson,
            age: None,
            parent_signs: false,
            court_paper_seen: false,
            is_of_age: true,
            minor_signs: true,
        },
        method,
        name: Some(text("Canary Quetzal")),
        second: None,
        drawing: Some("M0 0L1 1".to_owned()),
        place: Some(text("blue binder")),
        signed_on: None,
        witness: MemberId::from_bytes([7; 16]),
    }
}

fn signed(method: SignatureMethod) -> Signed {
    signed_as(signing(method))
}

fn signed_as(signing: Signing) -> Signed {
    let mut draft = ticked(Purpose::WarmReferral, &[Element::Request]).unwrap();
    let terms = terms(Purpose::WarmReferral, Days(30));
    for answer in [
        Answer::Who(WITH),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(Life::Days(Days(1)), false),
        Answer::Rights(Rights { informed: true, language: Language::Es.into(), interpreted: false }),
        Answer::Signature(signing),
    ] {
        draft.answer(answer, &terms).unwrap();
    }
    draft.signed().unwrap().clone()
}

#[test]
fn of_a_signature_only_what_its_own_method_leaves_is_kept() {
    let (drawn, typed, paper) =
        (signed(SignatureMethod::Drawn), signed(SignatureMethod::Typed), signed(SignatureMethod::Paper));
    assert_eq!((drawn.drawing.is_some(), drawn.place.is_some()), (true, false));
    assert_eq!((typed.drawing.is_some(), typed.place.is_some()), (false, false));
    assert_eq!((paper.drawing.is_some(), paper.place.is_some()), (false, true));
}

#[test]
fn a_second_name_stands_only_beside_a_minors() {
    let typed = || Signing { second: Some(text("Tanager")), ..signing(SignatureMethod::Typed) };
    assert!(signed_as(typed()).second.is_none(), "typed before the role was changed");
    let claim = Claim { role: SignerRole::MinorWithParent, parent_signs: true, is_of_age: false, ..typed().claim };
    assert_eq!(signed_as(Signing { claim, ..typed() }).second.as_ref().map(PersonText::reveal), Some("Tanager"));
}

#[test]
fn the_debug_of_an_answer_says_nothing() {
    let what = What { elements: BTreeSet::from([Element::Note]), part2_consent: true };
    assert_eq!(format!("{what:?}"), "What");
    assert_eq!(format!("{:?}", signing(SignatureMethod::Typed)), "Signing");
    assert_eq!(format!("{:?}", signed(SignatureMethod::Typed)), "Signed");
    assert_eq!(format!("{:?}", ZoneName::parse("America/Denver").unwrap()), "ZoneName");
}

#[test]
fn a_line_says_whether_it_is_about_substance_use_and_a_note_is_read_as_it_was_kept() {
    for about in [false, true] {
        assert_eq!(Line::Goal { words: text("rest"), substance_use: about }.is_part2(), about);
    }
    assert_eq!(PrivateNote::keep(text("before ten")).read_here(), "before ten");
}

fn plan() -> SafeContact {
    SafeContact {
        number: Some(text("555-0100")),
        code_word: Some(text("bluebird")),
        who_may_answer: Some(text("a sister")),
        ..SafeContact::do_not_contact(NOW)
    }
}

#[test]
fn each_masked_part_of_a_plan_is_its_own_and_a_code_word_reaches_nobody() {
    use PlanField::{CodeWord, Number, WhoMayAnswer};
    for (field, stands, reaches) in
        [(Number, "555-0100", true), (CodeWord, "bluebird", false), (WhoMayAnswer, "a sister", true)]
    {
        assert_eq!(field.of(&plan()).map(PersonText::reveal), Some(stands));
        assert_eq!(field.reaches_somebody(), reaches, "{}", field.code());
    }
}

#[test]
fn safe_hours_of_any_kind_keep_the_zone_they_were_made_in() {
    let zone = |plan: SafeContact| plan.in_zone("America/Denver").zone.map(|zone| zone.as_str().to_owned());
    let denver = Some("America/Denver".to_owned());
    assert_eq!(zone(plan()), None, "without hours no zone is told");
    assert_eq!(zone(SafeContact { times: BTreeSet::from([SafeTime::AnyTime]), ..plan() }), None);
    assert_eq!(zone(SafeContact { times: BTreeSet::from([SafeTime::Evenings]), ..plan() }), denver);
    assert_eq!(zone(SafeContact { days: BTreeSet::from([SafeDay::Monday]), ..plan() }), denver);
    let hours = SafeHours::new(9, 12).unwrap();
    assert_eq!((hours.from(), hours.until()), (9, 12));
    assert_eq!(zone(SafeContact { hours: Some(hours), ..plan() }), denver);
}

#[test]
fn a_plan_that_is_asked_again_as_usual_reads_as_one_from_before_that_was_a_choice() {
    let usual = serde_json::to_value(SafeContact { recheck: Recheck::Month, ..plan() }).unwrap();
    assert!(usual.get("recheck").is_none());
    let weekly = SafeContact { recheck: Recheck::Week, ..plan() };
    let written = serde_json::to_string(&weekly).unwrap();
    assert_eq!(serde_json::from_str::<SafeContact>(&written).unwrap().recheck, Recheck::Week);
}
