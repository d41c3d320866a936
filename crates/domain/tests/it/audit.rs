//! Whatever is done to a stored chain, the first entry that does not fit is found by its number.

use crate::any::one;
use domain::audit::{
    Act, Actor, Checkpoint, Compared, Entry, GENESIS, Hash, NoNoted, Noted, Tampered, Verifier, chain,
};
use domain::ids::{MemberId, OrgId};
use domain::time::Timestamp;
use proptest::prelude::*;
use proptest::sample::Index;

/// A chain as it is stored: rows, and the head that is kept apart from them.
#[derive(Debug, Clone)]
struct Stored {
    rows: Vec<(u64, Entry, Hash)>,
    head: (u64, Hash),
}

fn entry() -> impl Strategy<Value = Entry> {
    let actor = prop_oneof![Just(Actor::System), (1_u8..5).prop_map(|n| Actor::Member(MemberId::from_bytes([n; 16]))),];
    let subject = prop::option::of(any::<[u8; 16]>());
    (any::<i64>(), actor, one(Act::ALL), subject, "[a-z_ ]{0,20}").prop_map(|(at, actor, act, subject, detail)| Entry {
        org: OrgId::from_bytes([9; 16]),
        at: Timestamp::from_micros(at),
        actor,
        act,
        subject,
        detail,
    })
}

fn stored() -> impl Strategy<Value = Stored> {
    prop::collection::vec(entry(), 1..12).prop_map(|entries| {
        let (mut hash, mut rows) = (GENESIS, Vec::new());
        for (sequence, entry) in (1..).zip(entries) {
            hash = chain(&hash, sequence, &entry);
            rows.push((sequence, entry, hash));
        }
        Stored { head: (rows.len() as u64, hash), rows }
    })
}

fn verify(stored: &Stored) -> Result<u64, Tampered> {
    let mut verifier = Verifier::default();
    for (sequence, entry, hash) in &stored.rows {
        verifier.step(*sequence, entry, hash)?;
    }
    verifier.finish(stored.head.0, &stored.head.1)
}

/// A field of an entry, and one way to change it.
type Change = (&'static str, fn(&mut Entry));

const CHANGES: &[Change] = &[
    ("organization", |e| e.org = OrgId::from_bytes([8; 16])),
    ("time", |e| e.at = Timestamp::from_micros(e.at.micros() ^ 1)),
    ("actor", |e| {
        e.actor = match e.actor {
            Actor::System => Actor::Member(MemberId::from_bytes([7; 16])),
            Actor::Member(_) => Actor::System,
        }
    }),
    ("act", |e| e.act = if e.act == Act::Disclosed { Act::SlipPrinted } else { Act::Disclosed }),
    ("subject", |e| {
        e.subject = match e.subject {
            None => Some([0; 16]),
            Some(_) => None,
        }
    }),
    ("detail", |e| e.detail.push(' ')),
];

proptest! {
    #[test]
    fn an_untouched_chain_verifies_to_its_length(stored in stored()) {
        prop_assert_eq!(verify(&stored), Ok(stored.rows.len() as u64));
    }

    #[test]
    fn a_changed_field_is_found(stored in stored(), which in any::<Index>(), change in prop::sample::select(CHANGES)) {
        let mut stored = stored;
        let k = which.index(stored.rows.len());
        change.1(&mut stored.rows[k].1);
        prop_assert_eq!(verify(&stored), Err(Tampered::Changed { sequence: k as u64 + 1 }), "{}", change.0);
    }

    #[test]
    fn a_changed_entry_is_found_even_if_its_hash_was_made_anew(
        stored in stored(), which in any::<Index>(), change in prop::sample::select(CHANGES)
    ) {
        let mut stored = stored;
        let k = which.index(stored.rows.len());
        let before = if k == 0 { GENESIS } else { stored.rows[k - 1].2 };
        let (sequence, entry, hash) = &mut stored.rows[k];
        change.1(entry);
        *hash = chain(&before, *sequence, entry);
        let named = (k as u64 + 2).min(stored.head.0);
        prop_assert_eq!(verify(&stored), Err(Tampered::Changed { sequence: named }), "{}", change.0);
    }

    #[test]
    fn a_changed_hash_is_found(stored in stored(), which in any::<Index>(), bit in 0..256_usize) {
        let mut stored = stored;
        let k = which.index(stored.rows.len());
        stored.rows[k].2[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(verify(&stored), Err(Tampered::Changed { sequence: k as u64 + 1 }));
    }

    #[test]
    fn a_removed_entry_is_found(stored in stored(), which in any::<Index>()) {
        let mut stored = stored;
        let k = which.index(stored.rows.len());
        stored.rows.remove(k);
        let (gone, head) = (k as u64 + 1, stored.head.0);
        let last = gone == head;
        let named = if last { Tampered::Truncated { last: head - 1, head } } else {
            Tampered::Missing { expected: gone, found: gone + 1 }
        };
        prop_assert_eq!(verify(&stored), Err(named));
    }

    #[test]
    fn a_doubled_entry_is_found(stored in stored(), which in any::<Index>()) {
        let mut stored = stored;
        let k = which.index(stored.rows.len());
        let row = stored.rows[k].clone();
        stored.rows.insert(k, row);
        let doubled = k as u64 + 1;
        prop_assert_eq!(verify(&stored), Err(Tampered::Missing { expected: doubled + 1, found: doubled }));
    }

    #[test]
    fn an_inserted_entry_is_found(stored in stored(), new in entry(), which in any::<Index>(), renumber: bool) {
        let mut stored = stored;
        let k = which.index(stored.rows.len() + 1);
        let before = if k == 0 { GENESIS } else { stored.rows[k - 1].2 };
        let sequence = k as u64 + 1;
        let hash = chain(&before, sequence, &new);
        stored.rows.insert(k, (sequence, new, hash));
        if renumber {
            stored.rows.iter_mut().skip(k + 1).for_each(|row| row.0 += 1);
        }
        let head = stored.head.0;
        let named = if sequence > head {
            Tampered::Truncated { last: sequence, head }
        } else if renumber {
            Tampered::Changed { sequence: sequence + 1 }
        } else {
            Tampered::Missing { expected: sequence + 1, found: sequence }
        };
        prop_assert_eq!(verify(&stored), Err(named));
    }

    #[test]
    fn swapped_entries_are_found_at_the_first(
        stored in stored(), a in any::<Index>(), b in any::<Index>(), renumber: bool
    ) {
        let mut stored = stored;
        let (a, b) = (a.index(stored.rows.len()), b.index(stored.rows.len()));
        prop_assume!(a < b);
        stored.rows.swap(a, b);
        let (first, second) = (a as u64 + 1, b as u64 + 1);
        let named = if renumber {
            (stored.rows[a].0, stored.rows[b].0) = (first, second);
            Tampered::Changed { sequence: first }
        } else {
            Tampered::Missing { expected: first, found: second }
        };
        prop_assert_eq!(verify(&stored), Err(named));
    }

    #[test]
    fn a_cut_chain_is_found(stored in stored(), kept in any::<Index>()) {
        let mut stored = stored;
        let kept = kept.index(stored.rows.len());
        stored.rows.truncate(kept);
        prop_assert_eq!(verify(&stored), Err(Tampered::Truncated { last: kept as u64, head: stored.head.0 }));
    }

    #[test]
    fn a_changed_head_is_found(stored in stored(), bit in 0..256_usize) {
        let mut stored = stored;
        stored.head.1[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(verify(&stored), Err(Tampered::Changed { sequence: stored.head.0 }));
    }
}

#[test]
fn a_chain_that_never_began_is_empty_and_whole() {
    assert_eq!(Verifier::default().finish(0, &GENESIS), Ok(0));
}

/// Computed apart from this code, from the description of [`chain`] alone; whoever changes it breaks every stored chain.
#[test]
fn the_form_of_the_chain_is_fixed() {
    let entry = Entry {
        org: OrgId::from_bytes([1; 16]),
        at: Timestamp::from_micros(1_790_000_000_000_000),
        actor: Actor::Member(MemberId::from_bytes([2; 16])),
        act: Act::ReleaseRevoked,
        subject: Some([3; 16]),
        detail: "spoken".to_owned(),
    };
    let hex = |hash: Hash| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let first = chain(&GENESIS, 1, &entry);
    assert_eq!(hex(first), "937bc059b7576f6b1cab614e57541f6f8cded43c7e28c92496c971bd25611768");
    let system = Entry { actor: Actor::System, subject: None, detail: String::new(), ..entry };
    assert_eq!(hex(chain(&first, 2, &system)), "bf25c807e734b36955cc589a7dbc7421567dcd96881d3738e6afdf7995b36a5f");
}

#[test]
fn a_noted_end_matches_is_before_the_cut_or_tells_of_a_rewriting() {
    let entry = |n: i64| Entry {
        org: OrgId::from_bytes([9; 16]),
        at: Timestamp::from_micros(n),
        actor: Actor::System,
        act: Act::SignedIn,
        subject: None,
        detail: String::new(),
    };
    let first = chain(&GENESIS, 1, &entry(1));
    let second = chain(&first, 2, &entry(2));
    let third = chain(&second, 3, &entry(3));
    let noted = |seq, hash| Noted { seq, hash };
    let cut = Checkpoint { seq: 2, previous: first, entry: entry(2) };
    for (said, cut, head, stored, compared) in [
        (noted(3, third), None, 5, Some(&third), Compared::Matches),
        (noted(3, second), None, 5, Some(&third), Compared::DoesNotMatch),
        (noted(3, third), None, 5, None, Compared::DoesNotMatch),
        (noted(6, third), None, 5, None, Compared::Shorter { head: 5 }),
        (noted(1, first), Some(&cut), 5, None, Compared::BeforeTheCut { last: 2 }),
        (noted(2, second), Some(&cut), 5, None, Compared::Matches),
        (noted(2, third), Some(&cut), 5, None, Compared::DoesNotMatch),
        (noted(3, third), Some(&cut), 5, Some(&third), Compared::Matches),
    ] {
        assert_eq!(said.compared(cut, head, stored), compared, "{said}");
        assert_eq!(compared.is_wrong(), !matches!(compared, Compared::Matches | Compared::BeforeTheCut { .. }));
    }
}

#[test]
fn a_noted_end_is_read_as_it_was_printed_and_as_it_was_copied() {
    let noted = Noted { seq: 12, hash: [0x9f; 32] };
    assert_eq!(Noted::parse(&noted.to_string()), Ok(noted));
    assert_eq!(Noted::parse(&format!(" 12 : {} ", "9F ".repeat(32))), Ok(noted));
    for wrong in ["", "12", "0:00", "12:9f", &format!("12:{}", "zz".repeat(32)), &format!("0:{}", "9f".repeat(32))] {
        assert_eq!(Noted::parse(wrong), Err(NoNoted), "{wrong}");
    }
}
