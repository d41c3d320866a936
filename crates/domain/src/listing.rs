//! The service list of an organization: what it offers, where, when, for whom, at what cost, how to reach it, and whether
//! it takes new people. All of it is coded where it can be, so that it reads in both languages.
//!
//! Invariant: a shelter has no place ([`Listing::checked`]), and only a health center's site has an address ([`Site::checked`]):
//! 45 CFR 1370.4(e) keeps a shelter's address, and an advocacy office is not far from one.

use crate::coded;
use crate::day::Day;
use crate::ids::{ListingId, SiteId};
use crate::language::LanguageCode;
use crate::likeness::Likeness;
use crate::org::{Language, OrgKind};
use crate::service::Service;
use crate::text::{Label, TextError};
use crate::time::{Days, Timestamp};
use std::collections::BTreeSet;

mod hours;
mod remark;
mod shelter;
mod site;

pub use hours::{ClockTime, Hours, Week};
pub use remark::{LONGEST_ABOUT, LONGEST_REMARK, Remark, is_phone, words};
use remark::{nobody, phone};
pub use site::Site;

coded! {
    /// What a service costs the person.
    Cost {
        /// Nothing.
        Free = "free",
        /// By what they earn, down to nothing (42 U.S.C. 254b(k)(3)(G)).
        SlidingFee = "sliding_fee",
        /// Insurance is taken; who has none pays by what they earn.
        Insurance = "insurance",
        /// It is said when they call.
        Ask = "ask",
    }
}

coded! {
    /// For whom it is.
    Eligibility {
        /// Anyone who asks.
        Anyone = "anyone",
        /// Adults.
        Adults = "adults",
        /// Teenagers, without a parent where the state lets them.
        Teens = "teens",
        /// Parents with their children.
        Families = "families",
        /// People of every gender.
        AllGenders = "all_genders",
        /// No papers of immigration are asked for.
        NoPapers = "no_papers",
        /// No insurance is asked for.
        NoInsurance = "no_insurance",
    }
}

coded! {
    /// How to get it.
    Reach {
        /// By phone.
        Call = "call",
        /// By walking in.
        WalkIn = "walk_in",
        /// Through a member of staff of either organization.
        ThroughStaff = "through_staff",
        /// By video.
        Video = "video",
    }
}

coded! {
    /// Whether it takes new people.
    Room {
        /// It does.
        Open = "open",
        /// There is a waiting list.
        WaitingList = "waiting_list",
        /// It is full for now.
        Full = "full",
    }
}

coded! {
    /// When it can be had.
    HoursKind {
        /// At any hour of any day.
        DayAndNight = "day_and_night",
        /// On some days of the week, between two hours.
        Weekly = "weekly",
        /// When it was agreed.
        Appointment = "appointment",
        /// It is said when they call.
        Ask = "ask",
    }
}

coded! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "mo",
        /// Tuesday.
        Tuesday = "tu",
        /// Wednesday.
        Wednesday = "we",
        /// Thursday.
        Thursday = "th",
        /// Friday.
        Friday = "fr",
        /// Saturday.
        Saturday = "sa",
        /// Sunday.
        Sunday = "su",
    }
}

/// Why a line of the list cannot stand as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListingError {
    /// A shelter was given a place.
    #[error("a shelter has no place in the list")]
    ShelterHasNoPlace,
    /// A service of the other kind of organization.
    #[error("the service is one of the other kind of organization")]
    OtherKind,
    /// Hours without days, or which end before they begin.
    #[error("the hours need days, and an end after their beginning")]
    HoursUnclear,
    /// An advocacy organization's site was given an address.
    #[error("the site of an advocacy organization has no address in the list")]
    NoAddressHere,
    /// Words that are too long, or that cannot be used.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A telephone number that is none.
    #[error("the telephone number cannot be read")]
    Phone,
    /// Words that look like a person, or like a street where no place may stand.
    #[error("the words look like a person: {0}")]
    Person(Likeness),
}

/// What a line of the list is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offered {
    /// One of the guide's two lists.
    Coded(Service),
    /// Something of their own, by name.
    Own(OwnName),
}

impl Offered {
    /// Whether it is shelter, or called so in either language: whoever goes out to shelters has no need of a site for that.
    #[must_use]
    pub fn is_shelter(&self) -> bool {
        match self {
            Self::Coded(service) => *service == Service::Shelter,
            Self::Own(own) => [Some(&own.name), own.spanish.as_ref()].into_iter().flatten().any(shelter::is_named_in),
        }
    }
}

/// What they call a service of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnName {
    /// In the language that they work in.
    pub name: Label,
    /// In Spanish, where it is called otherwise.
    pub spanish: Option<Label>,
}

impl OwnName {
    /// What a reader of this language calls it.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &Label {
        self.spanish.as_ref().filter(|_| language == Language::Es).unwrap_or(&self.name)
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its id.
    pub id: ListingId,
    /// What.
    pub what: Offered,
    /// Where; nothing for what has no place of its own, and never for a shelter.
    pub site: Option<SiteId>,
    /// When.
    pub hours: Hours,
    /// In which languages; an interpreter can be had for others.
    pub languages: BTreeSet<LanguageCode>,
    /// For whom.
    pub eligibility: BTreeSet<Eligibility>,
    /// At what cost.
    pub cost: Cost,
    /// How to get it.
    pub reach: BTreeSet<Reach>,
    /// By which number, if not the organization's.
    pub phone: Option<Label>,
    /// Whether it takes new people.
    pub room: Room,
    /// Until when it is full, where that is known.
    pub full_until: Option<Day>,
    /// A free word.
    pub remark: Remark,
    /// When somebody last said that all of this is right; nothing for what nobody has looked at.
    pub verified_at: Option<Timestamp>,
}

/// A line is to be looked at again after this.
pub const STALE_AFTER: Days = Days(90);

/// How far a line can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Looked at within [`STALE_AFTER`].
    Fresh,
    /// Longer ago.
    Stale,
    /// Never.
    NeverChecked,
}

impl Listing {
    /// Checks what an organization of this kind may list, and every word of it.
    ///
    /// # Errors
    /// [`ListingError::ShelterHasNoPlace`], [`ListingError::OtherKind`], [`ListingError::Person`],
    /// [`ListingError::Phone`], [`ListingError::Text`].
    pub fn checked(self, kind: OrgKind) -> Result<Self, ListingError> {
        match &self.what {
            what if what.is_shelter() && self.site.is_some() => return Err(ListingError::ShelterHasNoPlace),
            Offered::Coded(service) if service.offered_by() != kind => return Err(ListingError::OtherKind),
            Offered::Own(own) => [Some(&own.name), own.spanish.as_ref()]
                .into_iter()
                .flatten()
                .try_for_each(|name| nobody(kind, name.as_str()))?,
            Offered::Coded(_) => {}
        }
        phone(self.phone.as_ref())?;
        self.remark.checked(kind, LONGEST_REMARK)?;
        Ok(self)
    }
    /// How far it can be relied on.
    #[must_use]
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        match self.verified_at {
            None => Freshness::NeverChecked,
            Some(at) if now > at.plus_days(STALE_AFTER) => Freshness::Stale,
            Some(_) => Freshness::Fresh,
        }
    }
    /// It was full until a day that has passed: whether it takes people has to be asked.
    #[must_use]
    pub fn is_room_unknown(&self, today: Day) -> bool {
        self.room == Room::Full && self.full_until.is_some_and(|until| until < today)
    }
}

/// Whether a service takes new people, over all the lines that offer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// One of them does.
    Open,
    /// None does for sure, and of one it is not known any more: it was full until a day that has passed.
    Unknown,
    /// There is a waiting list.
    WaitingList,
    /// All are full; until the first of these days, where any is known.
    Full(Option<Day>),
}

impl Capacity {
    /// Of these lines: whether each takes new people, and until when it is full. What says most for the person counts.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = (Room, Option<Day>)>, today: Day) -> Self {
        let lines: Vec<_> = lines.into_iter().collect();
        let is_past = |(room, until): &(Room, Option<Day>)| *room == Room::Full && until.is_some_and(|day| day < today);
        if lines.iter().any(|(room, _)| *room == Room::Open) {
            Self::Open
        } else if lines.is_empty() || lines.iter().any(is_past) {
            Self::Unknown
        } else if lines.iter().any(|(room, _)| *room == Room::WaitingList) {
            Self::WaitingList
        } else {
            Self::Full(lines.iter().filter_map(|(_, until)| *until).min())
        }
    }
}

/// What an organization says of itself. Holds nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who they are and what they do.
    pub about: Remark,
    /// What happens when somebody calls.
    pub on_call: Remark,
    /// When somebody answers.
    pub hours: Hours,
    /// In which languages.
    pub languages: BTreeSet<LanguageCode>,
    /// What makes it easier to come.
    pub access: BTreeSet<Access>,
    /// When somebody last said that all of this is right.
    pub verified_at: Option<Timestamp>,
}

coded! {
    /// What makes it easier to come.
    Access {
        /// No steps.
        StepFree = "step_free",
        /// Interpreters by phone or video for every language.
        Interpreters = "interpreters",
        /// Sign language.
        SignLanguage = "sign_language",
        /// A place for children.
        Children = "children",
        /// Help with the way there.
        Rides = "rides",
        /// A room to be alone in.
        PrivateRoom = "private_room",
    }
}

impl Profile {
    /// Checks every free word of it, as an organization of this kind may write it.
    ///
    /// # Errors
    /// [`ListingError::Person`], [`ListingError::Text`].
    pub fn checked(self, kind: OrgKind) -> Result<Self, ListingError> {
        self.about.checked(kind, LONGEST_ABOUT)?;
        self.on_call.checked(kind, LONGEST_ABOUT)?;
        Ok(self)
    }
    /// What stands before anybody has written anything.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            about: Remark::default(),
            on_call: Remark::default(),
            hours: Hours::Ask,
            languages: BTreeSet::new(),
            access: BTreeSet::new(),
            verified_at: None,
        }
    }
}
