//! Compartments: who holds which key, how a key is granted, and what the organization's own keys are sealed under.

use crate::fixed::{Fixed, Org, org, place};
use domain::ids::MemberId;
use domain::member::Role;
use proptest::prelude::*;
use std::collections::BTreeSet;
use vault::{
    Certificate, Compartment, CompartmentKey, IntakeSecret, KeyFileError, MemberPublic, MemberSecrets, OpenError,
    OrgPublic, OrgSigningSecret, RecordKey, SealError, ServerKey, fingerprint_words,
};

/// Both keys open what the other wraps: they are the same.
fn same(a: &CompartmentKey, b: &CompartmentKey, entropy: &Fixed) -> bool {
    let here = vault::Place { org: a.org(), ..place(1) };
    let wrapped = RecordKey::generate(entropy).wrap(a, &here, entropy).unwrap();
    RecordKey::unwrap(&wrapped, b, &here).is_ok()
}

#[test]
fn a_role_holds_the_keys_of_what_it_works_with() {
    use Compartment::{Admin, CarePlans, Intake, Releases};
    let check = |roles: &[Role], expected: &[Compartment]| {
        let roles = roles.iter().copied().collect();
        assert_eq!(Compartment::of_roles(&roles), expected.iter().copied().collect(), "{roles:?}");
    };
    check(&[], &[]);
    check(&[Role::Reader], &[]);
    check(&[Role::Admin], &[Admin]);
    check(&[Role::FrontDesk], &[Intake]);
    check(&[Role::Clinician], &[Intake, CarePlans, Releases]);
    check(&[Role::Advocate], &[Intake, CarePlans, Releases]);
    check(&[Role::Lead], Compartment::ALL);
    check(&[Role::Admin, Role::FrontDesk], &[Admin, Intake]);
}

#[test]
fn an_admin_manages_people_without_reading_cases() {
    let held = Compartment::of_roles(&BTreeSet::from([Role::Admin]));
    assert_eq!(held, BTreeSet::from([Compartment::Admin]));
}

#[test]
fn a_grant_opens_for_the_member_it_was_made_for() {
    let entropy = Fixed::new(20);
    let home = Org::new(1, &entropy);
    let key = CompartmentKey::generate(home.id, Compartment::Releases, 2, &entropy);
    let grant = key.grant_to(&home.member.public(), home.member_id, &home.signing, &entropy).unwrap();
    let opened =
        CompartmentKey::open_grant(&grant, &home.member, &home.public, Compartment::Releases, 2, home.member_id);
    let opened = opened.unwrap();
    assert_eq!((opened.org(), opened.compartment(), opened.epoch()), (home.id, Compartment::Releases, 2));
    assert!(same(&key, &opened, &entropy));
}

#[test]
fn a_grant_is_bound_to_member_compartment_epoch_and_organization() {
    let entropy = Fixed::new(21);
    let (home, other) = (Org::new(1, &entropy), Org::new(2, &entropy));
    let key = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let grant = key.grant_to(&home.member.public(), home.member_id, &home.signing, &entropy).unwrap();
    let open = |secrets: &MemberSecrets, public: &OrgPublic, compartment, epoch, member| {
        CompartmentKey::open_grant(&grant, secrets, public, compartment, epoch, member).err()
    };
    let refused = Some(OpenError::Signature);
    assert_eq!(open(&home.member, &home.public, Compartment::Admin, 1, home.member_id), refused);
    assert_eq!(open(&home.member, &home.public, Compartment::Intake, 2, home.member_id), refused);
    assert_eq!(open(&home.member, &home.public, Compartment::Intake, 1, other.member_id), refused);
    assert_eq!(open(&home.member, &other.public, Compartment::Intake, 1, home.member_id), refused);
    assert_eq!(open(&other.member, &home.public, Compartment::Intake, 1, home.member_id), refused);
    assert_eq!(open(&home.member, &home.public, Compartment::Intake, 1, home.member_id), None);
}

#[test]
fn a_key_that_somebody_else_seals_to_a_member_is_refused() {
    let entropy = Fixed::new(22);
    let home = Org::new(1, &entropy);
    let stranger = OrgSigningSecret::generate(&entropy);
    let planted = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let grant = planted.grant_to(&home.member.public(), home.member_id, &stranger, &entropy).unwrap();
    let opened = CompartmentKey::open_grant(&grant, &home.member, &home.public, Compartment::Intake, 1, home.member_id);
    assert_eq!(opened.err(), Some(OpenError::Signature));
}

#[test]
fn no_key_is_granted_to_a_public_key_that_is_none() {
    let entropy = Fixed::new(23);
    let home = Org::new(1, &entropy);
    let nobody = MemberPublic { sealing: [0; 32], verifying: [0; 32] };
    let key = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let refused = key.grant_to(&nobody, home.member_id, &home.signing, &entropy);
    assert_eq!(refused.err(), Some(SealError::PublicKey));
}

#[test]
fn the_next_epoch_is_another_key() {
    let entropy = Fixed::new(24);
    let key = CompartmentKey::generate(org(1), Compartment::Intake, 1, &entropy);
    let next = key.next_epoch(&entropy);
    assert_eq!((next.org(), next.compartment(), next.epoch()), (org(1), Compartment::Intake, 2));
    assert!(!same(&key, &next, &entropy));
}

#[test]
fn a_server_managed_key_opens_with_the_servers_key_only() {
    let entropy = Fixed::new(25);
    let server = ServerKey::parse(&[[1; 16], [2; 16]].concat()).unwrap();
    let key = CompartmentKey::generate(org(1), Compartment::Intake, 1, &entropy);
    let wrapped = key.wrap_for_server(&server, &entropy);
    let open = |server: &ServerKey, number, compartment, epoch| {
        CompartmentKey::open_from_server(&wrapped, server, org(number), compartment, epoch)
    };
    assert!(same(&key, &open(&server, 1, Compartment::Intake, 1).unwrap(), &entropy));
    let broken = Some(OpenError::Broken);
    assert_eq!(open(&ServerKey::new(&[3; 32]), 1, Compartment::Intake, 1).err(), broken);
    assert_eq!(open(&server, 2, Compartment::Intake, 1).err(), broken);
    assert_eq!(open(&server, 1, Compartment::Admin, 1).err(), broken);
    assert_eq!(open(&server, 1, Compartment::Intake, 2).err(), broken);
}

#[test]
fn a_key_file_is_raw_or_hexadecimal_and_never_a_placeholder() {
    let raw: Vec<u8> = (0..32).collect();
    let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F\n";
    let entropy = Fixed::new(26);
    let key = CompartmentKey::generate(org(1), Compartment::Intake, 1, &entropy);
    let wrapped = key.wrap_for_server(&ServerKey::parse(&raw).unwrap(), &entropy);
    let other = ServerKey::parse(digits.as_bytes()).unwrap();
    assert!(CompartmentKey::open_from_server(&wrapped, &other, org(1), Compartment::Intake, 1).is_ok());

    for file in [&b""[..], &[1; 31], &[1; 33], &b"zz".repeat(32), &b"0".repeat(63)] {
        assert_eq!(ServerKey::parse(file).err(), Some(KeyFileError::Length));
    }
    for file in [&[0; 32][..], &b"00".repeat(32), &b"x".repeat(32)] {
        assert_eq!(ServerKey::parse(file).err(), Some(KeyFileError::Placeholder));
    }
}

#[test]
fn the_organizations_keys_open_under_their_own_compartment_only() {
    let entropy = Fixed::new(27);
    let home = Org::new(1, &entropy);
    let intake = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let admin = CompartmentKey::generate(home.id, Compartment::Admin, 1, &entropy);
    let sealed = home.intake.seal_under(&intake, &place(1), &entropy).unwrap();
    let signing = home.signing.seal_under(&admin, &place(1), &entropy).unwrap();

    assert_eq!(IntakeSecret::open_under(&sealed, &intake, &place(1)).unwrap().public(), home.intake.public());
    assert_eq!(
        OrgSigningSecret::open_under(&signing, &admin, &place(1)).unwrap().verifying(),
        home.signing.verifying()
    );
    let refused = Some(SealError::WrongCompartment);
    assert_eq!(home.intake.seal_under(&admin, &place(1), &entropy).err(), refused);
    assert_eq!(home.signing.seal_under(&intake, &place(1), &entropy).err(), refused);
    assert_eq!(home.signing.seal_under(&admin, &place(2), &entropy).err(), refused);
    assert!(IntakeSecret::open_under(&sealed, &admin, &place(1)).is_err());
    assert!(IntakeSecret::open_under(&sealed, &intake, &place(2)).is_err());
    assert!(OrgSigningSecret::open_under(&sealed, &admin, &place(1)).is_err());
}

#[test]
fn a_partners_key_that_was_exchanged_no_longer_fits_its_pin() {
    let entropy = Fixed::new(28);
    let (home, partner) = (Org::new(1, &entropy), Org::new(2, &entropy));
    let key = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
    let pin = key.pin(&partner.public);
    assert!(key.confirms(&partner.public, &pin));
    let exchanged = OrgPublic { intake: [7; 32], ..partner.public };
    assert!(!key.confirms(&exchanged, &pin));
    assert!(!key.next_epoch(&entropy).confirms(&partner.public, &pin));
}

#[test]
fn a_fingerprint_covers_the_organization_and_both_keys() {
    let entropy = Fixed::new(29);
    let public = Org::new(1, &entropy).public;
    let fingerprint = public.fingerprint();
    for changed in [
        OrgPublic { org: org(2), ..public },
        OrgPublic { intake: public.signing, ..public },
        OrgPublic { signing: public.intake, ..public },
        OrgPublic { intake: public.signing, signing: public.intake, ..public },
    ] {
        assert_ne!(changed.fingerprint(), fingerprint);
        assert_ne!(fingerprint_words(&changed.fingerprint()), fingerprint_words(&fingerprint));
    }
}

#[test]
fn the_code_of_a_newcomer_covers_both_of_their_keys() {
    let entropy = Fixed::new(30);
    let public = MemberSecrets::generate(&entropy).public();
    assert_eq!(public.code(), public.code());
    assert_ne!(public.code(), MemberPublic { sealing: [1; 32], ..public }.code());
    assert_ne!(public.code(), MemberPublic { verifying: [1; 32], ..public }.code());
}

#[test]
fn a_certificate_names_one_member_one_key_one_organization() {
    let entropy = Fixed::new(31);
    let (home, other) = (Org::new(1, &entropy), Org::new(2, &entropy));
    let certificate = Certificate::from_bytes(&home.certificate.to_bytes()).unwrap();
    assert_eq!(certificate, home.certificate);
    assert_eq!(certificate.verify(&home.public), Ok(()));
    assert_eq!(certificate.verify(&other.public), Err(OpenError::Signature));
    // The same signing key under another id is another organization.
    assert_eq!(certificate.verify(&OrgPublic { org: org(3), ..home.public }), Err(OpenError::Signature));
    let stolen = Certificate::issue(&other.signing, home.id, MemberId::from_bytes([5; 16]), &other.member.public());
    assert_eq!(stolen.verify(&home.public), Err(OpenError::Signature));
}

proptest! {
    #[test]
    fn one_flipped_bit_breaks_a_grant(bit: prop::sample::Index) {
        let entropy = Fixed::new(32);
        let home = Org::new(1, &entropy);
        let key = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
        let mut grant = key.grant_to(&home.member.public(), home.member_id, &home.signing, &entropy).unwrap();
        let bit = bit.index(grant.len() * 8);
        grant[bit / 8] ^= 1 << (bit % 8);
        let opened =
            CompartmentKey::open_grant(&grant, &home.member, &home.public, Compartment::Intake, 1, home.member_id);
        prop_assert!(opened.is_err());
    }

    #[test]
    fn one_flipped_bit_breaks_a_certificate(bit: prop::sample::Index) {
        let entropy = Fixed::new(33);
        let home = Org::new(1, &entropy);
        let mut bytes = home.certificate.to_bytes();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(Certificate::from_bytes(&bytes).and_then(|read| read.verify(&home.public)).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let entropy = Fixed::new(34);
        let home = Org::new(1, &entropy);
        let key = CompartmentKey::generate(home.id, Compartment::Intake, 1, &entropy);
        let opened =
            CompartmentKey::open_grant(&bytes, &home.member, &home.public, Compartment::Intake, 1, home.member_id);
        prop_assert!(opened.is_err());
        prop_assert!(IntakeSecret::open_under(&bytes, &key, &place(1)).is_err());
        let server = ServerKey::new(&[3; 32]);
        prop_assert!(CompartmentKey::open_from_server(&bytes, &server, home.id, Compartment::Intake, 1).is_err());
        let _ = Certificate::from_bytes(&bytes);
        let _ = ServerKey::parse(&bytes);
    }
}

#[test]
fn an_address_opens_with_the_servers_key_for_its_organization_alone() {
    let entropy = Fixed::new(31);
    let (server, other) = (ServerKey::new(&[1; 32]), ServerKey::new(&[2; 32]));
    let place =
        |number| vault::Place { org: org(number), table: "mail_setting", row: [7; 16], field: "address", version: 1 };
    let sealed = server.address_key(org(1)).seal(&place(1), &"june@harbor.example", &entropy).unwrap();
    let sealed = vault::Sealed::<String>::from_bytes(sealed.into_bytes());
    assert_eq!(server.address_key(org(1)).open(&place(1), &sealed).unwrap(), "june@harbor.example");
    assert_eq!(server.address_key(org(2)).open(&place(1), &sealed).err(), Some(OpenError::Broken));
    assert_eq!(server.address_key(org(1)).open(&place(2), &sealed).err(), Some(OpenError::Broken));
    assert_eq!(other.address_key(org(1)).open(&place(1), &sealed).err(), Some(OpenError::Broken));
}
