//! The two databases behind one face: bind, run, read.

use crate::error::{Error, Result};
use crate::open::{Pools, Store};
use crate::row::{Cell, Row};
use crate::value::Value;
use crate::write::Tx;
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Postgres, Row as _, SqlStr, Sqlite, TypeInfo, ValueRef};
use std::future::Future;

/// A connection that writes.
pub(crate) enum Link {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Where rows are read from: the [`Store`] (a reader of the pool) or a [`Tx`].
pub trait Reads: Sync + Sealed {}

impl Reads for Store {}
impl Reads for Tx {}

/// Reading, for this room only.
pub trait Sealed: Sync {
    #[doc(hidden)]
    fn rows(&self, sql: SqlStr, args: Args) -> impl Future<Output = Result<Rows>> + Send;
}

/// Bound values; opaque outside this room.
pub struct Args(pub(crate) Vec<Value>);

/// Rows as they were read; opaque outside this room.
pub struct Rows(pub(crate) Vec<Row>);

impl Sealed for Store {
    async fn rows(&self, sql: SqlStr, args: Args) -> Result<Rows> {
        match &self.inner.readers {
            Pools::Sqlite(pool) => {
                let mut connection = pool.acquire().await?;
                sqlite_rows(&mut connection, sql, args.0).await
            }
            Pools::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                postgres_rows(&mut connection, sql, args.0).await
            }
        }
        .map(Rows)
    }
}

impl Sealed for Tx {
    async fn rows(&self, sql: SqlStr, args: Args) -> Result<Rows> {
        link_rows(&mut *self.link.lock().await, sql, args.0).await.map(Rows)
    }
}

/// All rows of a query.
pub(crate) async fn all<T>(
    db: &impl Reads,
    sql: &'static str,
    args: Vec<Value>,
    read: impl Fn(&mut Row) -> Result<T>,
) -> Result<Vec<T>> {
    let rows = db.rows(SqlStr::from_static(sql), Args(args)).await?;
    rows.0.into_iter().map(|mut row| read(&mut row)).collect()
}

/// The first row of a query, if there is one.
pub(crate) async fn one<T>(
    db: &impl Reads,
    sql: &'static str,
    args: Vec<Value>,
    read: impl Fn(&mut Row) -> Result<T>,
) -> Result<Option<T>> {
    let rows = db.rows(SqlStr::from_static(sql), Args(args)).await?;
    rows.0.into_iter().next().map(|mut row| read(&mut row)).transpose()
}

/// Runs a statement and answers how many rows it wrote.
pub(crate) async fn run(tx: &Tx, sql: &'static str, args: Vec<Value>) -> Result<u64> {
    execute(&mut *tx.link.lock().await, SqlStr::from_static(sql), args).await
}

/// Runs a statement on a connection.
pub(crate) async fn execute(link: &mut Link, sql: SqlStr, args: Vec<Value>) -> Result<u64> {
    match link {
        Link::Sqlite(connection) => Ok(bind_sqlite(sql, args).execute(connection).await?.rows_affected()),
        Link::Postgres(connection) => Ok(bind_postgres(sql, args).execute(connection).await?.rows_affected()),
    }
}

/// Runs statements that bind nothing, in one round trip.
pub(crate) async fn script(link: &mut Link, sql: &'static str) -> Result<()> {
    match link {
        Link::Sqlite(connection) => sqlx::raw_sql(sql).execute(connection).await.map(drop)?,
        Link::Postgres(connection) => sqlx::raw_sql(sql).execute(connection).await.map(drop)?,
    }
    Ok(())
}

fn bind_sqlite<'q>(sql: SqlStr, args: Vec<Value>) -> Query<'q, Sqlite, SqliteArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
    })
}

fn bind_postgres<'q>(sql: SqlStr, args: Vec<Value>) -> Query<'q, Postgres, PgArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
    })
}

async fn sqlite_rows(connection: &mut SqliteConnection, sql: SqlStr, args: Vec<Value>) -> Result<Vec<Row>> {
    bind_sqlite(sql, args).fetch_all(connection).await?.iter().map(sqlite_row).collect()
}

async fn postgres_rows(connection: &mut PgConnection, sql: SqlStr, args: Vec<Value>) -> Result<Vec<Row>> {
    bind_postgres(sql, args).fetch_all(connection).await?.iter().map(postgres_row).collect()
}

fn sqlite_row(row: &SqliteRow) -> Result<Row> {
    let cell = |index: usize| {
        let raw = row.try_get_raw(index)?;
        Ok(match raw.type_info().name() {
            _ if raw.is_null() => Cell::Null,
            "TEXT" => Cell::Text(row.try_get(index)?),
            "BLOB" => Cell::Bytes(row.try_get(index)?),
            "INTEGER" | "BOOLEAN" => Cell::Int(row.try_get(index)?),
            _ => return Err(Error::Unreadable { column: (index + 1).to_string() }),
        })
    };
    (0..row.len()).map(cell).collect::<Result<_>>().map(Row::new)
}

fn postgres_row(row: &PgRow) -> Result<Row> {
    let cell = |index: usize| {
        let raw = row.try_get_raw(index)?;
        Ok(match raw.type_info().name() {
            _ if raw.is_null() => Cell::Null,
            "TEXT" | "VARCHAR" => Cell::Text(row.try_get(index)?),
            "BYTEA" => Cell::Bytes(row.try_get(index)?),
            "UUID" => Cell::Bytes(row.try_get::<uuid::Uuid, _>(index)?.into_bytes().to_vec()),
            "INT8" => Cell::Int(row.try_get(index)?),
            "INT4" => Cell::Int(i64::from(row.try_get::<i32, _>(index)?)),
            _ => return Err(Error::Unreadable { column: (index + 1).to_string() }),
        })
    };
    (0..row.len()).map(cell).collect::<Result<_>>().map(Row::new)
}

/// The first row of a query on a connection.
pub(crate) async fn first(link: &mut Link, sql: SqlStr, args: Vec<Value>) -> Result<Option<Row>> {
    Ok(link_rows(link, sql, args).await?.into_iter().next())
}

/// All rows of a query on a connection.
pub(crate) async fn link_rows(link: &mut Link, sql: SqlStr, args: Vec<Value>) -> Result<Vec<Row>> {
    match link {
        Link::Sqlite(connection) => sqlite_rows(connection, sql, args).await,
        Link::Postgres(connection) => postgres_rows(connection, sql, args).await,
    }
}
