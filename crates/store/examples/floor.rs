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
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Executor, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

/// Most inserts in one commit: as many as the product's groups.
const GROUP: usize = 64;

type Job = (Bytes, oneshot::Sender<()>);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("floor PATH")?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", "0");
    let mut writer = options.clone().connect().await?;
    writer
        .execute("CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, owner INTEGER, body BLOB NOT NULL)")
        .await?;
    writer.execute("CREATE INDEX IF NOT EXISTS record_owner ON record (owner, id)").await?;
    let (queue, jobs) = mpsc::channel(4096);
    tokio::spawn(write(writer, jobs));
    tokio::spawn(checkpoint(options.connect().await?));
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

async fn write(mut writer: SqliteConnection, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let Ok(mut tx) = writer.begin_with("BEGIN IMMEDIATE").await else { return };
        let mut answers = Vec::with_capacity(group.len());
        for (body, done) in group.drain(..) {
            let owner = i64::from(body.first().copied().unwrap_or(0));
            let insert = sqlx::query("INSERT INTO record (owner, body) VALUES ($1, $2)").bind(owner).bind(&body[..]);
            if insert.execute(&mut *tx).await.is_err() {
                return;
            }
            answers.push(done);
        }
        if tx.commit().await.is_err() {
            return;
        }
        for done in answers {
            // A caller that hung up is answered all the same.
            let _ = done.send(());
        }
    }
}

async fn checkpoint(mut other: SqliteConnection) {
    loop {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        if other.execute("PRAGMA wal_checkpoint(PASSIVE)").await.is_err() {
            return;
        }
    }
}
