//! Taking in what the partner told: sealed to us, so it waits for a member with keys to come by.
//!
//! Invariant: a message that does not open, or that does not fit where the record stands, changes nothing and is put
//! aside; what a partner says can never be worse than silence.

use crate::plans::absorb::waits_here;
use crate::{App, Error, Result, Session, journal, partnerships, totals};
use domain::audit::{Act, Actor};
use domain::ids::CrossingId;
use domain::message::{Body, Message, MessageKind};
use domain::referral::{Bank, Event, Told, apply};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::inbox::Pending;
use store::referrals::{Change, Happening, ReferralLine};
use vault::{OrgPublic, open_envelope};

/// Most messages taken in by one request.
const BATCH: u32 = 50;

/// Everything that waits.
pub(crate) async fn all(app: &App, session: &Session) -> Result<()> {
    let waiting = store::inbox::list_pending(app.store(), &session.scope, app.now(), BATCH).await?;
    take_in(app, session, waiting).await
}

/// What waits about one crossing.
pub(crate) async fn one(app: &App, session: &Session, crossing: CrossingId) -> Result<()> {
    let waiting = store::inbox::pending_of(app.store(), &session.scope, crossing, app.now()).await?;
    take_in(app, session, waiting).await
}

async fn take_in(app: &App, session: &Session, waiting: Vec<Pending>) -> Result<()> {
    if waiting.is_empty() {
        return Ok(());
    }
    let Some(intake) = session.keys().ok().and_then(|keys| keys.intake.as_ref()) else { return Ok(()) };
    let keys = session.keys()?;
    let rows = store::partnerships::list(app.store(), &session.scope).await?;
    let known: BTreeMap<_, OrgPublic> =
        rows.iter().map(|row| (row.partner.id, partnerships::partner_public(row))).collect();
    // What belongs to a plan waits until the plan is opened, and how the person is reached until their record is.
    let elsewhere = |kind| waits_here(kind) || kind == MessageKind::ContactChanged;
    for pending in waiting.into_iter().filter(|pending| !elsewhere(pending.kind)) {
        let from = known.get(&pending.from);
        let opened = from.and_then(|from| open_envelope(&pending.envelope_sealed, intake, &keys.org, from).ok());
        if pending.kind == MessageKind::Totals {
            let row = rows.iter().find(|row| row.partner.id == pending.from);
            if let Some(row) = row {
                totals::came::take_in(app, session, row.partnership.id, pending, opened).await?;
            }
            continue;
        }
        apply_one(app, session, pending, opened).await?;
    }
    Ok(())
}

async fn apply_one(app: &App, session: &Session, pending: Pending, opened: Option<Message>) -> Result<()> {
    let crossing = pending.crossing;
    let line =
        store::referrals::find_crossing(app.store(), &session.scope, app.worker(), crossing, Bank::Sender).await?;
    let (scope, now) = (session.scope, app.now());
    // Only the partner of the record says anything about it, and only as long as the survivor lets it be told.
    let line = line.filter(|line| line.referral.partner == pending.from);
    let opened = opened.filter(|_| line.is_some() && pending.until.is_none_or(|until| now < until));
    let change = match (&opened, &line) {
        (Some(Message { body: Body::Status { told }, .. }), Some(line)) => told_change(session, line, *told, now),
        _ => None,
    };
    let answer = match (&opened, &line) {
        (Some(Message { body: Body::PurgeAnswered { answer }, .. }), Some(line)) => Some((line.referral.id, *answer)),
        _ => None,
    };
    let staff = match opened {
        Some(Message { body: Body::Opened { by, at }, .. }) => Some((by, at)),
        _ => None,
    };
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::inbox::take_pending(tx, &scope, &pending).await? {
                    return Ok(());
                }
                if let Some(change) = &change
                    && store::referrals::change(tx, &scope, change).await?
                {
                    tx.audit(&scope, journal::worked_on(&scope, Actor::System, change.id, now));
                }
                if let Some((referral, answer)) = answer
                    && store::purge_asks::answer(tx, &scope, (referral, Bank::Sender), answer, None, now).await?
                {
                    let subject = Some(referral.bytes());
                    tx.audit(&scope, journal::by_system(&scope, now, Act::PurgeAnswered, subject, answer.code()));
                }
                if let Some((by, at)) = staff {
                    store::disclosures::set_opened(tx, &scope, crossing, by.as_str(), at).await?;
                    store::readings::insert(tx, &scope, crossing, by.as_str(), at).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await
}

fn told_change(session: &Session, line: &ReferralLine, told: Told, now: Timestamp) -> Option<Change> {
    let (referral, event) = (&line.referral, Event::Told(told));
    let to = apply(Bank::Sender, Some(referral.status), event).ok()?;
    let happening = Happening { event, member: None, at: now, month: session.month(now) };
    Some(Change { id: referral.id, from: referral.status, to, assigned: referral.assigned, happening })
}
