//! The way of a partnership, in the steps of the guide: starting out, next steps, and what is aimed at.
//!
//! Source: *Building Sustainable and Fruitful Partnerships between Community Health Centers and Domestic Violence
//! Advocacy Organizations* (Futures Without Violence): steps A to D, "Next steps", "Shoot for the stars".

use crate::coded;
use crate::day::Day;
use std::collections::{BTreeMap, BTreeSet};

coded! {
    /// A stretch of the way.
    Lane {
        /// Meet, train, agree how to refer, sign.
        StartingOut = "starting_out",
        /// Care for people together, meet them where they are, see what comes of it.
        NextSteps = "next_steps",
        /// What partners elsewhere have built.
        Stars = "stars",
    }
}

coded! {
    /// A step of the way, in the guide's order.
    RoadmapStep {
        /// A: the two leaderships meet.
        Leadership = "leadership",
        /// B: staff visit each other and can describe what the other offers.
        CrossTraining = "cross_training",
        /// C: how a person is introduced, both ways.
        Procedure = "procedure",
        /// D: the memorandum of understanding.
        Mou = "mou",
        /// Staff of both sides plan with a person who asks for it.
        CoordinatedCare = "coordinated_care",
        /// Health center staff at the advocacy organization, once a month.
        HealthCelebration = "health_celebration",
        /// How many referrals were offered, and what came of them, both ways.
        TrackSuccesses = "track_successes",
        /// A provider visits the advocacy organization.
        VisitingProvider = "visiting_provider",
        /// Advocates who are trained offer health services.
        AdvocacyHealth = "advocacy_health",
        /// Mobile units of both sides.
        Mobile = "mobile",
        /// An advocate works at the health center.
        CoLocated = "co_located",
        /// What keeps it going when money or people change.
        Sustainability = "sustainability",
    }
}

coded! {
    /// How far a step has come.
    StepState {
        /// Nothing yet.
        NotStarted = "not_started",
        /// On the way.
        Working = "working",
        /// It is so.
        InPlace = "in_place",
        /// Left for now, on purpose.
        Paused = "paused",
    }
}

coded! {
    /// How two sides meet.
    Channel {
        /// In a room.
        InPerson = "in_person",
        /// By video.
        Video = "video",
        /// By phone.
        Phone = "phone",
    }
}

coded! {
    /// How often something comes again.
    Cadence {
        /// Once.
        Once = "once",
        /// Every two weeks.
        EveryTwoWeeks = "every_two_weeks",
        /// Every month.
        Monthly = "monthly",
        /// Every two months.
        EveryTwoMonths = "every_two_months",
        /// Every three months.
        Quarterly = "quarterly",
    }
}

coded! {
    /// What a pilot ended with.
    Decision {
        /// It goes on.
        GoOn = "go_on",
        /// It goes on in another way.
        Change = "change",
        /// It ends.
        Stop = "stop",
    }
}

impl Cadence {
    /// When something that was on this day comes again; nothing for what is once.
    #[must_use]
    pub fn after(self, day: Day) -> Option<Day> {
        match self {
            Self::Once => None,
            Self::EveryTwoWeeks => Some(day.later(14)),
            Self::Monthly => Some(day.months_later(1)),
            Self::EveryTwoMonths => Some(day.months_later(2)),
            Self::Quarterly => Some(day.months_later(3)),
        }
    }
}

impl RoadmapStep {
    /// Its lane.
    #[must_use]
    pub const fn lane(self) -> Lane {
        match self {
            Self::Leadership | Self::CrossTraining | Self::Procedure | Self::Mou => Lane::StartingOut,
            Self::CoordinatedCare | Self::HealthCelebration | Self::TrackSuccesses => Lane::NextSteps,
            Self::VisitingProvider | Self::AdvocacyHealth | Self::Mobile | Self::CoLocated | Self::Sustainability => {
                Lane::Stars
            }
        }
    }
    /// The guide's letter, for the first four.
    #[must_use]
    pub const fn letter(self) -> Option<char> {
        match self {
            Self::Leadership => Some('A'),
            Self::CrossTraining => Some('B'),
            Self::Procedure => Some('C'),
            Self::Mou => Some('D'),
            _ => None,
        }
    }
    /// The steps of a lane, in order.
    pub fn of_lane(lane: Lane) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |step| step.lane() == lane)
    }
}

/// How far steps have come by what really happened, whatever anybody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signs {
    reached: BTreeMap<RoadmapStep, StepState>,
    over: BTreeSet<RoadmapStep>,
}

impl Signs {
    /// Something happened that brings a step this far. What brought it further stands.
    #[must_use]
    pub fn with(mut self, step: RoadmapStep, reached: StepState) -> Self {
        let before = self.reached.entry(step).or_insert(reached);
        *before = (*before).max(reached);
        self
    }
    /// What put a step in place is over, whatever anybody wrote: it is on the way again.
    #[must_use]
    pub fn over(mut self, step: RoadmapStep) -> Self {
        self.over.insert(step);
        self
    }
    /// How far a step has come: what leads wrote, or what happened if that is further. A step that leads paused stays
    /// paused, since they know why.
    #[must_use]
    pub fn state(&self, step: RoadmapStep, written: Option<StepState>) -> StepState {
        match written {
            Some(StepState::Paused) => StepState::Paused,
            written => {
                let come = written.max(self.reached.get(&step).copied()).unwrap_or(StepState::NotStarted);
                if self.over.contains(&step) { come.min(StepState::Working) } else { come }
            }
        }
    }
    /// What happened is further than what leads wrote.
    #[must_use]
    pub fn moved(&self, step: RoadmapStep, written: Option<StepState>) -> bool {
        self.state(step, written) > written.unwrap_or(StepState::NotStarted)
    }
}
