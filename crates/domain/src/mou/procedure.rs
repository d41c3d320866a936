//! How a person is introduced, step by step, once for each direction.
//!
//! Both sides' leads make a version live by accepting the same words. A live version is never changed; the next draft
//! starts from it.

use super::clause::{Sides, has_accepted};
use super::promise::Promise;
use super::{Bytes, Hash};
use crate::coded;
use crate::ids::{EntryId, PartnershipId};
use crate::language::written;
use crate::org::{Language, OrgKind};
use crate::referral::Direction;
use crate::workspace::{Entry, Noun};
use serde::{Deserialize, Serialize};

coded! {
    /// The eight steps that a procedure begins with, in their order.
    Part {
        /// Offer it, whatever was said.
        Offer = "offer",
        /// Choose how to be introduced.
        Mode = "mode",
        /// What is shared, on what basis.
        Consent = "consent",
        /// How to reach them safely.
        SafeContact = "safe_contact",
        /// A named person answers.
        Connect = "connect",
        /// What comes back at once: taken, no room, could not reach.
        Respond = "respond",
        /// What may be told afterwards.
        Feedback = "feedback",
        /// Close it, and learn.
        Close = "close",
    }
}

/// Most steps that a procedure has: it prints on one page.
pub const MOST_STEPS: usize = 12;
/// Most lines of a letter page that its steps take together, in the small letters in which it is printed. Some 48 fit: the rest
/// is for wider letters and for the lines to call at the foot.
pub const MOST_LINES: usize = 40;
/// Characters of such a line.
const LINE: usize = 100;
/// Characters that stand beside what is typed: the time, and what opens a sentence.
const BESIDE: usize = 40;

impl Part {
    /// The step of a procedure that it is. Steps of their own have ids of their own.
    #[must_use]
    pub fn entry(self, partnership: PartnershipId, direction: Direction) -> EntryId {
        Noun::ProcedureStep.only(partnership, &format!("{}.{}", direction.code(), self.code()))
    }
    /// Its place among the steps.
    #[must_use]
    pub fn place(self) -> u32 {
        Self::ALL.iter().position(|part| *part == self).and_then(|at| u32::try_from(at).ok()).unwrap_or(0) * 10 + 10
    }
}

/// The entry of a direction, in which both sides mark what they accept.
#[must_use]
pub fn entry(partnership: PartnershipId, direction: Direction) -> EntryId {
    Noun::Procedure.only(partnership, direction.code())
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which: the same in every version.
    pub entry: EntryId,
    /// Its place in the order.
    pub place: u32,
    /// What is done.
    pub name: String,
    /// Who does it.
    pub who: String,
    /// How soon.
    pub within: Option<Promise>,
    /// The words to say.
    pub script: String,
    /// The same words in the other language; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub script_other: String,
    /// What to do when it does not work.
    pub fallback: String,
    /// In this step somebody answers: its time is when an answer is due.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answers: bool,
}

impl Step {
    /// Lines that it takes on the page, at least: who does what by when, the words to say, what to do otherwise.
    fn n_lines(&self) -> usize {
        let lines = |n: usize| n.div_ceil(LINE);
        let chars = |text: &str| text.chars().count();
        let more = |text: &str, before: usize| if text.is_empty() { 0 } else { lines(chars(text) + before) };
        // The page has the words of one language: whoever needs the other prints it in that.
        let script = more(&self.script, 0).max(more(&self.script_other, 0));
        lines(chars(&self.name) + chars(&self.who) + BESIDE) + script + more(&self.fallback, BESIDE)
    }
    /// The words to say in this language, where there are any in it; else those that there are.
    #[must_use]
    pub fn script_in(&self, language: Language) -> &str {
        let is = |text: &&str| !text.is_empty() && written(text) == Some(language);
        let both = [self.script.as_str(), self.script_other.as_str()];
        both.into_iter().find(is).unwrap_or(if self.script.is_empty() { both[1] } else { both[0] })
    }
    fn of(entry: &Entry) -> Self {
        let text = |field: &str| entry.text(field).to_owned();
        Self {
            entry: entry.id(),
            place: entry.count("place").unwrap_or(0),
            name: text("name"),
            who: text("who"),
            within: Promise::parse(entry.text("within")).ok(),
            script: text("script"),
            script_other: text("script_other"),
            fallback: text("fallback"),
            answers: entry.is_ticked("answers"),
        }
    }
}

/// A procedure: as it is being written, or as it was made live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Of which partnership.
    pub partnership: PartnershipId,
    /// Which way.
    pub direction: Direction,
    /// The line to call when nobody answers; nothing for the receiver's own hotline.
    pub hotline: Option<String>,
    /// Its steps, in their order.
    pub steps: Vec<Step>,
}

/// Why a procedure cannot be made live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotLive {
    /// It has no step.
    #[error("there is no step")]
    Empty,
    /// It has more steps than a page.
    #[error("there are more steps than a page holds")]
    TooMany,
    /// Its words are more than a page.
    #[error("there are more words than a page holds")]
    TooLong,
    /// A step has no name, or nobody who does it.
    #[error("a step is not finished")]
    Unfinished,
    /// Two people wrote different things.
    #[error("two versions of a step stand beside each other")]
    Disputed,
    /// The live one says the same.
    #[error("the live one says the same")]
    Unchanged,
    /// Nobody is to be called when nobody answers.
    #[error("no line is named for when nobody answers")]
    NoLine,
    /// No step says how soon somebody answers.
    #[error("no step says how soon somebody answers")]
    NoAnswer,
}

impl Procedure {
    /// As it stands in the workspace: the steps that are not taken off, in their order.
    #[must_use]
    pub fn draft(partnership: PartnershipId, direction: Direction, head: &Entry, steps: &[Entry]) -> Self {
        let own = steps.iter().filter(|step| step.text("direction") == direction.code());
        let mut steps: Vec<Step> = own.map(Step::of).collect();
        steps.sort_by_key(|step| (step.place, step.entry));
        let hotline = head.value("hotline").map(|value| value.as_str().to_owned());
        Self { partnership, direction, hotline, steps }
    }
    /// A hash of every word, and of nothing else.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let bytes = Bytes::new("footbridge procedure 1")
            .part(&self.partnership.bytes())
            .part(self.direction.code().as_bytes())
            .part(self.hotline.as_deref().unwrap_or_default().as_bytes())
            .count(self.steps.len());
        let step = |bytes: Bytes, step: &Step| {
            bytes
                .part(&step.entry.bytes())
                .part(&step.place.to_be_bytes())
                .part(step.name.as_bytes())
                .part(step.who.as_bytes())
                .part(step.within.map_or("", Promise::code).as_bytes())
                .part(step.script.as_bytes())
                .part(step.fallback.as_bytes())
        };
        // What was accepted before a step could be marked, or said in two languages, keeps its hash.
        let step = |bytes: Bytes, one: &Step| {
            let bytes = step(bytes, one);
            let bytes = if one.answers { bytes.part(b"answers") } else { bytes };
            if one.script_other.is_empty() { bytes } else { bytes.part(b"other").part(one.script_other.as_bytes()) }
        };
        self.steps.iter().fold(bytes, step).hash()
    }
    /// Which sides have accepted these words.
    #[must_use]
    pub fn accepted_by(&self, head: &Entry, sides: &Sides) -> Vec<OrgKind> {
        let hash = self.hash();
        Sides::KINDS.into_iter().filter(|kind| has_accepted(head, sides, *kind, &hash)).collect()
    }
    /// The step in which somebody answers: the first that is marked so, else the template's own.
    #[must_use]
    pub fn answering(&self) -> Option<&Step> {
        let own = Part::Respond.entry(self.partnership, self.direction);
        let marked = self.steps.iter().find(|step| step.answers);
        marked.or_else(|| self.steps.iter().find(|step| step.entry == own))
    }
    /// How soon somebody answers: the time of the step in which they do; nothing when no step says so.
    #[must_use]
    pub fn response(&self) -> Option<Promise> {
        self.answering().and_then(|step| step.within)
    }
    /// Lines of the page that its steps take.
    #[must_use]
    pub fn n_lines(&self) -> usize {
        self.steps.iter().map(Step::n_lines).sum()
    }
    /// How soon a named person is there for somebody who waits, on the line or in the room.
    #[must_use]
    pub fn connects(&self) -> Option<Promise> {
        let connect = Part::Connect.entry(self.partnership, self.direction);
        self.steps.iter().find(|step| step.entry == connect).and_then(|step| step.within)
    }
    /// Whether it can be made live, in the place of what is live. `own` is the hotline of whoever receives, where there is one.
    ///
    /// # Errors
    /// [`NotLive`], the first thing to mend.
    pub fn may_go_live(&self, entries: &[&Entry], live: Option<&Self>, own: Option<&str>) -> Result<(), NotLive> {
        if self.steps.is_empty() {
            return Err(NotLive::Empty);
        }
        if self.steps.len() > MOST_STEPS {
            return Err(NotLive::TooMany);
        }
        if self.n_lines() > MOST_LINES {
            return Err(NotLive::TooLong);
        }
        if self.steps.iter().any(|step| step.name.is_empty() || step.who.is_empty()) {
            return Err(NotLive::Unfinished);
        }
        // What the sides accept is no word of it.
        let words = |field: &&str| !field.starts_with("accepted_");
        if entries.iter().any(|entry| entry.disputed().iter().any(words)) {
            return Err(NotLive::Disputed);
        }
        if live.is_some_and(|live| live == self) {
            return Err(NotLive::Unchanged);
        }
        // Somebody may be in the room who cannot wait: there is always a line, and a time after which it is called.
        if self.hotline.as_deref().or(own).is_none_or(str::is_empty) {
            return Err(NotLive::NoLine);
        }
        if self.response().is_none() { Err(NotLive::NoAnswer) } else { Ok(()) }
    }
}
