//! Closing a period, and sending its totals again where they did not arrive.

use super::{agreed, begun, crossing, read, settled, to_coalition};
use crate::mou::Table;
use crate::{App, Error, Result, Session, dispatch, journal};
use domain::audit::Act;
use domain::gate::clear_totals;
use domain::ids::{OrgId, PartnershipId};
use domain::member::Deed;
use domain::message::{Body, MessageKind};
use domain::mou::paper::Period as Every;
use domain::partnership::NotOpen;
use domain::suppression::{History, Refused, Rule, Shown, release};
use domain::time::Month;
use domain::totals::{Cell, Counts, Line, Period, Report, SignedReport, tables, told_by};
use std::collections::{BTreeMap, BTreeSet};
use store::Inserted;
use store::outbox::NewOutgoing;
use store::totals::ReportRow;
use vault::{BothSides, Compartment, MouSignature, OrgPublic, seal_envelope};

/// Closes a period: counts, protects, signs and tells the partner. Answers what was told.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Locked`] without keys;
/// [`Error::NotOpen`] while the partner's key is not compared; [`Error::Invalid`] with why it cannot be closed: it is not
/// over, it is shorter than what was agreed, it was over before the two worked together, it was closed before, a colleague closed another one meanwhile, the counts
/// contradict what was told, or no way of hiding keeps a small number from being derived.
pub async fn close(app: &App, session: &Session, partnership: PartnershipId, period: Period) -> Result<Report> {
    session.authorize(Deed::CloseTotals)?;
    let table = Table::of(app, session, partnership).await?;
    let (every, rule) = agreed(&crate::mou::holds::of(app, session, &table.row).await?);
    let now = app.now();
    may_close(period, every, settled(session, now))?;
    if period.ends().1 < begun(app, session, &table).await? {
        return Err(Error::Invalid("totals-before-us"));
    }
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let before = told_before(&rows, session.org_id(), partnership, &table.public)?;
    if before.iter().any(|(told, _)| *told == period) {
        return Err(Error::Invalid("totals-closed-before"));
    }
    let published = protected(app, session, &table, (rule, period), &before).await?;
    let report = report(session, partnership, (rule, period), &published);
    let told = SignedReport {
        report: report.clone(),
        by_name: session.name().clone(),
        signature: signed(session, &table, &report)?,
    };
    let outgoing = sealed(app, session, &table, told.clone(), &published)?;
    let along = to_coalition::along(app, session, &table, &told, &published).await?;
    let row = ReportRow {
        by_org: session.org_id(),
        period: report.period.clone(),
        content: serde_json::to_string(&report).map_err(|_| Error::Invalid("totals-contradict"))?,
        by_name: told.by_name,
        at: now,
        signature: told.signature,
        message: outgoing.id,
        arrived_at: None,
    };
    let (member, known) = (session.member, before.len());
    app.store()
        .write(table.ours.org(), move |tx| {
            Box::pin(async move {
                if store::totals::add(tx, &table.ours, partnership, &row).await? == Inserted::Already {
                    return Err(Error::Invalid("totals-closed-before"));
                }
                // What a colleague told since is not in this audit, and the two together were in none.
                let told = store::totals::reports(tx, &table.ours, partnership).await?;
                if told.iter().filter(|one| one.by_org == row.by_org).count() != known + 1 {
                    return Err(Error::Invalid("totals-told-meanwhile"));
                }
                store::outbox::insert_all(tx, &[(table.ours, &outgoing)]).await?;
                if let Some(along) = &along {
                    along.queue(tx, &table.ours, (member, now)).await?;
                }
                let (act, subject) = (Act::TotalsClosed, Some(partnership.bytes()));
                tx.audit(&table.ours, journal::by_member(&table.ours, member, now, act, subject, row.period.as_str()));
                Ok(())
            })
        })
        .await?;
    app.outgoing().notify_one();
    crate::asked::add_up_until(app, session, period.ends().1).await;
    Ok(report)
}

/// Sends the totals of a closed period again, as they were signed, where they were given up on the way.
///
/// # Errors
/// As [`close`]; [`Error::Invalid`] when there is nothing to send: the period is not closed, its totals have arrived, or
/// they are still on their way.
pub async fn send_again(app: &App, session: &Session, partnership: PartnershipId, period: Period) -> Result<()> {
    session.authorize(Deed::CloseTotals)?;
    let table = Table::of(app, session, partnership).await?;
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let of_it = |row: &&ReportRow| row.by_org == session.org_id() && row.period == period.to_string();
    let row = rows.iter().find(of_it).ok_or(Error::Invalid("totals-no-period"))?;
    if row.arrived_at.is_some() || on_its_way(app, &table, partnership).await? {
        return Err(Error::Invalid("totals-went"));
    }
    let before = told_before(&rows, session.org_id(), partnership, &table.public)?;
    let published = published_before(app, session, &table, &before).await?;
    let report = before.iter().find(|(told, _)| *told == period).map(|(_, report)| report.clone());
    let report = report.ok_or(Error::Invalid("totals-no-period"))?;
    let told = SignedReport { report, by_name: row.by_name.clone(), signature: row.signature.clone() };
    let outgoing = sealed(app, session, &table, told, &published)?;
    let (member, now) = (session.member, app.now());
    app.store()
        .write(table.ours.org(), move |tx| {
            Box::pin(async move {
                if !store::totals::set_message(tx, &table.ours, (partnership, period), outgoing.id).await? {
                    return Err(Error::Invalid("totals-went"));
                }
                store::outbox::insert_all(tx, &[(table.ours, &outgoing)]).await?;
                let (act, detail) = (Act::TotalsClosed, format!("again {period}"));
                let subject = Some(partnership.bytes());
                tx.audit(&table.ours, journal::by_member(&table.ours, member, now, act, subject, detail));
                Ok(())
            })
        })
        .await?;
    app.outgoing().notify_one();
    Ok(())
}

/// Everything that was published to the partner before, as it was audited.
pub(super) async fn published_before(
    app: &App,
    session: &Session,
    table: &Table,
    before: &[(Period, Report)],
) -> Result<History<Cell>> {
    let (_, rule) = agreed(&crate::mou::holds::of(app, session, &table.row).await?);
    let periods: BTreeSet<Period> = before.iter().map(|(period, _)| *period).collect();
    let counts = counted(app, table, &periods).await?;
    let told = tables(session.org().kind, &counts, &periods, rule.smallest());
    History::again(&told, &shown(before)).map_err(why)
}

/// Whether totals for this partner still wait to be delivered.
pub(super) async fn on_its_way(app: &App, table: &Table, partnership: PartnershipId) -> Result<bool> {
    let (store, about) = (app.store(), crossing(partnership));
    Ok(store::outbox::waits(store, &table.ours, about, MessageKind::Totals).await?)
}

/// The totals as they leave: cleared, sealed to the partner and signed by the caller.
fn sealed(
    app: &App,
    session: &Session,
    table: &Table,
    told: SignedReport,
    published: &History<Cell>,
) -> Result<NewOutgoing> {
    let keys = session.keys()?;
    let certificate = keys.certificate.as_ref().ok_or(Error::Locked)?;
    let theirs = confirmed(session, table)?;
    let body = Body::Totals(Box::new(told));
    let message = dispatch::message(app, session.org_id(), table.row.partner.id, crossing(table.id()), body);
    let cleared = clear_totals(message, session.org_id(), published)?;
    let envelope = seal_envelope(&cleared, &keys.member, certificate, &theirs, app.entropy())?;
    let message = cleared.value();
    Ok(NewOutgoing {
        id: message.id,
        to: message.to,
        crossing: message.crossing,
        kind: MessageKind::Totals,
        release: None,
        valid_until: cleared.until(),
        envelope_sealed: envelope.bytes,
        routing: None,
        created_at: message.written_at,
    })
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
pub(super) fn told_before(
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

/// Everything that this organization has published to the partner, with the period that is closed now.
async fn protected(
    app: &App,
    session: &Session,
    table: &Table,
    (rule, period): (Rule, Period),
    before: &[(Period, Report)],
) -> Result<History<Cell>> {
    let old: BTreeSet<Period> = before.iter().map(|(period, _)| *period).collect();
    let all: BTreeSet<Period> = old.iter().copied().chain([period]).collect();
    let counts = counted(app, table, &all).await?;
    let (kind, told, smallest) = (session.org().kind, shown(before), rule.smallest());
    // Many small programs: not in the thread that answers others.
    let work = move || -> std::result::Result<History<Cell>, Refused<Cell>> {
        let history = History::again(&tables(kind, &counts, &old, smallest), &told)?;
        let made = release(rule, &tables(kind, &counts, &all, smallest), &history)?;
        Ok(history.and(&made))
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Busy)?.map_err(why)
}

/// The exact counts with the partner, of every month until these periods end. Those of which nothing was told are among them:
/// the partner knows how many they sent in them.
async fn counted(app: &App, table: &Table, periods: &BTreeSet<Period>) -> Result<Counts> {
    let Some(last) = periods.iter().map(|period| period.ends().1).max() else { return Ok(Counts::default()) };
    Ok(store::totals::counts(app.store(), &table.ours, table.row.partner.id, last).await?)
}

fn why(refused: Refused<Cell>) -> Error {
    match refused {
        Refused::Derivable(_) => Error::Invalid("totals-derivable"),
        Refused::NotTables(_) | Refused::Contradicts(_) | Refused::NothingNew => Error::Invalid("totals-contradict"),
    }
}

fn shown(before: &[(Period, Report)]) -> BTreeMap<Cell, Shown> {
    let line = |period: Period, line: &Line| (Cell::of(line.direction, line.measure, period), line.shown);
    before.iter().flat_map(|(period, report)| report.lines.iter().map(move |one| line(*period, one))).collect()
}

fn report(
    session: &Session,
    partnership: PartnershipId,
    (rule, period): (Rule, Period),
    published: &History<Cell>,
) -> Report {
    let line = |(direction, measure)| {
        let shown = published.shown(&Cell::of(direction, measure, period))?;
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
    confirmed(session, table)?;
    Ok(MouSignature::sign(&keys.member, certificate, &report.hash(), &table.public)?.to_bytes())
}

/// The partner's keys, if they are the ones that were compared aloud.
fn confirmed(session: &Session, table: &Table) -> Result<OrgPublic> {
    let intake = session.keys()?.compartment(Compartment::Intake).ok_or(Error::NotOpen(NotOpen::KeyNotConfirmed))?;
    let theirs = crate::partnerships::partner_public(&table.row);
    let side = table.row.partnership.sides.iter().find(|side| side.org == session.org_id());
    let pin = side.and_then(|side| side.confirmed_partner_key);
    if pin.is_some_and(|pin| intake.confirms(&theirs, &pin)) {
        Ok(theirs)
    } else {
        Err(Error::NotOpen(NotOpen::KeyNotConfirmed))
    }
}
