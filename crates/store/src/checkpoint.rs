//! SQLite's write-ahead log goes into the file from a connection of its own, off the path of any commit.
//!
//! Invariant: a checkpoint never runs inside a commit. Only when the log has grown past [`TOO_LONG`], since no moment
//! without writes let it start over, does the lane rest between two groups while the last few pages move.

use crate::open::Counting;
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// A log of this size is worth a checkpoint, in bytes.
const WORTH_IT: u64 = 4 << 20;
/// A log of this size must start over, in bytes.
const TOO_LONG: u64 = 64 << 20;
/// Between two looks at the log while there are commits.
const PAUSE: Duration = Duration::from_millis(100);
/// A shorter log is moved once commits have rested for this many pauses.
const REST: u32 = 10;

/// The log that belongs to a database file.
pub(crate) fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Moves the log of one database file.
pub(crate) struct Checkpointer {
    /// How it is opened.
    pub(crate) options: SqliteConnectOptions,
    /// The log.
    pub(crate) log: PathBuf,
    /// Held by the lane during a group, and here while the log starts over.
    pub(crate) turn: Arc<Mutex<()>>,
    /// What was done.
    pub(crate) counting: Arc<Counting>,
}

impl Checkpointer {
    /// Works until the lane that sends its commits has ended.
    pub(crate) async fn run(self, mut commits: watch::Receiver<u64>) {
        let mut connection = None;
        while commits.changed().await.is_ok() {
            self.until_worth_it(&mut commits).await;
            if connection.is_none() {
                connection = self.options.connect().await.ok();
            }
            let Some(open) = connection.as_mut() else { continue };
            let moved = self.passive(open).await && (self.length() < TOO_LONG || self.start_over(open).await);
            if !moved {
                // A full disk or a lost connection: the log keeps everything, and the next commit tries again.
                connection = None;
            }
        }
    }

    /// Waits until the log is long enough, or commits have rested for a while, or the lane has ended.
    async fn until_worth_it(&self, commits: &mut watch::Receiver<u64>) {
        let mut rested = 0;
        while self.length() < WORTH_IT && rested < REST {
            match tokio::time::timeout(PAUSE, commits.changed()).await {
                Ok(Ok(())) => {
                    rested = 0;
                    tokio::time::sleep(PAUSE).await;
                }
                Ok(Err(_)) => return,
                Err(_) => rested += 1,
            }
        }
    }

    fn length(&self) -> u64 {
        std::fs::metadata(&self.log).map_or(0, |found| found.len())
    }

    async fn passive(&self, connection: &mut SqliteConnection) -> bool {
        self.counting.checkpoints.fetch_add(1, Ordering::Relaxed);
        sqlx::raw_sql("PRAGMA wal_checkpoint(PASSIVE)").execute(connection).await.is_ok()
    }

    /// Moves the last pages while the lane rests, so that the next group begins the log anew.
    async fn start_over(&self, connection: &mut SqliteConnection) -> bool {
        let _turn = self.turn.lock().await;
        self.passive(connection).await
    }
}
