//! Cross-trainings and site visits: who can describe what the partner offers, and for how long.
//!
//! Source: the partnership guide, "Host cross-trainings where staff visit each other's locations to learn about services
//! so everyone can be able to describe what the other agency can offer".
//!
//! Invariant: who of a staff was there is that organization's own to know. The partner sees heads by role, and averages
//! only where at least [`LEAST_SHARED`] answered, in half points, so that nobody's own answer can be worked out.

use crate::coded;
use crate::day::Day;
use crate::ids::{MemberId, SiteId};
use crate::member::Role;
use std::collections::{BTreeMap, BTreeSet};

coded! {
    /// How staff learn about the partner.
    TrainingKind {
        /// Staff of one side teach staff of the other.
        CrossTraining = "cross_training",
        /// Staff of one side see where the other works.
        SiteVisit = "site_visit",
    }
}

coded! {
    /// What it is about.
    TrainingTopic {
        /// What the advocacy organization offers.
        AdvocacyServices = "advocacy_services",
        /// What the health center offers.
        HealthServices = "health_services",
        /// The conversation every patient gets.
        Cues = "cues",
        /// What domestic and sexual violence does to a life.
        Dynamics = "dynamics",
        /// What each side's law says about telling others.
        Confidentiality = "confidentiality",
        /// How a person is introduced, both ways.
        Referrals = "referrals",
        /// How a health center works, for advocates.
        HealthCenter101 = "health_center_101",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// Which of the two sides hosts or brings something.
    Host {
        /// The health center.
        HealthCenter = "health_center",
        /// The advocacy organization.
        Advocacy = "advocacy",
    }
}

coded! {
    /// Where staff meet. Never an address, and never a shelter.
    TrainingPlace {
        /// At the health center.
        HealthCenter = "health_center",
        /// At the advocacy organization's public office.
        AdvocacyOffice = "advocacy_office",
        /// By video.
        Online = "online",
    }
}

/// Averages are shared from this many answers on.
pub const LEAST_SHARED: usize = 5;
/// A lapse is announced this many days before.
pub const LAPSE_SOON: u32 = 60;
/// Whoever lapses, and their lead, are told this many days before.
pub const TOLD_BEFORE: u32 = 30;

/// Whether it is time to tell somebody that something lapses: it still counts, and not for longer than [`TOLD_BEFORE`] days.
#[must_use]
pub fn is_time_to_tell(today: Day, last: Day) -> bool {
    today <= last && last <= today.later(TOLD_BEFORE)
}

/// What "can describe the partner's services" may be answered with: 1 (not at all) to 5 (well).
pub const SCORES: std::ops::RangeInclusive<u8> = 1..=5;

/// That somebody of one's own staff was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// Who.
    pub member: MemberId,
    /// How well they could describe the partner's services before, 1 to 5.
    pub before: Option<u8>,
    /// And after.
    pub after: Option<u8>,
}

/// An average in half points: 7 is 3.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfPoints(pub u8);

/// The average of these answers, to the nearest half point; nothing of fewer than [`LEAST_SHARED`].
#[must_use]
pub fn average(scores: &[u8]) -> Option<HalfPoints> {
    let n = u32::try_from(scores.len()).ok().filter(|_| scores.len() >= LEAST_SHARED)?;
    let sum: u32 = scores.iter().map(|score| u32::from(*score)).sum();
    u8::try_from((sum * 4 + n) / (n * 2)).ok().map(HalfPoints)
}

/// How somebody's knowledge of the partner stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knows {
    /// They were never at a training that has a validity.
    Never,
    /// What they learned is too long ago.
    Lapsed(Day),
    /// It lapses within [`LAPSE_SOON`] days.
    Soon(Day),
    /// It is fresh.
    Fresh(Day),
}

impl Knows {
    /// By the last day on which the latest training counts.
    #[must_use]
    pub fn on(today: Day, until: Option<Day>) -> Self {
        match until {
            None => Self::Never,
            Some(day) if day < today => Self::Lapsed(day),
            Some(day) if day <= today.later(LAPSE_SOON) => Self::Soon(day),
            Some(day) => Self::Fresh(day),
        }
    }
    /// It counts today.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Soon(_) | Self::Fresh(_))
    }
}

/// How many of a role know the partner today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleCover {
    /// Which role.
    pub role: Role,
    /// How many work in it.
    pub here: usize,
    /// How many of them know.
    pub know: usize,
    /// How many of those lapse soon.
    pub soon: usize,
}

/// How many of each role know the partner today; roles that nobody has are left out.
#[must_use]
pub fn coverage(staff: &[(MemberId, BTreeSet<Role>)], until: &BTreeMap<MemberId, Day>, today: Day) -> Vec<RoleCover> {
    let of = |role: Role| {
        let here: Vec<Knows> = staff
            .iter()
            .filter(|(_, roles)| roles.contains(&role))
            .map(|(member, _)| Knows::on(today, until.get(member).copied()))
            .collect();
        let know = here.iter().filter(|knows| knows.counts()).count();
        let soon = here.iter().filter(|knows| matches!(knows, Knows::Soon(_))).count();
        RoleCover { role, here: here.len(), know, soon }
    };
    Role::ALL.iter().copied().map(of).filter(|cover| cover.here > 0).collect()
}

/// How many of each role know the partner today, at one of our sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteCover {
    /// Which site; none for those of whom no site was written down.
    pub site: Option<SiteId>,
    /// By role.
    pub roles: Vec<RoleCover>,
}

/// Somebody of the staff, where they mostly work, and their roles.
pub type AtSite = (MemberId, Option<SiteId>, BTreeSet<Role>);

/// How many of each role know the partner today, site by site; whose site nobody wrote down stand together at the end.
#[must_use]
pub fn coverage_by_site(staff: &[AtSite], until: &BTreeMap<MemberId, Day>, today: Day) -> Vec<SiteCover> {
    let named: BTreeSet<SiteId> = staff.iter().filter_map(|(_, site, _)| *site).collect();
    let at = |site: Option<SiteId>| {
        let here: Vec<_> = staff.iter().filter(|one| one.1 == site).map(|one| (one.0, one.2.clone())).collect();
        SiteCover { site, roles: coverage(&here, until, today) }
    };
    named.into_iter().map(Some).chain([None]).map(at).filter(|cover| !cover.roles.is_empty()).collect()
}

/// Heads by role, as the shared entry holds them: "clinician:3 front_desk:1".
#[must_use]
pub fn heads(roles: &[BTreeSet<Role>]) -> String {
    let n = |role: &Role| roles.iter().filter(|of| of.iter().max() == Some(role)).count();
    let said = Role::ALL.iter().map(|role| (role, n(role))).filter(|(_, n)| *n > 0);
    said.map(|(role, n)| format!("{}:{n}", role.code())).collect::<Vec<_>>().join(" ")
}

/// Reads [`heads`]; what is none is left out.
#[must_use]
pub fn read_heads(text: &str) -> Vec<(Role, u32)> {
    let read = |part: &str| {
        let (role, n) = part.split_once(':')?;
        Some((Role::parse(role).ok()?, n.parse().ok()?))
    };
    text.split_whitespace().filter_map(read).collect()
}

/// Averages before and after, as the shared entry holds them in half points: "5 8". Nothing of too few answers.
#[must_use]
pub fn scores(there: &[Attendance]) -> Option<String> {
    let both: Vec<(u8, u8)> = there.iter().filter_map(|one| one.before.zip(one.after)).collect();
    let (before, after): (Vec<u8>, Vec<u8>) = both.into_iter().unzip();
    let (before, after) = average(&before).zip(average(&after))?;
    Some(format!("{} {}", before.0, after.0))
}

/// Reads [`scores`].
#[must_use]
pub fn read_scores(text: &str) -> Option<(HalfPoints, HalfPoints)> {
    let (before, after) = text.split_once(' ')?;
    Some((HalfPoints(before.parse().ok()?), HalfPoints(after.parse().ok()?)))
}
