//! A file that an admin gives by the page: it is looked at before it changes anything, and then imported in the background.
//! It lies in a folder of this process until then, and at most an hour.

use super::import::{Fate, ImportError, Told, import_as, preview_in, rules};
use super::reading::{HowFar, Reading, Room, Say};
use super::rows::{AllRows, Written};
use crate::node::NODE_LANE;
use crate::{App, Error, Result, Session, journal};
use ::directory::report::Count;
use ::directory::scratch::OfProcess;
use ::directory::source::Source;
use domain::audit::Act;
use domain::ids::MemberId;
use domain::member::Deed;
use domain::time::{Minutes, Timestamp};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use store::directory::Run;
use tempfile::TempPath;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Largest file that the page takes, in bytes; larger ones go by the command of the operator.
pub const MOST_BYTES: u64 = 100 << 20;
/// How long a file waits for its admin.
pub(super) const WAITS: Minutes = Minutes(60);
/// Most files that wait.
const MOST: usize = 4;
/// Most bytes of what the reader of one file writes into the folder, and of its rows: it lies beside the database, which must never run
/// out of room for what somebody gives.
const ROOM: u64 = 2 << 30;
/// Most files that are read at once.
const AT_ONCE: usize = 2;
/// Most rows that the page shows; all of them are in a file ([`super::rows()`]).
const SHOWN: usize = 50;

/// A file that has arrived, and what it is.
pub struct Uploaded {
    /// Where it lies; it goes with this.
    pub path: TempPath,
    /// What it is.
    pub source: Source,
}

/// Files that wait to be looked at or are read, and what became of their rows.
pub(crate) struct Uploads {
    files: Mutex<HashMap<Uuid, Waits>>,
    rows: AllRows,
    folder: OnceLock<OfProcess>,
    going: Arc<Mutex<HashMap<Uuid, BeingRead>>>,
    turns: Arc<Semaphore>,
}

impl Default for Uploads {
    fn default() -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self {
            files: Mutex::default(),
            rows: AllRows::default(),
            folder: OnceLock::new(),
            going: Arc::default(),
            turns,
        }
    }
}

/// A file that is being imported by this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeingRead {
    /// The name of the source.
    pub source: String,
    /// How far it is.
    pub far: HowFar,
}

/// Says of an import how far it is, until it is dropped.
struct Going {
    all: Arc<Mutex<HashMap<Uuid, BeingRead>>>,
    run: Uuid,
}

impl Going {
    fn all(&self) -> MutexGuard<'_, HashMap<Uuid, BeingRead>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn say(&self) -> Say {
        let (all, run) = (self.all.clone(), self.run);
        Arc::new(move |far| {
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            all.entry(run).and_modify(|one| one.far = far);
        })
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        let run = self.run;
        self.all().remove(&run);
    }
}

/// Keeps what admins give, and what is written while it is read, in a folder of this process in this place; what a process that was
/// killed left there goes. Without it that lies in the system's temporary folder.
///
/// # Errors
/// When the folder cannot be made.
pub fn keep_uploads_in(app: &App, place: &Path) -> std::io::Result<()> {
    // The first folder stays.
    let _ = app.uploads().folder.set(OfProcess::begin(place)?);
    Ok(())
}

/// Where what an admin gives lies.
#[must_use]
pub fn uploads_lie_in(app: &App) -> PathBuf {
    app.uploads().folder.get().map_or_else(std::env::temp_dir, |folder| folder.path().to_owned())
}

impl Uploads {
    /// Where one file may be read, once it is its turn.
    async fn room(&self, folder: PathBuf) -> std::result::Result<Room, ImportError> {
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| ImportError::Store(Error::Busy))?;
        Ok(Room { folder, most_bytes: Some(ROOM), _turn: Some(Arc::new(turn)) })
    }
    /// Deletes what has waited too long: it may hold the address of a place that is withheld.
    pub(crate) fn let_go(&self, now: Timestamp) {
        self.held().retain(|_, waits| waits.at.plus_minutes(WAITS) > now);
        self.rows.let_go(now);
    }
    /// From now on it is said how far this import is.
    fn begin(&self, run: Uuid, source: String) -> Going {
        let going = Going { all: self.going.clone(), run };
        going.all().insert(run, BeingRead { source, far: HowFar::default() });
        going
    }
    pub(super) const fn rows(&self) -> &AllRows {
        &self.rows
    }
    fn held(&self) -> MutexGuard<'_, HashMap<Uuid, Waits>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Waits {
    file: Arc<Uploaded>,
    member: MemberId,
    at: Timestamp,
}

/// What an import of the file would do.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Under which id it waits.
    pub id: Uuid,
    /// The name of the source.
    pub source: String,
    /// In numbers.
    pub count: Count,
    /// The first rows that say something a person should see: refused, unknown, withheld, changed.
    pub rows: Vec<Told>,
    /// There are more.
    pub more: bool,
}

/// What is done with a waiting file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It is imported.
    Begun,
    /// It waited too long, or another machine has it: give it again.
    Gone,
}

/// Looks through a file and keeps it for [`apply`].
///
/// # Errors
/// [`ImportError`]; [`Error::NotFound`] without the deed.
pub async fn look_through_upload(
    app: &App,
    session: &Session,
    file: Uploaded,
) -> std::result::Result<Looked, ImportError> {
    session.authorize(Deed::ImportDirectory).map_err(ImportError::Store)?;
    let folder = uploads_lie_in(app);
    let (mut rows, mut more, mut written) = (Vec::new(), false, Written::new(&folder));
    let room = app.uploads().room(folder).await?;
    let count = preview_in(app, &file.source, room, &mut |told| {
        written.row(&told);
        let is_listed = matches!(&told.fate, Fate::Listed(_, _, false, notes) if notes.is_empty());
        let is_quiet = is_listed || matches!(told.fate, Fate::Beside(_));
        if !is_quiet {
            if rows.len() < SHOWN {
                rows.push(told);
            } else {
                more = true;
            }
        }
    })
    .await?;
    let (id, now, source) = (app.next_id(), app.now(), file.source.name());
    app.uploads().let_go(now);
    app.uploads().rows().keep(id, written, session.member, now);
    let mut all = app.uploads().held();
    if all.len() >= MOST
        && let Some(oldest) = all.iter().min_by_key(|(_, waits)| waits.at).map(|(id, _)| *id)
    {
        all.remove(&oldest);
    }
    all.insert(id, Waits { file: Arc::new(file), member: session.member, at: now });
    Ok(Looked { id, source, count, rows, more })
}

/// Imports a file that was looked through, in the background: [`runs`] say how it goes.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn apply(app: &App, session: &Session, id: Uuid) -> Result<Held> {
    session.authorize(Deed::ImportDirectory)?;
    let now = app.now();
    let found = {
        let mut all = app.uploads().held();
        let ours =
            all.get(&id).is_some_and(|waits| waits.member == session.member && waits.at.plus_minutes(WAITS) > now);
        if ours { all.remove(&id) } else { None }
    };
    let Some(waits) = found else { return Ok(Held::Gone) };
    let (scope, member) = (session.scope, session.member);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::DirectoryKept, None, "imported"));
                Ok::<_, Error>(())
            })
        })
        .await?;
    let (app, run) = (app.clone(), app.next_id());
    let going = app.uploads().begin(run, waits.file.source.name());
    tokio::spawn(async move {
        let folder = uploads_lie_in(&app);
        let mut written = Written::new(&folder);
        let done = async {
            let (room, say) = (app.uploads().room(folder).await?, going.say());
            let reading = Reading { source: waits.file.source.clone(), room, rules: rules(&app), say };
            import_as(&app, run, reading, |told| written.row(&told)).await
        };
        let done = done.await;
        drop(going);
        // Of one that stopped too: what was written until then stands.
        app.uploads().rows().keep(run, written, member, app.now());
        if let Err(error) = done {
            let kind = match error {
                ImportError::Read(_) => "import-unreadable",
                ImportError::Empty => "import-empty",
                ImportError::Store(_) => "import-store",
            };
            tracing::error!(code = "directory-import", problem = kind);
        }
        drop(waits);
        // Whoever searches next finds the index made.
        if let Err(error) = super::search::prepare(&app).await {
            tracing::error!(code = "directory-not-ready", problem = error.code());
        }
    });
    Ok(Held::Begun)
}

/// The latest imports, the newest first.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn runs(app: &App, session: &Session) -> Result<Vec<Run>> {
    session.authorize(Deed::ImportDirectory)?;
    Ok(store::directory::runs(app.store(), 20).await?)
}

/// Files that this process is importing, and how far it is with each.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub fn being_read(app: &App, session: &Session) -> Result<Vec<BeingRead>> {
    session.authorize(Deed::ImportDirectory)?;
    let going = app.uploads().going.lock().unwrap_or_else(PoisonError::into_inner);
    let mut all: Vec<_> = going.iter().map(|(run, one)| (*run, one.clone())).collect();
    all.sort_by_key(|(run, _)| *run);
    Ok(all.into_iter().map(|(_, one)| one).collect())
}

/// How a run stands, while it goes: what was written so far.
pub(super) async fn say_how_far(app: &App, run: Uuid, count: &Count) -> std::result::Result<(), store::Error> {
    let counted = super::import::counted(count, 0);
    app.store()
        .write(NODE_LANE, move |tx| Box::pin(async move { store::directory::so_far(tx, run, counted).await }))
        .await
}
