//! A person is reached only in the way, at the times and as freshly as they said.

use crate::any::{DAY, at, one, safe_contact};
use domain::referral::Handoff;
use domain::safe_contact::{
    CannotReachOut, ClosedBy, ContactWay, HomeZone, NotSafe, PlanField, Recheck, SafeContact, SafeDay, SafeHours,
    SafeTime, Voicemail, WhenUnclear, ZoneName, can_hand_over, clear_when, contact_allowed, ever_opens, opens_at,
    standard_code,
};
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;

const CHICAGO: &str = "America/Chicago";

/// A moment as the clock on the wall shows it.
fn local(text: &str, zone: &str) -> Timestamp {
    let zoned: jiff::ZonedDateTime = format!("{text}[{zone}]").parse().unwrap();
    Timestamp::from_micros(zoned.timestamp().as_microsecond())
}

/// Safe at these times; with none of them named, at any.
pub(crate) fn plan(way: ContactWay, times: &[SafeTime], last_checked: Timestamp) -> SafeContact {
    let times = if times.is_empty() { &[SafeTime::AnyTime] } else { times };
    SafeContact {
        way,
        number: Some(PersonText::parse("555-0100", 80).unwrap()),
        times: times.iter().copied().collect(),
        ..SafeContact::do_not_contact(last_checked)
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
        (&[AnyTime][..], "2026-11-23T03:00", yes),
        (&[AnyTime, Weekdays], "2026-11-23T03:00", yes),
        (&[AnyTime, Weekdays], "2026-11-28T09:00", no),
        // Said together the narrower one holds.
        (&[AnyTime, Mornings], "2026-11-23T13:00", no),
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
fn what_nobody_asked_is_not_taken_for_safe() {
    let now = local("2026-11-23T09:00", CHICAGO);
    let silent = |way| SafeContact { times: BTreeSet::new(), ..plan(way, &[], now) };
    for way in [ContactWay::Call, ContactWay::Text] {
        let allowed = |plan: &SafeContact| contact_allowed(plan, way, CHICAGO, now);
        assert_eq!(allowed(&silent(way)), Err(NotSafe::TimesNotAsked), "{way:?}");
        assert_eq!(opens_at(&silent(way), CHICAGO, now), None, "only they can open it");
        assert!(PlanField::Number.may_be_shown(&silent(way), CHICAGO, now).is_err());
        for asked in [
            SafeContact { times: BTreeSet::from([SafeTime::AnyTime]), ..silent(way) },
            SafeContact { days: BTreeSet::from([SafeDay::Monday]), ..silent(way) },
            SafeContact { hours: SafeHours::new(8, 12), ..silent(way) },
        ] {
            assert_eq!(allowed(&asked), Ok(()), "{way:?}");
        }
    }
    let visit = ContactWay::AtNextVisit;
    assert_eq!(contact_allowed(&silent(visit), visit, CHICAGO, now), Ok(()), "they come by themselves");
}

#[test]
fn a_plan_that_is_put_down_says_when_and_says_one_thing() {
    use SafeTime::*;
    let morning = SafeHours::new(8, 12);
    assert_eq!([WhenUnclear::NotAsked, WhenUnclear::Both].map(WhenUnclear::code), ["times-missing", "times-disagree"]);
    let (missing, both) = (Err(WhenUnclear::NotAsked), Err(WhenUnclear::Both));
    for (times, hours, expected) in [
        (&[AnyTime][..], None, Ok(())),
        (&[AnyTime, Weekdays], None, Ok(())),
        (&[Mornings, Evenings], morning, Ok(())),
        (&[], morning, Ok(())),
        (&[], None, missing),
        (&[AnyTime, Mornings], None, both),
        (&[AnyTime, Evenings], None, both),
        (&[AnyTime], morning, both),
    ] {
        let said = |way| SafeContact { times: times.iter().copied().collect(), hours, ..plan(way, &[], at(0)) };
        for way in [ContactWay::Call, ContactWay::Text] {
            assert_eq!(clear_when(&said(way)), expected, "{times:?}");
        }
        assert_eq!(clear_when(&said(ContactWay::AtNextVisit)), Ok(()));
        assert_eq!(clear_when(&said(ContactWay::DoNotContact)), Ok(()));
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
    let last = checked.plus_days(Days(30));
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

#[test]
fn days_and_hours_are_those_on_the_persons_wall_and_not_on_ours() {
    use SafeDay::*;
    let (yes, no) = (Ok(()), Err(NotSafe::OutsideHours));
    let ten_to_twelve = SafeHours::new(10, 12);
    for (zone, days, hours, when, expected) in [
        // 2026-11-23 is a Monday; the times are those of Chicago, where the organization is.
        (None, &[Monday][..], None, "2026-11-23T00:00", yes),
        (None, &[Tuesday, Sunday], None, "2026-11-23T12:00", no),
        (None, &[], ten_to_twelve, "2026-11-23T10:00", yes),
        (None, &[], ten_to_twelve, "2026-11-23T12:00", no),
        (None, &[Monday], ten_to_twelve, "2026-11-23T11:59", yes),
        (None, &[Tuesday], ten_to_twelve, "2026-11-23T11:59", no),
        (Some(HomeZone::Pacific), &[], ten_to_twelve, "2026-11-23T11:59", no),
        (Some(HomeZone::Pacific), &[], ten_to_twelve, "2026-11-23T12:00", yes),
        (Some(HomeZone::Guam), &[Monday], None, "2026-11-23T12:00", no),
        (Some(HomeZone::Guam), &[Tuesday], None, "2026-11-23T12:00", yes),
    ] {
        let now = local(when, CHICAGO);
        let days = days.iter().copied().collect();
        let said = SafeContact { zone: zone.map(ZoneName::from), days, hours, ..plan(ContactWay::Call, &[], now) };
        assert_eq!(contact_allowed(&said, ContactWay::Call, CHICAGO, now), expected, "{zone:?} {hours:?} at {when}");
    }
}

#[test]
fn a_person_may_ask_to_be_asked_sooner_than_after_thirty_days() {
    let checked = local("2026-11-01T10:00", CHICAGO);
    for (recheck, days) in [(Recheck::EveryTime, 7), (Recheck::Week, 7), (Recheck::TwoWeeks, 14), (Recheck::Month, 30)]
    {
        let said = SafeContact { recheck, ..plan(ContactWay::Call, &[], checked) };
        let last = checked.plus_days(Days(days));
        assert_eq!(contact_allowed(&said, ContactWay::Call, CHICAGO, last), Ok(()), "{recheck:?}");
        let after = Timestamp::from_micros(last.micros() + 1);
        assert_eq!(contact_allowed(&said, ContactWay::Call, CHICAGO, after), Err(NotSafe::NotChecked), "{recheck:?}");
    }
}

#[test]
fn a_plan_that_an_attempt_has_closed_opens_when_the_person_says_again_what_is_safe() {
    let now = at(0);
    for (closed_by, why) in [
        (ClosedBy::SomeoneElse, NotSafe::SomeoneElse),
        (ClosedBy::OneTry, NotSafe::OneTry),
        (ClosedBy::Restored, NotSafe::Restored),
    ] {
        let closed = SafeContact { closed_by: Some(closed_by), ..plan(ContactWay::Call, &[], now) };
        assert_eq!(contact_allowed(&closed, ContactWay::Call, CHICAGO, now), Err(why));
        assert_eq!(opens_at(&closed, CHICAGO, now), None, "waiting does not open it");
        let later = at(DAY);
        let confirmed = closed.confirmed(later);
        assert_eq!(contact_allowed(&confirmed, ContactWay::Call, CHICAGO, later), Ok(()));
        assert_eq!(confirmed.last_checked, later);
    }
}

#[test]
fn a_closed_plan_says_when_it_opens_by_itself() {
    let mornings = |checked: &str| plan(ContactWay::Call, &[SafeTime::Mornings], local(checked, CHICAGO));
    for (said, now, opens) in [
        (mornings("2026-11-23T10:00"), "2026-11-23T12:00", Some("2026-11-24T08:00")),
        (mornings("2026-11-23T10:00"), "2026-11-23T07:59", Some("2026-11-23T08:00")),
        // The clocks go back in the night between: eight on the wall all the same.
        (mornings("2026-10-31T10:00"), "2026-10-31T12:00", Some("2026-11-01T08:00")),
        (mornings("2026-03-07T10:00"), "2026-03-07T12:00", Some("2026-03-08T08:00")),
        // It is open.
        (mornings("2026-11-23T10:00"), "2026-11-23T11:00", None),
        // By then it is too long since they said so.
        (mornings("2026-10-24T11:30"), "2026-11-23T07:00", Some("2026-11-23T08:00")),
        (mornings("2026-10-24T11:30"), "2026-11-23T11:31", None),
        (mornings("2026-10-24T13:30"), "2026-11-23T12:31", None),
        // These never meet.
        (SafeContact { hours: SafeHours::new(13, 15), ..mornings("2026-11-23T10:00") }, "2026-11-23T10:00", None),
    ] {
        let expected = opens.map(|text| local(text, CHICAGO));
        assert_eq!(opens_at(&said, CHICAGO, local(now, CHICAGO)), expected, "{now}");
    }
    let never = SafeContact { hours: SafeHours::new(13, 15), ..mornings("2026-11-23T10:00") };
    assert!(!ever_opens(&never, CHICAGO, local("2026-11-23T10:00", CHICAGO)));
    let sundays = SafeContact { days: BTreeSet::from([SafeDay::Sunday]), ..mornings("2026-11-23T10:00") };
    assert!(ever_opens(&sundays, CHICAGO, local("2026-11-23T10:00", CHICAGO)));
    assert!(!ever_opens(&sundays, "America/Atlantis", local("2026-11-23T10:00", CHICAGO)));
}

#[test]
fn every_zone_of_the_list_is_known() {
    let now = at(0);
    for zone in HomeZone::ALL {
        let weekday = SafeContact { zone: Some((*zone).into()), ..plan(ContactWay::Call, &[SafeTime::Weekdays], now) };
        let other = SafeContact { times: BTreeSet::from([SafeTime::Weekends]), ..weekday.clone() };
        let allowed = |said| contact_allowed(said, ContactWay::Call, "nowhere", now).is_ok();
        assert!(allowed(&weekday) != allowed(&other), "{zone:?}");
        assert_eq!(HomeZone::of(zone.iana()), Some(*zone));
    }
    assert_eq!(HomeZone::of("Europe/Berlin"), None);
}

#[test]
fn do_not_contact_has_a_code_that_other_systems_know() {
    let now = at(0);
    for way in ContactWay::ALL {
        let code = standard_code(&plan(*way, &[], now)).map(|code| code.code);
        let expected = (*way == ContactWay::DoNotContact).then_some("contacting-subject-prohibited");
        assert_eq!(code, expected, "{way:?}");
    }
    let system = standard_code(&SafeContact::do_not_contact(now)).unwrap().system;
    assert!(system.ends_with("/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"));
}

#[test]
fn whoever_is_to_reach_out_needs_a_way_that_was_named_and_that_crosses() {
    use CannotReachOut::*;
    let now = at(0);
    let never = SafeContact::do_not_contact(now);
    let call = plan(ContactWay::Call, &[], now);
    let visit = plan(ContactWay::AtNextVisit, &[], now);
    let numberless = |said: &SafeContact| SafeContact { number: None, ..said.clone() };
    for (said, shared, expected) in [
        (&never, &never, Err(NoWay)),
        (&numberless(&call), &numberless(&call), Err(NoNumber)),
        (&call, &never, Err(NotShared)),
        (&call, &numberless(&call), Err(NotShared)),
        (&call, &call, Ok(())),
        (&visit, &never, Err(NotShared)),
        (&visit, &numberless(&visit), Ok(())),
    ] {
        for handoff in Handoff::ALL {
            let expected = if *handoff == Handoff::AdvocateReachesOut { expected } else { Ok(()) };
            assert_eq!(can_hand_over(*handoff, said, shared), expected, "{handoff:?} {:?}", said.way);
        }
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
            prop_assert!(plan.says_when() || way == ContactWay::AtNextVisit);
            prop_assert!(now <= plan.last_checked.plus_days(plan.recheck.within()));
            prop_assert!(plan.closed_by.is_none());
        }
    }

    #[test]
    fn naming_more_hours_of_a_kind_never_makes_a_safe_hour_unsafe(
        plan in safe_contact(), more in one(SafeTime::ALL), minute in 0..20_160_i64
    ) {
        use SafeTime::*;
        let of_kind = match more {
            AnyTime => SafeTime::ALL.to_vec(),
            Weekdays | Weekends => vec![Weekdays, Weekends],
            Mornings | Afternoons | Evenings => vec![Mornings, Afternoons, Evenings],
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

    #[test]
    fn a_clock_that_jumps_by_a_year_opens_nothing(
        plan in safe_contact(), way in one(ContactWay::ALL), minute in 0..60 * 24 * 40_i64, back: bool
    ) {
        let now = at(minute * 60_000_000);
        let checked = SafeContact { last_checked: now, ..plan };
        let jumped = Timestamp::from_micros(now.micros() + if back { -365 * DAY } else { 365 * DAY });
        let answer = contact_allowed(&checked, way, CHICAGO, jumped);
        prop_assert!(answer.is_err(), "{:?}", answer);
        prop_assert_eq!(opens_at(&checked, CHICAGO, jumped), None);
    }

    #[test]
    fn what_a_closed_plan_promises_is_the_first_moment_it_keeps(
        plan in safe_contact(), zone in one(HomeZone::ALL), minute in 0..60 * 24 * 365_i64
    ) {
        let now = at(minute * 60_000_000);
        let said = SafeContact { zone: Some(zone.into()), last_checked: now, ..plan };
        if let Some(opens) = opens_at(&said, CHICAGO, now) {
            prop_assert!(opens > now);
            prop_assert_eq!(contact_allowed(&said, said.way, CHICAGO, opens), Ok(()));
            let mut moment = now;
            while moment < opens {
                prop_assert_eq!(contact_allowed(&said, said.way, CHICAGO, moment), Err(NotSafe::OutsideHours));
                moment = Timestamp::from_micros(moment.micros() + 7 * 60_000_000);
            }
        } else if contact_allowed(&said, said.way, CHICAGO, now) == Err(NotSafe::OutsideHours) {
            let weeks = Timestamp::from_micros(now.micros() + 7 * DAY);
            prop_assert!(!ever_opens(&said, CHICAGO, now) || said.recheck.within() <= Days(7) || weeks < now);
        }
    }
}
