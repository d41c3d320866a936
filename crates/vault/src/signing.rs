//! Signatures: Ed25519 (RFC 8032), verified strictly, so that one message has one valid signature and no key of low
//! order verifies anything.
//!
//! Invariant: what is signed is a labeled [`Frame`], so that no signature of one kind can be read as another.

use crate::frame::Frame;
use crate::key::Key;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// A secret key ready to sign; wiped on drop. Always made from the secret alone: a signer that is told its public
/// key by somebody else can be made to give the secret away.
pub(crate) struct Signer(SigningKey);

impl Signer {
    pub(crate) fn new(secret: &Key) -> Self {
        Self(SigningKey::from_bytes(secret.bytes()))
    }
    pub(crate) fn verifying(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }
    pub(crate) fn sign(&self, statement: &Frame) -> [u8; 64] {
        self.sign_bytes(statement.bytes())
    }
    fn sign_bytes(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

/// Whether the signature holds.
pub(crate) fn verify(verifying: &[u8; 32], statement: &Frame, signature: &[u8; 64]) -> bool {
    verify_bytes(verifying, statement.bytes(), signature)
}

fn verify_bytes(verifying: &[u8; 32], bytes: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(verifying)
        .is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    fn hex<const N: usize>(digits: &str) -> [u8; N] {
        HEXLOWER.decode(digits.as_bytes()).unwrap().try_into().unwrap()
    }

    #[test]
    fn it_is_ed25519_as_the_rfc_has_it() {
        // RFC 8032, 7.1, tests 2 and 3
        let vectors: [(&str, &str, &[u8], &str); 2] = [
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                &[0x72],
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                &[0xaf, 0x82],
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
                 18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ];
        for (secret, public, message, signature) in vectors {
            let signer = Signer::new(&Key::copy_of(&hex(secret)));
            assert_eq!(signer.verifying(), hex(public));
            assert_eq!(signer.sign_bytes(message), hex(signature));
            assert!(verify_bytes(&hex(public), message, &hex(signature)));
            assert!(!verify_bytes(&hex(public), b"another message", &hex(signature)));
        }
    }

    #[test]
    fn a_key_of_low_order_verifies_nothing() {
        // With the neutral element as key and as R, and S = 0, the plain equation of Ed25519 holds for every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!verify_bytes(&neutral, b"anything", &signature));
    }
}
