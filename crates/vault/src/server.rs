//! Keys that the server holds, read from key files.

use crate::key::{Key, opaque_debug};

/// Why a key file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// Neither 32 bytes nor 64 hexadecimal digits.
    #[error("a key file holds 32 bytes, or 64 hexadecimal digits")]
    Length,
    /// The same byte throughout: a placeholder, not a key.
    #[error("the key file holds a placeholder, not a key")]
    Placeholder,
}

/// The key of server-managed organizations. Whoever holds it can read their records, and every page of their admin
/// says so.
pub struct ServerKey(Key);

opaque_debug!(ServerKey);

impl ServerKey {
    /// From the bytes of a key file.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(Key::copy_of(bytes))
    }
    /// Reads a key file.
    ///
    /// # Errors
    /// [`KeyFileError`]
    pub fn parse(file: &[u8]) -> Result<Self, KeyFileError> {
        unimplemented!()
    }
}
