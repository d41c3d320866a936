//! What leaves: a cleared message, sealed to the partner, logged as a disclosure and queued, all in one commit.

use crate::releases::bound;
use crate::{App, Error, Result, Session, journal};
use domain::audit::{Act, Entry};
use domain::gate::{Basis, Cleared, ClearedBy, Discloser, Predicate, Refusal, clear};
use domain::ids::{CrossingId, DisclosureId, MemberId, MessageId, OrgId, ReferralId, ReleaseId};
use domain::message::{Body, Message, ReferralBody};
use domain::org::{OrgKind, Organization};
use domain::release::Purpose;
use domain::safe_contact::ContactWay;
use domain::time::Timestamp;
use domain::wishes::{Audience, Wish};
use store::disclosures::{self, Basis as Logged, Disclosure};
use store::outbox::{NewOutgoing, Routing};
use store::referrals::Unsealed;
use store::{OrgScope, Tx};
use vault::{OrgPublic, seal_envelope};

/// Who discloses, as the gate asks it, to an organization of which kind, and to whom the person lets it go.
pub(crate) fn discloser(org: &Organization, audience: Audience, to_kind: OrgKind) -> Discloser {
    Discloser { org: org.id, kind: org.kind, regimes: org.regimes(), max_release: org.max_release, audience, to_kind }
}

/// Of which kind an organization is that something would go to.
async fn kind_of(app: &App, to: OrgId) -> Result<OrgKind> {
    store::organizations::kind(app.store(), to).await?.ok_or(Error::NotFound)
}

/// To whom the person of a record has asked that it go. Of a record that is yet to be written nothing was asked.
pub(crate) async fn audience(app: &App, session: &Session, referral: ReferralId) -> Result<Audience> {
    let (store, scope, viewer) = (app.store(), &session.scope, session.member);
    let wishes = store::wishes::of_referral(store, scope, viewer, referral).await?;
    if wishes.is_empty() {
        return Ok(Audience::Anyone);
    }
    let row = store::referrals::find(store, scope, viewer, referral).await?.ok_or(Error::NotFound)?;
    Ok(Audience::of(&wishes, row.line.referral.partner))
}

/// A message of ours about a crossing.
pub(crate) fn message(app: &App, from: OrgId, to: OrgId, crossing: CrossingId, body: Body) -> Message {
    Message { id: MessageId::new(app.next_id()), from, to, crossing, written_at: app.now(), body, part2: None }
}

/// Everything that the commit writes for one message.
pub(crate) struct Dispatch {
    pub(crate) outgoing: NewOutgoing,
    pub(crate) disclosure: Disclosure,
    pub(crate) release: Option<ReleaseId>,
    pub(crate) entry: Entry,
}

/// Seals a cleared message to the partner.
pub(crate) fn seal(
    app: &App,
    session: &Session,
    referral: ReferralId,
    cleared: &Cleared<Message>,
    to: &OrgPublic,
) -> Result<Dispatch> {
    let keys = session.keys()?;
    let certificate = keys.certificate.as_ref().ok_or(Error::Locked)?;
    let envelope = seal_envelope(cleared, &keys.member, certificate, to, app.entropy())?;
    let (message, now) = (cleared.value(), app.now());
    let release = match cleared.by() {
        ClearedBy::Release(id) => Some(id),
        ClearedBy::Agreement | ClearedBy::Stop | ClearedBy::Purge | ClearedBy::StaffReceipt | ClearedBy::Totals => None,
    };
    let outgoing = NewOutgoing {
        id: message.id,
        to: message.to,
        crossing: message.crossing,
        kind: message.body.kind(),
        release,
        valid_until: cleared.until(),
        envelope_sealed: envelope.bytes,
        routing: routing(&message.body),
        created_at: now,
    };
    let disclosure = Disclosure {
        id: DisclosureId::new(app.next_id()),
        referral,
        crossing: message.crossing,
        to: message.to,
        elements: cleared.elements().clone(),
        basis: logged(cleared.by()),
        purpose: message.purpose(),
        by: Some(session.member),
        message: message.id,
        at: now,
        delivered_at: None,
        stopped_at: None,
        opened: None,
    };
    let codes: Vec<_> = cleared.elements().iter().map(|element| element.code()).collect();
    let detail = format!("{} {}", message.body.kind().code(), codes.join(" "));
    let entry =
        journal::by_member(&session.scope, session.member, now, Act::Disclosed, Some(referral.bytes()), detail.trim());
    Ok(Dispatch { outgoing, disclosure, release, entry })
}

fn logged(by: ClearedBy) -> Logged {
    match by {
        ClearedBy::Release(id) => Logged::Release(id),
        ClearedBy::Agreement => Logged::Agreement,
        ClearedBy::Stop | ClearedBy::Purge | ClearedBy::StaffReceipt | ClearedBy::Totals => Logged::Nothing,
    }
}

/// What the receiver's list may show before anybody opens it; nothing that says who.
fn routing(body: &Body) -> Option<Routing> {
    let Body::Referral(body) = body else { return None };
    Some(Routing { direction: body.direction, said: unsealed(body) })
}

fn unsealed(body: &ReferralBody) -> Unsealed {
    Unsealed {
        handoff: body.handoff,
        urgency: body.urgency,
        language: body.language.clone(),
        do_not_contact: body.card.safe_contact.way == ContactWay::DoNotContact,
        sender_name: body.sender_name.as_str().to_owned(),
    }
}

/// Queues it. A release that was taken back since the gate read it refuses here, in the transaction: withdrawing
/// leaves no queued send, in whichever order the two arrive. So does taking back the word that a referral went under, and
/// asking that nobody be told.
pub(crate) async fn queue(tx: &Tx, scope: &OrgScope, session_member: MemberId, dispatch: &Dispatch) -> Result<()> {
    if let Some(id) = dispatch.release {
        // Of two that come together, the one that takes it back is seen here, or waits and finds what is queued.
        store::referrals::keep_still(tx, scope, dispatch.disclosure.referral).await?;
        store::releases::keep_still(tx, scope, id).await?;
        let row = store::releases::find(tx, scope, session_member, id).await?.ok_or(Error::NotFound)?;
        if let Some(how) = bound::untrue(tx, scope, &row.release).await? {
            tracing::warn!(how = how.code(), "a release is not what was signed");
            return Err(Error::Refused(Refusal { failed: vec![Predicate::NoRelease] }));
        }
        if row.release.revoked_at.is_some() {
            return Err(Error::Refused(Refusal { failed: vec![Predicate::Revoked] }));
        }
    }
    if dispatch.disclosure.basis == Logged::Agreement && dispatch.disclosure.purpose == Purpose::WarmReferral {
        stands_still(tx, scope, session_member, &dispatch.disclosure).await?;
    }
    if dispatch.disclosure.basis != Logged::Nothing {
        let asked = store::wishes::standing(tx, scope, dispatch.disclosure.referral).await?;
        if asked.contains(&Wish::Nobody) {
            return Err(Error::Refused(Refusal { failed: vec![Predicate::Restricted] }));
        }
        disclosures::insert_all(tx, &[(*scope, &dispatch.disclosure)]).await?;
    }
    store::outbox::insert_all(tx, &[(*scope, &dispatch.outgoing)]).await?;
    tx.audit(scope, dispatch.entry.clone());
    Ok(())
}

/// The word that a referral went under still stands in this commit. What is told on a word of its own was said just now.
async fn stands_still(tx: &Tx, scope: &OrgScope, viewer: MemberId, what: &Disclosure) -> Result<()> {
    store::referrals::keep_still(tx, scope, what.referral).await?;
    let agreed = store::releases::agreements_of(tx, scope, viewer, what.referral).await?;
    let mut agreed = agreed.into_iter().filter(|one| one.purpose == what.purpose && one.recipient == what.to);
    if agreed.any(|one| one.revoked_at.is_none()) {
        return Ok(());
    }
    Err(Error::Refused(Refusal { failed: vec![Predicate::Revoked] }))
}

/// Asks the gate; a refusal is written to the audit chain before it is answered. The gate knows what a release
/// allows, and this knows whose it is: a release of another referral is none here, and neither is one that is not what
/// was signed.
pub(crate) async fn pass_gate(
    app: &App,
    session: &Session,
    referral: ReferralId,
    message: Message,
    basis: Basis<'_>,
    now: Timestamp,
) -> Result<Cleared<Message>> {
    if let Basis::Releases(releases) = &basis
        && releases.iter().any(|release| release.referral != referral)
    {
        return Err(Error::NotFound);
    }
    let signed = match &basis {
        Basis::Releases(releases) => Some(bound::as_signed(app, session, releases).await?),
        Basis::Agreement(_) => None,
    };
    let basis = signed.as_deref().map_or(basis, Basis::Releases);
    ask_gate(app, session, referral, message, basis, now).await
}

/// As [`pass_gate`], of a release that is yet to be signed, or of those that were found to be what was signed.
pub(crate) async fn ask_gate(
    app: &App,
    session: &Session,
    referral: ReferralId,
    message: Message,
    basis: Basis<'_>,
    now: Timestamp,
) -> Result<Cleared<Message>> {
    let message = match &basis {
        Basis::Releases(releases) => message.under(releases),
        Basis::Agreement(_) => message,
    };
    let audience = audience(app, session, referral).await?;
    let to_kind = kind_of(app, message.to).await?;
    match clear(message, &discloser(&session.org, audience, to_kind), basis, now) {
        Ok(cleared) => Ok(cleared),
        Err(refusal) => {
            record_refusal(app, session, referral).await?;
            Err(Error::Refused(refusal))
        }
    }
}

/// That somebody was refused, and not why: the rules stand on the page of the refusal, and some are broken only where something
/// is true of the person. The chain would tell of it after they had it forgotten.
async fn record_refusal(app: &App, session: &Session, referral: ReferralId) -> Result<()> {
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let subject = Some(referral.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::GateRefused, subject, ""));
                Ok(())
            })
        })
        .await
}
