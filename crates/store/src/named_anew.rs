//! Records that are kept to two people who have both left: which they are, and whom one lead would name in their place.
//!
//! Invariant: nothing here opens a record, or shows one to a member who must never see it.
//!
//! Read next: [`crate::restrictions`] (the two themselves).

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;

/// One of the two that a record is kept to, of whom neither works here any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The record, or the one to come of a release that was signed.
    pub referral: ReferralId,
    /// Who has left.
    pub member: MemberId,
    /// Since when it is kept to them.
    pub at: Timestamp,
}

/// Nobody who is named works here, something of it is there, and the viewer may know of it. `$2` is the viewer.
macro_rules! left {
    () => {
        "k.org_id = $1 AND NOT EXISTS (SELECT 1 FROM restricted o JOIN member m ON m.org_id = o.org_id \
         AND m.id = o.member_id WHERE o.org_id = k.org_id AND o.referral_id = k.referral_id AND m.state <> 'ended') \
         AND (EXISTS (SELECT 1 FROM referral r WHERE r.org_id = k.org_id AND r.id = k.referral_id AND r.destroyed_at IS NULL) \
         OR EXISTS (SELECT 1 FROM release f WHERE f.org_id = k.org_id AND f.referral_id = k.referral_id \
         AND f.form_sealed IS NOT NULL)) AND NOT EXISTS (SELECT 1 FROM conflict_declared d WHERE d.org_id = k.org_id \
         AND d.member_id = $2 AND d.referral_id = k.referral_id)"
    };
}

const LEFT: &str = concat!(
    "SELECT k.referral_id, k.member_id, k.at FROM restricted k WHERE ",
    left!(),
    " ORDER BY k.referral_id, k.member_id LIMIT $3"
);

/// Who was named on records of which nobody who is named works here any more, record by record. What must never be shown
/// to the viewer is not among them.
///
/// # Errors
/// When the database does not answer.
pub async fn left(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    viewer: MemberId,
    limit: u32,
) -> Result<Vec<Left>> {
    let read = |row: &mut Row| {
        Ok(Left { referral: row.id(ReferralId::new)?, member: row.id(MemberId::new)?, at: row.time()? })
    };
    all(db, LEFT, args![scope.org(), viewer, limit], read).await
}

const IS_LEFT: &str = concat!("SELECT 1 FROM restricted k WHERE ", left!(), " AND k.referral_id = $3 LIMIT 1");

/// Whether this is such a record.
///
/// # Errors
/// When the database does not answer.
pub async fn is_left(db: &impl Reads, scope: &OrgScope, viewer: MemberId, referral: ReferralId) -> Result<bool> {
    Ok(one(db, IS_LEFT, args![scope.org(), viewer, referral], |row| row.int()).await?.is_some())
}

const NEVER: &str =
    "SELECT 1 FROM conflict_declared WHERE org_id = $1 AND referral_id = $2 AND member_id IN ($3, $4) LIMIT 1";

/// Whether either of them must never see the record.
///
/// # Errors
/// When the database does not answer.
pub async fn is_kept_from(
    db: &impl Reads,
    scope: &OrgScope,
    referral: ReferralId,
    (one_of, other): (MemberId, MemberId),
) -> Result<bool> {
    Ok(one(db, NEVER, args![scope.org(), referral, one_of, other], |row| row.int()).await?.is_some())
}

const THE_LEFT: &str = "SELECT member_id FROM restricted WHERE org_id = $1 AND referral_id = $2 ORDER BY member_id";

/// Who was named on one record, whether they work here or not: for the software, and shown to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn the_left(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<Vec<MemberId>> {
    all(db, THE_LEFT, args![scope.org(), referral], |row| row.id(MemberId::new)).await
}

/// Whom a lead would name, until another lead confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The record.
    pub referral: ReferralId,
    /// The one.
    pub one: MemberId,
    /// And the other.
    pub other: MemberId,
    /// The lead who asks.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}

fn asked_of(row: &mut Row) -> Result<Asked> {
    Ok(Asked {
        referral: row.id(ReferralId::new)?,
        one: row.id(MemberId::new)?,
        other: row.id(MemberId::new)?,
        by: row.id(MemberId::new)?,
        at: row.time()?,
    })
}

const ASKED: &str =
    "SELECT referral_id, one, other, asked_by, asked_at FROM naming_asked WHERE org_id = $1 ORDER BY referral_id";

/// Everything that waits for another lead.
///
/// # Errors
/// When the database does not answer.
pub async fn asked(db: &impl Reads, scope: &OrgScope, _: &WorkerToken) -> Result<Vec<Asked>> {
    all(db, ASKED, args![scope.org()], asked_of).await
}

const ASKED_OF: &str =
    "SELECT referral_id, one, other, asked_by, asked_at FROM naming_asked WHERE org_id = $1 AND referral_id = $2";

/// What waits for one record.
///
/// # Errors
/// When the database does not answer.
pub async fn asked_about(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<Option<Asked>> {
    one(db, ASKED_OF, args![scope.org(), referral], asked_of).await
}

const ASK: &str = "INSERT INTO naming_asked (org_id, referral_id, one, other, asked_by, asked_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

/// Writes down whom a lead would name. Answers whether nothing waited for the record yet.
///
/// # Errors
/// When the database does not answer.
pub async fn ask(tx: &Tx, scope: &OrgScope, new: &Asked) -> Result<bool> {
    Ok(run(tx, ASK, args![scope.org(), new.referral, new.one, new.other, new.by, new.at]).await? > 0)
}

const DROP: &str = "DELETE FROM naming_asked WHERE org_id = $1 AND referral_id = $2";

/// Nothing waits for the record any more. Answers whether anything did.
///
/// # Errors
/// When the database does not answer.
pub async fn let_go(tx: &Tx, scope: &OrgScope, referral: ReferralId) -> Result<bool> {
    Ok(run(tx, DROP, args![scope.org(), referral]).await? > 0)
}

const END: &str = "DELETE FROM naming_asked WHERE org_id = $1 AND asked_at <= $2";

/// Lets go of what was asked before then, and no other lead confirmed.
///
/// # Errors
/// When the database does not answer.
pub async fn end_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    run(tx, END, args![scope.org(), before]).await.map(drop)
}
