//! Keeping a record still until a transaction is over.

use crate::backend::run;
use crate::error::Result;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, ReferralId};

const KEEP_STILL: &str = "UPDATE referral SET version = version WHERE org_id = $1 AND id = $2";

/// Whoever else changes where the record stands waits until this transaction is over. Answers whether there is such a
/// record.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_still(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<bool> {
    Ok(run(tx, KEEP_STILL, args![scope.org(), id]).await? > 0)
}

const KEEP_STILL_WITH_CONTENT: &str =
    "UPDATE referral SET version = version WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL";

/// The same of a record that has content still. Answers whether it has.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_still_with_content(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<bool> {
    Ok(run(tx, KEEP_STILL_WITH_CONTENT, args![scope.org(), id]).await? > 0)
}

/// A record that the person asked to forget stands withdrawn and without content (`crate::retention::about`).
const KEEP_STILL_TO_HEAR: &str = "UPDATE referral SET version = version WHERE org_id = $1 AND crossing_id = $2 \
     AND bank = 'sender' AND NOT (status = 'withdrawn' AND destroyed_at IS NOT NULL)";

/// The same of our record of what we sent, unless the person asked that it be forgotten: nothing is heard about that any
/// more. Answers whether there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_still_to_hear(tx: &Tx, scope: &OrgScope, crossing: CrossingId) -> Result<bool> {
    Ok(run(tx, KEEP_STILL_TO_HEAR, args![scope.org(), crossing]).await? > 0)
}
