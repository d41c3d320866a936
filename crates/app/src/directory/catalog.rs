//! What a search is answered from: the index over the places, and which lines are one place. It is made of the store and can be
//! made again at any time; in a folder it outlives the process.
//!
//! Invariant: what is shown of a place is read from the store at that moment ([`super::entry`]); a catalog that is a minute old
//! says where to look, and not what is said there. What it cannot know is doubted until there is another ([`super::since`]).

use super::groups::{Group, Groups};
use super::making;
use super::since::Changed;
use crate::{App, Error, Result};
use ::directory::search::Index;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use uuid::Uuid;

/// What lies in a folder is understood by the version that wrote it: another one makes its own.
const FORMAT: u32 = 2;
/// A directory of fewer lines is read anew while whoever asks waits: it takes a moment.
const SOON: u64 = 1_000;

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
}

/// The catalog of this process, if there is one yet, and where it lies.
#[derive(Default)]
pub(crate) struct Shelf {
    kept: Mutex<Option<Arc<Catalog>>>,
    /// One is made at a time.
    making: Arc<tokio::sync::Mutex<()>>,
    folder: OnceLock<PathBuf>,
}

impl Shelf {
    fn kept(&self) -> MutexGuard<'_, Option<Arc<Catalog>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
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
    let kept = app.shelf().kept().clone();
    let Some(old) = kept else { return made(app).await };
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
    if let Some(catalog) = app.shelf().kept().as_ref().filter(|catalog| catalog.version == version) {
        return Ok(catalog.clone());
    }
    // A number that two databases could share, and the id of an import, which they do not.
    let run = store::directory::runs(app.store(), 1).await?.pop().map_or(Uuid::nil(), |run| run.id);
    let place = app.shelf().folder.get().map(|folder| (folder.clone(), format!("{FORMAT}-{version}-{}", run.simple())));
    let catalog = Arc::new(match place {
        None => Catalog { version, ..making::catalog(app, None).await? },
        Some((folder, name)) => in_folder(app, version, folder, &name).await?,
    });
    *app.shelf().kept() = Some(catalog.clone());
    Ok(catalog)
}

/// The catalog of this name, if it was made before; otherwise it is made beside and then gets the name, so that half of one is
/// never opened.
async fn in_folder(app: &App, version: i64, folder: PathBuf, name: &str) -> Result<Catalog> {
    let path = folder.join(name);
    if let Some(catalog) = opened(&path) {
        return Ok(Catalog { version, ..catalog });
    }
    let beside = ::directory::scratch::folder("making-", &folder).map_err(unwritten)?;
    let catalog = making::catalog(app, Some(beside.path())).await?;
    if catalog.index.is_none() {
        return Ok(Catalog { version, ..catalog });
    }
    write(&catalog, beside.path()).map_err(unwritten)?;
    drop(catalog);
    let beside = beside.keep();
    if std::fs::rename(&beside, &path).is_err() {
        // Another process was faster, or left half of one.
        if opened(&path).is_some() {
            let _ = std::fs::remove_dir_all(&beside);
        } else {
            let _ = std::fs::remove_dir_all(&path);
            std::fs::rename(&beside, &path).map_err(unwritten)?;
        }
    }
    sweep(&folder, name);
    opened(&path).map(|catalog| Catalog { version, ..catalog }).ok_or(Error::Busy)
}

fn unwritten(error: std::io::Error) -> Error {
    tracing::error!(code = "directory-index-unwritten", problem = %error.kind());
    Error::Busy
}

const GROUPS: &str = "groups";
const BESIDE: &str = "catalog.json";

fn write(catalog: &Catalog, folder: &Path) -> std::io::Result<()> {
    catalog.groups.write(&folder.join(GROUPS))?;
    let beside = Beside { unsure: catalog.unsure.clone(), grouped: catalog.groups.len() };
    std::fs::write(folder.join(BESIDE), serde_json::to_vec(&beside)?)
}

fn opened(folder: &Path) -> Option<Catalog> {
    let beside: Beside = serde_json::from_slice(&std::fs::read(folder.join(BESIDE)).ok()?).ok()?;
    // A part of it would unlink what is withheld from what is like it.
    let groups = Groups::read(&folder.join(GROUPS)).ok().filter(|groups| groups.len() == beside.grouped)?;
    let index = Index::open(Some(folder)).ok()?;
    Some(Catalog { index: Some(index), groups, unsure: beside.unsure, ..Catalog::default() })
}

/// Deletes what was made of an older version, and what somebody began half a day ago and did not end. What is open stays readable
/// until it is closed.
fn sweep(folder: &Path, but: &str) {
    const ABANDONED: std::time::Duration = std::time::Duration::from_secs(12 * 3600);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let parts: Vec<&str> = name.split('-').collect();
        let is_ours = matches!(parts[..], [format, version, run] if format.parse::<u32>().is_ok()
            && version.parse::<i64>().is_ok() && run.len() == 32 && Uuid::try_parse(run).is_ok());
        let age = entry.metadata().and_then(|entry| entry.modified()).ok().and_then(|at| at.elapsed().ok());
        let is_old = name.starts_with("making-") && age.is_some_and(|age| age > ABANDONED);
        if (is_ours && name != but) || is_old {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
