//! What is counted.

use domain::measure::{CountedFrom, Measure, counted_from, counts_of, out_of, uncounts_of};
use domain::referral::{AttemptResult, DeclineReason, Event, Outcome, Told};
use domain::safe_contact::PlanPart;

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
    for told in Told::ALL {
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
