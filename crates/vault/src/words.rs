//! A digest as words that two people read to each other.

/// The first `11 × N` bits of a digest as words of the English list of BIP 39: 2,048 words of three to eight
/// letters, told apart by their first four. Only its list is used; nothing here is a BIP 39 mnemonic.
pub(crate) fn of_digest<const N: usize>(digest: &[u8; 32]) -> [&'static str; N] {
    const { assert!(N * 11 <= 256, "a digest has 256 bits") };
    let list = bip39::Language::English.word_list();
    std::array::from_fn(|word| {
        let index = (word * 11..(word + 1) * 11).fold(0_usize, |index, bit| {
            let value = digest[bit / 8] >> (7 - bit % 8) & 1;
            index << 1 | usize::from(value)
        });
        list[index]
    })
}
