//! What a coalition reads: sums of what organizations told, each period once.
//!
//! Invariant: no page shows a number of one organization; what a report said is let go of when its period is summed.
//! Invariant: noise is drawn once, before anybody has seen the sums without it, and what it spends is kept with the period.
//!
//! Read next: [`show`] (the page), [`sum`] (what is done once), `came` (what is taken in), [`domain::coalition`] (the rules).

mod came;

use crate::{App, Error, Result, Session, affiliations, journal, notices};
use domain::audit::Act;
use domain::coalition::{self, COUNTS_OF_ONE, EVERY, Noise, NotAdded, NotSummed, RollUp, Summed, Told};
use domain::ids::{MessageId, OrgId};
use domain::measure::Measure;
use domain::member::Deed;
use domain::message::MessageKind;
use domain::referral::Direction;
use domain::suppression::{Budget, Epsilon};
use domain::text::Label;
use domain::time::{Days, Month, Timestamp};
use domain::totals::{Period, Report};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::Inserted;
use store::affiliations::AffiliationRow;
use store::roll_ups::{NoiseRow, RefusedRow, ReportRow, SumRow};

/// What a period may spend on noise, in thousandths of epsilon: much noise, some, little.
pub const BUDGETS: &[u32] = &[1000, 2000, 4000];
/// So many quarters are offered to be summed, the latest first.
const OFFERED: usize = 8;
/// What came and was not added is named this long.
pub(crate) const REFUSED_KEPT: Days = Days(365);

/// The sums of one period, or of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// Of which period.
    pub period: Period,
    /// Its numbers.
    pub cells: BTreeMap<(Direction, Measure), Summed>,
    /// Noise of the period, where it has any; of a year, whether a quarter of it had.
    pub noise: Option<NoiseRow>,
    /// So many organizations had told, of so many that told or were to. Of a year that of its quarter with the fewest.
    pub told: (u32, u32),
    /// When it was summed; of a year the last of its quarters.
    pub at: Timestamp,
}

/// A period that can be summed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Which.
    pub period: Period,
    /// Which organizations have told.
    pub told: Vec<Label>,
    /// Which have not.
    pub missing: Vec<Label>,
}

/// What came and was not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its message: in no order that means anything.
    pub id: MessageId,
    /// From whom, if we were ever connected.
    pub by: Option<Label>,
    /// Of which period, if it named one.
    pub period: Option<Period>,
    /// Why.
    pub reason: NotAdded,
    /// When.
    pub at: Timestamp,
}

/// A coalition's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUpView {
    /// Every period that was summed, the latest first; before its quarters, each year of which all four are.
    pub sums: Vec<Sums>,
    /// What can be summed: quarters that are over and of which somebody told, and the latest.
    pub ready: Vec<Ready>,
    /// What was not added, the latest first.
    pub refused: Vec<Refused>,
    /// How many organizations are connected, and how many of them tell.
    pub connected: (usize, usize),
    /// Something waits until six words are compared.
    pub waits_for_words: bool,
    /// The caller may sum.
    pub may_sum: bool,
}

/// One number, as it is kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Cell {
    direction: Direction,
    measure: Measure,
    shown: Summed,
}

/// The coalition's sums, and what it waits for.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or where no coalition is.
pub async fn show(app: &App, session: &Session) -> Result<RollUpView> {
    session.authorize(Deed::ReadRollUp)?;
    let waits_on = came::all(app, session).await?;
    let every = store::affiliations::list(app.store(), &session.scope).await?;
    let reports = store::roll_ups::reports(app.store(), &session.scope).await?;
    let rows = store::roll_ups::sums(app.store(), &session.scope).await?;
    let connected: Vec<AffiliationRow> = every.iter().filter(|row| row.stands()).cloned().collect();
    let summed = rows.iter().map(sums).collect::<Result<Vec<_>>>()?;
    let done: BTreeSet<Period> = summed.iter().map(|one| one.period).collect();
    let latest = Period::of(EVERY, settled(session, app.now())).before();
    let offered = std::iter::successors(Some(latest), |one| Some(one.before())).take(OFFERED);
    let ready = offered.filter(|period| !done.contains(period)).filter_map(|period| {
        let ready = ready(period, &connected, &reports);
        (period == latest || !ready.told.is_empty()).then_some(ready)
    });
    let names: BTreeMap<OrgId, &Label> = every.iter().map(|row| (row.other.id, &row.other.name)).collect();
    let refused = store::roll_ups::refused(app.store(), &session.scope).await?;
    let refused = refused.into_iter().map(|row| Refused {
        id: row.message,
        by: names.get(&row.by_org).copied().cloned(),
        period: Period::parse(&row.period),
        reason: row.reason,
        at: row.at,
    });
    let tells = connected.iter().filter(|row| row.tells_since.is_some()).count();
    Ok(RollUpView {
        waits_for_words: waits_on || waits_for_words(session, &connected, &reports, latest, app.now()),
        ready: ready.collect(),
        refused: refused.collect(),
        sums: with_years(summed),
        connected: (connected.len(), tells),
        may_sum: session.may(Deed::SumPeriod),
    })
}

/// A period is summed a day after its end at the earliest, as organizations close theirs.
fn settled(session: &Session, now: Timestamp) -> Month {
    session.month(now.minus_days(Days(1)))
}

/// The earliest quarter that can still be summed in a month that [`settled`] answers: what was told of one before it is let go of.
pub(crate) fn earliest(month: Month) -> Period {
    (0..OFFERED).fold(Period::of(EVERY, month), |one, _| one.before())
}

/// The earliest quarter that an organization can still tell: the one that is summed the last.
pub(crate) fn earliest_now(session: &Session, now: Timestamp) -> Period {
    earliest(settled(session, now))
}

/// Who has told of a period, and who has not: of those who are connected and tell.
fn ready(period: Period, connected: &[AffiliationRow], reports: &[ReportRow]) -> Ready {
    let code = period.to_string();
    let has_told = |row: &&AffiliationRow| {
        reports.iter().any(|report| report.by_org == row.other.id && report.period == code && report.said.is_some())
    };
    let (told, missing): (Vec<_>, Vec<_>) = connected.iter().partition(has_told);
    let names = |rows: Vec<&AffiliationRow>| rows.into_iter().map(|row| row.other.name.clone()).collect();
    let missing = missing.into_iter().filter(|row| row.tells_since.is_some()).collect();
    Ready { period, told: names(told), missing: names(missing) }
}

fn sums(row: &SumRow) -> Result<Sums> {
    let period = Period::parse(&row.period).ok_or(Error::SealBroken)?;
    let cells: Vec<Cell> = serde_json::from_str(&row.content).map_err(|_| Error::SealBroken)?;
    Ok(Sums {
        period,
        cells: cells.into_iter().map(|cell| ((cell.direction, cell.measure), cell.shown)).collect(),
        noise: row.noise,
        told: (row.told, row.connected),
        at: row.at,
    })
}

/// Each year of which all four quarters are summed stands before them.
fn with_years(mut quarters: Vec<Sums>) -> Vec<Sums> {
    let rolled = |one: &Sums| RollUp { period: one.period, cells: one.cells.clone(), noise: None };
    let all: Vec<RollUp> = quarters.iter().map(rolled).collect();
    let years: BTreeSet<i16> = quarters.iter().map(|one| one.period.ends().0.year).collect();
    let year = |of: i16| {
        let cells = coalition::year(of, &all)?;
        let parts = || quarters.iter().filter(|one| one.period.ends().0.year == of);
        Some(Sums {
            period: Period::Year(of),
            cells,
            noise: parts().find_map(|one| one.noise),
            told: parts().map(|one| one.told).min()?,
            at: parts().map(|one| one.at).max()?,
        })
    };
    let years: Vec<Sums> = years.into_iter().filter_map(year).collect();
    quarters.extend(years);
    quarters.sort_by_key(|one| std::cmp::Reverse((one.period.ends().1, one.period.length())));
    quarters
}

/// Sums a period, once. `budget` is what it may spend on noise, in thousandths of epsilon; nothing for none.
///
/// # Errors
/// [`Error::NotFound`] without the deed; [`Error::Locked`] without keys; [`Error::Invalid`] with why not:
/// `roll-up-not-over`, `roll-up-before`, `roll-up-other-length`, `roll-up-nothing-told`, `roll-up-other-reports`,
/// `roll-up-overspent`, `roll-up-came-meanwhile`, `roll-up-words-first` while somebody tells whose words are not compared.
pub async fn sum(app: &App, session: &Session, period: Period, budget: Option<u32>) -> Result<()> {
    session.authorize(Deed::SumPeriod)?;
    session.keys()?;
    let waits_on = came::all(app, session).await?;
    let rows = store::roll_ups::sums(app.store(), &session.scope).await?;
    let before: BTreeSet<Period> = rows.iter().filter_map(|row| Period::parse(&row.period)).collect();
    let connected = store::affiliations::standing(app.store(), &session.scope).await?;
    let reports = store::roll_ups::reports(app.store(), &session.scope).await?;
    let told = came::told(session, &connected, &reports, period);
    let made = coalition::sum(EVERY, period, &told, &before, settled(session, app.now())).map_err(why)?;
    if waits_on || waits_for_words(session, &connected, &reports, period, app.now()) {
        return Err(Error::Invalid("roll-up-words-first"));
    }
    // It is on its way, and would come late.
    for row in connected.iter().filter(|row| row.tells_since.is_some() && row.confirmed_key.is_some()) {
        let (theirs, along) = (app.worker().scope(row.other.id), affiliations::crossing(row.id));
        if store::outbox::waits(app.store(), &theirs, along, MessageKind::CoalitionTotals).await? {
            return Err(Error::Invalid("roll-up-came-meanwhile"));
        }
    }
    if told.is_empty() {
        return Err(Error::Invalid("roll-up-nothing-told"));
    }
    let (made, noise) = with_noise(app, made, budget)?;
    let cells = made.cells.iter().map(|((direction, measure), shown)| Cell {
        direction: *direction,
        measure: *measure,
        shown: *shown,
    });
    let tellers: BTreeSet<OrgId> = told.iter().map(|one| one.report.by).collect();
    let (now, member, expected) = (app.now(), session.member, ready(period, &connected, &reports));
    let (waited, broken) = (waiting(&reports, period).count(), broken(&connected, &reports, (period, &told), now));
    let row = SumRow {
        period: period.to_string(),
        content: serde_json::to_string(&cells.collect::<Vec<_>>()).map_err(|_| Error::SealBroken)?,
        told: u32::try_from(tellers.len()).unwrap_or(u32::MAX),
        connected: u32::try_from(expected.told.len() + expected.missing.len()).unwrap_or(u32::MAX),
        noise,
        by: member,
        at: now,
    };
    let (scope, node) = (session.scope, app.clone());
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                // What a colleague took in since is not in this sum, and would be lost with it; and who left since is in it.
                if store::roll_ups::waiting(tx, &scope, &row.period).await? != waited {
                    return Err(Error::Invalid("roll-up-came-meanwhile"));
                }
                if store::roll_ups::add_sum(tx, &scope, &row).await? == Inserted::Already {
                    return Err(Error::Invalid("roll-up-before"));
                }
                for row in &broken {
                    store::roll_ups::refuse(tx, &scope, row).await?;
                }
                let act = Act::PeriodSummed;
                tx.audit(&scope, journal::by_member(&scope, member, now, act, None, row.period.as_str()));
                notices::of_coalition::summed(&node, tx, &scope, member, now).await?;
                Ok(())
            })
        })
        .await
}

/// So long a sum waits for words to be compared: nobody blocks the others for good, and nobody has to be put out for that.
const WAITED_FOR: Days = Days(30);

/// Whether a sum would lose what an organization told, or tells from now on, while its words are not compared.
fn waits_for_words(
    session: &Session,
    connected: &[AffiliationRow],
    reports: &[ReportRow],
    period: Period,
    now: Timestamp,
) -> bool {
    let since = now.minus_days(WAITED_FOR);
    let tells = |row: &AffiliationRow| {
        row.tells_since.is_some_and(|at| at > since)
            || waiting(reports, period).any(|report| report.by_org == row.other.id && report.arrived_at > since)
    };
    connected.iter().any(|row| affiliations::confirmed(session, row).is_none() && tells(row))
}

fn waiting(reports: &[ReportRow], period: Period) -> impl Iterator<Item = &ReportRow> {
    let code = period.to_string();
    reports.iter().filter(move |row| row.period == code && row.said.is_some())
}

/// What waited and does not carry a signature any more that holds, or of whom has just left: it is named, and not added.
fn broken(
    connected: &[AffiliationRow],
    reports: &[ReportRow],
    (period, told): (Period, &[Told]),
    at: Timestamp,
) -> Vec<RefusedRow> {
    let stands = |org: OrgId| connected.iter().any(|row| row.other.id == org);
    let counts = |row: &&ReportRow| {
        told.iter().any(|one| (one.report.by, one.report.partnership) == (row.by_org, row.partnership))
    };
    let row = |row: &ReportRow| RefusedRow {
        message: row.message,
        by_org: row.by_org,
        period: row.period.clone(),
        reason: if stands(row.by_org) { NotAdded::Signature } else { NotAdded::Ended },
        at,
    };
    waiting(reports, period).filter(|row| !counts(row)).map(row).collect()
}

fn with_noise(app: &App, made: RollUp, budget: Option<u32>) -> Result<(RollUp, Option<NoiseRow>)> {
    let Some(allowed) = budget else { return Ok((made, None)) };
    if !BUDGETS.contains(&allowed) {
        return Err(Error::Invalid("roll-up-no-budget"));
    }
    let epsilon = |n| Epsilon::thousandths(n).map_err(|_| Error::Invalid("roll-up-no-budget"));
    let each = epsilon(allowed / COUNTS_OF_ONE)?;
    let noise = Noise { each, budget: Budget::of(epsilon(allowed)?) };
    let made = coalition::with_noise(made, noise, &mut |bytes: &mut [u8]| app.entropy().fill(bytes)).map_err(why)?;
    let spent = made.noise.map(Budget::spent).unwrap_or_default();
    Ok((made, Some(NoiseRow { each: each.in_thousandths(), allowed, spent })))
}

fn why(not: NotSummed) -> Error {
    Error::Invalid(match not {
        NotSummed::NotOver => "roll-up-not-over",
        NotSummed::Before => "roll-up-before",
        NotSummed::OtherLength => "roll-up-other-length",
        NotSummed::OtherReports => "roll-up-other-reports",
        NotSummed::Overspent(_) => "roll-up-overspent",
    })
}

/// A stored report as the rules read it.
fn told_of(row: &ReportRow, report: Report) -> Told {
    Told { partner: row.partner, report }
}
