//! Sessions: what the cookie holds, what the database keeps, and what neither has alone.

use crate::fixed::{Fixed, Org, place};
use domain::ids::SessionId;
use proptest::prelude::*;
use vault::{Compartment, CompartmentKey, OpenError, RecordKey, SessionKeys, SessionToken, sha256};

fn session(number: u8) -> SessionId {
    SessionId::from_bytes([number; 16])
}

/// Everything a lead holds: two epochs of one compartment, and the organization's own keys.
fn keys(entropy: &Fixed) -> SessionKeys {
    let home = Org::new(1, entropy);
    let old = CompartmentKey::generate(home.id, Compartment::Intake, 1, entropy);
    let admin = CompartmentKey::generate(home.id, Compartment::Admin, 1, entropy);
    let compartments = vec![old.next_epoch(entropy), old, admin];
    SessionKeys {
        member_id: home.member_id,
        org: home.public,
        certificate: Some(home.certificate),
        member: home.member,
        compartments,
        intake: Some(home.intake),
        org_signing: Some(home.signing),
    }
}

#[test]
fn a_sessions_keys_come_back_whole() {
    let entropy = Fixed::new(70);
    let (keys, token) = (keys(&entropy), SessionToken::generate(&entropy));
    let sealed = keys.seal(&token, session(1), &entropy);
    let opened = SessionKeys::open(&sealed, &token, session(1)).unwrap();
    assert_eq!(opened.member_id, keys.member_id);
    assert_eq!(opened.org, keys.org);
    assert_eq!(opened.certificate, keys.certificate);
    assert_eq!(opened.member.public(), keys.member.public());
    assert_eq!(opened.intake.unwrap().public(), keys.intake.unwrap().public());
    assert_eq!(opened.org_signing.unwrap().verifying(), keys.org_signing.unwrap().verifying());
    for (before, after) in keys.compartments.iter().zip(&opened.compartments) {
        assert_eq!((before.compartment(), before.epoch()), (after.compartment(), after.epoch()));
        let wrapped = RecordKey::generate(&entropy).wrap(before, &place(1), &entropy).unwrap();
        assert!(RecordKey::unwrap(&wrapped, after, &place(1)).is_ok());
    }
}

#[test]
fn a_member_who_waits_for_keys_has_a_session_too() {
    let entropy = Fixed::new(71);
    let mut keys = keys(&entropy);
    keys.compartments.clear();
    keys.certificate = None;
    keys.intake = None;
    keys.org_signing = None;
    let token = SessionToken::generate(&entropy);
    let opened = SessionKeys::open(&keys.seal(&token, session(1), &entropy), &token, session(1)).unwrap();
    assert!(opened.compartments.is_empty() && opened.certificate.is_none());
    assert!(opened.intake.is_none() && opened.org_signing.is_none());
    assert!(opened.compartment(Compartment::Intake).is_none());
}

#[test]
fn new_records_use_the_latest_epoch_and_old_ones_their_own() {
    let keys = keys(&Fixed::new(72));
    assert_eq!(keys.compartment(Compartment::Intake).unwrap().epoch(), 2);
    assert_eq!(keys.compartment_at(Compartment::Intake, 1).unwrap().epoch(), 1);
    assert!(keys.compartment_at(Compartment::Intake, 3).is_none());
    assert!(keys.compartment(Compartment::Restricted).is_none());
}

#[test]
fn another_token_or_another_session_opens_nothing() {
    let entropy = Fixed::new(73);
    let (token, other) = (SessionToken::generate(&entropy), SessionToken::generate(&entropy));
    let sealed = keys(&entropy).seal(&token, session(1), &entropy);
    assert_eq!(SessionKeys::open(&sealed, &other, session(1)).err(), Some(OpenError::Broken));
    assert_eq!(SessionKeys::open(&sealed, &token, session(2)).err(), Some(OpenError::Broken));
}

#[test]
fn a_cookie_reads_back_and_only_its_hash_is_kept() {
    let token = SessionToken::generate(&Fixed::new(74));
    let cookie = token.cookie();
    assert_eq!(cookie.len(), 43);
    let read = SessionToken::parse(&cookie).unwrap();
    assert_eq!(read.hash(), token.hash());
    assert_ne!(token.hash(), sha256(cookie.as_bytes()));
    for wrong in ["", &cookie[1..], &format!("{cookie}A"), &cookie.replace(&cookie[..1], "="), &"é".repeat(43)] {
        assert!(SessionToken::parse(wrong).is_none());
    }
}

#[test]
fn a_form_of_another_session_is_noticed() {
    let entropy = Fixed::new(75);
    let (token, other) = (SessionToken::generate(&entropy), SessionToken::generate(&entropy));
    assert!(token.csrf_matches(&token.csrf()));
    assert!(!token.csrf_matches(&other.csrf()));
    assert!(!token.csrf_matches(""));
    assert!(!token.csrf_matches(&token.cookie()));
}

proptest! {
    #[test]
    fn one_flipped_bit_opens_nothing(bit: prop::sample::Index) {
        let entropy = Fixed::new(76);
        let token = SessionToken::generate(&entropy);
        let mut sealed = keys(&entropy).seal(&token, session(1), &entropy);
        let bit = bit.index(sealed.len() * 8);
        sealed[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(SessionKeys::open(&sealed, &token, session(1)).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        cookie in ".{0,50}",
    ) {
        let token = SessionToken::generate(&Fixed::new(77));
        prop_assert!(SessionKeys::open(&bytes, &token, session(1)).is_err());
        let _ = SessionToken::parse(&cookie);
        prop_assert!(!token.csrf_matches(&cookie));
    }
}

#[test]
fn every_truncation_opens_nothing() {
    let entropy = Fixed::new(78);
    let token = SessionToken::generate(&entropy);
    let sealed = keys(&entropy).seal(&token, session(1), &entropy);
    for end in 0..sealed.len() {
        assert!(SessionKeys::open(&sealed[..end], &token, session(1)).is_err());
    }
}
