//! How many came, and how many of them were introduced: whoever is told both can subtract.
//!
//! How many visits of a provider were used, of those that were offered, is no such pair: what is left over is hours, not people.
//!
//! Invariant: of no two numbers that were ever told of an entry, one of each field, is the difference a small number of people.
//! Invariant: that the part is not told says as little as that it is few. So of a whole that is told and of which no part could be
//! told, it is said of every part.

use super::Told;
use std::collections::BTreeSet;

/// The field that counts all who came, where [`PART`] stands beside it.
pub const WHOLE: &str = "heads";
/// The field that counts some of them.
pub const PART: &str = "links";

/// What one side knows of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nobody has counted.
    Nothing,
    /// It counted so many itself.
    Ours(u32),
    /// The partner counted, and told this.
    Theirs(Told),
}

impl Known {
    /// So many at least.
    const fn least(self) -> u32 {
        match self {
            Self::Ours(n) | Self::Theirs(Told::Number(n)) => n,
            Self::Nothing | Self::Theirs(Told::Fewer(_) | Told::Not) => 0,
        }
    }
    /// So many at most.
    const fn most(self) -> u32 {
        match self {
            Self::Ours(n) | Self::Theirs(Told::Number(n)) => n,
            Self::Theirs(Told::Fewer(least)) => least.saturating_sub(1),
            Self::Nothing | Self::Theirs(Told::Not) => u32::MAX,
        }
    }
}

/// Of a part there are more than came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part is larger than its whole")]
pub struct MoreThanCame;

/// A whole and its part as one side knows them, with every number that was ever told of either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// How many came.
    pub whole: Known,
    /// How many of them were introduced.
    pub part: Known,
    /// The numbers that were told of the whole, also those that stand no more.
    pub wholes: BTreeSet<u32>,
    /// And those of the part.
    pub parts: BTreeSet<u32>,
}

impl Pair {
    /// What may be told of the whole and of the part. What the partner told stays as it is.
    ///
    /// # Errors
    /// [`MoreThanCame`].
    pub fn told(&self, least: u32) -> Result<[Option<Told>; 2], MoreThanCame> {
        if self.part.least() > self.whole.most() {
            return Err(MoreThanCame);
        }
        let whole = match self.whole {
            Known::Nothing => None,
            Known::Theirs(told) => Some(told),
            Known::Ours(n) => Some(self.told_of_whole(n, least)),
        };
        let part = match self.part {
            Known::Nothing => None,
            Known::Theirs(told) => Some(told),
            Known::Ours(n) => Some(self.told_of_part(n, whole, least)),
        };
        Ok([whole, part])
    }

    fn told_of_whole(&self, n: u32, least: u32) -> Told {
        // Whoever counted the part takes it off what they are told of the whole, also where they told us less.
        let leaves_many = match self.part {
            Known::Theirs(Told::Not) => false,
            Known::Theirs(told @ Told::Fewer(_)) => n >= least.saturating_add(Known::Theirs(told).most()),
            Known::Theirs(Told::Number(part)) => is_apart(n, part, least),
            Known::Nothing | Known::Ours(_) => return Told::of(n, least).unless(!self.is_apart_from_parts(n, least)),
        };
        Told::Number(n).unless(!leaves_many || n < least || !self.is_apart_from_parts(n, least))
    }

    fn told_of_part(&self, n: u32, whole: Option<Told>, least: u32) -> Told {
        match whole {
            // Of few, few at most.
            Some(Told::Fewer(few)) => Told::Fewer(few.max(least)),
            Some(Told::Number(whole)) if whole >= least.saturating_mul(2) => {
                let wholes = self.wholes.iter().chain([&whole]);
                let is_apart = wholes.copied().all(|whole| is_apart(whole, n, least));
                Told::of(n, least).unless(n >= least && !is_apart)
            }
            // Without the whole, and of a whole that cannot be told in two, the part is told in no way.
            _ => Told::Not,
        }
    }

    fn is_apart_from_parts(&self, whole: u32, least: u32) -> bool {
        whole < least || self.parts.iter().all(|part| is_apart(whole, *part, least))
    }
}

/// Whether many are left, or whoever subtracts gets less than nobody.
const fn is_apart(whole: u32, part: u32, least: u32) -> bool {
    whole < part || whole - part >= least
}

impl Told {
    const fn unless(self, held_back: bool) -> Self {
        if held_back { Self::Not } else { self }
    }
    /// A part as it may be told beside its whole by what is asked for now.
    #[must_use]
    pub const fn beside(self, whole: Option<Self>, least: u32) -> Self {
        match (self, whole) {
            (Self::Number(part), Some(Self::Number(whole))) if !is_apart(whole, part, least) => Self::Not,
            _ => self.by(least),
        }
    }
}
