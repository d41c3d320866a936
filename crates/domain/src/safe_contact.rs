//! How a person can be reached without putting them at risk. They say it; the product keeps to it.

use crate::coded;
use crate::text::PersonText;
use crate::time::{Days, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// The one way that is safe.
    ContactWay {
        /// Do not contact. The default, everywhere.
        DoNotContact = "do_not_contact",
        /// A call.
        Call = "call",
        /// A text message.
        Text = "text",
        /// Speak with them at their next visit.
        AtNextVisit = "at_next_visit",
    }
}

coded! {
    /// When it is safe. No time named means any time.
    SafeTime {
        /// 8 to 12.
        Mornings = "mornings",
        /// 12 to 17.
        Afternoons = "afternoons",
        /// 17 to 21.
        Evenings = "evenings",
        /// Monday to Friday.
        Weekdays = "weekdays",
        /// Saturday and Sunday.
        Weekends = "weekends",
    }
}

coded! {
    /// What may be left when nobody answers.
    Voicemail {
        /// Nothing. The default.
        Never = "never",
        /// A first name and a vague reason; no organization, no number.
        NameOnly = "name_only",
    }
}

/// A safe-contact plan. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContact {
    /// The way.
    pub way: ContactWay,
    /// Number or place.
    pub number: Option<PersonText>,
    /// Safe times.
    pub times: BTreeSet<SafeTime>,
    /// Voicemail rule.
    pub voicemail: Voicemail,
    /// Words to use ("say it is about the survey").
    pub words: Option<PersonText>,
    /// Who else may answer, if anyone.
    pub who_may_answer: Option<PersonText>,
    /// When the person last said that this is still right.
    pub last_checked: Timestamp,
}

impl std::fmt::Debug for SafeContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SafeContact")
    }
}

/// A plan older than this is asked about again before anyone calls.
pub const RECHECK_AFTER: Days = Days(30);

/// How far the partner's clock may be ahead of ours. A plan "checked" later than this was never checked.
const CLOCKS_DIFFER: Days = Days(1);

/// Why a contact is not safe now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum NotSafe {
    /// The person said: do not contact.
    #[error("do not contact")]
    DoNotContact,
    /// This is not the way they named.
    #[error("not the way the person named")]
    OtherWay,
    /// No number or place was given.
    #[error("no number")]
    NoNumber,
    /// Outside the hours they named.
    #[error("outside the safe hours")]
    OutsideHours,
    /// Nobody has asked for too long whether this is still right.
    #[error("the plan was not checked recently")]
    NotChecked,
}

impl SafeContact {
    /// The same without anything by which the person could be found, or somebody near them. What is left says how not
    /// to reach them. Every field stands here by name, so that a new one has to be decided on.
    #[must_use]
    pub fn without_numbers(self) -> Self {
        let Self { way, number: _, times, voicemail, words: _, who_may_answer: _, last_checked } = self;
        Self { way, number: None, times, voicemail, words: None, who_may_answer: None, last_checked }
    }
    /// The plan of a person who named no safe way.
    #[must_use]
    pub fn do_not_contact(now: Timestamp) -> Self {
        Self {
            way: ContactWay::DoNotContact,
            number: None,
            times: BTreeSet::new(),
            voicemail: Voicemail::Never,
            words: None,
            who_may_answer: None,
            last_checked: now,
        }
    }
}

/// `contact(channel) ⇒ channel marked safe, within hours, confirmed recently` (domain rule b.16).
///
/// `zone` is the person's IANA time zone. If its name is unknown, nobody knows what time it is there: a plan with
/// safe times then allows none.
///
/// What may be said once somebody answers is not decided here: nothing in the product writes or speaks to a person.
///
/// # Errors
/// The first reason why not.
pub fn contact_allowed(plan: &SafeContact, way: ContactWay, zone: &str, now: Timestamp) -> Result<(), NotSafe> {
    if plan.way == ContactWay::DoNotContact || way == ContactWay::DoNotContact {
        return Err(NotSafe::DoNotContact);
    }
    if plan.way != way {
        return Err(NotSafe::OtherWay);
    }
    if matches!(way, ContactWay::Call | ContactWay::Text) && plan.number.is_none() {
        return Err(NotSafe::NoNumber);
    }
    if !within_hours(&plan.times, zone, now) {
        return Err(NotSafe::OutsideHours);
    }
    let ahead_of_us = plan.last_checked > now.plus_days(CLOCKS_DIFFER);
    if ahead_of_us || now > plan.last_checked.plus_days(RECHECK_AFTER) {
        return Err(NotSafe::NotChecked);
    }
    Ok(())
}

fn within_hours(times: &BTreeSet<SafeTime>, zone: &str, now: Timestamp) -> bool {
    if times.is_empty() {
        return true;
    }
    let Some(local) = now.local(zone) else { return false };
    let weekend = matches!(local.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
    let day_ok = named(times, SafeTime::Weekdays, SafeTime::Weekends)
        .is_none_or(|allowed| allowed.contains(&if weekend { SafeTime::Weekends } else { SafeTime::Weekdays }));
    let parts = [SafeTime::Mornings, SafeTime::Afternoons, SafeTime::Evenings];
    let hours_named = parts.iter().any(|part| times.contains(part));
    let now_part = match local.hour() {
        8..12 => Some(SafeTime::Mornings),
        12..17 => Some(SafeTime::Afternoons),
        17..21 => Some(SafeTime::Evenings),
        _ => None,
    };
    day_ok && (!hours_named || now_part.is_some_and(|part| times.contains(&part)))
}

fn named(times: &BTreeSet<SafeTime>, a: SafeTime, b: SafeTime) -> Option<BTreeSet<SafeTime>> {
    let chosen: BTreeSet<_> = [a, b].into_iter().filter(|t| times.contains(t)).collect();
    (!chosen.is_empty()).then_some(chosen)
}
