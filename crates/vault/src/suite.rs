//! The first two bytes of everything sealed, signed or locked: the version of the format and the suite of
//! primitives, so that both can change while old bytes still say what they are.
//!
//! Invariant: a suite byte is never reused. `0x12` is reserved for a hybrid with ML-KEM (X-Wing,
//! draft-connolly-cfrg-xwing-kem), for the day when what is captured now could be opened by a quantum computer.

use crate::frame::Cut;

const FORMAT: u8 = 1;

/// A closed set of primitives that work together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// XChaCha20-Poly1305 with a random nonce of 24 bytes (draft-irtf-cfrg-xchacha-03): records, wrapped keys.
    Symmetric = 0x01,
    /// HPKE base mode (RFC 9180): X25519, HKDF-SHA-256, ChaCha20-Poly1305, with an Ed25519 signature (RFC 8032):
    /// grants and envelopes.
    Sealing = 0x11,
    /// Argon2id (RFC 9106) in front of [`Suite::Symmetric`]: password locks.
    Password = 0x21,
    /// Ed25519 (RFC 8032): certificates.
    Signature = 0x31,
}

/// Length of [`Suite::header`].
pub(crate) const HEADER: usize = 2;

impl Suite {
    pub(crate) const fn header(self) -> [u8; HEADER] {
        [FORMAT, self as u8]
    }
    /// Takes this suite's header from the front; nothing when other bytes stand there.
    pub(crate) fn expect(self, cut: &mut Cut<'_>) -> Option<()> {
        (*cut.take::<HEADER>()? == self.header()).then_some(())
    }
}
