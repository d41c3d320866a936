//! SQLite's write-ahead log goes into the file from a connection of its own, off the path of any commit.
//!
//! Invariant: a checkpoint never runs inside a commit. Only when the log has grown past [`TOO_LONG`], since no moment
//! without writes let it start over, does the lane rest between two groups while the last few pages move.

use crate::error::Result;
use crate::open::Counting;
use crate::sqlite::SqliteFile;
use rusqlite::Connection;
use std::fs::File;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, watch};

/// A log of this many frames (4 KiB each) must start over: 64 MiB.
const TOO_LONG: i64 = 16_384;
/// Between the first commit and the checkpoint that moves it and what came after it.
const PAUSE: Duration = Duration::from_millis(100);

/// How long emptying the log waits for readers, and a writer for it.
const EMPTYING_PATIENCE: Duration = Duration::from_millis(200);
/// Between two tries to empty the log while another checkpoint runs.
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// Moves the log of one database file.
pub(crate) struct Checkpointer {
    /// The file.
    pub(crate) file: SqliteFile,
    /// Held by the lane during a group, and here while the log starts over.
    pub(crate) turn: Arc<Mutex<()>>,
    /// What was done.
    pub(crate) counting: Arc<Counting>,
    /// The same file, opened to bring what was moved to the disk in small pieces.
    ///
    /// Never closed: closing any descriptor of a file drops every lock that the process holds on it (POSIX
    /// `fcntl`), and SQLite holds some.
    pub(crate) opened: Arc<ManuallyDrop<File>>,
}

impl Checkpointer {
    /// Works until the lane that sends its commits has ended.
    pub(crate) async fn run(self, mut commits: watch::Receiver<u64>) {
        let mut connection = None;
        while commits.changed().await.is_ok() {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                () = ended(&mut commits) => return,
            }
            // A full disk or a lost connection: the log keeps everything, and the next commit tries again.
            let Some(frames) = self.passive(&mut connection).await else { continue };
            self.settle().await;
            if frames > TOO_LONG {
                self.start_over(&mut connection).await;
            }
        }
    }

    /// Moves what can be moved without making anybody wait. Answers how many frames the log has.
    async fn passive(&self, connection: &mut Option<Connection>) -> Option<i64> {
        let (file, open) = (self.file.clone(), connection.take());
        let work = move || {
            let open = open.map_or_else(|| file.writer(), Ok).ok()?;
            let frames = open.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1)).ok()?;
            Some((open, frames))
        };
        let (open, frames) = tokio::task::spawn_blocking(work).await.ok()??;
        self.counting.checkpoints.fetch_add(1, Ordering::Relaxed);
        *connection = Some(open);
        Some(frames)
    }

    /// Waits until what was moved is on the disk. SQLite itself waits only when the log starts over, for everything
    /// at once, and every commit then waits behind it.
    async fn settle(&self) {
        let opened = Arc::clone(&self.opened);
        // If it fails, SQLite's own wait fails too, and the log keeps everything.
        let _ = tokio::task::spawn_blocking(move || opened.sync_data()).await;
    }

    /// Moves the last pages while the lane rests, so that the next group begins the log anew.
    async fn start_over(&self, connection: &mut Option<Connection>) {
        let _turn = self.turn.lock().await;
        // If it fails, the log goes on as it was, and the next round finds it too long again.
        let _ = self.passive(connection).await;
    }
}

/// Waits until the lane has ended.
async fn ended(commits: &mut watch::Receiver<u64>) {
    while commits.changed().await.is_ok() {}
}

/// Moves the whole log into the file and leaves none: for a store that closes. Answers whether it could.
pub(crate) fn truncate(connection: &Connection) -> Result<bool> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))? == 0)
}

/// Moves the whole log into the file and leaves none, without making a writer wait for long.
pub(crate) fn empty_log(file: &SqliteFile) -> Result<()> {
    let connection = file.writer()?;
    connection.busy_timeout(EMPTYING_PATIENCE)?;
    let begun = Instant::now();
    // SQLite does not wait for another checkpoint, such as that of [`Checkpointer`]: it says at once that it could not.
    while !truncate(&connection)? && begun.elapsed() < EMPTYING_PATIENCE {
        std::thread::sleep(BETWEEN_TRIES);
    }
    Ok(())
}
