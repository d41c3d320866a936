//! The layout of an envelope: its header, and its parts. Nothing here is verified yet.

use super::EnvelopeError;
use crate::certificate::Certificate;
use crate::frame::Cut;
use crate::hpke_seal::Opening;
use crate::suite::{HEADER, Suite};
use domain::ids::{CrossingId, MemberId, MessageId, OrgId};
use domain::message::{Message, MessageKind};
use domain::time::Timestamp;

/// Larger envelopes are refused unread.
pub const MAX_ENVELOPE_BYTES: usize = 128 * 1024;

const CLEAR: usize = HEADER + 1 + 4 * 16 + 8;
pub(super) const FRONT: usize = CLEAR + Certificate::BYTES;
pub(super) const ENCAPSULATED: usize = 32;
pub(super) const TAG: usize = 16;
pub(super) const SIGNATURE: usize = 64;

/// What stands on the outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvelopeHeader {
    /// What it carries.
    pub kind: MessageKind,
    /// The message's id: the inbox takes each once.
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

impl EnvelopeHeader {
    /// What stands on the outside of a message that this member signs.
    pub(super) fn of(message: &Message, signer: MemberId) -> Self {
        Self {
            kind: message.body.kind(),
            message: message.id,
            from: message.from,
            to: message.to,
            crossing: message.crossing,
            written_at: message.written_at,
            signer,
        }
    }
    /// The signer stands in the certificate, which follows.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&Suite::Sealing.header());
        out.push(kind_byte(self.kind));
        out.extend_from_slice(&self.message.bytes());
        out.extend_from_slice(&self.from.bytes());
        out.extend_from_slice(&self.to.bytes());
        out.extend_from_slice(&self.crossing.bytes());
        out.extend_from_slice(&self.written_at.micros().to_be_bytes());
    }
    fn cut(cut: &mut Cut<'_>) -> Option<(Self, Certificate)> {
        Suite::Sealing.expect(cut)?;
        let byte = cut.byte()?;
        let kind = MessageKind::ALL.iter().copied().find(|kind| kind_byte(*kind) == byte)?;
        let message = MessageId::from_bytes(*cut.take()?);
        let (from, to) = (OrgId::from_bytes(*cut.take()?), OrgId::from_bytes(*cut.take()?));
        let crossing = CrossingId::from_bytes(*cut.take()?);
        let written_at = Timestamp::from_micros(cut.i64()?);
        let certificate = Certificate::cut(cut)?;
        let header = Self { kind, message, from, to, crossing, written_at, signer: certificate.member() };
        Some((header, certificate))
    }
}

/// An envelope taken apart; nothing of it is verified yet.
pub(super) struct Parts<'a> {
    pub(super) header: EnvelopeHeader,
    pub(super) certificate: Certificate,
    pub(super) front: &'a [u8],
    pub(super) opening: Opening,
    pub(super) sealed: &'a [u8],
    pub(super) signed: &'a [u8],
    pub(super) signature: &'a [u8; SIGNATURE],
}

impl<'a> Parts<'a> {
    pub(super) fn cut(bytes: &'a [u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > MAX_ENVELOPE_BYTES {
            return Err(EnvelopeError::Format);
        }
        Self::cut_bounded(bytes).ok_or(EnvelopeError::Format)
    }
    fn cut_bounded(bytes: &'a [u8]) -> Option<Self> {
        let (signed, signature) = bytes.split_last_chunk::<SIGNATURE>()?;
        let (front, rest) = signed.split_at_checked(FRONT)?;
        let (header, certificate) = EnvelopeHeader::cut(&mut Cut::new(front))?;
        let (encapsulated, rest) = rest.split_first_chunk::<ENCAPSULATED>()?;
        let (sealed, tag) = rest.split_last_chunk::<TAG>()?;
        let opening = Opening { encapsulated: *encapsulated, tag: *tag };
        Some(Self { header, certificate, front, opening, sealed, signed, signature })
    }
}

/// Stable, and never used again for another kind.
pub(super) const fn kind_byte(kind: MessageKind) -> u8 {
    match kind {
        MessageKind::Referral => 1,
        MessageKind::Status => 2,
        MessageKind::Stop => 3,
        MessageKind::Opened => 4,
        MessageKind::PlanLine => 5,
        MessageKind::LineTakenBack => 6,
        MessageKind::Letter => 7,
        MessageKind::CareStopped => 8,
        MessageKind::ContactChanged => 9,
        MessageKind::ReferralLetter => 10,
        MessageKind::PurgeAsked => 16,
        MessageKind::PurgeAnswered => 17,
        MessageKind::Totals => 18,
        MessageKind::CoalitionTotals => 19,
        MessageKind::AffiliationEnded => 20,
    }
}
