//! The primary rule, and what the signs in a table mean.

use crate::measure::SMALLEST_PUBLISHED;
use serde::{Deserialize, Serialize};

/// An outsider has to be left with at least this much doubt about a hidden cell.
const WIDTH: u64 = 3;

/// From this many in a row on, that nobody is in one of its cells says nothing about a person.
const LARGE_ROW: u64 = 20;

/// A smallest count below 11, the lowest that may be agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the smallest count that is shown can't be below 11")]
pub struct TooSmall;

/// What is asked of everything that leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    smallest: u64,
}

impl Rule {
    /// 1 to 10 are hidden.
    pub const USUAL: Self = Self { smallest: SMALLEST_PUBLISHED };

    /// Counts below `smallest` are hidden: two organizations can agree on more than 11, and never on less.
    ///
    /// # Errors
    /// [`TooSmall`] for less than 11.
    pub const fn from(smallest: u64) -> Result<Self, TooSmall> {
        if smallest < SMALLEST_PUBLISHED { Err(TooSmall) } else { Ok(Self { smallest }) }
    }

    /// The smallest count that is shown.
    #[must_use]
    pub const fn smallest(self) -> u64 {
        self.smallest
    }

    /// How far apart the two ends of what an outsider can derive about a hidden cell are, at least.
    #[must_use]
    pub const fn width(self) -> u64 {
        WIDTH
    }

    /// Whether so many are so many that a zero among their parts can be shown. In a smaller row a zero says of each of
    /// a few people what they did not do.
    #[must_use]
    pub const fn is_large(self, row: u64) -> bool {
        row >= LARGE_ROW && row >= self.smallest
    }

    /// How a count that is not shown is written: "few" below the smallest count, "not shown" from there on.
    #[must_use]
    pub const fn hidden(self, count: u64) -> Shown {
        if count < self.smallest {
            Shown::Few { below: self.smallest }
        } else {
            Shown::Withheld { from: self.smallest }
        }
    }
}

/// A count as anyone outside the organization sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// As it is: a zero in a large row, or a number that is not small.
    Count(u64),
    /// "Few": zero or more, and fewer than `below`.
    Few {
        /// The smallest count that was shown when this was published.
        below: u64,
    },
    /// Not small, and hidden all the same, since it would give a small one back.
    Withheld {
        /// The smallest count that was shown when this was published.
        from: u64,
    },
}

impl Shown {
    /// Whether no number is shown.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        !matches!(self, Self::Count(_))
    }

    /// The numbers that this sign can stand for: the lowest, and the highest if there is one.
    #[must_use]
    pub const fn means(self) -> (u64, Option<u64>) {
        match self {
            Self::Count(count) => (count, Some(count)),
            Self::Few { below } => (0, Some(below.saturating_sub(1))),
            Self::Withheld { from } => (from, None),
        }
    }

    /// Whether it says the truth about a count.
    #[must_use]
    pub fn is_true_of(self, count: u64) -> bool {
        let (low, high) = self.means();
        count >= low && high.is_none_or(|high| count <= high)
    }
}
