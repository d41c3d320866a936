//! What belongs to a survivor is held for a while and then goes.

use crate::any::{DAY, at, still};
use domain::day::Day;
use domain::org::LONGEST_MAX_RELEASE;
use domain::referral::{Bank, DeclineReason, Event, Outcome, Status, apply};
use domain::retention::{Class, DocumentNumber, Due, OutOfBounds, PurgeRule, Schedule, Still, plan_goes_at};
use domain::time::{Days, Timestamp};
use proptest::prelude::*;

#[test]
fn everything_has_an_end_and_the_end_comes_on_its_day() {
    use Bank::{Receiver, Sender};
    use Status::*;
    for (bank, status, days, due) in [
        (Receiver, Received, 7, Due::Expire),
        (Receiver, Accepted, 90, Due::Expire),
        (Receiver, Connecting, 90, Due::Expire),
        (Receiver, Connected, 90, Due::Destroy),
        (Receiver, Closed(Outcome::ServiceUsed), 90, Due::Destroy),
        (Receiver, Closed(Outcome::CouldNotReach), 90, Due::Destroy),
        (Receiver, Declined(DeclineReason::Full), 90, Due::Destroy),
        (Receiver, Withdrawn, 0, Due::Destroy),
        (Receiver, Expired, 90, Due::Destroy),
        (Sender, Draft, 30, Due::Expire),
        (Sender, Sent, 30, Due::Expire),
        (Sender, Accepted, 30, Due::Expire),
        (Sender, Connected, 30, Due::Destroy),
        (Sender, Closed(Outcome::LoopClosed), 90, Due::Destroy),
        (Sender, Withdrawn, 90, Due::Destroy),
        (Sender, Expired, 90, Due::Destroy),
    ] {
        let on = |micros| still(bank, status, at(0)).due(&Schedule::default(), at(micros));
        assert_eq!(on(days * DAY - 1), Due::Nothing, "{bank:?} {status:?} is kept");
        assert_eq!(on(days * DAY), due, "{bank:?} {status:?} goes");
        assert_eq!(on(4_000 * DAY), due, "{bank:?} {status:?} is not forgotten");
        if due == Due::Expire {
            assert!(apply(bank, Some(status), Event::Expired).is_ok(), "{bank:?} {status:?} can expire");
        }
    }
}

#[test]
fn a_change_begins_the_time_anew_and_a_change_ahead_of_the_clock_keeps() {
    assert_eq!(
        still(Bank::Receiver, Status::Received, at(6 * DAY)).due(&Schedule::default(), at(7 * DAY)),
        Due::Nothing
    );
    assert_eq!(still(Bank::Receiver, Status::Received, at(DAY)).due(&Schedule::default(), at(0)), Due::Nothing);
}

#[test]
fn what_is_worked_with_is_not_left_untouched_and_no_other_time_begins_anew() {
    let worked = |bank, status| Still { worked_at: Some(at(5 * DAY)), ..still(bank, status, at(0)) };
    for (bank, status, since) in [
        (Bank::Receiver, Status::Accepted, 5),
        (Bank::Receiver, Status::Connecting, 5),
        (Bank::Receiver, Status::Connected, 5),
        (Bank::Receiver, Status::Received, 0),
        (Bank::Receiver, Status::Closed(Outcome::ServiceUsed), 0),
        (Bank::Sender, Status::Sent, 0),
        (Bank::Sender, Status::Connected, 0),
    ] {
        let kept = still(bank, status, at(since * DAY)).goes_at(&Schedule::default());
        assert_eq!(worked(bank, status).goes_at(&Schedule::default()), kept, "{bank:?} {status:?}");
    }
    let before = Still { worked_at: Some(at(-DAY)), ..still(Bank::Receiver, Status::Accepted, at(0)) };
    assert_eq!(before.goes_at(&Schedule::default()), at(90 * DAY), "it never ends sooner");
}

#[test]
fn the_end_of_time_is_no_exception() {
    let end = Timestamp::from_micros(i64::MAX);
    assert_eq!(still(Bank::Sender, Status::Sent, end).due(&Schedule::default(), end), Due::Expire);
    assert_eq!(
        still(Bank::Sender, Status::Sent, Timestamp::from_micros(i64::MIN)).due(&Schedule::default(), end),
        Due::Expire
    );
}

#[test]
fn the_defaults_are_those_that_the_privacy_page_names() {
    for (class, days) in [
        (Class::Unaccepted, 7),
        (Class::Unheard, 30),
        (Class::Untouched, 90),
        (Class::Closed, 90),
        (Class::ContactNumbers, 0),
        (Class::CarePlan, 30),
        (Class::ReleaseForm, 1095),
        (Class::DisclosureLog, 2192),
    ] {
        assert_eq!(Schedule::default().kept(class), Days(days), "{class:?}");
    }
    assert!(Class::DisclosureLog.is_fixed() && Class::ContactNumbers.is_fixed());
    assert!(Class::Unheard.shortest() > Class::Unaccepted.longest(), "a sender hears as long as it can be taken");
    assert!(Class::ReleaseForm.shortest() >= LONGEST_MAX_RELEASE, "a form outlives what it proves");
}

#[test]
fn every_rule_has_its_class_and_only_the_log_has_none() {
    let named: Vec<_> = Class::ALL.iter().filter_map(|class| Some((class.code(), PurgeRule::of(*class)?))).collect();
    assert_eq!(named.len(), Class::ALL.len() - 1);
    assert!(named.iter().all(|(class, rule)| *class == rule.code()));
    assert_eq!(PurgeRule::of(Class::DisclosureLog), None);
}

#[test]
fn a_document_has_a_number_and_tells_no_story() {
    for fine in ["2026-CV-01147", "  Order 12/2026 ", "Case no. 4:26-cr-99", "§"] {
        assert_eq!(DocumentNumber::parse(fine).is_ok(), fine != "§", "{fine}");
    }
    let story = "She went to court on 5 May and he";
    for wrong in ["", "   ", "Doe v. Roe", story, "1".repeat(41).as_str(), "7\n8", "12 (see file)"] {
        assert!(DocumentNumber::parse(wrong).is_err(), "{wrong}");
    }
    let number = DocumentNumber::parse(" 2026-CV-01147 ").unwrap();
    assert_eq!((number.reveal(), format!("{number:?}").as_str()), ("2026-CV-01147", "DocumentNumber"));
}

fn any_class() -> impl Strategy<Value = Class> {
    prop::sample::select(Class::ALL)
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    prop::collection::vec((any_class(), 0..4_000_u32), 0..12)
        .prop_map(|stored| Schedule::read(stored.into_iter().map(|(class, days)| (class, Days(days)))))
}

fn any_standing() -> impl Strategy<Value = (Bank, Status)> {
    use Status::*;
    let status = [
        Draft,
        Sent,
        Received,
        Accepted,
        Connecting,
        Connected,
        Closed(Outcome::ServiceUsed),
        Declined(DeclineReason::Full),
        Withdrawn,
        Expired,
    ];
    (prop::sample::select(Bank::ALL), prop::sample::select(status.to_vec()))
}

proptest! {
    #[test]
    fn whatever_is_stored_nothing_is_kept_longer_than_the_default(kept in any_schedule(), class in any_class()) {
        prop_assert!(kept.kept(class) <= class.longest());
        prop_assert!(kept.kept(class) >= class.shortest());
        prop_assert!(kept.soonest() <= Schedule::default().soonest());
    }

    #[test]
    fn a_time_is_taken_if_it_is_shorter_and_long_enough(class in any_class(), days in 0..4_000_u32) {
        let within = days >= class.shortest().0 && days <= class.longest().0;
        match Schedule::default().with(class, Days(days)) {
            Ok(kept) => prop_assert!(within && kept.kept(class) == Days(days)),
            Err(error) => {
                prop_assert!(!within);
                prop_assert_eq!(error, OutOfBounds { class });
            }
        }
    }

    #[test]
    fn what_is_due_stays_due_and_a_shorter_time_makes_nothing_later(
        (bank, status) in any_standing(),
        kept in any_schedule(),
        changed in -400 * DAY..400 * DAY,
        now in -400 * DAY..400 * DAY,
        later in 0..400 * DAY,
    ) {
        let due = |kept: &Schedule, now| still(bank, status, at(changed)).due(kept, at(now));
        if due(&kept, now) != Due::Nothing {
            prop_assert_eq!(due(&kept, now), due(&kept, now + later));
        }
        if due(&Schedule::default(), now) != Due::Nothing {
            prop_assert_ne!(due(&kept, now), Due::Nothing, "shorter is never longer");
        }
    }

    #[test]
    fn a_record_stays_while_a_plan_about_it_is_shared_and_goes_when_both_are_over(
        (bank, status) in any_standing(),
        kept in any_schedule(),
        changed in -400 * DAY..400 * DAY,
        until in -400 * DAY..400 * DAY,
    ) {
        let alone = still(bank, status, at(changed));
        let shared = Still { shares_until: Some(at(until)), ..alone };
        let goes = alone.goes_at(&kept).max(at(until));
        prop_assert_eq!(shared.goes_at(&kept), goes);
        prop_assert_eq!(shared.due(&kept, Timestamp::from_micros(goes.micros() - 1)), Due::Nothing);
        prop_assert_ne!(shared.due(&kept, goes), Due::Nothing);
        let ended = plan_goes_at(Some(at(until)), &kept, at(changed));
        prop_assert_eq!(ended, at(until).plus_days(kept.kept(Class::CarePlan)));
        prop_assert_eq!(plan_goes_at(None, &kept, at(changed)), at(changed));
    }

    #[test]
    fn what_nobody_took_goes_when_its_word_ends_unless_it_goes_before_or_a_plan_is_shared(
        (bank, status) in any_standing(),
        kept in any_schedule(),
        changed in -400 * DAY..400 * DAY,
        ends in -400 * DAY..400 * DAY,
        shared in proptest::option::of(-400 * DAY..400 * DAY),
    ) {
        let alone = still(bank, status, at(changed));
        let untaken = Still { untaken_until: Some(at(ends)), shares_until: shared.map(at), ..alone };
        let goes = alone.goes_at(&kept).min(at(ends));
        prop_assert_eq!(untaken.goes_at(&kept), shared.map_or(goes, |until| goes.max(at(until))));
    }

    #[test]
    fn nothing_of_a_referral_goes_before_the_soonest_time(
        (bank, status) in any_standing(),
        kept in any_schedule(),
        changed in -400 * DAY..400 * DAY,
        early in 1..400 * DAY,
    ) {
        if (bank, status) != (Bank::Receiver, Status::Withdrawn) {
            let now = at(changed).plus_days(kept.soonest());
            let now = Timestamp::from_micros(now.micros() - early);
            prop_assert_eq!(still(bank, status, at(changed)).due(&kept, now), Due::Nothing);
        }
    }
}

#[test]
fn the_log_of_disclosures_reaches_six_years_back_from_any_day_and_outlives_all_content() {
    for day in 0..1_500 {
        let asked = Day::of(at(day * DAY), "UTC");
        let six_years_before = asked.years_before(6).begins("UTC");
        let kept_until = six_years_before.plus_days(Class::DisclosureLog.longest());
        assert!(kept_until >= asked.begins("UTC"), "{}", asked.code());
    }
    let longest = Class::ALL.iter().filter(|class| **class != Class::DisclosureLog).map(|class| class.longest()).max();
    assert!(Some(Class::DisclosureLog.shortest()) > longest);
}
