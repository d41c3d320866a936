//! How long things are kept. What belongs to a survivor is held for a while and then goes; counts stay.

use crate::referral::{Bank, Status};
use crate::time::{Days, Timestamp};

/// A referral that nobody took is gone after this.
pub const UNACCEPTED: Days = Days(7);
/// A referral's content is destroyed this long after it closed.
pub const CLOSED: Days = Days(90);
/// A sender's record about which nothing more was heard closes after this.
pub const UNHEARD: Days = Days(30);
/// A receiver's record that was taken and then left untouched ends after this: everything has an end date, and
/// nobody may keep a name by never closing it.
pub const UNTOUCHED: Days = Days(90);
/// A care plan is destroyed this long after the last release for it ended.
pub const CARE_PLAN: Days = Days(30);
/// The form of a release is kept sealed this long, then goes.
pub const RELEASE_FORM: Days = Days(3 * 365);

/// What retention does to a record now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet.
    Nothing,
    /// It expires: the event `Expired` can be applied to it, and its content goes at once, since nobody will work
    /// with it.
    Expire,
    /// What is left of the content goes now; where it stands does not change. Contact numbers went at close.
    Destroy,
}

/// What is due for a referral. `now` comes from the watermark, so a clock set back never keeps anything longer
/// alive than it was.
#[must_use]
pub fn referral_due(bank: Bank, status: Status, changed_at: Timestamp, now: Timestamp) -> Due {
    let (kept, then) = match (bank, status) {
        (_, status) if status.is_final() => (CLOSED, Due::Destroy),
        // What is known stays known: "connected" is not turned into "expired" because nobody pressed close.
        (Bank::Receiver, Status::Connected) => (UNTOUCHED, Due::Destroy),
        (Bank::Sender, Status::Connected) => (UNHEARD, Due::Destroy),
        (Bank::Receiver, Status::Received) => (UNACCEPTED, Due::Expire),
        (Bank::Receiver, Status::Accepted | Status::Connecting) => (UNTOUCHED, Due::Expire),
        (Bank::Sender, Status::Draft | Status::Sent | Status::Accepted) => (UNHEARD, Due::Expire),
        // No record of that bank can stand there; if one does, it still has an end.
        _ => (UNTOUCHED, Due::Destroy),
    };
    if now >= changed_at.plus_days(kept) { then } else { Due::Nothing }
}
