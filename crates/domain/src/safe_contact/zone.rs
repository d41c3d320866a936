//! The time zone a person lives by. Safe hours are hours on their wall, wherever the organization is.

use crate::coded;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

coded! {
    /// The zones that a person can be asked about by name.
    HomeZone {
        /// New York.
        Eastern = "eastern",
        /// Chicago.
        Central = "central",
        /// Denver.
        Mountain = "mountain",
        /// Phoenix: no summer time.
        Arizona = "arizona",
        /// Los Angeles.
        Pacific = "pacific",
        /// Anchorage.
        Alaska = "alaska",
        /// Honolulu.
        Hawaii = "hawaii",
        /// San Juan.
        PuertoRico = "puerto_rico",
        /// Hagåtña.
        Guam = "guam",
        /// Pago Pago.
        Samoa = "samoa",
    }
}

impl HomeZone {
    /// Its IANA name.
    #[must_use]
    pub const fn iana(self) -> &'static str {
        match self {
            Self::Eastern => "America/New_York",
            Self::Central => "America/Chicago",
            Self::Mountain => "America/Denver",
            Self::Arizona => "America/Phoenix",
            Self::Pacific => "America/Los_Angeles",
            Self::Alaska => "America/Anchorage",
            Self::Hawaii => "Pacific/Honolulu",
            Self::PuertoRico => "America/Puerto_Rico",
            Self::Guam => "Pacific/Guam",
            Self::Samoa => "Pacific/Pago_Pago",
        }
    }
    /// The zone of the list with this IANA name.
    #[must_use]
    pub fn of(iana: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|zone| zone.iana() == iana)
    }
}

/// An IANA name as it stands in a plan. A partner's software may know zones that ours does not: then nobody here knows
/// what time it is there, and a plan with safe hours allows none. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ZoneName(String);

/// Most characters of an IANA name.
const LONGEST: usize = 64;

impl ZoneName {
    /// Takes what looks like an IANA name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '+' | '-');
        (!name.is_empty() && name.len() <= LONGEST && name.chars().all(fits)).then(|| Self(name.to_owned()))
    }
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<HomeZone> for ZoneName {
    fn from(zone: HomeZone) -> Self {
        Self(zone.iana().to_owned())
    }
}

impl std::fmt::Debug for ZoneName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ZoneName")
    }
}

impl<'de> Deserialize<'de> for ZoneName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not a time zone"))
    }
}
