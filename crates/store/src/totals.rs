//! Totals between organizations: the reports of both in each one's own copy, and the exact counts with one partner.
//!
//! Invariant: what a report says is never changed and never deleted; one of a period is the only one of it.

use crate::backend::{Reads, all, one, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::Row;
use crate::scope::OrgScope;
use crate::tallies::month_of;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MessageId, OrgId, PartnershipId};
use domain::measure::{Measure, Split};
use domain::referral::Direction;
use domain::text::Label;
use domain::time::{Month, Timestamp};
use domain::totals::{Counts, NotTaken, Period};

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
    /// The message that carries it.
    pub message: MessageId,
    /// When it came: to us, or to the partner.
    pub arrived_at: Option<Timestamp>,
}

/// Totals that came and were not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// The message.
    pub message: MessageId,
    /// From whom.
    pub by_org: OrgId,
    /// Of which period, as they wrote it; empty if that is no period.
    pub period: String,
    /// Why.
    pub reason: NotTaken,
    /// When.
    pub at: Timestamp,
}

const REPORTS: &str = "SELECT by_org, period, content, by_name, at, signature, message_id, arrived_at FROM total_report \
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
            message: row.id(MessageId::new)?,
            arrived_at: row.opt_time()?,
        })
    };
    all(db, REPORTS, args![scope.org(), partnership], read).await
}

const ADD: &str = "INSERT INTO total_report (org_id, partnership_id, by_org, period, content, by_name, at, signature, \
     message_id, arrived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

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
        new.message,
        new.arrived_at,
    ];
    run(tx, ADD, args).await.map(Inserted::of)
}

const ARRIVED: &str =
    "UPDATE total_report SET arrived_at = $3 WHERE org_id = $1 AND message_id = $2 AND arrived_at IS NULL";

/// Writes down that a report of ours has come to the partner.
///
/// # Errors
/// When the database does not answer.
pub async fn set_arrived(tx: &Tx, scope: &OrgScope, message: MessageId, at: Timestamp) -> Result<()> {
    run(tx, ARRIVED, args![scope.org(), message, at]).await.map(drop)
}

const SEND_AGAIN: &str = "UPDATE total_report SET message_id = $4 WHERE org_id = $1 AND partnership_id = $2 AND period = $3 \
     AND by_org = $1 AND arrived_at IS NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.org_id = $1 \
     AND o.id = total_report.message_id AND o.state = 'queued')";

/// Names the message that carries a report of ours from now on. Answers whether it had not come, and did not wait.
///
/// # Errors
/// When the database does not answer.
pub async fn set_message(
    tx: &Tx,
    scope: &OrgScope,
    (partnership, period): (PartnershipId, Period),
    message: MessageId,
) -> Result<bool> {
    Ok(run(tx, SEND_AGAIN, args![scope.org(), partnership, period.to_string(), message]).await? > 0)
}

const REFUSE: &str = "INSERT INTO total_refused (org_id, partnership_id, message_id, by_org, period, reason, at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

/// Writes down that totals came and were not taken.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse(tx: &Tx, scope: &OrgScope, partnership: PartnershipId, row: &RefusedRow) -> Result<()> {
    let args = args![scope.org(), partnership, row.message, row.by_org, row.period.as_str(), row.reason.code(), row.at];
    run(tx, REFUSE, args).await.map(drop)
}

const REFUSED: &str = "SELECT message_id, by_org, period, reason, at FROM total_refused WHERE org_id = $1 \
     AND partnership_id = $2 ORDER BY at DESC, message_id LIMIT 20";

/// The latest totals that came and were not taken; twenty at most.
///
/// # Errors
/// When the database does not answer.
pub async fn refused(db: &impl Reads, scope: &OrgScope, partnership: PartnershipId) -> Result<Vec<RefusedRow>> {
    let read = |row: &mut Row| {
        Ok(RefusedRow {
            message: row.id(MessageId::new)?,
            by_org: row.id(OrgId::new)?,
            period: row.text()?,
            reason: row.code(NotTaken::parse)?,
            at: row.time()?,
        })
    };
    all(db, REFUSED, args![scope.org(), partnership], read).await
}

const FIRST: &str = "SELECT month FROM tally_part WHERE org_id = $1 AND split = 'partner' AND value = $2 AND count > 0 \
     ORDER BY month LIMIT 1";

/// The first month in which anything was counted with one partner; nothing before the first.
///
/// # Errors
/// When the database does not answer.
pub async fn first_month(db: &impl Reads, scope: &OrgScope, partner: OrgId) -> Result<Option<Month>> {
    one(db, FIRST, args![scope.org(), partner.to_string()], month_of).await
}

const COUNT: &str = "SELECT month, direction, measure, count, split FROM tally_part WHERE org_id = $1 AND month <= $2 \
     AND split IN ('partner', 'told') AND value = $3 AND count > 0";

/// The exact counts with one partner in every month until this one. They stay what they were when the events behind them go:
/// what was told once has to be true for good. With those of whom the partner was told by name.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(db: &impl Reads, scope: &OrgScope, partner: OrgId, until: Month) -> Result<Counts> {
    let read = |row: &mut Row| {
        let (month, direction) = (month_of(row)?, row.code(Direction::parse)?);
        let (measure, n) = (row.code(Measure::parse)?, row.number::<u64>()?);
        Ok((month, direction, measure, n, row.code(Split::parse)? == Split::Told))
    };
    let mut counts = Counts::default();
    let args = args![scope.org(), until.code(), partner.to_string()];
    for (month, direction, measure, n, is_told) in all(db, COUNT, args, read).await? {
        if is_told {
            counts.add_told(month, direction, measure, n);
        } else {
            counts.add(month, direction, measure, n);
        }
    }
    Ok(counts)
}
