//! What an organization can change about itself.

use domain::ids::OrgId;
use domain::org::{
    DEFAULT_MAX_RELEASE, DEFAULT_RESPONSE_PROMISE, Funding, OrgKind, Organization, RESPONSE_PROMISES, ReportingWording,
    Setting, VaultMode,
};
use domain::retention::Class;
use domain::state_rule::StateCode;
use domain::text::Label;
use domain::time::{Days, Minutes};
use std::collections::BTreeSet;

fn label(text: &str) -> Label {
    Label::parse(text).unwrap()
}

fn organization() -> Organization {
    Organization {
        id: OrgId::from_bytes([1; 16]),
        kind: OrgKind::Advocacy,
        name: label("Harbor House"),
        app_name: label("Partner Desk"),
        phone: label("555-0100"),
        hotline: Some(label("555-0199")),
        reporting_wording: ReportingWording { en: "By law".to_owned(), es: "Por ley".to_owned() },
        funding: BTreeSet::from([Funding::Vawa]),
        vault_mode: VaultMode::MemberHeld,
        time_zone: "America/Chicago".to_owned(),
        max_release: DEFAULT_MAX_RELEASE,
        response_promise: DEFAULT_RESPONSE_PROMISE,
        state: None,
    }
}

#[test]
fn every_setting_is_seen_to_change_by_itself() {
    let was = organization();
    assert_eq!(was.changed(&was), BTreeSet::new());
    let change = |setting: Setting| {
        let mut to = was.clone();
        match setting {
            Setting::Name => to.name = label("Harbor House of the Lakes"),
            Setting::AppName => to.app_name = label("Desk"),
            Setting::Phone => to.phone = label("555-0101"),
            Setting::Hotline => to.hotline = None,
            Setting::Funding => to.funding.clear(),
            Setting::TimeZone => to.time_zone = "America/Denver".to_owned(),
            Setting::ReportingWording => to.reporting_wording.es = "La ley manda".to_owned(),
            Setting::ResponsePromise => to.response_promise = Minutes(30),
            Setting::MaxRelease => to.max_release = Days(15),
            Setting::State => to.state = Some(StateCode::Wa),
        }
        to
    };
    for setting in Setting::ALL {
        assert_eq!(was.changed(&change(*setting)), BTreeSet::from([*setting]), "{setting:?}");
    }
}

#[test]
fn a_release_has_a_longest_life_and_a_promise_comes_before_an_unanswered_referral_ends() {
    for (days, fits) in [(0, false), (1, true), (90, true), (91, false), (u32::MAX, false)] {
        let organization = Organization { max_release: Days(days), ..organization() };
        assert_eq!(organization.is_within_bounds(), fits, "{days} days");
    }
    for (minutes, fits) in [(0, false), (15, true), (60, true), (61, false), (4320, true), (u32::MAX, false)] {
        let organization = Organization { response_promise: Minutes(minutes), ..organization() };
        assert_eq!(organization.is_within_bounds(), fits, "{minutes} minutes");
    }
    assert!(RESPONSE_PROMISES.is_sorted() && RESPONSE_PROMISES.contains(&DEFAULT_RESPONSE_PROMISE));
    assert!(RESPONSE_PROMISES.iter().all(|promise| promise.0 < Class::Unaccepted.shortest().0 * 24 * 60));
}
