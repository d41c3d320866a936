//! A fresh store on either database, and the macro that runs a test on both.

use crate::databases::Database;
use rusqlite::Connection;
use sqlx::{AssertSqlSafe, ConnectOptions as _, PgConnection};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use store::{Store, StoreOptions, WorkerToken};
use tokio::sync::OnceCell;

/// What a test puts aside of its database on PostgreSQL stands in a schema of this name after its own, and goes with the database.
pub const PUT_ASIDE: &str = "put_aside";
/// The name of SQLite's file in its folder.
const FILE: &str = "footbridge.db";
/// Where the tests find PostgreSQL.
const PG_URL: &str = "TEST_PG_URL";

/// Runs each test on SQLite and on PostgreSQL, each time with a store of its own.
///
/// ```text
/// testkit::both_backends! {
///     async fn a_note_is_kept(db: &TestStore) { … }
/// }
/// ```
#[macro_export]
macro_rules! both_backends {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: &TestStore) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a test may need nothing from around it")]
            use super::*;

            async fn check($db: &$crate::TestStore) $body

            #[test]
            fn on_sqlite() {
                $crate::run(async { let db = $crate::TestStore::sqlite().await; check(&db).await; db.end().await; });
            }
            #[test]
            fn on_postgres() {
                $crate::run(async { let db = $crate::TestStore::postgres().await; check(&db).await; db.end().await; });
            }
        }
    )+};
}

/// Runs a test to its end on a runtime of its own.
///
/// # Panics
/// When the test does, or the runtime cannot be made.
pub fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("invariant: a runtime can be made").block_on(test);
}

/// A store of one test: a file in a temporary folder, or a database of its own on the PostgreSQL of the tests.
pub struct TestStore {
    store: Store,
    worker: Arc<WorkerToken>,
    url: String,
    place: Place,
}

enum Place {
    Folder(tempfile::TempDir),
    Server(Database),
}

impl TestStore {
    /// A store in a fresh file: a copy of the first one of this process, so that the migrations run once in it.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn sqlite() -> Self {
        static FIRST: OnceCell<Vec<u8>> = OnceCell::const_new();
        let first = FIRST.get_or_init(|| async {
            let db = Self::sqlite_by_migrations().await;
            db.store.close().await;
            std::fs::read(db.path()).expect("invariant: a closed store is one file")
        });
        let (folder, url) = empty_folder();
        std::fs::write(folder.path().join(FILE), first.await).expect("invariant: the folder takes a file");
        Self::open(url, Place::Folder(folder), &StoreOptions::default()).await
    }

    /// A store in a fresh file in which the migrations have run.
    async fn sqlite_by_migrations() -> Self {
        let (folder, url) = empty_folder();
        Self::open(url, Place::Folder(folder), &StoreOptions::default()).await
    }

    /// A store in a fresh database.
    ///
    /// # Panics
    /// When `TEST_PG_URL` is not set, or it cannot be made.
    pub async fn postgres() -> Self {
        let server = std::env::var(PG_URL).unwrap_or_else(|_| {
            panic!("{PG_URL} is not set: run the tests with `cargo xtask test`, which starts a PostgreSQL for them")
        });
        let database = Database::fresh(&server).await;
        // Few connections: many tests run at once.
        let options = StoreOptions { readers: Some(2), lanes: 2, ..StoreOptions::default() };
        Self::open(database.url(), Place::Server(database), &options).await
    }

    async fn open(url: String, place: Place, options: &StoreOptions) -> Self {
        let (store, worker) = Store::open(&url, options).await.expect("invariant: a fresh store opens");
        Self { store, worker: Arc::new(worker), url, place }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }
    /// What the software's own work shows.
    #[must_use]
    pub fn worker(&self) -> Arc<WorkerToken> {
        Arc::clone(&self.worker)
    }
    /// The address, to open it again.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
    /// The folder of SQLite's files.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match &self.place {
            Place::Folder(folder) => Some(folder.path()),
            Place::Server(_) => None,
        }
    }
    /// Every file that holds rows; none on PostgreSQL.
    ///
    /// # Panics
    /// When the folder cannot be read.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let Some(folder) = self.folder() else { return Vec::new() };
        let entries = std::fs::read_dir(folder).expect("invariant: the folder can be read");
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()
    }

    /// Changes rows from outside, as somebody with the disk could. Answers how many rows it changed.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn tamper(&self, statement: &str) -> u64 {
        match &self.place {
            Place::Folder(_) => {
                let connection = self.beside();
                connection.execute_batch(statement).expect("invariant: the statements are sound");
                connection.total_changes()
            }
            Place::Server(_) => {
                let mut conn = connect(&self.url).await;
                // Safe: a test's own words.
                let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut conn).await;
                done.expect("invariant: the statement is sound").rows_affected()
            }
        }
    }

    /// All cells of a query's first column, as text: what stands in the database, whatever the store says.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn look(&self, query: &str) -> Vec<String> {
        match &self.place {
            Place::Folder(_) => self.texts(query, 0),
            Place::Server(_) => {
                let mut conn = connect(&self.url).await;
                // Safe: a test's own words.
                let found = sqlx::query_scalar(AssertSqlSafe(query.to_owned())).fetch_all(&mut conn).await;
                found.expect("invariant: the query is sound")
            }
        }
    }

    /// Holds every write back until the answer is dropped. Reads go on.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn hold(&self) -> Held {
        match &self.place {
            Place::Folder(_) => {
                let connection = self.beside();
                connection.execute_batch("BEGIN IMMEDIATE").expect("invariant: nobody else writes");
                Held(Box::new(connection))
            }
            Place::Server(_) => {
                let mut conn = connect(&self.url).await;
                // Each write ends with its entry in the chain.
                let lock = sqlx::raw_sql("BEGIN; LOCK TABLE audit_head IN SHARE ROW EXCLUSIVE MODE");
                lock.execute(&mut conn).await.expect("invariant: the table is there");
                Held(Box::new(conn))
            }
        }
    }

    /// Begins a transaction of somebody else, as another node's, with this statement.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn begin(&self, statement: &str) -> Begun {
        match &self.place {
            Place::Folder(_) => {
                let connection = self.beside();
                let begun = connection.execute_batch(&format!("BEGIN IMMEDIATE; {statement}"));
                begun.expect("invariant: the statement is sound");
                Begun::Sqlite(connection)
            }
            Place::Server(_) => {
                let mut conn = connect(&self.url).await;
                // Safe: a test's own words.
                let begun = sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {statement}")));
                begun.execute(&mut conn).await.expect("invariant: the statement is sound");
                Begun::Postgres(Box::new(conn))
            }
        }
    }

    /// How SQLite would answer a query.
    ///
    /// # Panics
    /// When it refuses it.
    #[must_use]
    pub fn plan(&self, query: &str) -> String {
        self.texts(&format!("EXPLAIN QUERY PLAN {query}"), 3).join("\n")
    }

    /// SQLite's file.
    fn path(&self) -> &str {
        self.url.strip_prefix("sqlite:").expect("invariant: a file is asked for")
    }
    /// Another connection to the file, as somebody with the disk could open one.
    fn beside(&self) -> Connection {
        let connection = Connection::open(self.path()).expect("invariant: the file opens");
        connection.busy_timeout(std::time::Duration::from_secs(5)).expect("invariant: a wait can be set");
        connection
    }
    /// One column of a query.
    fn texts(&self, query: &str, column: usize) -> Vec<String> {
        let connection = self.beside();
        let mut statement = connection.prepare(query).expect("invariant: the query is sound");
        // A plan is asked for without values: places are empty.
        let nothing = vec![rusqlite::types::Null; statement.parameter_count()];
        let rows = statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get(column));
        let rows = rows.expect("invariant: the query runs");
        rows.collect::<Result<_, _>>().expect("invariant: the column holds texts")
    }

    /// Closes the store and removes what it stood on.
    pub async fn end(self) {
        self.store.close().await;
        if let Place::Server(database) = &self.place {
            database.end().await;
        }
    }
}

/// A folder for SQLite's file, and the address at which it will be opened.
fn empty_folder() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("invariant: a temporary folder can be made");
    let url = format!("sqlite:{}", folder.path().join(FILE).display());
    (folder, url)
}

/// A transaction of somebody else that is under way: what it has written nobody sees yet, and what it holds waits for it.
pub enum Begun {
    /// In SQLite's file, where every other write waits.
    Sqlite(Connection),
    /// On PostgreSQL.
    Postgres(Box<PgConnection>),
}

impl Begun {
    /// Writes this too, and ends.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn commit(self, statement: &str) {
        let statement = format!("{statement}; COMMIT");
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch(&statement).expect("invariant: the statement is sound");
            }
            Self::Postgres(mut conn) => {
                // Safe: a test's own words.
                let done = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *conn).await;
                done.expect("invariant: the statement is sound");
            }
        }
    }
}

/// Writes that are held back; dropped, it lets them go.
pub struct Held(#[expect(dead_code, reason = "it holds until it is dropped")] Box<dyn Send>);

/// A connection to an address of PostgreSQL.
pub(crate) async fn connect(url: &str) -> PgConnection {
    let options = sqlx::postgres::PgConnectOptions::from_str(url).expect("invariant: TEST_PG_URL is an address");
    let conn = options.ssl_mode(sqlx::postgres::PgSslMode::Disable).disable_statement_logging().connect().await;
    conn.expect("invariant: the PostgreSQL of TEST_PG_URL answers")
}
