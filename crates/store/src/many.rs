//! Many rows in one statement.
//!
//! A statement's cost is mostly its way to the database and back, so what a group writes into one table goes there
//! together. Sizes are powers of two, so that few different statements are prepared.

use crate::backend::{Link, link_rows};
use crate::error::Result;
use crate::row::Row;
use crate::value::Value;
use crate::write::Tx;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::sync::OnceLock;

/// Most rows in a statement: with 26 columns each, far below what either database binds (32,766 on SQLite).
const MOST: usize = 64;
/// 1, 2, 4, … 64.
const SIZES: usize = MOST.ilog2() as usize + 1;

/// An insert of whole rows, with its statements as they are made.
pub(crate) struct Insert {
    /// The table and its columns in parentheses.
    into: &'static str,
    /// What follows the rows: a conflict clause, `RETURNING`.
    then: &'static str,
    /// By database and by power of two.
    made: [[OnceLock<String>; SIZES]; 2],
}

impl Insert {
    pub(crate) const fn new(into: &'static str, then: &'static str) -> Self {
        Self { into, then, made: [const { [const { OnceLock::new() }; SIZES] }; 2] }
    }
    /// The statement for `1 << power` rows.
    fn statement(&'static self, power: u32, is_sqlite: bool) -> &'static str {
        self.made[usize::from(is_sqlite)][power as usize].get_or_init(|| self.make(1 << power, is_sqlite))
    }
    fn make(&self, rows: usize, is_sqlite: bool) -> String {
        let columns = self.into.matches(',').count() + 1;
        // SQLite looks a numbered place up by its name, along all places before it; one without a number it does not.
        let row = |row: usize| if is_sqlite { nameless(columns) } else { places(row * columns + 1, columns) };
        let rows: Vec<String> = (0..rows).map(|n| format!("({})", row(n))).collect();
        format!("INSERT INTO {} VALUES {} {}", self.into, rows.join(", "), self.then)
    }
}

fn nameless(n: usize) -> String {
    vec!["?"; n].join(", ")
}

/// `$from, $from+1, …`, `n` of them.
pub(crate) fn places(from: usize, n: usize) -> String {
    let places: Vec<String> = (from..from + n).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// The list in pieces of 64, 32, … 1.
pub(crate) fn chunks<T>(mut list: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = 1_usize << list.len().min(MOST).checked_ilog2()?;
        let (chunk, rest) = list.split_at(size);
        list = rest;
        Some(chunk)
    })
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
    let (mut rows, mut answered) = (rows.into_iter(), Vec::new());
    while let Some(power) = rows.len().min(MOST).checked_ilog2() {
        let values: Vec<Value> = rows.by_ref().take(1 << power).flatten().collect();
        let sql = insert.statement(power, matches!(link, Link::Sqlite(_)));
        for mut row in link_rows(link, SqlStr::from_static(sql), values).await? {
            answered.push(read(&mut row)?);
        }
    }
    Ok(answered)
}

/// A statement of this room: made of its constants and of numbers; every value is bound.
fn safe(sql: String) -> SqlStr {
    AssertSqlSafe(sql).into_sql_str()
}

impl Tx {
    /// Runs a statement that was made for its number of values, and reads what it answers.
    pub(crate) async fn made<T>(
        &self,
        sql: String,
        args: Vec<Value>,
        read: impl Fn(&mut Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let rows = link_rows(&mut *self.link.lock().await, safe(sql), args).await?;
        rows.into_iter().map(|mut row| read(&mut row)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Insert, chunks, places};

    #[test]
    fn a_list_is_cut_into_powers_of_two_and_nothing_is_left_out() {
        let list: Vec<u32> = (0..205).collect();
        let sizes: Vec<usize> = chunks(&list).map(<[u32]>::len).collect();
        assert_eq!(sizes, [64, 64, 64, 8, 4, 1]);
        assert_eq!(chunks(&list).flatten().copied().collect::<Vec<_>>(), list);
        assert_eq!(chunks::<u32>(&[]).count(), 0);
    }

    #[test]
    fn every_value_has_its_own_place() {
        static INSERT: Insert = Insert::new("t (a, b)", "RETURNING a");
        assert_eq!(INSERT.statement(1, false), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) RETURNING a");
        assert_eq!(INSERT.statement(1, true), "INSERT INTO t (a, b) VALUES (?, ?), (?, ?) RETURNING a");
        assert_eq!(INSERT.statement(6, false).matches('$').count(), 128);
        assert_eq!(places(3, 3), "$3, $4, $5");
    }
}
