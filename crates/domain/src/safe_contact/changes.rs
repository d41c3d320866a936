//! Which parts of a plan were changed: their names, and nothing of what they say.

use super::{SafeContact, hours::leaves_some_out};
use crate::coded;

coded! {
    /// A part of a plan, as the record's history names it.
    PlanPart {
        /// The way.
        Way = "way",
        /// Number or place.
        Number = "number",
        /// Safe times, days and hours, and by whose clock.
        Times = "times",
        /// The voicemail rule.
        Voicemail = "voicemail",
        /// The words to use.
        Words = "words",
        /// The code word.
        CodeWord = "code_word",
        /// Who else may answer.
        WhoMayAnswer = "who_may_answer",
        /// How soon they are asked again.
        Recheck = "recheck",
        /// It is closed until they say again what is safe.
        Closed = "closed",
        /// Nothing was changed: the person said that it is still right.
        Confirmed = "confirmed",
    }
}

/// The parts that differ, in their order. The same plan said again is confirmed; with nothing said, nothing changed.
#[must_use]
pub fn changed_parts(before: &SafeContact, after: &SafeContact) -> Vec<PlanPart> {
    let closed = after.closed_by.is_some() && after.closed_by != before.closed_by;
    // Where the times are the same, both leave some out or neither does.
    let clock = before.zone != after.zone && leaves_some_out(after);
    let times = (&before.times, &before.days, before.hours) != (&after.times, &after.days, after.hours) || clock;
    let parts = [
        (PlanPart::Way, before.way != after.way),
        (PlanPart::Number, before.number != after.number),
        (PlanPart::Times, times),
        (PlanPart::Voicemail, before.voicemail != after.voicemail),
        (PlanPart::Words, before.words != after.words),
        (PlanPart::CodeWord, before.code_word != after.code_word),
        (PlanPart::WhoMayAnswer, before.who_may_answer != after.who_may_answer),
        (PlanPart::Recheck, before.recheck != after.recheck),
        (PlanPart::Closed, closed),
    ];
    let mut changed: Vec<PlanPart> = parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect();
    let said_again = before.last_checked != after.last_checked || before.closed_by != after.closed_by;
    if changed.is_empty() && said_again {
        changed.push(PlanPart::Confirmed);
    }
    changed
}
