//! The end of content: wrapped keys and sealed columns go, a tombstone stays so that a restored backup cannot
//! bring them back.
//!
//! Invariant: everything that is about a crossing stands in [`about`], or has a reason there why it stays.
//! Invariant: a legal hold stops every purge here, whoever asks; only a restored backup's tombstones go past it, since
//! what they name was destroyed lawfully once.
//!
//! Read next: [`about`] (what goes with a record), `plain` (what stands in clear), [`coming`] (what goes next), [`crate::holds`] (what stops it).

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::referrals::TimeKey;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId, ReleaseId};
use domain::retention::{Class, Part, PurgeRule, Schedule};
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;

pub mod about;
pub mod coming;
pub(crate) mod plain;
mod tombstones;

pub use plain::{end_protections_of_nothing, end_rows, end_trails};
pub use tombstones::{Tombstone, end_stones, latest, of_record, tombstones};

/// Why something is destroyed, by whom, when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purge {
    /// Why.
    pub rule: PurgeRule,
    /// By whom; nobody when the service does it.
    pub member: Option<MemberId>,
    /// When.
    pub at: Timestamp,
}

/// Under which name a tombstone of a part of a record stands.
#[must_use]
pub const fn part_table(part: Part) -> &'static str {
    match part {
        Part::Words => "referrals.words",
        Part::Numbers => "referrals.numbers",
        Part::Name => "referrals.name",
    }
}

/// Nothing keeps the record `$2` from being destroyed.
macro_rules! not_held {
    ($record:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.org_id = $1 AND h.referral_id = ",
            $record,
            " AND h.lifted_at IS NULL)"
        )
    };
}
pub(crate) use not_held;
macro_rules! destroy_referral {
    () => {
        "UPDATE referral SET record_key_sealed = NULL, person_sealed = NULL, envelope_sealed = NULL, number_wiped = 1, \
         forget_due = NULL, theirs_until = NULL, contact_unsure = 0, wishes_unsure = 0, \
         language = 'und', urgency = 'any_time', handoff = 'introduction_only', do_not_contact = 1, sender_name = '', \
         destroyed_at = $3, queue = 2 WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL"
    };
}
const DESTROY_REFERRAL: &str = concat!(destroy_referral!(), " AND ", not_held!("$2"));
const DESTROY_REFERRAL_AGAIN: &str = destroy_referral!();
const BURY: &str = "INSERT INTO tombstone (org_id, table_name, row_id, at, rule, member_id, referral_id) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org_id, table_name, row_id) DO UPDATE SET at = excluded.at, \
     rule = excluded.rule, member_id = excluded.member_id, \
     referral_id = COALESCE(excluded.referral_id, tombstone.referral_id) WHERE tombstone.at < excluded.at";

pub(crate) async fn bury(tx: &Tx, scope: &OrgScope, table: &str, row: uuid::Uuid, purge: &Purge) -> Result<bool> {
    bury_of(tx, scope, None, table, row, purge).await
}

/// The same of a row that is about a record.
pub(crate) async fn bury_of(
    tx: &Tx,
    scope: &OrgScope,
    referral: Option<ReferralId>,
    table: &str,
    row: uuid::Uuid,
    purge: &Purge,
) -> Result<bool> {
    let args = args![scope.org(), table, row, purge.at, purge.rule.code(), purge.member, referral];
    Ok(run(tx, BURY, args).await? > 0)
}

/// Destroys the content of a referral with everything that goes with it ([`about::WITH_CONTENT`]), and leaves a
/// tombstone. Answers whether there was content that nothing holds.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_referral(tx: &Tx, scope: &OrgScope, id: ReferralId, purge: &Purge) -> Result<bool> {
    destroy(tx, scope, id, purge, DESTROY_REFERRAL).await
}

async fn destroy(tx: &Tx, scope: &OrgScope, id: ReferralId, purge: &Purge, sql: &'static str) -> Result<bool> {
    // A partner who stops takes back what it sent. What our own team wrote in a plan is ours, and has its own end; so
    // has the time that we booked.
    if purge.rule != PurgeRule::SharingEnded {
        crate::care_plan::destroy(tx, scope, id, purge).await?;
        crate::referrals::forget_visit(tx, scope, id).await?;
    } else {
        // A message beside the referral has no end but the record's.
        crate::care_plan::destroy_letters(tx, scope, id, purge).await?;
    }
    let split = crate::tally_parts::before_words_go(tx, scope, id).await?;
    if run(tx, sql, args![scope.org(), id, purge.at]).await? == 0 {
        return Ok(false);
    }
    crate::tally_parts::settle(tx, scope, split).await?;
    plain::forget_what_was_done(tx, scope, id).await?;
    for about in about::WITH_CONTENT {
        run(tx, about.sql, args![scope.org(), id]).await?;
    }
    bury(tx, scope, "referrals", id.uuid(), purge).await?;
    Ok(true)
}

/// Destroys everything about a record, as the person asked: its content, the forms of its releases, and whatever else
/// is kept for longer otherwise ([`about::AT_REQUEST`]). Answers whether there was content.
///
/// The caller looks for a hold first ([`crate::holds::standing`]), to say who put it; where one stands, nothing goes.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_everything(tx: &Tx, scope: &OrgScope, id: ReferralId, purge: &Purge) -> Result<bool> {
    if crate::holds::standing(tx, scope, id).await?.is_some() {
        return Ok(false);
    }
    let had_content = destroy_referral(tx, scope, id, purge).await?;
    // Also where the content was gone before: a restored backup has the rest of it.
    bury(tx, scope, "referrals", id.uuid(), purge).await?;
    crate::care_plan::destroy(tx, scope, id, purge).await?;
    for about in about::WITH_CONTENT {
        run(tx, about.sql, args![scope.org(), id]).await?;
    }
    for form in all(tx, FORMS_OF, args![scope.org(), id], |row| row.id(ReleaseId::new)).await? {
        destroy_form(tx, scope, form, purge).await?;
    }
    plain::forget_events(tx, scope, id).await?;
    for about in about::AT_REQUEST {
        run(tx, about.sql, args![scope.org(), id]).await?;
    }
    Ok(had_content)
}

const FORMS_OF: &str = "SELECT id FROM release WHERE org_id = $1 AND referral_id = $2 AND form_sealed IS NOT NULL";

/// Forms of releases that were signed until then, still stand and are not held: for the work, and for the list of it.
macro_rules! forms_until {
    ($until:literal) => {
        concat!(
            "f.org_id = $1 AND f.signed_at <= ",
            $until,
            " AND f.form_sealed IS NOT NULL AND ",
            not_held!("f.referral_id")
        )
    };
}

const FORMS_BEFORE: &str =
    concat!("SELECT f.id FROM release f WHERE ", forms_until!("$2"), " ORDER BY f.signed_at, f.id LIMIT $3");

/// Releases whose form was signed until this time, still stands and is not held, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn forms_before(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<ReleaseId>> {
    all(db, FORMS_BEFORE, args![scope.org(), before, limit], |row| row.id(ReleaseId::new)).await
}

macro_rules! destroy_form {
    () => {
        "UPDATE release SET form_key_sealed = NULL, form_sealed = NULL, signer_role = NULL, signer_is_not_abuser = NULL, \
         signer_is_entitled = NULL, method = NULL, presence = NULL, witness = NULL, copy_kept = NULL, after_death = 0, \
         part2_consent = 0, terms_salt = NULL WHERE org_id = $1 AND id = $2 AND form_sealed IS NOT NULL"
    };
}
const DESTROY_FORM: &str = concat!(destroy_form!(), " AND ", not_held!("release.referral_id"));
const DESTROY_FORM_AGAIN: &str = destroy_form!();

/// Destroys the form of a release, with what stands in clear of who signed and how, and leaves a tombstone. Answers whether there was one that nothing holds.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_form(tx: &Tx, scope: &OrgScope, id: ReleaseId, purge: &Purge) -> Result<bool> {
    if run(tx, DESTROY_FORM, args![scope.org(), id]).await? == 0 {
        return Ok(false);
    }
    bury(tx, scope, "releases", id.uuid(), purge).await
}

/// Leaves a tombstone of a part of a record, whose content was just replaced without it.
///
/// # Errors
/// When the database does not answer.
pub async fn bury_part(tx: &Tx, scope: &OrgScope, id: ReferralId, part: Part, purge: &Purge) -> Result<()> {
    bury(tx, scope, part_table(part), id.uuid(), purge).await.map(drop)
}

const FORGET_DUE: &str = "SELECT forget_due FROM referral WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL";
const SET_FORGET_DUE: &str = "UPDATE referral SET forget_due = $3 WHERE org_id = $1 AND id = $2";

/// Says that a part of a record is to be forgotten by the next member with keys. Answers whether there is content.
///
/// # Errors
/// When the database does not answer.
pub async fn mark_part(tx: &Tx, scope: &OrgScope, id: ReferralId, part: Part) -> Result<bool> {
    let Some(mut due) = one(tx, FORGET_DUE, args![scope.org(), id], parts).await? else { return Ok(false) };
    due.insert(part);
    let codes = crate::row::joined(due.iter().map(|part| part.code()));
    Ok(run(tx, SET_FORGET_DUE, args![scope.org(), id, codes]).await? > 0)
}

/// Reads a column of parts.
pub(crate) fn parts(row: &mut Row) -> Result<BTreeSet<Part>> {
    let codes = row.opt_text()?.unwrap_or_default();
    codes.split_whitespace().map(Part::parse).collect::<Result<_, _>>().map_err(|_| row.unreadable())
}

const NOTHING_DUE: &str = "UPDATE referral SET forget_due = NULL WHERE org_id = $1 AND id = $2 AND version = $3";

/// Says that nothing of a record is to be forgotten any more, because nothing of it was there.
///
/// # Errors
/// When the database does not answer.
pub async fn nothing_due(tx: &Tx, scope: &OrgScope, id: ReferralId, version: u32) -> Result<bool> {
    Ok(run(tx, NOTHING_DUE, args![scope.org(), id, version]).await? > 0)
}

const PARTS_DUE: &str = concat!(
    "SELECT r.id FROM referral r WHERE r.org_id = $1 AND r.forget_due IS NOT NULL AND ",
    not_held!("r.id"),
    " AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id AND c.member_id = $2 \
     AND c.referral_id = r.id) ORDER BY r.id LIMIT $3"
);

/// Records of which parts are to be forgotten, which the viewer may know of and nothing holds.
///
/// # Errors
/// When the database does not answer.
pub async fn parts_due(db: &impl Reads, scope: &OrgScope, viewer: MemberId, limit: u32) -> Result<Vec<ReferralId>> {
    all(db, PARTS_DUE, args![scope.org(), viewer, limit], |row| row.id(ReferralId::new)).await
}

/// Destroys again what a tombstone names, whatever holds it. Answers whether there was anything. Of a part, the next
/// member with keys takes it out, and nobody is shown it before.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_again(tx: &Tx, scope: &OrgScope, stone: &Tombstone) -> Result<bool> {
    let id = ReferralId::from_bytes(stone.row);
    // What an earlier version destroyed has no rule on the list: its time was over.
    let rule = stone.rule.unwrap_or(PurgeRule::Closed);
    let purge = Purge { rule, member: stone.member, at: stone.at };
    match stone.table.as_str() {
        "referrals" => again_whole(tx, scope, id, &purge).await,
        "releases" => {
            let gone = run(tx, DESTROY_FORM_AGAIN, args![scope.org(), id]).await? > 0;
            Ok(gone && bury(tx, scope, "releases", id.uuid(), &purge).await?)
        }
        crate::drafts::LET_GO => {
            crate::drafts::destroy_again(tx, scope, ReleaseId::from_bytes(stone.row), &purge).await
        }
        table if crate::care_plan::stones::is_of_a_plan(table) => {
            crate::care_plan::destroy_again(tx, scope, stone, &purge).await
        }
        table => {
            let part = Part::ALL.iter().copied().find(|part| part_table(*part) == table);
            let Some(part) = part else { return Ok(false) };
            if one(tx, FORGET_DUE, args![scope.org(), id], parts).await?.is_none() {
                return Ok(false);
            }
            // A message that waits in the backup was sealed with that part in it.
            crate::releases::recall(tx, scope, id, purge.at).await?;
            crate::releases::recall_plans(tx, scope, id, purge.at).await?;
            // A tombstone that stands already is of a backup that knows of it.
            Ok(bury(tx, scope, table, id.uuid(), &purge).await? && mark_part(tx, scope, id, part).await?)
        }
    }
}

/// What the person asked to be forgotten goes with all that goes then; once, since what a backup already knew to be
/// forgotten may have been written after.
async fn again_whole(tx: &Tx, scope: &OrgScope, id: ReferralId, purge: &Purge) -> Result<bool> {
    let is_news = purge.rule == PurgeRule::Request && bury(tx, scope, "referrals", id.uuid(), purge).await?;
    let mut found = destroy(tx, scope, id, purge, DESTROY_REFERRAL_AGAIN).await?;
    if is_news {
        // A record to come has no row, and one may be gone before its draft was begun: what waits about it goes as well.
        for about in about::WITH_CONTENT {
            found |= run(tx, about.sql, args![scope.org(), id]).await? > 0;
        }
        plain::forget_events(tx, scope, id).await?;
        for about in about::AT_REQUEST {
            found |= run(tx, about.sql, args![scope.org(), id]).await? > 0;
        }
    }
    Ok(found)
}

const SCHEDULE: &str = "SELECT class, days FROM retention_setting WHERE org_id = $1";

/// How long the organization keeps what.
///
/// # Errors
/// When the database does not answer.
pub async fn schedule(db: &impl Reads, scope: &OrgScope) -> Result<Schedule> {
    let read = |row: &mut Row| Ok((row.code(Class::parse)?, Days(row.number()?)));
    Ok(Schedule::read(all(db, SCHEDULE, args![scope.org()], read).await?))
}

const SET_SCHEDULE: &str = "INSERT INTO retention_setting (org_id, class, days) VALUES ($1, $2, $3) \
     ON CONFLICT (org_id, class) DO UPDATE SET days = excluded.days";

/// Takes over a schedule.
///
/// # Errors
/// When the database does not answer.
pub async fn set_schedule(tx: &Tx, scope: &OrgScope, kept: &Schedule) -> Result<()> {
    for class in Class::ALL {
        run(tx, SET_SCHEDULE, args![scope.org(), class.code(), kept.kept(*class)]).await?;
    }
    Ok(())
}

const PART_BEFORE: &str = concat!(
    "SELECT r.changed_at, r.id FROM referral r WHERE r.org_id = $1 AND r.destroyed_at IS NULL AND r.changed_at < $3 \
     AND (EXISTS (SELECT 1 FROM plan_item i WHERE i.org_id = r.org_id AND i.referral_id = r.id \
     AND i.kind IN ('letter', 'referral_letter')) OR EXISTS (SELECT 1 FROM inbox_pending p WHERE p.org_id = r.org_id \
     AND p.crossing_id = r.crossing_id AND p.kind IN ('letter', 'referral_letter')) OR NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.org_id = r.org_id \
     AND t.table_name = $7 AND t.row_id = r.id)) AND NOT EXISTS (SELECT 1 FROM plan_item i WHERE i.org_id = r.org_id \
     AND i.referral_id = r.id AND i.kind IN ('letter', 'referral_letter') AND i.at >= $3) AND NOT EXISTS \
     (SELECT 1 FROM inbox_pending p WHERE p.org_id = r.org_id AND p.crossing_id = r.crossing_id \
     AND p.kind IN ('letter', 'referral_letter') AND p.at >= $3) AND NOT EXISTS (SELECT 1 FROM referral_event e \
     WHERE e.org_id = r.org_id AND e.referral_id = r.id AND e.at >= $3 AND e.code <> 'forgotten') AND ",
    not_held!("r.id"),
    " AND (r.changed_at, r.id) > ($4, $5) AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = r.org_id \
     AND c.member_id = $2 AND c.referral_id = r.id) ORDER BY r.changed_at, r.id LIMIT $6"
);

/// Records with content that were left untouched since then ([`is_worked_since`]), about which nobody wrote or received a
/// message either, read or not, whose part was not forgotten yet or of whom messages are there, which the viewer may know of
/// and nothing holds; the stillest first, after `after`.
///
/// # Errors
/// When the database does not answer.
pub async fn part_before(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    part: Part,
    before: Timestamp,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<TimeKey>> {
    let (at, id) = after.map_or(BEGINNING, |key| (key.at, key.id));
    let read = |row: &mut Row| Ok(TimeKey { at: row.time()?, id: row.id(ReferralId::new)? });
    all(db, PART_BEFORE, args![scope.org(), viewer, before, at, id, limit, part_table(part)], read).await
}

const WORKED_SINCE: &str = "SELECT 1 FROM referral_event WHERE org_id = $1 AND referral_id = $2 AND at >= $3 \
     AND code <> 'forgotten' LIMIT 1";

/// Whether anything was done with a record at that time or since, also what moves nothing: how the person is reached was said
/// anew, or said to be right still. That a part was forgotten is no work with it, so one part goes after the other.
///
/// # Errors
/// When the database does not answer.
pub async fn is_worked_since(db: &impl Reads, scope: &OrgScope, id: ReferralId, since: Timestamp) -> Result<bool> {
    Ok(one(db, WORKED_SINCE, args![scope.org(), id, since], |row| row.int()).await?.is_some())
}

/// Before every row of a list by time.
pub(crate) const BEGINNING: (Timestamp, ReferralId) =
    (Timestamp::from_micros(i64::MIN), ReferralId::from_bytes([0; 16]));

const FORMS_COMING: &str = concat!(
    "SELECT COUNT(*), MIN(r.signed_at) FROM (SELECT f.signed_at FROM release f WHERE ",
    forms_until!("$3"),
    " AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.org_id = f.org_id AND c.member_id = $2 \
     AND c.referral_id = f.referral_id)) AS r"
);

/// How many forms of releases were signed until then and still stand, and when the first of them was.
///
/// # Errors
/// When the database does not answer.
pub async fn forms_coming(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    signed_before: Timestamp,
) -> Result<(u32, Option<Timestamp>)> {
    let read = |row: &mut Row| Ok((row.number()?, row.opt_time()?));
    Ok(one(db, FORMS_COMING, args![scope.org(), viewer, signed_before], read).await?.unwrap_or((0, None)))
}
