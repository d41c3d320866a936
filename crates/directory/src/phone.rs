//! Phones: kept as they were published, and read where they can be.
//!
//! One cell may hold several ("(618) 453-3217; (618) 536-7711"), letters ("1-866-HELP4DV"), words behind or before the
//! number ("main: 305-285-5922", "1-800-892-8900 (24 hour crisis line)") or none ("no phone").

use crate::words;
use phonenumber::{Mode, country};
use serde::{Deserialize, Serialize};

/// Most characters of a cell that are looked at.
const LONGEST: usize = 200;
/// Most numbers of one cell.
const MOST: usize = 6;

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phone {
    /// As it was published.
    pub published: String,
    /// For a `tel:` link, if it could be read: "+13122017400", with ";ext=331" where there is an extension, or a short
    /// number such as "988".
    pub dial: Option<String>,
    /// What it is for.
    pub line: Line,
}

/// What a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// To talk.
    Voice,
    /// For crises, at any hour.
    Crisis,
    /// Without charge.
    TollFree,
    /// Text telephone.
    Tty,
    /// Facsimile.
    Fax,
    /// Messages.
    Text,
}

impl Line {
    /// By the word that a source uses, as "hotline" or "fax".
    #[must_use]
    pub fn of(word: &str) -> Self {
        let word = words::line(word);
        let has = |part: &str| word.contains(part);
        if has("tty") || has("tdd") {
            Self::Tty
        } else if has("fax") {
            Self::Fax
        } else if has("sms") || has("text") {
            Self::Text
        } else if has("hotline") || has("crisis") {
            Self::Crisis
        } else if has("toll") {
            Self::TollFree
        } else {
            Self::Voice
        }
    }
}

/// The numbers of one cell, in their order. A cell that says that there is none ("no phone", "N/A") has none.
#[must_use]
pub fn read(cell: &str, line: Line, extension: &str) -> Vec<Phone> {
    let cell = words::tidy(cell, LONGEST);
    let cell = cell.trim_matches('"').trim();
    let mut phones: Vec<Phone> = Vec::new();
    for part in parts(cell).into_iter().take(MOST) {
        if part.chars().filter(char::is_ascii_digit).count() < 3 {
            continue;
        }
        let line = if line == Line::Voice { Line::of(part) } else { line };
        let published = part.to_owned();
        phones.push(Phone { dial: dial(part, extension), published, line });
    }
    phones
}

/// Where one number ends and another begins: at ";", "/", "|", "or", and at "fax" behind a number.
fn parts(cell: &str) -> Vec<&str> {
    cell.split([';', '|', '/'])
        .flat_map(|part| part.split(" or "))
        .flat_map(before_fax)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// "312-555-0101, fax 312-555-0102" says two numbers, of which one can be called.
fn before_fax(part: &str) -> impl Iterator<Item = &str> {
    let is_number = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 7;
    let at = part.to_ascii_lowercase().find("fax");
    let two = at.and_then(|at| part.split_at_checked(at)).filter(|(first, fax)| is_number(first) && is_number(fax));
    let (first, fax) =
        two.map_or((part, None), |(first, fax)| (first.trim_end_matches([' ', ',', '(', '-']), Some(fax)));
    [first].into_iter().chain(fax)
}

/// The number for a `tel:` link.
fn dial(part: &str, extension: &str) -> Option<String> {
    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 3 && digits.ends_with("11") || digits == "988" {
        return Some(digits);
    }
    attempts(part).into_iter().find_map(|text| {
        let number = phonenumber::parse(Some(country::US), text).ok().filter(phonenumber::is_valid)?;
        let own = number.extension().map(ToString::to_string).unwrap_or_default();
        let dial = number.format().mode(Mode::E164).to_string();
        let dial = dial.split(';').next()?.split(" ext").next()?.trim().to_owned();
        let given: String = extension.chars().filter(char::is_ascii_digit).collect();
        let extension = if own.is_empty() { given } else { own };
        Some(if extension.is_empty() { dial } else { format!("{dial};ext={extension}") })
    })
}

/// The text as it is; what is in brackets behind letters ("1-844-7NATIVE (762-8483)" says the same twice); and from the
/// first digit on ("main: 305-285-5922").
fn attempts(part: &str) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some((before, rest)) = part.split_once('(')
        && let Some((inside, _)) = rest.split_once(')')
        && before.chars().any(|c| c.is_ascii_digit())
    {
        if inside.chars().filter(char::is_ascii_digit).count() >= 10 {
            texts.push(inside.to_owned());
        }
        texts.push(before.trim().to_owned());
        if inside.chars().filter(char::is_ascii_digit).count() == 7 {
            let area: String = before.chars().take_while(|c| !c.is_ascii_alphabetic()).collect();
            let area: String = area.chars().filter(char::is_ascii_digit).collect();
            let area = area.strip_prefix('1').unwrap_or(&area);
            texts.push(format!("{} {inside}", area.get(..3).unwrap_or(area)));
        }
    }
    texts.push(part.to_owned());
    if let Some(start) = part.find(|c: char| c.is_ascii_digit() || matches!(c, '(' | '+')) {
        texts.push(part[start..].to_owned());
        // Up to the first word behind it.
        texts.push(part[start..].chars().take_while(|c| !c.is_alphabetic()).collect());
    }
    texts.retain(|text| text.chars().filter(char::is_ascii_digit).count() >= 4);
    texts
}
