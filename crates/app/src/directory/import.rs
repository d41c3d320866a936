//! What others publish is read into the store, and withheld by hand where a rule did not.
//!
//! Invariant: a file is read to its end before the first line is written, so one that cannot be read changes nothing.
//! Invariant: what was withheld by hand stays withheld at every import.

use super::doors::HandDoors;
use super::reading::{HowFar, Reading, Room, listing_of};
use crate::node::NODE_LANE;
use crate::{App, Error};
use ::directory::listing::Listing;
use ::directory::merge;
use ::directory::report::{At, Beside, Count, Note, ReadError, Reason, Row};
use ::directory::source::Source;
use ::directory::withheld::Rules;
use domain::day::Day;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use store::directory::{Counted, Kept, Line};
use uuid::Uuid;

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
    /// It is no listing of its own, and nothing is wrong with it.
    Beside(Beside),
    /// A column of the file is not known, and was left out.
    UnknownColumn(String),
    /// A table, a file or a list of which nothing is read.
    LeftOut(String),
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
    import_saying(app, source, scratch, |_| {}, told).await
}

/// The same, and says how far it is: `say` is called in the thread that reads.
///
/// # Errors
/// [`ImportError`].
pub async fn import_saying(
    app: &App,
    source: &Source,
    scratch: &Path,
    say: impl Fn(HowFar) + Send + Sync + 'static,
    told: impl FnMut(Told),
) -> Result<Count, ImportError> {
    let reading = Reading { source: source.clone(), room: scratch.into(), rules: rules(app), say: Arc::new(say) };
    import_as(app, app.next_id(), reading, told).await
}

/// Of one day, however long it takes.
pub(super) fn rules(app: &App) -> Rules {
    Rules::on(Day::of(app.now(), "UTC"))
}

/// The same, as the run of this id.
pub(super) async fn import_as(
    app: &App,
    run: Uuid,
    reading: Reading,
    mut told: impl FnMut(Told),
) -> Result<Count, ImportError> {
    let name = reading.source.name();
    let (doors, rows) = reading.look_through(HandDoors::of(app, &name).await?).await?;
    if rows.is_empty {
        // Why, is said of every row all the same.
        let mut batches = rows.hand_over();
        while let Some(rows) = batches.next().await {
            take(app, run, rows, doors.clone()).await?.into_iter().for_each(&mut told);
        }
        batches.ended().await?;
        return Err(ImportError::Empty);
    }
    let (begun, begun_as) = (app.now(), name.clone());
    app.store()
        .write(NODE_LANE, move |tx| Box::pin(async move { store::directory::begin(tx, run, &begun_as, begun).await }))
        .await
        .map_err(ImportError::from)?;
    let (mut batches, mut count) = (rows.hand_over(), Count::default());
    while let Some(rows) = batches.next().await {
        let is_written = rows.iter().any(|row| listing_of(row).is_some());
        for one in take(app, run, rows, doors.clone()).await? {
            tally(&mut count, &one.fate);
            told(one);
        }
        if is_written {
            super::uploads::say_how_far(app, run, &count).await?;
        }
    }
    batches.ended().await?;
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
        Fate::Beside(_) | Fate::UnknownColumn(_) | Fate::LeftOut(_) => {}
    }
}

/// Writes a batch in one transaction.
async fn take(app: &App, run: Uuid, rows: Vec<Row>, doors: Arc<HandDoors>) -> Result<Vec<Told>, ImportError> {
    if rows.iter().all(|row| listing_of(row).is_none()) {
        // Nothing of it is kept.
        return Ok(judged(rows, &HashMap::new(), &doors).into_iter().map(|(told, _)| told).collect());
    }
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
    let ids = ids(&rows);
    // Or a place that somebody withholds at this moment would be written over.
    store::directory::hold(tx).await?;
    let kept = by_id(store::directory::kept(tx, ids).await?);
    let (mut told, mut lines, mut seen) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    for (one, line) in judged(rows, &kept, &doors) {
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

/// The ids of the listings among these rows, each once.
fn ids(rows: &[Row]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|row| listing_of(row).map(|listing| listing.key.uuid())).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn by_id(kept: Vec<Kept>) -> HashMap<Uuid, Kept> {
    kept.into_iter().map(|kept| (kept.id, kept)).collect()
}

/// What becomes of each row of a batch.
fn judged(rows: Vec<Row>, kept: &HashMap<Uuid, Kept>, doors: &HandDoors) -> Vec<(Told, Option<Line>)> {
    let mut here = HashSet::new();
    let one = |row: Row| {
        let before = listing_of(&row).and_then(|listing| kept.get(&listing.key.uuid()));
        judge(row, before, &mut here, doors)
    };
    rows.into_iter().filter_map(one).collect()
}

/// What becomes of a row beside what was kept before, and the line that it makes. Of a sign of life nothing does.
fn judge(row: Row, before: Option<&Kept>, here: &mut HashSet<Uuid>, doors: &HandDoors) -> Option<(Told, Option<Line>)> {
    let (at, fate, line) = match row {
        Row::Refused(at, reason) => (at, Fate::Refused(reason), None),
        Row::Beside(at, why) => (at, Fate::Beside(why), None),
        Row::UnknownColumn(at, column) => (at, Fate::UnknownColumn(column), None),
        Row::LeftOut(at, name) => (at, Fate::LeftOut(name), None),
        Row::SoFar(_) => return None,
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
    Some((Told { at, fate }, line))
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
    let room = Room::from(scratch);
    preview_in(app, source, room, &mut told).await
}

/// The same, in this room.
pub(super) async fn preview_in(
    app: &App,
    source: &Source,
    room: Room,
    told: &mut impl FnMut(Told),
) -> Result<Count, ImportError> {
    let reading = Reading { source: source.clone(), room, rules: rules(app), say: Arc::new(|_| {}) };
    let doors = HandDoors::of(app, &source.name()).await?;
    // Where a person withheld something of it, all rows are read before the first is judged.
    let (doors, mut batches) = if doors.are_any() {
        let (doors, rows) = reading.look_through(doors).await?;
        (doors, rows.hand_over())
    } else {
        (Arc::new(doors), reading.hand_over())
    };
    let mut count = Count::default();
    while let Some(rows) = batches.next().await {
        let kept = by_id(store::directory::kept_now(app.store(), ids(&rows)).await?);
        for (one, _) in judged(rows, &kept, &doors) {
            tally(&mut count, &one.fate);
            told(one);
        }
    }
    batches.ended().await?;
    let stand = store::directory::count(app.store(), &source.name()).await?;
    let known = count.changed + count.unchanged;
    if count.taken + known == 0 {
        return Err(ImportError::Empty);
    }
    count.vanished = stand.saturating_sub(known);
    Ok(count)
}
