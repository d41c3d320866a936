//! Reading the audit chain: the operator verifies it, leads and admins read its entries.

use crate::{App, Result, Session};
use domain::audit::{Compared, Noted, Tampered};
use domain::ids::OrgId;
use domain::member::Deed;
use domain::odd::{LOOKS_BACK, Odd};
use store::audit::Chained;

/// Walks an organization's chain: the number of its entries, or the first place where it is wrong.
///
/// # Errors
/// [`Error::Busy`](crate::Error::Busy) or [`Error::Store`](crate::Error::Store).
pub async fn verify(app: &App, org: OrgId) -> Result<std::result::Result<u64, Tampered>> {
    Ok(store::audit::verify(app.store(), &app.worker().scope(org)).await?)
}

/// The end of an organization's chain, to be noted elsewhere; none while it has no entry. Whoever can rewrite all of a chain is found by
/// nothing else (decision 0048).
///
/// # Errors
/// [`Error::Busy`](crate::Error::Busy) or [`Error::Store`](crate::Error::Store).
pub async fn end(app: &App, org: OrgId) -> Result<Option<Noted>> {
    let (seq, hash) = store::audit::head(app.store(), &app.worker().scope(org)).await?;
    Ok((seq > 0).then_some(Noted { seq, hash }))
}

/// Compares an end that was noted before with the chain as it stands, which also says whether its entry went by its time.
/// Of a chain that does not verify it proves nothing.
///
/// # Errors
/// [`Error::Busy`](crate::Error::Busy) or [`Error::Store`](crate::Error::Store).
pub async fn compare(app: &App, org: OrgId, noted: &Noted) -> Result<Compared> {
    Ok(store::audit::compare(app.store(), &app.worker().scope(org), noted).await?)
}

/// How many of the newest entries the report on odd accesses reads.
const REPORTED: u32 = 50_000;

/// Accesses of the last days that somebody should ask about, without those of records that are hidden from the reader.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed.
pub async fn odd(app: &App, session: &Session) -> Result<Vec<Odd>> {
    session.authorize(Deed::ReadAudit)?;
    let since = app.now().minus_days(LOOKS_BACK);
    let read = store::accesses::since(app.store(), &session.scope, session.member, since, REPORTED).await?;
    Ok(domain::odd::odd(&read, &session.org().time_zone))
}

/// Entries on one page.
pub const PAGE: u32 = 50;

/// A page of entries, newest first, without those of records that are hidden from the reader. `after` says how many the
/// reader has passed already; what is written meanwhile shows some of them again and leaves none out.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) without the deed.
pub async fn latest(app: &App, session: &Session, after: Option<u32>) -> Result<Vec<Chained>> {
    session.authorize(Deed::ReadAudit)?;
    let names_anew = session.may(Deed::NameAnew);
    Ok(store::audit::latest(app.store(), &session.scope, session.member, names_anew, after, PAGE).await?)
}
