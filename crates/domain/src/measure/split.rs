//! Counts split by one thing at a time: by partner, handoff, language, site, how long it took, or whether in time.
//!
//! Invariant: by one thing only. A table of two crossed with each other is made of cells so small that they are persons.

use super::{Measure, TallyKey, counts_of};
use crate::coded;
use crate::ids::{OrgId, SiteId};
use crate::language::UNDETERMINED;
use crate::referral::{Bank, Direction, Event, Handoff};
use crate::time::{Month, Timestamp};

coded! {
    /// What a count is split by.
    Split {
        /// The partner organization.
        Partner = "partner",
        /// How the person asked to be introduced.
        Handoff = "handoff",
        /// The language the person speaks: English, Spanish, another, or not said ([`spoken`]).
        Language = "language",
        /// How long it took from when the referral came in ([`Wait`]).
        Wait = "wait",
        /// Where the member of staff works who did it; what nobody did, and whose site is not written down, is in none.
        Site = "site",
        /// Whether a referral was answered within the promised time ([`Kept`]).
        Promise = "promise",
        /// The partner, of those of whom it was told person by person as it happened ([`super::told_of`]).
        Told = "told",
    }
}

coded! {
    /// Whether the time that was promised for an answer was kept.
    Kept {
        /// Somebody answered by then.
        InTime = "in_time",
        /// Somebody answered later, or nobody did before its time was over.
        Late = "late",
    }
}

impl Kept {
    /// By when somebody was to answer, and when that was.
    #[must_use]
    pub fn by(answer_by: Timestamp, at: Timestamp) -> Self {
        if at <= answer_by { Self::InTime } else { Self::Late }
    }
}

coded! {
    /// How long something took: the first of these that it fits in. A person is told by none of them; from them the
    /// median and the 90th of a hundred are read.
    Wait {
        /// An hour.
        Hour = "1h",
        /// Two hours.
        TwoHours = "2h",
        /// Four hours.
        FourHours = "4h",
        /// Eight hours.
        EightHours = "8h",
        /// A day.
        Day = "1d",
        /// Two days.
        TwoDays = "2d",
        /// Three days.
        ThreeDays = "3d",
        /// Five days.
        FiveDays = "5d",
        /// A week.
        Week = "7d",
        /// Two weeks.
        TwoWeeks = "14d",
        /// Thirty days.
        ThirtyDays = "30d",
        /// Longer.
        Longer = "longer",
    }
}

/// Hours of each but the last, in their order.
const HOURS: [i64; 11] = [1, 2, 4, 8, 24, 48, 72, 120, 168, 336, 720];

impl Wait {
    /// What a time from one moment to another fits in. A clock that went backwards makes it short.
    #[must_use]
    pub fn between(from: Timestamp, until: Timestamp) -> Self {
        let micros = until.micros().saturating_sub(from.micros());
        let fits = HOURS.iter().position(|hours| micros <= hours * 3_600_000_000);
        fits.map_or(Self::Longer, |at| Self::ALL[at])
    }
}

/// Of so many in a hundred it took no longer than this; nothing of nobody. `counts` in any order.
#[must_use]
pub fn within(counts: &[(Wait, u64)], percent: u64) -> Option<Wait> {
    let of = |wait: Wait| counts.iter().filter(|(other, _)| *other == wait).map(|(_, n)| *n).sum::<u64>();
    let all: u64 = counts.iter().map(|(_, n)| *n).sum();
    let mut so_far = 0;
    (all > 0).then_some(())?;
    Wait::ALL.iter().copied().find(|wait| {
        so_far += of(*wait);
        so_far * 100 >= all * percent
    })
}

/// Every language but these two is one: a rare language in a count of one says who it was, and the count outlives the record.
#[must_use]
pub fn spoken(language: &str) -> &'static str {
    match language {
        "en" => "en",
        "es" => "es",
        "" | UNDETERMINED => UNDETERMINED,
        _ => OTHER,
    }
}

/// What a split by language calls every other one.
pub const OTHER: &str = "other";

/// A count that is split: of what, by what, and which.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartKey {
    /// What is counted.
    pub key: TallyKey,
    /// What it is split by.
    pub split: Split,
    /// Which: an organization's id, or a code.
    pub value: String,
}

/// What is known in clear of a record whose events are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Which way.
    pub direction: Direction,
    /// On which bank it stands.
    pub bank: Bank,
    /// With whom.
    pub partner: OrgId,
    /// How the person is introduced, and in which language they speak; nothing once the content of the record is gone.
    pub said: Option<(Handoff, String)>,
    /// When it came, or was sent.
    pub since: Timestamp,
    /// By when somebody was to answer, by what was promised when it came.
    pub answer_by: Timestamp,
}

/// Something that happened to a record, as far as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// What of it is counted, or taken back ([`super::counts_of_record`]).
    pub counts: Option<(Measure, i64)>,
    /// When.
    pub at: Timestamp,
    /// In which month it is counted.
    pub month: Month,
    /// Of what is counted once by how long it took: when it happened. Nothing if it is not counted so.
    pub took: Option<Timestamp>,
    /// Where the member works who did it, as it was written down at that moment.
    pub site: Option<SiteId>,
}

impl Counted {
    /// What an event adds to each split, and takes back.
    #[must_use]
    pub fn parts(&self, happened: Happened) -> Vec<(PartKey, i64)> {
        let Happened { counts, month, took, site, .. } = happened;
        let Some((measure, n)) = counts else { return Vec::new() };
        let key = TallyKey { month, direction: Some(self.direction), measure };
        let mut parts = Vec::new();
        let mut part = |split, value: String| parts.push((PartKey { key, split, value }, n));
        part(Split::Partner, self.partner.to_string());
        if let Some(site) = site {
            part(Split::Site, site.to_string());
        }
        if let Some((handoff, language)) = &self.said {
            part(Split::Handoff, handoff.code().to_owned());
            part(Split::Language, spoken(language).to_owned());
            let took = took.filter(|_| self.bank == Bank::Receiver);
            if let Some(at) = took.filter(|_| is_timed(measure)) {
                part(Split::Wait, Wait::between(self.since, at).code().to_owned());
            }
            match (took, measure) {
                (Some(at), Measure::Accepted | Measure::Declined) => {
                    part(Split::Promise, Kept::by(self.answer_by, at).code().to_owned());
                }
                (Some(_), Measure::Expired) => part(Split::Promise, Kept::Late.code().to_owned()),
                _ => {}
            }
        }
        parts
    }
}

/// What is counted by how long it took as well: a first answer, the first time that the person was reached, and being
/// connected.
#[must_use]
pub const fn is_timed(measure: Measure) -> bool {
    matches!(measure, Measure::Accepted | Measure::Declined | Measure::Reached | Measure::Connected)
}

/// Which of a record's events are counted by how long they took, in the order in which they happened: of those that answer
/// the first, of those that reach the first, of those that connect each, and one that is undone takes its own back. That its
/// time was over before anybody answered counts as well: what was promised was not kept.
#[must_use]
pub fn timed(events: &[(Event, Timestamp)]) -> Vec<Option<Timestamp>> {
    let (mut answered, mut reached, mut connected) = (false, false, Vec::new());
    events
        .iter()
        .map(|(event, at)| match event {
            Event::Accepted | Event::Declined(_) => (!std::mem::replace(&mut answered, true)).then_some(*at),
            Event::Expired => (!std::mem::replace(&mut answered, true)).then_some(*at),
            Event::Connected => {
                connected.push(*at);
                Some(*at)
            }
            Event::ConnectedUndone => connected.pop(),
            other if counts_of(*other).contains(&Measure::Reached) => {
                (!std::mem::replace(&mut reached, true)).then_some(*at)
            }
            _ => None,
        })
        .collect()
}
