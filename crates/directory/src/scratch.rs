//! A folder that nobody else of the machine reads: what is written while lists are read holds withheld places too.

use std::path::Path;
use tempfile::TempDir;

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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn nobody_else_of_the_machine_reads_it() {
        let place = tempfile::tempdir().unwrap();
        let folder = super::folder("directory-", place.path()).unwrap();
        assert_eq!(folder.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
}
