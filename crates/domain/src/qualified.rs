//! What advocates are trained and certified for, and who may therefore offer a health service on site.
//!
//! Source: the partnership guide, "What would it take to have advocates specially trained in substance dependency, HIV
//! testing, or sexual health education?". Hours matter besides: some states tie advocate privilege to hours of training.
//!
//! Invariant: it is the advocacy organization's own knowledge of its staff. The partner never reads it.

use crate::coded;
use crate::day::Day;
use crate::ids::{CertificateId, MemberId};

coded! {
    /// What somebody is certified for.
    Skill {
        /// Substance dependency support.
        SubstanceUse = "substance_use",
        /// HIV testing.
        HivTesting = "hiv_testing",
        /// Sexual health education.
        SexualHealth = "sexual_health",
        /// The basic training of an advocate, with its hours.
        Advocacy = "advocacy",
    }
}

impl Skill {
    /// Health services that an advocate may offer when certified for them.
    pub const SERVICES: &'static [Self] = &[Self::SubstanceUse, Self::HivTesting, Self::SexualHealth];
    /// Their codes.
    pub const SERVICE_CODES: &'static [&'static str] = &["substance_use", "hiv_testing", "sexual_health"];
}

/// A certificate without an hour of training behind it is none.
pub const LEAST_HOURS: u32 = 1;
/// Most hours that one is written down with.
pub const MOST_HOURS: u32 = 2000;
/// A certificate expires soon within this many days.
pub const EXPIRES_SOON: u32 = 60;

/// A certificate, or the hours of a training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// Whose.
    pub member: MemberId,
    /// For what.
    pub skill: Skill,
    /// Hours of training behind it.
    pub hours: u32,
    /// Since when.
    pub certified_on: Day,
    /// The last day on which it counts; none when it does not expire.
    pub expires_on: Option<Day>,
}

impl Certificate {
    /// Whether it counts on that day.
    #[must_use]
    pub fn counts_on(&self, day: Day) -> bool {
        self.certified_on <= day && self.expires_on.is_none_or(|last| day <= last)
    }
    /// It counts today and expires within [`EXPIRES_SOON`] days.
    #[must_use]
    pub fn expires_soon(&self, today: Day) -> bool {
        self.counts_on(today) && self.expires_on.is_some_and(|last| last <= today.later(EXPIRES_SOON))
    }
}

/// Certificates that nothing follows: no other of the same member for the same thing counts after their last day.
#[must_use]
pub fn last_ones(certificates: &[Certificate]) -> Vec<Certificate> {
    let follows = |one: &Certificate, other: &Certificate| {
        let is_same = one.id != other.id && one.member == other.member && one.skill == other.skill;
        let is_later = match (one.expires_on, other.expires_on) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(last), Some(next)) => (next, other.id) > (last, one.id),
        };
        is_same && is_later
    };
    certificates.iter().filter(|one| certificates.iter().all(|other| !follows(one, other))).copied().collect()
}

/// Whether somebody may offer the service on that day: one of their certificates for it counts then, with the hours behind
/// it.
#[must_use]
pub fn may_offer(certificates: &[Certificate], member: MemberId, service: Skill, day: Day) -> bool {
    let offers = |one: &Certificate| one.skill == service && one.hours >= LEAST_HOURS && one.counts_on(day);
    certificates.iter().any(|one| one.member == member && offers(one))
}
