//! Coordinated care: an organization's own lines, notes and messages, and what the partner shares with it.
//!
//! Invariant: one organization's rows only; what crosses goes through the outbox and arrives sealed.
//!
//! Read next: `items` (what is written), `messages` (between the teams), `ending` (how it ends),
//! `stones` (what is left of it then).

mod ending;
mod items;
pub mod messages;
pub mod stones;

pub use ending::{
    destroy, destroy_letters, destroy_plan, end_their_letters, end_theirs, expire_theirs, forget_unread, has_crossed,
    kill, shares_until, take_back,
};
pub(crate) use ending::{end_ours, unread_not_held};
pub use items::{
    Content, Item, Shared, find, hide_their_line, insert, insert_ours, is_any, items, not_out, out_after_hold,
    put_theirs, remove, rewrite, set_shared, take_out_held,
};
pub use stones::{carriers_of, destroy_again, note_taken_back, take_line_back_again};

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{CrossingId, MemberId, NoticeId, OrgId, ReferralId};
use domain::time::Timestamp;

/// A record that a partner's line or message can still be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Our record.
    pub referral: ReferralId,
    /// Who works on it.
    pub assigned: Option<MemberId>,
}

const STANDING: &str = "SELECT id, assigned FROM referral WHERE org_id = $1 AND crossing_id = $2 \
     AND destroyed_at IS NULL AND status NOT IN ('withdrawn', 'declined', 'expired')";

/// Our record of a crossing, on either bank, while it has content and nobody stopped it.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    crossing: CrossingId,
) -> Result<Option<Standing>> {
    one(db, STANDING, args![scope.org(), crossing], |row| {
        Ok(Standing { referral: row.id(ReferralId::new)?, assigned: row.opt_id(MemberId::new)? })
    })
    .await
}

const STANDS: &str = "SELECT 1 FROM referral WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL \
     AND status NOT IN ('withdrawn', 'declined', 'expired')";

/// Whether a record has content and nobody stopped or declined it.
///
/// # Errors
/// When the database does not answer.
pub async fn stands(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<bool> {
    Ok(one(db, STANDS, args![scope.org(), referral], |_| Ok(())).await?.is_some())
}

const OF_CROSSING: &str = "SELECT id FROM referral WHERE org_id = $1 AND crossing_id = $2";

/// Our records of a crossing, on either bank, whatever became of them: what ends sharing reaches every one.
///
/// # Errors
/// When the database does not answer.
pub async fn of_crossing(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    crossing: CrossingId,
) -> Result<Vec<ReferralId>> {
    all(db, OF_CROSSING, args![scope.org(), crossing], |row| row.id(ReferralId::new)).await
}

const CROSSING: &str = "SELECT crossing_id FROM referral WHERE org_id = $1 AND id = $2";

/// The crossing that a record belongs to.
///
/// # Errors
/// When the database does not answer.
pub async fn crossing_of(db: &impl Reads, scope: &OrgScope, referral: ReferralId) -> Result<Option<CrossingId>> {
    one(db, CROSSING, args![scope.org(), referral], |row| row.id(CrossingId::new)).await
}

/// How far the partner shares with us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theirs {
    /// The latest end of anything they shared.
    pub until: Option<Timestamp>,
    /// When they said that sharing ended, before that.
    pub ended_at: Option<Timestamp>,
}

const THEIRS: &str = "SELECT theirs_until, theirs_ended_at FROM plan p WHERE org_id = $1 AND referral_id = $3 AND NOT EXISTS \
     (SELECT 1 FROM conflict c WHERE c.org_id = p.org_id AND c.member_id = $2 AND c.referral_id = p.referral_id)";

/// How far the partner shares of a record; nothing when there is no plan, or none that the viewer may know of.
///
/// # Errors
/// When the database does not answer.
pub async fn theirs(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Option<Theirs>> {
    let read = |row: &mut Row| Ok(Theirs { until: row.opt_time()?, ended_at: row.opt_time()? });
    one(db, THEIRS, args![scope.org(), viewer, referral], read).await
}

const OF_PARTNER: &str = "SELECT COUNT(*) FROM plan p JOIN referral r ON r.org_id = p.org_id AND r.id = p.referral_id \
     WHERE p.org_id = $1 AND r.partner_id = $2";

/// How many plans there are with a partner. An exact number of persons: for a comparison, never for a page.
///
/// # Errors
/// When the database does not answer.
pub async fn n_of_partner(db: &impl Reads, scope: &OrgScope, partner: OrgId) -> Result<u64> {
    Ok(one(db, OF_PARTNER, args![scope.org(), partner], Row::number).await?.unwrap_or(0))
}

const BEGIN: &str = "INSERT INTO plan (org_id, referral_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";

/// There is a plan for this record now.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(tx: &Tx, scope: &OrgScope, referral: ReferralId) -> Result<()> {
    run(tx, BEGIN, args![scope.org(), referral]).await.map(drop)
}

const SHARES: &str = "UPDATE plan SET theirs_ended_at = NULL, theirs_until = CASE WHEN theirs_until > $3 \
     AND theirs_ended_at IS NULL THEN theirs_until ELSE $3 END WHERE org_id = $1 AND referral_id = $2";

/// The partner shared something that may be read until then.
///
/// # Errors
/// When the database does not answer.
pub async fn they_share(tx: &Tx, scope: &OrgScope, referral: ReferralId, until: Timestamp) -> Result<()> {
    begin(tx, scope, referral).await?;
    run(tx, SHARES, args![scope.org(), referral, until]).await.map(drop)
}

const PENDING: &str = "SELECT COUNT(*) FROM inbox_pending WHERE org_id = $1 AND crossing_id = $2 \
     AND kind IN ('plan_line', 'letter') AND until > $3";

/// How much of the partner's nobody here has read yet.
///
/// # Errors
/// When the database does not answer.
pub async fn n_pending(db: &impl Reads, scope: &OrgScope, crossing: CrossingId, now: Timestamp) -> Result<u32> {
    Ok(one(db, PENDING, args![scope.org(), crossing, now], |row| row.number()).await?.unwrap_or(0))
}

/// One notice stands for everything of its kind until it is seen.
const NOTICE: &str = "INSERT INTO notice (org_id, id, member_id, code, referral_id, at) \
     SELECT $1, $2, m.id, $4, $5, $6 FROM member m WHERE m.org_id = $1 AND m.id = $3 AND NOT EXISTS \
     (SELECT 1 FROM notice n WHERE n.org_id = $1 AND n.member_id = $3 AND n.code = $4 AND n.referral_id = $5 \
     AND n.seen_at IS NULL)";

/// Brings something about a plan to a member's attention, unless the same stands there unseen. Answers whether it did.
///
/// # Errors
/// When the database does not answer.
pub async fn notify(tx: &Tx, scope: &OrgScope, notice: &crate::notices::Notice) -> Result<Inserted> {
    let (id, member, code, at): (NoticeId, MemberId, &str, Timestamp) =
        (notice.id, notice.member, &notice.code, notice.at);
    run(tx, NOTICE, args![scope.org(), id, member, code, notice.referral, at]).await.map(Inserted::of)
}
