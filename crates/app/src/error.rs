//! Why a deed was not done, in terms a person can act on.

use crate::attempts::Limit;
use crate::referrals::{HowOver, Over};
use domain::cues::NotYet;
use domain::gate::Refusal;
use domain::partnership::NotOpen;
use domain::referral::OutOfOrder;
use domain::release::draft::NotAnswered;
use domain::release::signer::MayNotSign;
use domain::safe_contact::{CannotReachOut, NotSafe};

/// Why a use case did nothing. Nothing was changed when one of these comes back.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the caller may not know of it: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The session holds no keys now: locked, or the compartment was not granted yet.
    #[error("the vault is locked")]
    Locked,
    /// The gate refused; it names every rule.
    #[error("the gate refused")]
    Refused(#[from] Refusal),
    /// The partnership carries no message now.
    #[error("the partnership is not open")]
    NotOpen(#[from] NotOpen),
    /// The record stands elsewhere by now: somebody else was first, or the page was old.
    #[error("the record stands elsewhere")]
    OutOfOrder(#[from] OutOfOrder),
    /// The record is over: nothing is done with it any more.
    #[error("the record is over")]
    Over(Over),
    /// Support cannot be offered in this visit as it stands.
    #[error("support cannot be offered yet")]
    NotYet(Vec<NotYet>),
    /// The safe-contact plan says no.
    #[error("not safe to contact now")]
    NotSafe(#[from] NotSafe),
    /// A step of a release was not answered so that it could be taken.
    #[error("a step of the release is open")]
    NotAnswered(#[from] NotAnswered),
    /// The partner is to reach out, and would not know how.
    #[error("nobody can reach out")]
    CannotReachOut(#[from] CannotReachOut),
    /// What was sent cannot be used; the code is a text key.
    #[error("invalid: {0}")]
    Invalid(&'static str),
    /// Name and password do not fit, or the account is not open.
    #[error("sign-in failed")]
    SignInFailed,
    /// Too many of something in a time; come back after this many seconds.
    #[error("too many in a time")]
    TooMany {
        /// Of what.
        limit: Limit,
        /// Seconds to wait.
        wait_seconds: u32,
    },
    /// A legal hold keeps it from being destroyed; the record's page says who put it and when.
    #[error("a legal hold stands on the record")]
    Held,
    /// The deed is done as far as the partner goes, which has it no more; a legal hold keeps it here.
    #[error("a legal hold keeps it here")]
    HeldHere,
    /// The disk is full: nothing was written; reading still works.
    #[error("the disk is full")]
    Full,
    /// The store does not answer in time.
    #[error("the store is busy")]
    Busy,
    /// A sealed row did not open where it stands: swapped, replayed or damaged. Written to the audit chain.
    #[error("a seal is broken")]
    SealBroken,
    /// A bug or a fault of the machine.
    #[error("the store failed")]
    Store(#[source] store::Error),
}

impl Error {
    /// The stable code of the problem: a text key in both languages (`problem-…`).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "problem-not-found",
            Self::Locked => "problem-locked",
            Self::Refused(_) => "problem-gate-refused",
            Self::NotOpen(NotOpen::Paused) => "problem-partnership-paused",
            Self::NotOpen(NotOpen::LiaisonMissing) => "problem-liaison-missing",
            Self::NotOpen(NotOpen::KeyNotConfirmed) => "problem-key-not-confirmed",
            Self::NotOpen(NotOpen::Stranger) => "problem-no-partnership",
            Self::OutOfOrder(_) => "problem-out-of-order",
            Self::Over(over) => over_code(over.how),
            Self::NotYet(_) => "problem-not-yet",
            Self::NotSafe(NotSafe::DoNotContact) => "problem-do-not-contact",
            Self::NotSafe(NotSafe::OtherWay) => "problem-other-way",
            Self::NotSafe(NotSafe::NoNumber) => "problem-no-number",
            Self::NotSafe(NotSafe::TimesNotAsked) => "problem-times-not-asked",
            Self::NotSafe(NotSafe::OutsideHours) => "problem-outside-hours",
            Self::NotSafe(NotSafe::NotChecked) => "problem-not-checked",
            Self::NotAnswered(why) => not_answered(*why),
            Self::NotSafe(NotSafe::SomeoneElse) => "problem-someone-else",
            Self::NotSafe(NotSafe::OneTry) => "problem-one-try",
            Self::NotSafe(NotSafe::Restored) => "problem-restored",
            Self::NotSafe(NotSafe::NewerWaits) => "problem-newer-waits",
            Self::NotSafe(NotSafe::NoVoicemail) => "problem-no-voicemail",
            Self::CannotReachOut(CannotReachOut::NoWay) => "problem-no-way",
            Self::CannotReachOut(CannotReachOut::NoNumber) => "problem-way-without-number",
            Self::CannotReachOut(CannotReachOut::NotShared) => "problem-way-not-shared",
            Self::Invalid(code) => code,
            Self::SignInFailed => "problem-sign-in",
            Self::TooMany { limit: Limit::Guesses, .. } => "problem-too-many",
            Self::TooMany { limit: Limit::SendsOfMember, .. } => "problem-too-many-of-member",
            Self::TooMany { limit: Limit::SendsToPartner, .. } => "problem-too-many-to-partner",
            Self::TooMany { limit: Limit::Recoveries, .. } => "problem-too-many-recoveries",
            Self::TooMany { limit: Limit::StopCodes, .. } => "problem-too-many-stop-codes",
            Self::TooMany { limit: Limit::MailCodes, .. } => "problem-too-many-mail-codes",
            Self::TooMany { limit: Limit::Namings, .. } => "problem-too-many-namings",
            Self::Held => "problem-held",
            Self::HeldHere => "problem-held-here",
            Self::Full => "problem-full",
            Self::Busy => "problem-busy",
            Self::SealBroken => "problem-seal-broken",
            Self::Store(_) => "problem-internal",
        }
    }
}

/// What happened to a record on which nothing is done any more.
const fn over_code(how: HowOver) -> &'static str {
    match how {
        HowOver::Forgotten => "problem-over-forgotten",
        HowOver::PartnerEnded => "problem-over-partner",
        HowOver::Untaken => "problem-over-untaken",
        HowOver::Ended => "problem-over-ended",
    }
}

/// What to do about a step of a release.
const fn not_answered(why: NotAnswered) -> &'static str {
    match why {
        NotAnswered::TooEarly { .. } => "release-step-before",
        NotAnswered::NothingTicked => "release-nothing-ticked",
        NotAnswered::NotOffered | NotAnswered::OtherPurpose => "field-unknown-choice",
        NotAnswered::SignedTomorrow => "release-signed-tomorrow",
        NotAnswered::SignedBeforeRead => "release-signed-before-read",
        NotAnswered::RequestMissing => "release-request-needed",
        NotAnswered::PlanMissing => "release-plan-needed",
        NotAnswered::NeedsMissing => "release-needs-needed",
        NotAnswered::Part2Missing => "release-part2-needed",
        NotAnswered::NoSuchRecipient => "release-recipient-needed",
        NotAnswered::InThePast => "release-end-past",
        NotAnswered::TooLong => "release-end-too-long",
        NotAnswered::NotInformed => "release-informed-needed",
        NotAnswered::InterpreterMissing => "release-interpreter-needed",
        NotAnswered::Signer(MayNotSign::Abuser) => "release-not-abuser-needed",
        NotAnswered::Signer(MayNotSign::VoiceNotVerified) => "release-voice-needed",
        NotAnswered::Signer(MayNotSign::NotSignedThere) => "release-paper-there-needed",
        NotAnswered::Signer(MayNotSign::AgeNotAsked) => "release-age-not-asked",
        NotAnswered::Signer(MayNotSign::MinorMissing) => "release-minor-signed-needed",
        NotAnswered::Signer(MayNotSign::TwoSignatures) => "release-two-signatures-needed",
        NotAnswered::Signer(MayNotSign::OfAge) => "release-of-age",
        NotAnswered::Signer(MayNotSign::Minor) => "release-is-minor",
        NotAnswered::Signer(MayNotSign::NotAlone) => "release-minor-not-alone",
        NotAnswered::Signer(MayNotSign::ParentMissing) => "release-parent-needed",
        NotAnswered::Signer(MayNotSign::CourtPaperMissing) => "release-court-needed",
        NotAnswered::SignatureMissing => "release-signature-needed",
        NotAnswered::EndedMeanwhile => "release-ended-meanwhile",
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Full => Self::Full,
            store::Error::Busy | store::Error::Unreachable | store::Error::Closed => Self::Busy,
            other => Self::Store(other),
        }
    }
}

impl From<vault::OpenError> for Error {
    fn from(_: vault::OpenError) -> Self {
        Self::SealBroken
    }
}

impl From<vault::SealError> for Error {
    fn from(_: vault::SealError) -> Self {
        Self::SealBroken
    }
}

impl From<vault::EnvelopeError> for Error {
    fn from(_: vault::EnvelopeError) -> Self {
        Self::SealBroken
    }
}
