//! Slips that a person carries themself: that one was printed, and nothing about the person.

use crate::backend::run;
use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::value::args;
use crate::write::Tx;
use domain::ids::SlipId;
use domain::measure::{Measure, TallyKey};
use domain::referral::Direction;
use domain::time::{Month, Timestamp};

/// That a slip was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Its id.
    pub id: SlipId,
    /// Which way it leads.
    pub direction: Direction,
    /// When.
    pub at: Timestamp,
    /// The month it counts in, in the organization's time zone.
    pub month: Month,
}

const INSERT: &str = "INSERT INTO slip (org_id, id, direction, at, month) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT DO NOTHING";

/// Records and counts a slip.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, slip: &Slip) -> Result<Inserted> {
    let args = args![scope.org(), slip.id, slip.direction.code(), slip.at, slip.month.code()];
    let inserted = Inserted::of(run(tx, INSERT, args).await?);
    if inserted.is_new() {
        let key = TallyKey { month: slip.month, direction: Some(slip.direction), measure: Measure::Slips };
        tx.tally(scope, key, 1);
    }
    Ok(inserted)
}
