//! What is asked about, and what a usual day leaves in peace.

use crate::any::at;
use domain::ids::{MemberId, ReferralId};
use domain::odd::{Access, MANY_RECORDS, MANY_REVEALS, Odd, OddRule, odd};
use domain::time::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng};

const CHICAGO: &str = "America/Chicago";

fn member(n: u8) -> MemberId {
    MemberId::from_bytes([n; 16])
}

fn local(text: &str) -> Timestamp {
    let zoned: jiff::ZonedDateTime = format!("{text}[{CHICAGO}]").parse().unwrap();
    Timestamp::from_micros(zoned.timestamp().as_microsecond())
}

/// An opening of a record that is worked on by whoever opens it.
fn work(who: u8, at: Timestamp) -> Access {
    let record = ReferralId::from_bytes([9; 16]);
    Access { member: member(who), record, at, is_reveal: false, is_theirs: true, is_work: true }
}

fn rules(accesses: &[Access]) -> Vec<(OddRule, u32)> {
    odd(accesses, CHICAGO).into_iter().map(|line| (line.rule, line.times)).collect()
}

#[test]
fn a_record_of_a_colleague_is_asked_about_and_ones_own_is_not() {
    let noon = local("2026-11-23T12:00");
    assert_eq!(rules(&[work(1, noon)]), []);
    let snoop = Access { is_theirs: false, is_work: false, ..work(1, noon) };
    assert_eq!(rules(&[snoop, work(1, noon), snoop]), [(OddRule::NotTheirs, 2)]);
}

#[test]
fn after_hours_begin_and_end_on_the_wall_of_the_organization() {
    for (when, expected) in [
        ("2026-11-23T06:59", true),
        ("2026-11-23T07:00", false),
        ("2026-11-23T19:59", false),
        ("2026-11-23T20:00", true),
        ("2026-11-28T12:00", true),
        ("2026-11-29T12:00", true),
        // The day on which the clocks go back is a Sunday; the Monday after begins at seven on the wall.
        ("2026-11-02T07:00", false),
        ("2026-03-09T07:00", false),
        ("2026-03-09T06:59", true),
    ] {
        let glance = Access { is_work: false, ..work(1, local(when)) };
        assert_eq!(rules(&[glance]) == [(OddRule::AfterHours, 1)], expected, "{when}");
        assert_eq!(rules(&[work(1, local(when))]), [], "{when}: a hotline works at night");
    }
}

#[test]
fn more_than_twenty_numbers_a_day_are_asked_about() {
    let shown =
        |n: u32| (0..n).map(|i| Access { is_reveal: true, ..work(1, local("2026-11-23T10:00").plus_seconds(i)) });
    assert_eq!(rules(&shown(MANY_REVEALS).collect::<Vec<_>>()), []);
    assert_eq!(rules(&shown(MANY_REVEALS + 1).collect::<Vec<_>>()), [(OddRule::ManyReveals, MANY_REVEALS + 1)]);
    let two_days: Vec<_> =
        shown(20).chain(shown(20).map(|one| Access { at: one.at.plus_days(domain::time::Days(1)), ..one })).collect();
    assert_eq!(rules(&two_days), []);
}

#[test]
fn more_than_sixty_records_a_day_are_asked_about_and_one_record_often_is_not() {
    let many = |n: u32| {
        (0..n).map(|i| {
            let record = ReferralId::from_bytes([u8::try_from(i).unwrap(); 16]);
            Access { record, ..work(1, local("2026-11-23T10:00").plus_seconds(i)) }
        })
    };
    assert_eq!(rules(&many(MANY_RECORDS).collect::<Vec<_>>()), []);
    assert_eq!(rules(&many(MANY_RECORDS + 1).collect::<Vec<_>>()), [(OddRule::ManyRecords, MANY_RECORDS + 1)]);
    let again: Vec<_> = (0..MANY_RECORDS + 1).map(|i| work(1, local("2026-11-23T10:00").plus_seconds(i))).collect();
    assert_eq!(rules(&again), []);
}

/// A month of work at a busy organization: eight people, thirty records a day, a night shift, a colleague who is
/// covered for now and then.
fn month(seed: u8) -> Vec<Access> {
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut below = move |n: u32| rand_below(&mut rng, n);
    let mut accesses = Vec::new();
    for day in 1..=30 {
        for _ in 0..30 {
            let who = u8::try_from(below(8)).unwrap();
            // One in ten is taken at night or on a weekend, by whoever is on the hotline, who does something with it.
            let night = below(10) == 0;
            let hour = if night { 20 + below(4) } else { 8 + below(12) };
            let at = local(&format!("2026-11-{day:02}T{hour:02}:{:02}", below(60)));
            let weekend = odd(&[Access { is_work: false, ..work(who, at) }], CHICAGO).len() == 1;
            let opened = Access { is_work: night || weekend || below(4) > 0, ..work(who, at) };
            accesses.push(opened);
            if below(3) == 0 {
                accesses.push(Access { is_reveal: true, ..opened });
            }
            // Somebody asks a colleague to look at something.
            if below(100) == 0 {
                accesses.push(Access { member: member(who + 20), is_theirs: false, ..opened });
            }
        }
    }
    accesses
}

fn rand_below(rng: &mut TestRng, n: u32) -> u32 {
    rng.next_u32() % n
}

#[test]
fn a_usual_month_raises_hardly_anything_and_a_snooper_in_it_is_found_within_the_day() {
    for seed in 0..20 {
        let usual = month(seed);
        let raised: u32 = odd(&usual, CHICAGO).iter().map(|line| line.times).sum();
        let share = f64::from(raised) / usual.len() as f64;
        assert!(share <= 0.02, "seed {seed}: {share}");
        // She looks once, at noon, at one record that is none of hers.
        let snoop = Access { is_theirs: false, is_work: false, ..work(99, local("2026-11-18T12:00")) };
        let seen_until_next_day: Vec<_> =
            usual.into_iter().filter(|one| one.at <= local("2026-11-19T12:00")).chain([snoop]).collect();
        let lines = odd(&seen_until_next_day, CHICAGO);
        let expected = Odd { member: member(99), rule: OddRule::NotTheirs, times: 1, last: snoop.at };
        assert!(lines.contains(&expected), "seed {seed}");
    }
}

proptest! {
    #[test]
    fn nothing_is_said_of_who_only_works(minutes in proptest::collection::vec(0..60 * 24 * 30_i64, 0..40)) {
        let accesses: Vec<_> = minutes.iter().map(|minute| work(1, at(minute * 60_000_000))).collect();
        prop_assert_eq!(odd(&accesses, CHICAGO), vec![]);
    }
}
