//! The language of a person, as a code of ISO 639.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::fmt;

/// "Undetermined": the language was not asked, or is not shared.
pub const UNDETERMINED: &str = "und";

/// The text is not a language code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language code of two or three letters")]
pub struct NotALanguage;

/// A code of ISO 639: two letters where the language has such a code ("es"), three where not ("ase", American Sign
/// Language; "mam"). Only the form is checked, so that no language waits for a list to be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageCode {
    letters: [u8; 3],
    len: usize,
}

impl LanguageCode {
    /// The language was not asked, or is not shared.
    pub const UNDETERMINED: Self = Self { letters: *b"und", len: 3 };

    /// Reads a code; capitals and white space around it do not matter.
    ///
    /// # Errors
    /// [`NotALanguage`] when it is anything but two or three letters of ASCII.
    pub fn parse(raw: &str) -> Result<Self, NotALanguage> {
        let raw = raw.trim().as_bytes();
        if !matches!(raw.len(), 2 | 3) || !raw.iter().all(u8::is_ascii_alphabetic) {
            return Err(NotALanguage);
        }
        let mut letters = [0; 3];
        for (letter, byte) in letters.iter_mut().zip(raw) {
            *letter = byte.to_ascii_lowercase();
        }
        Ok(Self { letters, len: raw.len() })
    }
    /// The code in small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.len]).expect("invariant: letters of ASCII")
    }
    /// The person's language is known and shared.
    #[must_use]
    pub fn is_determined(self) -> bool {
        self != Self::UNDETERMINED
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for LanguageCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LanguageCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// Reads a language code into a `String` field: what a partner sends there is shown in lists before anybody opens
/// the referral, so it may hold a code and nothing else.
pub(crate) fn code_only<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    LanguageCode::deserialize(from).map(|code| code.to_string())
}
