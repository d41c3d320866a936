//! What stands on the disk: rows as somebody who takes the file reads them, and every sealed piece that ever stood
//! there.
//!
//! A sealed piece that no row holds any more must be in no page, free page or log: with the key of its day it would open.

use crate::town::Town;
use domain::referral::{Bank, Status};
use domain::time::Timestamp;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A record as it stands.
pub struct Row {
    pub id: [u8; 16],
    pub bank: Bank,
    pub status: Status,
    pub changed_at: Timestamp,
    /// When anything was written into its history last, but that something was forgotten.
    pub worked_at: Option<Timestamp>,
    pub has_content: bool,
    /// What was released of it stands in clear.
    pub says_how: bool,
}

impl Row {
    /// From when its time runs: what somebody works with is not left untouched.
    pub fn since(&self) -> Timestamp {
        let is_worked_on = self.bank == Bank::Receiver && self.status != Status::Received && !self.status.is_final();
        self.worked_at.filter(|_| is_worked_on).map_or(self.changed_at, |at| at.max(self.changed_at))
    }
}

/// Everything sealed about a person: a table and a column.
const SEALED: &[(&str, &str)] = &[
    ("referral", "record_key_sealed"),
    ("referral", "person_sealed"),
    ("referral", "envelope_sealed"),
    ("release", "form_key_sealed"),
    ("release", "form_sealed"),
    ("release_draft", "draft_key_sealed"),
    ("release_draft", "draft_sealed"),
    ("outbox", "envelope_sealed"),
    ("inbox_pending", "envelope_sealed"),
    ("plan_item", "record_key_sealed"),
    ("plan_item", "content_sealed"),
];
/// So much of a piece is searched for: longer than any chance, and from its middle, past its header.
const ENOUGH: usize = 24;

/// A folder in memory, where there is one: each commit waits for the disk, and what a disk forgets is tried elsewhere
/// (`kill`, `full_disk`).
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// The files of one town.
pub struct Disk {
    file: PathBuf,
    copies: tempfile::TempDir,
    copied: Option<PathBuf>,
    made: u32,
    /// Every piece that was ever seen in a row, by where.
    seen: BTreeMap<Vec<u8>, &'static str>,
    /// Records whose content was destroyed.
    destroyed: BTreeSet<[u8; 16]>,
}

impl Disk {
    pub fn of(town: &Town) -> Self {
        let copies = folder();
        let file = town.folder.path().join("town.db");
        Self { file, copies, copied: None, made: 0, seen: BTreeMap::new(), destroyed: BTreeSet::new() }
    }

    fn open(&self) -> Connection {
        let connection = Connection::open(&self.file).unwrap();
        connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        connection
    }

    pub fn back_up(&mut self) {
        self.made += 1;
        let copy = self.copies.path().join(format!("{}.db", self.made));
        self.open().execute_batch(&format!("VACUUM INTO '{}'", copy.display())).unwrap();
        self.copied = Some(copy);
    }

    /// The latest copy in place of the database. Nothing is open.
    pub fn put_back(&self) {
        for end in ["", "-wal", "-shm"] {
            let mut name = self.file.clone().into_os_string();
            name.push(end);
            let _ = std::fs::remove_file(name);
        }
        std::fs::copy(self.copied.as_ref().unwrap(), &self.file).unwrap();
    }

    /// Nothing that waits of this organization gets through, or it waits as it did before.
    pub fn cut_off(&self, org: [u8; 16], cut: bool) {
        let far = if cut { Self::FAR } else { -Self::FAR };
        let moved = "UPDATE outbox SET next_at = next_at + ?2 WHERE org_id = ?1 AND (next_at > ?3) = (?2 < 0)";
        self.open().execute(moved, rusqlite::params![org, far, Self::FAR / 2]).unwrap();
    }
    /// A thousand years, in microseconds: beyond any time of a stretch.
    const FAR: i64 = 1000 * 365 * 24 * 60 * 60 * 1_000_000;

    /// Every record.
    pub fn rows(&self) -> Vec<Row> {
        let connection = self.open();
        let all = "SELECT id, bank, status, detail, changed_at, COALESCE(record_key_sealed, person_sealed, \
                   envelope_sealed) IS NOT NULL, language <> 'und' OR sender_name <> '', (SELECT MAX(e.at) FROM referral_event e \
                   WHERE e.org_id = referral.org_id AND e.referral_id = referral.id AND e.code <> 'forgotten') FROM referral";
        let mut statement = connection.prepare(all).unwrap();
        let read = |row: &rusqlite::Row<'_>| {
            let (bank, status, detail): (String, String, Option<String>) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Row {
                id: row.get(0)?,
                bank: Bank::parse(&bank).unwrap(),
                status: Status::parse(&status, detail.as_deref()).unwrap(),
                changed_at: Timestamp::from_micros(row.get(4)?),
                has_content: row.get(5)?,
                says_how: row.get(6)?,
                worked_at: row.get::<_, Option<i64>>(7)?.map(Timestamp::from_micros),
            })
        };
        statement.query_map([], read).unwrap().map(Result::unwrap).collect()
    }

    /// Records whose content is gone and for which a changed plan waits all the same.
    pub fn plans_of_nobody(&self) -> BTreeSet<[u8; 16]> {
        let connection = self.open();
        let all = "SELECT r.id FROM inbox_pending p JOIN referral r ON r.org_id = p.org_id AND r.crossing_id = p.crossing_id \
                   WHERE p.kind = 'contact_changed' AND r.destroyed_at IS NOT NULL";
        let mut statement = connection.prepare(all).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// Notes what stands there, and answers a record that was destroyed and has content again.
    pub fn look(&mut self) -> Option<[u8; 16]> {
        for (piece, place) in self.pieces() {
            self.seen.insert(piece, place);
        }
        let rows = self.rows();
        let again = rows.iter().find(|row| row.has_content && self.destroyed.contains(&row.id)).map(|row| row.id);
        self.destroyed.extend(rows.iter().filter(|row| !row.has_content).map(|row| row.id));
        again
    }

    fn pieces(&self) -> Vec<(Vec<u8>, &'static str)> {
        let (connection, mut found) = (self.open(), Vec::new());
        for (table, column) in SEALED {
            let all = format!("SELECT {column} FROM \"{table}\" WHERE {column} IS NOT NULL");
            let mut statement = connection.prepare(&all).unwrap();
            let pieces = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
            for piece in pieces.map(Result::unwrap) {
                let from = (piece.len() / 2).saturating_sub(ENOUGH / 2);
                found.push((piece[from..piece.len().min(from + ENOUGH)].to_vec(), *column));
            }
        }
        found
    }

    /// Something sealed that no row holds any more and that stands in a file all the same.
    pub fn remains(&self) -> Option<String> {
        let held: BTreeSet<Vec<u8>> = self.pieces().into_iter().map(|(piece, _)| piece).collect();
        let gone: BTreeMap<&[u8], &str> = self
            .seen
            .iter()
            .filter(|(piece, _)| !held.contains(*piece))
            .map(|(p, place)| (p.as_slice(), *place))
            .collect();
        let folder = self.file.parent().unwrap();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            for window in bytes.windows(ENOUGH) {
                if let Some(place) = gone.get(window) {
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    return Some(format!("{place} of something forgotten stands in {name}"));
                }
            }
        }
        None
    }
}
