//! What the node itself keeps, by key: the hash of the set-up token and the like. Nothing about a person.

use crate::backend::Reads;
use crate::error::Result;
use crate::write::Tx;

/// The value of a key.
///
/// # Errors
/// When the database does not answer.
pub async fn get(db: &impl Reads, key: &str) -> Result<Option<Vec<u8>>> {
    unimplemented!()
}

/// Sets a key.
///
/// # Errors
/// When the database does not answer.
pub async fn put(tx: &Tx, key: &str, value: &[u8]) -> Result<()> {
    unimplemented!()
}

/// Deletes a key if it has this value, and answers whether it had: how a one-time token is used up.
///
/// # Errors
/// When the database does not answer.
pub async fn take(tx: &Tx, key: &str, value: &[u8]) -> Result<bool> {
    unimplemented!()
}
