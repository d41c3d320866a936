//! Notes of CUES visits. They hold no identity, so nothing in them is sealed.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::cues::CuesNote;
use domain::ids::{MemberId, NoteId, ReferralId};
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

/// Saves a note and counts it (`domain::measure::counts_of_note`).
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, note: &NoteRow) -> Result<Inserted> {
    unimplemented!()
}

/// A note.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl Reads, scope: &OrgScope, viewer: MemberId, id: NoteId) -> Result<Option<NoteRow>> {
    unimplemented!()
}
