//! What a database leaves on the disk and in a backup, as bytes, to be searched for what must not stand there.

use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use testkit::TestStore;

/// Bytes, and where they stand.
pub struct Remains {
    /// A file of the database, its log or a backup of it; or the rows of a table.
    pub place: String,
    bytes: Vec<u8>,
}

impl Remains {
    /// Whether exactly these bytes stand here.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.bytes.windows(bytes.len()).any(|window| window == bytes)
    }
    /// The first of these words that stands here, in upper or lower case.
    pub fn find<'w>(&self, words: &[&'w str]) -> Option<&'w str> {
        let mut begins = [false; 256];
        for first in words.iter().filter_map(|word| word.bytes().next()) {
            begins[usize::from(first.to_ascii_lowercase())] = true;
            begins[usize::from(first.to_ascii_uppercase())] = true;
        }
        let starts = self.bytes.iter().enumerate().filter(|(_, byte)| begins[usize::from(**byte)]);
        let stands = |at: usize, word: &str| {
            let found = self.bytes.get(at..at + word.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        };
        starts.into_iter().find_map(|(at, _)| words.iter().find(|word| stands(at, word)).copied())
    }
}

/// A place in PostgreSQL's write-ahead log; nothing on SQLite, whose log is searched as a whole.
pub struct Mark(Option<String>);

/// Where the log stands now.
pub async fn mark(db: &TestStore) -> Mark {
    if db.folder().is_some() {
        return Mark(None);
    }
    let segment = texts(&mut server(db).await, "SELECT pg_walfile_name(pg_current_wal_lsn())").await.remove(0);
    Mark(Some(segment))
}

/// Everything that whoever takes the disk or a backup would have.
///
/// On SQLite every file of its folder, with a backup that is made first. On PostgreSQL every row of every table as a
/// backup would write it, the files of tables and indexes after a checkpoint, and the files of the write-ahead log
/// since the mark. The server reads its files out itself, so the test needs no right to its folder; what cannot be
/// read fails the test, since it would not be proven.
pub async fn remains(db: &TestStore, since: &Mark) -> Vec<Remains> {
    match &since.0 {
        None => files_and_a_backup(db).await,
        Some(segment) => rows_and_files(&mut server(db).await, segment).await,
    }
}

async fn files_and_a_backup(db: &TestStore) -> Vec<Remains> {
    let backup = db.folder().unwrap().join(format!("backup-{}", db.files().len()));
    db.tamper(&format!("VACUUM INTO '{}'", backup.display())).await;
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let read = |path: PathBuf| Remains { place: named(&path), bytes: std::fs::read(path).unwrap() };
    db.files().into_iter().map(read).collect()
}

/// Every table of the schema.
const TABLES: &str = "SELECT relname::text FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') ORDER BY 1";
/// The file of every table and index of the schema, those of long values too.
const FILES: &str = "WITH here AS (
        SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace = current_schema()::regnamespace
    ), long AS (
        SELECT oid FROM here UNION SELECT reltoastrelid FROM here
        UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT reltoastrelid FROM here)
    )
    SELECT pg_relation_filepath(oid) FROM long WHERE pg_relation_filepath(oid) IS NOT NULL";

/// A file of the server, up to more bytes than any has here; nothing when it is gone.
const READ: &str = "SELECT pg_read_binary_file($1, 0, 1000000000, true)";

async fn rows_and_files(conn: &mut PgConnection, segment: &str) -> Vec<Remains> {
    sqlx::raw_sql("SET bytea_output = 'escape'; CHECKPOINT").execute(&mut *conn).await.unwrap();
    let mut remains = Vec::new();
    for table in texts(conn, TABLES).await {
        let rows = texts(conn, &format!("SELECT t::text FROM \"{table}\" t")).await;
        remains.push(Remains { place: format!("rows of {table}"), bytes: rows.join("\n").into_bytes() });
    }
    let log = format!(
        "SELECT 'pg_wal/' || name FROM pg_ls_waldir()
         WHERE name BETWEEN '{segment}' AND pg_walfile_name(pg_current_wal_lsn())"
    );
    for place in [texts(conn, FILES).await, texts(conn, &log).await].concat() {
        let bytes: Option<Vec<u8>> = sqlx::query_scalar(READ).bind(&place).fetch_one(&mut *conn).await.unwrap();
        // A checkpoint of another test may take the oldest part of the log away between the list and the reading.
        match bytes {
            Some(bytes) => remains.push(Remains { place, bytes }),
            None => assert!(place.starts_with("pg_wal/"), "{place}"),
        }
    }
    remains
}

async fn texts(conn: &mut PgConnection, query: &str) -> Vec<String> {
    // Safe: constants of this file, and names that the server gave.
    sqlx::query_scalar(AssertSqlSafe(query.to_owned())).fetch_all(conn).await.unwrap()
}

async fn server(db: &TestStore) -> PgConnection {
    let options = PgConnectOptions::from_str(db.url()).unwrap();
    options.ssl_mode(PgSslMode::Disable).disable_statement_logging().connect().await.unwrap()
}
