//! A coalition reads sums of many partnerships, and nobody can pick one of them out.

use domain::coalition::{COUNTS_OF_ONE, LEAST_ORGANIZATIONS, Noise, NotSummed, RollUp, Summed, Told, sum, with_noise};
use domain::ids::{OrgId, PartnershipId};
use domain::measure::Measure;
use domain::mou::paper::Period as Every;
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
    // A health center reads what each of its own three shelters told: they are theirs to know, and one more is not.
    let center = [told(1, 11, Shown::Count(20)), told(2, 11, Shown::Count(30)), told(3, 11, Shown::Count(40))];
    assert_eq!(accepted(&center), Summed::Of { count: 90, organizations: 3 });
    let fourth = [center.as_slice(), &[told(4, 12, Shown::Count(50))]].concat();
    assert_eq!(accepted(&fourth), Summed::Few, "the health center would have the fourth one's number");
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
}
