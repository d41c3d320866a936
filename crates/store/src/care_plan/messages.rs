//! Messages between the two teams: a page of a thread, one that is taken out, and all that go with a person's words.
//!
//! Invariant: what is shown of the partner's lives; what is destroyed leaves a tombstone, as everything of a plan does.

use super::ending::{not_held, unread_not_held};
use super::items::{columns, item, visible};
use super::stones::{Gone, bury, bury_unread};
use super::{Item, remove};
use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::retention::Purge;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::care_plan::{ItemKind, Side};
use domain::ids::{CrossingId, LineId, MemberId, MessageId, OrgId, ReferralId};
use domain::message::MessageKind;
use domain::retention::PurgeRule;
use domain::time::Timestamp;

/// Both kinds of message.
macro_rules! is_message {
    () => {
        " AND kind IN ('letter', 'referral_letter')"
    };
}

/// Where a page of a thread ends: everything on it is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    at: Timestamp,
    id: LineId,
}

impl Before {
    /// After everything: the newest page.
    const END: Self = Self { at: Timestamp::from_micros(i64::MAX), id: LineId::from_bytes([0xff; 16]) };
}

const PLACE: &str = concat!(
    "SELECT i.at, i.id FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.kind = $4 AND i.id = $5",
    visible!()
);

/// The place of a message in its thread, on whichever side it was written; none of one that is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn place_of(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    (referral, kind): (ReferralId, ItemKind),
    id: LineId,
) -> Result<Option<Before>> {
    let read = |row: &mut Row| Ok(Before { at: row.time()?, id: row.id(LineId::new)? });
    one(db, PLACE, args![scope.org(), viewer, referral, kind.code(), id], read).await
}

const PAGE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.kind = $4 AND (i.side = 'ours' OR i.until > $5) \
     AND (i.at, i.id) < ($6, $7)",
    visible!(),
    " ORDER BY i.at DESC, i.id DESC LIMIT $8"
);

/// A page of a thread that may be read at this time, newest first: `limit` messages that are older than `before`, or the
/// newest. What the partner wrote is left out from the second of its end on.
///
/// # Errors
/// When the database does not answer.
pub async fn page(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    (referral, kind): (ReferralId, ItemKind),
    now: Timestamp,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<Item>> {
    let Before { at, id } = before.unwrap_or(Before::END);
    all(db, PAGE, args![scope.org(), viewer, referral, kind.code(), now, at, id, limit], item).await
}

const OURS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM plan_item i WHERE i.org_id = $1 AND i.referral_id = $3 AND i.side = 'ours' AND i.kind IN ('letter', 'referral_letter')",
    visible!(),
    " ORDER BY i.at, i.id"
);

/// Everything that we wrote to the partner's team about a record, beside a plan and beside the referral, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn ours(db: &impl Reads, scope: &OrgScope, viewer: MemberId, referral: ReferralId) -> Result<Vec<Item>> {
    all(db, OURS, args![scope.org(), viewer, referral], item).await
}

const STANDS: &str = concat!(
    "SELECT 1 FROM plan_item WHERE org_id = $1 AND referral_id = $2",
    is_message!(),
    " UNION ALL SELECT 1 FROM inbox_pending WHERE org_id = $1 AND crossing_id = $3",
    is_message!(),
    " LIMIT 1"
);

/// Whether any message about a record is held here, of either side, read or not.
///
/// # Errors
/// When the database does not answer.
pub async fn any(db: &impl Reads, scope: &OrgScope, referral: ReferralId, crossing: CrossingId) -> Result<bool> {
    Ok(one(db, STANDS, args![scope.org(), referral, crossing], |row| row.int()).await?.is_some())
}

const SINCE: &str = concat!(
    "SELECT 1 FROM plan_item WHERE org_id = $1 AND referral_id = $2 AND at >= $4",
    is_message!(),
    " UNION ALL SELECT 1 FROM inbox_pending WHERE org_id = $1 AND crossing_id = $3 AND at >= $4",
    is_message!(),
    " LIMIT 1"
);

/// Whether a message about a record was written or came at that time or since, read or not.
///
/// # Errors
/// When the database does not answer.
pub async fn is_since(
    db: &impl Reads,
    scope: &OrgScope,
    referral: ReferralId,
    crossing: CrossingId,
    since: Timestamp,
) -> Result<bool> {
    Ok(one(db, SINCE, args![scope.org(), referral, crossing, since], |row| row.int()).await?.is_some())
}

const N_UNREAD: &str = concat!(
    "SELECT COUNT(*) FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2 AND (until IS NULL OR until > $3)",
    is_message!()
);

/// How many messages of the partner's about a crossing nobody here has read, of those that can be read at this time.
///
/// # Errors
/// When the database does not answer.
pub async fn n_unread(db: &impl Reads, scope: &OrgScope, crossing: CrossingId, now: Timestamp) -> Result<u32> {
    Ok(one(db, N_UNREAD, args![scope.org(), crossing, now], Row::number).await?.unwrap_or(0))
}

const END_OURS: &str = concat!(
    "UPDATE plan_item SET until = $4 WHERE org_id = $1 AND referral_id = $2 AND id = $3 AND side = 'ours' AND until > $4",
    is_message!()
);

/// A message of ours can be read by the partner no more from now on; a hold keeps it here.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &Tx, scope: &OrgScope, (referral, id): (ReferralId, LineId), now: Timestamp) -> Result<()> {
    run(tx, END_OURS, args![scope.org(), referral, id, now]).await.map(drop)
}

const FORGET_UNREAD: &str = concat!(
    "DELETE FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2",
    is_message!(),
    unread_not_held!(),
    " RETURNING id"
);
const FORGET: &str = concat!(
    "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2",
    is_message!(),
    not_held!(),
    " RETURNING id, referral_id, kind"
);

/// Destroys every message about a record that nothing holds, of both sides, read or not. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    crossing: CrossingId,
    purge: &Purge,
) -> Result<u64> {
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, Some(referral)));
    let unread = all(tx, FORGET_UNREAD, args![scope.org(), crossing], read).await?;
    let gone = all(tx, FORGET, args![scope.org(), referral], Gone::read).await?;
    let unread = bury_unread(tx, scope, &unread, purge).await?;
    Ok(unread + bury(tx, scope, &gone, purge).await?)
}

const WAS_DESTROYED: &str = "SELECT 1 FROM tombstone WHERE org_id = $1 AND row_id = $2 \
     AND table_name IN ('plan_items.letter', 'plan_items.referral_letter', 'plan_items.unread') LIMIT 1";

/// Whether a message was held here once and destroyed: an older copy of the database may send it again.
///
/// # Errors
/// When the database does not answer.
pub async fn was_destroyed(db: &impl Reads, scope: &OrgScope, message: MessageId) -> Result<bool> {
    Ok(one(db, WAS_DESTROYED, args![scope.org(), message], |row| row.int()).await?.is_some())
}

const UNREAD: &str = "SELECT id, kind FROM inbox_pending WHERE org_id = $1 AND crossing_id = $3 AND from_org = $2 \
     AND kind IN ('plan_line', 'letter', 'referral_letter')";

/// Lines and messages that a partner shared and nobody here has taken in, each with what it is.
///
/// # Errors
/// When the database does not answer.
pub async fn unread(
    db: &impl Reads,
    scope: &OrgScope,
    from: OrgId,
    crossing: CrossingId,
) -> Result<Vec<(MessageId, MessageKind)>> {
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, row.code(MessageKind::parse)?));
    all(db, UNREAD, args![scope.org(), from, crossing], read).await
}

const THEIRS: &str = "SELECT i.referral_id, i.kind, i.id FROM plan_item i JOIN referral r ON r.org_id = i.org_id \
     AND r.id = i.referral_id WHERE r.org_id = $1 AND r.crossing_id = $3 AND r.partner_id = $2 AND i.side = 'theirs' \
     AND i.kind IN ('letter', 'referral_letter')";

/// A message of a partner's that was taken in: of which record, what it is, and which.
pub type Theirs = (ReferralId, ItemKind, LineId);

/// Messages of a partner's about a crossing that were taken in here.
///
/// # Errors
/// When the database does not answer.
pub async fn theirs(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    from: OrgId,
    crossing: CrossingId,
) -> Result<Vec<Theirs>> {
    let read = |row: &mut Row| Ok((row.id(ReferralId::new)?, row.code(ItemKind::parse)?, row.id(LineId::new)?));
    all(db, THEIRS, args![scope.org(), from, crossing], read).await
}

const HIDE: &str = concat!(
    "UPDATE plan_item SET until = $4 WHERE org_id = $1 AND referral_id = $2 AND id = $3 AND side = 'theirs' AND until > $4",
    is_message!()
);

/// Takes out a message that its author took back: hidden from everybody from now on, and gone unless a hold keeps the
/// record.
///
/// # Errors
/// When the database does not answer.
pub async fn take_out_theirs(tx: &Tx, scope: &OrgScope, (referral, kind, id): Theirs, now: Timestamp) -> Result<bool> {
    run(tx, HIDE, args![scope.org(), referral, id, now]).await?;
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at: now };
    remove(tx, scope, (referral, kind, Side::Theirs, id), &purge).await
}
