//! What others publish of services. Public lists of the whole node, so no organization's scope; nothing about a person.
//!
//! Invariant: a row that is withheld holds no street, ZIP or point: the database itself refuses one (45 CFR 1370.4(e)).
//! Invariant: whatever changes a line raises the version of what is kept and writes it down at the line, so that whoever knows a
//! version knows which lines they do not know.

use crate::backend::{Reads, all, each, one, run};
use crate::directory_kept::Checked;
use crate::error::Result;
use crate::many::{Each, Insert, insert_into, run_each};
use crate::row::Row;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::time::Timestamp;
use uuid::Uuid;

/// What one source says of one place, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The id that its source and its id there make.
    pub id: Uuid,
    /// The source.
    pub source: String,
    /// Its id there.
    pub source_id: String,
    /// What it says, as JSON.
    pub said: String,
    /// What tells whether it says anything new.
    pub digest: Vec<u8>,
    /// Its place is withheld.
    pub withheld: bool,
}

/// What was kept of a line before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which.
    pub id: Uuid,
    /// Its digest.
    pub digest: Vec<u8>,
    /// What it says, where a person withheld it.
    pub by_hand: Option<String>,
    /// It was not in its list any more.
    pub vanished: bool,
}

/// An import and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// New lines.
    pub taken: u64,
    /// Lines that say something else.
    pub changed: u64,
    /// Lines that say what they said.
    pub unchanged: u64,
    /// Of these: withheld ones.
    pub withheld: u64,
    /// Rows that were not taken.
    pub refused: u64,
    /// Lines that are not in the list any more.
    pub vanished: u64,
}

fn kept_row(row: &mut Row) -> Result<Kept> {
    Ok(Kept { id: row.id(|id| id)?, digest: row.bytes()?, by_hand: row.opt_text()?, vanished: row.bool()? })
}

/// Until the end of the transaction nobody else changes a line: what is read now still stands when it is written. The version stays.
///
/// # Errors
/// When the database does not answer.
pub async fn hold(tx: &Tx) -> Result<()> {
    run(tx, "UPDATE directory_state SET version = version WHERE one = 1", args![]).await.map(drop)
}

static KEPT: Each = Each::new(
    "SELECT id, digest, CASE WHEN by_hand_at IS NULL THEN NULL ELSE said END, \
     CASE WHEN vanished_at IS NULL THEN 0 ELSE 1 END FROM directory_listing WHERE id = $1",
    "$1",
);

/// What was kept of these lines before.
///
/// # Errors
/// When the database does not answer.
pub async fn kept(tx: &Tx, ids: Vec<Uuid>) -> Result<Vec<Kept>> {
    run_each(tx, &KEPT, Vec::new(), ids, kept_row).await
}

static PUT: Insert = Insert::new(
    "directory_listing (id, source, source_id, said, digest, withheld, run_id, said_at, read_at, version)",
    "ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id, \
     said = CASE WHEN directory_listing.by_hand_at IS NOT NULL AND excluded.withheld = 0 \
     THEN directory_listing.said ELSE excluded.said END, \
     digest = CASE WHEN directory_listing.by_hand_at IS NOT NULL AND excluded.withheld = 0 \
     THEN directory_listing.digest ELSE excluded.digest END, \
     withheld = CASE WHEN directory_listing.by_hand_at IS NOT NULL THEN 1 ELSE excluded.withheld END, \
     run_id = excluded.run_id, said_at = excluded.said_at, read_at = excluded.read_at, version = excluded.version, vanished_at = NULL \
     RETURNING id",
);

/// Puts lines in, new or in the place of what they said before, and raises the version where there are any. What was withheld by
/// hand is never opened by it.
///
/// # Errors
/// When the database does not answer, or refuses a withheld line with a place.
pub async fn put(tx: &Tx, run: Uuid, at: Timestamp, lines: Vec<Line>) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let version = touch(tx).await?;
    let row = |line: Line| -> Vec<Value> {
        args![line.id, line.source, line.source_id, line.said, line.digest, line.withheld, run, at, at, version]
    };
    insert_into(&mut *tx.link.lock().await, &PUT, lines.into_iter().map(row).collect(), |row| row.id(|id| id))
        .await
        .map(drop)
}

/// Writes down that these lines say what they said; one that vanished is put in again with [`put`], which raises the version.
///
/// # Errors
/// When the database does not answer.
pub async fn seen(tx: &Tx, run: Uuid, at: Timestamp, ids: Vec<Uuid>) -> Result<()> {
    static EACH: Each =
        Each::new("UPDATE directory_listing SET run_id = $1, read_at = $2 WHERE id = $3 RETURNING id", "$3");
    run_each(tx, &EACH, args![run, at], ids, |row| row.id(|id| id)).await.map(drop)
}

const BEGIN: &str = "INSERT INTO directory_run (id, source, begun_at, taken, changed, unchanged, withheld, refused, vanished) \
    VALUES ($1, $2, $3, 0, 0, 0, 0, 0, 0)";

/// Writes down that an import begins.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(tx: &Tx, id: Uuid, source: &str, at: Timestamp) -> Result<()> {
    run(tx, BEGIN, args![id, source, at]).await.map(drop)
}

/// What another import of the source read since this one began stays, unless that one had ended by then.
macro_rules! unseen {
    () => {
        "source = $1 AND run_id <> $2 AND vanished_at IS NULL AND (read_at < $3 OR run_id IN \
         (SELECT id FROM directory_run WHERE source = $1 AND ended_at <= $3))"
    };
}

const VANISH: &str = concat!("UPDATE directory_listing SET vanished_at = $4, version = $5 WHERE ", unseen!());

/// Marks the lines of a source that this import, which began then, did not see, raises the version where there are any, and answers how many
/// they are.
///
/// # Errors
/// When the database does not answer.
pub async fn vanish(tx: &Tx, source: &str, (id, begun): (Uuid, Timestamp), at: Timestamp) -> Result<u64> {
    const ANY: &str = concat!("SELECT id FROM directory_listing WHERE ", unseen!(), " LIMIT 1");
    if one(tx, ANY, args![source, id, begun], |row| row.id(|id| id)).await?.is_none() {
        return Ok(0);
    }
    let version = touch(tx).await?;
    run(tx, VANISH, args![source, id, begun, at, version]).await
}

const END: &str = "UPDATE directory_run SET ended_at = $1, taken = $2, changed = $3, unchanged = $4, withheld = $5, refused = $6, \
    vanished = $7 WHERE id = $8";

/// Writes down what came of an import.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, id: Uuid, at: Timestamp, counted: Counted) -> Result<()> {
    let n = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let Counted { taken, changed, unchanged, withheld, refused, vanished } = counted;
    let args = args![at, n(taken), n(changed), n(unchanged), n(withheld), n(refused), n(vanished), id];
    run(tx, END, args).await.map(drop)
}

/// Writes down how far an import is.
///
/// # Errors
/// When the database does not answer.
pub async fn so_far(tx: &Tx, id: Uuid, counted: Counted) -> Result<()> {
    const SO_FAR: &str = "UPDATE directory_run SET taken = $1, changed = $2, unchanged = $3, withheld = $4, refused = $5 \
        WHERE id = $6 AND ended_at IS NULL";
    let n = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let Counted { taken, changed, unchanged, withheld, refused, .. } = counted;
    run(tx, SO_FAR, args![n(taken), n(changed), n(unchanged), n(withheld), n(refused), id]).await.map(drop)
}

const WITHHOLD: &str = "UPDATE directory_listing SET said = $1, digest = $2, source_id = $3, withheld = 1, \
    by_hand_at = COALESCE(by_hand_at, $4), version = $5 WHERE id = $6 AND (by_hand_at IS NULL OR digest <> $2)";

/// Withholds a line by hand: what it said is replaced by what may be said, and stays so at every import; raises the version.
/// Answers whether that changed anything: one that is withheld by hand already may have to say less still.
///
/// # Errors
/// When the database does not answer, or the line still has a place.
pub async fn withhold(tx: &Tx, line: &Line, at: Timestamp) -> Result<bool> {
    let version = touch(tx).await?;
    let (said, digest, source_id) = (line.said.as_str(), line.digest.as_slice(), line.source_id.as_str());
    Ok(run(tx, WITHHOLD, args![said, digest, source_id, at, version, line.id]).await? > 0)
}

/// A line as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it says.
    pub line: Line,
    /// Since when it says so.
    pub said_at: Timestamp,
    /// When its source was read last.
    pub read_at: Timestamp,
    /// It is not in its list any more since then.
    pub vanished_at: Option<Timestamp>,
    /// The version with which it came to say so, or to vanish.
    pub version: i64,
}

/// Columns of a line, in the order of [`standing_row`].
macro_rules! line_columns {
    () => {
        "id, source, source_id, said, digest, withheld, said_at, read_at, vanished_at, version"
    };
}

const PAGE: &str = concat!(
    "SELECT ",
    line_columns!(),
    " FROM directory_listing WHERE id > $1 AND (vanished_at IS NULL OR withheld = 1) ORDER BY id LIMIT $2"
);

/// The lines after an id, at most so many, without those that vanished; of these what was withheld stays, so that the same place under
/// another number, or in another list, is withheld too: a list that was cut short opens no door.
///
/// # Errors
/// When the database does not answer.
pub async fn page(db: &impl Reads, after: Uuid, most: u32) -> Result<Vec<Standing>> {
    all(db, PAGE, args![after, most], standing_row).await
}

const OF: &str = concat!("SELECT ", line_columns!(), " FROM directory_listing WHERE id = $1");

/// One line, also if it vanished.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, id: Uuid) -> Result<Option<Standing>> {
    Ok(all(db, OF, args![id], standing_row).await?.pop())
}

/// A line as it is shown, and what staff found when they looked at it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub id: Uuid,
    /// What it says, as JSON.
    pub said: String,
    /// Since when it says so.
    pub said_at: Timestamp,
    /// When its source was read last.
    pub read_at: Timestamp,
    /// It is not in its list any more.
    pub is_vanished: bool,
    /// The version with which it came to say so, or to vanish.
    pub version: i64,
    /// What staff found, if they looked at it.
    pub checked: Option<Checked>,
}

/// These lines, in no order, also those that vanished: a page of entries asks once for all of its lines.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(db: &impl Reads, ids: Vec<Uuid>) -> Result<Vec<Shown>> {
    static SHOWN: Each = Each::new(
        "SELECT id, said, said_at, read_at, CASE WHEN vanished_at IS NULL THEN 0 ELSE 1 END, version, verdict, checked_at \
         FROM directory_listing LEFT JOIN directory_check ON listing_id = id WHERE id = $1",
        "$1",
    );
    each(db, &SHOWN, ids, |row| {
        let id = row.id(|id| id)?;
        let (said, said_at, read_at) = (row.text()?, row.time()?, row.time()?);
        let (is_vanished, version) = (row.bool()?, row.int()?);
        let found = row.opt_text()?.zip(row.opt_time()?);
        let checked = found.map(|(verdict, at)| Checked { listing: id, is_gone: verdict == "gone", at });
        Ok(Shown { id, said, said_at, read_at, is_vanished, version, checked })
    })
    .await
}

/// The lines of a source that a person withheld, also those that vanished.
///
/// # Errors
/// When the database does not answer.
pub async fn by_hand(db: &impl Reads, source: &str) -> Result<Vec<Uuid>> {
    const BY_HAND: &str = "SELECT id FROM directory_listing WHERE source = $1 AND by_hand_at IS NOT NULL";
    all(db, BY_HAND, args![source], |row| row.id(|id| id)).await
}

fn standing_row(row: &mut Row) -> Result<Standing> {
    let line = Line {
        id: row.id(|id| id)?,
        source: row.text()?,
        source_id: row.text()?,
        said: row.text()?,
        digest: row.bytes()?,
        withheld: row.bool()?,
    };
    let (said_at, read_at, vanished_at) = (row.time()?, row.time()?, row.opt_time()?);
    Ok(Standing { line, said_at, read_at, vanished_at, version: row.int()? })
}

const CHANGED: &str = concat!(
    "SELECT ",
    line_columns!(),
    " FROM directory_listing WHERE (version, id) > ($1, $2) ORDER BY version, id LIMIT $3"
);

/// The lines that changed after this one of this version, at most so many, in the order in which they changed; those that
/// vanished too.
///
/// # Errors
/// When the database does not answer.
pub async fn changed(db: &impl Reads, after: (i64, Uuid), most: u32) -> Result<Vec<Standing>> {
    all(db, CHANGED, args![after.0, after.1, most], standing_row).await
}

/// What was kept of these lines, for a look before anything is written.
///
/// # Errors
/// When the database does not answer.
pub async fn kept_now(db: &impl Reads, ids: Vec<Uuid>) -> Result<Vec<Kept>> {
    each(db, &KEPT, ids, kept_row).await
}

/// How many lines of a source stand.
///
/// # Errors
/// When the database does not answer.
pub async fn count(db: &impl Reads, source: &str) -> Result<u64> {
    const COUNT: &str = "SELECT COUNT(*) FROM directory_listing WHERE source = $1 AND vanished_at IS NULL";
    Ok(one(db, COUNT, args![source], |row| row.number()).await?.unwrap_or(0))
}

/// How many lines there are, counted to `most`.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(db: &impl Reads, most: u64) -> Result<u64> {
    const LINES: &str = "SELECT COUNT(*) FROM (SELECT id FROM directory_listing LIMIT $1) AS counted";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    Ok(one(db, LINES, args![most], |row| row.number()).await?.unwrap_or(0))
}

/// An import, as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: Uuid,
    /// The source.
    pub source: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it was done; nothing while it runs, or when it was interrupted.
    pub ended_at: Option<Timestamp>,
    /// What came of it.
    pub counted: Counted,
}

/// The latest imports, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn runs(db: &impl Reads, most: u32) -> Result<Vec<Run>> {
    const RUNS: &str = "SELECT id, source, begun_at, ended_at, taken, changed, unchanged, withheld, refused, vanished \
        FROM directory_run ORDER BY begun_at DESC, id DESC LIMIT $1";
    all(db, RUNS, args![most], |row| {
        Ok(Run {
            id: row.id(|id| id)?,
            source: row.text()?,
            begun_at: row.time()?,
            ended_at: row.opt_time()?,
            counted: Counted {
                taken: row.number()?,
                changed: row.number()?,
                unchanged: row.number()?,
                withheld: row.number()?,
                refused: row.number()?,
                vanished: row.number()?,
            },
        })
    })
    .await
}

/// Changes with everything that changes what a search finds.
///
/// # Errors
/// When the database does not answer.
pub async fn version(db: &impl Reads) -> Result<i64> {
    const VERSION: &str = "SELECT version FROM directory_state WHERE one = 1";
    Ok(one(db, VERSION, args![], |row| row.int()).await?.unwrap_or(0))
}

/// Says that what a search finds has changed, and answers the version that it then has. Until the end of the transaction nobody
/// else gets one.
///
/// # Errors
/// When the database does not answer.
pub async fn touch(tx: &Tx) -> Result<i64> {
    run(tx, "UPDATE directory_state SET version = version + 1 WHERE one = 1", args![]).await?;
    version(tx).await
}
