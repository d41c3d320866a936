//! What is brought to a member's attention: a code and a record, never a word about a person.

use crate::backend::Reads;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::{MemberId, NoticeId, ReferralId};
use domain::time::Timestamp;

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// For whom.
    pub member: MemberId,
    /// What: a text key.
    pub code: String,
    /// About which referral.
    pub referral: Option<ReferralId>,
    /// When.
    pub at: Timestamp,
}

/// Adds a notice.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, notice: &Notice) -> Result<Inserted> {
    unimplemented!()
}

/// What a member has not seen yet, newest first, without what is hidden from them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_unseen(db: &impl Reads, scope: &OrgScope, member: MemberId, limit: u32) -> Result<Vec<Notice>> {
    unimplemented!()
}

/// Says that a member has seen their notices up to this time. Answers how many were new.
///
/// # Errors
/// When the database does not answer.
pub async fn set_seen(tx: &Tx, scope: &OrgScope, member: MemberId, until: Timestamp) -> Result<u64> {
    unimplemented!()
}

/// Deletes notices from before this time. Answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_before(tx: &Tx, scope: &OrgScope, before: Timestamp) -> Result<u64> {
    unimplemented!()
}
