//! Text that a person typed, parsed once at the edge.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text cannot be used. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("text is empty")]
    Empty,
    /// More characters than the field takes.
    #[error("text is longer than {max} characters")]
    TooLong {
        /// Longest length in characters.
        max: usize,
    },
    /// Control characters other than line breaks and tabs.
    #[error("text holds control characters")]
    Control,
}

/// Text about a person. `Debug` prints only the type name, so it cannot reach a log by accident.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonText(String);

impl PersonText {
    /// Trims and checks a field of at most `max` characters; line breaks are allowed.
    ///
    /// # Errors
    /// [`TextError`] when it is empty, too long or holds control characters.
    pub fn parse(raw: &str, max: usize) -> Result<Self, TextError> {
        clean(raw, max).map(Self)
    }

    /// As [`PersonText::parse`], with an empty field as nothing.
    ///
    /// # Errors
    /// [`TextError`] when it is too long or holds control characters.
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
}

impl fmt::Debug for PersonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonText")
    }
}

/// A name or label of an organization or a member of its staff: public within the partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(String);

impl Label {
    /// Trims and checks a label of at most 120 characters on one line.
    ///
    /// # Errors
    /// [`TextError`] when it is empty, too long or holds control characters or line breaks.
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let text = clean(raw, 120)?;
        if text.contains(['\n', '\r', '\t']) {
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

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn clean(raw: &str, max: usize) -> Result<String, TextError> {
    let text = raw.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    if text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || is_bidi_control(c)) {
        return Err(TextError::Control);
    }
    Ok(text.to_owned())
}

/// Marks that reorder text could make "do not call" read as something else.
const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
