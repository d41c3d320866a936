//! What a record counts: each measure once, whatever happens to it in which order.
//!
//! Invariant: of one record no measure counts more than once, so none is larger than those who came. The audit of totals takes
//! what is told for parts of one another and needs that.
//! Invariant: what an event adds depends on what happened before it alone, so it stays true when something happens later.

use super::{Measure, counts_of};
use crate::referral::{AttemptResult, Event, Outcome, Told};

/// What each event of one record adds to the tallies, or takes back of them, in the order in which they happened.
///
/// A record that is handed back and taken again was accepted once, in the month of the first time; so was one that is declined
/// in the end, and that is no second answer but another end. Whoever is reached again was reached. Whoever was connected and
/// then decides not to go on did not end without a connection. What was undone takes its own back, in its own month.
#[must_use]
pub fn counts_of_record(events: impl IntoIterator<Item = Event>) -> Vec<Option<(Measure, i64)>> {
    let mut so_far = SoFar::default();
    events.into_iter().map(|event| so_far.then(event)).collect()
}

/// What of a record the partner can read from a status that it is told of the person by name.
#[must_use]
pub const fn told_of(told: Told) -> &'static [Measure] {
    match told {
        Told::Accepted => &[Measure::Accepted],
        Told::Connected => &[Measure::Accepted, Measure::Connected],
        Told::ServiceUsed => &[Measure::Accepted, Measure::Connected, Measure::ServiceUsed],
        // It does not say which; who adds up both knows.
        Told::LoopClosed => &[Measure::Declined, Measure::EndedOtherwise],
    }
}

/// What has been counted of a record.
#[derive(Debug, Clone, Copy, Default)]
struct SoFar {
    accepted: bool,
    reached: bool,
    told: bool,
    connected: bool,
}

impl SoFar {
    fn then(&mut self, event: Event) -> Option<(Measure, i64)> {
        let is_first = |seen: &mut bool| !std::mem::replace(seen, true);
        let counts = match event {
            Event::Accepted => is_first(&mut self.accepted),
            Event::Attempted(AttemptResult::Reached) => is_first(&mut self.reached),
            Event::Told(_) => is_first(&mut self.told),
            Event::Declined(_) if self.accepted => return Some((Measure::EndedOtherwise, 1)),
            Event::Connected => is_first(&mut self.connected),
            Event::ConnectedUndone => {
                self.connected = false;
                return Some((Measure::Connected, -1));
            }
            Event::Closed(outcome) => outcome == Outcome::ServiceUsed || !self.connected,
            _ => true,
        };
        let measure = counts_of(event).first()?;
        counts.then_some((*measure, 1))
    }
}
