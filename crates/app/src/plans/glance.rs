//! A plan from outside: nothing of it is opened, and nothing is written down.

use super::Ground;
use super::show::theirs;
use super::view::Theirs;
use crate::partnerships::{self, Partner};
use crate::referrals::wishes::{Silence, silence};
use crate::{App, Result, Session};
use domain::care_plan::open_until;
use domain::ids::{MemberId, ReferralId};
use domain::member::{Deed, MemberState, any_may};
use domain::release::{Element, Purpose};
use domain::text::Label;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// What a page that writes in a plan must know of it. Nothing was opened, and nothing is written down.
pub struct Frame {
    /// The other organization.
    pub partner: Partner,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// Lines and notes can be written.
    pub is_open: bool,
    /// Our releases for it live until then.
    pub ours_until: Option<Timestamp>,
    /// What they cover, together.
    pub covered: BTreeSet<Element>,
    /// The person asked that nothing be told of the record.
    pub silence: Option<Silence>,
}

/// A plan from outside, for somebody who may write in it.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound).
pub async fn frame(app: &App, session: &Session, id: ReferralId) -> Result<Frame> {
    session.authorize(Deed::WritePlan).or_else(|_| session.authorize(Deed::StopSharing))?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    Ok(Frame {
        partner: partnerships::partner(app, session, ground.referral.partner).await?,
        short_code: id.short_code(),
        is_open: ground.is_open(now),
        ours_until: open_until(&ground.releases, now),
        covered: covered(&ground, Purpose::CoordinatedCare, now),
        silence: silence(app, session, id).await?,
    })
}

/// Everything that our live releases for this purpose name.
pub(super) fn covered(ground: &Ground, purpose: Purpose, now: Timestamp) -> BTreeSet<Element> {
    let live = ground.releases.iter().filter(|r| r.purpose == purpose && r.is_live(now));
    live.flat_map(|release| release.elements.iter().copied()).collect()
}

/// What the record's page says of its plan, without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// Our releases for it live until then.
    pub ours_until: Option<Timestamp>,
    /// The person asked that nothing be told of the record.
    pub silence: Option<Silence>,
    /// How far the partner shares.
    pub theirs: Theirs,
    /// There is something to read, or something can be written.
    pub is_there: bool,
    /// A release for it can be taken now.
    pub can_begin: bool,
    /// The partner shared this much that nobody here has read.
    pub unread: u32,
}

/// Looks from outside. Writes nothing down, since nothing was opened.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound).
pub async fn glance(app: &App, session: &Session, id: ReferralId) -> Result<Glance> {
    session.authorize(Deed::ReadPlan)?;
    let (ground, now) = (Ground::of(app, session, id).await?, app.now());
    let (store, scope) = (app.store(), &session.scope);
    let has_items = store::care_plan::is_any(store, scope, session.member, id, now).await?;
    let standing = store::care_plan::standing(store, scope, app.worker(), ground.referral.crossing).await?;
    let ours_until = open_until(&ground.releases, now);
    Ok(Glance {
        ours_until,
        silence: silence(app, session, id).await?,
        theirs: theirs(&ground, now),
        is_there: has_items || ground.is_open(now) || ground.theirs.is_some(),
        can_begin: standing.is_some() && ours_until.is_none() && session.may(Deed::TakeRelease),
        unread: store::care_plan::n_pending(store, scope, ground.referral.crossing, now).await?,
    })
}

/// A member of ours who can have a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: Label,
}

/// Everyone here who works with plans; the caller first.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) without the deed.
pub async fn owners(app: &App, session: &Session) -> Result<Vec<Owner>> {
    session.authorize(Deed::WritePlan)?;
    let members = store::members::list(app.store(), &session.scope).await?;
    let works = |row: &store::members::MemberRow| {
        row.member.state == MemberState::Active && any_may(&row.member.roles, Deed::WritePlan)
    };
    let owner = |row: store::members::MemberRow| Owner { id: row.member.id, name: row.member.name };
    let mut owners: Vec<Owner> = members.into_iter().filter(works).map(owner).collect();
    owners.sort_by_key(|owner| (owner.id != session.member, owner.name.to_string()));
    Ok(owners)
}
