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
