//! Counts by month, written in the transaction of what they count: a report costs the same at any size.

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::OrgScope;
use domain::measure::TallyKey;
use domain::time::Month;

/// The organization's own counts of the months `from..=until`, exact.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, from: Month, until: Month) -> Result<Vec<(TallyKey, u64)>> {
    unimplemented!()
}
