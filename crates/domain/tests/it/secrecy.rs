//! `Debug` says nothing about a person, so no log, panic or error can.

use crate::any::{NOW, OURS, PARTNER, message};
use domain::care_plan::{Letter, Line, PrivateNote, SharedLine};
use domain::gate::{Basis, clear};
use domain::ids::{CrossingId, LineId, ReferralId};
use domain::message::{Body, ReferralBody};
use domain::org::{Funding, OrgKind};
use domain::referral::{
    Bank, ClinicianWish, Direction, Handoff, PersonCard, Referral, Status, Told, Urgency, VisitWishes,
};
use domain::release::{Purpose, RecordedAgreement};
use domain::safe_contact::{ContactWay, SafeContact, SafeTime, Voicemail};
use domain::service::Service;
use domain::text::{Label, PersonText};
use domain::time::Days;
use std::collections::BTreeSet;
use std::fmt::Debug;

fn planted() -> PersonText {
    PersonText::parse("Canary Quetzal 555-0199", 80).unwrap()
}

fn plan() -> SafeContact {
    SafeContact {
        way: ContactWay::Text,
        number: Some(planted()),
        times: BTreeSet::from([SafeTime::Evenings]),
        voicemail: Voicemail::NameOnly,
        words: Some(planted()),
        who_may_answer: Some(planted()),
        code_word: Some(planted()),
        ..SafeContact::do_not_contact(NOW)
    }
}

fn card() -> PersonCard {
    let visit = VisitWishes {
        interpreter: true,
        clinician: ClinicianWish::Woman,
        cost_worry: true,
        ask_before_statement: true,
        plan_only: false,
        not_to_payer: false,
    };
    let needs = BTreeSet::from([Service::Shelter, Service::Legal]);
    PersonCard { name: Some(planted()), safe_contact: plan(), needs, visit: Some(visit), note: Some(planted()) }
}

fn body() -> ReferralBody {
    ReferralBody {
        direction: Direction::ToAdvocacy,
        handoff: Handoff::AdvocateReachesOut,
        urgency: Urgency::Today,
        language: "mam".to_owned(),
        sender_name: Label::parse("Rosa").unwrap(),
        card: card(),
        until: NOW.plus_days(Days(1)),
    }
}

fn referral() -> Referral {
    Referral {
        id: ReferralId::from_bytes([8; 16]),
        org: OURS,
        crossing: CrossingId::from_bytes([6; 16]),
        bank: Bank::Sender,
        partner: PARTNER,
        direction: Direction::ToAdvocacy,
        handoff: Handoff::CallTogether,
        urgency: Urgency::Today,
        language: "mam".to_owned(),
        do_not_contact: true,
        sender_name: "Rosa".to_owned(),
        status: Status::Connected,
        assigned: None,
        created_at: NOW,
        answer_by: NOW,
        day_by: NOW,
        delivered_at: None,
        changed_at: NOW,
        version: 1,
    }
}

/// Everything planted above, in every spelling a derived `Debug` would give it.
const PLANTED: &[&str] = &[
    "Canary",
    "Quetzal",
    "0199",
    "mam",
    "Evenings",
    "evenings",
    "Text",
    "Shelter",
    "shelter",
    "Legal",
    "Woman",
    "Today",
    "Connected",
    "ServiceUsed",
    "service_used",
    "NameOnly",
];

#[track_caller]
fn says(value: &impl Debug, expected: &str) {
    for said in [format!("{value:?}"), format!("{value:#?}")] {
        for secret in PLANTED {
            let said = said.replace("PersonText", "");
            assert!(!said.contains(secret), "{secret} in {said}");
        }
    }
    assert_eq!(format!("{value:?}"), expected);
}

#[test]
fn the_debug_of_what_is_about_a_person_is_its_name() {
    says(&planted(), "PersonText");
    says(&plan(), "SafeContact");
    says(&card(), "PersonCard");
    says(&card().visit.unwrap(), "VisitWishes");
    says(&body(), "ReferralBody");
    says(&Body::Referral(Box::new(body())), "Body(referral)");
    says(&Body::Status { told: Told::ServiceUsed }, "Body(status)");
    let goal = Line::Goal { words: planted(), substance_use: true };
    says(&goal, "Line");
    says(&PrivateNote::keep(planted()), "PrivateNote");
    let (by, until) = (Label::parse("Rosa").unwrap(), NOW);
    let line = LineId::from_bytes([9; 16]);
    let shared = SharedLine { line, content: goal, by: by.clone(), until };
    says(&shared, "SharedLine");
    says(&Body::PlanLine(Box::new(shared)), "Body(plan_line)");
    let letter = Letter { words: planted(), by, until, substance_use: true, beside: Purpose::CoordinatedCare };
    says(&letter, "Letter");
    says(&Body::Letter(Box::new(letter)), "Body(letter)");
    says(&referral(), "Referral(08080808080808080808080808080808)");
}

#[test]
fn neither_a_message_nor_what_the_gate_cleared_says_who_or_what() {
    let said = message(Body::Referral(Box::new(body())));
    let agreement = RecordedAgreement {
        holder: OURS,
        recipient: PARTNER,
        elements: said.elements(),
        purpose: Purpose::WarmReferral,
        recorded_by: domain::ids::MemberId::from_bytes([7; 16]),
        agreed_at: NOW,
        expires_at: NOW.plus_days(Days(1)),
        revoked_at: None,
    };
    let from = crate::any::discloser(OrgKind::HealthCenter, &[Funding::Hrsa330], Days(30));
    let cleared = clear(said.clone(), &from, Basis::Agreement(&agreement), NOW).unwrap();
    for shown in [format!("{said:?}"), format!("{cleared:?}")] {
        for secret in PLANTED {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

#[test]
fn an_error_while_reading_a_list_does_not_repeat_what_was_read() {
    for error in [
        serde_json::from_str::<Service>("\"Canary Quetzal\"").unwrap_err().to_string(),
        serde_json::from_str::<ContactWay>("\"Canary Quetzal\"").unwrap_err().to_string(),
        Service::parse("Canary Quetzal").unwrap_err().to_string(),
        format!("{:?}", Told::parse("Canary Quetzal").unwrap_err()),
        format!("{:?}", Status::parse("closed", Some("Canary Quetzal")).unwrap_err()),
    ] {
        assert!(!error.contains("Canary"), "{error}");
    }
}
