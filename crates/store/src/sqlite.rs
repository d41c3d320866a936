//! SQLite: a file, its connections, and statements that run in the thread that asks.
//!
//! A page's queries take microseconds here, less than handing them to another thread and waiting for it. What takes
//! long (a group's commit, a checkpoint) has a thread of its own, in [`crate::lane`] and [`crate::checkpoint`].
//!
//! Invariant: nothing here waits for another task; what it may wait for is the disk, and a lock at most [`PATIENCE`].

use crate::error::{Error, Result};
use crate::row::{Cell, Row};
use crate::value::Value;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Longest wait for a lock.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// Statements that a connection keeps prepared: more than this room has.
pub(crate) const STATEMENTS: usize = 256;

/// What every connection is told. The log is moved by [`crate::checkpoint`] alone.
///
/// The limit of the log is longer than it ever gets in a load, so that it starts over without giving room back: the
/// disk is slow at that.
const EVERY: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 268435456; \
     PRAGMA wal_autocheckpoint = 0";
/// Pages the writer keeps, in KiB (negative, as SQLite asks).
const WRITER: &str = "PRAGMA cache_size = -8192";
/// Pages a reader keeps: few, since there are several readers.
const READER: &str = "PRAGMA cache_size = -2048; PRAGMA query_only = ON";

/// A database file.
#[derive(Debug, Clone)]
pub(crate) struct SqliteFile {
    path: PathBuf,
}

impl SqliteFile {
    pub(crate) fn new(path: &str) -> Self {
        Self { path: PathBuf::from(path) }
    }
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
    /// A connection that writes; makes the file if there is none.
    pub(crate) fn writer(&self) -> Result<Connection> {
        self.open(WRITER)
    }
    pub(crate) fn reader(&self) -> Result<Connection> {
        self.open(READER)
    }
    fn open(&self, kind: &str) -> Result<Connection> {
        // Each connection is used by one thread at a time, so it needs no lock of its own.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(EVERY)?;
        connection.execute_batch(kind)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(connection)
    }
}

/// Connections for reading, each lent to one thread for one query.
pub(crate) struct Readers {
    pub(crate) file: SqliteFile,
    /// Held by the lane during a group.
    pub(crate) turn: Arc<tokio::sync::Mutex<()>>,
    /// Kept open when nobody reads.
    most: usize,
    /// None once they were closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Readers {
    pub(crate) fn new(file: SqliteFile, turn: Arc<tokio::sync::Mutex<()>>, most: usize) -> Self {
        Self { file, turn, most, idle: Mutex::new(Some(Vec::new())) }
    }
    /// Runs it on a connection.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).as_mut().ok_or(Error::Closed)?.pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.file.reader()?,
        };
        let done = work(&connection);
        if let Some(idle) = &mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner)
            && idle.len() < self.most
        {
            idle.push(connection);
        }
        done
    }
    /// Closes those that nobody holds; the others close when they come back.
    pub(crate) fn close(&self) {
        drop(self.idle.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// All rows of a query, or of a statement that answers rows.
pub(crate) fn rows(connection: &Connection, sql: &str, args: &[Value]) -> Result<Vec<Row>> {
    let (mut statement, mut all) = (connection.prepare_cached(sql)?, Vec::new());
    run_with(&mut statement, args, &mut all)?;
    Ok(all)
}

/// Runs a statement once for each list of values, and answers all rows that it answers.
pub(crate) fn rows_of_each(connection: &Connection, sql: &str, lists: &[Vec<Value>]) -> Result<Vec<Row>> {
    let (mut statement, mut all) = (connection.prepare_cached(sql)?, Vec::new());
    for args in lists {
        run_with(&mut statement, args, &mut all)?;
    }
    Ok(all)
}

/// Runs a statement and answers how many rows it wrote.
pub(crate) fn execute(connection: &Connection, sql: &str, args: &[Value]) -> Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    Ok(statement.raw_execute()? as u64)
}

fn run_with(statement: &mut Statement<'_>, args: &[Value], all: &mut Vec<Row>) -> Result<()> {
    bind(statement, args)?;
    let columns = statement.column_count();
    let mut found = statement.raw_query();
    while let Some(row) = found.next()? {
        let cells = (0..columns).map(|column| cell(row.get_ref(column)?, column));
        all.push(Row::new(cells.collect::<Result<_>>()?));
    }
    Ok(())
}

fn bind(statement: &mut Statement<'_>, args: &[Value]) -> Result<()> {
    for place in 1..=statement.parameter_count() {
        // A place without a value is a fault of this room; left alone it would be an empty one.
        let value = args.get(numbered(statement, place) - 1);
        let value = value.ok_or_else(|| Error::Database { code: format!("place {place}") })?;
        statement.raw_bind_parameter(place, bindable(value))?;
    }
    Ok(())
}

/// SQLite numbers places in the order in which their names appear, whatever number stands in `$2`.
fn numbered(statement: &Statement<'_>, place: usize) -> usize {
    let name = statement.parameter_name(place);
    name.and_then(|name| name.get(1..)?.parse().ok()).filter(|number| *number > 0).unwrap_or(place)
}

fn bindable(value: &Value) -> ToSqlOutput<'_> {
    let value = match value {
        Value::Int(value) => value.map(ValueRef::Integer),
        Value::Text(value) => value.as_ref().map(|text| ValueRef::Text(text.as_bytes())),
        Value::Bytes(value) => value.as_deref().map(ValueRef::Blob),
        Value::Id(value) => value.as_ref().map(|id| ValueRef::Blob(id.as_bytes())),
    };
    ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null))
}

fn cell(value: ValueRef<'_>, column: usize) -> Result<Cell> {
    let unreadable = || Error::Unreadable { column: (column + 1).to_string() };
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Text(bytes) => Cell::Text(String::from_utf8(bytes.to_vec()).map_err(|_| unreadable())?),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(unreadable()),
    })
}
