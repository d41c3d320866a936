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
    /// It is no row of its own: it stands within a record in JSON, or was made of a cell. Nobody asks what became of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inner: bool,
}

impl Entry {
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == kind as u8
    }
    /// Some bytes more than it takes in a file, without what was joined to it.
    pub(super) fn bytes(&self) -> usize {
        let cells = self.fields.iter().map(|(name, cell)| name.len() + cell.len() + 6).sum::<usize>();
        cells + self.at.file.len() + 60
    }
}

/// A stage of the join: what is read together stands in one file. What goes on with what it belongs to stands in a file of its own
/// ("Of"): there may be any number of these, and they are read one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// By the id of a service at a location.
    Offers,
    /// By the id of a location.
    Locations,
    /// By the id of a location: services at it.
    OfLocations,
    /// By the id of a service.
    Services,
    /// By the id of a service: where it is given.
    OfServices,
    /// By the id of an organization.
    Organizations,
    /// By the id of an organization: its services and locations.
    OfOrganizations,
    /// By the street and the ZIP.
    Places,
}

const STAGES: usize = 8;

/// The files.
pub(super) struct Spill {
    folder: PathBuf,
    stages: [Vec<Option<BufWriter<File>>>; STAGES],
    written: u64,
    /// Rows that were read.
    pub rows: u64,
    /// Bytes that lie in the files, of at most so many: what was read is deleted, and counts no more.
    bytes: u64,
    most_bytes: u64,
    /// Bytes of a file that is read at once.
    at_once: u64,
    /// Names of taxonomy terms by their ids.
    pub terms: HashMap<String, String>,
}

impl Spill {
    /// Files in this folder, of at most so many bytes.
    pub(super) fn new(folder: &Path, most_bytes: u64) -> Self {
        let none = || std::iter::repeat_with(|| None).take(PARTS).collect();
        Self {
            folder: folder.to_owned(),
            stages: std::array::from_fn(|_| none()),
            written: 0,
            rows: 0,
            bytes: 0,
            most_bytes,
            at_once: AT_ONCE,
            terms: HashMap::new(),
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.written == 0
    }

    /// Remembers the name of a term, if there is room.
    pub(super) fn term(&mut self, id: &str, name: &str) -> bool {
        let has_room = self.terms.len() < TERMS || self.terms.contains_key(id);
        if has_room && !id.is_empty() && !name.is_empty() {
            self.terms.insert(id.to_owned(), name.to_owned());
        }
        has_room
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
            let mut counted = Counted { to: writer, bytes: 1 };
            serde_json::to_writer(&mut counted, &(id, entry)).map_err(std::io::Error::from)?;
            self.bytes += counted.bytes;
            writer.write_all(b"\n")?;
        }
        if self.bytes > self.most_bytes {
            return Err(ReadError::FileTooLong(entry.at.clone()));
        }
        self.written += 1;
        Ok(())
    }

    /// The files of a part of a stage: one, or where that is too large to be read at once several, each id in one of them. Each with the
    /// file of what goes on with what stands in it.
    pub(super) fn files(&mut self, stage: Stage, of: Option<Stage>, part: usize) -> Result<Vec<Part>, ReadError> {
        let own = self.closed(stage, part)?;
        let of = of.map(|of| self.closed(of, part)).transpose()?.flatten();
        let bytes = own.as_ref().map(std::fs::metadata).transpose()?.map_or(0, |own| own.len());
        let many = bytes.div_ceil(self.at_once).min(SPLIT);
        if many < 2 {
            return Ok(if own.is_none() && of.is_none() { Vec::new() } else { vec![Part { own, of }] });
        }
        let (own, of) = (own.map(|own| split(&own, many)).transpose()?, of.map(|of| split(&of, many)).transpose()?);
        // The lines of a part are the same in pieces, and so are their bytes.
        let at = |paths: &Option<Vec<PathBuf>>, at: usize| paths.as_ref().and_then(|paths| paths.get(at)).cloned();
        Ok((0..usize::try_from(many).unwrap_or(0)).map(|n| Part { own: at(&own, n), of: at(&of, n) }).collect())
    }

    /// The file of a part, whole, if anything was put there.
    pub(super) fn closed(&mut self, stage: Stage, part: usize) -> Result<Option<PathBuf>, ReadError> {
        let writer = self.stages.get_mut(stage as usize).and_then(|parts| parts.get_mut(part)).and_then(Option::take);
        let Some(mut writer) = writer else { return Ok(None) };
        writer.flush()?;
        Ok(Some(self.path(stage, part)))
    }

    /// Deletes what was read.
    pub(super) fn done(&mut self, part: Part) -> Result<(), ReadError> {
        for path in [part.own, part.of].into_iter().flatten() {
            let bytes = std::fs::metadata(&path)?.len();
            std::fs::remove_file(path)?;
            self.bytes = self.bytes.saturating_sub(bytes);
        }
        Ok(())
    }

    /// The numbers of the parts.
    pub(super) fn parts() -> std::ops::Range<usize> {
        0..PARTS
    }

    fn path(&self, stage: Stage, part: usize) -> PathBuf {
        self.folder.join(format!("{}-{part}", stage as usize))
    }
}

/// A file of a stage, and that of what goes on with it.
pub(super) struct Part {
    pub own: Option<PathBuf>,
    pub of: Option<PathBuf>,
}

/// The rows of a file, each with the id that it was put under, in the order in which they were put; one is in memory at a time.
pub(super) fn rows(path: Option<&Path>) -> Result<impl Iterator<Item = Result<(String, Entry), ReadError>>, ReadError> {
    let lines = path.map(File::open).transpose()?.map(|file| BufReader::new(file).lines());
    let row = |line: std::io::Result<String>| Ok(serde_json::from_str(&line?).map_err(std::io::Error::from)?);
    Ok(lines.into_iter().flatten().map(row))
}

/// Puts the lines of a file into several, each id in one of them, and deletes it.
fn split(path: &Path, many: u64) -> Result<Vec<PathBuf>, ReadError> {
    let paths: Vec<PathBuf> = (0..many).map(|number| path.with_extension(number.to_string())).collect();
    let open = |path: &PathBuf| Ok(BufWriter::with_capacity(4 << 10, File::create(path)?));
    let mut files = paths.iter().map(open).collect::<Result<Vec<_>, ReadError>>()?;
    for line in BufReader::new(File::open(path)?).lines() {
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

/// Counts what is written.
struct Counted<'a, W> {
    to: &'a mut W,
    bytes: u64,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.bytes += n as u64;
        Ok(n)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
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
        let mut spill = Spill { at_once, ..Spill::new(folder.path(), u64::MAX) };
        for line in 0..1_000 {
            let at = At { file: "services.csv".to_owned(), line };
            let entry = Entry {
                kind: Kind::Service as u8,
                at,
                fields: Fields::new(),
                with: Vec::new(),
                recoded: false,
                inner: false,
            };
            spill.put(Stage::Services, &format!("\"{}\n", line % 300), &entry).unwrap();
            spill.put(Stage::OfServices, &format!("\"{}\n", line % 300), &entry).unwrap();
        }
        let mut taken = BTreeMap::new();
        for part in Spill::parts() {
            for file in spill.files(Stage::Services, Some(Stage::OfServices), part).unwrap() {
                let mut here: BTreeMap<String, Vec<u64>> = BTreeMap::new();
                for row in rows(file.own.as_deref()).unwrap() {
                    let (id, row) = row.unwrap();
                    here.entry(id).or_default().push(row.at.line);
                }
                let goes_on: Vec<String> = rows(file.of.as_deref()).unwrap().map(|row| row.unwrap().0).collect();
                assert!(goes_on.iter().all(|id| here.contains_key(id)), "what goes on with it is beside it");
                for (id, rows) in here {
                    assert!(taken.insert(id, rows).is_none(), "an id is in one file");
                }
                spill.done(file).unwrap();
            }
        }
        assert_eq!(spill.bytes, 0, "what is gone counts no more");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing stays behind");
        taken
    }

    #[test]
    fn a_part_that_is_too_large_is_read_in_pieces_with_the_same_rows() {
        let whole = put_and_taken(u64::MAX);
        assert_eq!((whole.len(), whole.values().map(Vec::len).sum::<usize>()), (300, 1_000));
        assert_eq!(put_and_taken(100), whole);
    }

    #[test]
    fn a_file_that_would_fill_the_disk_stops_with_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::new(folder.path(), 1_000);
        let at = At { file: "services.csv".to_owned(), line: 7 };
        let entry = Entry {
            kind: Kind::Service as u8,
            at,
            fields: Fields::new(),
            with: Vec::new(),
            recoded: false,
            inner: false,
        };
        let put = (0..100).find_map(|_| spill.put(Stage::Services, "one", &entry).err());
        assert!(matches!(put, Some(ReadError::FileTooLong(at)) if at.line == 7));
    }

    #[test]
    fn what_was_read_and_deleted_leaves_its_room_to_what_comes() {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::new(folder.path(), 1_000);
        let at = At { file: "services.csv".to_owned(), line: 7 };
        let entry = Entry {
            kind: Kind::Service as u8,
            at,
            fields: Fields::new(),
            with: Vec::new(),
            recoded: false,
            inner: false,
        };
        // Ten rows of some seventy bytes at a time, a hundred in all.
        for _ in 0..10 {
            for _ in 0..10 {
                spill.put(Stage::Services, "one", &entry).unwrap();
            }
            for part in Spill::parts() {
                for file in spill.files(Stage::Services, None, part).unwrap() {
                    spill.done(file).unwrap();
                }
            }
        }
    }
}
