//! Why nobody may be contacted now, and what to do instead.

use crate::texts::Tongue;
use app::referrals::Reach;
use domain::safe_contact::NotSafe;
use domain::time::Timestamp;
use std::borrow::Cow;

/// A contact that is closed, in words.
pub(crate) struct Closed {
    /// Why.
    pub why: Cow<'static, str>,
    /// What to do instead; empty where the reason says it.
    pub then: Cow<'static, str>,
    /// The person said: do not contact.
    pub is_never: bool,
}

/// The words for a closed plan; nothing when it is open. Hours are told by the person's clock.
pub(crate) fn closed(t: &Tongue, reach: &Reach, now: Timestamp) -> Option<Closed> {
    let why = reach.allowed.err()?;
    if let Some(at) = reach.number_gone_at {
        let why = t.with("at", t.exact(at, now)).say("contact-number-gone");
        return Some(Closed { why, then: t.say("contact-wait-and-ask"), is_never: false });
    }
    let then = match (why, reach.opens_at) {
        (NotSafe::DoNotContact, _) => Cow::Borrowed(""),
        (_, Some(at)) => {
            let theirs = Tongue::new(t.language(), &reach.zone);
            t.with("at", theirs.exact(at, now)).say("contact-opens-at")
        }
        _ => t.say("contact-wait-and-ask"),
    };
    Some(Closed { why: t.label(why), then, is_never: why == NotSafe::DoNotContact })
}
