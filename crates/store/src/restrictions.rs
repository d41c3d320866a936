//! Records for two named people: everybody else gets nothing of them, as of a record that is hidden from them.
//!
//! Invariant: the view `conflict` is the one place that says from whom a record is hidden; every query for people asks
//! it, so that a restriction needs no query of its own.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;

const NAMED: &str = "SELECT k.member_id FROM restricted k WHERE k.org_id = $1 AND k.referral_id = $3 \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = k.org_id AND c.member_id = $2 AND c.referral_id = k.referral_id) \
     ORDER BY k.member_id";

/// Who alone may see a record; nobody when it is not restricted, and to a viewer from whom it is hidden.
///
/// # Errors
/// When the database does not answer.
pub async fn named(db: &impl Reads, scope: &OrgScope, viewer: MemberId, referral: ReferralId) -> Result<Vec<MemberId>> {
    all(db, NAMED, args![scope.org(), viewer, referral], |row| row.id(MemberId::new)).await
}

const LIFT: &str = "DELETE FROM restricted WHERE org_id = $1 AND referral_id = $2";
const INSERT: &str =
    "INSERT INTO restricted (org_id, referral_id, member_id, named_by, at) VALUES ($1, $2, $3, $4, $5)";

/// Names who alone may see a record from now on; with nobody named, everybody may again from whom it is not hidden.
///
/// # Errors
/// When the database does not answer.
pub async fn replace(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    members: &[MemberId],
    by: MemberId,
    at: Timestamp,
) -> Result<()> {
    run(tx, LIFT, args![scope.org(), referral]).await?;
    for member in members {
        run(tx, INSERT, args![scope.org(), referral, *member, by, at]).await?;
    }
    Ok(())
}
