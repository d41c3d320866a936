//! How an organization and a coalition stand that are connected, and what goes along it.
//!
//! Invariant: an end is for good. Whoever wants to be connected again begins a new connection, with words compared anew; and no
//! sum is made again because of it.
//! Invariant: a key that has changed since the words were compared is a key that was never compared.

use crate::coded;
use crate::org::OrgKind;

coded! {
    /// Which side ended a connection, as the other one reads it.
    EndedBy {
        /// We did.
        Us = "us",
        /// The other side did.
        Them = "them",
    }
}

/// A connection at the moment when something is to go along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection {
    /// Of which kind we are.
    pub from_kind: OrgKind,
    /// Of which kind the other side is.
    pub to_kind: OrgKind,
    /// Its keys are those that we compared aloud, as they are today.
    pub is_confirmed: bool,
    /// One of the two has ended it.
    pub is_ended: bool,
}

impl Connection {
    /// One of the two is a coalition, and the other is not.
    #[must_use]
    pub fn is_between_the_two(self) -> bool {
        (self.from_kind == OrgKind::Coalition) != (self.to_kind == OrgKind::Coalition)
    }
    /// Totals go along it, from the organization to the coalition. Nothing else ever does, but that it has ended.
    #[must_use]
    pub fn carries_totals(self) -> bool {
        self.is_between_the_two() && self.to_kind == OrgKind::Coalition && self.is_confirmed && !self.is_ended
    }
    /// What came along it is taken in: it was told along this one, and not along an earlier one.
    #[must_use]
    pub fn takes_in(self) -> bool {
        self.is_between_the_two() && self.from_kind == OrgKind::Coalition && self.is_confirmed && !self.is_ended
    }
}
