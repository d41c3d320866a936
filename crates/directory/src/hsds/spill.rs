//! Rows of all tables, in small files by the id of what they belong to.
//!
//! Invariant: memory holds the names of taxonomy terms (at most [`TERMS`]) and the buffers of the files, and no rows.

use super::columns::Kind;
use crate::fnv::fnv;
use crate::report::{At, ReadError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How many files a stage is put into. Of a million and a half services each then holds some 23,000.
const PARTS: usize = 64;
/// Bytes of a file that is read at once; in memory its rows take some five times as many.
const AT_ONCE: u64 = 3 << 20;
/// Into how many files a part is split at most.
const SPLIT: u64 = 64;
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
    /// Bytes of a file that is read at once.
    at_once: u64,
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
            at_once: AT_ONCE,
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

    /// The files of a part: one, or where that is too large to be read at once several, each id in one of them.
    pub(super) fn files(&mut self, stage: Stage, part: usize) -> Result<Vec<PathBuf>, ReadError> {
        let writer = self.stages.get_mut(stage as usize).and_then(|parts| parts.get_mut(part)).and_then(Option::take);
        let Some(mut writer) = writer else { return Ok(Vec::new()) };
        writer.flush()?;
        drop(writer);
        let path = self.path(stage, part);
        let many = std::fs::metadata(&path)?.len().div_ceil(self.at_once).min(SPLIT);
        if many < 2 {
            return Ok(vec![path]);
        }
        let paths: Vec<PathBuf> = (0..many).map(|number| path.with_extension(number.to_string())).collect();
        let open = |path: &PathBuf| Ok(BufWriter::with_capacity(4 << 10, File::create(path)?));
        let mut files = paths.iter().map(open).collect::<Result<Vec<_>, ReadError>>()?;
        for line in BufReader::new(File::open(&path)?).lines() {
            let line = line?;
            let id: Id = serde_json::from_str(&line).map_err(std::io::Error::from)?;
            // Other bits than those that chose the part.
            let number = usize::try_from((fnv(&id.0) >> 40) % many).unwrap_or(0);
            if let Some(file) = files.get_mut(number) {
                file.write_all(line.as_bytes())?;
                file.write_all(b"\n")?;
            }
        }
        for mut file in files {
            file.flush()?;
        }
        std::fs::remove_file(path)?;
        Ok(paths)
    }

    /// Takes the rows of a file by their ids, in the order in which they were put.
    pub(super) fn groups(path: &Path) -> Result<Vec<(String, Vec<Entry>)>, ReadError> {
        let groups = Self::look(path)?;
        std::fs::remove_file(path)?;
        Ok(groups)
    }

    /// The same, and the file stays.
    pub(super) fn look(path: &Path) -> Result<Vec<(String, Vec<Entry>)>, ReadError> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<(String, Vec<Entry>)> = Vec::new();
        for line in BufReader::new(File::open(path)?).lines() {
            let (key, entry): (String, Entry) = serde_json::from_str(&line?).map_err(std::io::Error::from)?;
            let next = groups.len();
            let place = *places.entry(key.clone()).or_insert(next);
            match groups.get_mut(place) {
                Some((_, group)) => group.push(entry),
                None => groups.push((key, vec![entry])),
            }
        }
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

/// The id of a line, without the row behind it.
#[derive(Deserialize)]
struct Id(String, serde::de::IgnoredAny);

/// The same id always goes into the same file.
fn part_of(id: &str) -> usize {
    usize::try_from((fnv(id) >> 20) % PARTS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_and_taken(at_once: u64) -> BTreeMap<String, Vec<u64>> {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill { at_once, ..Spill::new(folder.path()).unwrap() };
        for line in 0..1_000 {
            let at = At { file: "services.csv".to_owned(), line };
            let entry =
                Entry { kind: Kind::Service as u8, at, fields: Fields::new(), with: Vec::new(), recoded: false };
            spill.put(Stage::Services, &format!("\"{}\n", line % 300), &entry).unwrap();
        }
        let mut taken = BTreeMap::new();
        for part in Spill::parts() {
            for file in spill.files(Stage::Services, part).unwrap() {
                for (id, rows) in Spill::groups(&file).unwrap() {
                    let rows = rows.into_iter().map(|row| row.at.line).collect();
                    assert!(taken.insert(id, rows).is_none(), "an id is in one file");
                }
            }
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing stays behind");
        taken
    }

    #[test]
    fn a_part_that_is_too_large_is_read_in_pieces_with_the_same_rows() {
        let whole = put_and_taken(u64::MAX);
        assert_eq!((whole.len(), whole.values().map(Vec::len).sum::<usize>()), (300, 1_000));
        assert_eq!(put_and_taken(100), whole);
    }
}
