//! One picture of the database for many reads: what is written meanwhile is in none of them.
//!
//! Invariant: it has a connection of its own, so neither a writer nor a page waits for it. While one is open SQLite's log can't
//! begin anew: it is for work that ends.

use crate::backend::{Link, script};
use crate::error::Result;
use crate::open::{Pools, Store};
use sqlx::ConnectOptions;
use tokio::sync::Mutex;

/// Rows as they stood at its first read. It ends when it is dropped.
pub struct Snapshot {
    pub(crate) link: Mutex<Link>,
}

impl Store {
    /// A picture of the database as it stands now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let (mut link, begin) = match &self.inner.readers {
            Pools::Sqlite(readers) => (Link::Sqlite(readers.file.reader()?), "BEGIN"),
            Pools::Postgres(pool) => {
                let link = pool.connect_options().connect().await?;
                (Link::Postgres(link), "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            }
        };
        script(&mut link, begin).await?;
        Ok(Snapshot { link: Mutex::new(link) })
    }
}
