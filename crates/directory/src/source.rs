//! Where a directory is read from: which reader, which file, and the name that its listings get.

use crate::bounded::Bounded;
use crate::report::{At, ReadError};
use crate::scratch::Scratch;
use crate::table::from_io;
use crate::withheld::Rules;
use crate::{hrsa, hsds, programs};
use domain::state_rule::StateCode;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How many times larger than packed a file may be.
const RATIO: u64 = 200;

/// A file, or a folder of tables, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// HRSA's file of health center sites.
    Hrsa(PathBuf),
    /// A list of programs, and how the list is called here.
    Programs(PathBuf, String),
    /// The same of one state, which its rows need not name.
    ProgramsOf(PathBuf, String, StateCode),
    /// HSDS, and who publishes it.
    Hsds(PathBuf, String),
}

impl Source {
    /// The name that its listings bear: "hrsa", "programs:illinois", "hsds:city".
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Hrsa(_) => hrsa::SOURCE.to_owned(),
            Self::Programs(_, list) | Self::ProgramsOf(_, list, _) => format!("programs:{list}"),
            Self::Hsds(_, publisher) => format!("hsds:{publisher}"),
        }
    }

    /// Reads it and gives every row to `take`. `scratch` is where files may be written while it reads.
    ///
    /// # Errors
    /// [`ReadError`] when it cannot be read on, or what `take` says.
    pub fn read<'a>(
        &self,
        scratch: impl Into<Scratch<'a>>,
        rules: &Rules,
        take: &mut hsds::Take<'_>,
    ) -> Result<(), ReadError> {
        let scratch = scratch.into();
        match self {
            Self::Hrsa(path) => hrsa::read(&file_name(path), open(path, scratch)?, rules, take),
            Self::Programs(path, list) => {
                programs::read(list.as_str(), &file_name(path), open(path, scratch)?, rules, take)
            }
            Self::ProgramsOf(path, list, state) => {
                let list = programs::List { name: list, state: Some(*state) };
                programs::read(list, &file_name(path), open(path, scratch)?, rules, take)
            }
            Self::Hsds(path, publisher) => hsds::read(publisher, path, scratch, rules, take),
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "input".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The file; one that ends in ".gz" unpacked into the scratch folder, where it has no name and goes when it is closed.
fn open(path: &Path, scratch: Scratch<'_>) -> Result<File, ReadError> {
    let packed = File::open(path)?;
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) {
        return Ok(packed);
    }
    let most = packed.metadata()?.len().saturating_mul(RATIO).max(1 << 20).min(scratch.most_bytes);
    let (mut from, _) = Bounded::new(flate2::read::MultiGzDecoder::new(packed), u64::MAX, most);
    let mut file = tempfile::tempfile_in(scratch.folder)?;
    std::io::copy(&mut from, &mut file).map_err(|error| from_io(error, At { file: file_name(path), line: 0 }))?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}
