//! Opening a store: the address, the pool of readers, the lanes of writers, the migrations.

use crate::backend::Sealed;
use crate::checkpoint::Checkpointer;
use crate::error::{Error, OpenError, Result};
use crate::lane::{self, Connect, Queue};
use crate::migrations::{self, SqliteMigrations};
use crate::scope::WorkerToken;
use crate::sqlite::{PATIENCE, Readers, STATEMENTS, SqliteFile};
use domain::ids::OrgId;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgSslMode};
use sqlx::{ConnectOptions, SqlStr};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinHandle;

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

#[derive(Default)]
pub(crate) struct Counting {
    pub(crate) groups: AtomicU64,
    pub(crate) jobs: AtomicU64,
    pub(crate) failed_jobs: AtomicU64,
    pub(crate) commits: AtomicU64,
    pub(crate) checkpoints: AtomicU64,
}

pub(crate) enum Pools {
    Sqlite(Readers),
    Postgres(PgPool),
}

pub(crate) struct Inner {
    pub(crate) readers: Pools,
    lanes: Mutex<Vec<Queue>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    counting: Arc<Counting>,
}

impl Inner {
    /// The lane of an organization; none once the store was closed.
    pub(crate) fn lane(&self, org: OrgId) -> Option<Queue> {
        let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // The last bytes of an id are random, so they spread organizations evenly.
        let spread = org.bytes().iter().rev().take(4).fold(0usize, |sum, byte| sum * 31 + usize::from(*byte));
        lanes.get(spread.checked_rem(lanes.len())?).cloned()
    }
}

/// A database with all its connections. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, creates the file if there is none, and runs the migrations.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(url: &str, options: &StoreOptions) -> Result<(Self, WorkerToken), OpenError> {
        let store = match url.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path.trim_start_matches("//"), options).await?,
            Some(("postgres" | "postgresql", _)) => open_postgres(url, options).await?,
            _ => return Err(OpenError::Address),
        };
        Ok((store, WorkerToken { only_open_makes_it: () }))
    }
    /// Finishes what the lanes hold, moves the write-ahead log into the file, and closes all connections. Writes
    /// after it answer [`Error::Closed`].
    pub async fn close(&self) {
        self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let tasks = std::mem::take(&mut *self.inner.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            // The lanes end by themselves, and the checkpointer with its lane.
            let _ = task.await;
        }
        match &self.inner.readers {
            Pools::Sqlite(readers) => {
                // If it fails, the log keeps everything for the next start.
                let _ = readers.read(crate::checkpoint::truncate);
                readers.close();
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
    /// Leaves nothing of what was just destroyed in SQLite's write-ahead log, if nobody reads an older state of it now.
    /// What stays in the gaps of pages goes with [`Store::scrub`]. PostgreSQL recycles its log by itself.
    pub async fn empty_log(&self) {
        if let Pools::Sqlite(readers) = &self.inner.readers {
            let file = readers.file.clone();
            // A full disk or a reader in the way: the log keeps everything, and the next one tries again.
            let _ = tokio::task::spawn_blocking(move || crate::checkpoint::empty_log(&file)).await;
        }
    }
    /// What the lanes have done.
    #[must_use]
    pub fn counters(&self) -> Counters {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let counting = &self.inner.counting;
        Counters {
            groups: read(&counting.groups),
            jobs: read(&counting.jobs),
            failed_jobs: read(&counting.failed_jobs),
            commits: read(&counting.commits),
            checkpoints: read(&counting.checkpoints),
        }
    }
    /// Whether the database answers and its pages are sound (`PRAGMA integrity_check`; on PostgreSQL, that it answers).
    /// The lines name what is wrong; none means sound.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn check(&self) -> Result<Vec<String>> {
        let sql = match &self.inner.readers {
            Pools::Sqlite(_) => "PRAGMA integrity_check",
            Pools::Postgres(_) => "SELECT 'ok'",
        };
        let lines = crate::backend::all(self, sql, Vec::new(), crate::row::Row::text).await?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }
    /// Size on disk in bytes, write-ahead log included.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn size(&self) -> Result<u64> {
        let sql = match &self.inner.readers {
            Pools::Sqlite(_) => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            Pools::Postgres(_) => "SELECT pg_database_size(current_database())",
        };
        let rows = self.rows(SqlStr::from_static(sql), crate::backend::Args(Vec::new())).await?;
        rows.0.into_iter().next().ok_or(Error::Missing)?.number()
    }
    /// `"sqlite"` or `"postgres"`.
    #[must_use]
    pub fn backend(&self) -> &'static str {
        match &self.inner.readers {
            Pools::Sqlite(_) => "sqlite",
            Pools::Postgres(_) => "postgres",
        }
    }
}

fn cores() -> u32 {
    std::thread::available_parallelism().map_or(2, |n| u32::try_from(n.get()).unwrap_or(2))
}

async fn open_sqlite(path: &str, options: &StoreOptions) -> Result<Store, OpenError> {
    if path.is_empty() {
        return Err(OpenError::Address);
    }
    let file = SqliteFile::new(path);
    let mut first = SqliteMigrations(file.writer()?);
    migrations::sqlite(&mut first).await?;
    crate::planner::tell(&mut first.0)?;
    drop(first);
    let most = options.readers.unwrap_or_else(|| (cores() * 2).clamp(2, 8));
    let counting = Arc::new(Counting::default());
    let group = options.group.clamp(1, 1_000);
    let (queue, lane, commits, turn) = lane::start(Connect::Sqlite(file.clone()), group, counting.clone()).await?;
    let readers = Readers::new(file.clone(), turn.clone(), most as usize);
    let opened = std::fs::File::open(file.path()).map_err(|error| Error::from(sqlx::Error::Io(error)))?;
    let opened = Arc::new(std::mem::ManuallyDrop::new(opened));
    let checkpointer = Checkpointer { file, turn, counting: counting.clone(), opened };
    let checkpointer = tokio::spawn(checkpointer.run(commits));
    Ok(store(Pools::Sqlite(readers), vec![queue], vec![lane, checkpointer], counting))
}

async fn open_postgres(url: &str, options: &StoreOptions) -> Result<Store, OpenError> {
    let base = PgConnectOptions::from_str(url).map_err(|_| OpenError::Address)?;
    refuse_open_network(&base)?;
    let base = if is_here(&base) { base.ssl_mode(PgSslMode::Disable) } else { base.ssl_mode(PgSslMode::VerifyFull) };
    // A server may be set up to answer before a commit is on its disk; this software is not.
    let base =
        base.options([("synchronous_commit", "on")]).statement_cache_capacity(STATEMENTS).disable_statement_logging();
    let mut first = base.connect().await.map_err(Error::from)?;
    migrations::postgres(&mut first).await?;
    sqlx::Connection::close(first).await.map_err(Error::from)?;
    let readers = options.readers.unwrap_or_else(|| cores() * 4);
    let pool = PgPoolOptions::new()
        .max_connections(readers)
        .acquire_timeout(PATIENCE)
        // A look at the connection before each use costs as much as the query.
        .test_before_acquire(false)
        .connect_lazy_with(base.clone());
    let counting = Arc::new(Counting::default());
    let (mut queues, mut tasks) = (Vec::new(), Vec::new());
    for _ in 0..options.lanes.max(1) {
        let connect = Connect::Postgres(Box::new(base.clone()));
        let (queue, task, ..) = lane::start(connect, options.group.clamp(1, 1_000), counting.clone()).await?;
        queues.push(queue);
        tasks.push(task);
    }
    Ok(store(Pools::Postgres(pool), queues, tasks, counting))
}

/// Metadata about who works with whom must not cross a network in clear.
fn refuse_open_network(options: &PgConnectOptions) -> Result<(), OpenError> {
    if is_here(options) || cfg!(feature = "postgres-tls") {
        Ok(())
    } else {
        Err(OpenError::NoTls { host: options.get_host().to_owned() })
    }
}

/// The server runs on this machine.
fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn store(readers: Pools, lanes: Vec<Queue>, tasks: Vec<JoinHandle<()>>, counting: Arc<Counting>) -> Store {
    Store { inner: Arc::new(Inner { readers, lanes: Mutex::new(lanes), tasks: Mutex::new(tasks), counting }) }
}
