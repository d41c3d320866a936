//! What is known of each state's law, by version. Holds nothing about a person.
//!
//! Invariant: a version is added and never changed. Rows that were shipped belong to no organization; once an
//! organization has written one down of its own, its latest is in force.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::page::Inserted;
use crate::row::{Row, joined};
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::{MemberId, OrgId};
use domain::state_rule::{ReportingLaw, StateCode, StateRule};
use domain::text::Label;
use domain::time::{Days, Timestamp};

/// Whose rows are shipped.
const SHIPPED: OrgId = OrgId::from_bytes([0; 16]);

/// A version of a state's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateRuleRow {
    /// What is known.
    pub rule: StateRule,
    /// By whom it was written down, with the name; nobody for a row that was shipped.
    pub changed_by: Option<(MemberId, Option<Label>)>,
    /// When.
    pub changed_at: Timestamp,
}

const OF_STATE: &str = "SELECT s.state, s.version, s.minor_alone_from, s.undated_lapses_after, s.reporting, s.source, \
     s.verified_on, s.changed_by, m.name, s.changed_at, s.adult_from FROM state_rule s \
     LEFT JOIN member m ON m.org_id = s.org_id AND m.id = s.changed_by \
     WHERE s.org_id IN ($1, $2) AND s.state = $3 ORDER BY CASE WHEN s.org_id = $1 THEN 0 ELSE 1 END, s.version DESC";

/// Every version of a state's rules, the one in force first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_state(db: &impl Reads, scope: &OrgScope, state: StateCode) -> Result<Vec<StateRuleRow>> {
    all(db, OF_STATE, args![scope.org(), SHIPPED, state.code()], rule_row).await
}

fn rule_row(row: &mut Row) -> Result<StateRuleRow> {
    let (state, version) = (row.code(StateCode::parse)?, row.number()?);
    let (age, days) = (row.opt_int()?, row.opt_int()?);
    let rule = StateRule {
        state,
        version,
        minor_alone_from: age.map(u8::try_from).transpose().map_err(|_| row.unreadable())?,
        adult_from: None,
        undated_lapses_after: days.map(u32::try_from).transpose().map_err(|_| row.unreadable())?.map(Days),
        reporting: row.codes(ReportingLaw::parse)?,
        source: row.label()?,
        verified_on: row.time()?,
    };
    let (by, name) = (row.opt_id(MemberId::new)?, row.opt_label()?);
    let changed_at = row.time()?;
    let adult_from = row.opt_int()?.map(u8::try_from).transpose().map_err(|_| row.unreadable())?;
    let rule = StateRule { adult_from, ..rule };
    Ok(StateRuleRow { rule, changed_by: by.map(|by| (by, name)), changed_at })
}

const INSERT: &str = "INSERT INTO state_rule (org_id, state, version, minor_alone_from, undated_lapses_after, reporting, \
     source, verified_on, changed_by, changed_at, adult_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";

/// Adds a version. A version that is there already stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, rule: &StateRule, by: MemberId, at: Timestamp) -> Result<Inserted> {
    let args = args![
        scope.org(),
        rule.state.code(),
        rule.version,
        rule.minor_alone_from,
        rule.undated_lapses_after,
        joined(rule.reporting.iter().map(|law| law.code())),
        rule.source.as_str(),
        rule.verified_on,
        by,
        at,
        rule.adult_from,
    ];
    run(tx, INSERT, args).await.map(Inserted::of)
}
