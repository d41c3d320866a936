//! What can happen, in any order: deeds of both organizations, time, a partner that is away, a node that stops.

use super::book::Side;
use domain::message::PurgeDecision;
use domain::referral::{AttemptResult, DeclineReason, Outcome};
use domain::release::Element;
use domain::retention::Part;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

/// How a release is signed: as it has to be, or with one step left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    Whole,
    Uninformed,
    ByAbuser,
    VoiceUnknown,
}

/// Something about a person that an organization takes on, on the bank where they arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Accept,
    Pass,
    Attempt(AttemptResult),
    Met,
    Close(Outcome),
    Decline(DeclineReason),
    Number,
}

/// What is done with the plan of a person.
#[derive(Debug, Clone)]
pub enum Planned {
    /// A release for it is signed.
    Release {
        lines: bool,
        messages: bool,
        /// It names substance use too, with the federal consent.
        substance_use: bool,
        days: u32,
    },
    /// A line is written and shared; a release for it is signed `first`, where none lives.
    Line {
        first: bool,
    },
    /// One of them is shared once more, whatever became of it.
    Again(Index),
    /// A message is written.
    Letter {
        first: bool,
    },
    /// A message about substance use is written; a release with the federal consent is signed `first`, where none lives.
    OfSubstances {
        first: bool,
    },
    /// A message is written beside the referral; where they arrived, a release for it is signed `first`, where none lives.
    Beside {
        first: bool,
    },
    /// A line is taken back, and out of the plan too.
    Back(Index, bool),
    /// A message is taken out, beside a plan or beside the referral.
    TakeOut(Index, bool),
    Stop,
}

/// What an organization does with its own record of a person.
#[derive(Debug, Clone)]
pub enum Own {
    /// A legal hold is put, or lifted.
    Hold(bool),
    /// Everything is forgotten as the person asks, and the partner is asked too.
    Forget { ask: bool },
    /// A part of it is forgotten.
    ForgetPart(Part),
    /// The partner is asked to forget its copy.
    Ask,
    /// What was asked is answered.
    Answer(PurgeDecision),
    /// The record is kept to two people, or not any more.
    KeepToTwo(bool),
    /// Somebody must never see it.
    NeverShow,
    /// The person wishes that nobody be told, or does not any more.
    Wish { nobody: bool },
    /// They say the code of their record to somebody who does not see it.
    Code,
}

/// What is done with how a person is reached.
#[derive(Debug, Clone, Copy)]
pub enum Reached {
    /// They said anew how: by this call, or not at all.
    Anew { calls: bool },
    /// Whoever sent them sends that on.
    Send { twice: bool },
}

/// How time passes.
#[derive(Debug, Clone, Copy)]
pub enum Pass {
    Minutes(u16),
    Days(u16),
    /// To so many microseconds around the end of the paper that a person's sharing rests on.
    ToTheEnd(Index, i8),
    /// The clock is set forward or back.
    Jump(i16),
}

/// One thing that happens. An [`Index`] chooses a person among those there are.
#[derive(Debug, Clone)]
pub enum Deed {
    /// A patient agrees, and a note is saved with a referral.
    Refer {
        again: bool,
    },
    /// A survivor signs a release for these elements and days.
    Sign {
        elements: BTreeSet<Element>,
        days: u32,
        signed: Signed,
    },
    /// A survivor and an advocate go through the pages of a release, and leave one out, or none.
    Pages {
        elements: BTreeSet<Element>,
        days: u32,
        left_out: Option<usize>,
    },
    /// A release is talked through and its paper is printed, to be signed elsewhere.
    Print {
        elements: BTreeSet<Element>,
        days: u32,
    },
    /// A paper comes back and is entered, or its draft is let go.
    Paper {
        which: Index,
        entered: bool,
    },
    /// A referral goes out under a release that was signed, whatever became of it.
    Send {
        who: Index,
        again: bool,
    },
    /// A release for feedback is signed where the person arrived.
    Feedback {
        who: Index,
        attendance: bool,
        messages: bool,
        days: u32,
    },
    /// The organization where they arrived does something. `agreed`: they agree that it is told.
    Work {
        who: Index,
        work: Work,
        agreed: bool,
    },
    /// Somebody opens the record, here and there.
    Read {
        who: Index,
    },
    /// Sharing is stopped, on the side that sent or on the one that received.
    Stop {
        who: Index,
        there: bool,
    },
    /// The release is taken back on its own page.
    Revoke {
        who: Index,
    },
    /// Something about the plan, where they were sent from or where they arrived.
    Plan {
        who: Index,
        there: bool,
        what: Planned,
        /// Also of a record that is over.
        any: bool,
    },
    /// Something about the record, on either bank.
    Own {
        who: Index,
        there: bool,
        what: Own,
    },
    /// Something about how they are reached: it is said anew on either bank, and sent on by whoever sent them.
    Reach {
        who: Index,
        there: bool,
        what: Reached,
    },
    /// The partnership is paused: the partner is away.
    Pause {
        by_harbor: bool,
    },
    Resume {
        by_harbor: bool,
    },
    /// What waits leaves, by one worker or by two at once. `cut`: nothing of this side gets through, and everything of the other.
    Deliver {
        twice: bool,
        cut: Option<Side>,
    },
    /// Retention acts.
    KeepHouse,
    Time(Pass),
    /// The node stops and starts again.
    Restart,
    /// A copy of the database is made.
    BackUp,
    /// The latest copy is put in its place, and what was destroyed since is destroyed again.
    Restore,
}

fn index() -> impl Strategy<Value = Index> {
    any::<Index>()
}

/// What can be ticked for a referral, but substance use.
const TICKED: &[Element] = &[
    Element::Request,
    Element::Name,
    Element::Contact,
    Element::ContactPlan,
    Element::Needs,
    Element::Language,
    Element::VisitWishes,
    Element::Note,
    Element::Messages,
];

fn elements() -> impl Strategy<Value = BTreeSet<Element>> {
    let some = proptest::collection::btree_set(select(TICKED), 0..=8);
    prop_oneof![
        3 => some.prop_map(|mut elements| { elements.insert(Element::Request); elements }),
        2 => Just(TICKED.iter().copied().collect()),
        1 => proptest::collection::btree_set(select(TICKED), 0..=3),
    ]
}

fn signed() -> impl Strategy<Value = Signed> {
    prop_oneof![
        9 => Just(Signed::Whole),
        1 => select(&[Signed::Uninformed, Signed::ByAbuser, Signed::VoiceUnknown]),
    ]
}

fn work() -> impl Strategy<Value = Work> {
    prop_oneof![
        4 => Just(Work::Accept),
        1 => Just(Work::Pass),
        2 => select(AttemptResult::ALL).prop_map(Work::Attempt),
        3 => Just(Work::Met),
        2 => select(Outcome::ALL).prop_map(Work::Close),
        1 => Just(Work::Decline(DeclineReason::Full)),
        1 => Just(Work::Number),
    ]
}

fn time() -> impl Strategy<Value = Pass> {
    prop_oneof![
        2 => (1..600_u16).prop_map(Pass::Minutes),
        3 => prop_oneof![3 => 1..4_u16, 1 => 4..20_u16].prop_map(Pass::Days),
        4 => (index(), -1..=1_i8).prop_map(|(who, off)| Pass::ToTheEnd(who, off)),
        1 => prop_oneof![3 => select(&[-1_i16, 1, 7]), 1 => select(&[-366_i16, -30, 30, 100, 366])].prop_map(Pass::Jump),
    ]
}

fn planned() -> impl Strategy<Value = Planned> {
    let release = (prop::bool::weighted(0.8), prop::bool::weighted(0.7), prop::bool::weighted(0.3), 0..33_u32);
    prop_oneof![
        2 => release.prop_map(|(lines, messages, substance_use, days)| Planned::Release { lines, messages, substance_use, days }),
        6 => prop::bool::weighted(0.8).prop_map(|first| Planned::Line { first }),
        2 => index().prop_map(Planned::Again),
        4 => prop::bool::weighted(0.8).prop_map(|first| Planned::Letter { first }),
        3 => prop::bool::weighted(0.8).prop_map(|first| Planned::OfSubstances { first }),
        6 => prop::bool::weighted(0.8).prop_map(|first| Planned::Beside { first }),
        4 => (index(), any::<bool>()).prop_map(|(which, gone)| Planned::Back(which, gone)),
        3 => (index(), any::<bool>()).prop_map(|(which, beside)| Planned::TakeOut(which, beside)),
        2 => Just(Planned::Stop),
    ]
}

fn own() -> impl Strategy<Value = Own> {
    prop_oneof![
        3 => prop::bool::weighted(0.6).prop_map(Own::Hold),
        2 => any::<bool>().prop_map(|ask| Own::Forget { ask }),
        3 => select(Part::ALL).prop_map(Own::ForgetPart),
        3 => Just(Own::Ask),
        3 => select(PurgeDecision::ALL).prop_map(Own::Answer),
        3 => prop::bool::weighted(0.7).prop_map(Own::KeepToTwo),
        2 => Just(Own::NeverShow),
        2 => prop::bool::weighted(0.6).prop_map(|nobody| Own::Wish { nobody }),
        2 => Just(Own::Code),
    ]
}

fn reached() -> impl Strategy<Value = (bool, Reached)> {
    prop_oneof![
        4 => prop::bool::weighted(0.75).prop_map(|calls| (false, Reached::Anew { calls })),
        1 => prop::bool::weighted(0.75).prop_map(|calls| (true, Reached::Anew { calls })),
        5 => prop::bool::weighted(0.2).prop_map(|twice| (false, Reached::Send { twice })),
    ]
}

fn cut() -> impl Strategy<Value = Option<Side>> {
    prop_oneof![3 => Just(None), 2 => select(&[Some(Side::Lakeside), Some(Side::Harbor)])]
}

fn deed() -> impl Strategy<Value = Deed> {
    let who = index;
    prop_oneof![
        2 => any::<bool>().prop_map(|again| Deed::Refer { again }),
        3 => (elements(), 0..35_u32, signed()).prop_map(|(elements, days, signed)| Deed::Sign { elements, days, signed }),
        1 => (elements(), 1..31_u32, prop::option::weighted(0.8, 0..8_usize))
            .prop_map(|(elements, days, left_out)| Deed::Pages { elements, days, left_out }),
        2 => (elements(), 1..31_u32).prop_map(|(elements, days)| Deed::Print { elements, days }),
        2 => (index(), prop::bool::weighted(0.8)).prop_map(|(which, entered)| Deed::Paper { which, entered }),
        4 => (who(), any::<bool>()).prop_map(|(who, again)| Deed::Send { who, again }),
        4 => (who(), prop::bool::weighted(0.8), any::<bool>(), 1..35_u32)
            .prop_map(|(who, attendance, messages, days)| Deed::Feedback { who, attendance, messages, days }),
        10 => (who(), work(), any::<bool>()).prop_map(|(who, work, agreed)| Deed::Work { who, work, agreed }),
        4 => who().prop_map(|who| Deed::Read { who }),
        3 => (who(), prop::bool::weighted(0.3)).prop_map(|(who, there)| Deed::Stop { who, there }),
        18 => (who(), any::<bool>(), planned(), prop::bool::weighted(0.15))
            .prop_map(|(who, there, what, any)| Deed::Plan { who, there, what, any }),
        10 => (who(), any::<bool>(), own()).prop_map(|(who, there, what)| Deed::Own { who, there, what }),
        12 => (who(), reached()).prop_map(|(who, (there, what))| Deed::Reach { who, there, what }),
        1 => who().prop_map(|who| Deed::Revoke { who }),
        2 => any::<bool>().prop_map(|by_harbor| Deed::Pause { by_harbor }),
        3 => any::<bool>().prop_map(|by_harbor| Deed::Resume { by_harbor }),
        10 => (prop::bool::weighted(0.2), cut()).prop_map(|(twice, cut)| Deed::Deliver { twice, cut }),
        3 => Just(Deed::KeepHouse),
        6 => time().prop_map(Deed::Time),
        1 => Just(Deed::Restart),
        2 => Just(Deed::BackUp),
        2 => Just(Deed::Restore),
    ]
}

/// Somebody crosses each way, so that there is something to do.
fn first() -> impl Strategy<Value = Vec<Deed>> {
    let all: BTreeSet<_> = TICKED.iter().copied().collect();
    let sign = (1..31_u32).prop_map(move |days| Deed::Sign { elements: all.clone(), days, signed: Signed::Whole });
    let begun = (sign, index()).prop_map(|(sign, who)| {
        let send = Deed::Send { who, again: false };
        vec![Deed::Refer { again: false }, sign, send, Deed::Deliver { twice: false, cut: None }]
    });
    prop_oneof![1 => Just(Vec::new()), 3 => begun]
}

/// A stretch of both organizations' days.
pub fn days() -> impl Strategy<Value = Vec<Deed>> {
    let rest = proptest::collection::vec(deed(), 1..60);
    (first(), rest).prop_map(|(first, rest)| first.into_iter().chain(rest).collect())
}
