//! Days on which an organization is closed, besides federal holidays. About the organization, never about a person.
//!
//! Invariant: a partner's days are read through the partnership with it.

use crate::backend::{Reads, all, run};
use crate::error::Result;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::day::Day;
use domain::ids::OrgId;
use std::collections::BTreeSet;

const LIST: &str = "SELECT day FROM closed_day WHERE org_id = $2 AND ($2 = $1 OR EXISTS \
     (SELECT 1 FROM partnership_side s WHERE s.org_id = $1 AND s.partner_id = closed_day.org_id))";

/// The days on which we are closed, or an organization that we have a partnership with; of anybody else none.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl Reads, scope: &OrgScope, org: OrgId) -> Result<BTreeSet<Day>> {
    let days = all(db, LIST, args![scope.org(), org], |row| {
        let day = row.text()?;
        Day::parse(&day).ok_or_else(|| row.unreadable())
    });
    Ok(days.await?.into_iter().collect())
}

const ADD: &str = "INSERT INTO closed_day (org_id, day) VALUES ($1, $2) ON CONFLICT DO NOTHING";

/// We are closed on this day.
///
/// # Errors
/// When the database does not answer.
pub async fn add(tx: &Tx, scope: &OrgScope, day: Day) -> Result<()> {
    run(tx, ADD, args![scope.org(), day.code().as_str()]).await.map(drop)
}

const REMOVE: &str = "DELETE FROM closed_day WHERE org_id = $1 AND day = $2";

/// We are open on this day after all.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(tx: &Tx, scope: &OrgScope, day: Day) -> Result<()> {
    run(tx, REMOVE, args![scope.org(), day.code().as_str()]).await.map(drop)
}

const FORGET: &str = "DELETE FROM closed_day WHERE org_id = $1 AND day < $2";

/// Erases our days before one of them.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_before(tx: &Tx, scope: &OrgScope, day: Day) -> Result<()> {
    run(tx, FORGET, args![scope.org(), day.code().as_str()]).await.map(drop)
}
