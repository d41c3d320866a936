//! What a member's keys are locked with.

use domain::coded;

coded! {
    /// A way to unlock a member's keys. Each member has two at least.
    UnlockKind {
        /// What they know.
        Password = "password",
        /// The printed sheet.
        Recovery = "recovery",
        /// A passkey's PRF output. Reserved: nothing makes or opens such a lock yet.
        Passkey = "passkey",
    }
}

/// Why a lock did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The password or the sheet is another one.
    #[error("wrong password or recovery sheet")]
    Wrong,
    /// The lock is in a format, or at a cost, that this software refuses.
    #[error("the lock is in an unknown format")]
    Format,
    /// The lock was made with another pepper: the host's fault, not the member's.
    #[error("the lock was made with another pepper")]
    OtherPepper,
    /// The secret is right and the lock is damaged: bytes were changed, or it belongs to another member.
    #[error("the lock is damaged")]
    Damaged,
    /// There is not enough memory to check a password now.
    #[error("not enough memory to check a password")]
    Memory,
}
