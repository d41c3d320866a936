//! The two databases behind one face: bind, run, read.

use crate::error::{Error, Result};
use crate::many::Each;
use crate::open::{Pools, Store};
use crate::row::{Cell, Row};
use crate::snapshot::Snapshot;
use crate::sqlite;
use crate::value::Value;
use crate::write::Tx;
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::{Postgres, Row as _, SqlStr, TypeInfo, ValueRef};
use std::future::Future;
use uuid::Uuid;

/// A connection that writes.
pub(crate) enum Link {
    Sqlite(rusqlite::Connection),
    Postgres(PgConnection),
}

/// Where rows are read from: the [`Store`] (a reader of the pool), a [`Tx`] or a [`Snapshot`].
pub trait Reads: Sync + Sealed {}

impl Reads for Store {}
impl Reads for Tx {}
impl Reads for Snapshot {}

/// Reading, for this room only.
pub trait Sealed: Sync {
    #[doc(hidden)]
    fn rows(&self, sql: SqlStr, args: Args) -> impl Future<Output = Result<Rows>> + Send;
    /// The rows of every id: of each in turn on SQLite, of all together on PostgreSQL.
    #[doc(hidden)]
    fn rows_of(&self, each: &'static Each, ids: Vec<Uuid>) -> impl Future<Output = Result<Rows>> + Send;
}

/// Bound values; opaque outside this room.
pub struct Args(pub(crate) Vec<Value>);

/// Rows as they were read; opaque outside this room.
pub struct Rows(pub(crate) Vec<Row>);

impl Sealed for Store {
    async fn rows(&self, sql: SqlStr, args: Args) -> Result<Rows> {
        match &self.inner.readers {
            Pools::Sqlite(readers) => readers.read(|connection| sqlite::rows(connection, sql.as_str(), &args.0)),
            Pools::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                postgres_rows(&mut connection, sql, args.0).await
            }
        }
        .map(Rows)
    }
    async fn rows_of(&self, each: &'static Each, ids: Vec<Uuid>) -> Result<Rows> {
        match &self.inner.readers {
            Pools::Sqlite(readers) => readers.read(|connection| {
                // One picture for all of them: the file is locked once and not for each. It ends when it is dropped.
                let _picture = connection.unchecked_transaction()?;
                each.in_turn(connection, &[], &ids)
            }),
            Pools::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                of_any(&mut connection, each.of_any(), Vec::new(), ids).await
            }
        }
        .map(Rows)
    }
}

impl Sealed for Tx {
    async fn rows(&self, sql: SqlStr, args: Args) -> Result<Rows> {
        link_rows(&mut *self.link.lock().await, sql, args.0).await.map(Rows)
    }
    async fn rows_of(&self, each: &'static Each, ids: Vec<Uuid>) -> Result<Rows> {
        each.rows(&mut *self.link.lock().await, Vec::new(), ids).await.map(Rows)
    }
}

impl Sealed for Snapshot {
    async fn rows(&self, sql: SqlStr, args: Args) -> Result<Rows> {
        link_rows(&mut *self.link.lock().await, sql, args.0).await.map(Rows)
    }
    async fn rows_of(&self, each: &'static Each, ids: Vec<Uuid>) -> Result<Rows> {
        each.rows(&mut *self.link.lock().await, Vec::new(), ids).await.map(Rows)
    }
}

/// The rows of many ids, in no order. What there is not has none.
pub(crate) async fn each<T>(
    db: &impl Reads,
    each: &'static Each,
    ids: Vec<Uuid>,
    read: impl Fn(&mut Row) -> Result<T>,
) -> Result<Vec<T>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    db.rows_of(each, ids).await?.0.into_iter().map(|mut row| read(&mut row)).collect()
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
        Link::Sqlite(connection) => sqlite::execute(connection, sql.as_str(), &args),
        Link::Postgres(connection) => Ok(bind_postgres(sql, args).execute(connection).await?.rows_affected()),
    }
}

/// Runs statements that bind nothing, in one round trip.
pub(crate) async fn script(link: &mut Link, sql: &'static str) -> Result<()> {
    match link {
        Link::Sqlite(connection) => connection.execute_batch(sql)?,
        Link::Postgres(connection) => sqlx::raw_sql(sql).execute(connection).await.map(drop)?,
    }
    Ok(())
}

fn bind_postgres<'q>(sql: SqlStr, args: Vec<Value>) -> Query<'q, Postgres, PgArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
        Value::Id(value) => query.bind(value),
    })
}

async fn postgres_rows(connection: &mut PgConnection, sql: SqlStr, args: Vec<Value>) -> Result<Vec<Row>> {
    bind_postgres(sql, args).fetch_all(connection).await?.iter().map(postgres_row).collect()
}

/// The values of a column, as PostgreSQL takes them.
enum Column {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Bytes(Vec<Option<Vec<u8>>>),
    Id(Vec<Option<Uuid>>),
}

impl Column {
    fn like(value: &Value, rows: usize) -> Self {
        match value {
            Value::Int(_) => Self::Int(Vec::with_capacity(rows)),
            Value::Text(_) => Self::Text(Vec::with_capacity(rows)),
            Value::Bytes(_) => Self::Bytes(Vec::with_capacity(rows)),
            Value::Id(_) => Self::Id(Vec::with_capacity(rows)),
        }
    }
    /// A value of another type is a fault of this room: a column holds one.
    fn push(&mut self, value: Value) -> Result<()> {
        match (self, value) {
            (Self::Int(column), Value::Int(value)) => column.push(value),
            (Self::Text(column), Value::Text(value)) => column.push(value),
            (Self::Bytes(column), Value::Bytes(value)) => column.push(value),
            (Self::Id(column), Value::Id(value)) => column.push(value),
            _ => return Err(Error::Database { code: "column".to_owned() }),
        }
        Ok(())
    }
}

/// Runs a statement that takes the rows as one array a column.
pub(crate) async fn unnested(
    connection: &mut PgConnection,
    sql: &'static str,
    rows: Vec<Vec<Value>>,
) -> Result<Vec<Row>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let mut columns: Vec<Column> = first.iter().map(|value| Column::like(value, rows.len())).collect();
    for row in rows {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value)?;
        }
    }
    let query = columns.into_iter().fold(sqlx::query(SqlStr::from_static(sql)), |query, column| match column {
        Column::Int(values) => query.bind(values),
        Column::Text(values) => query.bind(values),
        Column::Bytes(values) => query.bind(values),
        Column::Id(values) => query.bind(values),
    });
    query.fetch_all(connection).await?.iter().map(postgres_row).collect()
}

/// Runs a statement whose last place takes an array of ids.
pub(crate) async fn of_any(
    connection: &mut PgConnection,
    sql: &'static str,
    args: Vec<Value>,
    ids: Vec<Uuid>,
) -> Result<Vec<Row>> {
    let query = bind_postgres(SqlStr::from_static(sql), args).bind(ids);
    query.fetch_all(connection).await?.iter().map(postgres_row).collect()
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
        Link::Sqlite(connection) => sqlite::rows(connection, sql.as_str(), &args),
        Link::Postgres(connection) => postgres_rows(connection, sql, args).await,
    }
}
