//! An organization's own keys.

use crate::compartment::CompartmentKey;
use crate::entropy::Entropy;
use crate::error::{OpenError, SealError};
use crate::key::{Key, opaque_debug};
use crate::place::Place;
use domain::ids::OrgId;

/// The public key that referrals to the organization are sealed to (X25519).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntakePublic(pub [u8; 32]);

/// The secret key that opens what arrives.
pub struct IntakeSecret(Key);

/// The secret key that certifies members and signs grants (Ed25519).
pub struct OrgSigningSecret(Key);

opaque_debug!(IntakeSecret, OrgSigningSecret);

impl IntakeSecret {
    /// A new key.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> IntakePublic {
        unimplemented!()
    }
    /// Seals it under the key of [`Compartment::Intake`](crate::Compartment::Intake).
    ///
    /// # Errors
    /// [`SealError`]
    pub fn seal_under(
        &self,
        key: &CompartmentKey,
        place: &Place<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, SealError> {
        unimplemented!()
    }
    /// Opens it.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open_under(bytes: &[u8], key: &CompartmentKey, place: &Place<'_>) -> Result<Self, OpenError> {
        unimplemented!()
    }
}

impl OrgSigningSecret {
    /// A new key.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// Its public half.
    #[must_use]
    pub fn verifying(&self) -> [u8; 32] {
        unimplemented!()
    }
    /// Seals it under the key of [`Compartment::Admin`](crate::Compartment::Admin).
    ///
    /// # Errors
    /// [`SealError`]
    pub fn seal_under(
        &self,
        key: &CompartmentKey,
        place: &Place<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, SealError> {
        unimplemented!()
    }
    /// Opens it.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open_under(bytes: &[u8], key: &CompartmentKey, place: &Place<'_>) -> Result<Self, OpenError> {
        unimplemented!()
    }
}

/// What others know of an organization, and pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgPublic {
    /// The organization.
    pub org: OrgId,
    /// X25519: what envelopes to it are sealed to.
    pub intake: [u8; 32],
    /// Ed25519: what certifies its members.
    pub signing: [u8; 32],
}

impl OrgPublic {
    /// The public half of these secrets.
    #[must_use]
    pub fn new(org: OrgId, intake: &IntakeSecret, signing: &OrgSigningSecret) -> Self {
        Self { org, intake: intake.public().0, signing: signing.verifying() }
    }
    /// SHA-256 over the organization's id and both keys.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        unimplemented!()
    }
}

/// The fingerprint as six words that two people compare aloud.
#[must_use]
pub fn fingerprint_words(fingerprint: &[u8; 32]) -> [&'static str; 6] {
    unimplemented!()
}

/// The public half of an organization's recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgRecovery {
    /// X25519.
    pub public: [u8; 32],
    /// How many holders must approve.
    pub threshold: u8,
    /// How many holders there are.
    pub holders: u8,
}
