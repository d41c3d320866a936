//! Both service lists of the guide, whole and in the guide's order.

use domain::org::OrgKind;
use domain::service::Service;

fn offered_by(kind: OrgKind) -> Vec<&'static str> {
    Service::ALL.iter().filter(|service| service.offered_by() == kind).map(|service| service.code()).collect()
}

#[test]
fn the_eleven_services_of_an_advocacy_organization_stand_in_the_guides_order() {
    let guide = [
        "drop_in_safety_planning",
        "shelter",
        "housing",
        "hotline",
        "legal",
        "court_accompaniment",
        "support_groups",
        "health_promotion",
        "case_management",
        "justice_advocacy",
        "financial",
    ];
    assert_eq!(offered_by(OrgKind::Advocacy), guide);
}

#[test]
fn the_twelve_services_of_a_health_center_stand_in_the_guides_order() {
    let guide = [
        "primary_care",
        "pharmacy",
        "reproductive_sexual",
        "hiv_sti",
        "perinatal",
        "substance_use",
        "behavioral_health",
        "sliding_fee",
        "enrollment",
        "patient_board",
        "language_access",
        "oral_health",
    ];
    assert_eq!(offered_by(OrgKind::HealthCenter), guide);
    assert_eq!(offered_by(OrgKind::Coalition), Vec::<&str>::new());
}

#[test]
fn a_person_can_ask_for_every_service_but_a_governing_board() {
    let needs = |kind| Service::needs_of(kind).map(Service::code).collect::<Vec<_>>();
    assert_eq!(needs(OrgKind::Advocacy), offered_by(OrgKind::Advocacy));
    let mut health = offered_by(OrgKind::HealthCenter);
    health.retain(|code| *code != "patient_board");
    assert_eq!(needs(OrgKind::HealthCenter), health);
}

#[test]
fn only_substance_use_is_under_part_two() {
    let part2: Vec<_> = Service::ALL.iter().filter(|service| service.is_part2()).collect();
    assert_eq!(part2, [&Service::SubstanceUse]);
}
