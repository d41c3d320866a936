//! One id type a noun, so that no id can stand where another belongs.
//!
//! Invariant: ids are random enough to say nothing about a person, and are never derived from one
//! (34 U.S.C. 12291(b)(2): encoded or hashed personal information is still personal information).

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id that was made elsewhere (version 7, so that keys grow at the right edge).
            #[must_use]
            pub const fn new(id: Uuid) -> Self { Self(id) }
            /// The id itself.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }
            /// Sixteen bytes, big endian: the stored form.
            #[must_use]
            pub const fn bytes(self) -> [u8; 16] { *self.0.as_bytes() }
            /// Reads the stored form.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self { Self(Uuid::from_bytes(bytes)) }
            /// The id in a path or form field, or nothing if it is none.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> { Uuid::try_parse(text).ok().map(Self) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.as_simple().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.as_simple())
            }
        }
    )+};
}

id! {
    /// An organization: the custodian of its own record.
    OrgId,
    /// A member of an organization's staff.
    MemberId,
    /// A partnership of two organizations.
    PartnershipId,
    /// An organization and a coalition that are connected.
    AffiliationId,
    /// One organization's record of a referral.
    ReferralId,
    /// What the two records of one referral agree on, and nothing else.
    CrossingId,
    /// A note of a CUES visit.
    NoteId,
    /// A survivor's written release.
    ReleaseId,
    /// A message in an outbox.
    MessageId,
    /// A signed-in session.
    SessionId,
    /// An invitation to join an organization's staff.
    InvitationId,
    /// A form on a page: made with it and posted with it.
    FormId,
    /// A logged attempt to reach a person.
    AttemptId,
    /// An entry in the log of what crossed.
    DisclosureId,
    /// A disclosure that a law compelled, made outside of this software.
    MandateId,
    /// Something brought to a member's attention.
    NoticeId,
    /// A no-name consult.
    ConsultId,
    /// A line of a care plan, or a note or message beside it.
    LineId,
    /// A batch of safety cards with one word.
    BatchId,
    /// A printed slip that a person carries themself.
    SlipId,
    /// Something in the workspace of a partnership: a meeting, a step, a clause.
    EntryId,
    /// One change of one field of it.
    EditId,
    /// A line of an organization's service list.
    ListingId,
    /// A site where an organization receives people.
    SiteId,
    /// A calendar that a member's own program reads.
    FeedId,
    /// A certificate of one of the staff.
    CertificateId,
}

impl ReferralId {
    /// Eight characters that staff can read to each other: the last four bytes, which both records of a crossing
    /// share. Not unique, never used alone to look a record up and show it.
    #[must_use]
    pub fn short_code(self) -> String {
        let hex = self.0.as_simple().to_string().to_uppercase();
        format!("{}-{}", &hex[24..28], &hex[28..32])
    }
    /// Whether this is its short code.
    #[must_use]
    pub fn answers_to(self, code: ShortCode) -> bool {
        self.0.as_bytes().ends_with(&code.0)
    }
}

/// A short code as somebody types it: spaces, dashes and case do not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortCode([u8; 4]);

impl ShortCode {
    /// Reads one; nothing when it is no code.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‑')).collect();
        let is_code = plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(&plain, 16).ok().filter(|_| is_code)?;
        Some(Self(value.to_be_bytes()))
    }
    /// As it stands on papers and pages: `41B7-09CE`.
    #[must_use]
    pub fn spelled(self) -> String {
        let [a, b, c, d] = self.0;
        format!("{a:02X}{b:02X}-{c:02X}{d:02X}")
    }
}
