//! Totals between organizations: the reports of both in each one's own copy, and the exact counts with one partner.
//!
//! Invariant: both copies are written in one transaction while both organizations are on this node.
//! Invariant: a report is never changed and never deleted; one of a period is the only one of it.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{OrgId, PartnershipId};
use domain::measure::{counts_of, uncounts_of};
use domain::referral::{Direction, Event};
use domain::text::Label;
use domain::time::{Month, Timestamp};
use domain::totals::Counts;

/// What one organization told the other of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Who told.
    pub by_org: OrgId,
    /// Of which period, as it is written.
    pub period: String,
    /// What it says, as the use case wrote it.
    pub content: String,
    /// Who closed the period.
    pub by_name: Label,
    /// When.
    pub at: Timestamp,
    /// The vault's bytes.
    pub signature: Vec<u8>,
}

const REPORTS: &str = "SELECT by_org, period, content, by_name, at, signature FROM total_report \
     WHERE org_id = $1 AND partnership_id = $2 ORDER BY period DESC, by_org";

/// Every report of both organizations, as this one's copy has it.
///
/// # Errors
/// When the database does not answer.
pub async fn reports(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<ReportRow>> {
    let read = |row: &mut Row| {
        Ok(ReportRow {
            by_org: row.id(OrgId::new)?,
            period: row.text()?,
            content: row.text()?,
            by_name: row.label()?,
            at: row.time()?,
            signature: row.bytes()?,
        })
    };
    all(db, REPORTS, args![scope.org(), partnership], read).await
}

const ADD: &str = "INSERT INTO total_report (org_id, partnership_id, by_org, period, content, by_name, at, signature) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

/// Adds a report to a copy. `Already` when there is one of this organization and period: that one stays.
///
/// # Errors
/// When the database does not answer.
pub async fn add(tx: &Tx, scope: &OrgScope, partnership: PartnershipId, new: &ReportRow) -> Result<Inserted> {
    let args = args![
        scope.org(),
        partnership,
        new.by_org,
        new.period.as_str(),
        new.content.as_str(),
        new.by_name.as_str(),
        new.at,
        new.signature.clone(),
    ];
    run(tx, ADD, args).await.map(Inserted::of)
}

const COUNT: &str = "SELECT e.month, e.direction, e.code, e.detail, COUNT(*) FROM referral r JOIN referral_event e \
     ON e.org_id = r.org_id AND e.referral_id = r.id WHERE r.org_id = $1 AND r.partner_id = $2 AND e.month >= $3 \
     AND e.month <= $4 GROUP BY e.month, e.direction, e.code, e.detail";

/// Counts the events of the records with one partner in the months `from..=until`, exactly. Reads them all: for what
/// happens once a month, and for no page.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(db: &impl Reads, scope: &OrgScope, partner: OrgId, from: Month, until: Month) -> Result<Counts> {
    let read = |row: &mut Row| {
        let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
        let (code, detail) = (row.text()?, row.opt_text()?);
        let event = Event::parse(&code, detail.as_deref()).map_err(|_| row.unreadable())?;
        Ok((month, direction, event, row.number::<u64>()?))
    };
    let mut counts = Counts::default();
    let events = all(db, COUNT, args![scope.org(), partner, from.code(), until.code()], read).await?;
    for (month, direction, event, n) in &events {
        counts_of(*event).iter().for_each(|measure| counts.add(*month, *direction, *measure, *n));
    }
    for (month, direction, event, n) in &events {
        uncounts_of(*event).iter().for_each(|measure| counts.take_back(*month, *direction, *measure, *n));
    }
    Ok(counts)
}
