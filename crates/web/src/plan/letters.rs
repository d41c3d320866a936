//! What a page says of a message of ours, beside a plan and beside a referral.

use crate::texts::Tongue;
use app::plans::{Fate, Letter};
use domain::text::Label;
use domain::time::Timestamp;
use std::borrow::Cow;

/// What the partner can read of it, in one sentence.
pub(crate) fn reading(t: &Tongue, partner: &Label, letter: &Letter, now: Timestamp) -> Cow<'static, str> {
    let org = t.with("org", partner);
    match letter.fate {
        Fate::Died => org.say("plan-message-unsent"),
        Fate::Waits if letter.until > now => org.with("date", t.until(letter.until)).say("plan-message-waits"),
        Fate::Waits => org.say("plan-message-unsent"),
        Fate::There if letter.until > now => org.with("date", t.until(letter.until)).say("plan-message-until"),
        Fate::There => org.with("date", t.over_on(letter.until)).say("plan-message-ended"),
    }
}
