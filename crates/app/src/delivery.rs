//! Delivery: what was queued crosses, exactly once. The worker holds no keys and can open nothing.
//!
//! The path is the same whether the partner is on this node or, later, on another: outbox → verify → inbox. A
//! message that is past its time, or whose release was taken back, is not in the outbox any more.
//!
//! Invariant: leaving the outbox, arriving in the inbox and the transport receipt are one commit.

use crate::node::month_of;
use crate::{App, Error, Result, journal};
use domain::audit::Act;
use domain::ids::{OrgId, ReferralId};
use domain::message::MessageKind;
use domain::org::Organization;
use domain::partnership::PartnershipState;
use domain::referral::{Bank, Event, Referral, Status, apply};
use domain::time::{Minutes, Timestamp};
use store::inbox::Pending;
use store::organizations::OrganizationRow;
use store::outbox::{NewOutgoing, Outgoing, Routing};
use store::referrals::{Change, Content, Happening, NewReferral};
use store::{OrgScope, Tx};
use vault::{OrgPublic, verify_envelope};

/// Claimed messages come back to the queue after this, if the process died with them.
const LEASE: Minutes = Minutes(2);
/// Messages claimed at a time.
const BATCH: u32 = 64;
/// Organizations looked at in one round.
const ORGS: u32 = 64;
/// The longest wait between two tries: six hours.
const LONGEST_WAIT: u32 = 6 * 60;
/// After this a message is given up and a person is told: three days.
const GIVEN_UP_AFTER: Minutes = Minutes(72 * 60);

/// Delivers everything that is due. Answers how many messages crossed.
pub(crate) async fn round(app: &App) -> Result<u32> {
    let mut crossed = 0;
    for org in store::outbox::due_orgs(app.store(), app.worker(), app.now(), ORGS).await? {
        crossed += deliver_from(app, org).await?;
    }
    Ok(crossed)
}

async fn deliver_from(app: &App, org: OrgId) -> Result<u32> {
    let (scope, now) = (app.worker().scope(org), app.now());
    let claimed = app
        .store()
        .write(org, move |tx| {
            Box::pin(async move {
                store::outbox::expire(tx, &scope, now).await?;
                store::outbox::claim(tx, &scope, now, now.plus_minutes(LEASE), BATCH).await
            })
        })
        .await
        .map_err(|error: store::Error| Error::from(error))?;
    if claimed.is_empty() {
        return Ok(0);
    }
    let routes = Routes::of(app, &scope).await?;
    let mut running = tokio::task::JoinSet::new();
    for outgoing in claimed {
        let route = routes.to(app, outgoing.message.to).await?;
        let app = app.clone();
        running.spawn(async move { deliver_one(&app, scope, outgoing, route).await });
    }
    let mut crossed = 0;
    while let Some(done) = running.join_next().await {
        crossed += u32::from(done.map_err(|_| Error::Busy)??);
    }
    Ok(crossed)
}

/// The two ends of a message.
#[derive(Clone)]
struct Route {
    from: OrganizationRow,
    to: OrganizationRow,
    open: bool,
}

/// The partners of one sender.
struct Routes {
    from: OrganizationRow,
    open: Vec<(OrgId, bool)>,
}

impl Routes {
    async fn of(app: &App, scope: &OrgScope) -> Result<Self> {
        let from = store::organizations::get(app.store(), scope).await?;
        let rows = store::partnerships::list(app.store(), scope).await?;
        let open = rows.into_iter().map(|row| (row.partner.id, row.partnership.state == PartnershipState::Active));
        Ok(Self { from, open: open.collect() })
    }
    async fn to(&self, app: &App, to: OrgId) -> Result<Option<Route>> {
        let Some((_, open)) = self.open.iter().find(|(id, _)| *id == to) else { return Ok(None) };
        let row = store::organizations::get(app.store(), &app.worker().scope(to)).await?;
        Ok(Some(Route { from: self.from.clone(), to: row, open: *open }))
    }
}

fn public(row: &OrganizationRow) -> OrgPublic {
    OrgPublic { org: row.organization.id, intake: row.intake_public, signing: row.signing_public }
}

/// Why a message waits or ends; stored as a code.
enum Hindrance {
    Wait(&'static str),
    Never(&'static str),
}

async fn deliver_one(app: &App, scope: OrgScope, outgoing: Outgoing, route: Option<Route>) -> Result<bool> {
    match hindrance(&outgoing.message, route.as_ref()) {
        Some(Hindrance::Never(code)) => give_up(app, scope, &outgoing, code).await.map(|()| false),
        Some(Hindrance::Wait(code)) => put_back(app, scope, &outgoing, code).await.map(|()| false),
        None => match route {
            Some(route) => cross(app, scope, outgoing.message, route).await,
            None => Ok(false),
        },
    }
}

fn hindrance(message: &NewOutgoing, route: Option<&Route>) -> Option<Hindrance> {
    let Some(route) = route else { return Some(Hindrance::Never("no_partner")) };
    // A paused partnership carries nothing but the word "stop", which is never too late.
    if !route.open && message.kind != MessageKind::Stop {
        return Some(Hindrance::Wait("paused"));
    }
    match verify_envelope(&message.envelope_sealed, &public(&route.to), &public(&route.from)) {
        Ok(header)
            if header.message == message.id && header.crossing == message.crossing && header.kind == message.kind =>
        {
            None
        }
        _ => Some(Hindrance::Never("envelope")),
    }
}

async fn put_back(app: &App, scope: OrgScope, outgoing: &Outgoing, code: &'static str) -> Result<()> {
    let (id, now) = (outgoing.message.id, app.now());
    if now > outgoing.message.created_at.plus_minutes(GIVEN_UP_AFTER) {
        return give_up(app, scope, outgoing, code).await;
    }
    let wait = 1u32.checked_shl(outgoing.attempts.saturating_sub(1)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::outbox::retry(tx, &scope, id, now.plus_minutes(Minutes(wait)), code).await.map(drop)
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

async fn give_up(app: &App, scope: OrgScope, outgoing: &Outgoing, code: &'static str) -> Result<()> {
    let (id, now) = (outgoing.message.id, app.now());
    tracing::warn!(event = "message_given_up", code);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::outbox::give_up(tx, &scope, id, now, code).await.map(drop) })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// One commit: out of the outbox, into the inbox, receipt to the sender.
async fn cross(app: &App, from: OrgScope, message: NewOutgoing, route: Route) -> Result<bool> {
    let (to, now, node) = (app.worker().scope(message.to), app.now(), app.clone());
    let new_id = ReferralId::new(app.next_id_alike(message.crossing.uuid()));
    app.store()
        .write(from.org(), move |tx| {
            Box::pin(async move {
                if !store::outbox::deliver(tx, &from, message.id, now).await? {
                    return Ok(false);
                }
                if !store::inbox::receive(tx, &to, message.id, now).await?.is_new() {
                    return Ok(false);
                }
                match message.kind {
                    MessageKind::Referral => arrive(tx, &from, &to, message, &route, new_id, now).await?,
                    MessageKind::Stop => stopped(&node, tx, &to, &message, &route.to.organization, now).await?,
                    MessageKind::Status | MessageKind::Opened => {
                        let _ = store::inbox::insert_pending(tx, &to, &pending(message, from.org(), now)).await?;
                    }
                }
                Ok(true)
            })
        })
        .await
}

fn pending(message: NewOutgoing, from: OrgId, at: Timestamp) -> Pending {
    let (id, crossing, kind) = (message.id, message.crossing, message.kind);
    Pending { id, from, crossing, kind, envelope_sealed: message.envelope_sealed, at }
}

async fn arrive(
    tx: &Tx,
    from: &OrgScope,
    to: &OrgScope,
    message: NewOutgoing,
    route: &Route,
    id: ReferralId,
    now: Timestamp,
) -> Result<()> {
    let crossing = message.crossing;
    let Some(routing) = message.routing else { return Ok(()) };
    let referral = arrived(id, from.org(), &route.to.organization, routing, crossing, now);
    let content = Content { envelope_sealed: Some(message.envelope_sealed), ..Content::default() };
    let month = month_of(&route.to.organization, now);
    let first = Happening { event: Event::Arrived, member: None, at: now, month };
    if store::referrals::insert(tx, to, &NewReferral { referral, content }, &first).await?.is_new() {
        tx.audit(to, journal::by_system(to, now, Act::ReferralEvent, Some(id.bytes()), "arrived"));
    }
    let month = month_of(&route.from.organization, now);
    store::referrals::delivered(tx, from, crossing, now, month).await?;
    Ok(())
}

fn arrived(
    id: ReferralId,
    from: OrgId,
    to: &Organization,
    routing: Routing,
    crossing: domain::ids::CrossingId,
    now: Timestamp,
) -> Referral {
    Referral {
        id,
        org: to.id,
        crossing,
        bank: Bank::Receiver,
        partner: from,
        direction: routing.direction,
        handoff: routing.said.handoff,
        urgency: routing.said.urgency,
        language: routing.said.language,
        do_not_contact: routing.said.do_not_contact,
        sender_name: routing.said.sender_name,
        status: Status::Received,
        assigned: None,
        created_at: now,
        answer_by: now.plus_minutes(to.response_promise),
        delivered_at: None,
        changed_at: now,
        version: 1,
    }
}

/// Sharing ended: the receiver's view closes at once, by destroying what it was made of.
async fn stopped(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    message: &NewOutgoing,
    org: &Organization,
    now: Timestamp,
) -> Result<()> {
    let found = store::referrals::find_crossing(tx, to, app.worker(), message.crossing, Bank::Receiver).await?;
    let Some(line) = found else { return Ok(()) };
    let referral = line.referral;
    if let Ok(status) = apply(Bank::Receiver, Some(referral.status), Event::Withdrawn) {
        let happening = Happening { event: Event::Withdrawn, member: None, at: now, month: month_of(org, now) };
        let change =
            Change { id: referral.id, from: referral.status, to: status, assigned: referral.assigned, happening };
        store::referrals::change(tx, to, &change).await?;
    }
    store::releases::take_back_all(tx, to, referral.id, now).await?;
    store::retention::destroy_referral(tx, to, referral.id, now).await?;
    let subject = Some(referral.id.bytes());
    tx.audit(to, journal::by_system(to, now, Act::ContentDestroyed, subject, "sharing_ended"));
    Ok(())
}
