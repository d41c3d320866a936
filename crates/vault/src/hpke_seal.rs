//! Sealing to a public key: HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256 and
//! ChaCha20-Poly1305. One message a context, so its sequence number is always 0.
//!
//! Base mode says nothing about who sealed. Whatever uses this must sign what it sealed.

use crate::entropy::{Entropy, Generator};
use crate::error::SealError;
use crate::key::Key;
use hpke::aead::{AeadTag, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type Encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey;
type AuthTag = AeadTag<ChaCha20Poly1305>;

/// What the receiver needs besides the ciphertext.
pub(crate) struct Opening {
    pub(crate) encapsulated: [u8; 32],
    pub(crate) tag: [u8; 16],
}

/// The public half of a secret.
pub(crate) fn public_of(secret: &Key) -> [u8; 32] {
    X25519HkdfSha256::sk_to_pk(&private(secret)).to_bytes().into()
}

/// Seals `content` in place.
///
/// # Errors
/// [`SealError::PublicKey`] when `to` is a point of low order, which no honest receiver has.
pub(crate) fn seal(
    to: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    content: &mut [u8],
    entropy: &dyn Entropy,
) -> Result<Opening, SealError> {
    let to = PublicKey::from_bytes(to).map_err(|_| SealError::PublicKey)?;
    let (encapsulated, tag) = hpke::single_shot_seal_inout_detached_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &to, info, content.into(), aad, &mut Generator(entropy))
    .map_err(|_| SealError::PublicKey)?;
    Ok(Opening { encapsulated: encapsulated.to_bytes().into(), tag: tag.to_bytes().into() })
}

/// Opens `content` in place, or answers nothing and leaves it undefined.
pub(crate) fn open(secret: &Key, opening: &Opening, info: &[u8], aad: &[u8], content: &mut [u8]) -> Option<()> {
    let encapsulated = Encapsulated::from_bytes(&opening.encapsulated).ok()?;
    let tag = AuthTag::from_bytes(&opening.tag).ok()?;
    hpke::single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private(secret),
        &encapsulated,
        info,
        content.into(),
        aad,
        &tag,
    )
    .ok()
}

fn private(secret: &Key) -> PrivateKey {
    PrivateKey::from_bytes(secret.bytes()).expect("invariant: an X25519 secret is any 32 bytes")
}
