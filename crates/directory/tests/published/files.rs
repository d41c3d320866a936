//! The published files, beside the repository.

use crate::support::{Given, hrsa};
use std::io::{Cursor, Read};
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

/// HRSA's sites as they were copied: 17,574 rows, read once for all tests.
pub fn sites() -> &'static Given {
    static SITES: std::sync::OnceLock<Given> = std::sync::OnceLock::new();
    SITES.get_or_init(|| hrsa(open("hrsa_sites/hrsa_health_center_sites_2026-07-19.csv.gz")).expect("it reads"))
}
