//! What staff say of the directory: which lines are one place, which entries are right, who looks after them, what should
//! change; and which organizations publish their own list. Nothing about a person who is served.

use crate::backend::{Reads, all, each, one, run};
use crate::error::Result;
use crate::many::Each;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, OrgId};
use domain::time::Timestamp;
use uuid::Uuid;

/// Whether two lines are one place, as a person decided: the smaller id first.
///
/// # Errors
/// When the database does not answer.
pub async fn pairs(db: &impl Reads) -> Result<Vec<(Uuid, Uuid, bool)>> {
    const PAIRS: &str = "SELECT one, other, same FROM directory_pair ORDER BY one, other";
    all(db, PAIRS, args![], |row| Ok((row.id(|id| id)?, row.id(|id| id)?, row.bool()?))).await
}

/// Decides whether two lines are one place.
///
/// # Errors
/// When the database does not answer.
pub async fn decide(
    tx: &Tx,
    scope: &OrgScope,
    member: MemberId,
    pair: (Uuid, Uuid),
    same: bool,
    at: Timestamp,
) -> Result<()> {
    const DECIDE: &str = "INSERT INTO directory_pair (one, other, same, org_id, member_id, decided_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (one, other) DO UPDATE SET same = excluded.same, \
        org_id = excluded.org_id, member_id = excluded.member_id, decided_at = excluded.decided_at";
    let (first, second) = (pair.0.min(pair.1), pair.0.max(pair.1));
    run(tx, DECIDE, args![first, second, same, scope.org(), member, at]).await.map(drop)
}

/// What somebody found when they looked at an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// The line under which it was written.
    pub listing: Uuid,
    /// It is not there any more.
    pub is_gone: bool,
    /// When.
    pub at: Timestamp,
}

fn checked_row(row: &mut Row) -> Result<Checked> {
    Ok(Checked { listing: row.id(|id| id)?, is_gone: row.text()? == "gone", at: row.time()? })
}

/// What was found of an entry, under this line.
///
/// # Errors
/// When the database does not answer.
pub async fn checked(db: &impl Reads, listing: Uuid) -> Result<Option<Checked>> {
    const CHECKED: &str = "SELECT listing_id, verdict, checked_at FROM directory_check WHERE listing_id = $1";
    one(db, CHECKED, args![listing], checked_row).await
}

/// What was found of these, in no order; nothing of what nobody looked at.
///
/// # Errors
/// When the database does not answer.
pub async fn checked_of(db: &impl Reads, listings: Vec<Uuid>) -> Result<Vec<Checked>> {
    static CHECKED: Each =
        Each::new("SELECT listing_id, verdict, checked_at FROM directory_check WHERE listing_id = $1", "$1");
    each(db, &CHECKED, listings, checked_row).await
}

/// Entries that are not there any more.
///
/// # Errors
/// When the database does not answer.
pub async fn gone(db: &impl Reads) -> Result<Vec<Checked>> {
    const GONE: &str = "SELECT listing_id, verdict, checked_at FROM directory_check WHERE verdict = 'gone'";
    all(db, GONE, args![], checked_row).await
}

/// Writes down what somebody found.
///
/// # Errors
/// When the database does not answer.
pub async fn check(tx: &Tx, scope: &OrgScope, member: MemberId, found: Checked) -> Result<()> {
    const CHECK: &str = "INSERT INTO directory_check (listing_id, verdict, org_id, member_id, checked_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (listing_id) DO UPDATE SET verdict = excluded.verdict, \
        org_id = excluded.org_id, member_id = excluded.member_id, checked_at = excluded.checked_at";
    let verdict = if found.is_gone { "gone" } else { "right" };
    run(tx, CHECK, args![found.listing, verdict, scope.org(), member, found.at]).await.map(drop)
}

/// Who of ours looks after which entries.
///
/// # Errors
/// When the database does not answer.
pub async fn owners(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(Uuid, MemberId)>> {
    const OWNERS: &str =
        "SELECT listing_id, member_id FROM directory_owner WHERE org_id = $1 ORDER BY since, listing_id";
    all(db, OWNERS, args![scope.org()], |row| Ok((row.id(|id| id)?, row.id(MemberId::new)?))).await
}

/// The entries that somebody of this node looks after, of whichever organization.
///
/// # Errors
/// When the database does not answer.
pub async fn owned(db: &impl Reads) -> Result<Vec<Uuid>> {
    all(db, "SELECT DISTINCT listing_id FROM directory_owner", args![], |row| row.id(|id| id)).await
}

/// A line that nobody has found right of late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// Its id.
    pub id: Uuid,
    /// What it says, as JSON.
    pub said: String,
    /// When its source was read last.
    pub read_at: Timestamp,
    /// When staff found it right last.
    pub checked_at: Option<Timestamp>,
}

const UNCHECKED: &str = "SELECT l.id, l.said, l.read_at, c.checked_at FROM \
    (SELECT id, source, said, read_at, vanished_at FROM directory_listing WHERE id > $1 ORDER BY id LIMIT $2) AS l \
    LEFT JOIN directory_check c ON c.listing_id = l.id \
    WHERE l.vanished_at IS NULL AND l.source <> 'staff' AND (l.said LIKE $3 OR l.said LIKE $4) \
    AND (c.checked_at IS NULL OR (c.checked_at < $5 AND c.verdict <> 'gone')) \
    AND (l.read_at < $5 OR c.checked_at IS NOT NULL OR l.said LIKE '%\"assured_on\":%')";

/// The lines among so many after an id that nobody has found right since then, without those of which nothing is known but that their
/// list was read since; of this state and of none, or of all.
///
/// # Errors
/// When the database does not answer.
pub async fn unchecked(
    db: &impl Reads,
    (after, most): (Uuid, u32),
    until: Timestamp,
    state: Option<&str>,
) -> Result<Vec<Unchecked>> {
    let (own, none) = match state {
        Some(state) => (format!("%\"state\":\"{state}\"%"), "%\"state\":\"\"%"),
        None => ("%".to_owned(), "%"),
    };
    all(db, UNCHECKED, args![after, most, own, none, until], |row| {
        Ok(Unchecked { id: row.id(|id| id)?, said: row.text()?, read_at: row.time()?, checked_at: row.opt_time()? })
    })
    .await
}

/// Gives an entry to a colleague to look after.
///
/// # Errors
/// When the database does not answer.
pub async fn own(tx: &Tx, scope: &OrgScope, listing: Uuid, member: MemberId, at: Timestamp) -> Result<()> {
    const OWN: &str = "INSERT INTO directory_owner (org_id, listing_id, member_id, since) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (org_id, listing_id) DO UPDATE SET member_id = excluded.member_id, since = excluded.since";
    run(tx, OWN, args![scope.org(), listing, member, at]).await.map(drop)
}

/// Nobody of ours looks after it any more.
///
/// # Errors
/// When the database does not answer.
pub async fn disown(tx: &Tx, scope: &OrgScope, listing: Uuid) -> Result<()> {
    run(tx, "DELETE FROM directory_owner WHERE org_id = $1 AND listing_id = $2", args![scope.org(), listing])
        .await
        .map(drop)
}

/// What a colleague would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: Uuid,
    /// A line of the entry.
    pub listing: Uuid,
    /// What would change, as a code of the use case.
    pub field: String,
    /// In which words.
    pub words: String,
    /// Who said so.
    pub member: MemberId,
    /// When.
    pub at: Timestamp,
}

/// Writes down what a colleague would change.
///
/// # Errors
/// When the database does not answer.
pub async fn suggest(tx: &Tx, scope: &OrgScope, suggestion: Suggestion) -> Result<()> {
    const SUGGEST: &str = "INSERT INTO directory_suggestion (org_id, id, listing_id, field, words, member_id, suggested_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org_id, id) DO NOTHING";
    let Suggestion { id, listing, field, words, member, at } = suggestion;
    run(tx, SUGGEST, args![scope.org(), id, listing, field, words, member, at]).await.map(drop)
}

/// What ours would change and nobody has answered, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn suggestions(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Suggestion>> {
    const OPEN: &str = "SELECT id, listing_id, field, words, member_id, suggested_at FROM directory_suggestion \
        WHERE org_id = $1 AND answered_at IS NULL ORDER BY suggested_at, id LIMIT 200";
    all(db, OPEN, args![scope.org()], |row| {
        Ok(Suggestion {
            id: row.id(|id| id)?,
            listing: row.id(|id| id)?,
            field: row.text()?,
            words: row.text()?,
            member: row.id(MemberId::new)?,
            at: row.time()?,
        })
    })
    .await
}

/// Answers a suggestion. Answers whether it was open.
///
/// # Errors
/// When the database does not answer.
pub async fn answer(tx: &Tx, scope: &OrgScope, member: MemberId, id: Uuid, taken: bool, at: Timestamp) -> Result<bool> {
    const ANSWER: &str = "UPDATE directory_suggestion SET answered_at = $1, answered_by = $2, taken = $3 \
        WHERE org_id = $4 AND id = $5 AND answered_at IS NULL";
    Ok(run(tx, ANSWER, args![at, member, taken, scope.org(), id]).await? > 0)
}

/// Since when our list is published.
///
/// # Errors
/// When the database does not answer.
pub async fn published_since(db: &impl Reads, scope: &OrgScope) -> Result<Option<Timestamp>> {
    one(db, "SELECT since FROM published WHERE org_id = $1", args![scope.org()], |row| row.time()).await
}

/// Organizations whose list is published.
///
/// # Errors
/// When the database does not answer.
pub async fn published(db: &impl Reads) -> Result<Vec<OrgId>> {
    all(db, "SELECT org_id FROM published ORDER BY org_id", args![], |row| row.id(OrgId::new)).await
}

/// Publishes our list.
///
/// # Errors
/// When the database does not answer.
pub async fn publish(tx: &Tx, scope: &OrgScope, member: MemberId, at: Timestamp) -> Result<()> {
    const PUBLISH: &str =
        "INSERT INTO published (org_id, member_id, since) VALUES ($1, $2, $3) ON CONFLICT (org_id) DO NOTHING";
    run(tx, PUBLISH, args![scope.org(), member, at]).await.map(drop)
}

/// Publishes it no more.
///
/// # Errors
/// When the database does not answer.
pub async fn unpublish(tx: &Tx, scope: &OrgScope) -> Result<()> {
    run(tx, "DELETE FROM published WHERE org_id = $1", args![scope.org()]).await.map(drop)
}

/// Writes down that an index was made of this version, and forgets those of an older one that were made before `until`.
///
/// # Errors
/// When the database does not answer.
pub async fn index_made(tx: &Tx, stamp: Uuid, version: i64, at: Timestamp, until: Timestamp) -> Result<()> {
    const MADE: &str = "INSERT INTO directory_index (stamp, version, made_at) VALUES ($1, $2, $3)";
    const OLD: &str = "DELETE FROM directory_index WHERE version < $1 AND made_at < $2";
    run(tx, OLD, args![version, until]).await?;
    run(tx, MADE, args![stamp, version, at]).await.map(drop)
}

/// The indexes that were made of what is kept, each with its version.
///
/// # Errors
/// When the database does not answer.
pub async fn indexes(db: &impl Reads) -> Result<Vec<(Uuid, i64)>> {
    all(db, "SELECT stamp, version FROM directory_index ORDER BY version, stamp", args![], |row| {
        Ok((row.id(|id| id)?, row.int()?))
    })
    .await
}
