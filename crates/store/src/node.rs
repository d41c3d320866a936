//! What the node itself keeps, by key: the hash of the set-up token and the like. Nothing about a person.

use crate::backend::{Reads, one, run};
use crate::error::Result;
use crate::row::Row;
use crate::value::args;
use crate::write::Tx;

const GET: &str = "SELECT value FROM node WHERE key = $1";

/// The value of a key.
///
/// # Errors
/// When the database does not answer.
pub async fn get(db: &impl Reads, key: &str) -> Result<Option<Vec<u8>>> {
    one(db, GET, args![key], Row::bytes).await
}

const PUT: &str =
    "INSERT INTO node (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

/// Sets a key.
///
/// # Errors
/// When the database does not answer.
pub async fn put(tx: &Tx, key: &str, value: &[u8]) -> Result<()> {
    run(tx, PUT, args![key, value]).await.map(drop)
}

const TAKE: &str = "DELETE FROM node WHERE key = $1 AND value = $2";

/// Deletes a key if it has this value, and answers whether it had: how a one-time token is used up.
///
/// # Errors
/// When the database does not answer.
pub async fn take(tx: &Tx, key: &str, value: &[u8]) -> Result<bool> {
    Ok(run(tx, TAKE, args![key, value]).await? > 0)
}
