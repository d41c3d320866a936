//! "Never show them this": who must not know of a record.
//!
//! The rows stand in `conflict_declared`. Queries ask the view `conflict`, which holds besides whoever is not named on a
//! record for two people ([`crate::restrictions`]).
//!
//! Invariant: a member on a record's list gets no row, byte or count of it, its releases, events, disclosures,
//! notices or audit entries from any function that takes a viewer. Tallies take none: they count the organization, so what
//! a member could move in them without seeing a record is left out of their home (decision 0020).

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;

const INSERT: &str = "INSERT INTO conflict_declared (org_id, referral_id, member_id, declared_by, at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT DO NOTHING";

/// Hides a record from a member.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    member: MemberId,
    declared_by: MemberId,
    at: Timestamp,
) -> Result<Inserted> {
    run(tx, INSERT, args![scope.org(), referral, member, declared_by, at]).await.map(Inserted::of)
}

const OF_REFERRAL: &str = "SELECT member_id FROM conflict_declared WHERE org_id = $1 AND referral_id = $3 \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = $1 AND c.member_id = $2 AND c.referral_id = $3) \
     ORDER BY member_id";

/// From whom a record is hidden; nobody, to a viewer from whom it is.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<MemberId>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], |row| row.id(MemberId::new)).await
}
