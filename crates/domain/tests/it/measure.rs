//! What is counted.

use domain::cues::{CuesNote, Interpreter, NextStep, SeenAlone};
use domain::ids::{OrgId, SiteId};
use domain::measure::{
    Counted, CountedFrom, Gauge, GaugeUnit, Happened, Kept, Measure, Reach, Split, Took, Whole, counted_from,
    counts_of, counts_of_note, counts_of_record, information, offered, out_of, sent_was_offered, share, timed, told_of,
};
use domain::org::OrgKind;
use domain::programs::Told;
use domain::referral::{
    AttemptResult, Bank, DeclineReason, Direction, Event, Handoff, Outcome, Told as ToldBack, apply,
};
use domain::safe_contact::PlanPart;
use domain::time::{Month, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_event_counts_as_what_it_is() {
    let connections = [Event::Connected];
    assert_eq!(counts_of(connections[0]), [Measure::Connected]);
    assert!(counts_of(Event::Closed(Outcome::Connected)).is_empty(), "a connection is counted once, when it happens");
    assert_eq!(counts_of(Event::Closed(Outcome::ServiceUsed)), [Measure::ServiceUsed]);
    for outcome in [Outcome::DecidedNotTo, Outcome::NotSafeNow, Outcome::CouldNotReach, Outcome::ReferredOn] {
        assert_eq!(counts_of(Event::Closed(outcome)), [Measure::EndedOtherwise], "{outcome:?}");
    }
    for reason in DeclineReason::ALL {
        assert_eq!(counts_of(Event::Declined(*reason)), [Measure::Declined]);
    }
    for result in AttemptResult::ALL {
        assert_eq!(counts_of(Event::Attempted(*result)).is_empty(), *result != AttemptResult::Reached);
    }
    for told in ToldBack::ALL {
        assert_eq!(counts_of(Event::Told(*told)), [Measure::ToldBack], "told is not done: {told:?}");
    }
    for (event, measure) in [
        (Event::Sent, Measure::Sent),
        (Event::Delivered, Measure::Delivered),
        (Event::Arrived, Measure::Arrived),
        (Event::Accepted, Measure::Accepted),
        (Event::Withdrawn, Measure::Withdrawn),
        (Event::Expired, Measure::Expired),
    ] {
        assert_eq!(counts_of(event), [measure]);
    }
    assert!(counts_of(Event::Passed).is_empty() && counts_of(Event::Forgotten(None)).is_empty());
    assert!(PlanPart::ALL.iter().all(|part| counts_of(Event::ContactChanged(*part)).is_empty()));
}

#[test]
fn what_a_partner_is_told_by_name_says_what_it_implies_and_an_end_says_not_which() {
    assert_eq!(told_of(ToldBack::Accepted), [Measure::Accepted]);
    assert!(told_of(ToldBack::ServiceUsed).contains(&Measure::Connected));
    assert_eq!(told_of(ToldBack::LoopClosed), [Measure::Declined, Measure::EndedOtherwise]);
}

#[test]
fn what_was_undone_takes_back_what_it_counted_and_counts_nothing() {
    assert!(counts_of(Event::ConnectedUndone).is_empty());
    let events = [Event::Arrived, Event::Accepted, Event::Connected, Event::ConnectedUndone, Event::Connected];
    let connected = |n| Some((Measure::Connected, n));
    assert_eq!(counts_of_record(events)[2..], [connected(1), connected(-1), connected(1)]);
}

/// What a record counts in the end.
fn sums(events: &[Event]) -> BTreeMap<Measure, i64> {
    let mut sums = BTreeMap::new();
    for (measure, n) in counts_of_record(events.iter().copied()).into_iter().flatten() {
        *sums.entry(measure).or_default() += n;
    }
    sums
}

#[test]
fn who_hands_a_record_back_and_takes_it_again_has_accepted_it_once_and_the_first_time() {
    let counts = counts_of_record([Event::Arrived, Event::Accepted, Event::Passed, Event::Accepted]);
    assert_eq!(counts, [Some((Measure::Arrived, 1)), Some((Measure::Accepted, 1)), None, None]);
}

#[test]
fn who_was_accepted_and_is_declined_in_the_end_was_not_declined_but_ended_otherwise() {
    let declined = Event::Declined(DeclineReason::Full);
    let of = |events: &[Event]| sums(events).into_keys().collect::<Vec<_>>();
    assert_eq!(of(&[Event::Arrived, declined]), [Measure::Arrived, Measure::Declined]);
    let accepted = of(&[Event::Arrived, Event::Accepted, declined]);
    assert_eq!(accepted, [Measure::Arrived, Measure::Accepted, Measure::EndedOtherwise]);
}

#[test]
fn who_is_reached_or_told_of_again_counts_once_and_who_was_connected_did_not_end_without_it() {
    let reached = Event::Attempted(AttemptResult::Reached);
    let met =
        [Event::Arrived, Event::Accepted, reached, reached, Event::Connected, Event::Closed(Outcome::DecidedNotTo)];
    let of = sums(&met);
    assert_eq!([of[&Measure::Reached], of[&Measure::Connected]], [1, 1]);
    assert!(!of.contains_key(&Measure::EndedOtherwise), "{of:?}");
    let told = [Event::Sent, Event::Told(ToldBack::Accepted), Event::Told(ToldBack::Connected)];
    assert_eq!(sums(&told)[&Measure::ToldBack], 1);
}

fn any_event() -> impl Strategy<Value = Event> {
    select(vec![
        Event::Accepted,
        Event::Passed,
        Event::Declined(DeclineReason::Language),
        Event::Attempted(AttemptResult::Reached),
        Event::Attempted(AttemptResult::NoAnswer),
        Event::Connected,
        Event::ConnectedUndone,
        Event::Closed(Outcome::ServiceUsed),
        Event::Closed(Outcome::Connected),
        Event::Closed(Outcome::CouldNotReach),
        Event::Closed(Outcome::ReferredOn),
        Event::Withdrawn,
        Event::Expired,
    ])
}

proptest! {
    #[test]
    fn of_nothing_is_more_counted_than_of_what_it_is_a_part_of(deeds in proptest::collection::vec(any_event(), 0..40)) {
        let (mut status, mut events) = (apply(Bank::Receiver, None, Event::Arrived).ok(), vec![Event::Arrived]);
        for event in deeds {
            if let Ok(next) = apply(Bank::Receiver, status, event) {
                (status, _) = (Some(next), events.push(event));
            }
            let of = sums(&events);
            let n = |measure: Measure| of.get(&measure).copied().unwrap_or(0);
            for measure in Measure::ALL.iter().filter(|measure| counted_from(**measure) == CountedFrom::Events) {
                prop_assert!((0..=n(Measure::Arrived)).contains(&n(*measure)), "{measure:?}: {events:?}");
                let whole = out_of(*measure).filter(|whole| *whole != Measure::Sent).map_or(1, n);
                prop_assert!(n(*measure) <= whole, "{measure:?} of {whole}: {events:?}");
            }
            prop_assert!(n(Measure::Accepted) + n(Measure::Declined) <= n(Measure::Arrived), "{events:?}");
            prop_assert!(n(Measure::Connected) + n(Measure::EndedOtherwise) <= n(Measure::Accepted), "{events:?}");
        }
    }
}

#[test]
fn a_part_and_its_whole_are_counted_from_the_same_and_no_whole_is_a_part_of_itself() {
    for measure in Measure::ALL {
        let Some(whole) = out_of(*measure) else { continue };
        assert_eq!(counted_from(*measure), counted_from(whole), "{measure:?}");
        let mut above = Some(whole);
        while let Some(next) = above {
            assert_ne!(next, *measure);
            above = out_of(next);
        }
    }
}

#[test]
fn what_an_event_counts_as_is_counted_from_events() {
    for event in [Event::Sent, Event::Delivered, Event::Arrived, Event::Accepted, Event::Connected, Event::Withdrawn] {
        assert!(counts_of(event).iter().all(|measure| counted_from(*measure) == CountedFrom::Events));
    }
}

fn counted(bank: Bank, answer_by: Timestamp) -> Counted {
    Counted {
        direction: Direction::ToAdvocacy,
        bank,
        partner: OrgId::from_bytes([1; 16]),
        said: Some((Handoff::CallTogether, "es".to_owned())),
        since: Timestamp::from_micros(0),
        answer_by,
        day_by: answer_by,
    }
}

fn promised(of: &Counted, event: Event, at: Timestamp) -> Vec<String> {
    let took = timed(of.bank, &[(event, at)])[0].clone();
    let site = Some(SiteId::from_bytes([2; 16]));
    let counts = counts_of_record([event])[0];
    let parts = of.parts(&Happened { event, counts, month: Month { year: 2026, month: 11 }, took, site });
    assert!(parts.iter().any(|(part, _)| part.split == Split::Site), "where it was done: {event:?}");
    parts.into_iter().filter(|(part, _)| part.split == Split::Promise).map(|(part, _)| part.value).collect()
}

#[test]
fn an_answer_by_the_promised_minute_is_in_time_and_none_at_all_is_late() {
    let at = Timestamp::from_micros;
    let ours = counted(Bank::Receiver, at(100));
    assert_eq!(promised(&ours, Event::Accepted, at(100)), [Kept::InTime.code()]);
    assert_eq!(
        promised(&ours, Event::Declined(DeclineReason::Full), at(99)),
        [Kept::InTime.code()],
        "a no is an answer"
    );
    assert_eq!(promised(&ours, Event::Accepted, at(101)), [Kept::Late.code()]);
    assert_eq!(promised(&ours, Event::Expired, at(50)), [Kept::Late.code()]);
    assert!(
        promised(&ours, Event::Connected, at(50)).is_empty() && promised(&ours, Event::Withdrawn, at(50)).is_empty()
    );
    assert!(
        promised(&counted(Bank::Sender, at(100)), Event::Accepted, at(50)).is_empty(),
        "the promise is the receiver's"
    );
    let answered = timed(Bank::Receiver, &[(Event::Accepted, at(1)), (Event::Expired, at(900))]);
    let first = Took { measure: Measure::Accepted, at: at(1), n: 1 };
    assert_eq!(answered, [vec![first], vec![]], "what was answered in time does not become late by lying still");
}

#[test]
fn an_offer_is_an_answer_in_a_note_at_a_health_center_and_what_was_sent_or_pressed_with_advocates() {
    let count = |measure: Measure| match measure {
        Measure::Visits => 50,
        Measure::DecisionRecorded => 30,
        Measure::NoThanks => 12,
        Measure::Sent => 9,
        Measure::OfferLater => 4,
        Measure::OfferDeclined => 5,
        Measure::Slips => 6,
        other => panic!("nothing else makes an offer: {other:?}"),
    };
    assert_eq!(
        offered(OrgKind::HealthCenter, count),
        39,
        "what is sent came of a note, or of none: it is no second offer"
    );
    assert!(
        !sent_was_offered(OrgKind::HealthCenter),
        "nor is it a part of them: some went under a release and no note"
    );
    assert_eq!(offered(OrgKind::Advocacy, count), 18);
    assert!(sent_was_offered(OrgKind::Advocacy));
    assert_eq!(information(count), (20, 26), "cards only, and with the slips that people carry");
}

#[test]
fn a_visit_with_cards_only_is_no_offer() {
    let note = |next_step| CuesNote {
        seen_alone: SeenAlone::Yes,
        interpreter: Interpreter::NotNeeded,
        limits_explained: true,
        cards: 2,
        next_step,
    };
    for step in NextStep::ALL {
        let counts: BTreeMap<Measure, u32> = counts_of_note(&note(*step)).into_iter().collect();
        let count = |measure: Measure| u64::from(counts.get(&measure).copied().unwrap_or(0));
        let is_offer = *step != NextStep::CardOnly;
        assert_eq!(offered(OrgKind::HealthCenter, count), u64::from(is_offer), "{step:?}");
        assert_eq!(information(count), (u64::from(!is_offer), u64::from(!is_offer)), "{step:?}");
    }
}

#[test]
fn every_gauge_says_what_it_is_a_part_of_in_the_same_unit() {
    for gauge in Gauge::ALL {
        let fits = match gauge.whole() {
            Some(Whole::Answers | Whole::Ended) => gauge.unit() == GaugeUnit::Referrals,
            Some(
                Whole::Answered
                | Whole::Reached
                | Whole::Connected
                | Whole::Sent
                | Whole::ToldAccepted
                | Whole::ToldConnected,
            ) => gauge.unit() == GaugeUnit::Steps,
            Some(Whole::Staff) => gauge.unit() == GaugeUnit::Staff,
            Some(Whole::CelebrationHeads | Whole::Places) => gauge.unit() == GaugeUnit::Heads,
            None => true,
        };
        assert!(fits, "{gauge:?}");
    }
}

#[test]
fn every_time_that_is_taken_is_defined() {
    let lives = [
        (
            Bank::Receiver,
            vec![Event::Arrived, Event::Accepted, Event::Attempted(AttemptResult::Reached), Event::Connected],
        ),
        (Bank::Receiver, vec![Event::Arrived, Event::Declined(DeclineReason::Full)]),
        (Bank::Sender, vec![Event::Sent, Event::Told(ToldBack::Accepted), Event::Told(ToldBack::Connected)]),
    ];
    let mut defined = BTreeSet::new();
    for (bank, events) in lives {
        let events: Vec<_> = events.into_iter().map(|event| (event, Timestamp::from_micros(0))).collect();
        for took in timed(bank, &events).into_iter().flatten() {
            let gauge = Gauge::time_to(took.measure, bank == Bank::Sender);
            assert!(gauge.is_some(), "{:?} of {bank:?}", took.measure);
            defined.extend(gauge);
        }
    }
    let times = Gauge::ALL.iter().copied().filter(|gauge| gauge.unit() == GaugeUnit::Steps);
    assert_eq!(defined, times.collect());
}

#[test]
fn that_nobody_came_is_told_as_fewer_too() {
    assert_eq!(
        [Told::of(0, 11), Told::of(10, 11), Told::of(11, 11)],
        [Told::Fewer(11), Told::Fewer(11), Told::Number(11)]
    );
    assert_eq!(Told::Number(0).by(11), Told::Fewer(11), "also where it stands since before");
    assert!(Told::Fewer(11).fits(0) && !Told::Fewer(11).fits(11));
}

#[test]
fn a_share_is_said_of_twenty_or_more_and_heads_that_only_the_partner_knows_are_not_added() {
    assert_eq!([share(199, 200), share(200, 200)], [Some(99), Some(100)], "all of them are only all of them");
    assert_eq!([share(19, 19), share(19, 20), share(21, 20), share(1, 200)], [None, Some(95), None, Some(1)]);
    let days = [Some(Told::Number(12)), Some(Told::Fewer(11)), None, Some(Told::Number(3))];
    let reach = days.into_iter().fold(Reach::default(), Reach::and);
    assert_eq!(reach, Reach { count: 15, untold: 1 });
}
