//! A password as a way to unlock a member's keys.

use crate::entropy::Entropy;
use crate::key::{Key, opaque_debug};
use crate::lock::UnlockError;
use crate::member::MemberSecrets;
use crate::server::KeyFileError;
use domain::ids::MemberId;

/// What one guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    for_tests: bool,
}

impl KdfCost {
    /// The cost in production.
    pub const PRODUCTION: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1, for_tests: false };

    /// A cost so low that a suite of tests is quick. Worthless for protecting anything.
    #[must_use]
    pub const fn for_tests() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1, for_tests: true }
    }
}

/// The host's secret that every password is mixed with.
pub struct Pepper {
    key: Key,
    cost: KdfCost,
}

opaque_debug!(Pepper);

impl Pepper {
    /// From the bytes of the pepper file, at the cost of production.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self { key: Key::copy_of(bytes), cost: KdfCost::PRODUCTION }
    }
    /// Reads a pepper file.
    ///
    /// # Errors
    /// [`KeyFileError`]
    pub fn parse(file: &[u8]) -> Result<Self, KeyFileError> {
        unimplemented!()
    }
    /// Locks made with it cost this much.
    #[must_use]
    pub fn with_cost(self, cost: KdfCost) -> Self {
        Self { key: self.key, cost }
    }
}

/// A member's keys under their password.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordLock(Vec<u8>);

opaque_debug!(PasswordLock);

impl PasswordLock {
    /// Locks the keys.
    ///
    /// # Errors
    /// [`UnlockError::Memory`]
    pub fn enroll(
        password: &str,
        pepper: &Pepper,
        secrets: &MemberSecrets,
        member: MemberId,
        entropy: &dyn Entropy,
    ) -> Result<Self, UnlockError> {
        unimplemented!()
    }
    /// Unlocks the keys.
    ///
    /// # Errors
    /// [`UnlockError`]
    pub fn unlock(
        bytes: &[u8],
        password: &str,
        pepper: &Pepper,
        member: MemberId,
    ) -> Result<MemberSecrets, UnlockError> {
        unimplemented!()
    }
    /// Takes as long as [`PasswordLock::unlock`].
    pub fn decoy(password: &str, pepper: &Pepper) {
        unimplemented!()
    }
    /// The lock was made at a lower cost than this pepper asks for now.
    #[must_use]
    pub fn is_outdated(bytes: &[u8], pepper: &Pepper) -> bool {
        unimplemented!()
    }
    /// The stored form.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
    /// The stored form.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}
