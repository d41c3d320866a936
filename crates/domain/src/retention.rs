//! How long things are kept. What belongs to a survivor is held for a while and then goes; counts stay.

use crate::referral::{Bank, Status};
use crate::time::{Days, Timestamp};

/// A referral that nobody took is gone after this.
pub const UNACCEPTED: Days = Days(7);
/// A referral's content is destroyed this long after it closed.
pub const CLOSED: Days = Days(90);
/// A sender's record about which nothing more was heard closes after this.
pub const UNHEARD: Days = Days(30);
/// The form of a release is kept sealed this long, then goes.
pub const RELEASE_FORM: Days = Days(3 * 365);

/// What retention does to a record now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet.
    Nothing,
    /// It expires: its content goes at once, since nobody will work with it.
    Expire,
    /// Contact numbers go at close; what is left of the content goes now.
    Destroy,
}

/// What is due for a referral. `now` comes from the watermark, so a clock set back never keeps anything longer
/// alive than it was.
#[must_use]
pub fn referral_due(bank: Bank, status: Status, changed_at: Timestamp, now: Timestamp) -> Due {
    let passed = |days| now >= changed_at.plus_days(days);
    match (bank, status) {
        (Bank::Receiver, Status::Received) if passed(UNACCEPTED) => Due::Expire,
        (Bank::Sender, Status::Draft | Status::Sent) if passed(UNHEARD) => Due::Expire,
        (_, status) if status.is_final() && passed(CLOSED) => Due::Destroy,
        _ => Due::Nothing,
    }
}
