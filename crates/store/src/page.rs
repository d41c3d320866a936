//! What lists and inserts answer. Pages begin after a key, never at an offset.

/// What an insert came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Inserted {
    /// The row is new.
    New,
    /// A row with this id (or this crossing, or this message) stood there: nothing was written, nothing counted.
    Already,
}

impl Inserted {
    /// Whether the row is new.
    #[must_use]
    pub const fn is_new(self) -> bool {
        matches!(self, Self::New)
    }
    pub(crate) const fn of(rows: u64) -> Self {
        if rows == 0 { Self::Already } else { Self::New }
    }
}
