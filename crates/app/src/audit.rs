//! Reading the audit chain: the operator verifies it, leads and admins read its entries.

use crate::{App, Result, Session};
use domain::audit::Tampered;
use domain::ids::OrgId;
use domain::member::Deed;
use store::audit::Chained;

/// Walks an organization's chain: the number of its entries, or the first place where it is wrong.
///
/// # Errors
/// [`Error::Busy`](crate::Error::Busy) or [`Error::Store`](crate::Error::Store).
pub async fn verify(app: &App, org: OrgId) -> Result<std::result::Result<u64, Tampered>> {
    Ok(store::audit::verify(app.store(), &app.worker().scope(org)).await?)
}

/// The newest entries before `before`, without those of records that are hidden from the reader.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed.
pub async fn latest(app: &App, session: &Session, before: Option<u64>) -> Result<Vec<Chained>> {
    session.authorize(Deed::ReadAudit)?;
    Ok(store::audit::latest(app.store(), &session.scope, session.member, before, 50).await?)
}
