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
use crate::open::{Counting, Store};
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
use std::sync::atomic::{AtomicU64, Ordering};
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
    /// What this group has counted for the organization so far, and will add at its end.
    pub(crate) fn coming_tallies(&self, scope: &OrgScope) -> BTreeMap<TallyKey, u64> {
        let mut sums = BTreeMap::new();
        for (_, key, n) in self.gathered().tallies.iter().filter(|(org, ..)| *org == scope.org()) {
            *sums.entry(*key).or_default() += u64::from(*n);
        }
        sums
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
    /// ```text
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

/// Runs a group in one transaction, commits it, and then answers everybody.
pub(crate) async fn run_group(
    link: &mut Option<Link>,
    connect: &Connect,
    group: Vec<Box<dyn Job>>,
    counting: &Counting,
) {
    let jobs = group.len();
    add(&counting.groups, 1);
    add(&counting.jobs, jobs);
    let tx = match begin(link, connect).await {
        Ok(tx) => tx,
        Err(error) => {
            add(&counting.failed_jobs, jobs);
            group.into_iter().for_each(|job| job.refuse(error.clone()));
            return;
        }
    };
    let (answers, failed, fate) = run_jobs(&tx, group).await;
    let fate = match fate {
        Ok(()) => finish(&tx).await,
        Err(error) => Err(error),
    };
    let mut used = tx.link.into_inner();
    // Counted before anybody is answered, so that a caller finds their own commit among them.
    let lost = match fate {
        Ok(()) => {
            add(&counting.commits, 1);
            add(&counting.failed_jobs, failed);
            *link = Some(used);
            None
        }
        Err(error) => {
            add(&counting.failed_jobs, jobs);
            // A connection that cannot even take back is given up; the next group opens another.
            *link = script(&mut used, "ROLLBACK").await.is_ok().then_some(used);
            Some(error)
        }
    };
    for answer in answers {
        answer(lost.clone());
    }
}

fn add(count: &AtomicU64, n: usize) {
    count.fetch_add(n as u64, Ordering::Relaxed);
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

/// Runs the jobs, each in the savepoint that was set before it. Answers who is to be answered, how many failed, and
/// whether the transaction still stands.
async fn run_jobs(tx: &Tx, group: Vec<Box<dyn Job>>) -> (Answers, usize, Result<()>) {
    const NEXT: &str = "RELEASE SAVEPOINT job; SAVEPOINT job";
    const TAKE_BACK: &str = "ROLLBACK TO SAVEPOINT job";
    let mut answers: Answers = Vec::with_capacity(group.len());
    let mut failed = 0;
    let mut jobs = group.into_iter();
    while let Some(job) = jobs.next() {
        let mark = tx.mark();
        let Ran { failed: mut taken_back, answer } = job.run(tx).await;
        // The last job's savepoint is closed by the commit; closing it here shows whether it can be.
        let refused = if taken_back { None } else { script(&mut *tx.link.lock().await, NEXT).await.err() };
        taken_back |= refused.is_some();
        // On PostgreSQL nothing works after a refused statement: a job that went on all the same has kept nothing.
        answers.push(Box::new(move |lost| answer(lost.or(refused))));
        if taken_back {
            failed += 1;
            tx.forget_since(mark);
            if let Err(error) = script(&mut *tx.link.lock().await, TAKE_BACK).await {
                jobs.for_each(|job| job.refuse(error.clone()));
                return (answers, failed, Err(error));
            }
        }
    }
    (answers, failed, Ok(()))
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
