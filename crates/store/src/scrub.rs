//! What was replaced or destroyed leaves the file.
//!
//! SQLite empties the room of a row that goes (`secure_delete`), and all the same keeps some of it: where it splits or
//! joins pages it moves rows, and what they were moved from stays in the gap of the page. One row in a hundred was found
//! there after its content was destroyed. So the whole file is written anew, and its log begins at nothing.

use crate::error::Result;
use crate::open::{Pools, Store};
use crate::sqlite::SqliteFile;
use rusqlite::Connection;
use std::time::Duration;

/// How often the log is tried again while somebody else moves it, and how long between two tries.
const TRIES: usize = 100;
const BETWEEN: Duration = Duration::from_millis(20);

impl Store {
    /// Writes the file anew, without anything that no row holds, and empties the log. Writes wait meanwhile, about a
    /// second for each 100 MB; reading goes on. Answers whether it was done: not when somebody read for too long, and
    /// not on PostgreSQL, where it is for the server (`VACUUM FULL`, and how long its log is kept).
    ///
    /// # Errors
    /// When the disk is full, or the database does not answer.
    pub async fn scrub(&self) -> Result<bool> {
        let Pools::Sqlite(readers) = &self.inner.readers else { return Ok(false) };
        let file = readers.file.clone();
        let _turn = readers.turn.lock().await;
        let done = tokio::task::spawn_blocking(move || write_anew(&file)).await;
        done.unwrap_or(Err(crate::Error::Closed))
    }
}

fn write_anew(file: &SqliteFile) -> Result<bool> {
    let connection = file.writer()?;
    // It holds what the file holds, and no more; in memory it could be too large.
    connection.execute_batch("PRAGMA temp_store = FILE; VACUUM")?;
    for _ in 0..TRIES {
        if empty_log(&connection)? {
            return Ok(true);
        }
        std::thread::sleep(BETWEEN);
    }
    Ok(false)
}

/// Answers whether nobody was in the way.
fn empty_log(connection: &Connection) -> Result<bool> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))? == 0)
}
