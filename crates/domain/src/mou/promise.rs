//! How soon somebody answers, in hours or in business days.

use crate::coded;
use crate::day::Day;
use crate::time::{Minutes, Timestamp};
use std::collections::BTreeSet;

coded! {
    /// A time that is promised, the shortest first. The longest is well before an unanswered referral ends.
    Promise {
        /// A quarter of an hour.
        Minutes15 = "minutes_15",
        /// Half an hour.
        Minutes30 = "minutes_30",
        /// One hour.
        Hours1 = "hours_1",
        /// Two hours.
        Hours2 = "hours_2",
        /// Four hours.
        Hours4 = "hours_4",
        /// Eight hours.
        Hours8 = "hours_8",
        /// A day and a night.
        Hours24 = "hours_24",
        /// By the same time of the next business day.
        BusinessDays1 = "business_days_1",
        /// Of the second.
        BusinessDays2 = "business_days_2",
        /// Of the third.
        BusinessDays3 = "business_days_3",
    }
}

impl Promise {
    /// When it is kept at the latest, of something that came now. Business days are Monday to Friday by the wall clock
    /// of whoever promises (an IANA time zone), without federal holidays (5 U.S.C. 6103).
    #[must_use]
    pub fn due(self, from: Timestamp, zone: &str) -> Timestamp {
        self.due_besides(from, zone, &BTreeSet::new())
    }
    /// The same, where whoever promises is also closed on these days: they are no business days.
    #[must_use]
    pub fn due_besides(self, from: Timestamp, zone: &str, closed: &BTreeSet<Day>) -> Timestamp {
        let after = |minutes| from.plus_minutes(Minutes(minutes));
        match self {
            Self::Minutes15 => after(15),
            Self::Minutes30 => after(30),
            Self::Hours1 => after(60),
            Self::Hours2 => after(120),
            Self::Hours4 => after(240),
            Self::Hours8 => after(480),
            Self::Hours24 => after(1440),
            Self::BusinessDays1 => business_days(from, zone, 1, closed),
            Self::BusinessDays2 => business_days(from, zone, 2, closed),
            Self::BusinessDays3 => business_days(from, zone, 3, closed),
        }
    }
}

/// The same time by the clock on the wall, this many days later that are no Saturday, no Sunday, no federal holiday and not
/// among `closed`. An organization cannot close for ever: the days it names end.
fn business_days(from: Timestamp, zone: &str, days: u32, closed: &BTreeSet<Day>) -> Timestamp {
    let mut day = Day::of(from, zone);
    for _ in 0..days {
        day = day.next();
        while day.is_weekend() || day.is_federal_holiday() || closed.contains(&day) {
            day = day.next();
        }
    }
    day.same_hour(from, zone)
}
