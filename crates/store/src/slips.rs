//! Slips that a person carries themself: that one was printed, and nothing about the person.

use crate::error::Result;
use crate::page::Inserted;
use crate::scope::OrgScope;
use crate::write::Tx;
use domain::ids::SlipId;
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

/// Records and counts a slip.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, scope: &OrgScope, slip: &Slip) -> Result<Inserted> {
    unimplemented!()
}
