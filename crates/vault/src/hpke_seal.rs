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

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    /// Answers the bytes it was given.
    struct Given(Vec<u8>);

    impl Entropy for Given {
        fn fill(&self, out: &mut [u8]) {
            out.copy_from_slice(&self.0);
        }
    }

    fn hex(digits: &str) -> Vec<u8> {
        HEXLOWER.decode(digits.as_bytes()).unwrap()
    }
    fn hex32(digits: &str) -> [u8; 32] {
        hex(digits).try_into().unwrap()
    }

    #[test]
    fn it_is_hpke_base_mode_as_the_rfc_has_it() {
        // RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base, sequence number 0
        let info = hex("4f6465206f6e2061204772656369616e2055726e");
        let aad = hex("436f756e742d30");
        let plain = hex("4265617574792069732074727574682c20747275746820626561757479");
        let receiver = Key::copy_of(&hex32("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"));
        let ephemeral = Given(hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b"));
        let public = public_of(&receiver);
        assert_eq!(public, hex32("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"));

        let mut content = plain.clone();
        let opening = seal(&public, &info, &aad, &mut content, &ephemeral).unwrap();
        assert_eq!(opening.encapsulated, hex32("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"));
        assert_eq!(HEXLOWER.encode(&content), "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b");
        assert_eq!(HEXLOWER.encode(&opening.tag), "60b4db21993c62ce81883d2dd1b51a28");

        open(&receiver, &opening, &info, &aad, &mut content).unwrap();
        assert_eq!(content, plain);
    }

    #[test]
    fn a_public_key_of_low_order_is_refused() {
        let low_order = hex32("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        let entropy = Given(vec![7; 32]);
        for public in [[0; 32], low_order] {
            assert_eq!(seal(&public, b"", b"", &mut [0; 8], &entropy).err(), Some(SealError::PublicKey));
        }
    }
}
