//! Counts that are split by one thing at a time, and how long things took.

use crate::any::PARTNER;
use domain::measure::{
    Counted, Happened, Measure, OTHER, Split, Unit, Wait, counts_of_record, spoken, timed, unit, within,
};
use domain::referral::{AttemptResult, Bank, DeclineReason, Direction, Event, Handoff};
use domain::time::{Minutes, Month, Timestamp};

const MONTH: Month = Month { year: 2026, month: 11 };

fn at(minutes: u32) -> Timestamp {
    Timestamp::from_micros(0).plus_minutes(Minutes(minutes))
}

#[test]
fn how_long_something_took_is_told_in_steps_and_never_to_the_minute() {
    for (minutes, wait) in [
        (0, Wait::Hour),
        (60, Wait::Hour),
        (61, Wait::TwoHours),
        (240, Wait::FourHours),
        (1_440, Wait::Day),
        (1_441, Wait::TwoDays),
        (43_200, Wait::ThirtyDays),
        (43_201, Wait::Longer),
    ] {
        assert_eq!(Wait::between(at(0), at(minutes)), wait, "{minutes}");
    }
    assert_eq!(Wait::between(at(500), at(0)), Wait::Hour, "a clock that went backwards");
}

#[test]
fn half_and_ninety_of_a_hundred_are_read_from_the_steps() {
    let counts = [(Wait::Day, 4), (Wait::Hour, 5), (Wait::Longer, 1)];
    assert_eq!(
        (within(&counts, 50), within(&counts, 90), within(&counts, 100)),
        (Some(Wait::Hour), Some(Wait::Day), Some(Wait::Longer))
    );
    assert_eq!(within(&[(Wait::Week, 1)], 50), Some(Wait::Week));
    assert_eq!(within(&[], 50), None);
}

#[test]
fn the_first_answer_and_the_first_time_reached_count_and_what_was_undone_takes_its_time_back() {
    let reached = Event::Attempted(AttemptResult::Reached);
    let events = [
        (Event::Arrived, at(0)),
        (Event::Declined(DeclineReason::Full), at(10)),
        (Event::Accepted, at(20)),
        (Event::Attempted(AttemptResult::NoAnswer), at(30)),
        (reached, at(40)),
        (reached, at(50)),
        (Event::Connected, at(60)),
        (Event::ConnectedUndone, at(61)),
        (Event::Connected, at(70)),
    ];
    let took: Vec<Option<Timestamp>> = timed(&events);
    let expected = [None, Some(10), None, None, Some(40), None, Some(60), Some(60), Some(70)];
    assert_eq!(took, expected.map(|minutes| minutes.map(at)));
}

#[test]
fn a_count_is_split_by_one_thing_at_a_time_and_by_the_partner_alone_once_the_words_are_gone() {
    let of = Counted {
        direction: Direction::ToAdvocacy,
        bank: Bank::Receiver,
        partner: PARTNER,
        said: Some((Handoff::CallTogether, "es".to_owned())),
        since: at(0),
        answer_by: at(60),
    };
    let happened = |event| Happened {
        counts: counts_of_record([event])[0],
        at: at(90),
        month: MONTH,
        took: Some(at(90)),
        site: None,
    };
    let split = |of: &Counted, event| -> Vec<(Split, String, i64)> {
        of.parts(happened(event)).into_iter().map(|(part, n)| (part.split, part.value, n)).collect()
    };
    let whole = |n| {
        vec![
            (Split::Partner, PARTNER.to_string(), n),
            (Split::Handoff, "call_together".to_owned(), n),
            (Split::Language, "es".to_owned(), n),
            (Split::Wait, "2h".to_owned(), n),
        ]
    };
    assert_eq!(split(&of, Event::Connected), whole(1));
    assert_eq!(split(&of, Event::ConnectedUndone), whole(-1));
    assert_eq!(split(&of, Event::Passed), []);
    let gone = Counted { said: None, ..of.clone() };
    assert_eq!(split(&gone, Event::Connected), [(Split::Partner, PARTNER.to_string(), 1)]);
    let late = |event| split(&of, event).contains(&(Split::Promise, "late".to_owned(), 1));
    assert!(late(Event::Accepted) && late(Event::Expired) && !late(Event::Connected));
    let ours = Counted { bank: Bank::Sender, ..of.clone() };
    assert!(split(&ours, Event::Accepted).iter().all(|(split, ..)| *split != Split::Wait), "their time is theirs");
    let mute = Counted { said: Some((Handoff::CallTogether, String::new())), ..of };
    assert!(split(&mute, Event::Arrived).contains(&(Split::Language, "und".to_owned(), 1)));
}

#[test]
fn a_rare_language_is_in_no_count_by_itself() {
    for (language, counted) in [("en", "en"), ("es", "es"), ("", "und"), ("und", "und"), ("tuk", OTHER), ("vi", OTHER)]
    {
        assert_eq!(spoken(language), counted, "{language}");
    }
}

#[test]
fn every_measure_has_one_unit() {
    let of = |wanted: Unit| Measure::ALL.iter().filter(|measure| unit(**measure) == wanted).count();
    assert_eq!((of(Unit::Visits), of(Unit::Cards), of(Unit::Slips), of(Unit::Calls)), (5, 1, 1, 3));
    assert_eq!(of(Unit::Referrals), Measure::ALL.len() - 10);
}
