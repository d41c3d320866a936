//! A person is told a day, and a release ends when that day is over: in every zone, over every change of clocks.

use crate::any::{OURS, PARTNER, RELEASE};
use domain::day::Day;
use domain::ids::{MemberId, PartnershipId, ReferralId};
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::draft::{Draft, NotAnswered, Terms, offered};
use domain::release::signer::Claim;
use domain::release::{CopyKept, Element, Presence, Purpose, Release, SignatureMethod, SignerRole, last_day};
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;

const WITH: PartnershipId = PartnershipId::from_bytes([21; 16]);

/// Zones that change at two, at midnight, by half an hour, by nothing, and one on the other side of the date line.
const ZONES: &[&str] = &[
    "America/New_York",
    "America/Chicago",
    "America/Phoenix",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Santiago",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Pago_Pago",
    "Pacific/Guam",
    "UTC",
];

fn wall(text: &str, zone: &str) -> Timestamp {
    let zoned: jiff::ZonedDateTime = format!("{text}[{zone}]").parse().unwrap();
    Timestamp::from_micros(zoned.timestamp().as_microsecond())
}

/// A release talked through in one moment.
fn taken(life: Life, longest: Days, now: Timestamp, zone: &str) -> Result<Release, NotAnswered> {
    let terms = Terms {
        offered: offered(Purpose::WarmReferral, true),
        recipients: vec![(WITH, PARTNER)],
        longest,
        time_zone: zone.to_owned(),
        minor_alone_from: None,
        adult_from: 18,
        now,
    };
    let claim = Claim {
        role: SignerRole::Survivor,
        is_not_abuser: true,
        presence: Presence::InPerson,
        age: None,
        parent_signs: false,
        court_paper_seen: false,
        is_of_age: true,
        minor_signs: true,
    };
    let signing = Signing {
        claim,
        method: SignatureMethod::Typed,
        name: PersonText::parse("Quetzal", 80).ok(),
        second: None,
        drawing: None,
        place: None,
        signed_on: None,
        witness: MemberId::from_bytes([7; 16]),
    };
    let mut draft = Draft::begin(Purpose::WarmReferral, ReferralId::from_bytes([8; 16]));
    for answer in [
        Answer::OtherWay(OtherWay::GoOn),
        Answer::What(What { elements: BTreeSet::from([Element::Request]), part2_consent: false }),
        Answer::Who(WITH),
        Answer::Why(Purpose::WarmReferral),
        Answer::HowLong(life, false),
        Answer::Rights(Rights { informed: true, language: Language::En.into(), interpreted: false }),
        Answer::Signature(signing),
        Answer::Copy(CopyKept::None),
    ] {
        draft.answer(answer, &terms)?;
    }
    Ok(draft.finish(&terms).unwrap().release(RELEASE, OURS))
}

#[test]
fn it_ends_with_the_day_that_was_named_and_not_in_the_middle_of_it() {
    for (chosen, zone, days, last, end) in [
        ("2026-11-26T09:41", "America/Chicago", 15, "2026-12-10", "2026-12-11T00:00"),
        ("2026-11-26T09:41", "America/Chicago", 1, "2026-11-26", "2026-11-27T00:00"),
        ("2026-11-26T20:59", "America/Chicago", 1, "2026-11-26", "2026-11-27T00:00"),
        // A visit late in the evening is not over at midnight.
        ("2026-11-26T21:01", "America/Chicago", 1, "2026-11-27", "2026-11-28T00:00"),
        ("2026-11-26T23:59", "America/Chicago", 7, "2026-12-02", "2026-12-03T00:00"),
        // Over a change of clocks it is the day on the wall that counts.
        ("2026-10-25T09:41", "America/New_York", 15, "2026-11-08", "2026-11-09T00:00"),
        ("2027-03-10T09:41", "America/New_York", 15, "2027-03-24", "2027-03-25T00:00"),
        // In Santiago summer begins at midnight: that day begins at one.
        ("2026-08-30T09:41", "America/Santiago", 7, "2026-09-05", "2026-09-06T01:00"),
    ] {
        let release = taken(Life::Days(Days(days)), Days(30), wall(chosen, zone), zone).unwrap();
        let ends_at = release.expires_at.unwrap();
        assert_eq!(ends_at, wall(end, zone), "{days} days from {chosen} in {zone}");
        assert_eq!(last_day::named(ends_at, zone).unwrap().code(), last);
        let just_before = Timestamp::from_micros(ends_at.micros() - 1);
        assert!(release.is_live(just_before) && !release.is_live(ends_at), "closed at that second");
    }
}

#[test]
fn where_one_day_is_allowed_and_it_has_25_hours_it_ends_at_the_limit_itself() {
    let now = wall("2026-11-01T00:10", "America/Chicago");
    let end = last_day::end_of(Days(1), Days(1), now, "America/Chicago");
    assert_eq!((end, last_day::named(end, "America/Chicago")), (now.plus_days(Days(1)), None));
    let late = wall("2026-11-02T23:10", "America/Chicago");
    let end = last_day::end_of(Days(1), Days(1), late, "America/Chicago");
    assert_eq!(end, wall("2026-11-03T00:00", "America/Chicago"), "the night after would be longer than a day");
}

#[test]
fn more_days_than_the_organization_allows_are_not_cut_short_but_refused() {
    let now = wall("2026-11-26T09:41", "America/Chicago");
    let taken = |days| taken(Life::Days(Days(days)), Days(30), now, "America/Chicago");
    assert_eq!(taken(31).err(), Some(NotAnswered::TooLong));
    assert_eq!(taken(u32::MAX).err(), Some(NotAnswered::TooLong));
    assert_eq!(taken(0).err(), Some(NotAnswered::InThePast));
    assert!(taken(30).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn in_every_zone_it_ends_with_a_day_that_can_be_named_and_never_after_the_limit(
        now in 1_700_000_000_000_000_i64..2_000_000_000_000_000,
        zone in proptest::sample::select(ZONES),
        longest in 1..=90_u32,
        days in 1..=90_u32,
    ) {
        let (now, days) = (Timestamp::from_micros(now), Days(days.min(longest)));
        let release = taken(Life::Days(days), Days(longest), now, zone).unwrap();
        let end = release.expires_at.unwrap();
        prop_assert!(now < end && end <= now.plus_days(Days(longest)));
        let today = Day::of(now, zone);
        match last_day::named(end, zone) {
            Some(last) => {
                prop_assert_eq!(last.ends(zone), end);
                let usual = today.later(days.0 - 1);
                let is_late = days == Days(1) && last == today.next();
                let is_cut = days.0 == longest && last == usual.before();
                prop_assert!(last == usual || is_late || is_cut, "{} for {:?} from {}", last.code(), days, today.code());
                prop_assert!(release.is_live(Timestamp::from_micros(end.micros() - 1)) && !release.is_live(end));
            }
            None => prop_assert!(longest == 1 && end == now.plus_days(Days(1))),
        }
    }

    #[test]
    fn the_latest_day_one_can_choose_is_taken_and_the_next_is_not(
        now in 1_700_000_000_000_000_i64..2_000_000_000_000_000,
        zone in proptest::sample::select(ZONES),
        longest in 2..=90_u32,
    ) {
        let now = Timestamp::from_micros(now);
        let latest = last_day::latest(Days(longest), now, zone);
        let until = |day: Day| taken(Life::Until(day.ends(zone)), Days(longest), now, zone);
        prop_assert!(until(latest).is_ok());
        prop_assert_eq!(until(latest.next()).err(), Some(NotAnswered::TooLong));
    }
}
