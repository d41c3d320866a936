//! What was destroyed, read: for the list beside the copies, for the screen of what is gone, and for the proof of one record.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId};
use domain::retention::PurgeRule;
use domain::time::Timestamp;

/// A tombstone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Whose content: `referrals`, `releases`, a part of a record ([`super::part_table`]), or of a plan
    /// ([`crate::care_plan::stones`]).
    pub table: String,
    /// The row.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
    /// Why; not known of what an earlier version destroyed.
    pub rule: Option<PurgeRule>,
    /// By whom; nobody when the service did it.
    pub member: Option<MemberId>,
    /// The record it was about, where the row is not the record itself; known of what stood in a plan.
    pub referral: Option<ReferralId>,
}

/// Columns of a tombstone, in the order of [`tombstone`].
macro_rules! stones {
    ($then:literal) => {
        concat!(
            "SELECT t.table_name, t.row_id, t.at, t.rule, t.member_id, t.referral_id FROM tombstone t WHERE t.org_id = $1",
            $then
        )
    };
}

fn tombstone(row: &mut Row) -> Result<Tombstone> {
    let (table, found, at) = (row.text()?, row.id(|id| id.into_bytes())?, row.time()?);
    let rule = row.opt_text()?.map(|rule| PurgeRule::parse(&rule).map_err(|_| row.unreadable())).transpose()?;
    let (member, referral) = (row.opt_id(MemberId::new)?, row.opt_id(ReferralId::new)?);
    Ok(Tombstone { table, row: found, at, rule, member, referral })
}

const TOMBSTONES: &str = stones!(" ORDER BY t.at, t.row_id");

/// All tombstones of an organization, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tombstones(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Tombstone>> {
    all(db, TOMBSTONES, args![scope.org()], tombstone).await
}

/// What the viewer stands on no list of: of a form, its release's record; of what stood in a plan, the plan's.
const LATEST: &str = stones!(
    " AND t.at >= $3 AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = t.org_id AND c.member_id = $2 \
     AND (c.referral_id = t.row_id OR c.referral_id = t.referral_id OR c.referral_id IN \
     (SELECT r.referral_id FROM release r WHERE r.org_id = t.org_id AND r.id = t.row_id))) \
     ORDER BY t.at DESC, t.row_id, t.table_name LIMIT $4"
);

/// What was destroyed since then, latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<Tombstone>> {
    all(db, LATEST, args![scope.org(), viewer, since, limit], tombstone).await
}

const OF_RECORD: &str = stones!(
    " AND (t.row_id = $3 OR t.referral_id = $3 OR t.row_id IN (SELECT r.id FROM release r WHERE r.org_id = $1 AND r.referral_id = $3)) \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = t.org_id AND c.member_id = $2 AND c.referral_id = $3) \
     ORDER BY t.at, t.row_id, t.table_name"
);

/// What was destroyed of one record, of its releases and of its plan, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_record(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: ReferralId) -> Result<Vec<Tombstone>> {
    all(db, OF_RECORD, args![scope.org(), viewer, id], tombstone).await
}

const END: &str = "DELETE FROM tombstone WHERE org_id = $1 AND at < $2 \
     AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.org_id = $1 AND r.id = tombstone.row_id) \
     AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.org_id = $1 AND r.id = tombstone.referral_id) \
     AND NOT EXISTS (SELECT 1 FROM release f WHERE f.org_id = $1 AND f.id = tombstone.row_id) \
     AND NOT EXISTS (SELECT 1 FROM release f WHERE f.org_id = $1 AND f.referral_id = tombstone.row_id)";

/// Deletes tombstones from before then whose record and release are gone as rows, too. Until a row goes its tombstone is
/// the proof of what became of it; until the last backup goes that has the content, what has it destroyed again: `before`
/// lies further back than both.
///
/// # Errors
/// When the database does not answer.
pub async fn end_stones(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    run(tx, END, args![scope.org(), before]).await.map(drop)
}
