//! How often a secret may be guessed: ten tries, then one in three minutes, for each account or code.
//!
//! Kept in memory: a restart forgives, and nothing about who guessed is stored. Unknown names count like known ones,
//! so the answer tells nobody whether an account exists.

use crate::{Error, Result};
use domain::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Tries before waiting begins.
const TRIES: i64 = 10;
/// One more after this many seconds.
const REFILL_SECONDS: i64 = 180;
/// Names remembered at a time; the fullest buckets are forgotten first.
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Attempts {
    /// By hash of the name: when the bucket would be full again, in microseconds UTC.
    full_at: Mutex<HashMap<[u8; 32], i64>>,
}

impl Attempts {
    /// Takes one try.
    pub(crate) fn take(&self, name: &str, now: Timestamp) -> Result<()> {
        let refill = REFILL_SECONDS * 1_000_000;
        let now = now.micros();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= REMEMBERED {
            full_at.retain(|_, at| *at > now);
        }
        let at = full_at.entry(vault::sha256(name.as_bytes())).or_insert(now);
        let next = (*at).max(now) + refill;
        let wait = next - now - TRIES * refill;
        if wait > 0 {
            let seconds = u32::try_from(wait / 1_000_000 + 1).unwrap_or(u32::MAX);
            return Err(Error::TooMany { wait_seconds: seconds });
        }
        *at = next;
        Ok(())
    }

    /// Forgets the tries of a name that has just proved itself.
    pub(crate) fn forgive(&self, name: &str) {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        full_at.remove(&vault::sha256(name.as_bytes()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_try_waits_and_one_comes_back_after_three_minutes() {
        let attempts = Attempts::default();
        let now = Timestamp::from_micros(1_000_000);
        for _ in 0..10 {
            assert!(attempts.take("name", now).is_ok());
        }
        assert!(matches!(attempts.take("name", now), Err(Error::TooMany { wait_seconds: 1..=181 })));
        assert!(attempts.take("other", now).is_ok());
        let later = now.plus_seconds(181);
        assert!(attempts.take("name", later).is_ok());
        assert!(attempts.take("name", later).is_err());
        attempts.forgive("name");
        assert!(attempts.take("name", later).is_ok());
    }
}
