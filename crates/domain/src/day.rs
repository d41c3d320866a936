//! A calendar day, as a person types it: the bounds of a period, the date of a paper.
//!
//! Invariant: a day begins and ends by the wall clock of a place, so the day of a change of time has 23 or 25 hours.

use crate::time::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A calendar day. Ordered as days follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Reads "2026-11-30": what a date field posts. Nothing if it is no day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let parts: Vec<&str> = text.split('-').collect();
        // By hand: a date with a time behind it, or a week, is not what a date field posts.
        let [year, month, day] = parts.as_slice() else { return None };
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().map(Self)
    }
    /// The day on which this is in the time zone (an IANA name; UTC if the name is unknown).
    #[must_use]
    pub fn of(at: Timestamp, zone: &str) -> Self {
        Self(at.local(zone).or_else(|| at.local("UTC")).unwrap_or_default().date())
    }
    /// "2026-11-30".
    #[must_use]
    pub fn code(self) -> String {
        self.0.strftime("%Y-%m-%d").to_string()
    }
    /// When it begins in the time zone (an IANA name; UTC if the name is unknown). A day at the end of the calendar begins
    /// at the last moment that there is, one at its beginning at the first: never at some other time.
    #[must_use]
    pub fn begins(self, zone: &str) -> Timestamp {
        self.moment(self.0.at(0, 0, 0, 0), zone)
    }
    fn moment(self, at: jiff::civil::DateTime, zone: &str) -> Timestamp {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let last = if self.0.year() > 1970 { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN };
        Timestamp::from_micros(zone.to_timestamp(at).unwrap_or(last).as_microsecond())
    }
    /// The day after it; itself at the end of time.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }
    /// The day before it; itself at the beginning of time.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }
    /// This many days later; itself where there is no such day.
    #[must_use]
    pub fn later(self, days: u32) -> Self {
        let span = jiff::Span::new().try_days(days);
        Self(span.and_then(|span| self.0.checked_add(span)).unwrap_or(self.0))
    }
    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
    }
    /// When it is so late by the wall clock of a time zone (an IANA name; UTC if the name is unknown). An hour that the
    /// change to summer time leaves out is the hour after it, as RFC 5545, section 3.3.5, asks; one that comes twice is
    /// the first of the two.
    #[must_use]
    pub fn at(self, hour: u8, minute: u8, zone: &str) -> Timestamp {
        let clock = |part: u8, end: u8| i8::try_from(part.min(end)).unwrap_or_default();
        self.moment(self.0.at(clock(hour, 23), clock(minute, 59), 0, 0), zone)
    }
    /// When the clock on the wall of a time zone shows on this day what it shows at a moment, as [`Day::at`].
    #[must_use]
    pub fn same_hour(self, at: Timestamp, zone: &str) -> Timestamp {
        let wall = at.local(zone).or_else(|| at.local("UTC")).unwrap_or_default();
        self.moment(self.0.to_datetime(wall.time()), zone)
    }
    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn of_month(self) -> u8 {
        self.0.day().unsigned_abs()
    }
    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }
    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }
    /// The day of the week, from 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs()
    }
    /// The year and the number of its week (ISO 8601).
    #[must_use]
    pub fn iso_week(self) -> (i16, u8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week().unsigned_abs())
    }
    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }
    /// The last day of its month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }
    /// This many days earlier; itself where there is no such day.
    #[must_use]
    pub fn earlier(self, days: u32) -> Self {
        let span = jiff::Span::new().try_days(days);
        Self(span.and_then(|span| self.0.checked_sub(span)).unwrap_or(self.0))
    }
    /// The same day this many months later; the last of the month where there is no such day.
    #[must_use]
    pub fn months_later(self, months: u32) -> Self {
        let span = jiff::Span::new().try_months(months);
        Self(span.and_then(|span| self.0.checked_add(span)).unwrap_or(self.0))
    }
    /// Days from this one to another; negative when that one is before it.
    #[must_use]
    pub fn days_to(self, other: Self) -> i64 {
        self.0.until(other.0).map_or(0, |span| i64::from(span.get_days()))
    }
    /// When it is over in the time zone: when the next one begins.
    #[must_use]
    pub fn ends(self, zone: &str) -> Timestamp {
        self.next().begins(zone)
    }
    /// The same day this many years before; 28 February for the 29th.
    #[must_use]
    pub fn years_before(self, years: u8) -> Self {
        let span = jiff::Span::new().years(i64::from(years));
        Self(self.0.checked_sub(span).unwrap_or(self.0))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not a day"))
    }
}
