//! The states of a referral on both banks, as they are reviewed.

use crate::reviewed;
use domain::ids::ReferralId;
use domain::referral::{AttemptResult, Bank, DeclineReason, Event, Outcome, Status, Told, apply};
use domain::retention::Part;
use domain::safe_contact::PlanPart;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn statuses() -> Vec<Status> {
    use Status::*;
    let mut all = vec![Draft, Sent, Received, Accepted, Connecting, Connected];
    all.extend(Outcome::ALL.iter().copied().map(Closed));
    all.extend(DeclineReason::ALL.iter().copied().map(Declined));
    all.extend([Withdrawn, Expired]);
    all
}

fn events() -> Vec<Event> {
    let mut all = vec![Event::Sent, Event::Delivered, Event::Arrived, Event::Accepted, Event::Passed];
    all.extend(DeclineReason::ALL.iter().copied().map(Event::Declined));
    all.extend(AttemptResult::ALL.iter().copied().map(Event::Attempted));
    all.push(Event::Connected);
    all.extend(Outcome::ALL.iter().copied().map(Event::Closed));
    all.extend(Told::ALL.iter().copied().map(Event::Told));
    all.extend([Event::Withdrawn, Event::Expired, Event::Forgotten(None), Event::Recalled, Event::ConnectedUndone]);
    all.extend(Part::ALL.iter().map(|part| Event::Forgotten(Some(*part))));
    all.extend(PlanPart::ALL.iter().copied().map(Event::ContactChanged));
    all
}

fn named(code: &str, detail: Option<&str>) -> String {
    detail.map_or_else(|| code.to_owned(), |detail| format!("{code} {detail}"))
}

/// One line an event, one column a status that can change; final ones share a column, since none changes.
fn table(bank: Bank) -> String {
    let columns: Vec<Option<Status>> =
        std::iter::once(None).chain(statuses().into_iter().filter(|s| !s.is_final()).map(Some)).collect();
    let mut lines = vec![format!("{:<24}", "")];
    for column in &columns {
        write!(lines[0], " {:<22}", column.map_or("(none)", Status::code)).unwrap();
    }
    for event in events() {
        let mut line = format!("{:<24}", named(event.code(), event.detail()));
        for from in &columns {
            let to = apply(bank, *from, event).map_or_else(|_| ".".to_owned(), |s| named(s.code(), s.detail()));
            write!(line, " {to:<22}").unwrap();
        }
        lines.push(line);
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_events_of_the_senders_bank_are_as_reviewed() {
    reviewed!("referral_on_the_senders_bank", table(Bank::Sender));
}

#[test]
fn the_events_of_the_receivers_bank_are_as_reviewed() {
    reviewed!("referral_on_the_receivers_bank", table(Bank::Receiver));
}

/// Where a record of this bank begins: a draft on one side, nothing yet on the other.
fn beginning(bank: Bank) -> Option<Status> {
    match bank {
        Bank::Sender => Some(Status::Draft),
        Bank::Receiver => None,
    }
}

fn reachable(bank: Bank) -> Vec<Status> {
    let mut seen: Vec<Status> = beginning(bank).into_iter().collect();
    let mut open: Vec<Option<Status>> = vec![beginning(bank)];
    while let Some(from) = open.pop() {
        for to in events().into_iter().filter_map(|event| apply(bank, from, event).ok()) {
            if !seen.contains(&to) {
                seen.push(to);
                open.push(Some(to));
            }
        }
    }
    seen
}

#[test]
fn each_bank_reaches_its_own_states_and_no_other() {
    use Status::*;
    let of = |bank| reachable(bank).into_iter().map(|s| named(s.code(), s.detail())).collect::<BTreeSet<_>>();
    let names = |list: Vec<Status>| list.into_iter().map(|s| named(s.code(), s.detail())).collect::<BTreeSet<_>>();
    let sender = vec![
        Draft,
        Sent,
        Accepted,
        Connected,
        Closed(Outcome::ServiceUsed),
        Closed(Outcome::LoopClosed),
        Withdrawn,
        Expired,
    ];
    assert_eq!(of(Bank::Sender), names(sender), "a sender is told that the loop is closed, and not why");
    let mut receiver = vec![Received, Accepted, Connecting, Connected, Withdrawn, Expired];
    receiver.extend(Outcome::ALL.iter().copied().filter(|o| *o != Outcome::LoopClosed).map(Closed));
    receiver.extend(DeclineReason::ALL.iter().copied().map(Declined));
    assert_eq!(of(Bank::Receiver), names(receiver));
}

#[test]
fn a_final_state_accepts_nothing() {
    for bank in Bank::ALL {
        for status in statuses().into_iter().filter(|status| status.is_final()) {
            for event in events() {
                let refused = apply(*bank, Some(status), event).unwrap_err();
                assert_eq!((refused.bank, refused.from, refused.event), (*bank, status, event));
            }
        }
    }
}

#[test]
fn no_referral_is_stuck_for_ever() {
    for bank in Bank::ALL {
        for status in reachable(*bank).into_iter().filter(|status| !status.is_final()) {
            assert!(apply(*bank, Some(status), Event::Withdrawn).unwrap().is_final(), "{status:?} can be stopped");
            let ends = |event| apply(*bank, Some(status), event).is_ok_and(|to| to.is_final());
            assert!(events().into_iter().filter(|e| *e != Event::Withdrawn).any(ends), "{status:?} can end");
        }
    }
}

#[test]
fn a_record_begins_with_a_draft_or_an_arrival_only() {
    for event in events() {
        assert!(apply(Bank::Sender, None, event).is_err(), "{event:?}");
        assert_eq!(apply(Bank::Receiver, None, event).is_ok(), event == Event::Arrived, "{event:?}");
    }
}

#[test]
fn a_transport_receipt_says_nothing_about_the_person() {
    for status in [Status::Sent, Status::Accepted, Status::Connected] {
        assert_eq!(apply(Bank::Sender, Some(status), Event::Delivered), Ok(status));
    }
}

#[test]
fn status_and_event_come_back_from_storage_as_they_were() {
    for status in statuses() {
        assert_eq!(Status::parse(status.code(), status.detail()), Ok(status));
        let json = serde_json::to_string(&status).unwrap();
        assert_eq!(serde_json::from_str::<Status>(&json).unwrap(), status);
    }
    for event in events() {
        assert_eq!(Event::parse(event.code(), event.detail()), Ok(event));
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
    }
}

#[test]
fn a_stored_form_that_names_no_state_is_refused() {
    for (code, detail) in [
        ("closed", None),
        ("declined", None),
        ("draft", Some("full")),
        ("closed", Some("full")),
        ("", None),
        ("declined", Some("connected")),
        ("Sent", None),
        ("lost", None),
        ("connected", Some("")),
    ] {
        assert!(Status::parse(code, detail).is_err(), "{code} {detail:?}");
        assert!(!matches!(Event::parse(code, detail), Ok(e) if (e.code(), e.detail()) != (code, detail)));
    }
    for (code, detail) in [("told", None), ("attempted", None), ("attempted", Some("accepted")), ("sent", Some("x"))] {
        assert!(Event::parse(code, detail).is_err(), "{code} {detail:?}");
    }
}

#[test]
fn a_code_for_staff_to_read_aloud_is_eight_characters() {
    let id = ReferralId::from_bytes(*b"\x01\x98\x00\x00\x00\x00\x70\x00\x80\x00\x00\x00\xab\xcd\x12\xef");
    assert_eq!(id.short_code(), "ABCD-12EF");
}

fn any_events() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(prop::sample::select(events()), 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn no_sequence_of_events_reaches_an_undefined_state(events in any_events(), on_sender: bool) {
        let bank = if on_sender { Bank::Sender } else { Bank::Receiver };
        let (mut at, reachable) = (beginning(bank), reachable(bank));
        for event in events {
            let was_final = at.is_some_and(Status::is_final);
            let Ok(to) = apply(bank, at, event) else { continue };
            prop_assert!(!was_final);
            prop_assert!(reachable.contains(&to));
            prop_assert_eq!(Status::parse(to.code(), to.detail()), Ok(to));
            at = Some(to);
        }
    }

    #[test]
    fn connected_is_never_inferred_from_closed(events in any_events()) {
        let (mut at, mut met) = (None, false);
        for event in events {
            let Ok(to) = apply(Bank::Receiver, at, event) else { continue };
            met |= event == Event::Connected;
            if matches!(to, Status::Connected | Status::Closed(Outcome::Connected | Outcome::ServiceUsed)) {
                prop_assert!(met, "{:?} without having met", to);
            }
            at = Some(to);
        }
    }

    #[test]
    fn the_sender_knows_only_what_it_was_told(events in any_events()) {
        let (mut at, mut told) = (Status::Draft, Vec::new());
        for event in events {
            let Ok(to) = apply(Bank::Sender, Some(at), event) else { continue };
            if let Event::Told(word) = event {
                told.push(word);
            }
            let knows = match to {
                Status::Accepted => told.contains(&Told::Accepted),
                Status::Connected => told.contains(&Told::Connected),
                Status::Closed(Outcome::ServiceUsed) => told.contains(&Told::ServiceUsed),
                Status::Closed(_) => told.contains(&Told::LoopClosed),
                _ => true,
            };
            prop_assert!(knows, "{:?} after {:?}", to, told);
            at = to;
        }
    }
}
