//! Tables in a folder or an archive.

use super::Take;
use super::columns::{self, Kind};
use super::gather;
use super::spill::{Entry, Fields, Spill};
use crate::bounded;
use crate::report::{At, Beside, Malformed, ReadError, Reason, Row};
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
        if !path.is_file() {
            continue;
        }
        if name.to_lowercase().ends_with(".csv") {
            table(&name, File::open(&path)?, bounded::FILE, spill, take)?;
        } else {
            left_out(&name, take)?;
        }
    }
    Ok(())
}

/// Reads the tables of an archive; what stands in it beside them is said and not unpacked.
pub(super) fn zip(
    name: &str,
    from: impl Read + Seek,
    limits: Limits,
    spill: &mut Spill,
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    let at = || At { file: name.to_owned(), line: 0 };
    let broken = |error: zip::result::ZipError| ReadError::Malformed {
        at: at(),
        problem: Malformed::Archive(error.to_string()),
    };
    let mut archive = zip::ZipArchive::new(from).map_err(broken)?;
    if archive.len() > limits.files {
        return Err(ReadError::Malformed { at: at(), problem: Malformed::Files(limits.files) });
    }
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let inner = file.name().rsplit(['/', '\\']).next().unwrap_or("").to_owned();
        if !file.is_file() {
            continue;
        }
        if !inner.to_lowercase().ends_with(".csv") {
            left_out(&inner, take)?;
            continue;
        }
        // By what is packed, not by what the archive says of itself.
        let most = file.compressed_size().saturating_mul(limits.ratio).max(1 << 20).min(limits.file);
        table(&inner, file, most, spill, take)?;
    }
    Ok(())
}

/// Says of a file that nothing of it is read.
fn left_out(file: &str, take: &mut Take<'_>) -> Result<(), ReadError> {
    let file = crate::words::tidy(file, 120);
    take(Row::LeftOut(At { file: file.clone(), line: 1 }, file))
}

fn table(file: &str, from: impl Read, most: u64, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    if matches!(stem.as_str(), "taxonomy" | "taxonomies" | "taxonomy_terms" | "taxonomy_term") {
        return terms(file, from, most, spill, take);
    }
    let Some(kind) = Kind::of(&stem) else { return left_out(file, take) };
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
        let entry = Entry { kind: kind as u8, at, fields, with: Vec::new(), recoded: cells.recoded, inner: false };
        gather::put(kind, entry, spill, take)?;
    }
    Ok(())
}

/// Reads what terms of a taxonomy are called.
fn terms(file: &str, from: impl Read, most: u64, spill: &mut Spill, take: &mut Take<'_>) -> Result<(), ReadError> {
    let mut table = Table::within(file, from, bounded::RECORD, most)?;
    let (id, name) = (table.column(&["id", "taxonomy_id"]), table.column(&["name", "term"]));
    for (number, column) in table.header().iter().enumerate() {
        let is_read = [id, name].contains(&Some(number));
        if !is_read && !column.is_empty() && !columns::OF_TERMS.contains(&column.as_str()) {
            take(Row::UnknownColumn(table.at(1), column.clone()))?;
        }
    }
    let (mut kept, mut beyond) = (0, None::<(At, u64)>);
    while let Some(cells) = table.next_cells()? {
        let at = table.at(cells.line);
        let (id, name) = (cells.get(id), cells.get(name));
        take(match (id, name) {
            ("", _) => Row::Refused(at, Reason::NoId("id".to_owned())),
            (_, "") => Row::Refused(at, Reason::NoName),
            _ if spill.term(id, name) => {
                kept += 1;
                Row::Beside(at, Beside::Part)
            }
            _ => {
                beyond.get_or_insert((at, 0)).1 += 1;
                continue;
            }
        })?;
    }
    match beyond {
        Some((at, left_out)) => take(Row::Refused(at, Reason::TooMany { id: file.to_owned(), kept, left_out })),
        None => Ok(()),
    }
}
