//! The versions of an agreement with their signatures, and what can be done with them now.
//!
//! Invariant: a version counts as signed when both sides' signatures are over its own hash. Whether a signature is
//! genuine is asked of the vault before it is put in here.

use super::Hash;
use super::clause::{Clause, Sides, Stage, Topic};
use super::paper::{BadTerm, Memorandum, Terms, terms};
use crate::day::Day;
use crate::org::OrgKind;
use crate::workspace::Entry;

/// A signature that the vault has found genuine: by whom, and over what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed {
    /// For which side.
    pub kind: OrgKind,
    /// Over the hash of what.
    pub over: Hash,
}

/// A version with the genuine signatures that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it says.
    pub paper: Memorandum,
    /// The signatures.
    pub signed: Vec<Signed>,
    /// It carries a signature that does not hold any more: a key has changed since, or the text did. Nothing brings it back;
    /// the same words can be frozen and signed anew.
    pub is_void: bool,
}

impl Version {
    /// Whether a side has signed these very bytes.
    #[must_use]
    pub fn is_signed_by(&self, kind: OrgKind) -> bool {
        let hash = self.paper.hash();
        self.signed.iter().any(|signed| signed.kind == kind && signed.over == hash)
    }
    /// Whether both have.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        !self.is_void && Sides::KINDS.into_iter().all(|kind| self.is_signed_by(kind))
    }
    fn terms(&self) -> Option<Terms> {
        self.paper.terms().ok()
    }
}

/// Every version, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The versions.
    pub versions: Vec<Version>,
}

/// How an agreement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing was ever signed by both.
    None,
    /// Signed by both, and its first day is still to come.
    ToCome(&'a Version),
    /// It holds.
    InForce(&'a Version),
    /// Its last day has passed, and nothing has followed.
    Lapsed(&'a Version),
}

/// Most characters of an agreement, each clause with its number: some 100 pages. What is signed can also be printed, and what
/// is signed can never be shortened.
pub const LONGEST: usize = 200_000;

/// Characters of a clause's number on the paper, at most, with what stands around it.
const NUMBER: usize = 10;

/// Why the words are not ready to be frozen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// Clauses that are not agreed by both, or written apart by two people.
    #[error("clauses are still open")]
    Open(Vec<Topic>),
    /// A clause without which there is no agreement.
    #[error("a required clause is missing")]
    Missing(Topic),
    /// A clause whose words say that it sets something, and which leaves some of that open.
    #[error("a clause does not set all that it says that it sets")]
    Unset(Topic),
    /// Its days do not fit together.
    #[error(transparent)]
    Term(#[from] BadTerm),
    /// Its last day is over already.
    #[error("its last day is over")]
    Over,
    /// It has more words than can be printed.
    #[error("there are more than {LONGEST} characters")]
    TooLong,
    /// The same as what was frozen last.
    #[error("nothing has changed")]
    Unchanged,
}

/// Why a version cannot be signed. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotSign {
    /// No such version, or it says something else than what the signer read.
    #[error("it is not what the signer read")]
    OtherText,
    /// A later version is there.
    #[error("a later version is there")]
    Outdated,
    /// A signature under it does not hold any more.
    #[error("a signature under it does not hold")]
    Void,
    /// A clause was changed, added or left out since it was frozen.
    #[error("the clauses have changed since")]
    ChangedSince,
    /// This side has signed it.
    #[error("it is signed by this side")]
    Already,
    /// Its last day is over.
    #[error("its last day is over")]
    Over,
}

/// The clauses as they stand in the workspace, with how far each has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// In the order of the paper.
    pub clauses: Vec<(Clause, Stage)>,
}

impl Draft {
    /// From the entries that are not left out: the library's topics in their order, then clauses of their own, oldest
    /// first.
    #[must_use]
    pub fn of(entries: &[Entry], partnership: crate::ids::PartnershipId, sides: &Sides) -> Self {
        let clause = |entry: &Entry| {
            let clause = Clause::of(Topic::of(partnership, entry.id()), entry);
            let stage = clause.stage(entry, sides);
            (clause, stage)
        };
        let mut clauses: Vec<_> = entries.iter().map(clause).collect();
        clauses.sort_by_key(|(clause, _)| (clause.topic, clause.entry));
        Self { clauses }
    }
    /// Characters of all that is printed of it.
    #[must_use]
    pub fn n_chars(&self) -> usize {
        let chars = |text: &str| text.chars().count();
        let clause = |(clause, _): &(Clause, Stage)| {
            let settings: usize = clause.settings.iter().map(|(name, value)| chars(name) + chars(value)).sum();
            NUMBER + chars(&clause.heading) + chars(&clause.text) + settings
        };
        self.clauses.iter().map(clause).sum()
    }
    /// The words alone.
    #[must_use]
    pub fn words(&self) -> Vec<Clause> {
        self.clauses.iter().map(|(clause, _)| clause.clone()).collect()
    }
}

impl Ledger {
    /// One of the versions.
    #[must_use]
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.paper.version == number)
    }
    /// The latest.
    #[must_use]
    pub fn latest(&self) -> Option<&Version> {
        self.versions.iter().max_by_key(|version| version.paper.version)
    }
    /// The latest, if it waits for a signature.
    #[must_use]
    pub fn pending(&self) -> Option<&Version> {
        self.latest().filter(|version| !version.is_signed() && !version.is_void)
    }
    /// How the agreement stands on a day. A later version takes the place of an earlier one from its own first day.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing<'_> {
        let mut signed: Vec<(&Version, Terms)> =
            self.versions.iter().filter(|v| v.is_signed()).filter_map(|v| Some((v, v.terms()?))).collect();
        signed.sort_by_key(|(version, _)| std::cmp::Reverse(version.paper.version));
        let begun = signed.iter().find(|(_, terms)| terms.starts <= today);
        match begun {
            Some((version, terms)) if terms.ends >= today => Standing::InForce(version),
            Some((version, _)) => Standing::Lapsed(version),
            None => signed.last().map_or(Standing::None, |(version, _)| Standing::ToCome(version)),
        }
    }
    /// What holds on a day.
    #[must_use]
    pub fn in_force(&self, today: Day) -> Option<(&Version, Terms)> {
        match self.standing(today) {
            Standing::InForce(version) => Some((version, version.terms()?)),
            _ => None,
        }
    }
    /// What was signed and holds no more, while nothing that holds has followed: a key has changed since, or the text did.
    #[must_use]
    pub fn broken(&self, today: Day) -> Option<&Version> {
        let void = || self.versions.iter().filter(|version| version.is_void);
        void().max_by_key(|version| version.paper.version).filter(|_| self.standing(today) == Standing::None)
    }
    /// Since when the two look at totals under what holds on a day: the first day of the version in force, or of the first of
    /// those before it that were signed by both, named a period, and were followed without a day between.
    #[must_use]
    pub fn looks_since(&self, today: Day) -> Option<Day> {
        let (_, terms) = self.in_force(today)?;
        let signed: Vec<Terms> = self.versions.iter().filter(|v| v.is_signed()).filter_map(Version::terms).collect();
        let mut first = terms.starts;
        let joins =
            |first: Day, terms: &&Terms| terms.period.is_some() && terms.starts < first && terms.ends.next() >= first;
        while let Some(before) = signed.iter().find(|terms| joins(first, terms)) {
            first = before.starts;
        }
        Some(first)
    }
    /// The number of the version that is frozen next.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.latest().map_or(1, |version| version.paper.version + 1)
    }
    /// Whether the words can be frozen into the next version now.
    ///
    /// # Errors
    /// [`NotReady`], the first thing to mend.
    pub fn may_freeze(&self, draft: &Draft, today: Day) -> Result<Terms, NotReady> {
        let missing = Topic::library()
            .find(|topic| topic.is_required() && draft.clauses.iter().all(|(clause, _)| clause.topic != *topic));
        if let Some(topic) = missing {
            return Err(NotReady::Missing(topic));
        }
        // The days of the term are told apart below. What is not set would be followed as if there were no clause.
        let is_unset = |clause: &Clause| {
            let lacks = |field: &&str| !clause.settings.contains_key(*field);
            clause.topic != Topic::Term && clause.topic.settings().iter().any(lacks)
        };
        if let Some((clause, _)) = draft.clauses.iter().find(|(clause, _)| is_unset(clause)) {
            return Err(NotReady::Unset(clause.topic));
        }
        let open = draft.clauses.iter().filter(|(_, stage)| *stage != Stage::Agreed).map(|(clause, _)| clause.topic);
        let open: Vec<Topic> = open.collect();
        if !open.is_empty() {
            return Err(NotReady::Open(open));
        }
        let terms = terms(&draft.words())?;
        if terms.ends < today {
            return Err(NotReady::Over);
        }
        if draft.n_chars() > LONGEST {
            return Err(NotReady::TooLong);
        }
        if self.latest().is_some_and(|latest| !latest.is_void && latest.paper.clauses == draft.words()) {
            return Err(NotReady::Unchanged);
        }
        Ok(terms)
    }
    /// Whether a side may sign what its lead has read: a number and its hash. `draft` is what stands in the workspace:
    /// while it differs, the two are still talking.
    ///
    /// # Errors
    /// [`CannotSign`].
    pub fn may_sign(
        &self,
        (number, read): (u32, &Hash),
        kind: OrgKind,
        draft: &Draft,
        today: Day,
    ) -> Result<&Version, CannotSign> {
        let version = self.version(number).ok_or(CannotSign::OtherText)?;
        if self.latest().is_some_and(|latest| latest.paper.version != number) {
            return Err(CannotSign::Outdated);
        }
        if version.is_void {
            return Err(CannotSign::Void);
        }
        if version.paper.hash() != *read {
            return Err(CannotSign::OtherText);
        }
        if version.paper.clauses != draft.words() {
            return Err(CannotSign::ChangedSince);
        }
        if version.is_signed_by(kind) {
            return Err(CannotSign::Already);
        }
        if version.terms().is_none_or(|terms| terms.ends < today) {
            return Err(CannotSign::Over);
        }
        Ok(version)
    }
}

/// Days before the end, or before the review, at which both leads are reminded.
pub const REMINDERS: [u32; 3] = [90, 30, 7];

/// The reminder that is due on a day: the closest that has been reached. Nothing once the day is over.
#[must_use]
pub fn reminder(today: Day, day: Day) -> Option<u32> {
    if day < today {
        return None;
    }
    REMINDERS.into_iter().rev().find(|days| today.later(*days) >= day)
}
