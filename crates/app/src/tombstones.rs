//! What was destroyed stays destroyed when an older backup is restored: the list of it is kept outside the database,
//! and whatever stands on it is destroyed again. An operator's deed, from the terminal.
//!
//! Invariant: a tombstone says which row, when, why and by whom, and nothing of what the row held.

use crate::{App, Error, Result, journal, withdrawals};
use domain::audit::Act;
use domain::ids::{MemberId, OrgId, ReferralId};
use domain::retention::{Part, PurgeRule};
use domain::time::Timestamp;

/// A row whose content was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Whose.
    pub org: OrgId,
    /// Of what: one of [`tables`].
    pub table: String,
    /// The row.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
    /// Why; not known of what an earlier version destroyed.
    pub rule: Option<PurgeRule>,
    /// By whom; nobody when the service did it.
    pub member: Option<MemberId>,
    /// The record it was about, where the row is not the record itself.
    pub referral: Option<ReferralId>,
}

impl Tombstone {
    /// As the organization's own database has it.
    pub(crate) fn stored(&self) -> store::retention::Tombstone {
        let Self { table, row, at, rule, member, referral, .. } = self.clone();
        store::retention::Tombstone { table, row, at, rule, member, referral }
    }
}

/// Everything that a tombstone can be of: content of records, forms of releases, drafts that waited for paper, parts of
/// a record's content, what stood in a plan, and that sharing ended.
pub fn tables() -> impl Iterator<Item = &'static str> {
    let parts = Part::ALL.iter().map(|part| store::retention::part_table(*part));
    let whole = ["referrals", "releases", store::drafts::LET_GO].into_iter().chain(parts);
    whole.chain(store::care_plan::stones::tables()).chain(withdrawals::TABLES)
}

/// Everything that was destroyed or taken back at any organization of the node, oldest first of each kind.
///
/// # Errors
/// [`Error::Busy`] or [`Error::Store`].
pub async fn list(app: &App) -> Result<Vec<Tombstone>> {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    for org in store::organizations::ids(app.store(), app.worker()).await? {
        let found = store::retention::tombstones(app.store(), &app.worker().scope(org)).await?;
        all.extend(found.into_iter().map(|stone| {
            let store::retention::Tombstone { table, row, at, rule, member, referral } = stone;
            Tombstone { org, table, row, at, rule, member, referral }
        }));
        ends.extend(withdrawals::of(app, org).await?);
    }
    // What was destroyed says when; what a withdrawal destroys on the other side comes after it.
    all.append(&mut ends);
    Ok(all)
}

/// Writes the database's file anew, so that nothing of what was destroyed or replaced stays in it or in its log. The
/// software does so by itself every night; a restored copy has it done at once. Answers whether it was done: on
/// PostgreSQL it is for the server.
///
/// # Errors
/// [`Error::Busy`], [`Error::Full`] or [`Error::Store`].
pub async fn overwrite(app: &App) -> Result<bool> {
    Ok(app.store().scrub().await?)
}

/// Destroys what it names again, or takes it back again, and leaves its tombstone. Answers whether there was any. What a restored backup does not
/// know has none. Parts of a record go with the first member who comes by with keys; nobody is shown them before.
///
/// # Errors
/// [`Error::NotFound`] for another table; [`Error::Busy`], [`Error::Full`] or [`Error::Store`].
pub async fn destroy_again(app: &App, stone: &Tombstone) -> Result<bool> {
    if !tables().any(|table| table == stone.table) {
        return Err(Error::NotFound);
    }
    if withdrawals::TABLES.contains(&stone.table.as_str()) {
        return withdrawals::again(app, stone).await;
    }
    if stone.table == store::care_plan::stones::TAKEN_BACK {
        return withdrawals::line_again(app, stone).await;
    }
    let (scope, now, stone) = (app.worker().scope(stone.org), app.now(), stone.stored());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let found = store::retention::destroy_again(tx, &scope, &stone).await?;
                if found {
                    tx.audit(
                        &scope,
                        journal::by_system(&scope, now, Act::ContentDestroyed, Some(stone.row), "restored"),
                    );
                }
                Ok(found)
            })
        })
        .await
}
