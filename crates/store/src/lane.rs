//! A lane: one connection that writes, and the queue before it.

use crate::backend::Link;
use crate::error::{Error, Result};
use crate::open::Counting;
use crate::write::{Handed, run_group};
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinHandle;

/// Jobs that may wait; more callers wait for a place.
const QUEUE: usize = 1_024;

/// How a lane opens its connection, and opens it again.
#[derive(Clone)]
pub(crate) enum Connect {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Connect {
    pub(crate) async fn open(&self) -> Result<Link> {
        Ok(match self {
            Self::Sqlite(options) => Link::Sqlite(options.connect().await?),
            Self::Postgres(options) => Link::Postgres(options.connect().await?),
        })
    }
}

/// The way into a lane.
pub(crate) type Queue = mpsc::Sender<Handed>;

/// A lane that was started: the way in, its task, the number of its commits, and the turn that it takes for a group.
pub(crate) type Lane = (Queue, JoinHandle<()>, watch::Receiver<u64>, Arc<Mutex<()>>);

/// Starts a lane. It ends when every sender is gone and its queue is empty.
pub(crate) async fn start(connect: Connect, group: usize, counting: Arc<Counting>) -> Result<Lane> {
    let mut link = Some(connect.open().await?);
    let (queue, mut jobs) = mpsc::channel::<Handed>(QUEUE);
    let (committed, commits) = watch::channel(0);
    let turn = Arc::new(Mutex::new(()));
    let own_turn = Arc::clone(&turn);
    let task = tokio::spawn(async move {
        let mut waiting = Vec::with_capacity(group);
        while jobs.recv_many(&mut waiting, group).await > 0 {
            let _turn = own_turn.lock().await;
            run_group(&mut link, &connect, std::mem::take(&mut waiting), &counting).await;
            committed.send_modify(|n| *n += 1);
        }
        if let Some(link) = link {
            close(link).await;
        }
    });
    Ok((queue, task, commits, turn))
}

async fn close(link: Link) {
    use sqlx::Connection;
    let closed: Result<(), sqlx::Error> = match link {
        Link::Sqlite(connection) => connection.close().await,
        Link::Postgres(connection) => connection.close().await,
    };
    if let Err(error) = closed {
        tracing::warn!(event = "lane_close", error = %Error::from(error));
    }
}
