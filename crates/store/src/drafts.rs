//! Releases that are being talked through: sealed, their beginner's alone, and gone after a day, or when their paper is
//! waited for no longer.
//!
//! With the content of its record it goes too ([`crate::retention`]).
//!
//! Invariant: a draft is no release. It leaves no tombstone: it is past its day in every backup that is older, and in a
//! younger one it is still sealed and still ends by itself. One that waited for paper is let go with a tombstone, which
//! says neither whose it was nor about what: it would be days before a backup's copy ended.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::retention::{self, Purge};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId, ReleaseId};
use domain::retention::PurgeRule;
use domain::time::Timestamp;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The id that its release will have.
    pub id: ReleaseId,
    /// Who began it, and will be the witness.
    pub member: MemberId,
    /// The record it is about: one of ours, or one to come.
    pub referral: ReferralId,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When an answer was last taken.
    pub changed_at: Timestamp,
    /// It waits until then for a paper that was printed to be signed; none while none was.
    pub paper_until: Option<Timestamp>,
    /// Counts up with each answer.
    pub version: u32,
    /// The key of the draft, wrapped under the compartment key `releases`.
    pub draft_key_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub draft_key_epoch: u32,
    /// The answers.
    pub draft_sealed: Vec<u8>,
}

/// Columns of a draft as `d`, in the order of [`draft_row`].
macro_rules! draft_columns {
    () => {
        "d.id, d.member_id, d.referral_id, d.begun_at, d.changed_at, d.paper_until, d.version, d.draft_key_sealed, \
         d.draft_key_epoch, d.draft_sealed"
    };
}

/// The viewer stands on no list of the record that `d` is about. `$2` is the viewer, who began it.
macro_rules! own {
    () => {
        "d.org_id = $1 AND d.member_id = $2 AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = d.org_id \
         AND c.member_id = d.member_id AND c.referral_id = d.referral_id)"
    };
}

fn draft_row(row: &mut Row) -> Result<DraftRow> {
    Ok(DraftRow {
        id: row.id(ReleaseId::new)?,
        member: row.id(MemberId::new)?,
        referral: row.id(ReferralId::new)?,
        begun_at: row.time()?,
        changed_at: row.time()?,
        paper_until: row.opt_time()?,
        version: row.number()?,
        draft_key_sealed: row.bytes()?,
        draft_key_epoch: row.number()?,
        draft_sealed: row.bytes()?,
    })
}

const INSERT: &str = "INSERT INTO release_draft (org_id, id, member_id, referral_id, begun_at, changed_at, paper_until, \
     version, draft_key_sealed, draft_key_epoch, draft_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
     ON CONFLICT DO NOTHING";

/// Keeps a draft that was begun.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, draft: &DraftRow) -> Result<Inserted> {
    let args = args![
        scope.org(),
        draft.id,
        draft.member,
        draft.referral,
        draft.begun_at,
        draft.changed_at,
        draft.paper_until,
        draft.version,
        &draft.draft_key_sealed,
        draft.draft_key_epoch,
        &draft.draft_sealed,
    ];
    run(tx, INSERT, args).await.map(Inserted::of)
}

const REPLACE: &str = "UPDATE release_draft SET changed_at = $5, version = $4, draft_key_sealed = $6, draft_key_epoch = $7, \
     draft_sealed = $8, begun_at = $9, paper_until = $10 WHERE org_id = $1 AND member_id = $2 AND id = $3 AND version = $4 - 1";

/// Puts the answers in the place of those of the version before. Answers whether they were still those.
///
/// # Errors
/// When the database does not answer.
pub async fn replace(tx: &Tx, scope: &OrgScope, draft: &DraftRow) -> Result<bool> {
    let args = args![
        scope.org(),
        draft.member,
        draft.id,
        draft.version,
        draft.changed_at,
        &draft.draft_key_sealed,
        draft.draft_key_epoch,
        &draft.draft_sealed,
        draft.begun_at,
        draft.paper_until,
    ];
    Ok(run(tx, REPLACE, args).await? > 0)
}

const FIND: &str = concat!("SELECT ", draft_columns!(), " FROM release_draft d WHERE ", own!(), " AND d.id = $3");

/// A draft that this member began.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, member: MemberId, id: ReleaseId) -> Result<Option<DraftRow>> {
    one(db, FIND, args![scope.org(), member, id], draft_row).await
}

const OF_MEMBER: &str =
    concat!("SELECT ", draft_columns!(), " FROM release_draft d WHERE ", own!(), " ORDER BY d.begun_at, d.id");

/// What this member began and has not signed, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_member(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Vec<DraftRow>> {
    all(db, OF_MEMBER, args![scope.org(), member], draft_row).await
}

const WAIT: &str = "UPDATE release_draft SET paper_until = $4 WHERE org_id = $1 AND member_id = $2 AND id = $3";

/// A paper was printed to be signed: the draft of this member waits for it until then.
///
/// # Errors
/// When the database does not answer.
pub async fn wait_for_paper(
    tx: &Tx,
    scope: &OrgScope,
    member: MemberId,
    id: ReleaseId,
    until: Timestamp,
) -> Result<bool> {
    Ok(run(tx, WAIT, args![scope.org(), member, id, until]).await? > 0)
}

/// Under which name a draft that waited for paper is on the list of what was destroyed.
pub const LET_GO: &str = "release_drafts";

const DELETE: &str = "DELETE FROM release_draft WHERE org_id = $1 AND member_id = $2 AND id = $3 RETURNING paper_until";

/// Ends a draft of this member, with everything in it. Answers whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn delete(tx: &Tx, scope: &OrgScope, member: MemberId, id: ReleaseId, at: Timestamp) -> Result<bool> {
    let gone = one(tx, DELETE, args![scope.org(), member, id], |row| row.opt_time()).await?;
    if gone.flatten().is_some() {
        let_go(tx, scope, id, at).await?;
    }
    Ok(gone.is_some())
}

const DELETE_OF_RECORD: &str =
    "DELETE FROM release_draft WHERE org_id = $1 AND referral_id = $2 RETURNING id, member_id, paper_until";

/// Ends every draft about a record, whoever began it: the person said so. Answers who had begun them.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_of_record(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<Vec<MemberId>> {
    let read = |row: &mut Row| Ok((row.id(ReleaseId::new)?, row.id(MemberId::new)?, row.opt_time()?));
    let gone = all(tx, DELETE_OF_RECORD, args![scope.org(), referral], read).await?;
    for (id, _, _) in gone.iter().filter(|(_, _, paper)| paper.is_some()) {
        let_go(tx, scope, *id, at).await?;
    }
    Ok(gone.into_iter().map(|(_, member, _)| member).collect())
}

/// Neither whose it was nor about what.
async fn let_go(tx: &Tx, scope: &OrgScope, id: ReleaseId, at: Timestamp) -> Result<()> {
    let purge = Purge { rule: PurgeRule::Staff, member: None, at };
    retention::bury_of(tx, scope, None, LET_GO, id.uuid(), &purge).await.map(drop)
}

const DELETE_AGAIN: &str = "DELETE FROM release_draft WHERE org_id = $1 AND id = $2";

/// Ends a draft that a restored backup brought back. Answers whether it was there.
pub(crate) async fn destroy_again(tx: &Tx, scope: &OrgScope, id: ReleaseId, purge: &Purge) -> Result<bool> {
    let found = run(tx, DELETE_AGAIN, args![scope.org(), id]).await? > 0;
    retention::bury_of(tx, scope, None, LET_GO, id.uuid(), purge).await?;
    Ok(found)
}

const DELETE_VERSION: &str =
    "DELETE FROM release_draft WHERE org_id = $1 AND member_id = $2 AND id = $3 AND version = $4";

/// Ends a draft as it is signed. Answers whether it was still the one that was read. One that waited for paper leaves a
/// tombstone: from an older copy it could be signed anew, although what was signed has been taken back since.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_version(tx: &Tx, scope: &OrgScope, draft: &DraftRow, at: Timestamp) -> Result<bool> {
    let args = args![scope.org(), draft.member, draft.id, draft.version];
    let is_gone = run(tx, DELETE_VERSION, args).await? > 0;
    if is_gone && draft.paper_until.is_some() {
        let_go(tx, scope, draft.id, at).await?;
    }
    Ok(is_gone)
}

const DELETE_OLD: &str = "DELETE FROM release_draft WHERE org_id = $1 AND begun_at <= $2 \
     AND (paper_until IS NULL OR paper_until <= $3)";

/// Ends every draft that was begun then or before and waits for no paper any more.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_begun_before(tx: &Tx, scope: &OrgScope, before: Timestamp, now: Timestamp) -> Result<u64> {
    run(tx, DELETE_OLD, args![scope.org(), before, now]).await
}
