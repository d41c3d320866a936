//! Notes of CUES visits. They hold no identity, so nothing in them is sealed.

use crate::backend::{Reads, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::cues::{CuesNote, Interpreter, NextStep, SeenAlone};
use domain::ids::{MemberId, NoteId, ReferralId};
use domain::measure::{TallyKey, counts_of_note};
use domain::time::{Month, Timestamp};

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

const INSERT: &str = "INSERT INTO cues_note (org_id, id, member_id, seen_alone, interpreter, limits_explained, cards, \
     next_step, referral_id, at, month) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";

/// Saves a note and counts it (`domain::measure::counts_of_note`).
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, note: &NoteRow) -> Result<Inserted> {
    let n = &note.note;
    let args = args![
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
    ];
    let inserted = Inserted::of(run(tx, INSERT, args).await?);
    if inserted.is_new() {
        for (measure, count) in counts_of_note(n) {
            tx.tally(scope, TallyKey { month: note.month, direction: None, measure }, count);
        }
    }
    Ok(inserted)
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
