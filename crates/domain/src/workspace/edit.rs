//! One change of one field.

use super::shape::Value;
use crate::ids::{EditId, EntryId, MemberId, OrgId};
use crate::text::Label;
use crate::time::Timestamp;
use std::collections::BTreeSet;

/// Who changed something, as both sides see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Of which organization.
    pub org: OrgId,
    /// Which member of its staff.
    pub member: MemberId,
    /// Their name then.
    pub name: Label,
}

/// One change of one field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its id.
    pub id: EditId,
    /// Of which entry.
    pub entry: EntryId,
    /// Of which field, by its code.
    pub field: String,
    /// What the field holds from here; nothing when it was emptied.
    pub value: Option<Value>,
    /// The edits of this field that its author had before their eyes.
    pub saw: BTreeSet<EditId>,
    /// Who.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}

impl Edit {
    /// It names this member of staff.
    #[must_use]
    pub fn names(&self, member: MemberId) -> bool {
        self.value.as_ref().and_then(Value::staff) == Some(member)
    }
}
