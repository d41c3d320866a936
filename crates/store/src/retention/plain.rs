//! What stands in clear about a record, and how it goes.
//!
//! With the content go the words of the row (`super::destroy_referral`) and what was done for the person, event by event.
//! When the person asks that everything be forgotten, every event goes, with where the record stood, who worked on it,
//! and whatever a release said of its signer; otherwise events and where it stood go half a year after the content
//! ([`end_trails`]). What is left until the log of disclosures ends is that there was a
//! referral, when, and what crossed to whom; and then the rows themselves go ([`end_rows`]).
//!
//! Invariant: an event that goes is counted first, so that tallies are recounted to the last one ([`crate::doctor`]).

use super::not_held;
use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{ReferralId, ReleaseId, SiteId};
use domain::measure::{TallyKey, counts_of_record};
use domain::referral::{Direction, Event};
use domain::time::Timestamp;
use std::collections::BTreeMap;

const DELETE_DONE: &str = "DELETE FROM referral_event WHERE org_id = $1 AND referral_id = $2 \
     AND code IN ('passed', 'attempted', 'told', 'contact_changed')";
const DELETE_BUT_FORGOTTEN: &str = "DELETE FROM referral_event WHERE org_id = $1 AND referral_id = $2 \
     AND code <> 'forgotten'";
const DELETE_EVENTS: &str = "DELETE FROM referral_event WHERE org_id = $1 AND referral_id = $2";
const EVENTS: &str = "SELECT month, direction, code, detail, site_id FROM referral_event \
     WHERE org_id = $1 AND referral_id = $2 ORDER BY seq";
const SETTLE: &str = "INSERT INTO tally_settled (org_id, month, direction, measure, count) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (org_id, month, direction, measure) DO UPDATE SET count = tally_settled.count + excluded.count";

/// What was done for the person goes with the content: who tried to reach them and what came of it, what was told.
pub(super) async fn forget_what_was_done(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<()> {
    delete_counted(tx, scope, id, DELETE_DONE).await
}

/// Every event goes, but that something was forgotten, by whom and when.
pub(super) async fn forget_events(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<()> {
    delete_counted(tx, scope, id, DELETE_BUT_FORGOTTEN).await
}

/// What the events of a record count, by where they were done.
type Sums = BTreeMap<(TallyKey, Option<SiteId>), i64>;

async fn counted(tx: &Tx, scope: &OrgScope, id: ReferralId) -> Result<Sums> {
    let event = |row: &mut Row| {
        let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
        let (code, detail) = (row.text()?, row.opt_text()?);
        let event = Event::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
        Ok((month, direction, event, row.opt_id(SiteId::new)?))
    };
    let events = all(tx, EVENTS, args![scope.org(), id], event).await?;
    let counts = counts_of_record(events.iter().map(|(_, _, event, _)| *event));
    let mut sums = Sums::new();
    for ((month, direction, _, site), counts) in events.into_iter().zip(counts) {
        if let Some((measure, n)) = counts {
            *sums.entry((TallyKey { month, direction: Some(direction), measure }, site)).or_default() += n;
        }
    }
    Ok(sums)
}

/// What an event counts as depends on those before it. So what goes is what the record counted, less what those that stay
/// count without the others.
async fn delete_counted(tx: &Tx, scope: &OrgScope, id: ReferralId, sql: &'static str) -> Result<()> {
    let mut gone = counted(tx, scope, id).await?;
    run(tx, sql, args![scope.org(), id]).await?;
    for (key, n) in counted(tx, scope, id).await? {
        *gone.entry(key).or_default() -= n;
    }
    let mut sums: BTreeMap<TallyKey, i64> = BTreeMap::new();
    let mut at_sites: BTreeMap<(TallyKey, SiteId), i64> = BTreeMap::new();
    for ((key, site), n) in gone {
        *sums.entry(key).or_default() += n;
        if let Some(site) = site {
            at_sites.insert((key, site), n);
        }
    }
    crate::tally_parts::settle_deleted(tx, scope, id, (&sums, &at_sites)).await?;
    // What was pressed and taken back counts nothing, and goes together.
    for (key, n) in sums.into_iter().filter(|(_, n)| *n != 0) {
        let direction = key.direction.map_or("", |direction| direction.code());
        run(tx, SETTLE, args![scope.org(), key.month.code(), direction, key.measure.code(), n]).await?;
    }
    Ok(())
}

const WITH_TRAIL: &str = concat!(
    "SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.destroyed_at < $2 AND r.destroyed_at IS NOT NULL AND r.trail_gone = 0 AND ",
    not_held!("r.id"),
    " ORDER BY r.destroyed_at, r.id LIMIT $3"
);

/// What was sent stays sent until it is stopped: its code and its page stop the partner's copy as long as the row is there.
const TRAIL_GOES: &str = "UPDATE referral SET status = CASE WHEN bank = 'sender' AND status <> 'withdrawn' THEN 'sent' \
     ELSE 'withdrawn' END, detail = NULL, assigned = NULL, answered_at = NULL, escalation = 0, queue = 2, trail_gone = 1 \
     WHERE org_id = $1 AND id = $2 AND destroyed_at IS NOT NULL";

/// What happened to records whose content went before then goes too, event by event, with where they stood and who worked on
/// them. Answers how many; at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn end_trails(tx: &Tx, scope: &OrgScope, before: Timestamp, limit: u32) -> Result<u64> {
    let records = all(tx, WITH_TRAIL, args![scope.org(), before, limit], |row| row.id(ReferralId::new)).await?;
    for id in &records {
        forget_events(tx, scope, *id).await?;
        run(tx, TRAIL_GOES, args![scope.org(), *id]).await?;
    }
    Ok(records.len() as u64)
}

/// Records whose content went before `$2`, about which nothing has to be kept any more.
const ENDED: &str = concat!(
    "SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.destroyed_at < $2 AND ",
    not_held!("r.id"),
    " AND NOT EXISTS (SELECT 1 FROM disclosure d WHERE d.org_id = $1 AND d.referral_id = r.id) \
     AND NOT EXISTS (SELECT 1 FROM mandate m WHERE m.org_id = $1 AND m.referral_id = r.id) \
     ORDER BY r.destroyed_at, r.id LIMIT $3"
);
/// Releases under which nothing was ever sent, and whose form is gone.
const UNUSED: &str = concat!(
    "SELECT r.id FROM release r WHERE r.org_id = $1 AND r.created_at < $2 AND r.form_sealed IS NULL AND ",
    not_held!("r.referral_id"),
    " AND NOT EXISTS (SELECT 1 FROM referral k WHERE k.org_id = $1 AND k.id = r.referral_id) \
     ORDER BY r.created_at, r.id LIMIT $3"
);
const DELETE_RELEASE: &str = "DELETE FROM release WHERE org_id = $1 AND id = $2 RETURNING referral_id";
/// Who was kept from the record to come, once no release speaks of it.
const DELETE_KEPT_FROM: [&str; 3] = [
    "DELETE FROM conflict_declared WHERE org_id = $1 AND referral_id = $2 \
     AND NOT EXISTS (SELECT 1 FROM release r WHERE r.org_id = $1 AND r.referral_id = $2)",
    "DELETE FROM restricted WHERE org_id = $1 AND referral_id = $2 \
     AND NOT EXISTS (SELECT 1 FROM release r WHERE r.org_id = $1 AND r.referral_id = $2)",
    "DELETE FROM referral_form WHERE org_id = $1 AND referral_id = $2 \
     AND NOT EXISTS (SELECT 1 FROM release r WHERE r.org_id = $1 AND r.referral_id = $2)",
];

/// Deletes the rows of records whose content went before then, with every row about them, and releases under which nothing
/// was sent. What law keeps keeps them: the log of disclosures, a mandated disclosure, a hold. Answers how many; at most
/// `limit` of each.
///
/// # Errors
/// When the database does not answer.
pub async fn end_rows(tx: &Tx, scope: &OrgScope, before: Timestamp, limit: u32) -> Result<u64> {
    let records = all(tx, ENDED, args![scope.org(), before, limit], |row| row.id(ReferralId::new)).await?;
    for id in &records {
        delete_counted(tx, scope, *id, DELETE_EVENTS).await?;
        for about in super::about::AT_THE_END {
            run(tx, about.sql, args![scope.org(), *id]).await?;
        }
    }
    let unused = all(tx, UNUSED, args![scope.org(), before, limit], |row| row.id(ReleaseId::new)).await?;
    for id in &unused {
        for referral in all(tx, DELETE_RELEASE, args![scope.org(), *id], |row| row.id(ReferralId::new)).await? {
            for sql in DELETE_KEPT_FROM {
                run(tx, sql, args![scope.org(), referral]).await?;
            }
        }
    }
    Ok((records.len() + unused.len()) as u64)
}

/// Protections of a record that came to be nothing: a draft that was let go, a referral that the gate refused.
const OF_NOTHING: [&str; 2] = [
    "DELETE FROM conflict_declared WHERE org_id = $1 AND at < $2 \
     AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.org_id = $1 AND r.id = conflict_declared.referral_id) \
     AND NOT EXISTS (SELECT 1 FROM release l WHERE l.org_id = $1 AND l.referral_id = conflict_declared.referral_id) \
     AND NOT EXISTS (SELECT 1 FROM release_draft d WHERE d.org_id = $1 AND d.referral_id = conflict_declared.referral_id)",
    "DELETE FROM restricted WHERE org_id = $1 AND at < $2 \
     AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.org_id = $1 AND r.id = restricted.referral_id) \
     AND NOT EXISTS (SELECT 1 FROM release l WHERE l.org_id = $1 AND l.referral_id = restricted.referral_id) \
     AND NOT EXISTS (SELECT 1 FROM release_draft d WHERE d.org_id = $1 AND d.referral_id = restricted.referral_id)",
];

/// Deletes who was kept from a record of which there is neither record, release nor draft, and was not before then.
///
/// # Errors
/// When the database does not answer.
pub async fn end_protections_of_nothing(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    for sql in OF_NOTHING {
        run(tx, sql, args![scope.org(), before]).await?;
    }
    Ok(())
}

const SETTLED: &str = "SELECT month, direction, measure, count FROM tally_settled WHERE org_id = $1";

/// Counts of events whose rows are gone, or that counted more than once before each counted once; less than none where a
/// record counts as something else since.
pub(crate) async fn settled(db: &impl Reads, scope: &OrgScope) -> Result<Vec<(TallyKey, i64)>> {
    all(db, SETTLED, args![scope.org()], crate::tallies::tally).await
}
