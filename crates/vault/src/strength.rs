//! Which new passwords are refused.

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Shorter than 15 characters and fewer than four words.
    #[error("the password is too short")]
    Short,
    /// Longer than 512 characters.
    #[error("the password is too long")]
    Long,
    /// Made of what everybody tries first.
    #[error("the password is a common one")]
    Common,
}

/// Checks a new password: at least 15 characters, or four words, and not a common one.
///
/// # Errors
/// [`WeakPassword`]
pub fn check_new_password(password: &str) -> Result<(), WeakPassword> {
    unimplemented!()
}
