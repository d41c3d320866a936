//! Two organizations that work together, with a liaison and an alternate on each side.

use crate::coded;
use crate::ids::{MemberId, OrgId, PartnershipId};
use serde::{Deserialize, Serialize};

coded! {
    /// Whether messages may cross.
    PartnershipState {
        /// Being set up: liaisons or keys are not confirmed yet.
        Forming = "forming",
        /// Messages cross.
        Active = "active",
        /// Nothing is sent until a lead resumes it. What arrived stays workable.
        Paused = "paused",
    }
}

/// The people a partner calls. A partnership cannot be active without both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Liaisons {
    /// First to call.
    pub liaison: MemberId,
    /// When the liaison is out.
    pub alternate: MemberId,
}

impl Liaisons {
    /// Whether somebody is one of the two.
    #[must_use]
    pub fn names(self, member: MemberId) -> bool {
        self.liaison == member || self.alternate == member
    }
    /// `to` takes the place of `from`; if `to` is the other of the two, they change places. Nothing when `from` is neither.
    #[must_use]
    pub fn handed_over(self, from: MemberId, to: MemberId) -> Option<Self> {
        let moved = |place: MemberId| match place {
            place if place == from => to,
            place if place == to => from,
            place => place,
        };
        self.names(from).then(|| Self { liaison: moved(self.liaison), alternate: moved(self.alternate) })
    }
    /// Who answers once somebody is gone: the alternate takes over as liaison, and the first who can stand in is the new
    /// alternate. When nobody can, the place of the alternate keeps the name of who is gone: pages say that nobody is there,
    /// and people are still connected. Nothing when they were neither.
    #[must_use]
    pub fn without(self, gone: MemberId, stand_ins: impl IntoIterator<Item = MemberId>) -> Option<Self> {
        if !self.names(gone) {
            return None;
        }
        let liaison = if self.liaison == gone { self.alternate } else { self.liaison };
        let mut stand_ins = stand_ins.into_iter().filter(|one| *one != liaison && *one != gone);
        Some(Self { liaison, alternate: stand_ins.next().unwrap_or(gone) })
    }
}

/// One side of a partnership, kept by that side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The organization.
    pub org: OrgId,
    /// Its liaison and alternate, once named.
    pub liaisons: Option<Liaisons>,
    /// The partner's key fingerprint as this side compared it aloud; nothing is sent to another key.
    pub confirmed_partner_key: Option<[u8; 32]>,
}

/// A partnership of two organizations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partnership {
    /// Its id.
    pub id: PartnershipId,
    /// Its two sides, in no order.
    pub sides: [Side; 2],
    /// Whether a lead has paused it, or it is still forming.
    pub state: PartnershipState,
}

/// Why a partnership cannot carry a message now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpen {
    /// A lead has paused it.
    #[error("the partnership is paused")]
    Paused,
    /// A liaison or an alternate is missing on a side.
    #[error("a liaison or an alternate is missing")]
    LiaisonMissing,
    /// This side has not compared the partner's key, or the key has changed since.
    #[error("the partner's key is not confirmed")]
    KeyNotConfirmed,
    /// The organization is not part of it.
    #[error("the organization is not part of the partnership")]
    Stranger,
}

impl Partnership {
    /// The other side, as seen from `org`.
    #[must_use]
    pub fn partner_of(&self, org: OrgId) -> Option<OrgId> {
        let [a, b] = &self.sides;
        if a.org == org {
            Some(b.org)
        } else if b.org == org {
            Some(a.org)
        } else {
            None
        }
    }

    /// May `from` send to its partner, whose key is `partner_key` today?
    ///
    /// # Errors
    /// [`NotOpen`], the first thing to mend.
    pub fn may_send(&self, from: OrgId, partner_key: &[u8; 32]) -> Result<OrgId, NotOpen> {
        let to = self.partner_of(from).ok_or(NotOpen::Stranger)?;
        if self.state == PartnershipState::Paused {
            return Err(NotOpen::Paused);
        }
        if self.sides.iter().any(|side| side.liaisons.is_none_or(|l| l.liaison == l.alternate)) {
            return Err(NotOpen::LiaisonMissing);
        }
        let ours = self.sides.iter().find(|side| side.org == from).ok_or(NotOpen::Stranger)?;
        if ours.confirmed_partner_key.as_ref() != Some(partner_key) {
            return Err(NotOpen::KeyNotConfirmed);
        }
        if self.state != PartnershipState::Active {
            return Err(NotOpen::Paused);
        }
        Ok(to)
    }
}
