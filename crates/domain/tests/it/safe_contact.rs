//! A person is reached only in the way, at the times and as freshly as they said.

use crate::any::{DAY, at, one, safe_contact};
use domain::safe_contact::{ContactWay, NotSafe, RECHECK_AFTER, SafeContact, SafeTime, Voicemail, contact_allowed};
use domain::text::PersonText;
use domain::time::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

const CHICAGO: &str = "America/Chicago";

/// A moment as the clock on the wall shows it.
fn local(text: &str, zone: &str) -> Timestamp {
    let zoned: jiff::ZonedDateTime = format!("{text}[{zone}]").parse().unwrap();
    Timestamp::from_micros(zoned.timestamp().as_microsecond())
}

fn plan(way: ContactWay, times: &[SafeTime], last_checked: Timestamp) -> SafeContact {
    SafeContact {
        way,
        number: Some(PersonText::parse("555-0100", 80).unwrap()),
        times: times.iter().copied().collect(),
        voicemail: Voicemail::Never,
        words: None,
        who_may_answer: None,
        last_checked,
    }
}

fn call(times: &[SafeTime], zone: &str, when: &str) -> Result<(), NotSafe> {
    let now = local(when, zone);
    contact_allowed(&plan(ContactWay::Call, times, now), ContactWay::Call, zone, now)
}

#[test]
fn the_safe_hours_are_those_on_the_persons_wall() {
    use SafeTime::*;
    let (yes, no) = (Ok(()), Err(NotSafe::OutsideHours));
    for (times, when, expected) in [
        // 2026-11-23 is a Monday.
        (&[][..], "2026-11-23T03:00", yes),
        (&[Mornings], "2026-11-23T07:59:59", no),
        (&[Mornings], "2026-11-23T08:00", yes),
        (&[Mornings], "2026-11-23T11:59:59", yes),
        (&[Mornings], "2026-11-23T12:00", no),
        (&[Afternoons], "2026-11-23T12:00", yes),
        (&[Afternoons], "2026-11-23T17:00", no),
        (&[Evenings], "2026-11-23T17:00", yes),
        (&[Evenings], "2026-11-23T20:59:59", yes),
        (&[Evenings], "2026-11-23T21:00", no),
        (&[Mornings, Evenings], "2026-11-23T13:00", no),
        (&[Mornings, Evenings], "2026-11-23T18:00", yes),
        (&[Weekdays], "2026-11-27T23:59", yes),
        (&[Weekdays], "2026-11-28T00:00", no),
        (&[Weekends], "2026-11-28T00:00", yes),
        (&[Weekends], "2026-11-29T23:59", yes),
        (&[Weekends], "2026-11-30T00:00", no),
        (&[Weekdays, Weekends], "2026-11-28T03:00", yes),
        (&[Weekends, Mornings], "2026-11-28T09:00", yes),
        (&[Weekends, Mornings], "2026-11-27T09:00", no),
        (&[Weekends, Mornings], "2026-11-28T13:00", no),
    ] {
        assert_eq!(call(times, CHICAGO, when), expected, "{times:?} at {when}");
    }
}

#[test]
fn safe_hours_follow_the_change_to_and_from_summer_time() {
    use SafeTime::Mornings;
    let (yes, no) = (Ok(()), Err(NotSafe::OutsideHours));
    // The clocks of Chicago went forward on 2026-03-08 and went back on 2026-11-01; Phoenix knows no summer time.
    for (zone, utc, expected) in [
        (CHICAGO, "2026-03-07T13:30", no),
        (CHICAGO, "2026-03-08T13:30", yes),
        (CHICAGO, "2026-03-08T17:30", no),
        (CHICAGO, "2026-10-31T13:30", yes),
        (CHICAGO, "2026-11-01T13:30", no),
        (CHICAGO, "2026-11-01T17:30", yes),
        ("America/Phoenix", "2026-03-07T15:30", yes),
        ("America/Phoenix", "2026-03-08T15:30", yes),
        ("America/Phoenix", "2026-07-01T14:59", no),
    ] {
        let now = local(utc, "UTC");
        let allowed = contact_allowed(&plan(ContactWay::Call, &[Mornings], now), ContactWay::Call, zone, now);
        assert_eq!(allowed, expected, "{utc} UTC in {zone}");
    }
}

#[test]
fn a_weekday_in_guam_is_not_the_weekday_in_greenwich() {
    let friday_evening_in_greenwich = local("2026-11-27T20:00", "UTC");
    let weekdays = plan(ContactWay::Call, &[SafeTime::Weekdays], friday_evening_in_greenwich);
    let ask = |zone| contact_allowed(&weekdays, ContactWay::Call, zone, friday_evening_in_greenwich);
    assert_eq!(ask("UTC"), Ok(()));
    assert_eq!(ask("Pacific/Guam"), Err(NotSafe::OutsideHours), "it is Saturday there");
    assert_eq!(ask("Pacific/Honolulu"), Ok(()), "it is still Friday there");
}

#[test]
fn nobody_calls_when_nobody_knows_what_time_it_is_there() {
    let now = local("2026-11-23T09:00", "UTC");
    for zone in ["", "America/Atlantis", "EST/Chicago", "../UTC", "CST6CDT,M3.2.0,M11.1.0 "] {
        let mornings = plan(ContactWay::Call, &[SafeTime::Mornings], now);
        assert_eq!(contact_allowed(&mornings, ContactWay::Call, zone, now), Err(NotSafe::OutsideHours), "{zone}");
        let any_time = plan(ContactWay::Call, &[], now);
        assert_eq!(contact_allowed(&any_time, ContactWay::Call, zone, now), Ok(()), "any time is any time: {zone}");
    }
}

#[test]
fn a_plan_is_asked_about_again_after_thirty_days() {
    let checked = local("2026-11-01T10:00", CHICAGO);
    let fresh = plan(ContactWay::Call, &[], checked);
    let on = |now| contact_allowed(&fresh, ContactWay::Call, CHICAGO, now);
    let last = checked.plus_days(RECHECK_AFTER);
    assert_eq!(on(last), Ok(()));
    assert_eq!(on(Timestamp::from_micros(last.micros() + 1)), Err(NotSafe::NotChecked));
}

#[test]
fn a_plan_from_the_far_future_was_never_checked() {
    let now = at(0);
    let on = |checked| contact_allowed(&plan(ContactWay::Text, &[], checked), ContactWay::Text, "UTC", now);
    assert_eq!(on(at(DAY)), Ok(()), "the partner's clock may be a little ahead");
    assert_eq!(on(at(DAY + 1)), Err(NotSafe::NotChecked));
    assert_eq!(on(Timestamp::from_micros(i64::MAX)), Err(NotSafe::NotChecked));
}

#[test]
fn only_the_way_they_named_is_safe() {
    let now = at(0);
    for named in ContactWay::ALL {
        for asked in ContactWay::ALL {
            let answer = contact_allowed(&plan(*named, &[], now), *asked, "UTC", now);
            let expected = if [named, asked].contains(&&ContactWay::DoNotContact) {
                Err(NotSafe::DoNotContact)
            } else if named != asked {
                Err(NotSafe::OtherWay)
            } else {
                Ok(())
            };
            assert_eq!(answer, expected, "named {named:?}, asked {asked:?}");
        }
    }
}

#[test]
fn a_call_or_a_text_needs_a_number_and_a_visit_does_not() {
    let now = at(0);
    for (way, expected) in [
        (ContactWay::Call, Err(NotSafe::NoNumber)),
        (ContactWay::Text, Err(NotSafe::NoNumber)),
        (ContactWay::AtNextVisit, Ok(())),
    ] {
        let numberless = SafeContact { number: None, ..plan(way, &[], now) };
        assert_eq!(contact_allowed(&numberless, way, "UTC", now), expected, "{way:?}");
    }
}

#[test]
fn nobody_is_contacted_unless_they_say_so() {
    let now = at(0);
    let default = SafeContact::do_not_contact(now);
    assert_eq!((default.voicemail, default.times.len()), (Voicemail::Never, 0));
    for way in ContactWay::ALL {
        assert_eq!(contact_allowed(&default, *way, "UTC", now), Err(NotSafe::DoNotContact));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn whatever_is_allowed_was_named_is_fresh_and_has_a_number(
        plan in safe_contact(), way in one(ContactWay::ALL), now in any::<i64>(), near in -40 * DAY..40 * DAY, far: bool
    ) {
        let now = if far { Timestamp::from_micros(now) } else { at(near) };
        if contact_allowed(&plan, way, CHICAGO, now).is_ok() {
            prop_assert!(plan.way == way && way != ContactWay::DoNotContact);
            prop_assert!(plan.number.is_some() || way == ContactWay::AtNextVisit);
            prop_assert!(now <= plan.last_checked.plus_days(RECHECK_AFTER));
        }
    }

    #[test]
    fn naming_more_hours_of_a_kind_never_makes_a_safe_hour_unsafe(
        plan in safe_contact(), more in one(SafeTime::ALL), minute in 0..20_160_i64
    ) {
        use SafeTime::*;
        let of_kind = if matches!(more, Weekdays | Weekends) { vec![Weekdays, Weekends] } else {
            vec![Mornings, Afternoons, Evenings]
        };
        prop_assume!(plan.times.iter().any(|time| of_kind.contains(time)));
        let now = at(minute * 60_000_000);
        let mut wider = plan.clone();
        wider.times.insert(more);
        let before = contact_allowed(&plan, plan.way, CHICAGO, now).is_ok();
        prop_assert!(!before || contact_allowed(&wider, plan.way, CHICAGO, now).is_ok());
        let all: BTreeSet<_> = SafeTime::ALL.iter().copied().collect();
        prop_assert!(all.is_superset(&wider.times));
    }
}
