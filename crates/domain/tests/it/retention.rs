//! What belongs to a survivor is held for a while and then goes.

use crate::any::{DAY, at};
use domain::referral::{Bank, DeclineReason, Event, Outcome, Status, apply};
use domain::retention::{Due, RELEASE_FORM, referral_due};
use domain::time::{Days, Timestamp};

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
        (Receiver, Withdrawn, 90, Due::Destroy),
        (Receiver, Expired, 90, Due::Destroy),
        (Sender, Draft, 30, Due::Expire),
        (Sender, Sent, 30, Due::Expire),
        (Sender, Accepted, 30, Due::Expire),
        (Sender, Connected, 30, Due::Destroy),
        (Sender, Closed(Outcome::LoopClosed), 90, Due::Destroy),
        (Sender, Withdrawn, 90, Due::Destroy),
        (Sender, Expired, 90, Due::Destroy),
    ] {
        let on = |micros| referral_due(bank, status, at(0), at(micros));
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
    assert_eq!(referral_due(Bank::Receiver, Status::Received, at(6 * DAY), at(7 * DAY)), Due::Nothing);
    assert_eq!(referral_due(Bank::Receiver, Status::Received, at(DAY), at(0)), Due::Nothing);
}

#[test]
fn the_end_of_time_is_no_exception() {
    let end = Timestamp::from_micros(i64::MAX);
    assert_eq!(referral_due(Bank::Sender, Status::Sent, end, end), Due::Expire);
    assert_eq!(referral_due(Bank::Sender, Status::Sent, Timestamp::from_micros(i64::MIN), end), Due::Expire);
}

#[test]
fn the_form_of_a_release_is_kept_three_years() {
    assert_eq!(RELEASE_FORM, Days(1095));
}
