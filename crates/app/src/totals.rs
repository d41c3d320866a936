//! Closing a period: an organization's own totals with one partner, protected, signed and told; and reading what both have
//! told each other.
//!
//! Invariant: what leaves has passed [`domain::suppression::release`] with everything that was told this partner before.
//! Invariant: a report whose signature does not hold with the keys of today, or that says another period or another
//! sender than where it stands, is shown as one that does not count, without its numbers.

use crate::mou::{Holds, Table, holds};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{OrgId, PartnershipId};
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::partnership::NotOpen;
use domain::suppression::{History, Refused, Release, Rule, Shown, release};
use domain::text::Label;
use domain::time::{Days, Month, Timestamp};
use domain::totals::{Cell, Counts, Line, Period, Report, tables, told_by};
use std::collections::{BTreeMap, BTreeSet};
use store::Inserted;
use store::totals::ReportRow;
use vault::{BothSides, Compartment, MouSignature};

/// What one of the two told of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of which period.
    pub period: Period,
    /// Who told.
    pub by: OrgId,
    /// Who closed it there.
    pub by_name: Label,
    /// When.
    pub at: Timestamp,
    /// What it says; nothing when its signature does not hold.
    pub report: Option<Report>,
}

/// What both have told each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsView {
    /// How often the two look at totals, by their agreement: the shortest period that is closed. Each month without one.
    pub every: Every,
    /// The smallest count that is shown.
    pub smallest: u64,
    /// The last period of that length that is over.
    pub latest: Period,
    /// The caller may close a period.
    pub may_close: bool,
    /// The caller's organization.
    pub ours: OrgId,
    /// Every report of both, the latest period first.
    pub told: Vec<Told>,
}

/// What both have told each other, as the caller's organization has it.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn show(app: &App, session: &Session, partnership: PartnershipId) -> Result<TotalsView> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let (every, rule) = agreed(&holds::of(app, session, &table.row).await?);
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let mut told: Vec<Told> = rows.iter().filter_map(|row| read(row, partnership, &table.public)).collect();
    told.sort_by_key(|told| std::cmp::Reverse((told.period.ends().1, told.period.ends().0)));
    Ok(TotalsView {
        every,
        smallest: rule.smallest(),
        latest: Period::of(every, settled(session, app.now())).before(),
        may_close: session.may(Deed::CloseTotals),
        ours: session.org_id(),
        told,
    })
}

/// Closes a period: counts, protects, signs and tells the partner. Answers what was told.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Locked`] without keys;
/// [`Error::NotOpen`] while the partner's key is not compared; [`Error::Invalid`] with why it cannot be closed: it is not
/// over, it is shorter than what was agreed, it was closed before, the counts contradict what was told, or no way of
/// hiding keeps a small number from being derived.
pub async fn close(app: &App, session: &Session, partnership: PartnershipId, period: Period) -> Result<Report> {
    session.authorize(Deed::CloseTotals)?;
    let table = Table::of(app, session, partnership).await?;
    let (every, rule) = agreed(&holds::of(app, session, &table.row).await?);
    let now = app.now();
    may_close(period, every, settled(session, now))?;
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let before = told_before(&rows, session.org_id(), partnership, &table.public)?;
    if before.iter().any(|(told, _)| *told == period) {
        return Err(Error::Invalid("totals-closed-before"));
    }
    let made = protected(app, session, &table, (rule, period), &before).await?;
    let report = report(session, partnership, (rule, period), &made);
    let row = ReportRow {
        by_org: session.org_id(),
        period: report.period.clone(),
        content: serde_json::to_string(&report).map_err(|_| Error::Invalid("totals-contradict"))?,
        by_name: session.name().clone(),
        at: now,
        signature: signed(session, &table, &report)?,
    };
    let member = session.member;
    app.store()
        .write(table.ours.org(), move |tx| {
            Box::pin(async move {
                for scope in table.scopes() {
                    if store::totals::add(tx, scope, partnership, &row).await? == Inserted::Already {
                        return Err(Error::Invalid("totals-closed-before"));
                    }
                }
                let subject = Some(partnership.bytes());
                let (act, theirs) = (Act::TotalsClosed, format!("partner {}", row.period));
                tx.audit(&table.ours, journal::by_member(&table.ours, member, now, act, subject, row.period.as_str()));
                tx.audit(&table.theirs, journal::by_system(&table.theirs, now, act, subject, theirs));
                Ok(())
            })
        })
        .await?;
    Ok(report)
}

/// How often, and what is hidden, by the memorandum that is in force.
fn agreed(holds: &Holds) -> (Every, Rule) {
    let terms = holds.terms.as_ref();
    let least = terms.and_then(|terms| terms.least_shown);
    let rule = least.and_then(|least| Rule::from(least).ok()).unwrap_or(Rule::USUAL);
    (terms.and_then(|terms| terms.period).unwrap_or(Every::Month), rule)
}

/// Who pressed the wrong button can take it back a little later. A period is closed a day after its end at the earliest, so
/// that no count of it changes any more.
const SETTLES: Days = Days(1);

fn settled(session: &Session, now: Timestamp) -> Month {
    session.month(now.minus_days(SETTLES))
}

fn may_close(period: Period, every: Every, now: Month) -> Result<()> {
    if !period.is_over(now) {
        return Err(Error::Invalid("totals-not-over"));
    }
    if period.length() < every {
        return Err(Error::Invalid("totals-too-short"));
    }
    Ok(())
}

/// Every report that this organization has told the partner. All of them have to be readable: what is not known to be
/// out can't be kept from being derived.
fn told_before(
    rows: &[ReportRow],
    ours: OrgId,
    partnership: PartnershipId,
    public: &BothSides,
) -> Result<Vec<(Period, Report)>> {
    let own = rows.iter().filter(|row| row.by_org == ours);
    own.map(|row| {
        let told = read(row, partnership, public).and_then(|told| Some((told.period, told.report?)));
        told.ok_or(Error::Invalid("totals-contradict"))
    })
    .collect()
}

async fn protected(
    app: &App,
    session: &Session,
    table: &Table,
    (rule, period): (Rule, Period),
    before: &[(Period, Report)],
) -> Result<Release<Cell>> {
    let old: BTreeSet<Period> = before.iter().map(|(period, _)| *period).collect();
    let all: BTreeSet<Period> = old.iter().copied().chain([period]).collect();
    let first = all.iter().map(|period| period.ends().0).min().unwrap_or(period.ends().0);
    let last = all.iter().map(|period| period.ends().1).max().unwrap_or(period.ends().1);
    let counts = store::totals::counts(app.store(), &table.ours, table.row.partner.id, first, last).await?;
    let (kind, told) = (session.org().kind, shown(before));
    // Many small programs: not in the thread that answers others.
    let work = move || -> std::result::Result<Release<Cell>, Refused<Cell>> {
        let tables = |periods: &BTreeSet<Period>, counts: &Counts| tables(kind, counts, periods, rule.smallest());
        let history = History::again(&tables(&old, &counts), &told)?;
        release(rule, &tables(&all, &counts), &history)
    };
    let made = tokio::task::spawn_blocking(work).await.map_err(|_| Error::Busy)?;
    made.map_err(|why| match why {
        Refused::Derivable(_) => Error::Invalid("totals-derivable"),
        Refused::NotTables(_) | Refused::Contradicts(_) | Refused::NothingNew => Error::Invalid("totals-contradict"),
    })
}

fn shown(before: &[(Period, Report)]) -> BTreeMap<Cell, Shown> {
    let line = |period: Period, line: &Line| {
        (Cell { direction: line.direction, measure: line.measure, period, is_rest: false }, line.shown)
    };
    before.iter().flat_map(|(period, report)| report.lines.iter().map(move |one| line(*period, one))).collect()
}

fn report(
    session: &Session,
    partnership: PartnershipId,
    (rule, period): (Rule, Period),
    made: &Release<Cell>,
) -> Report {
    let cells: BTreeMap<Cell, Shown> = made.cells().map(|(cell, shown)| (*cell, shown)).collect();
    let line = |(direction, measure)| {
        let shown = *cells.get(&Cell { direction, measure, period, is_rest: false })?;
        Some(Line { direction, measure, shown })
    };
    Report {
        partnership,
        by: session.org_id(),
        period: period.to_string(),
        smallest: rule.smallest(),
        lines: told_by(session.org().kind).filter_map(line).collect(),
    }
}

/// Signs with the caller's own key, over a hash that begins with another name than a memorandum's, so that neither can
/// be taken for the other.
fn signed(session: &Session, table: &Table, report: &Report) -> Result<Vec<u8>> {
    let keys = session.keys()?;
    let certificate = keys.certificate.as_ref().ok_or(Error::Locked)?;
    let intake = keys.compartment(Compartment::Intake).ok_or(Error::NotOpen(NotOpen::KeyNotConfirmed))?;
    let theirs = crate::partnerships::partner_public(&table.row);
    let side = table.row.partnership.sides.iter().find(|side| side.org == session.org_id());
    let pin = side.and_then(|side| side.confirmed_partner_key);
    if !pin.is_some_and(|pin| intake.confirms(&theirs, &pin)) {
        return Err(Error::NotOpen(NotOpen::KeyNotConfirmed));
    }
    Ok(MouSignature::sign(&keys.member, certificate, &report.hash(), &table.public)?.to_bytes())
}

/// A stored report; without what it says when it is not what its sender signed for this place. Nothing if it is of no
/// period.
fn read(row: &ReportRow, partnership: PartnershipId, public: &BothSides) -> Option<Told> {
    let report = serde_json::from_str::<Report>(&row.content).ok().filter(|report| {
        let stands_here = report.partnership == partnership && report.by == row.by_org && report.period == row.period;
        let by = [public.health_center, public.advocacy].into_iter().find(|side| side.org == row.by_org);
        let signature = MouSignature::from_bytes(&row.signature).ok();
        let holds =
            by.zip(signature).is_some_and(|(by, signature)| signature.verify(&by, &report.hash(), public).is_ok());
        stands_here && holds
    });
    Some(Told { period: Period::parse(&row.period)?, by: row.by_org, by_name: row.by_name.clone(), at: row.at, report })
}
