//! A plan as its page shows it: ours and theirs side by side, the messages, and what we keep to ourselves.

use super::fate::Fate;
use crate::partnerships::Partner;
use crate::referrals::{Halves, Silence};
use domain::care_plan::{Line, PrivateNote};
use domain::ids::LineId;
use domain::part2::Part2Attachment;
use domain::referral::Referral;
use domain::release::Element;
use domain::text::{Label, PersonText};
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;

/// A plan.
pub struct PlanView {
    /// The record it belongs to; nothing of it was opened.
    pub referral: Referral,
    /// The other organization.
    pub partner: Partner,
    /// Code that staff can read to each other.
    pub short_code: String,
    /// How far each half of sharing of the record goes.
    pub halves: Halves,
    /// Our releases for the plan live until then; none when none does.
    pub ours_until: Option<Timestamp>,
    /// What they cover, together.
    pub covered: BTreeSet<Element>,
    /// Days left, a begun day counted; 0 when we share nothing now.
    pub days_left: Days,
    /// When they ended; none when there was none, or one lives.
    pub ours_ended_at: Option<Timestamp>,
    /// The person asked that nothing be told of the record.
    pub silence: Option<Silence>,
    /// How far the partner shares.
    pub theirs: Theirs,
    /// Lines and notes can be written.
    pub is_open: bool,
    /// The referral was stopped, declined or has expired, or its content is gone: no release for a plan is taken any more.
    pub is_over: bool,
    /// Once it is closed: our own lines, notes and messages are destroyed then.
    pub kept_until: Option<Timestamp>,
    /// Our lines, oldest first.
    pub our_lines: Vec<OurLine>,
    /// Theirs, oldest first.
    pub their_lines: Vec<TheirLine>,
    /// The messages of both, oldest first: a page of them.
    pub letters: Vec<Letter>,
    /// There are older ones than this message, which is the oldest of the page.
    pub older: Option<LineId>,
    /// There are newer ones than this page shows.
    pub is_older: bool,
    /// What we keep to ourselves, oldest first.
    pub notes: Vec<Note>,
    /// Who opened the plan here, newest first.
    pub openings: Vec<(String, Timestamp)>,
    /// The time of the page.
    pub now: Timestamp,
}

/// How far the partner shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theirs {
    /// It never shared anything of the plan.
    Nothing,
    /// It shares until then.
    Until(Timestamp),
    /// Sharing ended then: its release was taken back, or ran out.
    Ended(Timestamp),
}

/// How a line of ours is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// It is not.
    No,
    /// It is on its way: the partner is paused or away, and has not got it yet.
    Waits {
        /// Until when it may be read.
        until: Timestamp,
    },
    /// It was shared and never got there, and nothing of it waits any more: the partner has nothing of this line.
    Unsent,
    /// The partner has it.
    Yes {
        /// Since.
        at: Timestamp,
        /// Until.
        until: Timestamp,
        /// It was changed here since; the partner has the older words.
        changed: bool,
    },
    /// It was, until then.
    Ended(Timestamp),
}

/// A line of ours.
pub struct OurLine {
    /// Which.
    pub id: LineId,
    /// Of which version the page shows it.
    pub version: u32,
    /// What it says.
    pub line: Line,
    /// Who wrote or changed it last.
    pub by: String,
    /// When.
    pub changed_at: Timestamp,
    /// How it is shared.
    pub shared: Shared,
}

/// A line of theirs.
pub struct TheirLine {
    /// What it says.
    pub line: Line,
    /// Who shared it.
    pub by: Label,
    /// When it came.
    pub at: Timestamp,
    /// Until when it may be read.
    pub until: Timestamp,
    /// The notice and the copy of the consent that came with it (42 CFR 2.32).
    pub part2: Option<Part2Attachment>,
}

/// A message between the teams.
pub struct Letter {
    /// Which.
    pub id: LineId,
    /// Ours.
    pub is_ours: bool,
    /// Who wrote it.
    pub by: Label,
    /// What it says.
    pub words: PersonText,
    /// When.
    pub at: Timestamp,
    /// Until when the other side may read it.
    pub until: Timestamp,
    /// What became of one of ours; one of theirs is here.
    pub fate: Fate,
    /// It is about substance use.
    pub substance_use: bool,
    /// The notice and the copy of the consent that came with it (42 CFR 2.32); none with one of ours.
    pub part2: Option<Part2Attachment>,
}

/// A note that stays here.
pub struct Note {
    /// Which.
    pub id: LineId,
    /// What it says.
    pub note: PrivateNote,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
