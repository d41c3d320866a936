//! An entry in the reader's words: the same for staff and for the public.

use crate::texts::Tongue;
use app::directory::hours::Open;
use app::directory::phone::Line as PhoneLine;
use app::directory::{Entry, Kind, Whereabouts, hotlines::Hotline as Shipped};
use domain::day::Day;
use domain::listing::Weekday;
use domain::time::Timestamp;
use std::borrow::Cow;
use uuid::Uuid;

/// Kilometers of a mile.
const MILE: f64 = 1.609_344;
/// Most services and other offers that a card names.
const OFFERS: usize = 8;

/// An answer to pick whose code is made when the page is.
pub(crate) struct Pick {
    pub code: String,
    pub label: Cow<'static, str>,
}

/// A number to tap.
pub(crate) struct Number {
    pub said: String,
    pub dial: Option<String>,
    pub what: Option<Cow<'static, str>>,
}

/// An entry, in words.
pub(crate) struct Card {
    pub id: Uuid,
    pub name: String,
    pub organization: Option<String>,
    pub kind: Cow<'static, str>,
    pub is_advocacy: bool,
    pub numbers: Vec<Number>,
    pub website: Option<String>,
    pub about: String,
    pub services: Vec<Cow<'static, str>>,
    pub offers: Vec<String>,
    pub languages: String,
    pub hours: Vec<String>,
    pub takes_uninsured: bool,
    /// Street, town, state and ZIP, of what anybody may go to.
    pub place: Option<String>,
    pub area: String,
    pub is_withheld: bool,
    pub far: Option<Cow<'static, str>>,
    pub checked: Day,
    /// Who says that it was right on that day; a text key.
    pub checked_by: &'static str,
    pub is_stale: bool,
    /// What happens when somebody calls there; a text key.
    pub call: &'static str,
}

/// A hotline that is shipped, in words.
pub(crate) struct Hotline {
    pub id: Uuid,
    pub name: &'static str,
    pub phone: &'static str,
    pub dial: &'static str,
    pub tty: Option<&'static str>,
    pub text: Option<(Option<&'static str>, &'static str)>,
    pub verified: Day,
    pub is_stale: bool,
}

/// The hotlines, in words.
pub(crate) fn hotlines(t: &Tongue, all: &[(&'static Shipped, Option<Timestamp>)], now: Timestamp) -> Vec<Hotline> {
    let spanish = t.language() == domain::org::Language::Es;
    all.iter()
        .map(|(line, checked)| Hotline {
            id: line.id(),
            name: line.spanish.filter(|_| spanish).unwrap_or(line.name),
            phone: line.phone,
            dial: line.dial,
            tty: line.tty,
            text: line.text,
            verified: line.verified_on(*checked),
            is_stale: line.is_stale(*checked, now),
        })
        .collect()
}

const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::HealthCenter => "directory-kind-health-center",
        Kind::Advocacy => "directory-kind-advocacy",
        Kind::Coalition => "directory-kind-coalition",
        Kind::Hotline => "directory-kind-hotline",
        Kind::Other => "directory-kind-other",
    }
}

const fn call_key(kind: Kind) -> &'static str {
    match kind {
        Kind::HealthCenter => "find-call-health-center",
        Kind::Advocacy | Kind::Hotline => "find-call-advocacy",
        Kind::Coalition => "find-call-coalition",
        Kind::Other => "find-call-other",
    }
}

impl Card {
    /// In the reader's words.
    pub(crate) fn of(t: &Tongue, entry: &Entry, now: Timestamp) -> Self {
        let listing = &entry.listing;
        let organization = Some(listing.organization.clone());
        let far = entry.km.map(|km| t.with("n", format!("{:.1}", km / MILE)).say("directory-miles"));
        Self {
            id: entry.id,
            name: listing.name.clone(),
            organization: organization.filter(|name| !name.is_empty() && *name != listing.name),
            kind: t.say(kind_key(listing.kind)),
            is_advocacy: matches!(listing.kind, Kind::Advocacy | Kind::Coalition | Kind::Hotline),
            numbers: numbers(t, entry),
            website: listing.website.clone(),
            about: listing.about.clone(),
            services: listing.services.iter().map(|service| t.label(service)).collect(),
            offers: listing.offers.iter().take(OFFERS).cloned().collect(),
            languages: listing
                .languages
                .iter()
                .map(|code| t.language_named(code.as_str()).into_owned())
                .collect::<Vec<_>>()
                .join(", "),
            hours: hours(t, &listing.open),
            takes_uninsured: listing.takes_uninsured == Some(true),
            place: place(entry),
            area: area(entry),
            is_withheld: entry.is_withheld(),
            far,
            checked: entry.last_checked(),
            checked_by: checked_by(entry),
            is_stale: entry.is_stale(now),
            call: call_key(listing.kind),
        }
    }
    /// Whether it says what is offered there.
    pub(crate) fn has_offers(&self) -> bool {
        !self.services.is_empty() || !self.offers.is_empty()
    }
}

/// Staff, its source, or nobody.
fn checked_by(entry: &Entry) -> &'static str {
    match entry.checked_on() {
        None => "directory-read",
        on if on == entry.assured_on() => "directory-assured",
        Some(_) => "directory-checked",
    }
}

fn numbers(t: &Tongue, entry: &Entry) -> Vec<Number> {
    let what = |line: PhoneLine| match line {
        PhoneLine::Voice => None,
        PhoneLine::Crisis => Some("directory-line-crisis"),
        PhoneLine::TollFree => Some("directory-line-toll-free"),
        PhoneLine::Tty => Some("directory-line-tty"),
        PhoneLine::Fax => Some("directory-line-fax"),
        PhoneLine::Text => Some("directory-line-text"),
    };
    let of = |phone: &app::directory::phone::Phone| Number {
        said: phone.published.clone(),
        dial: phone.dial.clone().filter(|_| phone.line != PhoneLine::Fax),
        what: what(phone.line).map(|key| t.say(key)),
    };
    entry.listing.phones.iter().map(of).collect()
}

fn joined(parts: [&str; 4]) -> String {
    let [street, city, state, zip] = parts;
    let town = [city, state].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let town = [town.as_str(), zip].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    [street, town.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}

fn place(entry: &Entry) -> Option<String> {
    let place = entry.listing.whereabouts.place()?;
    Some(joined([&place.street, &place.city, &place.state, &place.zip])).filter(|text| !text.is_empty())
}

/// Most characters of counties that a card shows.
const COUNTIES: usize = 240;

/// As many of these counties as a card has room for.
fn some(counties: &str) -> Cow<'_, str> {
    let Some((end, _)) = counties.char_indices().nth(COUNTIES) else { return Cow::Borrowed(counties) };
    let shown = counties.get(..end).unwrap_or("");
    let whole = shown.rsplit_once([',', ';']).map_or(shown, |(whole, _)| whole);
    Cow::Owned(format!("{whole} …"))
}

/// Town, state and the counties that are served.
fn area(entry: &Entry) -> String {
    let (Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area)) = &entry.listing.whereabouts else {
        return joined(["", entry.listing.whereabouts.city(), entry.listing.whereabouts.state(), ""]);
    };
    let town = joined(["", &area.city, &area.state, ""]);
    [town.as_str(), &*some(&area.counties)]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" · ")
}

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// When it is open, a line for each days that have the same hours; and what the source says in words.
fn hours(t: &Tongue, open: &Open) -> Vec<String> {
    if open.spans == [(0, 7 * DAY)] {
        return vec![t.say("directory-always").into_owned()];
    }
    let mut by_hours: Vec<((u16, u16), Vec<usize>)> = Vec::new();
    for (from, to) in &open.spans {
        let day = usize::from(from / DAY).min(6);
        let times = (from % DAY, to - (from / DAY) * DAY);
        match by_hours.iter_mut().find(|(known, _)| *known == times) {
            Some((_, days)) => days.push(day),
            None => by_hours.push((times, vec![day])),
        }
    }
    let clock = |minutes: u16| {
        let part = |value: u16| u8::try_from(value).unwrap_or(0);
        t.wall(part((minutes / 60) % 24), part(minutes % 60))
    };
    let line = |((from, to), days): &((u16, u16), Vec<usize>)| {
        let names: Vec<String> = days.iter().map(|day| t.label(DAYS[*day]).into_owned()).collect();
        let runs = days.windows(2).all(|pair| pair[0] + 1 == pair[1]) && days.len() > 2;
        let days = match (names.first(), names.last()) {
            (Some(first), Some(last)) if runs => {
                t.with("first", first.as_str()).with("last", last.as_str()).say("listing-days-run").into_owned()
            }
            _ => names.join(", "),
        };
        let said = t.with("days", days.as_str()).with("from", clock(*from)).with("to", clock(*to));
        said.say("listing-hours-weekly").into_owned()
    };
    let mut lines: Vec<String> = by_hours.iter().map(line).collect();
    lines.extend(Some(open.said.clone()).filter(|said| !said.is_empty()));
    lines
}
