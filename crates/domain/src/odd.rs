//! Accesses that somebody should ask about: who opened what without working on it, when nobody works, or how much.
//!
//! A line is a question, never a verdict. It names its rule, the member of staff, how often and when; no record and no
//! person stands in it.

use crate::coded;
use crate::ids::{MemberId, ReferralId};
use crate::time::{Days, Minutes, Timestamp};
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};

coded! {
    /// Why an access is odd.
    OddRule {
        /// A record was opened by somebody who never worked on it, while a colleague did.
        NotTheirs = "not_theirs",
        /// A record was opened outside 7 to 20 o'clock or on a weekend, and nothing was done with it in that hour.
        AfterHours = "after_hours",
        /// More than [`MANY_REVEALS`] masked parts were shown in one day.
        ManyReveals = "many_reveals",
        /// More than [`MANY_RECORDS`] records were opened in one day.
        ManyRecords = "many_records",
    }
}

/// So many masked parts in one day are usual.
pub const MANY_REVEALS: u32 = 20;
/// So many records a day are usual: name and words stand open on their pages.
pub const MANY_RECORDS: u32 = 60;
/// How far back the report looks.
pub const LOOKS_BACK: Days = Days(30);
/// Work within this time makes an access after hours part of it: a hotline works at night.
pub const WORK_NEAR: Minutes = Minutes(60);
const OPENS: i8 = 7;
const CLOSES: i8 = 20;

/// Somebody opened a record, or had a masked part of it shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// Who.
    pub member: MemberId,
    /// Which record.
    pub record: ReferralId,
    /// When.
    pub at: Timestamp,
    /// A masked part was shown.
    pub is_reveal: bool,
    /// They work or have worked on it, or it waited for anybody to take it.
    pub is_theirs: bool,
    /// They did something with it within [`WORK_NEAR`].
    pub is_work: bool,
}

/// One line of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd {
    /// Who.
    pub member: MemberId,
    /// Why.
    pub rule: OddRule,
    /// How often: openings, or masked parts shown.
    pub times: u32,
    /// When last.
    pub last: Timestamp,
}

/// The lines for these accesses, by the clock of the organization: the latest first.
#[must_use]
pub fn odd(accesses: &[Access], zone: &str) -> Vec<Odd> {
    let mut lines: BTreeMap<(MemberId, OddRule), Odd> = BTreeMap::new();
    let mut add = |member, rule, times, at| {
        let line = lines.entry((member, rule)).or_insert(Odd { member, rule, times: 0, last: at });
        line.times += times;
        line.last = line.last.max(at);
    };
    let mut reveals: BTreeMap<(MemberId, Option<Date>), (u32, Timestamp)> = BTreeMap::new();
    let mut opened: BTreeMap<(MemberId, Option<Date>), (BTreeSet<ReferralId>, Timestamp)> = BTreeMap::new();
    for one in accesses {
        let day = (one.member, one.at.local(zone).map(|local| local.date()));
        if one.is_reveal {
            let day = reveals.entry(day).or_insert((0, one.at));
            *day = (day.0 + 1, day.1.max(one.at));
            continue;
        }
        let records = opened.entry(day).or_insert_with(|| (BTreeSet::new(), one.at));
        records.0.insert(one.record);
        records.1 = records.1.max(one.at);
        if !one.is_theirs {
            add(one.member, OddRule::NotTheirs, 1, one.at);
        }
        if is_after_hours(one.at, zone) && !one.is_work {
            add(one.member, OddRule::AfterHours, 1, one.at);
        }
    }
    for ((member, _), (times, at)) in reveals {
        if times > MANY_REVEALS {
            add(member, OddRule::ManyReveals, times, at);
        }
    }
    for ((member, _), (records, at)) in opened {
        let times = u32::try_from(records.len()).unwrap_or(u32::MAX);
        if times > MANY_RECORDS {
            add(member, OddRule::ManyRecords, times, at);
        }
    }
    let mut lines: Vec<Odd> = lines.into_values().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.last));
    lines
}

fn is_after_hours(at: Timestamp, zone: &str) -> bool {
    // Where nobody knows what time it is, nothing is said about it.
    at.local(zone).is_some_and(|local| {
        let weekend = matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
        weekend || !(OPENS..CLOSES).contains(&local.hour())
    })
}
