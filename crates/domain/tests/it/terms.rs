//! What was signed is held fast: any change of its terms shows, and nothing about a person is in it.

use crate::any::{at, cleared_by_release, sample};
use domain::ids::{MemberId, OrgId, ReferralId, ReleaseId};
use domain::org::Language;
use domain::release::terms::{are_those_of, detail};
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

#[test]
fn whatever_is_changed_in_what_was_signed_shows() {
    let mut release = sample(cleared_by_release()).release;
    release.elements.remove(&Element::Attendance);
    let signed = detail(&release, Language::Es);
    assert!(are_those_of(&release, &signed));
    for (what, change) in CHANGES {
        let mut changed = release.clone();
        change(&mut changed);
        assert!(!are_those_of(&changed, &signed), "{what}");
    }
}

#[test]
fn that_it_was_taken_back_is_no_change_of_what_was_signed() {
    let release = sample(cleared_by_release()).release;
    let signed = detail(&release, Language::En);
    assert!(are_those_of(&release.revoked(at(1)), &signed));
}

#[test]
fn a_detail_of_another_rule_or_language_is_not_that_of_the_signing() {
    let release = sample(cleared_by_release()).release;
    let signed = detail(&release, Language::En);
    assert!(signed.starts_with("terms-1 en ") && signed.len() == "terms-1 en ".len() + 64, "{signed}");
    for other in
        [signed.replace(" en ", " es "), signed.replace("terms-1", "terms-2"), format!("{signed} "), "x".into()]
    {
        assert!(!are_those_of(&release, &other), "{other}");
    }
    assert!(are_those_of(&release, ""), "signed before terms were held fast");
}
