//! Sealing under a key that both sides hold: XChaCha20-Poly1305.
//!
//! Layout: `header ‖ nonce (24) ‖ ciphertext ‖ tag (16)`. The header is authenticated together with the associated
//! data. A random nonce of 24 bytes cannot repeat by chance under one key, so no counter has to survive a crash.

use crate::entropy::Entropy;
use crate::error::OpenError;
use crate::frame::Frame;
use crate::key::Key;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

const NONCE: usize = 24;
const TAG: usize = 16;

/// Bytes that sealing adds to the header and the content.
pub(crate) const OVERHEAD: usize = NONCE + TAG;

/// Seals `len` bytes that `write` puts straight into the place where they are encrypted, so that no other copy of
/// them is made here.
///
/// # Errors
/// Whatever `write` answers.
pub(crate) fn seal<E>(
    key: &Key,
    aad: Frame,
    header: &[u8],
    len: usize,
    entropy: &dyn Entropy,
    write: impl FnOnce(&mut [u8]) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let start = header.len() + NONCE;
    let mut bytes = Vec::with_capacity(start + len + TAG);
    bytes.extend_from_slice(header);
    bytes.resize(start + len, 0);
    if let Err(error) = write(&mut bytes[start..]) {
        drop(Zeroizing::new(bytes));
        return Err(error);
    }
    let (front, content) = bytes.split_at_mut(start);
    let nonce = &mut front[header.len()..];
    entropy.fill(nonce);
    let nonce = XNonce::try_from(&*nonce).expect("invariant: the nonce has 24 bytes");
    let tag = cipher(key)
        .encrypt_inout_detached(&nonce, aad.part(header).bytes(), content.into())
        .expect("invariant: content is shorter than 256 GiB");
    bytes.extend_from_slice(&tag);
    Ok(bytes)
}

/// Opens what stands behind a header.
///
/// # Errors
/// [`OpenError::Format`] when it is too short, [`OpenError::Broken`] when it does not open.
pub(crate) fn open(key: &Key, aad: Frame, header: &[u8], body: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (nonce, rest) = body.split_first_chunk::<NONCE>().ok_or(OpenError::Format)?;
    let (sealed, tag) = rest.split_last_chunk::<TAG>().ok_or(OpenError::Format)?;
    let mut content = Zeroizing::new(sealed.to_vec());
    cipher(key)
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            aad.part(header).bytes(),
            content.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .map_err(|_| OpenError::Broken)?;
    Ok(content)
}

/// Seals a key.
pub(crate) fn seal_key(key: &Key, aad: Frame, header: &[u8], secret: &Key, entropy: &dyn Entropy) -> Vec<u8> {
    let Ok(bytes) = seal(key, aad, header, 32, entropy, |out| {
        out.copy_from_slice(secret.bytes());
        Ok::<_, std::convert::Infallible>(())
    });
    bytes
}

/// Opens a key.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_key(key: &Key, aad: Frame, header: &[u8], body: &[u8]) -> Result<Key, OpenError> {
    let content = open(key, aad, header, body)?;
    content.as_slice().try_into().map(Key::copy_of).map_err(|_| OpenError::Format)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}
