//! Writing: jobs wait in a lane, and a group of them shares one transaction and one wait for the disk.
//!
//! SQLite has one lane, since it has one writer; PostgreSQL has a few, chosen by the organization. Each job runs in
//! a savepoint: one that fails or panics takes back its own changes and leaves its neighbors alone.
//!
//! Invariant: a caller is answered only after the commit of its group returned.
//! Invariant: audit entries and tallies of a group are written once, in order of organization, just before commit.

use crate::backend::{Link, script};
use crate::error::{Error, Result};
use crate::lane::Connect;
use crate::many::{Insert, insert_into};
use crate::open::{Counting, Store};
use crate::scope::OrgScope;
use crate::sending::{self, Fate, Sending};
use crate::value::args;
use domain::audit::Entry;
use domain::ids::OrgId;
use domain::measure::{PartKey, TallyKey};
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
    tallies: Vec<(OrgId, TallyKey, i64)>,
    parts: Vec<(OrgId, PartKey, i64)>,
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
    /// Adds to a tally when the group commits, or takes back of it.
    pub(crate) fn tally(&self, scope: &OrgScope, key: TallyKey, n: impl Into<i64>) {
        self.gathered().tallies.push((scope.org(), key, n.into()));
    }
    /// Takes one back of a tally when the group commits: what was counted there did not happen.
    pub(crate) fn untally(&self, scope: &OrgScope, key: TallyKey) {
        self.gathered().tallies.push((scope.org(), key, -1));
    }
    /// Adds to split counts, or takes back of them, when the group commits.
    pub(crate) fn tally_parts(&self, scope: &OrgScope, parts: Vec<(PartKey, i64)>) {
        self.gathered().parts.extend(parts.into_iter().map(|(key, n)| (scope.org(), key, n)));
    }
    fn mark(&self) -> (usize, usize, usize) {
        let gathered = self.gathered();
        (gathered.entries.len(), gathered.tallies.len(), gathered.parts.len())
    }
    fn forget_since(&self, (entries, tallies, parts): (usize, usize, usize)) {
        let mut gathered = self.gathered();
        gathered.entries.truncate(entries);
        gathered.tallies.truncate(tallies);
        gathered.parts.truncate(parts);
    }
}

/// A job in a lane.
pub(crate) trait Job: Send {
    fn run<'t>(self: Box<Self>, tx: &'t Tx) -> Pin<Box<dyn Future<Output = Ran> + Send + 't>>;
    /// Answers without having run.
    fn refuse(self: Box<Self>, error: Error);
}

/// What was handed in to a lane.
pub(crate) enum Handed {
    /// A job of its own.
    Job(Box<dyn Job>),
    /// A sending, written with all others of its group.
    Sending(Box<Sending>, oneshot::Sender<Result<Fate>>),
}

impl Handed {
    fn refuse(self, error: Error) {
        match self {
            Self::Job(job) => job.refuse(error),
            // A caller that stopped waiting is told nothing.
            Self::Sending(_, answer) => drop(answer.send(Err(error))),
        }
    }
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
        self.hand_in(lane, Handed::Job(Box::new(Waiting { work, answer }))).await?;
        answered.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }
}

impl Store {
    /// Puts it into the lane of its organization.
    pub(crate) async fn hand_in(&self, lane: OrgId, handed: Handed) -> Result<()> {
        let queue = self.inner.lane(lane).ok_or(Error::Closed)?;
        queue.send(handed).await.map_err(|_| Error::Closed)
    }
}

/// Runs a group in one transaction, commits it, and then answers everybody.
pub(crate) async fn run_group(link: &mut Option<Link>, connect: &Connect, group: Vec<Handed>, counting: &Counting) {
    let jobs = group.len();
    add(&counting.groups, 1);
    add(&counting.jobs, jobs);
    let tx = match begin(link, connect).await {
        Ok(tx) => tx,
        Err(error) => {
            add(&counting.failed_jobs, jobs);
            group.into_iter().for_each(|handed| handed.refuse(error.clone()));
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
type Sendings = Vec<(Box<Sending>, oneshot::Sender<Result<Fate>>)>;

const NEXT: &str = "RELEASE SAVEPOINT job; SAVEPOINT job";
const TAKE_BACK: &str = "ROLLBACK TO SAVEPOINT job";

/// Runs the sendings together and then the jobs, each in the savepoint that was set before it. Answers who is to be
/// answered, how many failed, and whether the transaction still stands.
async fn run_jobs(tx: &Tx, group: Vec<Handed>) -> (Answers, usize, Result<()>) {
    let mut answers: Answers = Vec::with_capacity(group.len());
    let (mut jobs, mut sendings) = (Vec::with_capacity(group.len()), Sendings::new());
    for handed in group {
        match handed {
            Handed::Job(job) => jobs.push(job),
            Handed::Sending(sending, answer) => sendings.push((sending, answer)),
        }
    }
    let mut failed = 0;
    let mut fate = write_sendings(tx, sendings, &mut answers, &mut failed).await;
    for job in jobs {
        match &fate {
            Ok(()) => fate = run_job(tx, job, &mut answers, &mut failed).await,
            Err(error) => job.refuse(error.clone()),
        }
    }
    (answers, failed, fate)
}

async fn run_job(tx: &Tx, job: Box<dyn Job>, answers: &mut Answers, failed: &mut usize) -> Result<()> {
    let mark = tx.mark();
    let Ran { failed: is_taken_back, answer } = job.run(tx).await;
    // Closing the savepoint shows whether it can be: on PostgreSQL nothing works after a refused statement, and a job
    // that went on all the same has kept nothing.
    let refused = if is_taken_back { None } else { next(tx).await.err() };
    let kept = !is_taken_back && refused.is_none();
    answers.push(Box::new(move |lost| answer(lost.or(refused))));
    if kept {
        return Ok(());
    }
    *failed += 1;
    take_back(tx, mark).await
}

/// Writes all sendings in one savepoint. When that fails, each is tried in its own, so that only the one that cannot
/// be written is told so.
async fn write_sendings(tx: &Tx, sendings: Sendings, answers: &mut Answers, failed: &mut usize) -> Result<()> {
    if sendings.is_empty() {
        return Ok(());
    }
    let mark = tx.mark();
    let all: Vec<&Sending> = sendings.iter().map(|(sending, _)| &**sending).collect();
    if let Ok(fates) = write_and_keep(tx, &all).await {
        for ((_, answer), fate) in sendings.into_iter().zip(fates) {
            answers.push(sending_answer(answer, Ok(fate)));
        }
        return Ok(());
    }
    take_back(tx, mark).await?;
    for (sending, answer) in sendings {
        let mark = tx.mark();
        let done = write_and_keep(tx, &[&sending]).await.map(|fates| fates[0]);
        let kept = done.is_ok();
        answers.push(sending_answer(answer, done));
        if !kept {
            *failed += 1;
            take_back(tx, mark).await?;
        }
    }
    Ok(())
}

async fn write_and_keep(tx: &Tx, sendings: &[&Sending]) -> Result<Vec<Fate>> {
    let written = unpanicked(Box::pin(sending::write_all(tx, sendings))).await;
    let fates = written.unwrap_or(Err(Error::Panicked))?;
    next(tx).await?;
    Ok(fates)
}

fn sending_answer(answer: oneshot::Sender<Result<Fate>>, done: Result<Fate>) -> Box<dyn FnOnce(Option<Error>) + Send> {
    Box::new(move |lost| {
        // A caller that stopped waiting is told nothing; the sending stands all the same.
        let _ = answer.send(lost.map_or(done, Err));
    })
}

async fn next(tx: &Tx) -> Result<()> {
    script(&mut *tx.link.lock().await, NEXT).await
}

async fn take_back(tx: &Tx, mark: (usize, usize, usize)) -> Result<()> {
    tx.forget_since(mark);
    script(&mut *tx.link.lock().await, TAKE_BACK).await
}

/// Writes what was gathered and commits.
async fn finish(tx: &Tx) -> Result<()> {
    let gathered = std::mem::take(&mut *tx.gathered());
    let mut link = tx.link.lock().await;
    write_tallies(&mut link, gathered.tallies).await?;
    write_parts(&mut link, gathered.parts).await?;
    crate::audit::append(&mut link, gathered.entries).await?;
    script(&mut link, "COMMIT").await
}

static TALLIES: Insert = Insert::new(
    "tally (org_id, month, direction, measure, count)",
    "ON CONFLICT (org_id, month, direction, measure) DO UPDATE SET count = tally.count + excluded.count",
);

static PARTS: Insert = Insert::new(
    "tally_part (org_id, month, direction, measure, split, value, count)",
    "ON CONFLICT (org_id, month, direction, measure, split, value) DO UPDATE SET count = tally_part.count + excluded.count",
);

async fn write_parts(link: &mut Link, parts: Vec<(OrgId, PartKey, i64)>) -> Result<()> {
    let mut sums: BTreeMap<(OrgId, PartKey), i64> = BTreeMap::new();
    for (org, key, n) in parts {
        *sums.entry((org, key)).or_default() += n;
    }
    let row = |((org, part), n): ((OrgId, PartKey), i64)| {
        let PartKey { key, split, value } = part;
        let direction = key.direction.map_or("", |direction| direction.code());
        args![org, key.month.code(), direction, key.measure.code(), split.code(), value, n]
    };
    let rows = sums.into_iter().filter(|(_, n)| *n != 0).map(row).collect();
    insert_into(link, &PARTS, rows, |_| Ok(())).await.map(drop)
}

async fn write_tallies(link: &mut Link, tallies: Vec<(OrgId, TallyKey, i64)>) -> Result<()> {
    let mut sums: BTreeMap<(OrgId, TallyKey), i64> = BTreeMap::new();
    for (org, key, n) in tallies {
        *sums.entry((org, key)).or_default() += n;
    }
    let row = |((org, key), n): ((OrgId, TallyKey), i64)| {
        let direction = key.direction.map_or("", |direction| direction.code());
        args![org, key.month.code(), direction, key.measure.code(), n]
    };
    insert_into(link, &TALLIES, sums.into_iter().map(row).collect(), |_| Ok(())).await.map(drop)
}
