//! Of which periods a paper and a table can be taken along: quarters, halves and years that were told, and no other range; and
//! fiscal years, as the sum of the four quarters that were told.
//!
//! Invariant: what they are made of is what the page shows ([`super::show`]): protected lines with a signature that holds.

use super::{Told, TotalsView, settled, show};
use crate::{App, Error, Result, Session};
use domain::funder::{Begins, FiscalYear, Span, sum};
use domain::ids::{OrgId, PartnershipId};
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::suppression::Shown;
use domain::time::Month;
use domain::totals::{Line, Period};

/// A period that a paper is asked of, and why there is none, as the key of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub period: Period,
    /// Nothing if there is one.
    pub why_not: Option<&'static str>,
}

/// So many periods of each length are offered, the running one first.
const OFFERED: usize = 5;
const LENGTHS: [Every; 3] = [Every::Quarter, Every::HalfYear, Every::Year];

/// The periods of which a paper can be asked, the latest first, and why there is none of some of them.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn periods(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<Asked>> {
    session.authorize(Deed::CloseTotals)?;
    let view = show(app, session, partnership).await?;
    let month = settled(session, app.now());
    let latest = |every: Every| std::iter::successors(Some(Period::of(every, month)), |period| Some(period.before()));
    let mut periods: Vec<Period> = LENGTHS.into_iter().flat_map(|every| latest(every).take(OFFERED)).collect();
    periods.extend(view.told.iter().map(|told| told.period).filter(|period| period.length() != Every::Month));
    periods.sort_unstable_by_key(|period| (std::cmp::Reverse(period.ends().1), period.length()));
    periods.dedup();
    let asked = |period| Asked { period, why_not: why_not(&view, period, month) };
    Ok(periods.into_iter().map(asked).collect())
}

/// What both told of a period, and of every shorter one in it. `period` is nothing where what was asked is no period.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Invalid`] with why there is no paper:
/// it is no period of the calendar, a month, not over, or nobody has closed it.
pub async fn of_period(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    period: Option<Period>,
) -> Result<TotalsView> {
    session.authorize(Deed::CloseTotals)?;
    let mut view = show(app, session, partnership).await?;
    let period = period.ok_or(Error::Invalid("totals-no-period"))?;
    if let Some(why_not) = why_not(&view, period, settled(session, app.now())) {
        return Err(Error::Invalid(why_not));
    }
    let (first, last) = period.ends();
    view.told.retain(|told| {
        let (begins, ends) = told.period.ends();
        begins >= first && ends <= last
    });
    Ok(view)
}

fn why_not(view: &TotalsView, period: Period, month: Month) -> Option<&'static str> {
    let of_it = || view.told.iter().filter(|told| told.period == period);
    if period.length() == Every::Month {
        Some("period-paper-month")
    } else if !period.is_over(month) {
        Some("period-paper-not-over")
    } else if of_it().next().is_none() {
        Some("period-paper-not-closed")
    } else if of_it().all(|told| told.report.is_none()) {
        Some("period-paper-unsigned")
    } else {
        None
    }
}

/// A fiscal year as it is read: what each of the two told of all its quarters, added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearView {
    /// Which.
    pub year: FiscalYear,
    /// The sums of each organization that told every quarter; whoever did not is not in it.
    pub sums: Vec<(OrgId, Vec<Line>)>,
    /// Who told every quarter, and of whom the signature of one does not hold.
    pub unsigned: Vec<OrgId>,
    /// Why there is no paper of it, as the key of a text.
    pub why_not: Option<&'static str>,
}

/// The fiscal years of which a paper can be asked, federal ones and those that begin in July, the latest first, and why there
/// is none of some.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn fiscal_years(app: &App, session: &Session, partnership: PartnershipId) -> Result<Vec<YearView>> {
    session.authorize(Deed::CloseTotals)?;
    let view = show(app, session, partnership).await?;
    let month = settled(session, app.now());
    let latest = |begins: Begins| std::iter::successors(Some(FiscalYear::of(begins, month)), |one| Some(one.before()));
    let years = [Begins::October, Begins::July].into_iter().flat_map(|begins| latest(begins).take(YEARS));
    Ok(years.map(|year| year_of(&view, year, month)).collect())
}

/// So many fiscal years of each kind are offered, the running one first.
const YEARS: usize = 3;

/// What both told of the quarters of a fiscal year, and their sums.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Invalid`] with why there is no paper: it is
/// not over, or nobody has told all of its quarters.
pub async fn of_year(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    year: FiscalYear,
) -> Result<(TotalsView, YearView)> {
    session.authorize(Deed::CloseTotals)?;
    let mut view = show(app, session, partnership).await?;
    let of_it = year_of(&view, year, settled(session, app.now()));
    if let Some(why_not) = of_it.why_not {
        return Err(Error::Invalid(why_not));
    }
    view.told.retain(|told| year.quarters().contains(&told.period));
    Ok((view, of_it))
}

fn year_of(view: &TotalsView, year: FiscalYear, month: Month) -> YearView {
    let mut by: Vec<OrgId> = view.told.iter().map(|told| told.by).collect();
    by.sort_unstable();
    by.dedup();
    let sums: Vec<_> = by.iter().filter_map(|by| Some((*by, sums(&view.told, *by, year)?))).collect();
    let told = |by: OrgId, period: Period| view.told.iter().any(|told| told.by == by && told.period == period);
    by.retain(|by| year.quarters().into_iter().all(|quarter| told(*by, quarter)));
    by.retain(|by| sums.iter().all(|(summed, _)| summed != by));
    let why_not = if Span::Fiscal(year).ends().1 >= month {
        Some("period-paper-not-over")
    } else if !sums.is_empty() {
        None
    } else if by.is_empty() {
        Some("period-paper-year-not-closed")
    } else {
        Some("period-paper-unsigned")
    };
    YearView { year, sums, unsigned: by, why_not }
}

/// What one of the two told of each quarter, line by line; nothing where a quarter is missing or its signature does not hold.
fn sums(told: &[Told], by: OrgId, year: FiscalYear) -> Option<Vec<Line>> {
    let of = |period: Period| told.iter().find(|told| told.by == by && told.period == period)?.report.as_ref();
    let [Some(first), Some(second), Some(third), Some(fourth)] = year.quarters().map(of) else { return None };
    let line = |line: &Line| {
        let same = |report: &domain::totals::Report| -> Shown {
            let is_it = |one: &&Line| (one.direction, one.measure) == (line.direction, line.measure);
            let found = report.lines.iter().find(is_it).map(|one| one.shown);
            found.unwrap_or(Shown::Withheld { from: report.smallest })
        };
        Line { shown: sum([line.shown, same(second), same(third), same(fourth)]), ..*line }
    };
    Some(first.lines.iter().map(line).collect())
}
