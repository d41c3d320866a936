//! What a source says of one place where something is offered.

use crate::hours::Open;
use crate::phone::Phone;
use domain::language::LanguageCode;
use domain::service::Service;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who says it, and under which id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceKey {
    /// The source: "hrsa", "programs:…", "hsds:…".
    pub source: String,
    /// Its id there, or its name where the source has no ids.
    pub id: String,
}

impl SourceKey {
    /// The id that this key has here, the same at every import.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        use sha2::{Digest, Sha256};
        if let Some(known) = self.hashed() {
            return known;
        }
        let digest = Sha256::new().chain_update(&self.source).chain_update([0]).chain_update(&self.id).finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

impl SourceKey {
    /// The same key without the words of its id, which may say a street: it has the id here that it had with them, so what is kept
    /// of it stays.
    #[must_use]
    pub(crate) fn unsaid(&self) -> Self {
        Self { source: self.source.clone(), id: format!("{UNSAID}{}", self.uuid().simple()) }
    }

    /// It is of a source whose rows may have no id but their name.
    pub(crate) fn is_of_list(&self) -> bool {
        self.source.starts_with(LISTS)
    }

    fn hashed(&self) -> Option<Uuid> {
        let hash = self.id.strip_prefix(UNSAID).filter(|hash| hash.len() == 32 && self.is_of_list())?;
        Uuid::try_parse(hash).ok()
    }
}

/// Leads an id that is a hash; no list gives one of its own ([`crate::programs`]).
pub(crate) const UNSAID: char = '#';
/// Sources whose rows may have no id but their name.
const LISTS: &str = "programs:";

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A health center's site (42 U.S.C. 254b).
    HealthCenter,
    /// An organization of domestic or sexual violence advocacy.
    Advocacy,
    /// A coalition of such organizations, or a state's office for them.
    Coalition,
    /// A hotline.
    Hotline,
    /// Any other service.
    Other,
}

/// A point on the globe, in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    /// North of the equator.
    pub lat: i32,
    /// East of Greenwich.
    pub lon: i32,
}

impl Point {
    /// A point of the United States, its territories and the states freely associated with it; nothing for 0,0, for what
    /// lies elsewhere, and for what has its two numbers the wrong way round.
    #[must_use]
    pub fn of_us(lat: f64, lon: f64) -> Option<Self> {
        let within = |(south, north, west, east): (f64, f64, f64, f64)| {
            (south..=north).contains(&lat) && (west..=east).contains(&lon)
        };
        // The states; Hawaii; Puerto Rico and the Virgin Islands; the western Aleutians, the Marianas, Palau and
        // Micronesia; American Samoa.
        const BOXES: [(f64, f64, f64, f64); 5] = [
            (24.0, 72.0, -180.0, -66.5),
            (18.5, 29.0, -179.0, -154.0),
            (17.4, 18.8, -68.2, -64.3),
            (1.0, 55.0, 130.0, 180.0),
            (-15.5, -10.0, -173.5, -167.5),
        ];
        #[expect(clippy::cast_possible_truncation, reason = "a degree is at most 180")]
        let micro = |degrees: f64| (degrees * 1e6).round() as i32;
        BOXES.into_iter().any(within).then(|| Self { lat: micro(lat), lon: micro(lon) })
    }
    /// Degrees north and east.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.lat) / 1e6, f64::from(self.lon) / 1e6)
    }
    /// How far it is, in kilometers, on a globe of 6,371 km (haversine).
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        let ((lat1, lon1), (lat2, lon2)) = (self.degrees(), other.degrees());
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let h = half(lat1, lat2) + lat1.to_radians().cos() * lat2.to_radians().cos() * half(lon1, lon2);
        2.0 * 6371.0 * h.min(1.0).sqrt().asin()
    }
}

/// Where it is, for who may go there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// House number, street and room.
    pub street: String,
    /// Town.
    pub city: String,
    /// State or territory, two letters.
    pub state: String,
    /// ZIP, five digits, with four more where they were published.
    pub zip: String,
    /// The site's own point.
    pub point: Option<Point>,
}

/// Where it is in words, for who is not led to the door.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    /// Town, if the source names one.
    pub city: String,
    /// State or territory, two letters.
    pub state: String,
    /// Counties that are served, as published.
    pub counties: String,
}

/// Where a listing is. What is withheld has no field that could give its place back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// Anybody may know, and go there.
    Open(Place),
    /// Nobody is told more than the area.
    Withheld(Area, Why),
    /// It has no place: a hotline, an office by phone.
    Nowhere(Area),
}

/// Why a place is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A member of staff withheld it.
    ByHand,
    /// The source withholds it.
    BySource,
    /// Shelter is offered there.
    Shelter,
    /// Its name is one that shelters and advocacy organizations bear.
    Name,
    /// It is an advocacy organization.
    Advocacy,
    /// A text of it says that the place is confidential.
    Confidential,
    /// Something else at the same place is withheld.
    SamePlace,
}

impl Whereabouts {
    /// The state or territory.
    #[must_use]
    pub fn state(&self) -> &str {
        match self {
            Self::Open(place) => &place.state,
            Self::Withheld(area, _) | Self::Nowhere(area) => &area.state,
        }
    }
    /// The town, which may be unknown.
    #[must_use]
    pub fn city(&self) -> &str {
        match self {
            Self::Open(place) => &place.city,
            Self::Withheld(area, _) | Self::Nowhere(area) => &area.city,
        }
    }
    /// The place, if anybody may know it.
    #[must_use]
    pub const fn place(&self) -> Option<&Place> {
        match self {
            Self::Open(place) => Some(place),
            Self::Withheld(..) | Self::Nowhere(_) => None,
        }
    }
    /// Its place is kept from everybody.
    #[must_use]
    pub const fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld(..))
    }
}

/// What a source says of one place where something is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Listing {
    /// Who says it, and under which id.
    pub key: SourceKey,
    /// What kind of place it is.
    pub kind: Kind,
    /// The organization's name; may be empty.
    pub organization: String,
    /// The site's or service's name.
    pub name: String,
    /// What it says of itself. Empty where the place is withheld, since such texts name streets.
    pub about: String,
    /// Services of the guide's lists that it is known to offer.
    pub services: Vec<Service>,
    /// Other services by their published names.
    pub offers: Vec<String>,
    /// Languages that are spoken.
    pub languages: Vec<LanguageCode>,
    /// Whether people without insurance are taken, where the source or the law says so.
    pub takes_uninsured: Option<bool>,
    /// Phones, as published.
    pub phones: Vec<Phone>,
    /// Web address; only its host where the place is withheld.
    pub website: Option<String>,
    /// When it is open.
    pub open: Open,
    /// What the place itself is called, which may be its street or its corner: kept while anybody may know it, so that it can be
    /// taken out of every text when somebody withholds it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// Where it is.
    pub whereabouts: Whereabouts,
    /// The day on which its source says that it was right, as "2026-11-30"; nothing where it does not say so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub assured_on: String,
}

impl Listing {
    /// What tells whether a second import says anything new.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        use sha2::{Digest, Sha256};
        Sha256::digest(serde_json::to_vec(self).unwrap_or_default()).into()
    }
}
