//! Tables in a folder or an archive.

use super::Take;
use super::columns::{self, Kind};
use super::gather;
use super::spill::{Entry, Fields, Spill};
use crate::bounded;
use crate::report::{At, ReadError, Reason, Row};
use crate::table::Table;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

/// How much an archive may hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Most files.
    files: usize,
    /// Most bytes of one file, unpacked.
    file: u64,
    /// How many times larger than packed a file may be, once it is larger than a megabyte. Tables come to 30, bombs to 1,000.
    ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { files: 200, file: 4 << 30, ratio: 200 }
    }
}

/// Reads the tables of a folder.
pub(super) fn folder(folder: &Path, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && name.to_lowercase().ends_with(".csv") {
            table(&name, File::open(&path)?, bounded::FILE, spill, take)?;
        }
    }
    Ok(())
}

/// Reads the tables of an archive; what stands in it beside them is not unpacked.
pub(super) fn zip(
    name: &str,
    from: impl Read + Seek,
    limits: Limits,
    spill: &mut Spill,
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    let at = || At { file: name.to_owned(), line: 0 };
    let broken =
        |error: zip::result::ZipError| ReadError::Malformed { at: at(), problem: format!("not an archive ({error})") };
    let mut archive = zip::ZipArchive::new(from).map_err(broken)?;
    if archive.len() > limits.files {
        return Err(ReadError::Malformed {
            at: at(),
            problem: format!("more than {} files in the archive", limits.files),
        });
    }
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let inner = file.name().rsplit(['/', '\\']).next().unwrap_or("").to_owned();
        if !file.is_file() || !inner.to_lowercase().ends_with(".csv") {
            continue;
        }
        // By what is packed, not by what the archive says of itself.
        let most = file.compressed_size().saturating_mul(limits.ratio).max(1 << 20).min(limits.file);
        table(&inner, file, most, spill, take)?;
    }
    Ok(())
}

fn table(file: &str, from: impl Read, most: u64, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    if matches!(stem.as_str(), "taxonomy" | "taxonomies" | "taxonomy_terms" | "taxonomy_term") {
        return terms(file, from, most, spill);
    }
    let Some(kind) = Kind::of(&stem) else { return Ok(()) };
    let mut table = Table::within(file, from, bounded::RECORD, most)?;
    let mut columns = Vec::new();
    for name in table.header() {
        columns.push(match columns::column(kind, name) {
            Ok(column) => column,
            Err(unknown) => {
                if !unknown.is_empty() {
                    take(Row::UnknownColumn(table.at(1), unknown))?;
                }
                None
            }
        });
    }
    while let Some(cells) = table.next_cells()? {
        let at = table.at(cells.line);
        if cells.found > columns.len() {
            take(Row::Refused(at, Reason::Cells { found: cells.found as u64, expected: columns.len() as u64 }))?;
            continue;
        }
        let fields: Fields = columns
            .iter()
            .zip(cells.cells)
            .filter_map(|(column, cell)| column.filter(|_| !cell.is_empty()).map(|column| (column.to_owned(), cell)))
            .collect();
        let entry = Entry { kind: kind as u8, at, fields, with: Vec::new(), recoded: cells.recoded };
        gather::put(kind, entry, spill, take)?;
    }
    Ok(())
}

fn terms(file: &str, from: impl Read, most: u64, spill: &mut Spill) -> Result<(), ReadError> {
    let mut table = Table::within(file, from, bounded::RECORD, most)?;
    let (id, name) = (table.column(&["id", "taxonomy_id"]), table.column(&["name", "term"]));
    while let Some(cells) = table.next_cells()? {
        spill.term(cells.get(id), cells.get(name));
    }
    Ok(())
}
