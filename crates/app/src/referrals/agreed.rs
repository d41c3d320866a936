//! What a patient agreed to, for the paper that they may take along: a referral that rests on a recorded agreement has no
//! release of which there could be one.

use crate::{App, Error, Result, Session};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::release::{Element, Purpose};
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// What was agreed about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// What may be shared, or could be.
    pub elements: BTreeSet<Element>,
    /// Until when, as it was agreed.
    pub until: Timestamp,
    /// It ended by itself, or was taken back.
    pub is_over: bool,
    /// Code that staff and the person can say to each other.
    pub short_code: String,
}

/// What the patient agreed to for the referral itself, or, where it came to us, for telling what came of it: each has an end
/// of its own, and one paper says one.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a record that is hidden from the caller, and where nothing was agreed or it was
/// forgotten.
pub async fn agreed(app: &App, session: &Session, id: ReferralId) -> Result<Agreed> {
    session.authorize(Deed::OpenReferral)?;
    let all = store::releases::agreements_of(app.store(), &session.scope, session.member, id).await?;
    let first = all.iter().position(|one| one.purpose == Purpose::WarmReferral).unwrap_or(0);
    let agreement = all.into_iter().nth(first).ok_or(Error::NotFound)?;
    let is_over = agreement.revoked_at.is_some() || agreement.expires_at <= app.now();
    let (elements, until) = (agreement.elements, agreement.expires_at);
    Ok(Agreed { elements, until, is_over, short_code: id.short_code() })
}
