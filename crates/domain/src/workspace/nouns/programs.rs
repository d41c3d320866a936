//! What is done side by side.

use crate::programs::{CelebrationTopic, Provider, SpokenLanguage};
use crate::qualified::Skill;
use crate::roadmap::Cadence;
use crate::safe_contact::SafeDay;
use crate::training::Host;
use crate::workspace::noun::{LINE, NOTE, PLACE, REMOVED, SKIPPED, ZONE, field};
use crate::workspace::shape::{FieldShape, Shape};

pub(in crate::workspace) const CELEBRATION: &[FieldShape] = &[
    field("topic", Shape::Choice(CelebrationTopic::CODES)),
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(480)),
    field("series", Shape::Choice(Cadence::CODES)),
    field("language", Shape::Choice(SpokenLanguage::CODES)),
    field("staff", Shape::Count(50)),
    field("owner", Shape::Staff),
    field("heads", Shape::Tally(500)),
    field("links", Shape::Tally(500)),
    field("note", NOTE),
    field("held", Shape::Flag),
    REMOVED,
];

pub(in crate::workspace) const VISIT: &[FieldShape] = &[
    field("provider", Shape::Choice(Provider::CODES)),
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(600)),
    field("series", Shape::Choice(Cadence::CODES)),
    field("room", PLACE),
    field("slots", Shape::Count(60)),
    field("used", Shape::Tally(60)),
    field("supplies", NOTE),
    field("owner", Shape::Staff),
    field("held", Shape::Flag),
    REMOVED,
];

pub(in crate::workspace) const PRESENCE: &[FieldShape] = &[
    field("weekday", Shape::Choice(SafeDay::CODES)),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(600)),
    field("room", LINE),
    field("rate", Shape::Money),
    field("owner", Shape::Staff),
    field("starts_on", Shape::Day),
    field("ends_on", Shape::Day),
    SKIPPED,
    field("separate", Shape::Flag),
    field("note", NOTE),
    REMOVED,
];

pub(in crate::workspace) const STOP: &[FieldShape] = &[
    field("host", Shape::Choice(Host::CODES)),
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(600)),
    field("area", PLACE),
    field("withheld", Shape::Flag),
    field("heads", Shape::Tally(500)),
    field("held", Shape::Flag),
    REMOVED,
];

const STAFFED: Shape = Shape::Written(2);

/// Whether an advocate is there is written by the software: who it is, is the advocacy organization's own to know.
pub(in crate::workspace) const SLOT: &[FieldShape] = &[
    field("service", Shape::Choice(Skill::SERVICE_CODES)),
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(600)),
    field("heads", Shape::Tally(500)),
    field("note", NOTE),
    field("held", Shape::Flag),
    field("staffed", STAFFED),
    REMOVED,
];
