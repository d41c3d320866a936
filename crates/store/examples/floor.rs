//! The floor that the benchmark measures beside the product: HTTP, one SQLite file, and grouped inserts of a body,
//! each answered after the commit that waited for the disk. No session, key, audit, gate or page: a ceiling for
//! speed, not a product.
//!
//! `floor PATH` listens on a free port of 127.0.0.1 and prints it as `http://localhost:PORT`.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use rusqlite::{Connection, params};
use tokio::sync::{mpsc, oneshot};

/// Most inserts in one commit: as many as the product's groups.
const GROUP: usize = 64;

type Job = (Bytes, oneshot::Sender<()>);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("floor PATH")?;
    let writer = open(&path)?;
    writer.execute_batch(
        "CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, owner INTEGER, body BLOB NOT NULL); \
         CREATE INDEX IF NOT EXISTS record_owner ON record (owner, id)",
    )?;
    let (queue, jobs) = mpsc::channel(4096);
    std::thread::spawn(move || write(writer, jobs));
    let other = open(&path)?;
    std::thread::spawn(move || checkpoint(other));
    let app = Router::new().route("/", post(insert)).route("/healthz", get(|| async { "ok" })).with_state(queue);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://localhost:{}", listener.local_addr()?.port());
    axum::serve(listener, app).await?;
    Ok(())
}

async fn insert(State(queue): State<mpsc::Sender<Job>>, body: Bytes) -> StatusCode {
    let (done, answered) = oneshot::channel();
    if queue.send((body, done)).await.is_err() || answered.await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    StatusCode::SEE_OTHER
}

/// The product's own settings, as far as they bear on a commit.
fn open(path: &str) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")?;
    Ok(connection)
}

fn write(mut writer: Connection, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        let Ok(answers) = commit(&mut writer, group.drain(..)) else { return };
        for done in answers {
            // A caller that hung up is answered all the same.
            let _ = done.send(());
        }
    }
}

fn commit(writer: &mut Connection, group: impl Iterator<Item = Job>) -> rusqlite::Result<Vec<oneshot::Sender<()>>> {
    let tx = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let mut answers = Vec::new();
    for (body, done) in group {
        let owner = i64::from(body.first().copied().unwrap_or(0));
        let mut insert = tx.prepare_cached("INSERT INTO record (owner, body) VALUES (?1, ?2)")?;
        insert.execute(params![owner, &body[..]])?;
        answers.push(done);
    }
    tx.commit()?;
    Ok(answers)
}

fn checkpoint(other: Connection) {
    loop {
        std::thread::sleep(std::time::Duration::from_millis(500));
        if other.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).is_err() {
            return;
        }
    }
}
