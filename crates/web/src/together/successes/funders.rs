//! What those who pay for the work, and the state, ask for, and what of it these totals can honestly support.
//!
//! Invariant: a number stands here only if it is a count of the same thing as the one that is asked for; else words say
//! that there is none. No number is made here: each is a line that was told, as it was told.
//!
//! Sources: HRSA, UDS Manual, Table 6A (lines 20e and 20f); ACF, FVPSA Performance Progress Report; OVC, Performance
//! Measurement Tool for victim assistance; OVW semi-annual progress reports (VAWA Measuring Effectiveness Initiative).

use crate::texts::Tongue;
use domain::measure::Measure;
use domain::referral::Direction;
use domain::time::Month;
use domain::totals::Period;

/// What is asked for, of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    Uds,
    Fvpsa,
    Voca,
    Ovw,
    State,
}

/// One of them, as words.
pub(super) struct Chapter {
    pub(super) heading: String,
    /// What they ask for.
    pub(super) asks: String,
    /// How that is counted.
    pub(super) rule: String,
    /// What these totals have for it.
    pub(super) has: String,
    /// What they can't know.
    pub(super) cannot: String,
    /// The line that fits, where there is one.
    pub(super) line: Option<(Direction, Measure)>,
}

impl Asks {
    const ALL: [Self; 5] = [Self::Uds, Self::Fvpsa, Self::Voca, Self::Ovw, Self::State];

    /// The line that comes near what they count: one of the quarterly tool counts how many times people were referred to
    /// other services. Quarters of the federal fiscal year are quarters of the calendar; its years are no years of it.
    const fn line(self, period: Period) -> Option<(Direction, Measure)> {
        match (self, period) {
            (Self::Voca, Period::Quarter(..)) => Some((Direction::ToHealthCenter, Measure::Delivered)),
            _ => None,
        }
    }
    const fn heading(self) -> &'static str {
        match self {
            Self::Uds => "period-paper-uds",
            Self::Fvpsa => "period-paper-fvpsa",
            Self::Voca => "period-paper-voca",
            Self::Ovw => "period-paper-ovw",
            Self::State => "period-paper-state",
        }
    }
    const fn asks(self) -> &'static str {
        match self {
            Self::Uds => "period-paper-uds-asks",
            Self::Fvpsa => "period-paper-fvpsa-asks",
            Self::Voca => "period-paper-voca-asks",
            Self::Ovw => "period-paper-ovw-asks",
            Self::State => "period-paper-state-asks",
        }
    }
    const fn rule(self) -> &'static str {
        match self {
            Self::Uds => "period-paper-uds-rule",
            Self::Fvpsa => "period-paper-fvpsa-rule",
            Self::Voca => "period-paper-voca-rule",
            Self::Ovw => "period-paper-ovw-rule",
            Self::State => "period-paper-state-rule",
        }
    }
    const fn has(self, period: Period) -> &'static str {
        match self {
            Self::Uds => "period-paper-uds-has",
            Self::Fvpsa => "period-paper-fvpsa-has",
            Self::Voca if self.line(period).is_none() => "period-paper-voca-has-not",
            Self::Voca => "period-paper-voca-has",
            Self::Ovw => "period-paper-ovw-has",
            Self::State => "period-paper-state-has",
        }
    }
    const fn cannot(self) -> &'static str {
        match self {
            Self::Uds => "period-paper-uds-cannot",
            Self::Fvpsa => "period-paper-fvpsa-cannot",
            Self::Voca => "period-paper-voca-cannot",
            Self::Ovw => "period-paper-ovw-cannot",
            Self::State => "period-paper-state-cannot",
        }
    }
}

/// Every one of them, for a period.
pub(super) fn chapters(t: &Tongue, period: Period) -> Vec<Chapter> {
    let chapter = |asks: Asks| Chapter {
        heading: t.say(asks.heading()).into_owned(),
        asks: t.say(asks.asks()).into_owned(),
        rule: t.say(asks.rule()).into_owned(),
        has: t.say(asks.has(period)).into_owned(),
        cannot: t.say(asks.cannot()).into_owned(),
        line: asks.line(period),
    };
    Asks::ALL.into_iter().map(chapter).collect()
}

/// The federal fiscal year and its quarter that this month is in: it begins in October, and is called by the year in which
/// it ends (31 U.S.C. 1102).
pub(super) const fn fiscal(month: Month) -> (i16, u8) {
    let year = if month.month >= 10 { month.year + 1 } else { month.year };
    (year, (month.month + 2) % 12 / 3 + 1)
}

/// What a count can't know, by what it counts.
pub(super) const fn cannot(measure: Measure) -> &'static str {
    match measure {
        Measure::Delivered => "period-paper-cannot-delivered",
        Measure::Accepted => "period-paper-cannot-accepted",
        Measure::Declined => "period-paper-cannot-declined",
        Measure::Connected => "period-paper-cannot-connected",
        Measure::ServiceUsed => "period-paper-cannot-used",
        _ => "period-paper-cannot-ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_federal_fiscal_year_begins_in_october() {
        let of = |year, month| fiscal(Month { year, month });
        assert_eq!([of(2026, 9), of(2026, 10), of(2026, 12)], [(2026, 4), (2027, 1), (2027, 1)]);
        assert_eq!([of(2027, 1), of(2027, 3), of(2027, 4), of(2027, 7)], [(2027, 2), (2027, 2), (2027, 3), (2027, 4)]);
    }

    #[test]
    fn a_number_stands_only_where_the_same_thing_is_asked_for() {
        let month = Month { year: 2026, month: 9 };
        for period in [Period::Month(month), Period::Quarter(2026, 3), Period::Half(2026, 1), Period::Year(2026)] {
            let lines: Vec<Asks> = Asks::ALL.into_iter().filter(|asks| asks.line(period).is_some()).collect();
            let expected: &[Asks] = if matches!(period, Period::Quarter(..)) { &[Asks::Voca] } else { &[] };
            assert_eq!(lines, expected, "{period}");
        }
    }
}
