//! Records by the short code that a person or a colleague says, for stopping alone.
//!
//! Invariant: no function here takes a viewer, and none answers anything of a record but its id, so nothing that shows
//! something to a member is built on it. Records are hidden from people by the view `conflict`, not from a person's own
//! word that sharing is over.

use crate::backend::{Reads, all};
use crate::error::Result;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use domain::ids::{ReferralId, ShortCode};

/// What may still have something to stop: a record with content, one that was sent and not withdrawn (its content may be
/// gone here while the partner works with its copy), a release that waits for its record, or one being talked through.
const IDS: &str = "SELECT id FROM referral WHERE org_id = $1 \
     AND (destroyed_at IS NULL OR (bank = 'sender' AND status <> 'withdrawn')) \
     UNION SELECT referral_id FROM release WHERE org_id = $1 AND revoked_at IS NULL \
     UNION SELECT referral_id FROM release_draft WHERE org_id = $1";

/// Every record of this code: nearly always one or none, since a code is short and not unique.
///
/// # Errors
/// When the database does not answer.
pub async fn with_code(db: &impl Reads, scope: &OrgScope, _: &WorkerToken, code: ShortCode) -> Result<Vec<ReferralId>> {
    let ids = all(db, IDS, args![scope.org()], |row| row.id(ReferralId::new)).await?;
    Ok(ids.into_iter().filter(|id| id.answers_to(code)).collect())
}
