//! Taking in what organizations tell a coalition: sealed to it, so it waits for a member with keys to come by.
//!
//! Invariant: what was taken first stays; of what is not added nothing is kept but from whom, of when, and why not.
//! Invariant: a report counts only with a signature that holds with the keys that were compared aloud, when it comes and
//! again when its period is summed.
//! Invariant: along what has ended nothing is taken in, and what came along an earlier connection counts for no later one.

use super::told_of;
use crate::mou::holds::sides;
use crate::{App, Error, Result, Session, affiliations, journal};
use domain::audit::Act;
use domain::coalition::{ForCoalition, Keys, Known, NotAdded, Pair, Told, take};
use domain::ids::{MessageId, OrgId};
use domain::message::{Body, Message, MessageKind};
use domain::time::{Days, Month, Timestamp};
use domain::totals::{Period, Report};
use std::collections::BTreeSet;
use store::Inserted;
use store::affiliations::AffiliationRow;
use store::inbox::Pending;
use store::roll_ups::{RefusedRow, ReportRow, Said};
use vault::{MouSignature, OrgPublic, open_envelope};

/// Messages read at a time.
const BATCH: u32 = 50;

/// Takes in everything that waits. Without keys it waits on, and so does what comes from whom we have not compared words with,
/// or not since a key changed: they tell a period once, and it would be lost. Answers whether anything waits on for words.
pub(super) async fn all(app: &App, session: &Session) -> Result<bool> {
    let Some(intake) = session.keys().ok().and_then(|keys| keys.intake.as_ref()) else { return Ok(false) };
    let ours = session.keys()?.org;
    let connected = store::affiliations::standing(app.store(), &session.scope).await?;
    let waits_on = |from: OrgId| {
        let row = connected.iter().find(|row| row.other.id == from);
        row.is_some_and(|row| affiliations::confirmed(session, row).is_none())
    };
    // What waits on stays in the list and must not hide what comes after it: the list is read further each time.
    let (mut seen, mut left, mut limit) = (BTreeSet::<MessageId>::new(), false, BATCH);
    loop {
        let waiting = store::inbox::list_pending(app.store(), &session.scope, app.now(), limit).await?;
        let is_all = u32::try_from(waiting.len()).is_ok_and(|n| n < limit);
        for pending in waiting {
            if pending.kind != MessageKind::CoalitionTotals || !seen.insert(pending.id) {
                continue;
            }
            if waits_on(pending.from) {
                left |= pending.at > app.now().minus_days(super::WAITED_FOR);
                continue;
            }
            let told = match connected.iter().find(|row| row.other.id == pending.from) {
                None => Err(NotAdded::Ended),
                Some(row) => {
                    let theirs = affiliations::other_public(row);
                    told_along(row, open_envelope(&pending.envelope_sealed, intake, &ours, &theirs).ok())
                }
            };
            one(app, session, &connected, pending, told).await?;
        }
        if is_all {
            return Ok(left);
        }
        limit = limit.saturating_add(BATCH);
    }
}

/// What an opened message tells along this connection, and along no earlier one with the same organization.
fn told_along(row: &AffiliationRow, opened: Option<Message>) -> std::result::Result<ForCoalition, NotAdded> {
    match opened {
        Some(Message { body: Body::CoalitionTotals(told), crossing, .. }) => {
            if crossing == affiliations::crossing(row.id) { Ok(*told) } else { Err(NotAdded::Ended) }
        }
        _ => Err(NotAdded::Unreadable),
    }
}

async fn one(
    app: &App,
    session: &Session,
    connected: &[AffiliationRow],
    pending: Pending,
    told: std::result::Result<ForCoalition, NotAdded>,
) -> Result<()> {
    let reports = store::roll_ups::reports(app.store(), &session.scope).await?;
    let sums = store::roll_ups::sums(app.store(), &session.scope).await?;
    let summed: BTreeSet<Period> = sums.iter().filter_map(|row| Period::parse(&row.period)).collect();
    // Their month may be over some hours before ours is.
    let (scope, now) = (session.scope, app.now());
    let month = session.month(now.plus_days(Days(1)));
    let said = told.as_ref().ok().and_then(|told| Period::parse(&told.report.period));
    let taken = told.and_then(|told| {
        let period = judge(session, &told, &pending, (connected, &reports), &summed, month)?;
        row(told, period, &pending, now)
    });
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::inbox::take_pending(tx, &scope, &pending).await? {
                    return Ok(());
                }
                let reason = match &taken {
                    // A colleague summed it just now.
                    Ok(row) if store::roll_ups::is_summed(tx, &scope, &row.period).await? => Some(NotAdded::Late),
                    Ok(row) if store::roll_ups::add(tx, &scope, row).await? == Inserted::New => None,
                    Ok(_) => Some(NotAdded::Contradicts),
                    Err(reason) => Some(*reason),
                };
                let period = said.map_or_else(String::new, |period| period.to_string());
                let (act, detail) = match reason {
                    None => (Act::CoalitionTook, period),
                    Some(reason) => {
                        let row = RefusedRow { message: pending.id, by_org: pending.from, period, reason, at: now };
                        store::roll_ups::refuse(tx, &scope, &row).await?;
                        (Act::CoalitionRefused, reason.code().to_owned())
                    }
                };
                tx.audit(&scope, journal::by_system(&scope, now, act, Some(pending.from.bytes()), detail));
                Ok::<_, Error>(())
            })
        })
        .await
}

fn judge(
    session: &Session,
    told: &ForCoalition,
    pending: &Pending,
    (connected, reports): (&[AffiliationRow], &[ReportRow]),
    summed: &BTreeSet<Period>,
    month: Month,
) -> std::result::Result<Period, NotAdded> {
    let row = connected.iter().find(|row| row.other.id == pending.from).ok_or(NotAdded::Unreadable)?;
    if !holds(session, connected, row, told) {
        return Err(NotAdded::Signature);
    }
    let waiting: Vec<Told> = reports.iter().filter_map(|row| Some(told_of(row, report_of(row)?))).collect();
    let pairs: Vec<Pair> = reports.iter().map(|row| (row.partnership, [row.by_org, row.partner])).collect();
    let known = Known { told: &waiting, pairs: &pairs, summed };
    take(told, (row.other.id, row.other.kind), known, month)
}

/// Whether an organization whose words we compared signed this report between these two. Where the partner is connected with us
/// as well, it has to be with the keys that we know.
fn holds(session: &Session, connected: &[AffiliationRow], by: &AffiliationRow, told: &ForCoalition) -> bool {
    if !affiliations::connection(session, by).takes_in() {
        return false;
    }
    let teller = affiliations::other_public(by);
    let Keys { org, intake, signing } = told.partner;
    let partner = OrgPublic { org, intake, signing };
    let known = connected.iter().find(|row| row.other.id == org).map(affiliations::other_public);
    let both = sides(by.other.kind, teller, partner);
    let signature = MouSignature::from_bytes(&told.signature).ok();
    known.is_none_or(|known| known == partner)
        && signature.is_some_and(|it| it.verify(&teller, &told.report.hash(), &both).is_ok())
}

fn report_of(row: &ReportRow) -> Option<Report> {
    let said = row.said.as_ref()?;
    let report: Report = serde_json::from_str(&said.content).ok()?;
    let stands_here = report.by == row.by_org && report.partnership == row.partnership && report.period == row.period;
    stands_here.then_some(report)
}

/// What waits of a period and still carries a signature that holds.
pub(super) fn told(
    session: &Session,
    connected: &[AffiliationRow],
    reports: &[ReportRow],
    period: Period,
) -> Vec<Told> {
    let code = period.to_string();
    let told = reports.iter().filter(|row| row.period == code).filter_map(|row| {
        let (by, said) = (connected.iter().find(|one| one.other.id == row.by_org)?, row.said.as_ref()?);
        let report = report_of(row)?;
        let (intake, signing) = said.partner_keys.split_first_chunk::<32>()?;
        let partner = Keys { org: row.partner, intake: *intake, signing: signing.try_into().ok()? };
        let told = ForCoalition { report, signature: said.signature.clone(), partner };
        holds(session, connected, by, &told).then(|| told_of(row, told.report))
    });
    told.collect()
}

fn row(
    told: ForCoalition,
    period: Period,
    pending: &Pending,
    now: Timestamp,
) -> std::result::Result<ReportRow, NotAdded> {
    let mut partner_keys = [0; 64];
    partner_keys[..32].copy_from_slice(&told.partner.intake);
    partner_keys[32..].copy_from_slice(&told.partner.signing);
    let content = serde_json::to_string(&told.report).map_err(|_| NotAdded::Unreadable)?;
    Ok(ReportRow {
        by_org: pending.from,
        partnership: told.report.partnership,
        period: period.to_string(),
        partner: told.partner.org,
        said: Some(Said { content, signature: told.signature, partner_keys }),
        message: pending.id,
        arrived_at: pending.at.min(now),
    })
}
