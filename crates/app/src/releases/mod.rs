//! Releases: talked through and signed with the survivor, live for a while, taken back in one press.
//!
//! Read next: [`draft`] (eight steps), [`sign`] (the only way to a signed one), [`bound`] (that it is what was
//! signed).

pub mod bound;
pub mod draft;
mod form;
mod sealed;
mod signing;
pub mod unsent;

use crate::referrals::inbox::{PAGE, PartnerNames, partner_names};
use crate::referrals::stop::Noted;
use crate::referrals::{self, Cursor, Opening, Page, Stopped};
use crate::{App, Error, Result, Session, journal, plans};
use domain::audit::Act;
use domain::ids::{ReferralId, ReleaseId, SlipId};
use domain::member::Deed;
use domain::org::LONGEST_MAX_RELEASE;
use domain::referral::Direction;
use domain::release::{CopyKept, HowSaid, Purpose, Release};
use domain::time::{Days, Timestamp};
use store::slips::Slip;

pub use form::{form, heard_in, witness};
pub use sealed::Form;
pub use signing::{NewRelease, sign, walk};

/// A release in the list: no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// The release.
    pub release: Release,
    /// The recipient's name.
    pub recipient_name: String,
    /// Code of the record.
    pub short_code: String,
    /// Days left; 0 when it clears nothing any more.
    pub days_left: Days,
    /// A referral was sent under it.
    pub is_used: bool,
    /// What becomes of a copy; none when nobody asked.
    pub copy: Option<CopyKept>,
}

/// Live releases, those that end first on top.
///
/// # Errors
/// [`Error::NotFound`] without the deed, [`Error::Invalid`] `cursor` for a cursor that is none.
pub async fn list(app: &App, session: &Session, from: Option<Cursor>) -> Result<Page<ReleaseRow>> {
    session.authorize(Deed::ReadReleases)?;
    let after = from.as_ref().map(|from| from.time_and(ReleaseId::parse)).transpose()?;
    let (now, end) = (app.now(), app.now().plus_days(LONGEST_MAX_RELEASE).plus_days(Days(1)));
    let (store, viewer) = (app.store(), session.member);
    let mut rows = store::releases::expiring(store, &session.scope, viewer, now, end, after, PAGE + 1).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let key = |row: &store::releases::ReleaseRow| Some(Cursor::of_time_and(row.release.expires_at?, row.release.id));
    let next = rows.last().filter(|_| more).and_then(key);
    let names = partner_names(app, session).await?;
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        list.push(release_row(app, session, &names, row, now).await?);
    }
    Ok(Page { rows: list, next })
}

/// Releases that were signed so that somebody is introduced, and nothing was sent yet: the person believes that it is on
/// its way. Those that end first on top; nothing for whoever cannot send.
///
/// # Errors
/// When the database does not answer.
pub async fn unsent(app: &App, session: &Session) -> Result<Vec<ReleaseRow>> {
    if session.authorize(Deed::ReadReleases).is_err() || session.authorize(Deed::SendReferral).is_err() {
        return Ok(Vec::new());
    }
    let now = app.now();
    let rows = store::releases::unsent(app.store(), &session.scope, session.member, now, PAGE).await?;
    let names = partner_names(app, session).await?;
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        list.push(release_row(app, session, &names, row, now).await?);
    }
    Ok(list)
}

async fn release_row(
    app: &App,
    session: &Session,
    names: &PartnerNames,
    row: store::releases::ReleaseRow,
    now: Timestamp,
) -> Result<ReleaseRow> {
    let record = store::referrals::find(app.store(), &session.scope, session.member, row.release.referral).await?;
    Ok(ReleaseRow {
        recipient_name: names.get(&row.release.recipient).cloned().unwrap_or_default(),
        short_code: row.release.referral.short_code(),
        days_left: row.release.days_left(now),
        is_used: record.is_some(),
        copy: row.copy,
        release: row.release,
    })
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn show(app: &App, session: &Session, id: ReleaseId) -> Result<ReleaseRow> {
    session.authorize(Deed::ReadReleases)?;
    let row = store::releases::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    let names = partner_names(app, session).await?;
    release_row(app, session, &names, row, app.now()).await
}

/// Who opened what is kept with a release, newest first: its signed form, and its record once there is one.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn openings(app: &App, session: &Session, row: &ReleaseRow) -> Result<Vec<Opening>> {
    if !session.may(Deed::ReadOpenings) {
        return Ok(Vec::new());
    }
    referrals::show::openings(app, session, row.release.referral).await
}

/// Takes one back, as the person said in speech: see [`revoke_said`].
///
/// # Errors
/// As [`revoke_said`].
pub async fn revoke(app: &App, session: &Session, id: ReleaseId) -> Result<Stopped> {
    revoke_said(app, session, id, HowSaid::Speech).await
}

/// Takes one back, with everything that rests on it: what was sent under it is stopped as
/// [`crate::referrals::stop_said()`] does. Of a plan only the sharing ends, and the referral stands. Taken back twice,
/// it answers as the first time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn revoke_said(app: &App, session: &Session, id: ReleaseId, said: HowSaid) -> Result<Stopped> {
    session.authorize(Deed::StopSharing)?;
    let row = store::releases::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    let record = store::referrals::find(app.store(), &session.scope, session.member, row.release.referral).await?;
    if row.release.purpose == Purpose::CoordinatedCare {
        return plans::ending::stop(app, session, row.release.referral, said).await;
    }
    if record.is_some() {
        return referrals::stop_said(app, session, row.release.referral, said).await;
    }
    match take_back_unsent(app, session, id, row.release.referral, said).await? {
        Some(stopped) => Ok(stopped),
        // A colleague has sent it meanwhile.
        None => referrals::stop_said(app, session, row.release.referral, said).await,
    }
}

/// There is no record yet, so nothing was sent and nobody needs to hear of it. Nothing is done, and nothing answered,
/// if there is one by now.
async fn take_back_unsent(
    app: &App,
    session: &Session,
    id: ReleaseId,
    referral: ReferralId,
    said: HowSaid,
) -> Result<Option<Stopped>> {
    let (scope, member) = (session.scope, session.member);
    let end = referrals::stop::ending(app, session, referral, None, said);
    let end = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Whoever sends under it at this moment is seen here.
                store::releases::keep_still(tx, &scope, id).await?;
                if store::referrals::find(tx, &scope, member, referral).await?.is_some() {
                    return Ok(None);
                }
                let taken = store::releases::take_back(tx, &scope, id, end.at).await?;
                let end = match referrals::stop::note(tx, &scope, member, end, taken).await? {
                    Noted::Before(end) => return Ok(Some(end)),
                    Noted::Now(end) => end,
                };
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, end.at, Act::ReleaseRevoked, subject, ""));
                Ok::<_, Error>(Some(end))
            })
        })
        .await?;
    Ok(end.map(|end| referrals::stop::stopped(&end, said, Vec::new())))
}

/// Counts a slip that a person carries themselves. Nothing about them is stored. `id` is made with the form.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn slip_printed(app: &App, session: &Session, id: SlipId) -> Result<()> {
    session.authorize(Deed::PrintSlip)?;
    let direction = Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let slip = Slip { id, direction, at: now, month: session.month(now) };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::slips::insert(tx, &scope, &slip).await?.is_new() {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::SlipPrinted, None, ""));
                }
                Ok(())
            })
        })
        .await
}
