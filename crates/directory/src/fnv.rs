//! FNV-1a: a hash of short texts, the same on every machine and in every version, for files of what belongs together.

/// The hash of a text. Two texts of one hash must cost nothing but a comparison: anybody can make such a pair.
pub(crate) fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
