//! A release signed into force: from a finished draft, past the gate, in one commit with the end of the draft.
//!
//! Invariant: nothing here takes anything but a [`Finished`], which only eight answered steps make.

use super::draft::{self, Begun, Standing};
use super::sealed;
use crate::{App, Error, Result, Session, dispatch, journal};
use domain::audit::Act;
use domain::care_plan::{LONGEST_LINE, Letter, Line, SharedLine};
use domain::gate;
use domain::ids::{CrossingId, LineId, MemberId, PartnershipId, ReferralId, ReleaseId};
use domain::member::Deed;
use domain::message::{Body, ReferralBody};
use domain::org::Language;
use domain::referral::{Direction, Handoff, PersonCard, Told, Urgency};
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::draft::{Draft, Finished, NotAnswered, Unfinished};
use domain::release::signer::Claim;
use domain::release::terms::{self, Salt};
use domain::release::{CopyKept, Element, Presence, Purpose, Release, SignatureMethod, SignerRole};
use domain::safe_contact::SafeContact;
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use store::drafts::DraftRow;
use store::referrals::ReferralRow;
use store::releases::NewRelease as NewRow;

/// Signs a draft whose eight steps are answered. Signing twice signs once.
///
/// # Errors
/// [`Error::NotAnswered`] names the first open step; [`Error::Refused`] every rule that the release would break at the
/// gate; [`Error::NotFound`] for a draft that is not there, or whose record is none of the caller's any more.
pub async fn sign(app: &App, session: &Session, id: ReleaseId) -> Result<ReleaseId> {
    let begun = match draft::standing(app, session, id).await? {
        Standing::Open(begun) => begun,
        Standing::Signed(release) => return Ok(release.id),
    };
    let finished = finish(&begun)?;
    let ended = begun.row().cloned().ok_or(Error::NotFound)?;
    put_in_force(app, session, id, &finished, Some(ended)).await
}

fn finish(begun: &Begun) -> Result<Finished> {
    let first = |Unfinished { missing }: Unfinished| match missing.first() {
        Some(open) => Error::NotAnswered(NotAnswered::TooEarly { open: *open }),
        None => Error::NotFound,
    };
    begun.draft.finish(&begun.terms).map_err(first)
}

async fn put_in_force(
    app: &App,
    session: &Session,
    id: ReleaseId,
    finished: &Finished,
    draft: Option<DraftRow>,
) -> Result<ReleaseId> {
    let now = app.now();
    let release = finished.release(id, session.org_id());
    let crossing = crossing_of(app, session, &release).await?;
    ask_gate(app, session, crossing, &release, now).await?;
    let form = sealed::form(app, session, id, finished)?;
    let mut salt = [0; Salt::BYTES];
    app.entropy().fill(&mut salt);
    let salt = Salt::new(salt);
    let row = NewRow {
        release,
        crossing,
        terms_salt: salt,
        copy: finished.copy(),
        form_key_sealed: form.key_sealed,
        form_key_epoch: form.key_epoch,
        form_sealed: form.form_sealed,
        created_at: now,
    };
    let (scope, member) = (session.scope, session.member);
    // What was signed is held fast by the chain.
    let detail = terms::detail(&row.release, salt);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // Only what was read is signed: an answer from another page in between is not in these words.
                if let Some(draft) = &draft
                    && !store::drafts::delete_version(tx, &scope, draft, now).await?
                {
                    let signed = store::releases::find(tx, &scope, member, id).await?;
                    return if signed.is_some() { Ok(id) } else { Err(Error::NotFound) };
                }
                // What ended meanwhile carries no new release. A stop from the partner waits for this commit, or is seen.
                if row.release.purpose != Purpose::WarmReferral {
                    store::referrals::keep_still(tx, &scope, row.release.referral).await?;
                }
                let record = store::referrals::find(tx, &scope, member, row.release.referral).await?;
                if crossing_in(&row.release, record.as_ref(), now)?.is_some_and(|stands| stands != row.crossing) {
                    return Err(Error::NotFound);
                }
                if store::releases::insert(tx, &scope, &row).await?.is_new() {
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReleaseSigned, subject, detail));
                }
                Ok::<_, Error>(id)
            })
        })
        .await
}

/// Feedback is about a record of ours that came from the recipient, a plan about one on either bank; a warm referral is
/// about one to come, with a crossing of its own.
async fn crossing_of(app: &App, session: &Session, release: &Release) -> Result<CrossingId> {
    let row = draft::record(app, session, release.referral).await?;
    let stands = crossing_in(release, row.as_ref(), app.now())?;
    Ok(stands.unwrap_or_else(|| CrossingId::new(app.next_id_alike(release.referral.uuid()))))
}

/// The crossing of the record that the release is about; none for a referral to come, which has no record.
fn crossing_in(release: &Release, row: Option<&ReferralRow>, now: Timestamp) -> Result<Option<CrossingId>> {
    let Some(row) = row else {
        return if release.purpose == Purpose::WarmReferral { Ok(None) } else { Err(Error::NotFound) };
    };
    draft::must_take(release.purpose, row, now)?;
    let referral = &row.line.referral;
    if referral.partner == release.recipient { Ok(Some(referral.crossing)) } else { Err(Error::NotFound) }
}

/// Would it clear the least that could be sent under it? A release that clears nothing is not worth a signature.
async fn ask_gate(app: &App, session: &Session, crossing: CrossingId, release: &Release, now: Timestamp) -> Result<()> {
    let body = match release.purpose {
        Purpose::Feedback if release.elements.contains(&Element::Attendance) => Body::Status { told: Told::Accepted },
        Purpose::Feedback => least_letter(session, release, now),
        Purpose::CoordinatedCare => least_of_care(session, release, now),
        Purpose::WarmReferral => Body::Referral(Box::new(bare_referral(session, release, now)?)),
    };
    let least = dispatch::message(app, session.org_id(), release.recipient, crossing, body);
    let basis = gate::Basis::Releases(std::slice::from_ref(release));
    dispatch::ask_gate(app, session, release.referral, least, basis, now).await.map(drop)
}

/// The least that could be shared of a plan: a line, or a message where only messages were ticked.
fn least_of_care(session: &Session, release: &Release, now: Timestamp) -> Body {
    let words = PersonText::parse("-", LONGEST_LINE).expect("invariant: a dash is a text");
    let (by, until) = (session.name().clone(), release.expires_at.unwrap_or(now));
    let elements = &release.elements;
    let substance_use = elements.contains(&Element::SubstanceUse);
    if elements.contains(&Element::Messages) && !elements.contains(&Element::CarePlan) {
        return least_letter(session, release, now);
    }
    let (line, content) = (LineId::from_bytes(release.id.bytes()), Line::Goal { words, substance_use });
    Body::PlanLine(Box::new(SharedLine { line, content, by, until }))
}

/// The least that could be written to the other team.
fn least_letter(session: &Session, release: &Release, now: Timestamp) -> Body {
    let words = PersonText::parse("-", LONGEST_LINE).expect("invariant: a dash is a text");
    let (by, until) = (session.name().clone(), release.expires_at.unwrap_or(now));
    let substance_use = release.elements.contains(&Element::SubstanceUse);
    Body::Letter(Box::new(Letter { words, by, until, substance_use, beside: release.purpose }))
}

/// A referral that says nothing but that it is one.
fn bare_referral(session: &Session, release: &Release, now: Timestamp) -> Result<ReferralBody> {
    let card = PersonCard {
        name: None,
        safe_contact: SafeContact::do_not_contact(now),
        needs: BTreeSet::new(),
        visit: None,
        note: None,
    };
    Ok(ReferralBody {
        direction: Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?,
        handoff: Handoff::IntroductionOnly,
        urgency: Urgency::AnyTime,
        language: "und".to_owned(),
        sender_name: session.name().clone(),
        card,
        until: release.expires_at.unwrap_or(now),
    })
}

/// All that the eight steps ask, for synthetic people who know it from the start.
pub struct NewRelease {
    /// Its id.
    pub id: ReleaseId,
    /// The record it belongs to: a new one for a referral to come, an existing one for feedback.
    pub referral: ReferralId,
    /// The one recipient.
    pub partnership: PartnershipId,
    /// Purpose.
    pub purpose: Purpose,
    /// Exactly what may cross.
    pub elements: BTreeSet<Element>,
    /// How long.
    pub days: Days,
    /// The choice for the event of death.
    pub after_death: bool,
    /// Risks and rights were read aloud, and understood.
    pub informed: bool,
    /// Carries the statements of 42 CFR 2.31.
    pub part2_consent: bool,
    /// Who signs.
    pub role: SignerRole,
    /// The witness attests that the signer is not the abuser.
    pub signer_is_not_abuser: bool,
    /// How.
    pub method: SignatureMethod,
    /// Where.
    pub presence: Presence,
    /// Name as signed.
    pub signed_name: Option<PersonText>,
    /// The drawing, as the path of an SVG.
    pub drawing: Option<String>,
}

impl NewRelease {
    fn answers(self, witness: MemberId) -> [Answer; 8] {
        let claim = Claim {
            role: self.role,
            is_not_abuser: self.signer_is_not_abuser,
            presence: self.presence,
            age: None,
            parent_signs: true,
            court_paper_seen: true,
            is_of_age: true,
            minor_signs: true,
        };
        let (name, name_too) = (self.signed_name.clone(), self.signed_name);
        [
            Answer::OtherWay(OtherWay::GoOn),
            Answer::What(What { elements: self.elements, part2_consent: self.part2_consent }),
            Answer::Who(self.partnership),
            Answer::Why(self.purpose),
            Answer::HowLong(Life::Days(self.days), self.after_death),
            Answer::Rights(Rights { informed: self.informed, language: Language::En.into(), interpreted: false }),
            Answer::Signature(Signing {
                claim,
                method: self.method,
                place: name.clone(),
                signed_on: None,
                name,
                second: name_too,
                drawing: self.drawing,
                witness,
            }),
            Answer::Copy(CopyKept::None),
        ]
    }
}

/// Walks through the eight steps in one go: for the demo, for measuring, and for tests of what comes after them. It
/// goes the same way as the pages do, and there is no shorter one. Nobody is asked anything, so it attests what nobody saw:
/// a node that serves people has none ([`crate::Settings::synthetic`]).
///
/// # Errors
/// [`Error::NotFound`] where people are not synthetic; as [`draft::answer`] and [`sign`].
pub async fn walk(app: &App, session: &Session, new: NewRelease) -> Result<ReleaseId> {
    session.authorize(Deed::TakeRelease)?;
    if !app.is_synthetic() {
        return Err(Error::NotFound);
    }
    let id = new.id;
    let mut begun = draft::open(app, session, id, Draft::begin(new.purpose, new.referral), None).await?;
    for answer in new.answers(session.member) {
        begun.draft.answer(answer, &begun.terms)?;
    }
    put_in_force(app, session, id, &finish(&begun)?, None).await
}
