//! Keys that the server holds, read from key files.

use crate::derive::derive;
use crate::frame::Frame;
use crate::key::{Key, opaque_debug};
use crate::record::RecordKey;
use data_encoding::HEXLOWER_PERMISSIVE;
use domain::ids::OrgId;
use zeroize::Zeroizing;

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
    /// Reads a key file: 32 bytes, or 64 hexadecimal digits with white space around them.
    ///
    /// # Errors
    /// [`KeyFileError`] when it holds anything else.
    pub fn parse(file: &[u8]) -> Result<Self, KeyFileError> {
        key_file(file).map(Self)
    }
    /// The key of the addresses that this organization's staff gave for notices by mail. The worker that writes to them
    /// holds nobody's keys, so the host can read them; a copy of the database without the key file cannot.
    #[must_use]
    pub fn address_key(&self, org: OrgId) -> RecordKey {
        RecordKey::of(derive(&self.0, &Frame::new("footbridge mail addresses 1").part(&org.bytes())))
    }
    pub(crate) fn key(&self) -> &Key {
        &self.0
    }
}

/// Reads 32 bytes of a key file.
///
/// # Errors
/// [`KeyFileError`]
pub(crate) fn key_file(file: &[u8]) -> Result<Key, KeyFileError> {
    let bytes = match <&[u8; 32]>::try_from(file) {
        Ok(raw) => Zeroizing::new(*raw),
        Err(_) => from_digits(file).ok_or(KeyFileError::Length)?,
    };
    if bytes.iter().all(|byte| *byte == bytes[0]) {
        return Err(KeyFileError::Placeholder);
    }
    Ok(Key::copy_of(&bytes))
}

fn from_digits(file: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let digits = <&[u8; 64]>::try_from(file.trim_ascii()).ok()?;
    let mut bytes = Zeroizing::new([0; 32]);
    HEXLOWER_PERMISSIVE.decode_mut(digits, bytes.as_mut()).ok()?;
    Some(bytes)
}
