//! A member's own keys.

use crate::entropy::Entropy;
use crate::key::{Key, opaque_debug};

/// A member's secret keys.
pub struct MemberSecrets {
    sealing: Key,
    signing: Key,
}

opaque_debug!(MemberSecrets);

impl MemberSecrets {
    /// New keys.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self { sealing: Key::generate(entropy), signing: Key::generate(entropy) }
    }
    /// The public halves.
    #[must_use]
    pub fn public(&self) -> MemberPublic {
        unimplemented!()
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
    /// Four words.
    #[must_use]
    pub fn code(&self) -> [&'static str; 4] {
        unimplemented!()
    }
}
