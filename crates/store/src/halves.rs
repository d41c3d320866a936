//! How far each half of sharing goes: what an end is known of, without opening anything. One row for each release,
//! agreement and end that the partner has told.

use crate::backend::{Reads, all};
use crate::error::Result;
use crate::referrals::TimeKey;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use domain::care_plan::Side;
use domain::ids::{MemberId, ReferralId};
use domain::release::Purpose;
use domain::time::Timestamp;

/// A ground of one side to share something of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfRow {
    /// Our record.
    pub referral: ReferralId,
    /// Whose.
    pub side: Side,
    /// What for.
    pub purpose: Purpose,
    /// A word of the patient that was written down, and no release.
    pub by_agreement: bool,
    /// Nothing is shared under it from then on.
    pub until: Timestamp,
    /// When it was taken back before that.
    pub ended_at: Option<Timestamp>,
}

/// Every ground about the records of `$page`, which takes `$1` for the organization and `$2` for the viewer.
macro_rules! halves {
    ($page:expr) => {
        concat!(
            "SELECT l.referral_id, 'ours', l.purpose, 0, l.expires_at, l.revoked_at FROM release l WHERE l.org_id = $1 \
             AND l.signed_at IS NOT NULL AND l.expires_at IS NOT NULL AND l.referral_id IN (",
            $page,
            ") UNION ALL SELECT a.referral_id, 'ours', a.purpose, 1, a.expires_at, a.revoked_at FROM agreement a \
             WHERE a.org_id = $1 AND a.referral_id IN (",
            $page,
            ") UNION ALL SELECT p.referral_id, 'theirs', 'coordinated_care', 0, p.theirs_until, p.theirs_ended_at \
             FROM plan p WHERE p.org_id = $1 AND p.theirs_until IS NOT NULL AND p.referral_id IN (",
            $page,
            ") UNION ALL SELECT t.id, 'theirs', 'warm_referral', 0, t.theirs_until, (SELECT MAX(s.at) FROM sharing_end s \
             WHERE s.org_id = t.org_id AND s.referral_id = t.id AND s.member_id IS NULL) FROM referral t \
             WHERE t.org_id = $1 AND t.theirs_until IS NOT NULL AND t.id IN (",
            $page,
            ")"
        )
    };
}
macro_rules! seen {
    () => {
        "NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id AND c.member_id = $2 AND c.referral_id = r.id)"
    };
}

fn half(row: &mut Row) -> Result<HalfRow> {
    Ok(HalfRow {
        referral: row.id(ReferralId::new)?,
        side: row.code(Side::parse)?,
        purpose: row.code(Purpose::parse)?,
        by_agreement: row.bool()?,
        until: row.time()?,
        ended_at: row.opt_time()?,
    })
}

const OF_REFERRAL: &str =
    halves!(concat!("SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.id = $3 AND ", seen!()));

/// Both halves of one record.
///
/// # Errors
/// When the database does not answer.
pub async fn of_referral(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    referral: ReferralId,
) -> Result<Vec<HalfRow>> {
    all(db, OF_REFERRAL, args![scope.org(), viewer, referral], half).await
}

const OF_SENT: &str = halves!(concat!(
    "SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.bank = 'sender' AND r.destroyed_at IS NULL AND \
     (r.created_at, r.id) < ($3, $4) AND ",
    seen!(),
    " ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
));

/// Both halves of the records on a page of what was sent ([`crate::referrals::sent`]), of those whose content is here.
///
/// # Errors
/// When the database does not answer.
pub async fn of_sent(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<HalfRow>> {
    let (at, id) = crate::referrals::before(after);
    all(db, OF_SENT, args![scope.org(), viewer, at, id, limit], half).await
}
