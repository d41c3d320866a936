//! Entries of the audit chain, as the deeds write them: codes and ids, never words.

use domain::audit::{Act, Actor, Entry};
use domain::ids::{MemberId, ReferralId};
use domain::time::Timestamp;
use store::OrgScope;

/// A member's deed.
pub(crate) fn by_member(
    scope: &OrgScope,
    member: MemberId,
    at: Timestamp,
    act: Act,
    subject: Option<[u8; 16]>,
    detail: impl Into<String>,
) -> Entry {
    Entry { org: scope.org(), at, actor: Actor::Member(member), act, subject, detail: detail.into() }
}

/// The software's own deed.
pub(crate) fn by_system(
    scope: &OrgScope,
    at: Timestamp,
    act: Act,
    subject: Option<[u8; 16]>,
    detail: impl Into<String>,
) -> Entry {
    Entry { org: scope.org(), at, actor: Actor::System, act, subject, detail: detail.into() }
}

/// Something was done with a record. What it was stands beside the record, event by event, and goes with it: the chain, of
/// which nothing goes before its time, would tell of it after the person had it forgotten.
pub(crate) fn worked_on(scope: &OrgScope, actor: Actor, id: ReferralId, at: Timestamp) -> Entry {
    Entry { org: scope.org(), at, actor, act: Act::ReferralEvent, subject: Some(id.bytes()), detail: String::new() }
}
