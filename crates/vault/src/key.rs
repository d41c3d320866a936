//! Thirty-two secret bytes, wiped when they are dropped.

use crate::entropy::Entropy;
use zeroize::Zeroize;

/// A secret of 256 bits. It lives on the heap, so that moving it leaves no copy behind, and is wiped on drop.
pub(crate) struct Key(Box<[u8; 32]>);

impl Key {
    pub(crate) fn generate(entropy: &dyn Entropy) -> Self {
        Self::fill_with(|bytes| entropy.fill(bytes))
    }
    /// Lets `fill` write the secret in its place.
    pub(crate) fn fill_with(fill: impl FnOnce(&mut [u8; 32])) -> Self {
        let mut key = Self(Box::new([0; 32]));
        fill(&mut key.0);
        key
    }
    pub(crate) fn copy_of(bytes: &[u8; 32]) -> Self {
        Self::fill_with(|key| key.copy_from_slice(bytes))
    }
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// `Debug` that prints the type's name and nothing else, so that a secret cannot reach a log by accident.
macro_rules! opaque_debug {
    ($($name:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )+};
}
pub(crate) use opaque_debug;

opaque_debug!(Key);
