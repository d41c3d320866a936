//! Who can describe what the partner offers, and what the partner may know of it.

use domain::day::Day;
use domain::ids::{MemberId, SiteId};
use domain::member::Role;
use domain::training::{
    Attendance, HalfPoints, Knows, LAPSE_SOON, LEAST_SHARED, average, coverage, coverage_by_site, heads,
    is_time_to_tell, read_heads, read_scores, scores,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn member(n: u8) -> MemberId {
    MemberId::from_bytes([n; 16])
}

#[test]
fn what_somebody_learned_counts_to_its_last_day_and_is_announced_sixty_days_before() {
    let until = day("2027-03-01");
    for (today, knows) in [
        ("2026-12-30", Knows::Fresh(until)),
        ("2026-12-31", Knows::Soon(until)),
        ("2027-03-01", Knows::Soon(until)),
        ("2027-03-02", Knows::Lapsed(until)),
    ] {
        assert_eq!(Knows::on(day(today), Some(until)), knows, "{today}");
    }
    assert_eq!(Knows::on(until, None), Knows::Never);
    assert_eq!(day("2026-12-31").later(LAPSE_SOON), until);
}

#[test]
fn a_training_of_the_31st_counts_to_the_last_day_of_a_shorter_month() {
    assert_eq!(day("2026-08-31").months_later(6), day("2027-02-28"));
    assert_eq!(day("2026-01-15").months_later(12), day("2027-01-15"));
}

#[test]
fn coverage_counts_each_role_that_somebody_has() {
    let staff = vec![
        (member(1), BTreeSet::from([Role::Lead, Role::Advocate])),
        (member(2), BTreeSet::from([Role::Advocate])),
        (member(3), BTreeSet::from([Role::FrontDesk])),
    ];
    let until = BTreeMap::from([(member(1), day("2027-01-10")), (member(3), day("2026-01-10"))]);
    let found: Vec<_> = coverage(&staff, &until, day("2026-12-01"))
        .into_iter()
        .map(|cover| (cover.role, cover.here, cover.know, cover.soon))
        .collect();
    assert_eq!(found, [(Role::Lead, 1, 1, 1), (Role::FrontDesk, 1, 0, 0), (Role::Advocate, 2, 1, 1)]);
}

#[test]
fn coverage_is_told_site_by_site_and_whose_site_is_unknown_at_the_end() {
    let site = |n: u8| SiteId::from_bytes([n; 16]);
    let one = |n: u8, at: Option<u8>, role: Role| (member(n), at.map(site), BTreeSet::from([role]));
    let staff = vec![one(1, Some(7), Role::Clinician), one(2, Some(7), Role::FrontDesk), one(3, None, Role::FrontDesk)];
    let until = BTreeMap::from([(member(1), day("2027-06-01")), (member(3), day("2027-06-01"))]);
    let found = coverage_by_site(&staff, &until, day("2026-12-01"));
    let told: Vec<_> = found
        .iter()
        .map(|cover| (cover.site, cover.roles.iter().map(|of| (of.role, of.know, of.here)).collect::<Vec<_>>()))
        .collect();
    let at_seven = vec![(Role::Clinician, 1, 1), (Role::FrontDesk, 0, 1)];
    assert_eq!(told, [(Some(site(7)), at_seven), (None, vec![(Role::FrontDesk, 1, 1)])]);
}

proptest! {
    #[test]
    fn no_member_is_lost_between_sites(sites in proptest::collection::vec(proptest::option::of(0_u8..3), 0..9)) {
        let staff: Vec<_> = sites
            .iter()
            .enumerate()
            .map(|(n, at)| {
                let n = u8::try_from(n).unwrap();
                (member(n), at.map(|n| SiteId::from_bytes([n; 16])), BTreeSet::from([Role::Advocate]))
            })
            .collect();
        let n: usize = coverage_by_site(&staff, &BTreeMap::new(), day("2026-12-01"))
            .iter()
            .flat_map(|cover| &cover.roles)
            .map(|of| of.here)
            .sum();
        prop_assert_eq!(n, staff.len());
    }
}

#[test]
fn it_is_time_to_tell_from_thirty_days_before_to_the_last_day() {
    let last = day("2027-03-01");
    for (today, is) in [("2027-01-29", false), ("2027-01-30", true), ("2027-03-01", true), ("2027-03-02", false)] {
        assert_eq!(is_time_to_tell(day(today), last), is, "{today}");
    }
}

#[test]
fn heads_are_read_as_they_were_written() {
    let there = [BTreeSet::from([Role::Clinician]), BTreeSet::from([Role::Clinician]), BTreeSet::from([Role::Lead])];
    assert_eq!(heads(&there), "lead:1 clinician:2");
    assert_eq!(read_heads(&heads(&there)), [(Role::Lead, 1), (Role::Clinician, 2)]);
    assert_eq!(read_heads("nobody:3 clinician:x"), []);
}

fn answered() -> impl Strategy<Value = Vec<Attendance>> {
    let score = || prop::option::of(1u8..=5);
    prop::collection::vec((score(), score()), 0..12).prop_map(|all| {
        let one = |(n, (before, after)): (usize, (Option<u8>, Option<u8>))| Attendance {
            member: member(u8::try_from(n).unwrap()),
            before,
            after,
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

proptest! {
    #[test]
    fn nothing_of_fewer_than_five_answers_is_shared_and_averages_stay_on_the_scale(there in answered()) {
        let both = there.iter().filter(|one| one.before.is_some() && one.after.is_some()).count();
        match scores(&there) {
            None => prop_assert!(both < LEAST_SHARED),
            Some(text) => {
                prop_assert!(both >= LEAST_SHARED);
                let (before, after) = read_scores(&text).unwrap();
                for half in [before, after] {
                    prop_assert!((HalfPoints(2)..=HalfPoints(10)).contains(&half), "{half:?}");
                }
            }
        }
    }

    #[test]
    fn an_average_is_within_a_quarter_point_of_the_true_one(all in prop::collection::vec(1u8..=5, 5..40)) {
        let half = f64::from(average(&all).unwrap().0) / 2.0;
        let true_one = f64::from(all.iter().map(|one| u32::from(*one)).sum::<u32>()) / all.len() as f64;
        prop_assert!((half - true_one).abs() <= 0.25 + 1e-9, "{half} for {true_one}");
    }
}
