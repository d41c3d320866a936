//! What is counted.

use domain::ids::{OrgId, SiteId};
use domain::measure::{
    Counted, CountedFrom, Gauge, GaugeUnit, Happened, Kept, Measure, Reach, Split, Whole, counted_from, counts_of,
    out_of, share, timed, uncounts_of,
};
use domain::programs::Told;
use domain::referral::{AttemptResult, Bank, DeclineReason, Direction, Event, Handoff, Outcome, Told as ToldBack};
use domain::safe_contact::PlanPart;
use domain::time::{Month, Timestamp};

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
fn what_was_undone_takes_back_what_it_counted_and_counts_nothing() {
    assert!(counts_of(Event::ConnectedUndone).is_empty());
    assert_eq!(uncounts_of(Event::ConnectedUndone), counts_of(Event::Connected));
    for event in [Event::Connected, Event::Withdrawn, Event::Recalled, Event::Passed] {
        assert!(uncounts_of(event).is_empty(), "{event:?}");
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
    }
}

fn promised(of: &Counted, event: Event, at: Timestamp) -> Vec<String> {
    let took = timed(&[(event, at)])[0];
    let site = Some(SiteId::from_bytes([2; 16]));
    let parts = of.parts(Happened { event, at, month: Month { year: 2026, month: 11 }, took, site });
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
    let answered = timed(&[(Event::Accepted, at(1)), (Event::Expired, at(900))]);
    assert_eq!(answered, [Some(at(1)), None], "what was answered in time does not become late by lying still");
}

#[test]
fn every_gauge_says_what_it_is_a_part_of_in_the_same_unit() {
    for gauge in Gauge::ALL {
        let fits = match gauge.whole() {
            Some(Whole::Answers) => gauge.unit() == GaugeUnit::Referrals,
            Some(Whole::Staff) => gauge.unit() == GaugeUnit::Staff,
            Some(Whole::CelebrationHeads | Whole::Places) => gauge.unit() == GaugeUnit::Heads,
            None => true,
        };
        assert!(fits, "{gauge:?}");
    }
}

#[test]
fn a_share_is_said_of_twenty_or_more_and_heads_that_only_the_partner_knows_are_not_added() {
    assert_eq!([share(199, 200), share(200, 200)], [Some(99), Some(100)], "all of them are only all of them");
    assert_eq!([share(19, 19), share(19, 20), share(21, 20), share(1, 200)], [None, Some(95), None, Some(1)]);
    let days = [Some(Told::Number(12)), Some(Told::Fewer(11)), None, Some(Told::Number(3))];
    let reach = days.into_iter().fold(Reach::default(), Reach::and);
    assert_eq!(reach, Reach { count: 15, untold: 1 });
}
