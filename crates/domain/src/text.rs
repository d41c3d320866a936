//! Text that a person typed, parsed once at the edge. A partner's message is an edge too: what is read by serde is
//! checked by the same rules.
//!
//! Invariant: what is shown reads as it was typed. Nothing inside it is invisible and reorders or hides a word.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::fmt;

/// Why a text cannot be used. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing that can be seen.
    #[error("text is empty")]
    Empty,
    /// More characters than the field takes.
    #[error("text is longer than {max} characters")]
    TooLong {
        /// Longest length in characters.
        max: usize,
    },
    /// Control characters other than line breaks and tabs, hidden characters that reorder or hide text, or what is
    /// left of a text in another encoding.
    #[error("text holds characters that cannot be used")]
    Control,
}

/// Most characters that any text has: no sealed message has room for more.
pub const LONGEST: usize = 100_000;

/// Text about a person. `Debug` prints only the type name, so it cannot reach a log by accident.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PersonText(String);

impl PersonText {
    /// Trims and checks a field of at most `max` characters; line breaks are allowed.
    ///
    /// # Errors
    /// [`TextError`] when it is empty, too long or holds characters that cannot be used.
    pub fn parse(raw: &str, max: usize) -> Result<Self, TextError> {
        clean(raw, max).map(Self)
    }

    /// As [`PersonText::parse`], with an empty field as nothing.
    ///
    /// # Errors
    /// [`TextError`] when it is too long or holds characters that cannot be used.
    pub fn parse_optional(raw: &str, max: usize) -> Result<Option<Self>, TextError> {
        match Self::parse(raw, max) {
            Ok(text) => Ok(Some(text)),
            Err(TextError::Empty) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The text, to be shown to somebody who may see it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
    /// Has at most this many characters. Whoever takes a text from elsewhere than a form of its own asks this.
    #[must_use]
    pub fn is_within(&self, max: usize) -> bool {
        self.0.chars().count() <= max
    }
    /// The first so many characters of it; the same when it is short enough.
    #[must_use]
    pub fn cut(self, max: usize) -> Self {
        if self.is_within(max) { self } else { Self(self.0.chars().take(max).collect::<String>().trim().to_owned()) }
    }
}

impl fmt::Debug for PersonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonText")
    }
}

impl<'de> Deserialize<'de> for PersonText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?, LONGEST).map_err(D::Error::custom)
    }
}

/// A name or label of an organization or a member of its staff: public within the partnership.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Label(String);

/// Most characters of a label.
pub const LONGEST_LABEL: usize = 120;

impl Label {
    /// Trims and checks a label of at most [`LONGEST_LABEL`] characters on one line. It names somebody, so it may hold
    /// no invisible character that makes two names look alike.
    ///
    /// # Errors
    /// [`TextError`] when it is empty, too long or holds characters that cannot be used.
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let text = clean(raw, LONGEST_LABEL)?;
        if text.contains(|c| matches!(c, '\n' | '\t') || (is_blank(c) && !joins(c))) {
            return Err(TextError::Control);
        }
        Ok(Self(text))
    }
    /// The label.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn clean(raw: &str, max: usize) -> Result<String, TextError> {
    let text = raw.replace("\r\n", "\n");
    // A number copied from a telephone's address book stands between two marks that nobody can see to delete.
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_hidden(c) || c == '\u{200B}');
    if text.chars().all(|c| c.is_whitespace() || is_blank(c)) {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    let usable = |c: char| matches!(c, '\n' | '\t') || !(c.is_control() || is_hidden(c) || is_no_character(c));
    if !text.chars().all(usable) {
        return Err(TextError::Control);
    }
    Ok(text.to_owned())
}

/// Marks without a shape that reorder what stands around them ("do not call" must not read as something else), break
/// a line where none shows, or carry a text of their own.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' // order
        | '\u{2028}' | '\u{2029}' // lines
        | '\u{180E}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' // no width
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}') // texts of their own
}

/// What has no shape of its own but a use within a word: joiners of Persian and Hindi, breaks of Khmer and Thai,
/// fillers of Hangul. A text of nothing else is empty.
const fn is_blank(c: char) -> bool {
    joins(c)
        || is_hidden(c)
        || matches!(
            c,
            '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'
                ..='\u{180D}' | '\u{200B}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
        )
}

/// Joins or shapes its neighbors: names have these.
const fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// What stands where bytes of another encoding were, and what is no character at all.
const fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}') || (c as u32) & 0xFFFE == 0xFFFE
}
