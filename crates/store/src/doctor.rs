//! Counts the events again and compares with the tallies: they must agree to the last one.

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::measure::TallyKey;

/// A tally that differs from its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub key: TallyKey,
    /// What the tally says.
    pub tallied: u64,
    /// What the events, notes and slips say.
    pub counted: u64,
}

/// Every tally of the organization that differs from its events, notes and slips; none means sound.
///
/// # Errors
/// When the database does not answer.
pub async fn compare_tallies(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Difference>> {
    unimplemented!()
}

/// Writes the tallies again from events, notes and slips. Answers what differed.
///
/// # Errors
/// When the database does not answer.
pub async fn rebuild_tallies(tx: &Tx, scope: &OrgScope) -> Result<Vec<Difference>> {
    unimplemented!()
}
