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
    let nonce = <&[u8; NONCE]>::try_from(&*nonce).expect("invariant: the nonce has 24 bytes");
    let tag = encrypt(key, nonce, aad.part(header).bytes(), content);
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
    decrypt(key, nonce, aad.part(header).bytes(), &mut content, tag)?;
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

fn encrypt(key: &Key, nonce: &[u8; NONCE], aad: &[u8], content: &mut [u8]) -> [u8; TAG] {
    XChaCha20Poly1305::new(key.bytes().into())
        .encrypt_inout_detached(&XNonce::from(*nonce), aad, content.into())
        .expect("invariant: content is shorter than 256 GiB")
        .into()
}

fn decrypt(key: &Key, nonce: &[u8; NONCE], aad: &[u8], content: &mut [u8], tag: &[u8; TAG]) -> Result<(), OpenError> {
    XChaCha20Poly1305::new(key.bytes().into())
        .decrypt_inout_detached(&XNonce::from(*nonce), aad, content.into(), &Tag::from(*tag))
        .map_err(|_| OpenError::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    #[test]
    fn it_is_xchacha20_poly1305_as_the_draft_has_it() {
        // draft-irtf-cfrg-xchacha-03, A.3.1
        let key = Key::copy_of(&std::array::from_fn(|i| 0x80 + i as u8));
        let nonce = std::array::from_fn(|i| 0x40 + i as u8);
        let aad = HEXLOWER.decode(b"50515253c0c1c2c3c4c5c6c7").unwrap();
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
            sunscreen would be it.";
        let mut content = *plain;
        let tag = encrypt(&key, &nonce, &aad, &mut content);
        let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
                        731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
                        2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                        21f9664c97637da9768812f615c68b13b52e";
        assert_eq!(HEXLOWER.encode(&content), expected);
        assert_eq!(HEXLOWER.encode(&tag), "c0875924c1c7987947deafd8780acf49");
        decrypt(&key, &nonce, &aad, &mut content, &tag).unwrap();
        assert_eq!(&content, plain);
    }
}
