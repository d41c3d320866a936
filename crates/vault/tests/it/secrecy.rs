//! No secret reaches a log by accident, and no error repeats content.

use crate::fixed::{Fixed, Org, org, pepper, place, referral};
use domain::ids::MemberId;
use std::fmt::Debug;
use vault::{
    Compartment, CompartmentKey, MemberSecrets, OpenError, PasswordLock, RecordKey, RecoverySheet, SealError, Sealed,
    ServerKey, SessionKeys, SessionToken, UnlockError, seal_envelope,
};

fn prints_only(secret: &dyn Debug, name: &str) {
    assert_eq!(format!("{secret:?}"), name);
    assert_eq!(format!("{secret:#?}"), name);
}

#[test]
fn debug_of_a_secret_is_the_name_of_its_type() {
    let entropy = Fixed::new(100);
    let (home, partner) = (Org::new(1, &entropy), Org::new(2, &entropy));
    let member = MemberId::from_bytes([1; 16]);
    let lock = PasswordLock::enroll("any words at all", &pepper(), &home.member, member, &entropy).unwrap();
    let record = RecordKey::generate(&entropy);
    let sealed: Sealed<&str> = record.seal(&place(1), &"Canary Quetzal", &entropy).unwrap();
    let envelope =
        seal_envelope(&referral(&home, &partner), &home.member, &home.certificate, &partner.public, &entropy).unwrap();
    prints_only(&record, "RecordKey");
    prints_only(&sealed, "Sealed");
    prints_only(&envelope, "Envelope");
    prints_only(&lock, "PasswordLock");
    prints_only(&pepper(), "Pepper");
    prints_only(&home.member, "MemberSecrets");
    prints_only(&home.intake, "IntakeSecret");
    prints_only(&home.signing, "OrgSigningSecret");
    prints_only(&ServerKey::new(&[7; 32]), "ServerKey");
    prints_only(&RecoverySheet::generate(&entropy), "RecoverySheet");
    prints_only(&SessionToken::generate(&entropy), "SessionToken");
    prints_only(&CompartmentKey::generate(org(1), Compartment::Intake, 1, &entropy), "CompartmentKey");
    let keys = SessionKeys {
        member_id: home.member_id,
        org: home.public,
        certificate: Some(home.certificate),
        member: home.member,
        compartments: Vec::new(),
        intake: Some(home.intake),
        org_signing: Some(home.signing),
    };
    prints_only(&keys, "SessionKeys");
}

#[test]
fn an_error_never_repeats_what_could_not_be_read() {
    let entropy = Fixed::new(101);
    let key = RecordKey::generate(&entropy);
    let sealed = key.seal(&place(1), &"Canary Quetzal", &entropy).unwrap();
    let read: Result<u32, OpenError> = key.open(&place(1), &Sealed::from_bytes(sealed.into_bytes()));
    let error = read.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Quetzal"));
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn errors_are_lower_case_phrases_without_a_full_stop() {
    let errors: [&dyn std::error::Error; 4] =
        [&OpenError::Broken, &SealError::TooLarge, &UnlockError::Wrong, &vault::EnvelopeError::Signature];
    for error in errors {
        let text = error.to_string();
        assert!(text.chars().next().is_some_and(char::is_lowercase) && !text.ends_with('.'), "{text}");
    }
}

#[test]
fn secrets_can_be_used_from_any_thread() {
    fn shared<T: Send + Sync>() {}
    shared::<SessionKeys>();
    shared::<MemberSecrets>();
    shared::<vault::Pepper>();
    shared::<Sealed<std::rc::Rc<str>>>();
}
