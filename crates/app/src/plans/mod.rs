//! Coordinated care: a plan of two sides, and messages between their teams, each under the release of its own side.
//!
//! There is no shared plan. Each side has its own lines; the other gets a copy of those that were shared with it, one
//! press each, and keeps it no longer than the release under which it came.
//!
//! Read next: `show` and `view` (the page), `glance` (from outside), `write` (our own lines and notes), `share` (what crosses), `absorb` and
//! `arrival` (what the partner shared), `beside` (messages on a referral), `thread` (a page of messages), `take_out` (what we wrote, taken out), `fate` (what became of it), `ending` (how sharing ends), `closed` (why nothing is shared).

pub(crate) mod absorb;
pub(crate) mod arrival;
pub mod beside;
pub mod closed;
mod content;
pub(crate) mod ending;
pub mod fate;
pub mod glance;
pub(crate) mod kept;
pub mod share;
pub mod show;
pub mod take_out;
pub mod thread;
pub mod view;
pub mod write;

pub use beside::{Beside, beside, beside_before, beside_closed, beside_frame};
pub use closed::{Closed, closed};
pub use ending::stop;
pub use fate::Fate;
pub use glance::{Frame, Glance, Owner, frame, glance, owners};
pub use share::{share_line, take_line_back, write_beside, write_letter};
pub use show::{line, show, show_before};
pub use take_out::{TakenOut, ToTakeOut, message_to_take_out, take_message_out};
pub use thread::PAGE as MESSAGES_ON_A_PAGE;
pub use view::{Letter, Note, OurLine, PlanView, Shared, TheirLine, Theirs};
pub use write::{add_line, add_note, change_line, remove_line, remove_note, set_done};

use crate::referrals::{HowOver, Over};
use crate::{App, Error, Result, Session};
use domain::care_plan::open_until;
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::message::MessageKind;
use domain::referral::Referral;
use domain::release::Release;
use domain::time::Timestamp;
use store::{OrgScope, Tx};

/// A record whose plan is worked on.
pub(crate) struct Ground {
    pub(crate) referral: Referral,
    /// Releases of ours for the record, of every purpose.
    pub(crate) releases: Vec<Release>,
    pub(crate) theirs: Option<store::care_plan::Theirs>,
    /// The referral itself did not get there.
    pub(crate) is_undelivered: bool,
    /// The record has content, and was neither stopped nor declined.
    stands: bool,
    /// The record takes no deed any more.
    over: Option<Over>,
}

impl Ground {
    /// Finds a record that the caller may see. Opens nothing.
    pub(crate) async fn of(app: &App, session: &Session, id: ReferralId) -> Result<Self> {
        let (store, scope, viewer) = (app.store(), &session.scope, session.member);
        let row = store::referrals::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
        let releases = store::releases::of_referral(store, scope, viewer, id).await?;
        let theirs = store::care_plan::theirs(store, scope, viewer, id).await?;
        let releases = releases.into_iter().map(|row| row.release).collect();
        // A plan that both sides work in lives on, although nobody pressed that the referral was taken.
        let over = Over::of(&row.line, app.now()).filter(|over| over.how != HowOver::Untaken);
        let is_undelivered = row.line.undelivered == Some(MessageKind::Referral);
        let referral = row.line.referral;
        let stands = store::care_plan::stands(store, scope, id).await?;
        Ok(Self { referral, releases, theirs, is_undelivered, stands, over })
    }
    /// What the partner shares lives until then; none when it shares nothing now.
    pub(crate) fn theirs_until(&self, now: Timestamp) -> Option<Timestamp> {
        let theirs = self.theirs.filter(|theirs| theirs.ended_at.is_none())?;
        theirs.until.filter(|until| now < *until)
    }
    /// A plan opens while its record stands and a release of ours lives or the partner shares something, and takes no
    /// line after that.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.stands && (open_until(&self.releases, now).is_some() || self.theirs_until(now).is_some())
    }
    pub(crate) fn must_be_open(&self, now: Timestamp) -> Result<()> {
        self.must_live()?;
        if self.is_open(now) { Ok(()) } else { Err(Error::Invalid("plan-closed")) }
    }
    /// Nothing is shared of a record that is over. What a release allows, the gate says.
    pub(crate) fn must_live(&self) -> Result<()> {
        self.over.map_or(Ok(()), |over| Err(Error::Over(over)))
    }
}

/// Whether the record of a plan is over, for a page that would write in it. It opens nothing.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn over(app: &App, session: &Session, id: ReferralId) -> Result<Option<Over>> {
    if session.authorize(Deed::ReadPlan).is_err() {
        return Ok(None);
    }
    match Ground::of(app, session, id).await {
        Ok(ground) => Ok(ground.over),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Asked in the commit that writes: a stop, or a person's wish to be forgotten, may have come since the page was read. One
/// that comes now waits until this is written, and finds it.
async fn must_stand(tx: &Tx, scope: &OrgScope, referral: ReferralId) -> Result<()> {
    store::referrals::keep_still(tx, scope, referral).await?;
    if store::care_plan::stands(tx, scope, referral).await? { Ok(()) } else { Err(Error::Invalid("plan-closed")) }
}
