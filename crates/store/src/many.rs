//! Many rows at once.
//!
//! PostgreSQL gets all rows of a table as one array a column: its cost is the way there and back, and a plan that
//! grows with the values it is given. SQLite runs one prepared statement a row: in its own thread a way costs nothing.

use crate::backend::{Link, of_any, unnested};
use crate::error::Result;
use crate::row::Row;
use crate::sqlite;
use crate::value::Value;
use crate::write::Tx;
use rusqlite::Connection;
use std::sync::OnceLock;
use uuid::Uuid;

/// An insert of whole rows, with its statements as they are made.
pub(crate) struct Insert {
    /// The table and its columns in parentheses.
    into: &'static str,
    /// What follows the rows: a conflict clause, `RETURNING`.
    then: &'static str,
    /// For one row, on SQLite.
    row: OnceLock<String>,
    /// For arrays, on PostgreSQL.
    arrays: OnceLock<String>,
}

impl Insert {
    pub(crate) const fn new(into: &'static str, then: &'static str) -> Self {
        Self { into, then, row: OnceLock::new(), arrays: OnceLock::new() }
    }
    /// SQLite looks a numbered place up by its name, along all places before it; one without a number it does not.
    fn of_a_row(&'static self) -> &'static str {
        self.row.get_or_init(|| {
            let places = vec!["?"; self.into.matches(',').count() + 1].join(", ");
            format!("INSERT INTO {} VALUES ({places}) {}", self.into, self.then)
        })
    }
    /// The types of the arrays are those of any row, since a NULL keeps its type.
    fn of_arrays(&'static self, row: &[Value]) -> &'static str {
        self.arrays.get_or_init(|| {
            let typed = row.iter().enumerate().map(|(n, value)| format!("${}::{}[]", n + 1, value.postgres_type()));
            let arrays: Vec<String> = typed.collect();
            format!("INSERT INTO {} SELECT * FROM UNNEST({}) {}", self.into, arrays.join(", "), self.then)
        })
    }
}

/// A statement about one row, for many ids: each in turn on SQLite, all together on PostgreSQL. Opaque outside this room.
pub struct Each {
    /// As it stands for one id, which it compares with `=`.
    sql: &'static str,
    /// The id's place: the last, since the ids follow what is the same for all.
    place: &'static str,
    /// For an array of ids, on PostgreSQL.
    any: OnceLock<String>,
}

impl Each {
    pub(crate) const fn new(sql: &'static str, place: &'static str) -> Self {
        Self { sql, place, any: OnceLock::new() }
    }
    pub(crate) fn of_any(&'static self) -> &'static str {
        let place = self.place;
        self.any.get_or_init(|| self.sql.replace(&format!("= {place}"), &format!("= ANY({place})")))
    }
    /// On SQLite, whose thread asks: one after the other.
    pub(crate) fn in_turn(&self, connection: &Connection, args: &[Value], ids: &[Uuid]) -> Result<Vec<Row>> {
        let with = |id: &Uuid| args.iter().cloned().chain([Value::from(*id)]).collect();
        sqlite::rows_of_each(connection, self.sql, &ids.iter().map(with).collect::<Vec<_>>())
    }
    /// What every id answers, with `args` before it.
    pub(crate) async fn rows(&'static self, link: &mut Link, args: Vec<Value>, ids: Vec<Uuid>) -> Result<Vec<Row>> {
        match link {
            Link::Sqlite(connection) => self.in_turn(connection, &args, &ids),
            Link::Postgres(connection) => of_any(connection, self.of_any(), args, ids).await,
        }
    }
}

/// Runs it for every id, with `args` before it, and reads what `RETURNING` answers.
pub(crate) async fn run_each<T>(
    tx: &Tx,
    each: &'static Each,
    args: Vec<Value>,
    ids: Vec<Uuid>,
    read: impl Fn(&mut Row) -> Result<T>,
) -> Result<Vec<T>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let answered = each.rows(&mut *tx.link.lock().await, args, ids).await?;
    answered.into_iter().map(|mut row| read(&mut row)).collect()
}

/// Inserts the rows and reads what `RETURNING` answers.
pub(crate) async fn insert_rows<T>(
    tx: &Tx,
    insert: &'static Insert,
    rows: Vec<Vec<Value>>,
    read: impl Fn(&mut Row) -> Result<T>,
) -> Result<Vec<T>> {
    insert_into(&mut *tx.link.lock().await, insert, rows, read).await
}

/// The same on a connection.
pub(crate) async fn insert_into<T>(
    link: &mut Link,
    insert: &'static Insert,
    rows: Vec<Vec<Value>>,
    read: impl Fn(&mut Row) -> Result<T>,
) -> Result<Vec<T>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let answered = match link {
        Link::Sqlite(connection) => sqlite::rows_of_each(connection, insert.of_a_row(), &rows)?,
        Link::Postgres(connection) => unnested(connection, insert.of_arrays(first), rows).await?,
    };
    answered.into_iter().map(|mut row| read(&mut row)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Each, Insert};
    use crate::value::args;

    #[test]
    fn a_statement_for_one_id_becomes_one_for_any_of_many() {
        static EACH: Each = Each::new("UPDATE t SET at = $2 WHERE org_id = $1 AND id = $3 RETURNING id", "$3");
        assert_eq!(EACH.of_any(), "UPDATE t SET at = $2 WHERE org_id = $1 AND id = ANY($3) RETURNING id");
    }

    #[test]
    fn a_row_has_a_place_for_every_column_and_arrays_have_its_types() {
        static INSERT: Insert = Insert::new("t (a, b, c)", "RETURNING a");
        assert_eq!(INSERT.of_a_row(), "INSERT INTO t (a, b, c) VALUES (?, ?, ?) RETURNING a");
        let row = args![1_u32, "x", None::<Vec<u8>>];
        let arrays = "INSERT INTO t (a, b, c) SELECT * FROM UNNEST($1::int8[], $2::text[], $3::bytea[]) RETURNING a";
        assert_eq!(INSERT.of_arrays(&row), arrays);
    }
}
