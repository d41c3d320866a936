//! The gate: what may cross, to whom, on what basis, now.
//!
//! `disclose(item, from, to, basis, now)` succeeds only if **all** predicates hold; default deny.
//!
//! Invariant: [`clear`], [`clear_stop`], [`clear_purge`], [`clear_opened`], [`clear_totals`], [`clear_for_coalition`] and
//! [`clear_end_of_connection`] are the only constructors of [`Cleared`], and the outbox takes only `Cleared<Message>`. There is
//! no override, for anyone.
//! Disclosure under a statute or a court order is another type on another page, and is not here.
//! Invariant: to a coalition nothing clears but totals, along a connection that stands, and the word that it has ended; no
//! release and no agreement is a basis for anything else.
//!
//! The gate reads a message, not a person: *which* releases are this person's is the caller's question, and it must
//! hand in only those of the referral that the message is about ([`Release::referral`]).

use crate::ids::{OrgId, ReleaseId};
use crate::message::{Body, Message};
use crate::org::{LONGEST_MAX_RELEASE, OrgKind, Regime};
use crate::referral::Direction;
use crate::release::signer::{MayNotSign, signer_failures};
use crate::release::{Element, Purpose, RecordedAgreement, Release, Signature};
use crate::time::{Days, Timestamp};
use crate::wishes::Audience;
use std::collections::BTreeSet;

mod about_nobody;
mod predicate;
pub use about_nobody::{clear_end_of_connection, clear_for_coalition, clear_totals};
pub use predicate::Predicate;

/// Who discloses.
#[derive(Debug, Clone)]
pub struct Discloser {
    /// The organization.
    pub org: OrgId,
    /// Its kind.
    pub kind: OrgKind,
    /// The law that binds it, from [`crate::org::regimes`].
    pub regimes: BTreeSet<Regime>,
    /// Longest release it takes; more than [`LONGEST_MAX_RELEASE`] counts as that.
    pub max_release: Days,
    /// To whom the person has asked that it go at all (45 CFR 164.522(a)).
    pub audience: Audience,
    /// Of which kind the organization is that it would go to. A coalition reads totals of others and has no person's record.
    pub to_kind: OrgKind,
}

impl Discloser {
    /// Survivor-services law binds it. Only a health center can be free of it, and only if its law is known (b.1).
    #[must_use]
    pub fn is_bound_by_survivor_law(&self) -> bool {
        self.kind != OrgKind::HealthCenter
            || self.regimes.is_empty()
            || self.regimes.contains(&Regime::SurvivorServices)
    }
    fn latest_end(&self, from: Timestamp) -> Timestamp {
        from.plus_days(self.max_release.min(LONGEST_MAX_RELEASE))
    }
}

/// On what basis.
#[derive(Debug, Clone, Copy)]
pub enum Basis<'a> {
    /// Releases the discloser holds for this person. One of them alone must cover everything.
    Releases(&'a [Release]),
    /// Treatment and coordination with a recorded agreement: only for a health center that survivor-services
    /// law does not bind.
    Agreement(&'a RecordedAgreement),
}

/// What cleared a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClearedBy {
    /// This release.
    Release(ReleaseId),
    /// The recorded agreement of the patient.
    Agreement,
    /// Stopping discloses nothing and is always allowed.
    Stop,
    /// Asking for a copy to be forgotten, or saying what became of it, discloses nothing.
    Purge,
    /// Totals that the audit of everything ever published has passed: about nobody.
    Totals,
    /// A receipt about staff, from an organization that survivor-services law does not bind.
    StaffReceipt,
}

/// A value that may cross. Only the gate makes one: it can be neither written down, nor copied, nor read from
/// somewhere.
///
/// ```compile_fail,E0451
/// # use domain::gate::{Cleared, ClearedBy};
/// let _ = Cleared { value: "a person", by: ClearedBy::Stop, elements: Default::default(), until: None };
/// ```
/// ```compile_fail,E0277
/// # use domain::{gate::Cleared, message::Message};
/// fn copied<T: Clone>() {}
/// copied::<Cleared<Message>>();
/// ```
/// ```compile_fail,E0277
/// # use domain::{gate::Cleared, message::Message};
/// fn read<T: serde::de::DeserializeOwned>() {}
/// read::<Cleared<Message>>();
/// ```
#[derive(Debug)]
pub struct Cleared<T> {
    value: T,
    by: ClearedBy,
    elements: BTreeSet<Element>,
    until: Option<Timestamp>,
}

impl<T> Cleared<T> {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }
    /// What cleared it.
    #[must_use]
    pub fn by(&self) -> ClearedBy {
        self.by
    }
    /// What it discloses: kept in the log of disclosures, without content.
    #[must_use]
    pub fn elements(&self) -> &BTreeSet<Element> {
        &self.elements
    }
    /// A queued send dies at this time; none for a stop, which is never too late.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        self.until
    }
}

/// Why a message may not cross: every rule it breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the gate refused the disclosure")]
pub struct Refusal {
    /// The rules, in the order a person would mend them; never empty.
    pub failed: Vec<Predicate>,
}

/// Clears a message, or says every reason why not.
///
/// # Errors
/// [`Refusal`] names every failed predicate, of the release that fails the fewest.
pub fn clear(
    message: Message,
    from: &Discloser,
    basis: Basis<'_>,
    now: Timestamp,
) -> Result<Cleared<Message>, Refusal> {
    let elements = message.elements();
    let common = common_failures(&message, from);
    match basis {
        Basis::Releases(releases) => {
            let judged = releases.iter().map(|r| (r, release_failures(&message, &elements, from, r, now)));
            let Some((release, mut failed)) = judged.min_by_key(|(_, failed)| failed.len()) else {
                return refuse(common, vec![Predicate::NoRelease]);
            };
            failed.extend(common);
            if !failed.is_empty() {
                return refuse(Vec::new(), failed);
            }
            let (by, until) = (ClearedBy::Release(release.id), release.expires_at);
            Ok(Cleared { value: message, by, elements, until })
        }
        Basis::Agreement(agreement) => {
            let failed = agreement_failures(&message, &elements, from, agreement, now);
            if !failed.is_empty() || !common.is_empty() {
                return refuse(common, failed);
            }
            let until = Some(agreement.expires_at);
            Ok(Cleared { value: message, by: ClearedBy::Agreement, elements, until })
        }
    }
}

/// Clears the words that end sharing ([`MessageKind::ends_sharing`](crate::message::MessageKind::ends_sharing)): they
/// carry opaque ids that the recipient already has, and nothing else.
///
/// # Errors
/// [`Refusal`] when the message is anything but such a word from its own custodian.
pub fn clear_stop(message: Message, from: OrgId) -> Result<Cleared<Message>, Refusal> {
    if !message.body.kind().ends_sharing() || message.from != from || message.to == from || message.part2.is_some() {
        return refuse(Vec::new(), vec![Predicate::Custody]);
    }
    Ok(Cleared { value: message, by: ClearedBy::Stop, elements: BTreeSet::new(), until: None })
}

/// Clears "please forget your copy" and what is answered to it: an opaque id that the other side has, and a code. What
/// an organization bound by survivor-services law answers is a code that does not depend on the person
/// (`PurgeAnswer::may_be_given_by`).
///
/// # Errors
/// [`Refusal`] when the message is anything else, not from its custodian, or an answer that would tell something.
pub fn clear_purge(message: Message, from: &Discloser) -> Result<Cleared<Message>, Refusal> {
    let mut failed = Vec::new();
    match message.body {
        Body::PurgeAsked => {}
        Body::PurgeAnswered { answer } if answer.may_be_given_by(from.is_bound_by_survivor_law()) => {}
        Body::PurgeAnswered { .. } => failed.push(Predicate::AttendanceNotNamed),
        _ => failed.push(Predicate::Custody),
    }
    if message.from != from.org || message.to == from.org || message.part2.is_some() {
        failed.push(Predicate::Custody);
    }
    if from.to_kind == OrgKind::Coalition {
        failed.push(Predicate::TotalsOnly);
    }
    if !failed.is_empty() {
        return refuse(failed, Vec::new());
    }
    Ok(Cleared { value: message, by: ClearedBy::Purge, elements: BTreeSet::new(), until: None })
}

/// Clears "a member of our staff opened what you sent": nothing about the person, and only from an organization
/// for which it is not client-level that anybody reads (34 U.S.C. 12291(b)(2): services requested).
///
/// # Errors
/// [`Refusal`] when the message is anything else, or survivor-services law binds the teller.
pub fn clear_opened(message: Message, from: &Discloser) -> Result<Cleared<Message>, Refusal> {
    let mut failed = Vec::new();
    if !matches!(message.body, Body::Opened { .. }) || message.from != from.org || message.to == from.org {
        failed.push(Predicate::Custody);
    }
    if message.part2.is_some() {
        failed.push(Predicate::Custody);
    }
    if from.to_kind == OrgKind::Coalition {
        failed.push(Predicate::TotalsOnly);
    }
    if from.is_bound_by_survivor_law() {
        failed.push(Predicate::AttendanceNotNamed);
    }
    if !from.audience.includes(message.to) {
        failed.push(Predicate::Restricted);
    }
    if !failed.is_empty() {
        return refuse(failed, Vec::new());
    }
    Ok(Cleared { value: message, by: ClearedBy::StaffReceipt, elements: BTreeSet::new(), until: None })
}

fn refuse(mut failed: Vec<Predicate>, more: Vec<Predicate>) -> Result<Cleared<Message>, Refusal> {
    failed.extend(more);
    failed.sort_unstable();
    failed.dedup();
    Err(Refusal { failed })
}

fn common_failures(message: &Message, from: &Discloser) -> Vec<Predicate> {
    let mut failed = Vec::new();
    if !from.audience.includes(message.to) {
        failed.push(Predicate::Restricted);
    }
    if message.from != from.org || message.to == from.org {
        failed.push(Predicate::Custody);
    }
    if from.to_kind == OrgKind::Coalition {
        failed.push(Predicate::TotalsOnly);
    }
    match &message.body {
        Body::Referral(body) => {
            if Direction::from_sender(from.kind) != Some(body.direction) {
                failed.push(Predicate::Custody);
            }
        }
        // That anybody reads a referral there says that services were requested, whatever is on paper.
        Body::Opened { .. } if from.is_bound_by_survivor_law() => failed.push(Predicate::AttendanceNotNamed),
        Body::PurgeAnswered { answer } if !answer.may_be_given_by(from.is_bound_by_survivor_law()) => {
            failed.push(Predicate::AttendanceNotNamed);
        }
        Body::PlanLine(_) | Body::Letter(_) | Body::ContactChanged(_) => {
            // Whoever refers no one shares no one's plan.
            if Direction::from_sender(from.kind).is_none() {
                failed.push(Predicate::Custody);
            }
        }
        Body::Opened { .. } | Body::Status { .. } | Body::Stop | Body::LineTakenBack { .. } | Body::CareStopped => {}
        Body::PurgeAsked | Body::PurgeAnswered { .. } => {}
        // No person's word is a basis for what is about nobody: only the audit is.
        Body::Totals(_) | Body::CoalitionTotals(_) | Body::AffiliationEnded => failed.push(Predicate::Custody),
    }
    failed
}

fn release_failures(
    message: &Message,
    elements: &BTreeSet<Element>,
    from: &Discloser,
    release: &Release,
    now: Timestamp,
) -> Vec<Predicate> {
    let mut failed = release.signature.as_ref().map_or_else(Vec::new, |s| signer_ok(s).err().unwrap_or_default());
    let mut rule = |holds: bool, predicate| {
        if !holds {
            failed.push(predicate);
        }
    };
    rule(release.holder == from.org, Predicate::Custody);
    rule(release.recipient == message.to, Predicate::OtherRecipient);
    rule(release.purpose == message.purpose(), Predicate::OtherPurpose);
    rule(release.informed, Predicate::NotInformed);
    rule(release.revoked_at.is_none(), Predicate::Revoked);
    rule(elements.is_subset(&release.elements), Predicate::ElementNotReleased);
    rule(
        !elements.contains(&Element::Attendance) || release.elements.contains(&Element::Attendance),
        Predicate::AttendanceNotNamed,
    );
    // 42 CFR 2.32: with the notice and a copy of this very consent; and no copy goes along for nothing, since that there
    // is such a consent tells of substance use by itself.
    let is_attached = message.part2.as_ref().map(|attached| attached.is_of(release));
    rule(is_attached == message.needs_part2().then_some(true), Predicate::Part2Missing);
    match release.signature {
        None => rule(false, Predicate::NotSigned),
        Some(signature) => {
            rule(signature.signed_at <= now, Predicate::NotYetValid);
            if let Some(end) = release.expires_at {
                rule(end <= from.latest_end(signature.signed_at), Predicate::TooLong);
            }
        }
    }
    match release.expires_at {
        None => rule(false, Predicate::Undated),
        Some(end) => {
            rule(now < end, Predicate::Expired);
            rule(asks_no_longer_than(message, end), Predicate::TooLong);
        }
    }
    failed
}

fn agreement_failures(
    message: &Message,
    elements: &BTreeSet<Element>,
    from: &Discloser,
    agreement: &RecordedAgreement,
    now: Timestamp,
) -> Vec<Predicate> {
    let mut failed = Vec::new();
    let mut rule = |holds: bool, predicate| {
        if !holds {
            failed.push(predicate);
        }
    };
    // A plan of both sides is more than a referral, and a message is written after the word was given: each takes a paper of
    // the person's own, whatever the law allows.
    let is_letter = matches!(message.body, Body::Letter(_));
    let may_rest_on_a_word = message.purpose() != Purpose::CoordinatedCare && !is_letter;
    rule(may_rest_on_a_word && !from.is_bound_by_survivor_law(), Predicate::BasisNeedsRelease);
    rule(agreement.holder == from.org, Predicate::Custody);
    rule(agreement.recipient == message.to, Predicate::OtherRecipient);
    rule(agreement.purpose == message.purpose(), Predicate::OtherPurpose);
    rule(agreement.agreed_at <= now, Predicate::NotYetValid);
    rule(now < agreement.expires_at, Predicate::Expired);
    rule(agreement.expires_at <= from.latest_end(agreement.agreed_at), Predicate::TooLong);
    rule(asks_no_longer_than(message, agreement.expires_at), Predicate::TooLong);
    rule(agreement.revoked_at.is_none(), Predicate::Revoked);
    rule(elements.is_subset(&agreement.elements), Predicate::ElementNotReleased);
    rule(
        !elements.contains(&Element::Attendance) || agreement.elements.contains(&Element::Attendance),
        Predicate::AttendanceNotNamed,
    );
    rule(!message.needs_part2() && message.part2.is_none(), Predicate::Part2Missing);
    failed
}

/// The receiver may not be told to work with a person longer than the person allowed.
fn asks_no_longer_than(message: &Message, end: Timestamp) -> bool {
    match &message.body {
        Body::Referral(body) => body.until <= end,
        Body::PlanLine(shared) => shared.until <= end,
        Body::Letter(letter) => letter.until <= end,
        Body::Status { .. } | Body::Opened { .. } | Body::Stop | Body::LineTakenBack { .. } | Body::CareStopped => true,
        Body::PurgeAsked | Body::PurgeAnswered { .. } | Body::ContactChanged(_) => true,
        Body::Totals(_) | Body::CoalitionTotals(_) | Body::AffiliationEnded => true,
    }
}

/// The signer matrix of [`crate::release::signer`] (b.6, b.7), as rules of the gate.
fn signer_ok(signature: &Signature) -> Result<(), Vec<Predicate>> {
    let rule = |broken: MayNotSign| match broken {
        MayNotSign::Abuser => Predicate::SignerIsAbuser,
        MayNotSign::VoiceNotVerified => Predicate::VoiceNotVerified,
        MayNotSign::NotSignedThere => Predicate::NotSignedThere,
        MayNotSign::OfAge
        | MayNotSign::Minor
        | MayNotSign::AgeNotAsked
        | MayNotSign::NotAlone
        | MayNotSign::ParentMissing
        | MayNotSign::MinorMissing
        | MayNotSign::TwoSignatures
        | MayNotSign::CourtPaperMissing => Predicate::SignerNotEntitled,
    };
    let failed: Vec<_> = signer_failures(signature).into_iter().map(rule).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed) }
}
