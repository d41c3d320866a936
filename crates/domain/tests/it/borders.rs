//! The borders of a rule, on both sides of each: what a table of usual cases does not ask.

use crate::any::{DAY, NOW, PARTNER, at, still};
use crate::draft::{RECORD, WITH, answered, begun, ends_at, terms, usual};
use domain::day::Day;
use domain::org::Language;
use domain::referral::{Bank, Outcome, Status};
use domain::release::answer::{Answer, Life, Rights, Signing};
use domain::release::draft::{DRAFT_LIFE, Draft, NotAnswered, Step, Terms, dies_at, offered, paper_until};
use domain::release::{Element, Purpose, SignatureMethod, last_day};
use domain::retention::{Class, Due, Schedule};
use domain::text::PersonText;
use domain::time::{Days, Minutes, Timestamp};

#[test]
fn a_draft_lives_a_day() {
    assert_eq!(DRAFT_LIFE, Minutes(1_440));
}

#[test]
fn the_open_step_and_every_answered_one_can_be_opened_and_none_after_it() {
    for done in 0..=8 {
        let draft = answered(done);
        for (place, answer) in usual().into_iter().enumerate() {
            assert_eq!(draft.reaches(answer.step()), place <= done, "{done} answered, step {place}");
        }
    }
}

#[test]
fn a_draft_says_what_was_answered_and_nothing_before_it_was() {
    let empty = begun();
    assert!(empty.what().is_none() && empty.who().is_none() && empty.why().is_none());
    assert!(empty.how_long().is_none() && empty.rights().is_none() && empty.signed().is_none());
    let draft = answered(8);
    assert!(draft.what().is_some_and(|what| what.elements.contains(&Element::Name)));
    assert_eq!(draft.who().map(|who| (who.partnership, who.recipient)), Some((WITH, PARTNER)));
    assert_eq!(draft.why(), Some(Purpose::WarmReferral));
    assert_eq!(draft.how_long().map(|long| long.ends_at), Some(ends_at(15)));
    assert_eq!(draft.rights().map(|rights| rights.language), Some(Language::Es.into()));
    assert!(draft.signed().is_some());
}

/// The usual draft, asked again for the same life of a day at this moment after it was first said.
fn asked_again(micros: i64) -> Draft {
    let mut draft = Draft::begin(Purpose::WarmReferral, RECORD);
    let life = || Answer::HowLong(Life::Days(Days(1)), false);
    for answer in usual().into_iter().take(4).chain([life()]) {
        draft.answer(answer, &terms(NOW)).expect("a usual answer");
    }
    draft.answer(life(), &terms(at(micros))).expect("the same life");
    draft
}

#[test]
fn the_same_life_keeps_its_end_until_that_end_has_come() {
    let end = ends_at(1);
    let until = end.micros() - NOW.micros();
    let on = |micros| asked_again(micros).how_long().map(|long| long.ends_at);
    assert_eq!(on(until - 1), Some(end), "it is still to come");
    assert!(on(until) > Some(end), "what has ended is spelled out anew");
    assert!(on(until + DAY) > Some(end));
}

fn risks(language: Language) -> Answer {
    Answer::Rights(Rights { informed: true, language: language.into(), interpreted: false })
}

#[test]
fn the_risks_were_read_when_they_were_said_in_the_words_that_stand_now() {
    assert_eq!((begun().read_at(), answered(5).read_at()), (None, None));
    let mut draft = answered(6);
    assert_eq!(draft.read_at(), Some(NOW));
    draft.answer(risks(Language::Es), &terms(at(1))).expect("the same words");
    assert_eq!(draft.read_at(), Some(NOW), "they had been read");
    draft.answer(risks(Language::En), &terms(at(2))).expect("other words");
    assert_eq!(draft.read_at(), Some(at(2)));
}

#[test]
fn a_draft_from_before_it_was_written_down_says_when_they_are_read_again() {
    let mut stored = serde_json::to_value(answered(6)).expect("a draft");
    stored.as_object_mut().expect("its parts").remove("read_at");
    let mut draft: Draft = serde_json::from_value(stored).expect("an older draft");
    assert_eq!(draft.read_at(), None);
    draft.answer(risks(Language::Es), &terms(at(3))).expect("the same words");
    assert_eq!(draft.read_at(), Some(at(3)));
}

#[test]
fn a_release_may_end_at_the_last_moment_that_is_allowed_and_not_a_microsecond_later() {
    let draft = answered(8);
    let end = draft.how_long().map(|long| long.ends_at).expect("an end");
    let days = Days(16);
    let first = Timestamp::from_micros(end.micros() - i64::from(days.0) * DAY);
    let allowed = |longest| move |now| Terms { longest, ..terms(now) };
    assert!(draft.finish(&allowed(days)(first)).is_ok(), "it ends exactly then");
    let before = Timestamp::from_micros(first.micros() - 1);
    let refused = draft.finish(&allowed(days)(before)).err().map(|why| why.missing);
    assert_eq!(refused, Some(vec![Step::HowLong]));
    let later = Timestamp::from_micros(first.micros() + 1);
    assert!(draft.finish(&allowed(days)(later)).is_ok());
}

#[test]
fn only_a_health_center_is_asked_to_book_a_visit_and_told_of_substance_use() {
    for element in [Element::SubstanceUse, Element::VisitWishes] {
        assert!(offered(Purpose::WarmReferral, true).contains(&element), "{element:?}");
        assert!(!offered(Purpose::WarmReferral, false).contains(&element), "{element:?}");
    }
    for element in [Element::Request, Element::Name] {
        assert!(offered(Purpose::WarmReferral, false).contains(&element), "{element:?}");
    }
}

/// When a release of one day ends that is chosen at this moment on the wall, where a day of 24 hours is the longest.
fn one_day_from(wall: &str, zone: &str) -> (Timestamp, Timestamp) {
    let zoned: jiff::ZonedDateTime = format!("{wall}[{zone}]").parse().expect("a moment on the wall");
    let now = Timestamp::from_micros(zoned.timestamp().as_microsecond());
    (now, last_day::end_of(Days(1), Days(2), now, zone))
}

#[test]
fn a_visit_that_begins_three_hours_before_midnight_is_over_at_midnight_and_a_later_one_is_not() {
    let hours = |wall| {
        let (now, end) = one_day_from(wall, "UTC");
        (end.micros() - now.micros()) / 3_600_000_000
    };
    assert_eq!((hours("2026-06-01T21:00:00"), hours("2026-06-01T21:00:01")), (3, 26));
}

#[test]
fn the_first_minute_of_a_day_of_25_hours_still_has_a_day_before_it() {
    let zone = "America/New_York";
    let zoned: jiff::ZonedDateTime = format!("2026-11-01T00:00:00[{zone}]").parse().expect("midnight");
    let now = Timestamp::from_micros(zoned.timestamp().as_microsecond());
    assert_eq!(last_day::end_of(Days(1), Days(1), now, zone), now.plus_days(Days(1)));
}

#[test]
fn what_may_be_chosen_is_told_from_what_is_fixed() {
    let fixed: Vec<_> = Class::ALL.iter().copied().filter(|class| class.is_fixed()).collect();
    assert_eq!(fixed, [Class::ContactNumbers, Class::DisclosureLog]);
}

#[test]
fn what_was_stored_is_kept_and_what_is_out_of_bounds_is_the_nearest_that_is_not() {
    let read = |days| Schedule::read([(Class::Unheard, Days(days))]).kept(Class::Unheard);
    assert_eq!((read(10), read(0), read(4_000)), (Days(10), Class::Unheard.shortest(), Class::Unheard.longest()));
}

#[test]
fn the_shortest_and_the_longest_may_be_chosen_and_a_day_beyond_may_not() {
    for class in Class::ALL.iter().copied() {
        let taken = |days| Schedule::default().with(class, Days(days)).map(|kept| kept.kept(class)).ok();
        assert_eq!(taken(class.shortest().0), Some(class.shortest()), "{class:?}");
        assert_eq!(taken(class.longest().0), Some(class.longest()), "{class:?}");
        assert_eq!(taken(class.longest().0 + 1), None, "{class:?}");
        assert_eq!(class.shortest().0.checked_sub(1).and_then(taken), None, "{class:?}");
    }
}

#[test]
fn a_record_that_is_closed_goes_by_the_time_for_closed_ones() {
    let short = Schedule::default().with(Class::Closed, Days(1)).expect("a day is within the bounds");
    for bank in [Bank::Sender, Bank::Receiver] {
        let closed = still(bank, Status::Closed(Outcome::ServiceUsed), at(0));
        assert_eq!(closed.due(&short, at(DAY)), Due::Destroy, "{bank:?}");
        assert_eq!(closed.due(&short, at(DAY - 1)), Due::Nothing, "{bank:?}");
        let open = still(bank, Status::Connected, at(0));
        assert_eq!(open.due(&short, at(DAY)), Due::Nothing, "{bank:?}");
    }
}

#[test]
fn a_draft_whose_paper_was_printed_waits_two_weeks_and_never_longer_than_the_release_would_last() {
    let day = |days: i64| at(days * DAY);
    assert_eq!(dies_at(NOW, None), day(1));
    assert_eq!(dies_at(NOW, Some(paper_until(NOW, day(15)))), day(14));
    assert_eq!(dies_at(NOW, Some(paper_until(NOW, day(90)))), day(14));
    assert_eq!(dies_at(NOW, Some(paper_until(NOW, day(7)))), day(7), "what is over then cannot be signed");
    assert_eq!(dies_at(NOW, Some(paper_until(NOW, at(1)))), day(1), "as any draft, in which the end can be said anew");
}

/// A draft that waits for the signature, read two days after it was begun, and a signature on paper with this day.
fn on_paper(day: Day, now: Timestamp) -> (Draft, Result<(), NotAnswered>) {
    let mut draft = begun();
    for (place, answer) in usual().into_iter().enumerate().take(6) {
        draft.answer(answer, &terms(if place < 5 { NOW } else { at(2 * DAY) })).expect("a usual answer");
    }
    let Some(Answer::Signature(signing)) = usual().into_iter().nth(6) else { unreachable!() };
    let place = PersonText::parse("the safe", 80).ok();
    let signing = Signing { method: SignatureMethod::Paper, place, signed_on: Some(day), ..signing };
    let taken = draft.answer(Answer::Signature(signing), &terms(now));
    (draft, taken)
}

#[test]
fn the_day_on_a_paper_lies_between_the_reading_and_today_and_the_end_stays_where_it_was() {
    let zone = terms(NOW).time_zone;
    let (read, now) = (Day::of(at(2 * DAY), &zone), at(9 * DAY));
    let (draft, taken) = on_paper(read.later(3), now);
    assert_eq!(taken, Ok(()));
    let signed = draft.signed().expect("it is signed").signature.signed_at;
    assert_eq!(signed, read.later(3).ends(&zone), "nobody knows the hour");
    assert_eq!(draft.how_long().map(|long| long.ends_at), Some(ends_at(15)), "as it was read aloud");
    let (draft, _) = on_paper(Day::of(now, &zone), now);
    assert_eq!(draft.signed().map(|one| one.signature.signed_at), Some(now), "never later than now");
    assert_eq!(on_paper(read, now).1, Ok(()), "on the day on which it was read");
    assert_eq!(on_paper(read.before(), now).1, Err(NotAnswered::SignedBeforeRead));
    assert_eq!(on_paper(Day::of(now, &zone).next(), now).1, Err(NotAnswered::SignedTomorrow));
    assert_eq!(on_paper(read, ends_at(15)).1, Err(NotAnswered::EndedMeanwhile));
}
