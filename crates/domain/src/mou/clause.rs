//! A clause: what it is about, its words, what it sets, and how far the two sides have come with it.

use super::{Bytes, Hash, mark};
use crate::coded;
use crate::ids::{EntryId, OrgId, PartnershipId};
use crate::org::OrgKind;
use crate::text::Label;
use crate::workspace::{Entry, Noun};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// What a clause is about, in the order of the paper.
    Topic {
        /// Purpose and shared values.
        Purpose = "purpose",
        /// What each organization offers.
        Services = "services",
        /// How a person is introduced, both ways.
        Procedure = "procedure",
        /// Each side keeps its own law. An agreement never stands in for a release.
        Confidentiality = "confidentiality",
        /// Releases, and how long one may last.
        Releases = "releases",
        /// What a referral may carry.
        Carried = "carried",
        /// How soon somebody answers.
        ResponseTime = "response_time",
        /// Working in the partner's house: space, supervision, whose record.
        CoLocation = "co_location",
        /// Training, both ways.
        Training = "training",
        /// Totals that are looked at together.
        Counts = "counts",
        /// Who pays for what.
        Costs = "costs",
        /// What somebody can do who was treated badly.
        Grievance = "grievance",
        /// From when to when.
        Term = "term",
        /// When the two look at it again.
        Review = "review",
        /// How it ends early.
        Termination = "termination",
        /// A clause of their own.
        Own = "own",
    }
}

impl Topic {
    /// What a clause about it can set, besides its words.
    #[must_use]
    pub const fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Releases => &["longest_release"],
            Self::Carried => &["elements"],
            Self::ResponseTime => &["response"],
            Self::Counts => &["period", "least_shown"],
            Self::Term => &["starts", "ends"],
            Self::Review => &["review_on"],
            Self::Termination => &["notice_days"],
            _ => &[],
        }
    }
    /// Without it there is no agreement: it has to say that each side keeps its own law, and when it ends.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Confidentiality | Self::Term)
    }
    /// The topics of the library: one clause each.
    pub fn library() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|topic| *topic != Self::Own)
    }
    /// The clause of a partnership about this. Clauses of their own have ids of their own.
    #[must_use]
    pub fn entry(self, partnership: PartnershipId) -> EntryId {
        Noun::Clause.only(partnership, self.code())
    }
    /// What a clause with this id is about.
    #[must_use]
    pub fn of(partnership: PartnershipId, entry: EntryId) -> Self {
        Self::library().find(|topic| topic.entry(partnership) == entry).unwrap_or(Self::Own)
    }
}

/// The two organizations of an agreement, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// The health center.
    pub health_center: OrgId,
    /// The advocacy organization.
    pub advocacy: OrgId,
}

impl Sides {
    /// The two kinds, in the order of the paper.
    pub const KINDS: [OrgKind; 2] = [OrgKind::HealthCenter, OrgKind::Advocacy];

    /// From one side and its kind; nothing for an organization that is neither.
    #[must_use]
    pub const fn of(ours: (OrgId, OrgKind), theirs: OrgId) -> Option<Self> {
        match ours.1 {
            OrgKind::HealthCenter => Some(Self { health_center: ours.0, advocacy: theirs }),
            OrgKind::Advocacy => Some(Self { health_center: theirs, advocacy: ours.0 }),
            OrgKind::Coalition => None,
        }
    }
    /// Which organization stands on a side.
    #[must_use]
    pub const fn org(&self, kind: OrgKind) -> Option<OrgId> {
        match kind {
            OrgKind::HealthCenter => Some(self.health_center),
            OrgKind::Advocacy => Some(self.advocacy),
            OrgKind::Coalition => None,
        }
    }
    /// On which side an organization stands.
    #[must_use]
    pub fn kind(&self, org: OrgId) -> Option<OrgKind> {
        Self::KINDS.into_iter().find(|kind| self.org(*kind) == Some(org))
    }
}

/// The field in which a side marks the words that it accepts.
#[must_use]
pub const fn accepted(kind: OrgKind) -> &'static str {
    match kind {
        OrgKind::HealthCenter => "accepted_health_center",
        OrgKind::Advocacy | OrgKind::Coalition => "accepted_advocacy",
    }
}

/// Whether a side has marked exactly this. Only what that side itself wrote counts: nobody accepts for the other.
#[must_use]
pub fn has_accepted(entry: &Entry, sides: &Sides, kind: OrgKind, hash: &Hash) -> bool {
    let mark = mark(hash);
    let heads = entry.heads(accepted(kind));
    heads.iter().any(|edit| {
        Some(edit.by.org) == sides.org(kind) && edit.value.as_ref().is_some_and(|value| value.as_str() == mark)
    })
}

/// How far the two sides have come with a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being written. Also when it was changed after somebody accepted it.
    Draft,
    /// This side has accepted it, and asks the other to.
    Proposed(OrgKind),
    /// Both have accepted these words.
    Agreed,
}

/// A clause as it reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Which: the same in every version.
    pub entry: EntryId,
    /// What it is about.
    pub topic: Topic,
    /// Its heading.
    pub heading: String,
    /// Its words.
    pub text: String,
    /// What it sets, by field: stored forms.
    pub settings: BTreeMap<String, String>,
}

impl Clause {
    /// As it stands in the workspace.
    #[must_use]
    pub fn of(topic: Topic, entry: &Entry) -> Self {
        let setting = |field: &&str| {
            let value = entry.value(field)?;
            Some(((*field).to_owned(), value.as_str().to_owned()))
        };
        Self {
            entry: entry.id(),
            topic,
            heading: entry.text("heading").to_owned(),
            text: entry.text("text").to_owned(),
            settings: topic.settings().iter().filter_map(setting).collect(),
        }
    }
    /// A hash of every word and setting, and of nothing else.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.write(Bytes::new("footbridge clause 1")).hash()
    }
    pub(super) fn write(&self, bytes: Bytes) -> Bytes {
        let bytes = bytes
            .part(&self.entry.bytes())
            .part(self.topic.code().as_bytes())
            .part(self.heading.as_bytes())
            .part(self.text.as_bytes())
            .count(self.settings.len());
        self.settings.iter().fold(bytes, |bytes, (field, value)| bytes.part(field.as_bytes()).part(value.as_bytes()))
    }
    /// How far the two sides have come with it. Words that two people wrote apart are agreed by nobody.
    #[must_use]
    pub fn stage(&self, entry: &Entry, sides: &Sides) -> Stage {
        let disputed = entry.disputed();
        let is_content =
            |field: &&str| *field == "heading" || *field == "text" || self.topic.settings().contains(field);
        if self.text.is_empty() || disputed.iter().any(is_content) {
            return Stage::Draft;
        }
        let hash = self.hash();
        match Sides::KINDS.map(|kind| has_accepted(entry, sides, kind, &hash)) {
            [true, true] => Stage::Agreed,
            [true, false] => Stage::Proposed(OrgKind::HealthCenter),
            [false, true] => Stage::Proposed(OrgKind::Advocacy),
            [false, false] => Stage::Draft,
        }
    }
    /// What it is called: its own heading.
    #[must_use]
    pub fn label(&self) -> Option<Label> {
        Label::parse(&self.heading).ok()
    }
}
