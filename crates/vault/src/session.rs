//! A session's token: what its cookie holds.

use crate::derive::{derive, equal, sha256};
use crate::entropy::Entropy;
use crate::frame::Frame;
use crate::key::{Key, opaque_debug};
use data_encoding::BASE64URL_NOPAD;
use domain::ids::SessionId;
use zeroize::Zeroizing;

/// The secret in a session's cookie. The database keeps its hash, so that a stolen database signs nobody in, and the
/// session's keys sealed under it, so that a stolen database opens nothing either.
pub struct SessionToken(Key);

opaque_debug!(SessionToken);

/// 32 bytes in base 64 without padding.
const COOKIE_CHARS: usize = 43;

impl SessionToken {
    /// A new token of 256 bits.
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
        if cookie.len() != COOKIE_CHARS {
            return None;
        }
        let mut bytes = Zeroizing::new([0; 32]);
        BASE64URL_NOPAD.decode_mut(cookie.as_bytes(), bytes.as_mut()).ok()?;
        Some(Self(Key::copy_of(&bytes)))
    }
    /// SHA-256 of the token: what the database keeps and finds the session by.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        sha256(self.0.bytes())
    }
    /// The token that every form of this session carries.
    #[must_use]
    pub fn csrf(&self) -> String {
        BASE64URL_NOPAD.encode(derive(&self.0, &Frame::new("footbridge csrf 1")).bytes())
    }
    /// Whether a form carries this session's token, in constant time.
    #[must_use]
    pub fn csrf_matches(&self, posted: &str) -> bool {
        equal(self.csrf().as_bytes(), posted.as_bytes())
    }
    /// What this session's keys are sealed under.
    pub(crate) fn wrap(&self, session: SessionId) -> Key {
        derive(&self.0, &Frame::new("footbridge session wrap 1").part(&session.bytes()))
    }
}
