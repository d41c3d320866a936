//! What became of every row: in words that a person can act on, with the file and the line.

use crate::listing::Listing;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct At {
    /// The file; inside an archive or a folder its own name.
    pub file: String,
    /// The line, from 1; in JSON the number of the record.
    pub line: u64,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It has no id.
    #[error("the row has no id in the column {0}")]
    NoId(String),
    /// It has no name.
    #[error("the row has no name")]
    NoName,
    /// The same id stands there twice, and what it says differs; the first stands.
    #[error("the id {0} stands in the file before, with other content; the first one was kept")]
    Twice(String),
    /// It names a row that is not there.
    #[error("it belongs to {table} {id}, which is not in the file")]
    Dangling {
        /// The table that it names.
        table: String,
        /// The id that it names.
        id: String,
    },
    /// The row has more or fewer cells than the header.
    #[error("the row has {found} cells, and the header {expected}")]
    Cells {
        /// How many it has.
        found: u64,
        /// How many the header has.
        expected: u64,
    },
    /// The source says that it is closed.
    #[error("the source says that it is not active ({0})")]
    NotActive(String),
    /// Nobody is received there.
    #[error("it is an office where nobody is received ({0})")]
    Office(String),
    /// It and others of its table belong to what has as many rows as are kept. They are said once.
    #[error("rows of this table that belong to {id}: {kept} were kept, and {left_out} from this line on were left out")]
    TooMany {
        /// What they belong to.
        id: String,
        /// How many were kept.
        kept: u64,
        /// How many were not, with this one.
        left_out: u64,
    },
    /// It belongs to nothing.
    #[error("the row belongs to no organization, service or location")]
    NoParent,
    /// A record in JSON that is not an object, or of which nothing says what it is.
    #[error("nothing says whether it is an organization, a service or a location")]
    NoKind,
    /// It stands deeper within other records than anything that is published.
    #[error("it stands too deep within other records")]
    TooDeep,
}

impl Reason {
    /// How many rows it is said of.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        match self {
            Self::TooMany { left_out, .. } => *left_out,
            _ => 1,
        }
    }
}

/// What was put right or left out of a row that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// It was not in UTF-8, and was read as Windows-1252.
    Encoding,
    /// Its point is 0,0 or far from the United States, and was left out.
    Point,
    /// A phone could not be read, and stands as published.
    Phone,
    /// A time could not be read, and was left out.
    Hours,
    /// It names an organization that is not in the file.
    Organization,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Encoding => "not in UTF-8: read as Windows-1252",
            Self::Point => "its point is 0,0 or far away, and was left out",
            Self::Phone => "a phone cannot be dialed as it is published",
            Self::Hours => "a time cannot be read, and was left out",
            Self::Organization => "it names an organization that is not in the file",
        })
    }
}

/// Why a row is no listing of its own, though nothing is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// It says what a row of the same id before it says.
    Again(String),
    /// It is read together with what it belongs to, or with what belongs to it: a phone, a place, an organization.
    Part,
    /// It belongs to a person, and nobody who works somewhere is in the directory.
    OfPerson,
}

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Again(id) => write!(f, "the id {id} stands in the file before, with the same content"),
            Self::Part => f.write_str("read together with the rows that it belongs to, or that belong to it"),
            Self::OfPerson => f.write_str("it belongs to a person, and people are not in the directory"),
        }
    }
}

/// What a reader gives, row after row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Row {
    /// A listing, and what was put right in it.
    Listing(At, Box<Listing>, Vec<Note>),
    /// A row that was not taken.
    Refused(At, Reason),
    /// A row that is no listing of its own.
    Beside(At, Beside),
    /// A column that nobody here knows, once a file; its cells are left out.
    UnknownColumn(At, String),
    /// A table, a file beside the tables or a list in a record of which nothing is read, by its name, once.
    LeftOut(At, String),
    /// How many rows were read so far, of which nothing can be said yet. It is no row.
    SoFar(u64),
}

/// What a file is not, with what the library says, which quotes no content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// An archive.
    #[error("not an archive ({0})")]
    Archive(String),
    /// An archive of so few files that it may be read.
    #[error("more than {0} files in the archive")]
    Files(usize),
    /// A table.
    #[error("not a table of comma-separated values ({0})")]
    Table(String),
    /// JSON.
    #[error("not JSON that can be read ({0})")]
    Json(String),
}

/// Why a file cannot be read on. Nothing of it is written; the kept directory is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A column is missing without which nothing can be understood.
    #[error("{at}: the column {column} is missing; is this the file that was meant?")]
    NoColumn {
        /// Where the header stands.
        at: At,
        /// What the column is called.
        column: &'static str,
    },
    /// The file is UTF-16 or binary.
    #[error("{0}: the file is not text in UTF-8 or Windows-1252; save it as UTF-8 and try again")]
    Encoding(At),
    /// One record is longer than 4 MB.
    #[error("{0}: a record is longer than 4 MB; a quotation mark may be missing")]
    RecordTooLong(At),
    /// The file is longer than may be read, or is packed so tightly that it is no list.
    #[error("{0}: the file is larger than may be read")]
    FileTooLong(At),
    /// Not an archive, not a table, or not JSON.
    #[error("{at}: {problem}")]
    Malformed {
        /// Where.
        at: At,
        /// What it is not.
        problem: Malformed,
    },
    /// There is nothing in it that we know.
    #[error("there is no table of organizations, services or locations in {0}")]
    NoTables(String),
    /// Reading or writing failed.
    #[error("reading failed: {0}")]
    Io(#[from] std::io::Error),
}

/// What became of a file, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Rows that are new.
    pub taken: u64,
    /// Rows that say something else than before.
    pub changed: u64,
    /// Rows that say what they said.
    pub unchanged: u64,
    /// Of these three: rows whose place is withheld.
    pub withheld: u64,
    /// Rows that were not taken.
    pub refused: u64,
    /// Rows that were there before and are not in the file.
    pub vanished: u64,
}

impl Count {
    /// Counts a listing beside what was kept of it before.
    pub fn listing(&mut self, listing: &Listing, before: Option<&[u8]>) {
        match before {
            None => self.taken += 1,
            Some(digest) if digest == listing.digest() => self.unchanged += 1,
            Some(_) => self.changed += 1,
        }
        self.withheld += u64::from(listing.whereabouts.is_withheld());
    }
}

/// What was seen of a key in this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Not before.
    New,
    /// Before, with the same content.
    Same,
    /// Before, with other content.
    Other,
}

/// The keys of a file, in sixteen bytes each: a million and a half are 50 MB.
#[derive(Default)]
pub(crate) struct Seen(std::collections::HashMap<u64, u64>);

impl Seen {
    /// Looks whether this listing's key was there before.
    pub(crate) fn look(&mut self, listing: &Listing) -> Look {
        let key = listing.key.uuid();
        self.look_at(key.as_bytes(), &listing.digest())
    }
    /// The same for any digest of an id and of its content.
    pub(crate) fn look_at(&mut self, key: &[u8], content: &[u8]) -> Look {
        let first = |bytes: &[u8]| bytes.first_chunk::<8>().map_or(0, |chunk| u64::from_le_bytes(*chunk));
        match self.0.insert(first(key), first(content)) {
            None => Look::New,
            Some(before) if before == first(content) => Look::Same,
            Some(before) => {
                self.0.insert(first(key), before);
                Look::Other
            }
        }
    }
}
