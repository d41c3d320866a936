//! The calendar of a partnership: what is planned, by the clock of which place, and what of it leaves in a feed.
//!
//! Invariant: nothing here is about a person, and what was withheld is in no feed.

use crate::coded;
use crate::day::Day;
use crate::listing::ClockTime;
use crate::recurrence::{Recurrence, RecurrenceError, Repeat};
use crate::safe_contact::SafeDay;
use crate::time::{Minutes, Timestamp};
use crate::training::TrainingKind;
use crate::workspace::{Edit, Entry, Noun, Value};
use std::collections::BTreeSet;

coded! {
    /// What is planned.
    OccasionKind {
        /// The two leaderships meet.
        LeadershipMeeting = "leadership_meeting",
        /// Staff of one side learn from the other.
        CrossTraining = "cross_training",
        /// Staff of one side see where the other works.
        SiteVisit = "site_visit",
        /// Health center staff at the advocacy organization, once a month.
        HealthCelebration = "health_celebration",
        /// A provider sees people at the advocacy organization.
        VisitingProvider = "visiting_provider",
        /// An advocate works at the health center.
        CoLocated = "co_located",
        /// A mobile unit stops.
        MobileStop = "mobile_stop",
        /// An advocate offers a health service.
        AdvocacyHealth = "advocacy_health",
        /// Anything else the two do together.
        Other = "other",
    }
}

coded! {
    /// Who receives the others.
    Host {
        /// The health center.
        HealthCenter = "health_center",
        /// The advocacy organization.
        Advocacy = "advocacy",
        /// Both.
        Both = "both",
    }
}

impl OccasionKind {
    /// How long it usually is.
    #[must_use]
    pub const fn usual(self) -> Minutes {
        Minutes(match self {
            Self::LeadershipMeeting => 30,
            Self::CrossTraining => 90,
            Self::SiteVisit | Self::HealthCelebration | Self::AdvocacyHealth | Self::Other => 60,
            Self::VisitingProvider | Self::MobileStop => 180,
            Self::CoLocated => 240,
        })
    }
}

/// What an entry of the workspace puts into the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What.
    pub kind: OccasionKind,
    /// On which days.
    pub days: Recurrence,
    /// When it begins, by the clock of the zone; nothing while no time was agreed.
    pub clock: Option<ClockTime>,
    /// How long.
    pub lasts: Minutes,
    /// An IANA name.
    pub zone: String,
    /// It is told to nobody but those who plan.
    pub is_withheld: bool,
}

/// Days as a field of days that fell out holds them.
fn days_in<'a>(values: impl Iterator<Item = &'a Value>) -> BTreeSet<Day> {
    values.flat_map(|days| days.as_str().split_whitespace()).filter_map(Day::parse).collect()
}

/// What falls out of a row once one edit of it is undone: a day that it let fall out is planned again, one that it put back
/// falls out again, and what was done to other days since then stays.
#[must_use]
pub fn skipped_without(entry: &Entry, undone: &Edit) -> Option<Value> {
    let written = |edit: &Edit| days_in(edit.value.iter());
    let then = written(undone);
    let before: BTreeSet<Day> = undone.saw.iter().filter_map(|id| entry.edit(*id)).flat_map(&written).collect();
    let mut days: BTreeSet<Day> = entry.heads("skipped").into_iter().flat_map(written).collect();
    days.retain(|day| before.contains(day) || !then.contains(day));
    days.extend(before.difference(&then));
    Value::stored(days.iter().map(|day| day.code()).collect::<Vec<_>>().join(" "))
}

impl Plan {
    /// What an entry puts into the calendar; nothing for a noun that has no time, or before a day was agreed. `zone` is
    /// that of the reader, for what was planned before zones were kept.
    ///
    /// # Errors
    /// [`RecurrenceError`].
    pub fn of(noun: Noun, entry: &Entry, zone: &str) -> Result<Option<Self>, RecurrenceError> {
        let (Some(kind), Some(day)) = (kind_of(noun, entry), first_day(noun, entry)) else { return Ok(None) };
        // Two who let different days fall out without seeing each other's meant both.
        let skipped = days_in(entry.heads("skipped").into_iter().filter_map(|edit| edit.value.as_ref()));
        let (repeat, until) = match noun {
            Noun::Presence => (Some(Repeat::Weekly), entry.day("ends_on")),
            _ => (Repeat::parse(entry.text("repeat")).ok(), entry.day("until")),
        };
        let days = Recurrence::new(day, repeat, until, skipped)?;
        let planned = entry.text("zone");
        Ok(Some(Self {
            kind,
            days,
            clock: ClockTime::parse(entry.text("clock")),
            lasts: entry.count("minutes").map_or(kind.usual(), Minutes),
            zone: if planned.is_empty() { zone.to_owned() } else { planned.to_owned() },
            is_withheld: entry.is_withheld(),
        }))
    }
    /// When it begins and ends on one of its days; nothing while no time was agreed.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<(Timestamp, Timestamp)> {
        let clock = self.clock?;
        let begins = day.at(clock.hour(), clock.minute(), &self.zone);
        Some((begins, begins.plus_minutes(self.lasts)))
    }
}

fn kind_of(noun: Noun, entry: &Entry) -> Option<OccasionKind> {
    Some(match noun {
        Noun::Occasion => OccasionKind::parse(entry.text("kind")).unwrap_or(OccasionKind::Other),
        Noun::Meeting => OccasionKind::LeadershipMeeting,
        Noun::Training if entry.text("kind") == TrainingKind::SiteVisit.code() => OccasionKind::SiteVisit,
        Noun::Training => OccasionKind::CrossTraining,
        Noun::Celebration => OccasionKind::HealthCelebration,
        Noun::Visit => OccasionKind::VisitingProvider,
        Noun::Presence => OccasionKind::CoLocated,
        Noun::Stop => OccasionKind::MobileStop,
        Noun::Slot => OccasionKind::AdvocacyHealth,
        _ => return None,
    })
}

/// Weekly hours begin with the first such weekday from their first day on.
fn first_day(noun: Noun, entry: &Entry) -> Option<Day> {
    if noun != Noun::Presence {
        return entry.day("day");
    }
    let weekday = SafeDay::parse(entry.text("weekday")).ok()?;
    let place = SafeDay::ALL.iter().position(|day| *day == weekday)?;
    let starts = entry.day("starts_on")?;
    (0..7).map(|days| starts.later(days)).find(|day| usize::from(day.weekday()) == place)
}
