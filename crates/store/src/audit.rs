//! The audit chain as it is stored. Entries are appended by [`Tx::audit`](crate::Tx::audit).

use crate::backend::{Link, Reads, all, execute, one};
use crate::error::{Error, Result};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::{Value, args};
use domain::audit::{Act, Actor, Entry, Hash, Tampered, Verifier, chain};
use domain::ids::{MemberId, OrgId};
use domain::time::Timestamp;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Columns of an entry as `e`, in the order of [`chained`].
macro_rules! entry_columns {
    () => {
        "e.seq, e.org_id, e.at, e.actor, e.act, e.subject, e.detail, e.hash"
    };
}

/// Entries read at a time by the verifier.
const WALK: u32 = 1_000;

fn chained(row: &mut Row) -> Result<Chained> {
    let (seq, org, at) = (row.number()?, row.id(OrgId::new)?, row.time()?);
    let actor = row.opt_id(MemberId::new)?.map_or(Actor::System, Actor::Member);
    let act = row.code(Act::parse)?;
    let subject = row.opt_id(|id| id.into_bytes())?;
    Ok(Chained { seq, entry: Entry { org, at, actor, act, subject, detail: row.text()? }, hash: row.array()? })
}

/// Locks the chain of an organization until the commit, whichever process writes.
const LOCK_HEAD: &str = "UPDATE audit_head SET seq = seq WHERE org_id = $1";
const SET_HEAD: &str = "UPDATE audit_head SET seq = $2, hash = $3 WHERE org_id = $1";
const RAISE_WATERMARK: &str = "UPDATE organization SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
const READ_HEAD: &str = "SELECT seq, hash FROM audit_head WHERE org_id = $1";

/// Appends a group's entries, each to its organization's chain, in the order of organizations.
pub(crate) async fn append(link: &mut Link, entries: Vec<(OrgId, Entry)>) -> Result<()> {
    let mut by_org: BTreeMap<OrgId, Vec<Entry>> = BTreeMap::new();
    for (org, entry) in entries {
        by_org.entry(org).or_default().push(entry);
    }
    for (org, entries) in by_org {
        execute(link, SqlStr::from_static(LOCK_HEAD), args![org]).await?;
        let (mut seq, mut hash) = read_head(link, org).await?;
        let (mut rows, mut latest) = (Vec::with_capacity(entries.len()), Timestamp::from_micros(0));
        for entry in entries {
            seq += 1;
            hash = chain(&hash, seq, &entry);
            latest = latest.max(entry.at);
            rows.push(entry_args(org, seq, &entry, &hash));
        }
        insert_all(link, rows).await?;
        execute(link, SqlStr::from_static(SET_HEAD), args![org, seq, hash]).await?;
        execute(link, SqlStr::from_static(RAISE_WATERMARK), args![org, latest]).await?;
    }
    Ok(())
}

async fn read_head(link: &mut Link, org: OrgId) -> Result<(u64, Hash)> {
    let mut row =
        crate::backend::first(link, SqlStr::from_static(READ_HEAD), args![org]).await?.ok_or(Error::Missing)?;
    Ok((row.number()?, row.array()?))
}

const ENTRY_COLUMNS: usize = 8;

fn entry_args(org: OrgId, seq: u64, entry: &Entry, hash: &Hash) -> Vec<Value> {
    let actor = match entry.actor {
        Actor::Member(member) => Some(member),
        Actor::System => None,
    };
    args![org, seq, entry.at, actor, entry.act.code(), entry.subject.map(Uuid::from_bytes), &entry.detail, hash]
}

/// Many rows a statement, in chunks of powers of two, so that few different statements are prepared.
async fn insert_all(link: &mut Link, rows: Vec<Vec<Value>>) -> Result<()> {
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let chunk = 1 << rows.len().min(64).ilog2();
        let values: Vec<Value> = rows.by_ref().take(chunk).flatten().collect();
        execute(link, insert_statement(chunk), values).await?;
    }
    Ok(())
}

fn insert_statement(n: usize) -> SqlStr {
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=ENTRY_COLUMNS).map(|column| format!("${}", row * ENTRY_COLUMNS + column)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..n).map(row).collect();
    // Safe: made of numbers only; the values are bound.
    AssertSqlSafe(format!(
        "INSERT INTO audit_entry (org_id, seq, at, actor, act, subject, detail, hash) VALUES {}",
        rows.join(", ")
    ))
    .into_sql_str()
}

/// An entry with its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chained {
    /// From 1.
    pub seq: u64,
    /// What was done.
    pub entry: Entry,
    /// The stored hash.
    pub hash: Hash,
}

const STREAM: &str = concat!(
    "SELECT ",
    entry_columns!(),
    " FROM audit_entry e WHERE e.org_id = $1 AND e.seq >= $2 ORDER BY e.seq LIMIT $3"
);

/// Entries from `from` on, oldest first, for the verifier: unreadable ones are an error, hidden ones are not.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) for an entry with an unknown code.
pub async fn stream(db: &impl Reads, scope: &OrgScope, from: u64, limit: u32) -> Result<Vec<Chained>> {
    all(db, STREAM, args![scope.org(), from, limit], chained).await
}

const LATEST: &str = concat!(
    "SELECT ",
    entry_columns!(),
    " FROM audit_entry e WHERE e.org_id = $1 AND e.seq < $3 AND (e.subject IS NULL OR NOT EXISTS (SELECT 1 FROM conflict c \
     WHERE c.org_id = e.org_id AND c.member_id = $2 AND (c.referral_id = e.subject OR EXISTS (SELECT 1 FROM release r \
     WHERE r.org_id = e.org_id AND r.id = e.subject AND r.referral_id = c.referral_id)))) \
     ORDER BY e.seq DESC LIMIT $4"
);

/// The newest entries before `before` (or the newest of all), newest first, without those of records that are
/// hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Chained>> {
    let before = before.unwrap_or(u64::MAX);
    all(db, LATEST, args![scope.org(), viewer, before, limit], chained).await
}

const OF_SUBJECT: &str = concat!(
    "SELECT ",
    entry_columns!(),
    " FROM audit_entry e WHERE e.org_id = $1 AND e.subject = $3 AND NOT EXISTS (SELECT 1 FROM conflict c \
     WHERE c.org_id = e.org_id AND c.member_id = $2 AND c.referral_id = e.subject) ORDER BY e.seq"
);

/// Entries about one record with one of these acts, oldest first; nothing when it is hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn of_subject(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    subject: [u8; 16],
    acts: &[Act],
    limit: u32,
) -> Result<Vec<Chained>> {
    let subject = Value::from(Uuid::from_bytes(subject));
    let mut entries = all(db, OF_SUBJECT, vec![scope.org().into(), viewer.into(), subject], chained).await?;
    entries.retain(|chained| acts.contains(&chained.entry.act));
    entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(entries)
}

const HEAD: &str = "SELECT seq, hash FROM audit_head WHERE org_id = $1";

/// The chain's recorded end: number and hash of its last entry.
///
/// # Errors
/// When the database does not answer.
pub async fn head(db: &impl Reads, scope: &OrgScope) -> Result<(u64, Hash)> {
    one(db, HEAD, args![scope.org()], |row| Ok((row.number()?, row.array()?))).await?.ok_or(Error::Missing)
}

/// Walks the whole chain. Answers the number of entries, or the first place where it is wrong.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(db: &impl Reads, scope: &OrgScope) -> Result<std::result::Result<u64, Tampered>> {
    let (head, hash) = head(db, scope).await?;
    let (mut verifier, mut from) = (Verifier::default(), 1);
    loop {
        let entries = stream(db, scope, from, WALK).await?;
        for chained in &entries {
            if chained.seq > head {
                break;
            }
            if let Err(found) = verifier.step(chained.seq, &chained.entry, &chained.hash) {
                return Ok(Err(found));
            }
        }
        match entries.last() {
            Some(last) if last.seq < head => from = last.seq + 1,
            _ => return Ok(verifier.finish(head, &hash)),
        }
    }
}
