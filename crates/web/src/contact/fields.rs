//! The fields of a plan that its two forms share: when, by whose clock, and how soon to ask again.

use crate::form::{Choice, Form, choices};
use crate::texts::Tongue;
use domain::safe_contact::{HomeZone, Recheck, SafeDay, SafeHours, SafeTime};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Full hours, as they are posted.
const HOURS: [&str; 25] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23", "24",
];

/// What can be chosen.
pub(crate) struct WhenLists {
    pub zones: Vec<Choice>,
    pub times: Vec<Choice>,
    pub days: Vec<Choice>,
    pub from: Vec<Choice>,
    pub until: Vec<Choice>,
    pub rechecks: Vec<Choice>,
}

impl WhenLists {
    /// `zone` is the one that stands now; one that the list does not have stays until another is chosen.
    pub(crate) fn of(t: &Tongue, zone: &str) -> Self {
        let none = |label| Choice { code: "", label, hint: Cow::Borrowed("") };
        let mut zones = choices(t, HomeZone::ALL);
        if HomeZone::of(zone).is_none() {
            zones.insert(0, none(t.with("zone", zone).say("contact-zone-as-it-is")));
        }
        let hours = |from: u8, until: u8| {
            let hour =
                |hour: u8| Choice { code: HOURS[usize::from(hour)], label: t.hour(hour), hint: Cow::Borrowed("") };
            std::iter::once(none(t.say("contact-any-hour"))).chain((from..=until).map(hour)).collect()
        };
        let (times, days) = (choices(t, SafeTime::ALL), choices(t, SafeDay::ALL));
        Self { zones, times, days, from: hours(0, 23), until: hours(1, 24), rechecks: choices(t, Recheck::ALL) }
    }
}

/// A form that begins with this zone and the usual interval.
pub(crate) fn preset(form: Form, zone: &str, recheck: Recheck) -> Form {
    let zone = HomeZone::of(zone).map_or("", HomeZone::code);
    form.with("zone", zone).with("recheck", recheck.code())
}

/// What was chosen.
pub(crate) struct When {
    pub zone: Option<HomeZone>,
    pub times: BTreeSet<SafeTime>,
    pub days: BTreeSet<SafeDay>,
    pub hours: Option<SafeHours>,
    pub recheck: Recheck,
}

/// Reads them; a form that does not know a field leaves it open. `None` has named its trouble.
pub(crate) fn when(form: &mut Form) -> Option<When> {
    let zone = optional(form, "zone", HomeZone::parse);
    let times = form.choices("times", SafeTime::parse);
    let days = form.choices("days", SafeDay::parse);
    let hour = |text: &str| text.parse::<u8>().map_err(|_| ()).and_then(|h| if h <= 24 { Ok(h) } else { Err(()) });
    let (from, until) = (optional(form, "from", hour), optional(form, "until", hour));
    let recheck = optional(form, "recheck", Recheck::parse);
    let hours = match (from?, until?) {
        (None, None) => None,
        (from, until) => {
            let hours = SafeHours::new(from.unwrap_or(0), until.unwrap_or(24));
            if hours.is_none() {
                form.refuse("until", "contact-until-later");
                return None;
            }
            hours
        }
    };
    Some(When { zone: zone?, times: times?, days: days?, hours, recheck: recheck?.unwrap_or(Recheck::Month) })
}

/// A choice that may be left open: the outer `None` has named its trouble.
fn optional<T, E>(form: &mut Form, field: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<Option<T>> {
    if form.value(field).is_empty() { Some(None) } else { form.choice(field, parse).map(Some) }
}
