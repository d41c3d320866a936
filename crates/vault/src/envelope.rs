//! What carries a message that the gate cleared from one organization to another.
//!
//! ```text
//! header       format, suite, kind, message id, from, to, crossing, written at      (75 bytes, in clear)
//! certificate  the sender's word for the key that signed                            (114 bytes, in clear)
//! sealed       encapsulated key (32) ‖ padded message ‖ tag (16)
//! signature    of the member, over all of the above and the receiver's fingerprint  (64 bytes)
//! ```
//!
//! The header is what the software of both sides must know to deliver an envelope while nobody is signed in. It is
//! authenticated twice: by the signature, and with the sealed message, so a partner cannot take the seal of another
//! and put their own name on it. The signature is outside, so that an inbox refuses a forgery without any secret key.
//!
//! Invariant: [`seal_envelope`] takes only what the gate cleared. Whether an envelope was seen before is for the inbox
//! to know, by the message id.

mod parts;
pub use parts::{EnvelopeHeader, MAX_ENVELOPE_BYTES};

use crate::certificate::Certificate;
use crate::derive::sha256;
use crate::entropy::Entropy;
use crate::error::SealError;
use crate::frame::Frame;
use crate::hpke_seal;
use crate::member::MemberSecrets;
use crate::org::{IntakeSecret, OrgPublic};
use crate::padding::{self, Measured};
use crate::signing::verify;
use domain::gate::Cleared;
use domain::message::Message;
use parts::{ENCAPSULATED, FRONT, Parts, SIGNATURE, TAG};
use zeroize::Zeroizing;

/// A sealed and signed message.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What stands on the outside.
    pub header: EnvelopeHeader,
    /// All of it, header included: what the outbox keeps and the delivery hands over.
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
    /// It is from or to another organization than the ones it is read for.
    #[error("the envelope is for another partnership")]
    OtherParty,
    /// The pinned organization did not certify the key that signed it.
    #[error("the signer is not certified by the pinned organization")]
    Certificate,
    /// The signature does not hold: it was changed, or made for another receiver.
    #[error("the signature does not hold")]
    Signature,
    /// The seal does not open with this key.
    #[error("the seal does not open")]
    Broken,
    /// It opens, and the content is not a message of this version, or contradicts the header.
    #[error("the message contradicts its envelope")]
    Content,
}

/// Seals a cleared message to the pinned recipient and signs it. Compare the pin first
/// ([`CompartmentKey::confirms`](crate::CompartmentKey::confirms)).
///
/// # Errors
/// [`SealError::OtherRecipient`] when `to` is not the addressee, [`SealError::OtherCertificate`] when the certificate
/// is not the signer's, [`SealError::TooLarge`] or [`SealError::PublicKey`].
pub fn seal_envelope(
    cleared: &Cleared<Message>,
    signer: &MemberSecrets,
    certificate: &Certificate,
    to: &OrgPublic,
    entropy: &dyn Entropy,
) -> Result<Envelope, SealError> {
    let message = cleared.value();
    if message.to != to.org {
        return Err(SealError::OtherRecipient);
    }
    let header = EnvelopeHeader::of(message, certificate.member());
    let bytes = seal_message(header, message, signer, certificate, to, entropy)?;
    Ok(Envelope { header, bytes })
}

fn seal_message(
    header: EnvelopeHeader,
    message: &Message,
    signer: &MemberSecrets,
    certificate: &Certificate,
    to: &OrgPublic,
    entropy: &dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    let signer = signer.signer();
    if signer.verifying() != *certificate.verifying() {
        return Err(SealError::OtherCertificate);
    }
    let content = Measured::new(message)?;
    let receiver = to.fingerprint();
    let end = FRONT + ENCAPSULATED + content.size();
    let mut bytes = Vec::with_capacity(end + TAG + SIGNATURE);
    header.write(&mut bytes);
    bytes.extend_from_slice(&certificate.to_bytes());
    bytes.resize(end, 0);
    let (front, sealed) = bytes.split_at_mut(FRONT);
    let (encapsulated, sealed) = sealed.split_at_mut(ENCAPSULATED);
    let opening = content
        .write(sealed)
        .and_then(|()| hpke_seal::seal(&to.intake, seal_terms(&receiver).bytes(), front, sealed, entropy));
    let opening = match opening {
        Ok(opening) => opening,
        Err(error) => {
            drop(Zeroizing::new(bytes));
            return Err(error);
        }
    };
    encapsulated.copy_from_slice(&opening.encapsulated);
    bytes.extend_from_slice(&opening.tag);
    let signature = signer.sign(&statement(&receiver, &bytes));
    bytes.extend_from_slice(&signature);
    Ok(bytes)
}

/// Reads what stands on the outside and believes it: for finding the partnership whose keys verify it.
///
/// # Errors
/// [`EnvelopeError::Format`]
pub fn peek_header(bytes: &[u8]) -> Result<EnvelopeHeader, EnvelopeError> {
    Parts::cut(bytes).map(|parts| parts.header)
}

/// Checks everything that can be checked without a secret: what an inbox does before it keeps an envelope. `to` is
/// the receiving organization, `from` the partner as it was pinned.
///
/// # Errors
/// [`EnvelopeError`], of all kinds but `Broken` and `Content`.
pub fn verify_envelope(bytes: &[u8], to: &OrgPublic, from: &OrgPublic) -> Result<EnvelopeHeader, EnvelopeError> {
    verified(bytes, to, from).map(|parts| parts.header)
}

/// Checks the envelopes of one partner, as [`verify_envelope`] does, and each member's certificate once.
pub struct EnvelopeVerifier {
    to: OrgPublic,
    from: OrgPublic,
    certified: Vec<Certificate>,
}

impl EnvelopeVerifier {
    /// `to` is the receiving organization, `from` the partner as it was pinned.
    #[must_use]
    pub fn new(to: OrgPublic, from: OrgPublic) -> Self {
        Self { to, from, certified: Vec::new() }
    }
    /// Checks one.
    ///
    /// # Errors
    /// As [`verify_envelope`].
    pub fn verify(&mut self, bytes: &[u8]) -> Result<EnvelopeHeader, EnvelopeError> {
        verified_among(&mut self.certified, bytes, &self.to, &self.from).map(|parts| parts.header)
    }
}

/// Verifies and opens an envelope. `to` is the receiving organization, `from` the partner as it was pinned.
///
/// The message is as its sender wrote it: its texts have passed no check of ours and are shown inert.
///
/// # Errors
/// [`EnvelopeError`]; nothing is opened before the signature holds.
pub fn open_envelope(
    bytes: &[u8],
    intake: &IntakeSecret,
    to: &OrgPublic,
    from: &OrgPublic,
) -> Result<Message, EnvelopeError> {
    let parts = verified(bytes, to, from)?;
    let mut content = Zeroizing::new(parts.sealed.to_vec());
    hpke_seal::open(intake.key(), &parts.opening, seal_terms(&to.fingerprint()).bytes(), parts.front, &mut content)
        .ok_or(EnvelopeError::Broken)?;
    let message: Message = padding::read(&content).map_err(|_| EnvelopeError::Content)?;
    // What was delivered, counted and logged by the header is what is read.
    if EnvelopeHeader::of(&message, parts.header.signer) == parts.header {
        Ok(message)
    } else {
        Err(EnvelopeError::Content)
    }
}

fn verified<'a>(bytes: &'a [u8], to: &OrgPublic, from: &OrgPublic) -> Result<Parts<'a>, EnvelopeError> {
    verified_among(&mut Vec::new(), bytes, to, from)
}

/// `certified` are certificates that `from` was seen to have signed; one that verifies joins them.
fn verified_among<'a>(
    certified: &mut Vec<Certificate>,
    bytes: &'a [u8],
    to: &OrgPublic,
    from: &OrgPublic,
) -> Result<Parts<'a>, EnvelopeError> {
    let parts = Parts::cut(bytes)?;
    if parts.header.to != to.org || parts.header.from != from.org {
        return Err(EnvelopeError::OtherParty);
    }
    if !certified.contains(&parts.certificate) {
        parts.certificate.verify(from).map_err(|_| EnvelopeError::Certificate)?;
        certified.push(parts.certificate);
    }
    let statement = statement(&to.fingerprint(), parts.signed);
    if !verify(parts.certificate.verifying(), &statement, parts.signature) {
        return Err(EnvelopeError::Signature);
    }
    Ok(parts)
}

fn seal_terms(receiver: &[u8; 32]) -> Frame {
    Frame::new("footbridge envelope 1").part(receiver)
}

/// What the member signs. Of the envelope a digest, so that signing copies nothing of it.
fn statement(receiver: &[u8; 32], signed: &[u8]) -> Frame {
    Frame::new("footbridge envelope signature 1").part(receiver).part(&sha256(signed))
}

#[cfg(test)]
mod tests {
    use super::parts::kind_byte;
    use super::*;
    use crate::org::OrgSigningSecret;
    use domain::ids::{CrossingId, MemberId, MessageId, OrgId};
    use domain::message::{Body, MessageKind};
    use domain::time::Timestamp;
    use std::sync::atomic::{AtomicU8, Ordering};

    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, out: &mut [u8]) {
            out.fill(self.0.fetch_add(1, Ordering::Relaxed));
        }
    }

    struct Party {
        intake: IntakeSecret,
        public: OrgPublic,
        member: MemberSecrets,
        certificate: Certificate,
    }

    fn party(number: u8, entropy: &dyn Entropy) -> Party {
        let (intake, signing) = (IntakeSecret::generate(entropy), OrgSigningSecret::generate(entropy));
        let member = MemberSecrets::generate(entropy);
        let org = OrgId::from_bytes([number; 16]);
        let certificate = Certificate::issue(&signing, org, MemberId::from_bytes([number; 16]), &member.public());
        Party { public: OrgPublic::new(org, &intake, &signing), intake, member, certificate }
    }
    fn message(from: &Party, to: &Party) -> Message {
        Message {
            id: MessageId::from_bytes([1; 16]),
            from: from.public.org,
            to: to.public.org,
            crossing: CrossingId::from_bytes([2; 16]),
            written_at: Timestamp::from_micros(3),
            body: Body::Stop,
            part2: None,
        }
    }
    fn open(bytes: &[u8], to: &Party, from: &Party) -> Result<Message, EnvelopeError> {
        open_envelope(bytes, &to.intake, &to.public, &from.public)
    }

    #[test]
    fn a_header_that_says_something_else_than_the_message_is_refused() {
        let entropy = Counting(AtomicU8::new(1));
        let (from, to) = (party(1, &entropy), party(2, &entropy));
        let message = message(&from, &to);
        let honest = EnvelopeHeader::of(&message, from.certificate.member());
        let seal = |header| {
            let bytes = seal_message(header, &message, &from.member, &from.certificate, &to.public, &entropy).unwrap();
            open(&bytes, &to, &from)
        };
        assert_eq!(seal(honest), Ok(message.clone()));
        let later = Timestamp::from_micros(4);
        for header in [
            EnvelopeHeader { kind: MessageKind::Referral, ..honest },
            EnvelopeHeader { message: MessageId::from_bytes([9; 16]), ..honest },
            EnvelopeHeader { crossing: CrossingId::from_bytes([9; 16]), ..honest },
            EnvelopeHeader { written_at: later, ..honest },
        ] {
            assert_eq!(seal(header), Err(EnvelopeError::Content));
        }
    }

    #[test]
    fn a_message_from_or_to_somebody_else_does_not_pass_in_a_good_envelope() {
        let entropy = Counting(AtomicU8::new(1));
        let (from, to, third) = (party(1, &entropy), party(2, &entropy), party(3, &entropy));
        let honest = EnvelopeHeader::of(&message(&from, &to), from.certificate.member());
        for inner in [message(&third, &to), message(&from, &third)] {
            let bytes = seal_message(honest, &inner, &from.member, &from.certificate, &to.public, &entropy).unwrap();
            assert_eq!(open(&bytes, &to, &from), Err(EnvelopeError::Content));
        }
    }

    #[test]
    fn a_partner_cannot_put_its_own_name_on_what_another_sealed() {
        let entropy = Counting(AtomicU8::new(1));
        let (from, to, third) = (party(1, &entropy), party(2, &entropy), party(3, &entropy));
        let seal = |from: &Party| {
            let (message, member) = (message(from, &to), from.certificate.member());
            let header = EnvelopeHeader::of(&message, member);
            seal_message(header, &message, &from.member, &from.certificate, &to.public, &entropy).unwrap()
        };
        let (theirs, own) = (seal(&from), seal(&third));
        let mut grafted = own[..FRONT].to_vec();
        grafted.extend_from_slice(&theirs[FRONT..theirs.len() - SIGNATURE]);
        let signature = third.member.signer().sign(&statement(&to.public.fingerprint(), &grafted));
        grafted.extend_from_slice(&signature);
        assert!(verify_envelope(&grafted, &to.public, &third.public).is_ok());
        assert_eq!(open(&grafted, &to, &third), Err(EnvelopeError::Broken));
    }

    #[test]
    fn every_kind_has_a_byte_of_its_own() {
        let bytes: std::collections::BTreeSet<_> = MessageKind::ALL.iter().map(|kind| kind_byte(*kind)).collect();
        assert_eq!(bytes.len(), MessageKind::ALL.len());
    }
}
