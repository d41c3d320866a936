//! The service list of an organization: what it offers, where, when, for whom, at what cost, how to reach it, and whether
//! it takes new people. All of it is coded where it can be, so that it reads in both languages.
//!
//! Invariant: a shelter has no place ([`Listing::checked`]), and only a health center's site has an address ([`Site::checked`]):
//! 45 CFR 1370.4(e) keeps a shelter's address, and an advocacy office is not far from one.

use crate::coded;
use crate::day::Day;
use crate::ids::{ListingId, SiteId};
use crate::language::LanguageCode;
use crate::likeness::{self, Likeness};
use crate::org::{Language, OrgKind};
use crate::service::Service;
use crate::text::{Label, PersonText, TextError};
use crate::time::{Days, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

mod hours;

pub use hours::{ClockTime, Hours, Week};

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

/// A free word or two in a list that anybody may hold in their hand: nothing that looks like a person or a street.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remark {
    /// English; may be empty.
    pub en: String,
    /// Spanish; may be empty.
    pub es: String,
}

/// Most characters of a remark.
pub const LONGEST_REMARK: usize = 240;
/// Most characters of what an organization says of itself.
pub const LONGEST_ABOUT: usize = 900;

impl Remark {
    /// Reads both languages, at most so many characters each.
    ///
    /// # Errors
    /// [`ListingError::Text`], [`ListingError::Person`].
    pub fn read(en: &str, es: &str, max: usize) -> Result<Self, ListingError> {
        Ok(Self { en: words(en, max)?, es: words(es, max)? })
    }
    /// Reads both languages again, as an organization of this kind may write them: what was put together otherwise is not
    /// taken on trust.
    ///
    /// # Errors
    /// [`ListingError::Text`], [`ListingError::Person`].
    pub fn checked(&self, kind: OrgKind, max: usize) -> Result<(), ListingError> {
        [&self.en, &self.es].into_iter().try_for_each(|text| {
            words(text, max)?;
            nobody(kind, text)
        })
    }
    /// In this language, or in the other where nothing is written in it.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::En => (&self.en, &self.es),
            Language::Es => (&self.es, &self.en),
        };
        if first.is_empty() { second } else { first }
    }
}

/// Free words of a list.
///
/// # Errors
/// [`ListingError::Text`], [`ListingError::Person`].
pub fn words(raw: &str, max: usize) -> Result<String, ListingError> {
    let text = PersonText::parse_optional(raw, max)?.map(|text| text.reveal().to_owned()).unwrap_or_default();
    likeness::of(&text).map_or(Ok(text), |found| Err(ListingError::Person(found)))
}

/// Nothing in the words looks like a person. In those of an advocacy organization no street stands either, with or without
/// a number.
fn nobody(kind: OrgKind, text: &str) -> Result<(), ListingError> {
    let found = if kind == OrgKind::HealthCenter { likeness::of(text) } else { likeness::of_placeless(text) };
    found.map_or(Ok(()), |found| Err(ListingError::Person(found)))
}

/// A telephone number of an organization: digits and what people put between them, seven (with an area code ten) to fifteen.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let usable = text.chars().all(|c| c.is_ascii_digit() || " ()+-.".contains(c));
    usable && (7..=15).contains(&text.chars().filter(char::is_ascii_digit).count())
}

fn phone(phone: Option<&Label>) -> Result<(), ListingError> {
    if phone.is_none_or(|phone| is_phone(phone.as_str())) { Ok(()) } else { Err(ListingError::Phone) }
}

/// A site where people are received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// What it is called.
    pub name: Label,
    /// Its public phone, if it has its own.
    pub phone: Option<Label>,
    /// Its public address; only a health center has one here.
    pub address: Option<Label>,
    /// How people get there, where to wait, what is step-free.
    pub remark: Remark,
}

impl Site {
    /// Checks every word of it, and that only a health center's site has an address, in whatever field.
    ///
    /// # Errors
    /// [`ListingError::NoAddressHere`], [`ListingError::Person`], [`ListingError::Phone`], [`ListingError::Text`].
    pub fn checked(self, kind: OrgKind) -> Result<Self, ListingError> {
        let is_clinic = kind == OrgKind::HealthCenter;
        let street = |found: Likeness| found == Likeness::Street;
        let named = nobody(kind, self.name.as_str());
        if !is_clinic && (self.address.is_some() || named == Err(ListingError::Person(Likeness::Street))) {
            return Err(ListingError::NoAddressHere);
        }
        // A clinic stands in a street, and may be called by it.
        for text in [Some(&self.name), self.address.as_ref()].into_iter().flatten() {
            match nobody(kind, text.as_str()) {
                Err(ListingError::Person(found)) if is_clinic && street(found) => {}
                other => other?,
            }
        }
        phone(self.phone.as_ref())?;
        self.remark.checked(kind, LONGEST_REMARK)?;
        Ok(self)
    }
    /// A mark of every word of it: whoever saves says which one they had before their eyes.
    #[must_use]
    pub fn mark(&self) -> String {
        let label = |label: Option<&Label>| label.map_or("", Label::as_str).to_owned();
        let parts = [
            self.name.as_str().to_owned(),
            label(self.phone.as_ref()),
            label(self.address.as_ref()),
            self.remark.en.clone(),
            self.remark.es.clone(),
        ];
        // No word holds a line's end that is not its own, since each is led by its length.
        let framed: String = parts.iter().map(|part| format!("{} {part}\n", part.len())).collect();
        let digest = Sha256::digest(framed.as_bytes());
        digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
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
            Offered::Coded(Service::Shelter) if self.site.is_some() => return Err(ListingError::ShelterHasNoPlace),
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
