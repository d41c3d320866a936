//! CUES: Confidentiality, Universal Education + Empowerment, Support.
//!
//! Disclosure is not the goal, so there is no field for it: education is counted by cards and time alone.

use crate::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// Whether the patient was seen alone.
    SeenAlone {
        /// For the whole conversation.
        Yes = "yes",
        /// For a part of it, and that is when it was raised.
        Part = "part",
        /// Not this time.
        No = "no",
    }
}

coded! {
    /// How language was bridged. Family and friends are never interpreters.
    Interpreter {
        /// Same language.
        NotNeeded = "not_needed",
        /// A professional interpreter.
        Professional = "professional",
        /// Needed, and not to be had.
        NotAvailable = "not_available",
    }
}

coded! {
    /// What the patient chose. "No thanks" is as good an ending as any.
    NextStep {
        /// Cards, and nothing else.
        CardOnly = "card_only",
        /// Support now.
        SupportNow = "support_now",
        /// Support later.
        SupportLater = "support_later",
        /// No thanks.
        NoThanks = "no_thanks",
    }
}

/// Most cards one note can count.
pub const MOST_CARDS: u8 = 9;

/// What is written down about a CUES visit. No identity and no disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CuesNote {
    /// Seen alone.
    pub seen_alone: SeenAlone,
    /// Interpreter.
    pub interpreter: Interpreter,
    /// The limits of confidentiality were explained before anything was asked.
    pub limits_explained: bool,
    /// Safety cards given, 0 to 9; two is the usual: one for a friend.
    pub cards: u8,
    /// What the patient chose.
    pub next_step: NextStep,
}

/// Why support cannot be offered in this visit as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum NotYet {
    /// Someone else was in the room.
    #[error("the patient was not seen alone")]
    NotAlone,
    /// The limits of confidentiality were not explained.
    #[error("the limits of confidentiality were not explained")]
    LimitsNotExplained,
    /// A professional interpreter was needed and not there.
    #[error("a professional interpreter was not available")]
    NoInterpreter,
}

impl CuesNote {
    /// `CUES.ask ⇒ alone ∧ limits_disclosed ∧ interpreter_ok` (domain rule b.23): may support be offered here?
    ///
    /// # Errors
    /// Every reason why not, in the order of the page.
    pub fn may_offer_support(&self) -> Result<(), Vec<NotYet>> {
        let mut reasons = Vec::new();
        if self.seen_alone == SeenAlone::No {
            reasons.push(NotYet::NotAlone);
        }
        if self.interpreter == Interpreter::NotAvailable {
            reasons.push(NotYet::NoInterpreter);
        }
        if !self.limits_explained {
            reasons.push(NotYet::LimitsNotExplained);
        }
        if reasons.is_empty() { Ok(()) } else { Err(reasons) }
    }
    /// The patient wants to be connected.
    #[must_use]
    pub fn wants_support(&self) -> bool {
        matches!(self.next_step, NextStep::SupportNow | NextStep::SupportLater)
    }
}
