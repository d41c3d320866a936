//! When a letter leaves: a little late by chance, seldom, and never in a member's quiet hours.

use crate::coded;
use crate::safe_contact::ZoneName;
use crate::time::{Minutes, Timestamp};

/// Between two letters to one member at least.
pub const APART: Minutes = Minutes(15);
/// By how much a letter is late at most (threats.md, 14), so that nobody who sees it leave knows when something came.
pub const LONGEST_JITTER_SECONDS: u32 = 180;
/// Tries after which a letter is given up: with the waits of [`after_failure`], a little more than a day.
const TRIES: u32 = 30;

coded! {
    /// How often a member is written to.
    Rhythm {
        /// When something comes, though never more often than [`APART`].
        AsItHappens = "as_it_happens",
        /// Once a day, if anything came.
        Daily = "daily",
    }
}

/// By how much a letter is late: from nothing to [`LONGEST_JITTER_SECONDS`], in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jitter(i64);

impl Jitter {
    /// From random bytes. Those that do not divide evenly favor the first of 180 million values by less than one in
    /// 100 billion.
    #[must_use]
    pub const fn of(random: [u8; 8]) -> Self {
        let most = LONGEST_JITTER_SECONDS as u64 * 1_000_000;
        Self((u64::from_be_bytes(random) % (most + 1)).cast_signed())
    }
    const fn after(self, at: Timestamp) -> Timestamp {
        Timestamp::from_micros(at.micros().saturating_add(self.0))
    }
}

/// From one full hour until another on the member's wall, over midnight too; no letter leaves then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    from: u8,
    until: u8,
}

impl Quiet {
    /// From this hour until that one (both 0 to 23). Nothing when they are the same: that would be always or never.
    #[must_use]
    pub const fn new(from: u8, until: u8) -> Option<Self> {
        if from != until && from < 24 && until < 24 { Some(Self { from, until }) } else { None }
    }
    /// The first quiet hour.
    #[must_use]
    pub const fn from(self) -> u8 {
        self.from
    }
    /// The first hour that is not quiet any more.
    #[must_use]
    pub const fn until(self) -> u8 {
        self.until
    }
    const fn holds(self, hour: u8) -> bool {
        if self.from < self.until {
            self.from <= hour && hour < self.until
        } else {
            self.from <= hour || hour < self.until
        }
    }
}

/// When a member wants to be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// How often.
    pub rhythm: Rhythm,
    /// The full hour of a daily letter, 0 to 23.
    pub hour: u8,
    /// When not.
    pub quiet: Option<Quiet>,
    /// Whose wall these hours are on. UTC when nobody knows the name.
    pub zone: ZoneName,
}

impl Times {
    /// When a letter about something that came `now` leaves. `last` is when one left before.
    ///
    /// It is the same whatever came, for whomever.
    #[must_use]
    pub fn due(&self, now: Timestamp, last: Option<Timestamp>, jitter: Jitter) -> Timestamp {
        let earliest = last.map_or(now, |last| now.max(last.plus_minutes(APART)));
        let base = match self.rhythm {
            Rhythm::AsItHappens => earliest,
            Rhythm::Daily => self.next_daily(earliest),
        };
        self.after_quiet(jitter.after(base), jitter)
    }
    /// The same moment, or one shortly after the quiet hours that it is in.
    #[must_use]
    pub fn after_quiet(&self, at: Timestamp, jitter: Jitter) -> Timestamp {
        let mut at = at;
        while let Some(end) = self.quiet_end(at) {
            at = jitter.after(end);
        }
        at
    }
    /// No letter leaves at this moment.
    #[must_use]
    pub fn is_quiet(&self, at: Timestamp) -> bool {
        self.quiet.is_some_and(|quiet| quiet.holds(self.wall(at).hour().unsigned_abs()))
    }
    fn quiet_end(&self, at: Timestamp) -> Option<Timestamp> {
        if !self.is_quiet(at) {
            return None;
        }
        // On the days when clocks are changed one hour that is not quiet may be missing, never two days' in a row.
        steps(at).find(|step| !self.is_quiet(*step))
    }
    /// The next time that the wall shows the daily hour, or passes it on a day on which that hour is skipped.
    fn next_daily(&self, earliest: Timestamp) -> Timestamp {
        let hour = i32::from(self.hour) * 60;
        let minutes = |at: jiff::civil::DateTime| i32::from(at.hour()) * 60 + i32::from(at.minute());
        let passes = |step: &Timestamp| {
            let (now, before) = (self.wall(*step), self.wall(step.minus_minutes(STEP)));
            if now.date() == before.date() {
                minutes(before) < hour && hour <= minutes(now)
            } else {
                minutes(before) < hour || hour <= minutes(now)
            }
        };
        steps(Timestamp::from_micros(earliest.micros() - 1)).find(passes).unwrap_or(earliest)
    }
    fn wall(&self, at: Timestamp) -> jiff::civil::DateTime {
        at.local(self.zone.as_str()).or_else(|| at.local("UTC")).unwrap_or_default()
    }
}

/// Zones differ from Greenwich by quarters of an hour, and every limit is a full hour on the wall.
const STEP: Minutes = Minutes(15);
/// Three days: at least one of each hour, whichever way clocks are changed.
const STEPS: i64 = 3 * 24 * 4;

/// The moments at which a limit can be, after `at`.
fn steps(at: Timestamp) -> impl Iterator<Item = Timestamp> {
    const MICROS: i64 = STEP.0 as i64 * 60 * 1_000_000;
    let first = at.micros().div_euclid(MICROS) + 1;
    (0..STEPS).map(move |n| Timestamp::from_micros((first + n).saturating_mul(MICROS)))
}

/// How long to wait after this many tries that failed (1 and more), while the server is down or asks to come again;
/// nothing when it is to be given up.
#[must_use]
pub const fn after_failure(tries: u32) -> Option<Minutes> {
    match tries {
        0 | 1 => Some(Minutes(1)),
        2..=6 => Some(Minutes(1 << (tries - 1))),
        7..TRIES => Some(Minutes(60)),
        _ => None,
    }
}
