//! What an organization may say of itself, and how long it can be relied on.

use domain::day::Day;
use domain::ids::{ListingId, SiteId};
use domain::listing::{
    Capacity, ClockTime, Cost, Freshness, Hours, Listing, ListingError, Offered, OwnName, Remark, Room, STALE_AFTER,
    Site, Week, Weekday,
};
use domain::org::{Language, OrgKind};
use domain::service::Service;
use domain::text::Label;
use domain::time::{Days, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

fn label(text: &str) -> Label {
    Label::parse(text).unwrap()
}

fn line(what: Offered, site: Option<SiteId>) -> Listing {
    Listing {
        id: ListingId::from_bytes([1; 16]),
        what,
        site,
        hours: Hours::Ask,
        languages: BTreeSet::new(),
        eligibility: BTreeSet::new(),
        cost: Cost::Ask,
        reach: BTreeSet::new(),
        phone: None,
        room: Room::Open,
        full_until: None,
        remark: Remark::default(),
        verified_at: Some(NOW),
    }
}

fn site(name: &str, address: Option<&str>) -> Site {
    Site {
        id: SiteId::from_bytes([2; 16]),
        name: label(name),
        phone: None,
        address: address.map(label),
        remark: Remark::default(),
    }
}

#[test]
fn a_shelter_has_no_place_and_everything_else_may_have_one() {
    let somewhere = Some(SiteId::from_bytes([2; 16]));
    for service in Service::ALL.iter().copied() {
        let kind = service.offered_by();
        let placed = line(Offered::Coded(service), somewhere).checked(kind);
        match service {
            Service::Shelter => assert_eq!(placed, Err(ListingError::ShelterHasNoPlace)),
            _ => assert!(placed.is_ok(), "{service:?}"),
        }
        assert!(line(Offered::Coded(service), None).checked(kind).is_ok(), "{service:?}");
        let other = if kind == OrgKind::Advocacy { OrgKind::HealthCenter } else { OrgKind::Advocacy };
        assert_eq!(line(Offered::Coded(service), None).checked(other), Err(ListingError::OtherKind));
    }
}

/// Whoever calls it otherwise gives it a place no more than whoever ticks it.
#[test]
fn a_shelter_by_a_name_of_their_own_has_no_place_either() {
    let somewhere = Some(SiteId::from_bytes([2; 16]));
    let own =
        |name: &str, spanish: &str| Offered::Own(OwnName { name: label(name), spanish: Label::parse(spanish).ok() });
    for (name, spanish) in [
        ("Women's shelter", ""),
        ("Sheltered beds", ""),
        ("Night rooms", "Albergue nocturno"),
        ("Safe House", ""),
        ("Transitional housing", ""),
        ("Rooms", "Casa segura"),
    ] {
        for kind in [OrgKind::HealthCenter, OrgKind::Advocacy] {
            let placed = line(own(name, spanish), somewhere).checked(kind);
            assert_eq!(placed, Err(ListingError::ShelterHasNoPlace), "{name} {spanish}");
            assert!(line(own(name, spanish), None).checked(kind).is_ok(), "{name}");
        }
    }
    for name in ["Refugee health", "Walk-in clinic", "Housing help"] {
        assert!(line(own(name, ""), somewhere).checked(OrgKind::HealthCenter).is_ok(), "{name}");
    }
}

#[test]
fn only_a_health_center_s_site_has_an_address_in_whatever_field() {
    assert!(site("Main clinic", Some("100 Lake Street")).checked(OrgKind::HealthCenter).is_ok());
    for hidden in [site("Office", Some("100 Lake Street")), site("100 Lake Street", None)] {
        assert_eq!(hidden.checked(OrgKind::Advocacy), Err(ListingError::NoAddressHere));
    }
    assert!(site("Downtown office", None).checked(OrgKind::Advocacy).is_ok());
}

#[test]
fn nothing_that_looks_like_a_person_or_a_street_stands_in_a_free_word() {
    for typed in ["Ask for the house at 12 Oak Street", "Call Ana at 217-555-0101", "ana@example.org"] {
        assert!(matches!(Remark::read(typed, "", 240), Err(ListingError::Person(_))), "{typed}");
        assert!(matches!(Remark::read("", typed, 240), Err(ListingError::Person(_))), "{typed}");
    }
    let own = |name, spanish: &str| Offered::Own(OwnName { name: label(name), spanish: Label::parse(spanish).ok() });
    for (name, spanish) in [("Lunch at 12 Oak Street", ""), ("Lunch", "Comida: 217-555-0101")] {
        let checked = line(own(name, spanish), None).checked(OrgKind::Advocacy);
        assert!(matches!(checked, Err(ListingError::Person(_))), "{name} {spanish}");
    }
    assert!(line(own("Lunch", "Comida"), None).checked(OrgKind::Advocacy).is_ok());
    let remark = Remark::read("Bring nothing", "", 240).unwrap();
    assert_eq!(
        remark.in_language(Language::Es),
        "Bring nothing",
        "what is written in one language is better than nothing"
    );
}

#[test]
fn a_line_is_relied_on_for_ninety_days() {
    assert_eq!(STALE_AFTER, Days(90));
    let end = NOW.plus_days(STALE_AFTER);
    let after = Timestamp::from_micros(end.micros() + 1);
    let known = line(Offered::Coded(Service::Legal), None);
    assert_eq!((known.freshness(end), known.freshness(after)), (Freshness::Fresh, Freshness::Stale));
    assert_eq!(Listing { verified_at: None, ..known }.freshness(NOW), Freshness::NeverChecked);
}

#[test]
fn full_until_yesterday_is_not_room_today_but_a_question() {
    let until = Day::parse("2026-11-30").unwrap();
    let full = Listing { room: Room::Full, full_until: Some(until), ..line(Offered::Coded(Service::Shelter), None) };
    assert!(!full.is_room_unknown(until));
    assert!(full.is_room_unknown(until.next()));
    assert!(!Listing { full_until: None, ..full }.is_room_unknown(until.next()));
}

proptest! {
    #[test]
    fn hours_are_read_as_they_were_written(days in prop::collection::btree_set(0usize..7, 0..8), from in 0u16..1440, to in 0u16..1440) {
        let clock = |minutes: u16| ClockTime::parse(&format!("{:02}:{:02}", minutes / 60, minutes % 60)).unwrap();
        let days: BTreeSet<Weekday> = days.into_iter().map(|day| Weekday::ALL[day]).collect();
        let week = Week::new(days.clone(), clock(from), clock(to));
        prop_assert_eq!(week.is_ok(), !days.is_empty() && from < to);
        let mut all = vec![Hours::DayAndNight, Hours::Appointment, Hours::Ask];
        all.extend(week.ok().map(Hours::Weekly));
        for hours in all {
            prop_assert_eq!(Hours::parse(&hours.code()), Some(hours));
        }
    }

    #[test]
    fn no_text_is_hours_by_accident(text in ".{0,40}") {
        if let Some(hours) = Hours::parse(&text) {
            prop_assert_eq!(Hours::parse(&hours.code()), Some(hours));
        }
    }
}

#[test]
fn what_says_most_for_the_person_is_said_of_a_service_with_several_lines() {
    type Lines<'a> = &'a [(Room, Option<Day>)];
    let day = |text: &str| Day::parse(text).unwrap();
    let today = day("2026-12-01");
    let (later, past) = (Some(day("2026-12-09")), Some(day("2026-11-30")));
    let table: [(Lines<'_>, Capacity); 8] = [
        (&[(Room::Full, later), (Room::Open, None)], Capacity::Open),
        (&[(Room::WaitingList, None)], Capacity::WaitingList),
        (&[(Room::WaitingList, None), (Room::Full, later)], Capacity::WaitingList),
        (&[(Room::Full, later), (Room::Full, Some(day("2026-12-05")))], Capacity::Full(Some(day("2026-12-05")))),
        (&[(Room::Full, None)], Capacity::Full(None)),
        (&[(Room::Full, Some(today))], Capacity::Full(Some(today))),
        (&[(Room::Full, past)], Capacity::Unknown),
        (&[], Capacity::Unknown),
    ];
    for (lines, said) in table {
        assert_eq!(Capacity::of(lines.iter().copied(), today), said, "{lines:?}");
    }
}
