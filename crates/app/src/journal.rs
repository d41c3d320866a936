//! Entries of the audit chain, as the deeds write them: codes and ids, never words.

use domain::audit::{Act, Actor, Entry};
use domain::ids::MemberId;
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
