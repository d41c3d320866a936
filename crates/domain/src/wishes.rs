//! What a person has asked an organization to do, or not to do, with what it knows: confidential communications and
//! restrictions (45 CFR 164.522). A wish is a flag. Why somebody wishes it is not asked and has no field
//! (45 CFR 164.522(b)(2)(iii)).
//!
//! Invariant: a wish can only narrow to whom something goes, never widen it.

use crate::coded;
use crate::ids::OrgId;
use std::collections::BTreeSet;

coded! {
    /// One wish.
    Wish {
        /// Reach them only in the way of their plan: nothing to another place (45 CFR 164.522(b)(1)).
        PlanOnly = "plan_only",
        /// Tell nothing to whoever pays for their care (45 CFR 164.522(a)(1)(vi)).
        NotToPayer = "not_to_payer",
        /// Tell nobody but the partner organization of the record. Whatever leaves a record goes to that partner anyway: this is
        /// a reminder for staff, and holds besides should that ever change.
        OnlyPartner = "only_partner",
        /// Tell nobody.
        Nobody = "nobody",
    }
}

/// To whom something about a person may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// To whoever the other rules allow.
    #[default]
    Anyone,
    /// Only to this organization.
    Only(OrgId),
    /// To nobody.
    Nobody,
}

impl Audience {
    /// What the wishes of a record leave, whose partner organization this is.
    #[must_use]
    pub fn of(wishes: &BTreeSet<Wish>, partner: OrgId) -> Self {
        if wishes.contains(&Wish::Nobody) {
            Self::Nobody
        } else if wishes.contains(&Wish::OnlyPartner) {
            Self::Only(partner)
        } else {
            Self::Anyone
        }
    }
    /// Whether it may go there.
    #[must_use]
    pub fn includes(self, to: OrgId) -> bool {
        match self {
            Self::Anyone => true,
            Self::Only(one) => one == to,
            Self::Nobody => false,
        }
    }
}
