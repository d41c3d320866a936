//! Releases: signed with the survivor, live for a while, taken back in one press.

use crate::referrals::inbox::{PartnerNames, partner_names};
use crate::referrals::stop::Noted;
use crate::referrals::{self, Stopped};
use crate::{App, Error, Result, Session, dispatch, journal, partnerships, plans};
use domain::audit::Act;
use domain::care_plan::{LONGEST_LINE, Letter, Line, SharedLine};
use domain::gate;
use domain::ids::{CrossingId, LineId, OrgId, PartnershipId, ReferralId, ReleaseId, SlipId};
use domain::member::Deed;
use domain::message::{Body, ReferralBody};
use domain::org::LONGEST_MAX_RELEASE;
use domain::referral::{Bank, Direction, Handoff, PersonCard, Status, Told, Urgency};
use domain::release::{Element, HowSaid, Presence, Purpose, Release, Signature, SignatureMethod, SignerRole};
use domain::safe_contact::SafeContact;
use domain::text::PersonText;
use domain::time::{Days, Timestamp};
use std::collections::BTreeSet;
use store::releases::NewRelease as NewRow;
use store::slips::Slip;
use vault::{Compartment, Place, RecordKey};

/// A release as it is signed.
pub struct NewRelease {
    /// Made with the form.
    pub id: ReleaseId,
    /// The record it belongs to: a new one for a referral to come, an existing one for feedback.
    pub referral: ReferralId,
    /// The one recipient.
    pub partnership: PartnershipId,
    /// Purpose.
    pub purpose: Purpose,
    /// Exactly what may cross.
    pub elements: BTreeSet<Element>,
    /// How long. At most the organization's longest.
    pub days: Days,
    /// Risks and rights were read aloud, and understood.
    pub informed: bool,
    /// Carries the statements of 42 CFR 2.31.
    pub part2_consent: bool,
    /// Who signs.
    pub role: SignerRole,
    /// The witness attests that the signer is not the person who hurts the survivor.
    pub signer_is_not_abuser: bool,
    /// How.
    pub method: SignatureMethod,
    /// Where.
    pub presence: Presence,
    /// Name as signed; sealed. For a paper signature, where the paper is kept.
    pub signed_name: Option<PersonText>,
    /// The drawing, as the path of an SVG; sealed.
    pub drawing: Option<String>,
}

/// A release in the list: no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// The release.
    pub release: Release,
    /// The recipient's name.
    pub recipient_name: String,
    /// Code of the record.
    pub short_code: String,
    /// Days left; 0 when it clears nothing any more.
    pub days_left: Days,
    /// A referral was sent under it.
    pub is_used: bool,
}

/// Signs a release. The same form posted twice signs once.
///
/// # Errors
/// [`Error::Refused`] with every rule that the release would break at the gate; [`Error::NotFound`] when the record
/// it belongs to is none of the caller's.
pub async fn sign(app: &App, session: &Session, new: NewRelease) -> Result<ReleaseId> {
    session.authorize(Deed::TakeRelease)?;
    let now = app.now();
    let partnership = partnerships::find(app, session, new.partnership).await?;
    let recipient = partnership.partner.id;
    let crossing = crossing_of(app, session, &new, recipient).await?;
    let release = release_of(session, &new, recipient, now);
    ask_gate(app, session, &new, crossing, &release, now).await?;
    let (form_key_sealed, form_key_epoch, form_sealed) = seal_form(app, session, &new)?;
    let row = NewRow { release, crossing, form_key_sealed, form_key_epoch, form_sealed, created_at: now };
    let (scope, member, id) = (session.scope, session.member, new.id);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::releases::insert(tx, &scope, &row).await?.is_new() {
                    let subject = Some(id.bytes());
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::ReleaseSigned, subject, ""));
                }
                Ok::<_, Error>(id)
            })
        })
        .await
}

/// Feedback is about a record of ours that came from the recipient, a plan about one on either bank; a warm referral is
/// about one to come, with a crossing of its own.
async fn crossing_of(app: &App, session: &Session, new: &NewRelease, recipient: OrgId) -> Result<CrossingId> {
    let row = store::referrals::find(app.store(), &session.scope, session.member, new.referral).await?;
    match (new.purpose, row) {
        (Purpose::CoordinatedCare, Some(row)) => {
            let (referral, gone) = (row.line.referral, row.destroyed_at.is_some());
            let over = matches!(referral.status, Status::Withdrawn | Status::Declined(_) | Status::Expired);
            if referral.partner == recipient && !gone && !over { Ok(referral.crossing) } else { Err(Error::NotFound) }
        }
        (Purpose::Feedback, Some(row)) => {
            let referral = row.line.referral;
            let fits = referral.bank == Bank::Receiver && referral.partner == recipient;
            if fits { Ok(referral.crossing) } else { Err(Error::NotFound) }
        }
        (Purpose::WarmReferral, None) => Ok(CrossingId::new(app.next_id_alike(new.referral.uuid()))),
        _ => Err(Error::NotFound),
    }
}

fn release_of(session: &Session, new: &NewRelease, recipient: OrgId, now: Timestamp) -> Release {
    Release {
        id: new.id,
        holder: session.org_id(),
        recipient,
        referral: new.referral,
        purpose: new.purpose,
        elements: new.elements.clone(),
        informed: new.informed,
        part2_consent: new.part2_consent,
        signature: Some(Signature {
            role: new.role,
            signer_is_not_abuser: new.signer_is_not_abuser,
            method: new.method,
            presence: new.presence,
            witness: session.member,
            signed_at: now,
        }),
        expires_at: Some(now.plus_days(new.days)),
        revoked_at: None,
    }
}

/// Would it clear the least that could be sent under it? A release that clears nothing is not worth a signature.
async fn ask_gate(
    app: &App,
    session: &Session,
    new: &NewRelease,
    crossing: CrossingId,
    release: &Release,
    now: Timestamp,
) -> Result<()> {
    let body = match new.purpose {
        Purpose::Feedback => Body::Status { told: Told::Accepted },
        Purpose::CoordinatedCare => least_of_care(session, new, release, now),
        Purpose::WarmReferral => Body::Referral(Box::new(bare_referral(session, release, now)?)),
    };
    let least = dispatch::message(app, session.org_id(), release.recipient, crossing, body);
    let basis = gate::Basis::Releases(std::slice::from_ref(release));
    dispatch::pass_gate(app, session, new.referral, least, basis, now).await.map(drop)
}

/// The least that could be shared of a plan: a line, or a message where only messages were ticked.
fn least_of_care(session: &Session, new: &NewRelease, release: &Release, now: Timestamp) -> Body {
    let words = PersonText::parse("-", LONGEST_LINE).expect("invariant: a dash is a text");
    let (by, until) = (session.name().clone(), release.expires_at.unwrap_or(now));
    let (substance_use, part2_notice) = (new.elements.contains(&Element::SubstanceUse), release.part2_consent);
    if new.elements.contains(&Element::Messages) && !new.elements.contains(&Element::CarePlan) {
        return Body::Letter(Box::new(Letter { words, by, until, substance_use, part2_notice }));
    }
    let (line, content) = (LineId::from_bytes(new.id.bytes()), Line::Goal { words, substance_use });
    Body::PlanLine(Box::new(SharedLine { line, content, by, until, part2_notice }))
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
        part2_notice: release.part2_consent,
    })
}

/// What is sealed of a release: who signed, and the hand's drawing.
#[derive(serde::Serialize, serde::Deserialize)]
struct Form {
    signed_name: Option<PersonText>,
    drawing: Option<String>,
}

fn seal_form(app: &App, session: &Session, new: &NewRelease) -> Result<(Vec<u8>, u32, Vec<u8>)> {
    let key = session.keys()?.compartment(Compartment::Releases).ok_or(Error::Locked)?;
    let (record, org) = (RecordKey::generate(app.entropy()), session.org_id());
    let place = |field| Place { org, table: "release", row: new.id.bytes(), field, version: 1 };
    let form = Form { signed_name: new.signed_name.clone(), drawing: new.drawing.clone() };
    let wrapped = record.wrap(key, &place("form_key"), app.entropy())?;
    let sealed = record.seal(&place("form"), &form, app.entropy())?;
    Ok((wrapped, key.epoch(), sealed.into_bytes()))
}

/// Live releases, those that end first on top.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn list(app: &App, session: &Session) -> Result<Vec<ReleaseRow>> {
    session.authorize(Deed::ReadReleases)?;
    let (now, end) = (app.now(), app.now().plus_days(LONGEST_MAX_RELEASE).plus_days(Days(1)));
    let rows = store::releases::expiring(app.store(), &session.scope, session.member, now, end, None, LISTED).await?;
    let names = partner_names(app, session).await?;
    let mut list = Vec::new();
    for row in rows {
        list.push(release_row(app, session, &names, row, now).await?);
    }
    Ok(list)
}

/// Live releases on one page.
const LISTED: u32 = 200;

async fn release_row(
    app: &App,
    session: &Session,
    names: &PartnerNames,
    row: store::releases::ReleaseRow,
    now: Timestamp,
) -> Result<ReleaseRow> {
    let record = store::referrals::find(app.store(), &session.scope, session.member, row.release.referral).await?;
    Ok(ReleaseRow {
        recipient_name: names.get(&row.release.recipient).cloned().unwrap_or_default(),
        short_code: row.release.referral.short_code(),
        days_left: row.release.days_left(now),
        is_used: record.is_some(),
        release: row.release,
    })
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn show(app: &App, session: &Session, id: ReleaseId) -> Result<ReleaseRow> {
    session.authorize(Deed::ReadReleases)?;
    let row = store::releases::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    let names = partner_names(app, session).await?;
    release_row(app, session, &names, row, app.now()).await
}

/// Takes one back, as the person said in speech: see [`revoke_said`].
///
/// # Errors
/// As [`revoke_said`].
pub async fn revoke(app: &App, session: &Session, id: ReleaseId) -> Result<Stopped> {
    revoke_said(app, session, id, HowSaid::Speech).await
}

/// Takes one back, with everything that rests on it: what was sent under it is stopped as
/// [`crate::referrals::stop_said()`] does. Of a plan only the sharing ends, and the referral stands. Taken back twice,
/// it answers as the first time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn revoke_said(app: &App, session: &Session, id: ReleaseId, said: HowSaid) -> Result<Stopped> {
    session.authorize(Deed::StopSharing)?;
    let row = store::releases::find(app.store(), &session.scope, session.member, id).await?.ok_or(Error::NotFound)?;
    let record = store::referrals::find(app.store(), &session.scope, session.member, row.release.referral).await?;
    if row.release.purpose == Purpose::CoordinatedCare {
        return plans::ending::stop(app, session, row.release.referral, said).await;
    }
    if record.is_some() {
        return referrals::stop_said(app, session, row.release.referral, said).await;
    }
    // There is no record yet, so nothing was sent and nobody needs to hear of it.
    let (scope, member) = (session.scope, session.member);
    let end = referrals::stop::ending(app, session, row.release.referral, None, said);
    let end = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let taken = store::releases::take_back(tx, &scope, id, end.at).await?;
                let end = match referrals::stop::note(tx, &scope, member, end, taken).await? {
                    Noted::Before(end) => return Ok(end),
                    Noted::Now(end) => end,
                };
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, end.at, Act::ReleaseRevoked, subject, ""));
                Ok::<_, Error>(end)
            })
        })
        .await?;
    Ok(referrals::stop::stopped(&end, said, Vec::new()))
}

/// Counts a slip that a person carries themselves. Nothing about them is stored. `id` is made with the form.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn slip_printed(app: &App, session: &Session, id: SlipId) -> Result<()> {
    session.authorize(Deed::PrintSlip)?;
    let direction = Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?;
    let (scope, member, now) = (session.scope, session.member, app.now());
    let slip = Slip { id, direction, at: now, month: session.month(now) };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::slips::insert(tx, &scope, &slip).await?.is_new() {
                    tx.audit(&scope, journal::by_member(&scope, member, now, Act::SlipPrinted, None, ""));
                }
                Ok(())
            })
        })
        .await
}
