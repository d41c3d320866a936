//! What became of every row of a file that an admin gave by the page, for whoever wants to read all of it: of the look before
//! anything was written, and of the import itself. It lies in the folder of uploads of this process for at most an hour.
//!
//! Invariant: it says where a row stands and what became of it, and of the row no more than its id or the word for which it was
//! refused.

use super::import::Told;
use super::uploads::WAITS;
use crate::{App, Error, Result, Session};
use domain::ids::MemberId;
use domain::member::Deed;
use domain::time::Timestamp;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Lines, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{NamedTempFile, TempPath};
use uuid::Uuid;

/// Most files of these: of four that wait, and of four that were imported.
const MOST: usize = 8;
/// Most bytes of one, some ten million rows. Of a longer file there is none: that it can be imported matters more.
const MOST_BYTES: u64 = 1 << 30;

/// The files, by the id of what waits or of the import.
#[derive(Default)]
pub(crate) struct AllRows(Mutex<HashMap<Uuid, Lies>>);

struct Lies {
    path: TempPath,
    member: MemberId,
    at: Timestamp,
}

impl AllRows {
    /// Deletes what has lain long enough.
    pub(super) fn let_go(&self, now: Timestamp) {
        self.held().retain(|_, lies| lies.at.plus_minutes(WAITS) > now);
    }
    fn held(&self) -> MutexGuard<'_, HashMap<Uuid, Lies>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Keeps a file for whoever gave what it is about; the oldest one goes where there are many.
    pub(super) fn keep(&self, id: Uuid, written: Written, member: MemberId, at: Timestamp) {
        let Some(path) = written.done() else { return };
        let mut all = self.held();
        if all.len() >= MOST
            && let Some(oldest) = all.iter().min_by_key(|(_, lies)| lies.at).map(|(id, _)| *id)
        {
            all.remove(&oldest);
        }
        all.insert(id, Lies { path, member, at });
    }
}

/// A file while it is written. One that cannot be written, or would be too long, is none: what the import does matters more.
pub(super) struct Written {
    file: Option<BufWriter<NamedTempFile>>,
    left: u64,
}

impl Written {
    /// In this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self::within(folder, MOST_BYTES)
    }
    fn within(folder: &Path, left: u64) -> Self {
        let file = tempfile::Builder::new().prefix("upload-rows-").tempfile_in(folder).ok().map(BufWriter::new);
        Self { file, left }
    }
    /// Adds a row.
    pub(super) fn row(&mut self, told: &Told) {
        let Some(file) = &mut self.file else { return };
        let written = serde_json::to_vec(told).map_err(std::io::Error::from).and_then(|mut line| {
            line.push(b'\n');
            self.left = self.left.checked_sub(line.len() as u64).ok_or(std::io::ErrorKind::FileTooLarge)?;
            file.write_all(&line)
        });
        if written.is_err() {
            tracing::warn!(code = "directory-rows-not-written");
            self.file = None;
        }
    }
    fn done(self) -> Option<TempPath> {
        Some(self.file?.into_inner().ok()?.into_temp_path())
    }
}

/// What became of every row, one after the other.
#[derive(Debug)]
pub struct Rows(Lines<BufReader<File>>);

impl Iterator for Rows {
    type Item = std::io::Result<Told>;
    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.and_then(|line| Ok(serde_json::from_str(&line)?)))
    }
}

/// What became, or would become, of every row of what waits, or of an import, under this id.
///
/// # Errors
/// [`Error::NotFound`] without the deed, for whoever did not give the file, after an hour, and on another machine.
pub fn rows(app: &App, session: &Session, id: Uuid) -> Result<Rows> {
    session.authorize(Deed::ImportDirectory)?;
    let now = app.now();
    let all = app.uploads().rows().held();
    let lies = all.get(&id).filter(|lies| lies.member == session.member && lies.at.plus_minutes(WAITS) > now);
    let file = lies.and_then(|lies| File::open(&lies.path).ok()).ok_or(Error::NotFound)?;
    Ok(Rows(BufReader::new(file).lines()))
}

/// Whether [`rows`] has anything under this id.
#[must_use]
pub fn has_rows(app: &App, session: &Session, id: Uuid) -> bool {
    rows(app, session, id).is_ok()
}

#[cfg(test)]
mod tests {
    use super::Written;
    use crate::directory::{Beside, Fate, Told};
    use ::directory::report::At;

    #[test]
    fn a_table_that_would_be_too_long_is_none_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let told = Told { at: At { file: "list.csv".to_owned(), line: 2 }, fate: Fate::Beside(Beside::Part) };
        let mut written = Written::within(folder.path(), 1_000);
        (0..5).for_each(|_| written.row(&told));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        (0..50).for_each(|_| written.row(&told));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(written.done().is_none());
    }
}
