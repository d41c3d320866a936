//! Rows of all tables, in small files by the id of what they belong to.
//!
//! Invariant: memory holds the names of taxonomy terms (at most [`TERMS`]) and the buffers of the files, and no rows.

use super::columns::Kind;
use crate::report::{At, ReadError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How many files a stage is put into. Of a million and a half services each then holds some 23,000.
const PARTS: usize = 64;
/// Most terms of taxonomies whose names are kept.
const TERMS: usize = 100_000;

/// The cells of a row by the names of [`super::columns`]; none is empty.
pub(super) type Fields = BTreeMap<String, String>;

/// A row of a table on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub kind: u8,
    pub at: At,
    pub fields: Fields,
    /// Rows that were joined to it already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Entry>,
    /// It was read in another encoding.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recoded: bool,
}

impl Entry {
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == kind as u8
    }
}

/// A stage of the join: what is read together stands in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// By the id of a service at a location.
    Offers,
    /// By the id of a location.
    Locations,
    /// By the id of a service.
    Services,
    /// By the id of an organization.
    Organizations,
    /// By the street and the ZIP.
    Places,
}

/// The files.
pub(super) struct Spill {
    folder: PathBuf,
    stages: [Vec<Option<BufWriter<File>>>; 5],
    written: u64,
    /// Names of taxonomy terms by their ids.
    pub terms: HashMap<String, String>,
}

impl Spill {
    pub(super) fn new(folder: &Path) -> Result<Self, ReadError> {
        let none = || std::iter::repeat_with(|| None).take(PARTS).collect();
        Ok(Self {
            folder: folder.to_owned(),
            stages: [none(), none(), none(), none(), none()],
            written: 0,
            terms: HashMap::new(),
        })
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.written == 0
    }

    /// Remembers the name of a term.
    pub(super) fn term(&mut self, id: &str, name: &str) {
        if self.terms.len() < TERMS && !id.is_empty() && !name.is_empty() {
            self.terms.insert(id.to_owned(), name.to_owned());
        }
    }

    /// Puts a row into the file of this stage and id.
    pub(super) fn put(&mut self, stage: Stage, id: &str, entry: &Entry) -> Result<(), ReadError> {
        let part = part_of(id);
        let path = self.path(stage, part);
        let slot = self.stages.get_mut(stage as usize).and_then(|parts| parts.get_mut(part));
        let Some(slot) = slot else { return Ok(()) };
        if slot.is_none() {
            *slot = Some(BufWriter::with_capacity(16 << 10, File::create(path)?));
        }
        if let Some(writer) = slot {
            serde_json::to_writer(&mut *writer, &(id, entry)).map_err(std::io::Error::from)?;
            writer.write_all(b"\n")?;
        }
        self.written += 1;
        Ok(())
    }

    /// Takes the rows of a part by their ids, in the order in which they were put.
    pub(super) fn part(&mut self, stage: Stage, part: usize) -> Result<Vec<(String, Vec<Entry>)>, ReadError> {
        let writer = self.stages.get_mut(stage as usize).and_then(|parts| parts.get_mut(part)).and_then(Option::take);
        let Some(mut writer) = writer else { return Ok(Vec::new()) };
        writer.flush()?;
        drop(writer);
        let path = self.path(stage, part);
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<(String, Vec<Entry>)> = Vec::new();
        for line in BufReader::new(File::open(&path)?).lines() {
            let (key, entry): (String, Entry) = serde_json::from_str(&line?).map_err(std::io::Error::from)?;
            let next = groups.len();
            let place = *places.entry(key.clone()).or_insert(next);
            match groups.get_mut(place) {
                Some((_, group)) => group.push(entry),
                None => groups.push((key, vec![entry])),
            }
        }
        std::fs::remove_file(path)?;
        Ok(groups)
    }

    /// The numbers of the parts.
    pub(super) fn parts() -> std::ops::Range<usize> {
        0..PARTS
    }

    fn path(&self, stage: Stage, part: usize) -> PathBuf {
        self.folder.join(format!("{}-{part}", stage as usize))
    }
}

/// FNV-1a: the same id always goes into the same file.
fn part_of(id: &str) -> usize {
    let hash = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    usize::try_from((hash >> 20) % PARTS as u64).unwrap_or(0)
}
