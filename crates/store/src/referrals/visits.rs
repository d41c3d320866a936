//! Booked visits whose details are closed. The booking is the health center's own: a time and a code, and nothing of
//! what a partner shared ([decision 21](../../../../docs/decisions/0021-a-day-that-is-named-and-a-booking-of-ones-own.md)).
//!
//! Invariant: after its day a booking is forgotten, unless something holds the record.

use super::{ReferralLine, line, line_columns, line_from, visible};
use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::retention::not_held;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::{MemberId, ReferralId};

const CLOSED: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.queue = 2 AND r.visit_at >= $3 AND r.bank = 'receiver' AND r.status = 'withdrawn' AND ",
    visible!(),
    " ORDER BY r.visit_at, r.id LIMIT $4"
);

/// Booked visits from this day on whose sharing was stopped, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn closed_visits(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    from: Day,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    all(db, CLOSED, args![scope.org(), viewer, from.code(), limit], line).await
}

const FORGET_BEFORE: &str = concat!(
    "UPDATE referral SET visit_at = NULL WHERE org_id = $1 AND queue = 2 AND visit_at < $2 AND ",
    not_held!("referral.id")
);

/// Forgets when visits of before this day were booked, of records that are over and that nothing holds, and what was asked
/// of us for them.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_visits(tx: &Tx, scope: &OrgScope, before: Day) -> Result<()> {
    run(tx, FORGET_BEFORE, args![scope.org(), before.code()]).await?;
    run(tx, FORGET_WISHES, args![scope.org()]).await.map(drop)
}

/// What was asked of us for a visit goes with it, where the record's content went before.
macro_rules! forget_wishes {
    () => {
        "DELETE FROM wish WHERE org_id = $1 AND EXISTS (SELECT 1 FROM referral r WHERE r.org_id = wish.org_id \
         AND r.id = wish.referral_id AND r.destroyed_at IS NOT NULL AND r.visit_at IS NULL)"
    };
}
const FORGET_WISHES: &str = forget_wishes!();
const FORGET_WISHES_OF_ONE: &str = concat!(forget_wishes!(), " AND referral_id = $2");

const FORGET_ONE: &str = concat!(
    "UPDATE referral SET visit_at = NULL WHERE org_id = $1 AND id = $2 AND visit_at IS NOT NULL AND ",
    not_held!("$2")
);

/// Forgets when the visit of a record was booked, unless something holds the record.
pub(crate) async fn forget_visit(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<()> {
    run(tx, FORGET_ONE, args![scope.org(), id]).await?;
    run(tx, FORGET_WISHES_OF_ONE, args![scope.org(), id]).await.map(drop)
}
