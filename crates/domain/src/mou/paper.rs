//! An agreement as it is signed: frozen, with one hash.

use super::clause::{Clause, Sides, Topic};
use super::promise::Promise;
use super::{Bytes, Hash};
use crate::coded;
use crate::day::Day;
use crate::ids::{OrgId, PartnershipId};
use crate::measure::SMALLEST_PUBLISHED;
use crate::release::Element;
use crate::text::Label;
use crate::time::Days;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// How often the two look at totals together.
    Period {
        /// Every month.
        Month = "month",
        /// Every three months.
        Quarter = "quarter",
        /// Twice a year.
        HalfYear = "half_year",
        /// Every year.
        Year = "year",
    }
}

/// One of the two organizations, as the paper names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Which.
    pub org: OrgId,
    /// Its name then.
    pub name: Label,
}

/// A version of the agreement. What it says is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memorandum {
    /// Of which partnership.
    pub partnership: PartnershipId,
    /// From 1.
    pub version: u32,
    /// The health center.
    pub health_center: Party,
    /// The advocacy organization.
    pub advocacy: Party,
    /// In the order of the paper.
    pub clauses: Vec<Clause>,
}

/// What an agreement sets. What it does not set stays as it is without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Its first day.
    pub starts: Day,
    /// Its last day.
    pub ends: Day,
    /// When the two look at it again.
    pub review_on: Option<Day>,
    /// How soon somebody answers.
    pub response: Option<Promise>,
    /// What a referral may carry; that it is one is always among them.
    pub elements: Option<BTreeSet<Element>>,
    /// The longest release.
    pub longest_release: Option<Days>,
    /// How often totals are looked at.
    pub period: Option<Period>,
    /// Totals below it are not shown.
    pub least_shown: Option<u64>,
    /// Days of notice before it ends early.
    pub notice_days: Option<u32>,
}

/// What an agreement may let a referral carry: what a referral can carry at all. That it is one is always carried; it is
/// in the list so that the two can say "that, and nothing else".
pub const CARRIED: &[&str] = &[
    Element::Request.code(),
    Element::Name.code(),
    Element::Contact.code(),
    Element::ContactPlan.code(),
    Element::Needs.code(),
    Element::Language.code(),
    Element::VisitWishes.code(),
    Element::Note.code(),
    Element::SubstanceUse.code(),
    Element::Messages.code(),
];

/// Why the days of an agreement do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadTerm {
    /// A first or a last day is missing.
    #[error("the first or the last day is missing")]
    NoDays,
    /// It ends before it starts.
    #[error("it ends before it starts")]
    EndsFirst,
    /// It lasts longer than [`LONGEST_YEARS`].
    #[error("it lasts too long")]
    TooLong,
    /// The two would look at it again when it is over, or before it starts.
    #[error("the review is outside of its days")]
    ReviewOutside,
}

/// No agreement lasts longer without being signed again.
pub const LONGEST_YEARS: u8 = 5;

impl Memorandum {
    /// A hash of every word, setting and party, and of the version: what is signed.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let bytes = Bytes::new("footbridge memorandum 1")
            .part(&self.partnership.bytes())
            .part(&self.version.to_be_bytes())
            .part(&self.health_center.org.bytes())
            .part(self.health_center.name.as_str().as_bytes())
            .part(&self.advocacy.org.bytes())
            .part(self.advocacy.name.as_str().as_bytes())
            .count(self.clauses.len());
        self.clauses.iter().fold(bytes, |bytes, clause| clause.write(bytes)).hash()
    }
    /// The two sides.
    #[must_use]
    pub fn sides(&self) -> Sides {
        Sides { health_center: self.health_center.org, advocacy: self.advocacy.org }
    }
    /// What it sets.
    ///
    /// # Errors
    /// [`BadTerm`].
    pub fn terms(&self) -> Result<Terms, BadTerm> {
        terms(&self.clauses)
    }
}

/// What these clauses set together.
///
/// # Errors
/// [`BadTerm`].
pub fn terms(clauses: &[Clause]) -> Result<Terms, BadTerm> {
    let set = |topic: Topic, field: &str| {
        let clause = clauses.iter().find(|clause| clause.topic == topic)?;
        clause.settings.get(field).map(String::as_str)
    };
    let day = |topic, field| set(topic, field).and_then(Day::parse);
    let number = |topic, field| set(topic, field).and_then(|text| text.parse::<u32>().ok());
    let starts = day(Topic::Term, "starts").ok_or(BadTerm::NoDays)?;
    let ends = day(Topic::Term, "ends").ok_or(BadTerm::NoDays)?;
    let review_on = day(Topic::Review, "review_on");
    if ends < starts {
        return Err(BadTerm::EndsFirst);
    }
    if ends.years_before(LONGEST_YEARS) > starts {
        return Err(BadTerm::TooLong);
    }
    if review_on.is_some_and(|day| day < starts || day > ends) {
        return Err(BadTerm::ReviewOutside);
    }
    let elements = set(Topic::Carried, "elements").map(|codes| {
        let named = codes.split_whitespace().filter_map(|code| Element::parse(code).ok());
        named.chain([Element::Request]).collect()
    });
    Ok(Terms {
        starts,
        ends,
        review_on,
        response: set(Topic::ResponseTime, "response").and_then(|code| Promise::parse(code).ok()),
        elements,
        longest_release: number(Topic::Releases, "longest_release").map(|days| Days(days.max(1))),
        period: set(Topic::Counts, "period").and_then(|code| Period::parse(code).ok()),
        least_shown: number(Topic::Counts, "least_shown").map(|least| u64::from(least).max(SMALLEST_PUBLISHED)),
        notice_days: number(Topic::Termination, "notice_days"),
    })
}
