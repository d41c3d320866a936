//! A coalition reads sums of many partnerships, and nobody can pick one of them out.

use domain::coalition::{
    COUNTS_OF_ONE, ForCoalition, Keys, Known, LEAST_ORGANIZATIONS, Noise, NotAdded, NotSummed, Pair, RollUp, Summed,
    Told, sum, take, with_noise, year,
};
use domain::ids::{OrgId, PartnershipId};
use domain::measure::{Measure, SMALLEST_PUBLISHED};
use domain::mou::paper::Period as Every;
use domain::org::OrgKind;
use domain::referral::Direction;
use domain::suppression::{Budget, Epsilon, Overspent, Shown};
use domain::time::Month;
use domain::totals::{Line, Period, Report};
use proptest::prelude::*;
use std::collections::BTreeSet;

const QUARTER: Period = Period::Quarter(2026, 3);
const NOW: Month = Month { year: 2026, month: 11 };
const ACCEPTED: (Direction, Measure) = (Direction::ToAdvocacy, Measure::Accepted);
const FEW: Shown = Shown::Few { below: 11 };

const fn org(n: u8) -> OrgId {
    OrgId::from_bytes([n; 16])
}

/// What `by` told `partner` of those it took on.
fn told(by: u8, partner: u8, shown: Shown) -> Told {
    let line = Line { direction: ACCEPTED.0, measure: ACCEPTED.1, shown };
    let mut partnership = [by; 16];
    partnership[0] = partner;
    let report = Report {
        partnership: PartnershipId::from_bytes(partnership),
        by: org(by),
        period: QUARTER.to_string(),
        smallest: 11,
        lines: vec![line],
    };
    Told { partner: org(partner), report }
}

fn made(all: &[Told]) -> RollUp {
    sum(Every::Quarter, QUARTER, all, &BTreeSet::new(), NOW).unwrap()
}

fn accepted(all: &[Told]) -> Summed {
    made(all).cells[&ACCEPTED]
}

#[test]
fn a_sum_is_shown_of_organizations_that_cannot_take_each_other_off() {
    let three = [told(1, 11, Shown::Count(20)), told(2, 12, Shown::Count(30)), told(3, 13, Shown::Count(40))];
    assert_eq!(accepted(&three), Summed::Of { count: 90, organizations: 3 });
    assert_eq!(accepted(&three[..1]), Summed::Few, "that is one organization");
    assert_eq!(accepted(&three[..2]), Summed::Few, "each of the two would take its own off and have the other's");
    // One shelter with three health centers is one organization.
    let one = [told(1, 11, Shown::Count(20)), told(1, 12, Shown::Count(30)), told(1, 13, Shown::Count(40))];
    assert_eq!(accepted(&one), Summed::Few);
    // A health center has read what each of its own three shelters told. It is the health center's own number, and whoever
    // reads the sum would have it: who came from there.
    let center = [told(1, 11, Shown::Count(20)), told(2, 11, Shown::Count(30)), told(3, 11, Shown::Count(40))];
    assert_eq!(accepted(&center), Summed::Few);
    let fourth = [center.as_slice(), &[told(4, 12, Shown::Count(50))]].concat();
    assert_eq!(accepted(&fourth), Summed::Few, "the health center would have the fourth one's number");
    // Whoever takes off its own must not be left with those of one partner either.
    let two_of_one = [told(1, 11, Shown::Count(20)), told(2, 12, Shown::Count(30)), told(3, 12, Shown::Count(40))];
    assert_eq!(accepted(&two_of_one), Summed::Few, "the first would have who came from the second health center");
}

#[test]
fn the_least_that_anybody_tells_is_not_given_back_by_a_sum_of_it() {
    let least = [told(1, 11, Shown::Count(50)), told(2, 12, Shown::Count(11)), told(3, 13, Shown::Count(11))];
    assert_eq!(accepted(&least), Summed::Few, "50 taken off leaves 22 of two, which is eleven of each");
    let zeros = [told(1, 11, Shown::Count(50)), told(2, 12, Shown::Count(0)), told(3, 13, Shown::Count(0))];
    assert_eq!(accepted(&zeros), Summed::Few, "nothing of two is nothing of each");
    let doubt = [told(1, 11, Shown::Count(50)), told(2, 12, Shown::Count(13)), told(3, 13, Shown::Count(11))];
    assert_eq!(accepted(&doubt), Summed::Few, "24 of two: each is 11, 12 or 13");
    let more = [told(1, 11, Shown::Count(50)), told(2, 12, Shown::Count(14)), told(3, 13, Shown::Count(14))];
    assert_eq!(accepted(&more), Summed::Of { count: 78, organizations: 3 });
}

#[test]
fn the_least_is_what_the_two_agreed_on_where_that_is_more() {
    let agreed = |by: u8, count: u64| {
        let mut one = told(by, by + 10, Shown::Count(count));
        one.report.smallest = 20;
        one
    };
    assert_eq!(
        accepted(&[agreed(1, 50), agreed(2, 21), agreed(3, 21)]),
        Summed::Few,
        "42 of two: each is 20, 21 or 22"
    );
    let more = [agreed(1, 50), agreed(2, 22), agreed(3, 22)];
    assert_eq!(accepted(&more), Summed::Of { count: 94, organizations: 3 });
    let one_of_them = [told(1, 11, Shown::Count(50)), agreed(2, 21), told(3, 13, Shown::Count(12))];
    assert_eq!(accepted(&one_of_them), Summed::Few, "each takes off its own least");
}

#[test]
fn a_zero_is_no_organization_that_another_one_could_be() {
    let of = |counts: &[u64]| {
        let all: Vec<Told> = (1..).zip(counts).map(|(by, count)| told(by, by + 10, Shown::Count(*count))).collect();
        accepted(&all)
    };
    assert_eq!(of(&[0, 0, 14]), Summed::Few);
    assert_eq!(of(&[50, 0, 14]), Summed::Few, "50 taken off leaves 14 of two, one of which may be none");
    assert_eq!(of(&[50, 0, 0, 14]), Summed::Few);
    assert_eq!(of(&[50, 0, 30, 14]), Summed::Of { count: 94, organizations: 4 });
}

#[test]
fn a_report_that_says_something_twice_is_in_no_sum() {
    let three = [told(1, 11, Shown::Count(20)), told(2, 12, Shown::Count(30)), told(3, 13, Shown::Count(40))];
    let refused = |all: &[Told]| sum(Every::Quarter, QUARTER, all, &BTreeSet::new(), NOW).unwrap_err();
    let mut double = three.clone();
    let line = double[0].report.lines[0];
    double[0].report.lines.push(Line { shown: Shown::Count(70), ..line });
    assert_eq!(refused(&double), NotSummed::OtherReports);
    // The same two under another partnership would be counted as two.
    let mut again = three.to_vec();
    let mut other = three[0].clone();
    other.report.partnership = PartnershipId::from_bytes([99; 16]);
    again.push(other);
    assert_eq!(refused(&again), NotSummed::OtherReports);
}

#[test]
fn a_year_is_what_its_four_quarters_showed() {
    let quarter = |n: u8, counts: [u64; 3]| {
        let all: Vec<Told> = (1..)
            .zip(counts)
            .map(|(by, count)| {
                let mut one = told(by, by + 10, if count == 0 { FEW } else { Shown::Count(count) });
                one.report.period = Period::Quarter(2025, n).to_string();
                one
            })
            .collect();
        sum(Every::Quarter, Period::Quarter(2025, n), &all, &BTreeSet::new(), NOW).unwrap()
    };
    let shown =
        [quarter(1, [20, 30, 40]), quarter(2, [21, 31, 41]), quarter(3, [22, 32, 42]), quarter(4, [23, 33, 43])];
    let of = year(2025, &shown).unwrap();
    assert_eq!(of[&ACCEPTED], Summed::Of { count: 90 + 93 + 96 + 99, organizations: 3 });
    assert_eq!(year(2025, &shown[..3]), None, "a year of three quarters is another range");
    assert_eq!(year(2026, &shown), None);
    let few = [shown[0].clone(), shown[1].clone(), shown[2].clone(), quarter(4, [23, 33, 0])];
    assert_eq!(year(2025, &few).unwrap()[&ACCEPTED], Summed::Few, "the year less three quarters would be the fourth");
}

#[test]
fn noise_never_shows_a_number_of_one_to_ten() {
    let all: Vec<Told> = (1..=4).map(|by| told(by, by + 10, Shown::Count(if by == 1 { 14 } else { 12 }))).collect();
    let each = Epsilon::thousandths(1).unwrap();
    let budget = Budget::of(Epsilon::thousandths(1000).unwrap());
    let mut n = 0_u64;
    let mut fill = |bytes: &mut [u8]| {
        for byte in bytes {
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (n >> 56) as u8;
        }
    };
    for _ in 0..200 {
        let made = RollUp { cells: [(ACCEPTED, Summed::Of { count: 50, organizations: 4 })].into(), ..made(&all) };
        let noisy = with_noise(made, Noise { each, budget }, &mut fill).unwrap();
        assert!(!matches!(noisy.cells[&ACCEPTED], Summed::Of { count: 1..=10, .. }));
    }
}

fn for_coalition(one: &Told) -> ForCoalition {
    let partner = Keys { org: one.partner, intake: [1; 32], signing: [2; 32] };
    ForCoalition { report: one.report.clone(), signature: vec![1], partner }
}

#[test]
fn what_was_taken_first_stays_and_what_comes_late_is_not_added() {
    let one = told(1, 11, Shown::Count(20));
    let by = (org(1), OrgKind::Advocacy);
    let (none, summed) = (BTreeSet::new(), BTreeSet::from([QUARTER]));
    let nothing = Known { told: &[], pairs: &[], summed: &none };
    let takes = |told: &Told, known: Known<'_>| take(&for_coalition(told), by, known, NOW);
    assert_eq!(takes(&one, nothing), Ok(QUARTER));
    assert_eq!(takes(&one, Known { summed: &summed, ..nothing }), Err(NotAdded::Late));
    let pairs = [(one.report.partnership, [org(1), org(11)])];
    let before = Known { told: std::slice::from_ref(&one), pairs: &pairs, summed: &none };
    assert_eq!(takes(&one, before), Err(NotAdded::Twice));
    assert_eq!(takes(&told(1, 11, Shown::Count(21)), before), Err(NotAdded::Contradicts));
    assert_eq!(takes(&told(1, 12, Shown::Count(30)), before), Ok(QUARTER), "with another partner");
    let changed = |change: fn(&mut Told)| {
        let mut one = one.clone();
        change(&mut one);
        takes(&one, nothing)
    };
    assert_eq!(changed(|one| one.report.by = org(2)), Err(NotAdded::Unreadable));
    assert_eq!(changed(|one| one.report.period = "2026-07".into()), Err(NotAdded::OtherLength));
    assert_eq!(changed(|one| one.report.period = "2026-q4".into()), Err(NotAdded::NotOver));
    assert_eq!(changed(|one| one.report.period = "July".into()), Err(NotAdded::NoPeriod));
    assert_eq!(changed(|one| one.report.lines[0].shown = Shown::Count(3)), Err(NotAdded::NotProtected));
    assert_eq!(changed(|one| one.report.lines.push(one.report.lines[0])), Err(NotAdded::OtherLines));
    assert_eq!(changed(|one| one.report.lines[0].measure = Measure::Withdrawn), Err(NotAdded::OtherLines));
}

#[test]
fn a_partnership_has_two_sides_and_two_sides_one_partnership() {
    let one = told(1, 11, Shown::Count(20));
    let by = (org(1), OrgKind::Advocacy);
    let summed = BTreeSet::new();
    let with = |pairs: &[Pair]| take(&for_coalition(&one), by, Known { told: &[], pairs, summed: &summed }, NOW);
    assert_eq!(with(&[(one.report.partnership, [org(11), org(1)])]), Ok(QUARTER), "its other side has told as well");
    assert_eq!(with(&[(one.report.partnership, [org(2), org(11)])]), Err(NotAdded::OtherSides));
    let elsewhere = PartnershipId::from_bytes([99; 16]);
    assert_eq!(with(&[(elsewhere, [org(1), org(11)])]), Err(NotAdded::OtherSides), "one number would be two");
    assert_eq!(with(&[(elsewhere, [org(1), org(12)])]), Ok(QUARTER));
    let mut own = for_coalition(&one);
    own.partner.org = org(1);
    let known = Known { told: &[], pairs: &[], summed: &summed };
    assert_eq!(take(&own, by, known, NOW), Err(NotAdded::OtherSides));
}

#[test]
fn what_was_hidden_from_the_partner_is_in_no_sum() {
    let all = [
        told(1, 11, Shown::Count(20)),
        told(2, 12, Shown::Count(30)),
        told(3, 13, Shown::Count(40)),
        told(4, 14, FEW),
        told(5, 15, Shown::Withheld { from: 11 }),
    ];
    assert_eq!(accepted(&all), Summed::Of { count: 90, organizations: 3 });
    let hidden = [told(1, 11, Shown::Count(20)), told(2, 12, FEW), told(3, 13, FEW)];
    assert_eq!(accepted(&hidden), Summed::Few);
}

#[test]
fn a_period_is_summed_once_when_it_is_over_and_no_other_range_is() {
    let all = [told(1, 11, Shown::Count(20)), told(2, 12, Shown::Count(30)), told(3, 13, Shown::Count(40))];
    let of = |period: Period, before: &[Period], all: &[Told]| {
        sum(Every::Quarter, period, all, &before.iter().copied().collect(), NOW).unwrap_err()
    };
    assert_eq!(of(Period::Quarter(2026, 4), &[], &[]), NotSummed::NotOver);
    assert_eq!(of(QUARTER, &[QUARTER], &all), NotSummed::Before, "a late one would be the difference of two sums");
    assert_eq!(of(Period::Month(Month { year: 2026, month: 9 }), &[], &[]), NotSummed::OtherLength);
    assert_eq!(of(QUARTER, &[Period::Year(2025)], &all), NotSummed::OtherLength);
    let twice = [all[0].clone(), all[0].clone()];
    assert_eq!(of(QUARTER, &[], &twice), NotSummed::OtherReports);
    assert_eq!(of(Period::Quarter(2026, 2), &[], &all), NotSummed::OtherReports);
}

#[test]
fn noise_is_drawn_once_and_the_period_says_what_it_spent() {
    let all = [told(1, 11, Shown::Count(20)), told(2, 12, Shown::Count(30)), told(3, 13, Shown::Count(40))];
    let each = Epsilon::thousandths(250).unwrap();
    let budget = |thousandths| Budget::of(Epsilon::thousandths(thousandths).unwrap());
    let mut n = 0_u8;
    let mut fill = |bytes: &mut [u8]| {
        for byte in bytes {
            n = n.wrapping_mul(73).wrapping_add(41);
            *byte = n;
        }
    };
    let noisy = with_noise(made(&all), Noise { each, budget: budget(1000) }, &mut fill).unwrap();
    assert_eq!(noisy.noise.unwrap().spent(), 250 * COUNTS_OF_ONE);
    assert!(matches!(noisy.cells[&ACCEPTED], Summed::Of { organizations: 3, .. }));
    let too_much = with_noise(made(&all), Noise { each, budget: budget(999) }, &mut fill);
    assert_eq!(too_much.unwrap_err(), NotSummed::Overspent(Overspent));
    let few = with_noise(made(&all[..1]), Noise { each, budget: budget(1000) }, &mut fill).unwrap();
    assert_eq!(few.cells[&ACCEPTED], Summed::Few, "noise shows nothing that was hidden");
}

proptest! {
    /// Coalition minus partnership: whoever takes off all that they know can move people between two others and sees
    /// no difference.
    #[test]
    fn no_organization_is_left_alone_in_a_sum(
        edges in proptest::collection::btree_map((1_u8..7, 11_u8..17), prop_oneof![Just(FEW), (11_u64..90).prop_map(Shown::Count), Just(Shown::Count(0))], 0..12)
    ) {
        let all: Vec<Told> = edges.iter().map(|((by, partner), shown)| told(*by, *partner, *shown)).collect();
        if all.is_empty() { return Ok(()) }
        let Summed::Of { count, organizations } = accepted(&all) else { return Ok(()) };
        let counts: Vec<(u8, u8, u64)> = edges.iter().filter_map(|((by, partner), shown)| match shown {
            Shown::Count(count) => Some((*by, *partner, *count)),
            _ => None,
        }).collect();
        prop_assert_eq!(count, counts.iter().map(|(.., count)| count).sum::<u64>());
        prop_assert!(organizations >= LEAST_ORGANIZATIONS);
        for attacker in (1..7).chain(11..17) {
            let others: BTreeSet<u8> = counts.iter().filter(|(by, partner, _)| *by != attacker && *partner != attacker).map(|(by, ..)| *by).collect();
            prop_assert!(others.len() != 1, "{attacker} has the number of {others:?}");
        }
    }

    /// Who leaves is in no later sum and stays in the earlier ones, and of those who are left a number is shown only where they
    /// are enough without them.
    #[test]
    fn who_leaves_takes_nothing_back_and_leaves_nobody_alone(
        edges in proptest::collection::btree_map((1_u8..6, 11_u8..16), (11_u64..60).prop_map(Shown::Count), 1..12),
        leaves in proptest::collection::vec(1_u8..6, 0..5),
    ) {
        let of = |n: u8, gone: &[u8]| {
            let period = Period::Quarter(2025, n);
            let told = edges.iter().filter(|((by, _), _)| !gone.contains(by)).map(|((by, partner), shown)| {
                let mut one = told(*by, *partner, *shown);
                one.report.period = period.to_string();
                one
            });
            let told: Vec<Told> = told.collect();
            (sum(Every::Quarter, period, &told, &BTreeSet::new(), NOW).unwrap(), told)
        };
        let (after, left) = of(2, &leaves);
        if let Some(Summed::Of { count, organizations }) = after.cells.get(&ACCEPTED).copied() {
            prop_assert!(organizations >= LEAST_ORGANIZATIONS);
            let total: u64 = left.iter().filter_map(|one| match one.report.lines[0].shown { Shown::Count(n) => Some(n), _ => None }).sum();
            prop_assert_eq!(count, total, "nothing of whoever left is in it");
            let partners: BTreeSet<OrgId> = left.iter().map(|one| one.partner).collect();
            prop_assert!(partners.len() >= LEAST_ORGANIZATIONS);
        }
        // What was shown is summed once, so no sum of the same quarter without them can be laid beside it.
        let again = sum(Every::Quarter, Period::Quarter(2025, 1), &left, &BTreeSet::from([Period::Quarter(2025, 1)]), NOW);
        prop_assert_eq!(again.unwrap_err(), NotSummed::Before);
    }

    /// The one who subtracts: an outsider, or an organization that takes off each number of its own partnerships, over all
    /// quarters, the year, and both measures. Of no other organization, neither of what it told nor of what was told of it,
    /// is it left with less doubt than the rule for small counts asks.
    #[test]
    fn whoever_takes_off_all_that_they_know_derives_no_other_number(
        quarters in proptest::collection::vec(
            proptest::collection::btree_map((1_u8..6, 11_u8..16), prop_oneof![Just(FEW), (11_u64..60).prop_map(Shown::Count), Just(Shown::Count(0))], 0..10),
            4,
        )
    ) {
        let all: Vec<(Period, Vec<Told>)> = (1..=4_u8).zip(&quarters).map(|(n, edges)| {
            let period = Period::Quarter(2025, n);
            let told = edges.iter().map(|((by, partner), shown)| {
                let mut one = told(*by, *partner, *shown);
                one.report.period = period.to_string();
                one
            });
            (period, told.collect())
        }).collect();
        let sums: Vec<RollUp> = all.iter().map(|(period, told)| sum(Every::Quarter, *period, told, &BTreeSet::new(), NOW).unwrap()).collect();
        for attacker in [None].into_iter().chain((1..6).chain(11..16).map(Some)) {
            for ((_, told), made) in all.iter().zip(&sums) {
                // A quarter's sum is the one equation of its own numbers; the year's is their sum and adds none.
                let Some(Summed::Of { count, .. }) = made.cells.get(&ACCEPTED) else { continue };
                let number = |one: &Told| match one.report.lines[0].shown { Shown::Count(n) => Some(n), _ => None };
                let is_mine = |one: &Told| attacker.is_some_and(|mine| one.report.by == org(mine) || one.partner == org(mine));
                let mine: u64 = told.iter().filter(|one| is_mine(one)).filter_map(number).sum();
                let theirs: Vec<&Told> = told.iter().filter(|one| !is_mine(one) && number(one).is_some()).collect();
                let left = count - mine;
                for other in (1..6).chain(11..16).map(org) {
                    let floor = |one: &&&Told| if number(one) == Some(0) { 0 } else { SMALLEST_PUBLISHED };
                    let is_of = |one: &&&Told| one.report.by == other || one.partner == other;
                    if !theirs.iter().any(|one| is_of(&one)) { continue }
                    // What the other's numbers can be at least and at most, where everybody else's are at their least or most.
                    let least: u64 = theirs.iter().filter(is_of).map(|one| floor(&one)).sum();
                    let rest: u64 = theirs.iter().filter(|one| !is_of(one)).map(|one| floor(&one)).sum();
                    prop_assert!(theirs.iter().any(|one| !is_of(&one)), "{attacker:?} is left with {other:?} alone: {left}");
                    prop_assert!(left - rest >= least + 3, "{attacker:?} knows {other:?} within {}", left - rest - least);
                }
            }
        }
    }
}
