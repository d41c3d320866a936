//! A celebration's numbers, and a reader who takes everything that was ever told of it off everything else.

use domain::programs::{Known, MoreThanCame, Pair, Told};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

const LEAST: u32 = 11;

fn pair(whole: Known, part: Known) -> Pair {
    Pair { whole, part, wholes: BTreeSet::new(), parts: BTreeSet::new() }
}

fn ours(whole: u32, part: u32) -> [Told; 2] {
    pair(Known::Ours(whole), Known::Ours(part)).told(LEAST).unwrap().map(Option::unwrap)
}

#[test]
fn those_who_were_introduced_are_told_only_where_many_were_not() {
    assert_eq!(ours(40, 29), [Told::Number(40), Told::Number(29)]);
    assert_eq!(ours(40, 35), [Told::Number(40), Told::Not], "five were not introduced");
    assert_eq!(ours(40, 40), [Told::Number(40), Told::Not], "nor is it told that it was everybody");
    assert_eq!(ours(40, 3), [Told::Number(40), Told::Fewer(11)]);
    assert_eq!(ours(21, 3), ours(21, 15), "of so few either would say which");
    assert_eq!(ours(10, 9), [Told::Fewer(11), Told::Fewer(11)]);
    let alone = pair(Known::Nothing, Known::Ours(30)).told(LEAST);
    assert_eq!(alone, Ok([None, Some(Told::Not)]), "how many came may be told later");
}

#[test]
fn more_than_came_is_refused_whichever_side_counted() {
    for (whole, part) in [
        (Known::Ours(12), Known::Ours(13)),
        (Known::Theirs(Told::Number(12)), Known::Ours(13)),
        (Known::Theirs(Told::Fewer(11)), Known::Ours(11)),
        (Known::Ours(12), Known::Theirs(Told::Number(13))),
    ] {
        assert_eq!(pair(whole, part).told(LEAST), Err(MoreThanCame), "{whole:?} {part:?}");
    }
    assert!(pair(Known::Ours(12), Known::Ours(12)).told(LEAST).is_ok());
}

#[test]
fn whoever_counted_the_part_learns_no_small_rest_from_the_whole() {
    let whole = |n: u32, part: Told| pair(Known::Ours(n), Known::Theirs(part)).told(LEAST).unwrap()[0];
    assert_eq!(whole(60, Told::Not), Some(Told::Not), "they know what they did not tell");
    assert_eq!([whole(20, Told::Fewer(11)), whole(9, Told::Fewer(11))], [Some(Told::Not); 2]);
    assert_eq!(whole(21, Told::Fewer(11)), Some(Told::Number(21)));
    assert_eq!([whole(30, Told::Number(20)), whole(31, Told::Number(20))], [Some(Told::Not), Some(Told::Number(31))]);
}

#[test]
fn what_is_told_can_be_read_again_and_is_held_back_once_more_is_asked_for() {
    for told in [Told::Number(30), Told::Fewer(11), Told::Not] {
        assert_eq!(Told::parse(&told.code()), Some(told));
    }
    assert_eq!(Told::Number(20).beside(Some(Told::Number(35)), 11), Told::Number(20));
    assert_eq!(Told::Number(20).beside(Some(Told::Number(35)), 20), Told::Not, "fifteen are few by now");
    assert_eq!(Told::Number(35).beside(None, 20), Told::Number(35));
}

/// What a reader has of one entry: the last word of each field, and every number that ever stood there.
#[derive(Debug, Default)]
struct Read {
    now: [Option<Told>; 2],
    numbers: [BTreeSet<u32>; 2],
}

impl Read {
    fn take(&mut self, told: [Option<Told>; 2]) {
        self.now = told;
        for (told, numbers) in told.into_iter().zip(&mut self.numbers) {
            if let Some(Told::Number(n)) = told {
                numbers.insert(n);
            }
        }
    }

    /// The first few people that two of the numbers leave.
    fn few(&self) -> Option<(u32, u32)> {
        let [wholes, parts] = &self.numbers;
        let all = wholes.iter().flat_map(|whole| parts.iter().map(move |part| (*whole, *part)));
        all.into_iter().find(|(whole, part)| whole.checked_sub(*part).is_some_and(|rest| rest < LEAST))
    }
}

/// A celebration that is written, and written again when somebody made a mistake.
fn saves() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let one = (0_u32..70, 0_u32..=100).prop_map(|(whole, share)| (whole, whole * share / 100));
    proptest::collection::vec(one, 1..5)
}

#[test]
fn whoever_subtracts_what_was_told_of_each_alone_finds_a_few_people() {
    let mut read = Read::default();
    read.take([Some(Told::of(40, LEAST)), Some(Told::of(35, LEAST))]);
    assert_eq!(read.few(), Some((40, 35)), "the reader is worth something");
}

#[test]
fn whoever_subtracts_everything_that_was_ever_told_finds_no_few_people() {
    let mut runner = TestRunner::deterministic();
    let (mut told, mut all) = (0, 0);
    for _ in 0..2_000 {
        let saves = saves().new_tree(&mut runner).unwrap().current();
        let mut read = Read::default();
        for (whole, part) in &saves {
            let [wholes, parts] = read.numbers.clone();
            let of = |part: u32| {
                let (whole, part) = (Known::Ours(*whole), Known::Ours(part));
                Pair { whole, part, wholes: wholes.clone(), parts: parts.clone() }.told(LEAST)
            };
            let now = of(*part).unwrap();
            read.take(now);
            assert_eq!(read.few(), None, "{saves:?}");
            all += 1;
            told += u32::from(matches!(now[1], Some(Told::Number(_))));
            if !matches!(now, [Some(Told::Number(_)), Some(Told::Fewer(_) | Told::Not)]) {
                continue;
            }
            // Who knows the rule as well asks of which parts the same would have been told.
            let same: Vec<u32> = (0..=*whole).filter(|part| of(*part) == Ok(now)).collect();
            let width = same.last().unwrap() - same[0];
            assert!(width >= 3 && same.len() > 3, "{saves:?}: {same:?}");
        }
    }
    assert!(told * 10 > all, "{told} of {all}: something is told");
}
