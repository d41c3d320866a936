//! A folder that nobody else of the machine reads: what is written while lists are read holds withheld places too.

use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Most bytes that lie on the disk at once while one file is read. What belongs to an organization is written again for each of its
/// services: some megabytes of a file that means harm would fill any disk.
const MOST_BYTES: u64 = 64 << 30;

/// Where files may be written while a list is read, and how much of them.
#[derive(Debug, Clone, Copy)]
pub struct Scratch<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// Most bytes that lie there at once.
    pub most_bytes: u64,
}

impl<'a> From<&'a Path> for Scratch<'a> {
    fn from(folder: &'a Path) -> Self {
        Self { folder, most_bytes: MOST_BYTES }
    }
}

impl<'a> From<&'a PathBuf> for Scratch<'a> {
    fn from(folder: &'a PathBuf) -> Self {
        folder.as_path().into()
    }
}

/// A folder of its own in `place`; it goes when it is dropped.
///
/// # Errors
/// When it cannot be made.
pub fn folder(prefix: &str, place: &Path) -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(place)
}

/// What the folders of processes are called.
const OF_PROCESS: &str = "process-";
/// A process that lives holds this file of its folder.
const HELD: &str = "held";

/// The folder of this process in a place where other processes have theirs. It goes when it is dropped, and where a process ended
/// without that, the next one that begins there takes its folder away.
#[derive(Debug)]
pub struct OfProcess {
    folder: TempDir,
    /// The system lets go of it however the process ends.
    _held: File,
}

impl OfProcess {
    /// Makes `place` where it is missing, takes away what dead processes left there, and makes a folder.
    ///
    /// # Errors
    /// When the place or the folder cannot be made.
    pub fn begin(place: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(place)?;
        // One at a time: a folder that is being made is held by nobody yet.
        let beginning = File::create(place.join(HELD))?;
        beginning.lock()?;
        for entry in std::fs::read_dir(place)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(OF_PROCESS) && !is_held(&entry.path()) {
                // What another account of the machine left is closed to us, and no reason not to begin.
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        let folder = folder(OF_PROCESS, place)?;
        let held = File::create(folder.path().join(HELD))?;
        held.try_lock().map_err(|_| Error::from(ErrorKind::WouldBlock))?;
        Ok(Self { folder, _held: held })
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

fn is_held(folder: &Path) -> bool {
    File::open(folder.join(HELD)).is_ok_and(|held| matches!(held.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::OfProcess;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn nobody_else_of_the_machine_reads_it() {
        let place = tempfile::tempdir().unwrap();
        let folder = super::folder("directory-", place.path()).unwrap();
        assert_eq!(folder.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_a_dead_process_left_goes_when_the_next_one_begins_and_what_a_living_one_has_stays() {
        let (place, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let place = place.path().join("uploads");
        let living = OfProcess::begin(&place).unwrap();
        std::fs::write(living.path().join("upload-one"), "sites").unwrap();
        // As a process leaves it that was killed: the files are there, and nobody holds them.
        for dead in ["process-dead", "process-early"] {
            std::fs::create_dir(place.join(dead)).unwrap();
            std::fs::write(place.join(dead).join("upload-two"), "sites").unwrap();
        }
        std::fs::write(place.join("process-dead/held"), "").unwrap();
        std::fs::write(elsewhere.path().join("notes"), "mine").unwrap();
        let next = OfProcess::begin(&place).unwrap();
        assert!(living.path().join("upload-one").exists() && next.path().exists());
        assert!(!place.join("process-dead").exists() && !place.join("process-early").exists());
        let gone = next.path().to_owned();
        drop(next);
        assert!(!gone.exists(), "an end in order leaves nothing");
        assert_eq!(living.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
}
