//! When something of the workspace is: by the reader's clock, and by that of whoever planned it where it shows another hour.

use super::room::coded;
use crate::texts::Tongue;
use domain::day::Day;
use domain::listing::ClockTime;
use domain::safe_contact::{HomeZone, SafeDay};
use domain::workspace::Entry;

/// A day and an hour in words.
pub(super) struct When {
    /// The day by the reader's wall.
    pub day: Option<Day>,
    /// The hour; nothing while none was agreed.
    pub clock: String,
}

impl When {
    /// An entry that has a day of its own.
    pub(super) fn of(t: &Tongue, entry: &Entry) -> Self {
        Self::on(t, entry, entry.day("day"), false)
    }
    /// An entry on one of its days, by the calendar of where it was planned.
    fn on(t: &Tongue, entry: &Entry, day: Option<Day>, is_weekly: bool) -> Self {
        let (Some(planned), Some(clock)) = (day, ClockTime::parse(entry.text("clock"))) else {
            return Self { day, clock: String::new() };
        };
        let there = planners(t, entry);
        let begins = planned.at(clock.hour(), clock.minute(), there.zone().name());
        let day = Day::of(begins, t.zone().name());
        let (here, planners) = (t.clock(begins), there.clock(begins));
        if (day, &here) == (planned, &planners) {
            return Self { day: Some(day), clock: here.into_owned() };
        }
        let planners = match is_weekly {
            _ if day == planned => planners,
            true => format!("{}, {planners}", weekday(t, planned)).into(),
            false => t.with("date", there.date(begins)).with("clock", planners).say("when-day-and-clock"),
        };
        let both = t.with("here", here).with("there", planners).with("zone", zone_said(t, there.zone().name()));
        Self { day: Some(day), clock: both.say("together-two-clocks").into_owned() }
    }
    /// Both in one line; nothing without a day.
    pub(super) fn said(&self, t: &Tongue) -> String {
        let day = self.day.map_or_else(String::new, |day| t.day(day).into_owned());
        if self.clock.is_empty() { day } else { format!("{day}, {}", self.clock) }
    }
}

/// A day and the hour of an entry, which is by its planner's clock, by the reader's: as they stand in a form.
pub(super) fn here(t: &Tongue, entry: &Entry, day: Day) -> (Day, String) {
    let Some(clock) = ClockTime::parse(entry.text("clock")) else { return (day, String::new()) };
    let begins = day.at(clock.hour(), clock.minute(), planners(t, entry).zone().name());
    let zone = t.zone().name();
    (Day::of(begins, zone), ClockTime::of(begins, zone).code())
}

/// The tongue of whoever planned it: the same words by their clock.
fn planners(t: &Tongue, entry: &Entry) -> Tongue {
    match entry.text("zone") {
        "" => t.clone(),
        zone => Tongue::new(t.language(), zone),
    }
}

/// A weekday and an hour of every week, as they are in the week to come: two places can change their clocks on other days.
pub(super) fn weekly(t: &Tongue, entry: &Entry, today: Day) -> String {
    let place = SafeDay::parse(entry.text("weekday")).ok().map(|day| day as usize);
    let from = entry.day("starts_on").map_or(today, |starts| starts.max(today));
    let next = (0..7).map(|days| from.later(days)).find(|day| Some(usize::from(day.weekday())) == place);
    let when = When::on(t, entry, next, true);
    let weekday = when.day.map_or_else(|| coded(t, "day", entry, "weekday"), |day| weekday(t, day));
    if when.clock.is_empty() { weekday } else { format!("{weekday}, {}", when.clock) }
}

fn weekday(t: &Tongue, day: Day) -> String {
    SafeDay::ALL.get(usize::from(day.weekday())).map_or_else(String::new, |day| t.label(day).into_owned())
}

/// A time zone in words; its own name where we have none.
pub(super) fn zone_said(t: &Tongue, zone: &str) -> String {
    HomeZone::of(zone).map_or_else(|| zone.to_owned(), |zone| t.label(zone).into_owned())
}

/// Beside the field: by whose clock it is typed.
pub(super) fn hint(t: &Tongue, entry: Option<&Entry>) -> String {
    let ours = t.zone().name();
    let zone = entry.map(|entry| entry.text("zone")).filter(|zone| !zone.is_empty()).unwrap_or(ours);
    let said = t.with("zone", zone_said(t, zone)).with("ours", zone_said(t, ours));
    said.say(if zone == ours { "together-clock-ours" } else { "together-clock-theirs" }).into_owned()
}
