//! The end of sharing, and of what was shared: nothing of the partner's outlives its end here, and what was ours is
//! ours until it is destroyed.
//!
//! Invariant: taking the plan's releases back deletes the sends that were queued under them in the same transaction.
//! Invariant: whatever is deleted leaves a tombstone, so that a restored backup cannot bring it back.

use super::stones::{Gone, bury, bury_unread};
use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::releases::TakenBack;
use crate::retention::Purge;
use crate::retention::coming::{shares_until_columns, shares_until_of};
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, MessageId, ReferralId};
use domain::retention::PurgeRule;
use domain::time::Timestamp;

/// Nothing keeps the record of `plan_item` from being destroyed.
macro_rules! not_held {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.org_id = plan_item.org_id \
         AND h.referral_id = plan_item.referral_id AND h.lifted_at IS NULL)"
    };
}
pub(super) use not_held;
/// Nothing keeps the record that a message in `inbox_pending` is about: what nobody has read is kept as it came.
macro_rules! unread_not_held {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM legal_hold h JOIN referral k ON k.org_id = h.org_id AND k.id = h.referral_id \
         WHERE h.org_id = inbox_pending.org_id AND k.crossing_id = inbox_pending.crossing_id AND h.lifted_at IS NULL)"
    };
}
pub(crate) use unread_not_held;

/// In the plan, and not beside the referral.
macro_rules! of_a_plan {
    () => {
        " AND kind <> 'referral_letter'"
    };
}

const HIDE_PENDING: &str = "UPDATE inbox_pending SET until = $3 WHERE org_id = $1 AND crossing_id = $2 \
     AND kind IN ('plan_line', 'letter') AND (until IS NULL OR until > $3)";
const FORGET_PENDING: &str = concat!(
    "DELETE FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2 AND kind IN ('plan_line', 'line_taken_back', 'letter')",
    unread_not_held!(),
    " RETURNING id"
);
const HIDE_THEIRS: &str = concat!(
    "UPDATE plan_item SET until = $3 WHERE org_id = $1 AND referral_id = $2 AND side = 'theirs' AND until > $3",
    of_a_plan!()
);
const DELETE_THEIRS: &str = concat!(
    "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2 AND side = 'theirs'",
    of_a_plan!(),
    not_held!(),
    " RETURNING id, referral_id, kind"
);
const HIDE_LETTERS_PENDING: &str = "UPDATE inbox_pending SET until = $3 WHERE org_id = $1 AND crossing_id = $2 \
     AND kind = 'referral_letter' AND (until IS NULL OR until > $3)";
const FORGET_LETTERS_PENDING: &str = concat!(
    "DELETE FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2 AND kind = 'referral_letter'",
    unread_not_held!(),
    " RETURNING id"
);
const HIDE_LETTERS: &str = "UPDATE plan_item SET until = $3 WHERE org_id = $1 AND referral_id = $2 AND side = 'theirs' \
     AND kind = 'referral_letter' AND until > $3";
const DELETE_LETTERS: &str = concat!(
    "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2 AND side = 'theirs' AND kind = 'referral_letter'",
    not_held!(),
    " RETURNING id, referral_id, kind"
);
const END_THEIRS: &str = "UPDATE plan SET theirs_ended_at = $3 WHERE org_id = $1 AND referral_id = $2 \
     AND theirs_ended_at IS NULL AND theirs_until > $3";

/// The partner shares nothing of a plan any more: everything of theirs in it is hidden, opened or not, and goes unless a hold keeps the record,
/// also what nobody has read; the day is kept. Answers how much went.
///
/// # Errors
/// When the database does not answer.
pub async fn end_theirs(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    crossing: CrossingId,
    at: Timestamp,
) -> Result<u64> {
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at };
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, Some(referral)));
    run(tx, HIDE_PENDING, args![scope.org(), crossing, at]).await?;
    let unread = all(tx, FORGET_PENDING, args![scope.org(), crossing], read).await?;
    run(tx, HIDE_THEIRS, args![scope.org(), referral, at]).await?;
    let gone = all(tx, DELETE_THEIRS, args![scope.org(), referral], Gone::read).await?;
    run(tx, END_THEIRS, args![scope.org(), referral, at]).await?;
    let unread = bury_unread(tx, scope, &unread, &purge).await?;
    Ok(unread + bury(tx, scope, &gone, &purge).await?)
}

/// The partner shares nothing of the record any more: its messages beside the referral are hidden, opened or not, and go
/// unless a hold keeps the record. Answers how much went.
///
/// # Errors
/// When the database does not answer.
pub async fn end_their_letters(
    tx: &Tx,
    scope: &OrgScope,
    referral: ReferralId,
    crossing: CrossingId,
    at: Timestamp,
) -> Result<u64> {
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at };
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, Some(referral)));
    run(tx, HIDE_LETTERS_PENDING, args![scope.org(), crossing, at]).await?;
    let unread = all(tx, FORGET_LETTERS_PENDING, args![scope.org(), crossing], read).await?;
    run(tx, HIDE_LETTERS, args![scope.org(), referral, at]).await?;
    let gone = all(tx, DELETE_LETTERS, args![scope.org(), referral], Gone::read).await?;
    let unread = bury_unread(tx, scope, &unread, &purge).await?;
    Ok(unread + bury(tx, scope, &gone, &purge).await?)
}

const HIDE_UNREAD: &str =
    "UPDATE inbox_pending SET until = $3 WHERE org_id = $1 AND id = $2 AND (until IS NULL OR until > $3)";
const FORGET_UNREAD: &str =
    concat!("DELETE FROM inbox_pending WHERE org_id = $1 AND id = $2", unread_not_held!(), " RETURNING id");

/// A line or a message that nobody here has read is taken back: hidden from everybody, and gone unless a hold keeps the record.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_unread(
    tx: &Tx,
    scope: &OrgScope,
    referral: Option<ReferralId>,
    line: MessageId,
    at: Timestamp,
) -> Result<()> {
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at };
    run(tx, HIDE_UNREAD, args![scope.org(), line, at]).await?;
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, referral));
    let unread = all(tx, FORGET_UNREAD, args![scope.org(), line], read).await?;
    bury_unread(tx, scope, &unread, &purge).await.map(drop)
}

macro_rules! end_ours {
    () => {
        "UPDATE plan_item SET until = $3 WHERE org_id = $1 AND referral_id = $2 AND side = 'ours' AND until > $3"
    };
}
const END_OURS: &str = end_ours!();
const END_OUR_PLAN: &str = concat!(end_ours!(), of_a_plan!());

/// What we shared, of a plan or in messages, is shared no more from now on; it stays in our own record.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn end_ours(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<()> {
    run(tx, END_OURS, args![scope.org(), referral, at]).await.map(drop)
}

const EXPIRED_ITEMS: &str = concat!(
    "DELETE FROM plan_item WHERE org_id = $1 AND side = 'theirs' AND until <= $2",
    not_held!(),
    " RETURNING id, referral_id, kind"
);
const EXPIRED_PENDING: &str = concat!(
    "DELETE FROM inbox_pending WHERE org_id = $1 AND until <= $2",
    unread_not_held!(),
    " RETURNING id, (SELECT r.id FROM referral r WHERE r.org_id = inbox_pending.org_id \
     AND r.crossing_id = inbox_pending.crossing_id ORDER BY r.id LIMIT 1)"
);

/// Deletes what the partner shared until now and no longer. Reading has been over since that second; this is the end
/// of the content. Answers of which records.
///
/// # Errors
/// When the database does not answer.
pub async fn expire_theirs(tx: &Tx, scope: &OrgScope, now: Timestamp) -> Result<Vec<ReferralId>> {
    let gone = all(tx, EXPIRED_ITEMS, args![scope.org(), now], Gone::read).await?;
    let read = |row: &mut Row| Ok((row.id(MessageId::new)?, row.opt_id(ReferralId::new)?));
    let unread = all(tx, EXPIRED_PENDING, args![scope.org(), now], read).await?;
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at: now };
    bury_unread(tx, scope, &unread, &purge).await?;
    bury(tx, scope, &gone, &purge).await?;
    let mut referrals: Vec<ReferralId> = gone.into_iter().map(|gone| gone.referral).collect();
    referrals.sort_unstable();
    referrals.dedup();
    Ok(referrals)
}

macro_rules! delete_all {
    ($which:expr) => {
        concat!(
            "DELETE FROM plan_item WHERE org_id = $1 AND referral_id = $2",
            $which,
            not_held!(),
            " RETURNING id, referral_id, kind"
        )
    };
}
const DELETE_PLAN: &str = delete_all!(of_a_plan!());
const DELETE_BESIDE: &str = delete_all!(" AND kind = 'referral_letter'");
const DELETE_ALL: &str = delete_all!("");

/// Destroys a plan that nothing holds: lines, notes and messages of both sides. Messages beside the referral stay with
/// the record. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_plan(tx: &Tx, scope: &OrgScope, referral: ReferralId, purge: &Purge) -> Result<u64> {
    let gone = all(tx, DELETE_PLAN, args![scope.org(), referral], Gone::read).await?;
    bury(tx, scope, &gone, purge).await
}

/// Destroys the messages beside a referral that nothing holds, of both sides. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_letters(tx: &Tx, scope: &OrgScope, referral: ReferralId, purge: &Purge) -> Result<u64> {
    let gone = all(tx, DELETE_BESIDE, args![scope.org(), referral], Gone::read).await?;
    bury(tx, scope, &gone, purge).await
}

/// Destroys, with a record that nothing holds, its plan and the messages beside it, of both sides. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy(tx: &Tx, scope: &OrgScope, referral: ReferralId, purge: &Purge) -> Result<u64> {
    let gone = all(tx, DELETE_ALL, args![scope.org(), referral], Gone::read).await?;
    bury(tx, scope, &gone, purge).await
}

const TAKE_BACK: &str = "UPDATE release SET revoked_at = $3 WHERE org_id = $1 AND referral_id = $2 \
     AND purpose = 'coordinated_care' AND revoked_at IS NULL";
const KILL_QUEUED: &str = "DELETE FROM outbox WHERE org_id = $1 AND state = 'queued' AND release_id IN \
     (SELECT id FROM release WHERE org_id = $1 AND referral_id = $2 AND purpose = 'coordinated_care') RETURNING id";
const MARK_STOPPED: &str = "UPDATE disclosure SET stopped_at = $3 WHERE org_id = $1 AND message_id = $2 \
     AND delivered_at IS NULL AND stopped_at IS NULL";

/// Takes back every release of ours for the plan of a record; what waits under them dies. The referral stands.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back(tx: &Tx, scope: &OrgScope, referral: ReferralId, at: Timestamp) -> Result<TakenBack> {
    run(tx, END_OUR_PLAN, args![scope.org(), referral, at]).await?;
    let now = run(tx, TAKE_BACK, args![scope.org(), referral, at]).await? > 0;
    let killed = all(tx, KILL_QUEUED, args![scope.org(), referral], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    Ok(TakenBack { now, stopped: killed.len() as u64 })
}

const KILL: &str = "DELETE FROM outbox WHERE org_id = $1 AND id = $2 AND state = 'queued' RETURNING id";

/// Takes one message out of the queue: what it carried is shared no more, or shared anew. Answers whether it still
/// waited.
///
/// # Errors
/// When the database does not answer.
pub async fn kill(tx: &Tx, scope: &OrgScope, message: MessageId, at: Timestamp) -> Result<bool> {
    let killed = all(tx, KILL, args![scope.org(), message], |row| row.id(MessageId::new)).await?;
    for message in &killed {
        run(tx, MARK_STOPPED, args![scope.org(), *message, at]).await?;
    }
    Ok(!killed.is_empty())
}

const SHARES_UNTIL: &str =
    concat!("SELECT ", shares_until_columns!(), " FROM referral r WHERE r.org_id = $1 AND r.id = $2");

/// Until when either side shares a plan for this record, as it stands now.
///
/// # Errors
/// When the database does not answer.
pub async fn shares_until(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    referral: ReferralId,
) -> Result<Option<Timestamp>> {
    Ok(one(db, SHARES_UNTIL, args![scope.org(), referral], shares_until_of).await?.flatten())
}

const HAS_CROSSED: &str = "SELECT 1 FROM disclosure WHERE org_id = $1 AND referral_id = $2 AND delivered_at IS NOT NULL \
     AND purpose = 'coordinated_care' LIMIT 1";

/// Whether any line of a plan of ours, or message beside one, has reached the partner: then it is told when sharing ends.
///
/// # Errors
/// When the database does not answer.
pub async fn has_crossed(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<bool> {
    Ok(one(db, HAS_CROSSED, args![scope.org(), referral], |row| row.int()).await?.is_some())
}
