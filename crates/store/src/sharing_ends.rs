//! When sharing about a record ended, by whose word, and what died with it.
//!
//! Invariant: a row says when and how, and never why.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{FormId, MemberId, ReferralId};
use domain::release::{HowSaid, Purpose};
use domain::time::Timestamp;

/// Sharing ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingEnd {
    /// Made here for one that the partner told, else the deed's own.
    pub id: FormId,
    /// Our record, or the one that a release was signed for.
    pub referral: ReferralId,
    /// When.
    pub at: Timestamp,
    /// Who of us did it; nobody when the partner told us.
    pub member: Option<MemberId>,
    /// For which purpose; none for everything about the record.
    pub purpose: Option<Purpose>,
    /// How the person said it; known here alone.
    pub said: Option<HowSaid>,
    /// Sends that still waited and died.
    pub died: u64,
}

const INSERT: &str = "INSERT INTO sharing_end (org_id, id, referral_id, at, member_id, purpose, said, died) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

/// Notes that sharing ended.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, end: &SharingEnd) -> Result<Inserted> {
    let (purpose, said) = (end.purpose.map(Purpose::code), end.said.map(HowSaid::code));
    let args = args![scope.org(), end.id, end.referral, end.at, end.member, purpose, said, end.died];
    run(tx, INSERT, args).await.map(Inserted::of)
}

const OF_REFERRAL: &str = "SELECT s.id, s.referral_id, s.at, s.member_id, s.purpose, s.said, s.died FROM sharing_end s \
     WHERE s.org_id = $1 AND s.referral_id = $3 AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = s.org_id \
     AND c.member_id = $2 AND c.referral_id = s.referral_id) ORDER BY s.at, s.id";

/// When sharing about a record ended, oldest first; nothing of one that is hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<SharingEnd>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], sharing_end).await
}

const OURS: &str = "SELECT s.id, s.referral_id, s.at, s.member_id, s.purpose, s.said, s.died FROM sharing_end s \
     WHERE s.org_id = $1 AND s.member_id IS NOT NULL ORDER BY s.at, s.id";

/// Every end of sharing that members of this organization wrote down, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn ours(db: &impl Reads, scope: &OrgScope) -> Result<Vec<SharingEnd>> {
    all(db, OURS, args![scope.org()], sharing_end).await
}

const KNOWN: &str = "SELECT 1 FROM sharing_end WHERE org_id = $1 AND referral_id = $2 AND at = $3 \
     AND COALESCE(purpose, '') = $4 LIMIT 1";

/// Whether this end of sharing is written down, by whichever id.
///
/// # Errors
/// When the database does not answer.
pub async fn is_known(db: &impl Reads, scope: &OrgScope, end: &SharingEnd) -> Result<bool> {
    let purpose = end.purpose.map_or("", Purpose::code);
    Ok(one(db, KNOWN, args![scope.org(), end.referral, end.at, purpose], |_| Ok(())).await?.is_some())
}

fn sharing_end(row: &mut Row) -> Result<SharingEnd> {
    let (id, referral, at) = (row.id(FormId::new)?, row.id(ReferralId::new)?, row.time()?);
    let (member, purpose) = (row.opt_id(MemberId::new)?, row.opt_text()?);
    let purpose = purpose.map(|code| Purpose::parse(&code).map_err(|_| row.unreadable())).transpose()?;
    let said = row.opt_text()?;
    let said = said.map(|said| HowSaid::parse(&said).map_err(|_| row.unreadable())).transpose()?;
    Ok(SharingEnd { id, referral, at, member, purpose, said, died: row.number()? })
}
