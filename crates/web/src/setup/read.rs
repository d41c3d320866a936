//! What was typed, as an organization. The settings page reads the same fields.

use crate::form::{Choice, Form};
use crate::texts::Tongue;
use app::Error;
use app::founding::NewOrganization;
use domain::org::{Funding, OrgKind, ReportingWording, VaultMode};
use domain::text::Label;

/// The kinds that work with people, and a coalition, which reads totals of others.
pub(super) const KINDS: &[OrgKind] = &[OrgKind::HealthCenter, OrgKind::Advocacy, OrgKind::Coalition];
/// The zone that is chosen before anybody chooses.
pub(super) const FIRST_ZONE: &str = "America/Chicago";
/// Most characters of the reporting law's wording.
const LONGEST_WORDING: usize = 2000;
/// Digits of the shortest number that can be dialed: 211, 988.
const SHORTEST_NUMBER: usize = 3;

/// Time zones of the states and territories, from east to west, and the text that names each.
const ZONES: &[(&str, &str)] = &[
    ("America/Puerto_Rico", "setup-zone-atlantic"),
    ("America/New_York", "setup-zone-eastern"),
    ("America/Chicago", "setup-zone-central"),
    ("America/Denver", "setup-zone-mountain"),
    ("America/Phoenix", "setup-zone-arizona"),
    ("America/Los_Angeles", "setup-zone-pacific"),
    ("America/Anchorage", "setup-zone-alaska"),
    ("Pacific/Honolulu", "setup-zone-hawaii"),
    ("Pacific/Pago_Pago", "setup-zone-samoa"),
    ("Pacific/Guam", "setup-zone-guam"),
];

/// The zones as answers.
pub(crate) fn zones(t: &Tongue) -> Vec<Choice> {
    ZONES.iter().map(|(code, key)| Choice { code, label: t.say(key), hint: "".into() }).collect()
}

/// The zone of that name, if it is one of the answers.
pub(crate) fn zone(name: &str) -> Option<&'static str> {
    ZONES.iter().map(|(zone, _)| *zone).find(|zone| *zone == name)
}

/// Reads every field, naming each trouble.
pub(super) fn organization(form: &mut Form) -> Option<NewOrganization> {
    let kind = form.choice("kind", |code| OrgKind::parse(code).map_err(drop).and_then(known));
    form.wants("name", "setup-name-needed");
    let name = form.label("name");
    form.wants("phone", "setup-phone-needed");
    let phone = phone(form, "phone");
    let hotline = optional_phone(form, "hotline");
    let funding = form.choices("funding", Funding::parse);
    let vault = form.choice("vault", VaultMode::parse);
    let zone = form.choice("zone", |code| zone(code).ok_or(()));
    form.wants("app_name", "setup-app-name-needed");
    let app_name = form.label("app_name");
    let reporting = reporting(form);
    form.wants("owner_name", "setup-owner-name-needed");
    let owner_name = form.label("owner_name");
    form.wants("owner_login", "setup-owner-login-needed");
    let owner_login = form.label("owner_login");
    form.wants("password", "password-needed");
    Some(NewOrganization {
        kind: kind?,
        name: name?,
        app_name: app_name?,
        phone: phone?,
        hotline: hotline?,
        funding: funding?,
        vault_mode: vault?,
        reporting: reporting?,
        time_zone: zone?.to_owned(),
        owner_name: owner_name?,
        owner_login: owner_login?,
        owner_password: form.value("password").to_owned(),
    })
}

fn known(kind: OrgKind) -> Result<OrgKind, ()> {
    if KINDS.contains(&kind) { Ok(kind) } else { Err(()) }
}

/// The reporting law's wording in both languages.
pub(crate) fn reporting(form: &mut Form) -> Option<ReportingWording> {
    form.wants("reporting_en", "setup-reporting-en-needed");
    let en = form.needed_person_text("reporting_en", LONGEST_WORDING);
    form.wants("reporting_es", "setup-reporting-es-needed");
    let es = form.needed_person_text("reporting_es", LONGEST_WORDING);
    Some(ReportingWording { en: en?.reveal().to_owned(), es: es?.reveal().to_owned() })
}

/// A number that is published, kept as it was typed, with enough digits that somebody can dial it.
pub(crate) fn phone(form: &mut Form, field: &'static str) -> Option<Label> {
    let number = form.label(field)?;
    if number.as_str().chars().filter(char::is_ascii_digit).count() < SHORTEST_NUMBER {
        form.refuse(field, "setup-phone-digits");
        return None;
    }
    Some(number)
}

/// The same where it may stay empty: the outer `None` has named its trouble.
pub(crate) fn optional_phone(form: &mut Form, field: &'static str) -> Option<Option<Label>> {
    if form.value(field).trim().is_empty() { Some(None) } else { phone(form, field).map(Some) }
}

/// The field beside which an error of founding stands, and its text; nothing for those that have a page of their own.
pub(super) fn field_of(error: &Error) -> Option<(&'static str, &'static str)> {
    let field = match error {
        // Somebody else was first with the same token.
        Error::SignInFailed => return Some(("token", "setup-token-wrong")),
        Error::TooMany { .. } => "token",
        Error::Invalid("password-weak") => "password",
        Error::Invalid("login-taken") => "owner_login",
        Error::Invalid("time-zone-unknown") => "zone",
        Error::Invalid("server-key-missing") => "vault",
        _ => return None,
    };
    Some((field, error.code()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Fields;
    use uuid::Uuid;

    fn typed(number: &str) -> Form {
        Form::posted(Fields::of(vec![("phone".to_owned(), number.to_owned())]), Uuid::nil())
    }

    #[test]
    fn a_number_stays_as_it_was_typed_and_needs_digits_to_dial() {
        for number in ["(312) 555-0142", "1-800-799-SAFE", "988", "+1 312 555 0142 ext. 4"] {
            let mut form = typed(number);
            assert_eq!(phone(&mut form, "phone").map(|kept| kept.to_string()).as_deref(), Some(number));
            assert!(form.is_fine());
        }
        for number in ["abc", "12", "call us", "n/a 7"] {
            let mut form = typed(number);
            assert!(phone(&mut form, "phone").is_none() && optional_phone(&mut form, "phone").is_none(), "{number}");
            assert_eq!(form.trouble("phone").map(|trouble| &*trouble.key), Some("setup-phone-digits"), "{number}");
        }
        assert_eq!(optional_phone(&mut typed(" "), "phone"), Some(None));
    }
}
