//! Totals that one organization tells another: of a period that is over, protected, signed, and about nobody.
//!
//! The receiver of totals knows whom they referred. So of those the sender of totals tells neither that nobody nor that
//! everybody was connected, nor lets a few be picked out of the rest ([`tables`]). There is no total for one
//! referral and no token by which two organizations could match records (34 U.S.C. 12291(b)(2): services requested,
//! utilized or denied are protected even if encoded, encrypted or hashed).
//!
//! Invariant: periods are months, quarters, halves and years of the calendar, so none overlaps another in part.
//!
//! Read next: [`take`] (what is taken of what a partner tells), [`crate::suppression`] (what is hidden), [`Period`] (the fixed cuts), [`Report`] (what is signed).

mod came;
mod runs;
mod taken_off;

pub use came::{NotTaken, SignedReport, Teller, take};
pub use taken_off::tables;

use crate::ids::{OrgId, PartnershipId};
use crate::measure::Measure;
use crate::mou::paper::Period as Every;
use crate::mou::{Bytes, Hash};
use crate::org::OrgKind;
use crate::referral::Direction;
use crate::suppression::{History, Shown};
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A period that can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A month.
    Month(Month),
    /// Three months of a year: 1 to 4.
    Quarter(i16, u8),
    /// Six months of a year: 1 or 2.
    Half(i16, u8),
    /// A year.
    Year(i16),
}

impl Period {
    /// The one of this length that a month is in.
    #[must_use]
    pub const fn of(every: Every, month: Month) -> Self {
        match every {
            Every::Month => Self::Month(month),
            Every::Quarter => Self::Quarter(month.year, (month.month - 1) / 3 + 1),
            Every::HalfYear => Self::Half(month.year, (month.month - 1) / 6 + 1),
            Every::Year => Self::Year(month.year),
        }
    }

    /// How long it is.
    #[must_use]
    pub const fn length(self) -> Every {
        match self {
            Self::Month(_) => Every::Month,
            Self::Quarter(..) => Every::Quarter,
            Self::Half(..) => Every::HalfYear,
            Self::Year(_) => Every::Year,
        }
    }

    /// Its first and its last month.
    #[must_use]
    pub const fn ends(self) -> (Month, Month) {
        let (year, first, last) = match self {
            Self::Month(month) => return (month, month),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, quarter * 3),
            Self::Half(year, half) => (year, half * 6 - 5, half * 6),
            Self::Year(year) => (year, 1, 12),
        };
        (Month { year, month: first }, Month { year, month: last })
    }

    /// What it is the sum of; nothing for a month.
    #[must_use]
    pub fn parts(self) -> Vec<Self> {
        match self {
            Self::Month(_) => Vec::new(),
            Self::Quarter(year, quarter) => {
                (quarter * 3 - 2..=quarter * 3).map(|month| Self::Month(Month { year, month })).collect()
            }
            Self::Half(year, half) => vec![Self::Quarter(year, half * 2 - 1), Self::Quarter(year, half * 2)],
            Self::Year(year) => vec![Self::Half(year, 1), Self::Half(year, 2)],
        }
    }

    /// Whether its last month is over in this one: only then is nothing added to it any more.
    #[must_use]
    pub fn is_over(self, now: Month) -> bool {
        self.ends().1 < now
    }

    /// The period of the same length before it.
    #[must_use]
    pub const fn before(self) -> Self {
        let (first, _) = self.ends();
        let month = match first.month {
            1 => Month { year: first.year - 1, month: 12 },
            month => Month { year: first.year, month: month - 1 },
        };
        Self::of(self.length(), month)
    }

    /// The period of the same length after it.
    #[must_use]
    pub const fn after(self) -> Self {
        let (_, last) = self.ends();
        let month = match last.month {
            12 => Month { year: last.year + 1, month: 1 },
            month => Month { year: last.year, month: month + 1 },
        };
        Self::of(self.length(), month)
    }

    /// Whether what is told of it in this month comes late: the period after it is over as well.
    #[must_use]
    pub fn is_late(self, told: Month) -> bool {
        self.after().is_over(told)
    }

    /// Reads what [`fmt::Display`] writes: `2026-11`, `2026-q4`, `2026-h2`, `2026`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        let year: i16 = year.parse().ok().filter(|year| (1900..=9999).contains(year))?;
        let number = |text: &str, last: u8| text.parse::<u8>().ok().filter(|number| (1..=last).contains(number));
        let period = match rest.as_bytes().first() {
            None => Self::Year(year),
            Some(b'q') => Self::Quarter(year, number(&rest[1..], 4)?),
            Some(b'h') => Self::Half(year, number(&rest[1..], 2)?),
            Some(_) => Self::Month(Month { year, month: number(rest, 12)? }),
        };
        // One way to write a period, so that one page has one address.
        (period.to_string() == text).then_some(period)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => write!(f, "{:04}-{:02}", month.year, month.month),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-h{half}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// One cell of the totals that an organization tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Which way people were referred.
    pub direction: Direction,
    /// What is counted.
    pub measure: Measure,
    /// When.
    pub period: Period,
    /// The last period of a run that begins with `period`; the same for one period alone. Nobody publishes a longer run.
    pub until: Period,
    /// Of the measure, those of whom none of these is true; nothing for a count that is told. Nobody publishes these.
    pub less: &'static [Measure],
}

impl Cell {
    /// The cell of a count that can be told: of one period alone, with nothing taken off.
    #[must_use]
    pub const fn of(direction: Direction, measure: Measure, period: Period) -> Self {
        Self { direction, measure, period, until: period, less: &[] }
    }
}

/// What an organization tells of those it referred: how many got there, which the partner knows. How many were sent, less
/// those, would be the ones that were stopped or called back before, and those are nobody's to count outside.
const OF_OURS: &[Measure] = &[Measure::Delivered];

/// What it tells of those who were referred to it.
const OF_THEIRS: &[Measure] =
    &[Measure::Accepted, Measure::Declined, Measure::Connected, Measure::ServiceUsed, Measure::EndedOtherwise];

/// Whether an organization of this kind receives who comes this way.
#[must_use]
pub fn receives(kind: OrgKind, direction: Direction) -> bool {
    match direction {
        Direction::ToHealthCenter => kind == OrgKind::HealthCenter,
        Direction::ToAdvocacy => kind != OrgKind::HealthCenter,
    }
}

/// What an organization of this kind tells its partner: which way, and what.
pub fn told_by(kind: OrgKind) -> impl Iterator<Item = (Direction, Measure)> {
    Direction::ALL.iter().flat_map(move |direction| {
        let measures = if receives(kind, *direction) { OF_THEIRS } else { OF_OURS };
        measures.iter().map(move |measure| (*direction, *measure))
    })
}

/// Exact counts of an organization with one partner, by month: of every month since the two began, told or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    all: BTreeMap<Counted, u64>,
    /// Of these, of whom the partner was told by name as it happened.
    told: BTreeMap<Counted, u64>,
}

type Counted = (Month, Direction, Measure);

impl Counts {
    /// Adds to a count.
    pub fn add(&mut self, month: Month, direction: Direction, measure: Measure, n: u64) {
        *self.all.entry((month, direction, measure)).or_default() += n;
    }

    /// Says that so many of those who are counted there were told the partner person by person as it happened.
    pub fn add_told(&mut self, month: Month, direction: Direction, measure: Measure, n: u64) {
        *self.told.entry((month, direction, measure)).or_default() += n;
    }

    /// Whether the count of some months, less those whom the partner was told of by name, leaves fewer than `smallest` of whom it
    /// was told nothing: then the count says it of them.
    fn tells_of_the_rest(&self, direction: Direction, measure: Measure, months: (Month, Month), smallest: u64) -> bool {
        let sum = |counts: &BTreeMap<Counted, u64>| -> u64 {
            let within = counts.iter().filter(|((month, ..), _)| (months.0..=months.1).contains(month));
            within.filter(|((_, way, of), _)| (*way, *of) == (direction, measure)).map(|(_, n)| *n).sum()
        };
        let told = sum(&self.told);
        told > 0 && sum(&self.all).saturating_sub(told) < smallest
    }

    /// The first month in which anything was counted that way.
    #[must_use]
    pub fn since(&self, direction: Direction) -> Option<Month> {
        let counted = self.all.iter().filter(|((_, way, _), n)| *way == direction && **n > 0);
        counted.map(|((month, ..), _)| *month).min()
    }

    /// The count of a whole period.
    #[must_use]
    pub fn of(&self, direction: Direction, measure: Measure, period: Period) -> u64 {
        let (first, last) = period.ends();
        let within = |(month, ..): &(Month, Direction, Measure)| (first..=last).contains(month);
        let same = |key: &(Month, Direction, Measure)| key.1 == direction && key.2 == measure;
        self.all.iter().filter(|(key, _)| within(key) && same(key)).map(|(_, n)| n).sum()
    }
}

/// One line of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which way people were referred.
    pub direction: Direction,
    /// What is counted.
    pub measure: Measure,
    /// What of it is shown.
    pub shown: Shown,
}

/// What an organization tells its partner of one period. What it says is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Between which two.
    pub partnership: PartnershipId,
    /// Who tells.
    pub by: OrgId,
    /// Of which period, as it is written.
    pub period: String,
    /// The smallest count that it shows.
    pub smallest: u64,
    /// What it tells.
    pub lines: Vec<Line>,
}

impl Report {
    /// A hash of every line: what is signed.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let bytes = Bytes::new("footbridge totals 1")
            .part(&self.partnership.bytes())
            .part(&self.by.bytes())
            .part(self.period.as_bytes())
            .part(&self.smallest.to_be_bytes())
            .count(self.lines.len());
        let write = |bytes: Bytes, line: &Line| {
            let (kind, number) = match line.shown {
                Shown::Count(count) => ("count", count),
                Shown::Few { below } => ("few", below),
                Shown::Withheld { from } => ("withheld", from),
            };
            let bytes = bytes.part(line.direction.code().as_bytes()).part(line.measure.code().as_bytes());
            bytes.part(kind.as_bytes()).part(&number.to_be_bytes())
        };
        self.lines.iter().fold(bytes, write).hash()
    }

    /// Whether each of its lines is one that was published so, after the audit.
    #[must_use]
    pub fn is_of(&self, published: &History<Cell>) -> bool {
        let Some(period) = Period::parse(&self.period) else { return false };
        self.lines.iter().all(|line| {
            let cell = Cell::of(line.direction, line.measure, period);
            published.shown(&cell) == Some(line.shown)
        })
    }

    /// How many of its lines show no number.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.lines.iter().filter(|line| line.shown.is_hidden()).count()
    }
}
