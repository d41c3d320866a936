//! What several tests share: the published files, and a file typed in a test.

use directory::listing::Listing;
use directory::report::{At, ReadError, Reason, Row};
use directory::withheld::Rules;
use std::io::{Cursor, Read, Seek};
use std::path::PathBuf;

/// A published file. They are kept beside the repository, since they are not ours to ship.
pub fn published(name: &str) -> PathBuf {
    let folder = std::env::var_os("FOOTBRIDGE_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")), PathBuf::from);
    let path = folder.join(name);
    assert!(path.exists(), "{} is missing: set FOOTBRIDGE_DATA to the folder of published files", path.display());
    path
}

/// A published file, unpacked.
pub fn open(name: &str) -> Cursor<Vec<u8>> {
    let file = std::fs::File::open(published(name)).expect("the file opens");
    let mut from: Box<dyn Read> =
        if name.ends_with(".gz") { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).expect("it unpacks");
    Cursor::new(bytes)
}

/// What a reader gave.
#[derive(Debug, Default)]
pub struct Given {
    pub listings: Vec<Listing>,
    pub refused: Vec<(At, Reason)>,
    pub columns: Vec<String>,
    pub notes: Vec<directory::report::Note>,
}

impl Given {
    pub fn take(&mut self, row: Row) {
        match row {
            Row::Listing(_, listing, notes) => {
                self.listings.push(*listing);
                self.notes.extend(notes);
            }
            Row::Refused(at, reason) => self.refused.push((at, reason)),
            Row::UnknownColumn(_, column) => self.columns.push(column),
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

/// HRSA's sites as they were copied: 17,574 rows, read once for all tests.
pub fn sites() -> &'static Given {
    static SITES: std::sync::OnceLock<Given> = std::sync::OnceLock::new();
    SITES.get_or_init(|| hrsa(open("hrsa_sites/hrsa_health_center_sites_2026-07-19.csv.gz")).expect("it reads"))
}

pub fn programs(from: impl Read) -> Result<Given, ReadError> {
    let mut given = Given::default();
    directory::programs::read("test", "list.csv", from, &Rules::default(), &mut |row| {
        given.take(row);
        Ok(())
    })?;
    Ok(given)
}
