//! The node: store, clock, randomness and keys of the machine, handed to every deed.

use crate::attempts::{Attempts, Limits};
use crate::directory::{Shelf, Uploads};
use crate::pace::Pace;
use crate::{Error, Result};
use domain::ids::OrgId;
use domain::org::Organization;
use domain::time::{Month, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::organizations::PublicOrganization;
use store::{Store, StoreOptions, WorkerToken};
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;
use vault::{Entropy, Pepper, ServerKey};

/// The one place the product reads a clock.
pub trait Clock: Send + Sync {
    /// Microseconds UTC, now.
    fn now(&self) -> Timestamp;
    /// Microseconds since whenever, by a clock that nobody can set: how much time passed between two looks. A clock
    /// without such a second one goes by itself.
    fn steady(&self) -> Timestamp {
        self.now()
    }
}

/// What a node is opened with.
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random generator.
    pub entropy: Arc<dyn Entropy>,
    /// Mixed into every password; carries the cost of a check.
    pub pepper: Pepper,
    /// Opens the compartments of server-managed organizations; without it none can be founded.
    pub server_key: Option<ServerKey>,
    /// The mail server; without one nothing is sent, and members' pages say so.
    pub mail: Option<smtp::MailServer>,
    /// Any number of referrals and recoveries: for measuring synthetic people. Guesses are counted all the same.
    pub unlimited: bool,
    /// Everybody here is synthetic: releases may be walked through in one go ([`crate::releases::walk`]). Never where a
    /// service is served.
    pub synthetic: bool,
}

/// Everything a deed needs. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    worker: WorkerToken,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    pepper: Arc<Pepper>,
    server_key: Option<ServerKey>,
    /// Two at a time: a check takes 64 MiB, and two cores are all there may be.
    checks: Semaphore,
    mail: Option<smtp::MailServer>,
    limits: Limits,
    watermark: AtomicI64,
    pace: Mutex<Pace>,
    outgoing: Notify,
    synthetic: bool,
    shelf: Shelf,
    uploads: Uploads,
}

impl App {
    /// Opens the store and takes up the latest time this node has acted on.
    ///
    /// # Errors
    /// [`store::OpenError`] when the database cannot be opened.
    pub async fn open(settings: Settings) -> std::result::Result<Self, store::OpenError> {
        let (store, worker) = Store::open(&settings.database, &StoreOptions::default()).await?;
        let seen = store::organizations::watermark(&store).await?;
        let pace = Pace::begin(settings.clock.now(), settings.clock.steady(), seen);
        let seen = seen.map_or(0, Timestamp::micros);
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                worker,
                clock: settings.clock,
                entropy: settings.entropy,
                pepper: Arc::new(settings.pepper),
                server_key: settings.server_key,
                checks: Semaphore::new(2),
                mail: settings.mail,
                limits: Limits::new(settings.unlimited),
                synthetic: settings.synthetic,
                watermark: AtomicI64::new(seen),
                pace: Mutex::new(pace),
                outgoing: Notify::new(),
                shelf: Shelf::default(),
                uploads: Uploads::default(),
            }),
        })
    }

    /// Finishes what is under way and closes the database.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }

    /// The time to act on, never earlier than any before it (`domain::time::Watermark`, across threads).
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let reading = self.inner.clock.now().micros();
        let before = self.inner.watermark.fetch_max(reading, Ordering::AcqRel);
        Timestamp::from_micros(before.max(reading))
    }

    /// A new id (version 7), so that keys grow at the right edge.
    #[must_use]
    pub fn next_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.inner.entropy.fill(&mut random);
        let millis = u64::try_from(self.now().micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A new id whose last four bytes are another's: what makes the code that staff read to each other the same on
    /// both banks of a crossing, without either knowing the other's id.
    pub(crate) fn next_id_alike(&self, other: Uuid) -> Uuid {
        let mut bytes = self.next_id().into_bytes();
        bytes[12..].copy_from_slice(&other.as_bytes()[12..]);
        Uuid::from_bytes(bytes)
    }

    /// Every organization of the node: organization-level facts only.
    ///
    /// # Errors
    /// [`Error::Busy`] or [`Error::Store`].
    pub async fn organizations(&self) -> Result<Vec<PublicOrganization>> {
        Ok(store::organizations::list_public(self.store()).await?)
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.inner.clock
    }
    pub(crate) fn pace(&self) -> MutexGuard<'_, Pace> {
        self.inner.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Acts on what the clock says, although a later time was acted on before: after an operator set it back.
    pub(crate) fn set_watermark_back(&self, to: Timestamp) {
        self.inner.watermark.store(to.micros(), Ordering::Release);
    }
    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.inner.entropy
    }
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }
    pub(crate) fn worker(&self) -> &WorkerToken {
        &self.inner.worker
    }
    pub(crate) fn server_key(&self) -> Option<&ServerKey> {
        self.inner.server_key.as_ref()
    }
    pub(crate) fn mail_server(&self) -> Option<&smtp::MailServer> {
        self.inner.mail.as_ref()
    }
    pub(crate) fn attempts(&self) -> &Attempts {
        self.inner.limits.guesses()
    }
    pub(crate) fn is_synthetic(&self) -> bool {
        self.inner.synthetic
    }
    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.limits
    }
    /// The directory as it is searched.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.inner.shelf
    }
    /// Files that wait to be looked at before they are imported.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.inner.uploads
    }
    /// Rung when something was queued, so that it leaves at once.
    pub(crate) fn outgoing(&self) -> &Notify {
        &self.inner.outgoing
    }
    /// What the lanes of the store have done: for the benchmark, which counts waits for the disk.
    #[must_use]
    pub fn counters(&self) -> store::Counters {
        self.inner.store.counters()
    }

    /// Runs password work off the request's thread, two at a time.
    pub(crate) async fn password_work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Pepper) -> T + Send + 'static,
    ) -> Result<T> {
        let _permit = self.inner.checks.acquire().await.map_err(|_| Error::Busy)?;
        let pepper = self.inner.pepper.clone();
        tokio::task::spawn_blocking(move || work(&pepper)).await.map_err(|_| Error::Busy)
    }
}

/// The month that something counts in at this organization.
pub(crate) fn month_of(org: &Organization, at: Timestamp) -> Month {
    at.month(&org.time_zone)
}

/// A random code for people to type: groups of four hexadecimal digits.
pub(crate) fn random_code(app: &App, groups: usize) -> String {
    let mut bytes = vec![0; groups * 2];
    app.entropy().fill(&mut bytes);
    let hex: Vec<String> = bytes.chunks(2).map(|pair| format!("{:02x}{:02x}", pair[0], pair[1])).collect();
    hex.join("-")
}

/// What a typed code is compared by: only its letters and digits count.
pub(crate) fn code_hash(code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    vault::sha256(plain.as_bytes())
}

/// A lane for writes that belong to the node and to no organization.
pub(crate) const NODE_LANE: OrgId = OrgId::from_bytes([0; 16]);
