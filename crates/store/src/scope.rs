//! Whose rows may be touched: the type that stands for "this caller acts for this organization".
//!
//! Invariant: an [`OrgScope`] is made only from a row that proves it (a session, an invitation, a login, a calendar, the
//! founding of the organization) or from the [`WorkerToken`], of which [`Store::open`](crate::Store::open) makes one.

use domain::ids::OrgId;

/// The right to read and write one organization's rows.
///
/// It says nothing about deeds: `domain::member::may` and the use case decide those before any row is touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgScope {
    org: OrgId,
}

impl OrgScope {
    pub(crate) const fn of(org: OrgId) -> Self {
        Self { org }
    }
    /// The organization.
    #[must_use]
    pub const fn org(&self) -> OrgId {
        self.org
    }
}

/// What the software's own work (delivery, reminders, retention, the operator's commands) shows to act for an
/// organization. One is made for each [`Store::open`](crate::Store::open), and it cannot be copied.
#[derive(Debug)]
pub struct WorkerToken {
    pub(crate) only_open_makes_it: (),
}

impl WorkerToken {
    /// Acts for this organization.
    #[must_use]
    pub fn scope(&self, org: OrgId) -> OrgScope {
        let () = self.only_open_makes_it;
        OrgScope::of(org)
    }
}
