//! Writing: jobs wait in a lane, and a group of them shares one transaction and one wait for the disk.
//!
//! SQLite has one lane, since it has one writer; PostgreSQL has a few, chosen by the organization. Each job runs in
//! a savepoint: one that fails or panics takes back its own changes and leaves its neighbors alone.
//!
//! Invariant: a caller is answered only after the commit of its group returned.
//! Invariant: audit entries and tallies of a group are written once, in order of organization, just before commit.

use crate::error::Error;
use crate::open::Store;
use crate::scope::OrgScope;
use domain::audit::Entry;
use domain::ids::OrgId;
use domain::measure::TallyKey;
use std::future::Future;
use std::pin::Pin;

/// What the closure of [`Store::write`] answers: a boxed future that lives as long as its transaction.
pub type Work<'t, T, E> = Pin<Box<dyn Future<Output = std::result::Result<T, E>> + Send + 't>>;

/// The transaction of a group, as one of its jobs sees it.
pub struct Tx {}

impl Tx {
    /// Appends to the organization's audit chain when the group commits. `entry.org` is set from the scope.
    pub fn audit(&self, scope: &OrgScope, entry: Entry) {
        unimplemented!()
    }
    /// Adds to a tally when the group commits.
    pub(crate) fn tally(&self, scope: &OrgScope, key: TallyKey, n: u32) {
        unimplemented!()
    }
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
        unimplemented!()
    }
}
