//! How sharing of a plan ends: its releases are taken back, what waits dies, and the partner hears of it if anything
//! had reached it. The referral itself stands.

use crate::dispatch::{self, Dispatch};
use crate::referrals::stop::{Noted, ending, note, stopped};
use crate::referrals::{Stopped, disclosed};
use crate::{App, Error, Result, Session, journal, partnerships};
use domain::audit::Act;
use domain::gate;
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::message::Body;
use domain::referral::Referral;
use domain::release::{HowSaid, Purpose};

/// Stops sharing the plan and the messages, whatever release of ours for it the survivor took back: one press,
/// effective at commit. It works while the partner is paused or away. Pressed twice, it answers as the first time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn stop(app: &App, session: &Session, id: ReferralId, said: HowSaid) -> Result<Stopped> {
    session.authorize(Deed::StopSharing)?;
    let (store, scope, member) = (app.store(), session.scope, session.member);
    let found = store::referrals::find(store, &scope, member, id).await?;
    let referral = found.ok_or(Error::NotFound)?.line.referral;
    let word = word(app, session, &referral).await?;
    let end = ending(app, session, id, Some(Purpose::CoordinatedCare), said);
    let end = store
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let taken = store::care_plan::take_back(tx, &scope, id, end.at).await?;
                let end = match note(tx, &scope, member, end, taken).await? {
                    Noted::Before(end) => return Ok(end),
                    Noted::Now(end) => end,
                };
                if taken.now {
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_member(&scope, member, end.at, Act::ReleaseRevoked, subject, "care"));
                    if store::care_plan::has_crossed(tx, &scope, id).await? {
                        dispatch::queue(tx, &scope, member, &word).await?;
                    }
                }
                Ok::<_, Error>(end)
            })
        })
        .await?;
    app.outgoing().notify_one();
    let rows = store::disclosures::of_referral(app.store(), &scope, member, id).await?;
    let of_care = |row: &store::disclosures::Disclosure| row.purpose == Purpose::CoordinatedCare;
    let seen = rows.into_iter().filter(|row| row.delivered_at.is_some() && of_care(row));
    Ok(stopped(&end, said, seen.map(disclosed).collect()))
}

/// The word to the partner that the plan is shared no more.
pub(crate) async fn word(app: &App, session: &Session, referral: &Referral) -> Result<Dispatch> {
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let public = partnerships::partner_public(&partnership);
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, Body::CareStopped);
    let cleared = gate::clear_stop(said, session.org_id())?;
    dispatch::seal(app, session, referral.id, &cleared, &public)
}
