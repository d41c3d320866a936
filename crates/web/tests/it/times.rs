//! Times and numbers as people of the United States write them in English and Spanish.

use domain::org::Language;
use domain::time::{Minutes, Month, Timestamp};
use web::Tongue;

/// 24 November 2026, 14:41 in Chicago.
const NOW: Timestamp = Timestamp::from_micros(1_795_552_860_000_000);

fn minutes_before(minutes: i64) -> Timestamp {
    Timestamp::from_micros(NOW.micros() - minutes * 60_000_000)
}

fn tongue(language: Language) -> Tongue {
    Tongue::new(language, "America/Chicago")
}

#[test]
fn a_time_is_said_in_both_ways() {
    let (en, es) = (tongue(Language::En), tongue(Language::Es));
    assert_eq!(en.moment(minutes_before(4), NOW), "4 minutes ago, today at 2:37 PM");
    assert_eq!(es.moment(minutes_before(4), NOW), "hace 4 minutos, hoy a las 2:37 p. m.");
    assert_eq!(en.moment(minutes_before(60 * 24), NOW), "1 day ago, yesterday at 2:41 PM");
    assert_eq!(es.exact(minutes_before(60 * 24 * 30), NOW), "el 25 de octubre de 2026 a las 3:41 p. m.");
    assert_eq!(en.relative(minutes_before(-125), NOW), "in 2 hours");
    assert_eq!(en.exact(minutes_before(-60 * 12), NOW), "tomorrow at 2:41 AM");
    assert_eq!(es.relative(NOW, NOW), "ahora mismo");
    assert_eq!(en.clock(minutes_before(60 * 14 + 41)), "12:00 AM");
    assert_eq!(es.clock(minutes_before(60 + 41)), "1:00 p. m.");
}

#[test]
fn one_o_clock_takes_the_singular_article() {
    let es = tongue(Language::Es);
    assert_eq!(es.exact(minutes_before(101), NOW), "hoy a la 1:00 p. m.");
    assert_eq!(es.exact(minutes_before(11), NOW), "hoy a las 2:30 p. m.");
    assert_eq!(es.exact(minutes_before(60 * 24 * 3 + 101), NOW), "el 21 de noviembre de 2026 a la 1:00 p. m.");
}

#[test]
fn an_hour_at_the_end_of_a_sentence_brings_its_full_stop_along() {
    let es = tongue(Language::Es);
    let at = es.exact(minutes_before(4), NOW);
    assert_eq!(es.with("at", &at).say("referral-ended-text").matches("..").count(), 0);
    assert!(es.with("at", &at).say("referral-ended-text").contains("a las 2:37 p. m. "));
}

#[test]
fn what_ends_with_a_day_is_said_to_last_until_that_day() {
    let (en, es) = (tongue(Language::En), tongue(Language::Es));
    let midnight = minutes_before(14 * 60 + 41);
    assert_eq!((en.clock(midnight).as_ref(), en.until(midnight).as_ref()), ("12:00 AM", "November 23, 2026"));
    assert_eq!(
        (es.until(midnight).as_ref(), en.over_on(midnight).as_ref()),
        ("23 de noviembre de 2026", "November 23, 2026")
    );
    assert_eq!(Tongue::new(Language::En, "America/New_York").until(midnight), "November 24, 2026 at 1:00 AM");
    assert_eq!(es.until(NOW), "24 de noviembre de 2026, 2:41 p. m.");
    assert_eq!(en.over_on(NOW), "November 24, 2026");
}

#[test]
fn a_span_is_short() {
    let es = tongue(Language::Es);
    assert_eq!(es.span(Minutes(0)), "0 min");
    assert_eq!(es.span(Minutes(59)), "59 min");
    assert_eq!(es.span(Minutes(120)), "2 h");
    assert_eq!(es.span(Minutes(130)), "2 h 10 min");
    assert_eq!(es.span(Minutes(60 * 24 * 3 + 5)), "3 días");
}

#[test]
fn months_and_numbers_are_written_out() {
    let (en, es) = (tongue(Language::En), tongue(Language::Es));
    assert_eq!(en.month(Month { year: 2026, month: 11 }), "November 2026");
    assert_eq!(es.month(Month { year: 2026, month: 3 }), "marzo de 2026");
    assert_eq!(en.with("n", 1234_u32).say("when-days-ago"), "1,234 days ago");
    assert_eq!(en.machine(NOW), "2026-11-24T20:41:00Z");
}

#[test]
fn an_unknown_zone_reads_as_utc() {
    assert_eq!(Tongue::new(Language::En, "Nowhere/Nothing").clock(NOW), "8:41 PM");
}
