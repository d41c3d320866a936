//! What a message says about a person is computed from the message, so nothing can be left unsaid to the gate.

use crate::any::{NOW, card, message, opened_body, referral_body, status_body, words};
use domain::message::{Body, Message, MessageKind, ReferralBody};
use domain::referral::{ClinicianWish, Direction, PersonCard, VisitWishes};
use domain::release::{Element, Purpose};
use domain::safe_contact::{ContactWay, SafeContact, SafeTime, Voicemail};
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
        part2_notice: false,
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
    fn a_status_says_attendance_and_nothing_else(body in status_body()) {
        let said = message(body);
        prop_assert_eq!(said.elements(), BTreeSet::from([Element::Attendance]));
        prop_assert_eq!((said.purpose(), said.body.kind()), (Purpose::Feedback, MessageKind::Status));
    }

    #[test]
    fn a_stop_and_a_staff_receipt_say_nothing_about_the_person(body in opened_body()) {
        for (body, kind) in [(body, MessageKind::Opened), (Body::Stop, MessageKind::Stop)] {
            let said = message(body);
            prop_assert_eq!((said.elements().len(), said.body.kind()), (0, kind));
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
