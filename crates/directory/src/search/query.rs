//! What is asked.

use crate::listing::{Kind, Point};
use crate::points::{Zip, points};
use domain::language::LanguageCode;
use domain::service::Service;
use uuid::Uuid;

/// Around where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Around {
    /// The middle.
    pub point: Point,
    /// Within how many kilometers.
    pub km: f64,
}

/// What is asked. All of it must hold; what is empty asks nothing.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Words as they were typed.
    pub words: String,
    /// Services, every one of which is offered.
    pub services: Vec<Service>,
    /// Languages, one of which is spoken.
    pub languages: Vec<LanguageCode>,
    /// People without insurance are taken.
    pub takes_uninsured: bool,
    /// One of these kinds of places.
    pub kinds: Vec<Kind>,
    /// Open in this minute: for each zone of [`crate::points::Points::zones`] the minute of the week there, from Monday, 0:00.
    pub open_at: Option<Vec<u16>>,
    /// Around a place.
    pub around: Option<Around>,
    /// The state, two letters. With a place: the one it is in, by which what is withheld or has no place is found. Without: all
    /// of that state.
    pub state: Option<String>,
    /// A county of that state, as [`crate::words::slug`] writes it; nothing without a state.
    pub county: Option<String>,
    /// As if the index did not hold these: they are not found, and a word that only they have is in no listing.
    pub but: Vec<Uuid>,
    /// Most that are given.
    pub most: usize,
}

/// Within how many kilometers, where nobody said so.
pub const NEAR_KM: f64 = 40.0;

impl Query {
    /// The same, with a ZIP code that stands among the words as the place, if none was given: who types "clinic 60601" asks
    /// within so many kilometers of there, and no listing has the words "60601". A ZIP code that says no place stays a word.
    #[must_use]
    pub fn placed(mut self, km: f64) -> Self {
        if self.around.is_some() || self.state.is_some() {
            return self;
        }
        let found = self.words.split_whitespace().find_map(|word| {
            let zip = word.trim_matches(|c: char| !c.is_alphanumeric());
            match points().zip(zip) {
                Ok(Zip::Area(point) | Zip::Boxes(point)) => Some((word.to_owned(), zip.to_owned(), point)),
                Ok(Zip::Military) | Err(_) => None,
            }
        });
        let Some((word, zip, point)) = found else { return self };
        self.around = Some(Around { point, km });
        self.state = points().state(&zip).ok().map(str::to_owned);
        self.words = self.words.split_whitespace().filter(|other| *other != word).collect::<Vec<_>>().join(" ");
        self
    }
}
