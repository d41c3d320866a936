//! How a person can be reached without putting them at risk. They say it; the product keeps to it.
//!
//! Invariant: every control with which somebody could reach a person asks [`contact_allowed`], and stays closed with its
//! reason when the answer is no. What an attempt does to the plan is [`crate::referral::AttemptResult`]'s.

use crate::coded;
use crate::text::PersonText;
use crate::time::{Days, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

mod changes;
mod hours;
mod phone;
mod reach;
mod standard;
mod taken_in;
mod words;
mod zone;
pub use changes::{PlanPart, changed_parts};
pub use hours::{SafeDay, SafeHours, SafeTime, WhenUnclear, clear_when};
pub use phone::is_phone_number;
pub use reach::{CannotReachOut, can_hand_over};
pub use standard::{StandardCode, standard_code};
pub use taken_in::{CameIn, TakenIn, takes_away};
pub use words::{Tells, tells};
pub use zone::{HomeZone, ZoneName};

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
    /// What may be left when nobody answers.
    Voicemail {
        /// Nothing. The default.
        Never = "never",
        /// A first name and a vague reason; no organization, no number.
        NameOnly = "name_only",
    }
}

/// Most characters of a number or place, a code word, who may answer, and the words to use.
pub const LONGEST_CONTACT: usize = 120;

impl ContactWay {
    /// It takes a number.
    #[must_use]
    pub const fn needs_number(self) -> bool {
        matches!(self, Self::Call | Self::Text)
    }
}

coded! {
    /// How long what a person said holds before they are asked again. They may choose less than the usual thirty days.
    Recheck {
        /// One try, then they are asked again; a week at most.
        EveryTime = "every_time",
        /// 7 days.
        Week = "week",
        /// 14 days.
        TwoWeeks = "two_weeks",
        /// 30 days. The default.
        Month = "month",
    }
}

impl Recheck {
    /// A plan older than this is asked about again before anyone calls.
    #[must_use]
    pub const fn within(self) -> Days {
        match self {
            Self::EveryTime | Self::Week => Days(7),
            Self::TwoWeeks => Days(14),
            Self::Month => Days(30),
        }
    }
    fn usual() -> Self {
        Self::Month
    }
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks it")]
    fn is_usual(&self) -> bool {
        *self == Self::usual()
    }
}

coded! {
    /// What closed a plan until the person has said again what is safe.
    ClosedBy {
        /// Somebody else answered.
        SomeoneElse = "someone_else",
        /// They want to be asked each time, and there was a try.
        OneTry = "one_try",
        /// An older copy of the record was put back, and what the person said last may not be in it.
        Restored = "restored",
        /// The partner sent what they said later, and a legal hold keeps ours as it is.
        NewerWaits = "newer_waits",
    }
}

coded! {
    /// A part of the plan that is masked on pages: each showing is written down by its name.
    PlanField {
        /// Number or place.
        Number = "number",
        /// What the person says so that staff know it is them.
        CodeWord = "code_word",
        /// Who else may answer.
        WhoMayAnswer = "who_may_answer",
    }
}

impl PlanField {
    /// What stands there.
    #[must_use]
    pub const fn of(self, plan: &SafeContact) -> Option<&PersonText> {
        match self {
            Self::Number => plan.number.as_ref(),
            Self::CodeWord => plan.code_word.as_ref(),
            Self::WhoMayAnswer => plan.who_may_answer.as_ref(),
        }
    }
    /// It serves to reach somebody, so it is closed when the plan is.
    #[must_use]
    pub const fn reaches_somebody(self) -> bool {
        matches!(self, Self::Number | Self::WhoMayAnswer)
    }
    /// Whether it may be shown now. What serves to reach somebody is closed with the plan; the code word is for the
    /// person's own call, which can come at any time. Of a copy that was put back nothing is shown: they may have taken it
    /// back since.
    ///
    /// # Errors
    /// The reason why not.
    pub fn may_be_shown(self, plan: &SafeContact, ours: &str, now: Timestamp) -> Result<(), NotSafe> {
        if self.reaches_somebody() {
            contact_allowed(plan, plan.way, ours, now)?;
        }
        if plan.closed_by == Some(ClosedBy::Restored) { Err(NotSafe::Restored) } else { Ok(()) }
    }
}

/// A safe-contact plan. What was written before it knew a field reads as if that was left open. Its `Debug` says
/// nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContact {
    /// The way.
    pub way: ContactWay,
    /// Number or place.
    pub number: Option<PersonText>,
    /// Safe times; any time is one of them. See [`SafeContact::says_when`].
    pub times: BTreeSet<SafeTime>,
    /// Voicemail rule.
    pub voicemail: Voicemail,
    /// Words to use ("say it is about the survey").
    pub words: Option<PersonText>,
    /// Who else may answer, if anyone.
    pub who_may_answer: Option<PersonText>,
    /// When the person last said that this is still right.
    pub last_checked: Timestamp,
    /// The time zone they live by; none means the organization's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneName>,
    /// Safe days, besides [`SafeContact::times`].
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub days: BTreeSet<SafeDay>,
    /// Safe hours, besides [`SafeContact::times`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<SafeHours>,
    /// What the person says so that staff know it is them, and that they can speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_word: Option<PersonText>,
    /// How soon they are asked again.
    #[serde(default = "Recheck::usual", skip_serializing_if = "Recheck::is_usual")]
    pub recheck: Recheck,
    /// Closed until they have said again what is safe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<ClosedBy>,
}

impl std::fmt::Debug for SafeContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SafeContact")
    }
}

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
    /// Nobody asked when a call or a text is safe.
    #[error("safe times were not asked")]
    TimesNotAsked,
    /// Outside the hours they named.
    #[error("outside the safe hours")]
    OutsideHours,
    /// Nobody has asked for too long whether this is still right.
    #[error("the plan was not checked recently")]
    NotChecked,
    /// Somebody else answered, and the person has not said since what is safe.
    #[error("someone else answered")]
    SomeoneElse,
    /// They want to be asked each time, and there was a try since.
    #[error("one try was made")]
    OneTry,
    /// An older copy of the record was put back, and what the person said last may not be in it.
    #[error("an older copy was put back")]
    Restored,
    /// The partner sent what they said later, and a legal hold keeps ours as it is.
    #[error("a newer plan waits")]
    NewerWaits,
    /// No voicemail may be left.
    #[error("no voicemail")]
    NoVoicemail,
}

impl From<ClosedBy> for NotSafe {
    fn from(why: ClosedBy) -> Self {
        match why {
            ClosedBy::SomeoneElse => Self::SomeoneElse,
            ClosedBy::OneTry => Self::OneTry,
            ClosedBy::Restored => Self::Restored,
            ClosedBy::NewerWaits => Self::NewerWaits,
        }
    }
}

impl SafeContact {
    /// No text in it is longer than a form takes ([`LONGEST_CONTACT`]).
    #[must_use]
    pub fn is_brief(&self) -> bool {
        let texts = [&self.number, &self.words, &self.who_may_answer, &self.code_word];
        texts.into_iter().flatten().all(|text| text.is_within(LONGEST_CONTACT))
    }
    /// The same without each text that is too long: half a number dials somebody else. Without the number that it needs,
    /// nobody calls.
    #[must_use]
    pub fn in_brief(self) -> Self {
        if self.is_brief() {
            return self;
        }
        let short = |text: Option<PersonText>| text.filter(|text| text.is_within(LONGEST_CONTACT));
        let number = short(self.number);
        let way = if number.is_none() && self.way.needs_number() { ContactWay::DoNotContact } else { self.way };
        Self {
            way,
            number,
            words: short(self.words),
            who_may_answer: short(self.who_may_answer),
            code_word: short(self.code_word),
            ..self
        }
    }
    /// The same without anything by which the person could be found, or somebody near them. What is left says how not
    /// to reach them. Every field stands here by name, so that a new one has to be decided on.
    #[must_use]
    pub fn without_numbers(self) -> Self {
        let Self {
            way,
            number: _,
            times,
            voicemail,
            words: _,
            who_may_answer: _,
            last_checked,
            zone: _,
            days,
            hours,
            code_word: _,
            recheck,
            closed_by,
        } = self;
        let silent = Self::do_not_contact(last_checked);
        Self { way, times, voicemail, days, hours, recheck, closed_by, ..silent }
    }
    /// What crosses of it. Where a number may not, nothing goes along that is said or known only where somebody calls, and a way
    /// that takes a number is none: nobody is to be contacted.
    #[must_use]
    pub fn crossing(&self, number_crosses: bool) -> Self {
        if number_crosses && (self.number.is_some() || !self.way.needs_number()) {
            return self.clone();
        }
        let way = if self.way.needs_number() { ContactWay::DoNotContact } else { self.way };
        Self { way, number: None, words: None, who_may_answer: None, code_word: None, ..self.clone() }
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
            zone: None,
            days: BTreeSet::new(),
            hours: None,
            code_word: None,
            recheck: Recheck::usual(),
            closed_by: None,
        }
    }
    /// Something stands in it besides a number.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        let silent = Self { number: self.number.clone(), ..Self::do_not_contact(self.last_checked) };
        *self != silent
    }
    /// They were asked when it is safe. What was not asked is never taken for safe: a call or a text stays closed.
    #[must_use]
    pub fn says_when(&self) -> bool {
        !self.times.is_empty() || !self.days.is_empty() || self.hours.is_some()
    }
    /// The zone its hours are judged in; `ours` when the person named none.
    #[must_use]
    pub fn zone_or<'a>(&'a self, ours: &'a str) -> &'a str {
        self.zone.as_ref().map_or(ours, ZoneName::as_str)
    }
    /// The plan with the zone it was made in, so that its hours mean the same at a partner far away.
    #[must_use]
    pub fn in_zone(self, ours: &str) -> Self {
        let zone = self.zone.clone().or_else(|| ZoneName::parse(ours).filter(|_| hours::leaves_some_out(&self)));
        Self { zone, ..self }
    }
    /// The same plan, which the person has confirmed just now.
    #[must_use]
    pub fn confirmed(self, now: Timestamp) -> Self {
        Self { last_checked: now, closed_by: None, ..self }
    }
}

/// `contact(channel) ⇒ channel marked safe, within hours, confirmed recently` (domain rule b.16).
/// Hours that nobody asked about are no safe hours.
///
/// Hours are judged in the zone the person named; `ours` is the organization's. If nobody knows the zone, nobody knows
/// what time it is there: a plan with safe hours then allows none.
///
/// What may be said once somebody answers is not decided here: nothing in the product writes or speaks to a person.
///
/// # Errors
/// The first reason why not, those that waiting does not mend before the one that it does.
pub fn contact_allowed(plan: &SafeContact, way: ContactWay, ours: &str, now: Timestamp) -> Result<(), NotSafe> {
    if plan.way == ContactWay::DoNotContact || way == ContactWay::DoNotContact {
        return Err(NotSafe::DoNotContact);
    }
    if plan.way != way {
        return Err(NotSafe::OtherWay);
    }
    if way.needs_number() && plan.number.is_none() {
        return Err(NotSafe::NoNumber);
    }
    if let Some(why) = plan.closed_by {
        return Err(why.into());
    }
    if way.needs_number() && !plan.says_when() {
        return Err(NotSafe::TimesNotAsked);
    }
    let ahead_of_us = plan.last_checked > now.plus_days(CLOCKS_DIFFER);
    if ahead_of_us || now > plan.last_checked.plus_days(plan.recheck.within()) {
        return Err(NotSafe::NotChecked);
    }
    if !hours::within(plan, plan.zone_or(ours), now) {
        return Err(NotSafe::OutsideHours);
    }
    Ok(())
}

/// Whether a first name may be left where nobody answers: only on a call, and only if they said so.
///
/// # Errors
/// [`NotSafe::NoVoicemail`].
pub fn voicemail_allowed(plan: &SafeContact) -> Result<(), NotSafe> {
    let allowed = plan.way == ContactWay::Call && plan.voicemail == Voicemail::NameOnly;
    if allowed { Ok(()) } else { Err(NotSafe::NoVoicemail) }
}

/// When a plan that is closed now opens by itself: the next safe hour, if what the person said still holds then.
/// Nothing when only the person can open it.
#[must_use]
pub fn opens_at(plan: &SafeContact, ours: &str, now: Timestamp) -> Option<Timestamp> {
    if contact_allowed(plan, plan.way, ours, now) != Err(NotSafe::OutsideHours) {
        return None;
    }
    hours::openings(now).find(|at| contact_allowed(plan, plan.way, ours, *at).is_ok())
}

/// Whether the days and hours leave any time at all.
#[must_use]
pub fn ever_opens(plan: &SafeContact, ours: &str, now: Timestamp) -> bool {
    let zone = plan.zone_or(ours);
    hours::within(plan, zone, now) || hours::openings(now).any(|at| hours::within(plan, zone, at))
}
