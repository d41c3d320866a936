//! A coordinated care plan: lines that each side writes in its own record, and shares one by one.
//!
//! There is no shared plan. Each organization has its own lines and, while the other's release lives, a copy of the
//! lines that the other chose to share. What a side keeps to itself is a [`PrivateNote`], and that is another type.
//!
//! Invariant: nothing makes a [`Body`](crate::message::Body) of a [`PrivateNote`] (domain rule b.19).

use crate::coded;
use crate::day::Day;
use crate::ids::LineId;
use crate::release::{Purpose, Release};
use crate::text::{Label, PersonText};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most characters of a goal or a task.
pub const LONGEST_LINE: usize = 400;
/// Most characters of a letter.
pub const LONGEST_LETTER: usize = 2_000;
/// Most characters of a private note.
pub const LONGEST_NOTE: usize = 2_000;
/// Most lines that one side writes in a plan. A plan that nobody can read through helps nobody.
pub const MOST_LINES: usize = 60;

coded! {
    /// What a line is.
    LineKind {
        /// What the person wants, in their words.
        Goal = "goal",
        /// Something to be done.
        Task = "task",
    }
}

coded! {
    /// What stands in a plan.
    ItemKind {
        /// A line.
        Line = "line",
        /// A note that the organization keeps to itself.
        Note = "note",
        /// A message between the teams, beside the plan.
        Letter = "letter",
        /// A message between the teams, beside a referral and under its own release.
        ReferralLetter = "referral_letter",
    }
}

impl ItemKind {
    /// It stands in the plan; the other kind stands beside a referral, with or without one.
    #[must_use]
    pub const fn is_of_a_plan(self) -> bool {
        !matches!(self, Self::ReferralLetter)
    }
}

coded! {
    /// Whose it is, from where it is read.
    Side {
        /// Written here.
        Ours = "ours",
        /// Shared by the partner.
        Theirs = "theirs",
    }
}

/// Who does a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "owner", content = "name", rename_all = "snake_case")]
pub enum Owner {
    /// The person themself.
    Person,
    /// A member of our staff, by name.
    Member(Label),
}

/// A line of a plan. Its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// What the person wants.
    Goal {
        /// In their words.
        words: PersonText,
        /// It says something about substance use (42 CFR Part 2).
        substance_use: bool,
    },
    /// Something to be done.
    Task {
        /// What.
        words: PersonText,
        /// By whom.
        owner: Owner,
        /// Until when.
        due: Option<Day>,
        /// It is done.
        done: bool,
        /// It says something about substance use (42 CFR Part 2).
        substance_use: bool,
    },
}

impl Line {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> LineKind {
        match self {
            Self::Goal { .. } => LineKind::Goal,
            Self::Task { .. } => LineKind::Task,
        }
    }
    /// What it says.
    #[must_use]
    pub fn words(&self) -> &PersonText {
        match self {
            Self::Goal { words, .. } | Self::Task { words, .. } => words,
        }
    }
    /// It is no longer than [`LONGEST_LINE`].
    #[must_use]
    pub fn is_brief(&self) -> bool {
        self.words().is_within(LONGEST_LINE)
    }
    /// Whoever wrote it says that it is about substance use.
    #[must_use]
    pub fn is_part2(&self) -> bool {
        match self {
            Self::Goal { substance_use, .. } | Self::Task { substance_use, .. } => *substance_use,
        }
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line")
    }
}

/// A line as it crosses. Its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedLine {
    /// Which: the same line shared again replaces what was shared before.
    pub line: LineId,
    /// What it says.
    pub content: Line,
    /// The member of staff who shares it.
    pub by: Label,
    /// Until when the receiver may read it.
    pub until: Timestamp,
}

impl fmt::Debug for SharedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedLine")
    }
}

/// A message between the two teams about a person whom both know. Its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What it says.
    pub words: PersonText,
    /// The member of staff who writes.
    pub by: Label,
    /// Until when the receiver may read it.
    pub until: Timestamp,
    /// It says something about substance use (42 CFR Part 2).
    pub substance_use: bool,
    /// Beside what it is written: a plan, or a referral by the side that sent it or by the one that got it. Only a release
    /// for this purpose lets it cross ([`Release::purpose`]).
    #[serde(default = "of_a_plan", skip_serializing_if = "is_of_a_plan")]
    pub beside: Purpose,
}

const fn of_a_plan() -> Purpose {
    Purpose::CoordinatedCare
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_of_a_plan(beside: &Purpose) -> bool {
    *beside == Purpose::CoordinatedCare
}

impl Letter {
    /// It is no longer than [`LONGEST_LETTER`].
    #[must_use]
    pub fn is_brief(&self) -> bool {
        self.words.is_within(LONGEST_LETTER)
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Letter")
    }
}

/// A note that a team keeps to itself: how the person stays safe, what to look out for. It stays with the
/// organization that wrote it (b.19: readable only where reader and note have the same organization).
///
/// It is no [`PersonText`] and no [`Line`], so it fits in no message:
///
/// ```compile_fail,E0308
/// # use domain::care_plan::{Line, PrivateNote};
/// fn share(note: PrivateNote) -> Line {
///     Line::Goal { words: note, substance_use: false }
/// }
/// ```
/// ```compile_fail,E0308
/// # use domain::{care_plan::PrivateNote, message::Body};
/// fn share(note: PrivateNote) -> Body {
///     Body::Letter(Box::new(note))
/// }
/// ```
/// ```compile_fail,E0277
/// # use domain::{care_plan::PrivateNote, text::PersonText};
/// fn share(note: PrivateNote) -> PersonText {
///     note.into()
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNote {
    private: PersonText,
}

impl PrivateNote {
    /// Keeps a text private, for good.
    #[must_use]
    pub const fn keep(text: PersonText) -> Self {
        Self { private: text }
    }
    /// The note, to be shown to its own organization.
    #[must_use]
    pub fn read_here(&self) -> &str {
        self.private.reveal()
    }
}

impl fmt::Debug for PrivateNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateNote")
    }
}

/// The end of what we may share of a plan now: of our releases for it that live, the one that ends last. None when
/// none lives; the plan is closed for writing then.
#[must_use]
pub fn open_until(releases: &[Release], now: Timestamp) -> Option<Timestamp> {
    live_until(releases, Purpose::CoordinatedCare, now)
}

fn live_until(releases: &[Release], purpose: Purpose, now: Timestamp) -> Option<Timestamp> {
    let live = |r: &&Release| r.purpose == purpose && r.is_live(now);
    releases.iter().filter(live).filter_map(|release| release.expires_at).max()
}

/// When our releases for this purpose ended, the last of them; none while one lives, and none when there never was one.
#[must_use]
pub fn ended_at(releases: &[Release], purpose: Purpose, now: Timestamp) -> Option<Timestamp> {
    if live_until(releases, purpose, now).is_some() {
        return None;
    }
    let signed = releases.iter().filter(|r| r.purpose == purpose && r.signature.is_some());
    signed.filter_map(|r| r.revoked_at.into_iter().chain(r.expires_at).min()).max()
}
