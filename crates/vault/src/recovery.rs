//! The printed sheet that unlocks a member's keys when the password is gone.

use crate::entropy::Entropy;
use crate::key::{Key, opaque_debug};
use crate::lock::UnlockError;
use crate::member::MemberSecrets;
use domain::ids::MemberId;
use zeroize::Zeroizing;

/// Why what was typed is no recovery sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Too few or too many characters.
    #[error("a recovery sheet has 56 characters")]
    Length,
    /// A character that never stands on a sheet.
    #[error("a character in group {group} never stands on a sheet")]
    Character {
        /// The group, from 1.
        group: usize,
    },
    /// The checksum says that something was mistyped.
    #[error("the checksum does not fit: something was mistyped")]
    Mistyped,
}

/// A recovery sheet.
pub struct RecoverySheet(Key);

opaque_debug!(RecoverySheet);

impl RecoverySheet {
    /// How many groups a sheet has: 13 and the checksum.
    pub const GROUPS: usize = 14;

    /// A new sheet.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// What is printed: 13 groups of four characters and the checksum group.
    #[must_use]
    pub fn groups(&self) -> Zeroizing<Vec<String>> {
        unimplemented!()
    }
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`SheetError`]
    pub fn parse(typed: &str) -> Result<Self, SheetError> {
        unimplemented!()
    }
    /// Whether these groups, each with its index from 0, were typed back right.
    #[must_use]
    pub fn matches_groups(&self, typed: &[(usize, &str)]) -> bool {
        unimplemented!()
    }
    /// Locks the keys.
    #[must_use]
    pub fn lock(&self, secrets: &MemberSecrets, member: MemberId, entropy: &dyn Entropy) -> Vec<u8> {
        unimplemented!()
    }
    /// Unlocks the keys.
    ///
    /// # Errors
    /// [`UnlockError`]
    pub fn unlock(&self, bytes: &[u8], member: MemberId) -> Result<MemberSecrets, UnlockError> {
        unimplemented!()
    }
}
