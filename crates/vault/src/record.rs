//! A record's own key.

use crate::compartment::CompartmentKey;
use crate::entropy::Entropy;
use crate::error::{OpenError, SealError};
use crate::key::{Key, opaque_debug};
use crate::place::Place;
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
    /// A new key.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::generate(entropy))
    }
    /// Wraps it under a compartment's key, for storing.
    #[must_use]
    pub fn wrap(&self, under: &CompartmentKey, place: &Place<'_>, entropy: &dyn Entropy) -> Vec<u8> {
        unimplemented!()
    }
    /// Unwraps it.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn unwrap(bytes: &[u8], under: &CompartmentKey, place: &Place<'_>) -> Result<Self, OpenError> {
        unimplemented!()
    }
    /// The epoch of the compartment key that opens a wrapped key.
    #[must_use]
    pub fn wrapped_epoch(bytes: &[u8]) -> Option<u32> {
        unimplemented!()
    }
    /// Seals content at its place.
    ///
    /// # Errors
    /// [`SealError`]
    pub fn seal<T: Serialize>(
        &self,
        place: &Place<'_>,
        content: &T,
        entropy: &dyn Entropy,
    ) -> Result<Sealed<T>, SealError> {
        unimplemented!()
    }
    /// Opens content at its place.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open<T: DeserializeOwned>(&self, place: &Place<'_>, sealed: &Sealed<T>) -> Result<T, OpenError> {
        unimplemented!()
    }
}
