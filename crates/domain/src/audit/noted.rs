//! The end of a chain as somebody wrote it down elsewhere, held against the chain as it stands.

use super::{Checkpoint, GENESIS, Hash};

/// Number and hash of the last entry, as somebody wrote them down elsewhere: whoever can rewrite a whole chain is found by
/// nothing else. Written `12:9f…`, the number, a colon, and 64 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// The number, from 1.
    pub seq: u64,
    /// The hash.
    pub hash: Hash,
}

/// The text is no number and hash of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no number and hash of an entry")]
pub struct NoNoted;

impl Noted {
    /// Reads it, however it was spaced.
    ///
    /// # Errors
    /// [`NoNoted`].
    pub fn parse(text: &str) -> Result<Self, NoNoted> {
        let (seq, hex) = text.trim().split_once(':').ok_or(NoNoted)?;
        let digits: Vec<u8> = hex.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let seq: u64 = seq.trim().parse().map_err(|_| NoNoted)?;
        if seq == 0 || digits.len() != 64 {
            return Err(NoNoted);
        }
        let mut hash = GENESIS;
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            let nibble = |digit: u8| char::from(digit).to_digit(16).ok_or(NoNoted);
            let value = nibble(pair[0])? * 16 + nibble(pair[1])?;
            *byte = u8::try_from(value).map_err(|_| NoNoted)?;
        }
        Ok(Self { seq, hash })
    }
    /// What the chain that stands says of it: where it begins, if entries went, how long it is, and the hash that is stored
    /// under this number.
    #[must_use]
    pub fn compared(&self, cut: Option<&Checkpoint>, head: u64, stored: Option<&Hash>) -> Compared {
        match cut {
            Some(cut) if self.seq < cut.seq => return Compared::BeforeTheCut { last: cut.seq },
            Some(cut) if self.seq == cut.seq => return Compared::of(cut.hash() == self.hash),
            _ => {}
        }
        match stored {
            _ if self.seq > head => Compared::Shorter { head },
            Some(stored) => Compared::of(*stored == self.hash),
            None => Compared::DoesNotMatch,
        }
    }
}

impl std::fmt::Display for Noted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What became of a head that was written down elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The chain holds that very entry: nothing up to it was rewritten since.
    Matches,
    /// Its entry went when its time was over. Nothing can be said of it any more.
    BeforeTheCut {
        /// Number of the last entry that went.
        last: u64,
    },
    /// Another entry stands under that number: the chain was rewritten.
    DoesNotMatch,
    /// The chain is shorter than it was: what stood at its end is gone.
    Shorter {
        /// Number of its last entry.
        head: u64,
    },
}

impl Compared {
    const fn of(is_same: bool) -> Self {
        if is_same { Self::Matches } else { Self::DoesNotMatch }
    }
    /// Somebody changed the chain.
    #[must_use]
    pub const fn is_wrong(self) -> bool {
        matches!(self, Self::DoesNotMatch | Self::Shorter { .. })
    }
}
