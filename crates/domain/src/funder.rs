//! Who pays for the work, or makes state policy, and which of the totals counts the same thing as what they ask for.
//!
//! Invariant: a number is named only where it comes near one that is asked for, and the paper says to check the form.
//!
//! Sources: HRSA, UDS Manual, Table 6A (lines 20e and 20f); ACF, FVPSA Performance Progress Report; OVC, Performance
//! Measurement Tool for victim assistance; OVW semi-annual progress reports (VAWA Measuring Effectiveness Initiative).
//! Seen on 27 November 2026: that VOCA is reported by quarter, and that a person is new once in a fiscal year and continues
//! after that (Pennsylvania's mapping for VOCA, Appendix 20, whose fiscal year begins in July). The wording of VOCA's line on
//! referrals was not seen in a form of OVC; it stands here as the domain research has it, and the paper says to check it.

use crate::measure::Measure;
use crate::referral::Direction;
use crate::time::Month;
use crate::totals::Period;

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
    /// other services. Quarters of the federal fiscal year are quarters of the calendar; its years are no years of it.
    #[must_use]
    pub const fn line(self, period: Period) -> Option<(Direction, Measure)> {
        match (self, period) {
            (Self::Voca, Period::Quarter(..)) => Some((Direction::ToHealthCenter, Measure::Delivered)),
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
