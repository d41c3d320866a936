//! What can be dialed.

use crate::text::PersonText;

/// Fewest and most digits: a local number, and the longest that there is (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// Most digits of an extension.
const EXTENSION: std::ops::RangeInclusive<usize> = 1..=7;
/// How an extension is written; the longer words first.
const BEFORE_AN_EXTENSION: &[&str] = &["extensión", "extension", "ext.", "ext", "x", "#"];

/// Whether it can be dialed: 7 to 15 digits with the usual signs, and an extension if there is one.
#[must_use]
pub fn is_phone_number(text: &PersonText) -> bool {
    let text = text.reveal().to_lowercase();
    let split = BEFORE_AN_EXTENSION.iter().find_map(|sign| text.split_once(sign));
    let (number, extension) = split.map_or((text.as_str(), None), |(number, rest)| (number, Some(rest)));
    let has = |part: &str, signs: &str, digits: &std::ops::RangeInclusive<usize>| {
        part.chars().all(|c| c.is_ascii_digit() || signs.contains(c))
            && digits.contains(&part.chars().filter(char::is_ascii_digit).count())
    };
    has(number, " \u{a0}+-–.()/,", &DIGITS) && extension.is_none_or(|extension| has(extension, " :.", &EXTENSION))
}
