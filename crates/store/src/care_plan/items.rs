//! What stands in a plan: lines, private notes and messages between the teams, each sealed with a key of its own.

use super::ending::not_held;
use super::stones::{Gone, bury, carried};
use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::retention::Purge;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::care_plan::{ItemKind, Side};
use domain::ids::{LineId, MemberId, MessageId, ReferralId};
use domain::time::Timestamp;

/// The sealed part of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The key of the item, wrapped under the compartment key `care_plans`.
    pub record_key_sealed: Vec<u8>,
    /// Epoch of that compartment key.
    pub record_key_epoch: u32,
    /// What it says.
    pub content_sealed: Vec<u8>,
    /// Counts its rewritings, from 1.
    pub version: u32,
}

/// How an item of ours was shared last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// The version that the partner got.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// The message that carried it.
    pub message: MessageId,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The record it belongs to.
    pub referral: ReferralId,
    /// What it is.
    pub kind: ItemKind,
    /// Whose.
    pub side: Side,
    /// Its id: of a line, a note or a message.
    pub id: LineId,
    /// Who wrote it here; nobody when it came.
    pub member: Option<MemberId>,
    /// What it says.
    pub content: Content,
    /// When it was written.
    pub at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// How it was shared; of what came, nothing.
    pub shared: Option<Shared>,
    /// Until when the other side may read it. What is theirs is deleted then.
    pub until: Option<Timestamp>,
}

pub(super) fn item(row: &mut Row) -> Result<Item> {
    let (referral, kind, side) = (row.id(ReferralId::new)?, row.code(ItemKind::parse)?, row.code(Side::parse)?);
    let (id, member) = (row.id(LineId::new)?, row.opt_id(MemberId::new)?);
    let content = Content {
        record_key_sealed: row.bytes()?,
        record_key_epoch: row.number()?,
        content_sealed: row.bytes()?,
        version: row.number()?,
    };
    let (at, changed_at) = (row.time()?, row.time()?);
    let (version, shared_at, message) = (row.opt_int()?, row.opt_time()?, row.opt_id(MessageId::new)?);
    let version = version.map(u32::try_from).transpose().map_err(|_| row.unreadable())?;
    let shared = match (version, shared_at, message) {
        (Some(version), Some(at), Some(message)) => Some(Shared { version, at, message }),
        _ => None,
    };
    Ok(Item { referral, kind, side, id, member, content, at, changed_at, shared, until: row.opt_time()? })
}

fn item_args(scope: &OrgScope, i: &Item) -> Vec<Value> {
    args![
        scope.org(),
        i.referral,
        i.kind.code(),
        i.side.code(),
        i.id,
        i.member,
        &i.content.record_key_sealed,
        i.content.record_key_epoch,
        &i.content.content_sealed,
        i.content.version,
        i.at,
        i.changed_at,
        i.shared.map(|shared| shared.version),
        i.shared.map(|shared| shared.at),
        i.shared.map(|shared| shared.message),
        i.until,
    ]
}

/// Columns of an item, in the order of [`item`].
macro_rules! columns {
    () => {
        "i.referral_id, i.kind, i.side, i.id, i.member_id, i.record_key_sealed, i.record_key_epoch, i.content_sealed, \
         i.version, i.at, i.changed_at, i.shared_version, i.shared_at, i.message_id, i.until"
    };
}
pub(super) use columns;
/// The viewer stands on no list of the record that `i` belongs to. `$2` is the viewer.
macro_rules! visible {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = i.org_id AND c.member_id = $2 \
         AND c.referral_id = i.referral_id)"
    };
}
pub(super) use visible;

const INSERT: &str = "INSERT INTO plan_item (org_id, referral_id, kind, side, id, member_id, record_key_sealed, \
     record_key_epoch, content_sealed, version, at, changed_at, shared_version, shared_at, message_id, until) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING";

/// Adds an item. One that is there stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, new: &Item) -> Result<Inserted> {
    run(tx, INSERT, item_args(scope, new)).await.map(Inserted::of)
}

const TOO_MANY: &str =
    "SELECT COUNT(*) FROM plan_item WHERE org_id = $1 AND referral_id = $2 AND kind = $3 AND side = 'ours'";

/// Adds an item of ours while there are fewer than `most` of its kind. Answers nothing when there are not.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_ours(tx: &Tx, scope: &OrgScope, new: &Item, most: usize) -> Result<Option<Inserted>> {
    let args = args![scope.org(), new.referral, new.kind.code()];
    let there: usize = one(tx, TOO_MANY, args, |row| row.number()).await?.unwrap_or(0);
    if there >= most {
        return Ok(None);
    }
    if new.kind.is_of_a_plan() {
        super::begin(tx, scope, new.referral).await?;
    }
    insert(tx, scope, new).await.map(Some)
}

/// The partner's word about a line that is there replaces it.
const PUT: &str = "INSERT INTO plan_item (org_id, referral_id, kind, side, id, member_id, record_key_sealed, \
     record_key_epoch, content_sealed, version, at, changed_at, shared_version, shared_at, message_id, until) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
     ON CONFLICT (org_id, referral_id, kind, side, id) DO UPDATE SET record_key_sealed = excluded.record_key_sealed, \
     record_key_epoch = excluded.record_key_epoch, content_sealed = excluded.content_sealed, \
     changed_at = excluded.changed_at, until = excluded.until";

/// Keeps what the partner shared, in place of what it said of the same line before, and which message brought it.
///
/// # Errors
/// When the database does not answer.
pub async fn put_theirs(tx: &Tx, scope: &OrgScope, new: &Item, message: MessageId) -> Result<()> {
    let theirs = Item { side: Side::Theirs, member: None, shared: None, ..new.clone() };
    run(tx, PUT, item_args(scope, &theirs)).await?;
    if theirs.kind == ItemKind::Line {
        carried(tx, scope, (theirs.referral, theirs.id), message).await?;
    }
    Ok(())
}

const ITEMS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.kind IN ('line', 'note') \
     AND (i.side = 'ours' OR i.until > $4)",
    visible!(),
    " ORDER BY i.at, i.id"
);

/// Lines and notes that may be read of a plan at this time, oldest first; its messages are read by the page
/// ([`super::messages`]). What the partner shared is left out from the second of its end on.
///
/// # Errors
/// When the database does not answer.
pub async fn items(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
    now: Timestamp,
) -> Result<Vec<Item>> {
    all(db, ITEMS, args![scope.org(), viewer, referral, now], item).await
}

const IS_ANY: &str = concat!(
    "SELECT 1 FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.kind <> 'referral_letter' \
     AND (i.side = 'ours' OR i.until > $4)",
    visible!(),
    " LIMIT 1"
);

/// Whether anything of a plan may be read at this time. Nothing of it is read for that.
///
/// # Errors
/// When the database does not answer.
pub async fn is_any(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
    now: Timestamp,
) -> Result<bool> {
    Ok(one(db, IS_ANY, args![scope.org(), viewer, referral, now], |row| row.int()).await?.is_some())
}

const FIND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.kind = $4 AND i.side = 'ours' AND i.id = $5",
    visible!()
);

/// One item of ours.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
    kind: ItemKind,
    id: LineId,
) -> Result<Option<Item>> {
    one(db, FIND, args![scope.org(), viewer, referral, kind.code(), id], item).await
}

const REWRITE: &str = "UPDATE plan_item SET record_key_sealed = $4, record_key_epoch = $5, content_sealed = $6, \
     version = $7, changed_at = $8, member_id = $9, out_at = NULL WHERE org_id = $1 AND referral_id = $2 AND id = $3 AND kind = 'line' \
     AND side = 'ours' AND version = $7 - 1";

/// Rewrites a line of ours, whose version is one less by now. Answers whether it was.
///
/// # Errors
/// When the database does not answer.
pub async fn rewrite(tx: &Tx, scope: &OrgScope, new: &Item) -> Result<bool> {
    let c = &new.content;
    let args = args![
        scope.org(),
        new.referral,
        new.id,
        &c.record_key_sealed,
        c.record_key_epoch,
        &c.content_sealed,
        c.version,
        new.changed_at,
        new.member,
    ];
    Ok(run(tx, REWRITE, args).await? > 0)
}

const SET_SHARED: &str = "UPDATE plan_item SET shared_version = $4, shared_at = $5, until = $6, message_id = $7 WHERE org_id = $1 \
     AND referral_id = $2 AND id = $3 AND kind = 'line' AND side = 'ours'";

/// Says what of a line of ours the partner has, and until when; nothing once it was taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn set_shared(
    tx: &Tx,
    scope: &OrgScope,
    (referral, id): (ReferralId, LineId),
    shared: Option<(Shared, Timestamp)>,
) -> Result<bool> {
    let (version, at) = (shared.map(|(shared, _)| shared.version), shared.map(|(shared, _)| shared.at));
    let message = shared.map(|(shared, _)| shared.message);
    let args = args![scope.org(), referral, id, version, at, shared.map(|(_, until)| until), message];
    let is_there = run(tx, SET_SHARED, args).await? > 0;
    if let (true, Some(message)) = (is_there, message) {
        carried(tx, scope, (referral, id), message).await?;
    }
    Ok(is_there)
}

const HIDE_LINE: &str = "UPDATE plan_item SET until = $4 WHERE org_id = $1 AND referral_id = $2 AND id = $3 \
     AND kind = 'line' AND side = 'theirs' AND until > $4";

/// Shows a line of the partner's to nobody from now on, whether or not a hold keeps what it says.
///
/// # Errors
/// When the database does not answer.
pub async fn hide_their_line(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    id: LineId,
    now: Timestamp,
) -> Result<()> {
    run(tx, HIDE_LINE, args![scope.org(), referral, id, now]).await.map(drop)
}

const REMOVE: &str = concat!(
    "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2 AND kind = $3 AND side = $4 AND id = $5",
    not_held!(),
    " RETURNING id, referral_id, kind"
);

/// Deletes an item that nothing holds, and leaves a tombstone. Answers whether it went.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(
    tx: &Tx,
    scope: &OrgScope,
    (referral, kind, side, id): (ReferralId, ItemKind, Side, LineId),
    purge: &Purge,
) -> Result<bool> {
    let args = args![scope.org(), referral, kind.code(), side.code(), id];
    let gone = all(tx, REMOVE, args, Gone::read).await?;
    Ok(bury(tx, scope, &gone, purge).await? > 0)
}

const OUT_AFTER_HOLD: &str = "UPDATE plan_item SET out_at = $4 WHERE org_id = $1 AND referral_id = $2 AND id = $3 AND side = 'ours' AND out_at IS NULL";

/// What somebody takes out of ours, and a hold keeps: it goes when the hold is lifted.
///
/// # Errors
/// When the database does not answer.
pub async fn out_after_hold(
    tx: &Tx,
    scope: &OrgScope,
    (referral, id): (ReferralId, LineId),
    at: Timestamp,
) -> Result<()> {
    run(tx, OUT_AFTER_HOLD, args![scope.org(), referral, id, at]).await.map(drop)
}

const NOT_OUT: &str =
    "UPDATE plan_item SET out_at = NULL WHERE org_id = $1 AND referral_id = $2 AND id = $3 AND side = 'ours'";

/// Somebody shares a line again that was to go: it stays.
///
/// # Errors
/// When the database does not answer.
pub async fn not_out(tx: &Tx, scope: &OrgScope, (referral, id): (ReferralId, LineId)) -> Result<()> {
    run(tx, NOT_OUT, args![scope.org(), referral, id]).await.map(drop)
}

const TAKE_OUT_HELD: &str = concat!(
    "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2 AND side = 'ours' AND out_at IS NOT NULL",
    not_held!(),
    " RETURNING id, referral_id, kind"
);

/// What was taken out while a hold kept it goes now, with a tombstone of each. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn take_out_held(tx: &Tx, scope: &OrgScope, referral: ReferralId, purge: &Purge) -> Result<u64> {
    let gone = all(tx, TAKE_OUT_HELD, args![scope.org(), referral], Gone::read).await?;
    bury(tx, scope, &gone, purge).await
}
