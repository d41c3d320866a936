//! What is asked.

use crate::listing::{Kind, Point};
use crate::points::{Zip, points};
use crate::words;
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

/// A place that somebody names: its point, for what has one too, and what it is called, for what is found by words alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its middle.
    pub point: Point,
    /// The state that it is in, two letters.
    pub state: String,
    /// The county that it is in, as [`crate::words::slug`] writes it.
    pub county: Option<String>,
    /// The town, as [`crate::words::town`] writes it.
    pub town: Option<String>,
}

impl Spot {
    /// The place of a ZIP code; nothing where that says none.
    #[must_use]
    pub fn of_zip(zip: &str) -> Option<Self> {
        let points = points();
        let (Ok(Zip::Area(point) | Zip::Boxes(point)), Ok(state)) = (points.zip(zip), points.state(zip)) else {
            return None;
        };
        let (county, town) = (points.county(zip).map(words::slug), points.town(zip).map(words::town));
        Some(Self { point, state: state.to_owned(), county, town })
    }

    /// A town of a state, two letters.
    #[must_use]
    pub fn of_town(town: &str, state: &str) -> Option<Self> {
        let point = points().place(town, state)?;
        let county = points().county_of(town, state).map(words::slug);
        Some(Self { point, state: state.to_owned(), county, town: Some(words::town(town)) })
    }
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
    /// A county of that state, as [`crate::words::slug`] writes it; nothing without a state. With a place: the one it is in.
    pub county: Option<String>,
    /// The town of the place, as [`crate::words::town`] writes it.
    pub town: Option<String>,
    /// As if the index did not hold these: they are not found, and a word that only they have is in no listing.
    pub but: Vec<Uuid>,
    /// Most that are given.
    pub most: usize,
}

/// Within how many kilometers, where nobody said so.
pub const NEAR_KM: f64 = 40.0;

impl Query {
    /// The same, around this place.
    #[must_use]
    pub fn at(self, spot: Spot, km: f64) -> Self {
        let Spot { point, state, county, town } = spot;
        Self { around: Some(Around { point, km }), state: Some(state), county, town, ..self }
    }

    /// The same, with a ZIP code that stands among the words as the place, if none was given: who types "clinic 60601" asks
    /// within so many kilometers of there, and no listing has the words "60601". A ZIP code that says no place stays a word.
    #[must_use]
    pub fn placed(mut self, km: f64) -> Self {
        if self.around.is_some() || self.state.is_some() {
            return self;
        }
        let found = zips(&self.words).find_map(|(word, zip)| Some((word.to_owned(), Spot::of_zip(zip)?)));
        let Some((word, spot)) = found else { return self };
        self.words = self.words.split_whitespace().filter(|other| *other != word).collect::<Vec<_>>().join(" ");
        self.at(spot, km)
    }
}

/// Words that may be ZIP codes, each as it stands and without what is around it.
fn zips(words: &str) -> impl Iterator<Item = (&str, &str)> {
    words.split_whitespace().map(|word| (word, word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// What the ZIP code among these words stands for that [`Query::placed`] takes for the place; where there is none such, what another
/// stands for.
#[must_use]
pub fn zip_among(words: &str) -> Option<Zip> {
    let known = || zips(words).filter_map(|(_, zip)| Some((zip, points().zip(zip).ok()?)));
    let placed = known().find(|(zip, _)| Spot::of_zip(zip).is_some());
    placed.or_else(|| known().next()).map(|(_, zip)| zip)
}
