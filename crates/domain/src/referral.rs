//! One organization's record of a warm referral: its states, its events, its outcomes.
//!
//! A referral is two records, one on each bank, that agree only on a [`CrossingId`]. What the
//! receiver does is not seen by the sender unless a message that the gate cleared says so.
//!
//! Invariant: *connected* is never inferred from *closed*.

use crate::coded;
use crate::ids::{CrossingId, MemberId, OrgId, ReferralId};
use crate::org::OrgKind;
use crate::time::{Minutes, Timestamp};
use std::fmt;

mod attempt;
mod card;
mod event;
mod status;
pub use attempt::{AttemptResult, danger_stands};
pub use card::{ClinicianWish, LONGEST_NAME, LONGEST_WORDS, PersonCard, VisitWishes};
pub use event::Event;
pub use status::Status;

coded! {
    /// Which bank of the crossing a record stands on.
    Bank {
        /// The organization that sends the person.
        Sender = "sender",
        /// The organization that welcomes the person.
        Receiver = "receiver",
    }
}

coded! {
    /// Which way the person crosses.
    Direction {
        /// From the health center to the advocacy organization.
        ToAdvocacy = "to_advocacy",
        /// From the advocacy organization to the health center.
        ToHealthCenter = "to_health_center",
    }
}

impl Direction {
    /// The direction of what this kind of organization sends; a coalition sends no one.
    #[must_use]
    pub fn from_sender(kind: OrgKind) -> Option<Self> {
        match kind {
            OrgKind::HealthCenter => Some(Self::ToAdvocacy),
            OrgKind::Advocacy => Some(Self::ToHealthCenter),
            OrgKind::Coalition => None,
        }
    }
    /// The kind of organization that receives.
    #[must_use]
    pub fn receiver_kind(self) -> OrgKind {
        match self {
            Self::ToAdvocacy => OrgKind::Advocacy,
            Self::ToHealthCenter => OrgKind::HealthCenter,
        }
    }
}

coded! {
    /// How one person is introduced to another.
    Handoff {
        /// An advocate is here and meets them now.
        InPerson = "in_person",
        /// Call the partner together, now, on the organization's own phone.
        CallTogether = "call_together",
        /// The same by video.
        VideoTogether = "video_together",
        /// The partner reaches out, in the safe way that was named.
        AdvocateReachesOut = "advocate_reaches_out",
        /// The person reaches out; the partner knows to expect them.
        PersonReachesOut = "person_reaches_out",
        /// Names are exchanged, nothing more.
        IntroductionOnly = "introduction_only",
    }
}

impl Handoff {
    /// Somebody is waiting on the line or in the room: pinned on top of the inbox.
    #[must_use]
    pub fn is_now(self) -> bool {
        matches!(self, Self::InPerson | Self::CallTogether | Self::VideoTogether)
    }
}

coded! {
    /// When help is needed.
    Urgency {
        /// Today.
        Today = "today",
        /// Within the week.
        ThisWeek = "this_week",
        /// Whenever it fits.
        AnyTime = "any_time",
    }
}

coded! {
    /// Why an organization cannot take a referral.
    DeclineReason {
        /// No room now.
        Full = "full",
        /// Nobody who speaks the language.
        Language = "language",
        /// Not a service this organization gives.
        NotOurService = "not_our_service",
        /// Somebody here is too close to the person.
        Conflict = "conflict",
    }
}

coded! {
    /// How a referral ended. All of these are legitimate endings.
    Outcome {
        /// The person used a service.
        ServiceUsed = "service_used",
        /// The person was connected; nothing more is known.
        Connected = "connected",
        /// The person decided not to.
        DecidedNotTo = "decided_not_to",
        /// It is not safe for them now.
        NotSafeNow = "not_safe_now",
        /// They could not be reached in a safe way.
        CouldNotReach = "could_not_reach",
        /// They were connected to somebody else who fits better.
        ReferredOn = "referred_on",
        /// On the sender's bank only: the partner says the loop is closed, and not why.
        LoopClosed = "loop_closed",
    }
}

coded! {
    /// What the receiver may tell the sender under a release that names attendance.
    Told {
        /// A person there has taken it.
        Accepted = "accepted",
        /// The person was connected.
        Connected = "connected",
        /// The person used a service.
        ServiceUsed = "service_used",
        /// The loop is closed. The same words for declined, not reached and decided not to.
        LoopClosed = "loop_closed",
    }
}

/// The event cannot happen to a record that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a referral that is {from} cannot be {event} on the {bank}'s bank", from = from.code(), event = event.code(), bank = bank.code())]
pub struct OutOfOrder {
    /// The bank of the record.
    pub bank: Bank,
    /// Where it stands.
    pub from: Status,
    /// What was asked.
    pub event: Event,
}

/// A press that says that somebody came is taken back within this, by whoever works at the desk.
pub const UNDO_WITHIN: Minutes = Minutes(15);

/// The status after an event. `None` as `from` is a record that does not exist yet on the receiver's bank.
///
/// # Errors
/// [`OutOfOrder`] when the event cannot happen there; nothing changes then.
pub fn apply(bank: Bank, from: Option<Status>, event: Event) -> Result<Status, OutOfOrder> {
    use Status::*;
    let refused = || OutOfOrder { bank, from: from.unwrap_or(Draft), event };
    let Some(status) = from else {
        return if bank == Bank::Receiver && event == Event::Arrived { Ok(Received) } else { Err(refused()) };
    };
    if status.is_final() {
        return Err(refused());
    }
    match bank {
        Bank::Sender => apply_on_sender(status, event),
        Bank::Receiver => apply_on_receiver(status, event),
    }
    .ok_or_else(refused)
}

fn apply_on_sender(status: Status, event: Event) -> Option<Status> {
    use Status::*;
    match (status, event) {
        (Draft, Event::Sent) => Some(Sent),
        // The receipt can come in after the partner's own word, which takes another way.
        (Sent | Accepted | Connected, Event::Delivered) => Some(status),
        // Who sent them may reach them too; that moves nothing.
        (Sent | Accepted | Connected, Event::Attempted(_)) => Some(status),
        (Sent, Event::Told(Told::Accepted)) => Some(Accepted),
        (Sent | Accepted, Event::Told(Told::Connected)) => Some(Connected),
        (Sent | Accepted | Connected, Event::Told(Told::ServiceUsed)) => Some(Closed(Outcome::ServiceUsed)),
        (Sent | Accepted | Connected, Event::Told(Told::LoopClosed)) => Some(Closed(Outcome::LoopClosed)),
        (Draft | Sent | Accepted | Connected, Event::Withdrawn) => Some(Withdrawn),
        (Draft | Sent | Accepted | Connected, Event::Expired) => Some(Expired),
        _ => None,
    }
}

fn apply_on_receiver(status: Status, event: Event) -> Option<Status> {
    use Status::*;
    match (status, event) {
        (Received, Event::Accepted) => Some(Accepted),
        // Handed back: whoever took it leaves it, and it waits for a colleague again.
        (Received | Accepted | Connecting, Event::Passed) => Some(Received),
        (Received | Accepted | Connecting, Event::Declined(reason)) => Some(Declined(reason)),
        // Tried before anybody took it: it waits all the same.
        (Received, Event::Attempted(_)) => Some(Received),
        (Accepted | Connecting, Event::Attempted(_)) => Some(Connecting),
        (Connected, Event::Attempted(_)) => Some(Connected),
        (Accepted | Connecting, Event::Connected) => Some(Connected),
        (Connected, Event::ConnectedUndone) => Some(Accepted),
        (Connected, Event::Closed(outcome)) if outcome != Outcome::LoopClosed => Some(Closed(outcome)),
        (Accepted | Connecting, Event::Closed(outcome)) if !claims_connection(outcome) => Some(Closed(outcome)),
        (Received | Accepted | Connecting | Connected, Event::Withdrawn) => Some(Withdrawn),
        (Received | Accepted | Connecting, Event::Expired) => Some(Expired),
        _ => None,
    }
}

fn claims_connection(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Connected | Outcome::ServiceUsed | Outcome::LoopClosed)
}

/// What an organization may see of a record without opening it: nothing that says who. Its `Debug` says only the id,
/// since where it stands is protected too.
#[derive(Clone, PartialEq, Eq)]
pub struct Referral {
    /// Its id on this bank.
    pub id: ReferralId,
    /// The custodian.
    pub org: OrgId,
    /// The opaque id both banks agree on.
    pub crossing: CrossingId,
    /// This bank.
    pub bank: Bank,
    /// The other organization.
    pub partner: OrgId,
    /// Which way the person crosses.
    pub direction: Direction,
    /// How they are introduced.
    pub handoff: Handoff,
    /// When help is needed.
    pub urgency: Urgency,
    /// Language of the person, as an ISO 639 code ([`crate::language`]).
    pub language: String,
    /// "Do not contact" stands on the safe-contact plan.
    pub do_not_contact: bool,
    /// Name of the member of staff who sent it.
    pub sender_name: String,
    /// Where it stands.
    pub status: Status,
    /// Who works on it, on this bank.
    pub assigned: Option<MemberId>,
    /// When it was sent or arrived.
    pub created_at: Timestamp,
    /// When this organization promised to have answered.
    pub answer_by: Timestamp,
    /// When one business day is over since then, whatever was promised.
    pub day_by: Timestamp,
    /// The software's own transport receipt, on the sender's bank.
    pub delivered_at: Option<Timestamp>,
    /// When anything last happened to it.
    pub changed_at: Timestamp,
    /// Version of the sealed content; bound into its associated data.
    pub version: u32,
}

impl fmt::Debug for Referral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Referral({})", self.id)
    }
}
