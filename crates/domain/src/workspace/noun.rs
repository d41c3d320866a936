//! What can be written in the workspace: each noun with its fields.

use super::nouns;
use super::shape::{FieldError, FieldShape, Shape, Value};
use crate::calendar::{Host, OccasionKind};
use crate::coded;
use crate::ids::{EntryId, PartnershipId};
use crate::mou::Promise;
use crate::mou::paper::{CARRIED, Period};
use crate::org::LONGEST_MAX_RELEASE;
use crate::recurrence::Repeat;
use crate::referral::Direction;
use crate::roadmap::{Cadence, Channel, Decision, RoadmapStep, StepState};
use sha2::{Digest, Sha256};

coded! {
    /// A kind of entry.
    Noun {
        /// A step of the roadmap.
        Step = "step",
        /// Something tried for a while, that ends with a decision.
        Pilot = "pilot",
        /// A meeting of the two leaderships.
        Meeting = "meeting",
        /// What somebody said they would do, and by when.
        Action = "action",
        /// A clause of the agreement.
        Clause = "clause",
        /// What somebody remarked about a clause.
        Remark = "remark",
        /// A procedure of warm referral: what both sides accept of it.
        Procedure = "procedure",
        /// A step of it.
        ProcedureStep = "procedure_step",
        /// Something in the calendar, once or again and again.
        Occasion = "occasion",
        /// A cross-training or a site visit.
        Training = "training",
        /// A health celebration.
        Celebration = "celebration",
        /// A visit of a provider at the advocacy organization.
        Visit = "visit",
        /// Weekly hours of an advocate at the health center.
        Presence = "presence",
        /// A stop of a mobile unit.
        Stop = "stop",
        /// A time at which an advocate offers a health service.
        Slot = "slot",
        /// Money for a time.
        Fund = "fund",
        /// Something that costs money.
        Cost = "cost",
        /// A rule that is to change.
        Policy = "policy",
        /// What keeps it going when money or people change; one of a partnership.
        Continuity = "continuity",
        /// Something on the shelf.
        ShelfItem = "shelf_item",
        /// A change that is tried: plan, do, study, act.
        Cycle = "cycle",
    }
}

/// Characters of a name or a line.
pub(super) const LINE: Shape = Shape::Words(120);
/// Where something is.
pub(super) const PLACE: Shape = Shape::Place(120);
/// Characters of a note.
pub(super) const NOTE: Shape = Shape::Words(2000);
/// Every noun has it: taken off the lists, still in the history.
pub(super) const REMOVED: FieldShape = field("removed", Shape::Flag);

/// Days of a row that fall out.
pub(super) const SKIPPED: FieldShape = field("skipped", Shape::Written(1200));

/// The time zone by whose clock it was planned first.
pub(super) const ZONE: FieldShape = field("zone", Shape::Written(64));

pub(super) const fn field(code: &'static str, shape: Shape) -> FieldShape {
    FieldShape { code, shape }
}

const STEP: &[FieldShape] = &[
    field("state", Shape::Choice(StepState::CODES)),
    field("owner_health_center", Shape::Staff),
    field("owner_advocacy", Shape::Staff),
    field("next_date", Shape::Day),
    field("evidence", NOTE),
    field("note", NOTE),
    // The last day of the last period whose totals both looked at: of the step that tracks successes.
    field("looked_to", Shape::Day),
    REMOVED,
];
const PILOT: &[FieldShape] = &[
    field("step", Shape::Choice(RoadmapStep::CODES)),
    field("goal", LINE),
    field("owner", Shape::Staff),
    field("measure", LINE),
    field("decide_on", Shape::Day),
    field("decision", Shape::Choice(Decision::CODES)),
    field("why", NOTE),
    field("decided_on", Shape::Day),
    REMOVED,
];
const MEETING: &[FieldShape] = &[
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(480)),
    field("channel", Shape::Choice(Channel::CODES)),
    field("cadence", Shape::Choice(Cadence::CODES)),
    field("why", NOTE),
    field("services", NOTE),
    field("history", NOTE),
    field("logistics", NOTE),
    field("decisions", NOTE),
    field("held", Shape::Flag),
    REMOVED,
];
const ACTION: &[FieldShape] = &[
    field("meeting", Shape::Entry),
    field("words", LINE),
    field("owner", Shape::Staff),
    field("due", Shape::Day),
    field("done_on", Shape::Day),
    REMOVED,
];

const CLAUSE: &[FieldShape] = &[
    field("heading", LINE),
    field("text", Shape::Words(4000)),
    field("longest_release", Shape::Between(1, LONGEST_MAX_RELEASE.0)),
    field("elements", Shape::Choices(CARRIED)),
    field("response", Shape::Choice(Promise::CODES)),
    field("period", Shape::Choice(Period::CODES)),
    // No smaller number is ever shown to anyone outside: an agreement can only ask for more (domain rule b.13).
    field("least_shown", Shape::Between(11, 100)),
    field("starts", Shape::Day),
    field("ends", Shape::Day),
    field("review_on", Shape::Day),
    field("notice_days", Shape::Between(1, 365)),
    ACCEPTED_HEALTH_CENTER,
    ACCEPTED_ADVOCACY,
    REMOVED,
];
const REMARK: &[FieldShape] = &[field("clause", Shape::Entry), field("words", Shape::Words(600)), REMOVED];
const PROCEDURE: &[FieldShape] = &[field("hotline", Shape::Phone), ACCEPTED_HEALTH_CENTER, ACCEPTED_ADVOCACY];
const PROCEDURE_STEP: &[FieldShape] = &[
    field("direction", Shape::Choice(Direction::CODES)),
    field("place", Shape::Between(1, 99)),
    field("name", LINE),
    field("who", LINE),
    field("within", Shape::Choice(Promise::CODES)),
    field("answers", Shape::Flag),
    field("script", Shape::Words(600)),
    field("script_other", Shape::Words(600)),
    field("fallback", Shape::Words(600)),
    REMOVED,
];
/// The words that a side accepts, by their hash.
const ACCEPTED_HEALTH_CENTER: FieldShape = field("accepted_health_center", Shape::Written(64));
const ACCEPTED_ADVOCACY: FieldShape = field("accepted_advocacy", Shape::Written(64));
const OCCASION: &[FieldShape] = &[
    field("kind", Shape::Choice(OccasionKind::CODES)),
    field("words", LINE),
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    field("minutes", Shape::Count(1440)),
    field("repeat", Shape::Choice(Repeat::CODES)),
    field("until", Shape::Day),
    SKIPPED,
    ZONE,
    field("host", Shape::Choice(Host::CODES)),
    field("owner", Shape::Staff),
    field("place", PLACE),
    field("withheld", Shape::Flag),
    field("note", NOTE),
    REMOVED,
];

impl Noun {
    /// Its fields, in the order of its form.
    #[must_use]
    pub const fn fields(self) -> &'static [FieldShape] {
        match self {
            Self::Step => STEP,
            Self::Pilot => PILOT,
            Self::Meeting => MEETING,
            Self::Action => ACTION,
            Self::Clause => CLAUSE,
            Self::Remark => REMARK,
            Self::Procedure => PROCEDURE,
            Self::ProcedureStep => PROCEDURE_STEP,
            Self::Occasion => OCCASION,
            Self::Training => nouns::TRAINING,
            Self::Celebration => nouns::CELEBRATION,
            Self::Visit => nouns::VISIT,
            Self::Presence => nouns::PRESENCE,
            Self::Stop => nouns::STOP,
            Self::Slot => nouns::SLOT,
            Self::Fund => nouns::FUND,
            Self::Cost => nouns::COST,
            Self::Policy => nouns::POLICY,
            Self::Continuity => nouns::CONTINUITY,
            Self::ShelfItem => nouns::SHELF_ITEM,
            Self::Cycle => nouns::CYCLE,
        }
    }
    /// One of its fields.
    #[must_use]
    pub fn field(self, code: &str) -> Option<&'static FieldShape> {
        self.fields().iter().find(|field| field.code == code)
    }
    /// Only those who write read it: what an hour of somebody costs, beside their name.
    #[must_use]
    pub fn is_for_leads(self, field: &str) -> bool {
        self == Self::Presence && field == "rate"
    }
    /// Reads the fields that a form has; what it does not have is left as it is.
    ///
    /// # Errors
    /// Every field that does not hold what it should, with why.
    pub fn read<'a>(self, typed: impl Fn(&str) -> Option<&'a str>) -> Result<Changes, Vec<(&'static str, FieldError)>> {
        let (mut changes, mut wrong) = (Vec::new(), Vec::new());
        for field in self.fields() {
            let Some(raw) = typed(field.code) else { continue };
            match field.shape.read(raw) {
                Ok(value) => changes.push((field.code, value)),
                Err(error) => wrong.push((field.code, error)),
            }
        }
        if wrong.is_empty() { Ok(Changes(changes)) } else { Err(wrong) }
    }
    /// The entry of this noun that a partnership has only one of under this code, the same on both sides.
    #[must_use]
    pub fn only(self, partnership: PartnershipId, code: &str) -> EntryId {
        let mut hash = Sha256::new();
        for part in [&partnership.bytes()[..], self.code().as_bytes(), code.as_bytes()] {
            hash.update(u64::try_from(part.len()).unwrap_or_default().to_be_bytes());
            hash.update(part);
        }
        let digest: [u8; 32] = hash.finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        // Version 8 of RFC 9562, section 5.8: made by our own rule.
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        EntryId::from_bytes(bytes)
    }
}

/// What a form says that fields hold: read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes(pub(super) Vec<(&'static str, Option<Value>)>);

impl Changes {
    /// Field by field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Option<&Value>)> {
        self.0.iter().map(|(field, value)| (*field, value.as_ref()))
    }
    /// What a field is to hold; nothing when it is emptied or not in the form.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.iter().find(|(code, _)| *code == field).and_then(|(_, value)| value)
    }
    /// Whether every one of them is what its field takes. What a form read is; what was put together otherwise may not be.
    ///
    /// # Errors
    /// The first field that does not hold what it should, with why.
    pub fn checked(&self, noun: Noun) -> Result<(), (&'static str, FieldError)> {
        for (code, value) in self.iter() {
            let field = noun.field(code).ok_or((code, FieldError::Unreadable))?;
            if let Some(value) = value {
                field.shape.takes(value).map_err(|error| (code, error))?;
            }
        }
        Ok(())
    }
    /// One field that the software itself writes.
    #[must_use]
    pub fn with(mut self, field: &'static str, value: Option<Value>) -> Self {
        self.0.retain(|(code, _)| *code != field);
        self.0.push((field, value));
        self
    }
    /// Without one field: it is left as it is.
    #[must_use]
    pub fn without(mut self, field: &str) -> Self {
        self.0.retain(|(code, _)| *code != field);
        self
    }
    /// Nothing yet.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }
}
