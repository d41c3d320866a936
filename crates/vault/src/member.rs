//! A member's own keys: what everything they may open is sealed to, and what they sign with.

use crate::derive::sha256;
use crate::entropy::Entropy;
use crate::frame::Frame;
use crate::hpke_seal::public_of;
use crate::key::{Key, opaque_debug};
use crate::signing::Signer;
use crate::words;

/// A member's secret keys. At rest they exist only inside the member's locks and, while they are signed in, inside
/// the session's sealed keys.
pub struct MemberSecrets {
    sealing: Key,
    signing: Key,
}

opaque_debug!(MemberSecrets);

impl MemberSecrets {
    /// Length of the locked form.
    pub(crate) const BYTES: usize = 64;

    /// New keys.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self { sealing: Key::generate(entropy), signing: Key::generate(entropy) }
    }
    /// A second copy, for a session whose keys are gathered again. Wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self::from_parts(self.sealing.bytes(), self.signing.bytes())
    }
    /// The public halves.
    #[must_use]
    pub fn public(&self) -> MemberPublic {
        MemberPublic { sealing: self.public_sealing(), verifying: self.signer().verifying() }
    }
    pub(crate) fn public_sealing(&self) -> [u8; 32] {
        public_of(&self.sealing)
    }
    pub(crate) fn sealing(&self) -> &Key {
        &self.sealing
    }
    pub(crate) fn signer(&self) -> Signer {
        Signer::new(&self.signing)
    }
    /// The locked form, in two halves: whoever seals it copies each straight into its place.
    pub(crate) fn halves(&self) -> [&[u8; 32]; 2] {
        [self.sealing.bytes(), self.signing.bytes()]
    }
    pub(crate) fn from_parts(sealing: &[u8; 32], signing: &[u8; 32]) -> Self {
        Self { sealing: Key::copy_of(sealing), signing: Key::copy_of(signing) }
    }
}

/// A member's public keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberPublic {
    /// X25519: what compartment keys are sealed to.
    pub sealing: [u8; 32],
    /// Ed25519: what their envelopes are verified with.
    pub verifying: [u8; 32],
}

impl MemberPublic {
    /// Four words that a newcomer and a colleague compare, over the phone or side by side, before any key is granted.
    ///
    /// 44 bits: enough where a key must be slipped in between joining and granting, on the same day, and the two hear
    /// each other's voices. Pinning a partner, which lasts for years, takes the six words of a fingerprint.
    #[must_use]
    pub fn code(&self) -> [&'static str; 4] {
        let frame = Frame::new("footbridge member code 1").part(&self.sealing).part(&self.verifying);
        words::of_digest(&sha256(frame.bytes()))
    }
}
