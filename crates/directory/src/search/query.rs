//! What is asked.

use crate::listing::{Kind, Point};
use domain::language::LanguageCode;
use domain::service::Service;

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
    /// Most that are given.
    pub most: usize,
}
