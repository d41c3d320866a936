//! The audit chain as it is stored. Entries are appended by [`Tx::audit`](crate::Tx::audit).

use crate::backend::{Args, Link, Reads, all, execute, first, one, run};
use crate::error::{Error, Result};
use crate::many::{Insert, insert_into};
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::audit::{Act, Actor, Checkpoint, Compared, Entry, GENESIS, Hash, Noted, Tampered, Verifier, chain};
use domain::ids::{MemberId, OrgId};
use domain::release::Release;
use domain::time::Timestamp;
use sqlx::SqlStr;
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
    let seq = row.number()?;
    chained_at(seq, row)
}

/// The rest of an entry whose number has been read.
fn chained_at(seq: u64, row: &mut Row) -> Result<Chained> {
    Ok(Chained { seq, entry: entry(row)?, hash: row.array()? })
}

fn entry(row: &mut Row) -> Result<Entry> {
    let (org, at) = (row.id(OrgId::new)?, row.time()?);
    let actor = row.opt_id(MemberId::new)?.map_or(Actor::System, Actor::Member);
    let act = row.code(Act::parse)?;
    let subject = row.opt_id(|id| id.into_bytes())?;
    Ok(Entry { org, at, actor, act, subject, detail: row.text()? })
}

/// Locks the chain of an organization until the commit, whichever process writes, and begins it if there is none.
const LOCK_HEAD: &str = "INSERT INTO audit_head (org_id, seq, hash) VALUES ($1, 0, $2) \
     ON CONFLICT (org_id) DO UPDATE SET seq = audit_head.seq RETURNING seq, hash";
const SET_HEAD: &str = "UPDATE audit_head SET seq = $2, hash = $3 WHERE org_id = $1";
const RAISE_WATERMARK: &str = "UPDATE organization SET seen_at = $2 WHERE id = $1 AND seen_at < $2";

/// Appends a group's entries, each to its organization's chain, in the order of organizations.
pub(crate) async fn append(link: &mut Link, entries: Vec<(OrgId, Entry)>) -> Result<()> {
    let mut by_org: BTreeMap<OrgId, Vec<Entry>> = BTreeMap::new();
    for (org, entry) in entries {
        by_org.entry(org).or_default().push(entry);
    }
    for (org, entries) in by_org {
        let (mut seq, mut hash) = lock_head(link, org).await?;
        let (mut rows, mut latest) = (Vec::with_capacity(entries.len()), Timestamp::from_micros(0));
        for entry in entries {
            seq += 1;
            hash = chain(&hash, seq, &entry);
            latest = latest.max(entry.at);
            rows.push(entry_args(org, seq, &entry, &hash));
        }
        insert_into(link, &ENTRIES, rows, |_| Ok(())).await?;
        execute(link, SqlStr::from_static(SET_HEAD), args![org, seq, hash]).await?;
        execute(link, SqlStr::from_static(RAISE_WATERMARK), args![org, latest]).await?;
    }
    Ok(())
}

async fn lock_head(link: &mut Link, org: OrgId) -> Result<(u64, Hash)> {
    let locked = first(link, SqlStr::from_static(LOCK_HEAD), args![org, GENESIS]).await?;
    let mut row = locked.ok_or(Error::Missing)?;
    Ok((row.number()?, row.array()?))
}

const fn member_of(entry: &Entry) -> Option<MemberId> {
    match entry.actor {
        Actor::Member(member) => Some(member),
        Actor::System => None,
    }
}

static ENTRIES: Insert = Insert::new("audit_entry (org_id, seq, at, actor, act, subject, detail, hash)", "");

fn entry_args(org: OrgId, seq: u64, entry: &Entry, hash: &Hash) -> Vec<Value> {
    args![
        org,
        seq,
        entry.at,
        member_of(entry),
        entry.act.code(),
        entry.subject.map(Uuid::from_bytes),
        &entry.detail,
        hash
    ]
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
/// [`Error::Unreadable`] for an entry with an unknown code.
pub async fn stream(db: &impl Reads, scope: &OrgScope, from: u64, limit: u32) -> Result<Vec<Chained>> {
    all(db, STREAM, args![scope.org(), from, limit], chained).await
}

const LATEST: &str = concat!(
    "SELECT ",
    entry_columns!(),
    " FROM audit_entry e WHERE e.org_id = $1 AND (e.subject IS NULL OR ($5 = 1 AND e.act = 'restriction_changed' \
     AND e.detail LIKE 'asked%' AND NOT EXISTS (SELECT 1 FROM conflict_declared d WHERE d.org_id = e.org_id \
     AND d.member_id = $2 AND d.referral_id = e.subject)) OR NOT EXISTS (SELECT 1 FROM conflict c \
     WHERE c.org_id = e.org_id AND c.member_id = $2 AND (c.referral_id = e.subject OR EXISTS (SELECT 1 FROM release r \
     WHERE r.org_id = e.org_id AND r.id = e.subject AND r.referral_id = c.referral_id) OR EXISTS (SELECT 1 FROM cues_note n \
     WHERE n.org_id = e.org_id AND n.id = e.subject AND n.referral_id = c.referral_id) OR EXISTS (SELECT 1 FROM disclosure d \
     WHERE d.org_id = e.org_id AND d.message_id = e.subject AND d.referral_id = c.referral_id)))) \
     ORDER BY e.seq DESC LIMIT $4 OFFSET $3"
);

/// The newest entries, newest first, without those of records that are hidden from the viewer. As many as `after` says
/// are left out first, of those that the viewer may see: a number in the chain would tell how much is hidden between.
/// `names_anew`: the viewer is asked to name two people of a record whose two have left, and so reads who asked, also in
/// vain, of each record that they may know of.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    names_anew: bool,
    after: Option<u32>,
    limit: u32,
) -> Result<Vec<Chained>> {
    let after = after.unwrap_or(0);
    all(db, LATEST, args![scope.org(), viewer, after, limit, names_anew], chained).await
}

/// `$4` holds the acts, each between blanks.
const OF_SUBJECT: &str = concat!(
    "SELECT ",
    entry_columns!(),
    " FROM audit_entry e WHERE e.org_id = $1 AND e.subject = $3 AND $4 LIKE '% ' || e.act || ' %' AND NOT EXISTS \
     (SELECT 1 FROM conflict c WHERE c.org_id = e.org_id AND c.member_id = $2 AND c.referral_id = e.subject) \
     ORDER BY e.seq DESC LIMIT $5"
);

/// The latest entries about one record with one of these acts, newest first; nothing when it is hidden from the viewer.
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
    let codes = acts.iter().fold(" ".to_owned(), |codes, act| codes + act.code() + " ");
    all(db, OF_SUBJECT, args![scope.org(), viewer, Uuid::from_bytes(subject), codes, limit], chained).await
}

const OF_RELEASE: &str = "SELECT e.act, e.detail FROM audit_entry e WHERE e.org_id = $1 AND e.subject IN ($2, $3) \
     AND e.act IN ('release_signed', 'release_revoked') ORDER BY e.seq";

/// What the chain says of a release and of the sharing of its record: signings and takings back, oldest first, with
/// their details. It is asked by the software, of whatever it holds, and shown to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn of_release(db: &impl Reads, scope: &OrgScope, release: &Release) -> Result<Vec<(Act, String)>> {
    let args = args![scope.org(), release.id, release.referral];
    all(db, OF_RELEASE, args, |row| Ok((row.code(Act::parse)?, row.text()?))).await
}

const HEAD: &str = "SELECT seq, hash FROM audit_head WHERE org_id = $1";

/// The chain's recorded end: number and hash of its last entry.
///
/// # Errors
/// When the database does not answer.
pub async fn head(db: &impl Reads, scope: &OrgScope) -> Result<(u64, Hash)> {
    one(db, HEAD, args![scope.org()], |row| Ok((row.number()?, row.array()?))).await?.ok_or(Error::Missing)
}

const CHECKPOINT: &str = "SELECT c.seq, c.previous, c.org_id, c.at, c.actor, c.act, c.subject, c.detail \
     FROM audit_checkpoint c WHERE c.org_id = $1";

/// Where the chain begins, when entries went because their time was over.
///
/// # Errors
/// When the database does not answer.
pub async fn checkpoint(db: &impl Reads, scope: &OrgScope) -> Result<Option<Checkpoint>> {
    let read = |row: &mut Row| Ok(Checkpoint { seq: row.number()?, previous: row.array()?, entry: entry(row)? });
    one(db, CHECKPOINT, args![scope.org()], read).await
}

const OLDEST: &str =
    concat!("SELECT ", entry_columns!(), " FROM audit_entry e WHERE e.org_id = $1 ORDER BY e.seq LIMIT $2");
const LET_GO: &str = "DELETE FROM audit_entry WHERE org_id = $1 AND seq <= $2";
const SET_CHECKPOINT: &str = "INSERT INTO audit_checkpoint (org_id, seq, previous, at, actor, act, subject, detail) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (org_id) DO UPDATE SET seq = excluded.seq, \
     previous = excluded.previous, at = excluded.at, actor = excluded.actor, act = excluded.act, \
     subject = excluded.subject, detail = excluded.detail WHERE audit_checkpoint.seq < excluded.seq";

/// When the oldest entry was written that is still there.
///
/// # Errors
/// When the database does not answer.
pub async fn oldest(db: &impl Reads, scope: &OrgScope) -> Result<Option<Timestamp>> {
    Ok(one(db, OLDEST, args![scope.org(), 1_u32], chained).await?.map(|oldest| oldest.entry.at))
}

/// Lets the oldest entries go, `limit` at most, as far as all of them were written before then, and keeps number and hash
/// of the last: the caller writes into the same chain that they went ([`Checkpoint::detail`]). None when none went.
///
/// # Errors
/// When the database does not answer.
pub async fn let_go(tx: &Tx, scope: &OrgScope, before: Timestamp, limit: u32) -> Result<Option<Checkpoint>> {
    let oldest = all(tx, OLDEST, args![scope.org(), limit], chained).await?;
    let mut over = oldest.into_iter().take_while(|chained| chained.entry.at < before);
    let Some(first) = over.next() else { return Ok(None) };
    let mut previous = match checkpoint(tx, scope).await? {
        Some(before) => before.hash(),
        None => GENESIS,
    };
    let mut last = first;
    for next in over {
        previous = last.hash;
        last = next;
    }
    let Chained { seq, entry, .. } = last;
    let last = Checkpoint { seq, previous, entry };
    run(tx, LET_GO, args![scope.org(), seq]).await?;
    // Another process may have let go of more meanwhile, and its word stands.
    let is_further = run(tx, SET_CHECKPOINT, checkpoint_args(scope, &last)).await? > 0;
    Ok(Some(last).filter(|_| is_further))
}

fn checkpoint_args(scope: &OrgScope, last: &Checkpoint) -> Vec<Value> {
    let Checkpoint { seq, previous, entry } = last;
    let subject = entry.subject.map(Uuid::from_bytes);
    args![scope.org(), *seq, *previous, entry.at, member_of(entry), entry.act.code(), subject, &entry.detail]
}

/// Walks the whole chain, from its checkpoint if it has one. Answers the number of its last entry, or the first place where
/// it is wrong.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(db: &impl Reads, scope: &OrgScope) -> Result<std::result::Result<u64, Tampered>> {
    loop {
        let from = checkpoint(db, scope).await?;
        let walked = walk(db, scope, from.as_ref()).await?;
        // Entries may have gone while the others were walked.
        if walked.is_ok() || checkpoint(db, scope).await? == from {
            return Ok(walked);
        }
    }
}

/// Compares an end of the chain that was noted before with the chain as it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn compare(db: &impl Reads, scope: &OrgScope, noted: &Noted) -> Result<Compared> {
    loop {
        let from = checkpoint(db, scope).await?;
        let stored = stream(db, scope, noted.seq, 1).await?.into_iter().find(|one| one.seq == noted.seq);
        let (head, _) = head(db, scope).await?;
        // Entries may have gone while the others were read.
        if checkpoint(db, scope).await? == from {
            return Ok(noted.compared(from.as_ref(), head, stored.as_ref().map(|one| &one.hash)));
        }
    }
}

async fn walk(
    db: &impl Reads,
    scope: &OrgScope,
    from: Option<&Checkpoint>,
) -> Result<std::result::Result<u64, Tampered>> {
    let mut verifier = from.map_or_else(Verifier::default, Verifier::after);
    let (mut last, mut said) = (from.map_or(0, |from| from.seq), None);
    loop {
        let rows = db.rows(SqlStr::from_static(STREAM), Args(args![scope.org(), last + 1, WALK])).await?;
        let ended = rows.0.is_empty();
        for mut row in rows.0 {
            let seq = row.number()?;
            // What cannot be read was changed.
            let Ok(chained) = chained_at(seq, &mut row) else { return Ok(Err(Tampered::Changed { sequence: seq })) };
            if let Err(found) = verifier.step(seq, &chained.entry, &chained.hash) {
                return Ok(Err(found));
            }
            if chained.entry.act == Act::AuditEnded {
                said = Some(chained.entry);
            }
            last = seq;
        }
        if ended {
            if let Some(Err(found)) = from.map(|from| from.proves(said.as_ref())) {
                return Ok(Err(found));
            }
            // Entries and head are written in one transaction, so a head that is ahead came after the last page.
            let (head, hash) = head(db, scope).await?;
            let next = db.rows(SqlStr::from_static(STREAM), Args(args![scope.org(), last + 1, 1_u32])).await?;
            if head <= last || next.0.is_empty() {
                return Ok(verifier.finish(head, &hash));
            }
        }
    }
}
