//! The last day of a release. A person is told a day, so it ends when that day is over on the wall of the organization
//! that holds it, and not in the middle of it at the minute at which somebody happened to choose.
//!
//! Invariant: it never ends later than the organization allows, counted in days of 24 hours; where that moment lies in
//! the middle of a day, the day before is the last one.

use crate::day::Day;
use crate::time::{Days, Minutes, Timestamp};

/// A visit can take that long: one that begins shortly before midnight is not over at midnight.
const A_VISIT: Minutes = Minutes(3 * 60);

/// When a release of this many days ends, chosen now in this time zone (an IANA name). Today is the first of them, and
/// one day is this visit. `longest` is what the organization allows.
#[must_use]
pub fn end_of(days: Days, longest: Days, now: Timestamp, zone: &str) -> Timestamp {
    let today = Day::of(now, zone);
    let limit = now.plus_days(longest);
    let chosen = today.later(days.0.saturating_sub(1));
    let (tonight, tomorrow) = (today.ends(zone), today.next().ends(zone));
    if days == Days(1) && tonight < now.plus_minutes(A_VISIT) && tomorrow <= limit {
        return tomorrow;
    }
    let end = [chosen, chosen.before()].map(|day| day.ends(zone)).into_iter().find(|end| *end <= limit);
    // Only where a single day is allowed and this one has 25 hours: no whole day fits.
    end.filter(|end| *end > now).unwrap_or(limit)
}

/// The last day that a person can choose by themselves: the last one that is over before the organization's limit.
#[must_use]
pub fn latest(longest: Days, now: Timestamp, zone: &str) -> Day {
    Day::of(now.plus_days(longest), zone).before()
}

/// The day that is over when it ends; nothing when it ends in the middle of a day.
#[must_use]
pub fn named(end: Timestamp, zone: &str) -> Option<Day> {
    let after = Day::of(end, zone);
    (after.begins(zone) == end).then(|| after.before())
}
