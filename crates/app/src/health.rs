//! Is the database whole, and do its tallies equal a recount?

use crate::{App, Error, Result};
use domain::ids::OrgId;

/// What is wrong with the database's pages; nothing when it is whole.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`] when it does not answer.
pub async fn check(app: &App) -> Result<Vec<String>> {
    Ok(app.store().check().await?)
}

/// How many tallies of an organization differ from its events.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn recount(app: &App, org: OrgId) -> Result<usize> {
    Ok(store::doctor::compare_tallies(app.store(), &app.worker().scope(org)).await?.len())
}

/// Writes the tallies again from the events; answers how many differed.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn rebuild(app: &App, org: OrgId) -> Result<usize> {
    let scope = app.worker().scope(org);
    let rebuilt = app.store().write(org, move |tx| {
        Box::pin(async move { Ok::<_, Error>(store::doctor::rebuild_tallies(tx, &scope).await?.len()) })
    });
    rebuilt.await
}
