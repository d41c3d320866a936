//! The rules of the consent and disclosure gate, by number: what holds each of them.
//!
//! Every rule of the gate has a case in which everything is right but one thing, so it fails when that rule is
//! removed. A new [`Predicate`] without a case does not compile. `rules_of_the_field.rs` names the tests of all 23.

use crate::any::{Agreed, Asked, NOW, STRANGER, at, cleared_by_agreement, cleared_by_release, opened_body, sample};
use domain::gate::{Basis, Predicate, clear};
use domain::message::Body;
use domain::org::{OrgKind, Regime};
use domain::release::{Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::service::Service;
use domain::time::Timestamp;
use domain::wishes::Audience;
use proptest::prelude::*;

/// What the gate is asked, and on which paper.
enum Asking {
    Release(Asked),
    Agreement(Agreed),
    Nothing(Asked),
}

impl Asking {
    fn failed(&self) -> Vec<Predicate> {
        let (message, from) = match self {
            Self::Release(asked) | Self::Nothing(asked) => (&asked.message, &asked.from),
            Self::Agreement(agreed) => (&agreed.message, &agreed.from),
        };
        let basis = match self {
            Self::Release(asked) => Basis::Releases(std::slice::from_ref(&asked.release)),
            Self::Agreement(agreed) => Basis::Agreement(&agreed.agreement),
            Self::Nothing(_) => Basis::Releases(&[]),
        };
        clear(message.clone(), from, basis, NOW).map_or_else(|refusal| refusal.failed, |_| Vec::new())
    }
}

/// A survivor is referred to a health center under a release that covers everything that is said.
fn a_referral() -> Asked {
    let is_plain = |asked: &Asked| match &asked.message.body {
        Body::Referral(body) => asked.from.kind == OrgKind::Advocacy && body.card.needs.is_empty(),
        _ => false,
    };
    let mut asked = sample(cleared_by_release().prop_filter("a referral of an advocate", is_plain));
    asked.release.elements = asked.message.elements();
    asked
}

/// Somebody is told something under a release for feedback that names everything.
fn for_feedback(body: Body) -> Asked {
    let mut asked = a_referral();
    asked.message.body = body;
    asked.release.purpose = Purpose::Feedback;
    asked.release.elements = Element::ALL.iter().copied().collect();
    asked
}

/// Everything right, and then everything right but this.
fn right_and_spoiled(rule: Predicate) -> (Asking, Asking) {
    let right = a_referral();
    let mut asked = right.clone();
    let signature = asked.release.signature.as_mut().expect("a release that clears is signed");
    match rule {
        Predicate::Custody => asked.release.holder = STRANGER,
        Predicate::BasisNeedsRelease => {
            let right = sample(cleared_by_agreement());
            let mut agreed = right.clone();
            agreed.from.regimes.insert(Regime::SurvivorServices);
            return (Asking::Agreement(right), Asking::Agreement(agreed));
        }
        Predicate::NoRelease => return (Asking::Release(right), Asking::Nothing(asked)),
        Predicate::NotSigned => asked.release.signature = None,
        Predicate::NotInformed => asked.release.informed = false,
        Predicate::NotYetValid => signature.signed_at = at(1),
        Predicate::Expired => {
            asked.release.expires_at = Some(NOW);
            until(&mut asked, NOW);
        }
        Predicate::Revoked => asked.release.revoked_at = Some(NOW),
        Predicate::TotalsOnly => asked.from.to_kind = OrgKind::Coalition,
        Predicate::Restricted => asked.from.audience = Audience::Nobody,
        Predicate::Undated => asked.release.expires_at = None,
        Predicate::TooLong => {
            let longest = signature.signed_at.plus_days(asked.from.max_release);
            asked.release.expires_at = Some(Timestamp::from_micros(longest.micros() + 1));
        }
        Predicate::OtherRecipient => asked.release.recipient = STRANGER,
        Predicate::OtherPurpose => asked.release.purpose = Purpose::Feedback,
        Predicate::ElementNotReleased => _ = asked.release.elements.remove(&Element::Request),
        Predicate::SignerIsAbuser => signature.signer_is_not_abuser = false,
        Predicate::SignerNotEntitled => {
            (signature.role, signature.is_entitled) = (SignerRole::CourtGuardian, false);
        }
        Predicate::VoiceNotVerified => {
            (signature.presence, signature.method) = (Presence::RemoteUnverified, SignatureMethod::Paper);
        }
        Predicate::NotSignedThere => {
            (signature.presence, signature.method) = (Presence::RemoteVoiceVerified, SignatureMethod::Typed);
        }
        Predicate::AttendanceNotNamed => {
            let right = for_feedback(crate::any::sample(crate::any::status_body()));
            return (Asking::Release(right), Asking::Release(for_feedback(sample(opened_body()))));
        }
        Predicate::Part2Missing => {
            let right = about_substance_use();
            let mut asked = right.clone();
            asked.release.part2_consent = false;
            return (Asking::Release(right), Asking::Release(asked));
        }
    }
    (Asking::Release(right), Asking::Release(asked))
}

fn until(asked: &mut Asked, end: Timestamp) {
    if let Body::Referral(body) = &mut asked.message.body {
        body.until = end;
    }
}

/// With consent and notice.
fn about_substance_use() -> Asked {
    let mut asked = a_referral();
    if let Body::Referral(body) = &mut asked.message.body {
        body.card.needs.insert(Service::SubstanceUse);
    }
    asked.release.elements = asked.message.elements();
    asked.release.part2_consent = true;
    asked.message = asked.message.under(std::slice::from_ref(&asked.release));
    asked
}

#[test]
fn everything_right_but_one_thing_is_refused_for_that_thing_alone() {
    for rule in Predicate::ALL {
        let (right, spoiled) = right_and_spoiled(*rule);
        assert_eq!(right.failed(), [], "{rule:?}: without the spoiling it clears");
        assert_eq!(spoiled.failed(), [*rule]);
    }
}

#[test]
fn substance_use_without_a_copy_of_its_own_consent_is_refused_for_that_alone() {
    let mut without = about_substance_use();
    without.message.part2 = None;
    assert_eq!(Asking::Release(without).failed(), [Predicate::Part2Missing]);
    let mut another = about_substance_use();
    another.release.id = domain::ids::ReleaseId::from_bytes([0x77; 16]);
    assert_eq!(Asking::Release(another).failed(), [Predicate::Part2Missing]);
    let mut for_nothing = a_referral();
    for_nothing.message.part2 = about_substance_use().message.part2;
    assert_eq!(Asking::Release(for_nothing).failed(), [Predicate::Part2Missing], "no copy goes along for nothing");
    let mut of_itself = a_referral();
    of_itself.release.part2_consent = true;
    of_itself.message.part2 = domain::part2::Part2Attachment::of(&of_itself.release);
    let told = "that there is such a consent tells of substance use by itself";
    assert_eq!(Asking::Release(of_itself).failed(), [Predicate::Part2Missing], "{told}");
}
