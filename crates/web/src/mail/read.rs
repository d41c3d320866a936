//! The fields that the pages share: an address, how often, when not, and by whose clock.

use crate::form::{Choice, Form, choices};
use crate::texts::Tongue;
use domain::mail::{Address, NotAnAddress, Quiet, Rhythm, Times};
use domain::safe_contact::{HomeZone, ZoneName};
use std::borrow::Cow;

/// Full hours, as they are posted.
const HOURS: [&str; 24] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23",
];

/// What can be chosen.
pub(super) struct Lists {
    pub rhythms: Vec<Choice>,
    pub hours: Vec<Choice>,
    /// The same hours, after "none".
    pub quiet: Vec<Choice>,
    pub zones: Vec<Choice>,
}

impl Lists {
    /// `zone` is the one that stands now; one that the list does not have stays until another is chosen.
    pub(super) fn of(t: &Tongue, zone: &ZoneName) -> Self {
        let choice = |code, label| Choice { code, label, hint: Cow::Borrowed("") };
        let hours = || (0..24).map(|hour: u8| choice(HOURS[usize::from(hour)], t.hour(hour)));
        let mut zones = choices(t, HomeZone::ALL);
        if HomeZone::of(zone.as_str()).is_none() {
            zones.insert(0, choice("", t.with("zone", zone.as_str()).say("mail-zone-as-it-is")));
        }
        let none = std::iter::once(choice("", t.say("mail-quiet-none")));
        let rhythms = Rhythm::ALL.iter().map(|rhythm| Choice {
            code: rhythm.code(),
            label: t.label(*rhythm),
            hint: match rhythm {
                Rhythm::AsItHappens => t.say("mail-as-it-happens-hint"),
                Rhythm::Daily => Cow::Borrowed(""),
            },
        });
        Self { rhythms: rhythms.collect(), hours: hours().collect(), quiet: none.chain(hours()).collect(), zones }
    }
}

/// A form that begins with these times.
pub(super) fn preset(form: Form, times: &Times) -> Form {
    let hour = |hour: Option<u8>| hour.map_or("", |hour| HOURS[usize::from(hour % 24)]);
    form.with("rhythm", times.rhythm.code())
        .with("hour", hour(Some(times.hour)))
        .with("from", hour(times.quiet.map(Quiet::from)))
        .with("until", hour(times.quiet.map(Quiet::until)))
        .with("zone", HomeZone::of(times.zone.as_str()).map_or("", HomeZone::code))
}

/// Reads the times; `zone` stays when none is chosen. `None` has named its trouble.
pub(super) fn times(form: &mut Form, zone: &ZoneName) -> Option<Times> {
    let rhythm = form.choice("rhythm", Rhythm::parse);
    let hour = form.choice("hour", hour_of);
    let (from, until) = (optional(form, "from", hour_of), optional(form, "until", hour_of));
    let quiet = match (from?, until?) {
        (None, None) => Some(None),
        (Some(from), Some(until)) => Quiet::new(from, until).map(Some),
        _ => None,
    };
    if quiet.is_none() {
        form.refuse("until", "mail-quiet-both");
    }
    let zone = match optional(form, "zone", HomeZone::parse)? {
        Some(zone) => zone.into(),
        None => zone.clone(),
    };
    Some(Times { rhythm: rhythm?, hour: hour?, quiet: quiet?, zone })
}

/// Reads the address. `None` has named its trouble, in words that say what to do.
pub(super) fn address(form: &mut Form) -> Option<Address> {
    let key = match Address::parse(form.value("address")) {
        Ok(address) => return Some(address),
        Err(NotAnAddress::Empty) => "mail-address-empty",
        Err(NotAnAddress::TooLong) => "mail-address-long",
        Err(NotAnAddress::Several) => "mail-address-several",
        Err(NotAnAddress::Characters) => "mail-address-characters",
        Err(NotAnAddress::Shape) => "mail-address-shape",
    };
    form.refuse("address", key);
    None
}

fn hour_of(text: &str) -> Result<u8, ()> {
    HOURS.iter().position(|hour| *hour == text).and_then(|hour| u8::try_from(hour).ok()).ok_or(())
}

/// A choice that may be left open: the outer `None` has named its trouble.
fn optional<T, E>(form: &mut Form, field: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<Option<T>> {
    if form.value(field).is_empty() { Some(None) } else { form.choice(field, parse).map(Some) }
}
