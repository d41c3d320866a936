//! What waits to leave: sends that the gate cleared and that are not delivered yet.
//!
//! Invariant: a send is delivered only while what cleared it lives. Withdrawing and passing time both take it away.

use crate::gate::{Cleared, ClearedBy};
use crate::ids::{MessageId, ReleaseId};
use crate::message::Message;
use crate::release::Release;
use crate::time::Timestamp;

/// A send in the outbox, as far as its right to leave is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queued {
    /// The message.
    pub message: MessageId,
    /// What cleared it.
    pub by: ClearedBy,
    /// When that ends; none for a stop, which is never too late.
    pub until: Option<Timestamp>,
}

impl Queued {
    /// Queues what the gate cleared.
    #[must_use]
    pub fn of(cleared: &Cleared<Message>) -> Self {
        Self { message: cleared.value().id, by: cleared.by(), until: cleared.until() }
    }
    /// May it still leave, as far as time is concerned? `now` comes from the watermark.
    #[must_use]
    pub fn may_leave(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|end| now < end)
    }
    /// Does it leave on the word of this release?
    #[must_use]
    pub fn stands_on(&self, release: ReleaseId) -> bool {
        self.by == ClearedBy::Release(release)
    }
}

/// Takes a release back, and every send that waits under it: "no queued send under r survives" (domain rule b.8).
/// The two belong in one commit.
#[must_use]
pub fn revoke_with_queue(release: Release, mut queue: Vec<Queued>, now: Timestamp) -> (Release, Vec<Queued>) {
    queue.retain(|send| !send.stands_on(release.id));
    (release.revoked(now), queue)
}
