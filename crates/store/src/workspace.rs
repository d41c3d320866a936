//! The workspace of a partnership, in each organization's own copy.
//!
//! Invariant: both copies of an edit are written in one transaction while both organizations are on this node.
//! Invariant: no row is changed but for `is_head`, and none is deleted.
//! Invariant: whoever writes in a partnership holds it until their commit, so two who save at once save one after the
//! other and each reads what the other wrote.

use crate::backend::{Link, Reads, all, execute, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{EditId, EntryId, MemberId, OrgId, PartnershipId};
use domain::workspace::{Author, Edit, Entry, Noun, Value};
use sqlx::SqlStr;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An entry with all that was ever written of it, and how far this copy has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The entry.
    pub entry: Entry,
    /// The last number that an edit has in this copy; 0 when there is none.
    pub seq: u32,
    /// The number of each edit in this copy, in the order in which they came.
    pub numbers: BTreeMap<EditId, u32>,
}

impl Known {
    /// The entry as it was when this copy had come to this number: what a form that was opened then showed.
    #[must_use]
    pub fn as_of(&self, seq: u32) -> Entry {
        self.entry.as_seen(|edit| self.numbers.get(&edit.id).is_some_and(|number| *number <= seq))
    }
}

macro_rules! columns {
    () => {
        "entry_id, seq, id, field, value, saw, by_org, by_member, by_name, at"
    };
}

fn edit_row(row: &mut Row) -> Result<(u32, Edit)> {
    let entry = row.id(EntryId::new)?;
    let (seq, id, field) = (row.number::<u32>()?, row.id(EditId::new)?, row.text()?);
    let value = row.opt_text()?.and_then(Value::stored);
    let saw = row.bytes()?;
    let ids = saw.chunks(16).map(Uuid::from_slice).collect::<Result<Vec<_>, _>>();
    let saw: BTreeSet<EditId> = ids.map_err(|_| row.unreadable())?.into_iter().map(EditId::new).collect();
    let by = Author { org: row.id(OrgId::new)?, member: row.id(MemberId::new)?, name: row.label()? };
    Ok((seq, Edit { id, entry, field, value, saw, by, at: row.time()? }))
}

const OF_ENTRY: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM workspace_edit WHERE org_id = $1 AND partnership_id = $2 AND entry_id = $3 AND noun = $4 ORDER BY seq"
);

/// An entry, with its whole history. One that nobody wrote is empty.
///
/// # Errors
/// When the database does not answer.
pub async fn entry(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
    (noun, id): (Noun, EntryId),
) -> Result<Known> {
    let rows = all(db, OF_ENTRY, args![scope.org(), partnership, id, noun.code()], edit_row).await?;
    let numbers: BTreeMap<EditId, u32> = rows.iter().map(|(seq, edit)| (edit.id, *seq)).collect();
    let seq = rows.last().map_or(0, |(seq, _)| *seq);
    Ok(Known { entry: Entry::of(id, rows.into_iter().map(|(_, edit)| edit)), seq, numbers })
}

const HEADS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM workspace_edit WHERE org_id = $1 AND partnership_id = $2 AND noun = $3 AND is_head = 1 ORDER BY entry_id, seq"
);

/// Every entry of a noun as it stands now, by id; without its history.
///
/// # Errors
/// When the database does not answer.
pub async fn entries(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId, noun: Noun) -> Result<Vec<Entry>> {
    let rows = all(db, HEADS, args![scope.org(), partnership, noun.code()], edit_row).await?;
    let mut by_entry: BTreeMap<EntryId, Vec<Edit>> = BTreeMap::new();
    for (_, edit) in rows {
        by_entry.entry(edit.entry).or_default().push(edit);
    }
    Ok(by_entry.into_iter().map(|(id, edits)| Entry::of(id, edits)).collect())
}

const OWNERS: &str = "SELECT DISTINCT value FROM workspace_edit WHERE org_id = $1 AND partnership_id = $2 AND is_head = 1 \
     AND value IS NOT NULL AND field IN ('owner', 'owner_health_center', 'owner_advocacy')";

/// Whoever something is in the name of now, of both sides.
///
/// # Errors
/// When the database does not answer.
pub async fn owners(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<BTreeSet<MemberId>> {
    let rows = all(db, OWNERS, args![scope.org(), partnership], |row: &mut Row| row.text()).await?;
    Ok(rows.iter().filter_map(|value| MemberId::parse(value)).collect())
}

const LATEST: &str = concat!(
    "SELECT noun, ",
    columns!(),
    " FROM workspace_edit WHERE org_id = $1 AND partnership_id = $2 AND at <= $3 AND (at < $3 OR id < $4) \
     ORDER BY at DESC, id DESC LIMIT $5"
);

/// What was written before an edit, newest first, with its noun: that edit is named by its time and its id.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
    (before, limit): ((domain::time::Timestamp, EditId), u32),
) -> Result<Vec<(Noun, Edit)>> {
    let read = |row: &mut Row| Ok((row.code(Noun::parse)?, edit_row(row)?.1));
    all(db, LATEST, args![scope.org(), partnership, before.0, before.1, limit], read).await
}

const NEXT: &str =
    "SELECT COALESCE(MAX(seq), 0) FROM workspace_edit WHERE org_id = $1 AND partnership_id = $2 AND entry_id = $3";
const INSERT: &str = "INSERT INTO workspace_edit (org_id, partnership_id, entry_id, seq, id, noun, field, value, saw, by_org, \
     by_member, by_name, at, is_head) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
     ON CONFLICT (org_id, id) DO NOTHING";
const PASSED: &str = "UPDATE workspace_edit SET is_head = 0 WHERE org_id = $1 AND id = $2";

/// Holds a partnership until the commit: nobody else writes in it meanwhile, whichever lane or process they write in. To
/// be asked before anything is read that the write depends on. SQLite has one writer, who holds everything.
///
/// # Errors
/// When the database does not answer.
pub async fn hold(tx: &Tx, partnership: PartnershipId) -> Result<()> {
    let mut link = tx.link.lock().await;
    if let Link::Postgres(_) = &*link {
        // The last bytes of an id are random. Two partnerships that share them wait for each other and no more.
        let mut key = [0; 8];
        key.copy_from_slice(&partnership.bytes()[8..]);
        let sql = SqlStr::from_static("SELECT pg_advisory_xact_lock($1)");
        execute(&mut link, sql, args![i64::from_be_bytes(key)]).await?;
    }
    Ok(())
}

/// Adds edits to the copies of both sides. An edit that a copy has already is left as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn add(
    tx: &Tx,
    scopes: [&OrgScope; 2],
    partnership: PartnershipId,
    noun: Noun,
    edits: &[Edit],
) -> Result<()> {
    hold(tx, partnership).await?;
    for scope in scopes {
        for edit in edits {
            let last: Vec<u32> =
                all(tx, NEXT, args![scope.org(), partnership, edit.entry], |row: &mut Row| row.number()).await?;
            let seq = last.first().copied().unwrap_or_default() + 1;
            let saw: Vec<u8> = edit.saw.iter().flat_map(|id| id.bytes()).collect();
            let args = args![
                scope.org(),
                partnership,
                edit.entry,
                seq,
                edit.id,
                noun.code(),
                edit.field.as_str(),
                edit.value.as_ref().map(Value::as_str),
                saw,
                edit.by.org,
                edit.by.member,
                edit.by.name.as_str(),
                edit.at,
                true,
            ];
            run(tx, INSERT, args).await?;
            for seen in &edit.saw {
                run(tx, PASSED, args![scope.org(), *seen]).await?;
            }
        }
    }
    Ok(())
}
