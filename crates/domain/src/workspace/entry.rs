//! An entry as its edits make it.

use super::edit::{Author, Edit};
use super::shape::Value;
use crate::day::Day;
use crate::ids::{EditId, EntryId, MemberId};
use crate::programs::Told;
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// An entry: its edits, and of each field the heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    id: EntryId,
    /// By their ids: the same whatever the order in which they came.
    edits: BTreeMap<EditId, Edit>,
}

impl Entry {
    /// The entry that these edits make. Edits of others are left out; the same edit twice is one.
    #[must_use]
    pub fn of(id: EntryId, edits: impl IntoIterator<Item = Edit>) -> Self {
        let own = edits.into_iter().filter(|edit| edit.entry == id);
        Self { id, edits: own.map(|edit| (edit.id, edit)).collect() }
    }
    /// Which.
    #[must_use]
    pub const fn id(&self) -> EntryId {
        self.id
    }
    /// Whether nobody has written anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
    /// Every edit, oldest first.
    #[must_use]
    pub fn history(&self) -> Vec<&Edit> {
        let mut all: Vec<&Edit> = self.edits.values().collect();
        all.sort_by_key(|edit| (edit.at, edit.id));
        all
    }
    /// What nobody has seen past, oldest first: one edit of a field, or more where two people did not see each other's.
    #[must_use]
    pub fn heads(&self, field: &str) -> Vec<&Edit> {
        let of_field = || self.edits.values().filter(|edit| edit.field == field);
        let passed: BTreeSet<EditId> = of_field().flat_map(|edit| edit.saw.iter().copied()).collect();
        let mut heads: Vec<&Edit> = of_field().filter(|edit| !passed.contains(&edit.id)).collect();
        heads.sort_by_key(|edit| (edit.at, edit.id));
        heads
    }
    /// What the field holds: the newest head.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.heads(field).last().and_then(|edit| edit.value.as_ref())
    }
    /// The field as text; empty when it holds nothing.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.value(field).map_or("", Value::as_str)
    }
    /// The field as a day.
    #[must_use]
    pub fn day(&self, field: &str) -> Option<Day> {
        self.value(field).and_then(Value::day)
    }
    /// The field as a number.
    #[must_use]
    pub fn count(&self, field: &str) -> Option<u32> {
        self.value(field).and_then(Value::count)
    }
    /// The field as what may be told of a number.
    #[must_use]
    pub fn told(&self, field: &str) -> Option<Told> {
        self.value(field).and_then(Value::told)
    }
    /// The field as a member of staff.
    #[must_use]
    pub fn staff(&self, field: &str) -> Option<MemberId> {
        self.value(field).and_then(Value::staff)
    }
    /// The field as another entry.
    #[must_use]
    pub fn entry(&self, field: &str) -> Option<EntryId> {
        self.value(field).and_then(Value::entry)
    }
    /// Whether the field says yes.
    #[must_use]
    pub fn is_ticked(&self, field: &str) -> bool {
        self.value(field).is_some()
    }
    /// Somebody keeps it out of lists: also while somebody else, who had not seen that, wrote otherwise.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.heads("withheld").iter().any(|edit| edit.value.is_some())
    }
    /// Fields of which two people wrote different things without seeing each other's. Days that fall out of a row are a set,
    /// and join by themselves ([`Plan::of`](crate::calendar::Plan::of)).
    #[must_use]
    pub fn disputed(&self) -> BTreeSet<&str> {
        let fields: BTreeSet<&str> = self.edits.values().map(|edit| edit.field.as_str()).collect();
        let differ = |field: &&str| {
            let heads = self.heads(field);
            heads.windows(2).any(|pair| pair[0].value != pair[1].value)
        };
        fields.into_iter().filter(|field| *field != "skipped").filter(differ).collect()
    }
    /// Who wrote last, when.
    #[must_use]
    pub fn last(&self) -> Option<(&Author, Timestamp)> {
        self.history().last().map(|edit| (&edit.by, edit.at))
    }
    /// Who wrote first, when.
    #[must_use]
    pub fn first(&self) -> Option<(&Author, Timestamp)> {
        self.history().first().map(|edit| (&edit.by, edit.at))
    }
    /// As it was with these edits only: what somebody had before their eyes.
    #[must_use]
    pub fn as_seen(&self, seen: impl Fn(&Edit) -> bool) -> Self {
        let edits = self.edits.values().filter(|edit| seen(edit)).cloned();
        Self::of(self.id, edits)
    }
    /// What has to be written so that the field holds `value`, for an author who had `seen` before their eyes: nothing
    /// when they changed nothing, or when everybody else has come to the same.
    #[must_use]
    pub fn change(&self, seen: &Self, field: &str, value: Option<&Value>) -> Option<BTreeSet<EditId>> {
        let before = seen.heads(field);
        let is_joined = before.len() < 2;
        if is_joined && seen.value(field) == value {
            return None;
        }
        let now = self.heads(field);
        if now.iter().all(|edit| edit.value.as_ref() == value) && (!now.is_empty() || value.is_none()) {
            return None;
        }
        Some(before.iter().map(|edit| edit.id).collect())
    }
    /// What the field held before this edit, to be written anew: how a change is undone.
    #[must_use]
    pub fn before(&self, edit: &Edit) -> Option<&Value> {
        let mut seen: Vec<&Edit> = edit.saw.iter().filter_map(|id| self.edits.get(id)).collect();
        seen.sort_by_key(|edit| (edit.at, edit.id));
        seen.last().and_then(|edit| edit.value.as_ref())
    }
    /// One of its edits.
    #[must_use]
    pub fn edit(&self, id: EditId) -> Option<&Edit> {
        self.edits.get(&id)
    }
}
