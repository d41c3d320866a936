//! The signer matrix, row by row, and that the gate reads the same one.

use crate::any::{Asked, NOW, cleared_by_release, sample};
use domain::gate::{Basis, Predicate, clear};
use domain::release::signer::{Claim, MayNotSign, may_sign, signer_failures};
use domain::release::{Presence, SignatureMethod, SignerRole};

/// A claim of somebody who is there and hurts nobody, and of whom nothing more is known.
fn claim(role: SignerRole) -> Claim {
    Claim {
        role,
        is_not_abuser: true,
        presence: Presence::InPerson,
        age: None,
        parent_signs: false,
        court_paper_seen: false,
        is_of_age: false,
        minor_signs: false,
    }
}

#[test]
fn the_signer_matrix() {
    use MayNotSign::{AgeNotAsked, CourtPaperMissing, Minor, MinorMissing, NotAlone, OfAge, ParentMissing};
    use SignerRole::{CourtGuardian, MinorAlone, MinorWithParent, Survivor};
    let aged = |age| Claim { age: Some(age), ..claim(MinorAlone) };
    let with_parent = Claim { parent_signs: true, minor_signs: true, ..claim(MinorWithParent) };
    let typed = |claim: &Claim, from| may_sign(claim, SignatureMethod::Typed, from, 18);
    for (what, claim, alone_from, may) in [
        ("an adult", Claim { is_of_age: true, ..claim(Survivor) }, None, Ok(())),
        ("somebody whose age nobody asked", claim(Survivor), Some(12), Err(AgeNotAsked)),
        ("a minor alone, where nothing is known", aged(17), None, Err(NotAlone)),
        ("a minor alone, whose age was not asked", claim(MinorAlone), Some(12), Err(NotAlone)),
        ("a minor alone, a year too young", aged(13), Some(14), Err(NotAlone)),
        ("a minor alone, just old enough", aged(14), Some(14), Ok(())),
        ("a minor alone, older", aged(17), Some(14), Ok(())),
        ("a minor alone, at any age", aged(0), Some(0), Ok(())),
        ("a minor, one parent signs too", with_parent, None, Ok(())),
        ("the parent signs for the minor", Claim { minor_signs: false, ..with_parent }, Some(12), Err(MinorMissing)),
        ("a minor, no parent signs", claim(MinorWithParent), Some(12), Err(ParentMissing)),
        ("nineteen is no minor", aged(19), Some(14), Err(OfAge)),
        ("forty-five is no minor, where nothing is known", aged(45), None, Err(OfAge)),
        ("eighteen is no minor", aged(18), Some(14), Err(OfAge)),
        ("nor with a parent", Claim { age: Some(18), ..with_parent }, None, Err(OfAge)),
        ("a minor with a parent, whose age was said", Claim { age: Some(17), ..with_parent }, None, Ok(())),
        ("seventeen, as somebody of age", Claim { age: Some(17), ..claim(Survivor) }, None, Err(Minor)),
        ("an adult whose age was said", Claim { age: Some(18), is_of_age: true, ..claim(Survivor) }, None, Ok(())),
        (
            "a guardian of somebody of age",
            Claim { age: Some(45), court_paper_seen: true, ..claim(CourtGuardian) },
            None,
            Ok(()),
        ),
        ("a guardian of a court", Claim { court_paper_seen: true, ..claim(CourtGuardian) }, None, Ok(())),
        ("a guardian of whom no paper was seen", claim(CourtGuardian), None, Err(CourtPaperMissing)),
    ] {
        assert_eq!(typed(&claim, alone_from), may, "{what}");
        let abuser = Claim { is_not_abuser: false, ..claim };
        assert_eq!(typed(&abuser, alone_from), Err(MayNotSign::Abuser), "{what}: never the abuser");
        let unheard = Claim { presence: Presence::RemoteUnverified, ..claim };
        assert_eq!(typed(&unheard, alone_from), Err(MayNotSign::VoiceNotVerified), "{what}: not by an unknown voice");
        let heard = Claim { presence: Presence::RemoteVoiceVerified, ..claim };
        for here in [SignatureMethod::Typed, SignatureMethod::Drawn] {
            let said = may_sign(&heard, here, alone_from, 18);
            assert_eq!(said, Err(MayNotSign::NotSignedThere), "{what}: nobody elsewhere types or draws here");
        }
        let paper = may_sign(&heard, SignatureMethod::Paper, alone_from, 18);
        assert_eq!(paper, may, "{what}: from elsewhere, on paper, by a known voice");
    }
}

#[test]
fn a_minor_and_a_parent_do_not_sign_in_one_drawing() {
    let both = Claim { parent_signs: true, minor_signs: true, ..claim(SignerRole::MinorWithParent) };
    let by = |method| may_sign(&both, method, None, 18);
    assert_eq!(by(SignatureMethod::Drawn), Err(MayNotSign::TwoSignatures));
    assert_eq!((by(SignatureMethod::Typed), by(SignatureMethod::Paper)), (Ok(()), Ok(())));
}

#[test]
fn what_is_stored_as_typed_or_drawn_from_elsewhere_clears_nothing() {
    for method in [SignatureMethod::Typed, SignatureMethod::Drawn] {
        let elsewhere = |s: &mut domain::release::Signature| {
            (s.role, s.method, s.presence) = (SignerRole::Survivor, method, Presence::RemoteVoiceVerified);
        };
        assert_eq!(at_the_gate(elsewhere), Err(vec![Predicate::NotSignedThere]), "{method:?}");
    }
}

#[test]
fn nobody_is_a_minor_for_longer_than_their_state_says() {
    let aged = |age| Claim { age: Some(age), ..claim(SignerRole::MinorAlone) };
    assert_eq!(may_sign(&aged(18), SignatureMethod::Typed, Some(14), 19), Ok(()), "Alabama");
    assert_eq!(may_sign(&aged(19), SignatureMethod::Typed, Some(14), 19), Err(MayNotSign::OfAge));
    let adult = Claim { age: Some(18), ..claim(SignerRole::Survivor) };
    assert_eq!(may_sign(&adult, SignatureMethod::Typed, None, 19), Err(MayNotSign::Minor));
}

/// What the gate says of a release that would clear, once its signature was changed.
fn at_the_gate(change: impl Fn(&mut domain::release::Signature)) -> Result<(), Vec<Predicate>> {
    let mut asked: Asked = sample(cleared_by_release());
    change(asked.release.signature.as_mut().unwrap());
    let failures = signer_failures(asked.release.signature.as_ref().unwrap());
    let releases = std::slice::from_ref(&asked.release);
    let cleared = clear(asked.message.under(releases), &asked.from, Basis::Releases(releases), NOW);
    assert_eq!(cleared.is_ok(), failures.is_empty(), "the gate and the matrix agree");
    cleared.map(drop).map_err(|refusal| refusal.failed)
}

#[test]
fn the_gate_asks_the_matrix_each_time() {
    for role in SignerRole::ALL.iter().copied() {
        let at_the_gate = |change: fn(&mut domain::release::Signature, SignerRole)| {
            at_the_gate(|s| {
                (s.method, s.presence) = (SignatureMethod::Typed, Presence::InPerson);
                change(s, role);
            })
        };
        assert_eq!(at_the_gate(|s, role| (s.role, s.is_entitled) = (role, true)), Ok(()), "{role:?}");
        let lacking = at_the_gate(|s, role| (s.role, s.is_entitled) = (role, false));
        let expected = if role == SignerRole::Survivor { Ok(()) } else { Err(vec![Predicate::SignerNotEntitled]) };
        assert_eq!(lacking, expected, "{role:?}");
        let abuser = at_the_gate(|s, role| (s.role, s.signer_is_not_abuser) = (role, false));
        assert_eq!(abuser, Err(vec![Predicate::SignerIsAbuser]), "{role:?}");
    }
}

#[test]
fn a_choice_for_the_event_of_death_lengthens_nothing() {
    let mut asked = sample(cleared_by_release());
    asked.release.after_death = true;
    let end = asked.release.expires_at.unwrap();
    for now in [NOW, end] {
        let cleared = |release| clear(asked.message.clone(), &asked.from, Basis::Releases(&[release]), now).is_ok();
        let without = domain::release::Release { after_death: false, ..asked.release.clone() };
        assert_eq!(cleared(asked.release.clone()), cleared(without));
        assert_eq!(asked.release.is_live(now), now < end);
    }
}
