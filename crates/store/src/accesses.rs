//! Who opened what, with what is known of their work on it: for the report on odd accesses.

use crate::backend::{Reads, all};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use domain::audit::Act;
use domain::ids::{MemberId, ReferralId};
use domain::odd::{Access, WORK_NEAR};
use domain::time::Timestamp;

/// A record is theirs who is assigned to it, had done something with it by then or soon after, or opened it while it waited
/// for anybody. One that was declined, ended or forgotten waits for nobody.
const SINCE: &str = "SELECT e.actor, e.subject, e.at, e.act, \
     CASE WHEN r.assigned = e.actor \
       OR EXISTS (SELECT 1 FROM referral_event v WHERE v.org_id = e.org_id AND v.referral_id = e.subject AND v.member_id = e.actor \
           AND v.at <= e.at + $5) \
       OR EXISTS (SELECT 1 FROM referral_form f WHERE f.org_id = e.org_id AND f.referral_id = e.subject AND f.member_id = e.actor \
           AND f.at <= e.at + $5) \
       OR (r.bank = 'receiver' AND NOT EXISTS (SELECT 1 FROM referral_event a WHERE a.org_id = e.org_id \
           AND a.referral_id = e.subject AND a.code IN ('accepted', 'declined', 'closed', 'withdrawn', 'expired', 'forgotten') AND a.at <= e.at)) THEN 1 ELSE 0 END, \
     CASE WHEN EXISTS (SELECT 1 FROM referral_event v WHERE v.org_id = e.org_id AND v.referral_id = e.subject \
           AND v.member_id = e.actor AND v.at >= e.at - $5 AND v.at <= e.at + $5) \
       OR EXISTS (SELECT 1 FROM referral_form f WHERE f.org_id = e.org_id AND f.referral_id = e.subject \
           AND f.member_id = e.actor AND f.at >= e.at - $5 AND f.at <= e.at + $5) THEN 1 ELSE 0 END \
     FROM audit_entry e JOIN referral r ON r.org_id = e.org_id AND r.id = e.subject \
     WHERE e.org_id = $1 AND e.actor IS NOT NULL AND e.at >= $3 \
     AND e.seq > (SELECT h.seq FROM audit_head h WHERE h.org_id = $1) - $4 \
     AND e.act IN ('referral_opened', 'plan_opened', 'mandate_opened', 'number_shown', 'field_shown', 'release_form_opened') \
     AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = e.org_id AND c.member_id = $2 AND c.referral_id = e.subject) \
     ORDER BY e.seq";

/// Accesses since this time among the newest `entries` of the chain, without those of records that are hidden from the
/// viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn since(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    since: Timestamp,
    entries: u32,
) -> Result<Vec<Access>> {
    let read = |row: &mut Row| {
        let (member, record, at) = (row.id(MemberId::new)?, row.id(ReferralId::new)?, row.time()?);
        let act = row.code(Act::parse)?;
        let is_reveal = matches!(act, Act::NumberShown | Act::FieldShown);
        let access = Access { member, record, at, is_reveal, is_theirs: row.bool()?, is_work: row.bool()? };
        Ok((access, act == Act::ReleaseFormOpened))
    };
    let near = i64::from(WORK_NEAR.0) * 60_000_000;
    let found = all(db, SINCE, args![scope.org(), viewer, since, entries, near], read).await?;
    // A signed form is opened by itself, and shows a name and a hand at once: both an opening and a reveal.
    let both = |(access, is_form): (Access, bool)| {
        std::iter::once(access).chain(is_form.then_some(Access { is_reveal: true, ..access }))
    };
    Ok(found.into_iter().flat_map(both).collect())
}
