//! The language of a person, as a code of ISO 639; and which of our two languages words are written in.

use crate::org::Language;
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

impl From<Language> for LanguageCode {
    fn from(language: Language) -> Self {
        Self::parse(language.code()).unwrap_or(Self::UNDETERMINED)
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

/// Small words of one language that are none in the other.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "is", "are", "with", "for", "that", "this", "each", "who", "when", "they", "we", "it",
    "not", "on", "by", "or", "what", "from", "our", "their", "be", "at", "every", "nobody", "has", "have", "will",
    "can",
];
const SPANISH: &[&str] = &[
    "el", "la", "los", "las", "de", "del", "que", "y", "en", "para", "con", "una", "un", "se", "por", "cada", "quien",
    "su", "sus", "lo", "al", "es", "son", "como", "cuando", "nadie", "o", "desde", "hasta", "qué", "quién", "está",
    "más",
];

/// Which of the product's two languages words are written in, as far as their small words tell; nothing when they are too
/// few. Whoever has a page read out hears each paragraph in its own sounds (WCAG 2.2, 3.1.2): the leads of two organizations
/// write in one workspace, each in their own language.
#[must_use]
pub fn written(text: &str) -> Option<Language> {
    let (mut english, mut spanish) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        english += usize::from(ENGLISH.contains(&word.as_str()));
        spanish += usize::from(SPANISH.contains(&word.as_str()) || word.contains(['ñ', 'á', 'é', 'í', 'ó', 'ú']));
    }
    // Names of places bring a word of the other language with them.
    match (english, spanish) {
        (en, es) if en > 2 * es => Some(Language::En),
        (en, es) if es > 2 * en => Some(Language::Es),
        _ => None,
    }
}
