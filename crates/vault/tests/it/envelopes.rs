//! Envelopes: what crosses opens for the one it is meant for, from the one who is pinned, unchanged.

use crate::fixed::{Fixed, NOW, Org, referral, referral_noting, stop};
use domain::message::{Body, MessageKind};
use proptest::prelude::*;
use vault::{
    Certificate, Entropy, Envelope, EnvelopeError, MAX_ENVELOPE_BYTES, OrgPublic, SealError, open_envelope,
    peek_header, seal_envelope, verify_envelope,
};

fn pair(entropy: &Fixed) -> (Org, Org) {
    (Org::new(1, entropy), Org::new(2, entropy))
}
fn sealed(from: &Org, to: &Org, entropy: &dyn Entropy) -> Envelope {
    seal_envelope(&referral(from, to), &from.member, &from.certificate, &to.public, entropy).unwrap()
}

#[test]
fn a_cleared_referral_arrives_as_it_was_written() {
    let entropy = Fixed::new(80);
    let (from, to) = pair(&entropy);
    let cleared = referral(&from, &to);
    let envelope = seal_envelope(&cleared, &from.member, &from.certificate, &to.public, &entropy).unwrap();
    let message = open_envelope(&envelope.bytes, &to.intake, &to.public, &from.public).unwrap();
    assert_eq!(&message, cleared.value());
}

#[test]
fn the_outside_says_who_and_when_and_nothing_of_the_person() {
    let entropy = Fixed::new(81);
    let (from, to) = pair(&entropy);
    let envelope = sealed(&from, &to, &entropy);
    let header = peek_header(&envelope.bytes).unwrap();
    assert_eq!(header, envelope.header);
    assert_eq!((header.kind, header.from, header.to), (MessageKind::Referral, from.id, to.id));
    assert_eq!((header.written_at, header.signer), (NOW, from.member_id));
    for canary in [&b"Quetzal"[..], b"Canary", b"survey", b"advocate"] {
        assert!(!envelope.bytes.windows(canary.len()).any(|bytes| bytes == canary));
    }
}

#[test]
fn an_inbox_verifies_without_any_secret() {
    let entropy = Fixed::new(82);
    let (from, to) = pair(&entropy);
    let envelope = sealed(&from, &to, &entropy);
    assert_eq!(verify_envelope(&envelope.bytes, &to.public, &from.public), Ok(envelope.header));
}

#[test]
fn a_stop_is_as_long_as_any_short_message() {
    let entropy = Fixed::new(83);
    let (from, to) = pair(&entropy);
    let stop = seal_envelope(&stop(&from, &to), &from.member, &from.certificate, &to.public, &entropy).unwrap();
    assert_eq!(stop.header.kind, MessageKind::Stop);
    // Header, certificate, encapsulated key, padded message, tag, signature.
    assert_eq!(stop.bytes.len(), 75 + 114 + 32 + 256 + 16 + 64);
    let message = open_envelope(&stop.bytes, &to.intake, &to.public, &from.public).unwrap();
    assert_eq!(message.body, Body::Stop);
}

#[test]
fn the_longest_message_fits_and_a_longer_one_is_refused() {
    let entropy = Fixed::new(84);
    let (from, to) = pair(&entropy);
    let seal = |note: &str| {
        let cleared = referral_noting(&from, &to, note);
        seal_envelope(&cleared, &from.member, &from.certificate, &to.public, &entropy)
    };
    let envelope = seal(&"x".repeat(60_000)).unwrap();
    assert!(envelope.bytes.len() <= MAX_ENVELOPE_BYTES);
    assert!(open_envelope(&envelope.bytes, &to.intake, &to.public, &from.public).is_ok());
    assert_eq!(seal(&"x".repeat(66_000)).err(), Some(SealError::TooLarge));
}

#[test]
fn nothing_is_sealed_to_anyone_but_the_addressee() {
    let entropy = Fixed::new(85);
    let (from, to) = pair(&entropy);
    let third = Org::new(3, &entropy);
    let cleared = referral(&from, &to);
    let seal = |to: &OrgPublic, certificate: &Certificate| {
        seal_envelope(&cleared, &from.member, certificate, to, &entropy).err()
    };
    assert_eq!(seal(&third.public, &from.certificate), Some(SealError::OtherRecipient));
    assert_eq!(seal(&to.public, &third.certificate), Some(SealError::OtherCertificate));
    assert_eq!(seal(&OrgPublic { intake: [0; 32], ..to.public }, &from.certificate), Some(SealError::PublicKey));
}

#[test]
fn only_the_receiver_opens_it() {
    let entropy = Fixed::new(86);
    let (from, to) = pair(&entropy);
    let envelope = sealed(&from, &to, &entropy);
    let opened = open_envelope(&envelope.bytes, &from.intake, &to.public, &from.public);
    assert_eq!(opened.err(), Some(EnvelopeError::Broken));
}

#[test]
fn another_partnership_is_refused() {
    let entropy = Fixed::new(87);
    let (from, to) = pair(&entropy);
    let third = Org::new(3, &entropy);
    let envelope = sealed(&from, &to, &entropy);
    let open = |to: &Org, from: &OrgPublic| open_envelope(&envelope.bytes, &to.intake, &to.public, from).err();
    assert_eq!(open(&third, &from.public), Some(EnvelopeError::OtherParty));
    assert_eq!(open(&to, &third.public), Some(EnvelopeError::OtherParty));
}

#[test]
fn a_signer_whom_the_pinned_organization_did_not_certify_is_refused() {
    let entropy = Fixed::new(88);
    let (from, to) = pair(&entropy);
    // A node that claims the partner's id, with keys of its own.
    let impostor = Org::new(1, &entropy);
    let envelope = sealed(&impostor, &to, &entropy);
    let opened = open_envelope(&envelope.bytes, &to.intake, &to.public, &from.public);
    assert_eq!(opened.err(), Some(EnvelopeError::Certificate));
}

#[test]
fn a_receiver_whose_keys_have_changed_does_not_take_what_was_signed_for_the_old_ones() {
    let entropy = Fixed::new(90);
    let (from, to) = pair(&entropy);
    let renewed = Org::new(2, &entropy);
    let envelope = sealed(&from, &to, &entropy);
    let verified = verify_envelope(&envelope.bytes, &renewed.public, &from.public);
    assert_eq!(verified.err(), Some(EnvelopeError::Signature));
}

#[test]
fn an_oversized_envelope_is_refused_unread() {
    let entropy = Fixed::new(91);
    let (from, to) = pair(&entropy);
    let mut bytes = sealed(&from, &to, &entropy).bytes;
    bytes.resize(MAX_ENVELOPE_BYTES + 1, 0);
    assert_eq!(peek_header(&bytes), Err(EnvelopeError::Format));
    assert_eq!(verify_envelope(&bytes, &to.public, &from.public), Err(EnvelopeError::Format));
}

#[test]
fn every_truncation_is_refused() {
    let entropy = Fixed::new(92);
    let (from, to) = pair(&entropy);
    let bytes = sealed(&from, &to, &entropy).bytes;
    for end in (0..bytes.len()).step_by(7).chain(bytes.len() - 80..bytes.len()) {
        assert!(open_envelope(&bytes[..end], &to.intake, &to.public, &from.public).is_err());
    }
}

proptest! {
    #[test]
    fn one_flipped_bit_is_refused_before_anything_is_opened(bit: prop::sample::Index) {
        let entropy = Fixed::new(93);
        let (from, to) = pair(&entropy);
        let mut bytes = sealed(&from, &to, &entropy).bytes;
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let refused = verify_envelope(&bytes, &to.public, &from.public);
        prop_assert!(refused.is_err());
        prop_assert_eq!(open_envelope(&bytes, &to.intake, &to.public, &from.public).err(), refused.err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..800)) {
        let entropy = Fixed::new(94);
        let (from, to) = pair(&entropy);
        let _ = peek_header(&bytes);
        prop_assert!(open_envelope(&bytes, &to.intake, &to.public, &from.public).is_err());
    }

    #[test]
    fn any_bytes_behind_a_good_outside_are_refused_without_a_panic(
        tail in prop::collection::vec(any::<u8>(), 0..800),
    ) {
        let entropy = Fixed::new(95);
        let (from, to) = pair(&entropy);
        let mut bytes = sealed(&from, &to, &entropy).bytes;
        bytes.truncate(75 + 114);
        bytes.extend_from_slice(&tail);
        prop_assert!(open_envelope(&bytes, &to.intake, &to.public, &from.public).is_err());
    }
}
