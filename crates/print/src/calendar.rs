//! A calendar that other programs read (RFC 5545). Every day is written by itself in UTC: no program then has to know our
//! rules of recurrence or our time zones, and the change to summer time is right in all of them.

use domain::day::Day;
use domain::time::Timestamp;
use icalendar::{Calendar, Component, Event, EventLike, Property};

/// One time in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Stays the same as long as it is the same occasion on the same day.
    pub uid: String,
    /// When.
    pub when: When,
    /// What stands on a screen that others may see: neutral words.
    pub title: String,
    /// Where, if the reader asked for it.
    pub place: Option<String>,
}

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From a moment to a moment.
    Times {
        /// When it begins.
        begins: Timestamp,
        /// When it is over.
        ends: Timestamp,
    },
    /// On a day, at no agreed time.
    AllDay(Day),
}

/// The calendar as a file. The moment is when it was made.
#[must_use]
pub fn write(name: &str, occasions: &[Occasion], made: Timestamp) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Calendar//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.append_property(("REFRESH-INTERVAL;VALUE=DURATION", "PT6H"));
    calendar.name(name);
    for occasion in occasions {
        let mut event = Event::new();
        event.uid(&occasion.uid).summary(&occasion.title);
        event.add_property("DTSTAMP", stamp(made));
        match occasion.when {
            When::Times { begins, ends } => {
                event.add_property("DTSTART", stamp(begins)).add_property("DTEND", stamp(ends));
            }
            When::AllDay(day) => {
                let date = |day: Day| day.code().replace('-', "");
                for (name, day) in [("DTSTART", day), ("DTEND", day.next())] {
                    event.append_property(Property::new(name, date(day)).add_parameter("VALUE", "DATE").done());
                }
            }
        }
        // Others who look at a shared calendar see that the time is taken, and no more.
        event.add_property("CLASS", "PRIVATE");
        if let Some(place) = &occasion.place {
            event.location(place);
        }
        calendar.push(event);
    }
    calendar.to_string()
}

/// `20261126T150000Z`.
fn stamp(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
