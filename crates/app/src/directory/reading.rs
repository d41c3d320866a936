//! A file is read in a thread of its own, to its end; what became of its rows lies in a file without a name meanwhile, from which
//! they are handed over. So it is read once, and what is written is what was looked through.

use super::doors::HandDoors;
use super::import::ImportError;
use ::directory::listing::Listing;
use ::directory::report::{At, ReadError, Row};
use ::directory::scratch::Scratch;
use ::directory::source::Source;
use ::directory::withheld::Rules;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::JoinHandle;

/// Listings of one batch.
pub(super) const BATCH: usize = 500;
/// Most rows of one: most of them may be no listings.
const ROWS: usize = 5_000;
/// After so many rows it is said how far it is.
const SAID: u64 = 1_000;

/// How far a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HowFar {
    /// It was read to its end, and what becomes of its rows is written down. Before that nothing is.
    pub is_written: bool,
    /// Rows that were read.
    pub read: u64,
    /// Rows of which it is known what becomes of them: tables are read whole before that is known of the first.
    pub judged: u64,
}

/// Whoever is told how far it is: in the thread that reads, each time after some rows.
pub(super) type Say = Arc<dyn Fn(HowFar) + Send + Sync>;

/// Where files may be written meanwhile, and how much.
#[derive(Clone)]
pub(super) struct Room {
    pub folder: PathBuf,
    /// Most bytes of what the reader writes, and of the rows; without it what the reader takes by itself, and any number of rows.
    pub most_bytes: Option<u64>,
    /// Of what an admin gave no more is read at once than there is room for. It is given back when the thread ends, not
    /// when somebody stops waiting for it.
    pub _turn: Option<Arc<OwnedSemaphorePermit>>,
}

impl From<&std::path::Path> for Room {
    fn from(folder: &std::path::Path) -> Self {
        Self { folder: folder.to_owned(), most_bytes: None, _turn: None }
    }
}

/// What is read, and by which rules.
#[derive(Clone)]
pub(super) struct Reading {
    pub source: Source,
    pub room: Room,
    pub rules: Rules,
    pub say: Say,
}

impl Reading {
    fn read(&self, take: &mut Take<'_>) -> Result<(), ReadError> {
        let mut scratch = Scratch::from(&self.room.folder);
        scratch.most_bytes = self.room.most_bytes.unwrap_or(scratch.most_bytes);
        let mut pace = Pace { say: &self.say, far: HowFar::default() };
        self.source.read(scratch, &self.rules, &mut |row| if pace.sees(&row) { take(row) } else { Ok(()) })
    }

    /// Reads to the end and writes nothing into the store. Answers the doors behind which a person withheld something, and the rows.
    /// Of a file that cannot be read to its end nobody learns what became of rows: nothing did.
    pub(super) async fn look_through(
        &self,
        mut doors: HandDoors,
    ) -> Result<(Arc<HandDoors>, ReadThrough), ImportError> {
        let reading = self.clone();
        let looked = tokio::task::spawn_blocking(move || {
            let mut any = false;
            let mut left = reading.room.most_bytes.unwrap_or(u64::MAX);
            let mut rows = BufWriter::new(tempfile::tempfile_in(&reading.room.folder)?);
            reading.read(&mut |row| {
                if let Some(listing) = listing_of(&row) {
                    any = true;
                    doors.look(listing);
                }
                let mut line = serde_json::to_vec(&row).map_err(std::io::Error::from)?;
                line.push(b'\n');
                left = left.checked_sub(line.len() as u64).ok_or_else(|| ReadError::FileTooLong(at_of(&row)))?;
                Ok(rows.write_all(&line)?)
            })?;
            let rows = rows.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            Ok::<_, ReadError>((doors, ReadThrough { rows, reading, is_empty: !any }))
        });
        let (doors, rows) = looked.await.map_err(|_| stopped())??;
        Ok((Arc::new(doors), rows))
    }

    /// Reads and hands the rows over in batches; it waits while whoever takes them is behind.
    pub(super) fn hand_over(self) -> Batches {
        Batches::of(move |take| self.read(take))
    }
}

/// What was read of a file to its end.
pub(super) struct ReadThrough {
    rows: File,
    reading: Reading,
    /// There is no listing in it.
    pub is_empty: bool,
}

impl ReadThrough {
    /// Hands the rows over in batches, as they were read.
    pub(super) fn hand_over(mut self) -> Batches {
        Batches::of(move |take| {
            self.rows.seek(SeekFrom::Start(0))?;
            let mut pace = Pace { say: &self.reading.say, far: HowFar { is_written: true, ..HowFar::default() } };
            for line in BufReader::new(&self.rows).lines() {
                let row: Row = serde_json::from_str(&line?).map_err(std::io::Error::from)?;
                pace.sees(&row);
                take(row)?;
            }
            Ok(())
        })
    }
}

/// Says now and then how far it is.
struct Pace<'a> {
    say: &'a Say,
    far: HowFar,
}

impl Pace<'_> {
    /// Whether it is a row, and no sign of life.
    fn sees(&mut self, row: &Row) -> bool {
        let (read, judged) = match row {
            Row::SoFar(read) => (*read, self.far.judged),
            Row::Listing(..) | Row::Refused(..) | Row::Beside(..) => (self.far.read, self.far.judged + 1),
            Row::UnknownColumn(..) | Row::LeftOut(..) => return true,
        };
        self.far = HowFar { read: read.max(judged), judged, ..self.far };
        let is_row = !matches!(row, Row::SoFar(_));
        if !is_row || judged.is_multiple_of(SAID) {
            (self.say)(self.far);
        }
        is_row
    }
}

fn at_of(row: &Row) -> At {
    match row {
        Row::Listing(at, ..)
        | Row::Refused(at, _)
        | Row::Beside(at, _)
        | Row::UnknownColumn(at, _)
        | Row::LeftOut(at, _) => at.clone(),
        Row::SoFar(line) => At { file: String::new(), line: *line },
    }
}

fn stopped() -> ReadError {
    ReadError::Io(std::io::Error::other("the reader stopped"))
}

/// The rows of a file, in batches, as they are read.
pub(super) struct Batches {
    batches: mpsc::Receiver<Vec<Row>>,
    reading: JoinHandle<Result<(), ReadError>>,
}

/// Whoever takes rows.
type Take<'a> = dyn FnMut(Row) -> Result<(), ReadError> + 'a;

impl Batches {
    /// Of what `read` gives, in a thread of its own.
    fn of(read: impl FnOnce(&mut Take<'_>) -> Result<(), ReadError> + Send + 'static) -> Self {
        let (send, batches) = mpsc::channel(4);
        let gone = |_| ReadError::Io(std::io::Error::other("the import was given up"));
        let reading = tokio::task::spawn_blocking(move || {
            let (mut batch, mut listings) = (Vec::new(), 0);
            read(&mut |row| {
                listings += usize::from(listing_of(&row).is_some());
                batch.push(row);
                if listings == BATCH || batch.len() == ROWS {
                    listings = 0;
                    send.blocking_send(std::mem::take(&mut batch)).map_err(gone)?;
                }
                Ok(())
            })?;
            send.blocking_send(batch).map_err(gone)
        });
        Self { batches, reading }
    }
    /// The next ones.
    pub(super) async fn next(&mut self) -> Option<Vec<Row>> {
        self.batches.recv().await
    }
    /// Whether all of it was read.
    pub(super) async fn ended(self) -> Result<(), ReadError> {
        self.reading.await.map_err(|_| stopped())?
    }
}

pub(super) const fn listing_of(row: &Row) -> Option<&Listing> {
    match row {
        Row::Listing(_, listing, _) => Some(listing),
        _ => None,
    }
}
