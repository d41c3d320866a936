//! What has changed since an index was made: a list that was read a moment ago may withhold a place of which the index does not
//! know yet that it is one with another list's open one.
//!
//! Invariant: until there is an index that knows a line, nothing that could be one place with that line is told with its
//! place. It is asked after the lines were read, so nothing that was written meanwhile is missed. Too much may be withheld for
//! that time; too little never is.

use super::catalog::Catalog;
use crate::{App, Result};
use ::directory::correction;
use ::directory::listing::Listing;
use ::directory::merge::keys;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

/// Lines of one page of the store.
const PAGE: u32 = 500;
/// Pages that are read while somebody waits. Where more has changed, nothing has a place until it was read or there is another
/// index.
const PAGES: usize = 20;
/// Bits of the keys, 8 MB: of a million and a half lines one key in ten is taken for one of theirs.
const BITS: u64 = 1 << 26;

/// By what the lines are found that an index does not know.
#[derive(Debug, Default)]
struct Since {
    /// The version and the line up to which they were read; nothing before the first.
    read: Option<(i64, Uuid)>,
    /// A bit for each key; none where nothing has changed.
    keys: Vec<u64>,
    /// All were read.
    all: bool,
}

/// The lines that have changed since a catalog was made, as far as this process has read them.
#[derive(Debug, Clone, Default)]
pub(super) struct Changed(Arc<Mutex<Since>>);

/// Which lines are not told with their place.
pub(super) struct Doubt {
    /// The version that the catalog knows.
    known: i64,
    /// Nothing where nothing has changed.
    since: Option<OwnedMutexGuard<Since>>,
}

impl Doubt {
    /// What is in doubt at this moment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn now(app: &App, catalog: &Catalog) -> Result<Self> {
        let (known, version) = (catalog.version, store::directory::version(app.store()).await?);
        if version == known {
            return Ok(Self { known, since: None });
        }
        let mut since = catalog.changed.0.clone().lock_owned().await;
        since.catch_up(app, known).await?;
        // A database that was put back counts on from before: nothing is known of what has changed.
        since.all &= version > known;
        Ok(Self { known, since: Some(since) })
    }

    /// Whether anything can be in doubt: something has changed since the catalog was made.
    pub(super) const fn is_any(&self) -> bool {
        self.since.is_some()
    }

    /// Whether a line may be one place with one that the catalog does not know.
    pub(super) fn is_about(&self, listing: &Listing, version: i64) -> bool {
        let Some(since) = &self.since else { return false };
        // What staff say has no place and makes no two lines one.
        listing.key.source != correction::SOURCE
            && (!since.all || version > self.known || keys(listing).iter().any(|key| since.holds(key)))
    }
}

/// The lines that have come or changed since a catalog was made, each with whether a list still names it, without what staff say; nothing
/// where they are too many to be looked through while somebody waits, or the database was put back.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn lines(app: &App, catalog: &Catalog, version: i64) -> Result<Option<Vec<(Listing, bool)>>> {
    if version < catalog.version {
        return Ok(None);
    }
    let (mut all, mut read) = (Vec::new(), (catalog.version, Uuid::max()));
    for _ in 0..PAGES {
        let page = store::directory::changed(app.store(), read, PAGE).await?;
        let is_last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        for standing in page {
            read = (standing.version, standing.line.id);
            let listing = serde_json::from_str::<Listing>(&standing.line.said).ok();
            let listing = listing.filter(|listing| listing.key.source != correction::SOURCE);
            all.extend(listing.map(|listing| (listing, standing.vanished_at.is_none())));
        }
        if is_last {
            return Ok(Some(all));
        }
    }
    Ok(None)
}

impl Since {
    async fn catch_up(&mut self, app: &App, known: i64) -> Result<()> {
        let mut read = self.read.unwrap_or((known, Uuid::max()));
        for _ in 0..PAGES {
            let page = store::directory::changed(app.store(), read, PAGE).await?;
            self.all = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            for standing in page {
                read = (standing.version, standing.line.id);
                match serde_json::from_str::<Listing>(&standing.line.said) {
                    Ok(listing) if listing.key.source != correction::SOURCE => {
                        keys(&listing).iter().for_each(|key| self.hold(key));
                    }
                    _ => {}
                }
            }
            self.read = Some(read);
            if self.all {
                break;
            }
        }
        Ok(())
    }

    fn hold(&mut self, key: &str) {
        if self.keys.is_empty() {
            self.keys = vec![0; usize::try_from(BITS / 64).unwrap_or(0)];
        }
        let (at, bit) = place(key);
        if let Some(word) = self.keys.get_mut(at) {
            *word |= bit;
        }
    }

    fn holds(&self, key: &str) -> bool {
        let (at, bit) = place(key);
        self.keys.get(at).is_some_and(|word| word & bit != 0)
    }
}

/// The word and the bit of a key.
fn place(key: &str) -> (usize, u64) {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let bit = hasher.finish() % BITS;
    (usize::try_from(bit / 64).unwrap_or(0), 1 << (bit % 64))
}
