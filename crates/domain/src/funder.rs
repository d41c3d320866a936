//! Who pays for the work, or makes state policy, and which of the totals counts the same thing as what they ask for.
//!
//! Invariant: a number is named only where it comes near one that is asked for, and the paper says to check the form.
//! Invariant: a fiscal year is never closed. It is the sum of its four quarters as they were told, so it says nothing that they
//! do not ([`sum`]); a year of its own would overlap the calendar's in part.
//!
//! Sources: HRSA, UDS Manual, Table 6A (lines 20e and 20f); ACF, FVPSA Performance Progress Report; OVC, Performance
//! Measurement Tool for victim assistance; OVW semi-annual progress reports (VAWA Measuring Effectiveness Initiative).
//! Seen on 27 November 2026: that VOCA is reported by quarter, and that a person is new once in a fiscal year and continues
//! after that (Pennsylvania's mapping for VOCA, Appendix 20, whose fiscal year begins in July). The wording of VOCA's line on
//! referrals was not seen in a form of OVC; it stands here as the domain research has it, and the paper says to check it.

use crate::measure::Measure;
use crate::referral::Direction;
use crate::suppression::Shown;
use crate::time::Month;
use crate::totals::Period;
use std::fmt;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Funder {
    /// HRSA, of health centers.
    Uds,
    /// ACF, under the Family Violence Prevention and Services Act.
    Fvpsa,
    /// OVC, under the Victims of Crime Act.
    Voca,
    /// OVW, under the Violence Against Women Act.
    Ovw,
    /// State policy.
    State,
}

impl Funder {
    /// Every one of them, in the order of the paper.
    pub const ALL: [Self; 5] = [Self::Uds, Self::Fvpsa, Self::Voca, Self::Ovw, Self::State];

    /// The line that comes near what they count: the quarterly tool of VOCA counts how many times people were referred to
    /// other services. Quarters of a fiscal year are quarters of the calendar, so a fiscal year has the line too, as their sum.
    #[must_use]
    pub const fn line(self, span: Span) -> Option<(Direction, Measure)> {
        match (self, span) {
            (Self::Voca, Span::Period(Period::Quarter(..)) | Span::Fiscal(_)) => {
                Some((Direction::ToHealthCenter, Measure::Delivered))
            }
            _ => None,
        }
    }
}

/// The federal fiscal year and its quarter (1 to 4) that this month is in: it begins in October, and is called by the year in
/// which it ends (31 U.S.C. 1102).
#[must_use]
pub const fn fiscal(month: Month) -> (i16, u8) {
    let year = if month.month >= 10 { month.year + 1 } else { month.year };
    (year, (month.month + 2) % 12 / 3 + 1)
}

/// In which month a fiscal year begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Begins {
    /// October: the federal one (31 U.S.C. 1102).
    October,
    /// July: that of most states (National Conference of State Legislatures, "State Fiscal Years").
    July,
}

/// A fiscal year, called by the year in which it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear {
    /// The year in which it ends.
    pub ends_in: i16,
    /// When it begins, in the year before.
    pub begins: Begins,
}

impl FiscalYear {
    /// The one that a month is in.
    #[must_use]
    pub const fn of(begins: Begins, month: Month) -> Self {
        let first = match begins {
            Begins::October => 10,
            Begins::July => 7,
        };
        Self { ends_in: if month.month >= first { month.year + 1 } else { month.year }, begins }
    }

    /// The year before it.
    #[must_use]
    pub const fn before(self) -> Self {
        Self { ends_in: self.ends_in - 1, begins: self.begins }
    }

    /// Its four quarters, the first of them first.
    #[must_use]
    pub const fn quarters(self) -> [Period; 4] {
        let (last, year) = (self.ends_in - 1, self.ends_in);
        match self.begins {
            Begins::October => {
                [Period::Quarter(last, 4), Period::Quarter(year, 1), Period::Quarter(year, 2), Period::Quarter(year, 3)]
            }
            Begins::July => {
                [Period::Quarter(last, 3), Period::Quarter(last, 4), Period::Quarter(year, 1), Period::Quarter(year, 2)]
            }
        }
    }
}

/// What a paper can be of: a period that was closed, or a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// A period of the calendar.
    Period(Period),
    /// A fiscal year.
    Fiscal(FiscalYear),
}

impl Span {
    /// Its first and its last month.
    #[must_use]
    pub const fn ends(self) -> (Month, Month) {
        match self {
            Self::Period(period) => period.ends(),
            Self::Fiscal(year) => {
                let [first, .., last] = year.quarters();
                (first.ends().0, last.ends().1)
            }
        }
    }

    /// Reads what [`fmt::Display`] writes: a period, or `fy2026` for the federal fiscal year and `fy2026-07` for the one that
    /// begins in July.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some(rest) = text.strip_prefix("fy") else { return Period::parse(text).map(Self::Period) };
        let (year, begins) = match rest.strip_suffix("-07") {
            Some(year) => (year, Begins::July),
            None => (rest, Begins::October),
        };
        let ends_in = year.parse().ok().filter(|year| (1901..=9999).contains(year))?;
        let span = Self::Fiscal(FiscalYear { ends_in, begins });
        (span.to_string() == text).then_some(span)
    }
}

impl From<Period> for Span {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(period) => period.fmt(f),
            Self::Fiscal(FiscalYear { ends_in, begins: Begins::October }) => write!(f, "fy{ends_in:04}"),
            Self::Fiscal(FiscalYear { ends_in, begins: Begins::July }) => write!(f, "fy{ends_in:04}-07"),
        }
    }
}

/// A count of a fiscal year, from what its four quarters were told as: a number only where each of them is one, and hidden
/// otherwise. Whoever reads the quarters can add them up, so this tells nobody anything.
#[must_use]
pub fn sum(quarters: [Shown; 4]) -> Shown {
    let mut all = 0_u64;
    let mut from = 0;
    for shown in quarters {
        match shown {
            Shown::Count(count) => all += count,
            Shown::Few { below: smallest } | Shown::Withheld { from: smallest } => from = from.max(smallest),
        }
    }
    if quarters.iter().any(|shown| shown.is_hidden()) { Shown::Withheld { from } } else { Shown::Count(all) }
}
