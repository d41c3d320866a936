//! Coordinated care: which record a line or a message belongs to, and the end of sharing.
//!
//! Invariant: taking the plan's releases back deletes the sends that were queued under them in the same transaction.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::releases::TakenBack;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, MessageId, ReferralId};
use domain::time::Timestamp;

/// A record that a partner's line or message can still be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Our record.
    pub referral: ReferralId,
    /// Who works on it.
    pub assigned: Option<MemberId>,
}

const STANDING: &str = "SELECT id, assigned FROM referral WHERE org_id = $1 AND crossing_id = $2 \
     AND destroyed_at IS NULL AND status NOT IN ('withdrawn', 'declined', 'expired')";

/// Our record of a crossing, on either bank, while it has content and nobody stopped it.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    crossing: CrossingId,
) -> Result<Option<Standing>> {
    one(db, STANDING, args![scope.org(), crossing], |row| {
        Ok(Standing { referral: row.id(ReferralId::new)?, assigned: row.opt_id(MemberId::new)? })
    })
    .await
}

const FORGET_PENDING: &str = "DELETE FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2 \
     AND kind IN ('plan_line', 'line_taken_back', 'letter')";

/// Deletes lines and messages of the partner that nobody here has taken in. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_pending(tx: &Tx, scope: &OrgScope, crossing: CrossingId) -> Result<u64> {
    run(tx, FORGET_PENDING, args![scope.org(), crossing]).await
}

const TAKE_BACK: &str = "UPDATE release SET revoked_at = $3 WHERE org_id = $1 AND referral_id = $2 \
     AND purpose = 'coordinated_care' AND revoked_at IS NULL";
const KILL_QUEUED: &str = "DELETE FROM outbox WHERE org_id = $1 AND state = 'queued' AND release_id IN \
     (SELECT id FROM release WHERE org_id = $1 AND referral_id = $2 AND purpose = 'coordinated_care') RETURNING id";
const MARK_STOPPED: &str = "UPDATE disclosure SET stopped_at = $3 WHERE org_id = $1 AND message_id = $2 \
     AND delivered_at IS NULL AND stopped_at IS NULL";

/// Takes back every release of ours for the plan of a record; what waits under them dies. The referral stands.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<TakenBack> {
    let now = run(tx, TAKE_BACK, args![scope.org(), referral, at]).await? > 0;
    let killed = all(tx, KILL_QUEUED, args![scope.org(), referral], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    Ok(TakenBack { now, stopped: killed.len() as u64 })
}

/// By whole words: elements stand side by side in one column.
const HAS_CROSSED: &str = "SELECT 1 FROM disclosure WHERE org_id = $1 AND referral_id = $2 AND delivered_at IS NOT NULL \
     AND (' ' || elements || ' ' LIKE '% care_plan %' OR ' ' || elements || ' ' LIKE '% messages %') LIMIT 1";

/// Whether any line or message of ours has reached the partner: then it is told when sharing ends.
///
/// # Errors
/// When the database does not answer.
pub async fn has_crossed(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<bool> {
    Ok(one(db, HAS_CROSSED, args![scope.org(), referral], |row| row.int()).await?.is_some())
}
