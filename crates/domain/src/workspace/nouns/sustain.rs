//! What keeps it going, and the shelf.

use crate::sustain::{CostKind, CostPer, PolicyLevel, PolicyState};
use crate::workspace::noun::{LINE, NOTE, REMOVED, field};
use crate::workspace::shape::{FieldShape, Shape};

pub(in crate::workspace) const FUND: &[FieldShape] = &[
    field("source", LINE),
    field("amount", Shape::Money),
    field("starts_on", Shape::Day),
    field("ends_on", Shape::Day),
    field("pays_for", LINE),
    field("owner", Shape::Staff),
    REMOVED,
];

pub(in crate::workspace) const COST: &[FieldShape] = &[
    field("words", LINE),
    field("kind", Shape::Choice(CostKind::CODES)),
    field("amount", Shape::Money),
    field("per", Shape::Choice(CostPer::CODES)),
    field("hours", Shape::Count(10_000)),
    REMOVED,
];

pub(in crate::workspace) const POLICY: &[FieldShape] = &[
    field("words", LINE),
    field("level", Shape::Choice(PolicyLevel::CODES)),
    field("state", Shape::Choice(PolicyState::CODES)),
    field("owner", Shape::Staff),
    field("next_date", Shape::Day),
    field("note", NOTE),
    REMOVED,
];

pub(in crate::workspace) const CONTINUITY: &[FieldShape] = &[
    field("people", NOTE),
    field("money", NOTE),
    field("papers", NOTE),
    field("first_week", NOTE),
    field("looked_at", Shape::Day),
    REMOVED,
];

pub(in crate::workspace) const SHELF_ITEM: &[FieldShape] = &[
    field("title", Shape::Words(160)),
    field("source", LINE),
    field("dated", Shape::Day),
    field("licence", LINE),
    field("link", Shape::Link),
    field("note", NOTE),
    REMOVED,
];
