//! What an open place may say of a withheld one beside it: the pantry of an organization tells where its shelter gives dinner; and
//! what else is at the door of one that a person withheld.

use crate::draft;
use crate::fnv::fnv;
use crate::listing::Listing;
use crate::merge::{self, Door};
use crate::street::{Doors, Own, without_doors};
use crate::withheld::speaks_of_shelter;
use std::collections::{HashMap, HashSet};

/// Takes out of what is told of an open listing the doors of withheld places; and where a text speaks of shelter, every street but its
/// own.
pub(crate) fn hush(listing: &mut Listing, doors: &Doors) {
    if listing.whereabouts.is_withheld() {
        return;
    }
    let place = listing.whereabouts.place();
    let (street, zip) = place.map_or(("", ""), |place| (place.street.as_str(), place.zip.get(..5).unwrap_or("")));
    let names = [&listing.organization, &listing.name].into_iter().map(String::as_str);
    let own = Own::of(&listing.organization, [street, zip], names.chain([listing.whereabouts.city()]), doors);
    let sentence = |text: &str| without_doors(text, &own, doors, speaks_of_shelter(text));
    listing.about = sentence(&listing.about);
    listing.open.said = sentence(&listing.open.said);
    if doors.is_empty() {
        return;
    }
    let told = |text: &str| without_doors(text, &own, doors, false);
    listing.called = told(&listing.called);
    listing.offers.iter_mut().for_each(|offer| *offer = told(offer));
    listing.offers.retain(|offer| !offer.is_empty());
    listing.phones.retain_mut(|phone| {
        if told(&phone.published) == phone.published {
            return true;
        }
        phone.dial.as_ref().is_some_and(|dial| {
            phone.published.clone_from(dial);
            true
        })
    });
    listing.website = listing
        .website
        .take()
        .and_then(|address| if told(&address) == address { Some(address) } else { draft::host_only(&address) });
    let (organization, name) = (told(&listing.organization), told(&listing.name));
    if organization.chars().any(char::is_alphabetic) {
        listing.organization = organization;
    }
    listing.name = name;
    if !listing.name.chars().any(char::is_alphabetic) {
        listing.name = draft::unnamed(listing);
    }
}

/// The doors of what a person withheld, as a list names them when it is read again: nothing else remembers where they are.
#[derive(Debug, Default)]
pub struct ByHand {
    streets: HashSet<String>,
    points: HashSet<String>,
    /// How many rows of the list have each point, by its hash.
    rows: HashMap<u64, usize>,
    doors: Doors,
}

impl ByHand {
    /// A row of what a person withheld, as its source still has it.
    pub fn add(&mut self, listing: &Listing) {
        let Door { street, point } = merge::door(listing);
        self.streets.extend(street);
        self.points.extend(point);
        if let Some(place) = listing.whereabouts.place() {
            self.doors.add(&listing.organization, &place.street, (&place.zip, &place.city));
        }
    }

    /// Any row of the list: a point that more than [`merge::SHARED`] of them have is that of a ZIP code.
    pub fn count(&mut self, listing: &Listing) {
        if let Some(point) = merge::door(listing).point {
            *self.rows.entry(fnv(&point)).or_default() += 1;
        }
    }

    /// Another row of the list: without its place where it stands at one of these doors, and without a word of them.
    #[must_use]
    pub fn beside(&self, listing: Listing) -> Listing {
        if self.is_at(&listing) { merge::withhold_beside(listing) } else { self.hushed(listing) }
    }

    /// A row of what a person knows to be another place: without a word of these doors.
    #[must_use]
    pub fn hushed(&self, mut listing: Listing) -> Listing {
        if !self.doors.is_empty() {
            hush(&mut listing, &self.doors);
        }
        listing
    }

    fn is_at(&self, listing: &Listing) -> bool {
        let Door { street, point } = merge::door(listing);
        let is_one = |point: &String| self.rows.get(&fnv(point)).is_none_or(|n| *n <= merge::SHARED);
        street.is_some_and(|street| self.streets.contains(&street))
            || point.is_some_and(|point| self.points.contains(&point) && is_one(&point))
    }
}
