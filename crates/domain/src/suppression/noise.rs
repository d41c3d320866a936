//! Noise for what a coalition shows ([`crate::coalition::with_noise`]): the discrete Laplace distribution, drawn exactly.
//!
//! The draw is the one of Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020),
//! algorithms 1 and 2: Bernoulli trials of exp(-γ) made of trials of fractions, in whole numbers alone. A sampler with
//! floating point gives the truth away by the numbers that it can't make (Mironov, 2012).
//!
//! Invariant: no floating point, and no randomness of its own: bytes come in.
//! Invariant: noise comes on top of hiding and in place of nothing. What it promises is said of the numbers that are
//! shown, and of one referral: a person who is referred twice is counted twice.
//!
//! Read next: [`Epsilon`] (what is promised), [`Budget`] (how much of it a period may spend), [`discrete_laplace`].

use std::fmt;

/// How much one referral can change the odds of anything that is seen: at most by a factor of e to this. In thousandths,
/// so that it adds up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epsilon(u32);

/// Nothing, or more than means anything: from 0.001 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("epsilon is from 0.001 to 10")]
pub struct NoEpsilon;

impl Epsilon {
    /// So many thousandths.
    ///
    /// # Errors
    /// [`NoEpsilon`] for none, and for more than 10,000.
    pub const fn thousandths(n: u32) -> Result<Self, NoEpsilon> {
        if n == 0 || n > 10_000 { Err(NoEpsilon) } else { Ok(Self(n)) }
    }

    /// In thousandths.
    #[must_use]
    pub const fn in_thousandths(self) -> u32 {
        self.0
    }

    /// The scale of the noise that keeps this promise of a count that one referral changes by `sensitivity` at most:
    /// sensitivity / epsilon.
    #[must_use]
    pub const fn scale(self, sensitivity: u32) -> Scale {
        Scale { over: sensitivity as u64 * 1000, under: self.0 as u64 }
    }
}

impl fmt::Display for Epsilon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// How wide the noise is, as a fraction. The chance of `x` falls as exp(-|x| / scale).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    over: u64,
    under: u64,
}

impl Scale {
    /// As a fraction: over, and under.
    #[must_use]
    pub const fn fraction(self) -> (u64, u64) {
        (self.over, self.under)
    }

    /// The promise that this scale keeps, in thousandths, rounded up: sensitivity / scale. It is the formula of the
    /// discrete Laplace mechanism: for whole counts the exact epsilon, and not a bound.
    #[must_use]
    pub const fn promises(self, sensitivity: u32) -> u64 {
        (sensitivity as u64 * 1000 * self.under).div_ceil(self.over)
    }
}

/// How much a period may spend, and how much it has spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    allowed: Epsilon,
    spent: u32,
}

/// A release asks for more than is left of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing more of this period can be shown with so little noise")]
pub struct Overspent;

impl Budget {
    /// Nothing spent.
    #[must_use]
    pub const fn of(allowed: Epsilon) -> Self {
        Self { allowed, spent: 0 }
    }

    /// What it may spend.
    #[must_use]
    pub const fn allowed(self) -> Epsilon {
        self.allowed
    }

    /// What it has spent, in thousandths.
    #[must_use]
    pub const fn spent(self) -> u32 {
        self.spent
    }

    /// After `counts` more numbers that the same referral can be in, each with this promise: promises add up.
    ///
    /// # Errors
    /// [`Overspent`]; nothing is spent then.
    pub fn spend(self, each: Epsilon, counts: u32) -> Result<Self, Overspent> {
        let spent = each.0.checked_mul(counts).and_then(|more| self.spent.checked_add(more)).ok_or(Overspent)?;
        if spent > self.allowed.0 { Err(Overspent) } else { Ok(Self { spent, ..self }) }
    }
}

/// Draws a whole number around nothing. `fill` gives bytes that nobody can predict.
///
/// Takes a number of bytes that hangs on the draw, so whoever can measure the time to the byte learns something of the
/// noise: it is drawn once, when a period is closed, and not while somebody waits.
pub fn discrete_laplace(scale: Scale, fill: &mut impl FnMut(&mut [u8])) -> i64 {
    loop {
        let first = below(scale.over, fill);
        if !exp_of_minus(first, scale.over, fill) {
            continue;
        }
        let mut whole = 0_u64;
        while exp_of_minus(1, 1, fill) {
            whole += 1;
        }
        let far = (first + scale.over * whole) / scale.under;
        let is_down = below(2, fill) == 1;
        if is_down && far == 0 {
            continue;
        }
        let far = i64::try_from(far).unwrap_or(i64::MAX);
        return if is_down { -far } else { far };
    }
}

/// Yes with the chance exp(-over / under), for a fraction from 0 to 1.
fn exp_of_minus(over: u64, under: u64, fill: &mut impl FnMut(&mut [u8])) -> bool {
    let mut k = 1_u64;
    while below(under * k, fill) < over {
        k += 1;
    }
    k % 2 == 1
}

/// A whole number below `end`, each as likely as the other.
fn below(end: u64, fill: &mut impl FnMut(&mut [u8])) -> u64 {
    // What does not divide evenly is drawn again.
    let last = u64::MAX - u64::MAX % end;
    loop {
        let mut bytes = [0; 8];
        fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        if drawn < last {
            return drawn % end;
        }
    }
}
