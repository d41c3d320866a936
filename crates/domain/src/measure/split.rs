//! Counts split by one thing at a time: by partner, handoff, language, site, how long it took, whether in time or within a
//! business day, or how it ended.
//!
//! Invariant: by one thing only. A table of two crossed with each other is made of cells so small that they are persons.

use super::{Measure, TallyKey, counts_of, told_of};
use crate::coded;
use crate::ids::{OrgId, ReferralId, SiteId};
use crate::language::UNDETERMINED;
use crate::referral::{AttemptResult, Bank, Direction, Event, Handoff, Outcome};
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
        /// How long it took ([`Wait`]): from when the referral came in, or, for whoever sent it, from the offer.
        Wait = "wait",
        /// Where the member of staff works who did it; what nobody did, and whose site is not written down, is in none.
        Site = "site",
        /// Whether a referral was answered within the promised time ([`Kept`]).
        Promise = "promise",
        /// Whether a referral was answered within one business day ([`Kept`]), whatever was promised.
        BusinessDay = "business_day",
        /// The partner, of those of whom it was told person by person as it happened ([`super::told_of`]).
        Told = "told",
        /// How it ended, as the receiver pressed it ([`Outcome`]).
        Outcome = "outcome",
    }
}

coded! {
    /// Whether the time for an answer was kept: the one that was promised, or a business day.
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
    /// From when it is counted how long something took: when it came, or, for whoever sent it, when it was offered
    /// ([`offered_at`]).
    pub since: Timestamp,
    /// By when somebody was to answer, by what was promised when it came.
    pub answer_by: Timestamp,
    /// When one business day was over since it came.
    pub day_by: Timestamp,
}

/// When the offer was made that a record came of: when the page or the release was begun on which it was written. The number of
/// a record is made then, and says when (RFC 9562, 5.7). Without that, when it was sent.
#[must_use]
pub fn offered_at(id: ReferralId, sent: Timestamp) -> Timestamp {
    let micros = id.uuid().get_timestamp().and_then(|at| {
        let (seconds, nanos) = at.to_unix();
        i64::try_from(seconds).ok()?.checked_mul(1_000_000)?.checked_add(i64::from(nanos / 1000))
    });
    micros.map(Timestamp::from_micros).filter(|begun| *begun <= sent).unwrap_or(sent)
}

/// That something took its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// What.
    pub measure: Measure,
    /// When it happened.
    pub at: Timestamp,
    /// One more, or one less where it was undone.
    pub n: i64,
}

/// Something that happened to a record, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What happened.
    pub event: Event,
    /// What of it is counted, or taken back ([`super::counts_of_record`]).
    pub counts: Option<(Measure, i64)>,
    /// In which month it is counted.
    pub month: Month,
    /// What of it is counted by how long it took ([`timed`]).
    pub took: Vec<Took>,
    /// Where the member works who did it, as it was written down at that moment.
    pub site: Option<SiteId>,
}

impl Counted {
    /// What an event adds to each split, and takes back.
    #[must_use]
    pub fn parts(&self, happened: &Happened) -> Vec<(PartKey, i64)> {
        let Happened { event, counts, month, took, site } = happened;
        let mut parts = Vec::new();
        let mut part = |measure, split, value: String, n: i64| {
            let key = TallyKey { month: *month, direction: Some(self.direction), measure };
            parts.push((PartKey { key, split, value }, n));
        };
        if let Some((measure, n)) = *counts {
            part(measure, Split::Partner, self.partner.to_string(), n);
            if let Some(site) = site {
                part(measure, Split::Site, site.to_string(), n);
            }
        }
        let Some((handoff, language)) = &self.said else { return parts };
        if let Some((measure, n)) = *counts {
            part(measure, Split::Handoff, handoff.code().to_owned(), n);
            part(measure, Split::Language, spoken(language).to_owned(), n);
        }
        for Took { measure, at, n } in took.iter().copied() {
            if measure != Measure::Expired {
                part(measure, Split::Wait, Wait::between(self.since, at).code().to_owned(), n);
            }
            match measure {
                _ if self.bank == Bank::Sender => {}
                Measure::Accepted | Measure::Declined => {
                    part(measure, Split::Promise, Kept::by(self.answer_by, at).code().to_owned(), n);
                    part(measure, Split::BusinessDay, Kept::by(self.day_by, at).code().to_owned(), n);
                }
                Measure::Expired => {
                    part(measure, Split::Promise, Kept::Late.code().to_owned(), n);
                    part(measure, Split::BusinessDay, Kept::Late.code().to_owned(), n);
                }
                _ => {}
            }
        }
        if let (Event::Closed(outcome), Bank::Receiver) = (event, self.bank) {
            part(ended_as(*outcome), Split::Outcome, outcome.code().to_owned(), 1);
        }
        parts
    }
}

/// Under which measure an ending is split. Whoever was connected and decided not to go on ended so as well, although no count
/// of those without a connection has them.
const fn ended_as(outcome: Outcome) -> Measure {
    match outcome {
        Outcome::ServiceUsed => Measure::ServiceUsed,
        Outcome::Connected => Measure::Connected,
        _ => Measure::EndedOtherwise,
    }
}

/// What of a record's events is counted by how long it took, in the order in which they happened.
///
/// Of the receiver's: of those that answer the first, of those that reach the first, of those that connect each, and one that is
/// undone takes its own back. That its time was over before anybody answered counts as well: what was promised was not kept.
/// Of the sender's, from the offer on: that it was sent, and the first time that the partner told, under its release, that it
/// was taken on, and that the two have met.
#[must_use]
pub fn timed(bank: Bank, events: &[(Event, Timestamp)]) -> Vec<Vec<Took>> {
    match bank {
        Bank::Receiver => timed_here(events),
        Bank::Sender => timed_from_the_offer(events),
    }
}

fn timed_here(events: &[(Event, Timestamp)]) -> Vec<Vec<Took>> {
    let (mut answered, mut reached, mut connected) = (false, false, Vec::new());
    let is_first = |seen: &mut bool| !std::mem::replace(seen, true);
    let took = |(event, at): &(Event, Timestamp)| {
        let (at, n) = match event {
            Event::Accepted | Event::Declined(_) | Event::Expired => (is_first(&mut answered).then_some(*at)?, 1),
            Event::Attempted(AttemptResult::Reached) => (is_first(&mut reached).then_some(*at)?, 1),
            Event::Connected => {
                connected.push(*at);
                (*at, 1)
            }
            Event::ConnectedUndone => (connected.pop()?, -1),
            _ => return None,
        };
        let measure = if n < 0 { Measure::Connected } else { *counts_of(*event).first()? };
        Some(Took { measure, at, n })
    };
    events.iter().map(took).map(|took| took.into_iter().collect()).collect()
}

fn timed_from_the_offer(events: &[(Event, Timestamp)]) -> Vec<Vec<Took>> {
    let mut told: Vec<Measure> = Vec::new();
    let mut first = |measure: Measure| {
        let is_first = !told.contains(&measure);
        told.push(measure);
        is_first
    };
    let took = |(event, at): &(Event, Timestamp)| -> Vec<Took> {
        let took = |measure| Took { measure, at: *at, n: 1 };
        match event {
            Event::Sent => vec![took(Measure::Sent)],
            Event::Told(status) => {
                let says = told_of(*status).iter().copied();
                let timed = says.filter(|says| matches!(says, Measure::Accepted | Measure::Connected));
                timed.filter(|measure| first(*measure)).map(took).collect()
            }
            _ => Vec::new(),
        }
    };
    events.iter().map(took).collect()
}
