//! What was destroyed stays destroyed when an older backup is restored: the list of it is kept outside the database,
//! and whatever stands on it is destroyed again. An operator's deed, from the terminal.
//!
//! Invariant: a tombstone says which row and when, and nothing of what the row held.

use crate::{App, Error, Result, journal};
use domain::audit::Act;
use domain::ids::{OrgId, ReferralId, ReleaseId};
use domain::time::Timestamp;

/// A row whose content was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Whose.
    pub org: OrgId,
    /// Of what: `referrals` or `releases`.
    pub table: String,
    /// The row.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
}

/// Everything that was destroyed at any organization of the node, oldest first at each.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn list(app: &App) -> Result<Vec<Tombstone>> {
    let mut all = Vec::new();
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let found = store::retention::tombstones(app.store(), &app.worker().scope(org)).await?;
        all.extend(found.into_iter().map(|stone| Tombstone { org, table: stone.table, row: stone.row, at: stone.at }));
    }
    Ok(all)
}

/// Destroys the content of the row again and leaves its tombstone. Answers whether there was any. What a restored
/// backup does not know has none.
///
/// # Errors
/// [`Error::NotFound`] for another table; [`Error::Busy`], [`Error::Full`] or [`Error::Store`].
pub async fn destroy_again(app: &App, stone: &Tombstone) -> Result<bool> {
    let (scope, row, at, now) = (app.worker().scope(stone.org), stone.row, stone.at, app.now());
    let is_release = match stone.table.as_str() {
        "referrals" => false,
        "releases" => true,
        _ => return Err(Error::NotFound),
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let found = if is_release {
                    store::retention::destroy_form(tx, &scope, ReleaseId::from_bytes(row), at).await?
                } else {
                    store::retention::destroy_referral(tx, &scope, ReferralId::from_bytes(row), at).await?
                };
                if found {
                    tx.audit(&scope, journal::by_system(&scope, now, Act::ContentDestroyed, Some(row), "restored"));
                }
                Ok(found)
            })
        })
        .await
}
