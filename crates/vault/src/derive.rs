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

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    fn hex(digits: &str) -> Vec<u8> {
        HEXLOWER.decode(digits.as_bytes()).unwrap()
    }
    /// HMAC fills a short key with zeros, so a shorter key of a published vector is this one.
    fn key(short: &[u8]) -> Key {
        Key::fill_with(|key| key[..short.len()].copy_from_slice(short))
    }

    #[test]
    fn it_is_sha256_as_the_standard_has_it() {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc").to_vec(), hex(digest));
    }

    #[test]
    fn it_is_hkdf_as_the_rfc_has_it() {
        // RFC 5869, A.1 and A.3
        let mut out = [0; 42];
        hkdf(Some(&hex("000102030405060708090a0b0c")), &[0x0b; 22], &hex("f0f1f2f3f4f5f6f7f8f9"), &mut out);
        let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
        assert_eq!(HEXLOWER.encode(&out), expected);
        hkdf(None, &[0x0b; 22], b"", &mut out);
        let expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8";
        assert_eq!(HEXLOWER.encode(&out), expected);
    }

    #[test]
    fn it_is_hmac_as_the_rfc_has_it() {
        // RFC 4231, test cases 1 and 2
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(mac(&key(&[0x0b; 20]), &[b"Hi ", b"There"]).to_vec(), hex(expected));
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(mac(&key(b"Jefe"), &[b"what do ya want for nothing?"]).to_vec(), hex(expected));
    }

    #[test]
    fn it_is_argon2id_as_the_reference_has_it() {
        // phc-winner-argon2, test.c: version 0x13, t = 2, m = 2^16, p = 1
        let cost = Cost { memory_kib: 1 << 16, passes: 2, lanes: 1 };
        let Ok(key) = stretch(b"password", b"somesalt", cost) else { panic!("64 MiB are free") };
        let expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7";
        assert_eq!(key.bytes().to_vec(), hex(expected));
    }

    #[test]
    fn derived_keys_differ_by_label_and_by_part() {
        let secret = key(&[1; 32]);
        let frames = [
            Frame::new("a"),
            Frame::new("b"),
            Frame::new("a").part(b""),
            Frame::new("a").part(b"xy"),
            Frame::new("a").part(b"x").part(b"y"),
        ];
        let keys: std::collections::BTreeSet<_> = frames.iter().map(|frame| *derive(&secret, frame).bytes()).collect();
        assert_eq!(keys.len(), frames.len());
    }
}
