//! Delivery: what was queued crosses, exactly once. The worker holds no keys and can open nothing.
//!
//! The path is the same whether the partner is on this node or, later, on another: outbox → verify → inbox. A
//! message that is past its time, or whose release was taken back, is not in the outbox any more.
//!
//! Invariant: leaving the outbox, arriving in the inbox and the transport receipt are one commit.

mod heard;
mod routes;

use crate::node::month_of;
use crate::undelivered::{alarm, expire, give_up};
use crate::{App, Error, Result, affiliations, forgetting, journal, notices, plans, totals};
use domain::audit::{Act, Actor};
use domain::ids::{AffiliationId, CrossingId, FormId, MessageId, OrgId, ReferralId};
use domain::message::MessageKind;
use domain::org::Organization;
use domain::referral::{Bank, Event, Referral, Status, apply};
use domain::retention::PurgeRule;
use domain::time::{Minutes, Timestamp};
use heard::{closing, is_to_be_heard};
use routes::{Route, Routes, public};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::inbox::Pending;
use store::outbox::{NewOutgoing, Outgoing, Routing};
use store::referrals::{Change, Content, Happening, NewReferral};
use store::retention::Purge;
use store::sharing_ends::SharingEnd;
use store::{OrgScope, Tx};
use vault::EnvelopeVerifier;

/// Messages taken at a time.
pub(crate) const BATCH: u32 = 64;
/// Envelopes verified before others may have the thread: each takes some 50 µs.
const IN_ONE_GO: usize = 16;
/// Organizations looked at in one round.
const ORGS: u32 = 64;
/// The longest wait between two tries: six hours.
const LONGEST_WAIT: u32 = 6 * 60;
/// The longest wait of what ends something: it is applied first thing when the other side is back.
const FIRST_WAIT: u32 = 1;
/// After this people are told that what ends something has not arrived yet.
const ALARM_AFTER: Minutes = Minutes(15);
/// After this a message that cannot be written is given up and a person is told: three days.
const GIVEN_UP_AFTER: Minutes = Minutes(72 * 60);

/// Delivers everything that is due. Answers how many messages crossed.
pub(crate) async fn round(app: &App) -> Result<u32> {
    let (mut crossed, mut failed) = (0, None);
    for org in store::outbox::due_orgs(app.store(), app.worker(), app.now(), ORGS).await? {
        match deliver_from(app, org).await {
            Ok(n) => crossed += n,
            // What cannot be read of one organization holds up no other's words.
            Err(error) => {
                tracing::error!(event = "delivery_from_one_failed", code = error.code());
                failed.get_or_insert(error);
            }
        }
    }
    match failed {
        Some(error) if crossed == 0 => Err(error),
        _ => Ok(crossed),
    }
}

async fn deliver_from(app: &App, org: OrgId) -> Result<u32> {
    let (scope, now) = (app.worker().scope(org), app.now());
    let due = store::outbox::due(app.store(), &scope, app.worker(), now, BATCH).await?;
    if due.iter().any(|outgoing| outgoing.message.valid_until.is_some_and(|until| until <= now)) {
        expire(app, scope, now).await?;
    }
    let mut routes = Routes::of(app, &scope).await?;
    let (first, then): (Vec<_>, Vec<_>) = due.into_iter().partition(|outgoing| outgoing.message.kind.goes_first());
    // What ends something has crossed to every partner before anything else leaves for one.
    let ended = hand_over(app, scope, &mut routes, first).await?;
    if ended > 0 {
        app.store().empty_log().await;
    }
    Ok(ended + hand_over(app, scope, &mut routes, then).await?)
}

async fn hand_over(app: &App, scope: OrgScope, routes: &mut Routes, due: Vec<Outgoing>) -> Result<u32> {
    let mut verifiers = BTreeMap::<OrgId, EnvelopeVerifier>::new();
    let mut ready = BTreeMap::<OrgId, Vec<Outgoing>>::new();
    for (n, outgoing) in due.into_iter().enumerate() {
        if n % IN_ONE_GO == IN_ONE_GO - 1 {
            tokio::task::yield_now().await;
        }
        let route = routes.to(app, outgoing.message.to).await?;
        match hindrance(&outgoing.message, route.as_ref(), &mut verifiers) {
            Some(Hindrance::Never(code)) => give_up(app, scope, &outgoing.message, code).await?,
            Some(Hindrance::Paused) => put_back(app, scope, &outgoing, "paused").await?,
            None => ready.entry(outgoing.message.to).or_default().push(outgoing),
        }
    }
    let mut crossed = 0;
    for (to, messages) in ready {
        if let Some(route) = routes.to(app, to).await? {
            crossed += cross_together(app, scope, messages, &route).await?;
        }
    }
    Ok(crossed)
}

/// All in one commit; when that fails, each in its own, so that one message that cannot cross holds up no other.
async fn cross_together(app: &App, from: OrgScope, due: Vec<Outgoing>, route: &Arc<Route>) -> Result<u32> {
    if due.len() > 1 {
        let messages = due.iter().map(|outgoing| outgoing.message.clone()).collect();
        if let Ok(crossed) = cross(app, from, messages, route.clone()).await {
            return Ok(crossed);
        }
    }
    let mut crossed = 0;
    for outgoing in due {
        match cross(app, from, vec![outgoing.message.clone()], route.clone()).await {
            Ok(one) => crossed += one,
            // Nothing is wrong with the message: the whole database is busy or full.
            Err(error @ (Error::Busy | Error::Full)) => return Err(error),
            Err(error) => {
                tracing::error!(event = "message_did_not_cross", code = error.code());
                did_not_cross(app, from, &outgoing).await?;
            }
        }
    }
    Ok(crossed)
}

/// Why a message waits or ends; stored as a code.
enum Hindrance {
    Paused,
    Never(&'static str),
}

fn hindrance(
    message: &NewOutgoing,
    route: Option<&Arc<Route>>,
    verifiers: &mut BTreeMap<OrgId, EnvelopeVerifier>,
) -> Option<Hindrance> {
    let Some(route) = route else { return Some(Hindrance::Never("no_partner")) };
    if !route.carries(message.kind) {
        return Some(Hindrance::Never("not_there"));
    }
    // A paused partnership, or a coalition with words not compared, gets nothing but what ends something, which is never too late.
    if !route.open && !message.kind.goes_first() {
        return Some(Hindrance::Paused);
    }
    let verifier =
        verifiers.entry(message.to).or_insert_with(|| EnvelopeVerifier::new(public(&route.to), public(&route.from)));
    match verifier.verify(&message.envelope_sealed) {
        Ok(header)
            if header.message == message.id && header.crossing == message.crossing && header.kind == message.kind =>
        {
            None
        }
        _ => Some(Hindrance::Never("envelope")),
    }
}

/// Later again, the longer the oftener it was tried. What waits for a paused partner waits until its own time is over.
async fn put_back(app: &App, scope: OrgScope, outgoing: &Outgoing, code: &'static str) -> Result<()> {
    let (id, now) = (outgoing.message.id, app.now());
    let longest = if outgoing.message.kind.goes_first() { FIRST_WAIT } else { LONGEST_WAIT };
    let wait = 1u32.checked_shl(outgoing.attempts).unwrap_or(longest).min(longest);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                store::outbox::retry(tx, &scope, id, now.plus_minutes(Minutes(wait)), code).await.map(drop)
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// It could not be written on the other side: tried again, for as long as that can be hoped for. What ends something is
/// tried until it has arrived, and people are told that it has not.
async fn did_not_cross(app: &App, scope: OrgScope, outgoing: &Outgoing) -> Result<()> {
    if outgoing.message.kind.goes_first() {
        if app.now() > outgoing.message.created_at.plus_minutes(ALARM_AFTER) {
            alarm(app, scope, &outgoing.message).await?;
        }
        return put_back(app, scope, outgoing, "write").await;
    }
    if app.now() > outgoing.message.created_at.plus_minutes(GIVEN_UP_AFTER) {
        return give_up(app, scope, &outgoing.message, "write").await;
    }
    put_back(app, scope, outgoing, "write").await
}

/// One commit: out of the outbox, into the inbox, receipt to the sender. Answers how many crossed.
async fn cross(app: &App, from: OrgScope, messages: Vec<NewOutgoing>, route: Arc<Route>) -> Result<u32> {
    let (to, now, node) = (app.worker().scope(route.to.organization.id), app.now(), app.clone());
    app.store()
        .write(from.org(), move |tx| {
            Box::pin(async move {
                let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
                let closing = closing(tx, &from, &messages).await?;
                let taken = store::outbox::deliver(tx, &from, &ids, now).await?;
                let new: BTreeSet<MessageId> = store::inbox::receive(tx, &to, &taken, now).await?.into_iter().collect();
                let (mut referrals, mut crossed) = (Vec::new(), 0);
                for message in messages.into_iter().filter(|message| new.contains(&message.id)) {
                    crossed += 1;
                    if message.kind.goes_first() || message.kind == MessageKind::ContactChanged {
                        store::referrals::set_delivered(tx, &from, message.crossing, message.kind).await?;
                    }
                    match message.kind {
                        MessageKind::Referral => referrals.push(message),
                        MessageKind::Stop => {
                            stopped(&node, tx, &to, message.crossing, &route.to.organization, now).await?;
                            // Or the receiver stops what it told: what nobody has read yet is never read.
                            store::inbox::forget_told(tx, &to, from.org(), message.crossing, now).await?;
                            plans::arrival::end_letters(&node, tx, &to, message.crossing, now).await?;
                            notices::came::told_no_more(&node, tx, &to, message.crossing).await?;
                            notices::came::sharing_ended(&node, tx, &to, message.crossing, now).await?;
                        }
                        // The person may have asked just now that our record be forgotten: nothing is heard about it then.
                        MessageKind::Status | MessageKind::Opened
                            if !store::referrals::keep_still_to_hear(tx, &to, message.crossing).await? => {}
                        MessageKind::Status => {
                            notices::came::told(&node, tx, &to, message.crossing, now).await?;
                            let _ = store::inbox::insert_pending(tx, &to, &pending(message, from.org(), now)).await?;
                        }
                        MessageKind::ContactChanged => {
                            let closes = closing.contains(&message.id);
                            // Nothing is kept of it, and whoever sent it reads that it arrived, as it did: anything else would say
                            // what became of the person here.
                            if !is_to_be_heard(&node, tx, &to, &message, closes).await? {
                                continue;
                            }
                            notices::came::contact_changed(&node, tx, &to, message.crossing, now).await?;
                            // That nobody calls is never out of date, whatever it went under has ended since.
                            let until = message.valid_until.filter(|_| !closes);
                            let pending = Pending { until, ..pending(message, from.org(), now) };
                            let _ = store::inbox::insert_pending(tx, &to, &pending).await?;
                        }
                        MessageKind::Opened => {
                            let _ = store::inbox::insert_pending(tx, &to, &pending(message, from.org(), now)).await?;
                        }
                        MessageKind::PurgeAsked => {
                            forgetting::asks::asked(&node, tx, &to, from.org(), &message, now).await?;
                        }
                        MessageKind::PurgeAnswered => {
                            forgetting::asks::answered(&node, tx, &to, from.org(), message.crossing, now).await?;
                            let _ = store::inbox::insert_pending(tx, &to, &pending(message, from.org(), now)).await?;
                        }
                        MessageKind::Totals => {
                            store::totals::set_arrived(tx, &from, message.id, now).await?;
                            totals::came::announce(&node, tx, &to, now).await?;
                            let _ = store::inbox::insert_pending(tx, &to, &pending(message, from.org(), now)).await?;
                        }
                        MessageKind::CoalitionTotals => {
                            // They may have stopped telling just now, or one of the two has ended it: what is on its way then
                            // does not arrive.
                            let along = AffiliationId::new(message.crossing.uuid());
                            if store::affiliations::stands(tx, &to, along).await?
                                && store::affiliations::set_arrived(tx, &from, message.id, now).await?
                            {
                                let _ =
                                    store::inbox::insert_pending(tx, &to, &pending(message, from.org(), now)).await?;
                            }
                        }
                        MessageKind::AffiliationEnded => {
                            let to = (&to, route.to.organization.kind);
                            affiliations::ending::came(&node, tx, to, from.org(), message.crossing, now).await?;
                        }
                        MessageKind::PlanLine
                        | MessageKind::LineTakenBack
                        | MessageKind::Letter
                        | MessageKind::ReferralLetter
                        | MessageKind::CareStopped => {
                            plans::arrival::arrived(&node, tx, &to, from.org(), message, now).await?;
                        }
                    }
                }
                arrive(&node, tx, (&from, &to), referrals, &route, now).await?;
                Ok(crossed)
            })
        })
        .await
}

fn pending(message: NewOutgoing, from: OrgId, at: Timestamp) -> Pending {
    let (id, crossing, kind) = (message.id, message.crossing, message.kind);
    // What a release lets be told may be read as long as that. A patient's word of the day was about telling.
    let until = message.release.and(message.valid_until);
    Pending { id, from, crossing, kind, envelope_sealed: message.envelope_sealed, at, until }
}

/// Referrals begin on the receiver's bank, and the sender's records learn that they were delivered.
async fn arrive(
    app: &App,
    tx: &Tx,
    (from, to): (&OrgScope, &OrgScope),
    messages: Vec<NewOutgoing>,
    route: &Route,
    now: Timestamp,
) -> Result<()> {
    let records: Vec<NewReferral> =
        messages.into_iter().filter_map(|message| record(app, from.org(), message, route, now)).collect();
    let crossings: Vec<CrossingId> = records.iter().map(|new| new.referral.crossing).collect();
    let month = month_of(&route.to.organization, now);
    let first = Happening { event: Event::Arrived, member: None, at: now, month };
    let beginnings: Vec<_> = records.iter().map(|new| (*to, new, &first)).collect();
    if !beginnings.is_empty() {
        notices::came::arrived(app, tx, to, route.to.organization.kind, now).await?;
    }
    for (_, id) in store::referrals::insert_all(tx, &beginnings).await? {
        tx.audit(to, journal::worked_on(to, Actor::System, id, now));
    }
    let month = month_of(&route.from.organization, now);
    store::referrals::delivered(tx, from, &crossings, now, month).await?;
    Ok(())
}

/// The receiver's record of an arrived referral.
fn record(app: &App, from: OrgId, message: NewOutgoing, route: &Route, now: Timestamp) -> Option<NewReferral> {
    let id = ReferralId::new(app.next_id_alike(message.crossing.uuid()));
    let referral = arrived(id, from, route, message.routing?, message.crossing, now);
    let content = Content { envelope_sealed: Some(message.envelope_sealed), ..Content::default() };
    Some(NewReferral { referral, content, untaken_until: message.valid_until })
}

fn arrived(
    id: ReferralId,
    from: OrgId,
    route: &Route,
    routing: Routing,
    crossing: CrossingId,
    now: Timestamp,
) -> Referral {
    let to = &route.to.organization;
    let comes = (routing.direction, routing.said.handoff);
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
        answer_by: route.holds.answer_by(comes, to.response_promise, now, &to.time_zone),
        day_by: route.holds.day_by(routing.direction, now, &to.time_zone),
        delivered_at: None,
        changed_at: now,
        version: 1,
    }
}

/// Sharing ended: the receiver's view closes at once, by destroying what it was made of.
pub(crate) async fn stopped(
    app: &App,
    tx: &Tx,
    to: &OrgScope,
    crossing: CrossingId,
    org: &Organization,
    now: Timestamp,
) -> Result<()> {
    let found = store::referrals::find_crossing(tx, to, app.worker(), crossing, Bank::Receiver).await?;
    let Some(line) = found else { return Ok(()) };
    let referral = line.referral;
    // A release that is being signed about it is in force, and taken back here, or is not signed at all.
    store::referrals::keep_still(tx, to, referral.id).await?;
    if let Ok(status) = apply(Bank::Receiver, Some(referral.status), Event::Withdrawn) {
        let happening = Happening { event: Event::Withdrawn, member: None, at: now, month: month_of(org, now) };
        let change =
            Change { id: referral.id, from: referral.status, to: status, assigned: referral.assigned, happening };
        store::referrals::change(tx, to, &change).await?;
    }
    if store::releases::take_back_all(tx, to, referral.id, now).await?.now {
        let subject = Some(referral.id.bytes());
        tx.audit(to, journal::by_system(to, now, Act::ReleaseRevoked, subject, "all"));
    }
    store::contact_plans::forget_waiting(tx, to, crossing).await?;
    // What our own team wrote in a plan is ours; what the partner shared in it is not.
    store::care_plan::end_theirs(tx, to, referral.id, crossing, now).await?;
    store::care_plan::end_their_letters(tx, to, referral.id, crossing, now).await?;
    let id = FormId::new(app.next_id());
    let end = SharingEnd { id, referral: referral.id, at: now, member: None, purpose: None, said: None, died: 0 };
    let _ = store::sharing_ends::insert(tx, to, &end).await?;
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at: now };
    if store::retention::destroy_referral(tx, to, referral.id, &purge).await? {
        let subject = Some(referral.id.bytes());
        tx.audit(to, journal::by_system(to, now, Act::ContentDestroyed, subject, "sharing_ended"));
    }
    Ok(())
}
