//! What a search is answered from: the index over the places, and which lines are one place. It is made of the store and can be
//! made again at any time; in a folder it outlives the process.
//!
//! Invariant: what is shown of a place is read from the store at that moment ([`super::entry`]); a catalog that is a minute old
//! says where to look, and not what is said there. What it cannot know is doubted until there is another ([`super::since`]).

use super::groups::{Group, Groups};
use super::making;
use super::since::Changed;
use crate::node::NODE_LANE;
use crate::{App, Error, Result};
use ::directory::search::Index;
use domain::time::{Days, Minutes, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use uuid::Uuid;

/// What lies in a folder is understood by the version that wrote it: another one makes its own.
const FORMAT: u32 = 9;
/// A directory of fewer lines is read anew while whoever asks waits: it takes a moment.
const SOON: u64 = 1_000;
/// Minutes until what could not be made is tried again: making it costs what it costs, whether or not it comes to an end.
const PAUSE: Minutes = Minutes(1);
/// Days after which an index of an older version is known no more.
const KNOWN: Days = Days(7);

/// What a search is answered from.
#[derive(Default)]
pub(super) struct Catalog {
    /// The version of what is kept that it was made of.
    pub(super) version: i64,
    /// Nothing where the directory is empty.
    pub index: Option<Index>,
    pub(super) groups: Groups,
    /// Pairs that a person should look at.
    pub unsure: Vec<(Uuid, Uuid)>,
    /// What has changed since.
    pub(super) changed: Changed,
}

/// What lies beside an index in its folder.
#[derive(Serialize, Deserialize)]
struct Beside {
    unsure: Vec<(Uuid, Uuid)>,
    /// How many lines the groups have, so that a part of them is not taken for all.
    grouped: usize,
    /// How many places the index has, for the same reason.
    places: u64,
}

/// The catalog of this process, if there is one yet, and where it lies.
#[derive(Default)]
pub(crate) struct Shelf {
    kept: Mutex<Option<Arc<Catalog>>>,
    /// One is made at a time.
    making: Arc<tokio::sync::Mutex<()>>,
    folder: OnceLock<PathBuf>,
    /// What is being compared with every line.
    pub(super) comparing: super::hand::Comparing,
    /// The version of which none could be made, and when that was found.
    failed: Mutex<Option<(i64, Timestamp)>>,
}

impl Shelf {
    fn kept(&self) -> MutexGuard<'_, Option<Arc<Catalog>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn failed(&self) -> MutexGuard<'_, Option<(i64, Timestamp)>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the index of the directory in this folder, which is made: it then is on disk instead of in memory, and is there again
/// when the process is. Without it the index is in memory. Nothing of a place that is withheld is in it.
///
/// # Errors
/// When the folder cannot be made.
pub fn keep_index_in(app: &App, folder: PathBuf) -> std::io::Result<()> {
    std::fs::create_dir_all(&folder)?;
    // The first folder stays.
    let _ = app.shelf().folder.set(folder);
    Ok(())
}

impl Catalog {
    /// The lines of the place that a line belongs to.
    pub(super) fn group(&self, line: Uuid) -> Group {
        self.groups.find(line).unwrap_or_else(|| Group { id: line, lines: vec![line], beside: Vec::new() })
    }
}

/// The catalog as of now. In a small directory it is made anew when what is kept has changed; in a large one that is begun, and
/// the one before answers until it is done. It is made to its end even if whoever asked has gone.
pub(super) async fn now(app: &App) -> Result<Arc<Catalog>> {
    let version = store::directory::version(app.store()).await?;
    let Some(old) = before(app, version).await? else { return made(app).await };
    if old.version == version {
        return Ok(old);
    }
    if store::directory::lines(app.store(), SOON).await? < SOON {
        return made(app).await;
    }
    if let Ok(making) = app.shelf().making.clone().try_lock_owned() {
        let app = app.clone();
        tokio::spawn(async move {
            if let Err(error) = fresh(&app).await {
                tracing::error!(code = "directory-not-ready", problem = error.code());
            }
            drop(making);
        });
    }
    Ok(old)
}

/// The catalog that there is, of this version or one before; a process that has just begun takes what lies in the folder.
pub(super) async fn before(app: &App, version: i64) -> Result<Option<Arc<Catalog>>> {
    let kept = app.shelf().kept().clone();
    if kept.is_some() {
        return Ok(kept);
    }
    let Some(lying) = lying(app, version).await? else { return Ok(None) };
    let mut kept = app.shelf().kept();
    Ok(Some(kept.get_or_insert(Arc::new(lying)).clone()))
}

/// The catalog that there is, whatever it knows; one is waited for only where it takes a moment.
pub(super) async fn at_hand(app: &App) -> Result<Option<Arc<Catalog>>> {
    let version = store::directory::version(app.store()).await?;
    match before(app, version).await? {
        Some(known) => Ok(Some(known)),
        None if store::directory::lines(app.store(), SOON).await? < SOON => made(app).await.map(Some),
        None => Ok(None),
    }
}

/// The catalog of what is kept at this moment, however long it takes.
pub(super) async fn made(app: &App) -> Result<Arc<Catalog>> {
    let app = app.clone();
    let making = async move {
        let _making = app.shelf().making.clone().lock_owned().await;
        fresh(&app).await
    };
    tokio::spawn(making).await.map_err(|_| Error::Busy)?
}

/// Whoever calls it holds the lock.
async fn fresh(app: &App) -> Result<Arc<Catalog>> {
    let version = store::directory::version(app.store()).await?;
    if let Some(catalog) = before(app, version).await?.filter(|catalog| catalog.version == version) {
        return Ok(catalog);
    }
    // Another process has made it since, at the end of an import.
    if let Some(lying) = lying(app, version).await?.filter(|catalog| catalog.version == version) {
        let catalog = Arc::new(lying);
        *app.shelf().kept() = Some(catalog.clone());
        return Ok(catalog);
    }
    let failed = *app.shelf().failed();
    if failed.is_some_and(|(of, at)| of == version && app.now() < at.plus_minutes(PAUSE)) {
        return Err(Error::Busy);
    }
    let made = match app.shelf().folder.get() {
        None => making::catalog(app, None).await,
        Some(folder) => in_folder(app, version, folder).await,
    };
    *app.shelf().failed() = made.as_ref().err().map(|_| (version, app.now()));
    let catalog = Arc::new(Catalog { version, ..made? });
    *app.shelf().kept() = Some(catalog.clone());
    Ok(catalog)
}

/// The catalog that lies in the folder, of this version or the last one before. One of which the database knows nothing was made of
/// another past: of this one, before it was put back, or of another database.
async fn lying(app: &App, version: i64) -> Result<Option<Catalog>> {
    let Some(folder) = app.shelf().folder.get().cloned() else { return Ok(None) };
    let mut known = store::directory_kept::indexes(app.store()).await?;
    known.retain(|(_, of)| *of <= version);
    let open = move || {
        let catalog = |(stamp, of)| Some(Catalog { version: of, ..opened(&folder.join(name(of, stamp)))? });
        known.into_iter().rev().find_map(catalog)
    };
    tokio::task::spawn_blocking(open).await.map_err(|_| Error::Busy)
}

fn name(version: i64, stamp: Uuid) -> String {
    format!("{FORMAT}-{version}-{}", stamp.simple())
}

/// Makes a catalog beside, and gives it its name when it is whole, so that half of one is never opened.
async fn in_folder(app: &App, version: i64, folder: &Path) -> Result<Catalog> {
    let (stamp, now) = (app.next_id(), app.now());
    let path = folder.join(name(version, stamp));
    let beside = ::directory::scratch::folder("making-", folder).map_err(unwritten)?;
    let catalog = making::catalog(app, Some(beside.path())).await?;
    if catalog.index.is_none() {
        return Ok(catalog);
    }
    write(&catalog, beside.path()).map_err(unwritten)?;
    drop(catalog);
    app.store()
        .write(NODE_LANE, move |tx| {
            Box::pin(store::directory_kept::index_made(tx, stamp, version, now, now.minus_days(KNOWN)))
        })
        .await?;
    // Until it has its name it goes with whoever gives up.
    std::fs::rename(beside.path(), &path).map_err(unwritten)?;
    let _ = beside.keep();
    let known = store::directory_kept::indexes(app.store()).await?;
    // What another process made of this version, or of one after it, stays where it is whole.
    let others = known.into_iter().filter(|(_, of)| *of >= version).map(|(stamp, of)| name(of, stamp));
    let stays = others.filter(|name| opened(&folder.join(name)).is_some()).collect();
    sweep(folder, &stays);
    opened(&path).ok_or(Error::Busy)
}

/// A file of an index could not be written.
pub(super) fn unwritten(error: std::io::Error) -> Error {
    tracing::error!(code = "directory-index-unwritten", problem = %error.kind());
    Error::Busy
}

const GROUPS: &str = "groups";
const BESIDE: &str = "catalog.json";

fn write(catalog: &Catalog, folder: &Path) -> std::io::Result<()> {
    catalog.groups.write(&folder.join(GROUPS))?;
    let places = catalog.index.as_ref().map_or(0, Index::len);
    let beside = Beside { unsure: catalog.unsure.clone(), grouped: catalog.groups.len(), places };
    std::fs::write(folder.join(BESIDE), serde_json::to_vec(&beside)?)
}

fn opened(folder: &Path) -> Option<Catalog> {
    let beside: Beside = serde_json::from_slice(&std::fs::read(folder.join(BESIDE)).ok()?).ok()?;
    // A part of it would unlink what is withheld from what is like it.
    let groups = Groups::read(&folder.join(GROUPS)).ok().filter(|groups| groups.len() == beside.grouped)?;
    let index = Index::open(folder).ok().filter(|index| index.len() == beside.places)?;
    Some(Catalog { index: Some(index), groups, unsure: beside.unsure, ..Catalog::default() })
}

/// Deletes what was made of an older version, and what somebody began half a day ago and did not end. What is open stays readable
/// until it is closed.
fn sweep(folder: &Path, but: &HashSet<String>) {
    const ABANDONED: std::time::Duration = std::time::Duration::from_secs(12 * 3600);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let parts: Vec<&str> = name.split('-').collect();
        let is_ours = matches!(parts[..], [format, version, stamp] if format.parse::<u32>().is_ok()
            && version.parse::<i64>().is_ok() && stamp.len() == 32 && Uuid::try_parse(stamp).is_ok());
        let age = entry.metadata().and_then(|entry| entry.modified()).ok().and_then(|at| at.elapsed().ok());
        let is_old = name.starts_with("making-") && age.is_some_and(|age| age > ABANDONED);
        if (is_ours && !but.contains(&name)) || is_old {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
