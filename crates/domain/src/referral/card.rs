//! What is known about the person of a referral: its sealed content.

use crate::coded;
use crate::retention::Part;
use crate::safe_contact::SafeContact;
use crate::service::Service;
use crate::text::PersonText;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

coded! {
    /// The clinician a person would rather see.
    ClinicianWish {
        /// No preference.
        Any = "any",
        /// A woman.
        Woman = "woman",
        /// A man.
        Man = "man",
    }
}

/// What a person coming to a health center wishes for their visit. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitWishes {
    /// A professional interpreter is needed.
    pub interpreter: bool,
    /// Which clinician.
    pub clinician: ClinicianWish,
    /// They worry about the cost.
    pub cost_worry: bool,
    /// No insurance statement or portal message without asking (45 CFR 164.522). On unless they say otherwise.
    pub ask_before_statement: bool,
    /// Reach them only in the way of their plan, nowhere else (45 CFR 164.522(b)).
    #[serde(default)]
    pub plan_only: bool,
    /// Nothing about the visit to whoever pays (45 CFR 164.522(a)(1)(vi)).
    #[serde(default)]
    pub not_to_payer: bool,
}

/// What is known about the person: the sealed content of a referral. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCard {
    /// What to call them; nothing means "Guest".
    pub name: Option<PersonText>,
    /// How they can be reached, if at all.
    pub safe_contact: SafeContact,
    /// Help they asked for, from the partner's list.
    pub needs: BTreeSet<Service>,
    /// Wishes for a visit at a health center.
    pub visit: Option<VisitWishes>,
    /// Words they want passed on.
    pub note: Option<PersonText>,
}

/// Most characters of what to call somebody.
pub const LONGEST_NAME: usize = 40;
/// Most characters of the words they want passed on.
pub const LONGEST_WORDS: usize = 600;

impl PersonCard {
    /// No text in it is longer than a form takes.
    #[must_use]
    pub fn is_brief(&self) -> bool {
        self.name.as_ref().is_none_or(|name| name.is_within(LONGEST_NAME))
            && self.note.as_ref().is_none_or(|note| note.is_within(LONGEST_WORDS))
            && self.safe_contact.is_brief()
    }
    /// The same within those bounds, whoever wrote it: name and words cut, a plan without what is too long in it.
    #[must_use]
    pub fn in_brief(self) -> Self {
        Self {
            name: self.name.map(|name| name.cut(LONGEST_NAME)),
            note: self.note.map(|note| note.cut(LONGEST_WORDS)),
            safe_contact: self.safe_contact.in_brief(),
            ..self
        }
    }
    /// The same without a part of it.
    #[must_use]
    pub fn without(mut self, part: Part) -> Self {
        match part {
            Part::Words => self.note = None,
            Part::Numbers => self.safe_contact = self.safe_contact.without_numbers(),
            Part::Name => self.name = None,
        }
        self
    }
}

impl fmt::Debug for VisitWishes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitWishes")
    }
}

impl fmt::Debug for PersonCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonCard")
    }
}
