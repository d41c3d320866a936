//! Content as JSON, padded to one of a few sizes, so that the length of a sealed row or message says next to nothing.
//!
//! Layout: `length (4, big endian) ‖ JSON ‖ zeros`.

use crate::error::{OpenError, SealError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;

/// The sizes, in bytes, the length included.
pub(crate) const SIZES: [usize; 5] = [256, 1024, 4 * 1024, 16 * 1024, 64 * 1024];

const LENGTH: usize = 4;

/// Content that has been measured. Measuring first costs a second pass over a small value and saves every
/// intermediate copy of it: it is written once, straight into the buffer that is encrypted in place.
pub(crate) struct Measured<'a, T> {
    content: &'a T,
    len: u32,
    size: usize,
}

impl<'a, T: Serialize> Measured<'a, T> {
    /// # Errors
    /// [`SealError::TooLarge`] or [`SealError::Unwritable`].
    pub(crate) fn new(content: &'a T) -> Result<Self, SealError> {
        let mut counter = Counter(0);
        serde_json::to_writer(&mut counter, content).map_err(|_| SealError::Unwritable)?;
        let size = padded(counter.0).ok_or(SealError::TooLarge)?;
        let len = u32::try_from(counter.0).map_err(|_| SealError::TooLarge)?;
        Ok(Self { content, len, size })
    }
    /// How many bytes [`Measured::write`] needs.
    pub(crate) fn size(&self) -> usize {
        self.size
    }
    /// Writes it into a buffer of zeros of this size.
    ///
    /// # Errors
    /// [`SealError::Unwritable`] when the content writes itself differently the second time.
    pub(crate) fn write(&self, out: &mut [u8]) -> Result<(), SealError> {
        let len = self.len as usize;
        let (front, rest) = out.split_at_mut(LENGTH);
        front.copy_from_slice(&self.len.to_be_bytes());
        let mut room = &mut rest[..len];
        serde_json::to_writer(&mut room, self.content).map_err(|_| SealError::Unwritable)?;
        if room.is_empty() { Ok(()) } else { Err(SealError::Unwritable) }
    }
}

/// Reads padded content.
///
/// # Errors
/// [`OpenError::Content`] when the padding is not exactly as [`Measured::write`] makes it, or the JSON is not a `T`.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, OpenError> {
    let (len, rest) = bytes.split_first_chunk::<LENGTH>().ok_or(OpenError::Content)?;
    let len = u32::from_be_bytes(*len) as usize;
    if padded(len) != Some(bytes.len()) || rest[len..].iter().any(|byte| *byte != 0) {
        return Err(OpenError::Content);
    }
    // The parser's own error may quote the content, so it goes no further.
    serde_json::from_slice(&rest[..len]).map_err(|_| OpenError::Content)
}

/// The smallest size that holds this much content.
fn padded(len: usize) -> Option<usize> {
    SIZES.into_iter().find(|size| len <= size - LENGTH)
}

/// Counts what is written and keeps nothing.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of this many bytes of JSON, its two quotation marks included.
    fn text(len: usize) -> String {
        "x".repeat(len - 2)
    }
    fn write(content: &str) -> Vec<u8> {
        let measured = Measured::new(&content).unwrap();
        let mut out = vec![0; measured.size()];
        measured.write(&mut out).unwrap();
        out
    }

    #[test]
    fn every_content_has_one_of_five_sizes() {
        let sizes = [(2, 256), (252, 256), (253, 1024), (1020, 1024), (1021, 4096), (4092, 4096)];
        let more = [(4093, 16_384), (16_380, 16_384), (16_381, 65_536), (65_532, 65_536)];
        for (len, size) in sizes.into_iter().chain(more) {
            assert_eq!(write(&text(len)).len(), size, "{len}");
            assert_eq!(read::<String>(&write(&text(len))).unwrap(), text(len));
        }
        assert_eq!(Measured::new(&text(65_533)).err(), Some(SealError::TooLarge));
    }

    #[test]
    fn only_exact_padding_is_read() {
        let good = write("word");
        let mut dirty = good.clone();
        dirty[255] = 1;
        let mut long = good.clone();
        long.resize(1024, 0);
        let mut overlong = good.clone();
        overlong[..4].copy_from_slice(&u32::MAX.to_be_bytes());
        for bytes in [&good[..255], &good[..3], &[], &dirty, &long, &overlong] {
            assert_eq!(read::<String>(bytes), Err(OpenError::Content));
        }
    }

    #[test]
    fn content_that_changes_while_it_is_written_is_refused() {
        struct Fickle(std::cell::Cell<usize>);
        impl Serialize for Fickle {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.set(self.0.get() + 1);
                to.serialize_str(&"x".repeat(self.0.get()))
            }
        }
        let content = Fickle(0.into());
        let measured = Measured::new(&content).unwrap();
        assert_eq!(measured.write(&mut [0; 256]), Err(SealError::Unwritable));
    }
}
