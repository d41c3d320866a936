//! Totals with a partner: closing a period, telling its totals, taking in what the partner tells, reading both.
//!
//! Invariant: what leaves has passed [`domain::suppression::release`] with everything that was told this partner before.
//! Invariant: a report whose signature does not hold with the keys of today, or that says another period or another
//! sender than where it stands, is shown as one that does not count, without its numbers.
//!
//! Read next: [`close()`] (what leaves), `came` (what is taken in), [`domain::totals`] (the rules of both).

mod beside;
pub(crate) mod came;
mod close;
mod exact;
mod papers;
mod quality;
mod to_coalition;

pub use beside::{Beside, OurSite, beside, may_be_read, our_sites, periods_over};
pub use close::{close, send_again};
pub use exact::{AtSite, Exact, Offers, Part, Promised, Took, exact};
pub use papers::{Asked, YearView, fiscal_years, of_period, of_year, periods};
pub use quality::{Happened, Point, Quality, Run, What, quality};
pub use to_coalition::tell_coalition;

use crate::mou::{Holds, Table, holds};
use crate::{App, Result, Session, referrals};
use domain::ids::{CrossingId, MessageId, OrgId, PartnershipId};
use domain::member::Deed;
use domain::mou::paper::Period as Every;
use domain::suppression::Rule;
use domain::text::Label;
use domain::time::{Days, Month, Timestamp};
use domain::totals::{NotTaken, Period, Report};
use std::collections::BTreeSet;
use store::totals::{RefusedRow, ReportRow};
use vault::{BothSides, MouSignature};

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
    /// When it came: to us, or to the partner. Not yet, or never.
    pub arrived: Option<Timestamp>,
    /// It was told when the period after it was over as well.
    pub is_late: bool,
    /// What it says; nothing when its signature does not hold.
    pub report: Option<Report>,
}

/// Totals that came from the partner and were not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedTotals {
    /// Its message: in no order that means anything.
    pub id: MessageId,
    /// Of which period, if they named one.
    pub period: Option<Period>,
    /// Why.
    pub reason: NotTaken,
    /// When they were looked at.
    pub at: Timestamp,
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
    /// Every period that the caller's organization can close: of that length or longer, over, not closed yet, and not from
    /// before the two worked together; the latest first.
    pub closable: Vec<Period>,
    /// The caller may close a period.
    pub may_close: bool,
    /// The caller's organization.
    pub ours: OrgId,
    /// Every report of both, the latest period first.
    pub told: Vec<Told>,
    /// What came and was not taken, the latest first.
    pub refused: Vec<RefusedTotals>,
    /// Something of ours still waits to be delivered.
    pub on_its_way: bool,
}

/// Totals are about no crossing of anybody: their messages go in the line of the partnership itself.
pub(crate) fn crossing(partnership: PartnershipId) -> CrossingId {
    CrossingId::new(partnership.uuid())
}

/// What both have told each other, as the caller's organization has it.
///
/// # Errors
/// [`crate::Error::NotFound`] without the deed, or for a partnership of others.
pub async fn show(app: &App, session: &Session, partnership: PartnershipId) -> Result<TotalsView> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    referrals::absorb::one(app, session, crossing(partnership)).await?;
    let (every, rule) = agreed(&holds::of(app, session, &table.row).await?);
    let rows = store::totals::reports(app.store(), &table.ours, partnership).await?;
    let read = |row: &ReportRow| {
        let told = read(row, partnership, &table.public)?;
        let is_late = told.period.is_late(session.month(told.arrived.unwrap_or(told.at)));
        Some(Told { is_late, ..told })
    };
    let mut told: Vec<Told> = rows.iter().filter_map(read).collect();
    told.sort_by_key(|told| std::cmp::Reverse((told.period.ends().1, told.period.ends().0)));
    let (now, begun) = (settled(session, app.now()), begun(app, session, &table).await?);
    let closed = told.iter().filter(|told| told.by == session.org_id()).map(|told| told.period).collect();
    Ok(TotalsView {
        every,
        smallest: rule.smallest(),
        latest: Period::of(every, now).before(),
        closable: closable(every, (begun, now), &closed),
        may_close: session.may(Deed::CloseTotals),
        ours: session.org_id(),
        told,
        refused: store::totals::refused(app.store(), &table.ours, partnership).await?.iter().map(not_taken).collect(),
        on_its_way: close::on_its_way(app, &table, partnership).await?,
    })
}

/// In which month the two began to work together: when they were connected here, or when anything was first counted with the
/// partner, whichever is earlier. Of what was over before there is nothing to tell, and "few" would say that there was.
async fn begun(app: &App, session: &Session, table: &Table) -> Result<Month> {
    let connected = session.month(table.row.created_at);
    let counted = store::totals::first_month(app.store(), &table.ours, table.row.partner.id).await?;
    Ok(counted.map_or(connected, |counted| counted.min(connected)))
}

/// So many months back a period that was missed can still be closed on the page.
const MISSED: usize = 24;

fn closable(every: Every, (begun, now): (Month, Month), closed: &BTreeSet<Period>) -> Vec<Period> {
    let back = |period: Period| std::iter::successors(Some(period), |one| Some(one.before()));
    let oldest = back(Period::Month(now)).nth(MISSED).map_or(begun, |one| one.ends().0.max(begun));
    let lengths = Every::ALL.iter().filter(|length| **length >= every);
    let of = |length: &Every| back(Period::of(*length, now).before()).take_while(|one| one.ends().1 >= oldest);
    let all: BTreeSet<Period> = lengths.flat_map(of).collect();
    let mut open: Vec<Period> = all.difference(closed).copied().collect();
    open.sort_by_key(|one| (std::cmp::Reverse(one.ends().1), one.length()));
    open
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
    Some(Told {
        period: Period::parse(&row.period)?,
        by: row.by_org,
        by_name: row.by_name.clone(),
        at: row.at,
        arrived: row.arrived_at,
        is_late: false,
        report,
    })
}

fn not_taken(row: &RefusedRow) -> RefusedTotals {
    RefusedTotals { id: row.message, period: Period::parse(&row.period), reason: row.reason, at: row.at }
}
