//! Who may sign a release: the signer matrix (domain rule b.6).
//!
//! The person signs. An unemancipated minor signs together with a parent or guardian, one of whom is enough; a minor
//! who may lawfully receive the service alone signs alone; for a person without capacity a court-appointed guardian
//! signs. Never the abuser of the person, of the minor, or of the minor's other parent (34 U.S.C. 12291(b)(2)(B);
//! 28 CFR 90.4; 28 CFR 94.115).
//!
//! Invariant: what no rule says a minor may do alone, a minor may not do alone.

use super::{Presence, Signature, SignerRole};

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
    /// The parent or guardian of a minor signs too.
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
    /// They are of age where they are, and sign as themselves.
    #[error("nobody of this age is a minor here")]
    OfAge,
    /// They sign as somebody of age, and are none by what was said of their age.
    #[error("somebody of this age is a minor here")]
    Minor,
    /// State law is not known to let a minor of this age receive the service alone.
    #[error("a minor of this age may not sign alone here")]
    NotAlone,
    /// A minor's parent or guardian has not signed.
    #[error("a parent or guardian has to sign too")]
    ParentMissing,
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
pub fn may_sign(claim: &Claim, alone_from: Option<u8>, adult_from: u8) -> Result<(), MayNotSign> {
    let is_old_enough = claim.age.zip(alone_from).is_some_and(|(age, from)| age >= from);
    let is_entitled = match claim.role {
        SignerRole::Survivor => true,
        SignerRole::MinorAlone => is_old_enough,
        SignerRole::MinorWithParent => claim.parent_signs,
        SignerRole::CourtGuardian => claim.court_paper_seen,
    };
    let broken = broken_rules(claim.role, is_entitled, claim.is_not_abuser, claim.presence);
    let grave = |rule: &&MayNotSign| matches!(rule, MayNotSign::Abuser | MayNotSign::VoiceNotVerified);
    let contradicts = contradiction(claim, adult_from);
    let first = broken.iter().find(grave).or(contradicts.as_ref()).or(broken.first());
    first.map_or(Ok(()), |first| Err(*first))
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
    let Signature { role, is_entitled, signer_is_not_abuser, presence, .. } = *signature;
    broken_rules(role, is_entitled, signer_is_not_abuser, presence)
}

fn broken_rules(role: SignerRole, is_entitled: bool, is_not_abuser: bool, presence: Presence) -> Vec<MayNotSign> {
    let lacking = match role {
        // The person themselves need nothing more.
        SignerRole::Survivor => None,
        SignerRole::MinorAlone => Some(MayNotSign::NotAlone),
        SignerRole::MinorWithParent => Some(MayNotSign::ParentMissing),
        SignerRole::CourtGuardian => Some(MayNotSign::CourtPaperMissing),
    };
    let voice = Some(MayNotSign::VoiceNotVerified).filter(|_| presence == Presence::RemoteUnverified);
    let abuser = Some(MayNotSign::Abuser).filter(|_| !is_not_abuser);
    [abuser, voice, lacking.filter(|_| !is_entitled)].into_iter().flatten().collect()
}
