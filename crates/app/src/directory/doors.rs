//! What a person withheld, as its list names it when that is read again: whatever else the list has at the same door is withheld with it,
//! and no text of it names that door. What is kept remembers no street.

use super::alike::decided;
use crate::{App, Result};
use ::directory::beside::ByHand;
use ::directory::listing::Listing;
use std::collections::HashSet;
use uuid::Uuid;

/// The doors of one list behind which a person withheld something.
#[derive(Debug, Default)]
pub(super) struct HandDoors {
    withheld: HashSet<Uuid>,
    /// What somebody decided to be another place than one of these, also at the same door.
    others: HashSet<Uuid>,
    doors: ByHand,
}

impl HandDoors {
    /// Of this source, before it was read.
    pub(super) async fn of(app: &App, source: &str) -> Result<Self> {
        let withheld: HashSet<Uuid> = store::directory::by_hand(app.store(), source).await?.into_iter().collect();
        if withheld.is_empty() {
            return Ok(Self::default());
        }
        let others = decided(app, false).await?.into_iter().filter(|(one, _)| withheld.contains(one));
        Ok(Self { others: others.map(|(_, other)| other).collect(), withheld, doors: ByHand::default() })
    }
    /// Whether a person withheld anything of it.
    pub(super) fn are_any(&self) -> bool {
        !self.withheld.is_empty()
    }
    /// A row of it, looked at before anything is written.
    pub(super) fn look(&mut self, listing: &Listing) {
        if self.are_any() {
            self.doors.count(listing);
        }
        if self.withheld.contains(&listing.key.uuid()) {
            self.doors.add(listing);
        }
    }
    /// Another row of it, as it may be kept.
    pub(super) fn beside(&self, listing: Listing) -> Listing {
        if !self.are_any() {
            return listing;
        }
        if self.others.contains(&listing.key.uuid()) { self.doors.hushed(listing) } else { self.doors.beside(listing) }
    }
}
