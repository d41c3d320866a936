//! Where a record is over, nothing is done with it any more, and everybody is told so in the same words: what happened
//! and when.
//!
//! What outlasts it is a person's word and what the law asks for: to stop, to ask a partner to forget, to put and lift a
//! hold, to write down a mandated disclosure, and the proof of what is gone.
//!
//! Invariant: a deed on a record asks [`must_live`] where it reads the record, and again in the commit that writes.

use crate::{App, Error, Result, Session};
use domain::ids::{MemberId, ReferralId};
use domain::member::Deed;
use domain::referral::Status;
use domain::time::Timestamp;
use store::referrals::{ReferralLine, ReferralRow};
use store::{OrgScope, Tx};

/// What ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowOver {
    /// The copy is destroyed: a person asked for it, a partner did, or its time was over.
    Forgotten,
    /// The partner ended sharing: what it had sent is gone here.
    PartnerEnded,
    /// Nobody took it before the release it came under ended.
    Untaken,
    /// Sharing ended, or it was declined: nothing new is begun about it. What we wrote down is still ours.
    Ended,
}

/// That a record takes no deed any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// What ended it.
    pub how: HowOver,
    /// Since when.
    pub at: Timestamp,
}

impl Over {
    /// How a record is over; none while it lives.
    pub(crate) fn of(line: &ReferralLine, now: Timestamp) -> Option<Self> {
        let untaken = line.untaken_until.filter(|until| now >= *until);
        let ways = [
            (HowOver::PartnerEnded, line.partner_ended_at),
            (HowOver::Forgotten, line.destroyed_at),
            (HowOver::Untaken, untaken),
        ];
        ways.into_iter().find_map(|(how, at)| at.map(|at| Self { how, at }))
    }

    /// The same, and where nothing new can be begun about it either.
    pub(crate) fn of_more(line: &ReferralLine, now: Timestamp) -> Option<Self> {
        let (Status::Withdrawn | Status::Declined(_) | Status::Expired) = line.referral.status else {
            return Self::of(line, now);
        };
        let ended = Self { how: HowOver::Ended, at: line.referral.changed_at };
        Some(Self::of(line, now).unwrap_or(ended))
    }
}

/// Nothing is done with a record that is over.
///
/// # Errors
/// [`Error::Over`].
pub(crate) fn must_live(row: &ReferralRow, now: Timestamp) -> Result<()> {
    Over::of(&row.line, now).map_or(Ok(()), |over| Err(Error::Over(over)))
}

/// The same in the commit that writes: it may have ended since it was read.
///
/// # Errors
/// [`Error::Over`]; [`Error::NotFound`] when it is hidden by now.
pub(crate) async fn must_live_still(
    tx: &Tx,
    scope: &OrgScope,
    viewer: MemberId,
    id: ReferralId,
    now: Timestamp,
) -> Result<()> {
    // Whoever ends it meanwhile waits for this commit, or is seen by it.
    store::referrals::keep_still(tx, scope, id).await?;
    must_live(&store::referrals::find(tx, scope, viewer, id).await?.ok_or(Error::NotFound)?, now)
}

/// A record that lives, for a deed that does not open it.
///
/// # Errors
/// [`Error::NotFound`] also for one that is hidden from the caller; [`Error::Over`].
pub(crate) async fn living(app: &App, session: &Session, id: ReferralId) -> Result<ReferralRow> {
    let row = store::referrals::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    must_live(&row, app.now()).map(|()| row)
}

/// Whether a record is over, for a page that would do something with it. It opens nothing. Nothing is said of a record
/// that the caller may not know of.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn over(app: &App, session: &Session, id: ReferralId) -> Result<Option<Over>> {
    if session.authorize(Deed::OpenReferral).or_else(|_| session.authorize(Deed::BookArrivals)).is_err() {
        return Ok(None);
    }
    let row = store::referrals::find(app.store(), &session.scope, session.member, id).await?;
    Ok(row.and_then(|row| Over::of(&row.line, app.now())))
}
