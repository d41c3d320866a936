//! Times as people say them: relative and exact, in the reader's language and the organization's zone.

use crate::texts::Tongue;
use domain::release::last_day;
use domain::safe_contact::HomeZone;
use domain::time::{Minutes, Month, Timestamp};
use std::borrow::{Borrow, Cow};

/// A time zone by its IANA name.
#[derive(Debug, Clone)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// The zone with this name; UTC if there is none.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(jiff::tz::TimeZone::get(name).unwrap_or(jiff::tz::TimeZone::UTC))
    }
    /// Its IANA name; UTC if it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }
    /// When this day ("2026-11-30") begins here; nothing for what is no day.
    pub(crate) fn day_begins(&self, day: &str) -> Option<Timestamp> {
        let date: jiff::civil::Date = day.trim().parse().ok()?;
        let begins = self.0.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
        Some(Timestamp::from_micros(begins.as_microsecond()))
    }
    fn local(&self, at: Timestamp) -> jiff::civil::DateTime {
        let at = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.0.to_datetime(at)
    }
}

/// Date and time as they stand on the wall of a site: what a visit is booked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil(jiff::civil::DateTime);

impl Civil {
    /// Reads "2026-11-30T09:40".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(Self)
    }
    /// "2026-11-30T09:40": the form of `datetime-local`.
    #[must_use]
    pub fn code(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

/// A day as it stands in a calendar, in a field for dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Reads "2026-11-30" and nothing more.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        text.parse().ok().filter(|_| text.len() == "2026-11-30".len()).map(Self)
    }
    /// The moment at which the day is over in this zone.
    #[must_use]
    pub fn end_in(self, zone: &Zone) -> Timestamp {
        let next = self.0.tomorrow().unwrap_or(self.0).at(0, 0, 0, 0);
        let end = zone.0.to_ambiguous_timestamp(next).compatible();
        // The last day that there is has no end: it is later than anything.
        Timestamp::from_micros(end.unwrap_or(jiff::Timestamp::MAX).as_microsecond())
    }
    /// Noon of that day at Greenwich: a moment that is on the same day in every state.
    #[must_use]
    pub fn noon(self) -> Timestamp {
        let noon = jiff::tz::TimeZone::UTC.to_timestamp(self.0.at(12, 0, 0, 0));
        Timestamp::from_micros(noon.map_or(0, jiff::Timestamp::as_microsecond))
    }
}

/// The hour as a clock with twelve of them shows it.
fn hour_said(local: jiff::civil::DateTime) -> i32 {
    i32::from((local.hour() + 11).rem_euclid(12) + 1)
}

/// A time, or a reference to one: templates lend what they show.
pub trait Moment: Copy {
    /// The time.
    fn at(self) -> Timestamp;
}

impl Moment for Timestamp {
    fn at(self) -> Timestamp {
        self
    }
}

impl<M: Moment> Moment for &M {
    fn at(self) -> Timestamp {
        (*self).at()
    }
}

/// A day on a calendar, however deep a template has borrowed it.
pub trait OnCalendar {
    /// It.
    fn day(&self) -> domain::day::Day;
}

impl OnCalendar for domain::day::Day {
    fn day(&self) -> domain::day::Day {
        *self
    }
}

impl<D: OnCalendar + ?Sized> OnCalendar for &D {
    fn day(&self) -> domain::day::Day {
        (**self).day()
    }
}

impl Tongue {
    /// "2:41 PM".
    #[must_use]
    pub fn clock(&self, at: impl Moment) -> Cow<'static, str> {
        self.clock_of(self.zone().local(at.at()))
    }
    fn clock_of(&self, local: jiff::civil::DateTime) -> Cow<'static, str> {
        let hour = match local.hour() {
            0 => 12,
            h @ 1..=12 => h,
            h => h - 12,
        };
        let time = format!("{hour}:{:02}", local.minute());
        self.with("time", &time).say(if local.hour() < 12 { "when-am" } else { "when-pm" })
    }
    /// Hours and minutes on a wall: "8:30 AM".
    #[must_use]
    pub fn wall(&self, hour: u8, minute: u8) -> Cow<'static, str> {
        let part = |part: u8, most: u8| i8::try_from(part.min(most)).unwrap_or_default();
        self.clock_of(jiff::civil::date(2000, 1, 1).at(part(hour, 23), part(minute, 59), 0, 0))
    }
    /// A full hour of the day, 0 to 24: "8:00 AM".
    #[must_use]
    pub fn hour(&self, hour: u8) -> Cow<'static, str> {
        let hour = i8::try_from(hour % 24).unwrap_or_default();
        self.clock_of(jiff::civil::DateTime::constant(2000, 1, 1, hour, 0, 0, 0))
    }
    /// "November 24, 2026".
    #[must_use]
    pub fn date(&self, at: impl Moment) -> Cow<'static, str> {
        self.date_of(self.zone().local(at.at()))
    }
    fn date_of(&self, local: jiff::civil::DateTime) -> Cow<'static, str> {
        let month = self.month_name(local.month().unsigned_abs());
        let (day, year) = (local.day().to_string(), local.year().to_string());
        self.with("day", &day).with("month", month).with("year", &year).say("when-date")
    }
    /// "November 24, 2026", of a day on a calendar.
    #[must_use]
    pub fn day(&self, day: impl OnCalendar) -> Cow<'static, str> {
        let day = day.day();
        let zone = self.zone();
        self.date(day.begins(zone.name()))
    }
    /// "November 2026".
    #[must_use]
    pub fn month(&self, month: impl Borrow<Month>) -> Cow<'static, str> {
        let month = month.borrow();
        let name = self.month_name(month.month);
        self.with("month", &name).with("year", month.year.to_string()).say("when-month")
    }
    /// The last day before a moment, as a field for dates holds it: "2026-11-30".
    #[must_use]
    pub fn day_before(&self, end: impl Moment) -> String {
        let last = Timestamp::from_micros(end.at().micros() - 1);
        self.zone().local(last).date().to_string()
    }
    /// Until when something lasts: "December 10, 2026" where it ends with that day, else the day and the minute. An
    /// organization in another time zone than ours ends its days at another time.
    #[must_use]
    pub fn until(&self, end: impl Moment) -> Cow<'static, str> {
        let end = end.at();
        match last_day::named(end, self.zone().name()) {
            Some(day) => self.day(day),
            None => self.with("date", self.date(end)).with("clock", self.clock(end)).say("when-day-and-clock"),
        }
    }
    /// The day on which something was over: one that ends at midnight is over on the day before.
    #[must_use]
    pub fn over_on(&self, end: impl Moment) -> Cow<'static, str> {
        self.date(Timestamp::from_micros(end.at().micros() - 1))
    }
    /// "today at 2:41 PM", "yesterday at 9:00 AM", "November 24, 2026 at 2:41 PM".
    #[must_use]
    pub fn exact(&self, at: impl Moment, now: impl Moment) -> Cow<'static, str> {
        let (at, now) = (at.at(), now.at());
        let days = self.zone().local(now).date().since(self.zone().local(at).date());
        let days = days.map_or(i32::MAX, |span| span.get_days());
        let clock = self.clock(at);
        // Spanish says "a la 1:00" and "a las 2:00".
        let said = self.with("clock", &clock).with("hour", hour_said(self.zone().local(at)));
        match days {
            0 => said.say("when-today-at"),
            1 => said.say("when-yesterday-at"),
            -1 => said.say("when-tomorrow-at"),
            _ => said.with("date", self.date(at)).say("when-date-at"),
        }
    }
    /// "November 24, 2026, 2:41 PM, Central (Chicago)": what still says the same when it is read on paper in a year.
    #[must_use]
    pub fn on_paper(&self, at: impl Moment) -> Cow<'static, str> {
        let (at, zone) = (at.at(), self.zone().name());
        let zone = HomeZone::of(zone).map_or_else(|| Cow::Owned(zone.to_owned()), |zone| self.label(zone));
        let said = self.with("date", self.date(at)).with("clock", self.clock(at));
        said.with("zone", zone).say("when-on-paper")
    }
    /// "4 minutes ago", "in 3 days", "just now".
    #[must_use]
    pub fn relative(&self, at: impl Moment, now: impl Moment) -> Cow<'static, str> {
        let (at, now) = (at.at(), now.at());
        let (past, minutes) = if at <= now { (true, now.minutes_since(at)) } else { (false, at.minutes_since(now)) };
        if minutes.0 == 0 {
            return self.say("when-now");
        }
        let (n, ago, ahead) = match minutes.0 {
            n @ 1..60 => (n, "when-minutes-ago", "when-in-minutes"),
            n @ 60..1440 => (n / 60, "when-hours-ago", "when-in-hours"),
            n => (n / 1440, "when-days-ago", "when-in-days"),
        };
        self.with("n", n).say(if past { ago } else { ahead })
    }
    /// Relative and exact: "4 minutes ago, today at 2:41 PM".
    #[must_use]
    pub fn moment(&self, at: impl Moment, now: impl Moment) -> Cow<'static, str> {
        let (relative, exact) = (self.relative(at, now), self.exact(at, now));
        self.with("relative", &relative).with("exact", &exact).say("when-both")
    }
    /// How long something has waited or takes: "4 min", "2 h 5 min", "3 days".
    #[must_use]
    pub fn span(&self, minutes: impl Borrow<Minutes>) -> Cow<'static, str> {
        match minutes.borrow().0 {
            n @ 0..60 => self.with("n", n).say("when-span-minutes"),
            n @ 60..1440 if n % 60 == 0 => self.with("h", n / 60).say("when-span-hours"),
            n @ 60..1440 => self.with("h", n / 60).with("n", n % 60).say("when-span-hours-minutes"),
            n => self.with("n", n / 1440).say("when-span-days"),
        }
    }
    /// A booked time: "November 30, 2026 at 9:40 AM".
    #[must_use]
    pub fn civil(&self, at: impl Borrow<Civil>) -> Cow<'static, str> {
        let at = at.borrow();
        let (clock, date) = (self.clock_of(at.0), self.date_of(at.0));
        self.with("clock", &clock).with("hour", hour_said(at.0)).with("date", &date).say("when-date-at")
    }
    /// The `datetime` attribute of a `<time>`: UTC, to the second.
    #[must_use]
    pub fn machine(&self, at: impl Moment) -> String {
        let at = jiff::Timestamp::from_microsecond(at.at().micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn month_name(&self, month: u8) -> Cow<'static, str> {
        self.with("month", month).say("when-month-name")
    }
}
