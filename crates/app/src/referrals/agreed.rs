//! What a patient agreed to, for the paper that they may take along: a referral that rests on a recorded agreement has no
//! release of which there could be one.

use crate::{App, Error, Result, Session};
use domain::ids::ReferralId;
use domain::member::Deed;
use domain::release::Element;
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

/// What the patient agreed to, of all that still stands; of what is over, the last.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for a record that is hidden from the caller, and where nothing was agreed or it was
/// forgotten.
pub async fn agreed(app: &App, session: &Session, id: ReferralId) -> Result<Agreed> {
    session.authorize(Deed::OpenReferral)?;
    let all = store::releases::agreements_of(app.store(), &session.scope, session.member, id).await?;
    let now = app.now();
    let live: Vec<_> = all.iter().filter(|one| one.revoked_at.is_none() && now < one.expires_at).collect();
    let is_over = live.is_empty();
    let shown = if is_over { all.iter().max_by_key(|one| one.expires_at).into_iter().collect() } else { live };
    let until = shown.iter().map(|one| one.expires_at).max().ok_or(Error::NotFound)?;
    let elements = shown.iter().flat_map(|one| one.elements.iter().copied()).collect();
    Ok(Agreed { elements, until, is_over, short_code: id.short_code() })
}
