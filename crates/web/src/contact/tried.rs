//! A try to reach somebody: what can have come of it, and what is said once it is written down.

use app::referrals::Reach;
use domain::referral::AttemptResult;
use domain::safe_contact::{NotSafe, SafeContact};
use domain::time::Timestamp;

/// What can have come of an attempt, as the plan stands.
pub(crate) fn attempts(plan: &SafeContact, ours: &str, now: Timestamp) -> Vec<AttemptResult> {
    AttemptResult::ALL.iter().copied().filter(|result| result.allowed(plan, ours, now).is_ok()).collect()
}

/// What to say of one that was saved: a text key.
pub(crate) fn saved(result: AttemptResult, reach: &Reach) -> &'static str {
    match result {
        AttemptResult::SomeoneElse => "contact-saved-someone-else",
        AttemptResult::NotSafe => "contact-saved-not-safe",
        _ if reach.allowed == Err(NotSafe::OneTry) => "contact-saved-one-try",
        _ => "contact-saved-attempt",
    }
}
