//! What clears that is about nobody: totals as they were published, and the word that a connection with a coalition has
//! ended.
//!
//! Invariant: nothing here carries a word about a person, and none of it rests on a person's word.

use super::{Cleared, ClearedBy, Predicate, Refusal, refuse};
use crate::coalition::Connection;
use crate::ids::OrgId;
use crate::message::{Body, Message};
use crate::suppression::History;
use crate::totals;
use std::collections::BTreeSet;

/// Clears totals of a period: only what was published after the audit ([`crate::suppression::release`]), line by line, and
/// only from whoever counted it.
///
/// # Errors
/// [`Refusal`] when the message is anything else, another's, or tells a line that is not among `published`.
pub fn clear_totals(
    message: Message,
    from: OrgId,
    published: &History<totals::Cell>,
) -> Result<Cleared<Message>, Refusal> {
    let is_published = match &message.body {
        Body::Totals(told) => told.report.by == from && told.report.is_of(published),
        _ => false,
    };
    if !is_published || message.from != from || message.to == from || message.part2.is_some() {
        return refuse(Vec::new(), vec![Predicate::Custody]);
    }
    Ok(Cleared { value: message, by: ClearedBy::Totals, elements: BTreeSet::new(), until: None })
}

/// Clears a report for a coalition: as it was published to the partner, line by line, and nothing else, along a connection
/// that stands: with a coalition, of which neither side has ended it, and whose keys are the ones that were compared aloud. A
/// partner gets its totals by [`clear_totals`], and a coalition by this alone.
///
/// # Errors
/// [`Refusal`] when the message is anything else, another's, tells a line that is not among `published`, or when nothing goes
/// along this connection.
pub fn clear_for_coalition(
    message: Message,
    from: OrgId,
    along: Connection,
    published: &History<totals::Cell>,
) -> Result<Cleared<Message>, Refusal> {
    let is_published = match &message.body {
        Body::CoalitionTotals(told) => {
            told.report.by == from && told.partner.org != message.to && told.report.is_of(published)
        }
        _ => false,
    };
    let goes_there = along.carries_totals() && message.to != from;
    if !is_published || !goes_there || message.from != from || message.part2.is_some() {
        return refuse(Vec::new(), vec![Predicate::Custody]);
    }
    Ok(Cleared { value: message, by: ClearedBy::Totals, elements: BTreeSet::new(), until: None })
}

/// Clears the word that a connection has ended, from either side of it. It is never too late, and takes no keys that were
/// compared: whoever ends it tells nothing by that.
///
/// # Errors
/// [`Refusal`] when the message is anything else, another's, or the two are no organization and coalition.
pub fn clear_end_of_connection(message: Message, from: OrgId, along: Connection) -> Result<Cleared<Message>, Refusal> {
    let is_the_word = matches!(message.body, Body::AffiliationEnded) && along.is_between_the_two();
    if !is_the_word || message.from != from || message.to == from || message.part2.is_some() {
        return refuse(Vec::new(), vec![Predicate::Custody]);
    }
    Ok(Cleared { value: message, by: ClearedBy::Stop, elements: BTreeSet::new(), until: None })
}
