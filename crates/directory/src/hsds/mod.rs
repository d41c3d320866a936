//! Open Referral's HSDS 1.1, 2.x, 3.0 and 3.1, as a folder of tables, an archive of them, or JSON; and what is near to it:
//! the tables of Ohana, and raw exports whose columns bear the table's name ("organization_uuid").
//!
//! Whatever the form, the rows of all tables are first put into small files by the id of what they belong to, and then
//! joined file by file: memory holds one of these at a time, whatever the length of the whole.
//!
//! Read next: `columns` (which table and column is which), `json`, `archive`, `spill`, `join`, `gather`.

mod archive;
mod columns;
mod entry;
mod gather;
mod join;
mod json;
mod spill;

use crate::report::{ReadError, Row};
use crate::scratch::Scratch;
use crate::withheld::Rules;
use std::fs::File;
use std::path::Path;

/// What `take` is: it is given every row, in the end also those that are refused.
pub type Take<'a> = dyn FnMut(Row) -> Result<(), ReadError> + 'a;

/// Reads a folder, an archive (".zip") or a JSON file and gives every row to `take`. `publisher` names the source;
/// `scratch` is where files may be written while it reads. They hold what the source published, withheld places too, and are gone
/// when this returns.
///
/// # Errors
/// [`ReadError`] when it cannot be read on, or what `take` says.
pub fn read<'a>(
    publisher: &str,
    from: &Path,
    scratch: impl Into<Scratch<'a>>,
    rules: &Rules,
    take: &mut Take<'_>,
) -> Result<(), ReadError> {
    let scratch = scratch.into();
    let folder = crate::scratch::folder("directory-", scratch.folder)?;
    let mut spill = spill::Spill::new(folder.path(), scratch.most_bytes);
    let name = from.file_name().map_or_else(|| "input".to_owned(), |name| name.to_string_lossy().into_owned());
    if from.is_dir() {
        archive::folder(from, &mut spill, take)?;
    } else if has_ending(from, "zip") {
        archive::zip(&name, File::open(from)?, archive::Limits::default(), &mut spill, take)?;
    } else if has_ending(from, "csv") {
        return Err(ReadError::NoTables(format!("{name}: give the folder with all tables, or a zip of it")));
    } else {
        json::read(&name, File::open(from)?, &mut spill, take)?;
    }
    if spill.is_empty() {
        return Err(ReadError::NoTables(name));
    }
    join::all(publisher, spill, rules, take)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Files as a zip archive, in this order: the same files make the same bytes.
///
/// # Errors
/// When it cannot be written.
pub fn packed(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, ReadError> {
    use std::io::{Cursor, Write};
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .map_err(|error| ReadError::Io(std::io::Error::other(error)))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish().map_err(|error| ReadError::Io(std::io::Error::other(error)))?.into_inner())
}
