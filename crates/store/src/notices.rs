//! What is brought to a member's attention: a code and a record, never a word about a person.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, NoticeId, ReferralId};
use domain::time::{Days, Timestamp};

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// For whom.
    pub member: MemberId,
    /// What: a text key.
    pub code: String,
    /// About which referral.
    pub referral: Option<ReferralId>,
    /// When.
    pub at: Timestamp,
}

const INSERT: &str = "INSERT INTO notice (org_id, id, member_id, code, referral_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT DO NOTHING";

/// Adds a notice.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, notice: &Notice) -> Result<Inserted> {
    let args = args![scope.org(), notice.id, notice.member, &notice.code, notice.referral, notice.at];
    run(tx, INSERT, args).await.map(Inserted::of)
}

/// A release that ends within this is brought to its witness's attention.
pub const ENDS_SOON: Days = Days(3);

/// What a notice asks for is still to be done; a colleague may have done it meanwhile, or the person taken it back. What the
/// partner told or shared can be read, or was. What came in is still to be taken by somebody, and the member has neither
/// opened it nor been reminded of it. Of what was forgotten only what ends something is said. Others only tell something.
/// What a lead asked about a record whose two have left waits for another lead, for the seven days in microseconds that it stands.
/// That somebody joined a coalition is said until their words are compared.
/// `$4` is now, `$5` is [`ENDS_SOON`] in microseconds.
macro_rules! still_so {
    () => {
        "(n.code NOT IN ('notice-waiting', 'notice-overdue', 'notice-not-delivered', 'notice-stop-not-delivered', \
         'notice-care-not-delivered', 'notice-status-not-delivered', 'notice-recalled', 'notice-contact-not-delivered') OR EXISTS (SELECT 1 FROM referral r \
         WHERE r.org_id = n.org_id AND r.id = n.referral_id AND CASE WHEN n.code IN ('notice-waiting', 'notice-overdue') \
         THEN r.status = 'received' AND r.destroyed_at IS NULL ELSE r.undelivered IS NOT NULL END)) AND (n.code <> 'notice-purge-asked' \
         OR EXISTS (SELECT 1 FROM purge_ask a WHERE a.org_id = n.org_id AND a.referral_id = n.referral_id \
         AND a.bank = 'receiver' AND a.answer IS NULL)) AND (n.code <> 'notice-release-ending' OR EXISTS \
         (SELECT 1 FROM release l WHERE l.org_id = n.org_id AND l.referral_id = n.referral_id AND l.revoked_at IS NULL \
         AND l.expires_at > $4 AND l.expires_at < n.at + $5)) AND (n.code <> 'notice-told' OR EXISTS \
         (SELECT 1 FROM referral r JOIN inbox_pending p ON p.org_id = r.org_id AND p.crossing_id = r.crossing_id \
         WHERE r.org_id = n.org_id AND r.id = n.referral_id AND p.kind = 'status' AND (p.until IS NULL OR p.until > $4)) \
         OR EXISTS (SELECT 1 FROM referral_event v WHERE v.org_id = n.org_id AND v.referral_id = n.referral_id \
         AND v.code = 'told' AND v.at >= n.at)) AND (n.code NOT IN ('notice-plan-shared', 'notice-plan-letter') \
         OR NOT EXISTS (SELECT 1 FROM plan p WHERE p.org_id = n.org_id AND p.referral_id = n.referral_id \
         AND (p.theirs_ended_at IS NOT NULL OR p.theirs_until <= $4))) AND (n.code <> 'notice-plan-shared' \
         OR EXISTS (SELECT 1 FROM referral r JOIN inbox_pending p ON p.org_id = r.org_id AND p.crossing_id = r.crossing_id \
         WHERE r.org_id = n.org_id AND r.id = n.referral_id AND p.kind = 'plan_line' AND p.until > $4) \
         OR EXISTS (SELECT 1 FROM plan_item i WHERE i.org_id = n.org_id AND i.referral_id = n.referral_id \
         AND i.kind = 'line' AND i.side = 'theirs' AND i.changed_at >= n.at AND i.until > $4)) AND (n.code <> 'notice-letter' \
         OR EXISTS (SELECT 1 FROM referral r JOIN inbox_pending p ON p.org_id = r.org_id AND p.crossing_id = r.crossing_id \
         WHERE r.org_id = n.org_id AND r.id = n.referral_id AND p.kind = 'referral_letter' AND p.until > $4) \
         OR EXISTS (SELECT 1 FROM plan_item i WHERE i.org_id = n.org_id AND i.referral_id = n.referral_id \
         AND i.kind = 'referral_letter' AND i.side = 'theirs' AND i.at >= n.at AND i.until > $4)) AND (n.code <> 'notice-consult' \
         OR EXISTS (SELECT 1 FROM consult q WHERE q.org_id = n.org_id AND q.side = 'by_them' AND q.at = n.at \
         AND q.answered_at IS NULL)) AND (n.code <> 'notice-anew-asked' OR EXISTS (SELECT 1 FROM naming_asked a \
         WHERE a.org_id = n.org_id AND a.asked_at = n.at AND a.asked_at > $4 - 604800000000 AND NOT EXISTS (SELECT 1 FROM restricted o \
         JOIN member m ON m.org_id = o.org_id AND m.id = o.member_id WHERE o.org_id = a.org_id AND o.referral_id = a.referral_id \
         AND m.state <> 'ended'))) AND (n.code <> 'notice-arrived' OR EXISTS (SELECT 1 FROM referral r \
         WHERE r.org_id = n.org_id AND r.bank = 'receiver' AND r.status = 'received' AND r.destroyed_at IS NULL \
         AND r.created_at >= n.at AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id \
         AND c.member_id = n.member_id AND c.referral_id = r.id) AND NOT EXISTS (SELECT 1 FROM audit_entry e \
         WHERE e.org_id = r.org_id AND e.subject = r.id AND e.actor = n.member_id AND e.act = 'referral_opened') \
         AND NOT EXISTS (SELECT 1 FROM notice w WHERE w.org_id = r.org_id AND w.member_id = n.member_id \
         AND w.referral_id = r.id AND w.seen_at IS NULL AND w.code IN ('notice-waiting', 'notice-overdue')))) \
         AND (n.code <> 'notice-affiliation-joined' OR EXISTS (SELECT 1 FROM affiliation f WHERE f.org_id = n.org_id \
         AND f.began_at = n.at AND f.confirmed_key IS NULL AND f.ended_at IS NULL)) \
         AND (n.code NOT IN ('notice-told', 'notice-plan-shared', 'notice-plan-letter', 'notice-letter', 'notice-kept-to-you', 'notice-release-ending', \
         'notice-care-not-delivered', 'notice-status-not-delivered', 'notice-recalled', 'notice-contact-changed', \
         'notice-contact-not-delivered') OR NOT EXISTS (SELECT 1 FROM referral d WHERE d.org_id = n.org_id \
         AND d.id = n.referral_id AND d.destroyed_at IS NOT NULL))"
    };
}
const LIST_UNSEEN: &str = concat!(
    "SELECT id, member_id, code, referral_id, at FROM notice n WHERE org_id = $1 AND member_id = $2 AND seen_at IS NULL \
     AND (referral_id IS NULL OR NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = n.org_id AND c.member_id = $2 \
     AND c.referral_id = n.referral_id)) AND ",
    still_so!(),
    " ORDER BY at DESC, id DESC LIMIT $3"
);

/// What a member has not seen yet, newest first, without what is hidden from them and what is done by now.
///
/// # Errors
/// When the database does not answer.
pub async fn list_unseen(
    db: &impl Reads,
    scope: &OrgScope,
    member: MemberId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Notice>> {
    let read = |row: &mut Row| {
        Ok(Notice {
            id: row.id(NoticeId::new)?,
            member: row.id(MemberId::new)?,
            code: row.text()?,
            referral: row.opt_id(ReferralId::new)?,
            at: row.time()?,
        })
    };
    all(db, LIST_UNSEEN, args![scope.org(), member, limit, now, ends_soon()], read).await
}

fn ends_soon() -> i64 {
    i64::from(ENDS_SOON.0) * 86_400_000_000
}

/// An opened record leaves nothing to be told.
const HAS_NEWS: &str = concat!(
    "SELECT COUNT(*) FROM notice n WHERE n.org_id = $1 AND n.member_id = $2 AND n.seen_at IS NULL \
     AND n.code <> $3 AND (n.referral_id IS NULL OR (NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = n.org_id \
     AND c.member_id = $2 AND c.referral_id = n.referral_id) AND NOT EXISTS (SELECT 1 FROM audit_entry e \
     WHERE e.org_id = n.org_id AND e.subject = n.referral_id AND e.actor = $2 AND e.at >= n.at \
     AND e.act IN ('referral_opened', 'plan_opened', 'mandate_opened')))) AND ",
    still_so!()
);

/// Whether there is a notice for the member as [`list_unseen`] lists them, of whose record they have not opened since.
/// `but` is the code of notices that no letter is about.
///
/// # Errors
/// When the database does not answer.
pub async fn has_news(db: &impl Reads, scope: &OrgScope, member: MemberId, but: &str, now: Timestamp) -> Result<bool> {
    let args = args![scope.org(), member, but, now, ends_soon()];
    let n: Option<u32> = one(db, HAS_NEWS, args, |row| row.number()).await?;
    Ok(n.unwrap_or(0) > 0)
}

/// What came in and needs no telling any more would say a time at which nothing came that is still there.
const DELETE_OUTDATED: &str = concat!(
    "DELETE FROM notice AS n WHERE n.org_id = $1 AND n.member_id = $2 AND n.code = $3 AND n.seen_at IS NULL AND NOT (",
    still_so!(),
    ")"
);
/// One stands for all that came in since.
const INSERT_ARRIVED: &str = "INSERT INTO notice (org_id, id, member_id, code, at) SELECT $1, $4, m.id, $3, $5 FROM member m \
     WHERE m.org_id = $1 AND m.id = $2 AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.org_id = $1 AND n.member_id = $2 \
     AND n.code = $3 AND n.seen_at IS NULL)";

/// The notice that referrals came in: about no record, so that it stands for any number of them.
pub const ARRIVED: &str = "notice-arrived";

/// Says to a member that something came in at `at`; the first that is still to be taken is said, with its time.
///
/// # Errors
/// When the database does not answer.
pub async fn arrived(tx: &Tx, scope: &OrgScope, member: MemberId, id: NoticeId, at: Timestamp) -> Result<()> {
    run(tx, DELETE_OUTDATED, args![scope.org(), member, ARRIVED, at, ends_soon()]).await?;
    run(tx, INSERT_ARRIVED, args![scope.org(), member, ARRIVED, id, at]).await.map(drop)
}

const SET_SEEN: &str =
    "UPDATE notice SET seen_at = $3 WHERE org_id = $1 AND member_id = $2 AND at <= $3 AND seen_at IS NULL";

/// Says that a member has seen their notices up to this time. Answers how many were new.
///
/// # Errors
/// When the database does not answer.
pub async fn set_seen(tx: &Tx, scope: &OrgScope, member: MemberId, until: Timestamp) -> Result<u64> {
    run(tx, SET_SEEN, args![scope.org(), member, until]).await
}

const DELETE_UNSEEN: &str =
    "DELETE FROM notice WHERE org_id = $1 AND referral_id = $2 AND code = $3 AND seen_at IS NULL";

/// Deletes what nobody has seen of one kind about one record: it is not so any more. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_unseen(tx: &Tx, scope: &OrgScope, referral: ReferralId, code: &str) -> Result<u64> {
    run(tx, DELETE_UNSEEN, args![scope.org(), referral, code]).await
}

const TAKE_BACK: &str = "DELETE FROM notice WHERE org_id = $1 AND id = $2 AND seen_at IS NULL";

/// Takes one back that nobody has seen: it is not so any more.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back(tx: &Tx, scope: &OrgScope, id: NoticeId) -> Result<()> {
    run(tx, TAKE_BACK, args![scope.org(), id]).await.map(drop)
}

const DELETE_BEFORE: &str = "DELETE FROM notice WHERE org_id = $1 AND at < $2";

/// Deletes notices from before this time. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<u64> {
    run(tx, DELETE_BEFORE, args![scope.org(), before]).await
}
