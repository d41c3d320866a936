//! When it is safe, on the clock of the person's wall.

use super::SafeContact;
use crate::coded;
use crate::time::Timestamp;
use jiff::civil::{DateTime, Weekday};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

coded! {
    /// When it is safe. None named means that nobody asked: any time is an answer of its own.
    SafeTime {
        /// Any time: they said so.
        AnyTime = "any_time",
        /// 8 to 12.
        Mornings = "mornings",
        /// 12 to 17.
        Afternoons = "afternoons",
        /// 17 to 21.
        Evenings = "evenings",
        /// Monday to Friday.
        Weekdays = "weekdays",
        /// Saturday and Sunday.
        Weekends = "weekends",
    }
}

coded! {
    /// A day of the week. None named means every day.
    SafeDay {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

impl SafeDay {
    fn of(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
    fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

/// From one full hour until another, on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SafeHours {
    from: u8,
    until: u8,
}

impl SafeHours {
    /// From this hour (0 to 23) until that one (1 to 24), which is not safe any more. Nothing if no time is between.
    #[must_use]
    pub const fn new(from: u8, until: u8) -> Option<Self> {
        if from < until && until <= 24 { Some(Self { from, until }) } else { None }
    }
    /// The first safe hour.
    #[must_use]
    pub const fn from(self) -> u8 {
        self.from
    }
    /// The first hour that is not safe any more.
    #[must_use]
    pub const fn until(self) -> u8 {
        self.until
    }
}

impl<'de> Deserialize<'de> for SafeHours {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            from: u8,
            until: u8,
        }
        let raw = Raw::deserialize(from)?;
        Self::new(raw.from, raw.until).ok_or_else(|| D::Error::custom("no hours"))
    }
}

/// Why it is not clear when somebody can be called or sent a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhenUnclear {
    /// They were not asked.
    #[error("safe times were not asked")]
    NotAsked,
    /// Any time was said, and a part of the day.
    #[error("any time and a part of the day")]
    Both,
}

impl WhenUnclear {
    /// Its name among what is refused.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "times-missing",
            Self::Both => "times-disagree",
        }
    }
}

/// Whether a plan that is put down says when a call or a text is safe. Other ways need no time: the person comes.
///
/// # Errors
/// [`WhenUnclear`].
pub fn clear_when(plan: &SafeContact) -> Result<(), WhenUnclear> {
    if !plan.way.needs_number() {
        return Ok(());
    }
    let parts = [SafeTime::Mornings, SafeTime::Afternoons, SafeTime::Evenings];
    let is_narrowed = plan.hours.is_some() || parts.iter().any(|part| plan.times.contains(part));
    match plan.says_when() {
        false => Err(WhenUnclear::NotAsked),
        true if is_narrowed && plan.times.contains(&SafeTime::AnyTime) => Err(WhenUnclear::Both),
        true => Ok(()),
    }
}

/// The plan leaves some of the week out, so that it matters by whose clock. Beside a narrower time, "any time" says
/// nothing.
pub(super) fn leaves_some_out(plan: &SafeContact) -> bool {
    plan.times.iter().any(|time| *time != SafeTime::AnyTime) || !plan.days.is_empty() || plan.hours.is_some()
}

/// Whether a plan allows this moment. A zone that nobody knows allows none, once any time is left out.
pub(super) fn within(plan: &SafeContact, zone: &str, now: Timestamp) -> bool {
    if !leaves_some_out(plan) {
        return true;
    }
    now.local(zone).is_some_and(|local| day_is_safe(plan, local) && hour_is_safe(plan, local))
}

fn day_is_safe(plan: &SafeContact, local: DateTime) -> bool {
    let day = SafeDay::of(local.weekday());
    let (weekdays, weekends) = (plan.times.contains(&SafeTime::Weekdays), plan.times.contains(&SafeTime::Weekends));
    let kind_is_safe = weekdays == weekends || weekends == day.is_weekend();
    kind_is_safe && (plan.days.is_empty() || plan.days.contains(&day))
}

fn hour_is_safe(plan: &SafeContact, local: DateTime) -> bool {
    let parts = [(SafeTime::Mornings, 8..12), (SafeTime::Afternoons, 12..17), (SafeTime::Evenings, 17..21)];
    let mut named = parts.iter().filter(|(part, _)| plan.times.contains(part)).peekable();
    let part_is_safe = named.peek().is_none() || named.any(|(_, hours)| hours.contains(&local.hour()));
    part_is_safe && plan.hours.is_none_or(|hours| (hours.from..hours.until).contains(&local.hour().unsigned_abs()))
}

/// Zones differ from Greenwich by quarters of an hour, and every limit is a full hour on the wall.
const STEP_MINUTES: i64 = 15;
/// A week and a day: one of each weekday, whichever way clocks are changed.
const STEPS: i64 = 8 * 24 * 60 / STEP_MINUTES;

/// The moments at which a plan can open, from `now` on.
pub(super) fn openings(now: Timestamp) -> impl Iterator<Item = Timestamp> {
    const STEP: i64 = STEP_MINUTES * 60 * 1_000_000;
    let first = now.micros().div_euclid(STEP) + 1;
    (0..STEPS).map(move |n| Timestamp::from_micros((first + n).saturating_mul(STEP)))
}
