//! Writing: jobs wait in a lane, and a group of them shares one transaction and one wait for the disk.
//!
//! SQLite has one lane, since it has one writer; PostgreSQL has a few, chosen by the organization. Each job runs in
//! a savepoint: one that fails or panics takes back its own changes and leaves its neighbors alone.
//!
//! Invariant: a caller is answered only after the commit of its group returned.
//! Invariant: audit entries and tallies of a group are written once, in order of organization, just before commit.

use crate::backend::{Link, execute, script};
use crate::error::{Error, Result};
use crate::lane::Connect;
use crate::open::Store;
use crate::scope::OrgScope;
use crate::value::args;
use domain::audit::Entry;
use domain::ids::OrgId;
use domain::measure::TallyKey;
use sqlx::SqlStr;
use std::collections::BTreeMap;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// What the closure of [`Store::write`] answers: a boxed future that lives as long as its transaction.
pub type Work<'t, T, E> = Pin<Box<dyn Future<Output = std::result::Result<T, E>> + Send + 't>>;

/// The transaction of a group, as one of its jobs sees it.
pub struct Tx {
    pub(crate) link: tokio::sync::Mutex<Link>,
    pub(crate) gathered: Mutex<Gathered>,
}

/// What a group's jobs add to chains and tallies; written once, before the commit.
#[derive(Default)]
pub(crate) struct Gathered {
    entries: Vec<(OrgId, Entry)>,
    tallies: Vec<(OrgId, TallyKey, u32)>,
}

impl Tx {
    pub(crate) fn over(link: Link) -> Self {
        Self { link: tokio::sync::Mutex::new(link), gathered: Mutex::default() }
    }
    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Appends to the organization's audit chain when the group commits. `entry.org` is set from the scope.
    pub fn audit(&self, scope: &OrgScope, entry: Entry) {
        let org = scope.org();
        self.gathered().entries.push((org, Entry { org, ..entry }));
    }
    /// Adds to a tally when the group commits.
    pub(crate) fn tally(&self, scope: &OrgScope, key: TallyKey, n: u32) {
        self.gathered().tallies.push((scope.org(), key, n));
    }
    fn mark(&self) -> (usize, usize) {
        let gathered = self.gathered();
        (gathered.entries.len(), gathered.tallies.len())
    }
    fn forget_since(&self, (entries, tallies): (usize, usize)) {
        let mut gathered = self.gathered();
        gathered.entries.truncate(entries);
        gathered.tallies.truncate(tallies);
    }
}

/// A job in a lane.
pub(crate) trait Job: Send {
    fn run<'t>(self: Box<Self>, tx: &'t Tx) -> Pin<Box<dyn Future<Output = Ran> + Send + 't>>;
    /// Answers without having run.
    fn refuse(self: Box<Self>, error: Error);
}

/// A job that has run: whether it failed, and how its caller is answered once the group's fate is known.
pub(crate) struct Ran {
    failed: bool,
    answer: Box<dyn FnOnce(Option<Error>) + Send>,
}

struct Waiting<T, E, F> {
    work: F,
    answer: oneshot::Sender<std::result::Result<T, E>>,
}

impl<T, E, F> Job for Waiting<T, E, F>
where
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    fn run<'t>(self: Box<Self>, tx: &'t Tx) -> Pin<Box<dyn Future<Output = Ran> + Send + 't>> {
        Box::pin(async move {
            let Self { work, answer } = *self;
            let done = match catch_unwind(AssertUnwindSafe(|| work(tx))) {
                Ok(future) => unpanicked(future).await,
                Err(_) => None,
            };
            let done = done.unwrap_or_else(|| Err(Error::Panicked.into()));
            let failed = done.is_err();
            let answer = move |lost: Option<Error>| {
                let fate = match (done, lost) {
                    (Ok(_), Some(error)) => Err(error.into()),
                    (done, _) => done,
                };
                // A caller that stopped waiting is told nothing; its work stands all the same.
                let _ = answer.send(fate);
            };
            Ran { failed, answer: Box::new(answer) }
        })
    }
    fn refuse(self: Box<Self>, error: Error) {
        let _ = self.answer.send(Err(error.into()));
    }
}

/// Waits for a future; nothing when it panicked.
async fn unpanicked<T>(mut future: Pin<Box<dyn Future<Output = T> + Send + '_>>) -> Option<T> {
    std::future::poll_fn(move |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Some),
        Err(_) => std::task::Poll::Ready(None),
    })
    .await
}

impl Store {
    /// Runs the work in its organization's lane and answers after it is on disk.
    ///
    /// `lane` is the organization the write is mostly about; it orders writes, it grants nothing. When the work
    /// answers an error, its changes (audit entries and tallies too) are taken back and the error is handed on. A
    /// caller that stops waiting does not stop the work.
    ///
    /// ```ignore
    /// store.write(org, move |tx| Box::pin(async move { referrals::insert(tx, &scope, &new).await })).await?
    /// ```
    ///
    /// # Errors
    /// What the work answered; [`Error::Full`], [`Error::Busy`] or [`Error::Unreachable`] when the group did not
    /// commit; [`Error::Panicked`]; [`Error::Closed`].
    pub async fn write<T, E, F>(&self, lane: OrgId, work: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job = Box::new(Waiting { work, answer });
        let Some(queue) = self.inner.lane(lane) else { return Err(Error::Closed.into()) };
        if queue.send(job).await.is_err() {
            return Err(Error::Closed.into());
        }
        drop(queue);
        answered.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }
}

/// How a group ended.
pub(crate) struct GroupEnd {
    pub(crate) jobs: u64,
    pub(crate) failed: u64,
    pub(crate) committed: bool,
}

/// Runs a group in one transaction, commits it, and then answers everybody.
pub(crate) async fn run_group(link: &mut Option<Link>, connect: &Connect, group: Vec<Box<dyn Job>>) -> GroupEnd {
    let mut end = GroupEnd { jobs: group.len() as u64, failed: 0, committed: false };
    let tx = match begin(link, connect).await {
        Ok(tx) => tx,
        Err(error) => {
            group.into_iter().for_each(|job| job.refuse(error.clone()));
            return end;
        }
    };
    let (answers, fate) = run_jobs(&tx, group, &mut end).await;
    let fate = match fate {
        Ok(()) => finish(&tx).await,
        Err(error) => Err(error),
    };
    let mut used = tx.link.into_inner();
    let lost = match fate {
        Ok(()) => {
            end.committed = true;
            *link = Some(used);
            None
        }
        Err(error) => {
            // A connection that cannot even take back is given up; the next group opens another.
            *link = script(&mut used, "ROLLBACK").await.is_ok().then_some(used);
            Some(error)
        }
    };
    for answer in answers {
        answer(lost.clone());
    }
    end
}

async fn begin(link: &mut Option<Link>, connect: &Connect) -> Result<Tx> {
    let mut fresh = match link.take() {
        Some(link) => link,
        None => connect.open().await?,
    };
    let begun = match &fresh {
        Link::Sqlite(_) => script(&mut fresh, "BEGIN IMMEDIATE; SAVEPOINT job").await,
        Link::Postgres(_) => script(&mut fresh, "BEGIN; SAVEPOINT job").await,
    };
    if let Err(error) = begun {
        // What was half begun must not meet the next group.
        *link = script(&mut fresh, "ROLLBACK").await.is_ok().then_some(fresh);
        return Err(error);
    }
    Ok(Tx::over(fresh))
}

type Answers = Vec<Box<dyn FnOnce(Option<Error>) + Send>>;

async fn run_jobs(tx: &Tx, group: Vec<Box<dyn Job>>, end: &mut GroupEnd) -> (Answers, Result<()>) {
    let mut answers: Answers = Vec::with_capacity(group.len());
    let mut jobs = group.into_iter().peekable();
    while let Some(job) = jobs.next() {
        let mark = tx.mark();
        let ran = job.run(tx).await;
        answers.push(ran.answer);
        if ran.failed {
            end.failed += 1;
            tx.forget_since(mark);
        }
        let next = match (ran.failed, jobs.peek().is_some()) {
            (false, true) => "RELEASE SAVEPOINT job; SAVEPOINT job",
            (false, false) => "RELEASE SAVEPOINT job",
            (true, true) => "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job; SAVEPOINT job",
            (true, false) => "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job",
        };
        if let Err(error) = script(&mut *tx.link.lock().await, next).await {
            jobs.for_each(|job| job.refuse(error.clone()));
            return (answers, Err(error));
        }
    }
    (answers, Ok(()))
}

/// Writes what was gathered and commits.
async fn finish(tx: &Tx) -> Result<()> {
    let gathered = std::mem::take(&mut *tx.gathered());
    let mut link = tx.link.lock().await;
    write_tallies(&mut link, gathered.tallies).await?;
    crate::audit::append(&mut link, gathered.entries).await?;
    script(&mut link, "COMMIT").await
}

const ADD_TALLY: &str = "INSERT INTO tally (org_id, month, direction, measure, count) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (org_id, month, direction, measure) DO UPDATE SET count = tally.count + excluded.count";

async fn write_tallies(link: &mut Link, tallies: Vec<(OrgId, TallyKey, u32)>) -> Result<()> {
    let mut sums: BTreeMap<(OrgId, TallyKey), u64> = BTreeMap::new();
    for (org, key, n) in tallies {
        *sums.entry((org, key)).or_default() += u64::from(n);
    }
    for ((org, key), n) in sums {
        let direction = key.direction.map_or("", |direction| direction.code());
        let args = args![org, key.month.code(), direction, key.measure.code(), n];
        execute(link, SqlStr::from_static(ADD_TALLY), args).await?;
    }
    Ok(())
}
