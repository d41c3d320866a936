//! A release that is being talked through: eight steps, one after the other, and no way around any of them.
//!
//! Invariant: only [`Draft::finish`] makes a [`Finished`], only from eight answers, and only a [`Finished`] becomes a
//! signed [`Release`](super::Release) in a use case. There is no override.
//! Invariant: whoever changes what was said before takes the reading of the risks and the signature back: they were
//! about other words.
//!
//! Read next: [`super::answer`] (what each step asks), [`super::signer`] (who may sign).

use super::answer::{Answer, HowLong, OtherWay, Rights, Signed, What, Who};
use super::signer::{MayNotSign, signer_failures};
use super::{CopyKept, Element, Purpose, Signature, SignerRole};
use crate::coded;
use crate::ids::{OrgId, PartnershipId, ReferralId};
use crate::org::LONGEST_MAX_RELEASE;
use crate::time::{Days, Minutes, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

mod finished;
pub use finished::Finished;

coded! {
    /// The steps, in the order in which they are talked through (NNEDV: alternatives first, risks before signing).
    Step {
        /// Is there another way: to call together, to carry it themselves, to share nothing?
        OtherWay = "other_way",
        /// Exactly what.
        What = "what",
        /// With whom: one.
        Who = "who",
        /// What for.
        Why = "why",
        /// Until when.
        HowLong = "how_long",
        /// Risks and rights, read aloud.
        Rights = "rights",
        /// Signing.
        Signature = "signature",
        /// A copy for the person?
        Copy = "copy",
    }
}

/// A draft dies this long after it was begun, whatever was done with it meanwhile, unless it waits for paper.
pub const DRAFT_LIFE: Minutes = Minutes(24 * 60);
/// One whose paper was printed to be signed waits for it that long after it was begun: there and back by mail, and a day
/// less than the usual life of a release ([`super::DEFAULT_DAYS`]), after which there is nothing to sign any more.
pub const PAPER_LIFE: Days = Days(14);

/// Until when a draft that was begun then waits for the paper that is printed now, if it does. A release that ends before
/// is not worth waiting for longer than for any draft.
#[must_use]
pub fn paper_until(begun_at: Timestamp, ends_at: Timestamp) -> Timestamp {
    begun_at.plus_days(PAPER_LIFE).min(ends_at).max(begun_at.plus_minutes(DRAFT_LIFE))
}

/// When a draft ends by itself: after its day, or when its paper is waited for no longer.
#[must_use]
pub fn dies_at(begun_at: Timestamp, paper_until: Option<Timestamp>) -> Timestamp {
    paper_until.unwrap_or(begun_at).max(begun_at.plus_minutes(DRAFT_LIFE))
}

/// What a draft may say: where it was begun, and what holds there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What may be ticked.
    pub offered: BTreeSet<Element>,
    /// With whom it may be shared: the organizations on the other bank, by partnership.
    pub recipients: Vec<(PartnershipId, OrgId)>,
    /// Longest life that the organization takes.
    pub longest: Days,
    /// The organization's time zone, as an IANA name: on its wall the last day is over.
    pub time_zone: String,
    /// From which age state law lets a minor receive the service alone; unknown means not at all.
    pub minor_alone_from: Option<u8>,
    /// At this age nobody is a minor there any more ([`crate::state_rule::StateRule::adult_from`]).
    pub adult_from: u8,
    /// Now.
    pub now: Timestamp,
}

/// Why an answer was not taken. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnswered {
    /// A step before it is open.
    #[error("a step before it is open")]
    TooEarly {
        /// The first open step.
        open: Step,
    },
    /// Nothing is ticked.
    #[error("nothing is ticked")]
    NothingTicked,
    /// Something is ticked that is not on the list.
    #[error("something is not on the list")]
    NotOffered,
    /// A referral says at least that somebody asks to be connected.
    #[error("a referral has to say that it is one")]
    RequestMissing,
    /// Alcohol and drugs are said as help that somebody asks for: without that they would be said nowhere.
    #[error("substance use is said as help that is asked for")]
    NeedsMissing,
    /// A number goes only together with how to use it safely.
    #[error("a number takes the plan for using it")]
    PlanMissing,
    /// Alcohol and drugs take a written consent of their own (42 CFR 2.31).
    #[error("substance use takes a consent of its own")]
    Part2Missing,
    /// No partner organization, or more than one.
    #[error("the recipient is no partner")]
    NoSuchRecipient,
    /// Begun for something else.
    #[error("another purpose")]
    OtherPurpose,
    /// It would have ended already.
    #[error("the end is in the past")]
    InThePast,
    /// Longer than the organization takes.
    #[error("longer than the organization takes")]
    TooLong,
    /// Risks and rights were not read aloud, or not understood.
    #[error("risks and rights were not read")]
    NotInformed,
    /// They were heard in a language in which they are not written, and nobody says that an interpreter was there.
    #[error("there was no interpreter")]
    InterpreterMissing,
    /// This signer may not sign.
    #[error("the signer may not sign")]
    Signer(#[from] MayNotSign),
    /// There is no drawing, no name, or no place of the paper.
    #[error("the signature is missing")]
    SignatureMissing,
    /// The day on the paper is still to come.
    #[error("the day on the paper is still to come")]
    SignedTomorrow,
    /// On the day on the paper these words had not been read.
    #[error("the day on the paper is before these words were read")]
    SignedBeforeRead,
    /// What was spelled out has ended since.
    #[error("the end has passed meanwhile")]
    EndedMeanwhile,
}

/// What is still open: it cannot be signed into force.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the release is not finished")]
pub struct Unfinished {
    /// The open steps, in their order; never empty.
    pub missing: Vec<Step>,
}

/// A release in the making. Holds what a person says, so its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    purpose: Purpose,
    referral: ReferralId,
    other_way: Option<OtherWay>,
    what: Option<What>,
    who: Option<Who>,
    why: Option<Purpose>,
    how_long: Option<HowLong>,
    rights: Option<Rights>,
    /// When the rights were read in these words. Drafts from before it was written down have none.
    #[serde(default)]
    read_at: Option<Timestamp>,
    signed: Option<Signed>,
    copy: Option<CopyKept>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft")
    }
}

impl Draft {
    /// Begins one, for this purpose and about this record. Nothing is answered.
    #[must_use]
    pub fn begin(purpose: Purpose, referral: ReferralId) -> Self {
        Self {
            purpose,
            referral,
            other_way: None,
            what: None,
            who: None,
            why: None,
            how_long: None,
            rights: None,
            read_at: None,
            signed: None,
            copy: None,
        }
    }

    /// What it was begun for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }
    /// The record it is about: one to come for a referral, one of ours otherwise.
    #[must_use]
    pub fn referral(&self) -> ReferralId {
        self.referral
    }
    /// The first step that is open; none when all are answered. After another way was chosen, that step stays open.
    #[must_use]
    pub fn open_step(&self) -> Option<Step> {
        Step::ALL.iter().copied().find(|step| !self.is_answered(*step))
    }
    /// Whether the step can be answered now: it, or one after it, was answered, or it is the first open one.
    #[must_use]
    pub fn reaches(&self, step: Step) -> bool {
        self.open_step().is_none_or(|open| step <= open)
    }
    /// Exactly what may cross, once that was said.
    #[must_use]
    pub fn what(&self) -> Option<&What> {
        self.what.as_ref()
    }
    /// With whom, once that was said.
    #[must_use]
    pub fn who(&self) -> Option<Who> {
        self.who
    }
    /// What for, once that was said.
    #[must_use]
    pub fn why(&self) -> Option<Purpose> {
        self.why
    }
    /// Until when, once that was said.
    #[must_use]
    pub fn how_long(&self) -> Option<HowLong> {
        self.how_long
    }
    /// In which language the risks were read, once they were.
    #[must_use]
    pub fn rights(&self) -> Option<Rights> {
        self.rights
    }
    /// When they were read, in the words that stand now.
    #[must_use]
    pub fn read_at(&self) -> Option<Timestamp> {
        self.read_at
    }
    /// The signature, once there is one.
    #[must_use]
    pub fn signed(&self) -> Option<&Signed> {
        self.signed.as_ref()
    }

    fn is_answered(&self, step: Step) -> bool {
        match step {
            Step::OtherWay => self.other_way == Some(OtherWay::GoOn),
            Step::What => self.what.is_some(),
            Step::Who => self.who.is_some(),
            Step::Why => self.why.is_some(),
            Step::HowLong => self.how_long.is_some(),
            Step::Rights => self.rights.is_some(),
            Step::Signature => self.signed.is_some(),
            Step::Copy => self.copy.is_some(),
        }
    }

    /// Takes an answer. The same answer again changes nothing; another one takes back the reading and the signature.
    ///
    /// # Errors
    /// [`NotAnswered`]; the draft is as it was.
    pub fn answer(&mut self, answer: Answer, terms: &Terms) -> Result<(), NotAnswered> {
        let step = answer.step();
        if let Some(open) = self.open_step().filter(|open| step > *open) {
            return Err(NotAnswered::TooEarly { open });
        }
        let is_new = match answer {
            Answer::OtherWay(way) => put(&mut self.other_way, way),
            Answer::What(what) => {
                what.check(self.purpose, &terms.offered)?;
                put(&mut self.what, what)
            }
            Answer::Who(partnership) => {
                let mut known = terms.recipients.iter().filter(|(id, _)| *id == partnership);
                let (_, recipient) = known.next().copied().ok_or(NotAnswered::NoSuchRecipient)?;
                put(&mut self.who, Who { partnership, recipient })
            }
            Answer::Why(purpose) if purpose != self.purpose => return Err(NotAnswered::OtherPurpose),
            Answer::Why(purpose) => put(&mut self.why, purpose),
            Answer::HowLong(life, after_death) => self.put_end(HowLong::of(life, after_death, terms)?, terms.now),
            Answer::Rights(rights) => {
                rights.check()?;
                let is_new = put(&mut self.rights, rights);
                if is_new || self.read_at.is_none() {
                    self.read_at = Some(terms.now);
                }
                is_new
            }
            Answer::Signature(signing) => {
                if self.how_long.is_none_or(|end| end.ends_at <= terms.now) {
                    return Err(NotAnswered::EndedMeanwhile);
                }
                let signed = signing.sign(terms, self.read_at)?;
                put(&mut self.signed, signed)
            }
            Answer::Copy(copy) => put(&mut self.copy, copy),
        };
        if is_new {
            self.forget_after(step);
        }
        Ok(())
    }

    /// The same life chosen again keeps the end that was spelled out, as long as it is still to come.
    fn put_end(&mut self, new: HowLong, now: Timestamp) -> bool {
        let stands = self.how_long.is_some_and(|old| old.is_like(new) && old.ends_at > now);
        !stands && put(&mut self.how_long, new)
    }

    /// What was read and signed was about other words.
    fn forget_after(&mut self, step: Step) {
        if step < Step::Rights {
            (self.rights, self.read_at) = (None, None);
        }
        if step < Step::Signature {
            self.signed = None;
        }
        if step < Step::Copy {
            self.copy = None;
        }
    }

    /// The only way to a release that can be signed into force.
    ///
    /// # Errors
    /// [`Unfinished`] names every step that is open, and those whose answer does not hold any more: a partner that is
    /// gone, an element or an end that another partner, chosen since, does not take, an end that has passed, a signer who
    /// may not sign as the law is written down now.
    pub fn finish(&self, terms: &Terms) -> Result<Finished, Unfinished> {
        let mut missing: Vec<Step> = Step::ALL.iter().copied().filter(|step| !self.is_answered(*step)).collect();
        let known = |who: Who| terms.recipients.contains(&(who.partnership, who.recipient));
        if self.who.is_some_and(|who| !known(who)) {
            missing.push(Step::Who);
        }
        if self.what.as_ref().is_some_and(|what| what.check(self.purpose, &terms.offered).is_err()) {
            missing.push(Step::What);
        }
        let longest = terms.now.plus_days(terms.longest.min(LONGEST_MAX_RELEASE));
        if self.how_long.is_some_and(|end| end.ends_at <= terms.now || end.ends_at > longest) {
            missing.push(Step::HowLong);
        }
        if self.signed.as_ref().is_some_and(|signed| !may_still_sign(&signed.signature, terms)) {
            missing.push(Step::Signature);
        }
        missing.sort_unstable();
        let parts = (self.what.clone(), self.who, self.how_long, self.rights, self.signed.clone(), self.copy);
        let (Some(what), Some(who), Some(how_long), Some(rights), Some(signed), Some(copy)) = parts else {
            return Err(Unfinished { missing });
        };
        if !missing.is_empty() {
            return Err(Unfinished { missing });
        }
        Ok(Finished { purpose: self.purpose, referral: self.referral, what, who, how_long, rights, signed, copy })
    }
}

/// The law may have been written down anew between the signature and the end. How old somebody was is not kept.
fn may_still_sign(signature: &Signature, terms: &Terms) -> bool {
    let is_known = signature.role != SignerRole::MinorAlone || terms.minor_alone_from.is_some();
    is_known && signer_failures(signature).is_empty()
}

fn put<T: PartialEq>(place: &mut Option<T>, answer: T) -> bool {
    let is_new = place.as_ref() != Some(&answer);
    *place = Some(answer);
    is_new
}

/// The elements that can be ticked for a purpose. Wishes for a visit and substance use are asked only where the
/// recipient is a health center.
#[must_use]
pub fn offered(purpose: Purpose, to_clinic: bool) -> BTreeSet<Element> {
    let fits = |element: &Element| to_clinic || !matches!(element, Element::SubstanceUse | Element::VisitWishes);
    match purpose {
        Purpose::WarmReferral => FOR_A_REFERRAL.iter().copied().filter(fits).collect(),
        // That they came is protected by itself, and the other side's to release.
        Purpose::Feedback => BTreeSet::from([Element::Attendance, Element::Messages]),
        Purpose::CoordinatedCare => BTreeSet::from([Element::CarePlan, Element::Messages, Element::SubstanceUse]),
    }
}

const FOR_A_REFERRAL: &[Element] = &[
    Element::Request,
    Element::Name,
    Element::ContactPlan,
    Element::Contact,
    Element::Needs,
    Element::Language,
    Element::VisitWishes,
    Element::Note,
    Element::SubstanceUse,
    Element::Messages,
];
