//! The only things that ever cross between two organizations.

use crate::care_plan::{Letter, SharedLine};
use crate::coalition::ForCoalition;
use crate::coded;
use crate::ids::{CrossingId, LineId, MessageId, OrgId};
use crate::language::UNDETERMINED;
use crate::part2::Part2Attachment;
use crate::referral::{Direction, Handoff, PersonCard, Told, Urgency};
use crate::release::{Element, Purpose, Release};
use crate::safe_contact::SafeContact;
use crate::text::Label;
use crate::time::Timestamp;
use crate::totals::SignedReport;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// What one organization says to another about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id: what makes its receipt idempotent.
    pub id: MessageId,
    /// Who says it.
    pub from: OrgId,
    /// To whom.
    pub to: OrgId,
    /// The crossing it is about.
    pub crossing: CrossingId,
    /// When it was written.
    pub written_at: Timestamp,
    /// What it says.
    pub body: Body,
    /// Notice and copy of the consent, where it tells of substance use (42 CFR 2.32). Messages from before have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part2: Option<Part2Attachment>,
}

/// The kinds of message. Its `Debug` says the kind and nothing of what is told: that somebody asked for, was denied
/// or used a service is about the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A person is on the way.
    Referral(Box<ReferralBody>),
    /// What came of it, under the teller's own release naming attendance.
    Status {
        /// What is told.
        told: Told,
    },
    /// A health center's staff opened what the teller itself had sent: about staff, not about the person. An
    /// advocacy organization never sends one: that somebody reads a referral there is client-level.
    Opened {
        /// The member of staff.
        by: Label,
        /// When.
        at: Timestamp,
    },
    /// The survivor stopped sharing. Carries nothing new about them. From the receiver of a referral, who sends it only
    /// where something was told: what waits unread of it is to be deleted.
    Stop,
    /// A line of the plan, as it stands now.
    PlanLine(Box<SharedLine>),
    /// A line of the plan, or a message between the teams, is shared no more. Carries nothing new about the person.
    LineTakenBack {
        /// Which.
        line: LineId,
    },
    /// A message between the two teams.
    Letter(Box<Letter>),
    /// How the person can be reached from now on, in place of what went with the referral.
    ContactChanged(Box<SafeContact>),
    /// The survivor stopped sharing the plan and the messages; the referral stands. Carries nothing new about them.
    CareStopped,
    /// The custodian who sent a referral asks that the copy be forgotten too. Carries nothing about the person.
    PurgeAsked,
    /// What became of the copy.
    PurgeAnswered {
        /// In a code that says nothing about the person.
        answer: PurgeAnswer,
    },
    /// Totals of a period that is over: protected counts, about nobody.
    Totals(Box<SignedReport>),
    /// The same report as the partner has it, told to a coalition: the one thing that is ever told one.
    CoalitionTotals(Box<ForCoalition>),
    /// A connection with a coalition has ended, said by either side. The crossing says which; there is nothing else to say.
    AffiliationEnded,
}

coded! {
    /// What an organization answers when it is asked to forget its copy.
    PurgeAnswer {
        /// It was held, and is gone.
        Done = "done",
        /// Nothing of it is held now.
        NotHeld = "not_held",
        /// The law keeps it from being destroyed.
        HeldByLaw = "held_by_law",
        /// It is kept. No reason is given.
        Declined = "declined",
    }
}

impl PurgeAnswer {
    /// The answer to a decision about the copy.
    ///
    /// What is gone cannot be kept. An organization that survivor-services law binds (`bound`) answers by that and the
    /// decision alone: that nothing is held, it says of a copy that was gone and of one that it forgets now. Which of
    /// the two would say whether anybody took the referral, since what nobody took goes within days; and that a court
    /// wants it would say that there is something to want (34 U.S.C. 12291(b)(2): services requested, utilized or
    /// denied).
    #[must_use]
    pub const fn of(decision: PurgeDecision, bound: bool, was_held: bool, law_holds: bool) -> Self {
        match (decision, bound) {
            (PurgeDecision::Keep, _) if !was_held => Self::NotHeld,
            (PurgeDecision::Keep, false) if law_holds => Self::HeldByLaw,
            (PurgeDecision::Keep, _) => Self::Declined,
            (PurgeDecision::Forget, false) if was_held => Self::Done,
            (PurgeDecision::Forget, _) => Self::NotHeld,
        }
    }
    /// Whether such an organization may give it.
    #[must_use]
    pub const fn may_be_given_by(self, bound: bool) -> bool {
        !bound || matches!(self, Self::NotHeld | Self::Declined)
    }
}

coded! {
    /// What an organization decides about its own copy.
    PurgeDecision {
        /// Forget it.
        Forget = "forget",
        /// Keep it.
        Keep = "keep",
    }
}

/// A person, as much of them as they chose to share. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralBody {
    /// Which way.
    pub direction: Direction,
    /// How they are introduced.
    pub handoff: Handoff,
    /// When.
    pub urgency: Urgency,
    /// ISO 639 code of their language ([`crate::language`]).
    #[serde(deserialize_with = "crate::language::code_only")]
    pub language: String,
    /// The member of staff who sends.
    pub sender_name: Label,
    /// The person.
    pub card: PersonCard,
    /// Until when the receiver may work with it.
    pub until: Timestamp,
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({})", self.kind().code())
    }
}

impl fmt::Debug for ReferralBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReferralBody")
    }
}

impl Message {
    /// With what the law wants to go along under these releases, where it tells of substance use: the caller can
    /// neither forget it nor choose another.
    #[must_use]
    pub fn under(self, releases: &[Release]) -> Self {
        let consent = releases.iter().find_map(Part2Attachment::of);
        Self { part2: consent.filter(|_| self.needs_part2()), ..self }
    }
    /// Everything about a person that this message would disclose. The gate compares it with the release, so it
    /// is computed from the content and cannot be stated by the caller.
    #[must_use]
    pub fn elements(&self) -> BTreeSet<Element> {
        match &self.body {
            Body::Stop | Body::Opened { .. } | Body::LineTakenBack { .. } | Body::CareStopped => BTreeSet::new(),
            Body::PurgeAsked | Body::PurgeAnswered { .. } => BTreeSet::new(),
            Body::Totals(_) | Body::CoalitionTotals(_) | Body::AffiliationEnded => BTreeSet::new(),
            Body::Status { .. } => BTreeSet::from([Element::Attendance]),
            Body::Referral(body) => body.elements(),
            // That nobody is to contact them is a plan as well.
            Body::ContactChanged(plan) => {
                let number = plan.number.as_ref().map(|_| Element::Contact);
                number.into_iter().chain([Element::ContactPlan]).collect()
            }
            Body::PlanLine(shared) => with_substance_use(Element::CarePlan, shared.content.is_part2()),
            Body::Letter(letter) => with_substance_use(Element::Messages, letter.substance_use),
        }
    }
    /// It tells of substance use, so notice and copy of the consent must be there (42 CFR 2.32; rule b.14). This alone
    /// says so: of a referral, of a line and of a letter.
    #[must_use]
    pub fn needs_part2(&self) -> bool {
        self.elements().contains(&Element::SubstanceUse)
    }
    /// What it is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        match self.body {
            Body::Referral(_) | Body::ContactChanged(_) | Body::Stop | Body::PurgeAsked => Purpose::WarmReferral,
            Body::Status { .. } | Body::Opened { .. } | Body::PurgeAnswered { .. } => Purpose::Feedback,
            Body::Totals(_) | Body::CoalitionTotals(_) | Body::AffiliationEnded => Purpose::Feedback,
            Body::PlanLine(_) | Body::LineTakenBack { .. } | Body::CareStopped => Purpose::CoordinatedCare,
            Body::Letter(ref letter) => letter.beside,
        }
    }
}

fn with_substance_use(element: Element, substance_use: bool) -> BTreeSet<Element> {
    let more = substance_use.then_some(Element::SubstanceUse);
    more.into_iter().chain([element]).collect()
}

impl ReferralBody {
    fn elements(&self) -> BTreeSet<Element> {
        let card = &self.card;
        let plan = &card.safe_contact;
        let mut elements = BTreeSet::from([Element::Request]);
        let mut when = |present: bool, element| {
            if present {
                elements.insert(element);
            }
        };
        when(card.name.is_some(), Element::Name);
        when(plan.number.is_some(), Element::Contact);
        when(plan.says_anything(), Element::ContactPlan);
        when(!card.needs.is_empty(), Element::Needs);
        when(self.language != UNDETERMINED, Element::Language);
        when(card.visit.is_some(), Element::VisitWishes);
        when(card.note.is_some(), Element::Note);
        when(card.needs.iter().any(|need| need.is_part2()), Element::SubstanceUse);
        elements
    }
}

coded! {
    /// The kind of a message: the one thing of its content that stands outside the seal.
    MessageKind {
        /// A person is on the way.
        Referral = "referral",
        /// What came of it.
        Status = "status",
        /// It was opened.
        Opened = "opened",
        /// Sharing ended.
        Stop = "stop",
        /// A line of the plan.
        PlanLine = "plan_line",
        /// A line or a message was taken back.
        LineTakenBack = "line_taken_back",
        /// A message between the teams, beside the plan.
        Letter = "letter",
        /// A message between the teams, beside a referral.
        ReferralLetter = "referral_letter",
        /// How the person can be reached was changed.
        ContactChanged = "contact_changed",
        /// Sharing of the plan ended.
        CareStopped = "care_stopped",
        /// The copy is to be forgotten.
        PurgeAsked = "purge_asked",
        /// What became of the copy.
        PurgeAnswered = "purge_answered",
        /// Totals of a period.
        Totals = "totals",
        /// Totals of a period, told to a coalition.
        CoalitionTotals = "coalition_totals",
        /// A connection with a coalition has ended.
        AffiliationEnded = "affiliation_ended",
    }
}

impl MessageKind {
    /// Ends something. It goes ahead of everything else, also while the partnership is paused, and is never given up
    /// for want of time.
    #[must_use]
    pub const fn goes_first(self) -> bool {
        self.ends_sharing() || matches!(self, Self::PurgeAsked | Self::PurgeAnswered | Self::AffiliationEnded)
    }
    /// What ends something waits until this has left, because it could be about this. What was only told, or opened, is
    /// nothing that could be ended, and a paused partnership keeps it for days. Neither is any line or message, or what was
    /// changed of how a person is reached: what is shared no more of those left the queue with the press that said so. So did
    /// every quarter that was on its way to a coalition.
    #[must_use]
    pub const fn holds_up_an_end(self) -> bool {
        match self {
            Self::Status
            | Self::Opened
            | Self::PlanLine
            | Self::Letter
            | Self::ReferralLetter
            | Self::ContactChanged
            | Self::CoalitionTotals => false,
            Self::Referral
            | Self::Stop
            | Self::LineTakenBack
            | Self::CareStopped
            | Self::PurgeAsked
            | Self::PurgeAnswered
            | Self::Totals
            | Self::AffiliationEnded => true,
        }
    }
}

impl Body {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> MessageKind {
        match self {
            Self::Referral(_) => MessageKind::Referral,
            Self::Status { .. } => MessageKind::Status,
            Self::Opened { .. } => MessageKind::Opened,
            Self::Stop => MessageKind::Stop,
            Self::PlanLine(_) => MessageKind::PlanLine,
            Self::LineTakenBack { .. } => MessageKind::LineTakenBack,
            Self::Letter(letter) if letter.beside == Purpose::CoordinatedCare => MessageKind::Letter,
            Self::Letter(_) => MessageKind::ReferralLetter,
            Self::ContactChanged(_) => MessageKind::ContactChanged,
            Self::CareStopped => MessageKind::CareStopped,
            Self::PurgeAsked => MessageKind::PurgeAsked,
            Self::PurgeAnswered { .. } => MessageKind::PurgeAnswered,
            Self::Totals(_) => MessageKind::Totals,
            Self::CoalitionTotals(_) => MessageKind::CoalitionTotals,
            Self::AffiliationEnded => MessageKind::AffiliationEnded,
        }
    }
}

impl MessageKind {
    /// It ends sharing and carries nothing about the person: never too late, and not held up by a pause.
    #[must_use]
    pub const fn ends_sharing(self) -> bool {
        matches!(self, Self::Stop | Self::LineTakenBack | Self::CareStopped)
    }
}
