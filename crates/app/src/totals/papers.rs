//! Of which periods a paper and a table can be taken along: quarters, halves and years that were told, and no other range.
//!
//! Invariant: what they are made of is what the page shows ([`super::show`]): protected lines with a signature that holds.

use super::{TotalsView, settled, show};
use crate::{App, Error, Result, Session};
use domain::ids::PartnershipId;
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::totals::Period;

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

fn why_not(view: &TotalsView, period: Period, month: domain::time::Month) -> Option<&'static str> {
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
