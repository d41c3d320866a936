//! What two organizations do side by side: health celebrations, a visiting provider, an advocate at the health center,
//! mobile stops, and health services that trained advocates offer.
//!
//! Source: the partnership guide, "Monthly Health Celebration" and "Shoot for the stars!".
//!
//! Invariant: whoever comes is a number, never a name. The exact number stays with the organization that counted; the
//! partner reads it from a least number on ([`Told`]), since one person who came on a day is a person.

mod part;

pub use part::{Known, MoreThanCame, PART, Pair, WHOLE};

use crate::coded;
use crate::measure::SMALLEST_PUBLISHED;

coded! {
    /// What a health celebration is about.
    CelebrationTopic {
        /// Check-ups and what they are for.
        Wellness = "wellness",
        /// Stress, sleep and rest.
        Rest = "rest",
        /// Food and movement.
        Food = "food",
        /// Sexual and reproductive health.
        SexualHealth = "sexual_health",
        /// Health of children.
        Children = "children",
        /// Teeth.
        Teeth = "teeth",
        /// Vaccines.
        Vaccines = "vaccines",
        /// Health coverage and enrollment.
        Coverage = "coverage",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// In which language something is held.
    SpokenLanguage {
        /// English.
        English = "english",
        /// Spanish.
        Spanish = "spanish",
        /// Both.
        Both = "both",
        /// Another, with an interpreter.
        Interpreted = "interpreted",
    }
}

coded! {
    /// Who of the health center visits.
    Provider {
        /// A physician.
        Physician = "physician",
        /// A nurse practitioner or physician assistant.
        NursePractitioner = "nurse_practitioner",
        /// A nurse.
        Nurse = "nurse",
        /// A midwife.
        Midwife = "midwife",
        /// Behavioral health.
        BehavioralHealth = "behavioral_health",
        /// Oral health.
        OralHealth = "oral_health",
        /// Somebody who helps with coverage.
        Enrollment = "enrollment",
    }
}

/// What may be told of how many came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// This many, as may be told.
    Number(u32),
    /// Fewer than this many, or nobody: a partner who sent somebody there would read of them that they did not come.
    Fewer(u32),
    /// Nothing: it was counted, and whoever reads it could take it off what they know ([`Pair`]).
    Not,
}

/// The least number that is told, with what an agreement asks for. No smaller number than
/// [`SMALLEST_PUBLISHED`] ever is.
#[must_use]
pub fn least_told(agreed: Option<u64>) -> u32 {
    let least = agreed.unwrap_or_default().max(SMALLEST_PUBLISHED);
    u32::try_from(least).unwrap_or(u32::MAX)
}

impl Told {
    /// What may be told of a number where the least is `least`.
    #[must_use]
    pub const fn of(n: u32, least: u32) -> Self {
        if n >= least { Self::Number(n) } else { Self::Fewer(least) }
    }
    /// As it may be told by what is asked for now: a number that was told when less was asked for is told no more.
    #[must_use]
    pub const fn by(self, least: u32) -> Self {
        match self {
            Self::Number(n) => Self::of(n, least),
            Self::Fewer(before) => Self::Fewer(if before > least { before } else { least }),
            Self::Not => Self::Not,
        }
    }
    /// As the shared entry holds it: "14", "<11", or "-".
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Fewer(least) => format!("<{least}"),
            Self::Not => NOT_TOLD.to_owned(),
        }
    }
    /// Reads [`Told::code`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == NOT_TOLD {
            return Some(Self::Not);
        }
        match text.strip_prefix('<') {
            Some(least) => {
                let least: u32 = least.parse().ok()?;
                (least >= least_told(None) && least <= MOST_LEAST).then_some(Self::Fewer(least))
            }
            None => text.parse().ok().map(Self::Number),
        }
    }
    /// Whether this is what was told of that number.
    #[must_use]
    pub const fn fits(self, n: u32) -> bool {
        match self {
            Self::Number(told) => told == n,
            Self::Fewer(least) => n < least,
            Self::Not => true,
        }
    }
}

/// The greatest least number that an agreement can ask for.
const MOST_LEAST: u32 = 100;

/// How the shared entry holds that a number is not told.
const NOT_TOLD: &str = "-";
