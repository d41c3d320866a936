//! What can happen to a record, and how that is stored. When it can is [`apply`](super::apply)'s to say.

use super::{AttemptResult, DeclineReason, Outcome, Told};
use crate::code::UnknownCode;
use crate::retention::Part;
use crate::safe_contact::PlanPart;
use serde::{Deserialize, Serialize};

/// Something that happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The sender sent it.
    Sent,
    /// The software of the receiver took it: a transport receipt, not a word about the person.
    Delivered,
    /// The receiver's inbox has it: how a receiver's record begins.
    Arrived,
    /// A member took it.
    Accepted,
    /// A member left it for a colleague.
    Passed,
    /// The receiver cannot take it.
    Declined(DeclineReason),
    /// An attempt to reach the person.
    Attempted(AttemptResult),
    /// The person and the receiver have met.
    Connected,
    /// That they met was a slip of the hand, said within [`UNDO_WITHIN`](super::UNDO_WITHIN): it counts no more.
    ConnectedUndone,
    /// Ended.
    Closed(Outcome),
    /// The other side told something under its own release.
    Told(Told),
    /// Stopped by the survivor, or by the sender on their word.
    Withdrawn,
    /// Its time is over.
    Expired,
    /// A part of what was known was forgotten, or all of it at the person's request. It changes nothing about where
    /// the record stands.
    Forgotten(Option<Part>),
    /// A part of the plan for reaching the person was changed, or confirmed as it is; never what it says. It changes
    /// nothing about where the record stands.
    ContactChanged(PlanPart),
    /// What was to be sent had not gone out when something of it was changed or forgotten here: it does not go. It
    /// changes nothing about where the record stands.
    Recalled,
}

impl Event {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Arrived => "arrived",
            Self::Accepted => "accepted",
            Self::Passed => "passed",
            Self::Declined(_) => "declined",
            Self::Attempted(_) => "attempted",
            Self::Connected => "connected",
            Self::ConnectedUndone => "connected_undone",
            Self::Closed(_) => "closed",
            Self::Told(_) => "told",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Forgotten(_) => "forgotten",
            Self::ContactChanged(_) => "contact_changed",
            Self::Recalled => "recalled",
        }
    }
    /// The stored detail.
    #[must_use]
    pub const fn detail(self) -> Option<&'static str> {
        match self {
            Self::Declined(reason) => Some(reason.code()),
            Self::Attempted(result) => Some(result.code()),
            Self::Closed(outcome) => Some(outcome.code()),
            Self::Told(told) => Some(told.code()),
            Self::Forgotten(Some(part)) => Some(part.code()),
            Self::ContactChanged(part) => Some(part.code()),
            _ => None,
        }
    }
    /// Reads the stored form.
    ///
    /// # Errors
    /// [`UnknownCode`] when code and detail do not name an event.
    pub fn parse(code: &str, detail: Option<&str>) -> Result<Self, UnknownCode> {
        Ok(match (code, detail) {
            ("sent", None) => Self::Sent,
            ("delivered", None) => Self::Delivered,
            ("arrived", None) => Self::Arrived,
            ("accepted", None) => Self::Accepted,
            ("passed", None) => Self::Passed,
            ("declined", Some(d)) => Self::Declined(DeclineReason::parse(d)?),
            ("attempted", Some(d)) => Self::Attempted(AttemptResult::parse(d)?),
            ("connected", None) => Self::Connected,
            ("connected_undone", None) => Self::ConnectedUndone,
            ("closed", Some(d)) => Self::Closed(Outcome::parse(d)?),
            ("told", Some(d)) => Self::Told(Told::parse(d)?),
            ("withdrawn", None) => Self::Withdrawn,
            ("expired", None) => Self::Expired,
            ("forgotten", None) => Self::Forgotten(None),
            ("recalled", None) => Self::Recalled,
            ("contact_changed", Some(d)) => Self::ContactChanged(PlanPart::parse(d)?),
            ("forgotten", Some(d)) => Self::Forgotten(Some(Part::parse(d)?)),
            _ => return Err(UnknownCode { list: "Event" }),
        })
    }
}
