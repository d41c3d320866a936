//! What a message says about a person is computed from the message, so nothing can be left unsaid to the gate.

use crate::any::{
    NOW, card, ending_body, letter_body, message, opened_body, plan_line_body, referral_body, safe_contact,
    status_body, words,
};
use domain::message::{Body, Message, MessageKind, ReferralBody};
use domain::referral::{ClinicianWish, Direction, PersonCard, VisitWishes};
use domain::release::{Element, Purpose};
use domain::safe_contact::{ContactWay, HomeZone, Recheck, SafeContact, SafeDay, SafeHours, SafeTime, Voicemail};
use domain::service::Service;
use domain::text::{Label, PersonText};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A person who shares nothing but that they ask to be connected.
fn silent() -> ReferralBody {
    ReferralBody {
        direction: Direction::ToAdvocacy,
        handoff: domain::referral::Handoff::CallTogether,
        urgency: domain::referral::Urgency::Today,
        language: "und".to_owned(),
        sender_name: Label::parse("Rosa").unwrap(),
        card: PersonCard {
            name: None,
            safe_contact: SafeContact::do_not_contact(NOW),
            needs: BTreeSet::new(),
            visit: None,
            note: None,
        },
        until: NOW,
    }
}

fn text() -> Option<PersonText> {
    Some(PersonText::parse("x", 40).unwrap())
}

#[test]
fn each_thing_that_is_said_names_its_element() {
    type Say = fn(&mut ReferralBody);
    let said: &[(Say, &[Element])] = &[
        (|_| {}, &[]),
        (|b| b.card.name = text(), &[Element::Name]),
        (|b| b.card.safe_contact.number = text(), &[Element::Contact]),
        (|b| b.card.safe_contact.way = ContactWay::Call, &[Element::ContactPlan]),
        (|b| b.card.safe_contact.way = ContactWay::AtNextVisit, &[Element::ContactPlan]),
        (|b| b.card.safe_contact.words = text(), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.who_may_answer = text(), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.times.extend([SafeTime::Mornings]), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.voicemail = Voicemail::NameOnly, &[Element::ContactPlan]),
        (|b| b.card.safe_contact.code_word = text(), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.zone = Some(HomeZone::Guam.into()), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.days.extend([SafeDay::Monday]), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.hours = SafeHours::new(8, 9), &[Element::ContactPlan]),
        (|b| b.card.safe_contact.recheck = Recheck::Week, &[Element::ContactPlan]),
        (|b| b.card.needs.extend([Service::Shelter]), &[Element::Needs]),
        (|b| b.card.needs.extend([Service::SubstanceUse]), &[Element::Needs, Element::SubstanceUse]),
        (|b| b.language = "es".to_owned(), &[Element::Language]),
        (|b| b.card.note = text(), &[Element::Note]),
        (
            |b| {
                b.card.visit = Some(VisitWishes {
                    interpreter: false,
                    clinician: ClinicianWish::Any,
                    cost_worry: false,
                    ask_before_statement: true,
                    plan_only: false,
                    not_to_payer: false,
                })
            },
            &[Element::VisitWishes],
        ),
    ];
    for (say, elements) in said {
        let mut body = silent();
        say(&mut body);
        let mut expected: BTreeSet<_> = elements.iter().copied().collect();
        expected.insert(Element::Request);
        assert_eq!(message(Body::Referral(Box::new(body))).elements(), expected);
    }
}

proptest! {
    #[test]
    fn a_message_says_something_exactly_when_its_element_is_named(body in referral_body(Direction::ToHealthCenter)) {
        let elements = message(Body::Referral(Box::new(body.clone()))).elements();
        let (card, plan) = (&body.card, &body.card.safe_contact);
        let untouched = SafeContact { number: plan.number.clone(), ..SafeContact::do_not_contact(plan.last_checked) };
        for (element, said) in [
            (Element::Request, true),
            (Element::Name, card.name.is_some()),
            (Element::Contact, plan.number.is_some()),
            (Element::ContactPlan, *plan != untouched),
            (Element::Needs, !card.needs.is_empty()),
            (Element::Language, body.language != "und"),
            (Element::VisitWishes, card.visit.is_some()),
            (Element::Note, card.note.is_some()),
            (Element::Attendance, false),
            (Element::SubstanceUse, card.needs.contains(&Service::SubstanceUse)),
        ] {
            prop_assert_eq!(elements.contains(&element), said, "{:?}", element);
        }
    }

    #[test]
    fn a_changed_plan_says_that_there_is_one_and_a_number_where_it_has_one(plan in safe_contact()) {
        let said = message(Body::ContactChanged(Box::new(plan.clone())));
        prop_assert!(said.elements().contains(&Element::ContactPlan));
        prop_assert_eq!(said.elements().contains(&Element::Contact), plan.number.is_some());
        prop_assert_eq!(said.elements().len(), 1 + usize::from(plan.number.is_some()));
        prop_assert_eq!((said.purpose(), said.body.kind()), (Purpose::WarmReferral, MessageKind::ContactChanged));
    }

    #[test]
    fn a_status_says_attendance_and_nothing_else(body in status_body()) {
        let said = message(body);
        prop_assert_eq!(said.elements(), BTreeSet::from([Element::Attendance]));
        prop_assert_eq!((said.purpose(), said.body.kind()), (Purpose::Feedback, MessageKind::Status));
    }

    #[test]
    fn a_line_of_the_plan_and_a_message_say_that_they_are_one_and_whether_they_are_about_substance_use(
        line in plan_line_body(NOW), letter in letter_body(NOW)
    ) {
        for (body, element) in [(line, Element::CarePlan), (letter, Element::Messages)] {
            let substance_use = match &body {
                Body::PlanLine(shared) => shared.content.is_part2(),
                Body::Letter(letter) => letter.substance_use,
                _ => false,
            };
            let said = message(body);
            let more = substance_use.then_some(Element::SubstanceUse);
            prop_assert_eq!(said.elements(), more.into_iter().chain([element]).collect::<BTreeSet<_>>());
            prop_assert_eq!(said.purpose(), Purpose::CoordinatedCare);
            let json = serde_json::to_vec(&said).unwrap();
            prop_assert_eq!(serde_json::from_slice::<Message>(&json).unwrap(), said);
        }
    }

    #[test]
    fn a_staff_receipt_and_the_words_that_end_sharing_say_nothing_about_the_person(
        opened in opened_body(), ending in ending_body()
    ) {
        prop_assert!(ending.kind().ends_sharing() && !opened.kind().ends_sharing());
        for body in [opened, ending] {
            let said = message(body);
            prop_assert!(said.elements().is_empty());
            let json = serde_json::to_vec(&said).unwrap();
            prop_assert_eq!(serde_json::from_slice::<Message>(&json).unwrap(), said);
        }
    }

    #[test]
    fn a_message_arrives_as_it_was_written(card in card(), note in words()) {
        let card = PersonCard { note: Some(note), ..card };
        let said = message(Body::Referral(Box::new(ReferralBody { card, ..silent() })));
        let json = serde_json::to_vec(&said).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Message>(&json).unwrap(), said);
    }
}

#[test]
fn a_message_whose_language_is_not_a_language_is_not_read() {
    let said = message(Body::Referral(Box::new(silent())));
    let json = serde_json::to_string(&said).unwrap();
    assert!(serde_json::from_str::<Message>(&json).is_ok());
    let hostile = json.replace("\"und\"", "\"Ana Quetzal, 555-0100\"");
    let error = serde_json::from_str::<Message>(&hostile).unwrap_err().to_string();
    assert!(!error.contains("Quetzal"), "{error}");
}
