//! When a service can be had: days of the week between two hours by the wall clock of the place, or in words.

use super::{HoursKind, ListingError, Weekday};
use crate::time::Timestamp;
use std::collections::BTreeSet;

/// When it can be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// At any hour of any day.
    DayAndNight,
    /// On some days of the week, between two hours.
    Weekly(Week),
    /// When it was agreed.
    Appointment,
    /// It is said when they call.
    Ask,
}

/// Some days of the week, between two hours by the wall clock of the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    days: BTreeSet<Weekday>,
    from: ClockTime,
    to: ClockTime,
}

/// Hours and minutes of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
}

impl ClockTime {
    /// Reads "14:30".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once(':')?;
        let part = |part: &str, end: u8| {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u8>().ok().filter(|n| digits && *n < end)
        };
        Some(Self { hour: part(hour, 24)?, minute: part(minute, 60)? })
    }
    /// What clocks on the wall show then in a time zone (an IANA name; UTC if the name is unknown).
    #[must_use]
    pub fn of(at: Timestamp, zone: &str) -> Self {
        let wall = at.local(zone).or_else(|| at.local("UTC")).unwrap_or_default();
        Self { hour: wall.hour().unsigned_abs(), minute: wall.minute().unsigned_abs() }
    }
    /// 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }
    /// 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }
    /// "14:30".
    #[must_use]
    pub fn code(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

impl Week {
    /// Some days, from one hour to another.
    ///
    /// # Errors
    /// [`ListingError::HoursUnclear`].
    pub fn new(days: BTreeSet<Weekday>, from: ClockTime, to: ClockTime) -> Result<Self, ListingError> {
        if days.is_empty() || to <= from { Err(ListingError::HoursUnclear) } else { Ok(Self { days, from, to }) }
    }
    /// On which days, Monday first.
    #[must_use]
    pub const fn days(&self) -> &BTreeSet<Weekday> {
        &self.days
    }
    /// From when.
    #[must_use]
    pub const fn from(&self) -> ClockTime {
        self.from
    }
    /// Until when.
    #[must_use]
    pub const fn to(&self) -> ClockTime {
        self.to
    }
}

impl Hours {
    /// Which kind.
    #[must_use]
    pub const fn kind(&self) -> HoursKind {
        match self {
            Self::DayAndNight => HoursKind::DayAndNight,
            Self::Weekly(_) => HoursKind::Weekly,
            Self::Appointment => HoursKind::Appointment,
            Self::Ask => HoursKind::Ask,
        }
    }
    /// As it is stored: "weekly mo tu 09:00 17:00".
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Weekly(week) => {
                let days: Vec<&str> = week.days.iter().map(|day| day.code()).collect();
                format!("weekly {} {} {}", days.join(" "), week.from.code(), week.to.code())
            }
            other => other.kind().code().to_owned(),
        }
    }
    /// As it was stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        match HoursKind::parse(words.next()?).ok()? {
            HoursKind::DayAndNight => Some(Self::DayAndNight),
            HoursKind::Appointment => Some(Self::Appointment),
            HoursKind::Ask => Some(Self::Ask),
            HoursKind::Weekly => {
                let rest: Vec<&str> = words.collect();
                let (days, clock) = rest.split_at_checked(rest.len().checked_sub(2)?)?;
                let days = days.iter().map(|day| Weekday::parse(day).ok()).collect::<Option<_>>()?;
                let [from, to] = clock else { return None };
                Some(Self::Weekly(Week::new(days, ClockTime::parse(from)?, ClockTime::parse(to)?).ok()?))
            }
        }
    }
}
