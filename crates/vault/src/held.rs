//! What was typed when a session had just ended: sealed for the browser that typed it.
//!
//! The key goes into a cookie and the ciphertext into the page, so that neither the server nor a look at the page
//! keeps what was typed.

use crate::aead;
use crate::entropy::Entropy;
use crate::frame::{Cut, Frame};
use crate::key::{Key, opaque_debug};
use crate::suite::Suite;
use data_encoding::BASE64URL_NOPAD;
use std::convert::Infallible;
use zeroize::Zeroizing;

/// The key in the cookie.
pub struct HeldKey(Key);

opaque_debug!(HeldKey);

impl HeldKey {
    /// A new key of 256 bits.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// The cookie's value: 43 characters of URL-safe base 64.
    #[must_use]
    pub fn cookie(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.bytes())
    }
    /// Reads the cookie's value, or nothing when it is none.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        if cookie.len() != 43 {
            return None;
        }
        let mut bytes = Zeroizing::new([0; 32]);
        BASE64URL_NOPAD.decode_mut(cookie.as_bytes(), bytes.as_mut()).ok()?;
        Some(Self(Key::copy_of(&bytes)))
    }
    /// Seals what was typed for the page; `owner` is who may take it up again, and is bound to it.
    #[must_use]
    pub fn seal(&self, plain: &[u8], owner: &[u8], entropy: &dyn Entropy) -> String {
        let header = Suite::Symmetric.header();
        let Ok(bytes) = aead::seal(&self.0, terms(owner), &header, plain.len(), entropy, |out| {
            out.copy_from_slice(plain);
            Ok::<_, Infallible>(())
        });
        BASE64URL_NOPAD.encode(&bytes)
    }
    /// Opens it again; nothing when it was changed, or is somebody else's.
    #[must_use]
    pub fn open(&self, sealed: &str, owner: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let mut cut = Cut::new(&bytes);
        Suite::Symmetric.expect(&mut cut)?;
        aead::open(&self.0, terms(owner), &Suite::Symmetric.header(), cut.rest()).ok()
    }
}

fn terms(owner: &[u8]) -> Frame {
    Frame::new("footbridge held 1").part(owner)
}
