//! When a place is open, by its own wall clock.

pub(crate) mod spoken;

use crate::words;
use serde::{Deserialize, Serialize};

/// Minutes of a week, and of a day.
const DAY: u16 = 24 * 60;
/// Most spans that are kept.
const MOST: usize = 64;

/// When a place is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Open {
    /// Spans of the week in minutes from Monday, 0:00; half open, sorted, none overlaps another. Empty where nobody says.
    pub spans: Vec<(u16, u16)>,
    /// What the source says in words; may be empty.
    pub said: String,
}

impl Open {
    /// At every hour of every day.
    #[must_use]
    pub fn always() -> Self {
        Self { spans: vec![(0, 7 * DAY)], said: String::new() }
    }
    /// Adds a span on a day (0 is Monday). One that ends before it begins goes over midnight; one that begins when it ends
    /// says nothing.
    pub fn add(&mut self, day: u8, from: u16, to: u16) {
        let (from, to) = (from.min(DAY), to.min(DAY));
        if day > 6 || from == to || self.spans.len() >= MOST {
            return;
        }
        let start = u16::from(day) * DAY + from;
        let end = u16::from(day) * DAY + if to > from { to } else { to + DAY };
        if end > 7 * DAY {
            self.spans.extend([(start, 7 * DAY), (0, end - 7 * DAY)]);
        } else {
            self.spans.push((start, end));
        }
        self.spans.retain(|(from, to)| from < to);
        self.join();
    }
    /// Adds what another says of the same place.
    pub fn merge(&mut self, other: &Self) {
        self.spans.extend(&other.spans);
        self.spans.retain(|(from, to)| from < to);
        self.join();
        if self.said.is_empty() {
            self.said.clone_from(&other.said);
        }
    }
    fn join(&mut self) {
        self.spans.sort_unstable();
        let mut joined: Vec<(u16, u16)> = Vec::with_capacity(self.spans.len());
        for span in &self.spans {
            match joined.last_mut() {
                Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
                _ => joined.push(*span),
            }
        }
        self.spans = joined;
    }
    /// Whether it is open in this minute of the week (from Monday, 0:00); nothing where nobody says.
    #[must_use]
    pub fn at(&self, minute: u16) -> Option<bool> {
        (!self.spans.is_empty()).then(|| self.spans.iter().any(|(from, to)| (*from..*to).contains(&minute)))
    }
}

/// The day of a source's word: "Monday", "MO", "lunes"; 1 to 7 with Monday as 1, as HSDS 1.1 has it.
#[must_use]
pub fn day(text: &str) -> Option<u8> {
    let word = words::line(text);
    if let Ok(number) = word.parse::<u8>() {
        return (1..=7).contains(&number).then(|| number - 1);
    }
    const DAYS: [&[&str]; 7] = [
        &["monday", "mon", "mo", "lunes"],
        &["tuesday", "tue", "tues", "tu", "martes"],
        &["wednesday", "wed", "we", "miercoles"],
        &["thursday", "thu", "thur", "thurs", "th", "jueves"],
        &["friday", "fri", "fr", "viernes"],
        &["saturday", "sat", "sa", "sabado"],
        &["sunday", "sun", "su", "domingo"],
    ];
    DAYS.iter().position(|names| names.contains(&word.as_str())).and_then(|at| u8::try_from(at).ok())
}

/// The minutes of a source's time: "9:00", "09:00:00", "9 AM", "5:30 p.m.", "17:00+00:00", "noon", "24:00".
#[must_use]
pub fn minutes(text: &str) -> Option<u16> {
    match words::line(text).as_str() {
        "noon" | "mediodia" => return Some(12 * 60),
        "midnight" | "medianoche" => return Some(0),
        _ => {}
    }
    let lower = text.trim().to_lowercase();
    let lower = lower.split(['+', 'z']).next()?.trim();
    let letters: String = lower.chars().filter(char::is_ascii_alphabetic).collect();
    let digits = lower.trim_end_matches(|c: char| !c.is_ascii_digit());
    let mut parts = digits.split(':').map(|part| part.trim().parse::<u16>().ok());
    let hour = parts.next()??;
    let minute = parts.next().unwrap_or(Some(0))?;
    if parts.any(|second| second.is_none_or(|second| second > 59)) || minute > 59 {
        return None;
    }
    let hour = match (letters.as_str(), hour) {
        ("am" | "a", 12) => 0,
        ("am" | "a", 1..=11) => hour,
        ("pm" | "p", 12) => 12,
        ("pm" | "p", 1..=11) => hour + 12,
        ("", 0..=24) => hour,
        _ => return None,
    };
    let minutes = hour * 60 + minute;
    (minutes <= DAY).then_some(minutes)
}
