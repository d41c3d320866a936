//! Time as the rules need it: microseconds UTC, whole days and minutes, and a clock that never runs backwards.

use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

const MICROS_PER_MINUTE: i64 = 60 * 1_000_000;
const MICROS_PER_DAY: i64 = 24 * 60 * MICROS_PER_MINUTE;

impl Timestamp {
    /// From microseconds UTC.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds UTC.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// This many days of 24 hours later; stops at the end of time instead of wrapping.
    #[must_use]
    pub const fn plus_days(self, days: Days) -> Self {
        // 2^32 days are more microseconds than an i64 holds.
        Self(self.0.saturating_add((days.0 as i64).saturating_mul(MICROS_PER_DAY)))
    }
    /// This many minutes later; stops at the end of time instead of wrapping.
    #[must_use]
    pub const fn plus_minutes(self, minutes: Minutes) -> Self {
        Self(self.0.saturating_add(minutes.0 as i64 * MICROS_PER_MINUTE))
    }
    /// This many days before; stops at the beginning of time instead of wrapping.
    #[must_use]
    pub const fn minus_days(self, days: Days) -> Self {
        Self(self.0.saturating_sub(days.0 as i64 * MICROS_PER_DAY))
    }
    /// This many minutes earlier; stops at the beginning of time instead of wrapping.
    #[must_use]
    pub const fn minus_minutes(self, minutes: Minutes) -> Self {
        Self(self.0.saturating_sub(minutes.0 as i64 * MICROS_PER_MINUTE))
    }
    /// This many seconds later; stops at the end of time instead of wrapping.
    #[must_use]
    pub const fn plus_seconds(self, seconds: u32) -> Self {
        Self(self.0.saturating_add(seconds as i64 * 1_000_000))
    }
    /// Whole minutes from `earlier` to this; 0 if `earlier` is later.
    #[must_use]
    pub const fn minutes_since(self, earlier: Self) -> Minutes {
        let span = self.0.saturating_sub(earlier.0);
        if span <= 0 { Minutes(0) } else { Minutes(saturate(span / MICROS_PER_MINUTE)) }
    }
    /// Whole days from this to `later`, a begun day counted; 0 if `later` is not later.
    #[must_use]
    pub const fn days_until(self, later: Self) -> Days {
        let span = later.0.saturating_sub(self.0);
        if span <= 0 { Days(0) } else { Days(saturate((span - 1) / MICROS_PER_DAY + 1)) }
    }
    /// The calendar month in this time zone (an IANA name; UTC if the name is unknown).
    #[must_use]
    pub fn month(self, zone: &str) -> Month {
        let date = self.local(zone).or_else(|| self.local("UTC")).unwrap_or_default().date();
        Month { year: date.year(), month: date.month().unsigned_abs() }
    }
    /// What clocks on the wall show in this time zone; nothing if the zone or the time is unknown.
    pub(crate) fn local(self, zone: &str) -> Option<jiff::civil::DateTime> {
        let at = jiff::Timestamp::from_microsecond(self.0).ok()?;
        Some(jiff::tz::TimeZone::get(zone).ok()?.to_datetime(at))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of u32 just before")]
const fn saturate(value: i64) -> u32 {
    if value > u32::MAX as i64 {
        u32::MAX
    } else if value < 0 {
        0
    } else {
        value as u32
    }
}

/// Whole days of 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(pub u32);

/// Whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u32);

/// A calendar month: the period of every tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    /// Year of the common era.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// `year * 100 + month`, for example 202611: the stored form.
    #[must_use]
    pub fn code(self) -> i32 {
        i32::from(self.year) * 100 + i32::from(self.month)
    }
}

/// The latest time this organization has ever acted on.
///
/// A clock that is set back, by accident or by someone who wants an old release to live again, must not
/// extend anything: every rule takes its `now` from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watermark(Timestamp);

impl Watermark {
    /// Starts from the time that was stored last.
    #[must_use]
    pub const fn at(seen: Timestamp) -> Self {
        Self(seen)
    }
    /// Takes a reading of the clock and answers the time to act on: never earlier than any before it.
    pub fn observe(&mut self, reading: Timestamp) -> Timestamp {
        self.0 = self.0.max(reading);
        self.0
    }
}
