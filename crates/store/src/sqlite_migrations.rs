//! The history of migrations on SQLite, kept in the table in which PostgreSQL's migrator keeps its own.

use rusqlite::{Connection, params};
use sqlx::migrate::{AppliedMigration, Migrate, MigrateError, Migration};
use std::future::{Future, ready};
use std::pin::Pin;
use std::time::Duration;

type Answer<'e, T> = Pin<Box<dyn Future<Output = Result<T, MigrateError>> + Send + 'e>>;

/// A connection that takes migrations.
pub(crate) struct SqliteMigrations(pub(crate) Connection);

impl SqliteMigrations {
    /// The migration and the line that says so, together or not at all.
    fn apply_now(&mut self, table: &str, migration: &Migration) -> rusqlite::Result<()> {
        let tx = self.0.transaction()?;
        tx.execute_batch(migration.sql.as_str())?;
        tx.execute(
            &format!(
                "INSERT INTO {table} (version, description, success, checksum, execution_time) VALUES (?1, ?2, TRUE, ?3, -1)"
            ),
            params![migration.version, migration.description, migration.checksum],
        )?;
        tx.commit()
    }
    fn applied(&self, table: &str) -> rusqlite::Result<Vec<AppliedMigration>> {
        let mut statement = self.0.prepare(&format!("SELECT version, checksum FROM {table} ORDER BY version"))?;
        let read = |row: &rusqlite::Row<'_>| {
            let checksum: Vec<u8> = row.get(1)?;
            Ok(AppliedMigration { version: row.get(0)?, checksum: checksum.into() })
        };
        statement.query_map([], read)?.collect()
    }
    fn dirty(&self, table: &str) -> rusqlite::Result<Option<i64>> {
        let sql = format!("SELECT min(version) FROM {table} WHERE NOT success");
        self.0.query_row(&sql, [], |row| row.get(0))
    }
    fn ensure(&self, table: &str) -> rusqlite::Result<()> {
        self.0.execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS {table} (version BIGINT PRIMARY KEY, description TEXT NOT NULL, \
             installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, \
             checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)"
        ))
    }
}

fn at_once<'e, T: Send + 'e>(done: rusqlite::Result<T>) -> Answer<'e, T> {
    // Boxed as a foreign error, since the migrator knows only its own databases.
    let failed = |error| MigrateError::Execute(sqlx::Error::Configuration(Box::new(crate::Error::from(error))));
    Box::pin(ready(done.map_err(failed)))
}

impl Migrate for SqliteMigrations {
    fn create_schema_if_not_exists<'e>(&'e mut self, name: &'e str) -> Answer<'e, ()> {
        Box::pin(ready(Err(MigrateError::CreateSchemasNotSupported(name.to_owned()))))
    }
    fn ensure_migrations_table<'e>(&'e mut self, table: &'e str) -> Answer<'e, ()> {
        at_once(self.ensure(table))
    }
    fn dirty_version<'e>(&'e mut self, table: &'e str) -> Answer<'e, Option<i64>> {
        at_once(self.dirty(table))
    }
    fn list_applied_migrations<'e>(&'e mut self, table: &'e str) -> Answer<'e, Vec<AppliedMigration>> {
        at_once(self.applied(table))
    }
    fn lock(&mut self) -> Answer<'_, ()> {
        at_once(Ok(()))
    }
    fn unlock(&mut self) -> Answer<'_, ()> {
        at_once(Ok(()))
    }
    fn apply<'e>(&'e mut self, table: &'e str, migration: &'e Migration) -> Answer<'e, Duration> {
        at_once(self.apply_now(table, migration).map(|()| Duration::ZERO))
    }
    fn revert<'e>(&'e mut self, _: &'e str, migration: &'e Migration) -> Answer<'e, Duration> {
        Box::pin(ready(Err(MigrateError::VersionNotPresent(migration.version))))
    }
}
