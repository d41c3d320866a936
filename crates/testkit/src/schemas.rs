//! The schemas in which tests on PostgreSQL stand: few, each used by one test after another.
//!
//! Sixty migrations take longer than most tests. So the first test in a schema runs them, and each later one finds every
//! row gone but those that the migrations had put there. A test that fails gives its schema back to nobody.
//!
//! Invariant: nobody else has a schema while it is taken, another process neither: its number is a locked file, which the
//! system lets go of when the process ends. So no more schemas are ever left than tests once ran at the same time.

use crate::backends::{PUT_ASIDE, connect};
use sqlx::AssertSqlSafe;
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

/// What the migrations put in stands in a schema of this name after its own.
const PUT_IN: &str = "put_in";
/// More tests than can run at the same time.
const MOST: u32 = 500;

/// Those that wait for the next test of this process.
static FREE: Mutex<Vec<Schema>> = Mutex::new(Vec::new());

/// A schema that is taken.
pub(crate) struct Schema {
    server: String,
    name: String,
    /// No test of this process has been in it: its migrations are to be run.
    is_new: bool,
    #[expect(dead_code, reason = "it is locked until it is dropped")]
    number: File,
}

/// A schema without anything that another test put in.
pub(crate) async fn take(server: &str) -> Schema {
    let free = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let schema = free.unwrap_or_else(|| Schema::new(server));
    schema.clear().await;
    schema
}

/// Lets the next test have it.
pub(crate) fn give_back(schema: Schema) {
    let schema = Schema { is_new: false, ..schema };
    FREE.lock().unwrap_or_else(PoisonError::into_inner).push(schema);
}

impl Schema {
    /// The lowest number that nobody has.
    fn new(server: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        server.hash(&mut hasher);
        let of_this_server = format!("footbridge-tests-{:016x}", hasher.finish());
        for n in 1..=MOST {
            let path = std::env::temp_dir().join(format!("{of_this_server}-{n}"));
            // A file of another user's is a number that is taken.
            let number = OpenOptions::new().create(true).truncate(false).write(true).open(path);
            if let Some(number) = number.ok().filter(|number| number.try_lock().is_ok()) {
                return Self { server: server.to_owned(), name: format!("test_{n}"), is_new: true, number };
            }
        }
        panic!("{MOST} schemas are taken, or the folder for temporary files takes none")
    }

    /// Where a store opens it.
    pub(crate) fn url(&self) -> String {
        let joint = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{joint}options[search_path]={}", self.server, self.name)
    }

    /// Makes it new, or takes every row out and puts in again what the migrations had.
    async fn clear(&self) {
        let name = &self.name;
        let aside = format!("DROP SCHEMA IF EXISTS {name}_{PUT_ASIDE} CASCADE");
        if self.is_new {
            self.execute(&format!(
                "{aside}; DROP SCHEMA IF EXISTS {name}_{PUT_IN} CASCADE; DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"
            ))
            .await;
            return;
        }
        self.execute(&format!(
            "{aside};
             DO $$ DECLARE t text; BEGIN
                 -- Every row goes, in whatever order: no key has to be held against another meanwhile.
                 SET LOCAL session_replication_role = replica;
                 FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = '{name}' LOOP
                     EXECUTE format('DELETE FROM {name}.%I', t);
                 END LOOP;
                 FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = '{name}_{PUT_IN}' LOOP
                     EXECUTE format('INSERT INTO {name}.%I SELECT * FROM {name}_{PUT_IN}.%I', t, t);
                 END LOOP;
             END $$"
        ))
        .await;
    }

    /// Once the migrations have run in a new one: keeps a copy of the rows that they put in.
    pub(crate) async fn note_what_is_in_it(&self) {
        if !self.is_new {
            return;
        }
        let name = &self.name;
        self.execute(&format!(
            "CREATE SCHEMA {name}_{PUT_IN};
             DO $$ DECLARE t text; has_rows boolean; BEGIN
                 FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = '{name}' LOOP
                     EXECUTE format('SELECT EXISTS (SELECT FROM {name}.%I)', t) INTO has_rows;
                     IF has_rows THEN EXECUTE format('CREATE TABLE {name}_{PUT_IN}.%I AS TABLE {name}.%I', t, t); END IF;
                 END LOOP;
             END $$"
        ))
        .await;
    }

    async fn execute(&self, statement: &str) {
        let mut conn = connect(&self.server).await;
        // Safe: constants and a name made of a number.
        let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut conn).await;
        done.expect("invariant: the test server takes schemas, from a superuser");
    }
}
