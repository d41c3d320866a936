//! Stopping: what was shared is taken back, what waits dies, and the partner hears of it.

use super::moves::Move;
use super::show::{Disclosed, disclosed};
use crate::dispatch::{self, Dispatch};
use crate::{App, Error, Result, Session, journal, partnerships, plans};
use domain::audit::Act;
use domain::gate;
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::message::Body;
use domain::referral::{Bank, Event, Referral, Status};

/// What had crossed before sharing was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// What was already sent, and as far as may be known, seen by whom.
    pub seen: Vec<Disclosed>,
    /// Sends that were still queued and died.
    pub died: u32,
}

/// Stops sharing: releases of this record are taken back, queued sends die, and the partner to whom we had sent is
/// told to stop. One press, effective at commit; it works while the partner is paused or away. A second press changes
/// nothing.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn stop(app: &App, session: &Session, id: ReferralId) -> Result<Stopped> {
    session.authorize(Deed::StopSharing)?;
    let (store, scope, member) = (app.store(), session.scope, session.member);
    let found = store::referrals::find(store, &scope, member, id).await?;
    let referral = found.ok_or(Error::NotFound)?.line.referral;
    let now = app.now();
    let withdrawn = match referral.bank {
        Bank::Sender => Move::of(session, &referral, Event::Withdrawn, referral.assigned, now).ok(),
        Bank::Receiver => None,
    };
    // A receiver who told nothing of the plan is silent about its end as well.
    let word = match referral.bank {
        Bank::Sender => stop_message(app, session, &referral).await?,
        Bank::Receiver => plans::ending::word(app, session, &referral).await?,
    };
    let (node, bank, crossing) = (app.clone(), referral.bank, referral.crossing);
    let died = store
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let standing = store::referrals::find_crossing(tx, &scope, node.worker(), crossing, bank).await?;
                if standing.is_some_and(|line| line.referral.status == Status::Withdrawn) {
                    return Ok(0);
                }
                let taken = store::releases::take_back_all(tx, &scope, id, now).await?;
                let is_told = bank == Bank::Sender || store::care_plan::has_crossed(tx, &scope, id).await?;
                if taken.now || taken.stopped > 0 || bank == Bank::Sender {
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReleaseRevoked, subject, "all"));
                }
                if let Some(withdrawn) = withdrawn {
                    withdrawn.write(tx, &scope, member, now).await?;
                }
                if is_told && (taken.now || bank == Bank::Sender) {
                    dispatch::queue(tx, &scope, member, &word).await?;
                }
                Ok::<_, Error>(taken.stopped)
            })
        })
        .await?;
    app.outgoing().notify_one();
    let rows = store::disclosures::of_referral(app.store(), &scope, member, id).await?;
    let seen = rows.into_iter().filter(|row| row.delivered_at.is_some()).map(disclosed).collect();
    Ok(Stopped { seen, died: u32::try_from(died).unwrap_or(u32::MAX) })
}

/// The word "stop" to a partner. It needs no open partnership: stopping is never too late and never forbidden.
async fn stop_message(app: &App, session: &Session, referral: &Referral) -> Result<Dispatch> {
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let public = partnerships::partner_public(&partnership);
    let said = dispatch::message(app, session.org_id(), public.org, referral.crossing, Body::Stop);
    let cleared = gate::clear_stop(said, session.org_id())?;
    dispatch::seal(app, session, referral.id, &cleared, &public)
}
