//! What goes next: one list for those who look at it and for the work that does it, so that neither knows of anything
//! else.
//!
//! Invariant: a record is listed with everything that keeps it: a hold, and a plan or messages that either side shares.

use super::{BEGINNING, not_held};
use crate::backend::{Reads, all, one};
use crate::error::Result;
use crate::referrals::{ReferralLine, TimeKey, line, line_columns, line_from};
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use domain::ids::{MemberId, ReferralId};
use domain::retention::Still;
use domain::time::Timestamp;

/// Until when we share a plan of the record `r`, or messages beside it, and until when the partner does either: four
/// columns. Nobody writes beside what nobody has taken, or what has ended.
macro_rules! shares_until_columns {
    () => {
        "(SELECT MAX(e.expires_at) FROM release e WHERE e.org_id = r.org_id AND e.referral_id = r.id \
         AND e.revoked_at IS NULL AND (e.purpose = 'coordinated_care' OR (' ' || e.elements || ' ' LIKE '% messages %' \
         AND r.status NOT IN ('received', 'withdrawn', 'declined', 'expired')))), \
         (SELECT p.theirs_until FROM plan p WHERE p.org_id = r.org_id AND p.referral_id = r.id \
         AND p.theirs_ended_at IS NULL), \
         (SELECT MAX(i.until) FROM plan_item i WHERE i.org_id = r.org_id AND i.referral_id = r.id AND i.side = 'theirs' \
         AND i.kind = 'referral_letter' AND r.status NOT IN ('received', 'withdrawn', 'declined', 'expired')), \
         (SELECT MAX(n.until) FROM inbox_pending n WHERE n.org_id = r.org_id AND n.crossing_id = r.crossing_id \
         AND n.kind = 'referral_letter' AND r.status NOT IN ('received', 'withdrawn', 'declined', 'expired'))"
    };
}
pub(crate) use shares_until_columns;

/// Reads those columns: the latest of them.
pub(crate) fn shares_until_of(row: &mut Row) -> Result<Option<Timestamp>> {
    let (ours, theirs) = (row.opt_time()?, row.opt_time()?);
    let (letters, unread) = (row.opt_time()?, row.opt_time()?);
    Ok(ours.max(theirs).max(letters).max(unread))
}

/// When anything happened last to the record `r` that is in its history, but that a part of it was forgotten.
macro_rules! worked_at {
    () => {
        "(SELECT MAX(w.at) FROM referral_event w WHERE w.org_id = r.org_id AND w.referral_id = r.id \
         AND w.code <> 'forgotten')"
    };
}

const WORKED_AT: &str = concat!("SELECT ", worked_at!(), " FROM referral r WHERE r.org_id = $1 AND r.id = $2");

/// When anything was done with a record last, also what moves nothing; see [`super::is_worked_since`].
///
/// # Errors
/// When the database does not answer.
pub async fn worked_at(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    id: ReferralId,
) -> Result<Option<Timestamp>> {
    Ok(one(db, WORKED_AT, args![scope.org(), id], |row| row.opt_time()).await?.flatten())
}

/// A record with content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The record.
    pub line: ReferralLine,
    /// A hold keeps it.
    pub is_held: bool,
    /// When anything was done with it last ([`worked_at`]).
    pub worked_at: Option<Timestamp>,
    /// Until when either side shares a plan about it.
    pub shares_until: Option<Timestamp>,
}

impl Coming {
    /// As the rule asks it.
    #[must_use]
    pub fn still(&self) -> Still {
        let referral = &self.line.referral;
        let (bank, status, changed_at) = (referral.bank, referral.status, referral.changed_at);
        let (worked_at, untaken_until) = (self.worked_at, self.line.untaken_until);
        Still { bank, status, changed_at, worked_at, untaken_until, shares_until: self.shares_until }
    }
    /// The key after this row.
    #[must_use]
    pub fn key(&self) -> TimeKey {
        TimeKey { at: self.line.referral.changed_at, id: self.line.referral.id }
    }
}

const RECORDS: &str = concat!(
    "SELECT ",
    line_columns!(),
    ", CASE WHEN ",
    not_held!("r.id"),
    " THEN 0 ELSE 1 END, ",
    worked_at!(),
    ", ",
    shares_until_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.destroyed_at IS NULL AND (r.changed_at <= $3 OR r.untaken_until <= $7) \
     AND (r.changed_at, r.id) > ($4, $5) \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id AND c.member_id = $2 \
     AND c.referral_id = r.id) ORDER BY r.changed_at, r.id LIMIT $6"
);

/// Records with content in which nothing has happened since then, or that nobody took and nobody may read from
/// `untaken_by` on, and which the viewer may know of; the stillest first, after `after`. The service itself looks as
/// nobody, from whom nothing is hidden.
///
/// # Errors
/// When the database does not answer.
pub async fn records(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    (changed_before, untaken_by): (Timestamp, Timestamp),
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<Coming>> {
    let (at, id) = after.map_or(BEGINNING, |key| (key.at, key.id));
    let read = |row: &mut Row| {
        let (line, is_held, worked_at) = (line(row)?, row.bool()?, row.opt_time()?);
        Ok(Coming { line, is_held, worked_at, shares_until: shares_until_of(row)? })
    };
    all(db, RECORDS, args![scope.org(), viewer, changed_before, at, id, limit, untaken_by], read).await
}

/// A plan of which something stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComingPlan {
    /// Of which record.
    pub referral: ReferralId,
    /// When the last sharing of it ends or ended, on either side; none when nobody ever shared.
    pub ends_at: Option<Timestamp>,
    /// A hold keeps it.
    pub is_held: bool,
}

const PLANS: &str = concat!(
    "SELECT o.referral_id, o.theirs, o.ours, o.held FROM (SELECT p.referral_id, CASE WHEN p.theirs_ended_at < p.theirs_until \
     THEN p.theirs_ended_at ELSE p.theirs_until END AS theirs, (SELECT MAX(CASE WHEN e.revoked_at < e.expires_at \
     THEN e.revoked_at ELSE e.expires_at END) FROM release e WHERE e.org_id = p.org_id AND e.referral_id = p.referral_id \
     AND e.purpose = 'coordinated_care') AS ours, CASE WHEN ",
    not_held!("p.referral_id"),
    " THEN 0 ELSE 1 END AS held FROM plan p WHERE p.org_id = $1 AND p.referral_id > $4 \
     AND EXISTS (SELECT 1 FROM plan_item i WHERE i.org_id = p.org_id AND i.referral_id = p.referral_id \
     AND i.kind <> 'referral_letter') AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = p.org_id AND c.member_id = $2 \
     AND c.referral_id = p.referral_id)) AS o WHERE COALESCE(o.theirs, $3) <= $3 AND COALESCE(o.ours, $3) <= $3 \
     ORDER BY o.referral_id LIMIT $5"
);

/// Plans with content about which the last sharing ends until then and which the viewer may know of, by record, after
/// `after`.
///
/// # Errors
/// When the database does not answer.
pub async fn plans(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    until: Timestamp,
    after: Option<ReferralId>,
    limit: u32,
) -> Result<Vec<ComingPlan>> {
    let after = after.unwrap_or(ReferralId::from_bytes([0; 16]));
    let read = |row: &mut Row| {
        let referral = row.id(ReferralId::new)?;
        let (theirs, ours) = (row.opt_time()?, row.opt_time()?);
        Ok(ComingPlan { referral, ends_at: ours.max(theirs), is_held: row.bool()? })
    };
    all(db, PLANS, args![scope.org(), viewer, until, after, limit], read).await
}
