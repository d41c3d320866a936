//! Who may sign a release: the signer matrix (domain rule b.6).
//!
//! The person signs. An unemancipated minor signs together with a parent or guardian, one of whom is enough; a minor
//! who may lawfully receive the service alone signs alone; for a person without capacity a court-appointed guardian
//! signs. A minor and their parent give two signatures, never one hand on one pad. Whoever is elsewhere signs on paper
//! there, or not at all: a name typed here, or a line drawn here, is the hand of the staff. Never the abuser of the person, of the minor, or of the minor's other parent (34 U.S.C. 12291(b)(2)(B);
//! 28 CFR 90.4; 28 CFR 94.115).
//!
//! Invariant: what no rule says a minor may do alone, a minor may not do alone.

use super::{Presence, Signature, SignatureMethod, SignerRole};

/// What the witness says of who signs. An age is compared and not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// In which role.
    pub role: SignerRole,
    /// The witness attests: the signer is not the abuser of the person, nor of a minor, nor of a minor's other parent.
    pub is_not_abuser: bool,
    /// Where they are.
    pub presence: Presence,
    /// Age in whole years: of a minor who signs alone always, of anybody else where it was said.
    pub age: Option<u8>,
    /// The witness attests: somebody who signs as themselves is of age here, or may by law receive this alone.
    pub is_of_age: bool,
    /// The witness attests: the minor signed with their own hand, beside the parent.
    pub minor_signs: bool,
    /// The witness attests: the parent or guardian of a minor signed too, with their own hand.
    pub parent_signs: bool,
    /// The witness has seen the court's paper that appoints the guardian.
    pub court_paper_seen: bool,
}

/// Why somebody may not sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MayNotSign {
    /// The signer hurts the person, the minor or the minor's other parent, or nobody has made sure.
    #[error("the signer is, or may be, the abuser")]
    Abuser,
    /// They are elsewhere, and nobody knew the voice (domain rule b.7).
    #[error("a signature from elsewhere takes a voice that the witness knows")]
    VoiceNotVerified,
    /// They are elsewhere, and what is here was not signed there (34 U.S.C. 12291(b)(2)(B): a release is written).
    #[error("a signature from elsewhere is given on paper")]
    NotSignedThere,
    /// They are of age where they are, and sign as themselves.
    #[error("nobody of this age is a minor here")]
    OfAge,
    /// They sign as somebody of age, and are none by what was said of their age.
    #[error("somebody of this age is a minor here")]
    Minor,
    /// Nobody has made sure that they are of age, or may receive this alone.
    #[error("nobody made sure that the signer is of age")]
    AgeNotAsked,
    /// State law is not known to let a minor of this age receive the service alone.
    #[error("a minor of this age may not sign alone here")]
    NotAlone,
    /// A minor's parent or guardian has not signed.
    #[error("a parent or guardian has to sign too")]
    ParentMissing,
    /// The minor has not signed beside the parent.
    #[error("the minor has to sign too")]
    MinorMissing,
    /// One drawing is not the signature of two.
    #[error("two who sign give two signatures")]
    TwoSignatures,
    /// Nobody has seen that a court appointed the guardian.
    #[error("the court's paper was not seen")]
    CourtPaperMissing,
}

/// The matrix. `alone_from` is the age from which state law is known to let a minor receive the service alone
/// ([`crate::state_rule::StateRule::minor_alone_from`]), `adult_from` the age at which nobody is a minor there any more
/// ([`crate::state_rule::StateRule::adult_from`]). An age that was said has to fit the role.
///
/// # Errors
/// [`MayNotSign`] names the first rule that is broken, the gravest first.
pub fn may_sign(
    claim: &Claim,
    method: SignatureMethod,
    alone_from: Option<u8>,
    adult_from: u8,
) -> Result<(), MayNotSign> {
    // What entitles is looked at by its own name below.
    let broken = broken_rules(claim.role, true, claim.is_not_abuser, (claim.presence, method));
    let grave = |rule: &MayNotSign| {
        matches!(rule, MayNotSign::Abuser | MayNotSign::VoiceNotVerified | MayNotSign::NotSignedThere)
    };
    let first = broken.iter().copied().find(grave);
    let first = first.or_else(|| contradiction(claim, adult_from)).or_else(|| lacking(claim, alone_from));
    first.or(broken.first().copied()).map_or(Ok(()), Err)
}

/// What the role asks for and the claim does not say.
fn lacking(claim: &Claim, alone_from: Option<u8>) -> Option<MayNotSign> {
    let is_old_enough = claim.age.zip(alone_from).is_some_and(|(age, from)| age >= from);
    match claim.role {
        SignerRole::Survivor => (!claim.is_of_age).then_some(MayNotSign::AgeNotAsked),
        SignerRole::MinorAlone => (!is_old_enough).then_some(MayNotSign::NotAlone),
        SignerRole::MinorWithParent if !claim.parent_signs => Some(MayNotSign::ParentMissing),
        SignerRole::MinorWithParent => (!claim.minor_signs).then_some(MayNotSign::MinorMissing),
        SignerRole::CourtGuardian => (!claim.court_paper_seen).then_some(MayNotSign::CourtPaperMissing),
    }
}

/// The age and the role say different things. Who a guardian signs for can be of any age.
fn contradiction(claim: &Claim, adult_from: u8) -> Option<MayNotSign> {
    let is_of_age = claim.age? >= adult_from;
    match claim.role {
        SignerRole::MinorAlone | SignerRole::MinorWithParent if is_of_age => Some(MayNotSign::OfAge),
        SignerRole::Survivor if !is_of_age => Some(MayNotSign::Minor),
        _ => None,
    }
}

/// The matrix over a signature that stands: every rule it breaks. The gate asks this each time something would cross.
#[must_use]
pub fn signer_failures(signature: &Signature) -> Vec<MayNotSign> {
    let Signature { role, is_entitled, signer_is_not_abuser, presence, method, .. } = *signature;
    broken_rules(role, is_entitled, signer_is_not_abuser, (presence, method))
}

fn broken_rules(
    role: SignerRole,
    is_entitled: bool,
    is_not_abuser: bool,
    (presence, method): (Presence, SignatureMethod),
) -> Vec<MayNotSign> {
    let lacking = match role {
        // The person themselves need nothing more.
        SignerRole::Survivor => None,
        SignerRole::MinorAlone => Some(MayNotSign::NotAlone),
        SignerRole::MinorWithParent => Some(MayNotSign::ParentMissing),
        SignerRole::CourtGuardian => Some(MayNotSign::CourtPaperMissing),
    };
    let voice = Some(MayNotSign::VoiceNotVerified).filter(|_| presence == Presence::RemoteUnverified);
    let elsewhere = presence != Presence::InPerson && method != SignatureMethod::Paper;
    let not_there = Some(MayNotSign::NotSignedThere).filter(|_| elsewhere);
    let one_hand = role == SignerRole::MinorWithParent && method == SignatureMethod::Drawn;
    let two = Some(MayNotSign::TwoSignatures).filter(|_| one_hand);
    let abuser = Some(MayNotSign::Abuser).filter(|_| !is_not_abuser);
    [abuser, voice, not_there, lacking.filter(|_| !is_entitled), two].into_iter().flatten().collect()
}
