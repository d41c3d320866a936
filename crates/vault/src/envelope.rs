//! What carries a cleared message.

use crate::certificate::Certificate;
use crate::entropy::Entropy;
use crate::error::SealError;
use crate::member::MemberSecrets;
use crate::org::{IntakeSecret, OrgPublic};
use domain::coded;
use domain::gate::Cleared;
use domain::ids::{CrossingId, MemberId, MessageId, OrgId};
use domain::message::Message;
use domain::time::Timestamp;

/// Larger envelopes are refused unread.
pub const MAX_ENVELOPE_BYTES: usize = 128 * 1024;

coded! {
    /// What kind of message an envelope carries.
    EnvelopeKind {
        /// A referral.
        Referral = "referral",
        /// What came of one.
        Status = "status",
        /// The survivor stopped sharing.
        Stop = "stop",
    }
}

/// What stands on the outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvelopeHeader {
    /// What it carries.
    pub kind: EnvelopeKind,
    /// The message's id.
    pub message: MessageId,
    /// Who says it.
    pub from: OrgId,
    /// To whom.
    pub to: OrgId,
    /// The crossing it is about.
    pub crossing: CrossingId,
    /// When it was written.
    pub written_at: Timestamp,
    /// The member who signed it.
    pub signer: MemberId,
}

/// A sealed and signed message.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What stands on the outside.
    pub header: EnvelopeHeader,
    /// All of it, header included: what is delivered.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Envelope")
    }
}

/// Why an envelope is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Too large, too short, or in a format that this software does not know.
    #[error("not an envelope that this software knows")]
    Format,
    /// It is from or to another organization than the one it is opened for.
    #[error("the envelope is for another partnership")]
    OtherParty,
    /// The organization did not certify the key that signed it.
    #[error("the signer is not certified by the pinned organization")]
    Certificate,
    /// The signature does not hold.
    #[error("the signature does not hold")]
    Signature,
    /// The seal does not open with this key.
    #[error("the seal does not open")]
    Broken,
    /// It opens, and the content is not a message of this version, or contradicts the header.
    #[error("the message contradicts its envelope")]
    Content,
}

/// Seals a cleared message.
///
/// # Errors
/// [`SealError`]
pub fn seal_envelope(
    cleared: &Cleared<Message>,
    signer: &MemberSecrets,
    certificate: &Certificate,
    to: &OrgPublic,
    entropy: &dyn Entropy,
) -> Result<Envelope, SealError> {
    unimplemented!()
}

/// Reads the header and checks nothing else.
///
/// # Errors
/// [`EnvelopeError::Format`]
pub fn peek_header(bytes: &[u8]) -> Result<EnvelopeHeader, EnvelopeError> {
    unimplemented!()
}

/// Checks everything that can be checked without a secret: what an inbox does before it keeps an envelope.
///
/// # Errors
/// [`EnvelopeError`]
pub fn verify_envelope(bytes: &[u8], to: &OrgPublic, from: &OrgPublic) -> Result<EnvelopeHeader, EnvelopeError> {
    unimplemented!()
}

/// Verifies and opens an envelope.
///
/// # Errors
/// [`EnvelopeError`]
pub fn open_envelope(
    bytes: &[u8],
    intake: &IntakeSecret,
    to: &OrgPublic,
    from: &OrgPublic,
) -> Result<Message, EnvelopeError> {
    unimplemented!()
}
