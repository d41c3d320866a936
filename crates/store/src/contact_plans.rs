//! Changed contact plans between the two banks: what closes contact is kept however late it is heard; what opens it is kept
//! only while somebody may read it.
//!
//! Invariant: one that closes has no end in `inbox_pending` and carries nothing by which somebody could be found; every other
//! has one.

use crate::backend::{Reads, one, run};
use crate::care_plan::unread_not_held;
use crate::error::Result;
use crate::retention::part_table;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, MessageId, ReferralId};
use domain::retention::Part;
use domain::time::Timestamp;

const CLOSES: &str = "SELECT 1 FROM outbox o WHERE o.org_id = $1 AND o.id = $2 AND o.kind = 'contact_changed' \
     AND o.state = 'queued' AND o.do_not_contact <> 0 AND NOT EXISTS (SELECT 1 FROM disclosure d WHERE d.org_id = o.org_id \
     AND d.message_id = o.id AND ' ' || d.elements || ' ' LIKE '% contact %')";

/// Whether a plan that is queued only closes contact, and names no number.
///
/// # Errors
/// When the database does not answer.
pub async fn closes(db: &impl Reads, scope: &OrgScope, message: MessageId) -> Result<bool> {
    Ok(one(db, CLOSES, args![scope.org(), message], |row| row.number::<u32>()).await?.is_some())
}

const FORGOTTEN_SINCE: &str =
    "SELECT 1 FROM tombstone WHERE org_id = $1 AND table_name = $2 AND row_id = $3 AND at >= $4";

/// Whether numbers of a record were forgotten at this time or later.
///
/// # Errors
/// When the database does not answer.
pub async fn are_numbers_forgotten_since(
    db: &impl Reads,
    scope: &OrgScope,
    referral: ReferralId,
    since: Timestamp,
) -> Result<bool> {
    let args = args![scope.org(), part_table(Part::Numbers), referral.uuid(), since];
    Ok(one(db, FORGOTTEN_SINCE, args, |row| row.number::<u32>()).await?.is_some())
}

const FORGET: &str = concat!(
    "DELETE FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2 AND kind = 'contact_changed' AND until IS NOT NULL",
    unread_not_held!()
);

/// Deletes what waits about a crossing and could name a number: the record is over, or its numbers were forgotten just now. A
/// legal hold keeps it, and nobody takes it in. Answers how many went.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_waiting(tx: &Tx, scope: &OrgScope, crossing: CrossingId) -> Result<u64> {
    run(tx, FORGET, args![scope.org(), crossing]).await
}
