//! Who wants a word by e-mail, and the one letter that waits for each of them.
//!
//! Erased: with the member's access, when they switch it off, and a day after an address was given and not confirmed
//! ([`erase`], [`erase_unconfirmed`]).
//!
//! Invariant: a waiting letter names no event, no record and no number of either; a member has at most one.
//! Invariant: a letter is claimed before it is handed over, by one worker of all that share the database.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, OrgId};
use domain::mail::{Quiet, Rhythm, Times};
use domain::safe_contact::ZoneName;
use domain::time::Timestamp;

/// What a member has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSetting {
    /// Whose.
    pub member: MemberId,
    /// Counts up with each sealing of the address.
    pub version: u32,
    /// The address, and the code while it waits for one; under the node's own key.
    pub address_sealed: Vec<u8>,
    /// When the code that counts was made.
    pub asked_at: Timestamp,
    /// When the member typed it; none before, and none again once the address was refused.
    pub confirmed_at: Option<Timestamp>,
    /// When to write.
    pub times: Times,
    /// When a letter left last.
    pub sent_at: Option<Timestamp>,
    /// When one was given up last, and why, if none has left since.
    pub failed: Option<(Timestamp, String)>,
}

/// A letter as it was claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Tries so far, this one counted.
    pub attempts: u32,
}

const FIND: &str = "SELECT member_id, version, address_sealed, asked_at, confirmed_at, rhythm, daily_hour, quiet_from, \
     quiet_until, zone, sent_at, failed_at, failed FROM mail_setting WHERE org_id = $1 AND member_id = $2";

fn setting(row: &mut Row) -> Result<MailSetting> {
    let (member, version, address_sealed) = (row.id(MemberId::new)?, row.number()?, row.bytes()?);
    let (asked_at, confirmed_at) = (row.time()?, row.opt_time()?);
    let (rhythm, hour) = (row.code(Rhythm::parse)?, row.number()?);
    let (from, until) = (row.opt_int()?, row.opt_int()?);
    let hour_of = |value: Option<i64>| value.and_then(|value| u8::try_from(value).ok());
    let quiet = hour_of(from).zip(hour_of(until)).and_then(|(from, until)| Quiet::new(from, until));
    let zone = row.text()?;
    let zone = ZoneName::parse(&zone).ok_or_else(|| row.unreadable())?;
    let (sent_at, failed_at, failed) = (row.opt_time()?, row.opt_time()?, row.opt_text()?);
    let times = Times { rhythm, hour, quiet, zone };
    let failed = failed_at.zip(failed);
    Ok(MailSetting { member, version, address_sealed, asked_at, confirmed_at, times, sent_at, failed })
}

/// What a member has set, if anything.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, member: MemberId) -> Result<Option<MailSetting>> {
    one(db, FIND, args![scope.org(), member], setting).await
}

const PUT: &str = "INSERT INTO mail_setting (org_id, member_id, version, address_sealed, asked_at, confirmed_at, rhythm, \
     daily_hour, quiet_from, quiet_until, zone, sent_at, failed_at, failed) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
     ON CONFLICT (org_id, member_id) DO UPDATE SET version = excluded.version, address_sealed = excluded.address_sealed, \
     asked_at = excluded.asked_at, confirmed_at = excluded.confirmed_at, rhythm = excluded.rhythm, \
     daily_hour = excluded.daily_hour, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, \
     zone = excluded.zone, sent_at = excluded.sent_at, failed_at = excluded.failed_at, failed = excluded.failed";

/// Sets it, over what was set before.
///
/// # Errors
/// When the database does not answer.
pub async fn put(tx: &Tx, scope: &OrgScope, new: &MailSetting) -> Result<()> {
    let (failed_at, failed) = new.failed.clone().unzip();
    let args = args![
        scope.org(),
        new.member,
        new.version,
        &new.address_sealed,
        new.asked_at,
        new.confirmed_at,
        new.times.rhythm.code(),
        new.times.hour,
        new.times.quiet.map(|quiet| i64::from(quiet.from())),
        new.times.quiet.map(|quiet| i64::from(quiet.until())),
        new.times.zone.as_str(),
        new.sent_at,
        failed_at,
        failed,
    ];
    run(tx, PUT, args).await.map(drop)
}

const SET_TIMES: &str = "UPDATE mail_setting SET rhythm = $4, daily_hour = $5, quiet_from = $6, quiet_until = $7, \
     zone = $8 WHERE org_id = $1 AND member_id = $2 AND version = $3";

/// Sets when to write, and nothing else, while the address is of that version.
///
/// # Errors
/// When the database does not answer.
pub async fn set_times(tx: &Tx, scope: &OrgScope, member: MemberId, version: u32, times: &Times) -> Result<()> {
    let args = args![
        scope.org(),
        member,
        version,
        times.rhythm.code(),
        times.hour,
        times.quiet.map(|quiet| i64::from(quiet.from())),
        times.quiet.map(|quiet| i64::from(quiet.until())),
        times.zone.as_str(),
    ];
    run(tx, SET_TIMES, args).await.map(drop)
}

const UNCONFIRM_ALL: [&str; 2] = [
    "UPDATE mail_setting SET confirmed_at = NULL, failed_at = $2, failed = $3 \
     WHERE org_id = $1 AND confirmed_at IS NOT NULL RETURNING member_id",
    "DELETE FROM mail WHERE org_id = $1",
];

/// Has every member confirm their address again, for a reason by its code, and drops what waits. Answers whose were
/// confirmed.
///
/// # Errors
/// When the database does not answer.
pub async fn unconfirm_all(tx: &Tx, scope: &OrgScope, at: Timestamp, code: &str) -> Result<Vec<MemberId>> {
    run(tx, UNCONFIRM_ALL[1], args![scope.org()]).await?;
    all(tx, UNCONFIRM_ALL[0], args![scope.org(), at, code], |row| row.id(MemberId::new)).await
}

const ERASE: [&str; 2] = [
    "DELETE FROM mail WHERE org_id = $1 AND member_id = $2",
    "DELETE FROM mail_setting WHERE org_id = $1 AND member_id = $2",
];

/// Erases a member's address and whatever waits for it. Answers whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn erase(tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<bool> {
    run(tx, ERASE[0], args![scope.org(), member]).await?;
    Ok(run(tx, ERASE[1], args![scope.org(), member]).await? > 0)
}

/// Erases whatever waits for a member, and leaves the address.
///
/// # Errors
/// When the database does not answer.
pub async fn drop_waiting(tx: &Tx, scope: &OrgScope, member: MemberId) -> Result<()> {
    run(tx, ERASE[0], args![scope.org(), member]).await.map(drop)
}

const ERASE_UNCONFIRMED: &str = "DELETE FROM mail_setting WHERE org_id = $1 AND confirmed_at IS NULL \
     AND asked_at <= $2 AND (failed_at IS NULL OR failed_at <= $2)";

/// Erases addresses that nobody confirmed since then. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn erase_unconfirmed(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<u64> {
    run(tx, ERASE_UNCONFIRMED, args![scope.org(), before]).await
}

const QUEUE: &str = "INSERT INTO mail (org_id, member_id, due_at, attempts, again, given_up_at) \
     VALUES ($1, $2, $3, 0, 0, NULL) ON CONFLICT (org_id, member_id) DO UPDATE SET \
     due_at = CASE WHEN mail.given_up_at IS NULL THEN mail.due_at ELSE excluded.due_at END, \
     attempts = CASE WHEN mail.given_up_at IS NULL THEN mail.attempts ELSE 0 END, again = 1, given_up_at = NULL";

/// Has a letter wait until `due`. One that waits already stands for this too, and leaves when it would have.
///
/// # Errors
/// When the database does not answer.
pub async fn queue(tx: &Tx, scope: &OrgScope, member: MemberId, due: Timestamp) -> Result<()> {
    run(tx, QUEUE, args![scope.org(), member, due]).await.map(drop)
}

const DUE_ORGS: &str = "SELECT g.id FROM organization g WHERE EXISTS (SELECT 1 FROM mail m WHERE m.org_id = g.id \
     AND m.given_up_at IS NULL AND m.due_at <= $1) ORDER BY g.id";

/// Organizations for a member of which a letter is due.
///
/// # Errors
/// When the database does not answer.
pub async fn due_orgs(db: &impl Reads, _: &WorkerToken, now: Timestamp) -> Result<Vec<OrgId>> {
    all(db, DUE_ORGS, args![now], |row| row.id(OrgId::new)).await
}

const DUE: &str = "SELECT member_id FROM mail WHERE org_id = $1 AND given_up_at IS NULL AND due_at <= $2 \
     ORDER BY due_at, member_id LIMIT $3";

/// For whom one is due, longest first.
///
/// # Errors
/// When the database does not answer.
pub async fn due(db: &impl Reads, scope: &OrgScope, now: Timestamp, limit: u32) -> Result<Vec<MemberId>> {
    all(db, DUE, args![scope.org(), now, limit], |row| row.id(MemberId::new)).await
}

const CLAIM: &str = "UPDATE mail SET due_at = $4, attempts = attempts + 1, again = 0 WHERE org_id = $1 AND member_id = $2 \
     AND given_up_at IS NULL AND due_at <= $3 RETURNING attempts";

/// Takes one for handing it over. Until `until` no other worker does, and whoever stops in the middle leaves it to be
/// taken again then. Nothing when another was first.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(
    tx: &Tx,
    scope: &OrgScope,
    member: MemberId,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Claim>> {
    one(tx, CLAIM, args![scope.org(), member, now, until], |row| Ok(Claim { attempts: row.number()? })).await
}

const DONE: &str = "DELETE FROM mail WHERE org_id = $1 AND member_id = $2 AND again = 0";
const ONCE_MORE: &str = "UPDATE mail SET due_at = $3, attempts = 0, again = 0 WHERE org_id = $1 AND member_id = $2";

/// It needs to wait no more; but what came while it was handed over waits until `next`.
///
/// # Errors
/// When the database does not answer.
pub async fn done(tx: &Tx, scope: &OrgScope, member: MemberId, next: Timestamp) -> Result<()> {
    if run(tx, DONE, args![scope.org(), member]).await? == 0 {
        run(tx, ONCE_MORE, args![scope.org(), member, next]).await?;
    }
    Ok(())
}

const SENT: &str = "UPDATE mail_setting SET sent_at = $3, failed_at = NULL, failed = NULL \
     WHERE org_id = $1 AND member_id = $2";

/// One left.
///
/// # Errors
/// When the database does not answer.
pub async fn sent(tx: &Tx, scope: &OrgScope, member: MemberId, at: Timestamp) -> Result<()> {
    run(tx, SENT, args![scope.org(), member, at]).await.map(drop)
}

const PUT_OFF: &str = "UPDATE mail SET due_at = $3 WHERE org_id = $1 AND member_id = $2 AND given_up_at IS NULL";

/// Has it wait until then.
///
/// # Errors
/// When the database does not answer.
pub async fn put_off(tx: &Tx, scope: &OrgScope, member: MemberId, until: Timestamp) -> Result<()> {
    run(tx, PUT_OFF, args![scope.org(), member, until]).await.map(drop)
}

const GIVE_UP: &str = "UPDATE mail SET given_up_at = $3 WHERE org_id = $1 AND member_id = $2";
const FAILED: &str = "UPDATE mail_setting SET failed_at = $4, failed = $5 \
     WHERE org_id = $1 AND member_id = $2 AND version = $3";
const REFUSED: &str = "UPDATE mail_setting SET failed_at = $4, failed = $5, confirmed_at = NULL \
     WHERE org_id = $1 AND member_id = $2 AND version = $3";

/// It is given up, for a reason by its code. With `for_good` nothing is sent to the address of that version until it is
/// confirmed anew.
///
/// # Errors
/// When the database does not answer.
pub async fn give_up(
    tx: &Tx,
    scope: &OrgScope,
    (member, version): (MemberId, u32),
    at: Timestamp,
    code: &str,
    for_good: bool,
) -> Result<()> {
    run(tx, GIVE_UP, args![scope.org(), member, at]).await?;
    run(tx, if for_good { REFUSED } else { FAILED }, args![scope.org(), member, version, at, code]).await.map(drop)
}
