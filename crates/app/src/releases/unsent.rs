//! A release under which nothing was sent has no record yet. What a person can ask of a record they can ask of it: that a
//! colleague never see it, and that it be forgotten.
//!
//! Invariant: who must never see it is written before it is signed, so that between the two nobody can look.

use super::draft::{self, Standing};
use crate::forgetting::request::scrub_today;
use crate::referrals::{stop, work};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{MemberId, ReferralId, ReleaseId, ShortCode};
use domain::member::Deed;
use domain::org::LONGEST_MAX_RELEASE;
use domain::release::HowSaid;
use domain::retention::PurgeRule;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use store::retention::Purge;

/// Hides a release that is being talked through, and the record to come, from colleagues: before it is signed.
///
/// # Errors
/// [`Error::NotFound`] for a draft of somebody else's, and for somebody who is no colleague.
pub async fn never_show(app: &App, session: &Session, id: ReleaseId, from: &BTreeSet<MemberId>) -> Result<()> {
    if from.is_empty() {
        return Ok(());
    }
    session.authorize(Deed::HideFromMember)?;
    let referral = match draft::standing(app, session, id).await? {
        Standing::Open(begun) => begun.draft.referral(),
        Standing::Signed(release) => release.referral,
    };
    let colleagues = crate::people::colleagues(app, session).await?;
    let is_one = |id: &MemberId| *id != session.member && colleagues.iter().any(|(member, _)| member == id);
    if !from.iter().all(is_one) {
        return Err(Error::NotFound);
    }
    for colleague in from {
        work::hide(app, session, referral, *colleague, None).await?;
    }
    Ok(())
}

/// Whether there is a release of ours about a record to come, which the caller may see.
pub(crate) async fn is_released(app: &App, session: &Session, referral: ReferralId) -> Result<bool> {
    let rows = store::releases::of_referral(app.store(), &session.scope, session.member, referral).await?;
    Ok(!rows.is_empty())
}

/// The record to come whose release has this short code, among the live ones.
pub(crate) async fn by_short_code(app: &App, session: &Session, code: ShortCode) -> Result<Option<ReferralId>> {
    let (now, mut after) = (app.now(), None);
    let end = now.plus_days(LONGEST_MAX_RELEASE).plus_days(Days(1));
    loop {
        let (store, viewer) = (app.store(), session.member);
        let rows = store::releases::expiring(store, &session.scope, viewer, now, end, after, BATCH).await?;
        if let Some(found) = rows.iter().find(|row| row.release.referral.answers_to(code)) {
            return Ok(Some(found.release.referral));
        }
        match rows.last().and_then(|row| Some((row.release.expires_at?, row.release.id))) {
            Some(next) if rows.len() == BATCH as usize => after = Some(next),
            _ => return Ok(None),
        }
    }
}

/// Releases read at a time.
const BATCH: u32 = 200;

/// What was forgotten of a release under which nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The form was looked for now, and is not there.
    pub is_gone: bool,
}

/// Whether a release was forgotten because the person asked, looked at now.
///
/// # Errors
/// [`Error::NotFound`] also for one that is hidden from the viewer.
pub async fn forgotten(app: &App, session: &Session, id: ReleaseId) -> Result<Option<Forgotten>> {
    session.authorize(Deed::ReadReleases)?;
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let row = store::releases::find(store, scope, viewer, id).await?.ok_or(Error::NotFound)?;
    let stones = store::retention::of_record(store, scope, viewer, row.release.referral).await?;
    let asked = stones.into_iter().find(|stone| stone.table == "referrals" && stone.rule == Some(PurgeRule::Request));
    let Some(stone) = asked else { return Ok(None) };
    let names = crate::forgetting::holds::names(app, session).await?;
    let by = stone.member.and_then(|member| names.get(&member).cloned()).unwrap_or_default();
    let form = store::releases::find_form(store, scope, viewer, id).await?;
    let is_gone = form.is_none_or(|form| form.form_key_sealed.is_none() && form.form_sealed.is_none());
    Ok(Some(Forgotten { at: stone.at, by, is_gone }))
}

/// Forgets a release under which nothing was sent, as the person asked: it is taken back, and its form and whatever it
/// says of the signer are gone. `code` is its short code, typed by whoever does it. Said twice, it was done once.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] `forget-code-wrong`; [`Error::Held`]; [`Error::Busy`] when a referral was sent
/// under it: then the record is forgotten instead.
pub async fn forget(app: &App, session: &Session, id: ReleaseId, code: &str) -> Result<()> {
    session.authorize(Deed::ForgetRecord)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let row = store::releases::find(app.store(), &scope, member, id).await?.ok_or(Error::NotFound)?;
    let referral = row.release.referral;
    if !ShortCode::parse(code).is_some_and(|code| referral.answers_to(code)) {
        return Err(Error::Invalid("forget-code-wrong"));
    }
    let end = stop::ending(app, session, referral, None, HowSaid::Speech);
    let purge = Purge { rule: PurgeRule::Request, member: Some(member), at: now };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Whoever sends under it at this moment is seen here.
                store::releases::keep_still(tx, &scope, id).await?;
                if store::referrals::find(tx, &scope, member, referral).await?.is_some() {
                    return Err(Error::Busy);
                }
                if store::holds::standing(tx, &scope, referral).await?.is_some() {
                    return Err(Error::Held);
                }
                let subject = Some(referral.bytes());
                let taken = store::releases::take_back_all(tx, &scope, referral, end.at).await?;
                if taken.now {
                    stop::note(tx, &scope, member, end, taken).await.map(drop)?;
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReleaseRevoked, subject, "all"));
                }
                let form = store::releases::find_form(tx, &scope, member, id).await?;
                store::retention::forget_everything(tx, &scope, referral, &purge).await?;
                if form.is_some_and(|form| form.form_sealed.is_some()) {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::Forgotten, subject, "request"));
                }
                Ok(())
            })
        })
        .await?;
    app.store().empty_log().await;
    scrub_today(app);
    Ok(())
}
