//! What both targets of tests share: what a reader gave, and an index to search.

mod town;

use directory::listing::Listing;
use directory::report::{At, Beside, ReadError, Reason, Row};
use directory::withheld::Rules;
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::path::Path;
pub use town::{Town, at, near};

/// What a reader gave.
#[derive(Debug, Default)]
pub struct Given {
    pub listings: Vec<Listing>,
    pub refused: Vec<(At, Reason)>,
    pub columns: Vec<String>,
    pub notes: Vec<directory::report::Note>,
    /// Rows that are no listing of their own.
    pub beside: Vec<(At, Beside)>,
    /// Tables and lists of which nothing is read.
    pub left_out: Vec<String>,
    /// Where each row stands of which anything was said.
    pub said: Vec<At>,
    /// How many rows were read, as it was said last.
    pub so_far: u64,
}

impl Given {
    pub fn take(&mut self, row: Row) {
        if let Row::Listing(at, ..) | Row::Refused(at, _) | Row::Beside(at, _) = &row {
            self.said.push(at.clone());
        }
        match row {
            Row::Listing(_, listing, notes) => {
                self.listings.push(*listing);
                self.notes.extend(notes);
            }
            Row::Refused(at, reason) => self.refused.push((at, reason)),
            Row::Beside(at, why) => self.beside.push((at, why)),
            Row::UnknownColumn(_, column) => self.columns.push(column),
            Row::LeftOut(_, name) => self.left_out.push(name),
            Row::SoFar(rows) => self.so_far = rows,
        }
    }
    pub fn named(&self, name: &str) -> &Listing {
        self.listings.iter().find(|listing| listing.name.contains(name)).expect("a listing of this name")
    }
    pub fn withheld(&self) -> usize {
        self.listings.iter().filter(|listing| listing.whereabouts.is_withheld()).count()
    }
}

pub fn hrsa(from: impl Read + Seek) -> Result<Given, ReadError> {
    let mut given = Given::default();
    directory::hrsa::read("sites.csv", from, &Rules::default(), &mut |row| {
        given.take(row);
        Ok(())
    })?;
    Ok(given)
}

pub fn programs(from: impl Read) -> Result<Given, ReadError> {
    let mut given = Given::default();
    directory::programs::read("test", "list.csv", from, &Rules::default(), &mut |row| {
        given.take(row);
        Ok(())
    })?;
    Ok(given)
}

/// HSDS, from a file or a folder.
pub fn hsds(from: &Path) -> Result<Given, ReadError> {
    let scratch = tempfile::tempdir().expect("a folder");
    let mut given = Given::default();
    let done = directory::hsds::read("test", from, scratch.path(), &Rules::default(), &mut |row| {
        given.take(row);
        Ok(())
    });
    assert_eq!(std::fs::read_dir(scratch.path()).expect("it lists").count(), 0, "nothing stays behind");
    done.map(|()| given)
}

/// One reason of each kind, counted.
pub fn reasons(given: &Given) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for (at, why) in &given.refused {
        let why = match why {
            Reason::Dangling { table, .. } => format!("dangling {table}"),
            Reason::Twice(_) => "twice".to_owned(),
            other => other.to_string(),
        };
        *count.entry(format!("{}: {why}", at.file)).or_default() += 1;
    }
    count
}

/// A folder with these tables.
pub fn folder(tables: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in tables {
        std::fs::write(folder.path().join(name), text).expect("it writes");
    }
    folder
}
