//! Free words of a list that anybody may hold in their hand.
//!
//! Invariant: what was typed comes in by [`Remark::read`], which takes nothing that looks like a person.

use super::ListingError;
use crate::likeness;
use crate::org::{Language, OrgKind};
use crate::text::{Label, PersonText};

/// A free word or two in a list that anybody may hold in their hand: nothing that looks like a person or a street.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remark {
    en: String,
    es: String,
}

/// Most characters of a remark.
pub const LONGEST_REMARK: usize = 240;
/// Most characters of what an organization says of itself.
pub const LONGEST_ABOUT: usize = 900;

impl Remark {
    /// Reads both languages, at most so many characters each.
    ///
    /// # Errors
    /// [`ListingError::Text`], [`ListingError::Person`].
    pub fn read(en: &str, es: &str, max: usize) -> Result<Self, ListingError> {
        Ok(Self { en: words(en, max)?, es: words(es, max)? })
    }
    /// As it was stored; what is stored was read when it was written.
    #[must_use]
    pub const fn stored(en: String, es: String) -> Self {
        Self { en, es }
    }
    /// English; may be empty.
    #[must_use]
    pub fn en(&self) -> &str {
        &self.en
    }
    /// Spanish; may be empty.
    #[must_use]
    pub fn es(&self) -> &str {
        &self.es
    }
    /// Reads both languages again, as an organization of this kind may write them: what was put together otherwise is not
    /// taken on trust.
    ///
    /// # Errors
    /// [`ListingError::Text`], [`ListingError::Person`].
    pub fn checked(&self, kind: OrgKind, max: usize) -> Result<(), ListingError> {
        [&self.en, &self.es].into_iter().try_for_each(|text| {
            words(text, max)?;
            nobody(kind, text)
        })
    }
    /// In this language, or in the other where nothing is written in it.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::En => (&self.en, &self.es),
            Language::Es => (&self.es, &self.en),
        };
        if first.is_empty() { second } else { first }
    }
}

/// Free words of a list.
///
/// # Errors
/// [`ListingError::Text`], [`ListingError::Person`].
pub fn words(raw: &str, max: usize) -> Result<String, ListingError> {
    let text = PersonText::parse_optional(raw, max)?.map(|text| text.reveal().to_owned()).unwrap_or_default();
    likeness::of(&text).map_or(Ok(text), |found| Err(ListingError::Person(found)))
}

/// Nothing in the words looks like a person. In those of an advocacy organization no street stands either, with or without
/// a number.
pub(super) fn nobody(kind: OrgKind, text: &str) -> Result<(), ListingError> {
    let found = if kind == OrgKind::HealthCenter { likeness::of(text) } else { likeness::of_placeless(text) };
    found.map_or(Ok(()), |found| Err(ListingError::Person(found)))
}

/// A telephone number of an organization: digits and what people put between them, seven (with an area code ten) to fifteen.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let usable = text.chars().all(|c| c.is_ascii_digit() || " ()+-.".contains(c));
    usable && (7..=15).contains(&text.chars().filter(char::is_ascii_digit).count())
}

pub(super) fn phone(phone: Option<&Label>) -> Result<(), ListingError> {
    if phone.is_none_or(|phone| is_phone(phone.as_str())) { Ok(()) } else { Err(ListingError::Phone) }
}
