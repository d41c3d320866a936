//! A record's own key, and content sealed with it.
//!
//! Invariant: person-level content is stored only as [`Sealed`]; nothing but a [`RecordKey`] makes or opens one.
//! Destroying the wrapped key destroys the record, backups of the content included.

use crate::aead;
use crate::compartment::CompartmentKey;
use crate::entropy::Entropy;
use crate::error::{OpenError, SealError};
use crate::frame::{Cut, Frame};
use crate::key::{Key, opaque_debug};
use crate::padding::{self, Measured};
use crate::place::Place;
use crate::suite::{HEADER, Suite};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// Content of the type `T`, sealed: all that the store ever sees of a person.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    content: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    /// Bytes as they were stored. They are checked when they are opened.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes, content: PhantomData }
    }
    /// The stored form.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// The stored form.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes.clone())
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> std::fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed")
    }
}

/// The key of one record. Destroying its wrapped form destroys the record.
pub struct RecordKey(Key);

opaque_debug!(RecordKey);

impl RecordKey {
    /// One that was derived and is stored nowhere.
    pub(crate) const fn of(key: Key) -> Self {
        Self(key)
    }
    /// A new key.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// Wraps it under a compartment's key, for storing. The epoch stands in front, in clear.
    ///
    /// # Errors
    /// [`SealError::WrongCompartment`] when the key and the place belong to different organizations.
    pub fn wrap(&self, under: &CompartmentKey, place: &Place<'_>, entropy: &dyn Entropy) -> Result<Vec<u8>, SealError> {
        if under.org() != place.org {
            return Err(SealError::WrongCompartment);
        }
        let header = wrap_header(under.epoch());
        Ok(aead::seal_key(under.key(), wrap_terms(under, place), &header, &self.0, entropy))
    }
    /// Unwraps it. `under` is the compartment's key of [`RecordKey::wrapped_epoch`].
    ///
    /// # Errors
    /// [`OpenError::Format`], or [`OpenError::Broken`] when it was wrapped under another key or for another place.
    pub fn unwrap(bytes: &[u8], under: &CompartmentKey, place: &Place<'_>) -> Result<Self, OpenError> {
        let (header, body) = bytes.split_first_chunk::<WRAP_HEADER>().ok_or(OpenError::Format)?;
        if header[..HEADER] != Suite::Symmetric.header() {
            return Err(OpenError::Format);
        }
        if *header != wrap_header(under.epoch()) || under.org() != place.org {
            return Err(OpenError::Broken);
        }
        aead::open_key(under.key(), wrap_terms(under, place), header, body).map(Self)
    }
    /// The epoch of the compartment key that opens a wrapped key, or nothing when the bytes are none.
    #[must_use]
    pub fn wrapped_epoch(bytes: &[u8]) -> Option<u32> {
        let mut cut = Cut::new(bytes);
        Suite::Symmetric.expect(&mut cut)?;
        cut.u32()
    }
    /// Seals content at its place, padded to 256 B, 1, 4, 16 or 64 KiB.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] when it is longer than 65,532 bytes of JSON; [`SealError::Unwritable`] when it is not
    /// JSON.
    pub fn seal<T: Serialize>(
        &self,
        place: &Place<'_>,
        content: &T,
        entropy: &dyn Entropy,
    ) -> Result<Sealed<T>, SealError> {
        let content = Measured::new(content)?;
        let header = Suite::Symmetric.header();
        aead::seal(&self.0, content_terms(place), &header, content.size(), entropy, |out| content.write(out))
            .map(Sealed::from_bytes)
    }
    /// Opens content at its place.
    ///
    /// # Errors
    /// [`OpenError::Format`]; [`OpenError::Broken`] when key, organization, table, row, field or version are not
    /// those it was sealed with, or a bit was changed; [`OpenError::Content`] when it is not a `T`.
    pub fn open<T: DeserializeOwned>(&self, place: &Place<'_>, sealed: &Sealed<T>) -> Result<T, OpenError> {
        let mut cut = Cut::new(sealed.as_bytes());
        Suite::Symmetric.expect(&mut cut).ok_or(OpenError::Format)?;
        let content = aead::open(&self.0, content_terms(place), &Suite::Symmetric.header(), cut.rest())?;
        padding::read(&content)
    }
}

const WRAP_HEADER: usize = HEADER + 4;

fn wrap_header(epoch: u32) -> [u8; WRAP_HEADER] {
    let ([format, suite], [a, b, c, d]) = (Suite::Symmetric.header(), epoch.to_be_bytes());
    [format, suite, a, b, c, d]
}

fn wrap_terms(under: &CompartmentKey, place: &Place<'_>) -> Frame {
    place.frame().part(b"record key").part(under.compartment().code().as_bytes())
}

fn content_terms(place: &Place<'_>) -> Frame {
    place.frame().part(b"record content")
}
