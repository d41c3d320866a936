//! Counts that are split by one thing at a time, and how long things took.

use crate::any::PARTNER;
use domain::ids::ReferralId;
use domain::measure::{
    Counted, Happened, Measure, OTHER, Split, Took, Unit, Wait, counts_of_record, offered_at, spoken, timed, unit,
    within,
};
use domain::referral::{AttemptResult, Bank, DeclineReason, Direction, Event, Handoff, Outcome, Told};
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
    let took = |measure, minutes, n| vec![Took { measure, at: at(minutes), n }];
    let expected = [
        vec![],
        took(Measure::Declined, 10, 1),
        vec![],
        vec![],
        took(Measure::Reached, 40, 1),
        vec![],
        took(Measure::Connected, 60, 1),
        took(Measure::Connected, 60, -1),
        took(Measure::Connected, 70, 1),
    ];
    assert_eq!(timed(Bank::Receiver, &events), expected);
}

#[test]
fn from_the_offer_it_is_timed_until_it_was_sent_and_what_the_partner_told_the_first_time() {
    let events = [
        (Event::Sent, at(10)),
        (Event::Delivered, at(11)),
        (Event::Told(Told::Accepted), at(20)),
        (Event::Told(Told::Connected), at(30)),
        (Event::Told(Told::ServiceUsed), at(40)),
    ];
    let took = |measure, minutes| vec![Took { measure, at: at(minutes), n: 1 }];
    let expected = [took(Measure::Sent, 10), vec![], took(Measure::Accepted, 20), took(Measure::Connected, 30), vec![]];
    assert_eq!(timed(Bank::Sender, &events), expected);
    // Whoever is told that they have met is told that it was taken on.
    let at_once = timed(Bank::Sender, &[(Event::Sent, at(10)), (Event::Told(Told::Connected), at(30))]);
    assert_eq!(at_once[1].iter().map(|took| took.measure).collect::<Vec<_>>(), [Measure::Accepted, Measure::Connected]);
    let finished = timed(Bank::Sender, &[(Event::Told(Told::LoopClosed), at(30))]);
    assert_eq!(finished, [vec![]], "that says not how it ended");
}

#[test]
fn the_offer_was_when_the_number_of_the_record_was_made_and_never_after_it_was_sent() {
    let begun =
        |seconds: u64| ReferralId::new(uuid::Builder::from_unix_timestamp_millis(seconds * 1000, &[7; 10]).into_uuid());
    assert_eq!(offered_at(begun(60), at(30)), at(1));
    assert_eq!(offered_at(begun(60 * 60), at(30)), at(30), "a clock that was ahead");
    assert_eq!(offered_at(ReferralId::from_bytes([1; 16]), at(30)), at(30), "a number that says nothing");
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
        day_by: at(120),
    };
    let happened = |of: &Counted, event| Happened {
        event,
        counts: counts_of_record([event])[0],
        month: MONTH,
        took: timed(of.bank, &[(event, at(90))])[0].clone(),
        site: None,
    };
    let split = |of: &Counted, event| -> Vec<(Split, String, i64)> {
        of.parts(&happened(of, event)).into_iter().map(|(part, n)| (part.split, part.value, n)).collect()
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
    assert_eq!(split(&of, Event::ConnectedUndone), whole(-1)[..3], "of what was not connected no time is taken back");
    assert_eq!(split(&of, Event::Passed), []);
    let gone = Counted { said: None, ..of.clone() };
    assert_eq!(split(&gone, Event::Connected), [(Split::Partner, PARTNER.to_string(), 1)]);
    let late = |event| split(&of, event).contains(&(Split::Promise, "late".to_owned(), 1));
    assert!(late(Event::Accepted) && late(Event::Expired) && !late(Event::Connected));
    let day = |event| -> Vec<String> {
        let parts = split(&of, event).into_iter().filter(|(split, ..)| *split == Split::BusinessDay);
        parts.map(|(_, value, _)| value).collect()
    };
    assert_eq!(day(Event::Accepted), ["in_time"], "later than was promised, and within the day");
    assert_eq!(day(Event::Expired), ["late"], "nobody answered");
    assert_eq!(day(Event::Connected), [""; 0]);
    let ours = Counted { bank: Bank::Sender, ..of.clone() };
    assert!(split(&ours, Event::Accepted).iter().all(|(split, ..)| *split != Split::Wait), "their time is theirs");
    assert!(split(&ours, Event::Sent).contains(&(Split::Wait, "2h".to_owned(), 1)), "from the offer");
    let told = split(&ours, Event::Told(Told::Accepted));
    assert!(told.contains(&(Split::Wait, "2h".to_owned(), 1)));
    assert!(told.iter().all(|(split, ..)| *split != Split::Promise), "what was promised is counted by who promised it");
    for outcome in [Outcome::DecidedNotTo, Outcome::CouldNotReach, Outcome::Connected, Outcome::ServiceUsed] {
        let ended = (Split::Outcome, outcome.code().to_owned(), 1);
        assert!(split(&of, Event::Closed(outcome)).contains(&ended), "{outcome:?}");
        assert!(!split(&ours, Event::Closed(outcome)).contains(&ended), "only where it was pressed: {outcome:?}");
    }
    assert!(split(&of, Event::Withdrawn).iter().all(|(split, ..)| *split != Split::Outcome), "nobody's to count");
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
    assert_eq!((of(Unit::Visits), of(Unit::Cards), of(Unit::Slips), of(Unit::Calls)), (7, 1, 1, 3));
    assert_eq!((of(Unit::Offers), of(Unit::Times)), (3, 1));
    assert_eq!(of(Unit::Referrals), Measure::ALL.len() - 16);
}
