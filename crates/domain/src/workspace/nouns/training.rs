//! A cross-training or a site visit.

use crate::training::{Host, TrainingKind, TrainingPlace, TrainingTopic};
use crate::workspace::noun::{NOTE, REMOVED, ZONE, field};
use crate::workspace::shape::{FieldShape, Shape};

/// Characters of what the software counts for one side.
const COUNTED: Shape = Shape::Written(120);

/// Heads and averages are written by the software, each side's by that side: who was there is its own to know.
pub(in crate::workspace) const TRAINING: &[FieldShape] = &[
    field("kind", Shape::Choice(TrainingKind::CODES)),
    field("topic", Shape::Choice(TrainingTopic::CODES)),
    field("day", Shape::Day),
    field("clock", Shape::Clock),
    ZONE,
    field("minutes", Shape::Count(480)),
    field("host", Shape::Choice(Host::CODES)),
    field("place", Shape::Choice(TrainingPlace::CODES)),
    field("months", Shape::Count(60)),
    field("note", NOTE),
    field("held", Shape::Flag),
    field("heads_health_center", COUNTED),
    field("heads_advocacy", COUNTED),
    field("scores_health_center", COUNTED),
    field("scores_advocacy", COUNTED),
    REMOVED,
];
