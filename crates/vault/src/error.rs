//! Why a seal could not be made or opened. No error carries content, nor the text of a parser that may quote it.

/// Why something could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The content does not fit the largest size (64 KiB with its length).
    #[error("content is too large to seal")]
    TooLarge,
    /// The content cannot be written as JSON.
    #[error("content cannot be written")]
    Unwritable,
    /// The receiver's public key is no key.
    #[error("the public key cannot be sealed to")]
    PublicKey,
    /// The compartment key is of another compartment or organization than what it should protect.
    #[error("the compartment key belongs elsewhere")]
    WrongCompartment,
    /// The message is addressed to another organization than the one it would be sealed to.
    #[error("the message is addressed to another organization")]
    OtherRecipient,
    /// The certificate is not for the key that would sign: nobody could verify the envelope.
    #[error("the certificate is for another key")]
    OtherCertificate,
}

/// Why something sealed could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The bytes are not in a format this software knows.
    #[error("sealed bytes are in an unknown format")]
    Format,
    /// The seal is broken: wrong key, wrong place, or bytes that were changed. Nothing says which.
    #[error("the seal does not open")]
    Broken,
    /// The seal opens, and what is inside is not what was asked for: written by other software.
    #[error("sealed content has another shape")]
    Content,
    /// The organization's signature is missing or wrong: nobody of the organization made this.
    #[error("the organization's signature does not hold")]
    Signature,
}
