//! What a field of the workspace may hold, and how it is read from a form.

use crate::day::Day;
use crate::ids::{EntryId, MemberId};
use crate::likeness::{self, Likeness};
use crate::programs::Told;
use crate::text::{PersonText, TextError};
use std::collections::BTreeSet;

/// A field of an entry: its code in storage and forms, and what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldShape {
    /// Stable, in `snake_case`; unique within its entry.
    pub code: &'static str,
    /// What it holds.
    pub shape: Shape,
}

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Words, at most this many characters. Refused if they look like a person ([`crate::likeness`]).
    Words(usize),
    /// Where something is, in words, at most this many characters. The name of a street is refused as well: a shelter may
    /// not be found by it (45 CFR 1370.4(e); [`crate::likeness::of_placeless`]).
    Place(usize),
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// Any of these codes, parted by spaces.
    Choices(&'static [&'static str]),
    /// A whole number up to this.
    Count(u32),
    /// How many people came or were connected, up to this. The shared entry holds what may be told of it ([`Told`]).
    Tally(u32),
    /// A whole number from the first to the second.
    Between(u32, u32),
    /// Whole cents, up to ten million dollars.
    Money,
    /// A calendar day.
    Day,
    /// Hours and minutes of the day by the wall clock, "14:30".
    Clock,
    /// A member of staff of either organization.
    Staff,
    /// Another entry.
    Entry,
    /// Yes, or nothing.
    Flag,
    /// A telephone number of an organization, never of a person.
    Phone,
    /// A web address that a reader opens on purpose: `https`, no name or password in it.
    Link,
    /// What the software itself writes: a hash, a signature, a list of codes. Never typed.
    Written(usize),
}

/// Most cents of an amount.
const MOST_CENTS: u32 = 1_000_000_000;
/// Most characters of a web address.
const LONGEST_LINK: usize = 300;

/// What a field holds: the stored form, checked. An empty field holds nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(String);

/// Why a field cannot be kept as it was typed. Never carries what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// Too long, or holds characters that cannot be used.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It looks like a person.
    #[error("the text looks like a person: {0}")]
    Person(Likeness),
    /// Not one of the choices, no day, no time, no number.
    #[error("the field does not hold what it should")]
    Unreadable,
    /// A number above the greatest.
    #[error("the number is above {0}")]
    TooMuch(u32),
    /// A number below the least.
    #[error("the number is below {0}")]
    TooLittle(u32),
}

impl Value {
    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// As it was stored; what is stored was checked when it was written.
    #[must_use]
    pub fn stored(text: String) -> Option<Self> {
        (!text.is_empty()).then_some(Self(text))
    }
    /// As a day, where it is one.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        Day::parse(&self.0)
    }
    /// As a number, where it is one.
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        self.0.parse().ok()
    }
    /// As what may be told of a number, where it is that.
    #[must_use]
    pub fn told(&self) -> Option<Told> {
        Told::parse(&self.0)
    }
    /// As a member of staff, where it is one.
    #[must_use]
    pub fn staff(&self) -> Option<MemberId> {
        MemberId::parse(&self.0)
    }
    /// As an entry, where it is one.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        EntryId::parse(&self.0)
    }
}

impl Shape {
    /// Reads what was typed; an empty field is nothing.
    ///
    /// # Errors
    /// [`FieldError`].
    pub fn read(self, raw: &str) -> Result<Option<Value>, FieldError> {
        let text = match self {
            Self::Words(max) | Self::Place(max) => match PersonText::parse_optional(raw, max)? {
                Some(text) => text.reveal().to_owned(),
                None => return Ok(None),
            },
            _ => raw.trim().to_owned(),
        };
        if text.is_empty() {
            return Ok(None);
        }
        self.check(text).map(|text| Some(Value(text)))
    }

    /// Whether a stored value is one that this could have read.
    ///
    /// # Errors
    /// [`FieldError`].
    pub fn takes(self, value: &Value) -> Result<(), FieldError> {
        match self {
            // Stored in cents, typed in dollars.
            Self::Money => number(value.as_str(), MOST_CENTS).map(drop),
            _ => self.read(value.as_str()).map(drop),
        }
    }

    fn check(self, text: String) -> Result<String, FieldError> {
        let fits = match self {
            Self::Words(_) => return likeness::of(&text).map_or(Ok(text), |found| Err(FieldError::Person(found))),
            Self::Place(_) => {
                return likeness::of_placeless(&text).map_or(Ok(text), |found| Err(FieldError::Person(found)));
            }
            Self::Choice(codes) => codes.contains(&text.as_str()),
            Self::Choices(codes) => return choices(codes, &text),
            Self::Count(most) => return number(&text, most),
            Self::Tally(most) => return tally(&text, most),
            Self::Between(least, most) => return between(&text, least, most),
            Self::Money => return cents(&text),
            Self::Day => Day::parse(&text).is_some(),
            Self::Clock => is_clock(&text),
            Self::Staff => MemberId::parse(&text).is_some(),
            Self::Entry => EntryId::parse(&text).is_some(),
            Self::Flag => text == "on",
            Self::Phone => return phone(&text),
            Self::Link if !is_link(&text) => false,
            Self::Link => return likeness::of_link(&text).map_or(Ok(text), |found| Err(FieldError::Person(found))),
            Self::Written(max) => text.len() <= max && text.chars().all(|c| !c.is_control()),
        };
        if fits { Ok(text) } else { Err(FieldError::Unreadable) }
    }
}

/// In the order of the list, each once: two people who tick the same have the same.
fn choices(codes: &[&str], text: &str) -> Result<String, FieldError> {
    let ticked: BTreeSet<&str> = text.split_whitespace().collect();
    if ticked.iter().any(|code| !codes.contains(code)) {
        return Err(FieldError::Unreadable);
    }
    Ok(codes.iter().copied().filter(|code| ticked.contains(code)).collect::<Vec<_>>().join(" "))
}

fn number(text: &str, most: u32) -> Result<String, FieldError> {
    let count: u64 = text.parse().map_err(|_| FieldError::Unreadable)?;
    if count > u64::from(most) { Err(FieldError::TooMuch(most)) } else { Ok(count.to_string()) }
}

/// A number, that it is fewer than one, or that it is not told: what stands in the shared entry can be posted back as it was
/// shown.
fn tally(text: &str, most: u32) -> Result<String, FieldError> {
    match Told::parse(text) {
        Some(told @ (Told::Fewer(_) | Told::Not)) => Ok(told.code()),
        Some(Told::Number(_)) | None => number(text, most),
    }
}

fn between(text: &str, least: u32, most: u32) -> Result<String, FieldError> {
    let text = number(text, most)?;
    if text.parse::<u32>().is_ok_and(|count| count >= least) { Ok(text) } else { Err(FieldError::TooLittle(least)) }
}

/// "1,250.50" as 125050.
fn cents(text: &str) -> Result<String, FieldError> {
    let plain = text.trim_start_matches('$').replace([',', ' '], "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "00"));
    let part = if part.len() == 1 { format!("{part}0") } else { part.to_owned() };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(&part) || part.len() != 2 {
        return Err(FieldError::Unreadable);
    }
    number(&format!("{whole}{part}"), MOST_CENTS)
}

fn is_clock(text: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((hours, minutes)) = text.split_once(':') else { return false };
    let below = |part: &str, end: u8| digits(part) && part.parse::<u8>().is_ok_and(|n| n < end);
    below(hours, 24) && below(minutes, 60)
}

/// Digits and what people put between them; ten to fifteen digits.
fn phone(text: &str) -> Result<String, FieldError> {
    let usable = text.chars().all(|c| c.is_ascii_digit() || " ()+-.".contains(c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if usable && (10..=15).contains(&digits) { Ok(text.to_owned()) } else { Err(FieldError::Unreadable) }
}

fn is_link(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    text.len() <= LONGEST_LINK && text.chars().all(plain) && host.contains('.') && !host.contains('@')
}
