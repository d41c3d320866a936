//! How many came to what two organizations do side by side: the exact number, by the organization that counted. Each
//! organization's own; nothing is shared, and nobody is named.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{EntryId, PartnershipId};
use domain::time::Timestamp;
use std::collections::BTreeMap;

const LIST: &str = "SELECT entry_id, field, n FROM program_count WHERE org_id = $1 AND partnership_id = $2";

/// Every number that the organization counted in a partnership, by entry and field.
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
) -> Result<BTreeMap<(EntryId, String), u32>> {
    let read = |row: &mut Row| Ok(((row.id(EntryId::new)?, row.text()?), row.number()?));
    Ok(all(db, LIST, args![scope.org(), partnership], read).await?.into_iter().collect())
}

const SET: &str = "INSERT INTO program_count (org_id, partnership_id, entry_id, field, n, at) VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (org_id, partnership_id, entry_id, field) DO UPDATE SET n = excluded.n, at = excluded.at";
const CLEAR: &str =
    "DELETE FROM program_count WHERE org_id = $1 AND partnership_id = $2 AND entry_id = $3 AND field = $4";

/// Writes a number down, or takes it out.
///
/// # Errors
/// When the database does not answer.
pub async fn set(
    tx: &Tx,
    scope: &OrgScope,
    partnership: PartnershipId,
    (entry, field, n): (EntryId, &str, Option<u32>),
    at: Timestamp,
) -> Result<()> {
    match n {
        Some(n) => run(tx, SET, args![scope.org(), partnership, entry, field, n, at]).await,
        None => run(tx, CLEAR, args![scope.org(), partnership, entry, field]).await,
    }
    .map(drop)
}

const OLD: &str = "DELETE FROM program_count WHERE org_id = $1 AND at < $2";

/// Erases what was written down before a time.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    run(tx, OLD, args![scope.org(), before]).await.map(drop)
}
