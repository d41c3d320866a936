//! What never crossed: its record says so, and those who can act on it are told.
//!
//! Invariant: a message dies, its record says so and people are told in one commit.

use crate::{App, Result, housekeeping, journal, notices};
use domain::audit::Act;
use domain::ids::{CrossingId, MemberId, NoticeId};
use domain::message::MessageKind;
use domain::referral::Bank;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use store::affiliations::AffiliationRow;
use store::notices::Notice;
use store::outbox::NewOutgoing;
use store::{OrgScope, Tx};

/// Ends what is due and past its time.
pub(crate) async fn expire(app: &App, scope: OrgScope, now: Timestamp) -> Result<()> {
    let (leads, node) = (housekeeping::leads(app, &scope).await?, app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                for (_, crossing, kind) in store::outbox::expire(tx, &scope, now).await? {
                    tell(&node, tx, &scope, &leads, (crossing, kind), now).await?;
                }
                Ok(())
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// Ends a message that cannot be delivered.
pub(crate) async fn give_up(app: &App, scope: OrgScope, message: &NewOutgoing, code: &'static str) -> Result<()> {
    tracing::warn!(event = "message_given_up", code);
    let (leads, node, now) = (housekeeping::leads(app, &scope).await?, app.clone(), app.now());
    let (id, crossing, kind) = (message.id, message.crossing, message.kind);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if store::outbox::give_up(tx, &scope, id, now, code).await? {
                    tell(&node, tx, &scope, &leads, (crossing, kind), now).await?;
                }
                Ok(())
            })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// What ends something has not arrived yet: those who can call are told, once, and it is tried on.
pub(crate) async fn alarm(app: &App, scope: OrgScope, message: &NewOutgoing) -> Result<()> {
    let (crossing, kind, now) = (message.crossing, message.kind, app.now());
    let Some((banks, _)) = of_kind(kind) else { return Ok(()) };
    for bank in banks {
        let found = store::referrals::find_crossing(app.store(), &scope, app.worker(), crossing, *bank).await?;
        if found.is_some_and(|line| line.undelivered == Some(kind)) {
            return Ok(());
        }
    }
    let (leads, node) = (housekeeping::leads(app, &scope).await?, app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { tell(&node, tx, &scope, &leads, (crossing, kind), now).await })
        })
        .await
        .map_err(|error: store::Error| error.into())
}

/// On which banks the record of a message can stand, and the notice of its end: a text key. That staff opened
/// something is worth nobody's call.
const fn of_kind(kind: MessageKind) -> Option<(&'static [Bank], &'static str)> {
    match kind {
        MessageKind::Referral => Some((&[Bank::Sender], "notice-not-delivered")),
        MessageKind::Stop => Some((Bank::ALL, "notice-stop-not-delivered")),
        MessageKind::Status => Some((&[Bank::Receiver], "notice-status-not-delivered")),
        MessageKind::PlanLine | MessageKind::Letter | MessageKind::ReferralLetter => {
            Some((Bank::ALL, "notice-care-not-delivered"))
        }
        MessageKind::LineTakenBack | MessageKind::CareStopped => Some((Bank::ALL, "notice-stop-not-delivered")),
        MessageKind::PurgeAsked => Some((&[Bank::Sender], "notice-purge-not-delivered")),
        MessageKind::PurgeAnswered => Some((&[Bank::Receiver], "notice-purge-not-delivered")),
        MessageKind::ContactChanged => Some((&[Bank::Sender], "notice-contact-not-delivered")),
        MessageKind::Opened | MessageKind::Totals | MessageKind::CoalitionTotals | MessageKind::AffiliationEnded => {
            None
        }
    }
}

/// Marks the record and tells whoever sent it, or works on it, and the leads.
async fn tell(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    leads: &[MemberId],
    (crossing, kind): (CrossingId, MessageKind),
    now: Timestamp,
) -> store::Result<()> {
    match kind {
        MessageKind::Totals => {
            return totals_did_not_go(app, tx, scope, leads, (crossing, kind, "notice-totals-not-delivered"), now)
                .await;
        }
        // Whoever stopped telling knows that what was on its way did not get there.
        MessageKind::CoalitionTotals => {
            let still = store::affiliations::list(tx, scope).await?;
            let tells =
                |row: &AffiliationRow| crate::affiliations::crossing(row.id) == crossing && row.tells_since.is_some();
            if !still.iter().any(tells) {
                return Ok(());
            }
            let of = (crossing, kind, "notice-coalition-not-delivered");
            return totals_did_not_go(app, tx, scope, leads, of, now).await;
        }
        // Nothing goes there any more all the same; the other side can be called, and can end its own half.
        MessageKind::AffiliationEnded => {
            let of = (crossing, kind, "notice-affiliation-end-not-delivered");
            return totals_did_not_go(app, tx, scope, leads, of, now).await;
        }
        _ => {}
    }
    let Some((banks, code)) = of_kind(kind) else { return Ok(()) };
    let mut found = None;
    for bank in banks {
        found = found.or(store::referrals::find_crossing(tx, scope, app.worker(), crossing, *bank).await?);
    }
    let Some(line) = found else { return Ok(()) };
    let id = line.referral.id;
    store::referrals::set_undelivered(tx, scope, id, kind).await?;
    tx.audit(scope, journal::by_system(scope, now, Act::NotDelivered, Some(id.bytes()), kind.code()));
    let whom: BTreeSet<MemberId> = leads.iter().copied().chain(line.referral.assigned).collect();
    for member in housekeeping::who_see(app, tx, scope, id, whom).await? {
        let (notice, code) = (NoticeId::new(app.next_id()), code.to_owned());
        let notice = Notice { id: notice, member, code, referral: Some(id), at: now };
        notices::bring(app, tx, scope, &notice).await?;
    }
    Ok(())
}

/// Totals, and the end of a connection, are about no record: the leads are told, and can send them again or call.
async fn totals_did_not_go(
    app: &App,
    tx: &Tx,
    scope: &OrgScope,
    leads: &[MemberId],
    (crossing, kind, code): (CrossingId, MessageKind, &str),
    now: Timestamp,
) -> store::Result<()> {
    let subject = Some(crossing.bytes());
    tx.audit(scope, journal::by_system(scope, now, Act::NotDelivered, subject, kind.code()));
    for member in leads {
        let (id, code) = (NoticeId::new(app.next_id()), code.to_owned());
        notices::bring(app, tx, scope, &Notice { id, member: *member, code, referral: None, at: now }).await?;
    }
    Ok(())
}
