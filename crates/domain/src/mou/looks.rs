//! When the two look at totals together: after each period that they agreed on is over.

use super::paper::Period;
use crate::day::Day;

/// Days in which the two look at a period that is over, before it counts as late.
pub const TO_LOOK: u32 = 30;

/// A period that is over and that the two have not looked at together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// By when they look at it.
    pub by: Day,
}

impl Look {
    /// The day has passed.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        self.by < today
    }
    /// What there is to look at on a day: the last period that is over, when it ended under agreements that began on
    /// `starts` ([`super::ledger::Ledger::looks_since`]), and the two have looked no further than `looked_to`. Whoever looks at the last one has seen those before.
    #[must_use]
    pub fn due(period: Period, starts: Day, looked_to: Option<Day>, today: Day) -> Option<Self> {
        let (first, last) = period.over_before(today);
        let is_open = last >= starts && looked_to.is_none_or(|to| to < last);
        is_open.then(|| Self { first, last, by: last.later(TO_LOOK) })
    }
}

impl Period {
    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
    /// The first and the last day of the last one that is over on a day. They follow the calendar: a quarter begins in
    /// January, April, July or October.
    #[must_use]
    pub fn over_before(self, today: Day) -> (Day, Day) {
        let into = (today.month() - 1) % self.months();
        let back = |day: Day, months: u8| (0..months).fold(day, |day, _| day.before().first_of_month());
        let begins = back(today.first_of_month(), into);
        (back(begins, self.months()), begins.before())
    }
    /// The last day of the one that a day is in.
    #[must_use]
    pub fn ends(self, today: Day) -> Day {
        let (_, last) = self.over_before(today);
        last.next().months_later(u32::from(self.months())).before()
    }
}
