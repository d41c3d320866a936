//! How long things are kept. What belongs to a survivor is held for a while and then goes; counts stay.
//!
//! Invariant: an organization may keep anything for a shorter time than the default, and nothing for longer.

use crate::coded;
use crate::referral::{Bank, Status};
use crate::text::PersonText;
use crate::time::{Days, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// What is kept for a time of its own.
    Class {
        /// A referral that arrived and that nobody took, from its arrival.
        Unaccepted = "unaccepted",
        /// A sender's record about which nothing more was heard.
        Unheard = "unheard",
        /// A receiver's record that was taken and then left untouched: everything has an end date, and nobody may keep
        /// a name by never closing it.
        Untouched = "untouched",
        /// A referral's content, from its end.
        Closed = "closed",
        /// Number, who may answer and the words to use, from the end of the referral.
        ContactNumbers = "contact_numbers",
        /// A shared care plan, from the end of its release.
        CarePlan = "care_plan",
        /// The sealed form of a release, from its signature.
        ReleaseForm = "release_form",
        /// That something crossed: when, to whom, which elements, on what basis.
        DisclosureLog = "disclosure_log",
    }
}

impl Class {
    /// The default, which is the longest that anybody may keep it.
    #[must_use]
    pub const fn longest(self) -> Days {
        match self {
            Self::Unaccepted => Days(7),
            Self::Unheard | Self::CarePlan => Days(30),
            Self::Untouched | Self::Closed => Days(90),
            Self::ContactNumbers => Days(0),
            Self::ReleaseForm => Days(3 * 365),
            Self::DisclosureLog => Days(6 * 365 + 2),
        }
    }
    /// The shortest that an organization may choose. Each has a reason: an unanswered referral outlives every promise
    /// of an answer ([`crate::org::RESPONSE_PROMISES`]); a sender's record outlives the time in which the receiver may
    /// still take it; the form of a release outlives the release ([`crate::org::LONGEST_MAX_RELEASE`]); an accounting
    /// of disclosures reaches back six years (45 CFR 164.528(a)(1)).
    #[must_use]
    pub const fn shortest(self) -> Days {
        match self {
            Self::Unaccepted => Days(4),
            Self::Unheard => Days(8),
            Self::Untouched => Days(14),
            Self::Closed | Self::CarePlan => Days(1),
            Self::ContactNumbers => Days(0),
            Self::ReleaseForm => Days(90),
            Self::DisclosureLog => Self::DisclosureLog.longest(),
        }
    }
    /// There is nothing to choose.
    #[must_use]
    pub const fn is_fixed(self) -> bool {
        self.shortest().0 == self.longest().0
    }
}

/// The number of days is none that an organization may choose for the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} is kept between {} and {} days", class.code(), class.shortest().0, class.longest().0)]
pub struct OutOfBounds {
    /// Of which class.
    pub class: Class,
}

/// How long an organization keeps what: the defaults, and what it chose to keep for a shorter time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule(BTreeMap<Class, Days>);

impl Schedule {
    /// Reads what was stored. A number that is out of bounds counts as the nearest that is not, so nothing is ever kept
    /// longer than the default.
    #[must_use]
    pub fn read(stored: impl IntoIterator<Item = (Class, Days)>) -> Self {
        let within = |(class, days): (Class, Days)| (class, days.clamp(class.shortest(), class.longest()));
        Self(stored.into_iter().map(within).collect())
    }
    /// The same with another time for one class.
    ///
    /// # Errors
    /// [`OutOfBounds`].
    pub fn with(mut self, class: Class, days: Days) -> Result<Self, OutOfBounds> {
        if days < class.shortest() || days > class.longest() {
            return Err(OutOfBounds { class });
        }
        self.0.insert(class, days);
        Ok(self)
    }
    /// How long it is kept here.
    #[must_use]
    pub fn kept(&self, class: Class) -> Days {
        self.0.get(&class).copied().unwrap_or_else(|| class.longest())
    }
    /// Nothing of a referral goes before it was left alone for this long.
    #[must_use]
    pub fn soonest(&self) -> Days {
        [Class::Unaccepted, Class::Unheard, Class::Untouched, Class::Closed]
            .into_iter()
            .map(|class| self.kept(class))
            .min()
            .unwrap_or(Days(0))
    }
}

/// So long after our own record of what we sent went by its time, the partner's copy may be there still: left untouched,
/// and then closed, each for as long as anybody may keep it ([`Class::longest`]).
pub const THEIRS_MAY_STAND: Days = Days(180);

/// How long backups are kept: what was destroyed lives on in them that long, as ciphertext (`docs/OPERATIONS.md`).
pub const BACKUPS: Days = Days(35);

/// The number of the document on which a legal hold stands, as a court or a counsel writes it. Never a name and never a
/// story: it has to hold a digit, and no more words than a number has. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentNumber(PersonText);

impl DocumentNumber {
    /// Most characters.
    pub const LONGEST: usize = 40;

    /// Trims and checks it.
    ///
    /// # Errors
    /// [`NoDocumentNumber`].
    pub fn parse(raw: &str) -> Result<Self, NoDocumentNumber> {
        let text = PersonText::parse(raw, Self::LONGEST).map_err(|_| NoDocumentNumber)?;
        let shown = text.reveal();
        let is_one = shown.chars().all(|c| c.is_alphanumeric() || " -./#:".contains(c))
            && shown.chars().any(|c| c.is_ascii_digit())
            && shown.split_whitespace().count() <= 4;
        if is_one { Ok(Self(text)) } else { Err(NoDocumentNumber) }
    }
    /// The number, for a page of somebody who may see it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

impl std::fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DocumentNumber")
    }
}

/// The text is no number of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no number of a document")]
pub struct NoDocumentNumber;

coded! {
    /// A part of what is known about a person that can be forgotten by itself.
    Part {
        /// The words they wanted passed on, and what the two teams wrote to each other about them.
        Words = "words",
        /// Number or place, their time zone, who may answer, the code word and the words to use.
        Numbers = "numbers",
        /// What to call them.
        Name = "name",
    }
}

impl Part {
    /// The messages between the two teams go with it: they are words about the person, and a number or a place in them
    /// cannot be told from other words. A name stays to be looked for, as the page says.
    #[must_use]
    pub const fn takes_messages(self) -> bool {
        matches!(self, Self::Words | Self::Numbers)
    }
}

coded! {
    /// Why a member has a part forgotten.
    ForgetWhy {
        /// The person asked for it.
        Asked = "asked",
        /// Nobody needs it any more.
        NotNeeded = "not_needed",
        /// It is not safe to have.
        NotSafe = "not_safe",
    }
}

impl ForgetWhy {
    /// The rule that is kept with what is gone.
    #[must_use]
    pub const fn rule(self) -> PurgeRule {
        match self {
            Self::Asked => PurgeRule::Request,
            Self::NotNeeded => PurgeRule::Staff,
            Self::NotSafe => PurgeRule::NotSafe,
        }
    }
}

coded! {
    /// Why something was destroyed.
    PurgeRule {
        /// Nobody took it in time.
        Unaccepted = "unaccepted",
        /// Nothing more was heard.
        Unheard = "unheard",
        /// It was left untouched.
        Untouched = "untouched",
        /// Its time after the end was over.
        Closed = "closed",
        /// Contact numbers go when a referral ends.
        ContactNumbers = "contact_numbers",
        /// The time of a care plan was over.
        CarePlan = "care_plan",
        /// The time of a release's form was over.
        ReleaseForm = "release_form",
        /// The person asked for it.
        Request = "request",
        /// A member of staff saw that it was not needed any more.
        Staff = "staff",
        /// It was not safe to have: a number that somebody else answers, a name that may be read.
        NotSafe = "not_safe",
        /// A lead said: whatever was left untouched since a day.
        ByDate = "by_date",
        /// The partner ended sharing.
        SharingEnded = "sharing_ended",
        /// The partner asked for it.
        PartnerAsked = "partner_asked",
    }
}

impl PurgeRule {
    /// The rule of a class whose time is over. The log of disclosures has none: it holds no content.
    #[must_use]
    pub const fn of(class: Class) -> Option<Self> {
        Some(match class {
            Class::Unaccepted => Self::Unaccepted,
            Class::Unheard => Self::Unheard,
            Class::Untouched => Self::Untouched,
            Class::Closed => Self::Closed,
            Class::ContactNumbers => Self::ContactNumbers,
            Class::CarePlan => Self::CarePlan,
            Class::ReleaseForm => Self::ReleaseForm,
            Class::DisclosureLog => return None,
        })
    }
}

/// What retention does to a record now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet.
    Nothing,
    /// It expires: the event `Expired` can be applied to it, and its content goes at once, since nobody will work
    /// with it.
    Expire,
    /// What is left of the content goes now; where it stands does not change. Contact numbers went at close.
    Destroy,
}

/// Which class a record belongs to as it stands, and what happens at the end of it. None for what a partner stopped:
/// nothing of that is kept at all.
#[must_use]
pub const fn class_of(bank: Bank, status: Status) -> (Option<Class>, Due) {
    match (bank, status) {
        (Bank::Receiver, Status::Withdrawn) => (None, Due::Destroy),
        (_, status) if status.is_final() => (Some(Class::Closed), Due::Destroy),
        // What is known stays known: "connected" is not turned into "expired" because nobody pressed close.
        (Bank::Receiver, Status::Connected) => (Some(Class::Untouched), Due::Destroy),
        (Bank::Sender, Status::Connected) => (Some(Class::Unheard), Due::Destroy),
        (Bank::Receiver, Status::Received) => (Some(Class::Unaccepted), Due::Expire),
        (Bank::Receiver, Status::Accepted | Status::Connecting) => (Some(Class::Untouched), Due::Expire),
        (Bank::Sender, Status::Draft | Status::Sent | Status::Accepted) => (Some(Class::Unheard), Due::Expire),
        // No record of that bank can stand there; if one does, it still has an end.
        _ => (Some(Class::Untouched), Due::Destroy),
    }
}

/// A record in which nothing happens: the one rule by which it goes, for the list of what goes and for the work itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Still {
    /// Whose record it is.
    pub bank: Bank,
    /// Where it stands.
    pub status: Status,
    /// When it was moved last: sent, taken, tried, ended.
    pub changed_at: Timestamp,
    /// When anything happened to it last that is written in its history, also what moves nothing: how they are reached was
    /// said anew, or said to be right still. That a part was forgotten keeps nothing longer.
    pub worked_at: Option<Timestamp>,
    /// It arrived and nobody took it: until then it may be read.
    pub untaken_until: Option<Timestamp>,
    /// Until then either side shares a plan about it, or can write beside it: it is worked with, whatever else happens to
    /// it.
    pub shares_until: Option<Timestamp>,
}

impl Still {
    /// When its content goes if nothing happens to it. A legal hold keeps it besides.
    #[must_use]
    pub fn goes_at(&self, kept: &Schedule) -> Timestamp {
        let (class, _) = class_of(self.bank, self.status);
        // The other times run from what happened, whatever is written down of it later: that it came, was heard of, or ended.
        let since = match class {
            Some(Class::Untouched) => self.worked_at.map_or(self.changed_at, |at| at.max(self.changed_at)),
            _ => self.changed_at,
        };
        let at = class.map_or(since, |class| since.plus_days(kept.kept(class)));
        let at = self.untaken_until.map_or(at, |until| at.min(until));
        self.shares_until.map_or(at, |until| at.max(until))
    }
    /// What is due for it. `now` comes from the watermark, so a clock set back never keeps anything longer alive than it
    /// was.
    #[must_use]
    pub fn due(&self, kept: &Schedule, now: Timestamp) -> Due {
        let (_, then) = class_of(self.bank, self.status);
        if now >= self.goes_at(kept) { then } else { Due::Nothing }
    }
}

/// When a plan goes about which the last sharing ended then. One that nobody ever shared of goes now.
#[must_use]
pub fn plan_goes_at(ended_at: Option<Timestamp>, kept: &Schedule, now: Timestamp) -> Timestamp {
    ended_at.map_or(now, |at| at.plus_days(kept.kept(Class::CarePlan)))
}
