//! Why nothing is added to a plan, or shared of it, in terms a person can act on.

use super::Ground;
use super::show::theirs;
use super::view::Theirs;
use crate::referrals::wishes::{Silence, silence};
use crate::{App, Result, Session};
use domain::care_plan::{ended_at, open_until};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::referral::Status;
use domain::release::Purpose;
use domain::time::Timestamp;

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The person asked that nothing be told of the record.
    Silent(Silence),
    /// The person stopped sharing then.
    Stopped(Timestamp),
    /// The release ended then.
    RanOut(Timestamp),
    /// We share nothing, and the partner ended what it shared then.
    TheirsEnded(Timestamp),
    /// The referral itself is over since then.
    Over(Timestamp),
}

/// Why nothing can be added, or with `crosses` why nothing can be sent; none when neither time nor a word of the person
/// is the reason.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound).
pub async fn closed(app: &App, session: &Session, id: ReferralId, crosses: bool) -> Result<Option<Closed>> {
    session.authorize(Deed::WritePlan)?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    if crosses && let Some(why) = silence(app, session, id).await? {
        return Ok(Some(Closed::Silent(why)));
    }
    let is_open = if crosses { open_until(&ground.releases, now).is_some() } else { ground.is_open(now) };
    if ground.stands && is_open {
        return Ok(None);
    }
    if let Some(why) = why_not(&ground, Purpose::CoordinatedCare, now) {
        return Ok(Some(why));
    }
    Ok(match theirs(&ground, now) {
        Theirs::Ended(at) => Some(Closed::TheirsEnded(at)),
        Theirs::Nothing | Theirs::Until(_) => None,
    })
}

/// How our releases for this purpose ended, or how the record did.
pub(super) fn why_not(ground: &Ground, purpose: Purpose, now: Timestamp) -> Option<Closed> {
    if let Some(at) = ended_at(&ground.releases, purpose, now) {
        let mut of_it = ground.releases.iter().filter(|release| release.purpose == purpose);
        let is_stopped = of_it.any(|release| release.revoked_at == Some(at));
        return Some(if is_stopped { Closed::Stopped(at) } else { Closed::RanOut(at) });
    }
    if ground.stands {
        return None;
    }
    let at = ground.referral.changed_at;
    let is_stopped = ground.referral.status == Status::Withdrawn;
    Some(if is_stopped { Closed::Stopped(at) } else { Closed::Over(at) })
}
