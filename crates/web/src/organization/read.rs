//! Settings as a form, and the form as settings.

use crate::form::{Choice, Form, choices};
use crate::setup::read::{optional_phone, phone, reporting, zone, zones};
use crate::texts::Tongue;
use app::Error;
use domain::org::{Funding, LONGEST_MAX_RELEASE, Organization};
use domain::state_rule::StateCode;
use domain::time::{Days, Minutes};
use uuid::Uuid;

/// What can be promised, as it is posted; the times of `domain::org::RESPONSE_PROMISES`.
const PROMISES: &[(Minutes, &str)] = &[
    (Minutes(15), "15"),
    (Minutes(30), "30"),
    (Minutes(60), "60"),
    (Minutes(120), "120"),
    (Minutes(240), "240"),
    (Minutes(480), "480"),
    (Minutes(1440), "1440"),
    (Minutes(2880), "2880"),
    (Minutes(4320), "4320"),
];
/// Leaves a zone that is none of the answers as it is.
const SAME_ZONE: &str = "same";

/// The promises as answers.
pub(super) fn promises(t: &Tongue) -> Vec<Choice> {
    PROMISES.iter().map(|(minutes, code)| Choice { code, label: t.span(minutes), hint: "".into() }).collect()
}

/// The zones as answers, with the organization's own if it is none of them.
pub(super) fn zones_with(t: &Tongue, own: &str) -> Vec<Choice> {
    let mut zones = zones(t);
    if zone(own).is_none() {
        zones.insert(0, Choice { code: SAME_ZONE, label: own.to_owned().into(), hint: "".into() });
    }
    zones
}

/// No state chosen: the strictest holds.
const NO_STATE: &str = "none";

/// The states as answers, in the order of the reader's language.
pub(super) fn states(t: &Tongue) -> Vec<Choice> {
    let mut states = choices(t, StateCode::ALL);
    states.sort_by(|a, b| a.label.cmp(&b.label));
    states.insert(0, Choice { code: NO_STATE, label: t.say("settings-state-none"), hint: "".into() });
    states
}

/// The form, filled with what stands.
pub(super) fn filled(id: Uuid, edition: &str, stands: &Organization) -> Form {
    let form = Form::fresh(id)
        .with("edition", edition)
        .with("name", stands.name.as_str())
        .with("phone", stands.phone.as_str())
        .with("hotline", stands.hotline.as_ref().map_or("", |hotline| hotline.as_str()))
        .with("zone", zone(&stands.time_zone).unwrap_or(SAME_ZONE))
        .with("promise", stands.response_promise.0.to_string())
        .with("longest", stands.max_release.0.to_string())
        .with("state", stands.state.map_or(NO_STATE, StateCode::code))
        .with("app_name", stands.app_name.as_str())
        .with("reporting_en", &*stands.reporting_wording.en)
        .with("reporting_es", &*stands.reporting_wording.es);
    stands.funding.iter().fold(form, |form, funding| form.with("funding", funding.code()))
}

/// Reads every field, naming each trouble. What is not in the form stays as it stands.
pub(super) fn settings(form: &mut Form, stands: &Organization) -> Option<Organization> {
    form.wants("name", "setup-name-needed");
    let name = form.label("name");
    form.wants("phone", "setup-phone-needed");
    let phone = phone(form, "phone");
    let hotline = optional_phone(form, "hotline");
    let funding = form.choices("funding", Funding::parse);
    let own = |code: &str| if code == SAME_ZONE { Some(&*stands.time_zone) } else { zone(code) };
    let time_zone = form.choice("zone", |code| own(code).map(str::to_owned).ok_or(()));
    let promise = |code: &str| PROMISES.iter().find(|(_, one)| *one == code).map(|(minutes, _)| *minutes);
    let response_promise = form.choice("promise", |code| promise(code).ok_or(()));
    let max_release = form.number("longest", 1, LONGEST_MAX_RELEASE.0).map(Days);
    let state = |code: &str| if code == NO_STATE { Ok(None) } else { StateCode::parse(code).map(Some) };
    let state = form.choice("state", state);
    form.wants("app_name", "setup-app-name-needed");
    let app_name = form.label("app_name");
    let reporting_wording = reporting(form);
    Some(Organization {
        id: stands.id,
        kind: stands.kind,
        vault_mode: stands.vault_mode,
        name: name?,
        app_name: app_name?,
        phone: phone?,
        hotline: hotline?,
        reporting_wording: reporting_wording?,
        funding: funding?,
        time_zone: time_zone?,
        max_release: max_release?,
        response_promise: response_promise?,
        state: state?,
    })
}

/// The field beside which an error of the deed stands; nothing for those that have a page of their own. A colleague's
/// change concerns the whole form.
pub(super) fn field_of(error: &Error) -> Option<&'static str> {
    match error {
        Error::Invalid("settings-changed-since") => Some(""),
        Error::Invalid("time-zone-unknown") => Some("zone"),
        Error::Invalid("settings-out-of-bounds") => Some("longest"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::org::RESPONSE_PROMISES;

    #[test]
    fn every_promise_has_an_answer_and_every_answer_is_one() {
        assert!(PROMISES.iter().map(|(minutes, _)| minutes).eq(RESPONSE_PROMISES));
        assert!(PROMISES.iter().all(|(minutes, code)| minutes.0.to_string() == *code));
    }
}
