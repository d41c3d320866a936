//! A no-name consult: staff of one side ask staff of the other for what they know. The topic is a code and the rest is
//! a phone call, so there is nothing in it that could be about a person.
//!
//! Invariant: no free text, no person, no record.

use crate::coded;
use crate::org::OrgKind;
use crate::referral::Direction;

coded! {
    /// What is asked about.
    Topic {
        /// Safety planning.
        SafetyPlanning = "safety_planning",
        /// How to ask, and what to say first.
        Asking = "asking",
        /// Danger after strangulation, threats or weapons.
        Danger = "danger",
        /// Shelter and housing.
        Housing = "housing",
        /// Protection orders, custody and courts.
        Courts = "courts",
        /// Immigration.
        Immigration = "immigration",
        /// Human trafficking.
        Trafficking = "trafficking",
        /// Sexual violence.
        SexualViolence = "sexual_violence",
        /// Teenagers.
        Teens = "teens",
        /// Stalking, phones and accounts.
        Technology = "technology",
        /// What must be reported, and how to do it with the person.
        Reporting = "reporting",
        /// Injuries, and what to watch for after strangulation.
        Injuries = "injuries",
        /// Birth control, pregnancy, and pressure about either.
        Reproductive = "reproductive",
        /// HIV and other infections: tests and medicines after a contact.
        Infections = "infections",
        /// Exams after an assault.
        AssaultExam = "assault_exam",
        /// Alcohol and drugs.
        Substances = "substances",
        /// Sleep, fear, low mood.
        MentalHealth = "mental_health",
        /// Medicines that are kept from somebody, or forced on them.
        Medicines = "medicines",
        /// Children's health.
        Children = "children",
        /// Disability and access.
        Disability = "disability",
        /// Papers, coverage and cost.
        Coverage = "coverage",
        /// Who can see a chart, a bill or a portal.
        RecordPrivacy = "record_privacy",
    }
}

coded! {
    /// Which side asked, as one side's record of it says.
    Asked {
        /// We asked.
        ByUs = "by_us",
        /// The partner asked us.
        ByThem = "by_them",
    }
}

impl Topic {
    /// Whose expertise it is.
    #[must_use]
    pub const fn known_by(self) -> OrgKind {
        match self {
            Self::SafetyPlanning
            | Self::Asking
            | Self::Danger
            | Self::Housing
            | Self::Courts
            | Self::Immigration
            | Self::Trafficking
            | Self::SexualViolence
            | Self::Teens
            | Self::Technology
            | Self::Reporting => OrgKind::Advocacy,
            Self::Injuries
            | Self::Reproductive
            | Self::Infections
            | Self::AssaultExam
            | Self::Substances
            | Self::MentalHealth
            | Self::Medicines
            | Self::Children
            | Self::Disability
            | Self::Coverage
            | Self::RecordPrivacy => OrgKind::HealthCenter,
        }
    }
    /// The topics that can be asked in this direction, in the order of the page.
    #[must_use]
    pub fn asked(direction: Direction) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|topic| topic.known_by() == direction.receiver_kind()).collect()
    }
}

/// Fewest digits of a number: an extension.
const FEWEST_DIGITS: usize = 3;
/// Most characters.
const LONGEST_PHONE: usize = 24;

/// Why a number cannot be used. Never carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phone number or an extension")]
pub struct NotAPhone;

/// Where a member of staff can be called back at work: digits and what stands between them, so that no word fits in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffPhone(String);

impl StaffPhone {
    /// Reads a number or an extension: `312-555-0100`, `(312) 555-0100 x 214`, `214`.
    ///
    /// # Errors
    /// [`NotAPhone`].
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let text = text.trim();
        let fits = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.' | '+' | 'x');
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let one_extension = text.chars().filter(|c| *c == 'x').count() <= 1;
        if digits < FEWEST_DIGITS || text.len() > LONGEST_PHONE || !text.chars().all(fits) || !one_extension {
            return Err(NotAPhone);
        }
        Ok(Self(text.to_owned()))
    }
    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
