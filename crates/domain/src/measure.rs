//! What is counted, when, and what may be shown of it.
//!
//! Counts come from what happened in this product, never from diagnosis codes. A tally row has no id of a
//! person or a referral, so it can outlive both.

mod gauge;
mod offers;
mod once;
mod split;

pub use gauge::{Aim, GOALS, Gauge, GaugeSource, GaugeUnit, Goal, LEAST_WHOLE, Reach, Whole, share};
pub use offers::{OfferAnswer, information, offered, sent_was_offered};
pub use once::{counts_of_record, told_of};
pub use split::{Counted, Happened, Kept, OTHER, PartKey, Split, Took, Wait, offered_at, spoken, timed, within};

use crate::coded;
use crate::cues::{CuesNote, NextStep, SeenAlone};
use crate::referral::{AttemptResult, Direction, Event, Outcome};
use crate::time::Month;

coded! {
    /// One thing that is counted.
    Measure {
        /// CUES visits.
        Visits = "visits",
        /// Visits in which the patient was seen alone, or for a part.
        SeenAlone = "seen_alone",
        /// Visits in which the limits of confidentiality were explained.
        LimitsExplained = "limits_explained",
        /// Safety cards given.
        Cards = "cards",
        /// Visits in which two cards or more were given: one for the patient and one to pass on.
        TwoCards = "two_cards",
        /// Visits with a decision recorded about support: yes, later, or no thanks.
        DecisionRecorded = "decision_recorded",
        /// Visits in which the patient said no thanks; done right.
        NoThanks = "no_thanks",
        /// Warm referrals offered: a sum of other counts ([`offered`]).
        Offered = "offered",
        /// Offers of a warm referral to which the person said maybe later, where no referral or note says so: counted by a press.
        OfferLater = "offer_later",
        /// Offers of a warm referral to which the person said no thanks, where no note says so; done right.
        OfferDeclined = "offer_declined",
        /// Visits that ended with no word about support, with cards or without: the rest of the visits.
        CardsOnly = "cards_only",
        /// Times that somebody went with information alone: a sum of other counts ([`information`]).
        InformationOnly = "information_only",
        /// Warm referrals sent.
        Sent = "sent",
        /// Of these, delivered.
        Delivered = "delivered",
        /// Referrals that arrived.
        Arrived = "arrived",
        /// Accepted.
        Accepted = "accepted",
        /// Declined for want of room, language or fit, and not taken before.
        Declined = "declined",
        /// The person was reached: once, however often.
        Reached = "reached",
        /// The person was connected.
        Connected = "connected",
        /// The person used a service.
        ServiceUsed = "service_used",
        /// Taken on, and ended in a respectful way without a connection.
        EndedOtherwise = "ended_otherwise",
        /// Stopped by the survivor.
        Withdrawn = "withdrawn",
        /// Nobody took it in time, or it was left untouched until its time to be kept was over.
        Expired = "expired",
        /// Told by the partner, under its release.
        ToldBack = "told_back",
        /// Slips printed that a person carries themselves.
        Slips = "slips",
        /// No-name consults that we asked the partner for.
        ConsultsAsked = "consults_asked",
        /// No-name consults that the partner asked for and we answered.
        ConsultsAnswered = "consults_answered",
        /// Callers who said the word of a safety card: they came by themselves, and nobody is counted by name.
        WordsHeard = "words_heard",
    }
}

/// What a count is a part of, where a share of it says something.
///
/// Events are counted in the month in which they happen, so a share of referrals is one of a flow, not of a group of
/// persons: some of those connected in a month came in an earlier one.
#[must_use]
pub const fn out_of(measure: Measure) -> Option<Measure> {
    match measure {
        Measure::SeenAlone
        | Measure::LimitsExplained
        | Measure::TwoCards
        | Measure::DecisionRecorded
        | Measure::CardsOnly => Some(Measure::Visits),
        Measure::OfferLater | Measure::OfferDeclined => Some(Measure::Offered),
        Measure::NoThanks => Some(Measure::DecisionRecorded),
        Measure::Delivered => Some(Measure::Sent),
        // The goal is of everybody who was offered it: of those taken on more are connected, and who is not taken on counts too.
        Measure::Accepted | Measure::Declined | Measure::Connected => Some(Measure::Arrived),
        Measure::EndedOtherwise => Some(Measure::Accepted),
        Measure::ServiceUsed => Some(Measure::Connected),
        Measure::Visits
        | Measure::Cards
        | Measure::Offered
        | Measure::InformationOnly
        | Measure::Sent
        | Measure::Arrived
        | Measure::Reached
        | Measure::Withdrawn
        | Measure::Expired
        | Measure::ToldBack
        | Measure::Slips
        | Measure::ConsultsAsked
        | Measure::ConsultsAnswered
        | Measure::WordsHeard => None,
    }
}

/// What a count is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountedFrom {
    /// Notes of CUES visits.
    Notes,
    /// Events of referrals, as this organization wrote them down.
    Events,
    /// Slips that were printed.
    Slips,
    /// No-name consults.
    Consults,
    /// Words of safety cards that were heard on the hotline.
    Words,
    /// Answers to offers: those in notes, those that were sent on, and those that were pressed.
    Offers,
    /// Notes of CUES visits, and slips.
    NotesAndSlips,
}

/// In what a measure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// CUES visits.
    Visits,
    /// Safety cards.
    Cards,
    /// Referrals: a person who is referred twice is counted twice.
    Referrals,
    /// Slips.
    Slips,
    /// Calls.
    Calls,
    /// Offers: who is offered it twice is counted twice.
    Offers,
    /// Times that it happened.
    Times,
}

/// In what it is counted.
#[must_use]
pub const fn unit(measure: Measure) -> Unit {
    match (measure, counted_from(measure)) {
        (Measure::Cards, _) => Unit::Cards,
        (_, CountedFrom::Notes) => Unit::Visits,
        (_, CountedFrom::Events) => Unit::Referrals,
        (_, CountedFrom::Slips) => Unit::Slips,
        (_, CountedFrom::Consults | CountedFrom::Words) => Unit::Calls,
        (_, CountedFrom::Offers) => Unit::Offers,
        (_, CountedFrom::NotesAndSlips) => Unit::Times,
    }
}

/// Where a measure comes from. Never from a diagnosis code.
#[must_use]
pub const fn counted_from(measure: Measure) -> CountedFrom {
    match measure {
        Measure::Visits
        | Measure::SeenAlone
        | Measure::LimitsExplained
        | Measure::Cards
        | Measure::TwoCards
        | Measure::DecisionRecorded
        | Measure::NoThanks
        | Measure::CardsOnly => CountedFrom::Notes,
        Measure::Offered | Measure::OfferLater | Measure::OfferDeclined => CountedFrom::Offers,
        Measure::InformationOnly => CountedFrom::NotesAndSlips,
        Measure::Slips => CountedFrom::Slips,
        Measure::ConsultsAsked | Measure::ConsultsAnswered => CountedFrom::Consults,
        Measure::WordsHeard => CountedFrom::Words,
        Measure::Sent
        | Measure::Delivered
        | Measure::Arrived
        | Measure::Accepted
        | Measure::Declined
        | Measure::Reached
        | Measure::Connected
        | Measure::ServiceUsed
        | Measure::EndedOtherwise
        | Measure::Withdrawn
        | Measure::Expired
        | Measure::ToldBack => CountedFrom::Events,
    }
}

/// One cell of an organization's own tallies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TallyKey {
    /// Month in the organization's time zone.
    pub month: Month,
    /// Which way, where there is one.
    pub direction: Option<Direction>,
    /// What.
    pub measure: Measure,
}

/// What an event counts as in the organization it happened in, where nothing that happened to its record before counts the
/// same ([`counts_of_record`]).
#[must_use]
pub fn counts_of(event: Event) -> &'static [Measure] {
    match event {
        Event::Sent => &[Measure::Sent],
        Event::Delivered => &[Measure::Delivered],
        Event::Arrived => &[Measure::Arrived],
        Event::Accepted => &[Measure::Accepted],
        Event::Declined(_) => &[Measure::Declined],
        Event::Attempted(AttemptResult::Reached) => &[Measure::Reached],
        Event::Connected => &[Measure::Connected],
        Event::Closed(Outcome::ServiceUsed) => &[Measure::ServiceUsed],
        Event::Closed(Outcome::Connected) => &[],
        Event::Closed(_) => &[Measure::EndedOtherwise],
        Event::Told(_) => &[Measure::ToldBack],
        Event::Withdrawn => &[Measure::Withdrawn],
        Event::Expired => &[Measure::Expired],
        Event::Passed
        | Event::ConnectedUndone
        | Event::Attempted(_)
        | Event::Forgotten(_)
        | Event::ContactChanged(_)
        | Event::Recalled => &[],
    }
}

/// What a note of a CUES visit adds.
#[must_use]
pub fn counts_of_note(note: &CuesNote) -> Vec<(Measure, u32)> {
    let mut counts = vec![(Measure::Visits, 1)];
    let mut add = |when: bool, measure, n| {
        if when && n > 0 {
            counts.push((measure, n));
        }
    };
    add(note.seen_alone != SeenAlone::No, Measure::SeenAlone, 1);
    add(note.limits_explained, Measure::LimitsExplained, 1);
    add(true, Measure::Cards, u32::from(note.cards));
    add(note.cards >= 2, Measure::TwoCards, 1);
    add(note.next_step != NextStep::CardOnly, Measure::DecisionRecorded, 1);
    add(note.next_step == NextStep::NoThanks, Measure::NoThanks, 1);
    counts
}

/// Cells of 1 to 10 are hidden outside the organization (modeled on the CMS cell size policy; the whole rule is
/// [`crate::suppression`]).
pub const SMALLEST_PUBLISHED: u64 = 11;
