//! Notes of CUES visits. They hold no identity, so nothing in them is sealed.

use crate::backend::{Reads, one};
use crate::error::Result;
use crate::many::{Insert, insert_rows};
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::{Value, args};
use crate::write::Tx;
use domain::cues::{CuesNote, Interpreter, NextStep, SeenAlone};
use domain::ids::{MemberId, NoteId, OrgId, ReferralId};
use domain::measure::{TallyKey, counts_of_note};
use domain::time::{Month, Timestamp};
use std::collections::BTreeSet;

/// A note with who wrote it, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// Its id.
    pub id: NoteId,
    /// Who wrote it.
    pub member: MemberId,
    /// What was written down.
    pub note: CuesNote,
    /// The referral that followed, if one did.
    pub referral: Option<ReferralId>,
    /// When.
    pub at: Timestamp,
    /// The month it counts in, in the organization's time zone.
    pub month: Month,
}

pub(crate) fn note_row(row: &mut Row) -> Result<NoteRow> {
    let (id, member) = (row.id(NoteId::new)?, row.id(MemberId::new)?);
    let note = CuesNote {
        seen_alone: row.code(SeenAlone::parse)?,
        interpreter: row.code(Interpreter::parse)?,
        limits_explained: row.bool()?,
        cards: row.number()?,
        next_step: row.code(NextStep::parse)?,
    };
    Ok(NoteRow { id, member, note, referral: row.opt_id(ReferralId::new)?, at: row.time()?, month: month_of(row)? })
}

static NOTES: Insert = Insert::new(
    "cues_note (org_id, id, member_id, seen_alone, interpreter, limits_explained, cards, next_step, referral_id, at, \
           month)",
    "ON CONFLICT DO NOTHING RETURNING org_id, id",
);

/// Saves a note and counts it (`domain::measure::counts_of_note`).
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, note: &NoteRow) -> Result<Inserted> {
    let added = insert_all(tx, &[(*scope, note)]).await?;
    Ok(Inserted::of(added.len() as u64))
}

/// Saves notes and counts them. Answers which are new.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_all(tx: &Tx, notes: &[(OrgScope, &NoteRow)]) -> Result<BTreeSet<(OrgId, NoteId)>> {
    let rows = notes.iter().map(|(scope, note)| note_args(scope, note)).collect();
    let read = |row: &mut Row| Ok((row.id(OrgId::new)?, row.id(NoteId::new)?));
    let added: BTreeSet<_> = insert_rows(tx, &NOTES, rows, read).await?.into_iter().collect();
    let mut counted = BTreeSet::new();
    for (scope, note) in notes {
        let key = (scope.org(), note.id);
        // The same note twice in one call is one note.
        if added.contains(&key) && counted.insert(key) {
            for (measure, count) in counts_of_note(&note.note) {
                tx.tally(scope, TallyKey { month: note.month, direction: None, measure }, count);
            }
        }
    }
    Ok(added)
}

fn note_args(scope: &OrgScope, note: &NoteRow) -> Vec<Value> {
    let n = &note.note;
    args![
        scope.org(),
        note.id,
        note.member,
        n.seen_alone.code(),
        n.interpreter.code(),
        n.limits_explained,
        n.cards,
        n.next_step.code(),
        note.referral,
        note.at,
        note.month.code(),
    ]
}

const FIND: &str = "SELECT id, member_id, seen_alone, interpreter, limits_explained, cards, next_step, referral_id, at, \
     month FROM cues_note n WHERE org_id = $1 AND id = $3 AND (referral_id IS NULL OR NOT EXISTS (SELECT 1 FROM conflict c \
     WHERE c.org_id = n.org_id AND c.member_id = $2 AND c.referral_id = n.referral_id))";

/// A note.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: NoteId) -> Result<Option<NoteRow>> {
    one(db, FIND, args![scope.org(), viewer, id], note_row).await
}
