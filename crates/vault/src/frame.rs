//! Bytes with their lengths in front, written one way and read one way.

/// A labeled list of parts, each with its length in front (8 bytes, big endian, as in the audit chain), so that two
/// different lists can never be the same bytes.
pub(crate) struct Frame(Vec<u8>);

impl Frame {
    pub(crate) fn new(label: &str) -> Self {
        Self(Vec::with_capacity(192)).part(label.as_bytes())
    }
    pub(crate) fn part(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.0.extend_from_slice(bytes);
        self
    }
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads stored or received bytes from the front. Every step answers nothing when there are too few, so a parser
/// built on it cannot panic.
pub(crate) struct Cut<'a>(&'a [u8]);

impl<'a> Cut<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    pub(crate) fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(head)
    }
    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| *byte)
    }
    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take().map(|bytes| u32::from_be_bytes(*bytes))
    }
    pub(crate) fn i64(&mut self) -> Option<i64> {
        self.take().map(|bytes| i64::from_be_bytes(*bytes))
    }
    pub(crate) fn rest(self) -> &'a [u8] {
        self.0
    }
    /// Nothing is left over.
    pub(crate) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}
