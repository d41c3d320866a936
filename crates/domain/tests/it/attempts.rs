//! What an attempt to reach a person may be, and what it does to their plan.

use crate::any::{DAY, NOW, at, one, safe_contact};
use domain::referral::AttemptResult;
use domain::safe_contact::{
    ClosedBy, ContactWay, NotSafe, PlanField, Recheck, SafeContact, SafeHours, SafeTime, Voicemail, contact_allowed,
};
use domain::text::PersonText;
use domain::time::Timestamp;
use proptest::prelude::*;

const ZONE: &str = "America/Chicago";

fn call() -> SafeContact {
    let number = PersonText::parse("555-0100", 40).ok();
    SafeContact { way: ContactWay::Call, number, times: [SafeTime::AnyTime].into(), ..SafeContact::do_not_contact(NOW) }
}

#[test]
fn a_first_name_is_left_only_on_a_call_where_they_said_so() {
    for (way, voicemail, expected) in [
        (ContactWay::Call, Voicemail::NameOnly, Ok(())),
        (ContactWay::Call, Voicemail::Never, Err(NotSafe::NoVoicemail)),
        (ContactWay::Text, Voicemail::NameOnly, Err(NotSafe::NoVoicemail)),
        (ContactWay::AtNextVisit, Voicemail::NameOnly, Err(NotSafe::NoVoicemail)),
    ] {
        let plan = SafeContact { way, voicemail, ..call() };
        assert_eq!(AttemptResult::LeftFirstName.allowed(&plan, ZONE, NOW), expected, "{way:?} {voicemail:?}");
    }
}

#[test]
fn what_closes_the_plan_can_always_be_said() {
    let closed = SafeContact { closed_by: Some(ClosedBy::OneTry), ..call() };
    for plan in [SafeContact::do_not_contact(NOW), closed, call()] {
        for result in [AttemptResult::SomeoneElse, AttemptResult::NotSafe] {
            assert_eq!(result.allowed(&plan, ZONE, at(400 * DAY)), Ok(()));
        }
    }
}

#[test]
fn an_attempt_in_a_safe_hour_can_be_written_down_within_the_next() {
    let ten_to_noon = SafeContact { hours: SafeHours::new(10, 12), ..call() };
    let on = |text: &str| {
        let zoned: jiff::ZonedDateTime = format!("{text}[{ZONE}]").parse().unwrap();
        let now = Timestamp::from_micros(zoned.timestamp().as_microsecond());
        let plan = SafeContact { last_checked: now, ..ten_to_noon.clone() };
        AttemptResult::Reached.allowed(&plan, ZONE, now)
    };
    assert_eq!(on("2026-11-23T11:59"), Ok(()));
    assert_eq!(on("2026-11-23T12:59"), Ok(()));
    assert_eq!(on("2026-11-23T13:00"), Err(NotSafe::OutsideHours));
    assert_eq!(on("2026-11-23T09:59"), Err(NotSafe::OutsideHours));
}

#[test]
fn one_try_is_all_where_they_want_to_be_asked_each_time() {
    let each_time = SafeContact { recheck: Recheck::EveryTime, ..call() };
    for result in [AttemptResult::Reached, AttemptResult::NoAnswer, AttemptResult::LeftFirstName] {
        assert_eq!(result.changes(&call(), NOW), None);
        let after = result.changes(&each_time, NOW).unwrap();
        assert_eq!(contact_allowed(&after, ContactWay::Call, ZONE, NOW), Err(NotSafe::OneTry));
    }
}

proptest! {
    #[test]
    fn after_someone_else_or_not_safe_nobody_is_contacted(plan in safe_contact(), way in one(ContactWay::ALL), later in 0..400 * DAY) {
        for result in [AttemptResult::SomeoneElse, AttemptResult::NotSafe] {
            let after = result.changes(&plan, NOW).unwrap_or_else(|| plan.clone());
            prop_assert!(contact_allowed(&after, way, ZONE, at(later)).is_err());
        }
    }

    #[test]
    fn an_attempt_never_opens_what_was_closed(plan in safe_contact(), result in one(AttemptResult::ALL), later in 0..40 * DAY) {
        let after = result.changes(&plan, NOW).unwrap_or_else(|| plan.clone());
        let allowed = |plan: &SafeContact| contact_allowed(plan, plan.way, ZONE, at(later)).is_ok();
        prop_assert!(allowed(&plan) || !allowed(&after));
    }

    #[test]
    fn someone_else_wipes_nothing(plan in safe_contact()) {
        if let Some(after) = AttemptResult::SomeoneElse.changes(&plan, NOW) {
            prop_assert_eq!(SafeContact { closed_by: plan.closed_by, ..after }, plan);
        }
    }
}

#[test]
fn what_an_older_copy_may_not_know_stays_doubtful_whatever_came_of_a_try() {
    for recheck in [Recheck::EveryTime, Recheck::Month] {
        let plan = SafeContact { closed_by: Some(ClosedBy::Restored), recheck, ..call() };
        for result in AttemptResult::ALL.iter().copied().filter(|result| *result != AttemptResult::NotSafe) {
            let after = result.changes(&plan, NOW).unwrap_or_else(|| plan.clone());
            assert!(after == plan, "{result:?}");
        }
    }
}

#[test]
fn nothing_masked_of_a_copy_that_was_put_back_is_shown() {
    let said = PersonText::parse("lantern", 40).ok();
    let plan = SafeContact { code_word: said.clone(), who_may_answer: said, ..call() };
    let restored = SafeContact { closed_by: Some(ClosedBy::Restored), ..plan.clone() };
    for field in PlanField::ALL {
        assert_eq!(field.may_be_shown(&plan, ZONE, NOW), Ok(()), "{field:?}");
        assert_eq!(field.may_be_shown(&restored, ZONE, NOW), Err(NotSafe::Restored), "{field:?}");
    }
    let closed = SafeContact { closed_by: Some(ClosedBy::SomeoneElse), ..plan };
    assert_eq!(PlanField::CodeWord.may_be_shown(&closed, ZONE, NOW), Ok(()), "it is for the person's own call");
    assert_eq!(PlanField::Number.may_be_shown(&closed, ZONE, NOW), Err(NotSafe::SomeoneElse));
}
