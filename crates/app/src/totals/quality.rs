//! How good the work is over time: a few shares, month by month or quarter by quarter, beside what changed meanwhile.
//!
//! Invariant: our own exact shares are read by our leads alone; everybody else reads shares of what was told, protected, and
//! nothing is computed from both organizations' counts (decision 0033).
//! Invariant: read from tallies and reports, a number of rows that does not grow with referrals.

use super::{Told, settled, show};
use crate::mou::Table;
use crate::{App, Result, Session, workspace};
use domain::day::Day;
use domain::ids::{OrgId, PartnershipId};
use domain::measure::{Aim, GOALS, Goal, Kept, Measure, PartKey, Split, TallyKey, out_of, share};
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::referral::Direction;
use domain::suppression::Shown;
use domain::time::Month;
use domain::totals::Period;
use domain::workspace::{Entry, Noun};

/// One period of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Which.
    pub period: Period,
    /// The part and its whole; nothing where a count was hidden or not told.
    pub counts: Option<(u64, u64)>,
}

impl Point {
    /// The part in a hundred of its whole, where that says something.
    #[must_use]
    pub fn share(&self) -> Option<u64> {
        self.counts.and_then(|(part, whole)| share(part, whole))
    }
}

/// A share over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it is to reach.
    pub goal: Goal,
    /// Who told it; nothing for our own exact counts.
    pub told_by: Option<OrgId>,
    /// The oldest first.
    pub points: Vec<Point>,
}

impl Run {
    /// The first and the last share that say something, if there are two.
    #[must_use]
    pub fn way(&self) -> Option<(u64, u64)> {
        let mut said = self.points.iter().filter_map(Point::share);
        Some((said.next()?, said.next_back()?))
    }
    /// The last share that says something.
    #[must_use]
    pub fn last(&self) -> Option<&Point> {
        self.points.iter().rev().find(|point| point.share().is_some())
    }
}

/// Something that changed how the two work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A procedure went live: which way, and its version.
    Procedure(Direction, u32),
    /// A training was held.
    Training,
}

/// What changed, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// On which day.
    pub day: Day,
    /// In which of the periods; nothing when it is in none of them.
    pub period: Option<Period>,
    /// What.
    pub what: What,
}

/// The quality page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    /// Of which length its periods are.
    pub every: Every,
    /// Each share over time.
    pub runs: Vec<Run>,
    /// What changed, the oldest first.
    pub happened: Vec<Happened>,
    /// What was tried: plan, do, study, act; the latest first.
    pub cycles: Vec<Entry>,
    /// The caller's organization.
    pub ours: OrgId,
}

/// Quarters or months that a run shows.
const fn n_shown(every: Every) -> usize {
    match every {
        Every::Month => 12,
        _ => 8,
    }
}

/// Shares over the last periods of this length, what changed meanwhile, and what was tried.
///
/// # Errors
/// [`crate::Error::NotFound`] without the deed, or for a partnership of others.
pub async fn quality(app: &App, session: &Session, partnership: PartnershipId, every: Every) -> Result<Quality> {
    session.authorize(Deed::ReadWorkspace)?;
    let view = show(app, session, partnership).await?;
    let table = Table::of(app, session, partnership).await?;
    let last = Period::of(every, settled(session, app.now())).before();
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), |one| Some(one.before())).take(n_shown(every)).collect();
    periods.reverse();
    let reads_exact = session.may(Deed::CloseTotals);
    let partner = table.row.partner.id;
    let mut runs = Vec::new();
    if let (true, Some(first)) = (reads_exact, periods.first()) {
        let (from, until) = (first.ends().0, last.ends().1);
        let tallies = store::tallies::list(app.store(), &table.ours, from, until).await?;
        let parts = store::tally_parts::of_runs(app.store(), &table.ours, (from, until), partner).await?;
        runs = exact(&periods, &partner.to_string(), &tallies, &parts);
    }
    let told_by = [(!reads_exact).then(|| session.org_id()), Some(partner)];
    runs.extend(told_by.into_iter().flatten().filter_map(|by| told(&periods, by, &view.told)));
    Ok(Quality {
        every,
        runs,
        happened: happened(app, session, partnership, (&table, &periods)).await?,
        cycles: cycles(workspace::entries(app, session, partnership, Noun::Cycle).await?),
        ours: session.org_id(),
    })
}

fn cycles(mut all: Vec<Entry>) -> Vec<Entry> {
    all.sort_by_key(|one| std::cmp::Reverse((one.day("starts_on"), one.id())));
    all
}

fn is_in(month: Month, period: Period) -> bool {
    let (first, last) = period.ends();
    first <= month && month <= last
}

/// Our own exact shares, of which there is anything.
fn exact(periods: &[Period], partner: &str, tallies: &[(TallyKey, u64)], parts: &[(PartKey, u64)]) -> Vec<Run> {
    let tallied = |period: Period, measure: Measure| -> u64 {
        let of = tallies.iter().filter(|(key, _)| key.measure == measure && is_in(key.month, period));
        of.map(|(_, n)| n).sum()
    };
    let split = |period: Period, is: &dyn Fn(&PartKey) -> bool| -> u64 {
        parts.iter().filter(|(part, _)| is_in(part.key.month, period) && is(part)).map(|(_, n)| n).sum()
    };
    let with = |measure: Measure| {
        move |part: &PartKey| part.split == Split::Partner && part.value == partner && part.key.measure == measure
    };
    let answered = |part: &PartKey| part.split == Split::BusinessDay;
    let in_time = |part: &PartKey| part.split == Split::BusinessDay && part.value == Kept::InTime.code();
    let counts = |aim: Aim, period: Period| match aim {
        Aim::Decided => (tallied(period, Measure::DecisionRecorded), tallied(period, Measure::Visits)),
        Aim::Connected => {
            let whole = out_of(Measure::Connected).map_or(0, |whole| split(period, &with(whole)));
            (split(period, &with(Measure::Connected)), whole)
        }
        Aim::Answered => (split(period, &in_time), split(period, &answered)),
    };
    let run = |goal: &Goal| Run {
        goal: *goal,
        told_by: None,
        points: periods
            .iter()
            .map(|period| Point { period: *period, counts: Some(counts(goal.aim, *period)) })
            .collect(),
    };
    let says = |run: &Run| run.points.iter().any(|point| point.counts.is_some_and(|(_, whole)| whole > 0));
    GOALS.iter().map(run).filter(says).collect()
}

/// What one of the two told of who was connected of those taken on: both counts shown, or the share is not. Nothing of
/// somebody who told of none of these periods.
fn told(periods: &[Period], by: OrgId, all: &[Told]) -> Option<Run> {
    let goal = GOALS.into_iter().find(|goal| goal.aim == Aim::Connected)?;
    let of = |period: Period| all.iter().find(|told| told.by == by && told.period == period)?.report.as_ref();
    let counts = |period: Period| {
        let lines = &of(period)?.lines;
        let count = |measure: Measure| match lines.iter().find(|line| line.measure == measure)?.shown {
            Shown::Count(n) => Some(n),
            Shown::Few { .. } | Shown::Withheld { .. } => None,
        };
        Some((count(Measure::Connected)?, count(Measure::Accepted)?))
    };
    periods.iter().any(|period| of(*period).is_some()).then(|| Run {
        goal,
        told_by: Some(by),
        points: periods.iter().map(|period| Point { period: *period, counts: counts(*period) }).collect(),
    })
}

async fn happened(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (table, periods): (&Table, &[Period]),
) -> Result<Vec<Happened>> {
    let zone = &session.org().time_zone;
    let period = |day: Day| {
        let month = Month { year: day.year(), month: day.month() };
        periods.iter().copied().find(|period| is_in(month, *period))
    };
    let mut all: Vec<Happened> = store::mou::procedures(app.store(), &table.ours, partnership)
        .await?
        .into_iter()
        .map(|row| (Day::of(row.at, zone), What::Procedure(row.direction, row.version)))
        .map(|(day, what)| Happened { day, period: period(day), what })
        .collect();
    let trainings = workspace::entries(app, session, partnership, Noun::Training).await?;
    let held = trainings.iter().filter(|one| one.is_ticked("held")).filter_map(|one| one.day("day"));
    all.extend(held.map(|day| Happened { day, period: period(day), what: What::Training }));
    let first = periods.first().map(|period| period.ends().0);
    all.retain(|one| first.is_some_and(|first| first <= Month { year: one.day.year(), month: one.day.month() }));
    all.sort_by_key(|one| one.day);
    Ok(all)
}
