//! Where randomness comes from: always an argument, so that a test can repeat it and no rule depends on the machine.

use hpke::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

/// A source of randomness fit for keys. The binary hands in the operating system's generator; tests hand in a
/// fixed one.
pub trait Entropy: Send + Sync {
    /// Fills `out` with bytes nobody can predict. Never short: a source that cannot deliver must abort the process,
    /// since a key made without randomness is worse than no answer.
    fn fill(&self, out: &mut [u8]);
}

/// Draws `N` bytes.
pub(crate) fn draw<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// [`Entropy`] in the shape that HPKE asks for.
pub(crate) struct Generator<'a>(pub(crate) &'a dyn Entropy);

impl TryRng for Generator<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(draw(self.0)))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(draw(self.0)))
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(out);
        Ok(())
    }
}

impl TryCryptoRng for Generator<'_> {}
