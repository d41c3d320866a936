//! What a person has asked for on a record: codes, never a reason. They go with the record's content.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;
use domain::wishes::Wish;
use std::collections::BTreeSet;

const OF_REFERRAL: &str = "SELECT w.code FROM wish w WHERE w.org_id = $1 AND w.referral_id = $3 \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = w.org_id AND c.member_id = $2 AND c.referral_id = w.referral_id)";

/// What was asked for; nothing to a viewer from whom the record is hidden.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<BTreeSet<Wish>> {
    let found = all(db, OF_REFERRAL, args![scope.org(), viewer, referral], |row| row.code(Wish::parse)).await?;
    Ok(found.into_iter().collect())
}

const STANDING: &str = "SELECT w.code FROM wish w WHERE w.org_id = $1 AND w.referral_id = $2";

/// What stands now, in the transaction that is about to queue something: it shows nobody anything.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(tx: &Tx, scope: &OrgScope, referral: ReferralId) -> Result<BTreeSet<Wish>> {
    let found = all(tx, STANDING, args![scope.org(), referral], |row| row.code(Wish::parse)).await?;
    Ok(found.into_iter().collect())
}

const SURE: &str = "UPDATE referral SET wishes_unsure = 0 WHERE org_id = $1 AND id = $2";
const CLEAR: &str = "DELETE FROM wish WHERE org_id = $1 AND referral_id = $2";
const INSERT: &str = "INSERT INTO wish (org_id, referral_id, code, set_by, at) VALUES ($1, $2, $3, $4, $5)";

/// Puts down what is asked for from now on, in place of what was, and of what a restored backup was not sure of.
///
/// # Errors
/// When the database does not answer.
pub async fn replace(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    wishes: &BTreeSet<Wish>,
    by: MemberId,
    at: Timestamp,
) -> Result<()> {
    run(tx, CLEAR, args![scope.org(), referral]).await?;
    run(tx, SURE, args![scope.org(), referral]).await?;
    for wish in wishes {
        run(tx, INSERT, args![scope.org(), referral, wish.code(), by, at]).await?;
    }
    Ok(())
}
