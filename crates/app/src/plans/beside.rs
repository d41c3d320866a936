//! Messages between the two teams beside a referral, under its own release and beside no plan: a thread on the record's
//! page. They are kept, carried and ended as those of a plan are, each way under a release of the side that writes.
//!
//! Invariant: nothing but a live release of ours for this half that names messages lets one be written
//! ([`domain::gate::clear`]); a patient's recorded word does not.

use super::closed::{Closed, why_not};
use super::fate::Fates;
use super::glance::covered;
use super::thread::{self, Thread};
use super::view::Letter;
use super::{Frame, Ground, absorb, show};
use crate::partnerships;
use crate::referrals::wishes::{Silence, silence};
use crate::{App, Result, Session};
use domain::audit::Act;
use domain::care_plan::ItemKind;
use domain::ids::{LineId, ReferralId};
use domain::member::Deed;
use domain::referral::{Bank, Referral};
use domain::release::{Element, Purpose};
use domain::time::Timestamp;

/// Which release of ours a message about this record goes under.
#[must_use]
pub const fn half_of(referral: &Referral) -> Purpose {
    match referral.bank {
        Bank::Sender => Purpose::WarmReferral,
        Bank::Receiver => Purpose::Feedback,
    }
}

/// The thread of a referral, as its page shows it.
pub struct Beside {
    /// The messages of both sides, oldest first, as far as they open.
    pub letters: Vec<Letter>,
    /// So many do not open where they stand: swapped or damaged. That does not take the rest away.
    pub unopened: usize,
    /// There are older ones than this message, which is the oldest of the page.
    pub older: Option<LineId>,
    /// There are newer ones than this page shows.
    pub is_older: bool,
    /// Ours can be written until then; none when no release of ours that lives names messages.
    pub until: Option<Timestamp>,
    /// The person asked that nothing be told of the record.
    pub silence: Option<Silence>,
    /// A release that names messages can be taken for this half, and is for telling ([`Purpose::Feedback`]).
    pub can_release: bool,
    /// It went on the patient's recorded word, and on no release.
    pub by_agreement: bool,
    /// The record takes messages: it was not stopped, declined or forgotten, and did get there.
    pub is_open: bool,
    /// The time of the page.
    pub now: Timestamp,
}

/// The messages beside a referral. Takes in what the partner wrote meanwhile. That the record was opened is written down by
/// the opening of its page, to which the thread belongs.
///
/// # Errors
/// [`crate::Error::NotFound`] also for a record that is hidden from the viewer; [`crate::Error::Locked`].
pub async fn beside(app: &App, session: &Session, id: ReferralId) -> Result<Beside> {
    beside_before(app, session, id, None).await
}

/// The same, with the messages that are older than one of them.
///
/// # Errors
/// As [`beside`].
pub async fn beside_before(app: &App, session: &Session, id: ReferralId, before: Option<LineId>) -> Result<Beside> {
    session.authorize(Deed::ReadPlan)?;
    let ground = Ground::of(app, session, id).await?;
    absorb::take_in(app, session, &ground.referral, absorb::is_beside_a_referral).await?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    let fates = Fates::of(app, session, id).await?;
    let Thread { letters, unopened, older, is_older } =
        thread::page(app, session, (id, ItemKind::ReferralLetter), &fates, before, now).await?;
    if unopened > 0 {
        show::note_down(app, session, id, Act::SealBroken, "letters").await?;
    }
    let half = half_of(&ground.referral);
    let agreements = store::releases::agreements_of(app.store(), &session.scope, session.member, id).await?;
    let is_open = ground.stands && ground.over.is_none() && !ground.is_undelivered;
    Ok(Beside {
        letters,
        unopened,
        older,
        is_older,
        until: until(&ground, half, now),
        silence: silence(app, session, id).await?,
        can_release: is_open && half == Purpose::Feedback && session.may(Deed::TakeRelease),
        by_agreement: agreements.iter().any(|agreed| agreed.purpose == Purpose::WarmReferral),
        is_open,
        now,
    })
}

/// The latest end of our live releases for this half that name messages.
fn until(ground: &Ground, half: Purpose, now: Timestamp) -> Option<Timestamp> {
    let names = |release: &&domain::release::Release| {
        release.purpose == half && release.is_live(now) && release.elements.contains(&Element::Messages)
    };
    ground.releases.iter().filter(names).filter_map(|release| release.expires_at).max()
}

/// What the page that writes such a message must know. Nothing is opened.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn beside_frame(app: &App, session: &Session, id: ReferralId) -> Result<Frame> {
    session.authorize(Deed::WritePlan)?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    let half = half_of(&ground.referral);
    Ok(Frame {
        partner: partnerships::partner(app, session, ground.referral.partner).await?,
        short_code: id.short_code(),
        is_open: ground.stands && ground.over.is_none(),
        ours_until: until(&ground, half, now),
        covered: covered(&ground, half, now),
        silence: silence(app, session, id).await?,
    })
}

/// Why no message can be sent, when time or a word of the person is the reason.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn beside_closed(app: &App, session: &Session, id: ReferralId) -> Result<Option<Closed>> {
    session.authorize(Deed::WritePlan)?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    if let Some(why) = silence(app, session, id).await? {
        return Ok(Some(Closed::Silent(why)));
    }
    let half = half_of(&ground.referral);
    Ok(why_not(&ground, half, now))
}
