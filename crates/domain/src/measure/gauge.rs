//! What is measured beside the counts of events: how long things took, how referrals ended, whether promises are kept, who is
//! trained, what programs reach.
//!
//! Each has a numerator, a whole where a share of it says something, a unit and a source, as the counts have
//! ([`super::Measure`]). They are an organization's own: none of them leaves it.

use super::Measure;
use crate::coded;
use crate::programs::Told;

coded! {
    /// Something that is measured.
    Gauge {
        /// Referrals that came and were answered within the promised time.
        PromiseKept = "promise_kept",
        /// How long it took until somebody answered, from when the referral came in.
        TimeToAnswer = "time_to_answer",
        /// How long it took until the person was reached for the first time, from when the referral came in.
        TimeToReach = "time_to_reach",
        /// How long it took until the two had met, from when the referral came in.
        TimeToConnect = "time_to_connect",
        /// How long it took from the offer until the referral was sent.
        OfferToSent = "offer_to_sent",
        /// How long it took from the offer until the partner told, under its release, that somebody took it on.
        OfferToAccepted = "offer_to_accepted",
        /// How long it took from the offer until the partner told, under its release, that the two have met.
        OfferToConnected = "offer_to_connected",
        /// How referrals that came ended, by what was pressed.
        Endings = "endings",
        /// Services that people asked for, and that they used.
        ServicesAsked = "services_asked",
        /// Staff whose training about the partner counts today.
        StaffTrained = "staff_trained",
        /// People at health celebrations.
        CelebrationHeads = "celebration_heads",
        /// Of these, connected with somebody there.
        CelebrationLinks = "celebration_links",
        /// Slots with a visiting provider that were used.
        VisitsUsed = "visits_used",
        /// People at stops of a mobile unit.
        StopHeads = "stop_heads",
        /// People at times at which an advocate offers a health service.
        SlotHeads = "slot_heads",
    }
}

/// What a gauge is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whole {
    /// Referrals that were answered, or whose time was over before anybody answered.
    Answers,
    /// Referrals that somebody answered.
    Answered,
    /// Referrals in which the person was reached.
    Reached,
    /// Referrals in which the two met.
    Connected,
    /// Referrals that were sent.
    Sent,
    /// Referrals of which the partner told, under a release, that somebody took them on.
    ToldAccepted,
    /// Referrals of which the partner told, under a release, that the two have met.
    ToldConnected,
    /// Referrals that came and that staff ended.
    Ended,
    /// Everybody who works here now.
    Staff,
    /// People at celebrations.
    CelebrationHeads,
    /// Slots that were offered.
    Places,
}

/// In what a gauge is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GaugeUnit {
    /// Referrals: a person who is referred twice is counted twice.
    Referrals,
    /// Members of our own staff.
    Staff,
    /// Heads that staff counted: somebody who comes twice is counted twice.
    Heads,
    /// Hours and days, in steps ([`super::Wait`]): the one within which half of them lie (the median), and 90 of 100.
    Steps,
}

/// Where a gauge comes from. Never from a diagnosis code, and never from a list of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GaugeSource {
    /// Events of referrals, against the time that was promised when they came.
    Events,
    /// What was asked for on referrals, counted as they were sent, answered and connected, and what was ticked as they ended; the
    /// counts are sealed as the referrals are.
    Asked,
    /// Events of referrals that were sent, the number of each, which says when its page was begun, and what the partner told.
    Offer,
    /// Who was at trainings.
    Trainings,
    /// What our own staff counted at programs.
    Programs,
}

impl Gauge {
    /// What it is a part of, or which referrals a time is of; nothing where a share says nothing.
    #[must_use]
    pub const fn whole(self) -> Option<Whole> {
        match self {
            Self::PromiseKept => Some(Whole::Answers),
            Self::TimeToAnswer => Some(Whole::Answered),
            Self::TimeToReach => Some(Whole::Reached),
            Self::TimeToConnect => Some(Whole::Connected),
            Self::OfferToSent => Some(Whole::Sent),
            Self::OfferToAccepted => Some(Whole::ToldAccepted),
            Self::OfferToConnected => Some(Whole::ToldConnected),
            Self::Endings => Some(Whole::Ended),
            Self::StaffTrained => Some(Whole::Staff),
            Self::CelebrationLinks => Some(Whole::CelebrationHeads),
            Self::VisitsUsed => Some(Whole::Places),
            Self::ServicesAsked | Self::CelebrationHeads | Self::StopHeads | Self::SlotHeads => None,
        }
    }
    /// In what it is counted.
    #[must_use]
    pub const fn unit(self) -> GaugeUnit {
        match self {
            Self::PromiseKept | Self::Endings | Self::ServicesAsked => GaugeUnit::Referrals,
            Self::TimeToAnswer
            | Self::TimeToReach
            | Self::TimeToConnect
            | Self::OfferToSent
            | Self::OfferToAccepted
            | Self::OfferToConnected => GaugeUnit::Steps,
            Self::StaffTrained => GaugeUnit::Staff,
            Self::CelebrationHeads | Self::CelebrationLinks | Self::VisitsUsed | Self::StopHeads | Self::SlotHeads => {
                GaugeUnit::Heads
            }
        }
    }
    /// How long something took: a measure of those it is shown of, from the offer or from when it came in.
    #[must_use]
    pub const fn time_to(measure: Measure, from_offer: bool) -> Option<Self> {
        Some(match (measure, from_offer) {
            (Measure::Accepted | Measure::Declined, false) => Self::TimeToAnswer,
            (Measure::Reached, false) => Self::TimeToReach,
            (Measure::Connected, false) => Self::TimeToConnect,
            (Measure::Sent, true) => Self::OfferToSent,
            (Measure::Accepted, true) => Self::OfferToAccepted,
            (Measure::Connected, true) => Self::OfferToConnected,
            _ => return None,
        })
    }
    /// Where it comes from.
    #[must_use]
    pub const fn source(self) -> GaugeSource {
        match self {
            Self::PromiseKept | Self::TimeToAnswer | Self::TimeToReach | Self::TimeToConnect | Self::Endings => {
                GaugeSource::Events
            }
            Self::OfferToSent | Self::OfferToAccepted | Self::OfferToConnected => GaugeSource::Offer,
            Self::ServicesAsked => GaugeSource::Asked,
            Self::StaffTrained => GaugeSource::Trainings,
            Self::CelebrationHeads | Self::CelebrationLinks | Self::VisitsUsed | Self::StopHeads | Self::SlotHeads => {
                GaugeSource::Programs
            }
        }
    }
}

/// A sum of heads of several days: exact where our own organization counted, and of how many days only the partner knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// How many were counted.
    pub count: u64,
    /// Days of which the partner has the number, and told none.
    pub untold: u32,
}

impl Reach {
    /// With one day more; a day of which nobody wrote a number adds nothing.
    #[must_use]
    pub fn and(self, told: Option<Told>) -> Self {
        match told {
            Some(Told::Number(n)) => Self { count: self.count + u64::from(n), ..self },
            Some(Told::Fewer(_) | Told::Not) => Self { untold: self.untold + 1, ..self },
            None => self,
        }
    }
}

/// A goal that both leads work toward (domain research, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// Which.
    pub aim: Aim,
    /// Of a hundred, at least.
    pub at_least: u64,
}

coded! {
    /// What a goal is set for.
    Aim {
        /// Visits with a decision about support recorded: "no thanks" is one.
        Decided = "decided",
        /// Those who came to us and were connected.
        Connected = "connected",
        /// Referrals answered within one business day, whatever was promised.
        Answered = "answered",
    }
}

/// The goals to begin with: decision recorded 95 of 100, offered to connected 25 of 100 and rising, an answer within one
/// business day. For the answer the research names the time and no share of them: so it is for everybody.
pub const GOALS: [Goal; 3] = [
    Goal { aim: Aim::Decided, at_least: 95 },
    Goal { aim: Aim::Connected, at_least: 25 },
    Goal { aim: Aim::Answered, at_least: 100 },
];

/// A share is said of so many or more: of fewer it says nothing that lasts.
pub const LEAST_WHOLE: u64 = 20;

/// A part of a whole in a hundred, rounded; nothing of a whole that is too small to say it, or of a part that is none.
#[must_use]
pub const fn share(part: u64, whole: u64) -> Option<u64> {
    if whole < LEAST_WHOLE || part > whole {
        return None;
    }
    let rounded = (part * 100 + whole / 2) / whole;
    // All of them are only all of them.
    Some(if part < whole && rounded == 100 { 99 } else { rounded })
}
