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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_bits_make_a_word() {
        assert_eq!(of_digest::<3>(&[0; 32]), ["abandon"; 3]);
        assert_eq!(of_digest::<6>(&[0xff; 32]), ["zoo"; 6]);
        let mut digest = [0; 32];
        // 00000000001 00000000010 0…: the second and third word of the list.
        digest[1] = 0b0010_0000;
        digest[2] = 0b0000_1000;
        assert_eq!(of_digest::<3>(&digest), ["ability", "able", "abandon"]);
    }
}
