//! What was agreed with a partner, as the referral screens say it: whom to ask for, how soon somebody answers, which line
//! to call when nobody does. Nothing here keeps anybody from being connected.

use crate::texts::Tongue;
use app::partnerships::Partner;
use domain::org::OrgKind;
use domain::referral::Direction;
use std::borrow::Cow;

/// Which way a person goes to an organization of this kind.
pub(crate) const fn direction_to(kind: OrgKind) -> Direction {
    match kind {
        OrgKind::HealthCenter => Direction::ToHealthCenter,
        OrgKind::Advocacy | OrgKind::Coalition => Direction::ToAdvocacy,
    }
}

/// How soon the partner answers: what was agreed, and else what it promises by itself.
pub(crate) fn promise(t: &Tongue, partner: &Partner) -> Cow<'static, str> {
    match partner.holds.promise(direction_to(partner.kind)) {
        Some(promise) => t.label(promise),
        None => t.span(partner.response_promise),
    }
}
