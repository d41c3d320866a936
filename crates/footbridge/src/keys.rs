//! Keys of the machine: the pepper of passwords, and the key of server-managed organizations.
//!
//! Invariant: both live in files of their own, readable by the service only, and never in the database: a stolen
//! database or backup without them opens nothing by guessing.

use std::fs;
use std::io::Write;
use std::path::Path;
use vault::Entropy;

/// What the machine holds.
pub struct MachineKeys {
    /// Mixed into every password.
    pub pepper: vault::Pepper,
    /// Opens the compartments of server-managed organizations.
    pub server: vault::ServerKey,
}

/// Reads the keys, or makes them when the folder is new.
pub fn open(folder: &Path, entropy: &dyn Entropy) -> Result<MachineKeys, String> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make the key folder {}: {error}", folder.display()))?;
    let pepper = read_or_make(&folder.join("pepper"), entropy)?;
    let server = read_or_make(&folder.join("server.key"), entropy)?;
    Ok(MachineKeys { pepper: vault::Pepper::new(&pepper), server: vault::ServerKey::new(&server) })
}

fn read_or_make(path: &Path, entropy: &dyn Entropy) -> Result<[u8; 32], String> {
    match fs::read(path) {
        Ok(bytes) => bytes.try_into().map_err(|_| format!("{} is not a key of 32 bytes", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path, entropy),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

fn make(path: &Path, entropy: &dyn Entropy) -> Result<[u8; 32], String> {
    let mut key = [0; 32];
    entropy.fill(&mut key);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(&key).and_then(|()| file.sync_all()));
    written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(key)
}
