//! Who may offer a health service on a day.

use domain::day::Day;
use domain::ids::{CertificateId, MemberId};
use domain::qualified::{Certificate, Skill, last_ones, may_offer};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const INES: MemberId = MemberId::from_bytes([1; 16]);
const JUNE: MemberId = MemberId::from_bytes([2; 16]);

fn certificate(skill: Skill, from: &str, to: Option<&str>) -> Certificate {
    let id = CertificateId::from_bytes([9; 16]);
    Certificate { id, member: INES, skill, hours: 12, certified_on: day(from), expires_on: to.map(day) }
}

#[test]
fn a_certificate_counts_for_its_owner_its_service_and_its_days() {
    let all = [
        certificate(Skill::HivTesting, "2026-01-10", Some("2027-01-09")),
        certificate(Skill::SexualHealth, "2026-06-01", None),
    ];
    let table = [
        (INES, Skill::HivTesting, "2026-01-10", true),
        (INES, Skill::HivTesting, "2027-01-09", true),
        (INES, Skill::HivTesting, "2027-01-10", false),
        (INES, Skill::HivTesting, "2026-01-09", false),
        (INES, Skill::SexualHealth, "2040-01-01", true),
        (INES, Skill::SubstanceUse, "2026-07-01", false),
        (JUNE, Skill::HivTesting, "2026-07-01", false),
    ];
    for (who, skill, on, may) in table {
        assert_eq!(may_offer(&all, who, skill, day(on)), may, "{skill:?} {on}");
    }
}

#[test]
fn only_the_last_certificate_for_something_lapses() {
    let of = |n: u8, skill, to: Option<&str>| Certificate {
        id: CertificateId::from_bytes([n; 16]),
        ..certificate(skill, "2026-01-10", to)
    };
    let all = [
        of(1, Skill::HivTesting, Some("2026-12-01")),
        of(2, Skill::HivTesting, Some("2027-12-01")),
        of(3, Skill::SexualHealth, Some("2026-12-01")),
        of(4, Skill::Advocacy, Some("2026-12-01")),
        of(5, Skill::Advocacy, None),
        Certificate { member: JUNE, ..of(6, Skill::HivTesting, Some("2026-12-01")) },
    ];
    let last: Vec<u8> = last_ones(&all).iter().map(|one| one.id.bytes()[0]).collect();
    assert_eq!(last, [2, 3, 5, 6]);
}

#[test]
fn services_are_the_skills_that_a_slot_can_ask_for() {
    assert_eq!(Skill::SERVICES.iter().map(|skill| skill.code()).collect::<Vec<_>>(), Skill::SERVICE_CODES);
    assert!(!Skill::SERVICES.contains(&Skill::Advocacy), "hours of an advocate are no service");
}

#[test]
fn a_certificate_that_ends_within_sixty_days_is_announced() {
    let one = certificate(Skill::HivTesting, "2026-01-01", Some("2027-03-01"));
    assert!(!one.expires_soon(day("2026-12-30")));
    assert!(one.expires_soon(day("2026-12-31")));
    assert!(!one.expires_soon(day("2027-03-02")), "it has ended");
}
