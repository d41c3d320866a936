//! Who of a partner's staff has read what we sent, where the partner may tell: each of them once, and no content.
//!
//! Invariant: goes with the log of disclosures, of which it is a part.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::retention::not_held;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, ReferralId};
use domain::time::Timestamp;

const INSERT: &str = "INSERT INTO reading (org_id, referral_id, read_by, at) SELECT r.org_id, r.id, $3, $4 FROM referral r \
     WHERE r.org_id = $1 AND r.crossing_id = $2 AND r.bank = 'sender' AND r.delivered_at <= $4 ON CONFLICT DO NOTHING";

/// Says that somebody has read what crossed, and when they did first.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, crossing: CrossingId, by: &str, at: Timestamp) -> Result<()> {
    run(tx, INSERT, args![scope.org(), crossing, by, at]).await.map(drop)
}

const OF_REFERRAL: &str = "SELECT d.read_by, d.at FROM reading d WHERE d.org_id = $1 AND d.referral_id = $3 \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = d.org_id AND c.member_id = $2 \
     AND c.referral_id = d.referral_id) ORDER BY d.at, d.read_by";

/// Who has read it and when first, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<(String, Timestamp)>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], |row: &mut Row| Ok((row.text()?, row.time()?))).await
}

const DELETE_BEFORE: &str =
    concat!("DELETE FROM reading WHERE org_id = $1 AND at < $2 AND ", not_held!("reading.referral_id"));

/// Ends what was read before this time, but of records that a hold keeps.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn delete_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    run(tx, DELETE_BEFORE, args![scope.org(), before]).await.map(drop)
}
