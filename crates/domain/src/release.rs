//! A survivor's written, informed, reasonably time-limited release (34 U.S.C. 12291(b)(2)(B); 28 CFR 90.4;
//! 45 CFR 1370.4; 28 CFR 94.115).
//!
//! One recipient, one purpose, exact elements. Two-way sharing is two releases, one held by each side.
//!
//! Invariant: nothing in the product can require one as a condition of service.
//!
//! Read next: [`draft`] (the eight steps to one), [`signer`] (who may sign), [`last_day`] (when it ends),
//! [`terms`] (what of it the audit chain holds fast).

pub mod answer;
pub mod draft;
pub mod last_day;
pub mod signer;
pub mod terms;

use crate::coded;
use crate::ids::{MemberId, OrgId, ReferralId, ReleaseId};
use crate::time::{Days, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// Something about a person that may cross, each ticked by itself.
    Element {
        /// That the person asks to be connected, how and how soon.
        Request = "request",
        /// What to call them.
        Name = "name",
        /// Number or place.
        Contact = "contact",
        /// The safe-contact plan: way, times, voicemail, words.
        ContactPlan = "contact_plan",
        /// Help they asked for.
        Needs = "needs",
        /// Their language.
        Language = "language",
        /// Wishes for the visit.
        VisitWishes = "visit_wishes",
        /// Words they want passed on.
        Note = "note",
        /// Whether they came: that they requested, were denied or used a service. Protected by itself.
        Attendance = "attendance",
        /// Anything about substance use (42 CFR Part 2).
        SubstanceUse = "substance_use",
        /// Lines of the coordinated care plan, each shared by itself.
        CarePlan = "care_plan",
        /// Messages between the two teams about the person.
        Messages = "messages",
    }
}

impl Element {
    /// The special class it belongs to, if any.
    #[must_use]
    pub const fn class(self) -> Option<crate::service::SpecialClass> {
        match self {
            Self::SubstanceUse => Some(crate::service::SpecialClass::SubstanceUse),
            _ => None,
        }
    }
}

coded! {
    /// What a release is for.
    Purpose {
        /// To be introduced to the partner.
        WarmReferral = "warm_referral",
        /// To tell the sender what came of it.
        Feedback = "feedback",
        /// To plan together with the partner, for a person whom both sides know. Always on a signed release.
        CoordinatedCare = "coordinated_care",
    }
}

coded! {
    /// How a person said that sharing is to end. Either is enough, and takes effect at once.
    HowSaid {
        /// Spoken.
        Speech = "speech",
        /// Written.
        Writing = "writing",
    }
}

coded! {
    /// Who signs (28 CFR 94.115; 34 U.S.C. 12291(b)(2)(B)(ii)).
    SignerRole {
        /// The survivor.
        Survivor = "survivor",
        /// A minor who may lawfully receive the service alone.
        MinorAlone = "minor_alone",
        /// A minor together with a parent or guardian who is not abusive.
        MinorWithParent = "minor_with_parent",
        /// A court-appointed guardian of a person without capacity.
        CourtGuardian = "court_guardian",
    }
}

coded! {
    /// How it was signed.
    SignatureMethod {
        /// Drawn on the screen.
        Drawn = "drawn",
        /// Typed.
        Typed = "typed",
        /// On paper, kept by the organization.
        Paper = "paper",
    }
}

coded! {
    /// Where the signer was.
    Presence {
        /// With the witness.
        InPerson = "in_person",
        /// Elsewhere, and the witness knew their voice.
        RemoteVoiceVerified = "remote_voice_verified",
        /// Elsewhere, and nobody has checked who signed. Clears nothing.
        RemoteUnverified = "remote_unverified",
    }
}

coded! {
    /// What becomes of a copy for the person.
    CopyKept {
        /// No paper: somebody else may find it.
        None = "none",
        /// Printed, and taken along.
        Print = "print",
        /// Kept here until they come for it.
        Pickup = "pickup",
    }
}

/// The signature on a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Role of the signer.
    pub role: SignerRole,
    /// The witness has attested that the signer is not the person who hurts the survivor, nor the abuser of
    /// the minor or of the minor's other parent.
    pub signer_is_not_abuser: bool,
    /// What the law asks of this role was found when it was signed: the age of a minor who signs alone, the parent's
    /// signature beside a minor's, the court's paper of a guardian ([`signer::may_sign`]).
    pub is_entitled: bool,
    /// How.
    pub method: SignatureMethod,
    /// Where.
    pub presence: Presence,
    /// The member of staff who was there and read the risks aloud.
    pub witness: MemberId,
    /// When.
    pub signed_at: Timestamp,
}

/// A release as the gate reads it. Name and signature image are sealed apart from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Who holds it and discloses under it.
    pub holder: OrgId,
    /// The one recipient.
    pub recipient: OrgId,
    /// The referral it belongs to.
    pub referral: ReferralId,
    /// Purpose.
    pub purpose: Purpose,
    /// Exactly what may cross.
    pub elements: BTreeSet<Element>,
    /// Risks and rights were read, and the survivor understood.
    pub informed: bool,
    /// Carries the statements of 42 CFR 2.31, so it covers substance use information.
    pub part2_consent: bool,
    /// The signature; none yet means it clears nothing.
    pub signature: Option<Signature>,
    /// When access closes; none is not a release.
    pub expires_at: Option<Timestamp>,
    /// When the survivor took it back, in speech or writing. Effective at once.
    pub revoked_at: Option<Timestamp>,
    /// The survivor's own choice for the event of their death: it may then serve a homicide review. The gate does not
    /// look at it, so it lengthens nothing.
    pub after_death: bool,
}

/// Usual life of a release.
pub const DEFAULT_DAYS: Days = Days(15);

impl Release {
    /// Is it signed, not yet expired and not taken back?
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none()
            && self.signature.is_some_and(|s| s.signed_at <= now)
            && self.expires_at.is_some_and(|end| now < end)
    }
    /// Days left, a begun day counted; 0 when it is not live.
    #[must_use]
    pub fn days_left(&self, now: Timestamp) -> Days {
        match self.expires_at {
            Some(end) if self.is_live(now) => now.days_until(end),
            _ => Days(0),
        }
    }
    /// Takes it back. Taking back twice keeps the first time.
    #[must_use]
    pub fn revoked(mut self, now: Timestamp) -> Self {
        self.revoked_at.get_or_insert(now);
        self
    }
}

/// What a health center recorded when a patient agreed to be connected (45 CFR 164.506 allows treatment and
/// coordination; this product still asks, and writes down exactly what was agreed).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedAgreement {
    /// The health center.
    pub holder: OrgId,
    /// The one recipient.
    pub recipient: OrgId,
    /// What they agreed to share, exactly.
    pub elements: BTreeSet<Element>,
    /// What for.
    pub purpose: Purpose,
    /// Who recorded it.
    pub recorded_by: MemberId,
    /// When.
    pub agreed_at: Timestamp,
    /// Until when it can be acted on.
    pub expires_at: Timestamp,
    /// When the patient took it back.
    pub revoked_at: Option<Timestamp>,
}
