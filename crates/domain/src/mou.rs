//! What two organizations agree on: the memorandum of understanding, clause by clause, and the procedure by which a
//! person is introduced, once for each direction.
//!
//! A clause is written in the workspace, where both sides' words converge. Each side marks the words that it accepts; the
//! mark is a hash of them, so a clause that is changed afterwards is a draft again by itself. What both accept is frozen
//! into a version, and a version is in force when a lead of each side has signed its hash.
//!
//! Invariant: nothing is in force without two signatures over the same bytes ([`Ledger`]).
//! Invariant: what an agreement configures can only narrow. The gate decides as if there were none.
//! Invariant: an agreement that is over warns, and never keeps anybody from being connected.
//!
//! Sources of the topics: NNEDV Safety Net, partnership agreement template; HRSA Compliance Manual, chapter 4 (formal
//! written referral arrangements); Futures Without Violence, sample memorandum of understanding.
//!
//! Read next: [`clause`], [`paper`], [`ledger`], [`procedure`].

pub mod clause;
pub mod compare;
pub mod ledger;
pub mod looks;
pub mod paper;
pub mod procedure;
pub mod promise;

pub use clause::{Clause, Sides, Stage, Topic};
pub use ledger::Ledger;
pub use looks::Look;
pub use paper::{Memorandum, Party, Period, Terms};
pub use procedure::Procedure;
pub use promise::Promise;

use sha2::{Digest, Sha256};

/// SHA-256 of a text, as signed and as read aloud.
pub type Hash = [u8; 32];

/// Parts with their lengths in front, so that two different lists can never be the same bytes.
pub(crate) struct Bytes(Sha256);

impl Bytes {
    pub(crate) fn new(label: &str) -> Self {
        Self(Sha256::new()).part(label.as_bytes())
    }
    pub(crate) fn part(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }
    pub(crate) fn count(self, n: usize) -> Self {
        self.part(&(n as u64).to_be_bytes())
    }
    pub(crate) fn hash(self) -> Hash {
        self.0.finalize().into()
    }
}

/// A hash as a mark in the workspace: 64 hexadecimal digits.
#[must_use]
pub fn mark(hash: &Hash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads a mark; nothing when it is none.
#[must_use]
pub fn unmark(text: &str) -> Option<Hash> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut hash = [0; 32];
    for (n, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(n * 2..n * 2 + 2)?, 16).ok()?;
    }
    Some(hash)
}
