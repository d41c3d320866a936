//! What others publish is read into the store, and withheld by hand where a rule did not.
//!
//! Invariant: a file is read to its end before the first line is written, so one that cannot be read changes nothing.
//! Invariant: what was withheld by hand stays withheld at every import.

use super::doors::HandDoors;
use crate::node::NODE_LANE;
use crate::{App, Error};
use ::directory::listing::Listing;
use ::directory::merge;
use ::directory::report::{At, Count, Note, ReadError, Reason, Row};
use ::directory::source::Source;
use ::directory::withheld::Rules;
use domain::day::Day;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::directory::{Counted, Kept, Line};
use tokio::sync::mpsc;
use uuid::Uuid;

/// Rows of one transaction.
const BATCH: usize = 500;

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no listing in it: taken at its word, everything of this source would have vanished.
    #[error("there is nothing in the file that could be taken; the directory is as it was")]
    Empty,
    /// The store failed; what was written before stands, and the same file can be given again.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<store::Error> for ImportError {
    fn from(error: store::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Where it stands.
    pub at: At,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It is in the directory.
    Listed(Listed, Uuid, bool, Vec<Note>),
    /// It was not taken.
    Refused(Reason),
    /// A column of the file is not known, and was left out.
    UnknownColumn(String),
}

/// Whether a listing says anything new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Listed {
    /// It was not there.
    Taken,
    /// It says something else, or was thought to have vanished.
    Changed,
    /// It says what it said.
    Unchanged,
}

/// Imports a source and tells what became of each row. A second import of the same file changes nothing, and one that was
/// interrupted is taken up by giving the file again. `scratch` is a folder for files while it reads.
///
/// # Errors
/// [`ImportError`].
pub async fn import(app: &App, source: &Source, scratch: &Path, told: impl FnMut(Told)) -> Result<Count, ImportError> {
    import_as(app, app.next_id(), source, scratch, told).await
}

/// The same, as the run of this id.
pub(super) async fn import_as(
    app: &App,
    run: Uuid,
    source: &Source,
    scratch: &Path,
    mut told: impl FnMut(Told),
) -> Result<Count, ImportError> {
    // Of one day, however long it takes.
    let rules = Rules::on(Day::of(app.now(), "UTC"));
    let name = source.name();
    let doors = look_through(source, scratch, rules.clone(), HandDoors::of(app, &name).await?).await?;
    let (begun, begun_as) = (app.now(), name.clone());
    app.store()
        .write(NODE_LANE, move |tx| Box::pin(async move { store::directory::begin(tx, run, &begun_as, begun).await }))
        .await
        .map_err(ImportError::from)?;
    let (send, mut batches) = mpsc::channel::<Vec<Row>>(4);
    let reading = tokio::task::spawn_blocking({
        let (source, scratch) = (source.clone(), scratch.to_owned());
        move || hand_over(&source, &scratch, &rules, &send)
    });
    let mut count = Count::default();
    while let Some(rows) = batches.recv().await {
        let is_many = rows.len() == BATCH;
        for one in take(app, run, rows, doors.clone()).await? {
            tally(&mut count, &one.fate);
            told(one);
        }
        if is_many {
            super::uploads::say_how_far(app, run, &count).await?;
        }
    }
    reading.await.map_err(|_| ReadError::Io(std::io::Error::other("the reader stopped")))??;
    let (ended, so_far) = (app.now(), count.clone());
    count.vanished = app
        .store()
        .write(NODE_LANE, move |tx| {
            Box::pin(async move {
                let vanished = store::directory::vanish(tx, &name, (run, begun), ended).await?;
                store::directory::end(tx, run, ended, counted(&so_far, vanished)).await?;
                Ok::<_, store::Error>(vanished)
            })
        })
        .await?;
    Ok(count)
}

pub(super) fn counted(count: &Count, vanished: u64) -> Counted {
    Counted {
        taken: count.taken,
        changed: count.changed,
        unchanged: count.unchanged,
        withheld: count.withheld,
        refused: count.refused,
        vanished,
    }
}

fn tally(count: &mut Count, fate: &Fate) {
    match fate {
        Fate::Listed(listed, _, withheld, _) => {
            match listed {
                Listed::Taken => count.taken += 1,
                Listed::Changed => count.changed += 1,
                Listed::Unchanged => count.unchanged += 1,
            }
            count.withheld += u64::from(*withheld);
        }
        Fate::Refused(reason) => count.refused += reason.rows(),
        Fate::UnknownColumn(_) => {}
    }
}

/// Reads to the end and writes nothing. Answers the doors behind which a person withheld something.
async fn look_through(
    source: &Source,
    scratch: &Path,
    rules: Rules,
    mut doors: HandDoors,
) -> Result<Arc<HandDoors>, ImportError> {
    let (source, scratch): (Source, PathBuf) = (source.clone(), scratch.to_owned());
    let looked = tokio::task::spawn_blocking(move || {
        let mut any = false;
        source.read(&scratch, &rules, &mut |row| {
            if let Some(listing) = listing_of(&row) {
                any = true;
                doors.look(listing);
            }
            Ok(())
        })?;
        Ok::<_, ReadError>((any, doors))
    });
    let (any, doors) = looked.await.map_err(|_| ReadError::Io(std::io::Error::other("the reader stopped")))??;
    if any { Ok(Arc::new(doors)) } else { Err(ImportError::Empty) }
}

/// Reads in a thread of its own and hands rows over in batches; it waits while the store is behind.
fn hand_over(source: &Source, scratch: &Path, rules: &Rules, send: &mpsc::Sender<Vec<Row>>) -> Result<(), ReadError> {
    let gone = |_| ReadError::Io(std::io::Error::other("the import was given up"));
    let mut batch = Vec::with_capacity(BATCH);
    source.read(scratch, rules, &mut |row| {
        batch.push(row);
        if batch.len() == BATCH {
            send.blocking_send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).map_err(gone)?;
        }
        Ok(())
    })?;
    send.blocking_send(batch).map_err(gone)
}

/// Writes a batch in one transaction.
async fn take(app: &App, run: Uuid, rows: Vec<Row>, doors: Arc<HandDoors>) -> Result<Vec<Told>, ImportError> {
    let now = app.now();
    let all = app.store().write(NODE_LANE, move |tx| Box::pin(write(tx, run, now, (rows, doors)))).await?;
    Ok(all)
}

async fn write(
    tx: &store::Tx,
    run: Uuid,
    now: Timestamp,
    (rows, doors): (Vec<Row>, Arc<HandDoors>),
) -> Result<Vec<Told>, store::Error> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|row| listing_of(row).map(|listing| listing.key.uuid())).collect();
    ids.sort_unstable();
    ids.dedup();
    // Or a place that somebody withholds at this moment would be written over.
    store::directory::hold(tx).await?;
    let kept = store::directory::kept(tx, ids).await?;
    let kept: HashMap<Uuid, Kept> = kept.into_iter().map(|kept| (kept.id, kept)).collect();
    let (mut told, mut lines, mut seen) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    let mut here = HashSet::new();
    for row in rows {
        let before = listing_of(&row).and_then(|listing| kept.get(&listing.key.uuid()));
        let (one, line) = judge(row, before, &mut here, &doors);
        match (&one.fate, line) {
            (Fate::Listed(Listed::Unchanged, id, ..), _) => seen.push(*id),
            (_, Some(line)) => lines.push(line),
            _ => {}
        }
        told.push(one);
    }
    store::directory::put(tx, run, now, lines).await?;
    store::directory::seen(tx, run, now, seen).await?;
    Ok(told)
}

/// What becomes of a row beside what was kept before, and the line that it makes.
fn judge(row: Row, before: Option<&Kept>, here: &mut HashSet<Uuid>, doors: &HandDoors) -> (Told, Option<Line>) {
    let (at, fate, line) = match row {
        Row::Refused(at, reason) => (at, Fate::Refused(reason), None),
        Row::UnknownColumn(at, column) => (at, Fate::UnknownColumn(column), None),
        Row::Listing(at, listing, _) if !here.insert(listing.key.uuid()) => {
            (at, Fate::Refused(Reason::Twice(listing.key.id)), None)
        }
        Row::Listing(at, listing, notes) => {
            let listing = match before.and_then(|kept| kept.by_hand.as_ref()) {
                None => doors.beside(*listing),
                Some(stands) => match serde_json::from_str(stands) {
                    Ok(stands) => merge::withhold_again(*listing, &stands),
                    Err(_) => merge::withhold(*listing),
                },
            };
            let line = line_of(&listing);
            let listed = match before {
                None => Listed::Taken,
                Some(kept) if kept.digest == line.digest && !kept.vanished => Listed::Unchanged,
                Some(_) => Listed::Changed,
            };
            (at, Fate::Listed(listed, line.id, line.withheld, notes), Some(line))
        }
    };
    (Told { at, fate }, line)
}

const fn listing_of(row: &Row) -> Option<&Listing> {
    match row {
        Row::Listing(_, listing, _) => Some(listing),
        Row::Refused(..) | Row::UnknownColumn(..) => None,
    }
}

pub(super) fn line_of(listing: &Listing) -> Line {
    Line {
        id: listing.key.uuid(),
        source: listing.key.source.clone(),
        source_id: listing.key.id.clone(),
        said: serde_json::to_string(listing).unwrap_or_default(),
        digest: listing.digest().to_vec(),
        withheld: listing.whereabouts.is_withheld(),
    }
}

/// What an import would do, without doing it: what became of each row as [`import`] would tell it.
///
/// # Errors
/// [`ImportError`].
pub async fn preview(
    app: &App,
    source: &Source,
    scratch: &Path,
    mut told: impl FnMut(Told),
) -> Result<Count, ImportError> {
    let rules = Rules::on(Day::of(app.now(), "UTC"));
    let doors = HandDoors::of(app, &source.name()).await?;
    // Where a person withheld nothing of it, it is read once.
    let doors =
        if doors.are_any() { look_through(source, scratch, rules.clone(), doors).await? } else { Arc::new(doors) };
    let (send, mut batches) = mpsc::channel::<Vec<Row>>(4);
    let reading = tokio::task::spawn_blocking({
        let (source, scratch) = (source.clone(), scratch.to_owned());
        move || hand_over(&source, &scratch, &rules, &send)
    });
    let mut count = Count::default();
    while let Some(rows) = batches.recv().await {
        let mut seen = HashSet::new();
        for row in rows {
            let before = match listing_of(&row) {
                Some(listing) => store::directory::digest_of(app.store(), listing.key.uuid()).await?,
                None => None,
            };
            let one = judge(row, before.as_ref(), &mut seen, &doors).0;
            tally(&mut count, &one.fate);
            told(one);
        }
    }
    reading.await.map_err(|_| ReadError::Io(std::io::Error::other("the reader stopped")))??;
    let stand = store::directory::count(app.store(), &source.name()).await?;
    let known = count.changed + count.unchanged;
    if count.taken + known == 0 {
        return Err(ImportError::Empty);
    }
    count.vanished = stand.saturating_sub(known);
    Ok(count)
}
