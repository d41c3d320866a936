//! Which parts of a plan were changed, and what can be dialed.

use crate::any::{NOW, at, safe_contact};
use domain::referral::{AttemptResult, Event};
use domain::safe_contact::{
    ClosedBy, ContactWay, HomeZone, PlanPart, Recheck, SafeContact, SafeDay, SafeHours, SafeTime, Voicemail,
    changed_parts, is_phone_number,
};
use domain::text::PersonText;
use proptest::prelude::*;

fn text(words: &str) -> PersonText {
    PersonText::parse(words, 120).unwrap()
}

fn plan() -> SafeContact {
    SafeContact { way: ContactWay::Call, number: Some(text("555-0100")), ..SafeContact::do_not_contact(NOW) }
}

type Change = fn(&mut SafeContact);

#[test]
fn each_part_that_differs_is_named_and_no_other() {
    let changes: [(Change, PlanPart); 10] = [
        (|p| p.way = ContactWay::Text, PlanPart::Way),
        (|p| p.number = None, PlanPart::Number),
        (|p| p.times = [SafeTime::Mornings].into(), PlanPart::Times),
        (|p| p.days = [SafeDay::Monday].into(), PlanPart::Times),
        (|p| p.hours = SafeHours::new(9, 12), PlanPart::Times),
        (|p| p.voicemail = Voicemail::NameOnly, PlanPart::Voicemail),
        (|p| p.words = Some(text("the survey")), PlanPart::Words),
        (|p| p.code_word = Some(text("lantern")), PlanPart::CodeWord),
        (|p| p.who_may_answer = Some(text("a neighbor")), PlanPart::WhoMayAnswer),
        (|p| p.recheck = Recheck::Week, PlanPart::Recheck),
    ];
    for (change, part) in changes {
        let mut after = plan().confirmed(at(60_000_000));
        change(&mut after);
        assert_eq!(changed_parts(&plan(), &after), [part]);
        assert_eq!(Event::parse("contact_changed", Some(part.code())), Ok(Event::ContactChanged(part)));
    }
}

#[test]
fn by_whose_clock_is_a_part_of_the_times_and_nothing_where_there_are_none() {
    let evenings = SafeContact { times: [SafeTime::Evenings].into(), ..plan() };
    let in_guam = |plan: &SafeContact| SafeContact { zone: Some(HomeZone::Guam.into()), ..plan.clone() };
    assert_eq!(changed_parts(&evenings, &in_guam(&evenings)), [PlanPart::Times]);
    assert_eq!(changed_parts(&plan(), &in_guam(&plan()).confirmed(at(60_000_000))), [PlanPart::Confirmed]);
}

#[test]
fn by_whose_clock_matters_where_either_plan_leaves_something_out() {
    let usual = SafeContact { times: [SafeTime::AnyTime].into(), ..plan() };
    let narrow = SafeContact { hours: SafeHours::new(9, 12), zone: Some(HomeZone::Guam.into()), ..usual.clone() };
    let in_guam = SafeContact { zone: Some(HomeZone::Guam.into()), ..usual.clone() };
    assert_eq!(changed_parts(&usual, &in_guam), [], "any time is any time by every clock");
    for (before, after) in [(&usual, &narrow), (&narrow, &usual)] {
        assert_eq!(changed_parts(before, after), [PlanPart::Times]);
    }
}

#[test]
fn a_plan_is_closed_once_and_again_only_for_another_reason() {
    let closed = |by| SafeContact { closed_by: by, voicemail: Voicemail::NameOnly, ..plan() };
    let (someone, one_try) = (Some(ClosedBy::SomeoneElse), Some(ClosedBy::OneTry));
    let said =
        |before, after| changed_parts(&SafeContact { voicemail: Voicemail::Never, ..closed(before) }, &closed(after));
    assert_eq!(said(None, someone), [PlanPart::Voicemail, PlanPart::Closed]);
    assert_eq!(said(one_try, someone), [PlanPart::Voicemail, PlanPart::Closed]);
    assert_eq!(said(someone, someone), [PlanPart::Voicemail], "it was closed before");
    assert_eq!(said(someone, None), [PlanPart::Voicemail]);
    assert_eq!(said(None, None), [PlanPart::Voicemail]);
}

#[test]
fn what_is_said_again_is_confirmed_and_what_was_not_said_is_nothing() {
    assert_eq!(changed_parts(&plan(), &plan()), []);
    assert_eq!(changed_parts(&plan(), &plan().confirmed(at(60_000_000))), [PlanPart::Confirmed]);
    let closed = SafeContact { closed_by: Some(ClosedBy::SomeoneElse), ..plan() };
    assert_eq!(changed_parts(&closed, &closed.clone().confirmed(NOW)), [PlanPart::Confirmed]);
}

#[test]
fn an_attempt_that_closes_or_wipes_the_plan_says_which_part_of_it() {
    let after = |result: AttemptResult| result.changes(&plan(), at(60_000_000)).unwrap();
    assert_eq!(changed_parts(&plan(), &after(AttemptResult::SomeoneElse)), [PlanPart::Closed]);
    assert_eq!(changed_parts(&plan(), &after(AttemptResult::NotSafe)), [PlanPart::Way, PlanPart::Number]);
}

#[test]
fn seven_to_fifteen_digits_with_the_usual_signs_can_be_dialed() {
    for number in [
        "555-0100",
        "(312) 555-0166",
        "+1 312 555 0166",
        "312.555.0166",
        "312/555/0166",
        "+52 1 55 1234 5678",
        "(312) 555-0166 ext. 12",
        "3125550166x4",
        "312-555-0166 #7",
        "312 555 0166, extensión 7",
        "123456789012345",
    ] {
        assert!(is_phone_number(&text(number)), "{number}");
    }
    for other in [
        "abc",
        "555-010",
        "1234567890123456",
        "call Ana 312 555 0166",
        "312 555 0166 ext.",
        "x12",
        "----",
        "5550100 at night",
    ] {
        assert!(!is_phone_number(&text(other)), "{other}");
    }
}

proptest! {
    #[test]
    fn two_plans_that_differ_never_pass_for_the_same(before in safe_contact(), after in safe_contact()) {
        let named = changed_parts(&before, &after);
        // A plan that is opened again without a new date does not happen, and a clock alone says nothing; everything else
        // that differs has a name.
        let (last_checked, closed_by, zone) = (before.last_checked, before.closed_by, before.zone.clone());
        let same = SafeContact { last_checked, closed_by, zone, ..after.clone() } == before;
        if !same {
            prop_assert!(!named.is_empty() && !named.contains(&PlanPart::Confirmed));
        }
        prop_assert_eq!(changed_parts(&before, &before), []);
    }
}
