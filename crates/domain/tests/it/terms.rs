//! What was signed is held fast: any change of its terms shows, and nothing about a person is in it.

use crate::any::{at, cleared_by_release, sample};
use domain::ids::{MemberId, OrgId, ReferralId, ReleaseId};
use domain::release::terms::{Salt, are_those_of, detail};
use domain::release::{Element, Presence, Purpose, Release, Signature, SignatureMethod, SignerRole};

type Change = (&'static str, fn(&mut Release));

fn sign(release: &mut Release) -> &mut Signature {
    release.signature.as_mut().expect("a release that clears is signed")
}

const CHANGES: &[Change] = &[
    ("another", |r| r.id = ReleaseId::from_bytes([99; 16])),
    ("of another holder", |r| r.holder = OrgId::from_bytes([99; 16])),
    ("to another recipient", |r| r.recipient = OrgId::from_bytes([99; 16])),
    ("of another record", |r| r.referral = ReferralId::from_bytes([99; 16])),
    ("for another purpose", |r| {
        r.purpose = if r.purpose == Purpose::Feedback { Purpose::WarmReferral } else { Purpose::Feedback };
    }),
    ("wider", |r| _ = r.elements.insert(Element::Attendance)),
    ("narrower", |r| r.elements.clear()),
    ("longer", |r| r.expires_at = r.expires_at.map(|end| end.plus_seconds(1))),
    ("undated", |r| r.expires_at = None),
    ("informed or not", |r| r.informed = !r.informed),
    ("with or without a consent for substance use", |r| r.part2_consent = !r.part2_consent),
    ("in the event of death", |r| r.after_death = !r.after_death),
    ("unsigned", |r| r.signature = None),
    ("signed later", |r| sign(r).signed_at = at(1)),
    ("by another signer", |r| {
        sign(r).role =
            if sign(r).role == SignerRole::MinorAlone { SignerRole::Survivor } else { SignerRole::MinorAlone };
    }),
    ("elsewhere", |r| sign(r).presence = Presence::RemoteUnverified),
    ("in another way", |r| {
        sign(r).method =
            if sign(r).method == SignatureMethod::Paper { SignatureMethod::Typed } else { SignatureMethod::Paper };
    }),
    ("by the abuser", |r| sign(r).signer_is_not_abuser = false),
    ("by somebody who may not", |r| sign(r).is_entitled = false),
    ("before another witness", |r| sign(r).witness = MemberId::from_bytes([99; 16])),
];

/// The detail of a signing, read in English, as the rule before wrote it.
const BEFORE: &str = "terms-1 en e8b294cf515e771af241aee598ac3142ce239fb1370f7fab15470bc19f3e7baf";

const SALT: Salt = Salt::new([5; Salt::BYTES]);

#[test]
fn a_salt_is_stored_as_it_was_drawn_and_another_one_makes_another_digest() {
    let release = sample(cleared_by_release()).release;
    let other = Salt::new([6; Salt::BYTES]);
    assert_eq!((SALT.bytes(), other.bytes()), ([5; Salt::BYTES], [6; Salt::BYTES]));
    let signed = detail(&release, SALT);
    assert_ne!(signed, detail(&release, other));
    assert!(!are_those_of(&release, Some(other), &signed));
}

#[test]
fn whatever_is_changed_in_what_was_signed_shows() {
    let mut release = sample(cleared_by_release()).release;
    release.elements.remove(&Element::Attendance);
    let signed = detail(&release, SALT);
    assert!(are_those_of(&release, Some(SALT), &signed));
    for (what, change) in CHANGES {
        let mut changed = release.clone();
        change(&mut changed);
        assert!(!are_those_of(&changed, Some(SALT), &signed), "{what}");
    }
}

#[test]
fn that_it_was_taken_back_is_no_change_of_what_was_signed() {
    let release = sample(cleared_by_release()).release;
    let signed = detail(&release, SALT);
    assert!(are_those_of(&release.revoked(at(1)), Some(SALT), &signed));
}

#[test]
fn a_detail_of_another_rule_or_salt_is_not_that_of_the_signing() {
    let release = sample(cleared_by_release()).release;
    let signed = detail(&release, SALT);
    assert!(signed.starts_with("terms-2 ") && signed.len() == "terms-2 ".len() + 64, "{signed}");
    for other in [
        signed.replace("terms-2", "terms-1"),
        signed.replace("terms-2 ", "terms-1 en "),
        format!("{signed} "),
        "x".into(),
    ] {
        assert!(!are_those_of(&release, Some(SALT), &other), "{other}");
    }
    assert!(!are_those_of(&release, Some(Salt::new([6; Salt::BYTES])), &signed));
    assert!(
        !are_those_of(&release, None, &signed),
        "once the salt is gone, nothing that is tried is found to be right"
    );
    assert!(are_those_of(&release, None, ""), "signed before terms were held fast");
}

#[test]
fn what_was_signed_under_the_rule_before_is_still_known() {
    let mut release = sample(cleared_by_release()).release;
    let signed = BEFORE;
    assert!(are_those_of(&release, None, signed) && are_those_of(&release, Some(SALT), signed));
    release.expires_at = release.expires_at.map(|end| end.plus_seconds(1));
    assert!(!are_those_of(&release, None, signed));
    assert!(!are_those_of(&sample(cleared_by_release()).release, None, &signed.replace(" en ", " es ")));
}
