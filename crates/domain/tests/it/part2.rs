//! What is told of substance use carries the notice and a copy of the very consent that it is told under.

use crate::any::{NOW, OURS, PARTNER, STRANGER, message};
use domain::ids::{MemberId, ReferralId, ReleaseId};
use domain::message::{Body, Message};
use domain::part2::{Part2Attachment, Part2Notice};
use domain::referral::Told;
use domain::release::{Element, Presence, Purpose, Release, Signature, SignatureMethod, SignerRole};
use domain::service::{Service, SpecialClass};
use domain::time::Days;

fn consent() -> Release {
    let signature = Signature {
        role: SignerRole::Survivor,
        signer_is_not_abuser: true,
        is_entitled: true,
        method: SignatureMethod::Typed,
        presence: Presence::InPerson,
        witness: MemberId::from_bytes([6; 16]),
        signed_at: NOW,
    };
    Release {
        id: ReleaseId::from_bytes([5; 16]),
        holder: OURS,
        recipient: PARTNER,
        referral: ReferralId::from_bytes([8; 16]),
        purpose: Purpose::WarmReferral,
        elements: [Element::Request, Element::SubstanceUse].into(),
        informed: true,
        part2_consent: true,
        signature: Some(signature),
        expires_at: Some(NOW.plus_days(Days(15))),
        revoked_at: None,
        after_death: false,
    }
}

#[test]
fn the_copy_says_what_the_law_asks_for_and_is_of_that_consent_alone() {
    let release = consent();
    let copy = Part2Attachment::of(&release).unwrap();
    assert_eq!(copy.notice, Part2Notice::Short);
    assert_eq!((copy.consent.discloser, copy.consent.recipient), (release.holder, release.recipient));
    assert_eq!((&copy.consent.elements, copy.consent.purpose), (&release.elements, release.purpose));
    assert_eq!((copy.consent.signed_at, Some(copy.consent.expires_at)), (NOW, release.expires_at));
    assert!(copy.is_of(&release));
    for other in [
        Release { id: ReleaseId::from_bytes([7; 16]), ..consent() },
        Release { recipient: STRANGER, ..consent() },
        Release { purpose: Purpose::Feedback, ..consent() },
        Release { elements: [Element::Request].into(), ..consent() },
        Release { expires_at: Some(NOW.plus_days(Days(16))), ..consent() },
        Release { part2_consent: false, ..consent() },
    ] {
        assert!(!copy.is_of(&other), "{other:?}");
    }
    for none in [
        Release { part2_consent: false, ..consent() },
        Release { signature: None, ..consent() },
        Release { expires_at: None, ..consent() },
    ] {
        assert_eq!(Part2Attachment::of(&none), None);
    }
}

#[test]
fn a_message_from_before_there_was_an_attachment_is_read_as_one_without() {
    let plain: Message = message(Body::Status { told: Told::Accepted });
    let written = serde_json::to_string(&plain).unwrap();
    assert!(!written.contains("part2"), "nothing more crosses than did");
    assert_eq!(serde_json::from_str::<Message>(&written).unwrap(), plain);
    let with = Message { part2: Part2Attachment::of(&consent()), ..plain };
    let read: Message = serde_json::from_str(&serde_json::to_string(&with).unwrap()).unwrap();
    assert_eq!(read, with);
}

#[test]
fn each_service_has_the_class_that_the_table_says_and_only_one_asks_for_a_consent_of_its_own() {
    let of = |class| Service::ALL.iter().copied().filter(|s| s.class() == Some(class)).collect::<Vec<_>>();
    assert_eq!(of(SpecialClass::SubstanceUse), [Service::SubstanceUse]);
    assert_eq!(of(SpecialClass::Sensitive), [Service::ReproductiveSexual, Service::HivSti, Service::BehavioralHealth]);
    for service in Service::ALL {
        assert_eq!(service.is_part2(), service.class() == Some(SpecialClass::SubstanceUse));
    }
    let elements: Vec<_> = Element::ALL.iter().filter(|element| element.class().is_some()).collect();
    assert_eq!(elements, [&Element::SubstanceUse]);
    assert_eq!(Element::SubstanceUse.class(), Some(SpecialClass::SubstanceUse));
}
