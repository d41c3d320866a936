//! Do the tallies equal a recount of what was written down? They must agree to the last one.

use crate::error::Result;
use crate::open::Store;
use crate::recount::{self, Pages};
use crate::scope::OrgScope;
use domain::measure::TallyKey;
use std::collections::{BTreeMap, BTreeSet};

/// A tally that differs from its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub key: TallyKey,
    /// What the tally says.
    pub tallied: u64,
    /// What the events (gone ones too), notes, slips, consults, words and offers say.
    pub counted: u64,
}

/// Every tally of the organization that differs from its events, notes, slips, consults, words and offers; none means sound.
///
/// # Errors
/// When the database does not answer.
pub async fn compare_tallies(store: &Store, scope: &OrgScope) -> Result<Vec<Difference>> {
    Ok(recount::find(store, scope, Pages::USUAL).await?.whole)
}

pub(crate) fn differences(tallied: &BTreeMap<TallyKey, u64>, counted: &BTreeMap<TallyKey, u64>) -> Vec<Difference> {
    let keys: BTreeSet<TallyKey> = counted.keys().chain(tallied.keys()).copied().collect();
    let of = |from: &BTreeMap<TallyKey, u64>, key: &TallyKey| from.get(key).copied().unwrap_or(0);
    let difference = |key: TallyKey| Difference { key, tallied: of(tallied, &key), counted: of(counted, &key) };
    keys.into_iter().map(difference).filter(|found| found.tallied != found.counted).collect()
}
