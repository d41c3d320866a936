//! What differs from state to state about a release: rows of a table that an organization keeps, never code.
//!
//! Invariant: every row says where it is from and when somebody checked it. What is not known is left open, and open
//! means the strictest: a minor does not sign alone.

use crate::coded;
use crate::text::Label;
use crate::time::{Days, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// A state, the District of Columbia or a territory of the United States, by its postal code.
    StateCode {
        /// Alabama.
        Al = "al",
        /// Alaska.
        Ak = "ak",
        /// American Samoa.
        As = "as",
        /// Arizona.
        Az = "az",
        /// Arkansas.
        Ar = "ar",
        /// California.
        Ca = "ca",
        /// Colorado.
        Co = "co",
        /// Connecticut.
        Ct = "ct",
        /// Delaware.
        De = "de",
        /// District of Columbia.
        Dc = "dc",
        /// Florida.
        Fl = "fl",
        /// Georgia.
        Ga = "ga",
        /// Guam.
        Gu = "gu",
        /// Hawaii.
        Hi = "hi",
        /// Idaho.
        Id = "id",
        /// Illinois.
        Il = "il",
        /// Indiana.
        In = "in",
        /// Iowa.
        Ia = "ia",
        /// Kansas.
        Ks = "ks",
        /// Kentucky.
        Ky = "ky",
        /// Louisiana.
        La = "la",
        /// Maine.
        Me = "me",
        /// Maryland.
        Md = "md",
        /// Massachusetts.
        Ma = "ma",
        /// Michigan.
        Mi = "mi",
        /// Minnesota.
        Mn = "mn",
        /// Mississippi.
        Ms = "ms",
        /// Missouri.
        Mo = "mo",
        /// Montana.
        Mt = "mt",
        /// Nebraska.
        Ne = "ne",
        /// Nevada.
        Nv = "nv",
        /// New Hampshire.
        Nh = "nh",
        /// New Jersey.
        Nj = "nj",
        /// New Mexico.
        Nm = "nm",
        /// New York.
        Ny = "ny",
        /// North Carolina.
        Nc = "nc",
        /// North Dakota.
        Nd = "nd",
        /// Northern Mariana Islands.
        Mp = "mp",
        /// Ohio.
        Oh = "oh",
        /// Oklahoma.
        Ok = "ok",
        /// Oregon.
        Or = "or",
        /// Pennsylvania.
        Pa = "pa",
        /// Puerto Rico.
        Pr = "pr",
        /// Rhode Island.
        Ri = "ri",
        /// South Carolina.
        Sc = "sc",
        /// South Dakota.
        Sd = "sd",
        /// Tennessee.
        Tn = "tn",
        /// Texas.
        Tx = "tx",
        /// Utah.
        Ut = "ut",
        /// Vermont.
        Vt = "vt",
        /// Virgin Islands.
        Vi = "vi",
        /// Virginia.
        Va = "va",
        /// Washington.
        Wa = "wa",
        /// West Virginia.
        Wv = "wv",
        /// Wisconsin.
        Wi = "wi",
        /// Wyoming.
        Wy = "wy",
    }
}

coded! {
    /// What a state's law makes a health professional report about an adult.
    ReportingLaw {
        /// Injuries by weapons.
        Weapons = "weapons",
        /// Injuries from crimes.
        Crimes = "crimes",
        /// Domestic violence by name.
        DomesticViolence = "domestic_violence",
        /// Nothing of the kind.
        Nothing = "nothing",
    }
}

/// One version of what is known of a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateRule {
    /// The state.
    pub state: StateCode,
    /// Counts up from 1; the highest is in force.
    pub version: u32,
    /// Age in years from which a minor may receive advocacy services, and so sign, alone; none means not known.
    pub minor_alone_from: Option<u8>,
    /// Age in years from which nobody is a minor there; none means that this version does not say, and then what was
    /// shipped for the state holds, or [`ADULT_FROM`].
    pub adult_from: Option<u8>,
    /// After how many days a release without a date lapses there; none means not known. Here every release has a date,
    /// so this is said and never waited for.
    pub undated_lapses_after: Option<Days>,
    /// Kinds of reporting law; empty means not known.
    pub reporting: BTreeSet<ReportingLaw>,
    /// Where this is from: a section of law, or who was asked.
    pub source: Label,
    /// The day on which somebody checked it, at noon UTC.
    pub verified_on: Timestamp,
}

/// What was checked longer ago than this is old: it lets no minor sign alone until somebody has checked it again.
pub const STALE_AFTER: Days = Days(365);

/// Where nothing else is written down. Where the law says later, a row that was shipped says so, with its source.
pub const ADULT_FROM: u8 = 18;

/// How the source of a row begins that rests on no reading of the law.
pub const UNVERIFIED: &str = "Not verified:";

/// A bound for what can be typed: nobody who is older is a minor.
pub const OLDEST_MINOR: u8 = 20;

impl StateRule {
    /// Age from which nobody is a minor there.
    #[must_use]
    pub fn adult_from(&self) -> u8 {
        self.adult_from.unwrap_or(ADULT_FROM)
    }
    /// Nobody has read the law itself: what stands is the strictest of what was told.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        self.source.as_str().starts_with(UNVERIFIED)
    }
    /// Age from which a minor may sign alone there now. What nobody has checked for a year is not known any more, and what
    /// is not known lets nobody sign alone.
    #[must_use]
    pub fn lets_alone_from(&self, now: Timestamp) -> Option<u8> {
        self.minor_alone_from.filter(|_| !self.is_stale(now))
    }
    /// Nobody has checked it for a year.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now >= self.verified_on.plus_days(STALE_AFTER)
    }
    /// Whether the values are ones that a rule can have, and it was not checked in the future.
    #[must_use]
    pub fn is_within_bounds(&self, now: Timestamp) -> bool {
        let contradicts = self.reporting.contains(&ReportingLaw::Nothing) && self.reporting.len() > 1;
        self.minor_alone_from.is_none_or(|age| age < self.adult_from())
            && (ADULT_FROM..=OLDEST_MINOR + 1).contains(&self.adult_from())
            && self.undated_lapses_after.is_none_or(|days| (1..=3650).contains(&days.0))
            && !contradicts
            && self.verified_on <= now.plus_days(Days(1))
    }
}
