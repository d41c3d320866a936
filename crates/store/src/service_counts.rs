//! What people asked for, by month, sealed: written in the transaction of the referral, added up by a lead.
//!
//! Invariant: a row says nothing of which referral it comes from: its number is chance, and it has no time.

use crate::backend::{Reads, all, run};
use crate::error::{Error, Result};
use crate::many::{Insert, insert_rows};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::ids::EntryId;
use domain::measure::Measure;
use domain::time::Month;

/// Counts by service of one referral, or of many that were added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedCounts {
    /// When, by the month.
    pub month: Month,
    /// A number by chance.
    pub id: EntryId,
    /// Of referrals that were sent, taken on, not taken, connected, or used.
    pub measure: Measure,
    /// The key of these counts, sealed.
    pub key_sealed: Vec<u8>,
    /// The counts, sealed.
    pub counts_sealed: Vec<u8>,
}

fn read(row: &mut Row) -> Result<SealedCounts> {
    Ok(SealedCounts {
        month: month_of(row)?,
        id: row.id(EntryId::new)?,
        measure: row.code(Measure::parse)?,
        key_sealed: row.bytes()?,
        counts_sealed: row.bytes()?,
    })
}

static ADD: Insert =
    Insert::new("service_count (org_id, month, id, measure, key_sealed, counts_sealed)", "ON CONFLICT DO NOTHING");

fn row(scope: &OrgScope, of: &SealedCounts) -> Vec<Value> {
    args![scope.org(), of.month.code(), of.id, of.measure.code(), of.key_sealed.clone(), of.counts_sealed.clone()]
}

/// Writes counts of referrals down, in the transaction of those.
///
/// # Errors
/// When the database does not answer.
pub async fn add_all(tx: &Tx, counts: &[(OrgScope, &SealedCounts)]) -> Result<()> {
    let rows: Vec<_> = counts.iter().map(|(scope, of)| row(scope, of)).collect();
    if !rows.is_empty() {
        insert_rows(tx, &ADD, rows, |_| Ok(())).await?;
    }
    Ok(())
}

const LIST: &str = "SELECT month, id, measure, key_sealed, counts_sealed FROM service_count WHERE org_id = $1 \
     AND month >= $2 AND month <= $3 ORDER BY month, id LIMIT $4";

/// Counts of the months `from..=until`, at most `limit` rows.
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    db: &impl Reads,
    scope: &OrgScope,
    (from, until): (Month, Month),
    limit: u32,
) -> Result<Vec<SealedCounts>> {
    all(db, LIST, args![scope.org(), from.code(), until.code(), limit], read).await
}

const GONE: &str = "DELETE FROM service_count WHERE org_id = $1 AND month = $2 AND id = $3";

/// Puts a sum in the place of what it is the sum of.
///
/// # Errors
/// [`Error::Missing`] when somebody else has added one of them up: then nothing may be written.
pub async fn add_up(tx: &Tx, scope: &OrgScope, parts: &[EntryId], sum: &SealedCounts) -> Result<()> {
    for part in parts {
        if run(tx, GONE, args![scope.org(), sum.month.code(), *part]).await? == 0 {
            return Err(Error::Missing);
        }
    }
    add_all(tx, &[(*scope, sum)]).await
}
