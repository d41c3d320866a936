//! Stopping: what was shared is taken back, what waits dies, and the partner hears of it.
//!
//! Invariant: what was pressed twice is done once, and answers the second time as it did the first.

use super::show::{Disclosed, disclosed};
use crate::dispatch::{self, Dispatch};
use crate::{App, Error, Result, Session, journal, partnerships, plans};
use domain::audit::{Act, Actor};
use domain::gate;
use domain::ids::{CrossingId, FormId, MemberId, ReferralId};
use domain::member::Deed;
use domain::message::{Body, MessageKind};
use domain::referral::{Bank, Event, Referral, apply};
use domain::release::{HowSaid, Purpose};
use domain::time::{Month, Timestamp};
use store::referrals::{Change, Happening};
use store::releases::TakenBack;
use store::sharing_ends::SharingEnd;
use store::{OrgScope, Tx};

/// What had crossed before sharing was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// When sharing ended.
    pub at: Timestamp,
    /// How the person said so.
    pub said: HowSaid,
    /// What was already sent, and as far as may be known, seen by whom.
    pub seen: Vec<Disclosed>,
    /// Everybody there who has read it, and when first, where the partner may tell.
    pub readers: Vec<(String, Timestamp)>,
    /// Sends that were still queued and died.
    pub died: u32,
}

/// Stops sharing, as the person said in speech: see [`stop_said`].
///
/// # Errors
/// As [`stop_said`].
pub async fn stop(app: &App, session: &Session, id: ReferralId) -> Result<Stopped> {
    stop_said(app, session, id, HowSaid::Speech).await
}

/// Stops sharing: releases of this record are taken back, queued sends die, and the partner to whom we had sent is
/// told to stop. One press by anybody on duty, effective at commit; it works while the partner is paused or away. A
/// second press changes nothing, and answers as the first one did.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn stop_said(app: &App, session: &Session, id: ReferralId, said: HowSaid) -> Result<Stopped> {
    session.authorize(Deed::StopSharing)?;
    let (scope, member) = (session.scope, session.member);
    let found = store::referrals::find(app.store(), &scope, member, id).await?;
    let referral = found.ok_or(Error::NotFound)?.line.referral;
    let (bank, crossing) = (referral.bank, referral.crossing);
    let ending = Ending::of(app, session, &referral, said).await?;
    let end = app
        .store()
        .write(scope.org(), move |tx| Box::pin(async move { ending.write(tx, &scope, By::who_sees(member)).await }))
        .await?;
    app.outgoing().notify_one();
    // Who has read it may have been told and not taken in yet. Sharing has ended whether or not that can be read.
    if bank == Bank::Sender
        && let Err(error) = super::absorb::one(app, session, crossing).await
    {
        tracing::warn!(event = "not_taken_in", code = error.code());
    }
    let rows = store::disclosures::of_referral(app.store(), &scope, member, id).await?;
    let seen = rows.into_iter().filter(|row| row.delivered_at.is_some()).map(disclosed).collect();
    let readers = store::readings::of_referral(app.store(), &scope, member, id).await?;
    Ok(Stopped { readers, ..stopped(&end, said, seen) })
}

/// How sharing ended, where it has and nothing was shared since: there is nothing to press any more. A release that was
/// not taken back can be, also one that has ended by itself: the partner may still hold what was sent under it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn stopped_before(app: &App, session: &Session, id: ReferralId) -> Result<Option<Stopped>> {
    session.authorize(Deed::StopSharing)?;
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    store::referrals::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
    let ends = store::sharing_ends::of_referral(store, scope, viewer, id).await?;
    let Some(end) = ends.into_iter().rfind(|end| end.member.is_some() && end.purpose.is_none()) else {
        return Ok(None);
    };
    let releases = store::releases::of_referral(store, scope, viewer, id).await?;
    if releases.iter().any(|row| row.release.revoked_at.is_none()) {
        return Ok(None);
    }
    let rows = store::disclosures::of_referral(store, scope, viewer, id).await?;
    let seen = rows.into_iter().filter(|row| row.delivered_at.is_some()).map(disclosed).collect();
    let readers = store::readings::of_referral(store, scope, viewer, id).await?;
    Ok(Some(Stopped { readers, ..stopped(&end, HowSaid::Speech, seen) }))
}

pub(crate) fn stopped(end: &SharingEnd, said: HowSaid, seen: Vec<Disclosed>) -> Stopped {
    let died = u32::try_from(end.died).unwrap_or(u32::MAX);
    Stopped { at: end.at, said: end.said.unwrap_or(said), seen, readers: Vec::new(), died }
}

/// The end of sharing about one record, ready for its commit.
pub(crate) struct Ending {
    pub(super) end: SharingEnd,
    bank: Bank,
    crossing: CrossingId,
    month: Month,
    only_if_shared: bool,
    word: Dispatch,
    /// On the receiver's bank: what was told and waits unread goes.
    told_no_more: Option<Dispatch>,
}

/// Who ends it, and in whose sight it is looked up: a person's word is done by whoever hears it, although they may not see the record.
#[derive(Clone, Copy)]
pub(crate) struct By {
    pub(crate) member: MemberId,
    viewer: MemberId,
}

impl By {
    pub(crate) const fn viewer(self) -> MemberId {
        self.viewer
    }
    /// Of a record that they see.
    pub(crate) const fn who_sees(member: MemberId) -> Self {
        Self { member, viewer: member }
    }
    /// Of a record that they know by its code at most. No member has the id of nobody, so it is hidden from nobody.
    pub(crate) const fn blindly(member: MemberId) -> Self {
        Self { member, viewer: MemberId::from_bytes([0; 16]) }
    }
}

impl Ending {
    pub(crate) async fn of(app: &App, session: &Session, referral: &Referral, said: HowSaid) -> Result<Self> {
        let stop = stop_message(app, session, referral).await?;
        let (word, told_no_more) = match referral.bank {
            Bank::Sender => (stop, None),
            // A receiver who told nothing is silent about its end as well.
            Bank::Receiver => (plans::ending::word(app, session, referral).await?, Some(stop)),
        };
        let (end, month) = (ending(app, session, referral.id, None, said), session.month(app.now()));
        let (bank, crossing) = (referral.bank, referral.crossing);
        Ok(Self { end, bank, crossing, month, only_if_shared: false, word, told_no_more })
    }

    /// Where nothing was ever shared, nothing ends.
    pub(crate) fn only_if_shared(self) -> Self {
        Self { only_if_shared: true, ..self }
    }

    /// It does not end by the person's word.
    pub(crate) fn unsaid(self) -> Self {
        Self { end: SharingEnd { said: None, ..self.end }, ..self }
    }

    /// Answers how sharing ended: now, or when it had ended before and nothing was shared since.
    pub(crate) async fn write(self, tx: &Tx, scope: &OrgScope, by: By) -> Result<SharingEnd> {
        let Self { end, bank, crossing, month, only_if_shared, word, told_no_more } = self;
        store::referrals::keep_still(tx, scope, end.referral).await?;
        let taken = store::releases::take_back_all(tx, scope, end.referral, end.at).await?;
        // The partner's own releases end when it hears of this; what it shared with us ends here and now.
        if bank == Bank::Sender {
            store::care_plan::end_theirs(tx, scope, end.referral, crossing, end.at).await?;
            store::care_plan::end_their_letters(tx, scope, end.referral, crossing, end.at).await?;
        }
        if only_if_shared && bank == Bank::Receiver && !taken.now && taken.stopped == 0 {
            return Ok(end);
        }
        let end = match note(tx, scope, by.viewer, end, taken).await? {
            Noted::Before(end) => return Ok(end),
            Noted::Now(end) => end,
        };
        let (subject, member) = (Some(end.referral.bytes()), by.member);
        tx.audit(scope, journal::by_member(scope, member, end.at, Act::ReleaseRevoked, subject, "all"));
        if bank == Bank::Sender {
            withdraw(tx, scope, by, &end, month).await?;
        }
        if bank == Bank::Sender || taken.now && store::care_plan::has_crossed(tx, scope, end.referral).await? {
            dispatch::queue(tx, scope, member, &word).await?;
        }
        if let Some(stop) = told_no_more
            && taken.now
            && store::disclosures::has_told(tx, scope, end.referral).await?
        {
            dispatch::queue(tx, scope, member, &stop).await?;
        }
        Ok(end)
    }
}

/// The record is withdrawn from wherever it stands by now, and stays where it is if it has ended: what a colleague did
/// meanwhile never keeps a person's word from being done.
async fn withdraw(tx: &Tx, scope: &OrgScope, by: By, end: &SharingEnd, month: Month) -> Result<()> {
    let By { member, viewer } = by;
    let found = store::referrals::find(tx, scope, viewer, end.referral).await?;
    let Some(referral) = found.map(|row| row.line.referral) else { return Ok(()) };
    let Ok(to) = apply(referral.bank, Some(referral.status), Event::Withdrawn) else { return Ok(()) };
    let happening = Happening { event: Event::Withdrawn, member: Some(member), at: end.at, month };
    let change = Change { id: referral.id, from: referral.status, to, assigned: referral.assigned, happening };
    if store::referrals::change(tx, scope, &change).await? {
        tx.audit(scope, journal::worked_on(scope, Actor::Member(member), referral.id, end.at));
    }
    Ok(())
}

/// The end of sharing: of everything about the record, or for one purpose.
pub(crate) fn ending(
    app: &App,
    session: &Session,
    referral: ReferralId,
    purpose: Option<Purpose>,
    said: HowSaid,
) -> SharingEnd {
    let (id, member) = (FormId::new(app.next_id()), Some(session.member));
    SharingEnd { id, referral, at: app.now(), member, said: Some(said), died: 0, purpose }
}

/// How sharing ended.
pub(crate) enum Noted {
    /// By this deed.
    Now(SharingEnd),
    /// It had ended before, and nothing was shared since.
    Before(SharingEnd),
}

/// Writes down that sharing ended, unless nothing had been shared since it ended last.
pub(crate) async fn note(
    tx: &Tx,
    scope: &OrgScope,
    member: MemberId,
    mut end: SharingEnd,
    taken: TakenBack,
) -> store::Result<Noted> {
    if !taken.now && taken.stopped == 0 {
        let all = store::sharing_ends::of_referral(tx, scope, member, end.referral).await?;
        let before = all.into_iter().rfind(|one| one.member.is_some() && one.purpose == end.purpose);
        if let Some(before) = before {
            return Ok(Noted::Before(before));
        }
    }
    end.died = taken.stopped;
    let _ = store::sharing_ends::insert(tx, scope, &end).await?;
    Ok(Noted::Now(end))
}

/// Sends the word "stop" once more, when it could not be delivered and is not on its way any more.
///
/// # Errors
/// [`Error::NotFound`] also where nothing was stopped.
pub async fn stop_again(app: &App, session: &Session, id: ReferralId) -> Result<()> {
    session.authorize(Deed::StopSharing)?;
    let (scope, member) = (session.scope, session.member);
    let row = store::referrals::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let referral = row.line.referral;
    let (word, kind) = match row.line.undelivered {
        Some(kind @ MessageKind::Stop) => (stop_message(app, session, &referral).await?, kind),
        Some(kind @ MessageKind::CareStopped) => (plans::ending::word(app, session, &referral).await?, kind),
        _ => return Err(Error::NotFound),
    };
    let crossing = referral.crossing;
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::outbox::waits(tx, &scope, crossing, kind).await? {
                    return Ok(());
                }
                store::referrals::set_delivered(tx, &scope, crossing, kind).await?;
                dispatch::queue(tx, &scope, member, &word).await
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// The word "stop" to a partner. It needs no open partnership: stopping is never too late and never forbidden.
async fn stop_message(app: &App, session: &Session, referral: &Referral) -> Result<Dispatch> {
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let public = partnerships::partner_public(&partnership);
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, Body::Stop);
    let cleared = gate::clear_stop(said, session.org_id())?;
    dispatch::seal(app, session, referral.id, &cleared, &public)
}
