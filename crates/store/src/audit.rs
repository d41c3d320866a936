//! The audit chain as it is stored. Entries are appended by [`Tx::audit`](crate::Tx::audit).

use crate::backend::Reads;
use crate::error::Result;
use crate::scope::OrgScope;
use domain::audit::{Act, Entry, Hash, Tampered};
use domain::ids::MemberId;

/// An entry with its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chained {
    /// From 1.
    pub seq: u64,
    /// What was done.
    pub entry: Entry,
    /// The stored hash.
    pub hash: Hash,
}

/// Entries from `from` on, oldest first, for the verifier: unreadable ones are an error, hidden ones are not.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) for an entry with an unknown code.
pub async fn stream(db: &impl Reads, scope: &OrgScope, from: u64, limit: u32) -> Result<Vec<Chained>> {
    unimplemented!()
}

/// The newest entries before `before` (or the newest of all), newest first, without those of records that are
/// hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Chained>> {
    unimplemented!()
}

/// Entries about one record with one of these acts, oldest first; nothing when it is hidden from the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn of_subject(
    db: &impl Reads,
    scope: &OrgScope,
    viewer: MemberId,
    subject: [u8; 16],
    acts: &[Act],
    limit: u32,
) -> Result<Vec<Chained>> {
    unimplemented!()
}

/// The chain's recorded end: number and hash of its last entry.
///
/// # Errors
/// When the database does not answer.
pub async fn head(db: &impl Reads, scope: &OrgScope) -> Result<(u64, Hash)> {
    unimplemented!()
}

/// Walks the whole chain. Answers the number of entries, or the first place where it is wrong.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(db: &impl Reads, scope: &OrgScope) -> Result<std::result::Result<u64, Tampered>> {
    unimplemented!()
}
