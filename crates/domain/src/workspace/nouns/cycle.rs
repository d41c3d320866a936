//! A change that is tried, and what came of it: plan, do, study, act.

use crate::measure::Aim;
use crate::roadmap::Decision;
use crate::workspace::noun::{LINE, NOTE, REMOVED, field};
use crate::workspace::shape::{FieldShape, Shape};

pub(in crate::workspace) const CYCLE: &[FieldShape] = &[
    field("words", LINE),
    field("aim", Shape::Choice(Aim::CODES)),
    field("starts_on", Shape::Day),
    field("plan", NOTE),
    field("did", NOTE),
    field("learned", NOTE),
    field("decision", Shape::Choice(Decision::CODES)),
    field("next", NOTE),
    field("owner", Shape::Staff),
    REMOVED,
];
