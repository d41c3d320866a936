//! Records: what is sealed at a place opens at that place and nowhere else.

use crate::fixed::{Fixed, org, place};
use domain::ids::OrgId;
use proptest::prelude::*;
use vault::{Compartment, CompartmentKey, OpenError, Place, RecordKey, SealError, Sealed};

fn intake(number: u8, epoch: u32, entropy: &Fixed) -> CompartmentKey {
    CompartmentKey::generate(org(number), Compartment::Intake, epoch, entropy)
}

#[test]
fn a_record_opens_where_it_was_sealed() {
    let entropy = Fixed::new(1);
    let compartment = intake(1, 3, &entropy);
    let key = RecordKey::generate(&entropy);
    let wrapped = key.wrap(&compartment, &place(1), &entropy).unwrap();
    let sealed = key.seal(&place(1), &"Canary Quetzal".to_owned(), &entropy).unwrap();

    let stored: Sealed<String> = Sealed::from_bytes(sealed.into_bytes());
    let key = RecordKey::unwrap(&wrapped, &compartment, &place(1)).unwrap();
    assert_eq!(key.open(&place(1), &stored).unwrap(), "Canary Quetzal");
    assert_eq!(RecordKey::wrapped_epoch(&wrapped), Some(3));
}

#[test]
fn a_stored_row_shows_neither_content_nor_length() {
    let entropy = Fixed::new(2);
    let key = RecordKey::generate(&entropy);
    let short = key.seal(&place(1), &"Q", &entropy).unwrap();
    let long = key.seal(&place(1), &"Canary Quetzal ".repeat(15), &entropy).unwrap();
    assert_eq!(short.as_bytes().len(), long.as_bytes().len());
    assert_eq!(short.as_bytes().len(), 2 + 24 + 256 + 16);
    assert!(!long.as_bytes().windows(7).any(|bytes| bytes == b"Quetzal"));
}

#[test]
fn the_same_content_is_never_sealed_to_the_same_bytes() {
    let entropy = Fixed::new(3);
    let key = RecordKey::generate(&entropy);
    assert_ne!(key.seal(&place(1), &"same", &entropy).unwrap(), key.seal(&place(1), &"same", &entropy).unwrap());
}

#[test]
fn content_larger_than_the_largest_size_is_refused() {
    let entropy = Fixed::new(4);
    let key = RecordKey::generate(&entropy);
    let refused = key.seal(&place(1), &"x".repeat(65_531), &entropy);
    assert_eq!(refused.err(), Some(SealError::TooLarge));
}

#[test]
fn content_of_another_shape_is_told_apart_from_a_broken_seal() {
    let entropy = Fixed::new(5);
    let key = RecordKey::generate(&entropy);
    let words = key.seal(&place(1), &"words", &entropy).unwrap();
    let read: Result<u32, _> = key.open(&place(1), &Sealed::from_bytes(words.into_bytes()));
    assert_eq!(read, Err(OpenError::Content));
}

#[test]
fn a_record_key_opens_only_under_its_own_compartment_key() {
    let entropy = Fixed::new(6);
    let (right, other) = (intake(1, 1, &entropy), intake(1, 1, &entropy));
    let wrapped = RecordKey::generate(&entropy).wrap(&right, &place(1), &entropy).unwrap();
    assert_eq!(RecordKey::unwrap(&wrapped, &other, &place(1)).err(), Some(OpenError::Broken));
    assert_eq!(RecordKey::unwrap(&wrapped, &right.next_epoch(&entropy), &place(1)).err(), Some(OpenError::Broken));
    let moved = Place { row: [8; 16], ..place(1) };
    assert_eq!(RecordKey::unwrap(&wrapped, &right, &moved).err(), Some(OpenError::Broken));
    assert!(RecordKey::unwrap(&wrapped, &right, &place(1)).is_ok());
}

#[test]
fn a_compartment_key_wraps_nothing_of_another_organization() {
    let entropy = Fixed::new(7);
    let refused = RecordKey::generate(&entropy).wrap(&intake(1, 1, &entropy), &place(2), &entropy);
    assert_eq!(refused.err(), Some(SealError::WrongCompartment));
}

#[test]
fn a_wrapped_key_cannot_pass_for_content_nor_content_for_a_key() {
    let entropy = Fixed::new(8);
    let compartment = intake(1, 1, &entropy);
    let key = RecordKey::generate(&entropy);
    let wrapped = key.wrap(&compartment, &place(1), &entropy).unwrap();
    let sealed = key.seal(&place(1), &"content", &entropy).unwrap();
    assert!(key.open::<String>(&place(1), &Sealed::from_bytes(wrapped)).is_err());
    assert!(RecordKey::unwrap(sealed.as_bytes(), &compartment, &place(1)).is_err());
}

/// One component of a place, changed.
#[derive(Debug, Clone)]
enum Change {
    Org([u8; 16]),
    Table(String),
    Row([u8; 16]),
    Field(String),
    Version(u32),
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<[u8; 16]>().prop_map(Change::Org),
        "[a-z_]{0,12}".prop_map(Change::Table),
        any::<[u8; 16]>().prop_map(Change::Row),
        "[a-z_]{0,12}".prop_map(Change::Field),
        any::<u32>().prop_map(Change::Version),
    ]
}

proptest! {
    #[test]
    fn any_content_comes_back(content in ".{0,3000}", version: u32, seed: u64) {
        let entropy = Fixed::new(seed);
        let key = RecordKey::generate(&entropy);
        let here = Place { version, ..place(1) };
        let sealed = key.seal(&here, &content, &entropy).unwrap();
        prop_assert_eq!(key.open(&here, &sealed).unwrap(), content);
    }

    #[test]
    fn one_changed_component_of_the_place_breaks_the_seal(change in changes(), seed: u64) {
        let entropy = Fixed::new(seed);
        let key = RecordKey::generate(&entropy);
        let here = place(1);
        let there = match &change {
            Change::Org(bytes) => Place { org: OrgId::from_bytes(*bytes), ..here },
            Change::Table(table) => Place { table, ..here },
            Change::Row(row) => Place { row: *row, ..here },
            Change::Field(field) => Place { field, ..here },
            Change::Version(version) => Place { version: *version, ..here },
        };
        prop_assume!(there != here);
        let sealed = key.seal(&here, &"content".to_owned(), &entropy).unwrap();
        prop_assert_eq!(key.open(&there, &sealed), Err(OpenError::Broken));
    }

    #[test]
    fn letters_cannot_move_between_table_and_field(table in "[a-z]{1,8}", field in "[a-z]{1,8}") {
        let entropy = Fixed::new(9);
        let key = RecordKey::generate(&entropy);
        let here = Place { table: &table, field: &field, ..place(1) };
        let joined = format!("{table}{field}");
        let there = Place { table: &joined, field: "", ..here };
        let sealed = key.seal(&here, &"content".to_owned(), &entropy).unwrap();
        prop_assert_eq!(key.open(&there, &sealed), Err(OpenError::Broken));
    }

    #[test]
    fn one_flipped_bit_breaks_the_seal(bit: prop::sample::Index, seed: u64) {
        let entropy = Fixed::new(seed);
        let key = RecordKey::generate(&entropy);
        let mut bytes = key.seal(&place(1), &"content", &entropy).unwrap().into_bytes();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(key.open::<String>(&place(1), &Sealed::from_bytes(bytes)).is_err());
    }

    #[test]
    fn one_flipped_bit_breaks_a_wrapped_key(bit: prop::sample::Index, seed: u64) {
        let entropy = Fixed::new(seed);
        let compartment = intake(1, 1, &entropy);
        let mut bytes = RecordKey::generate(&entropy).wrap(&compartment, &place(1), &entropy).unwrap();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(RecordKey::unwrap(&bytes, &compartment, &place(1)).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let entropy = Fixed::new(10);
        let compartment = intake(1, 1, &entropy);
        let key = RecordKey::generate(&entropy);
        prop_assert!(RecordKey::unwrap(&bytes, &compartment, &place(1)).is_err());
        let _ = RecordKey::wrapped_epoch(&bytes);
        prop_assert!(key.open::<String>(&place(1), &Sealed::from_bytes(bytes)).is_err());
    }
}

#[test]
fn every_truncation_breaks_the_seal() {
    let entropy = Fixed::new(11);
    let compartment = intake(1, 1, &entropy);
    let key = RecordKey::generate(&entropy);
    let wrapped = key.wrap(&compartment, &place(1), &entropy).unwrap();
    let sealed = key.seal(&place(1), &"content", &entropy).unwrap().into_bytes();
    for end in 0..sealed.len() {
        assert!(key.open::<String>(&place(1), &Sealed::from_bytes(sealed[..end].to_vec())).is_err());
    }
    for end in 0..wrapped.len() {
        assert!(RecordKey::unwrap(&wrapped[..end], &compartment, &place(1)).is_err());
    }
}
