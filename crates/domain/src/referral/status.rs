//! Where a record stands, and how that is stored. What leads from one to another is [`apply`](super::apply)'s.

use super::{DeclineReason, Outcome};
use crate::code::UnknownCode;
use serde::{Deserialize, Serialize};

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Being written.
    Draft,
    /// On its way, or delivered: the sender knows no more without a release from the other side.
    Sent,
    /// In the receiver's inbox.
    Received,
    /// A person has taken it.
    Accepted,
    /// Attempts to reach the person are under way.
    Connecting,
    /// The person and the receiver have met.
    Connected,
    /// Ended.
    Closed(Outcome),
    /// The receiver cannot take it.
    Declined(DeclineReason),
    /// The survivor, or the sender on their word, has stopped it.
    Withdrawn,
    /// Nobody took it in time, or nothing happened to it for so long that its time to be kept is over.
    Expired,
}

impl Status {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Closed(_) => "closed",
            Self::Declined(_) => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }
    /// The stored detail: the outcome or the reason.
    #[must_use]
    pub const fn detail(self) -> Option<&'static str> {
        match self {
            Self::Closed(outcome) => Some(outcome.code()),
            Self::Declined(reason) => Some(reason.code()),
            _ => None,
        }
    }
    /// Reads the stored form.
    ///
    /// # Errors
    /// [`UnknownCode`] when code and detail do not name a status.
    pub fn parse(code: &str, detail: Option<&str>) -> Result<Self, UnknownCode> {
        let unknown = UnknownCode { list: "Status" };
        Ok(match (code, detail) {
            ("draft", None) => Self::Draft,
            ("sent", None) => Self::Sent,
            ("received", None) => Self::Received,
            ("accepted", None) => Self::Accepted,
            ("connecting", None) => Self::Connecting,
            ("connected", None) => Self::Connected,
            ("closed", Some(outcome)) => Self::Closed(Outcome::parse(outcome)?),
            ("declined", Some(reason)) => Self::Declined(DeclineReason::parse(reason)?),
            ("withdrawn", None) => Self::Withdrawn,
            ("expired", None) => Self::Expired,
            _ => return Err(unknown),
        })
    }
    /// Nothing more happens to it, but its end of keeping.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Closed(_) | Self::Declined(_) | Self::Withdrawn | Self::Expired)
    }
}
