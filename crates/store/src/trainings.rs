//! Who of one's own staff was at a training, and who of them takes a slot. Each organization's own; nothing is shared.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::{EntryId, MemberId, PartnershipId};
use domain::time::Timestamp;
use domain::training::Attendance;
use std::collections::BTreeSet;

const OF_PARTNERSHIP: &str = "SELECT entry_id, member_id, score_before, score_after FROM training_attendance \
     WHERE org_id = $1 AND partnership_id = $2 ORDER BY entry_id, member_id";

/// Who of the organization's staff was at which training of the partnership.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<(EntryId, Attendance)>> {
    let score = |row: &mut Row| -> Result<Option<u8>> { Ok(row.opt_int()?.and_then(|score| u8::try_from(score).ok())) };
    let read = |row: &mut Row| {
        let (entry, member) = (row.id(EntryId::new)?, row.id(MemberId::new)?);
        Ok((entry, Attendance { member, before: score(row)?, after: score(row)? }))
    };
    all(db, OF_PARTNERSHIP, args![scope.org(), partnership], read).await
}

const WRITTEN: &str =
    "SELECT MAX(at) FROM training_attendance WHERE org_id = $1 AND partnership_id = $2 AND entry_id = $3";

/// When it was put down last who was at a training; nothing while nobody is.
///
/// # Errors
/// When the database does not answer.
pub async fn written_at(
    db: &impl Reads,
    scope: &OrgScope,
    (partnership, training): (PartnershipId, EntryId),
) -> Result<Option<Timestamp>> {
    let found = all(db, WRITTEN, args![scope.org(), partnership, training], Row::opt_time).await?;
    Ok(found.into_iter().flatten().next())
}

const CLEAR: &str = "DELETE FROM training_attendance WHERE org_id = $1 AND partnership_id = $2 AND entry_id = $3 \
     AND member_id = $4";
const INSERT: &str = "INSERT INTO training_attendance (org_id, partnership_id, entry_id, member_id, score_before, score_after, at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Puts down who of some members was there, in place of what stood of them. What stands of others stays.
///
/// # Errors
/// When the database does not answer.
pub async fn replace(
    tx: &Tx,
    scope: &OrgScope,
    (partnership, training): (PartnershipId, EntryId),
    (of, there): (&[MemberId], &[Attendance]),
    at: Timestamp,
) -> Result<()> {
    for member in of {
        run(tx, CLEAR, args![scope.org(), partnership, training, *member]).await?;
    }
    for one in there {
        let args = args![scope.org(), partnership, training, one.member, one.before, one.after, at];
        run(tx, INSERT, args).await?;
    }
    Ok(())
}

const ASSIGNED: &str = "SELECT entry_id, member_id FROM slot_assignment WHERE org_id = $1 AND partnership_id = $2";

/// Which of the organization's staff takes which slot.
///
/// # Errors
/// When the database does not answer.
pub async fn assigned(
    db: &impl Reads,
    scope: &OrgScope,
    partnership: PartnershipId,
) -> Result<Vec<(EntryId, MemberId)>> {
    let read = |row: &mut Row| Ok((row.id(EntryId::new)?, row.id(MemberId::new)?));
    all(db, ASSIGNED, args![scope.org(), partnership], read).await
}

const FREE: &str = "DELETE FROM slot_assignment WHERE org_id = $1 AND partnership_id = $2 AND entry_id = $3";
const ASSIGN: &str =
    "INSERT INTO slot_assignment (org_id, partnership_id, entry_id, member_id, at) VALUES ($1, $2, $3, $4, $5)";

/// Puts somebody in a slot, in place of whoever was in it; nobody when there is none.
///
/// # Errors
/// When the database does not answer.
pub async fn assign(
    tx: &Tx,
    scope: &OrgScope,
    (partnership, slot): (PartnershipId, EntryId),
    member: Option<MemberId>,
    at: Timestamp,
) -> Result<()> {
    run(tx, FREE, args![scope.org(), partnership, slot]).await?;
    if let Some(member) = member {
        run(tx, ASSIGN, args![scope.org(), partnership, slot, member, at]).await?;
    }
    Ok(())
}

const OLD: &str = "DELETE FROM training_attendance WHERE org_id = $1 AND at < $2";
const OLD_SLOTS: &str = "DELETE FROM slot_assignment WHERE org_id = $1 AND at < $2";

const LAPSES_SAID: &str = "SELECT member_id, about, lapses_on FROM lapse_said WHERE org_id = $1";

/// What was said of lapses: to whom, about what, and the day.
///
/// # Errors
/// When the database does not answer.
pub async fn lapses_said(db: &impl Reads, scope: &OrgScope) -> Result<BTreeSet<(MemberId, uuid::Uuid, String)>> {
    let read = |row: &mut Row| Ok((row.id(MemberId::new)?, row.id(|id| id)?, row.text()?));
    Ok(all(db, LAPSES_SAID, args![scope.org()], read).await?.into_iter().collect())
}

const SAID: &str = "INSERT INTO lapse_said (org_id, member_id, about, lapses_on, at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (org_id, member_id, about) DO UPDATE SET lapses_on = excluded.lapses_on, at = excluded.at \
     WHERE lapse_said.lapses_on <> excluded.lapses_on";

/// Notes that somebody was told of what lapses on a day: their training about a partner (by the partnership's id), or a
/// certificate (by its own). Answers whether that is new.
///
/// # Errors
/// When the database does not answer.
pub async fn say_lapse(
    tx: &Tx,
    scope: &OrgScope,
    (member, about): (MemberId, uuid::Uuid),
    lapses_on: Day,
    at: Timestamp,
) -> Result<bool> {
    Ok(run(tx, SAID, args![scope.org(), member, about, lapses_on.code(), at]).await? > 0)
}

const OLD_SAID: &str = "DELETE FROM lapse_said WHERE org_id = $1 AND at < $2";

/// Takes out what was written down before a time.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<()> {
    run(tx, OLD, args![scope.org(), before]).await?;
    run(tx, OLD_SAID, args![scope.org(), before]).await?;
    run(tx, OLD_SLOTS, args![scope.org(), before]).await.map(drop)
}
