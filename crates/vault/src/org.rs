//! An organization's own keys: what opens the referrals that arrive, and what speaks for the organization.

use crate::aead;
use crate::compartment::{Compartment, CompartmentKey};
use crate::derive::sha256;
use crate::entropy::Entropy;
use crate::error::{OpenError, SealError};
use crate::frame::{Cut, Frame};
use crate::hpke_seal::public_of;
use crate::key::{Key, opaque_debug};
use crate::place::Place;
use crate::signing::Signer;
use crate::suite::Suite;
use crate::words;
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
        IntakePublic(public_of(&self.0))
    }
    /// Seals it under the key of [`Compartment::Intake`].
    ///
    /// # Errors
    /// [`SealError::WrongCompartment`] when the key is of another compartment, or of another organization than the
    /// place.
    pub fn seal_under(
        &self,
        key: &CompartmentKey,
        place: &Place<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, SealError> {
        seal_secret(&self.0, "intake secret", Compartment::Intake, key, place, entropy)
    }
    /// Opens it at its place.
    ///
    /// # Errors
    /// [`OpenError::Format`], or [`OpenError::Broken`] when it was sealed under another key or for another place.
    pub fn open_under(bytes: &[u8], key: &CompartmentKey, place: &Place<'_>) -> Result<Self, OpenError> {
        open_secret(bytes, "intake secret", Compartment::Intake, key, place).map(Self)
    }
    pub(crate) fn key(&self) -> &Key {
        &self.0
    }
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Key::copy_of(bytes))
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
        self.signer().verifying()
    }
    /// Seals it under the key of [`Compartment::Admin`].
    ///
    /// # Errors
    /// [`SealError::WrongCompartment`] when the key is of another compartment, or of another organization than the
    /// place.
    pub fn seal_under(
        &self,
        key: &CompartmentKey,
        place: &Place<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, SealError> {
        seal_secret(&self.0, "signing secret", Compartment::Admin, key, place, entropy)
    }
    /// Opens it at its place.
    ///
    /// # Errors
    /// [`OpenError::Format`], or [`OpenError::Broken`] when it was sealed under another key or for another place.
    pub fn open_under(bytes: &[u8], key: &CompartmentKey, place: &Place<'_>) -> Result<Self, OpenError> {
        open_secret(bytes, "signing secret", Compartment::Admin, key, place).map(Self)
    }
    pub(crate) fn key(&self) -> &Key {
        &self.0
    }
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Key::copy_of(bytes))
    }
    pub(crate) fn signer(&self) -> Signer {
        Signer::new(&self.0)
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
    /// SHA-256 over the organization's id and both keys: what a partner pins. Also bound into every envelope, so none
    /// can be passed on to somebody else.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        let frame =
            Frame::new("footbridge organization 1").part(&self.org.bytes()).part(&self.intake).part(&self.signing);
        sha256(frame.bytes())
    }
}

/// The fingerprint as six words (66 bits) that the two leads read to each other when the MOU is signed, and whenever a
/// key has changed.
#[must_use]
pub fn fingerprint_words(fingerprint: &[u8; 32]) -> [&'static str; 6] {
    words::of_digest(fingerprint)
}

/// The public half of an organization's recovery key, and who can rebuild the secret half.
///
/// This keeps the place of recovery by several holders: each compartment key is also sealed to `public`, and the
/// secret half is split among `holders`, any `threshold` of whom can rebuild it (2 of 3 by default) to admit a member
/// who has lost every way to unlock. Nothing here makes, splits or rebuilds that secret yet. Until something does, a
/// member who has lost both password and sheet is admitted anew by a colleague who still holds the keys, and an
/// organization whose members have all lost them has lost its records, by design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgRecovery {
    /// X25519.
    pub public: [u8; 32],
    /// How many holders must approve.
    pub threshold: u8,
    /// How many holders there are.
    pub holders: u8,
}

fn seal_secret(
    secret: &Key,
    what: &str,
    belongs: Compartment,
    under: &CompartmentKey,
    place: &Place<'_>,
    entropy: &dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    if under.compartment() != belongs || under.org() != place.org {
        return Err(SealError::WrongCompartment);
    }
    let terms = place.frame().part(what.as_bytes());
    Ok(aead::seal_key(under.key(), terms, &Suite::Symmetric.header(), secret, entropy))
}

fn open_secret(
    bytes: &[u8],
    what: &str,
    belongs: Compartment,
    under: &CompartmentKey,
    place: &Place<'_>,
) -> Result<Key, OpenError> {
    let mut cut = Cut::new(bytes);
    Suite::Symmetric.expect(&mut cut).ok_or(OpenError::Format)?;
    if under.compartment() != belongs || under.org() != place.org {
        return Err(OpenError::Broken);
    }
    let terms = place.frame().part(what.as_bytes());
    aead::open_key(under.key(), terms, &Suite::Symmetric.header(), cut.rest())
}
