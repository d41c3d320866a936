//! Passwords: what unlocks, what does not, and what a stolen or edited row is worth.

use crate::fixed::{Fixed, pepper};
use domain::ids::MemberId;
use proptest::prelude::*;
use vault::{KdfCost, MemberSecrets, PasswordLock, Pepper, UnlockError};

const PASSWORD: &str = "seven otters borrow a kettle";

fn member(number: u8) -> MemberId {
    MemberId::from_bytes([number; 16])
}

fn locked(seed: u64) -> (MemberSecrets, PasswordLock) {
    let entropy = Fixed::new(seed);
    let secrets = MemberSecrets::generate(&entropy);
    let lock = PasswordLock::enroll(PASSWORD, &pepper(), &secrets, member(1), &entropy).unwrap();
    (secrets, lock)
}

#[test]
fn the_right_password_unlocks_the_members_keys() {
    let (secrets, lock) = locked(40);
    let unlocked = PasswordLock::unlock(lock.as_bytes(), PASSWORD, &pepper(), member(1)).unwrap();
    assert_eq!(unlocked.public(), secrets.public());
}

#[test]
fn a_wrong_password_is_refused() {
    let (_, lock) = locked(41);
    for wrong in ["", "seven otters borrow a kettlE", "seven otters borrow a kettle "] {
        let refused = PasswordLock::unlock(lock.as_bytes(), wrong, &pepper(), member(1));
        assert_eq!(refused.err(), Some(UnlockError::Wrong));
    }
}

#[test]
fn a_password_is_the_same_however_its_accents_are_typed() {
    let entropy = Fixed::new(42);
    let secrets = MemberSecrets::generate(&entropy);
    let composed = "ma\u{f1}ana cruzamos el r\u{ed}o";
    let decomposed = "man\u{303}ana cruzamos el ri\u{301}o";
    let lock = PasswordLock::enroll(composed, &pepper(), &secrets, member(1), &entropy).unwrap();
    assert!(PasswordLock::unlock(lock.as_bytes(), decomposed, &pepper(), member(1)).is_ok());
}

#[test]
fn locks_swapped_between_members_do_not_open() {
    let (_, lock) = locked(43);
    let refused = PasswordLock::unlock(lock.as_bytes(), PASSWORD, &pepper(), member(2));
    assert_eq!(refused.err(), Some(UnlockError::Wrong));
}

#[test]
fn another_pepper_is_named_as_the_hosts_fault() {
    let (_, lock) = locked(44);
    let other = Pepper::new(&[1; 32]).with_cost(KdfCost::for_tests());
    let refused = PasswordLock::unlock(lock.as_bytes(), PASSWORD, &other, member(1));
    assert_eq!(refused.err(), Some(UnlockError::OtherPepper));
}

#[test]
fn a_lock_made_for_tests_does_not_open_in_production() {
    let (_, lock) = locked(45);
    let production = Pepper::new(&[0x5a; 32]);
    let refused = PasswordLock::unlock(lock.as_bytes(), PASSWORD, &production, member(1));
    assert_eq!(refused.err(), Some(UnlockError::Format));
    assert!(PasswordLock::is_outdated(lock.as_bytes(), &production));
    assert!(!PasswordLock::is_outdated(lock.as_bytes(), &pepper()));
}

#[test]
fn a_lock_of_production_opens_with_its_password() {
    let entropy = Fixed::new(46);
    let secrets = MemberSecrets::generate(&entropy);
    let production = Pepper::new(&[0x5a; 32]);
    let lock = PasswordLock::enroll(PASSWORD, &production, &secrets, member(1), &entropy).unwrap();
    let unlocked = PasswordLock::unlock(lock.as_bytes(), PASSWORD, &production, member(1)).unwrap();
    assert_eq!(unlocked.public(), secrets.public());
    let raised = Pepper::new(&[0x5a; 32]).with_cost(KdfCost::new(128 * 1024, 3, 1).unwrap());
    assert!(PasswordLock::is_outdated(lock.as_bytes(), &raised));
}

#[test]
fn a_row_edited_to_another_cost_is_refused() {
    let (_, lock) = locked(47);
    // Memory, passes and lanes stand at 2, 6 and 10.
    let edits: [(usize, u32); 6] = [(2, 8), (2, u32::MAX), (6, 0), (6, 1000), (10, 0), (10, 64)];
    for (at, value) in edits {
        let mut bytes = lock.as_bytes().to_vec();
        bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
        let refused = PasswordLock::unlock(&bytes, PASSWORD, &pepper(), member(1));
        assert_eq!(refused.err(), Some(UnlockError::Format), "{at} {value}");
    }
}

#[test]
fn a_cost_outside_of_what_a_host_can_bear_is_none() {
    assert_eq!(KdfCost::new(64 * 1024, 3, 1), Some(KdfCost::PRODUCTION));
    for (memory, passes, lanes) in [
        (46 * 1024 - 1, 1, 1),
        (1024 * 1024 + 1, 1, 1),
        (65_536, 0, 1),
        (65_536, 17, 1),
        (65_536, 1, 0),
        (65_536, 1, 5),
    ] {
        assert_eq!(KdfCost::new(memory, passes, lanes), None);
    }
}

#[test]
fn damage_behind_the_right_password_is_told_apart() {
    let (_, lock) = locked(48);
    let mut bytes = lock.into_bytes();
    *bytes.last_mut().unwrap() ^= 1;
    let refused = PasswordLock::unlock(&bytes, PASSWORD, &pepper(), member(1));
    assert_eq!(refused.err(), Some(UnlockError::Damaged));
}

#[test]
fn an_unknown_login_runs_the_same_work() {
    PasswordLock::decoy(PASSWORD, &pepper());
}

#[test]
fn nothing_that_opens_the_keys_stands_in_the_row() {
    let (secrets, lock) = locked(49);
    let public = secrets.public();
    for part in [public.sealing, public.verifying] {
        assert!(!lock.as_bytes().windows(8).any(|bytes| bytes == &part[..8]));
    }
    assert!(!lock.as_bytes().windows(6).any(|bytes| bytes == b"otters"));
}

proptest! {
    #[test]
    fn one_flipped_bit_keeps_the_lock_shut(bit: prop::sample::Index) {
        let (_, lock) = locked(50);
        let mut bytes = lock.into_bytes();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(PasswordLock::unlock(&bytes, PASSWORD, &pepper(), member(1)).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(PasswordLock::unlock(&bytes, PASSWORD, &pepper(), member(1)).is_err());
        let _ = PasswordLock::is_outdated(&bytes, &pepper());
        let _ = Pepper::parse(&bytes);
    }
}

#[test]
fn every_truncation_keeps_the_lock_shut() {
    let (_, lock) = locked(51);
    for end in 0..lock.as_bytes().len() {
        let refused = PasswordLock::unlock(&lock.as_bytes()[..end], PASSWORD, &pepper(), member(1));
        assert_eq!(refused.err(), Some(UnlockError::Format));
    }
}
