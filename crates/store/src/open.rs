//! Opening a store: the address, the pool of readers, the lanes of writers, the migrations.

use crate::error::{OpenError, Result};
use crate::scope::WorkerToken;

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// Connections for reading; `None` takes 4 a core on PostgreSQL, 2 a core (2 to 8) on SQLite.
    pub readers: Option<u32>,
    /// Lanes for writing on PostgreSQL. SQLite has one.
    pub lanes: u32,
    /// Most jobs in a group, 1 to 1,000.
    pub group: usize,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { readers: None, lanes: 4, group: 64 }
    }
}

/// What the lanes have done since the store was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    /// Groups that were begun.
    pub groups: u64,
    /// Jobs that were run in them.
    pub jobs: u64,
    /// Jobs that were taken back.
    pub failed_jobs: u64,
    /// Commits that returned, each with at least one wait for the disk.
    pub commits: u64,
    /// Checkpoints of SQLite's write-ahead log, off the commit path.
    pub checkpoints: u64,
}

/// A database with all its connections. Cheap to clone.
#[derive(Clone)]
pub struct Store {}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, creates the file if there is none, and runs the migrations.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(url: &str, options: &StoreOptions) -> Result<(Self, WorkerToken), OpenError> {
        unimplemented!()
    }
    /// Finishes what the lanes hold, moves the write-ahead log into the file, and closes all connections. Writes
    /// after it answer [`Error::Closed`](crate::Error::Closed).
    pub async fn close(&self) {
        unimplemented!()
    }
    /// What the lanes have done.
    #[must_use]
    pub fn counters(&self) -> Counters {
        unimplemented!()
    }
    /// Whether the database answers and its pages are sound (`PRAGMA integrity_check`; on PostgreSQL, that it answers).
    /// The lines name what is wrong; none means sound.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn check(&self) -> Result<Vec<String>> {
        unimplemented!()
    }
    /// Size on disk in bytes, write-ahead log included.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn size(&self) -> Result<u64> {
        unimplemented!()
    }
    /// `"sqlite"` or `"postgres"`.
    #[must_use]
    pub fn backend(&self) -> &'static str {
        unimplemented!()
    }
}
