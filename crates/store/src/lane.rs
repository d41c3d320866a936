//! A lane: one connection that writes, and the queue before it.

use crate::backend::Link;
use crate::error::{Error, Result};
use crate::open::Counting;
use crate::sqlite::SqliteFile;
use crate::write::{Handed, run_group};
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

/// Jobs that may wait; more callers wait for a place.
const QUEUE: usize = 1_024;

/// A group of this many tells of a crowd.
const CROWD: usize = 8;
/// What a group that has only begun to fill is given. Nobody who comes alone waits for it.
const MOMENT: Duration = Duration::from_millis(1);

/// Whether many came together just before and few have come yet: the rest of them are on their way, and a commit
/// for each would make all of them wait longer.
const fn is_filling(came: usize, before: usize) -> bool {
    before >= CROWD && came < before / 2
}

/// How a lane opens its connection, and opens it again.
#[derive(Clone)]
pub(crate) enum Connect {
    Sqlite(SqliteFile),
    Postgres(Box<PgConnectOptions>),
}

impl Connect {
    pub(crate) async fn open(&self) -> Result<Link> {
        Ok(match self {
            Self::Sqlite(file) => Link::Sqlite(file.writer()?),
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
    // SQLite works, and waits for the disk, in the thread that asks: its lane has one of its own.
    let has_thread = matches!(link, Some(Link::Sqlite(_)));
    let work = async move {
        let (mut waiting, mut before) = (Vec::with_capacity(group), 0);
        while jobs.recv_many(&mut waiting, group).await > 0 {
            if is_filling(waiting.len(), before) {
                tokio::time::sleep(MOMENT).await;
                let room = group - waiting.len();
                waiting.extend(std::iter::from_fn(|| jobs.try_recv().ok()).take(room));
            }
            before = waiting.len();
            let _turn = own_turn.lock().await;
            run_group(&mut link, &connect, std::mem::take(&mut waiting), &counting).await;
            committed.send_modify(|n| *n += 1);
        }
        if let Some(link) = link {
            close(link).await;
        }
    };
    let task = if has_thread { in_its_own_thread(work)? } else { tokio::spawn(work) };
    Ok((queue, task, commits, turn))
}

/// A thread beside the runtime's, with the priority of who opens the store and not of those that serve pages.
fn in_its_own_thread(work: impl Future<Output = ()> + Send + 'static) -> Result<JoinHandle<()>> {
    let (here, (ended, end)) = (Handle::current(), oneshot::channel::<()>());
    let run = move || {
        here.block_on(work);
        drop(ended);
    };
    std::thread::Builder::new().name("lane".to_owned()).spawn(run).map_err(sqlx::Error::Io)?;
    // An error says that the other end was dropped: that is the end of the thread, however it came.
    Ok(tokio::spawn(async { drop(end.await) }))
}

async fn close(link: Link) {
    let closed = match link {
        Link::Sqlite(connection) => connection.close().map_err(|(_, error)| Error::from(error)),
        Link::Postgres(connection) => sqlx::Connection::close(connection).await.map_err(Error::from),
    };
    if let Err(error) = closed {
        tracing::warn!(event = "lane_close", %error);
    }
}
