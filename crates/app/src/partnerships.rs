//! The partnership as a member of one side sees it. Holds nothing about a person.

use crate::mou::{self, Holds};
use crate::{App, Error, Result, Session, journal, liaisons};
use domain::audit::Act;
use domain::day::Day;
use domain::ids::{MemberId, OrgId, PartnershipId};
use domain::listing::{Capacity, Room};
use domain::member::{Deed, MemberState};
use domain::org::{OrgKind, VaultMode};
use domain::partnership::{Liaisons, NotOpen, PartnershipState, Side};
use domain::service::Service;
use domain::text::Label;
use domain::time::{Minutes, Timestamp};
use store::partnerships::PartnershipRow;
use store::{Tx, Work};
use vault::{Compartment, OrgPublic, fingerprint_words};

/// A partner, and whether anything can be sent to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// The partnership.
    pub partnership: PartnershipId,
    /// The other organization.
    pub org: OrgId,
    /// Its kind.
    pub kind: OrgKind,
    /// Its name.
    pub name: Label,
    /// Its public phone.
    pub phone: Label,
    /// Its hotline: the fall-back of every handoff.
    pub hotline: Option<Label>,
    /// Its liaison and alternate, by name.
    pub liaison: Option<Label>,
    /// See `liaison`.
    pub alternate: Option<Label>,
    /// How soon it promises to answer, where no agreement says otherwise.
    pub response_promise: Minutes,
    /// What holds between the two: the memorandum in force, the live procedures.
    pub holds: Holds,
    /// Its services that are offered now.
    pub services: Vec<Service>,
    /// Whether each line that offers one takes new people, and until when it is full.
    pub rooms: Vec<(Service, Room, Option<Day>)>,
    /// How its keys are held; said before signing when the host can read.
    pub vault_mode: VaultMode,
    /// State.
    pub state: PartnershipState,
    /// Why nothing can be sent now, if so.
    pub closed_because: Option<NotOpen>,
    /// What may be known of how it keeps up; organization-level, and nothing below eleven referrals.
    pub pulse: Pulse,
}

impl Partner {
    /// Whether a service takes new people. It is said before somebody is sent there, and keeps nobody from being sent.
    #[must_use]
    pub fn capacity(&self, service: Service, today: Day) -> Capacity {
        let lines = self.rooms.iter().filter(|(of, _, _)| *of == service);
        Capacity::of(lines.map(|(_, room, until)| (*room, *until)), today)
    }
}

/// Organization-level signs of life. Never computed from fewer than eleven referrals, so that none is recognizable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulse {
    /// Usual minutes to an answer.
    pub usual_reply: Option<Minutes>,
    /// Whether the inbox is being answered within the promise.
    pub keeping_up: Option<bool>,
    /// As of when.
    pub as_of: Option<Timestamp>,
}

/// One side of the partnership, for the lead's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The partner.
    pub partner: Partner,
    /// Our liaison and alternate.
    pub our_liaison: Option<(MemberId, Label)>,
    /// See `our_liaison`.
    pub our_alternate: Option<(MemberId, Label)>,
    /// Our key's six words, to be read to the partner.
    pub our_words: [String; 6],
    /// The partner's six words, to be compared with what they read.
    pub their_words: [String; 6],
    /// We have compared them.
    pub confirmed: bool,
}

/// All partners of the caller's organization; the first is the default choice.
///
/// # Errors
/// [`Error::NotFound`] for who may not know who the partners are: the front desk books visits without the agency.
pub async fn list(app: &App, session: &Session) -> Result<Vec<Partner>> {
    session.authorize(Deed::ReadServices)?;
    let rows = store::partnerships::list(app.store(), &session.scope).await?;
    let mut partners = Vec::with_capacity(rows.len());
    for row in &rows {
        partners.push(partner_of(app, session, row).await?);
    }
    Ok(partners)
}

async fn partner_of(app: &App, session: &Session, row: &PartnershipRow) -> Result<Partner> {
    let partner = &row.partner;
    let pulse =
        row.partner_pulse.map(|p| Pulse { usual_reply: p.usual_reply, keeping_up: p.keeping_up, as_of: Some(p.as_of) });
    Ok(Partner {
        holds: mou::holds::of(app, session, row).await?,
        partnership: row.partnership.id,
        org: partner.id,
        kind: partner.kind,
        name: partner.name.clone(),
        phone: partner.phone.clone(),
        hotline: partner.hotline.clone(),
        liaison: row.partner_liaison.clone(),
        alternate: row.partner_alternate.clone(),
        response_promise: partner.response_promise,
        services: row.partner_services.clone(),
        rooms: row.partner_rooms.clone(),
        vault_mode: partner.vault_mode,
        state: row.partnership.state,
        closed_because: may_send(session, row).err(),
        pulse: pulse.unwrap_or_default(),
    })
}

/// The partner's public keys as they stand in the database today.
pub(crate) fn partner_public(row: &PartnershipRow) -> OrgPublic {
    OrgPublic { org: row.partner.id, intake: row.partner.intake_public, signing: row.partner.signing_public }
}

/// May the caller send to this partner now? Compares today's keys with the pin that was made when both sides read
/// their words aloud, so keys exchanged in the database stop sending.
pub(crate) fn may_send(session: &Session, row: &PartnershipRow) -> std::result::Result<OrgPublic, NotOpen> {
    let public = partner_public(row);
    let key = session.keys().ok().and_then(|keys| keys.compartment(Compartment::Intake));
    let pin = key.ok_or(NotOpen::KeyNotConfirmed)?.pin(&public);
    row.partnership.may_send(session.org_id(), &pin)?;
    Ok(public)
}

/// The partnership of this id that the caller's organization is part of.
pub(crate) async fn find(app: &App, session: &Session, id: PartnershipId) -> Result<PartnershipRow> {
    let all = store::partnerships::list(app.store(), &session.scope).await?;
    all.into_iter().find(|row| row.partnership.id == id).ok_or(Error::NotFound)
}

/// The partnership with this partner.
pub(crate) async fn with(app: &App, session: &Session, partner: OrgId) -> Result<PartnershipRow> {
    let all = store::partnerships::list(app.store(), &session.scope).await?;
    all.into_iter().find(|row| row.partner.id == partner).ok_or(Error::NotFound)
}

/// A partner as a record's page shows it.
pub(crate) async fn partner(app: &App, session: &Session, partner: OrgId) -> Result<Partner> {
    let row = with(app, session, partner).await?;
    partner_of(app, session, &row).await
}

/// How the partnerships stand.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn standing(app: &App, session: &Session) -> Result<Vec<Standing>> {
    session.authorize(Deed::ManagePartnership)?;
    let ours = fingerprint_words(&session.keys()?.org.fingerprint()).map(str::to_owned);
    let mut standing = Vec::new();
    for row in store::partnerships::list(app.store(), &session.scope).await? {
        let side = row.partnership.sides.iter().find(|side| side.org == session.org_id());
        let liaisons = side.and_then(|side| side.liaisons);
        standing.push(Standing {
            partner: partner_of(app, session, &row).await?,
            our_liaison: liaisons.map(|l| l.liaison).zip(row.our_liaison.clone()),
            our_alternate: liaisons.map(|l| l.alternate).zip(row.our_alternate.clone()),
            our_words: ours.clone(),
            their_words: fingerprint_words(&partner_public(&row).fingerprint()).map(str::to_owned),
            confirmed: is_confirmed(session, &row),
        });
    }
    Ok(standing)
}

fn is_confirmed(session: &Session, row: &PartnershipRow) -> bool {
    let key = session.keys().ok().and_then(|keys| keys.compartment(Compartment::Intake));
    let side = row.partnership.sides.iter().find(|side| side.org == session.org_id());
    let pin = side.and_then(|side| side.confirmed_partner_key);
    key.zip(pin).is_some_and(|(key, pin)| key.confirms(&partner_public(row), &pin))
}

/// Names our liaison and alternate: two different active members. Both organizations are told if somebody else answered
/// before.
///
/// # Errors
/// [`Error::Invalid`] `liaison-same`, `liaison-not-active`.
pub async fn name_liaisons(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    liaison: MemberId,
    alternate: MemberId,
) -> Result<()> {
    session.authorize(Deed::ManagePartnership)?;
    if liaison == alternate {
        return Err(Error::Invalid("liaison-same"));
    }
    for id in [liaison, alternate] {
        let row = store::members::find(app.store(), &session.scope, id).await?;
        if row.is_none_or(|row| row.member.state != MemberState::Active) {
            return Err(Error::Invalid("liaison-not-active"));
        }
    }
    let (scope, by, at, node) = (session.scope, session.member, app.now(), app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let rows = store::partnerships::list(tx, &scope).await?;
                let row = rows.iter().find(|row| row.partnership.id == partnership).ok_or(Error::NotFound)?;
                Ok::<_, Error>(liaisons::put(&node, tx, &scope, (by, at), row, Liaisons { liaison, alternate }).await?)
            })
        })
        .await?;
    open_if_ready(app, session, partnership).await
}

/// "The six words agree": pins the partner's keys. `words_seen` are the words the page showed, so that keys which
/// changed in between are not confirmed by accident.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] `words-changed`.
pub async fn confirm_key(app: &App, session: &Session, partnership: PartnershipId, words_seen: &str) -> Result<()> {
    session.authorize(Deed::ManagePartnership)?;
    let row = find(app, session, partnership).await?;
    let public = partner_public(&row);
    let today = fingerprint_words(&public.fingerprint());
    if !words_seen.split_whitespace().eq(today) {
        return Err(Error::Invalid("words-changed"));
    }
    let pin = session.keys()?.compartment(Compartment::Intake).ok_or(Error::Locked)?.pin(&public);
    let scope = session.scope;
    app.store()
        .write(scope.org(), {
            let entry = journal::by_member(
                &scope,
                session.member,
                app.now(),
                Act::PartnerKeyConfirmed,
                Some(partnership.bytes()),
                "",
            );
            move |tx| {
                Box::pin(async move {
                    let part = store::partnerships::confirm_partner_key(tx, &scope, partnership, &pin).await?;
                    tx.audit(&scope, entry);
                    if part { Ok(()) } else { Err(Error::NotFound) }
                })
            }
        })
        .await?;
    open_if_ready(app, session, partnership).await
}

/// A forming partnership opens by itself once both sides have named liaisons and confirmed keys.
async fn open_if_ready(app: &App, session: &Session, id: PartnershipId) -> Result<()> {
    let row = find(app, session, id).await?;
    let ready =
        |side: &Side| side.confirmed_partner_key.is_some() && side.liaisons.is_some_and(|l| l.liaison != l.alternate);
    if row.partnership.state != PartnershipState::Forming || !row.partnership.sides.iter().all(ready) {
        return Ok(());
    }
    move_state(app, session, id, PartnershipState::Forming, PartnershipState::Active).await
}

/// Pauses: nothing is sent until it is resumed; what arrived stays workable.
///
/// # Errors
/// [`Error::NotFound`] when it is not active.
pub async fn pause(app: &App, session: &Session, partnership: PartnershipId) -> Result<()> {
    session.authorize(Deed::ManagePartnership)?;
    move_state(app, session, partnership, PartnershipState::Active, PartnershipState::Paused).await
}

/// Resumes. What waited in either outbox leaves at once.
///
/// # Errors
/// [`Error::NotFound`] when it is not paused.
pub async fn resume(app: &App, session: &Session, partnership: PartnershipId) -> Result<()> {
    session.authorize(Deed::ManagePartnership)?;
    let (ours, now) = (session.scope, app.now());
    let theirs = app.worker().scope(find(app, session, partnership).await?.partner.id);
    change(app, session, partnership, PartnershipState::Active.code(), move |tx| {
        Box::pin(async move {
            let (from, to) = (PartnershipState::Paused, PartnershipState::Active);
            if !store::partnerships::set_state(tx, &ours, partnership, from, to).await? {
                return Ok(false);
            }
            store::outbox::hasten(tx, &ours, theirs.org(), now).await?;
            store::outbox::hasten(tx, &theirs, ours.org(), now).await?;
            Ok(true)
        })
    })
    .await?;
    app.outgoing().notify_one();
    Ok(())
}

async fn move_state(
    app: &App,
    session: &Session,
    id: PartnershipId,
    from: PartnershipState,
    to: PartnershipState,
) -> Result<()> {
    let scope = session.scope;
    change(app, session, id, to.code(), move |tx| {
        Box::pin(async move { store::partnerships::set_state(tx, &scope, id, from, to).await })
    })
    .await
}

/// Writes a change of a partnership with its audit entry.
async fn change<F>(app: &App, session: &Session, id: PartnershipId, detail: &'static str, work: F) -> Result<()>
where
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, bool, store::Error> + Send + 'static,
{
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !work(tx).await? {
                    return Err(Error::NotFound);
                }
                let subject = Some(id.bytes());
                tx.audit(&scope, journal::by_member(&scope, member, now, Act::PartnershipChanged, subject, detail));
                Ok(())
            })
        })
        .await
}

/// Begins a partnership between two organizations of the node. An operator's deed, from the terminal.
///
/// # Errors
/// [`Error::Invalid`] `partnership-same-kind`, `partnership-exists`.
pub async fn form(app: &App, a: OrgId, b: OrgId) -> Result<PartnershipId> {
    let all = app.organizations().await?;
    let kind = |id| all.iter().find(|org| org.id == id).map(|org| org.kind);
    match (kind(a), kind(b)) {
        (Some(OrgKind::HealthCenter), Some(OrgKind::Advocacy))
        | (Some(OrgKind::Advocacy), Some(OrgKind::HealthCenter)) => {}
        _ => return Err(Error::Invalid("partnership-same-kind")),
    }
    let (id, now, node) = (PartnershipId::new(app.next_id()), app.now(), app.clone());
    let written = app.store().write(a, move |tx| {
        Box::pin(async move {
            store::partnerships::insert(tx, node.worker(), id, [a, b], now).await?;
            for org in [a, b] {
                let scope = node.worker().scope(org);
                tx.audit(&scope, journal::by_system(&scope, now, Act::PartnershipChanged, Some(id.bytes()), "begun"));
            }
            Ok::<_, Error>(())
        })
    });
    match written.await {
        Ok(()) => Ok(id),
        Err(Error::Store(store::Error::Taken(_))) => Err(Error::Invalid("partnership-exists")),
        Err(error) => Err(error),
    }
}
