//! Who is to reach out to a person needs a way that the person named, and that crosses.

use super::{ContactWay, SafeContact};
use crate::referral::Handoff;

/// Why nobody can be asked to reach out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum CannotReachOut {
    /// The person named no way.
    #[error("no way to reach them was named")]
    NoWay,
    /// The person named a call or a text, and no number for it.
    #[error("no number was given")]
    NoNumber,
    /// They named one, and it does not cross.
    #[error("the way to reach them does not cross")]
    NotShared,
}

/// Whether a person can be introduced like this. `plan` is what the person said, `shared` what crosses of it.
///
/// # Errors
/// [`CannotReachOut`] when the receiver is to reach out and would not know how.
pub fn can_hand_over(handoff: Handoff, plan: &SafeContact, shared: &SafeContact) -> Result<(), CannotReachOut> {
    if handoff != Handoff::AdvocateReachesOut {
        return Ok(());
    }
    match (plan.way, shared.way) {
        (ContactWay::DoNotContact, _) => Err(CannotReachOut::NoWay),
        (way, _) if way.needs_number() && plan.number.is_none() => Err(CannotReachOut::NoNumber),
        (way, crossing) if way != crossing => Err(CannotReachOut::NotShared),
        (way, _) if way.needs_number() && shared.number.is_none() => Err(CannotReachOut::NotShared),
        _ => Ok(()),
    }
}
