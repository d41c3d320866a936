//! What a person took back stays taken back when an older copy of the database is put in its place: the copy knows the
//! release as live and the send as waiting.
//!
//! Invariant: an end of sharing that the copy knows of is left alone, so that what was released after it holds.

use crate::node::month_of;
use crate::tombstones::Tombstone;
use crate::{App, Error, Result, delivery, journal, plans};
use domain::audit::Act;
use domain::ids::{FormId, MemberId, OrgId, ReferralId};
use domain::referral::{Bank, Event, Referral, apply};
use domain::release::Purpose;
use domain::retention::PurgeRule;
use store::referrals::{Change, Happening};
use store::retention::Purge;
use store::sharing_ends::{self, SharingEnd};
use store::{OrgScope, Tx};

/// Everything about a record, and only the plan of it.
pub(crate) const TABLES: [&str; 2] = ["sharing_ends", "sharing_ends:coordinated_care"];

/// Every end of sharing that an organization wrote down itself, for the list that is kept outside the database.
pub(crate) async fn of(app: &App, org: OrgId) -> Result<Vec<Tombstone>> {
    let ends = sharing_ends::ours(app.store(), &app.worker().scope(org)).await?;
    let stone = |end: SharingEnd| Tombstone {
        org,
        table: TABLES[usize::from(end.purpose.is_some())].to_owned(),
        row: end.referral.bytes(),
        at: end.at,
        rule: Some(PurgeRule::Request),
        member: end.member,
        referral: None,
    };
    Ok(ends.into_iter().map(stone).collect())
}

/// Takes back again what stood under this name, and closes the partner's copy on this node: whether the partner had
/// heard of it is not known of a copy, and where it waits in the copy it had. Answers whether either of the
/// two knew nothing of it.
pub(crate) async fn again(app: &App, stone: &Tombstone) -> Result<bool> {
    let (scope, referral) = (app.worker().scope(stone.org), ReferralId::from_bytes(stone.row));
    let purpose = (stone.table == TABLES[1]).then_some(Purpose::CoordinatedCare);
    let id = FormId::new(app.next_id());
    let end = SharingEnd { id, referral, at: stone.at, member: stone.member, purpose, said: None, died: 0 };
    let (nobody, node) = (MemberId::from_bytes([0; 16]), app.clone());
    let record = store::referrals::find(app.store(), &scope, nobody, referral).await?.map(|row| row.line.referral);
    let sent = record.clone().filter(|record| record.bank == Bank::Sender && purpose.is_none());
    let is_sent = sent.is_some();
    let is_new = app
        .store()
        .write(scope.org(), move |tx| Box::pin(async move { end_again(&node, tx, &scope, &end, sent).await }))
        .await?;
    match record {
        Some(record) if is_sent => stop_there(app, record, is_new).await.map(|stopped| is_new || stopped),
        Some(record) if is_new => end_plan_there(app, record, purpose.is_none()).await.map(|()| true),
        _ => Ok(is_new),
    }
}

/// A line of a plan, or a message that carried it, which was taken back: it counts as shared no more on our side, and
/// goes at the partner on this node, read or not. Answers whether the copy knew nothing of it.
pub(crate) async fn line_again(app: &App, stone: &Tombstone) -> Result<bool> {
    let (scope, there) = (app.worker().scope(stone.org), stone.stored());
    let purge = Purge { rule: PurgeRule::SharingEnded, member: None, at: stone.at };
    let (nobody, here) = (MemberId::from_bytes([0; 16]), there.clone());
    let ours = Purge { rule: stone.rule.unwrap_or(PurgeRule::Staff), member: stone.member, at: stone.at };
    let found = app
        .store()
        .write(scope.org(), move |tx| {
            Box::pin(async move { store::care_plan::take_line_back_again(tx, &scope, &here, &ours).await })
        })
        .await
        .map_err(|error: store::Error| Error::from(error))?;
    let Some(referral) = stone.referral else { return Ok(found) };
    let Some(row) = store::referrals::find(app.store(), &scope, nobody, referral).await? else { return Ok(found) };
    let (crossing, to, worker) =
        (row.line.referral.crossing, app.worker().scope(row.line.referral.partner), app.clone());
    let gone = app
        .store()
        .write(to.org(), move |tx| {
            Box::pin(async move {
                let referral =
                    store::care_plan::of_crossing(tx, &to, worker.worker(), crossing).await?.into_iter().next();
                let table = store::care_plan::stones::CARRIER.to_owned();
                let there = store::retention::Tombstone { table, referral, ..there };
                store::care_plan::destroy_again(tx, &to, &there, &purge).await
            })
        })
        .await
        .map_err(|error: store::Error| Error::from(error))?;
    Ok(found || gone)
}

async fn end_again(app: &App, tx: &Tx, scope: &OrgScope, end: &SharingEnd, sent: Option<Referral>) -> Result<bool> {
    if sharing_ends::is_known(tx, scope, end).await? {
        return Ok(false);
    }
    let taken = match end.purpose {
        None => store::releases::take_back_all(tx, scope, end.referral, end.at).await?,
        Some(_) => store::care_plan::take_back(tx, scope, end.referral, end.at).await?,
    };
    if !taken.now && taken.stopped == 0 && sent.is_none() {
        return Ok(false);
    }
    let end = SharingEnd { died: taken.stopped, ..end.clone() };
    let _ = sharing_ends::insert(tx, scope, &end).await?;
    if let Some(record) = sent
        && let Ok(to) = apply(Bank::Sender, Some(record.status), Event::Withdrawn)
    {
        let org = store::organizations::get(tx, scope).await?.organization;
        let happening = Happening { event: Event::Withdrawn, member: None, at: end.at, month: month_of(&org, end.at) };
        let change = Change { id: record.id, from: record.status, to, assigned: record.assigned, happening };
        store::referrals::change(tx, scope, &change).await?;
    }
    let (subject, now) = (Some(end.referral.bytes()), app.now());
    let detail = if end.purpose.is_some() { "restored care" } else { "restored" };
    tx.audit(scope, journal::by_system(scope, now, Act::ReleaseRevoked, subject, detail));
    Ok(true)
}

/// What we shared of a plan closes at the partner, whichever of us sent the referral, and with `everything` what we wrote
/// beside it.
async fn end_plan_there(app: &App, record: Referral, everything: bool) -> Result<()> {
    let (to, now, node) = (app.worker().scope(record.partner), app.now(), app.clone());
    app.store()
        .write(to.org(), move |tx| {
            Box::pin(async move {
                plans::arrival::end(&node, tx, &to, record.crossing, now).await?;
                if everything {
                    plans::arrival::end_letters(&node, tx, &to, record.crossing, now).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await
}

/// Answers whether anything was stopped there. `anyway`: also where the partner's copy has heard of a stop.
async fn stop_there(app: &App, record: Referral, anyway: bool) -> Result<bool> {
    let (to, now, node) = (app.worker().scope(record.partner), app.now(), app.clone());
    app.store()
        .write(to.org(), move |tx| {
            Box::pin(async move {
                if !anyway && has_heard(&node, tx, &to, &record).await? {
                    return Ok(false);
                }
                let org = store::organizations::get(tx, &to).await?.organization;
                delivery::stopped(&node, tx, &to, record.crossing, &org, now).await?;
                Ok::<_, Error>(true)
            })
        })
        .await
}

/// Whether it was stopped there, or never came there.
async fn has_heard(app: &App, tx: &Tx, to: &OrgScope, record: &Referral) -> Result<bool> {
    let (bank, nobody) = (Bank::Receiver, MemberId::from_bytes([0; 16]));
    let found = store::referrals::find_crossing(tx, to, app.worker(), record.crossing, bank).await?;
    let Some(line) = found else { return Ok(true) };
    let ends = sharing_ends::of_referral(tx, to, nobody, line.referral.id).await?;
    Ok(ends.iter().any(|end| end.member.is_none() && end.purpose.is_none()))
}
