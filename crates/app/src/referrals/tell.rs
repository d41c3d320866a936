//! What the sender is told of a person who arrived: only what a release that names attendance, or a patient's word,
//! allows (34 U.S.C. 12291(b)(2): services requested, utilized or denied).

use crate::dispatch::{self, Dispatch, discloser, message};
use crate::releases::bound;
use crate::{App, Result, Session, partnerships};
use domain::gate::{Basis, Cleared, clear};
use domain::ids::{MemberId, ReferralId};
use domain::measure::{Measure, told_of};
use domain::message::{Body, Message};
use domain::org::{OrgKind, Regime};
use domain::referral::{Referral, Told};
use domain::release::{Element, Purpose, RecordedAgreement, Release};
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use store::{OrgScope, Tx};
use vault::OrgPublic;

/// A status that may be told, sealed and ready for the commit.
pub(crate) struct Telling {
    referral: ReferralId,
    told: Told,
    agreement: Option<RecordedAgreement>,
    dispatch: Dispatch,
}

impl Telling {
    /// Of which record.
    pub(crate) const fn referral(&self) -> ReferralId {
        self.referral
    }

    /// What of the record can be read from it.
    pub(crate) const fn says(&self) -> &'static [Measure] {
        told_of(self.told)
    }

    pub(crate) async fn write(&self, tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<()> {
        if let Some(agreement) = &self.agreement {
            store::releases::insert_agreements(tx, &[(*scope, self.referral, agreement)]).await?;
        }
        dispatch::queue(tx, scope, member, &self.dispatch).await
    }
}

/// Tells under a live release of the survivor, or tells nothing: silence is the rule, not a failure.
pub(crate) async fn under_release(
    app: &App,
    session: &Session,
    referral: &Referral,
    told: Told,
) -> Result<Option<Telling>> {
    outcome(app, session, referral, told, false).await
}

/// As [`under_release`]; at a health center that survivor-services law does not bind, `agreed` is the patient's word
/// in this moment.
pub(crate) async fn outcome(
    app: &App,
    session: &Session,
    referral: &Referral,
    told: Told,
    agreed: bool,
) -> Result<Option<Telling>> {
    let partnership = partnerships::with(app, session, referral.partner).await?;
    let Ok(public) = partnerships::may_send(session, &partnership) else { return Ok(None) };
    let now = app.now();
    let said = message(app, session.org_id(), public.org, referral.crossing, Body::Status { told });
    let rows = store::releases::of_referral(app.store(), &session.scope, session.member, referral.id).await?;
    let releases: Vec<Release> = rows.into_iter().map(|row| row.release).collect();
    let releases = bound::as_signed(app, session, &releases).await?;
    let from = discloser(&session.org, dispatch::audience(app, session, referral.id).await?, partnership.partner.kind);
    if let Ok(cleared) = clear(said.clone(), &from, Basis::Releases(&releases), now) {
        return telling(app, session, (referral, told), &cleared, &public, None).map(Some);
    }
    if !agreed || from.kind != OrgKind::HealthCenter || from.regimes.contains(&Regime::SurvivorServices) {
        return Ok(None);
    }
    let agreement = agreement(session, &public, now);
    match clear(said, &from, Basis::Agreement(&agreement), now) {
        Ok(cleared) => telling(app, session, (referral, told), &cleared, &public, Some(agreement)).map(Some),
        Err(_) => Ok(None),
    }
}

fn telling(
    app: &App,
    session: &Session,
    (referral, told): (&Referral, Told),
    cleared: &Cleared<Message>,
    to: &OrgPublic,
    agreement: Option<RecordedAgreement>,
) -> Result<Telling> {
    let dispatch = dispatch::seal(app, session, referral.id, cleared, to)?;
    Ok(Telling { referral: referral.id, told, agreement, dispatch })
}

fn agreement(session: &Session, to: &OrgPublic, now: Timestamp) -> RecordedAgreement {
    RecordedAgreement {
        holder: session.org_id(),
        recipient: to.org,
        elements: BTreeSet::from([Element::Attendance]),
        purpose: Purpose::Feedback,
        recorded_by: session.member,
        agreed_at: now,
        expires_at: now.plus_days(Days(1)),
        revoked_at: None,
    }
}
