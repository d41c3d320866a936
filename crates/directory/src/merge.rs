//! One place in several sources: what makes two listings the same, who must look, and what the one listing then says.
//!
//! Invariant: the strictest record wins. What is withheld in one source is withheld in all, whatever the others say, and
//! also while nobody has decided yet whether two are the same.
//! Invariant: a phone alone never makes two listings the same: switchboards answer for many.

use crate::draft;
use crate::listing::{Area, Listing, SourceKey, Whereabouts, Why};
use crate::phone::Line;
use crate::states;
use crate::words;
use domain::day::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a source said, and since which day it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it said.
    pub listing: Listing,
    /// Since when it says so, as far as it was read.
    pub on: Day,
}

/// Whether two listings are the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// They are.
    Same,
    /// They may be: a person looks.
    Unsure,
    /// They are not, or nothing says so.
    Other,
}

/// A field of a merged listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The organization's name.
    Organization,
    /// The name.
    Name,
    /// What it says of itself.
    About,
    /// Services and what else is offered.
    Services,
    /// Languages.
    Languages,
    /// Whether people without insurance are taken.
    TakesUninsured,
    /// Phones.
    Phones,
    /// Web address.
    Website,
    /// Hours.
    Open,
    /// Where it is, or that nobody is told.
    Whereabouts,
}

/// Who said a field, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The source and its id there.
    pub by: SourceKey,
    /// When it was read.
    #[serde(with = "as_code")]
    pub on: Day,
}

/// A day as "2026-11-26".
mod as_code {
    use domain::day::Day;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&day.code())
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        Day::parse(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not a day"))
    }
}

/// What several sources say of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The one listing.
    pub listing: Listing,
    /// Who said each field that says anything.
    pub provenance: BTreeMap<Field, Provenance>,
}

/// Words that many names have.
const COMMON: &[&str] =
    &["a", "and", "at", "center", "clinic", "co", "de", "for", "health", "inc", "la", "llc", "of", "services", "the"];

/// The words that tell a name from others; all of them where all are common.
fn own_words(name: &str) -> BTreeSet<String> {
    let all: BTreeSet<String> = words::folded(name).collect();
    let own: BTreeSet<String> = all.iter().filter(|word| !COMMON.contains(&word.as_str())).cloned().collect();
    if own.is_empty() { all } else { own }
}

/// How much two names share, from 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (own_words(a), own_words(b));
    let both = a.intersection(&b).count();
    let any = a.union(&b).count();
    #[expect(clippy::cast_precision_loss, reason = "a name has few words")]
    let of = |count: usize| count as f64;
    if any == 0 { 0.0 } else { of(both) / of(any) }
}

fn same_town(a: &Listing, b: &Listing) -> bool {
    let town = |listing: &Listing| {
        words::line(&format!("{} {}", listing.whereabouts.city(), states::code(listing.whereabouts.state())))
    };
    !a.whereabouts.city().is_empty() && town(a) == town(b)
}

fn same_street(a: &Listing, b: &Listing) -> bool {
    let key = |listing: &Listing| listing.whereabouts.place().and_then(draft::key_of);
    key(a).is_some_and(|street| key(b) == Some(street))
}

/// What tells at which door an open listing is: its street, without the room, and its point. Nothing of what is withheld.
#[must_use]
pub fn door(listing: &Listing) -> Door {
    let place = listing.whereabouts.place();
    Door { street: place.and_then(draft::key_of), point: place.and_then(|place| draft::point_key(place.point)) }
}

/// At which door something is: whoever is told of one place there is told of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Door {
    /// The street and the ZIP, as they are compared.
    pub street: Option<String>,
    /// The point, to some eleven meters. Many rows have the point of their ZIP: one that more than [`SHARED`] have says nothing.
    pub point: Option<String>,
}

fn same_phone(a: &Listing, b: &Listing) -> bool {
    let dials = |listing: &Listing| -> BTreeSet<String> {
        listing.phones.iter().filter_map(|phone| phone.dial.clone()).collect()
    };
    !dials(a).is_disjoint(&dials(b))
}

/// Two states that are known and differ.
fn apart(a: &Listing, b: &Listing) -> bool {
    // What was kept before states were read as two letters.
    let (a, b) = (states::code(a.whereabouts.state()), states::code(b.whereabouts.state()));
    !a.is_empty() && !b.is_empty() && !a.eq_ignore_ascii_case(&b)
}

/// Of one source two are never the same: it has its own ids. Where a person withheld one of them it may have been numbered anew.
fn of_one_source(a: &Listing, b: &Listing) -> bool {
    let by_hand = |one: &Listing| matches!(one.whereabouts, Whereabouts::Withheld(_, Why::ByHand));
    a.key.source == b.key.source && !by_hand(a) && !by_hand(b)
}

/// Whether two listings are the same place.
#[must_use]
pub fn alike(a: &Listing, b: &Listing) -> Alike {
    if of_one_source(a, b) || apart(a, b) {
        return Alike::Other;
    }
    let names = likeness(&a.name, &b.name);
    let bare = names.max(likeness_bare(a, b));
    let (town, street, phone) = (same_town(a, b), same_street(a, b), same_phone(a, b));
    // Two shelters of one town that answer one line have nothing left to tell them apart once their streets are gone.
    let is_withheld = a.whereabouts.is_withheld() && b.whereabouts.is_withheld();
    let same_name = names > 0.99 && !(is_withheld && draft::names_nothing(&a.name));
    if same_name && (street || (phone && (town || a.whereabouts.city().is_empty() || b.whereabouts.city().is_empty())))
    {
        return Alike::Same;
    }
    let some = bare >= 0.5;
    if (bare > 0.99 && (town || phone)) || (some && (street || phone)) || (phone && (street || town)) {
        return Alike::Unsure;
    }
    Alike::Other
}

/// How much two names share where one has lost its street and the other has not: "Clinic" was "Riverside Avenue Clinic".
fn likeness_bare(a: &Listing, b: &Listing) -> f64 {
    let (open, hidden) = match (a.whereabouts.is_withheld(), b.whereabouts.is_withheld()) {
        (false, true) => (a, b),
        (true, false) => (b, a),
        _ => return 0.0,
    };
    likeness(&draft::bare_name(open), &hidden.name)
}

/// By what a listing is found when another is compared with it: its name in its state, its phones, its street, and in its
/// town by the name that it has or would have if it were withheld. What is withheld has no street to be found by.
#[must_use]
pub fn keys(listing: &Listing) -> Vec<String> {
    let state = states::code(listing.whereabouts.state()).to_lowercase();
    let name: Vec<String> = own_words(&listing.name).into_iter().collect();
    let mut keys = vec![format!("n {state} {}", name.join(" "))];
    keys.extend(listing.phones.iter().filter_map(|phone| phone.dial.as_ref()).map(|dial| format!("p {dial}")));
    keys.extend(listing.whereabouts.place().and_then(draft::key_of));
    let is_withheld = listing.whereabouts.is_withheld();
    let bare = if is_withheld { listing.name.clone() } else { draft::bare_name(listing) };
    if is_withheld || bare != listing.name {
        let name: Vec<String> = own_words(&bare).into_iter().collect();
        keys.push(format!("b {state} {} {}", words::line(listing.whereabouts.city()), name.join(" ")));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A key that more listings share (a switchboard) says nothing.
pub const SHARED: usize = 50;

/// One listing out of what several sources say, as it is told. For each field the one who said it last counts; of whereabouts the
/// strictest. `beside` are listings of which nobody has decided yet whether they are the same: if one of them is withheld, so
/// is this.
///
/// Nothing where `said` is empty.
#[must_use]
pub fn merge(said: &[Said], beside: &[Listing]) -> Option<Merged> {
    merged(said, beside.iter(), beside.iter().any(|other| other.whereabouts.is_withheld()))
}

/// The same as [`merge`], without its place: it may be one with something of which not enough is known yet.
#[must_use]
pub fn merge_doubted<'a>(said: &'a [Said], beside: impl Iterator<Item = &'a Listing>) -> Option<Merged> {
    merged(said, beside, true)
}

fn merged<'a>(said: &'a [Said], beside: impl Iterator<Item = &'a Listing>, doubted: bool) -> Option<Merged> {
    let mut order: Vec<&Said> = said.iter().collect();
    // Of what was said on one day, staff said it last: they had the source before them.
    let is_staff = |said: &&Said| said.listing.key.source == crate::correction::SOURCE;
    order.sort_by(|a, b| {
        b.on.cmp(&a.on).then_with(|| is_staff(b).cmp(&is_staff(a))).then_with(|| a.listing.key.cmp(&b.listing.key))
    });
    let first = order.first()?;
    let mut listing = first.listing.clone();
    // Everything is said again below, by whoever says it.
    let mut provenance = BTreeMap::new();
    let mut pick = |field: Field, says: &dyn Fn(&Listing) -> bool| -> Option<&Listing> {
        let found: &Said = order.iter().find(|said| says(&said.listing))?;
        provenance.insert(field, Provenance { by: found.listing.key.clone(), on: found.on });
        Some(&found.listing)
    };
    macro_rules! field {
        ($field:ident, $name:ident, $says:expr) => {
            if let Some(found) = pick(Field::$field, &$says) {
                listing.$name.clone_from(&found.$name);
            }
        };
    }
    field!(Organization, organization, |l: &Listing| !l.organization.is_empty());
    // What staff said bore the name that the source had then, with the street in it.
    field!(Name, name, |l: &Listing| !l.name.is_empty() && l.key.source != crate::correction::SOURCE);
    field!(About, about, |l: &Listing| !l.about.is_empty());
    field!(Languages, languages, |l: &Listing| !l.languages.is_empty());
    field!(TakesUninsured, takes_uninsured, |l: &Listing| l.takes_uninsured.is_some());
    field!(Phones, phones, |l: &Listing| !l.phones.is_empty());
    field!(Website, website, |l: &Listing| l.website.is_some());
    field!(Open, open, |l: &Listing| !l.open.spans.is_empty() || !l.open.said.is_empty());
    if listing.open.spans.is_empty() {
        // Words without hours leave those that somebody gave: "open now" asks for hours, and a withheld place is told by nothing else.
        let spans = order.iter().map(|said| &said.listing.open.spans).find(|spans| !spans.is_empty());
        listing.open.spans.extend(spans.into_iter().flatten());
    }
    if let Some(found) = pick(Field::Services, &|l: &Listing| !l.services.is_empty() || !l.offers.is_empty()) {
        (listing.services, listing.offers) = (found.services.clone(), found.offers.clone());
    }
    if let Some(found) = pick(Field::Whereabouts, &|l: &Listing| l.whereabouts.is_withheld()) {
        listing.whereabouts.clone_from(&found.whereabouts);
    } else if let Some(found) = pick(Field::Whereabouts, &|l: &Listing| l.whereabouts.place().is_some()) {
        listing.whereabouts.clone_from(&found.whereabouts);
    } else {
        pick(Field::Whereabouts, &|_| true);
    }
    listing.assured_on = order.iter().map(|said| said.listing.assured_on.as_str()).max().unwrap_or("").to_owned();
    if listing.whereabouts.is_withheld() || doubted {
        // What may be the same may name the street that this one is called by.
        let trace = Trace::of(order.iter().map(|said| &said.listing).chain(beside));
        listing = withheld(listing, &trace, Why::SamePlace);
        // Who may not know where it is calls, writes a text or reads its website. A fax stands in an office: its number is kept to compare
        // lines by, and told to nobody.
        listing.phones.retain(|phone| phone.line != Line::Fax);
        // What is not said any more was said by nobody.
        let is_said = |field: &Field| match field {
            Field::About => !listing.about.is_empty(),
            Field::Phones => !listing.phones.is_empty(),
            Field::Website => listing.website.is_some(),
            _ => true,
        };
        provenance.retain(|field, _| is_said(field));
    }
    Some(Merged { listing, provenance })
}

/// What could give a place away by any of its lines: streets, ZIPs and what the place is called.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    streets: Vec<(String, String)>,
    called: Vec<String>,
}

impl Trace {
    /// Of all lines of one place, before they are withheld: where one names its street, another may bear a word of it.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Listing>) -> Self {
        let mut trace = Self::default();
        for line in lines {
            trace.streets.extend(line.whereabouts.place().map(|place| (place.street.clone(), place.zip.clone())));
            // What is called as its organization says no more than that.
            let is_own = words::line(&line.called) != words::line(&line.organization);
            trace.called.extend(Some(&line.called).filter(|called| !called.is_empty() && is_own).cloned());
        }
        trace
    }
}

/// The same listing, withheld by hand.
#[must_use]
pub fn withhold(listing: Listing) -> Listing {
    let trace = Trace::of(std::iter::once(&listing));
    withhold_with(listing, &trace)
}

/// The same listing, withheld since something else at its door is.
#[must_use]
pub fn withhold_beside(listing: Listing) -> Listing {
    let trace = Trace::of(std::iter::once(&listing));
    withheld(listing, &trace, Why::SamePlace)
}

/// The same listing, withheld by hand, without what gives its place away by the other lines of that place.
#[must_use]
pub fn withhold_with(listing: Listing, trace: &Trace) -> Listing {
    withheld(listing, trace, Why::ByHand)
}

/// What a source says anew of what was withheld by hand. Its texts stay as they were then: the word of a street that only another
/// line named would come back with new ones. Phones, hours, languages and services follow the source.
#[must_use]
pub fn withhold_again(listing: Listing, stands: &Listing) -> Listing {
    let name = listing.name.clone();
    let mut new = withhold(listing);
    new.organization.clone_from(&stands.organization);
    new.name.clone_from(&stands.name);
    new.offers.clone_from(&stands.offers);
    new.website.clone_from(&stands.website);
    new.phones.retain_mut(|phone| {
        let has_words = phone.published.chars().any(char::is_alphabetic);
        if !has_words || stands.phones.contains(phone) {
            return true;
        }
        phone.dial.as_ref().is_some_and(|dial| {
            phone.published.clone_from(dial);
            true
        })
    });
    if new.name != name && new.key.is_of_list() {
        new.key = new.key.unsaid();
    }
    new
}

/// A listing without its place, and without what gives it away in any of its texts.
fn withheld(mut listing: Listing, trace: &Trace, why: Why) -> Listing {
    if !listing.whereabouts.is_withheld() {
        let (city, state) = (listing.whereabouts.city().to_owned(), listing.whereabouts.state().to_owned());
        let counties = match &listing.whereabouts {
            Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area) => area.counties.clone(),
            Whereabouts::Open(_) => String::new(),
        };
        listing.whereabouts = Whereabouts::Withheld(Area { city, state, counties }, why);
    }
    let name = listing.name.clone();
    let named = [&listing.organization, &listing.name].into_iter().chain(&listing.offers).chain(&trace.called);
    let named = draft::words_of(named.map(String::as_str));
    for called in &trace.called {
        draft::uncall(&mut listing, called);
    }
    draft::strip(&mut listing, "", "");
    for (street, zip) in &trace.streets {
        draft::strip(&mut listing, street, zip);
    }
    draft::unlink(&mut listing, &named);
    // A list without ids makes them of names.
    if listing.name != name && listing.key.is_of_list() {
        listing.key = listing.key.unsaid();
    }
    listing
}
