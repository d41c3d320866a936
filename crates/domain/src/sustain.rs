//! What keeps a partnership going: what it costs, who pays until when, what is wanted of those who make the rules.
//!
//! Source: the partnership guide, "Long Term Sustainability".
//!
//! Amounts are whole cents. A year is the 365 days from a day on.

use crate::coded;
use crate::day::Day;

coded! {
    /// What money goes to.
    CostKind {
        /// Time of staff in trainings.
        Training = "training",
        /// Rooms.
        Space = "space",
        /// Things that are used up: kits, cards, food.
        Supplies = "supplies",
        /// Ways.
        Travel = "travel",
        /// Other time of staff.
        Staff = "staff",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// How often an amount comes.
    CostPer {
        /// For each hour.
        Hour = "hour",
        /// For each month.
        Month = "month",
        /// For each year.
        Year = "year",
    }
}

coded! {
    /// Whose rule is to change.
    PolicyLevel {
        /// A rule of one of the two organizations.
        OwnRule = "own_rule",
        /// What a payer covers.
        Payer = "payer",
        /// What a funder asks for.
        Funder = "funder",
        /// A city or county.
        Local = "local",
        /// A state.
        State = "state",
    }
}

coded! {
    /// How far a wish has come.
    PolicyState {
        /// Somebody has said it.
        Wished = "wished",
        /// It was asked for.
        Asked = "asked",
        /// It is being decided.
        UnderWay = "under_way",
        /// It is so.
        Reached = "reached",
        /// Left for now.
        SetAside = "set_aside",
    }
}

/// The end of money is announced this many days before.
pub const ENDS_SOON: u32 = 90;
/// Days of a year, here.
pub const YEAR: u32 = 365;

/// Money for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fund {
    /// How much in all.
    pub cents: u64,
    /// First day.
    pub starts: Day,
    /// Last day.
    pub ends: Day,
}

impl Fund {
    /// Its share of the year that begins with `from`: evenly by days. Nothing when it ends before it starts.
    #[must_use]
    pub fn covers(&self, from: Day) -> u64 {
        let days = |first: Day, last: Day| u64::try_from(first.days_to(last) + 1).unwrap_or(0);
        let all = days(self.starts, self.ends);
        let within = days(self.starts.max(from), self.ends.min(from.later(YEAR - 1)));
        self.cents.saturating_mul(within).checked_div(all).unwrap_or(0)
    }
    /// It runs now and ends within [`ENDS_SOON`] days.
    #[must_use]
    pub fn ends_soon(&self, today: Day) -> bool {
        self.ends >= today && self.ends <= today.later(ENDS_SOON)
    }
    /// It runs on that day.
    #[must_use]
    pub fn runs_on(&self, day: Day) -> bool {
        self.starts <= day && day <= self.ends
    }
}

/// Something that costs money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How much each time.
    pub cents: u64,
    /// How often.
    pub per: CostPer,
    /// Hours of a year, where it comes by the hour.
    pub hours: u64,
}

impl Cost {
    /// In a year.
    #[must_use]
    pub const fn yearly(&self) -> u64 {
        match self.per {
            CostPer::Hour => self.cents.saturating_mul(self.hours),
            CostPer::Month => self.cents.saturating_mul(12),
            CostPer::Year => self.cents,
        }
    }
}

/// Hours that come every week from a day on, for as long as they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekly {
    /// Minutes of a week.
    pub minutes: u64,
    /// Cents an hour.
    pub rate: u64,
    /// First day.
    pub starts: Day,
    /// Last day; nothing while none is known.
    pub ends: Option<Day>,
}

impl Weekly {
    /// What they come to in the year that begins with `from`: evenly by days, as money is counted ([`Fund::covers`]). A
    /// year of them is 365 sevenths of a week.
    #[must_use]
    pub fn costs(&self, from: Day) -> u64 {
        let last = from.later(YEAR - 1);
        let ends = self.ends.map_or(last, |ends| ends.min(last));
        let days = u64::try_from(self.starts.max(from).days_to(ends) + 1).unwrap_or(0);
        self.rate.saturating_mul(self.minutes).saturating_mul(days) / (60 * 7)
    }
    /// They run on some day of that year.
    #[must_use]
    pub fn runs_in_year(&self, from: Day) -> bool {
        self.starts <= from.later(YEAR - 1) && self.ends.is_none_or(|ends| ends >= from.max(self.starts))
    }
}

/// Cost, cover and what is missing, in the year from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// What it costs.
    pub cost: u64,
    /// What is paid for.
    pub covered: u64,
}

impl Balance {
    /// What is not paid for.
    #[must_use]
    pub const fn gap(&self) -> u64 {
        self.cost.saturating_sub(self.covered)
    }
}
