//! The databases in which tests on PostgreSQL stand, one for each: a copy of a first one, so that the migrations run once in a
//! process. Sixty of them take longer than most tests.
//!
//! Invariant: no two processes use one name: their number is a locked file, which the system lets go of when a process ends.
//! What a test that failed has left goes when the same name is used again.

use crate::backends::connect;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Store, StoreOptions};
use tokio::sync::OnceCell;

/// More processes than can run at the same time.
const MOST: u32 = 100;

/// The first one of this process, which nobody opens again.
struct First {
    name: String,
    #[expect(dead_code, reason = "it is locked until the process ends")]
    number: File,
}

/// A database of one test.
pub(crate) struct Database {
    server: String,
    name: String,
}

impl Database {
    /// A copy of the first one.
    pub(crate) async fn fresh(server: &str) -> Self {
        static FIRST: OnceCell<First> = OnceCell::const_new();
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let first = FIRST.get_or_init(|| First::made(server)).await;
        let name = format!("{}_{}", first.name, NEXT.fetch_add(1, Ordering::Relaxed));
        drop_one(server, &name).await;
        on(server, &format!("CREATE DATABASE {name} TEMPLATE {}", first.name)).await;
        Self { server: server.to_owned(), name }
    }
    /// Where a store opens it.
    pub(crate) fn url(&self) -> String {
        url(&self.server, &self.name)
    }
    /// Removes it.
    pub(crate) async fn end(&self) {
        drop_one(&self.server, &self.name).await;
    }
}

impl First {
    async fn made(server: &str) -> Self {
        let first = Self::numbered(server);
        drop_one(server, &first.name).await;
        on(server, &format!("CREATE DATABASE {}", first.name)).await;
        let opened = Store::open(&url(server, &first.name), &StoreOptions::default()).await;
        opened.expect("invariant: a fresh store opens").0.close().await;
        first
    }

    /// By the lowest number that nobody has.
    fn numbered(server: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        server.hash(&mut hasher);
        let of_this_server = format!("footbridge-tests-{:016x}", hasher.finish());
        for n in 1..=MOST {
            let path = std::env::temp_dir().join(format!("{of_this_server}-{n}"));
            // A file of another user's is a number that is taken.
            let number = OpenOptions::new().create(true).truncate(false).write(true).open(path);
            if let Some(number) = number.ok().filter(|number| number.try_lock().is_ok()) {
                return Self { name: format!("footbridge_test_{n}"), number };
            }
        }
        panic!("{MOST} processes test at once, or the folder for temporary files takes none")
    }
}

fn url(server: &str, name: &str) -> String {
    let options = PgConnectOptions::from_str(server).expect("invariant: TEST_PG_URL is an address");
    options.database(name).to_url_lossy().to_string()
}

async fn drop_one(server: &str, name: &str) {
    on(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

async fn on(server: &str, statement: &str) {
    let mut conn = connect(server).await;
    // Safe: constants and names made of numbers.
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut conn).await;
    done.expect("invariant: the server of the tests takes databases");
}
