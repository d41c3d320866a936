//! Two plans for one person: what they said last holds, and what closes contact holds in any case.

use crate::any::{at, safe_contact};
use domain::safe_contact::{
    CameIn, ClosedBy, ContactWay, Recheck, SafeContact, SafeDay, SafeHours, SafeTime, TakenIn, Voicemail, ZoneName,
    takes_away,
};
use domain::text::PersonText;
use proptest::prelude::*;

fn text(text: &str) -> Option<PersonText> {
    PersonText::parse(text, 80).ok()
}

fn call(number: &str, said_at: i64) -> SafeContact {
    SafeContact {
        way: ContactWay::Call,
        number: text(number),
        times: [SafeTime::AnyTime].into(),
        words: text("about the survey"),
        ..SafeContact::do_not_contact(at(said_at))
    }
}

fn came(plan: SafeContact, written_at: i64) -> CameIn {
    CameIn { plan, written_at: at(written_at), forgotten_at: None, is_held: false }
}

fn taken(plan: SafeContact) -> TakenIn {
    TakenIn { plan: Some(plan), waits: false }
}

#[test]
fn an_older_number_that_somebody_else_answered_closes_the_later_one_and_takes_its_place_nowhere() {
    let (ours, theirs) = (call("555-0102", 2), call("555-0101", 0).closed(ClosedBy::SomeoneElse));
    let closed = SafeContact { closed_by: Some(ClosedBy::SomeoneElse), ..ours.clone() };
    assert_eq!(came(theirs.clone(), 5).onto(&ours), taken(closed));
    assert_eq!(came(theirs.clone(), 1).onto(&ours).plan, None, "ours was said after they wrote");
    assert_eq!(came(theirs.clone(), 5).onto(&call("555-0101", 0)), taken(theirs), "of the same number all of it");
}

#[test]
fn that_nobody_calls_takes_the_place_of_what_was_said_later_if_it_was_written_since() {
    let (ours, theirs) = (call("555-0102", 2), SafeContact::do_not_contact(at(1)));
    assert_eq!(came(theirs.clone(), 5).onto(&ours), taken(theirs.clone()));
    assert_eq!(came(theirs, 1).onto(&ours).plan, None);
}

#[test]
fn a_plan_without_the_number_it_needs_is_none_and_can_only_close() {
    let (ours, bare) = (call("555-0102", 2), SafeContact { number: None, ..call("", 9) });
    assert_eq!(came(bare.clone(), 9).onto(&ours).plan, None);
    let closed = came(bare.closed(ClosedBy::SomeoneElse), 9).onto(&ours);
    assert_eq!(closed, taken(ours.clone().closed(ClosedBy::SomeoneElse)));
    let visit = SafeContact { way: ContactWay::AtNextVisit, number: None, ..call("", 9) };
    assert_eq!(came(visit.clone(), 9).onto(&ours), taken(visit), "this one needs none");
}

#[test]
fn what_was_said_before_numbers_were_forgotten_brings_none_back_however_late_it_is_sent_on() {
    let (ours, theirs) = (call("555-0101", 0).without_numbers(), call("555-0102", 2));
    for (forgotten, is_without) in [(1, false), (2, true), (3, true), (4, true)] {
        let came = CameIn { forgotten_at: Some(at(forgotten)), ..came(theirs.clone(), 3) };
        let expected = if is_without { theirs.clone().without_numbers() } else { theirs.clone() };
        assert_eq!(came.onto(&ours), taken(expected), "forgotten at {forgotten}");
    }
    let since = call("555-0103", 5);
    let came = CameIn { forgotten_at: Some(at(4)), ..came(theirs.closed(ClosedBy::OneTry), 6) };
    assert_eq!(came.onto(&since), taken(since.closed(ClosedBy::OneTry)), "what was given since stays");
}

#[test]
fn under_a_hold_ours_is_closed_and_nothing_of_it_goes() {
    let ours = call("555-0101", 0);
    let held = |plan, written| CameIn { is_held: true, ..came(plan, written) }.onto(&ours);
    for (theirs, by) in [
        (call("555-0102", 2), ClosedBy::NewerWaits),
        (call("555-0102", 2).closed(ClosedBy::SomeoneElse), ClosedBy::SomeoneElse),
    ] {
        assert_eq!(held(theirs, 3), TakenIn { plan: Some(ours.clone().closed(by)), waits: true });
    }
    let never = held(SafeContact::do_not_contact(at(2)), 3);
    let kept = SafeContact { way: ContactWay::DoNotContact, last_checked: at(2), ..ours.clone() };
    assert_eq!(never, TakenIn { plan: Some(kept.clone()), waits: true });
    assert!(kept.number.is_some(), "it is called by nobody, and stands there");
    let more = SafeContact { code_word: text("blue kite"), last_checked: at(2), ..ours.clone() };
    assert_eq!(held(more.clone(), 3), taken(more), "what was left open is filled in");
}

#[test]
fn of_two_reasons_the_graver_stays() {
    use ClosedBy::*;
    for (first, then, stays) in [
        (OneTry, SomeoneElse, SomeoneElse),
        (SomeoneElse, OneTry, SomeoneElse),
        (NewerWaits, OneTry, OneTry),
        (OneTry, NewerWaits, OneTry),
        (SomeoneElse, Restored, Restored),
        (Restored, SomeoneElse, Restored),
    ] {
        assert_eq!(call("555-0101", 0).closed(first).closed(then).closed_by, Some(stays));
    }
}

proptest! {
    #[test]
    fn no_number_that_was_said_earlier_takes_the_place_of_a_later_one(
        ours in safe_contact(),
        theirs in safe_contact(),
        written in 0..40_i64,
        held: bool,
    ) {
        let came = CameIn { plan: theirs.clone(), written_at: at(written), forgotten_at: None, is_held: held };
        if let TakenIn { plan: Some(now), .. } = came.onto(&ours) {
            if theirs.last_checked < ours.last_checked {
                prop_assert!(now.number.is_none() || now.number == ours.number);
                prop_assert!(now.closed_by.is_some() || now.way == ContactWay::DoNotContact);
            }
            if held && now.way != ContactWay::DoNotContact {
                prop_assert!(!takes_away(&ours, &now));
            }
        }
    }

    #[test]
    fn the_same_said_again_takes_nothing_away_and_nothing_takes_a_number_unseen(
        before in safe_contact(),
        after in safe_contact(),
    ) {
        prop_assert!(!takes_away(&before, &before.clone().confirmed(at(7))));
        let goes = [
            before.number.is_some() && before.number != after.number,
            before.words.is_some() && before.words != after.words,
            before.code_word.is_some() && before.code_word != after.code_word,
            before.who_may_answer.is_some() && before.who_may_answer != after.who_may_answer,
        ];
        if goes.contains(&true) {
            prop_assert!(takes_away(&before, &after));
        }
    }
}

/// What is filled in takes nothing away; what is said otherwise, or taken out, does.
#[test]
fn of_each_part_only_what_was_said_before_can_be_taken_away() {
    type Say = fn(&mut SafeContact);
    let parts: [(Say, Say); 9] = [
        (|plan| plan.way = ContactWay::Call, |plan| plan.way = ContactWay::Text),
        (|plan| plan.number = text("555-0101"), |plan| plan.number = text("555-0102")),
        (|plan| plan.times = [SafeTime::Mornings].into(), |plan| plan.times = [SafeTime::Evenings].into()),
        (|plan| plan.days = [SafeDay::Monday].into(), |plan| plan.days = [SafeDay::Friday].into()),
        (|plan| plan.hours = SafeHours::new(9, 12), |plan| plan.hours = SafeHours::new(13, 15)),
        (|plan| plan.voicemail = Voicemail::NameOnly, |plan| plan.voicemail = Voicemail::Never),
        (|plan| plan.words = text("about the survey"), |plan| plan.words = text("about the quilt")),
        (|plan| plan.code_word = text("lantern"), |plan| plan.code_word = text("maple")),
        (|plan| plan.recheck = Recheck::Week, |plan| plan.recheck = Recheck::TwoWeeks),
    ];
    let silent = SafeContact::do_not_contact(at(0));
    for (number, (one, another)) in parts.into_iter().enumerate() {
        let with = |say: Say| {
            let mut plan = silent.clone();
            say(&mut plan);
            plan
        };
        let (said, other) = (with(one), with(another));
        assert!(!takes_away(&silent, &said), "part {number} is filled in");
        assert!(takes_away(&said, &other), "part {number} is said otherwise");
        assert!(takes_away(&said, &silent), "part {number} is taken out");
    }
    let zone = SafeContact { hours: SafeHours::new(9, 12), zone: ZoneName::parse("America/Chicago"), ..silent.clone() };
    let other = SafeContact { zone: ZoneName::parse("America/Denver"), ..zone.clone() };
    assert!(takes_away(&zone, &other), "the same hours by another clock");
    let who = SafeContact { who_may_answer: text("a neighbor"), ..silent.clone() };
    assert!(takes_away(&who, &silent) && !takes_away(&silent, &who));
}
