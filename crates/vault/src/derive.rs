//! Keys from keys and from passwords, digests and comparisons.
//!
//! Invariant: a key is used for one purpose; every other purpose gets its own key, derived with its own label.

use crate::frame::Frame;
use crate::key::Key;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

/// SHA-256 (FIPS 180-4).
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// HKDF-SHA-256 (RFC 5869), both steps. `out` is at most 255 × 32 bytes.
pub(crate) fn hkdf(salt: Option<&[u8]>, secret: &[u8], info: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(salt, secret).expand(info, out).expect("invariant: derived keys are short");
}

/// A key for one purpose.
pub(crate) fn derive(secret: &Key, purpose: &Frame) -> Key {
    Key::fill_with(|key| hkdf(None, secret.bytes(), purpose.bytes(), key))
}

/// HMAC-SHA-256 (RFC 2104) over the parts one after another; at most the last may vary in length.
pub(crate) fn mac(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).expect("invariant: HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Whether both are the same, in a time that depends on their lengths only.
pub(crate) fn equal(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// What one Argon2id run costs.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

/// There was not enough memory, or the cost is none that Argon2 knows.
pub(crate) struct CannotStretch;

/// Argon2id version 1.3 (RFC 9106).
pub(crate) fn stretch(secret: &[u8], salt: &[u8], cost: Cost) -> Result<Key, CannotStretch> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|_| CannotStretch)?;
    // Reserved with `try_` because a busy host must refuse one sign-in, not abort for everyone.
    let mut blocks = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| CannotStretch)?;
    blocks.resize(params.block_count(), Block::default());
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut outcome = Ok(());
    let key = Key::fill_with(|key| {
        outcome = argon.hash_password_into_with_memory(secret, salt, key, &mut blocks);
    });
    blocks.zeroize();
    outcome.map(|()| key).map_err(|_| CannotStretch)
}
