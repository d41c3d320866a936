//! What a reader gathers of one place before it is decided what of it may be kept.
//!
//! Invariant: a draft is not stored, shown or compared; it can only become a [`Listing`], through [`Rules`].

use crate::beside;
use crate::hours::Open;
use crate::listing::{Area, Kind, Listing, Place, Point, SourceKey, Whereabouts, Why};
use crate::phone::{Line, Phone};
use crate::states;
use crate::street::{self, Doors, ROOMS, Street, without};
use crate::withheld::Rules;
use crate::words;
use domain::day::Day;
use domain::language::LanguageCode;
use domain::service::Service;
use std::collections::HashSet;

/// Most characters of a name.
pub(crate) const NAME: usize = 240;
/// Most characters of what a place says of itself.
pub(crate) const ABOUT: usize = 2_000;

/// Most characters of the counties that are served: the names of all 254 of Texas are 2,200. Who serves a county is found by it.
const COUNTIES: usize = 4_000;

/// Most characters of what a place is called.
const CALLED: usize = 120;

/// How much of a row is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Where it is, and whether it must be withheld.
    Place,
    /// All.
    Whole,
}

/// What a reader gathered of one place.
#[derive(Default)]
pub(crate) struct Draft {
    pub organization: String,
    pub name: String,
    pub about: String,
    /// Everything else that a rule may look at: settings, taxonomy terms, remarks about the place.
    pub also: Vec<String>,
    /// Sentences about it that are no part of the listing: who may come.
    pub sayings: Vec<String>,
    /// Cells in which its place is named besides those that are read.
    pub cells: Vec<String>,
    /// What its organization says of itself, which may do more than what is done here. No part of the listing.
    pub said_by_organization: String,
    pub services: Vec<Service>,
    pub offers: Vec<String>,
    /// What the place itself is called: kept only where anybody may know it, since it may be called by its street.
    pub place: String,
    pub languages: Vec<LanguageCode>,
    pub takes_uninsured: Option<bool>,
    pub phones: Vec<Phone>,
    pub website: String,
    pub open: Open,
    pub street: String,
    pub city: String,
    pub state: String,
    pub zip: String,
    pub counties: String,
    pub point: Option<Point>,
    /// The day on which the source says that it was right.
    pub assured_on: Option<Day>,
    /// The source withholds the place, or something else at the same place is withheld.
    pub withheld: Option<Why>,
}

impl Draft {
    /// Why its place must be withheld, if it must.
    pub(crate) fn why(&self, kind: Kind, rules: &Rules) -> Option<Why> {
        self.withheld.or_else(|| rules.why(kind, self))
    }

    /// The listing, without a place if the rules withhold it. Where they do not, it says nothing of these doors.
    pub(crate) fn settle(mut self, key: SourceKey, kind: Kind, rules: &Rules, doors: &Doors) -> Listing {
        let why = self.why(kind, rules);
        let named =
            words_of([&self.organization, &self.name, &self.place].into_iter().chain(&self.offers).map(String::as_str));
        if why.is_some() && self.name == self.place && !self.organization.trim().is_empty() {
            self.name.clone_from(&self.organization);
        }
        let place = words::tidy(&self.place, CALLED);
        let is_known = [&self.name, &self.organization].iter().any(|name| words::line(name) == words::line(&place));
        // Part of what is said of itself, which nobody keeps of what is withheld, whenever that is.
        let called = if why.is_none() { place } else { String::new() };
        if !called.is_empty() && !is_known {
            self.about = if self.about.is_empty() { called.clone() } else { format!("{called}. {}", self.about) };
        }
        let state = states::code(&self.state);
        let area = Area { city: words::tidy(&self.city, 80), state, counties: words::tidy(&self.counties, COUNTIES) };
        let website = website(&self.website);
        self.services.sort_unstable();
        self.services.dedup();
        self.languages.sort_unstable();
        self.languages.dedup();
        let mut seen = Vec::new();
        self.phones.retain(|phone| {
            let new = !seen.contains(&phone.published);
            seen.push(phone.published.clone());
            new
        });
        let mut listing = Listing {
            key,
            kind,
            organization: words::tidy(&self.organization, NAME),
            name: words::tidy(&self.name, NAME),
            about: words::tidy(&self.about, ABOUT),
            services: self.services,
            offers: self.offers,
            languages: self.languages,
            takes_uninsured: self.takes_uninsured,
            phones: self.phones,
            website,
            open: self.open,
            called,
            whereabouts: Whereabouts::Nowhere(area.clone()),
            assured_on: self.assured_on.map(|on| on.code()).unwrap_or_default(),
        };
        if let Some(why) = why {
            listing.whereabouts = Whereabouts::Withheld(area, why);
            uncall(&mut listing, &self.place);
            strip(&mut listing, &self.street, &self.zip);
            unlink(&mut listing, &named);
        } else if !self.street.trim().is_empty() || self.point.is_some() {
            listing.whereabouts = Whereabouts::Open(Place {
                street: words::tidy(&self.street, NAME),
                city: area.city,
                state: area.state,
                zip: words::tidy(&self.zip, 10),
                point: self.point,
            });
        }
        beside::hush(&mut listing, doors);
        listing
    }
}

/// Takes out of a withheld listing what a place is called: it may be its street or its corner.
pub(crate) fn uncall(listing: &mut Listing, called: &str) {
    if words::line(called) != words::line(&listing.organization) {
        listing.name = without(&listing.name, called);
        listing.offers.iter_mut().for_each(|offer| *offer = without(offer, called));
    }
}

/// Takes out of a withheld listing every text that could say where it is: what it says of itself, hours in words, a path
/// behind the web address; and out of names and offers whatever reads like a street, the words of its own street and the ZIP.
pub(crate) fn strip(listing: &mut Listing, street: &str, zip: &str) {
    let street = Street::of(street, zip, listing.whereabouts.city());
    let named = words_of([&listing.organization, &listing.name].into_iter().chain(&listing.offers).map(String::as_str));
    listing.about.clear();
    listing.called.clear();
    listing.open.said.clear();
    listing.website = listing.website.as_deref().and_then(host_only).filter(|address| !street.is_in(address));
    let without = |text: &str| -> String { words::tidy(&street.out_of(text), NAME) };
    listing.organization = without(&listing.organization);
    listing.name = without(&listing.name);
    for offer in &mut listing.offers {
        *offer = without(offer);
    }
    listing.offers.retain(|offer| !offer.is_empty());
    listing.phones.retain_mut(|phone| {
        if without(&phone.published) == words::tidy(&phone.published, NAME) {
            return phone.dial.is_some() || phone.line == Line::Text;
        }
        // Words beside a number may say a street; the number itself does not.
        phone.dial.as_ref().is_some_and(|dial| {
            phone.published.clone_from(dial);
            true
        })
    });
    if let Whereabouts::Withheld(area, _) = &mut listing.whereabouts {
        area.city = words::tidy(&street.out_of_area(&area.city), 80);
        area.counties = words::tidy(&street.out_of_area(&area.counties), COUNTIES);
    }
    if !listing.name.chars().any(char::is_alphabetic) {
        listing.name = unnamed(listing);
    }
    unlink(listing, &named);
}

pub(crate) fn words_of<'a>(texts: impl Iterator<Item = &'a str>) -> HashSet<String> {
    texts.flat_map(words::folded).collect()
}

/// Drops a web address whose host bears a word that was taken out of the names: "huronwomenscenter.example".
pub(crate) fn unlink(listing: &mut Listing, named: &HashSet<String>) {
    let told = [&listing.organization, &listing.name].into_iter().chain(&listing.offers);
    let told = words_of(told.map(String::as_str).chain([listing.whereabouts.city()]));
    let host = listing.website.as_deref().map(words::line).unwrap_or_default().replace(' ', "");
    let gone = |word: &&String| word.chars().count() >= 4 && !street::says_nothing(word) && !told.contains(*word);
    if named.iter().filter(gone).any(|word| host.contains(word.as_str())) {
        listing.website = None;
    }
}

/// What an open listing would be called if it were withheld.
pub(crate) fn bare_name(listing: &Listing) -> String {
    let place = listing.whereabouts.place();
    let (street, zip) = place.map_or(("", ""), |place| (place.street.as_str(), place.zip.as_str()));
    let street = Street::of(street, zip, listing.whereabouts.city());
    let mut uncalled = listing.clone();
    uncall(&mut uncalled, &listing.called);
    let name = words::tidy(&street.out_of(&uncalled.name), NAME);
    if name.chars().any(char::is_alphabetic) {
        return name;
    }
    let organization = words::tidy(&street.out_of(&listing.organization), NAME);
    unnamed(&Listing { name, organization, ..listing.clone() })
}

/// Leads the name of what is called by nothing but its town.
const NAMELESS: [&str; 2] = ["Clinic / Clínica", "Program / Programa"];

/// Whether the name tells it from no other: it was nothing but where it is, or every word of it says what many places are.
pub(crate) fn names_nothing(name: &str) -> bool {
    NAMELESS.iter().any(|nameless| name.starts_with(nameless))
        || words::folded(name).all(|word| street::says_nothing(&word))
}

/// What a listing is called whose own name said nothing but where it is: as its organization, or by its town.
pub(crate) fn unnamed(listing: &Listing) -> String {
    if listing.organization.chars().any(char::is_alphabetic) {
        return listing.organization.clone();
    }
    // It is kept, so it is the same for readers of either language.
    let [clinic, program] = NAMELESS;
    let kind = if listing.kind == Kind::HealthCenter { clinic } else { program };
    let town = [listing.whereabouts.city(), listing.whereabouts.state()];
    let town = town.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if town.is_empty() { kind.to_owned() } else { format!("{kind}: {town}") }
}

/// A web address that can be opened: with a scheme that a browser knows, and without one `https`.
pub(crate) fn website(raw: &str) -> Option<String> {
    let text = words::tidy(raw, 500);
    if text.is_empty() || text.contains([' ', '"', '<', '>', '@', '\\']) {
        return None;
    }
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if rest.is_none() && lower.contains(':') {
        return None;
    }
    let host = rest.unwrap_or(&lower).split(['/', '?', '#']).next()?;
    let good = host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    good.then(|| if rest.is_some() { text } else { format!("https://{text}") })
}

/// The address without what follows the host; none for maps, which say nothing but the place.
pub(crate) fn host_only(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let maps = ["maps.", "goo.gl", "google.", "yelp.", "mapquest.", "bing."].iter().any(|map| host.contains(map));
    (!maps && !host.is_empty()).then(|| format!("{scheme}://{host}"))
}

/// What tells that two drafts are at the same place: street and ZIP, without the room. Nothing where there is no street.
pub(crate) fn place_key(draft: &Draft) -> Option<String> {
    let line = draft.street.split(['#', ',']).next().unwrap_or("");
    let street: Vec<String> =
        words::folded(line).take_while(|word| !ROOMS.contains(&word.as_str())).map(short).collect();
    let zip = draft.zip.get(..5).unwrap_or(&draft.zip);
    (!street.is_empty()).then(|| format!("s {} {zip}", street.join(" ")))
}

/// The same by the point, to some eleven meters: one door is written in many ways, and geocoded in one.
pub(crate) fn point_key(point: Option<Point>) -> Option<String> {
    let cell = |micro: i32| (micro + micro.signum() * 50) / 100;
    point.map(|point| format!("g {} {}", cell(point.lat), cell(point.lon)))
}

/// The same of a place that anybody may know.
pub(crate) fn key_of(place: &Place) -> Option<String> {
    place_key(&Draft { street: place.street.clone(), zip: place.zip.clone(), ..Draft::default() })
}

/// The short form of what streets are called.
fn short(word: String) -> String {
    const FORMS: [(&str, &str); 13] = [
        ("street", "st"),
        ("avenue", "ave"),
        ("boulevard", "blvd"),
        ("drive", "dr"),
        ("road", "rd"),
        ("lane", "ln"),
        ("court", "ct"),
        ("place", "pl"),
        ("highway", "hwy"),
        ("north", "n"),
        ("south", "s"),
        ("east", "e"),
        ("west", "w"),
    ];
    FORMS.iter().find(|(long, _)| *long == word).map_or(word, |(_, form)| (*form).to_owned())
}
