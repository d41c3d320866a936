//! What staff know better than a source: one field, said on a day, on top of what was published.
//!
//! Invariant: a correction has no place, and never opens one: [`crate::merge`] takes the strictest record of all.

use crate::hours::{Open, spoken};
use crate::listing::{Area, Listing, SourceKey, Whereabouts};
use crate::phone::{self, Line};
use crate::vocabulary;
use crate::words;
use uuid::Uuid;

/// The source that corrections bear.
pub const SOURCE: &str = "staff";

/// A field, as staff say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Corrected {
    /// Phones.
    Phone,
    /// Web address.
    Website,
    /// Hours in words.
    Hours,
    /// Languages.
    Languages,
}

/// The words do not say what the field needs: no number that can be dialed, no web address, no language that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the words do not say what the field needs")]
pub struct Unclear;

/// What a correction bears besides the field: who it is about, and nothing that a source says.
fn blank(of: &Listing, entry: Uuid) -> Listing {
    let area = Area {
        city: of.whereabouts.city().to_owned(),
        state: of.whereabouts.state().to_owned(),
        counties: String::new(),
    };
    // No name: that of the source would stand here after it was taken out of what the source says.
    Listing {
        key: SourceKey { source: SOURCE.to_owned(), id: entry.to_string() },
        kind: of.kind,
        organization: String::new(),
        name: String::new(),
        about: String::new(),
        services: Vec::new(),
        offers: Vec::new(),
        languages: Vec::new(),
        takes_uninsured: None,
        phones: Vec::new(),
        website: None,
        open: Open::default(),
        called: String::new(),
        whereabouts: Whereabouts::Nowhere(area),
        assured_on: String::new(),
    }
}

/// The correction of a listing with one more field; `before` is what was corrected already. `entry` is the id of a line
/// that the listing is made of.
///
/// # Errors
/// [`Unclear`].
pub fn correct(
    of: &Listing,
    entry: Uuid,
    before: Option<Listing>,
    field: Corrected,
    said: &str,
) -> Result<Listing, Unclear> {
    let mut listing = before.unwrap_or_else(|| blank(of, entry));
    // What was said before names had no place here.
    listing.name.clear();
    match field {
        Corrected::Phone => {
            let phones = phone::read(said, Line::Voice, "");
            if phones.is_empty() || phones.iter().any(|phone| phone.dial.is_none()) {
                return Err(Unclear);
            }
            listing.phones = phones;
        }
        Corrected::Website => listing.website = Some(crate::draft::website(said).ok_or(Unclear)?),
        Corrected::Hours => {
            let said = words::tidy(said, 240);
            if said.is_empty() {
                return Err(Unclear);
            }
            // Where the place is withheld the words go, and what they say stays.
            listing.open = Open { spans: spoken::spans(&said).unwrap_or_default(), said };
        }
        Corrected::Languages => {
            let named = said.split([',', ';', '/']).map(str::trim).filter(|name| !name.is_empty());
            let languages: Option<Vec<_>> = named.map(vocabulary::language).collect();
            listing.languages = languages.filter(|all| !all.is_empty()).ok_or(Unclear)?;
        }
    }
    Ok(listing)
}
