//! The end of content: wrapped keys and sealed columns go, a tombstone stays so that a restored backup cannot
//! bring them back.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::referrals::{ReferralLine, TimeKey, line, line_columns, line_from};
use crate::row::Row;
use crate::scope::{OrgScope, WorkerToken};
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, ReferralId, ReleaseId};
use domain::time::Timestamp;

/// A tombstone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Whose content: `referrals` or `releases`.
    pub table: String,
    /// The row.
    pub row: [u8; 16],
    /// When.
    pub at: Timestamp,
}

const STILL_SINCE: &str = concat!(
    "SELECT ",
    line_columns!(),
    line_from!(),
    " WHERE r.org_id = $1 AND r.destroyed_at IS NULL AND r.changed_at <= $3 AND (r.changed_at, r.id) > ($4, $5) \
     ORDER BY r.changed_at, r.id LIMIT $6"
);

/// Records with content in which nothing has happened since `changed_before`, the stillest first, after `after`:
/// `domain::retention::referral_due` says what is due for each. [`next_still`] makes the next `after`.
///
/// # Errors
/// When the database does not answer.
pub async fn still_since(
    db: &impl Reads,
    scope: &OrgScope,
    _: &WorkerToken,
    changed_before: Timestamp,
    after: Option<TimeKey>,
    limit: u32,
) -> Result<Vec<ReferralLine>> {
    let nobody = MemberId::from_bytes([0; 16]);
    let (at, id) =
        after.map_or((Timestamp::from_micros(i64::MIN), ReferralId::from_bytes([0; 16])), |key| (key.at, key.id));
    all(db, STILL_SINCE, args![scope.org(), nobody, changed_before, at, id, limit], line).await
}

/// The key after a row of [`still_since`].
#[must_use]
pub fn next_still(line: &ReferralLine) -> TimeKey {
    TimeKey { at: line.referral.changed_at, id: line.referral.id }
}

const DESTROY_REFERRAL: &str = "UPDATE referral SET record_key_sealed = NULL, person_sealed = NULL, envelope_sealed = NULL, \
     visit_at = NULL, number_wiped = 1, destroyed_at = $3 WHERE org_id = $1 AND id = $2 AND destroyed_at IS NULL";
/// Whatever still waits about the crossing is about the same person.
const DESTROY_PENDING: &str = "DELETE FROM inbox_pending WHERE org_id = $1 AND crossing_id = \
     (SELECT r.crossing_id FROM referral r WHERE r.org_id = $1 AND r.id = $2)";
const DESTROY_FORMS: &str = "DELETE FROM referral_form WHERE org_id = $1 AND referral_id = $2";
const BURY: &str =
    "INSERT INTO tombstone (org_id, table_name, row_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

/// Destroys the content of a referral and leaves a tombstone. Answers whether there was content.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_referral(tx: &Tx, scope: &OrgScope, id: ReferralId, at: Timestamp) -> Result<bool> {
    if run(tx, DESTROY_REFERRAL, args![scope.org(), id, at]).await? == 0 {
        return Ok(false);
    }
    run(tx, DESTROY_PENDING, args![scope.org(), id]).await?;
    run(tx, DESTROY_FORMS, args![scope.org(), id]).await?;
    run(tx, BURY, args![scope.org(), "referrals", id, at]).await?;
    Ok(true)
}

const FORMS_BEFORE: &str = "SELECT id FROM release WHERE org_id = $1 AND signed_at < $2 AND form_sealed IS NOT NULL \
     ORDER BY signed_at, id LIMIT $3";

/// Releases whose form was signed before this time and still stands, oldest first.
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

const DESTROY_FORM: &str = "UPDATE release SET form_key_sealed = NULL, form_sealed = NULL \
     WHERE org_id = $1 AND id = $2 AND form_sealed IS NOT NULL";

/// Destroys the form of a release and leaves a tombstone. Answers whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_form(tx: &Tx, scope: &OrgScope, id: ReleaseId, at: Timestamp) -> Result<bool> {
    if run(tx, DESTROY_FORM, args![scope.org(), id]).await? == 0 {
        return Ok(false);
    }
    run(tx, BURY, args![scope.org(), "releases", id, at]).await?;
    Ok(true)
}

const TOMBSTONES: &str = "SELECT table_name, row_id, at FROM tombstone WHERE org_id = $1 ORDER BY at, row_id";

/// All tombstones of an organization, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tombstones(db: &impl Reads, scope: &OrgScope) -> Result<Vec<Tombstone>> {
    let read = |row: &mut Row| {
        let table = row.text()?;
        let found = row.id(|id| id.into_bytes())?;
        Ok(Tombstone { table, row: found, at: row.time()? })
    };
    all(db, TOMBSTONES, args![scope.org()], read).await
}
