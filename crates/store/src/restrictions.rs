//! Records for two named people: everybody else gets nothing of them, as of a record that is hidden from them.
//!
//! Invariant: the view `conflict` is the one place that says from whom a record is hidden; every query for people asks
//! it, so that a restriction needs no query of its own.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;
use std::collections::BTreeSet;

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

const HIDDEN: &str = "SELECT DISTINCT c.member_id FROM conflict c WHERE c.org_id = $1 AND c.referral_id = $2";

/// From whom a record is hidden, for whatever reason: so that nobody is told of what they may not know of.
///
/// # Errors
/// When the database does not answer.
pub async fn hidden_from(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    referral: ReferralId,
) -> Result<BTreeSet<MemberId>> {
    let found = all(db, HIDDEN, args![scope.org(), referral], |row| row.id(MemberId::new)).await?;
    Ok(found.into_iter().collect())
}

const THE_TWO: &str = "SELECT k.member_id FROM restricted k JOIN member m ON m.org_id = k.org_id AND m.id = k.member_id \
     WHERE k.org_id = $1 AND k.referral_id = $2 AND m.state = 'active' ORDER BY k.member_id";

/// The two who alone may see a record and work here now; nobody when it is not restricted.
///
/// # Errors
/// When the database does not answer.
pub async fn the_two(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    referral: ReferralId,
) -> Result<Vec<MemberId>> {
    all(db, THE_TWO, args![scope.org(), referral], |row| row.id(MemberId::new)).await
}

const N_ALONE: &str = "SELECT COUNT(*) FROM restricted k WHERE k.org_id = $1 AND k.member_id = $2 AND NOT EXISTS \
     (SELECT 1 FROM restricted o JOIN member m ON m.org_id = o.org_id AND m.id = o.member_id WHERE o.org_id = k.org_id \
     AND o.referral_id = k.referral_id AND o.member_id <> k.member_id AND m.state = 'active') \
     AND (EXISTS (SELECT 1 FROM referral r WHERE r.org_id = k.org_id AND r.id = k.referral_id AND r.destroyed_at IS NULL) \
     OR EXISTS (SELECT 1 FROM release f WHERE f.org_id = k.org_id AND f.referral_id = k.referral_id \
     AND f.form_sealed IS NOT NULL))";

/// How many records and releases are kept to this member and to nobody else who works here: when they leave, nobody can
/// open them. A number, for whoever ends somebody's access; it says of no record that it is one of them.
///
/// # Errors
/// When the database does not answer.
pub async fn n_alone(db: &impl Reads, scope: &OrgScope, _: &WorkerToken, member: MemberId) -> Result<u32> {
    Ok(one(db, N_ALONE, args![scope.org(), member], Row::number).await?.unwrap_or(0))
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
