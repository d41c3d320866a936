//! An organization and a coalition that are connected: beginning it, comparing keys, and whether anything is told.
//!
//! Invariant: an organization decides by itself whether it tells, and stops it by itself; a coalition decides nothing about
//! it. What was told stays told.
//! Invariant: either side ends it, for good; along what has ended nothing goes and nothing is taken in.
//! Invariant: no partnership, so nothing about a person finds its way along it.
//!
//! Read next: [`begin_telling`] (what a lead decides), [`ending::end`] (how it ends), [`crate::totals`] (what is told),
//! [`crate::roll_up`] (what becomes of it).

pub mod ending;

use crate::{App, Error, Result, Session, journal, notices};
use domain::audit::Act;
use domain::coalition::{Connection, EVERY, EndedBy};
use domain::ids::{AffiliationId, CrossingId, OrgId};
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use domain::totals::Period;
use store::Inserted;
use store::affiliations::{AffiliationRow, ToldRow};
use store::totals::ReportRow;
use vault::{Compartment, OrgPublic, fingerprint_words};

/// A connection, as a lead of either side looks after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    /// Which.
    pub id: AffiliationId,
    /// The other side's name.
    pub name: Label,
    /// Its public phone.
    pub phone: Label,
    /// What it is.
    pub kind: OrgKind,
    /// Our key's six words.
    pub our_words: [String; 6],
    /// Theirs.
    pub their_words: [String; 6],
    /// We have compared theirs, and they are the same today.
    pub confirmed: bool,
    /// We had compared theirs, and they are others today: nothing is told or taken in until they are compared again.
    pub key_changed: bool,
    /// They have compared ours.
    pub confirmed_there: bool,
    /// Since when the organization of the two tells its closed periods.
    pub tells_since: Option<Timestamp>,
    /// What can be told along it: each closed period of ours of the length that coalitions sum, the latest first. Nothing at a
    /// coalition, and nothing while nothing is told.
    pub periods: Vec<Closed>,
    /// When it ended for us, and by which side; nothing while it stands.
    pub ended: Option<(Timestamp, EndedBy)>,
    /// The other side has ended its half. Where ours stands, nothing goes along it any more, and it is to be ended here too.
    pub is_ended_there: bool,
}

/// A closed period of ours with one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// With which partner.
    pub partnership: domain::ids::PartnershipId,
    /// Its name.
    pub partner: Label,
    /// Of which period.
    pub period: Period,
    /// How it stands.
    pub way: Way,
}

/// How far a closed period is on its way to a coalition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Not told.
    NotTold,
    /// On its way, or given up on the way.
    Told {
        /// It still waits to be delivered.
        waits: bool,
    },
    /// It came there, at this time.
    Arrived(Timestamp),
    /// It was told another coalition; a period goes to one.
    Elsewhere,
}

/// What is told along it goes in a line of its own: it is about no crossing of anybody.
pub(crate) fn crossing(id: AffiliationId) -> CrossingId {
    CrossingId::new(id.uuid())
}

/// The other side's keys as they stand in the database today.
pub(crate) fn other_public(row: &AffiliationRow) -> OrgPublic {
    OrgPublic { org: row.other.id, intake: row.other.intake_public, signing: row.other.signing_public }
}

/// The other side's keys, if they are the ones that were compared aloud.
pub(crate) fn confirmed(session: &Session, row: &AffiliationRow) -> Option<OrgPublic> {
    let key = session.keys().ok()?.compartment(Compartment::Intake)?;
    let theirs = other_public(row);
    row.confirmed_key.filter(|pin| key.confirms(&theirs, pin)).map(|_| theirs)
}

/// How it stands at this moment, as the gate asks it.
pub(crate) fn connection(session: &Session, row: &AffiliationRow) -> Connection {
    Connection {
        from_kind: session.org().kind,
        to_kind: row.other.kind,
        is_confirmed: confirmed(session, row).is_some(),
        is_ended: !row.stands(),
    }
}

/// Every connection of the caller's organization, with what was told along it; last those that have ended.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn list(app: &App, session: &Session) -> Result<Vec<Affiliation>> {
    session.authorize(Deed::EndAffiliation)?;
    let ours = fingerprint_words(&session.keys()?.org.fingerprint()).map(str::to_owned);
    let mut rows = store::affiliations::list(app.store(), &session.scope).await?;
    rows.sort_by_key(|row| row.ended);
    let told = store::affiliations::told(app.store(), &session.scope).await?;
    let all_ids: Vec<(AffiliationId, OrgId)> = rows.iter().map(|row| (row.id, row.other.id)).collect();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let tells = row.tells_since.is_some() && session.org().kind != OrgKind::Coalition;
        let same = same_side(&all_ids, row.other.id);
        let periods = if tells { closed(app, session, row.id, (&same, &told)).await? } else { Vec::new() };
        all.push(Affiliation {
            id: row.id,
            name: row.other.name.clone(),
            phone: row.other.phone.clone(),
            kind: row.other.kind,
            our_words: ours.clone(),
            their_words: fingerprint_words(&other_public(&row).fingerprint()).map(str::to_owned),
            confirmed: confirmed(session, &row).is_some(),
            key_changed: row.confirmed_key.is_some() && confirmed(session, &row).is_none(),
            confirmed_there: row.is_confirmed_there,
            tells_since: row.tells_since,
            periods,
            ended: row.ended,
            is_ended_there: row.is_ended_there,
        });
    }
    Ok(all)
}

/// Every connection with this other side, now and before: what was told along one was told it.
fn same_side(all: &[(AffiliationId, OrgId)], other: OrgId) -> Vec<AffiliationId> {
    all.iter().filter(|(_, with)| *with == other).map(|(id, _)| *id).collect()
}

async fn closed(
    app: &App,
    session: &Session,
    id: AffiliationId,
    (same, told): (&[AffiliationId], &[ToldRow]),
) -> Result<Vec<Closed>> {
    let waits =
        store::outbox::waits(app.store(), &session.scope, crossing(id), domain::message::MessageKind::CoalitionTotals)
            .await?;
    let earliest = crate::roll_up::earliest_now(session, app.now());
    let mut all = Vec::new();
    for row in store::partnerships::list(app.store(), &session.scope).await? {
        let partnership = row.partnership.id;
        let way = |period: &str| match told.iter().find(|one| one.partnership == partnership && one.period == period) {
            None => Way::NotTold,
            Some(one) if !same.contains(&one.affiliation) => Way::Elsewhere,
            Some(ToldRow { arrived_at: Some(at), .. }) => Way::Arrived(*at),
            Some(_) => Way::Told { waits },
        };
        let reports = store::totals::reports(app.store(), &session.scope, partnership).await?;
        let ours = reports.iter().filter(|report| report.by_org == session.org_id());
        all.extend(ours.filter_map(|report: &ReportRow| {
            let period = Period::parse(&report.period).filter(|period| period.length() == EVERY)?;
            let way = way(&report.period);
            // What is not summed any more is not offered.
            (way != Way::NotTold || period >= earliest).then_some(Closed {
                partnership,
                partner: row.partner.name.clone(),
                period,
                way,
            })
        }));
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.period));
    Ok(all)
}

/// Whose row of the caller's organization it is, while it stands.
pub(crate) async fn find(app: &App, session: &Session, id: AffiliationId) -> Result<AffiliationRow> {
    let rows = store::affiliations::standing(app.store(), &session.scope).await?;
    rows.into_iter().find(|row| row.id == id).ok_or(Error::NotFound)
}

/// Connects an organization and a coalition of this node. Nothing is told by that. The coalition's leads hear of it: its words
/// wait to be compared.
///
/// # Errors
/// [`Error::Invalid`] `affiliation-not-between` unless exactly one of the two is a coalition; `affiliation-exists` while a half of
/// one stands.
pub async fn form(app: &App, a: OrgId, b: OrgId) -> Result<AffiliationId> {
    let all = app.organizations().await?;
    let is_coalition = |id| all.iter().find(|org| org.id == id).map(|org| org.kind == OrgKind::Coalition);
    let coalition = match (is_coalition(a), is_coalition(b)) {
        (Some(true), Some(false)) => a,
        (Some(false), Some(true)) => b,
        _ => return Err(Error::Invalid("affiliation-not-between")),
    };
    let (id, now, node) = (AffiliationId::new(app.next_id()), app.now(), app.clone());
    app.store()
        .write(a, move |tx| {
            Box::pin(async move {
                if store::affiliations::insert(tx, node.worker(), id, [a, b], now).await? == Inserted::Already {
                    return Err(Error::Invalid("affiliation-exists"));
                }
                for org in [a, b] {
                    let scope = node.worker().scope(org);
                    let (act, subject) = (Act::AffiliationChanged, Some(id.bytes()));
                    tx.audit(&scope, journal::by_system(&scope, now, act, subject, "begun"));
                }
                notices::of_coalition::joined(&node, tx, &node.worker().scope(coalition), now).await?;
                Ok(())
            })
        })
        .await?;
    Ok(id)
}

/// "The six words agree": pins the other side's keys. `words_seen` are the words that the page showed.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] `words-changed`.
pub async fn confirm_key(app: &App, session: &Session, id: AffiliationId, words_seen: &str) -> Result<()> {
    session.authorize(Deed::ManageAffiliations)?;
    let row = find(app, session, id).await?;
    let public = other_public(&row);
    if !words_seen.split_whitespace().eq(fingerprint_words(&public.fingerprint())) {
        return Err(Error::Invalid("words-changed"));
    }
    let pin = session.keys()?.compartment(Compartment::Intake).ok_or(Error::Locked)?.pin(&public);
    let (theirs, ours, now) = (app.worker().scope(row.other.id), session.org_id(), app.now());
    change(app, session, id, "words_compared", move |tx, scope| {
        Box::pin(async move {
            // What waited for that leaves at once.
            store::outbox::hasten(tx, &theirs, ours, now).await?;
            store::affiliations::confirm_key(tx, &scope, id, &pin).await
        })
    })
    .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// From now on our closed periods are also told this coalition. What was closed before is told only if a lead says so for
/// each ([`crate::totals::tell_coalition`]).
///
/// # Errors
/// [`Error::NotFound`] without the deed, at a coalition, or for a connection of others; [`Error::Invalid`]
/// `coalition-words-first` while its words are not compared; `coalition-tells-already` while this or another one is told.
pub async fn begin_telling(app: &App, session: &Session, id: AffiliationId) -> Result<()> {
    session.authorize(Deed::ManageAffiliations)?;
    let row = find(app, session, id).await?;
    if row.other.kind != OrgKind::Coalition {
        return Err(Error::NotFound);
    }
    if confirmed(session, &row).is_none() {
        return Err(Error::Invalid("coalition-words-first"));
    }
    let now = app.now();
    let begun = change(app, session, id, "tells", move |tx, scope| {
        Box::pin(async move { store::affiliations::begin_telling(tx, &scope, id, now).await })
    });
    match begun.await {
        Err(Error::NotFound) => Err(Error::Invalid("coalition-tells-already")),
        done => done,
    }
}

/// Nothing more is told this coalition, and what is on its way there does not arrive. What it has, it keeps.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when nothing is told along it.
pub async fn end_telling(app: &App, session: &Session, id: AffiliationId) -> Result<()> {
    session.authorize(Deed::ManageAffiliations)?;
    find(app, session, id).await?;
    let now = app.now();
    change(app, session, id, "tells_no_more", move |tx, scope| {
        Box::pin(async move {
            let told = store::affiliations::end_telling(tx, &scope, id).await?;
            store::outbox::end_crossing(tx, &scope, crossing(id), now).await?;
            Ok(told)
        })
    })
    .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// Writes a change of our half, with its audit entry.
async fn change<F>(app: &App, session: &Session, id: AffiliationId, detail: &'static str, work: F) -> Result<()>
where
    F: for<'t> FnOnce(&'t store::Tx, store::OrgScope) -> store::Work<'t, bool, store::Error> + Send + 'static,
{
    let (scope, member, now) = (session.scope, session.member, app.now());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !work(tx, scope).await? {
                    return Err(Error::NotFound);
                }
                let (act, subject) = (Act::AffiliationChanged, Some(id.bytes()));
                tx.audit(&scope, journal::by_member(&scope, member, now, act, subject, detail));
                Ok(())
            })
        })
        .await
}
