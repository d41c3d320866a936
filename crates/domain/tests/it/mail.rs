//! When a letter leaves, and to what it may be addressed.

use domain::mail::{APART, Address, Jitter, LONGEST_JITTER_SECONDS, NotAnAddress, Quiet, Rhythm, Times, after_failure};
use domain::safe_contact::{HomeZone, ZoneName};
use domain::time::{Minutes, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;

/// The civil time "2026-03-08T01:59:00" in a zone.
fn wall(civil: &str, zone: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = civil.parse().unwrap();
    let zone = jiff::tz::TimeZone::get(zone).unwrap();
    Timestamp::from_micros(zone.to_timestamp(civil).unwrap().as_microsecond())
}

fn hour(at: Timestamp, zone: &str) -> u8 {
    let at = jiff::Timestamp::from_microsecond(at.micros()).unwrap();
    jiff::tz::TimeZone::get(zone).unwrap().to_datetime(at).hour().unsigned_abs()
}

fn times(rhythm: Rhythm, hour: u8, quiet: Option<(u8, u8)>, zone: &str) -> Times {
    let quiet = quiet.map(|(from, until)| Quiet::new(from, until).unwrap());
    Times { rhythm, hour, quiet, zone: ZoneName::parse(zone).unwrap() }
}

const NONE: Jitter = Jitter::of([0; 8]);
const SECOND: i64 = 1_000_000;
const LATEST: i64 = LONGEST_JITTER_SECONDS as i64 * SECOND;

fn any_times() -> impl Strategy<Value = Times> {
    let quiet = prop::option::of((0u8..24, 0u8..24).prop_filter_map("hours", |(a, b)| Quiet::new(a, b)));
    let zone = select(HomeZone::ALL).prop_map(ZoneName::from);
    (select(Rhythm::ALL), 0u8..24, quiet, zone).prop_map(|(rhythm, hour, quiet, zone)| Times {
        rhythm,
        hour,
        quiet,
        zone,
    })
}

/// Two years from 2026-11 on: every change of the clocks is in it.
fn any_time() -> impl Strategy<Value = Timestamp> {
    (1_793_500_000_000_000i64..1_856_700_000_000_000).prop_map(Timestamp::from_micros)
}

proptest! {
    #[test]
    fn no_letter_leaves_in_quiet_hours_or_a_quarter_of_an_hour_after_another(
        times in any_times(), now in any_time(), since in prop::option::of(0i64..3_600), random: [u8; 8]
    ) {
        let last = since.map(|seconds| Timestamp::from_micros(now.micros() - seconds * SECOND));
        let due = times.due(now, last, Jitter::of(random));
        prop_assert!(due >= now);
        prop_assert!(last.is_none_or(|last| due >= last.plus_minutes(APART)));
        prop_assert!(!times.is_quiet(due));
        if let Some(quiet) = times.quiet {
            let shown = hour(due, times.zone.as_str());
            let within = if quiet.from() < quiet.until() {
                (quiet.from()..quiet.until()).contains(&shown)
            } else {
                shown >= quiet.from() || shown < quiet.until()
            };
            prop_assert!(!within, "{shown}");
        }
        // Two days and a little: a daily letter, put off by a night in which clocks were changed.
        prop_assert!(due <= now.plus_minutes(Minutes(50 * 60)));
    }

    #[test]
    fn one_is_late_by_no_more_than_three_minutes_whatever_else_is_chosen(
        times in any_times(), now in any_time(), random: [u8; 8]
    ) {
        let (sharp, due) = (times.due(now, None, NONE), times.due(now, None, Jitter::of(random)));
        let plain = Times { quiet: None, ..times.clone() };
        let late = plain.due(now, None, Jitter::of(random)).micros() - plain.due(now, None, NONE).micros();
        prop_assert!((0..=LATEST).contains(&late));
        // What the quiet hours move comes after their end by as much.
        if times.quiet.is_none() || !times.is_quiet(Timestamp::from_micros(sharp.micros() + late)) {
            prop_assert!((0..=LATEST).contains(&(due.micros() - sharp.micros())));
        }
    }

    #[test]
    fn a_daily_letter_leaves_at_its_hour_once_a_day(times in any_times(), now in any_time(), random: [u8; 8]) {
        let daily = Times { rhythm: Rhythm::Daily, quiet: None, ..times };
        let first = daily.due(now, None, Jitter::of(random));
        let next = daily.due(first, Some(first), Jitter::of(random));
        let between = next.micros() - first.micros();
        // 23 to 25 hours when clocks are changed, and for an hour that is skipped.
        prop_assert!((22 * 3_600 * SECOND..=26 * 3_600 * SECOND).contains(&between), "{}", between / SECOND);
        let shown = hour(first, daily.zone.as_str());
        prop_assert!(shown == daily.hour || (shown == daily.hour + 1 && daily.hour == 2), "{shown} for {}", daily.hour);
    }

    #[test]
    fn what_is_taken_for_an_address_is_one_line_with_one_sign(typed in "\\PC{0,80}|[a-z<>\",;:@ .\r\n\t-]{0,40}") {
        if let Ok(address) = Address::parse(&typed) {
            let text = address.reveal();
            prop_assert_eq!(text.matches('@').count(), 1);
            prop_assert!(text.is_ascii() && !text.contains(|c: char| c.is_whitespace() || c.is_control()));
            prop_assert!(!text.contains(['<', '>', '"', ',', ';', ':', '(', ')', '\\']));
            prop_assert_eq!(Address::parse(text).unwrap(), address);
        }
    }
}

#[test]
fn by_chance_means_anything_from_nothing_to_three_minutes() {
    let late = |random: u64| {
        let times = times(Rhythm::AsItHappens, 8, None, "America/Chicago");
        let now = Timestamp::from_micros(1_795_622_400_000_000);
        times.due(now, None, Jitter::of(random.to_be_bytes())).micros() - now.micros()
    };
    assert_eq!((late(0), late(180_000_000), late(180_000_001)), (0, LATEST, 0));
    assert!((0..=LATEST).contains(&late(u64::MAX)));
}

#[test]
fn quiet_hours_end_on_the_wall_when_clocks_are_changed() {
    let chicago = "America/Chicago";
    let night = times(Rhythm::AsItHappens, 8, Some((20, 7)), chicago);
    for (now, due) in [
        ("2026-11-25T19:59:59", "2026-11-25T19:59:59"),
        ("2026-11-25T20:00:00", "2026-11-26T07:00:00"),
        ("2026-11-26T06:59:59", "2026-11-26T07:00:00"),
        ("2026-11-26T07:00:00", "2026-11-26T07:00:00"),
        // The night in March that is an hour shorter, and the one in November that is longer.
        ("2027-03-13T23:00:00", "2027-03-14T07:00:00"),
        ("2027-11-06T23:00:00", "2027-11-07T07:00:00"),
    ] {
        assert_eq!(night.due(wall(now, chicago), None, NONE), wall(due, chicago), "{now}");
    }
    // Jitter that reaches into the quiet hours waits for their end, and is late by the same then.
    let jitter = Jitter::of(170_000_000u64.to_be_bytes());
    let due = night.due(wall("2026-11-25T19:58:00", chicago), None, jitter);
    assert_eq!(due.micros(), wall("2026-11-26T07:00:00", chicago).micros() + 170 * SECOND);
    // Only the hour from two to three is not quiet, and on this day there is none.
    let never = times(Rhythm::AsItHappens, 8, Some((3, 2)), chicago);
    assert_eq!(never.due(wall("2027-03-14T01:00:00", chicago), None, NONE), wall("2027-03-15T02:00:00", chicago));
}

#[test]
fn a_daily_letter_keeps_to_the_wall_and_an_hour_that_is_skipped_is_not_missed() {
    let chicago = "America/Chicago";
    let two = times(Rhythm::Daily, 2, None, chicago);
    for (now, due) in [
        ("2026-11-25T10:00:00", "2026-11-26T02:00:00"),
        ("2026-11-26T02:00:00", "2026-11-26T02:00:00"),
        ("2027-03-14T01:00:00", "2027-03-14T03:00:00"),
        ("2027-03-14T03:01:00", "2027-03-15T02:00:00"),
        ("2027-11-07T00:30:00", "2027-11-07T02:00:00"),
    ] {
        assert_eq!(two.due(wall(now, chicago), None, NONE), wall(due, chicago), "{now}");
    }
    let midnight = times(Rhythm::Daily, 0, None, chicago);
    assert_eq!(midnight.due(wall("2026-11-25T10:00:00", chicago), None, NONE), wall("2026-11-26T00:00:00", chicago));
}

#[test]
fn a_zone_that_nobody_knows_is_greenwich() {
    let strange = times(Rhythm::Daily, 8, Some((20, 7)), "Mars/Olympus");
    assert_eq!(strange.due(wall("2026-11-25T10:00:00", "UTC"), None, NONE), wall("2026-11-26T08:00:00", "UTC"));
    assert!(strange.is_quiet(wall("2026-11-25T23:00:00", "UTC")));
}

#[test]
fn quiet_hours_are_neither_always_nor_beyond_a_day() {
    assert_eq!((Quiet::new(7, 7), Quiet::new(24, 1), Quiet::new(1, 24)), (None, None, None));
    assert!(Quiet::new(0, 23).is_some());
}

#[test]
fn a_server_that_is_down_is_asked_ever_more_seldom_and_for_about_a_day() {
    let waits: Vec<u32> = (1..).map_while(after_failure).map(|wait| wait.0).collect();
    assert_eq!(waits[..8], [1, 2, 4, 8, 16, 32, 60, 60]);
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]));
    let hours = waits.iter().sum::<u32>() / 60;
    assert!((24..=26).contains(&hours), "{hours}");
}

#[test]
fn an_address_is_one_recipient_and_nothing_else() {
    for (typed, why) in [
        ("", NotAnAddress::Empty),
        ("   ", NotAnAddress::Empty),
        ("june@harbor.example\r\nBcc: all@example.org", NotAnAddress::Several),
        ("june@harbor.example\n", NotAnAddress::Several),
        ("june@harbor.example, maya@harbor.example", NotAnAddress::Several),
        ("june@harbor.example;maya@harbor.example", NotAnAddress::Several),
        ("june@harbor.example maya@harbor.example", NotAnAddress::Several),
        ("june@harbor@example.org", NotAnAddress::Several),
        ("june\0@harbor.example", NotAnAddress::Several),
        ("<june@harbor.example>", NotAnAddress::Characters),
        ("\"june\"@harbor.example", NotAnAddress::Characters),
        ("june(desk)@harbor.example", NotAnAddress::Characters),
        ("june@[127.0.0.1]", NotAnAddress::Characters),
        ("junia\u{301}@harbor.example", NotAnAddress::Characters),
        ("june@härbor.example", NotAnAddress::Characters),
        ("june", NotAnAddress::Shape),
        ("june@", NotAnAddress::Shape),
        ("@harbor.example", NotAnAddress::Shape),
        ("june@harbor", NotAnAddress::Shape),
        ("june@harbor..example", NotAnAddress::Shape),
        ("june@-harbor.example", NotAnAddress::Shape),
        ("june@127.0.0.1", NotAnAddress::Shape),
        (".june@harbor.example", NotAnAddress::Shape),
        ("ju..ne@harbor.example", NotAnAddress::Shape),
        ("-oQ/tmp@harbor.example", NotAnAddress::Shape),
    ] {
        assert_eq!(Address::parse(typed).unwrap_err(), why, "{typed:?}");
    }
    let long = |n: usize| format!("{}@harbor.example", "j".repeat(n));
    assert_eq!(Address::parse(&long(65)).unwrap_err(), NotAnAddress::TooLong);
    assert_eq!(Address::parse(&format!("june@{}example", "a.".repeat(130))).unwrap_err(), NotAnAddress::TooLong);
    let address = Address::parse("  June.O'Neil+desk@Harbor.Example ").unwrap();
    assert_eq!((address.reveal(), address.domain()), ("June.O'Neil+desk@harbor.example", "harbor.example"));
    assert!(Address::parse(&long(64)).is_ok());
    assert_eq!(format!("{address:?}"), "Address");
    assert!(serde_json::from_str::<Address>("\"a@b.example\\r\\nX: y\"").is_err());
}
