//! What each step of a release asks, and what makes an answer good.

use super::draft::{NotAnswered, Step, Terms};
use super::signer::{Claim, may_sign};
use super::{CopyKept, Element, Purpose, Signature, SignatureMethod, SignerRole, last_day};
use crate::coded;
use crate::day::Day;
use crate::ids::{MemberId, OrgId, PartnershipId};
use crate::language::LanguageCode;
use crate::org::{LONGEST_MAX_RELEASE, Language};
use crate::text::PersonText;
use crate::time::{Days, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

coded! {
    /// Whether a release is needed at all.
    OtherWay {
        /// Call together now: the person says themselves what they want to say.
        CallTogether = "call_together",
        /// The person carries it themselves.
        CarryIt = "carry_it",
        /// Share nothing.
        ShareNothing = "share_nothing",
        /// Go on with a release.
        GoOn = "go_on",
    }
}

/// Exactly what may cross.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct What {
    /// Each ticked by itself.
    pub elements: BTreeSet<Element>,
    /// The consent of 42 CFR 2.31 for substance use.
    pub part2_consent: bool,
}

impl fmt::Debug for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("What")
    }
}

impl What {
    /// # Errors
    /// [`NotAnswered`], the first rule that is broken.
    pub(super) fn check(&self, purpose: Purpose, offered: &BTreeSet<Element>) -> Result<(), NotAnswered> {
        let ticked = |element| self.elements.contains(&element);
        if !self.elements.is_subset(offered) {
            return Err(NotAnswered::NotOffered);
        }
        // Substance use is said in a line or a message, and nothing by itself.
        let plans = ticked(Element::CarePlan) || ticked(Element::Messages);
        if self.elements.is_empty() || (purpose == Purpose::CoordinatedCare && !plans) {
            return Err(NotAnswered::NothingTicked);
        }
        if purpose == Purpose::WarmReferral && !ticked(Element::Request) {
            return Err(NotAnswered::RequestMissing);
        }
        if ticked(Element::Contact) && !ticked(Element::ContactPlan) {
            return Err(NotAnswered::PlanMissing);
        }
        if purpose == Purpose::WarmReferral && ticked(Element::SubstanceUse) && !ticked(Element::Needs) {
            return Err(NotAnswered::NeedsMissing);
        }
        if ticked(Element::SubstanceUse) && !self.part2_consent {
            return Err(NotAnswered::Part2Missing);
        }
        Ok(())
    }
}

/// With whom: one organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The partnership with it.
    pub partnership: PartnershipId,
    /// It.
    pub recipient: OrgId,
}

/// How long, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Life {
    /// This many days, today counted; one is this visit. It ends with its last day ([`last_day::end_of`]).
    Days(Days),
    /// Until a moment that the person named.
    Until(Timestamp),
}

/// Until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowLong {
    /// As it was chosen.
    pub life: Life,
    /// The end that was spelled out.
    pub ends_at: Timestamp,
    /// The person's own word for the event of their death: it may then serve a homicide review (VAWA Reauthorization
    /// Act of 2022). It lengthens nothing by itself.
    pub after_death: bool,
}

impl HowLong {
    /// # Errors
    /// [`NotAnswered::InThePast`], [`NotAnswered::TooLong`].
    pub(super) fn of(life: Life, after_death: bool, terms: &Terms) -> Result<Self, NotAnswered> {
        let longest = terms.longest.min(LONGEST_MAX_RELEASE);
        let ends_at = match life {
            Life::Days(Days(0)) => return Err(NotAnswered::InThePast),
            Life::Days(days) if days > longest => return Err(NotAnswered::TooLong),
            Life::Days(days) => last_day::end_of(days, longest, terms.now, &terms.time_zone),
            Life::Until(at) => at,
        };
        if ends_at <= terms.now {
            return Err(NotAnswered::InThePast);
        }
        if ends_at > terms.now.plus_days(longest) {
            return Err(NotAnswered::TooLong);
        }
        Ok(Self { life, ends_at, after_death })
    }
    pub(super) fn is_like(self, other: Self) -> bool {
        (self.life, self.after_death) == (other.life, other.after_death)
    }
}

/// Risks and rights, read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// They were read, and the person understood.
    pub informed: bool,
    /// In this language.
    pub language: LanguageCode,
    /// Somebody said them in that language who is neither family nor a friend: the texts are written in English and
    /// Spanish.
    #[serde(default)]
    pub interpreted: bool,
}

impl Rights {
    /// # Errors
    /// [`NotAnswered::NotInformed`], [`NotAnswered::InterpreterMissing`].
    pub(super) fn check(self) -> Result<(), NotAnswered> {
        if !self.informed || !self.language.is_determined() {
            return Err(NotAnswered::NotInformed);
        }
        if self.written().is_none() && !self.interpreted { Err(NotAnswered::InterpreterMissing) } else { Ok(()) }
    }
    /// The text that was read, where it stands written in the language in which it was heard.
    #[must_use]
    pub fn written(self) -> Option<Language> {
        Language::parse(self.language.as_str()).ok()
    }
    /// What may stand in the audit chain of it: a rare language would tell who signed.
    #[must_use]
    pub fn said(self) -> LanguageCode {
        self.written().map_or(LanguageCode::UNDETERMINED, Into::into)
    }
}

/// A signature as it is given.
#[derive(Clone)]
pub struct Signing {
    /// Who signs.
    pub claim: Claim,
    /// How.
    pub method: SignatureMethod,
    /// Name as signed; for a minor with a parent, the minor's.
    pub name: Option<PersonText>,
    /// Name of the parent who signs too; of nobody else, whoever signs.
    pub second: Option<PersonText>,
    /// The drawing, as the path of an SVG.
    pub drawing: Option<String>,
    /// Where signed paper is kept.
    pub place: Option<PersonText>,
    /// The day that is written on signed paper; today, when none is said.
    pub signed_on: Option<Day>,
    /// The member of staff who is there and read the risks aloud.
    pub witness: MemberId,
}

impl Signing {
    /// # Errors
    /// [`NotAnswered::Signer`], [`NotAnswered::SignatureMissing`], [`NotAnswered::SignedTomorrow`],
    /// [`NotAnswered::SignedBeforeRead`].
    pub(super) fn sign(self, terms: &Terms, read_at: Option<Timestamp>) -> Result<Signed, NotAnswered> {
        may_sign(&self.claim, self.method, terms.minor_alone_from, terms.adult_from)?;
        let (method, claim) = (self.method, self.claim);
        let is_there = match method {
            SignatureMethod::Drawn => self.drawing.is_some(),
            SignatureMethod::Typed => self.name.is_some(),
            SignatureMethod::Paper => self.place.is_some(),
        };
        // Two sign: the names of both, on paper and where they are typed.
        let second_is_there = claim.role != SignerRole::MinorWithParent || self.second.is_some();
        if !is_there || !second_is_there {
            return Err(NotAnswered::SignatureMissing);
        }
        let signed_at = match self.signed_on.filter(|_| method == SignatureMethod::Paper) {
            Some(day) => on_paper(day, terms, read_at)?,
            None => terms.now,
        };
        let signature = Signature {
            role: claim.role,
            signer_is_not_abuser: claim.is_not_abuser,
            is_entitled: true,
            method,
            presence: claim.presence,
            witness: self.witness,
            signed_at,
        };
        let drawing = self.drawing.filter(|_| method == SignatureMethod::Drawn);
        let place = self.place.filter(|_| method == SignatureMethod::Paper);
        // Where nobody signs besides, a name that was typed before the role was changed is none.
        let second = self.second.filter(|_| claim.role == SignerRole::MinorWithParent);
        Ok(Signed { signature, name: self.name, second, drawing, place })
    }
}

/// When a paper was signed that names this day: the end of it, since nobody knows the hour, and never later than now. What
/// is signed ends as it was spelled out, whenever that was.
fn on_paper(day: Day, terms: &Terms, read_at: Option<Timestamp>) -> Result<Timestamp, NotAnswered> {
    let zone = &terms.time_zone;
    if day > Day::of(terms.now, zone) {
        return Err(NotAnswered::SignedTomorrow);
    }
    if day < Day::of(read_at.unwrap_or(terms.now), zone) {
        return Err(NotAnswered::SignedBeforeRead);
    }
    Ok(day.ends(zone).min(terms.now))
}

/// A signature that was given by somebody who may. Its `Debug` says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// As the gate reads it.
    pub signature: Signature,
    /// Name as signed.
    pub name: Option<PersonText>,
    /// Name of the parent who signed too.
    pub second: Option<PersonText>,
    /// The drawing.
    pub drawing: Option<String>,
    /// Where the paper is kept.
    pub place: Option<PersonText>,
}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signing")
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signed")
    }
}

/// An answer to one step.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Another way?
    OtherWay(OtherWay),
    /// What.
    What(What),
    /// With whom.
    Who(PartnershipId),
    /// What for.
    Why(Purpose),
    /// How long, and the choice for the event of death.
    HowLong(Life, bool),
    /// Risks and rights.
    Rights(Rights),
    /// Signing.
    Signature(Signing),
    /// A copy?
    Copy(CopyKept),
}

impl Answer {
    /// Which step it answers.
    #[must_use]
    pub fn step(&self) -> Step {
        match self {
            Self::OtherWay(_) => Step::OtherWay,
            Self::What(_) => Step::What,
            Self::Who(_) => Step::Who,
            Self::Why(_) => Step::Why,
            Self::HowLong(..) => Step::HowLong,
            Self::Rights(_) => Step::Rights,
            Self::Signature(_) => Step::Signature,
            Self::Copy(_) => Step::Copy,
        }
    }
}
