//! What comes again in the calendar: on which days by the wall calendar, until when, and which ones fall out.

use crate::coded;
use crate::day::Day;
use std::collections::BTreeSet;

coded! {
    /// How it comes again.
    Repeat {
        /// On the same day of the week.
        Weekly = "weekly",
        /// On the same day of every second week.
        EveryTwoWeeks = "every_two_weeks",
        /// On the same date of the month; on the last day of a month that is too short.
        MonthlyDate = "monthly_date",
        /// On the same weekday of the month, as the second Tuesday; a fifth one is the last one.
        MonthlyWeekday = "monthly_weekday",
        /// On the same weekday of every third month.
        QuarterlyWeekday = "quarterly_weekday",
        /// On the same date of the year; on 28 February for the 29th.
        Yearly = "yearly",
    }
}

/// No last day may be further from the first: who runs it, where and why is looked at again before. Years.
pub const LONGEST_YEARS: u32 = 5;
/// Most days that fall out of one row of days.
pub const MOST_SKIPPED: usize = 100;

/// A row of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    first: Day,
    repeat: Option<Repeat>,
    until: Option<Day>,
    skipped: BTreeSet<Day>,
}

/// Why a row of days cannot be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceError {
    /// Its last day is before its first.
    #[error("the last day is before the first")]
    EndsBeforeItBegins,
    /// Its last day is more than [`LONGEST_YEARS`] after its first.
    #[error("the last day is more than {LONGEST_YEARS} years after the first")]
    TooLong,
    /// More than [`MOST_SKIPPED`] days fall out.
    #[error("more than {MOST_SKIPPED} days fall out")]
    TooManySkipped,
}

impl Recurrence {
    /// A row of days from its first day on. Without a last day it goes on until somebody ends it.
    ///
    /// # Errors
    /// [`RecurrenceError`].
    pub fn new(
        first: Day,
        repeat: Option<Repeat>,
        until: Option<Day>,
        skipped: BTreeSet<Day>,
    ) -> Result<Self, RecurrenceError> {
        let end = first.later(LONGEST_YEARS * 366);
        match until {
            Some(until) if until < first => return Err(RecurrenceError::EndsBeforeItBegins),
            Some(until) if until > end => return Err(RecurrenceError::TooLong),
            _ => {}
        }
        if skipped.len() > MOST_SKIPPED {
            return Err(RecurrenceError::TooManySkipped);
        }
        Ok(Self { first, repeat, until, skipped })
    }
    /// Its first day.
    #[must_use]
    pub const fn first(&self) -> Day {
        self.first
    }
    /// How it comes again; nothing if it is only once.
    #[must_use]
    pub const fn repeat(&self) -> Option<Repeat> {
        self.repeat
    }
    /// The last day on which it can be, seen from a day on. What has no last day goes on for as long as nobody ends it; told
    /// at once are [`LONGEST_YEARS`] of it.
    #[must_use]
    pub fn last_from(&self, from: Day) -> Day {
        match self.repeat {
            None => self.first,
            Some(_) => self.until.unwrap_or_else(|| from.max(self.first).later(LONGEST_YEARS * 366)),
        }
    }
    /// The days that fall out, in order.
    pub fn skipped(&self) -> impl Iterator<Item = Day> {
        self.skipped.iter().copied()
    }
    /// The day has fallen out.
    #[must_use]
    pub fn is_skipped(&self, day: Day) -> bool {
        self.skipped.contains(&day)
    }
}
