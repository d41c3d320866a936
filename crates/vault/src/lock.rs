//! What a member's keys are locked with: the part that all locks share.
//!
//! From one root (a stretched password, a recovery sheet) two keys are derived: `auth`, of which only the SHA-256 is
//! stored, tells a wrong secret from a damaged lock; `wrap` seals the member's keys. Neither follows from the other.
//!
//! Invariant: a stored lock never holds what opens it. Layout behind the lock's own header:
//! `SHA-256(auth) (32) ‖ nonce (24) ‖ sealed keys (64) ‖ tag (16)`.

use crate::aead;
use crate::derive::{derive, equal, sha256};
use crate::entropy::Entropy;
use crate::error::OpenError;
use crate::frame::Frame;
use crate::key::Key;
use crate::member::MemberSecrets;
use domain::coded;
use domain::ids::MemberId;
use std::convert::Infallible;

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
    #[error("the lock is in a format or at a cost that is refused")]
    Format,
    /// The lock was made with another pepper: the host's fault, not the member's.
    #[error("the lock was made with another pepper")]
    OtherPepper,
    /// The secret is right and the sealed keys do not open: bytes were changed.
    #[error("the lock is damaged")]
    Damaged,
    /// There is not enough memory to check a password now.
    #[error("not enough memory to check a password")]
    Memory,
}

/// The length of what [`seal`] puts behind the header.
pub(crate) const BODY: usize = 32 + aead::OVERHEAD + MemberSecrets::BYTES;

/// Seals the member's keys behind a header, which is authenticated with them.
pub(crate) fn seal(
    root: &Key,
    kind: UnlockKind,
    member: MemberId,
    header: &[u8],
    secrets: &MemberSecrets,
    entropy: &dyn Entropy,
) -> Vec<u8> {
    let mut front = Vec::with_capacity(header.len() + 32);
    front.extend_from_slice(header);
    front.extend_from_slice(&auth(root, kind, member));
    let wrap = derive(root, &purpose("footbridge lock wrap 1", kind, member));
    let terms = purpose("footbridge lock 1", kind, member);
    let Ok(bytes) = aead::seal(&wrap, terms, &front, MemberSecrets::BYTES, entropy, |out| {
        for (half, room) in secrets.halves().into_iter().zip(out.chunks_exact_mut(32)) {
            room.copy_from_slice(half);
        }
        Ok::<_, Infallible>(())
    });
    bytes
}

/// Opens what [`seal`] made, given the length of the header in front.
///
/// # Errors
/// [`UnlockError::Format`], [`UnlockError::Wrong`] or [`UnlockError::Damaged`].
pub(crate) fn open(
    root: &Key,
    kind: UnlockKind,
    member: MemberId,
    header: usize,
    bytes: &[u8],
) -> Result<MemberSecrets, UnlockError> {
    if bytes.len() != header + BODY {
        return Err(UnlockError::Format);
    }
    let (front, body) = bytes.split_at(header + 32);
    if !equal(&auth(root, kind, member), &front[header..]) {
        return Err(UnlockError::Wrong);
    }
    let wrap = derive(root, &purpose("footbridge lock wrap 1", kind, member));
    let keys =
        aead::open(&wrap, purpose("footbridge lock 1", kind, member), front, body).map_err(|error| match error {
            OpenError::Format => UnlockError::Format,
            _ => UnlockError::Damaged,
        })?;
    let (sealing, signing) = keys.split_first_chunk::<32>().ok_or(UnlockError::Format)?;
    let signing = signing.try_into().map_err(|_| UnlockError::Format)?;
    Ok(MemberSecrets::from_parts(sealing, signing))
}

/// What is stored to recognize the root.
pub(crate) fn auth(root: &Key, kind: UnlockKind, member: MemberId) -> [u8; 32] {
    sha256(derive(root, &purpose("footbridge lock auth 1", kind, member)).bytes())
}

fn purpose(label: &str, kind: UnlockKind, member: MemberId) -> Frame {
    Frame::new(label).part(kind.code().as_bytes()).part(&member.bytes())
}
