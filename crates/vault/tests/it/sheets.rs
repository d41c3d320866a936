//! Recovery sheets: read from paper in bad light, by someone who is in a hurry.

use crate::fixed::Fixed;
use domain::ids::MemberId;
use proptest::prelude::*;
use vault::{MemberSecrets, RecoverySheet, SheetError, UnlockError};

fn member(number: u8) -> MemberId {
    MemberId::from_bytes([number; 16])
}
fn typed(sheet: &RecoverySheet) -> String {
    sheet.groups().join("-")
}
/// The sheet opens what the other locked.
fn same(a: &RecoverySheet, b: &RecoverySheet) -> bool {
    typed(a) == typed(b)
}

#[test]
fn a_sheet_has_thirteen_groups_and_a_checksum() {
    let groups = RecoverySheet::generate(&Fixed::new(60)).groups();
    assert_eq!(groups.len(), 14);
    assert!(groups.iter().all(|group| group.len() == 4));
    assert!(groups.concat().chars().all(|c| c.is_ascii_alphanumeric() && !"ILOU".contains(c)));
}

#[test]
fn a_sheet_unlocks_the_keys_it_locked() {
    let entropy = Fixed::new(61);
    let (secrets, sheet) = (MemberSecrets::generate(&entropy), RecoverySheet::generate(&entropy));
    let lock = sheet.lock(&secrets, member(1), &entropy);
    let read = RecoverySheet::parse(&typed(&sheet)).unwrap();
    assert_eq!(read.unlock(&lock, member(1)).unwrap().public(), secrets.public());
}

#[test]
fn another_sheet_and_another_member_are_refused() {
    let entropy = Fixed::new(62);
    let (secrets, sheet) = (MemberSecrets::generate(&entropy), RecoverySheet::generate(&entropy));
    let lock = sheet.lock(&secrets, member(1), &entropy);
    let other = RecoverySheet::generate(&entropy);
    assert_eq!(other.unlock(&lock, member(1)).err(), Some(UnlockError::Wrong));
    assert_eq!(sheet.unlock(&lock, member(2)).err(), Some(UnlockError::Wrong));
    let mut damaged = lock.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(sheet.unlock(&damaged, member(1)).err(), Some(UnlockError::Damaged));
}

#[test]
fn case_spaces_dashes_and_look_alikes_do_not_matter() {
    for seed in 0..40 {
        let sheet = RecoverySheet::generate(&Fixed::new(seed));
        let printed = typed(&sheet);
        let spellings = [
            printed.to_lowercase(),
            printed.replace('-', ""),
            printed.replace('-', " \n "),
            printed.replace('-', "\u{2013}"),
            printed.replace('0', "O").replace('1', "I"),
            printed.replace('0', "o").replace('1', "l"),
        ];
        for spelling in spellings {
            assert!(same(&RecoverySheet::parse(&spelling).unwrap(), &sheet));
        }
    }
}

#[test]
fn a_typing_error_is_told_apart_from_a_wrong_sheet() {
    let sheet = RecoverySheet::generate(&Fixed::new(63));
    let printed = typed(&sheet);
    let alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (at, old) in printed.char_indices().filter(|(_, c)| *c != '-') {
        for new in alphabet.chars().filter(|new| *new != old) {
            let mut wrong = printed.clone();
            wrong.replace_range(at..=at, &new.to_string());
            assert_eq!(RecoverySheet::parse(&wrong).err(), Some(SheetError::Mistyped), "{at} {new}");
        }
    }
}

#[test]
fn a_missing_or_impossible_character_is_named() {
    let printed = typed(&RecoverySheet::generate(&Fixed::new(64)));
    assert_eq!(RecoverySheet::parse("").err(), Some(SheetError::Length));
    assert_eq!(RecoverySheet::parse(&printed[1..]).err(), Some(SheetError::Length));
    assert_eq!(RecoverySheet::parse(&format!("{printed}0")).err(), Some(SheetError::Length));
    let mut wrong = printed.clone();
    wrong.replace_range(10..11, "U");
    assert_eq!(RecoverySheet::parse(&wrong).err(), Some(SheetError::Character { group: 3 }));
    wrong.replace_range(10..11, "é");
    assert_eq!(RecoverySheet::parse(&wrong).err(), Some(SheetError::Character { group: 3 }));
}

#[test]
fn chosen_groups_typed_back_prove_that_it_was_printed() {
    let sheet = RecoverySheet::generate(&Fixed::new(65));
    let groups = sheet.groups();
    let lower = groups[13].to_lowercase();
    assert!(sheet.matches_groups(&[(0, &groups[0]), (5, &groups[5]), (9, &groups[9]), (13, &lower)]));
    assert!(!sheet.matches_groups(&[(0, &groups[0]), (5, &groups[6])]));
    assert!(!sheet.matches_groups(&[(14, &groups[0])]));
    assert!(!sheet.matches_groups(&[(0, "")]));
    assert!(!sheet.matches_groups(&[]));
}

proptest! {
    #[test]
    fn every_sheet_reads_back(seed: u64) {
        let sheet = RecoverySheet::generate(&Fixed::new(seed));
        prop_assert!(same(&RecoverySheet::parse(&typed(&sheet)).unwrap(), &sheet));
    }

    #[test]
    fn any_text_and_any_bytes_are_refused_without_a_panic(
        text in ".{0,80}",
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        prop_assert!(RecoverySheet::parse(&text).is_err());
        let sheet = RecoverySheet::generate(&Fixed::new(66));
        let _ = sheet.matches_groups(&[(bytes.len(), &text)]);
        prop_assert!(sheet.unlock(&bytes, member(1)).is_err());
    }

    #[test]
    fn one_flipped_bit_keeps_the_lock_shut(bit: prop::sample::Index) {
        let entropy = Fixed::new(67);
        let (secrets, sheet) = (MemberSecrets::generate(&entropy), RecoverySheet::generate(&entropy));
        let mut lock = sheet.lock(&secrets, member(1), &entropy);
        let bit = bit.index(lock.len() * 8);
        lock[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(sheet.unlock(&lock, member(1)).is_err());
    }
}
