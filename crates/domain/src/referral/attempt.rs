//! An attempt to reach a person: what may be written down, and what it does to their plan.

use super::Event;
use crate::coded;
use crate::safe_contact::{ClosedBy, ContactWay, NotSafe, Recheck, SafeContact, contact_allowed, voicemail_allowed};
use crate::time::{Minutes, Timestamp};

coded! {
    /// What came of one attempt to reach a person.
    AttemptResult {
        /// Spoke with them.
        Reached = "reached",
        /// No answer, no message left.
        NoAnswer = "no_answer",
        /// No answer; a first name was left, as they allowed.
        LeftFirstName = "left_first_name",
        /// Someone else answered; nothing was said. Closes the plan until they say again what is safe.
        SomeoneElse = "someone_else",
        /// Not safe: stop. Sets the plan to "do not contact".
        NotSafe = "not_safe",
    }
}

/// An attempt that was made in a safe hour can be written down this much later.
const WRITTEN_LATER: Minutes = Minutes(60);

impl AttemptResult {
    /// Whether this can have come of a contact that the plan allowed. What closes the plan can always be said.
    ///
    /// # Errors
    /// [`NotSafe`] when the plan allows no contact, nor did within the last hour, or allows no voicemail.
    pub fn allowed(self, plan: &SafeContact, ours: &str, now: Timestamp) -> Result<(), NotSafe> {
        match self {
            Self::SomeoneElse | Self::NotSafe => return Ok(()),
            Self::LeftFirstName => voicemail_allowed(plan)?,
            Self::Reached | Self::NoAnswer => {}
        }
        let closed = contact_allowed(plan, plan.way, ours, now);
        match closed {
            Err(NotSafe::OutsideHours) => contact_allowed(plan, plan.way, ours, now.minus_minutes(WRITTEN_LATER))
                .map_err(|_| NotSafe::OutsideHours),
            other => other,
        }
    }
    /// The plan after it; nothing when it stays as it is.
    #[must_use]
    pub fn changes(self, plan: &SafeContact, now: Timestamp) -> Option<SafeContact> {
        if plan.way == ContactWay::DoNotContact {
            return None;
        }
        let closed = |by| Some(SafeContact { closed_by: Some(by), ..plan.clone() });
        match self {
            Self::NotSafe => Some(SafeContact::do_not_contact(now)),
            // What an older copy may not know stays doubtful until they say it anew.
            _ if plan.closed_by == Some(ClosedBy::Restored) => None,
            Self::SomeoneElse => closed(ClosedBy::SomeoneElse),
            _ if plan.recheck == Recheck::EveryTime => closed(ClosedBy::OneTry),
            Self::Reached | Self::NoAnswer | Self::LeftFirstName => None,
        }
    }
}

/// A try has shown that the plan as it was is a danger, and the person has not named a safe way since. The other bank has
/// a plan of its own and knows nothing of it: somebody there could still call.
#[must_use]
pub fn danger_stands(plan: &SafeContact, mut events: impl Iterator<Item = Event>) -> bool {
    let said = Event::Attempted(AttemptResult::NotSafe);
    let never = plan.way == ContactWay::DoNotContact && events.any(|event| event == said);
    never || plan.closed_by == Some(ClosedBy::SomeoneElse)
}
