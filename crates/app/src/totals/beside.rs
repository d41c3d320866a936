//! What stands beside the counts of events, for our own leads: what was asked for, who is trained, whom programs reached.
//!
//! Invariant: none of this leaves the organization. Suppression proves tables of few cells with their sums; a split by site
//! or service has cells that are nearly always few, and is told to nobody until it is proven as well (decision 0051).

use crate::asked::{self, Asked};
use crate::programs::{self, Counted};
use crate::{App, Error, Result, Session, partnerships, trainings, workspace};
use domain::day::Day;
use domain::ids::{PartnershipId, SiteId};
use domain::measure::{Gauge, Reach};
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::programs::Told;
use domain::text::Label;
use domain::time::Month;
use domain::totals::Period;
use domain::workspace::{Entry, Noun};

/// One of our sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OurSite {
    /// Which.
    pub id: SiteId,
    /// What it is called: without its street where its place is withheld.
    pub name: Label,
    /// Nobody works there any more; what was counted there stays.
    pub is_closed: bool,
}

/// Whether a period may be looked at: one of the calendar that is over, so that nothing is added to it any more.
///
/// # Errors
/// [`Error::Invalid`] `totals-not-over`.
pub fn may_be_read(app: &App, session: &Session, period: Period) -> Result<()> {
    if period.is_over(super::settled(session, app.now())) { Ok(()) } else { Err(Error::Invalid("totals-not-over")) }
}

/// The sites of our own organization, also those that are closed.
///
/// # Errors
/// [`Error::NotFound`] without the deed.
pub async fn our_sites(app: &App, session: &Session) -> Result<Vec<OurSite>> {
    session.authorize(Deed::ReadWorkspace)?;
    let rows = store::listings::all_sites(app.store(), &session.scope).await?;
    let (sites, closed): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let sites = crate::directory::told(app, (&session.scope, session.org_id()), sites).await?.into_iter().zip(closed);
    Ok(sites.map(|(site, is_closed)| OurSite { id: site.id, name: site.name, is_closed }).collect())
}

/// How many of our staff are trained about the partner today, and whom programs reached in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What was asked for; nothing when its counts do not open.
    pub asked: Option<Asked>,
    /// How many of our staff know what the partner offers today, and how many work here.
    pub trained: (u64, u64),
    /// What programs reached in the period, by our own count: of which whole, where there is one.
    pub reach: Vec<(Gauge, Reach, Option<u64>)>,
}

/// What stands beside the counts of a period.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn beside(app: &App, session: &Session, partnership: PartnershipId, period: Period) -> Result<Beside> {
    session.authorize(Deed::CloseTotals)?;
    partnerships::find(app, session, partnership).await?;
    let asked = match asked::of(app, session, period.ends()).await {
        Ok(asked) => Some(asked),
        Err(Error::SealBroken | Error::Locked) => None,
        Err(error) => return Err(error),
    };
    let coverage = trainings::coverage(app, session, partnership).await?;
    let know = coverage.staff.iter().filter(|(_, knows)| knows.counts()).count();
    let mut reach = Vec::new();
    let counted = programs::counted(app, session, partnership).await?;
    for (noun, fields) in REACH {
        let held = workspace::entries(app, session, partnership, *noun).await?;
        let held: Vec<Entry> = held.into_iter().filter(|one| is_in(one, period)).collect();
        reach.extend(reached(&held, &counted, fields));
    }
    Ok(Beside { asked, trained: (know as u64, coverage.staff.len() as u64), reach })
}

/// A field that counts heads, and the field with what it is a part of.
type Heads = (Gauge, &'static str, &'static str);

const REACH: &[(Noun, &[Heads])] = &[
    (Noun::Celebration, &[(Gauge::CelebrationHeads, "heads", ""), (Gauge::CelebrationLinks, "links", "heads")]),
    (Noun::Visit, &[(Gauge::VisitsUsed, "used", "slots")]),
    (Noun::Stop, &[(Gauge::StopHeads, "heads", "")]),
    (Noun::Slot, &[(Gauge::SlotHeads, "heads", "")]),
];

fn is_in(entry: &Entry, period: Period) -> bool {
    let (first, last) = period.ends();
    let month = entry.day("day").map(|day: Day| Month { year: day.year(), month: day.month() });
    entry.is_ticked("held") && month.is_some_and(|month| first <= month && month <= last)
}

fn reached(held: &[Entry], counted: &Counted, fields: &[Heads]) -> Vec<(Gauge, Reach, Option<u64>)> {
    let of = |(gauge, field, whole): &Heads| {
        let days: Vec<&Entry> = held.iter().filter(|one| counted.told(one, field).is_some()).collect();
        let reach = days.iter().fold(Reach::default(), |reach, one| reach.and(counted.told(one, field)));
        // A share is of the same days. A day of which only the partner has the number is in the count and not in the whole:
        // then there is no share.
        let each = |one: &&Entry| match (counted.of(one, field), counted.told(one, field)) {
            (Some(_), _) => counted.of(one, whole).or_else(|| one.count(whole)).map(u64::from),
            (None, Some(Told::Fewer(_) | Told::Not)) => Some(0),
            (None, _) => None,
        };
        let whole: Option<u64> = if whole.is_empty() { None } else { days.iter().map(each).sum() };
        (!days.is_empty()).then_some((*gauge, reach, whole))
    };
    fields.iter().filter_map(of).collect()
}

/// The fixed periods that are over, as far back as the page offers them: months of a year, quarters, halves and years of two.
#[must_use]
pub fn periods_over(app: &App, session: &Session) -> Vec<Period> {
    let now = super::settled(session, app.now());
    let of = |every: Every, n: usize| {
        std::iter::successors(Some(Period::of(every, now).before()), |one| Some(one.before())).take(n)
    };
    let lengths = [(Every::Month, 12), (Every::Quarter, 8), (Every::HalfYear, 4), (Every::Year, 2)];
    lengths.into_iter().flat_map(|(every, n)| of(every, n)).collect()
}
