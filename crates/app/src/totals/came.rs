//! Taking in the totals that a partner tells: sealed to us, so they wait for a member with keys to come by.
//!
//! Invariant: what was taken first stays; of what is not taken nothing is kept but of when it was and why not.

use super::read;
use crate::mou::Table;
use crate::{App, Error, Result, Session, journal, notices};
use domain::audit::Act;
use domain::ids::{NoticeId, PartnershipId};
use domain::member::{MemberState, Role};
use domain::message::{Body, Message};
use domain::org::OrgKind;
use domain::time::{Days, Timestamp};
use domain::totals::{NotTaken, Period, Report, SignedReport, Teller, take};
use store::inbox::Pending;
use store::notices::Notice;
use store::totals::{RefusedRow, ReportRow};
use store::{Inserted, OrgScope, Tx};
use vault::{BothSides, MouSignature};

/// The partner told totals: the leads are told that they are there.
pub(crate) async fn announce(app: &App, tx: &Tx, to: &OrgScope, now: Timestamp) -> Result<()> {
    for row in store::members::list(tx, to).await? {
        if row.member.state == MemberState::Active && row.member.roles.contains(&Role::Lead) {
            let (id, code) = (NoticeId::new(app.next_id()), "notice-totals-came".to_owned());
            let notice = Notice { id, member: row.member.id, code, referral: None, at: now };
            notices::bring(app, tx, to, &notice).await?;
        }
    }
    Ok(())
}

/// Takes in a message with totals, or writes down why not. `opened` is nothing when it does not open.
pub(crate) async fn take_in(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    pending: Pending,
    opened: Option<Message>,
) -> Result<()> {
    let table = Table::of(app, session, partnership).await?;
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let teller = Teller { partnership, org: pending.from, kind: other(table.kind) };
    // Their month may be over some hours before ours is.
    let now = app.now();
    let month = session.month(now.plus_days(Days(1)));
    let told = match opened {
        Some(Message { body: Body::Totals(told), written_at, .. }) => Some((*told, written_at)),
        _ => None,
    };
    let judged = match &told {
        Some((told, _)) => judge(told, teller, &before(&rows, &table, teller), &table.public, month),
        None => Err(NotTaken::Unreadable),
    };
    let said = told.as_ref().and_then(|(told, _)| Period::parse(&told.report.period));
    let taken =
        judged.and_then(|_| told.ok_or(NotTaken::Unreadable)).and_then(|(told, at)| row(told, &pending, at, now));
    let scope = session.scope;
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                if !store::inbox::take_pending(tx, &scope, &pending).await? {
                    return Ok(());
                }
                let reason = match &taken {
                    Ok(row) if store::totals::add(tx, &scope, partnership, row).await? == Inserted::New => None,
                    // A colleague took another one in just now.
                    Ok(_) => Some(NotTaken::Contradicts),
                    Err(reason) => Some(*reason),
                };
                let period = said.map_or_else(String::new, |period| period.to_string());
                let (act, detail) = match reason {
                    None => (Act::TotalsClosed, format!("partner {period}")),
                    Some(reason) => (Act::TotalsRefused, reason.code().to_owned()),
                };
                if let Some(reason) = reason {
                    let row = RefusedRow { message: pending.id, by_org: pending.from, period, reason, at: now };
                    store::totals::refuse(tx, &scope, partnership, &row).await?;
                }
                tx.audit(&scope, journal::by_system(&scope, now, act, Some(partnership.bytes()), detail));
                Ok::<_, Error>(())
            })
        })
        .await
}

const fn other(kind: OrgKind) -> OrgKind {
    match kind {
        OrgKind::HealthCenter => OrgKind::Advocacy,
        OrgKind::Advocacy | OrgKind::Coalition => OrgKind::HealthCenter,
    }
}

/// What was taken of the teller before. One that was changed since in our own database counts as taken: nothing
/// replaces it.
fn before(rows: &[ReportRow], table: &Table, teller: Teller) -> Vec<(Period, Report)> {
    let theirs = rows.iter().filter(|row| row.by_org == teller.org);
    theirs
        .filter_map(|row| {
            let told = read(row, teller.partnership, &table.public)?;
            Some((told.period, told.report?))
        })
        .collect()
}

fn judge(
    told: &SignedReport,
    teller: Teller,
    before: &[(Period, Report)],
    public: &BothSides,
    month: domain::time::Month,
) -> std::result::Result<Period, NotTaken> {
    let by = [public.health_center, public.advocacy].into_iter().find(|side| side.org == teller.org);
    let signature = MouSignature::from_bytes(&told.signature).ok();
    let holds = by.zip(signature).is_some_and(|(by, it)| it.verify(&by, &told.report.hash(), public).is_ok());
    if !holds {
        return Err(NotTaken::Signature);
    }
    take(&told.report, teller, before, month)
}

fn row(
    told: SignedReport,
    pending: &Pending,
    written_at: Timestamp,
    now: Timestamp,
) -> std::result::Result<ReportRow, NotTaken> {
    Ok(ReportRow {
        by_org: pending.from,
        period: told.report.period.clone(),
        content: serde_json::to_string(&told.report).map_err(|_| NotTaken::Unreadable)?,
        by_name: told.by_name,
        // A clock that is ahead closes nothing in the future.
        at: written_at.min(now),
        signature: told.signature,
        message: pending.id,
        arrived_at: Some(pending.at),
    })
}
